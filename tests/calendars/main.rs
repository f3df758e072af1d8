//! Calendars as other programs write them, against what other programs make of them.
//!
//! `data/calendars` is ours. `../shared/calendars` comes from public test suites that may not be
//! copied: its cases run where it is present, and say so where it is not.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod cases;
mod happening;
mod hostile;
mod reading;
mod rules;
mod sent;
mod writing;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use vadash::domain::event::{Event, Occurrence, Series};
use vadash::domain::recur::expand;
use vadash::domain::time::Instant;
use vadash::domain::zone::Zone;
use vadash::formats::ical::{Calendar, read};

fn ours() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/calendars")
}

/// A folder or file beside the project, or `None` with a word about it.
#[expect(clippy::print_stderr, reason = "what was skipped is said")]
fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/calendars").join(name);
    if !path.exists() {
        eprintln!("skipped: {} is not here", path.display());
    }
    path.exists().then_some(path)
}

fn zone(name: &str) -> Zone {
    Zone::get(name).unwrap()
}

fn midnight(zone: &Zone, date: &str) -> Instant {
    zone.start_of(date.parse::<NaiveDate>().unwrap())
}

/// A calendar of one file's worth of lines.
fn calendar(lines: &str) -> Calendar {
    let text = format!("BEGIN:VCALENDAR\nVERSION:2.0\n{lines}\nEND:VCALENDAR\n");
    read(text.as_bytes())
}

/// An event of these lines.
fn event(lines: &str) -> Event {
    let calendar = calendar(&format!("BEGIN:VEVENT\nUID:1\nSUMMARY:a\n{lines}\nEND:VEVENT"));
    assert!(calendar.problems.iter().all(|problem| !problem.left_out), "{:?}", calendar.problems);
    calendar.events.into_iter().next().unwrap()
}

/// The occurrences of a calendar's events, and what was refused.
fn occurrences(events: Vec<Event>, home: &str, from: &str, to: &str) -> (Vec<Occurrence>, Vec<String>) {
    let home = zone(home);
    let (from, to) = (midnight(&home, from), midnight(&home, to));
    let mut found = Vec::new();
    let mut refused = Vec::new();
    for series in Series::group(events) {
        let expansion = expand(&series, &home, from, to);
        found.extend(expansion.occurrences);
        refused.extend(expansion.refused);
    }
    found.sort_by(|a, b| (a.start, a.end, &a.title).cmp(&(b.start, b.end, &b.title)));
    (found, refused)
}
