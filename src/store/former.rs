//! Events that a calendar's file has no more, and may have again: a program that deletes before it writes, a folder that
//! is synchronised. Their number by which reminders know them, whose they are and the time logged for them stand in no file.

use super::client::Client;
use super::entry::Entry;
use super::event::EventRow;
use super::journal::newest_change;
use super::tx::{Fate, Tx};
use crate::error::{Doing, Result};

const DOING: &str = "knowing an event again";

impl Tx<'_> {
    /// Keeps what an event's file does not hold, before the event is deleted because its file is gone.
    pub fn keep_former(&self, event: &EventRow) -> Result<()> {
        let sql = "INSERT INTO former(calendar, uid, recurrence_id, event, client, entries) \
                   VALUES (?1, ?2, ?3, ?4, ?5, (SELECT json_group_array(id) FROM entry WHERE event = ?4)) \
                   ON CONFLICT DO UPDATE SET event = excluded.event, client = excluded.client, entries = excluded.entries";
        let EventRow { id, calendar, uid, recurrence_id, client, .. } = event;
        self.run(DOING, sql, (calendar, uid, recurrence_id, id, client)).map(|_| ())
    }

    /// Adds an event; one that a file has again gets back what is known of it.
    pub fn insert_event(&self, event: &EventRow) -> Result<i64> {
        let sql = "DELETE FROM former WHERE calendar = ?1 AND uid = ?2 AND recurrence_id = ?3 RETURNING event, client, entries";
        let read = |r: &rusqlite::Row<'_>| Ok((r.get(0)?, r.get(1)?, r.get(2)?));
        let known: Option<(i64, Option<i64>, String)> = match self.fate {
            Fate::Others => self.maybe(DOING, sql, (event.calendar, &event.uid, &event.recurrence_id), read)?,
            Fate::Steps | Fate::Nothing => None,
        };
        let Some((id, client, entries)) = known else { return self.insert(event) };
        // Another may have got the number since, and the client may be gone.
        let id = if self.find::<EventRow>(id)?.is_none() { id } else { self.next_number("event")? };
        let there = client.map(|client| self.find::<Client>(client)).transpose()?.flatten();
        self.insert_as(&EventRow { id, client: event.client.or(there.map(|client| client.id)), ..event.clone() })?;
        let entries: Vec<i64> = serde_json::from_str(&entries).doing(DOING)?;
        for entry in entries {
            self.tie_again(entry, id)?;
        }
        Ok(id)
    }

    /// Has time be logged for an event again, if it is there and for no other: in the record, and in its newest image, which
    /// had forgotten it as well.
    fn tie_again(&self, entry: i64, event: i64) -> Result<()> {
        let Some(found) = self.find::<Entry>(entry)?.filter(|found| found.event.is_none()) else { return Ok(()) };
        let tied = Entry { event: Some(event), ..found };
        let counted = self.tally_before::<Entry>(entry)?;
        self.run(DOING, "UPDATE entry SET event = ?2 WHERE id = ?1", (entry, event))?;
        if counted {
            return self.tally_added(entry, &tied);
        }
        let newest = newest_change("'entry'", "?1");
        let sql = format!(
            "UPDATE change SET after = json_set(after, '$.event', ?2) WHERE id = {newest} AND after IS NOT NULL"
        );
        self.run(DOING, &sql, (entry, event)).map(|_| ())
    }
}
