//! Clock times of an entry beside the day it belongs to.

use std::borrow::Cow;

use crate::domain::clock;
use crate::domain::zone::Zone;
use crate::store::Entry;

/// The zone whose clocks an entry's day belongs to.
pub(crate) fn zone_of<'a>(entry: &Entry, home: &'a Zone) -> Cow<'a, Zone> {
    let own = if entry.zone == home.name() { None } else { Zone::get(&entry.zone) };
    own.map_or(Cow::Borrowed(home), Cow::Owned)
}

/// From when to when an entry was worked, by the clocks that its day belongs to.
pub fn clocks(entry: &Entry, home: &Zone) -> String {
    let Some(start) = entry.started_at else { return String::new() };
    let zone = zone_of(entry, home);
    let text = clock::span(&zone, start, entry.ended_at);
    let far = zone.offset(start) != home.offset(start);
    if far { format!("{text} {}", clock::offset(&zone, start)) } else { text }
}
