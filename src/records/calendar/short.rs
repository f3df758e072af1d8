//! Months that a meeting has no day in: RFC 5545 leaves them out, and other programs with it.

use chrono::Datelike;

use crate::domain::event::Event;
use crate::domain::recur::{Frequency, Rule, unskipped};

/// Occurrences that are looked at: of a monthly one, four years and a month.
const LOOKED_AT: usize = 49;

/// That an event leaves out months or years which are too short for its day, and how to have one in each.
pub fn left_out(event: &Event) -> Option<String> {
    event.repeat.rules.iter().find_map(|text| {
        let rule: Rule = text.parse().ok()?;
        let first = event.start.date();
        let day = rule.month_days.first().map_or(first.day(), |day| u32::from(day.unsigned_abs()));
        let short = unskipped(text, first)?.take(LOOKED_AT).any(|given| given.day() < day);
        let th = if day == 31 { "st" } else { "th" };
        short.then(|| match rule.frequency {
            Frequency::Yearly => format!("years without a {day} {} are left out", first.format("%B")),
            _ => format!("short months, without a {day}{th}, are left out: --repeat \"last day\" has the last of each"),
        })
    })
}
