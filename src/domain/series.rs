//! A series is changed as a whole, ended, or split in two, so that every occurrence that is not meant stays what it is.
//!
//! What a change makes of a series is worked out and then compared with what the series gave before: whatever RFC 5545
//! cannot say is refused, and never said nearly.

mod change;
mod part;
mod rule;
mod shift;
mod thread;

pub use change::{ChangedSeries, LostExceptions, SeriesChange, begin, change};
pub use part::{after, before, is_first};
pub use thread::{anchor, set_apart};

use chrono::{NaiveDateTime, TimeDelta};

use super::event::{Duration, Event, Moment, Series};
use super::recur::{NominalDuration, Starts};
use super::time::{Instant, plus_days};
use super::zone::Zone;

/// Readings of a rule that are compared before and after a change: of a weekly one, 14 years.
const COMPARED: usize = 750;

/// A series being changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriesDraft {
    /// The event that sets it up.
    pub master: Event,
    /// The events that replace occurrences of it.
    pub overrides: Vec<Own>,
}

/// An event that replaces occurrences of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    /// Which of the overrides it was before; none if it is new.
    pub was: Option<usize>,
    /// The event.
    pub event: Event,
}

impl SeriesDraft {
    /// A series as it stands; none without a master.
    pub fn of(series: &Series) -> Option<Self> {
        let own = |(was, event): (usize, &Event)| Own { was: Some(was), event: event.clone() };
        let overrides = series.overrides.iter().enumerate().map(own).collect();
        Some(Self { master: series.master.clone()?, overrides })
    }

    /// The series that it makes.
    pub fn series(&self) -> Series {
        let overrides = self.overrides.iter().map(|own| own.event.clone()).collect();
        Series { master: Some(self.master.clone()), overrides }
    }
}

/// Moves an event to another start, as long as it was.
pub fn seat(event: &mut Event, start: Moment, home: &Zone) {
    let span = NominalDuration::of(event, home);
    let at = start.instant(home);
    let zone = if start.is_date() { home.clone() } else { start.zone(home) };
    let end = span.end(start.wall(), &zone, start.is_date(), at);
    event.end = match (&start, &event.end) {
        (Moment::Date(date), _) => {
            let days = (event.end.date() - event.start.date()).num_days();
            Moment::Date(plus_days(*date, event.duration.map_or(days, |length| length.days)))
        }
        (timed, Moment::Date(_)) => timed.moved_to(zone.local(end)),
        (_, like) => like.moved_to(like.zone(home).local(end)),
    };
    // An end inside the hour that clocks repeat cannot be written as a reading.
    if !start.is_date() && event.duration.is_none() && event.end.instant(home) != end {
        event.duration = Some(Duration { days: 0, seconds: end - at });
    }
    event.start = start;
}

/// UNTIL as RFC 5545 3.3.10 wants it: a date beside a date, a floating time beside one, else UTC.
fn until(event: &Event, last: NaiveDateTime, home: &Zone) -> String {
    match &event.start {
        Moment::Date(_) => last.format("%Y%m%d").to_string(),
        Moment::Local { zone: None, .. } => last.format("%Y%m%dT%H%M%S").to_string(),
        Moment::Local { .. } => Starts::of(event, home).instant(last).utc().format("%Y%m%dT%H%M%SZ").to_string(),
    }
}

/// The wall clock and the instant that a RECURRENCE-ID or EXDATE names.
fn named(master: &Event, moment: &Moment, home: &Zone) -> (NaiveDateTime, Instant) {
    Starts::of(master, home).read(moment)
}

/// The occurrence that an override replaces.
fn id(event: &Event) -> &Moment {
    event.recurrence.as_ref().map_or(&event.start, |recurrence| &recurrence.at)
}

fn seconds(n: i64) -> TimeDelta {
    TimeDelta::try_seconds(n).unwrap_or_default()
}
