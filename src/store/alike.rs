//! Entries that were there before an import, to tell a row that is like one of them from one that is new.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};

use chrono::NaiveDate;
use rusqlite::Row;

use super::bulk::Bulk;
use super::entry::Entry;
use super::reads::Reads;
use crate::domain::time::Instant;
use crate::error::Result;

/// What two entries have in common that are alike: client, start, or date where there is none, length, and note.
type Likeness = (i64, Option<Instant>, Option<NaiveDate>, i64, u64);

/// A day whose entries are known: by the clock of UTC those with clock times, by their date those without.
#[derive(PartialEq, Eq, Hash)]
enum KnownDay {
    Utc(i64),
    Untimed(NaiveDate),
}

/// What is read of a day's entries.
const WHAT: &str =
    "SELECT client, started_at, date, seconds, note FROM entry WHERE seconds IS NOT NULL AND id < ?1 AND";

/// How many entries of each likeness there were, of the days that were asked for.
///
/// A whole day is read at once, so that a table of a million rows asks a few thousand times.
pub struct Alike {
    /// The number from which on entries are new.
    first: i64,
    days: HashSet<KnownDay>,
    left: HashMap<Likeness, u32>,
    hasher: RandomState,
}

impl Alike {
    /// Reads the entries that stood there before a bulk import.
    pub fn before(bulk: &Bulk<'_, Entry>) -> Self {
        Self { first: bulk.first(), days: HashSet::new(), left: HashMap::new(), hasher: RandomState::new() }
    }

    /// Returns whether a duplicate of this entry was there that no row before was one of.
    ///
    /// So of two equal rows both are new the first time, and neither is the second time.
    pub fn take(&mut self, reads: &Reads, entry: &Entry) -> Result<bool> {
        if self.first == 1 {
            return Ok(false);
        }
        self.read(reads, entry)?;
        let likeness = self.of(entry.client, entry.started_at, entry.date, entry.seconds.unwrap_or(0), &entry.note);
        Ok(match self.left.get_mut(&likeness) {
            Some(left @ 1..) => {
                *left -= 1;
                true
            }
            _ => false,
        })
    }

    fn of(&self, client: i64, start: Option<Instant>, date: NaiveDate, seconds: i64, note: &str) -> Likeness {
        (client, start, Some(date).filter(|_| start.is_none()), seconds, self.hasher.hash_one(note))
    }

    fn read(&mut self, reads: &Reads, entry: &Entry) -> Result<()> {
        let day = entry.started_at.map_or(KnownDay::Untimed(entry.date), |at| KnownDay::Utc(at.0.div_euclid(86_400)));
        if self.days.contains(&day) {
            return Ok(());
        }
        let doing = "looking for entries that are alike";
        let of = |row: &Row<'_>| {
            let note: String = row.get(4)?;
            Ok(self.of(row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, &note))
        };
        let found = match day {
            KnownDay::Utc(day) => {
                let sql = format!("{WHAT} started_at BETWEEN ?2 AND ?3");
                reads.all(doing, &sql, (self.first, day * 86_400, day * 86_400 + 86_399), of)?
            }
            KnownDay::Untimed(date) => {
                reads.all(doing, &format!("{WHAT} date = ?2 AND started_at IS NULL"), (self.first, date), of)?
            }
        };
        for likeness in found {
            *self.left.entry(likeness).or_default() += 1;
        }
        self.days.insert(day);
        Ok(())
    }
}
