//! Which reminders were told.

use super::{Reads, Tx};
use crate::domain::time::Instant;
use crate::error::Result;

/// What identifies a reminder: it is told once.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fired {
    /// `event`, `task` …
    pub kind: String,
    /// The record's id.
    pub subject: i64,
    /// When the occurrence starts.
    pub occurrence: Instant,
    /// How long before that, in seconds.
    pub lead: i64,
}

impl Reads {
    /// Reminders already told for occurrences that start at or after `from`.
    pub fn fired_since(&self, from: Instant) -> Result<Vec<Fired>> {
        let sql = "SELECT kind, subject, occurrence, lead FROM fired WHERE occurrence >= ?1";
        self.all("reading reminders told", sql, [from], |r| {
            Ok(Fired { kind: r.get(0)?, subject: r.get(1)?, occurrence: r.get(2)?, lead: r.get(3)? })
        })
    }
}

impl Tx<'_> {
    /// Claims a reminder before it is told; false if somebody else has it.
    pub fn claim(&self, reminder: &Fired, now: Instant) -> Result<bool> {
        let sql =
            "INSERT INTO fired(kind, subject, occurrence, lead, at) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING";
        let row = (&reminder.kind, reminder.subject, reminder.occurrence, reminder.lead, now);
        Ok(self.run("claiming a reminder", sql, row)? == 1)
    }
}
