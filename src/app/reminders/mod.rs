//! Reminders: what there is to be reminded of, claimed before it is told, and in words.
//!
//! Which of them are due is `domain::reminder`; where they are told is `notify`. Whoever tells (the screen, `remind`) asks
//! for what is due, and gets only what nobody else has: it is claimed in one transaction first.

mod gather;
mod snooze;
mod words;

use std::collections::BTreeSet;

pub use gather::{any_put_off, days_ahead, gather};
pub use snooze::{chosen, snooze};
pub use words::{Announcement, notice, text};

use crate::command::context::Context;
use crate::command::grammar::hours::read_quiet;
use crate::domain::reminder::{DueReminder, Quiet, Reminder, ReminderKey, due, next_due};
use crate::domain::time::Instant;
use crate::error::Result;
use crate::store::Store;

/// What there is to be reminded of, and what of it was told: read once after each change.
#[derive(Debug, Default)]
pub struct Reminders {
    all: Vec<Reminder>,
    told: BTreeSet<ReminderKey>,
    quiet: Option<Quiet>,
}

impl Reminders {
    /// Reads both, of one state of the database.
    pub fn read(context: &Context<'_>) -> Result<Self> {
        context.db.snapshot(|| Self::read_all(context))
    }

    fn read_all(context: &Context<'_>) -> Result<Self> {
        let quiet = read_quiet(&context.config.reminders.quiet)?;
        let quiet = quiet.map(|(from, to)| Quiet { from, to, zone: context.zone().clone() });
        let all = gather(context)?;
        let first = all.iter().map(|r| r.key.occurrence).min();
        let told = first.map(|from| context.db.fired_since(from)).transpose()?.unwrap_or_default();
        Ok(Self { all, told: told.into_iter().collect(), quiet })
    }

    /// Whether one is of the record with a number, of whatever kind.
    pub fn names(&self, record: i64) -> bool {
        self.all.iter().any(|reminder| reminder.key.subject == record)
    }

    /// When the next one falls due.
    pub fn next(&self, now: Instant) -> Option<Instant> {
        next_due(&self.all, &self.told, self.quiet.as_ref(), now)
    }

    /// Claims what is due, and gives what nobody else has claimed: that is to be told now.
    ///
    /// Where nothing can be claimed because the database is read-only, each is given once by this value.
    pub fn take(&mut self, store: &Store, now: Instant) -> Result<Vec<Reminder>> {
        let found = due(&self.all, &self.told, self.quiet.as_ref(), now);
        if found.is_empty() {
            return Ok(Vec::new());
        }
        let mine = if store.read_only() { found.clone() } else { claim(&found, store, now)? };
        self.told.extend(found.into_iter().flat_map(|due| due.keys));
        Ok(mine.into_iter().map(|due| due.reminder).collect())
    }

    /// What is counted as told from before, so that it is not told again where nothing can be claimed.
    pub fn keep(&mut self, before: &Self) {
        self.told.extend(before.told.iter().cloned());
    }
}

/// Claims all of them in one transaction, and gives those of which the last was still free.
fn claim(found: &[DueReminder], store: &Store, now: Instant) -> Result<Vec<DueReminder>> {
    store.aside("claiming reminders", |tx| {
        let mut mine = Vec::new();
        for due in found {
            let mut newest = false;
            for key in &due.keys {
                let free = tx.claim(key, now)?;
                newest |= free && *key == due.reminder.key;
            }
            mine.extend(newest.then(|| due.clone()));
        }
        Ok(mine)
    })
}

#[cfg(test)]
mod tests;
