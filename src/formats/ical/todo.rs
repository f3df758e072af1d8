//! Tasks of a calendar (VTODO, RFC 5545 3.6.2).

use std::collections::HashMap;

use calcard::icalendar::{ICalendarEntry, ICalendarProperty as Property, ICalendarValue};

use super::content::{TimeLines, name, own_lines, value};
use super::hash::hash;
use super::problems::Notes;
use super::times::{TimeValues, absolute};
use super::values::{after, length, parse, text};
use super::zone::Zones;
use crate::domain::event::{Moment, Revision};
use crate::domain::time::Instant;

/// What one VTODO says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Todo {
    /// What makes it the same task in another file; made up from its text where it has none.
    pub uid: String,
    /// The line that it begins at, from 1.
    pub line: usize,
    /// The occurrence of a repeated task that it replaces.
    pub recurrence: Option<Moment>,
    /// METHOD of its calendar, in upper case.
    pub method: Option<String>,
    /// SUMMARY.
    pub title: String,
    /// DESCRIPTION.
    pub note: String,
    /// When it is due: a date, or a time in its zone; DUE, or DURATION from the start.
    pub due: Option<Moment>,
    /// DTSTART: from when on it can be worked at.
    pub start: Option<Moment>,
    /// PRIORITY: 1 is the highest, 9 the lowest, 0 says nothing (RFC 5545 3.8.1.9).
    pub priority: u8,
    /// How far it is.
    pub state: TodoState,
    /// COMPLETED: when it was done.
    pub completed: Option<Instant>,
    /// RRULE, as `recur::Rule` reads it.
    pub rule: Option<String>,
    /// CATEGORIES.
    pub categories: Vec<String>,
    /// SEQUENCE, if it has one.
    pub sequence: Option<i64>,
    /// DTSTAMP, if it has one.
    pub stamp: Option<Instant>,
    /// What was not read as it stands: sentences without a full stop.
    pub notes: Vec<String>,
}

/// How far a task is (STATUS, RFC 5545 3.8.1.11).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TodoState {
    /// Not begun; also where nothing is said.
    #[default]
    NeedsAction,
    /// Begun.
    InProcess,
    /// Done.
    Completed,
    /// It will not be done.
    Cancelled,
}

impl Todo {
    /// Reads the VTODO that begins at a line, in a calendar with a METHOD.
    pub(super) fn read(component: &str, line: usize, method: Option<String>, zones: &mut Zones) -> Self {
        let mut todo = Self { line, method, ..Self::default() };
        let (mut state, mut lasts, mut whole) = (None, None, false);
        let calendar = parse(component);
        let mut lines = TimeLines::of(component);
        let entries = calendar.iter().filter_map(|calendar| calendar.components.first()).flat_map(|own| &own.entries);
        for entry in entries {
            let number = || match entry.values.first() {
                Some(ICalendarValue::Integer(number)) => Some(*number),
                _ => None,
            };
            let first_word = |place: &mut String| {
                if place.is_empty() {
                    *place = words(entry);
                }
            };
            match &entry.name {
                Property::Uid => first_word(&mut todo.uid),
                Property::Summary => first_word(&mut todo.title),
                Property::Description => first_word(&mut todo.note),
                Property::Due => todo.due = todo.time(entry, &mut lines, zones),
                Property::Dtstart => todo.start = todo.time(entry, &mut lines, zones),
                Property::RecurrenceId => todo.recurrence = todo.time(entry, &mut lines, zones),
                Property::Duration => {
                    lasts = entry.values.first().and_then(|value| match value {
                        ICalendarValue::Duration(duration) => length(duration),
                        _ => None,
                    });
                }
                Property::Priority => {
                    todo.priority =
                        number().and_then(|n| u8::try_from(n).ok()).filter(|priority| *priority <= 9).unwrap_or(0);
                }
                Property::PercentComplete => whole = number() == Some(100),
                Property::Completed => todo.completed = absolute(entry, zones),
                Property::Status => state = state_of(&words(entry)),
                Property::Categories => {
                    let texts = entry.values.iter().filter_map(ICalendarValue::as_text).map(str::trim);
                    todo.categories.extend(texts.filter(|text| !text.is_empty()).map(str::to_owned));
                }
                Property::Sequence => todo.sequence = number(),
                Property::Dtstamp => todo.stamp = absolute(entry, zones),
                Property::Exdate | Property::Rdate => {
                    todo.note(format!("{} of a task is passed over", entry.name.as_str()));
                }
                _ => {}
            }
        }
        let rule = own_lines(component).find(|line| name(line) == "RRULE");
        todo.rule = rule.map(|rule| value(rule).to_owned()).filter(|rule| !rule.is_empty());
        let done = if whole || todo.completed.is_some() { TodoState::Completed } else { TodoState::NeedsAction };
        todo.state = state.unwrap_or(done);
        let last = todo.start.as_ref().zip(lasts).map(|(start, lasts)| after(start, lasts));
        todo.due = todo.due.take().or(last);
        if todo.uid.is_empty() {
            todo.uid = format!("vadash-{:016x}", hash(component));
        }
        todo
    }

    /// A date or time, and a note where it is none or its zone is unknown.
    fn time(&mut self, entry: &ICalendarEntry, lines: &mut TimeLines<'_>, zones: &mut Zones) -> Option<Moment> {
        let (own, value) = lines.next(entry.name.as_str());
        let times = TimeValues::read(entry, value, zones);
        let mut notes = Notes::default();
        times.tell(entry.name.as_str(), own, &mut notes);
        if let Some(value) = &times.unreadable {
            notes.push(own, format!("{} `{value}` is no date and no time: it is passed over", entry.name.as_str()));
        }
        notes.list.into_iter().for_each(|(_, what)| self.note(what));
        times.first()
    }

    fn note(&mut self, what: String) {
        if !self.notes.contains(&what) {
            self.notes.push(what);
        }
    }

    fn revision(&self) -> Revision {
        Revision { sequence: self.sequence, stamp: self.stamp }
    }
}

fn words(entry: &ICalendarEntry) -> String {
    text(entry).unwrap_or_default().trim().replace("\r\n", "\n")
}

fn state_of(word: &str) -> Option<TodoState> {
    Some(match word.to_ascii_uppercase().as_str() {
        "NEEDS-ACTION" => TodoState::NeedsAction,
        "IN-PROCESS" => TodoState::InProcess,
        "COMPLETED" => TodoState::Completed,
        "CANCELLED" | "CANCELED" => TodoState::Cancelled,
        _ => return None,
    })
}

/// Tasks, each kept once: of several versions, the newest.
#[derive(Default)]
pub struct Todos {
    /// In the order in which they were found.
    pub list: Vec<Todo>,
    place: HashMap<(String, Option<Moment>), usize>,
}

impl Todos {
    /// Adds a task, or a later version in the place of an earlier one.
    pub fn add(&mut self, todo: Todo) {
        let at = *self.place.entry((todo.uid.clone(), todo.recurrence.clone())).or_insert(self.list.len());
        match self.list.get_mut(at) {
            None => self.list.push(todo),
            Some(known) if todo.revision().is_older_than(known.revision()) => {}
            Some(known) => *known = todo,
        }
    }
}
