//! Sums of the records that the history holds no image of: those of a bulk import, and of calendars that follow files.
//!
//! Whoever else writes to such a record does not know its sum, so that a check finds it, as it finds by its newest image
//! that a record was changed which has one. A sum is of 64 numbers, so that a million records cost a percent of their room.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use super::faults::explain;
use super::reads::Reads;
use super::record::{Record, RecordKind};
use super::sums::{block_of, of_image, of_record};
use super::tables::{RECORDS, records_of};
use super::triggers::{columns, image};
use super::tx::{Fate, Tx};
use crate::error::{Doing, Result};

/// Whether the history holds an image of the row `row` of `record` that is not taken back, as an expression.
fn has_image(record: &str, row: &str) -> String {
    format!(
        "EXISTS (SELECT 1 FROM change h WHERE h.record = {record} AND h.row = {row} AND h.last IS NULL \
         AND (SELECT state FROM op WHERE id = h.op) = 'done')"
    )
}

impl Reads {
    /// Whether a row's newest change stands in the history.
    fn is_imaged(&self, table: &str, row: i64) -> Result<bool> {
        let sql = format!("SELECT {}", has_image("?1", "?2"));
        self.one("looking into the history", &sql, (table, row), |r| r.get(0))
    }

    /// The sums of a table's rows without an image, as they are.
    pub(super) fn sums(&self, table: &str) -> Result<BTreeMap<i64, i64>> {
        sums_of(self.conn(), table).map_err(|e| explain("adding up what has no history", e))
    }

    /// The sums of a table as they are kept.
    pub(super) fn tallies(&self, table: &str) -> Result<BTreeMap<i64, i64>> {
        let sql = "SELECT block, value FROM tally WHERE record = ?1 AND value <> 0";
        Ok(self.all("reading sums", sql, [table], |r| Ok((r.get(0)?, r.get(1)?)))?.into_iter().collect())
    }
}

impl Tx<'_> {
    /// A record without an image was added.
    pub(super) fn tally_added<R: Record>(&self, row: i64, record: &R) -> Result<()> {
        self.tallies.add(R::TABLE, row, of_record(row, record)?);
        Ok(())
    }

    /// A record without an image, which is `old`, is being changed or deleted.
    pub(super) fn tally_gone<R: Record>(&self, row: i64, old: &R) -> Result<()> {
        self.tallies.add(R::TABLE, row, of_record(row, old)?.wrapping_neg());
        Ok(())
    }

    /// A record is about to be written without an image: what it was goes from the sum, if it was in there; whether it was.
    pub(super) fn tally_before<R: Record>(&self, row: i64) -> Result<bool> {
        if self.is_imaged(R::TABLE, row)? {
            return Ok(false);
        }
        if let Some(old) = self.find::<R>(row)? {
            self.tally_gone(row, &old)?;
        }
        Ok(true)
    }

    /// Of these changes, each row's first that found it without an image: from here on it has one, or none any more.
    pub(super) fn tally_firsts(&self, op: i64, has_one: bool) -> Result<()> {
        self.tally_first(op, None, has_one)
    }

    fn tally_first(&self, op: i64, only: Option<(&str, i64)>, has_one: bool) -> Result<()> {
        let doing = "adding up what has no history";
        let (table, row) = only.unzip();
        let sql = "SELECT c.record, c.row, c.before FROM change c WHERE c.op = ?1 AND c.last IS NULL AND c.before IS NOT NULL \
                   AND (?2 IS NULL OR c.record = ?2 AND c.row = ?3) AND NOT EXISTS (SELECT 1 FROM change p WHERE p.record = c.record AND p.row = c.row AND p.last IS NULL \
                   AND (p.op = ?1 AND p.id < c.id OR p.op <> ?1 AND (SELECT state FROM op WHERE id = p.op) = 'done'))";
        let read = |r: &rusqlite::Row<'_>| Ok((r.get(0)?, r.get(1)?, r.get(2)?));
        let mut done = Ok(());
        self.each(doing, sql, (op, table, row), read, |(table, row, before): (String, i64, String)| {
            done = self.tally_image(&table, row, &before, !has_one);
            done.is_ok()
        })?;
        done
    }

    /// A row's changes are forgotten: as it is now, it is in the sum.
    pub(super) fn tally_forgotten(&self, table: &str, row: i64) -> Result<()> {
        let doing = "adding up what has no history";
        if !self.is_imaged(table, row)? {
            return Ok(());
        }
        if self.fate == Fate::Steps {
            // What the step that is being written has done to it is forgotten with the rest.
            let op: i64 = self.one(doing, "SELECT op FROM writing", (), |r| r.get(0))?;
            self.tally_first(op, Some((table, row)), true)?;
        }
        let columns = columns(self.conn(), table).map_err(|e| explain(doing, e))?;
        let sql = format!("SELECT {} FROM {table} WHERE id = ?1", image(&columns, ""));
        let now: Option<String> = self.maybe(doing, &sql, [row], |r| r.get(0))?;
        now.map_or(Ok(()), |now| self.tally_image(table, row, &now, true))
    }

    /// A record that has this image was added without one to be kept, or goes.
    pub(super) fn tally_image(&self, table: &str, row: i64, image: &str, comes: bool) -> Result<()> {
        let table = records_of(table)?.table;
        let sum = of_image(row, &serde_json::from_str(image).doing("adding up what has no history")?);
        self.tallies.add(table, row, if comes { sum } else { sum.wrapping_neg() });
        Ok(())
    }

    /// Writes the sums that have changed.
    pub(super) fn keep_tallies(&self) -> Result<()> {
        let doing = "keeping sums";
        for ((table, block), by) in self.tallies.take() {
            let sql = "SELECT value FROM tally WHERE record = ?1 AND block = ?2";
            let old: Option<i64> = self.maybe(doing, sql, (table, block), |r| r.get(0))?;
            self.set_tally(table, block, old.unwrap_or_default().wrapping_add(by))?;
        }
        Ok(())
    }

    /// Sets one sum.
    pub(super) fn set_tally(&self, table: &str, block: i64, sum: i64) -> Result<()> {
        let sql = if sum == 0 {
            "DELETE FROM tally WHERE record = ?1 AND block = ?2 AND ?3 = 0"
        } else {
            "INSERT INTO tally(record, block, value) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET value = excluded.value"
        };
        self.run("keeping sums", sql, (table, block, sum)).map(|_| ())
    }
}

/// The sums of a table's rows without an image, as they are.
fn sums_of(conn: &Connection, table: &str) -> rusqlite::Result<BTreeMap<i64, i64>> {
    let sql = format!(
        "SELECT id, {} FROM {table} t WHERE NOT {}",
        image(&columns(conn, table)?, ""),
        has_image(&format!("'{table}'"), "t.id")
    );
    let mut sums: BTreeMap<i64, i64> = BTreeMap::new();
    let mut statement = conn.prepare(&sql)?;
    let mut rows = statement.query(())?;
    while let Some(row) = rows.next()? {
        let (id, image): (i64, String) = (row.get(0)?, row.get(1)?);
        let sum = sums.entry(block_of(id)).or_default();
        *sum = sum.wrapping_add(of_image(id, &serde_json::from_str(&image).unwrap_or_default()));
    }
    Ok(sums)
}

/// Adds up, in a file that is being brought up to date, everything that has no image.
pub(super) fn begin(conn: &Connection) -> rusqlite::Result<()> {
    for RecordKind { table, .. } in RECORDS {
        for (block, sum) in sums_of(conn, table)?.into_iter().filter(|(_, sum)| *sum != 0) {
            conn.execute("INSERT INTO tally(record, block, value) VALUES (?1, ?2, ?3)", (table, block, sum))?;
        }
    }
    Ok(())
}

/// The blocks of which two sets of sums say something else.
pub(super) fn differing(one: &BTreeMap<i64, i64>, other: &BTreeMap<i64, i64>) -> BTreeSet<i64> {
    let of = |sums: &BTreeMap<i64, i64>, block| sums.get(block).copied().unwrap_or_default();
    one.keys().chain(other.keys()).filter(|block| of(one, block) != of(other, block)).copied().collect()
}
