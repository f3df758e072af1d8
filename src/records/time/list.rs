//! Lists of entries, and one entry whole.

mod clocks;
mod find;
mod sums;

use std::borrow::Cow;
use std::collections::{HashMap, hash_map};
use std::io::Write;
use std::rc::Rc;

use serde_json::{Value, json};

use self::clocks::zone_of;
use crate::command::call::Args;
use crate::command::context::Context;
use crate::command::grammar::duration::write_duration;
use crate::command::grammar::range::{Direction, Edge};
use crate::command::input::{EntryState, Grouping};
use crate::command::ranges;
use crate::command::report::{Columns, Report};
use crate::domain::billing;
use crate::domain::billing::price;
use crate::domain::money::{Currency, decimal, worth};
use crate::domain::text::{clean_line, escaped_json};
use crate::domain::time::{hours_minutes, iso};
use crate::domain::zone::Zone;
use crate::error::{Doing, Error, Result};
use crate::records::directory::Directory;
use crate::records::money;
use crate::records::names::ClientName;
use crate::store::{EntryFilter, EntryLine, EntryOrder};

pub use self::clocks::clocks;

/// An entry with everything a list shows of it.
#[derive(Clone, Debug)]
pub struct Row {
    /// The entry and what it comes to.
    pub line: EntryLine,
    /// The client's code.
    pub client: String,
    /// The client's name.
    pub name: String,
    /// The service's code.
    pub service: Option<String>,
    /// The client's currency.
    pub currency: Currency,
    /// Seconds worked, up to now while it runs.
    pub seconds: i64,
    /// What billing knows of the client: which rule says what an hour is worth.
    billing: Rc<billing::Client>,
}

impl Row {
    /// `running`, `open`, `invoiced` or `elsewhere`: billed by another program.
    pub fn state(&self) -> &'static str {
        match self.line.bill {
            _ if self.line.entry.seconds.is_none() => "running",
            Some(bill) if bill.settled => "invoiced",
            _ if self.line.entry.elsewhere.is_some() => "elsewhere",
            _ => "open",
        }
    }

    /// On which document it is, or that it is not and counts on a day after its own.
    pub fn billed(&self) -> String {
        match (&self.line.invoice, self.line.counts_on) {
            _ if self.state() == "elsewhere" => {
                let number = self.line.entry.elsewhere.as_deref().unwrap_or_default();
                format!("billed elsewhere {number}").trim_end().to_owned()
            }
            (Some(number), _) => number.clone(),
            (None, _) if self.state() == "invoiced" => "settled".to_owned(),
            (None, Some(day)) if day != self.line.entry.date => format!("late, {}", day.format("%-d %b")),
            _ => String::new(),
        }
    }

    /// Which rule set the rate, in words.
    pub fn rate_source(&self) -> Option<String> {
        if self.state() == "elsewhere" {
            return None;
        }
        if let Some(bill) = self.line.bill.filter(|bill| bill.settled) {
            let number = self.line.invoice.as_ref().map(|number| format!(" on {number}")).unwrap_or_default();
            let rate = decimal(bill.rate?, self.currency.decimals());
            return Some(format!("{rate}/h, as billed{number}"));
        }
        let price = price(&self.billing, &self.line.entry.raw())?;
        Some(price.why(self.billing.currency, &self.client, self.service.as_deref()))
    }

    /// What the part that nothing covers is worth, minor units; none if it has no rate, or was billed elsewhere.
    pub fn amount(&self) -> Option<i64> {
        let bill = self.line.bill.filter(|_| self.state() != "elsewhere")?;
        if bill.open == 0 { Some(0) } else { bill.rate.map(|rate| worth(bill.open, rate)) }
    }

    /// The zone that its day and its clock times are told in: the one that was home when it was made.
    ///
    /// Its day is a day there; beside a clock time of elsewhere it would be a time that never was.
    pub fn zone<'a>(&self, home: &'a Zone) -> Cow<'a, Zone> {
        zone_of(&self.line.entry, home)
    }

    /// From when to when it was worked, `09:30-10:00`, with the offset where clocks at home show something else; empty
    /// if no times are known.
    pub fn clocks(&self, home: &Zone) -> String {
        clocks(&self.line.entry, home)
    }

    pub(crate) fn json(&self, home: &Zone) -> Value {
        let e = &self.line.entry;
        let zone = self.zone(home);
        let bill = self.line.bill;
        json!({
            "id": e.id,
            "client": self.client,
            "service": self.service,
            "task": e.task,
            "event": e.event,
            "note": e.note,
            "tags": e.tags.split_whitespace().collect::<Vec<_>>(),
            "date": e.date.to_string(),
            "start": e.started_at.map(|at| zone.rfc3339(at)),
            "end": e.ended_at.map(|at| zone.rfc3339(at)),
            "seconds": self.seconds,
            "billable": e.billable,
            "gift": e.gift,
            "rush": e.rush,
            "billed_minutes": bill.map(|b| b.billed),
            "covered_minutes": bill.map(|b| b.covered),
            "overage_minutes": bill.map(|b| b.open + b.carried),
            "rate": money::amount(bill.and_then(|b| b.rate), self.currency),
            "rate_source": self.rate_source(),
            "currency": self.currency.code(),
            "amount": money::amount(self.amount(), self.currency),
            "state": self.state(),
            "invoice": self.line.invoice,
            "counts_on": self.line.counts_on.unwrap_or(e.date).to_string(),
            "elsewhere": e.elsewhere,
            "external_id": e.external_id,
        })
    }
}

/// A list of entries.
pub struct Entries {
    /// The rows by date and start.
    pub rows: Vec<Row>,
    pub(crate) zone: Zone,
    /// What is said where there are none.
    pub(crate) none: String,
    /// Whether what they come to together stands below them.
    pub(crate) sums: bool,
}

/// The filter that the days, `--client` and `--state` describe.
pub fn filter(args: &Args<'_>) -> Result<EntryFilter> {
    let (asked, zone) = (ranges::asked(args, Direction::Back)?, args.context.zone());
    let instant = |edge| if let Some(Edge::At(at)) = edge { Some(at) } else { None };
    Ok(EntryFilter {
        from: asked.first(zone),
        to: asked.beyond(zone),
        since: instant(asked.from),
        before: instant(asked.to),
        client: args.get::<ClientName>("client")?.map(|c| c.0.id),
        state: args.get::<EntryState>("state")?.map(|s| s.0.to_owned()),
    })
}

/// What was looked for, where nothing was found: `no open entries for Acme on Fri 10 Jul`.
fn nothing(args: &Args<'_>) -> Result<String> {
    let state = args.get::<EntryState>("state")?.map(|s| format!("{} ", s.0)).unwrap_or_default();
    let client = args.get::<ClientName>("client")?.map(|c| format!(" for {}", c.0.name)).unwrap_or_default();
    let words = args.text("text").map(|text| format!(" with '{text}'")).unwrap_or_default();
    let days = ranges::asked(args, Direction::Back)?.words(&args.context.moment());
    Ok(format!("no {state}entries{client}{words} {days}").trim_end().to_owned())
}

impl Entries {
    /// The entries that fit a filter.
    pub fn of(filter: &EntryFilter, context: &Context<'_>) -> Result<Self> {
        Self::with_words(filter, "", None, context)
    }

    /// Those of them in which all of these words are found, or only the last so many of those.
    fn with_words(filter: &EntryFilter, words: &str, limit: Option<usize>, context: &Context<'_>) -> Result<Self> {
        // Memory that is asked for and not used costs nothing; to move the rows as they become more does.
        let mut rows = Vec::with_capacity(1024);
        // From the end, so that the last few cost the same whatever is before them.
        let order = if limit.is_some() { EntryOrder::NewestFirst } else { EntryOrder::OldestFirst };
        each_row(filter, words, order, context, |row| {
            rows.push(row);
            Ok(limit.is_none_or(|limit| rows.len() < limit))
        })?;
        if limit.is_some() {
            rows.reverse();
        }
        Ok(Self { rows, zone: context.zone().clone(), none: String::new(), sums: false })
    }
}

/// A client's last entries, the newest first.
pub fn last(context: &Context<'_>, client: i64, limit: i64) -> Result<Vec<Row>> {
    let directory = Directory::of(context.db)?;
    let mut sources = Sources::default();
    let lines = context.db.last_entries(client, limit)?.into_iter();
    lines.map(|line| row(line, &directory, context, &mut sources)).collect()
}

/// What billing knows of each client met so far.
#[derive(Default)]
pub(crate) struct Sources(HashMap<i64, Rc<billing::Client>>);

impl Sources {
    pub(crate) fn client(&mut self, client: i64, context: &Context<'_>) -> Result<Rc<billing::Client>> {
        let known = match self.0.entry(client) {
            hash_map::Entry::Occupied(known) => known.into_mut(),
            hash_map::Entry::Vacant(slot) => slot.insert(Rc::new(context.db.billing_client(client, context.setting)?)),
        };
        Ok(Rc::clone(known))
    }
}

pub(crate) fn row(line: EntryLine, directory: &Directory, context: &Context<'_>, sources: &mut Sources) -> Result<Row> {
    let entry = &line.entry;
    let client =
        directory.client(entry.client).ok_or_else(|| Error::problem(format!("entry {} has no client", entry.id)))?;
    let service = directory.service(entry.service);
    let billing = sources.client(entry.client, context)?;
    Ok(Row {
        client: client.code.clone(),
        name: client.name.clone(),
        service: service.map(str::to_owned),
        currency: billing.currency,
        seconds: entry.seconds.unwrap_or_else(|| entry.started_at.map_or(0, |s| (context.now - s).max(0))),
        billing,
        line,
    })
}

impl Report for Entries {
    fn json(&self) -> Value {
        Value::Array(self.rows.iter().map(|r| r.json(&self.zone)).collect())
    }

    fn text(&self) -> String {
        if self.rows.is_empty() && !self.none.is_empty() {
            return format!("{}\n", clean_line(&self.none));
        }
        let mut lines = Lines::new(self.rows.len());
        self.rows.iter().for_each(|row| lines.add(row, &self.zone));
        let mut text = lines.columns.text();
        if self.sums {
            text.push_str(&lines.sum.text());
        }
        text
    }
}

/// The lines of a list, and what they come to.
struct Lines {
    columns: Columns,
    sum: sums::Sum,
}

impl Lines {
    fn new(rows: usize) -> Self {
        let mut columns = Columns::new(&[
            ">id", "date", "time", "client", "service", ">worked", ">rounded", ">amount", "?invoice", "note",
        ]);
        columns.expect(rows);
        Self { columns, sum: sums::Sum::default() }
    }

    fn add(&mut self, row: &Row, home: &Zone) {
        let e = &row.line.entry;
        let time = row.clocks(home);
        let amount = match (row.line.bill, row.amount()) {
            (Some(b), _) if b.open == 0 && b.covered > 0 => "covered".to_owned(),
            _ if row.state() == "elsewhere" => String::new(),
            (Some(_), Some(minor)) => format!("{} {}", money::text(Some(minor), row.currency), row.currency),
            (Some(_), None) => "no rate".to_owned(),
            (None, _) => String::new(),
        };
        let worked = write_duration(row.seconds / 60 * 60);
        let worked = if e.seconds.is_none() { format!("~{worked}") } else { worked };
        let billed = row.line.bill.map(|b| hours_minutes(b.billed)).unwrap_or_default();
        let service = row.service.as_deref().unwrap_or_default();
        let (id, date) = (e.id.to_string(), iso(e.date));
        let on = row.billed();
        self.columns.row([&id, &date, &time, &row.client, service, &worked, &billed, &amount, &on, &e.note]);
        self.sum.add(row);
    }
}

/// `entry list`, written as it is read; only the last so many, and what they come to by something, are read first.
pub fn print(args: &Args<'_>, json: bool, out: &mut dyn Write) -> Result<bool> {
    const DOING: &str = "writing the answer";
    if args.get::<Grouping>("by")?.is_some() || crate::records::time::entries::limit(args)?.is_some() {
        return Ok(false);
    }
    let (filter, words, none) = (filter(args)?, args.text("text").unwrap_or_default(), nothing(args)?);
    let (zone, mut any) = (args.context.zone(), false);
    if json {
        out.write_all(b"[").doing(DOING)?;
        each_row(&filter, &words, EntryOrder::OldestFirst, &args.context, |row| {
            let text = serde_json::to_string(&row.json(zone)).doing("writing JSON")?;
            let comma = if std::mem::replace(&mut any, true) { "," } else { "" };
            write!(out, "{comma}{}", escaped_json(&text)).doing(DOING).map(|()| true)
        })?;
        return out.write_all(b"]\n").doing(DOING).map(|()| true);
    }
    let mut lines = Lines::new(0);
    each_row(&filter, &words, EntryOrder::OldestFirst, &args.context, |row| {
        any = true;
        lines.add(&row, zone);
        Ok(true)
    })?;
    if !any {
        return out.write_all(format!("{}\n", clean_line(&none)).as_bytes()).doing(DOING).map(|()| true);
    }
    lines.columns.write(|line| out.write_all(line.as_bytes()).doing(DOING))?;
    out.write_all(lines.sum.text().as_bytes()).doing(DOING)?;
    Ok(true)
}

/// Hands over the rows that fit a filter and in which all of these words are found, as long as more are wanted.
fn each_row(
    filter: &EntryFilter,
    words: &str,
    order: EntryOrder,
    context: &Context<'_>,
    mut take: impl FnMut(Row) -> Result<bool>,
) -> Result<()> {
    let directory = Directory::of(context.db)?;
    let mut wanted = find::Words::of(words, context)?;
    let mut sources = Sources::default();
    context.db.each_entry(filter, order, |line| {
        let is_wanted = wanted.as_mut().is_none_or(|wanted| wanted.are_in(&line.entry, &directory));
        if is_wanted { take(row(line, &directory, context, &mut sources)?) } else { Ok(true) }
    })
}

/// `entry list`.
pub fn list(args: &Args<'_>) -> Result<Box<dyn Report>> {
    let words = args.text("text").unwrap_or_default();
    let limit = crate::records::time::entries::limit(args)?;
    let mut found = Entries::with_words(&filter(args)?, &words, limit, &args.context)?;
    (found.none, found.sums) = (nothing(args)?, true);
    match args.get::<Grouping>("by")? {
        Some(by) => Ok(Box::new(sums::Sums::of(&found, by.0, &args.context)?)),
        None => Ok(Box::new(found)),
    }
}
