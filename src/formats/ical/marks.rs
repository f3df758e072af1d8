//! What vadash writes into events for itself, and takes out again when it reads them.

use std::fmt::Write;

use super::content::{escaped, name, unescaped};

/// The calendar an event belongs to, where a file holds those of several.
const CALENDAR: &str = "X-VADASH-CALENDAR";
/// The code of the client an event is for, where its calendar does not say so.
const CLIENT: &str = "X-VADASH-CLIENT";
/// The meeting's link, where the rest of the event would give another. It is a part of the event, and stays in it.
pub const LINK: &str = "X-VADASH-URL";

/// What a file of ours says of an event besides the event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// The line that the event begins at, from 1.
    pub line: usize,
    /// Where other versions of it begin, which do not count.
    pub others: Vec<usize>,
    /// The calendar it belongs to, if that is not the file's.
    pub calendar: Option<String>,
    /// The code of its client, if that is not its calendar's.
    pub client: Option<String>,
}

impl Marks {
    /// Takes the marks out of a component that begins at a line.
    pub fn take(component: String, line: usize) -> (String, Self) {
        let mut marks = Self { line, ..Self::default() };
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
    pub fn put(component: &str, calendar: Option<&str>, client: Option<&str>) -> String {
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
