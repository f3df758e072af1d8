//! `report use`: how much of the hours that can be worked was billable, and what fills the rest.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde_json::json;

use crate::command::call::Args;
use crate::command::input::ReportBy;
use crate::domain::period::{Period, PeriodLength};
use crate::domain::time::hours_minutes;
use crate::error::Result;
use crate::records::directory::Directory;
use crate::records::off::capacity::Capacity;
use crate::records::reports::asked::Asked;
use crate::records::reports::figures::{FigureRow, Figures};
use crate::records::reports::revenue::running;
use crate::records::reports::time::{label, summed, summed_label};
use crate::store::{Budget, WorkDetail, WorkSum};

/// Days up to which the hours are told by what fills them, and not by month.
const MONTH: i64 = 31;

/// Hours of a row beside those that could be worked.
#[derive(Clone, Copy, Debug, Default)]
struct Use {
    worked: i64,
    billable: i64,
    capacity: i64,
    /// Whether a timer runs among them.
    runs: bool,
}

/// A part of a whole in percent, half up; none where there is no whole.
fn percent(part: i64, whole: i64) -> Option<i64> {
    (whole > 0).then(|| (part * 100 + whole / 2) / whole)
}

impl Use {
    fn percent(&self) -> Option<i64> {
        percent(self.billable, self.capacity)
    }

    /// The row of a name that stands under `by`, or of the total; compared with that of other days, if any is.
    fn row(&self, by: &str, name: Option<&str>, compared: Option<Self>) -> FigureRow {
        let share = |percent: Option<i64>| percent.map_or_else(|| "–".to_owned(), |percent| format!("{percent} %"));
        let hours = |seconds: i64| if seconds == 0 { String::new() } else { hours_minutes(seconds / 60) };
        let shown = name.unwrap_or(if by.is_empty() { "total" } else { "billable" });
        let live = if self.runs { "~" } else { "" };
        let mut cells = vec![
            shown.to_owned(),
            format!("{live}{}", hours_minutes(self.worked / 60)),
            share(percent(self.worked, self.capacity)),
            hours(self.billable),
            if self.billable == 0 { String::new() } else { share(self.percent()) },
            hours_minutes(self.capacity / 60),
        ];
        cells.extend(compared.map(|before| match (self.percent(), before.percent()) {
            (Some(now), Some(was)) if now != was => format!("{:+} ({was} %)", now - was),
            (Some(_), Some(was)) => format!("= ({was} %)"),
            _ => "–".to_owned(),
        }));
        let mut json = json!({
            "seconds": self.worked,
            "billable_seconds": self.billable,
            "capacity_seconds": self.capacity,
            "utilisation_percent": self.percent(),
            "running": self.runs,
        });
        if !by.is_empty() {
            json[by] = json!(name);
        }
        if let Some(before) = compared {
            json["before"] = json!({ "utilisation_percent": before.percent() });
        }
        FigureRow { cells, bar: (!by.is_empty()).then(|| (String::new(), self.worked)), json }
    }
}

/// The hours from a day through another: in all, and by what is asked. Billable hours by tag are one row, of no name.
struct Told(Use, BTreeMap<Option<String>, Use>);

struct Teller<'a> {
    args: &'a Args<'a>,
    directory: Directory,
    by: &'static str,
    client: Option<i64>,
}

impl Teller<'_> {
    fn told(&self, from: NaiveDate, to: NaiveDate) -> Result<Told> {
        let (context, by) = (&self.args.context, self.by);
        let capacity = Capacity::of(context, from, to)?;
        let whole = capacity.seconds(from, to);
        let (mut all, mut rows) = (Use { capacity: whole, ..Use::default() }, BTreeMap::<Option<String>, Use>::new());
        let mut add = |name: Option<String>, worked: i64, billable: i64, runs: bool| {
            let row = rows.entry(name).or_insert(Use { capacity: whole, ..Use::default() });
            row.worked += worked;
            row.billable += billable;
            row.runs |= runs;
            all.worked += worked;
            all.billable += billable;
            all.runs |= runs;
        };
        let live = running(context, from, to, self.client)?;
        let kept = match summed(by) {
            Some(by) => {
                for (key, (worked, unpaid)) in context.db.seconds((from, to), self.client, by)? {
                    add(Some(summed_label(key, by, &self.directory)), worked, worked - unpaid, false);
                }
                Vec::new()
            }
            None => {
                let detail = match by {
                    "week" => WorkDetail::Weeks,
                    "month" => WorkDetail::Months,
                    _ => WorkDetail::Tags,
                };
                context.db.work(from, to, self.client, detail)?
            }
        };
        let sums = kept.iter().map(|sum| (sum, false)).chain(live.iter().map(|sum| (sum, true)));
        for (sum, runs) in sums {
            let (billable, name) = (sum.worked - sum.unpaid, label(sum, by, &self.directory));
            if by != "tag" {
                add(Some(name), sum.worked, billable, runs);
                continue;
            }
            if billable > 0 {
                add(None, billable, billable, runs);
            }
            if sum.unpaid > 0 {
                add(Some(name), sum.unpaid, 0, runs);
            }
        }
        if matches!(by, "week" | "month") {
            for row in rows.values_mut() {
                row.capacity = 0;
            }
            for day in from.iter_days().take_while(|day| *day <= to) {
                let name = label(&WorkSum::none(day, 0), by, &self.directory);
                let row = rows.entry(Some(name)).or_default();
                row.capacity += capacity.on(day);
            }
        }
        Ok(Told(all, rows))
    }
}

/// The report.
pub fn report(args: &Args<'_>) -> Result<Figures> {
    let asked = Asked::of(args, PeriodLength::Month)?;
    let days = Period::of(asked.period.from, asked.period.to);
    let usual = if (days.to - days.from).num_days() < MONTH { "tag" } else { "month" };
    let by = args.get::<ReportBy>("by")?.map_or(usual, |by| by.0);
    let teller = Teller { args, directory: Directory::of(args.context.db)?, by, client: asked.client_id() };
    let Told(all, rows) = teller.told(asked.period.from, asked.through)?;
    let before = asked.compared.as_ref().map(|(days, _)| teller.told(days.from, days.to)).transpose()?;
    let mut head = vec![by, ">worked", ">fills", ">billable", ">use", ">capacity"];
    head.extend(before.as_ref().map(|_| "change"));
    let mut figures = Figures::of(&asked, asked.title("use", args.context.today()), head);
    let mut order: Vec<(&Option<String>, &Use)> = rows.iter().collect();
    if !matches!(by, "week" | "month") {
        order.sort_by_key(|(name, row)| (name.is_some(), std::cmp::Reverse(row.worked)));
    }
    for (name, row) in order {
        // A week or month of another period is none to compare with.
        let was = before.as_ref().map(|Told(_, rows)| rows.get(name).copied().unwrap_or_default());
        figures.rows.push(row.row(by, name.as_deref(), was));
    }
    figures.totals.push(all.row("", None, before.as_ref().map(|Told(all, _)| *all)));
    let capacity = Capacity::of(&args.context, asked.period.from, asked.through)?;
    let (days, off) = capacity.days(asked.period.from, asked.through);
    figures.notes.push(capacity_words(&all, days, off));
    let aimed = target(args, &capacity, (asked.period.from, asked.through))?;
    if let Some(total) = figures.totals.first_mut() {
        total.json["target_percent"] = json!(aimed);
    }
    figures.notes.extend(aimed.zip(all.percent()).map(|(aimed, percent)| target_words(aimed, percent)));
    if let Some(client) = &asked.client {
        figures.notes.push(format!("capacity is all of yours, and not what {} may ask for", client.code));
    }
    Ok(figures)
}

/// What is aimed at, in percent: a month's own target, else its year's, by the hours that can be worked in it.
fn target(args: &Args<'_>, capacity: &Capacity, (from, to): (NaiveDate, NaiveDate)) -> Result<Option<i64>> {
    let mut budgets: Vec<Budget> = Vec::new();
    for year in from.year()..=to.year() {
        budgets.extend(args.context.db.budgets(Some(year.into()))?.into_iter().filter(|budget| budget.line == "use"));
    }
    let of = |day: NaiveDate, month: Option<i64>| {
        budgets.iter().find(|budget| budget.year == i64::from(day.year()) && budget.month == month)
    };
    let (mut aimed, mut all) = (0, 0);
    for day in from.iter_days().take_while(|day| *day <= to) {
        if let Some(budget) = of(day, Some(day.month().into())).or_else(|| of(day, None)) {
            let seconds = capacity.on(day);
            (aimed, all) = (aimed + budget.amount * seconds, all + seconds);
        }
    }
    Ok((all > 0).then(|| (aimed + all / 2) / all))
}

/// `aimed at 70 %: 5 points less`.
fn target_words(aimed: i64, percent: i64) -> String {
    let points = |n: i64| if n == 1 { "1 point".to_owned() } else { format!("{n} points") };
    match percent - aimed {
        0 => format!("aimed at {aimed} %: reached"),
        more @ 1.. => format!("aimed at {aimed} %: {} more", points(more)),
        less => format!("aimed at {aimed} %: {} less", points(-less)),
    }
}

/// `capacity 126:00 h: 23 workdays, 2 of them off; 44:06 h (35 %) free or unpaid`.
fn capacity_words(all: &Use, days: usize, off: usize) -> String {
    let off = if off == 0 { String::new() } else { format!(", {off} of them off") };
    let left = match all.capacity - all.worked {
        more @ 1.. => {
            let share = percent(more, all.capacity).map(|share| format!(" ({share} %)")).unwrap_or_default();
            format!("; {} h{share} are free", hours_minutes(more / 60))
        }
        0 => String::new(),
        over => format!("; {} h more were worked", hours_minutes(-over / 60)),
    };
    let days = if days == 1 { "1 workday".to_owned() } else { format!("{days} workdays") };
    format!("capacity {} h: {days}{off}{left}", hours_minutes(all.capacity / 60))
}
