//! What is asked of a report: which days, of whom, compared with what.

use chrono::{Datelike, NaiveDate};

use crate::command::call::Args;
use crate::command::grammar::range::Direction;
use crate::command::input::{CompareWord, PeriodWord, ReportBy, ReportFormat};
use crate::command::ranges;
use crate::domain::chart::Glyphs;
use crate::domain::period::{Period, PeriodLength};
use crate::domain::time::plus_days;
use crate::error::{Error, Result};
use crate::records::names::ClientName;
use crate::store::Client;

/// What is asked of a report.
pub struct Asked {
    /// The days.
    pub period: Period,
    /// The last of them that has come.
    pub through: NaiveDate,
    /// Whether all of them have.
    pub complete: bool,
    /// One client, or all.
    pub client: Option<Client>,
    /// The days it is compared with, as many workdays as have come, and what they are called.
    pub compared: Option<(Period, String)>,
    /// What it is written as.
    pub format: &'static str,
    /// What its charts are drawn with.
    pub glyphs: Glyphs,
}

/// What charts are drawn with.
fn glyphs(args: &Args<'_>) -> Glyphs {
    if args.context.config.ascii { Glyphs::Ascii } else { Glyphs::Blocks }
}

/// The cycle of a client's retainer that holds a day, and the one before, if there was one.
fn cycle_of(args: &Args<'_>, client: Option<&Client>, on: NaiveDate) -> Result<(Period, Option<Period>)> {
    let client = client.ok_or_else(|| Error::at("period", "a cycle is of a client: say --client, too"))?;
    let book = args.context.db.book(client.id)?;
    let held = book.retainers.iter().filter(|retainer| retainer.covers(on));
    let Some(retainer) = held.min_by_key(|retainer| (retainer.starts_on, retainer.id)) else {
        return Err(Error::at("period", format!("{} has no retainer on {on}, and so no cycle", client.code)));
    };
    let cycle = |index: i64| {
        let span = retainer.cycle(index);
        Period::of(span.start.max(retainer.starts_on), plus_days(span.end, -1))
    };
    let index = retainer.index_at(on);
    Ok((cycle(index), (index > retainer.first_index()).then(|| cycle(index - 1))))
}

impl Asked {
    /// Reads what is asked; `usual` is how long the days are where nothing is said.
    pub fn of(args: &Args<'_>, usual: PeriodLength) -> Result<Self> {
        let today = args.context.today();
        let client = args.get::<ClientName>("client")?.map(|client| client.0);
        let word = args.get::<PeriodWord>("period")?.map(|word| word.0);
        let is_cycle = word == Some("cycle");
        let length = word.filter(|_| !is_cycle).map(str::parse::<PeriodLength>).transpose()?;
        let asked = ranges::asked(args, Direction::Back)?;
        let zone = args.context.zone();
        let (from, to) = (asked.first(zone), asked.beyond(zone).map(|day| plus_days(day, -1)));
        let mut earlier = None;
        let period = match (length, from, to) {
            (_, from, None) if is_cycle => {
                let (cycle, before) = cycle_of(args, client.as_ref(), from.unwrap_or(today))?;
                earlier = before;
                cycle
            }
            (_, _, Some(_)) if word.is_some() => {
                return Err(Error::at("period", "has its own last day: leave --to away"));
            }
            (length, from, None) if length.is_some() || from.is_none() => {
                Period::around(length.unwrap_or(usual), from.unwrap_or(today))
            }
            (_, from, to) => {
                let to = to.unwrap_or(today);
                Period::of(from.unwrap_or_else(|| to.with_day(1).unwrap_or(to)), to)
            }
        };
        if period.from > today {
            return Err(Error::at("from", format!("{} has not come yet", period.from)));
        }
        let through = period.through(today);
        let compared = args.get::<CompareWord>("compare")?.map(|word| {
            let other = match word.0 {
                "year" => period.year_before(),
                _ => earlier.unwrap_or_else(|| period.before()),
            };
            let name = other.words(today);
            if period.is_over(today) {
                (other, name)
            } else {
                let days = Period::of(period.from, through).workdays();
                let cut = other.cut_to(days);
                (cut, format!("{name} to {}", cut.to.format("%-d %b")))
            }
        });
        Ok(Self {
            complete: period.is_over(today),
            period,
            through,
            client,
            compared,
            format: args.get::<ReportFormat>("format")?.map_or("text", |format| format.0),
            glyphs: glyphs(args),
        })
    }

    /// The days of a report that has its own, and takes no others.
    pub fn of_days(args: &Args<'_>, period: Period, name: &str, days: &str) -> Result<Self> {
        Self::refuse(
            args,
            &["period", "from", "to", "compare", "by"],
            &format!("does not apply to {name}: it shows {days}"),
        )?;
        Ok(Self {
            complete: period.is_over(args.context.today()),
            through: period.to,
            period,
            client: args.get::<ClientName>("client")?.map(|client| client.0),
            compared: None,
            format: args.get::<ReportFormat>("format")?.map_or("text", |format| format.0),
            glyphs: glyphs(args),
        })
    }

    /// Refuses what a report that has a line for each client could be told by otherwise.
    pub fn by_client(args: &Args<'_>, name: &str) -> Result<()> {
        match args.get::<ReportBy>("by")?.filter(|by| by.0 != "client") {
            Some(by) => {
                Err(Error::at("by", format!("'{}' does not apply to {name}: it has a line for each client", by.0)))
            }
            None => Ok(()),
        }
    }

    /// Refuses what a report has nothing to do with.
    pub fn refuse(args: &Args<'_>, fields: &[&'static str], why: &str) -> Result<()> {
        match fields.iter().find(|field| args.text(field).is_some()) {
            Some(field) => Err(Error::at(field, why.to_owned())),
            None => Ok(()),
        }
    }

    /// The client's number, if one is asked for.
    pub fn client_id(&self) -> Option<i64> {
        self.client.as_ref().map(|client| client.id)
    }

    /// `rate  July 2026 to 14 Jul  against June 2026 to 12 Jun`.
    pub fn title(&self, name: &str, today: NaiveDate) -> String {
        let of = self.client.as_ref().map(|client| format!("  {}", client.code)).unwrap_or_default();
        let against = self.compared.as_ref().map(|(_, name)| format!("  against {name}")).unwrap_or_default();
        format!("{name}  {}{of}{against}", self.period.words(today))
    }
}
