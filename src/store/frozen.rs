//! What is settled: entries as a document took them, and the day on which what came later counts.

use chrono::NaiveDate;

use super::document::DocumentRow;
use super::entry::Entry;
use super::faults::is_kept;
use super::reads::Reads;
use super::record::{Record, record};
use crate::domain::billing::FrozenWork;
use crate::error::{Doing, Error, Result};

record! {
    /// An entry that is settled: what it drew and comes to stands.
    Frozen "frozen" "billed entry" "billed entries" {
        /// The entry.
        entry: i64,
        /// Its client.
        client: i64,
        /// The document it is on; none if it was settled before vadash billed, or is open again.
        document: Option<i64>,
        /// The line that charges it.
        line: Option<i64>,
        /// The day it counts on.
        counts_on: NaiveDate,
        /// What it was drawn from, as JSON.
        draws: String,
        /// Minutes shown.
        billed: i64,
        /// Overage taken from the next allowance.
        carried: i64,
        /// Minor units per hour.
        rate: Option<i64>,
        /// The retainer it belongs to.
        agreement: Option<i64>,
        /// Whether what was to be paid of it is on the document.
        charged: bool,
    }
}

impl Frozen {
    /// What billing knows of it.
    pub fn pure(&self) -> Result<FrozenWork> {
        Ok(FrozenWork {
            draws: serde_json::from_str(&self.draws).doing("reading a billed entry")?,
            billed: self.billed,
            carried: self.carried,
            rate: self.rate,
            agreement: self.agreement,
            charged: self.charged,
        })
    }
}

/// An entry that is settled, as lists say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invoiced {
    /// The number of the document that it is on.
    pub number: Option<String>,
    /// Whether it is charged.
    pub charged: bool,
}

impl Reads {
    /// The last day that is settled of a client.
    pub fn settled(&self, client: i64) -> Result<Option<NaiveDate>> {
        let sql = "SELECT day FROM settled WHERE client = ?1";
        self.maybe("reading what is settled", sql, [client], |r| r.get(0))
    }

    /// An entry as it was settled, if it is.
    pub fn frozen(&self, entry: i64) -> Result<Option<Frozen>> {
        let sql = "SELECT * FROM frozen WHERE entry = ?1";
        self.maybe("reading a billed entry", sql, [entry], Frozen::from_row)
    }

    /// The entries that a document settled.
    pub fn frozen_on(&self, document: i64) -> Result<Vec<Frozen>> {
        let sql = "SELECT * FROM frozen WHERE document = ?1 ORDER BY entry";
        self.all("reading billed entries", sql, [document], Frozen::from_row)
    }

    /// The entries of a client that were settled before vadash billed.
    pub fn frozen_before(&self, client: i64) -> Result<Vec<Frozen>> {
        let sql = "SELECT * FROM frozen WHERE client = ?1 AND document IS NULL AND charged = 1 ORDER BY entry";
        self.all("reading billed entries", sql, [client], Frozen::from_row)
    }

    /// What the schema refuses, in words: a billed entry stays, and so does a document of which a paper may have left.
    pub(super) fn refused(&self, error: Error, table: &str, id: i64) -> Error {
        if !is_kept(&error) {
            return error;
        }
        let document = match table {
            Entry::TABLE => self.frozen(id).ok().flatten().and_then(|frozen| frozen.document),
            DocumentRow::TABLE => Some(id),
            other => {
                let sql = format!("SELECT document FROM {other} WHERE id = ?1");
                self.maybe("reading a document", &sql, [id], |r| r.get(0)).ok().flatten()
            }
        };
        let number = document.and_then(|id| self.find::<DocumentRow>(id).ok().flatten());
        match (table, number) {
            (Entry::TABLE, Some(row)) => {
                let sent = self.deliveries_of(row.id).unwrap_or_default().into_iter().rev().find(|d| d.state == "sent");
                let sent = sent.map(|sent| format!(" (sent {})", sent.date.format("%-d %b"))).unwrap_or_default();
                let number = row.number;
                Error::problem(format!("entry {id} is on {number}{sent}: 'invoice void {number}' gives it back"))
            }
            (Entry::TABLE, None) => Error::problem(format!("entry {id} is billed, and stays as it is")),
            (_, Some(row)) => Error::problem(format!("{} is issued: 'invoice void {0}' voids it", row.number)),
            _ => Error::problem("what is on an issued document stays as it is"),
        }
    }

    /// Where an entry stands among documents.
    pub fn invoiced(&self, entry: i64) -> Result<Option<Invoiced>> {
        let sql =
            "SELECT d.number, f.charged FROM frozen f LEFT JOIN document d ON d.id = f.document WHERE f.entry = ?1";
        self.maybe("reading a billed entry", sql, [entry], |r| Ok(Invoiced { number: r.get(0)?, charged: r.get(1)? }))
    }

    /// The day an entry counts on, where that is not its own.
    pub fn late(&self, entry: i64) -> Result<Option<NaiveDate>> {
        let sql = "SELECT counts_on FROM late WHERE entry = ?1";
        self.maybe("reading when an entry counts", sql, [entry], |r| r.get(0))
    }

    /// Finished entries of a client that a document through a day would settle, with the days on which they count: all that
    /// are not settled, and those that are drawn and open again; none that was billed elsewhere.
    pub fn unsettled(&self, client: i64, through: NaiveDate) -> Result<Vec<(i64, NaiveDate)>> {
        let sql = "SELECT e.id AS entry, e.date AS day FROM entry e WHERE e.client = ?1 AND e.date <= ?2 \
                   AND e.date > coalesce((SELECT day FROM settled WHERE client = ?1), '') AND e.seconds IS NOT NULL AND e.elsewhere IS NULL \
                   AND NOT EXISTS (SELECT 1 FROM frozen f WHERE f.entry = e.id) AND NOT EXISTS (SELECT 1 FROM late l WHERE l.entry = e.id) \
                   UNION ALL SELECT l.entry, l.counts_on FROM late l JOIN entry e ON e.id = l.entry WHERE l.client = ?1 \
                   AND l.counts_on <= ?2 AND e.seconds IS NOT NULL AND NOT EXISTS (SELECT 1 FROM frozen f WHERE f.entry = l.entry) \
                   UNION ALL SELECT f.entry, f.counts_on FROM frozen f WHERE f.client = ?1 AND f.charged = 0 AND f.counts_on <= ?2 \
                   ORDER BY 2, 1";
        self.all("reading what is not settled", sql, (client, through), |r| Ok((r.get(0)?, r.get(1)?)))
    }
}
