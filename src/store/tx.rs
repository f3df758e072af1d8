//! The open write: records added, changed and deleted in one transaction.

use std::ops::Deref;

use rusqlite::ToSql;

use super::beside::{Beside, HeldEffects};
use super::reads::Reads;
use super::record::{Record, RecordKind};
use super::setting::StoreSettings;
use super::sums::Changes;
use super::tables::{RECORDS, kind_of};
use super::taken::{changed_here, deleted_here};
use super::triggers::On;
use crate::domain::time::Instant;
use crate::error::{Error, Result};

/// An open write: one transaction, one undo step.
pub struct Tx<'a> {
    pub(super) reads: &'a Reads,
    setting: &'a StoreSettings,
    /// The present moment.
    pub now: Instant,
    pub(super) fate: Fate,
    pub(super) tallies: Changes,
    pub(super) held: HeldEffects,
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
    pub(super) fn new(reads: &'a Reads, setting: &'a StoreSettings, now: Instant, fate: Fate) -> Self {
        Self { reads, setting, now, fate, tallies: Changes::default(), held: HeldEffects::default() }
    }
}

impl Tx<'_> {
    /// Journals changes of one sort to records of a kind from here on, if this write is a step.
    pub(super) fn watch(&self, kind: &RecordKind, on: On) -> Result<()> {
        if self.fate == Fate::Steps { self.reads.watch(kind, on) } else { Ok(()) }
    }

    /// Adds a record and returns its id.
    pub fn insert<R: Record>(&self, record: &R) -> Result<i64> {
        self.insert_at(self.next_number(R::TABLE)?, record)
    }

    fn insert_at<R: Record>(&self, id: i64, record: &R) -> Result<i64> {
        if let Some(kind) = kind_of(R::TABLE)? {
            self.watch(kind, On::Insert)?;
            if self.fate == Fate::Others {
                self.tally_added(id, record)?;
            }
        }
        insert(self.reads, id, record)
    }

    /// Adds a record under the number it has, which nobody else may have.
    pub(super) fn insert_as<R: Record>(&self, record: &R) -> Result<i64> {
        self.insert_at(record.id(), record)
    }

    /// Writes every column of a record that exists. If it came from elsewhere, it remembers what it was.
    pub fn update<R: Record>(&self, record: &R) -> Result<()> {
        let remembering = if self.fate == Fate::Others { None } else { changed_here(self.reads, record)? };
        self.update_taken(remembering.as_ref().unwrap_or(record))
    }

    /// Writes every column of a record as it came from elsewhere.
    pub fn update_taken<R: Record>(&self, record: &R) -> Result<()> {
        let Some(kind) = kind_of(R::TABLE)? else { return update(self.reads, record) };
        self.watch(kind, On::Update)?;
        if self.fate != Fate::Others {
            return update(self.reads, record);
        }
        let counted = self.tally_before::<R>(record.id())?;
        update(self.reads, record)?;
        if counted { self.tally_added(record.id(), record) } else { self.forget(R::TABLE, record.id()) }
    }

    /// Deletes a record. If it came from elsewhere, it does not come back with what is taken in.
    pub fn delete<R: Record>(&self, id: i64) -> Result<()> {
        if self.fate != Fate::Others
            && let Some(gone) = deleted_here::<R>(self.reads, id)?
        {
            if gone.id == 0 { self.insert(&gone).map(drop)? } else { self.update(&gone)? }
        }
        self.delete_taken::<R>(id)
    }

    /// Deletes a record that is no longer there where it came from.
    pub fn delete_taken<R: Record>(&self, id: i64) -> Result<()> {
        if kind_of(R::TABLE)?.is_some() {
            // A reference to it elsewhere may be cleared, or its row go with it.
            for kind in RECORDS {
                self.watch(kind, On::Update)?;
                self.watch(kind, On::Delete)?;
            }
            if self.fate == Fate::Others {
                self.tally_before::<R>(id)?;
            }
        }
        let sql = format!("DELETE FROM {} WHERE id = ?1", R::TABLE);
        let gone = self.reads.run(&format!("deleting {} {id}", R::WHAT), &sql, [id]);
        let gone = gone.map_err(|error| self.reads.refused(error, R::TABLE, id))?;
        if gone == 0 {
            return Err(Error::problem(format!("there is no {} {id}", R::WHAT)));
        }
        Ok(())
    }

    /// Registers a side effect outside the database, to be completed or reverted with the write.
    pub fn hold(&self, beside: impl Beside + 'static) {
        self.held.add(beside);
    }

    /// The settings derived figures are computed by.
    pub fn setting(&self) -> &StoreSettings {
        self.setting
    }
}

impl Deref for Tx<'_> {
    type Target = Reads;
    fn deref(&self) -> &Reads {
        self.reads
    }
}

/// Adds a row under a number that nobody has.
fn insert<R: Record>(reads: &Reads, id: i64, record: &R) -> Result<i64> {
    let mut values = record.values();
    values.insert(0, &id);
    reads.run(R::ADDING, R::INSERT, values.as_slice())?;
    Ok(id)
}

fn update<R: Record>(reads: &Reads, record: &R) -> Result<()> {
    let sets = R::COLUMNS.iter().enumerate().map(|(n, c)| format!("{c} = ?{}", n + 2)).collect::<Vec<_>>().join(", ");
    let sql = format!("UPDATE {} SET {sets} WHERE id = ?1", R::TABLE);
    let id = record.id();
    let mut values: Vec<&dyn ToSql> = vec![&id];
    values.extend(record.values());
    let done = reads.run(&format!("changing {} {id}", R::WHAT), &sql, values.as_slice());
    done.map(drop).map_err(|error| reads.refused(error, R::TABLE, id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rounding::Rounding;
    use crate::domain::zone::Zone;
    use crate::store::record::record;
    use crate::store::{Author, Bulk, Store};

    record! {
        /// A row of a table that is declared nowhere.
        Stray "stray" "stray" "strays" {
            text: String,
        }
    }

    /// What nothing journals must not be written in silence.
    #[test]
    fn a_table_that_is_declared_nowhere_is_not_written_to() {
        let setting = StoreSettings {
            zone: Zone::utc(),
            rounding: Rounding::default(),
            emails: Vec::new(),
            meeting_hosts: Vec::new(),
            author: Author::numbering(),
        };
        let store = Store::in_memory(setting).unwrap();
        store.batch("making a table", "CREATE TABLE stray (id INTEGER PRIMARY KEY, text TEXT)").unwrap();
        store.batch("filling it", "INSERT INTO stray VALUES (1, 'first')").unwrap();
        let stray = |id| Stray { id, text: "second".to_owned() };
        let refused = |work: &dyn Fn(&Tx<'_>) -> Result<()>| {
            let done = store.write(Instant(0), "", |tx| work(tx).map(|()| String::new()));
            let fault = "writing to stray: the table is declared as none of records, derived or kept aside";
            assert_eq!(done.unwrap_err().to_string(), fault);
        };
        refused(&|tx| tx.insert(&stray(0)).map(drop));
        refused(&|tx| tx.update(&stray(1)));
        refused(&|tx| tx.delete::<Stray>(1));
        refused(&|tx| tx.bulk::<Stray>().and_then(Bulk::end));
        refused(&|tx| tx.put("putting back", "stray", 1, None));
        let kept = store.all("reading", "SELECT * FROM stray", (), Stray::from_row).unwrap();
        assert_eq!(kept, [Stray { id: 1, text: "first".to_owned() }]);
    }
}
