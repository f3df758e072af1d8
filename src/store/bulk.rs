//! Bulk inserts: many rows added as one step. No image of each is kept for undo, which would cost as much as the rows:
//! their range is kept instead.

use std::marker::PhantomData;

use serde_json::{Map, Value};

use super::reads::{Prepared, Reads};
use super::record::{Record, RecordKind};
use super::tables::records_of;
use super::tx::{Fate, Tx};
use crate::error::{Doing, Result};

/// The numbers that are gone through at once. So what SQLite keeps in memory, in case a statement fails half-way, is little.
const BLOCK: i64 = 4096;

/// Rows of a table that were added at once.
pub(super) struct Range {
    pub(super) record: String,
    pub(super) first: i64,
    pub(super) last: i64,
}

/// The numbers around one that are gone through at once.
pub(super) fn block_of(number: i64) -> (i64, i64) {
    let first = number.div_euclid(BLOCK) * BLOCK;
    (first, first + BLOCK - 1)
}

/// The numbers of a range in pieces of some thousands, each by its first and its last.
pub(super) fn blocks(first: i64, last: i64) -> impl Iterator<Item = (i64, i64)> {
    let end = move |begin: i64| last.min(block_of(begin).1);
    std::iter::successors((first <= last).then_some(first), move |begin| {
        Some(end(*begin) + 1).filter(|next| *next <= last)
    })
    .map(move |begin| (begin, end(begin)))
}

/// A step of which no image of a changed row is kept, until it is watched again.
struct Unwatched<'a> {
    tx: &'a Tx<'a>,
    /// The step; nothing where all is taken back anyhow.
    op: Option<i64>,
}

impl<'a> Unwatched<'a> {
    fn begin(tx: &'a Tx<'a>) -> Result<Self> {
        if tx.fate == Fate::Nothing {
            return Ok(Self { tx, op: None });
        }
        let op = tx.one("starting a bulk import", "DELETE FROM writing RETURNING op", (), |r| r.get(0))?;
        Ok(Self { tx, op: Some(op) })
    }

    /// Keeps images again, from here on.
    fn watch(&self) -> Result<()> {
        let Some(op) = self.op else { return Ok(()) };
        self.tx.run("recording a bulk import", "INSERT INTO writing(op) VALUES (?1)", [op]).map(|_| ())
    }

    /// Does something of which images are kept.
    fn watched<T>(&mut self, work: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<T> {
        self.watch()?;
        let done = work(self.tx);
        *self = Self::begin(self.tx)?;
        done
    }
}

/// Rows on their way into a table. What else the step changes in it is journalled as ever.
pub struct Bulk<'a, R: Record> {
    tx: &'a Tx<'a>,
    unwatched: Unwatched<'a>,
    first: i64,
    next: i64,
    insert: Prepared<'a>,
    record: PhantomData<R>,
}

impl Tx<'_> {
    /// Begins to add many rows to a table.
    pub fn bulk<R: Record>(&self) -> Result<Bulk<'_, R>> {
        records_of(R::TABLE)?;
        self.be_roomy()?;
        let first = self.next_number(R::TABLE)?;
        let insert = self.prepare(R::ADDING, R::INSERT)?;
        Ok(Bulk { tx: self, unwatched: Unwatched::begin(self)?, first, next: first, insert, record: PhantomData })
    }

    /// Takes a row out of every range that it lies in.
    pub(super) fn part_ranges(&self, table: &str, row: i64) -> Result<()> {
        let doing = "changing the history";
        let sql = "DELETE FROM change WHERE record = ?1 AND last >= ?2 AND row <= ?2 RETURNING op, row, last";
        let ranges: Vec<(i64, i64, i64)> =
            self.all(doing, sql, (table, row), |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
        for (op, first, last) in ranges {
            self.note_range(op, table, first, row - 1)?;
            self.note_range(op, table, row + 1, last)?;
        }
        Ok(())
    }

    /// Records the rows `first..=last` of a table as added, if there are any.
    fn note_range(&self, op: i64, table: &str, first: i64, last: i64) -> Result<()> {
        if first <= last {
            let sql = "INSERT INTO change(op, record, row, last) VALUES (?1, ?2, ?3, ?4)";
            self.run("recording a bulk import", sql, (op, table, first, last))?;
        }
        Ok(())
    }
}

impl<R: Record> Bulk<'_, R> {
    /// Adds a row and returns its id.
    pub fn add(&mut self, record: &R) -> Result<i64> {
        let id = self.next;
        let mut values = record.values();
        values.insert(0, &id);
        // Not watched: a trigger that says nothing is paid for all the same.
        self.insert.run(values.as_slice())?;
        self.tx.tally_added(id, record)?;
        self.next = id + 1;
        Ok(id)
    }

    /// Adds a row under its own number, if it has one. Nobody else may have it.
    pub fn add_as(&mut self, record: &R) -> Result<i64> {
        let id = record.id();
        if id == 0 || id == self.next {
            return self.add(record);
        }
        if id < self.next {
            self.unwatched.watched(|tx| tx.insert_as(record))?;
            return Ok(id);
        }
        // The range goes on from here as another one.
        self.note_range()?;
        (self.first, self.next) = (id, id);
        self.add(record)
    }

    /// The number of the first row that is new.
    pub fn first(&self) -> i64 {
        self.first
    }

    /// Writes a row that exists as it came.
    pub fn update(&mut self, record: &R) -> Result<()> {
        if record.id() >= self.first {
            self.tx.tally_before::<R>(record.id())?;
            self.tx.update_taken(record)?;
            return self.tx.tally_added(record.id(), record);
        }
        self.unwatched.watched(|tx| tx.update_taken(record))
    }

    /// Returns the reading side, which sees these rows too.
    pub fn reads(&self) -> &Reads {
        self.tx.reads
    }

    /// Ends the bulk insert and records its range.
    pub fn end(self) -> Result<()> {
        self.unwatched.watch()?;
        self.note_range()
    }

    /// Does something else of the step, of which images are kept.
    pub fn beside<T>(&mut self, work: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<T> {
        self.unwatched.watched(work)
    }

    /// Records the rows that were added as a range.
    fn note_range(&self) -> Result<()> {
        let Some(op) = self.unwatched.op else { return Ok(()) };
        self.tx.note_range(op, R::TABLE, self.first, self.next - 1)
    }
}

/// Rows on their way into a table under the numbers they have, each as the JSON of its columns.
pub(super) struct ImageBulk<'a> {
    tx: &'a Tx<'a>,
    kind: &'static RecordKind,
    unwatched: Unwatched<'a>,
    /// The numbers of the range that goes on: its first, and the one behind its last.
    range: (i64, i64),
}

impl<'a> ImageBulk<'a> {
    pub(super) fn begin(tx: &'a Tx<'a>, kind: &'static RecordKind) -> Result<Self> {
        tx.be_roomy()?;
        Ok(Self { tx, kind, unwatched: Unwatched::begin(tx)?, range: (1, 1) })
    }

    /// Adds a row under a number that nobody has.
    pub(super) fn put(&mut self, id: i64, image: &Map<String, Value>) -> Result<()> {
        let doing = "recording a bulk import";
        let table = self.kind.table;
        let image = Value::Object(image.clone());
        self.tx.put(doing, table, id, Some(&image))?;
        self.tx.tally_image(table, id, &serde_json::to_string(&image).doing(doing)?, true)?;
        if id != self.range.1 {
            self.note_range()?;
            self.range.0 = id;
        }
        self.range.1 = id + 1;
        Ok(())
    }

    /// Ends and records the last range.
    pub(super) fn end(self) -> Result<()> {
        self.unwatched.watch()?;
        self.note_range()
    }

    fn note_range(&self) -> Result<()> {
        let Some(op) = self.unwatched.op else { return Ok(()) };
        self.tx.note_range(op, self.kind.table, self.range.0, self.range.1 - 1)
    }
}
