//! Days, times, stretches of work, office hours and zones.

use chrono::NaiveDate;

use crate::command::context::Context;
use crate::command::grammar::clock::{read_time, write_time};
use crate::command::grammar::date::read_date;
use crate::command::grammar::duration::write_duration;
use crate::command::grammar::span::{TypedWork, read_work};
use crate::command::grammar::{Beside, Toward, hours};
use crate::command::input::value::{Hint, Input, choice_hints};
use crate::domain::time::{Instant, clock, day_text};
use crate::domain::zone::Zone;
use crate::error::{Error, Result};

/// A day in words; the one from which rates hold that always held, as that.
fn day_echo(day: NaiveDate, context: &Context<'_>) -> String {
    if NaiveDate::from_ymd_opt(1970, 1, 1) == Some(day) {
        return "always".to_owned();
    }
    day_text(day, context.today())
}

/// A day to come, or any day said in full.
pub struct Day(pub NaiveDate);

impl Input for Day {
    const LIKE: &'static str = "today | fri | +3d | 22.6. | 2026-06-22";
    const IS_DAY: bool = true;

    fn read(text: &str, context: &Context<'_>) -> Result<Self> {
        read_date(text, &context.moment(), Toward::Future).map(Self)
    }

    fn echo(&self, context: &Context<'_>) -> String {
        day_echo(self.0, context)
    }

    fn suggest(typed: &str, _: &Context<'_>) -> Vec<Hint> {
        choice_hints(&["today", "tomorrow", "yesterday"], typed)
    }
}

/// A day gone by, or any day said in full.
pub struct PastDay(pub NaiveDate);

impl Input for PastDay {
    const LIKE: &'static str = "yesterday | fri | -3d | 22.6. | 2026-06-22";
    const IS_DAY: bool = true;

    fn read(text: &str, context: &Context<'_>) -> Result<Self> {
        read_date(text, &context.moment(), Toward::Past).map(Self)
    }

    fn echo(&self, context: &Context<'_>) -> String {
        day_echo(self.0, context)
    }

    fn suggest(typed: &str, _: &Context<'_>) -> Vec<Hint> {
        choice_hints(&["today", "yesterday"], typed)
    }
}

/// The day on which work was done: without a year the nearest, which must have come.
pub struct WorkDay(pub NaiveDate);

impl Input for WorkDay {
    const LIKE: &'static str = PastDay::LIKE;
    const IS_DAY: bool = true;

    fn read(text: &str, context: &Context<'_>) -> Result<Self> {
        read_date(text, &context.moment(), Toward::Done).map(Self)
    }

    fn echo(&self, context: &Context<'_>) -> String {
        day_echo(self.0, context)
    }

    fn suggest(typed: &str, context: &Context<'_>) -> Vec<Hint> {
        PastDay::suggest(typed, context)
    }
}

/// A day that may lie on either side of today: without a year the nearest, a weekday the coming one.
pub struct NearDay(pub NaiveDate);

impl Input for NearDay {
    const LIKE: &'static str = "today | 1.7. | 2026-07-01";

    fn read(text: &str, context: &Context<'_>) -> Result<Self> {
        read_date(text, &context.moment(), Toward::Near).map(Self)
    }

    fn echo(&self, context: &Context<'_>) -> String {
        day_echo(self.0, context)
    }

    fn suggest(typed: &str, context: &Context<'_>) -> Vec<Hint> {
        Day::suggest(typed, context)
    }
}

/// A moment gone by.
pub struct PastTime(pub Instant);

impl Input for PastTime {
    const LIKE: &'static str = "9:30 | -20m | yesterday 15:00";

    fn read(text: &str, context: &Context<'_>) -> Result<Self> {
        read_time(text, &context.moment(), Toward::Done).map(Self)
    }

    fn echo(&self, context: &Context<'_>) -> String {
        time_echo(self.0, context)
    }
}

/// A moment to come, or any moment said in full.
pub struct Time(pub Instant);

impl Input for Time {
    const LIKE: &'static str = "15:00 | tomorrow 9:30 | 2026-06-22 09:00";

    fn read(text: &str, context: &Context<'_>) -> Result<Self> {
        read_time(text, &context.moment(), Toward::Future).map(Self)
    }

    fn echo(&self, context: &Context<'_>) -> String {
        time_echo(self.0, context)
    }
}

/// A moment in words: `Fri 24 Jul 16:00`, told apart where the clock reads that twice.
fn time_echo(at: Instant, context: &Context<'_>) -> String {
    let local = context.zone().local(at);
    let typed = write_time(at, context.zone());
    let clock = typed.split_once(' ').map_or(typed.as_str(), |(_, clock)| clock);
    format!("{} {clock}", day_text(local.date(), context.today()))
}

/// A piece of work: how long, or from when to when (on the day of the field `on`, else today).
pub struct Worked(pub TypedWork);

impl Worked {
    /// Reads it for a day.
    pub fn on(text: &str, context: &Context<'_>, day: Option<NaiveDate>) -> Result<Self> {
        read_work(text, &context.moment(), day).map(Self)
    }
}

impl Input for Worked {
    const LIKE: &'static str = "1h30 | 90m | 9-10:30";

    fn read(text: &str, context: &Context<'_>) -> Result<Self> {
        let day = if let Beside::Day(day) = context.beside { Some(day) } else { None };
        Self::on(text, context, day)
    }

    fn echo(&self, context: &Context<'_>) -> String {
        match self.0 {
            TypedWork::Duration(seconds) => format!("{} h", write_duration(seconds)),
            TypedWork::Range(start, end) => {
                let zone = context.zone();
                let (from, to) = (zone.local(start), zone.local(end));
                let until = if from.date() == to.date() { clock(to.time()) } else { time_echo(end, context) };
                format!("{}–{until} ({} h)", time_echo(start, context), write_duration(end - start))
            }
        }
    }
}

/// Office hours.
pub struct OfficeHours(pub hours::WeeklyHours);

impl Input for OfficeHours {
    const LIKE: &'static str = "mon-fri 9-17";

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        hours::read_hours(text).map(Self)
    }

    fn echo(&self, _: &Context<'_>) -> String {
        self.0.to_string()
    }
}

/// An IANA time zone.
pub struct ZoneName(pub Zone);

impl Input for ZoneName {
    const LIKE: &'static str = "Europe/Berlin";

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        let text = text.trim();
        if let Some(zone) = Zone::get(text).filter(|z| !z.name().starts_with("posix:")) {
            return Ok(Self(zone));
        }
        let lower = text.to_lowercase();
        let close = Zone::names().into_iter().find(|n| n.to_lowercase().ends_with(&lower) && !lower.is_empty());
        let hint = close
            .map_or_else(|| "type its IANA name, such as Europe/Berlin".to_owned(), |n| format!("did you mean {n}?"));
        Err(Error::problem(format!("'{text}' is no time zone: {hint}")))
    }

    fn echo(&self, context: &Context<'_>) -> String {
        format!("{} (now {})", self.0, self.0.local(context.now).format("%H:%M"))
    }

    fn suggest(typed: &str, context: &Context<'_>) -> Vec<Hint> {
        let wanted = typed.trim().to_lowercase().replace(' ', "_");
        let names: Vec<String> = if wanted.is_empty() {
            // Home, and where the clients are.
            let clients = context.db.clients().unwrap_or_default();
            let mut names = vec![context.zone().name().to_owned()];
            names.extend(clients.into_iter().filter_map(|c| c.zone));
            names.sort_unstable();
            names.dedup();
            names
        } else {
            let fits = |n: &String| wanted.len() > 1 && n.to_lowercase().contains(&wanted);
            Zone::names().into_iter().filter(fits).take(20).collect()
        };
        let clock = |name: &str| Zone::get(name).map(|z| z.local(context.now).format("%H:%M").to_string());
        names.into_iter().map(|text| Hint { note: clock(&text).unwrap_or_default(), text }).collect()
    }
}
