//! Entries that are imported: which are known already, which share time, and whose numbers were others'.

use std::collections::HashMap;

use rusqlite::types::Value;

use super::bulk::{Bulk, Range, block_of};
use super::entry::Entry;
use super::packed::value_of;
use super::reads::Reads;
use super::record::Record;
use super::tx::Tx;
use crate::domain::time::{Instant, iso};
use crate::error::Result;

/// What became of an imported entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportOutcome {
    /// It is new.
    Added,
    /// An entry with its external number was changed.
    Updated,
    /// An entry with its external number is the same.
    Unchanged,
}

impl Tx<'_> {
    /// Counts the entries that begin in `first..=last` before an earlier one has ended.
    pub fn count_overlapping(&self, first: Instant, last: Instant) -> Result<i64> {
        // In the order of the index: to sort a million rows would cost more than to read them.
        let sql = "SELECT started_at, ended_at FROM entry WHERE started_at BETWEEN ?1 - 86400 AND ?2 ORDER BY started_at, ended_at";
        let (mut busy_until, mut count) = (None, 0);
        let read = |r: &rusqlite::Row<'_>| Ok((r.get(0)?, r.get(1)?));
        self.each("counting overlaps", sql, (first, last), read, |(start, end): (Instant, Option<Instant>)| {
            count += i64::from(start >= first && Some(start) < busy_until);
            busy_until = busy_until.max(end);
            true
        })?;
        Ok(count)
    }
}

impl Bulk<'_, Entry> {
    /// Returns the entry that a row names by its number or external number, if there is one.
    pub fn known(&self, entry: &Entry) -> Result<Option<Entry>> {
        match &entry.external_id {
            _ if entry.id != 0 => self.reads().find(entry.id),
            Some(external) => self.reads().entry_by_external(external),
            None => Ok(None),
        }
    }
}

/// Client, date, start and note of an entry: what is not the same of two was never the same work.
type Work = (i64, String, Option<i64>, String);

/// The entries that had numbers before others did: their steps were taken back, and numbers are given anew then.
#[derive(Default)]
pub struct Bearers {
    /// Those that came with many others, of the numbers around the one that was asked for last.
    packed: Option<(i64, HashMap<i64, Vec<Work>>)>,
}

impl Bearers {
    /// Returns whether the number of an entry was another one's.
    pub fn had_others(&mut self, reads: &Reads, entry: &Entry) -> Result<bool> {
        let doing = "looking into the history";
        let sql = "SELECT EXISTS (SELECT 1 FROM change c JOIN op o ON o.id = c.op WHERE c.record = 'entry' AND c.row = ?1 \
                   AND c.before IS NULL AND c.after IS NOT NULL AND o.state <> 'done' AND (\
                   json_extract(c.after, '$.client') <> ?2 OR json_extract(c.after, '$.date') <> ?3 OR \
                   json_extract(c.after, '$.started_at') IS NOT ?4 OR json_extract(c.after, '$.note') <> ?5))";
        let like = (entry.id, entry.client, entry.date, entry.started_at, &entry.note);
        if reads.one(doing, sql, like, |r| r.get(0))? {
            return Ok(true);
        }
        let (first, last) = block_of(entry.id);
        let kept = match &mut self.packed {
            Some((at, kept)) if *at == first => kept,
            other => &mut other.insert((first, packed_between(reads, first, last)?)).1,
        };
        let work = (entry.client, iso(entry.date), entry.started_at.map(|at| at.0), entry.note.clone());
        Ok(kept.get(&entry.id).is_some_and(|bearers| bearers.iter().any(|one| *one != work)))
    }
}

/// The entries with these numbers that steps have put away.
fn packed_between(reads: &Reads, first: i64, last: i64) -> Result<HashMap<i64, Vec<Work>>> {
    let sql = "SELECT c.op, max(c.row, ?1), min(c.last, ?2) FROM change c JOIN op o ON o.id = c.op WHERE c.record = 'entry' \
               AND c.last >= ?1 AND c.row <= ?2 AND o.state <> 'done'";
    let read = |r: &rusqlite::Row<'_>| {
        Ok((r.get(0)?, Range { record: Entry::TABLE.to_owned(), first: r.get(1)?, last: r.get(2)? }))
    };
    let mut found: HashMap<i64, Vec<Work>> = HashMap::new();
    for (op, range) in reads.all("looking into the history", sql, (first, last), read)? {
        reads.each_packed(op, &range, |columns, row, values| {
            let number = |name| match value_of(name, columns, values) {
                Some(Value::Integer(number)) => Some(*number),
                _ => None,
            };
            let text = |name| match value_of(name, columns, values) {
                Some(Value::Text(text)) => text.clone(),
                _ => String::new(),
            };
            let work = (number("client").unwrap_or_default(), text("date"), number("started_at"), text("note"));
            found.entry(row).or_default().push(work);
            Ok(())
        })?;
    }
    Ok(found)
}
