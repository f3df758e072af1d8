//! iCalendar in and out (RFC 5545), as real programs write it.
//!
//! A file is cut into components first, and each is parsed on its own by `calcard`: whatever is wrong with one,
//! the others are read. Zones are settled here too: an event names a zone the zone database knows, or
//! carries the rules of its VTIMEZONE with it.

mod alarms;
mod compose;
mod gather;
mod lines;
mod link;
mod marks;
mod posix;
mod read;
mod repair;
mod splice;
mod split;
mod values;
mod vtimezone;
mod write;
mod zone;

pub use compose::{compose, current};
pub use gather::{gather, is_calendar};
pub use marks::Marks;
pub use read::{Reader, read};
pub use splice::{Spliced, has_events, is_whole, splice};
pub use vtimezone::{is_made_here, vtimezone};
pub use write::{Writer, tzids};

use crate::domain::event::Event;

/// Problems listed at most; the rest are counted.
const PROBLEMS: usize = 1_000;

/// What a file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// The calendar's own name.
    pub name: Option<String>,
    /// Its events, in the order of the file.
    pub events: Vec<Event>,
    /// What vadash itself noted of each, when it wrote the file.
    pub marks: Vec<Marks>,
    /// The VTIMEZONEs as they stand, by TZID, for writing the events back.
    pub timezones: Vec<(String, String)>,
    /// What was not read, or not as it stands.
    pub problems: Vec<Problem>,
}

/// Something wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line it begins at, from 1.
    pub line: usize,
    /// A sentence without a full stop.
    pub what: String,
    /// Whether the event is missing because of it.
    pub left_out: bool,
}

/// Problems as they are found, bounded.
#[derive(Default)]
struct Problems {
    list: Vec<Problem>,
    more: usize,
}

impl Problems {
    fn push(&mut self, problem: Problem) {
        if self.list.len() < PROBLEMS { self.list.push(problem) } else { self.more += 1 }
    }

    /// Adds what holds for the whole file, unless it was said.
    fn once(&mut self, line: usize, what: &str) {
        if !self.list.iter().any(|problem| problem.what == what) {
            self.push(Problem { line, what: what.to_owned(), left_out: true });
        }
    }

    fn done(mut self) -> Vec<Problem> {
        self.list.sort_by_key(|problem| problem.line);
        if self.more > 0 {
            let line = self.list.last().map_or(0, |problem| problem.line);
            self.list.push(Problem {
                line,
                what: format!("{} more problems are not listed", self.more),
                left_out: true,
            });
        }
        self.list
    }
}
