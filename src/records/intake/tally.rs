//! What an import counts on its way.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;

use crate::domain::text::refusal;
use crate::domain::time::Instant;

/// The most notes that are kept; the rest are counted.
const NOTES: usize = 1_000;

/// The counts of an import.
#[derive(Default)]
pub struct Tally {
    /// Rows that were read.
    pub rows: u64,
    /// Records that are new.
    pub added: i64,
    /// Records that are brought up to date.
    pub updated: i64,
    /// Rows that change nothing.
    pub unchanged: i64,
    /// Bad rows that were left out.
    pub skipped: i64,
    /// Rows that still run.
    pub running: i64,
    /// Rows without a length.
    pub no_length: i64,
    /// Rows of times to come.
    pub future: i64,
    /// Rows of clients that are left out.
    pub skipped_clients: i64,
    /// Rows like records that were here.
    pub already_here: i64,
    /// Of those unchanged, rows that were deleted here.
    pub deleted: i64,
    /// Rows of other people.
    pub others: i64,
    /// Rows of other days than those asked for.
    pub outside: i64,
    /// Rows that were billed by the other program.
    pub elsewhere: i64,
    /// Entries that overlap others.
    pub overlapping: i64,
    /// Rates that are in another currency than the client's, or no rate in it.
    pub other_rates: i64,
    /// Rows that are tasks.
    pub tasks: i64,
    /// Entries and seconds by client.
    pub clients: HashMap<i64, (i64, i64)>,
    /// Entries on days that are billed, and their seconds, by client.
    pub late: BTreeMap<i64, (i64, i64)>,
    /// Names of tasks that are no client's, and so tags.
    pub tags_of_tasks: BTreeMap<String, i64>,
    /// When the first and the last entry that is new or another begin.
    pub span: Option<(Instant, Instant)>,
    /// The first and the last day of rows, and their seconds.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// Seconds of all rows that are planned.
    pub seconds: i64,
    /// Rows that say whose they are.
    pub named: i64,
    notes: Vec<String>,
    told: HashSet<String>,
    unlisted: usize,
}

impl Tally {
    /// Keeps a note, each once.
    pub fn note(&mut self, note: &str) {
        let note = refusal(note);
        if self.told.contains(note.as_ref()) {
            return;
        }
        if self.notes.len() >= NOTES {
            self.unlisted += 1;
            return;
        }
        self.told.insert(note.clone().into_owned());
        self.notes.push(note.into_owned());
    }

    /// Counts a row of a client.
    pub fn took(&mut self, client: i64, seconds: i64) {
        let (rows, sum) = self.clients.entry(client).or_default();
        *rows += 1;
        *sum += seconds;
    }

    /// Counts a row that is planned.
    pub fn plan(&mut self, date: NaiveDate, seconds: i64) {
        let (first, last) = self.days.unwrap_or((date, date));
        self.days = Some((first.min(date), last.max(date)));
        self.seconds += seconds;
    }

    /// Counts an entry that begins at a moment, if it has one.
    pub fn between(&mut self, start: Option<Instant>) {
        if let Some(start) = start {
            let (first, last) = self.span.unwrap_or((start, start));
            self.span = Some((first.min(start), last.max(start)));
        }
    }

    /// Counts an entry on a day that is billed.
    pub fn late(&mut self, client: i64, seconds: i64) {
        let (rows, sum) = self.late.entry(client).or_default();
        *rows += 1;
        *sum += seconds;
    }

    /// The notes, and how many more there are.
    pub fn notes(&self) -> Vec<String> {
        let more = (self.unlisted > 0).then(|| format!("{} more notes are not listed", self.unlisted));
        self.notes.iter().cloned().chain(more).collect()
    }
}
