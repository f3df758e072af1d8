//! Components that name an event and say nothing of it but that: calendars call events off so, and answer.

use crate::domain::event::{Attendee, Recurrence};
use crate::domain::time::Instant;

/// A VEVENT without DTSTART, in a calendar whose METHOD allows that (RFC 5546 3.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bare {
    /// The event that is meant.
    pub uid: String,
    /// The line that it begins at, from 1.
    pub line: usize,
    /// The occurrence that is meant; the whole series where there is none.
    pub recurrence: Option<Recurrence>,
    /// METHOD of its calendar, in upper case.
    pub method: Option<String>,
    /// SEQUENCE, if it has one.
    pub sequence: Option<i64>,
    /// DTSTAMP, if it has one.
    pub stamp: Option<Instant>,
    /// The organizer's e-mail address.
    pub organizer: Option<String>,
    /// Who is named; of an answer, whoever answers.
    pub attendees: Vec<Attendee>,
}
