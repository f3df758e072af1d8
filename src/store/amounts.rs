//! What entries come to, as it is written: the amounts of each, and the lines of what is open that follow from them.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::Row;

use super::figures::EntryAmount;
use super::reads::Prepared;
use super::tx::Tx;
use crate::domain::billing::Bill;
use crate::domain::time::iso;
use crate::error::{Error, Result};

const DOING: &str = "adding up";

const KNOWN: &str = "SELECT client, date, service, rush, billed, counted, covered, carried, open, rate, rate_row, agreement, settled \
                     FROM entry_amount WHERE entry = ?1";

const PUT: &str = "INSERT INTO entry_amount(entry, client, date, service, rush, billed, counted, covered, carried, open, rate, rate_row, agreement, settled) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) ON CONFLICT DO UPDATE SET \
                   client = excluded.client, date = excluded.date, service = excluded.service, rush = excluded.rush, \
                   billed = excluded.billed, counted = excluded.counted, covered = excluded.covered, carried = excluded.carried, \
                   open = excluded.open, rate = excluded.rate, rate_row = excluded.rate_row, agreement = excluded.agreement, \
                   settled = excluded.settled";

type AmountKey = (i64, NaiveDate, Option<i64>, bool);

fn amount_of(row: &Row<'_>) -> rusqlite::Result<(AmountKey, EntryAmount)> {
    Ok(((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?), EntryAmount::at(row, 4)?))
}

/// Bills on their way into the database. Changes to the lines of what is open are summed up before they are written.
pub(super) struct EntryAmounts<'a> {
    tx: &'a Tx<'a>,
    /// Made when the first bill is kept: most steps change no entry.
    statements: Option<(Prepared<'a>, Prepared<'a>)>,
    /// Open and covered minutes by client, service, rate and rush.
    lines: HashMap<(i64, i64, i64, bool), (i64, i64)>,
    /// Numbers of entries of which nothing is kept: to look for each of a million costs as much as to keep it.
    absent: Vec<(i64, i64)>,
}

impl<'a> EntryAmounts<'a> {
    pub(super) fn new(tx: &'a Tx<'a>) -> Self {
        Self { tx, statements: None, lines: HashMap::new(), absent: Vec::new() }
    }

    /// Where nothing is kept of any entry.
    pub(super) fn of_none(tx: &'a Tx<'a>) -> Self {
        Self { absent: vec![(i64::MIN, i64::MAX)], ..Self::new(tx) }
    }

    /// Keeps what an entry comes to; whether that is something else than before.
    pub(super) fn keep(&mut self, client: i64, bill: &Bill) -> Result<bool> {
        let row = EntryAmount {
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
        let (known, put) = match &mut self.statements {
            Some(made) => made,
            none => none.insert((self.tx.prepare(DOING, KNOWN)?, self.tx.prepare(DOING, PUT)?)),
        };
        let absent = self.absent.iter().any(|(first, last)| (*first..=*last).contains(&bill.entry));
        let old = if absent { None } else { known.maybe([bill.entry], amount_of)? };
        if let Some((at, kept)) = &old
            && *kept == row
            && *at == (client, bill.date, bill.service, bill.rush)
        {
            return Ok(false);
        }
        put.run(rusqlite::params![
            bill.entry,
            client,
            iso(bill.date),
            bill.service,
            bill.rush,
            row.billed,
            row.counted,
            row.covered,
            row.carried,
            row.open,
            row.rate,
            row.rate_row,
            row.agreement,
            row.settled
        ])?;
        if let Some((at, kept)) = &old {
            self.add(at.0, at.2, at.3, kept, -1);
        }
        self.add(client, bill.service, bill.rush, &row, 1);
        Ok(true)
    }

    /// Forgets what an entry came to.
    pub(super) fn forget(&mut self, entry: i64) -> Result<()> {
        let gone = "DELETE FROM entry_amount WHERE entry = ?1 RETURNING client, date, service, rush, billed, counted, covered, carried, open, \
                    rate, rate_row, agreement, settled";
        if let Some((at, row)) = self.tx.maybe(DOING, gone, [entry], amount_of)? {
            self.add(at.0, at.2, at.3, &row, -1);
        }
        Ok(())
    }

    /// Forgets what the entries of a range came to.
    pub(super) fn forget_all(&mut self, first: i64, last: i64) -> Result<()> {
        let tx = self.tx;
        let sql = "SELECT client, date, service, rush, billed, counted, covered, carried, open, rate, rate_row, agreement, settled \
                   FROM entry_amount WHERE entry BETWEEN ?1 AND ?2";
        tx.each(DOING, sql, (first, last), amount_of, |(at, row)| {
            self.add(at.0, at.2, at.3, &row, -1);
            true
        })?;
        self.absent.push((first, last));
        tx.run(DOING, "DELETE FROM entry_amount WHERE entry BETWEEN ?1 AND ?2", (first, last)).map(|_| ())
    }

    fn add(&mut self, client: i64, service: Option<i64>, rush: bool, bill: &EntryAmount, sign: i64) {
        if bill.settled || bill.open == 0 && bill.covered == 0 {
            return;
        }
        let line = self.lines.entry((client, service.unwrap_or(-1), bill.rate.unwrap_or(-1), rush)).or_default();
        line.0 += sign * bill.open;
        line.1 += sign * bill.covered;
    }

    /// Writes the lines that have changed.
    pub(super) fn end(self) -> Result<()> {
        let mut lines: Vec<_> = self.lines.into_iter().filter(|(_, sums)| *sums != (0, 0)).collect();
        lines.sort_unstable();
        for ((client, service, rate, rush), (open, covered)) in lines {
            let sql = "INSERT INTO unbilled(client, service, rate, rush, open, covered) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
                       ON CONFLICT DO UPDATE SET open = open + excluded.open, covered = covered + excluded.covered \
                       RETURNING open, covered";
            let (open, covered) = self.tx.one(DOING, sql, (client, service, rate, rush, open, covered), |r| {
                Ok((r.get::<_, i64>(0)?, r.get::<_, i64>(1)?))
            })?;
            if open < 0 || covered < 0 {
                return Err(Error::fault(DOING, "what is open does not add up: run 'vadash db check'"));
            }
            if open == 0 && covered == 0 {
                let sql = "DELETE FROM unbilled WHERE client = ?1 AND service = ?2 AND rate = ?3 AND rush = ?4";
                self.tx.run(DOING, sql, (client, service, rate, rush))?;
            }
        }
        Ok(())
    }
}
