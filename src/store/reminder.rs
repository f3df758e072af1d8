//! Which reminders were told.

use rusqlite::Row;

use super::{Reads, Tx};
use crate::domain::time::Instant;
use crate::error::Result;

/// What identifies a reminder: it is told once.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fired {
    /// `event`, `task`, `hours` …
    pub kind: String,
    /// The record's id.
    pub subject: i64,
    /// When the occurrence starts; of used hours, the cycle.
    pub occurrence: Instant,
    /// How long before that, in seconds; of used hours, the percentage.
    pub lead: i64,
}

impl Reads {
    /// Reminders already told for occurrences that start at or after `from`.
    pub fn fired_since(&self, from: Instant) -> Result<Vec<Fired>> {
        let sql = "SELECT kind, subject, occurrence, lead FROM fired WHERE occurrence >= ?1";
        self.all("reading reminders told", sql, [from], fired)
    }

    /// Reminders of one kind already told of a record.
    pub fn fired_of(&self, kind: &str, subject: i64) -> Result<Vec<Fired>> {
        let sql = "SELECT kind, subject, occurrence, lead FROM fired WHERE kind = ?1 AND subject = ?2";
        self.all("reading reminders told", sql, (kind, subject), fired)
    }
}

fn fired(row: &Row<'_>) -> rusqlite::Result<Fired> {
    Ok(Fired { kind: row.get(0)?, subject: row.get(1)?, occurrence: row.get(2)?, lead: row.get(3)? })
}

impl Tx<'_> {
    /// Takes a claim back: the reminder may be told again.
    pub fn disclaim(&self, told: &Fired) -> Result<()> {
        let sql = "DELETE FROM fired WHERE kind = ?1 AND subject = ?2 AND occurrence = ?3 AND lead = ?4";
        let key = (&told.kind, told.subject, told.occurrence, told.lead);
        self.run("taking a reminder back", sql, key).map(|_| ())
    }

    /// Claims a reminder before it is told; false if somebody else has it.
    pub fn claim(&self, reminder: &Fired, now: Instant) -> Result<bool> {
        let sql =
            "INSERT INTO fired(kind, subject, occurrence, lead, at) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING";
        let row = (&reminder.kind, reminder.subject, reminder.occurrence, reminder.lead, now);
        Ok(self.run("claiming a reminder", sql, row)? == 1)
    }
}
