//! What is settled: entries as a document took them, and the day on which what came later counts.

use chrono::NaiveDate;
use rusqlite::Row;

use super::document::DocumentRow;
use super::entry::Entry;
use super::faults::is_kept;
use super::reads::Reads;
use super::record::{Record, record};
use super::tx::Tx;
use crate::domain::billing::FrozenWork;
use crate::domain::time::plus_days;
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

/// The last day that is settled of a client: through which a document that stands took its time.
const SETTLED: &str = "SELECT max(day) FROM (SELECT max(d.through) AS day FROM document d WHERE d.client = ?1 AND d.through IS NOT NULL \
     AND NOT EXISTS (SELECT 1 FROM document c WHERE c.corrects = d.id AND c.whole = 1) \
     UNION ALL SELECT billed_through FROM billing WHERE client = ?1)";

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
            (_, Some(row)) => Error::problem(format!("{} is issued: 'invoice void {0}' takes it back", row.number)),
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
    /// are not settled, and those that are drawn and open again.
    pub fn unsettled(&self, client: i64, through: NaiveDate) -> Result<Vec<(i64, NaiveDate)>> {
        let sql = "SELECT e.id AS entry, e.date AS day FROM entry e WHERE e.client = ?1 AND e.date <= ?2 \
                   AND e.date > coalesce((SELECT day FROM settled WHERE client = ?1), '') AND e.seconds IS NOT NULL \
                   AND NOT EXISTS (SELECT 1 FROM frozen f WHERE f.entry = e.id) AND NOT EXISTS (SELECT 1 FROM late l WHERE l.entry = e.id) \
                   UNION ALL SELECT l.entry, l.counts_on FROM late l JOIN entry e ON e.id = l.entry WHERE l.client = ?1 \
                   AND l.counts_on <= ?2 AND e.seconds IS NOT NULL AND NOT EXISTS (SELECT 1 FROM frozen f WHERE f.entry = l.entry) \
                   UNION ALL SELECT f.entry, f.counts_on FROM frozen f WHERE f.client = ?1 AND f.charged = 0 AND f.counts_on <= ?2 \
                   ORDER BY 2, 1";
        self.all("reading what is not settled", sql, (client, through), |r| Ok((r.get(0)?, r.get(1)?)))
    }
}

impl Tx<'_> {
    /// Keeps the last settled day of a client and the days on which its entries count, after a step; `changed` are the entries
    /// that it was about. Says between which days entries count otherwise than before.
    pub(super) fn settle(&self, client: i64, changed: &[i64]) -> Result<Option<(NaiveDate, NaiveDate)>> {
        let doing = "keeping what is settled";
        let before = self.settled(client)?;
        let now: Option<NaiveDate> = self.one(doing, SETTLED, [client], |r| r.get(0))?;
        if before.is_none() && now.is_none() {
            return Ok(None);
        }
        match now {
            Some(day) => {
                let sql =
                    "INSERT INTO settled(client, day) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET day = excluded.day";
                self.run(doing, sql, (client, day))?;
            }
            None => _ = self.run(doing, "DELETE FROM settled WHERE client = ?1", [client])?,
        }
        let mut moved: Option<(NaiveDate, NaiveDate)> = None;
        let mut entries: Vec<i64> = changed.to_vec();
        if before != now {
            let start = NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or_default();
            let [one, other] = [before.unwrap_or(start), now.unwrap_or(start)];
            let sql = "SELECT id FROM entry WHERE client = ?1 AND date > ?2 AND date <= ?3 \
                       UNION SELECT entry FROM late WHERE client = ?1";
            entries.extend(self.all(doing, sql, (client, one.min(other), one.max(other)), |r| r.get::<_, i64>(0))?);
        }
        entries.sort_unstable();
        entries.dedup();
        for entry in entries {
            for day in self.settle_entry(client, entry, now)?.into_iter().flatten() {
                let (from, to) = moved.unwrap_or((day, day));
                moved = Some((from.min(day), to.max(day)));
            }
        }
        Ok(moved)
    }

    /// Keeps the day on which an entry counts: the days it counted and counts on, if that has changed.
    fn settle_entry(&self, client: i64, entry: i64, settled: Option<NaiveDate>) -> Result<Option<[NaiveDate; 2]>> {
        let doing = "keeping when an entry counts";
        let sql = "SELECT e.date, e.client, (SELECT counts_on FROM frozen f WHERE f.entry = e.id), \
                   (SELECT counts_on FROM late l WHERE l.entry = e.id) FROM entry e WHERE e.id = ?1";
        type Place = (NaiveDate, i64, Option<NaiveDate>, Option<NaiveDate>);
        let read = |r: &Row<'_>| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?));
        let Some((date, of, frozen, late)) = self.maybe::<Place>(doing, sql, [entry], read)? else {
            self.run(doing, "DELETE FROM late WHERE entry = ?1 AND client = ?2", (entry, client))?;
            return Ok(None);
        };
        if of != client {
            self.run(doing, "DELETE FROM late WHERE entry = ?1 AND client = ?2", (entry, client))?;
            return Ok(None);
        }
        let own = settled.filter(|day| date <= *day).map_or(date, |day| plus_days(day, 1));
        let counts = frozen.unwrap_or(own);
        if counts == late.unwrap_or(date) {
            return Ok(None);
        }
        if counts == date {
            self.run(doing, "DELETE FROM late WHERE entry = ?1", [entry])?;
        } else {
            let sql = "INSERT INTO late(entry, client, counts_on) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET \
                       client = excluded.client, counts_on = excluded.counts_on";
            self.run(doing, sql, (entry, client, counts))?;
        }
        Ok(Some([late.unwrap_or(date), counts]))
    }

    /// The same of many entries that were added or taken back at once.
    pub(super) fn settle_range(&self, (first, last): (i64, i64)) -> Result<()> {
        let doing = "keeping when entries count";
        self.run(doing, "DELETE FROM late WHERE entry BETWEEN ?1 AND ?2", (first, last))?;
        let sql = "INSERT INTO late(entry, client, counts_on) SELECT e.id, e.client, date(s.day, '+1 day') \
                   FROM settled s CROSS JOIN entry e ON e.client = s.client AND e.date <= s.day WHERE e.id BETWEEN ?1 AND ?2";
        self.run(doing, sql, (first, last)).map(drop)
    }

    /// Keeps what is settled of all clients, from nothing.
    pub(super) fn settle_all(&self) -> Result<()> {
        let doing = "keeping what is settled";
        self.batch(doing, "DELETE FROM late; DELETE FROM settled;")?;
        for client in self.clients()? {
            let now: Option<NaiveDate> = self.one(doing, SETTLED, [client.id], |r| r.get(0))?;
            let Some(day) = now else { continue };
            self.run(doing, "INSERT INTO settled(client, day) VALUES (?1, ?2)", (client.id, day))?;
        }
        let sql = "INSERT INTO late(entry, client, counts_on) SELECT entry, client, counts_on FROM (\
                   SELECT e.id AS entry, e.client, coalesce(f.counts_on, date(s.day, '+1 day')) AS counts_on, e.date FROM settled s \
                   CROSS JOIN entry e ON e.client = s.client AND e.date <= s.day LEFT JOIN frozen f ON f.entry = e.id) WHERE counts_on <> date \
                   UNION SELECT f.entry, f.client, f.counts_on FROM frozen f JOIN entry e ON e.id = f.entry WHERE f.counts_on <> e.date";
        self.run(doing, sql, ()).map(drop)
    }
}
