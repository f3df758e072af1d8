//! Plain numbers, hours and minutes.

use crate::command::context::Context;
use crate::command::grammar::duration::{read_duration, read_hours, write_duration};
use crate::command::grammar::lead::{read_leads, write_leads};
use crate::command::input::value::{Hint, Input, choice_hints};
use crate::domain::time::{clock, hours_minutes};
use crate::error::{Error, Result};

/// Hours of an agreement, as minutes: a plain number is hours.
pub struct Hours(pub i64);

impl Input for Hours {
    const LIKE: &'static str = "20 | 7.5 | 1:30";

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        whole_minutes(text, read_hours(text)?).map(Self)
    }

    fn echo(&self, _: &Context<'_>) -> String {
        format!("{} h", hours_minutes(self.0))
    }
}

/// A duration in whole minutes; it may be negative where minutes are taken away.
pub struct Minutes(pub i64);

impl Input for Minutes {
    const LIKE: &'static str = "1h30 | 90m | 1:30";

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        let (sign, rest) = match text.trim().strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text.trim().trim_start_matches('+')),
        };
        Ok(Self(sign * whole_minutes(text, read_duration(rest)?)?))
    }

    fn echo(&self, _: &Context<'_>) -> String {
        hours_minutes(self.0)
    }
}

/// How long something took, in seconds.
pub struct Lasts(pub i64);

impl Input for Lasts {
    const LIKE: &'static str = "1h30 | 90m | 1:30";

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        read_duration(text).map(Self)
    }

    fn echo(&self, _: &Context<'_>) -> String {
        write_duration(self.0)
    }
}

/// A few minutes: a plain number is minutes.
pub struct Least(pub i64);

impl Input for Least {
    const LIKE: &'static str = "15 | 15m";

    fn read(text: &str, context: &Context<'_>) -> Result<Self> {
        match text.trim().parse::<u32>() {
            Ok(minutes) => Ok(Self(i64::from(minutes))),
            Err(_) => Minutes::read(text, context).map(|m| Self(m.0)),
        }
    }

    fn echo(&self, _: &Context<'_>) -> String {
        hours_minutes(self.0)
    }
}

/// How long before something one is reminded, in seconds, the longest first; none at all is an empty list.
pub struct Leads(pub Vec<i64>);

impl Input for Leads {
    const LIKE: &'static str = "15m | 1h | 2d | 1h,10m | none";

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        read_leads(text).map(Self)
    }

    fn echo(&self, _: &Context<'_>) -> String {
        if self.0.is_empty() { "no reminder".to_owned() } else { format!("{} before", write_leads(&self.0)) }
    }
}

/// When a reminder is told once more.
pub enum Later {
    /// So many minutes from now.
    Minutes(i64),
    /// When it begins.
    Start,
}

impl Input for Later {
    const LIKE: &'static str = "5m | 15m | start";
    const CHOICES: &'static [&'static str] = &["5m", "10m", "15m", "start"];

    fn read(text: &str, context: &Context<'_>) -> Result<Self> {
        if text.trim().eq_ignore_ascii_case("start") {
            return Ok(Self::Start);
        }
        match Least::read(text, context)?.0 {
            minutes @ 1..=10_080 => Ok(Self::Minutes(minutes)),
            _ => Err(Error::problem(format!("'{text}' is no time to put a reminder off by: try 5m, or start"))),
        }
    }

    fn echo(&self, context: &Context<'_>) -> String {
        match self {
            Self::Minutes(minutes) => clock(context.zone().local(context.now + minutes * 60).time()),
            Self::Start => "when it begins".to_owned(),
        }
    }

    fn suggest(typed: &str, _: &Context<'_>) -> Vec<Hint> {
        choice_hints(Self::CHOICES, typed)
    }
}

fn whole_minutes(text: &str, seconds: i64) -> Result<i64> {
    if seconds % 60 != 0 {
        return Err(Error::problem(format!("'{text}' is no whole number of minutes")));
    }
    Ok(seconds / 60)
}

/// How many: 1 or more.
pub struct Count(pub i64);

impl Input for Count {
    const LIKE: &'static str = "number";

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        let number = text.trim().parse::<i64>().ok().filter(|n| (1..=1_000_000).contains(n));
        number.map(Self).ok_or_else(|| Error::problem(format!("'{text}' is no number from 1 to 1000000")))
    }

    fn echo(&self, _: &Context<'_>) -> String {
        self.0.to_string()
    }
}

/// A surcharge in percent of the price without it: 150 is half as much again.
pub struct Percent(pub i64);

impl Input for Percent {
    const LIKE: &'static str = "150";

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        let number = text.trim().trim_end_matches('%').trim().parse::<i64>().ok().filter(|n| (100..=1000).contains(n));
        number
            .map(Self)
            .ok_or_else(|| Error::problem(format!("'{text}' is no percentage from 100 (no surcharge) to 1000")))
    }

    fn echo(&self, _: &Context<'_>) -> String {
        format!("{} %", self.0)
    }
}
