//! The iCalendar components that events are kept with, written anew where an event was made or edited here.
//!
//! Whatever changes events knows their fields only. What is given out or written back to a calendar's file is the
//! component, and it is stamped when the event was changed, not when it is given out: the same export twice is the
//! same text, and taken in again it changes nothing.

use std::collections::HashMap;

use crate::domain::event::Event;
use crate::error::Result;
use crate::formats::ical::{Reader, current};
use crate::store::{EventRow, Reads, Tx};

/// Makes the component of each event that the step has changed say what its fields say.
pub fn renew(tx: &Tx<'_>) -> Result<()> {
    let mut readers: HashMap<i64, Reader> = HashMap::new();
    for row in tx.changed_events()? {
        let reader = match readers.entry(row.calendar) {
            std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::hash_map::Entry::Vacant(new) => {
                new.insert(Reader::new(&timezones(tx, row.calendar)?).knowing(&tx.setting().meeting_hosts))
            }
        };
        let event = row.event()?;
        let component = current(reader, &event, tx.now);
        if component == event.component {
            continue;
        }
        // As it will be read: a blank at the end of a title is lost in a file, and then it is lost here.
        let event = reader.event(&component).unwrap_or(Event { component, ..event });
        tx.update(&EventRow { id: row.id, ..EventRow::of(event, row.calendar, row.client)? })?;
    }
    Ok(())
}

/// The VTIMEZONEs of a calendar by TZID.
pub fn timezones(db: &Reads, calendar: i64) -> Result<Vec<(String, String)>> {
    Ok(db.timezones(calendar)?.into_iter().map(|zone| (zone.tzid, zone.component)).collect())
}
