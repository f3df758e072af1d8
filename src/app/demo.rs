//! A believable assistant's world, for `vadash --demo` and for pictures of the screen.
//!
//! The files in `assets/demo` hold command lines as one would type them, and patterns of work.
//! What is relative to the present stands in braces: `{today -3d}`, `{now +25m for 45m}`.

mod moments;
#[cfg(test)]
mod tests;

use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta, Weekday};
use serde::Deserialize;

use self::moments::fill_in;
use super::{syntax, table};
use crate::command::action::{Action, Effect};
use crate::command::call::{Args, Call};
use crate::command::context::Context;
use crate::command::grammar::{named, words};
use crate::command::report::Done;
use crate::config::Config;
use crate::domain::money::{decimal, read_decimal};
use crate::domain::time::{Instant, is_workday, plus_days};
use crate::error::{Doing, Error, Result};
use crate::formats::ical;
use crate::store::{Calendar, DocumentRow, Entry, EventRow, Reads, Store, StoreSettings, Tx, WriteSummary};

const WORLD: &str = include_str!("../../assets/demo/world.toml");
const WORK: &str = include_str!("../../assets/demo/work.toml");
const PLANS: &str = include_str!("../../assets/demo/plans.toml");
const BILLING: &str = include_str!("../../assets/demo/billing.toml");
const CALENDAR: &str = include_str!("../../assets/demo/bramblewick.ics");

/// Whose the calendar is.
const CALENDAR_OF: &str = "bramble";
/// How far back the work reaches.
const WEEKS: i64 = 12;
/// Seconds before now at which today's work ends, for the timer to run from there on.
const BEFORE_TIMER: i64 = 3600;

#[derive(Deserialize)]
struct Script {
    lines: Vec<String>,
    #[serde(default)]
    rounds: Vec<Vec<String>>,
    #[serde(default)]
    steps: Vec<String>,
}

#[derive(Deserialize)]
struct Work {
    work: Vec<Pattern>,
}

/// Work that comes back on some days of the week.
#[derive(Deserialize)]
struct Pattern {
    client: String,
    days: String,
    from: Option<String>,
    to: Option<String>,
    #[serde(default = "yes")]
    clock: bool,
    minutes: Vec<i64>,
    notes: Vec<String>,
}

fn yes() -> bool {
    true
}

fn read<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T> {
    toml::from_str(text).doing("reading the demonstration")
}

/// What a step of many lines says it did.
struct Filled(&'static str);

impl WriteSummary for Filled {
    fn said(&self) -> String {
        self.0.to_owned()
    }
}

/// Fills an empty database with the demonstration's world as it stands at `now`.
///
/// Nearly all of it is a few steps of the undo history; the last lines are steps of their own.
pub fn fill(store: &mut Store, now: Instant) -> Result<()> {
    let (world, work, plans): (Script, Work, Script) = (read(WORLD)?, read(WORK)?, read(PLANS)?);
    let billing: Script = read(BILLING)?;
    let config = Config::default();
    let mut last = Last::default();
    store.write(now, "demo", |tx| {
        let mut desk = Desk { tx, config: &config, last: &mut last };
        desk.type_all(&world.lines)?;
        desk.work(&work.work)?;
        desk.type_all(&plans.lines)?;
        desk.type_all(&billing.lines)?;
        desk.calendar()?;
        Ok(Filled("moved in: clients, agreements, twelve weeks of work, tasks and meetings"))
    })?;
    for round in &billing.rounds {
        store.write(now, "demo", |tx| {
            Desk { tx, config: &config, last: &mut last }.type_all(round)?;
            Ok(Filled("moved in: invoices and payments"))
        })?;
    }
    for line in billing.steps.iter().chain(&plans.steps) {
        let typed = last.put_in(line, store, store.setting(), now)?;
        let wrong = |error: Error| Error::problem(format!("{typed}: {error}"));
        let call = read_line(&typed).map_err(wrong)?;
        let done = store.write(now, &call.to_string(), |tx| act(&call, tx, &config)).map_err(wrong)?;
        last.note(&call, &done);
    }
    Ok(())
}

/// What the lines to come may mean.
#[derive(Default)]
struct Last {
    /// The record added last.
    made: i64,
    /// The document issued last.
    document: i64,
}

impl Last {
    fn note(&mut self, call: &Call, done: &Done) {
        if call.action.name.ends_with(" add") {
            self.made = done.id.unwrap_or(self.made);
        }
        if call.action.numbers {
            self.document = done.id.unwrap_or(self.document);
        }
    }

    /// A line with all that stands in braces. `{number}` is that of the document issued last, and `{open}` what is open
    /// of it; `{open -23.80}` is so much less.
    fn put_in(&self, line: &str, db: &Reads, setting: &StoreSettings, now: Instant) -> Result<String> {
        if !line.contains("{number}") {
            return fill_in(line, setting, now, self.made);
        }
        let row = db.get::<DocumentRow>(self.document)?;
        let mut typed = line.replace("{number}", &row.number);
        if let Some((before, (less, after))) =
            typed.split_once("{open").and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
        {
            let decimals = row.currency.decimals();
            let less = less.strip_prefix(" -").and_then(|less| read_decimal(less, decimals)).unwrap_or(0);
            let open = db.settlement(row.id)?.open() - less;
            typed = format!("{before}{}{after}", decimal(open, decimals));
        }
        fill_in(&typed, setting, now, self.made)
    }
}

/// A line as a call.
fn read_line(line: &str) -> Result<Call> {
    let typed = words::split(line)?;
    let named = |count: usize| -> Option<(&'static Action, usize)> {
        Some((table::find(&typed.get(..count)?.join(" "))?, count))
    };
    let (action, count) =
        named(2).or_else(|| named(1)).ok_or_else(|| Error::problem(format!("'{line}' is no command")))?;
    syntax::read(action, &typed[count..])
}

fn act(call: &Call, tx: &Tx<'_>, config: &Config) -> Result<Done> {
    let Effect::Write(write) = call.action.effect else {
        return Err(Error::problem(format!("'{}' adds nothing", call.action.name)));
    };
    let context = Context::new(tx.now, config, tx.setting(), tx, &|_| {});
    write(tx, &Args { call, context })
}

/// Where the lines are typed.
struct Desk<'a> {
    tx: &'a Tx<'a>,
    config: &'a Config,
    last: &'a mut Last,
}

impl Desk<'_> {
    fn type_all(&mut self, lines: &[String]) -> Result<()> {
        lines.iter().try_for_each(|line| self.type_one(line))
    }

    fn type_one(&mut self, line: &str) -> Result<()> {
        let typed = self.last.put_in(line, self.tx, self.tx.setting(), self.tx.now)?;
        let done = read_line(&typed).and_then(|call| {
            let done = act(&call, self.tx, self.config)?;
            Ok((call, done))
        });
        let (call, done) = done.map_err(|error| Error::problem(format!("{typed}: {error}")))?;
        self.last.note(&call, &done);
        Ok(())
    }

    /// The patterns' work on every workday up to an hour ago.
    fn work(&self, patterns: &[Pattern]) -> Result<()> {
        let (tx, today) = (self.tx, self.today());
        let mut rows = patterns.iter().map(|p| self.row(p)).collect::<Result<Vec<_>>>()?;
        let mut bulk = tx.bulk::<Entry>()?;
        let mut day = plus_days(today, -7 * WEEKS);
        while day <= today {
            for entry in self.day(day, &mut rows) {
                bulk.add(&entry)?;
            }
            day = plus_days(day, 1);
        }
        bulk.end()
    }

    /// What is worked on a day: one pattern after the other from half past eight on, with breaks.
    fn day(&self, day: NaiveDate, rows: &mut [Row]) -> Vec<Entry> {
        let zone = &self.tx.setting().zone;
        let mut free = day.and_time(NaiveTime::from_hms_opt(8, 30, 0).unwrap_or_default());
        let lunch = day.and_time(NaiveTime::from_hms_opt(12, 15, 0).unwrap_or_default());
        let mut eaten = false;
        let mut worked = Vec::new();
        for row in rows.iter_mut().filter(|r| is_workday(day) && r.days.contains(&day.weekday()) && r.holds(day)) {
            let mut entry = row.take(day, zone.name());
            let seconds = entry.seconds.unwrap_or_default();
            if row.clock {
                if !eaten && free >= lunch {
                    eaten = true;
                    free += TimeDelta::minutes(40);
                }
                let start = zone.read(free).compatible();
                (entry.started_at, entry.ended_at) = (Some(start), Some(start + seconds));
                free += TimeDelta::seconds(seconds) + TimeDelta::minutes([5, 0, 12, 3][row.count % 4]);
            }
            // What has no clock times is written down in the evening.
            let end = entry.ended_at.unwrap_or_else(|| zone.start_of(plus_days(day, 1)));
            if self.tx.now - end >= BEFORE_TIMER {
                worked.push(entry);
            }
        }
        worked
    }

    fn row(&self, pattern: &Pattern) -> Result<Row> {
        let doing = "reading the demonstration";
        let unknown = |name: &str| Error::fault(doing, format!("nobody knows '{name}'"));
        let day = |text: &Option<String>| -> Result<Option<NaiveDate>> {
            let Some(text) = text else { return Ok(None) };
            fill_in(text, self.tx.setting(), self.tx.now, 0)?.parse().doing(doing).map(Some)
        };
        let mut notes = Vec::new();
        for note in &pattern.notes {
            let (service, text) = note.split_once(' ').ok_or_else(|| unknown(note))?;
            let service = self.tx.service_by_code(service)?.ok_or_else(|| unknown(service))?.id;
            let (text, mark) = text.split_once(" !").unwrap_or((text, ""));
            notes.push((service, text.to_owned(), mark.to_owned()));
        }
        Ok(Row {
            client: self.tx.client_by_code(&pattern.client)?.ok_or_else(|| unknown(&pattern.client))?.id,
            days: pattern.days.split_whitespace().filter_map(named::weekday).collect(),
            from: day(&pattern.from)?,
            to: day(&pattern.to)?,
            clock: pattern.clock,
            minutes: pattern.minutes.clone(),
            notes,
            count: 0,
        })
    }

    /// A client's own calendar, as if it had been imported.
    fn calendar(&self) -> Result<()> {
        let client = self.tx.client_by_code(CALENDAR_OF)?.map(|c| c.id);
        let text = fill_in(CALENDAR, self.tx.setting(), self.tx.now, 0)?.replace('\n', "\r\n");
        let read = ical::read(text.as_bytes());
        let name = read.name.unwrap_or_default();
        let calendar = self.tx.insert(&Calendar { id: 0, name, client })?;
        for event in read.events {
            self.tx.insert(&EventRow::of(event, calendar, None)?)?;
        }
        Ok(())
    }

    fn today(&self) -> NaiveDate {
        self.tx.setting().zone.date(self.tx.now)
    }
}

/// A pattern of work, read, and how often it has come.
struct Row {
    client: i64,
    days: Vec<Weekday>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    clock: bool,
    minutes: Vec<i64>,
    notes: Vec<(i64, String, String)>,
    count: usize,
}

impl Row {
    fn holds(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    fn take(&mut self, day: NaiveDate, zone: &str) -> Entry {
        let (service, note, mark) = &self.notes[self.count % self.notes.len()];
        let minutes = self.minutes[self.count % self.minutes.len()];
        self.count += 1;
        Entry {
            id: 0,
            client: self.client,
            service: Some(*service),
            task: None,
            event: None,
            note: note.clone(),
            tags: String::new(),
            date: day,
            started_at: None,
            ended_at: None,
            seconds: Some(minutes * 60),
            zone: zone.to_owned(),
            rush: mark == "rush",
            billable: mark != "no-bill",
            gift: mark == "gift",
            bill_as: None,
            rate: None,
            external_id: None,
            elsewhere: None,
            taken: None,
        }
    }
}
