//! What entries come to, as it is written: the amounts of each, and the lines of what is open that follow from them.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use rusqlite::Row;

use super::figures::EntryAmount;
use super::reads::Prepared;
use super::tx::Tx;
use crate::domain::billing::Bill;
use crate::domain::time::iso;
use crate::error::{Error, Result};

const DOING: &str = "adding up";

/// The columns of what is kept of an entry.
macro_rules! columns {
    () => {
        "client, date, service, rush, billed, counted, covered, carried, open, rate, rate_row, agreement, settled, worked, unpaid"
    };
}

const KNOWN: &str = concat!("SELECT ", columns!(), " FROM entry_amount WHERE entry = ?1");

const PUT: &str = concat!(
    "INSERT INTO entry_amount(entry, ",
    columns!(),
    ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16) ON CONFLICT DO UPDATE SET \
     client = excluded.client, date = excluded.date, service = excluded.service, rush = excluded.rush, \
     billed = excluded.billed, counted = excluded.counted, covered = excluded.covered, carried = excluded.carried, \
     open = excluded.open, rate = excluded.rate, rate_row = excluded.rate_row, agreement = excluded.agreement, \
     settled = excluded.settled, worked = excluded.worked, unpaid = excluded.unpaid"
);

/// What is kept of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct KeptAmount {
    client: i64,
    date: NaiveDate,
    service: Option<i64>,
    rush: bool,
    amount: EntryAmount,
    worked: i64,
    unpaid: i64,
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
    })
}

/// A row of what reports read: the first day of a month, the client, the service, the rate and whether it is rush work.
type MonthKey = (NaiveDate, i64, i64, i64, bool);

/// Bills on their way into the database. Changes to the lines of what is open are summed up before they are written.
pub(super) struct EntryAmounts<'a> {
    tx: &'a Tx<'a>,
    /// Made when the first bill is kept: most steps change no entry.
    statements: Option<(Prepared<'a>, Prepared<'a>)>,
    /// Open and covered minutes by client, service, rate and rush.
    lines: HashMap<(i64, i64, i64, bool), (i64, i64)>,
    /// Seconds worked and unpaid, minutes billed, covered, to be paid and on no document, by month.
    months: HashMap<MonthKey, [i64; 6]>,
    /// Seconds worked by day.
    days: HashMap<(NaiveDate, i64), i64>,
    /// Numbers of entries of which nothing is kept: to look for each of a million costs as much as to keep it.
    absent: Vec<(i64, i64)>,
}

impl<'a> EntryAmounts<'a> {
    pub(super) fn new(tx: &'a Tx<'a>) -> Self {
        Self {
            tx,
            statements: None,
            lines: HashMap::new(),
            months: HashMap::new(),
            days: HashMap::new(),
            absent: Vec::new(),
        }
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
        let new = KeptAmount { client, date, service, rush, amount, worked: bill.worked, unpaid: bill.unpaid };
        let (known, put) = match &mut self.statements {
            Some(made) => made,
            none => none.insert((self.tx.prepare(DOING, KNOWN)?, self.tx.prepare(DOING, PUT)?)),
        };
        let absent = self.absent.iter().any(|(first, last)| (*first..=*last).contains(&bill.entry));
        let old = if absent { None } else { known.maybe([bill.entry], kept)? };
        if old == Some(new) {
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
            new.unpaid
        ])?;
        if let Some(old) = &old {
            self.add(old, -1);
        }
        self.add(&new, 1);
        Ok(true)
    }

    /// Forgets what an entry came to.
    pub(super) fn forget(&mut self, entry: i64) -> Result<()> {
        let gone = concat!("DELETE FROM entry_amount WHERE entry = ?1 RETURNING ", columns!());
        if let Some(old) = self.tx.maybe(DOING, gone, [entry], kept)? {
            self.add(&old, -1);
        }
        Ok(())
    }

    /// Forgets what the entries of a range came to.
    pub(super) fn forget_all(&mut self, first: i64, last: i64) -> Result<()> {
        let tx = self.tx;
        let sql = concat!("SELECT ", columns!(), " FROM entry_amount WHERE entry BETWEEN ?1 AND ?2");
        tx.each(DOING, sql, (first, last), kept, |old| {
            self.add(&old, -1);
            true
        })?;
        self.absent.push((first, last));
        tx.run(DOING, "DELETE FROM entry_amount WHERE entry BETWEEN ?1 AND ?2", (first, last)).map(|_| ())
    }

    fn add(&mut self, kept: &KeptAmount, sign: i64) {
        let KeptAmount { client, date, service, rush, amount: bill, worked, unpaid } = kept;
        let (service, rate) = (service.unwrap_or(-1), bill.rate.unwrap_or(-1));
        let month = date.with_day(1).unwrap_or(*date);
        let sums = self.months.entry((month, *client, service, rate, *rush)).or_default();
        let unbilled = if bill.settled { 0 } else { bill.open };
        for (sum, more) in sums.iter_mut().zip([*worked, *unpaid, bill.billed, bill.covered, bill.open, unbilled]) {
            *sum += sign * more;
        }
        *self.days.entry((*date, *client)).or_default() += sign * worked;
        if bill.settled || bill.open == 0 && bill.covered == 0 {
            return;
        }
        let line = self.lines.entry((*client, service, rate, *rush)).or_default();
        line.0 += sign * bill.open;
        line.1 += sign * bill.covered;
    }

    /// Writes the sums that have changed.
    pub(super) fn end(mut self) -> Result<()> {
        self.end_months()?;
        self.end_days()?;
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
                return Err(wrong("what is open"));
            }
            if open == 0 && covered == 0 {
                let sql = "DELETE FROM unbilled WHERE client = ?1 AND service = ?2 AND rate = ?3 AND rush = ?4";
                self.tx.run(DOING, sql, (client, service, rate, rush))?;
            }
        }
        Ok(())
    }

    fn end_months(&mut self) -> Result<()> {
        let mut months: Vec<_> = self.months.drain().filter(|(_, sums)| *sums != [0; 6]).collect();
        months.sort_unstable();
        for ((month, client, service, rate, rush), sums) in months {
            let month = month.format("%Y-%m").to_string();
            let [worked, unpaid, billed, covered, open, unbilled] = sums;
            let sql = "INSERT INTO month(month, client, service, rate, rush, worked, unpaid, billed, covered, open, unbilled) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) ON CONFLICT DO UPDATE SET \
                       worked = worked + excluded.worked, unpaid = unpaid + excluded.unpaid, billed = billed + excluded.billed, \
                       covered = covered + excluded.covered, open = open + excluded.open, unbilled = unbilled + excluded.unbilled \
                       RETURNING min(worked, unpaid, billed, covered, open, unbilled), max(worked, unpaid, billed, covered, open, unbilled)";
            let given = (&month, client, service, rate, rush, worked, unpaid, billed, covered, open, unbilled);
            let (least, most): (i64, i64) = self.tx.one(DOING, sql, given, |r| Ok((r.get(0)?, r.get(1)?)))?;
            if least < 0 {
                return Err(wrong("a month"));
            }
            if most == 0 {
                let sql =
                    "DELETE FROM month WHERE month = ?1 AND client = ?2 AND service = ?3 AND rate = ?4 AND rush = ?5";
                self.tx.run(DOING, sql, (&month, client, service, rate, rush))?;
            }
        }
        Ok(())
    }

    fn end_days(&mut self) -> Result<()> {
        let mut days: Vec<_> = self.days.drain().filter(|(_, worked)| *worked != 0).collect();
        days.sort_unstable();
        for ((date, client), worked) in days {
            let sql = "INSERT INTO day_total(date, client, worked) VALUES (?1, ?2, ?3) \
                       ON CONFLICT DO UPDATE SET worked = worked + excluded.worked RETURNING worked";
            let worked: i64 = self.tx.one(DOING, sql, (date, client, worked), |r| r.get(0))?;
            if worked < 0 {
                return Err(wrong("a day"));
            }
            if worked == 0 {
                self.tx.run(DOING, "DELETE FROM day_total WHERE date = ?1 AND client = ?2", (date, client))?;
            }
        }
        Ok(())
    }
}

fn wrong(what: &str) -> Error {
    Error::fault(DOING, format!("{what} does not add up: run 'vadash db check'"))
}
