//! Which reminders were told.

use rusqlite::Row;

use super::reads::Reads;
use super::tx::Tx;
use crate::domain::reminder::ReminderKey;
use crate::domain::time::Instant;
use crate::error::Result;

impl Reads {
    /// Reminders already told for occurrences that start at or after `from`.
    pub fn fired_since(&self, from: Instant) -> Result<Vec<ReminderKey>> {
        let sql = "SELECT kind, subject, occurrence, lead FROM fired WHERE occurrence >= ?1";
        self.all("reading reminders told", sql, [from], fired)
    }

    /// The meeting or task that was told last, of those whose time is not long past.
    pub fn last_told(&self, now: Instant) -> Result<Option<ReminderKey>> {
        let sql = "SELECT kind, subject, occurrence, lead FROM fired WHERE kind IN ('event', 'task') \
                   AND at <= ?1 AND at > ?1 - 3600 AND occurrence > ?1 - 86400 ORDER BY at DESC, lead LIMIT 1";
        self.maybe("reading reminders told", sql, [now], fired)
    }

    /// Reminders of one kind already told of a record.
    pub fn fired_of(&self, kind: &str, subject: i64) -> Result<Vec<ReminderKey>> {
        let sql = "SELECT kind, subject, occurrence, lead FROM fired WHERE kind = ?1 AND subject = ?2";
        self.all("reading reminders told", sql, (kind, subject), fired)
    }
}

fn fired(row: &Row<'_>) -> rusqlite::Result<ReminderKey> {
    Ok(ReminderKey { kind: row.get(0)?, subject: row.get(1)?, occurrence: row.get(2)?, lead: row.get(3)? })
}

impl Tx<'_> {
    /// Takes a claim back: the reminder may be told again.
    pub fn disclaim(&self, told: &ReminderKey) -> Result<()> {
        let sql = "DELETE FROM fired WHERE kind = ?1 AND subject = ?2 AND occurrence = ?3 AND lead = ?4";
        let key = (&told.kind, told.subject, told.occurrence, told.lead);
        self.run("taking a reminder back", sql, key).map(|_| ())
    }

    /// Claims a reminder before it is told; false if somebody else has it.
    pub fn claim(&self, reminder: &ReminderKey, now: Instant) -> Result<bool> {
        let sql =
            "INSERT INTO fired(kind, subject, occurrence, lead, at) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING";
        let row = (&reminder.kind, reminder.subject, reminder.occurrence, reminder.lead, now);
        Ok(self.run("claiming a reminder", sql, row)? == 1)
    }
}
