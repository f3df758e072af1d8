//! Events of a calendar: what one VEVENT says, a recurring series, and one occurrence of it.
//!
//! Times are kept as they were written ([`Moment`]); instants are worked out when asked for,
//! so that a change of a zone's rules moves what it should move.

mod alarm;
mod moment;
mod revision;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use alarm::{Alarm, Trigger};
pub use moment::Moment;
pub use revision::Revision;

use super::text::is_trick;
use super::time::Instant;
use crate::domain::words::words;

/// What one VEVENT says (RFC 5545 3.6.1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// What makes it the same event in another file; made up from its text where it has none.
    pub uid: String,
    /// Set where it replaces occurrences of the series with its `uid`.
    pub recurrence: Option<Recurrence>,
    /// The revision; a higher one replaces a lower one (RFC 5545 3.8.7.4).
    pub sequence: i64,
    /// SUMMARY.
    pub title: String,
    /// When it starts; of a series, when the first occurrence does.
    pub start: Moment,
    /// When it ends, exclusive. May equal the start, but not where that is a date.
    pub end: Moment,
    /// How long it lasts, where DURATION says so; else `end` does.
    pub duration: Option<Duration>,
    /// When it happens again.
    pub repeat: RecurrenceProperties,
    /// Whether it takes place.
    pub status: Status,
    /// Takes no free/busy time (TRANSP:TRANSPARENT).
    pub transparent: bool,
    /// LOCATION.
    pub location: String,
    /// Where to meet online, or the event's own page; `http` or `https` only.
    pub url: Option<String>,
    /// DESCRIPTION.
    pub description: String,
    /// The organizer's e-mail address.
    pub organizer: Option<String>,
    /// Who was invited.
    pub attendees: Vec<Attendee>,
    /// Its own reminders; `None` where it says nothing and the defaults apply, empty where it wants none.
    pub alarms: Option<Vec<Alarm>>,
    /// The VEVENT it came from: unfolded lines from BEGIN to END, LF after each, zones written out where the file
    /// left them to X-WR-TIMEZONE. Empty for one made here.
    ///
    /// What is not modelled above survives in it; `formats::ical` writes it back.
    pub component: String,
}

/// What stands where an event's title does: many programs write events without one.
pub fn titled(title: &str) -> &str {
    if title.trim().is_empty() { "(no title)" } else { title }
}

/// Why a text is no link that may be opened; only the web's may, in one piece.
///
/// Whatever opens links opens anything the desktop has a program for: files, and what other schemes set off.
pub fn check_link(text: &str) -> Result<(), String> {
    if !text.starts_with("https://") && !text.starts_with("http://") {
        return Err(format!("'{text}' is no link: it begins with https://"));
    }
    if text.contains(|c: char| c.is_whitespace() || is_trick(c)) {
        return Err(format!("'{text}' is no link: it has a blank or an invisible character in it"));
    }
    Ok(())
}

/// Which occurrences an event replaces: RECURRENCE-ID (RFC 5545 3.8.4.4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recurrence {
    /// When the occurrence would start if it were not replaced.
    pub at: Moment,
    /// This and all that follow it (RANGE=THISANDFUTURE).
    pub following: bool,
}

/// A length as DURATION writes it: a day is a calendar day, whatever the clocks do (RFC 5545 3.3.6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duration {
    /// Calendar days; a week is seven.
    pub days: i64,
    /// Seconds on top.
    pub seconds: i64,
}

/// When an event happens besides its start (RFC 5545 3.8.5). Rules are text, as `recur::Rule` reads them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RecurrenceProperties {
    /// RRULE.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<String>,
    /// EXRULE (RFC 2445 4.8.5.2).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exrules: Vec<String>,
    /// RDATE.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<Extra>,
    /// EXDATE. A date takes away what starts on it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub except: Vec<Moment>,
}

impl RecurrenceProperties {
    /// Whether the event happens once only.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty() && self.dates.is_empty()
    }
}

/// One RDATE.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extra {
    /// When it starts.
    pub start: Moment,
    /// When it ends, where a PERIOD says so; else it lasts as long as the event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Moment>,
}

words! {
    /// Whether an event takes place (RFC 5545 3.8.1.11).
    #[derive(Default)]
    Status {
        /// It does; also where nothing is said.
        #[default]
        Confirmed = "confirmed",
        /// Perhaps.
        Tentative = "tentative",
        /// It was called off.
        Cancelled = "cancelled",
    }
}

/// Someone invited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendee {
    /// The e-mail address, or whatever the calendar gave in its place.
    pub email: String,
    /// What the calendar calls them, or `""`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// What they answered.
    #[serde(default)]
    pub answer: ParticipationStatus,
}

/// What someone invited answered (PARTSTAT, RFC 5545 3.2.12).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ParticipationStatus {
    /// Nothing yet.
    #[default]
    NeedsAction,
    /// Yes.
    Accepted,
    /// No.
    Declined,
    /// Perhaps.
    Tentative,
    /// Someone else comes.
    Delegated,
}

impl Event {
    /// Whether it lasts whole days.
    pub fn is_all_day(&self) -> bool {
        self.start.is_date()
    }

    /// Whether it happens more than once.
    pub fn is_recurring(&self) -> bool {
        !self.repeat.is_empty()
    }
}

/// A series: the event that sets it up, and those that replace single occurrences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Series {
    /// The event without RECURRENCE-ID; missing where only an invitation to one occurrence was received.
    pub master: Option<Event>,
    /// The events with RECURRENCE-ID.
    pub overrides: Vec<Event>,
}

impl Series {
    /// Sorts events into series by their uid, in the order the uids first appear.
    pub fn group(events: impl IntoIterator<Item = Event>) -> Vec<Self> {
        let mut series: Vec<Self> = Vec::new();
        let mut place: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
        for event in events {
            let at = *place.entry(event.uid.clone()).or_insert(series.len());
            if at == series.len() {
                series.push(Self::default());
            }
            let Some(one) = series.get_mut(at) else { continue };
            if event.recurrence.is_some() {
                one.overrides.push(event);
            } else if one.master.as_ref().is_none_or(|old| old.sequence <= event.sequence) {
                one.master = Some(event);
            }
        }
        series
    }

    /// The event an occurrence takes its title, place and people from.
    pub fn event(&self, which: Which) -> Option<&Event> {
        match which {
            Which::Master => self.master.as_ref(),
            Which::Override(index) => self.overrides.get(index),
        }
    }
}

/// An event of a [`Series`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Which {
    /// The one that sets the series up.
    Master,
    /// One of the `overrides`, by index.
    Override(usize),
}

/// One instance of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The event's uid.
    pub uid: String,
    /// When it starts; all-day ones at home's start of the day.
    pub start: Instant,
    /// When it ends, exclusive.
    pub end: Instant,
    /// First date and the date after the last, where it lasts whole days.
    pub all_day: Option<(NaiveDate, NaiveDate)>,
    /// What names it within its series: when it starts unless moved. `None` where it happens once.
    pub recurrence_id: Option<Moment>,
    /// The event it was made from.
    pub which: Which,
    /// That event's title.
    pub title: String,
    /// That event's status.
    pub status: Status,
}
