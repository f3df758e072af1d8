//! What was worked, summed up for reports: by month out of what is kept, and out of entries where a month is not whole or more is
//! asked than that knows.

use chrono::{Datelike, Months, NaiveDate};
use rusqlite::Row;

use super::reads::Reads;
use crate::domain::time::plus_days;
use crate::error::Result;

const DOING: &str = "adding up what was worked";

/// Work of some days that has all of this in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkSum {
    /// The first day of its month, or its day.
    pub day: NaiveDate,
    /// The client.
    pub client: i64,
    /// The service, if any.
    pub service: Option<i64>,
    /// Minor units per hour, rush included; none if unpriced.
    pub rate: Option<i64>,
    /// Whether it is rush work.
    pub rush: bool,
    /// Its tags, parted by spaces, where they are asked for.
    pub tags: String,
    /// Seconds worked.
    pub worked: i64,
    /// Those of them that nobody pays.
    pub unpaid: i64,
    /// Minutes billed, after rounding.
    pub billed: i64,
    /// Minutes that a retainer or block covers.
    pub covered: i64,
    /// Minutes to be paid at the rate, whether they are on a document or not.
    pub open: i64,
    /// Those of them that are on none.
    pub unbilled: i64,
}

/// How finely work is summed up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkDetail {
    /// By month.
    Months,
    /// By day.
    Days,
    /// By month and tags.
    Tags,
}

impl WorkSum {
    /// None of a client on a day: what it is told under, or what runs, is put into it.
    pub fn none(day: NaiveDate, client: i64) -> Self {
        let (service, rate, rush, tags) = (None, None, false, String::new());
        let (worked, unpaid, billed, covered, open, unbilled) = (0, 0, 0, 0, 0, 0);
        Self { day, client, service, rate, rush, tags, worked, unpaid, billed, covered, open, unbilled }
    }
}

fn sum(row: &Row<'_>) -> rusqlite::Result<WorkSum> {
    let some = |n: i64| (n >= 0).then_some(n);
    Ok(WorkSum {
        day: row.get(0)?,
        client: row.get(1)?,
        service: some(row.get(2)?),
        rate: some(row.get(3)?),
        rush: row.get(4)?,
        tags: row.get(5)?,
        worked: row.get(6)?,
        unpaid: row.get(7)?,
        billed: row.get(8)?,
        covered: row.get(9)?,
        open: row.get(10)?,
        unbilled: row.get(11)?,
    })
}

impl Reads {
    /// What was worked from a day through another, of one client or all.
    pub fn work(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        client: Option<i64>,
        detail: WorkDetail,
    ) -> Result<Vec<WorkSum>> {
        if to < from {
            return Ok(Vec::new());
        }
        // The first whole month and the day behind the last: before and behind them, entries are read.
        let first = from.with_day(1).unwrap_or(from);
        let next = |day: NaiveDate| day.checked_add_months(Months::new(1)).unwrap_or(NaiveDate::MAX);
        let begin = if first == from { first } else { next(first) };
        let end = plus_days(to, 1).with_day(1).unwrap_or(to);
        if detail != WorkDetail::Months || begin >= end {
            return self.work_of_entries(from, to, client, detail);
        }
        let mut found = self.work_of_entries(from, plus_days(begin, -1), client, detail)?;
        let sql = "SELECT month || '-01', client, service, rate, rush, '', worked, unpaid, billed, covered, open, unbilled FROM month \
                   WHERE month >= ?1 AND month < ?2 AND (?3 IS NULL OR client = ?3) ORDER BY month, client, service, rate, rush";
        let month = |day: NaiveDate| day.format("%Y-%m").to_string();
        found.extend(self.all(DOING, sql, (month(begin), month(end), client), sum)?);
        found.extend(self.work_of_entries(end, to, client, detail)?);
        Ok(found)
    }

    fn work_of_entries(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        client: Option<i64>,
        detail: WorkDetail,
    ) -> Result<Vec<WorkSum>> {
        if to < from {
            return Ok(Vec::new());
        }
        let day = if detail == WorkDetail::Days { "e.date" } else { "substr(e.date, 1, 7) || '-01'" };
        let tags = if detail == WorkDetail::Tags { "e.tags" } else { "''" };
        let sql = format!(
            "SELECT {day}, b.client, coalesce(b.service, -1), coalesce(b.rate, -1), b.rush, {tags}, sum(b.worked), sum(b.unpaid), \
             sum(b.billed), sum(b.covered), sum(b.open), sum(CASE b.settled WHEN 0 THEN b.open ELSE 0 END) FROM entry e CROSS JOIN entry_amount b ON b.entry = e.id \
             WHERE e.date >= ?1 AND e.date <= ?2 AND (?3 IS NULL OR b.client = ?3) GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6"
        );
        self.all(DOING, &sql, (from, to, client), sum)
    }

    /// The first day on which a client had work.
    pub fn first_worked(&self, client: i64) -> Result<Option<NaiveDate>> {
        self.one(DOING, "SELECT min(date) FROM entry WHERE client = ?1", [client], |r| r.get(0))
    }

    /// Seconds worked on each day from one through another that had work.
    pub fn day_totals(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<(NaiveDate, i64)>> {
        let sql = "SELECT date, worked FROM day_total WHERE date >= ?1 AND date <= ?2 ORDER BY date";
        self.all(DOING, sql, (from, to), |r| Ok((r.get(0)?, r.get(1)?)))
    }
}
