//! The open write: records added, changed and deleted in one transaction.

use std::ops::Deref;

use super::migrate::{JOURNALLED, On};
use super::{Made, Reads, Record, Said, Setting, Settled, beside, record, tally};
use crate::domain::time::Instant;
use crate::error::{Error, Result};

/// An open write: one transaction, one undo step.
pub struct Tx<'a> {
    pub(super) reads: &'a Reads,
    setting: &'a Setting,
    /// The present moment.
    pub now: Instant,
    pub(super) fate: Fate,
    pub(super) tallies: tally::Changes,
    pub(super) held: beside::Held,
}

/// What becomes of what is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is kept, and images of it for the history.
    Steps,
    /// It is kept, but is no step: what others have written.
    Others,
    /// Nothing is kept, and so nothing journalled, which would cost more than the rest.
    Nothing,
}

impl<'a> Tx<'a> {
    /// One over a transaction that has begun.
    pub(super) fn new(reads: &'a Reads, setting: &'a Setting, now: Instant, fate: Fate) -> Self {
        Self { reads, setting, now, fate, tallies: tally::Changes::default(), held: beside::Held::default() }
    }
}

impl Tx<'_> {
    pub(super) fn watch(&self, table: &str, known: Option<&[&str]>, on: On) -> Result<()> {
        if self.fate == Fate::Steps { self.reads.watch(table, known, on) } else { Ok(()) }
    }

    /// Does `work` as one step and brings what is derived up to date.
    pub(super) fn step<T: Said>(&self, command: &str, work: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<(T, Settled)> {
        let op = self.open_step(command)?;
        let done = work(self)?;
        let Some(made) = self.close_step(op, &done.said())? else { return Ok((done, Settled::default())) };
        let mut settled = self.settle(op)?;
        settled.made = Some(Made { clients: settled.clients.keys().copied().collect(), ..made });
        Ok((done, settled))
    }

    /// Adds a record and returns its id.
    pub fn insert<R: Record>(&self, record: &R) -> Result<i64> {
        self.insert_at(self.next_number(R::TABLE)?, record)
    }

    fn insert_at<R: Record>(&self, id: i64, record: &R) -> Result<i64> {
        self.watch(R::TABLE, Some(R::COLUMNS), On::Insert)?;
        if self.fate == Fate::Others {
            self.tally_added(id, record)?;
        }
        record::insert(self.reads, id, record)
    }

    /// Adds a record under the number it has, which nobody else may have.
    pub(super) fn insert_as<R: Record>(&self, record: &R) -> Result<i64> {
        self.insert_at(record.id(), record)
    }

    /// Writes every column of a record that exists.
    pub fn update<R: Record>(&self, record: &R) -> Result<()> {
        self.watch(R::TABLE, Some(R::COLUMNS), On::Update)?;
        if self.fate != Fate::Others {
            return record::update(self.reads, record);
        }
        let counted = self.tally_before::<R>(record.id())?;
        record::update(self.reads, record)?;
        if counted { self.tally_added(record.id(), record) } else { self.forget(R::TABLE, record.id()) }
    }

    /// Deletes a record.
    pub fn delete<R: Record>(&self, id: i64) -> Result<()> {
        // A reference to it elsewhere may be cleared, or its row go with it.
        for table in JOURNALLED {
            self.watch(table, None, On::Update)?;
            self.watch(table, None, On::Delete)?;
        }
        if self.fate == Fate::Others {
            self.tally_before::<R>(id)?;
        }
        let sql = format!("DELETE FROM {} WHERE id = ?1", R::TABLE);
        let gone = self.reads.run(&format!("deleting {} {id}", R::WHAT), &sql, [id])?;
        if gone == 0 {
            return Err(Error::problem(format!("there is no {} {id}", R::WHAT)));
        }
        Ok(())
    }

    /// The settings derived figures are computed by.
    pub fn setting(&self) -> &Setting {
        self.setting
    }
}

impl Deref for Tx<'_> {
    type Target = Reads;
    fn deref(&self) -> &Reads {
        self.reads
    }
}
