//! A file as events.

use super::bare::Bare;
use super::draft::{Unread, event};
use super::marks::Marks;
use super::problems::{FileProblem, Problems};
use super::repair::with_zones;
use super::revisions::Revisions;
use super::split::{Component, split};
use super::todo::{Todo, Todos};
use super::zone::Zones;
use crate::domain::event::Event;

/// What a file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// The calendar's own name.
    pub name: Option<String>,
    /// Its events, in the order of the file.
    pub events: Vec<Event>,
    /// Of each event, what is said besides: what its calendar is for, which version it is, and what vadash itself
    /// noted when it wrote the file.
    pub marks: Vec<Marks>,
    /// Components that only name an event, in calendars that answer or call off.
    pub bare: Vec<Bare>,
    /// Its tasks (VTODO), in the order of the file.
    pub todos: Vec<Todo>,
    /// How many components there are of each kind but events, by name in upper case (`VTODO`, `VJOURNAL`,
    /// `VFREEBUSY`), in the order in which they first appear; time zones are not counted.
    pub kinds: Vec<(String, usize)>,
    /// The VTIMEZONEs as they stand, by TZID, for writing the events back.
    pub timezones: Vec<(String, String)>,
    /// What was not read, or not as it stands.
    pub problems: Vec<FileProblem>,
}

/// Reads a file; never fails, but says what it could not read.
pub fn read(bytes: &[u8]) -> Calendar {
    let mut problems = Problems::default();
    let parts = split(bytes, &mut problems);
    let (mut zones, timezones) = Zones::new(&parts, &mut problems);
    let floating = parts.zone.as_deref().filter(|tzid| zones.resolve(tzid).is_some());
    let mut kept = Revisions::default();
    let mut bare = Vec::new();
    for Component { line, calendar, method, text } in parts.events {
        let mut notes = Vec::new();
        let (text, marks) = Marks::take(text, line, method);
        match event(with_zones(text, floating), &mut zones, &mut notes) {
            Ok((event, version)) => {
                let marks = Marks { sequence: version.sequence, stamp: version.stamp, ..marks };
                kept.add(event, marks, calendar);
            }
            Err(Unread { bare: Some(said), .. }) if marks.acts() && !marks.needs_start() => {
                bare.push(Bare { line, method: marks.method, ..*said });
            }
            Err(Unread { what, .. }) => problems.push(FileProblem { line, what, left_out: true }),
        }
        for what in notes {
            problems.push(FileProblem { line, what, left_out: false });
        }
    }
    let mut todos = Todos::default();
    for Component { line, method, text, .. } in parts.todos {
        todos.add(Todo::read(&with_zones(text, floating), line, method, &mut zones));
    }
    Calendar {
        name: parts.name,
        events: kept.events,
        marks: kept.marks,
        bare,
        todos: todos.list,
        kinds: parts.kinds,
        timezones,
        problems: problems.done(),
    }
}

/// Reads components one at a time, as their calendar's time zones mean them.
pub struct Reader {
    /// The zones.
    pub(super) zones: Zones,
}

impl Reader {
    /// Makes a reader for a calendar that keeps these VTIMEZONEs, by TZID.
    pub fn new(timezones: &[(String, String)]) -> Self {
        Self { zones: Zones::of(timezones) }
    }

    /// Returns the name of the zone that a TZID means.
    pub fn zone(&mut self, tzid: &str) -> Option<String> {
        self.zones.resolve(tzid)
    }

    /// Reads the event that a component says, in the form of [`Event::component`]; nothing if it says none.
    pub fn event(&mut self, component: &str) -> Option<Event> {
        event(component.to_owned(), &mut self.zones, &mut Vec::new()).ok().map(|(event, _)| event)
    }
}
