//! What entries come to, as it is written: the amounts of each, and the sums that follow from them.

use chrono::NaiveDate;
use rusqlite::Row;

use super::figures::EntryAmount;
use super::reads::Prepared;
use super::totals::{Summed, Totals};
use super::tx::Tx;
use crate::domain::billing::Bill;
use crate::domain::time::iso;
use crate::error::Result;

const DOING: &str = "adding up";

/// The columns of what is kept of an entry.
macro_rules! columns {
    () => {
        "client, date, service, rush, billed, counted, covered, carried, open, rate, rate_row, agreement, settled, worked, unpaid, tags"
    };
}

const KNOWN: &str = concat!("SELECT ", columns!(), " FROM entry_amount WHERE entry = ?1");

const PUT: &str = concat!(
    "INSERT INTO entry_amount(entry, ",
    columns!(),
    ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17) ON CONFLICT DO UPDATE SET \
     client = excluded.client, date = excluded.date, service = excluded.service, rush = excluded.rush, \
     billed = excluded.billed, counted = excluded.counted, covered = excluded.covered, carried = excluded.carried, \
     open = excluded.open, rate = excluded.rate, rate_row = excluded.rate_row, agreement = excluded.agreement, \
     settled = excluded.settled, worked = excluded.worked, unpaid = excluded.unpaid, tags = excluded.tags"
);

/// What is kept of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
struct KeptAmount {
    client: i64,
    date: NaiveDate,
    service: Option<i64>,
    rush: bool,
    amount: EntryAmount,
    worked: i64,
    unpaid: i64,
    tags: String,
}

impl KeptAmount {
    fn summed(&self) -> Summed<'_> {
        Summed {
            client: self.client,
            date: self.date,
            service: self.service,
            rate: self.amount.rate,
            rush: self.rush,
            tags: &self.tags,
            worked: self.worked,
            unpaid: self.unpaid,
            billed: self.amount.billed,
            covered: self.amount.covered,
            open: self.amount.open,
            settled: self.amount.settled,
        }
    }
}

fn kept(row: &Row<'_>) -> rusqlite::Result<KeptAmount> {
    let behind = 4 + EntryAmount::COLUMNS;
    Ok(KeptAmount {
        client: row.get(0)?,
        date: row.get(1)?,
        service: row.get(2)?,
        rush: row.get(3)?,
        amount: EntryAmount::at(row, 4)?,
        worked: row.get(behind)?,
        unpaid: row.get(behind + 1)?,
        tags: row.get(behind + 2)?,
    })
}

/// Bills on their way into the database. Changes to sums are added up before they are written.
pub(super) struct EntryAmounts<'a> {
    tx: &'a Tx<'a>,
    /// Made when the first bill is kept: most steps change no entry.
    statements: Option<(Prepared<'a>, Prepared<'a>)>,
    totals: Totals,
    /// Numbers of entries of which nothing is kept: to look for each of a million costs as much as to keep it.
    absent: Vec<(i64, i64)>,
}

impl<'a> EntryAmounts<'a> {
    pub(super) fn new(tx: &'a Tx<'a>) -> Self {
        Self { tx, statements: None, totals: Totals::default(), absent: Vec::new() }
    }

    /// Where nothing is kept of any entry.
    pub(super) fn of_none(tx: &'a Tx<'a>) -> Self {
        Self { absent: vec![(i64::MIN, i64::MAX)], ..Self::new(tx) }
    }

    /// Keeps what an entry comes to; whether that is something else than before.
    pub(super) fn keep(&mut self, client: i64, bill: &Bill) -> Result<bool> {
        let amount = EntryAmount {
            billed: bill.billed,
            counted: bill.counted,
            covered: bill.covered,
            carried: bill.carried,
            open: bill.open,
            rate: bill.rate,
            rate_row: bill.rate_row,
            agreement: bill.agreement,
            settled: bill.settled,
        };
        let (date, service, rush) = (bill.date, bill.service, bill.rush);
        let (worked, unpaid, tags) = (bill.worked, bill.unpaid, bill.tags.clone());
        let new = KeptAmount { client, date, service, rush, amount, worked, unpaid, tags };
        let (known, put) = match &mut self.statements {
            Some(made) => made,
            none => none.insert((self.tx.prepare(DOING, KNOWN)?, self.tx.prepare(DOING, PUT)?)),
        };
        let absent = self.absent.iter().any(|(first, last)| (*first..=*last).contains(&bill.entry));
        let old = if absent { None } else { known.maybe([bill.entry], kept)? };
        if old.as_ref() == Some(&new) {
            return Ok(false);
        }
        put.run(rusqlite::params![
            bill.entry,
            client,
            iso(date),
            service,
            rush,
            amount.billed,
            amount.counted,
            amount.covered,
            amount.carried,
            amount.open,
            amount.rate,
            amount.rate_row,
            amount.agreement,
            amount.settled,
            new.worked,
            new.unpaid,
            new.tags
        ])?;
        if let Some(old) = &old {
            self.totals.add(&old.summed(), -1);
        }
        self.totals.add(&new.summed(), 1);
        Ok(true)
    }

    /// Forgets what an entry came to.
    pub(super) fn forget(&mut self, entry: i64) -> Result<()> {
        let gone = concat!("DELETE FROM entry_amount WHERE entry = ?1 RETURNING ", columns!());
        if let Some(old) = self.tx.maybe(DOING, gone, [entry], kept)? {
            self.totals.add(&old.summed(), -1);
        }
        Ok(())
    }

    /// Forgets what the entries of a range came to.
    pub(super) fn forget_all(&mut self, first: i64, last: i64) -> Result<()> {
        let tx = self.tx;
        let sql = concat!("SELECT ", columns!(), " FROM entry_amount WHERE entry BETWEEN ?1 AND ?2");
        tx.each(DOING, sql, (first, last), kept, |old| {
            self.totals.add(&old.summed(), -1);
            true
        })?;
        self.absent.push((first, last));
        tx.run(DOING, "DELETE FROM entry_amount WHERE entry BETWEEN ?1 AND ?2", (first, last)).map(|_| ())
    }

    /// Writes the sums that have changed.
    pub(super) fn end(self) -> Result<()> {
        self.totals.write(self.tx)
    }
}
