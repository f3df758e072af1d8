//! One event whole, and what of its series was deleted or changed.

mod show;

pub use show::{days, elsewhere, people, show, span};

use crate::command::context::Context;
use crate::domain::event::{Event, Moment, Series};
use crate::domain::recur::{deleted, expand, words};
use crate::domain::time::Instant;
use crate::domain::zone::Zone;
use crate::error::Result;
use crate::store::EventRow;

/// Occurrences to come that are named.
const NEXT: usize = 4;
/// How far they are looked for at first, and at last: seconds.
const SOON: i64 = 400 * 86_400;
const LATE: i64 = 20 * SOON;

/// An occurrence that is not what its series says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// Where its series has it, in the notation of its calendar.
    pub occurrence: String,
    /// Whether it was deleted, and not changed.
    pub deleted: bool,
    /// What became of it, in words.
    pub text: String,
}

/// What was deleted or changed of the series of an event, by its place in the series.
pub fn exceptions(context: &Context<'_>, row: &EventRow) -> Result<Vec<Exception>> {
    let series = context.db.series_of(row.calendar, &row.uid)?.series()?;
    Ok(of_series(&series, context.zone()))
}

fn of_series(series: &Series, home: &Zone) -> Vec<Exception> {
    let Some(master) = &series.master else { return Vec::new() };
    let gone = deleted(master, home).into_iter().map(|(name, at)| {
        let text = format!("{}  deleted", when(&name, home));
        (at, Exception { occurrence: name.to_string(), deleted: true, text })
    });
    let own = series.overrides.iter().filter_map(|event| Some((event, event.recurrence.as_ref()?)));
    let own = own.map(|(event, recurrence)| {
        let mut what = Vec::new();
        if event.start != recurrence.at {
            what.push(format!("moved to {}", when(&event.start, home)));
        }
        if event.title != master.title {
            what.push(format!("'{}'", event.title));
        }
        if event.status != master.status {
            what.push(event.status.as_str().to_owned());
        }
        if what.is_empty() {
            what.push("changed".to_owned());
        }
        if recurrence.following {
            what.push("and all that follow".to_owned());
        }
        let text = format!("{}  {}", when(&recurrence.at, home), what.join(", "));
        (recurrence.at.instant(home), Exception { occurrence: recurrence.at.to_string(), deleted: false, text })
    });
    let mut all: Vec<_> = gone.chain(own).collect();
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, one)| one).collect()
}

/// A day, with its time at home.
fn when(moment: &Moment, home: &Zone) -> String {
    match moment {
        Moment::Date(date) => date.format("%a %-d %b %Y").to_string(),
        Moment::Local { .. } => home.local(moment.instant(home)).format("%a %-d %b %Y %H:%M").to_string(),
    }
}

/// How an event repeats, in words, and its next occurrences: `every 2nd Tuesday; next: Tue 24 Nov, Tue 8 Dec`.
pub fn repeats(event: &Event, overrides: &[Event], home: &Zone, now: Instant) -> String {
    let rules = event.repeat.rules.iter().map(|rule| words(rule, &event.start, home).unwrap_or_else(|| rule.clone()));
    let mut parts: Vec<String> = rules.collect();
    match event.repeat.dates.len() {
        0 => {}
        1 => parts.push("on 1 more day".to_owned()),
        n => parts.push(format!("on {n} more days")),
    }
    let series = Series { master: Some(event.clone()), overrides: overrides.to_vec() };
    let from = now.max(event.start.instant(home));
    let coming = |seconds: i64| {
        let found = expand(&series, home, from, from + seconds).occurrences.into_iter();
        found.filter(|o| o.start >= from).map(|o| o.start).take(NEXT).collect::<Vec<_>>()
    };
    let near = coming(SOON);
    let next = if near.len() < 2 { coming(LATE) } else { near };
    let year = home.local(now).format("%Y").to_string();
    let day = |at: &Instant| {
        let local = home.local(*at);
        let far = local.format("%Y").to_string() != year;
        local.format(if far { "%a %-d %b %Y" } else { "%a %-d %b" }).to_string()
    };
    let next: Vec<String> = next.iter().map(day).collect();
    let rules = parts.join(" and ");
    if next.is_empty() { format!("{rules}; none to come") } else { format!("{rules}; next: {}", next.join(", ")) }
}
