//! What vadash writes into events for itself, and takes out again when it reads them.

use std::fmt::Write;

use super::content::{escaped, name, unescaped};
use crate::domain::event::Revision;
use crate::domain::time::Instant;

/// The calendar an event belongs to, where a file holds those of several.
const CALENDAR: &str = "X-VADASH-CALENDAR";
/// The code of the client an event is for, where its calendar does not say so.
const CLIENT: &str = "X-VADASH-CLIENT";
/// The meeting's link, where the rest of the event would give another. It is a part of the event, and stays in it.
pub const LINK: &str = "X-VADASH-URL";

/// What a file says of an event besides the event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// The line that the event begins at, from 1.
    pub line: usize,
    /// Where other versions of it begin, which do not count.
    pub others: Vec<usize>,
    /// METHOD of its calendar, in upper case: what the file is for (RFC 5546 1.4). None where it is just a calendar.
    pub method: Option<String>,
    /// SEQUENCE, if it has one.
    pub sequence: Option<i64>,
    /// DTSTAMP, if it has one: when this version was made.
    pub stamp: Option<Instant>,
    /// The calendar it belongs to, if that is not the file's.
    pub calendar: Option<String>,
    /// The code of its client, if that is not its calendar's.
    pub client: Option<String>,
}

impl Marks {
    /// Whether its calendar was sent to do something, and is no copy of one.
    pub fn acts(&self) -> bool {
        self.method.as_deref().is_some_and(|method| method != "PUBLISH")
    }

    /// Whether what its calendar was sent for needs the times of an event: an invitation, or one more date.
    pub(super) fn needs_start(&self) -> bool {
        matches!(self.method.as_deref(), Some("REQUEST" | "ADD"))
    }

    /// Which version of the event this is.
    pub fn revision(&self) -> Revision {
        Revision { sequence: self.sequence, stamp: self.stamp }
    }

    /// Takes the marks out of a component that begins at a line, in a calendar with a METHOD.
    pub(super) fn take(component: String, line: usize, method: Option<String>) -> (String, Self) {
        let mut marks = Self { line, method, ..Self::default() };
        if !component.contains("X-VADASH-C") {
            return (component, marks);
        }
        let mut text = String::with_capacity(component.len());
        for line in component.lines() {
            let value = || line.split_once(':').map(|(_, value)| unescaped(value.trim())).filter(|v| !v.is_empty());
            match name(line).as_str() {
                CALENDAR => marks.calendar = value(),
                CLIENT => marks.client = value(),
                _ => {
                    text.push_str(line);
                    text.push('\n');
                }
            }
        }
        (text, marks)
    }

    /// Puts the marks into a component, behind its first line.
    pub(super) fn put(component: &str, calendar: Option<&str>, client: Option<&str>) -> String {
        let (begin, rest) = component.split_once('\n').unwrap_or((component, ""));
        let mut text = format!("{begin}\n");
        for (name, value) in [(CALENDAR, calendar), (CLIENT, client)] {
            if let Some(value) = value {
                let _ = writeln!(text, "{name}:{}", escaped(value));
            }
        }
        text + rest
    }
}
