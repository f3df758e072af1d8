//! Entries that are imported: which are known already, and which share time.

use super::bulk::Bulk;
use super::entry::Entry;
use super::tx::Tx;
use crate::domain::time::Instant;
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
        let sql = "SELECT count(*) FROM (SELECT started_at, max(ended_at) OVER (ORDER BY started_at, id \
                   ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS busy_until FROM entry \
                   WHERE started_at BETWEEN ?1 - 86400 AND ?2) WHERE started_at < busy_until AND started_at >= ?1";
        self.one("counting overlaps", sql, (first, last), |r| r.get(0))
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
