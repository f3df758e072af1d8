//! What was worked, summed up for reports: by month out of what is kept, and out of entries where a month is not whole or more is
//! asked than that knows.

use std::collections::BTreeMap;

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
    /// All days together, under the first of them.
    Whole,
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

/// What seconds are summed up by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecondsBy {
    /// By client.
    Client,
    /// By service.
    Service,
    /// By month.
    Month,
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

/// Sums of all days together, those that have all else in common in one.
fn merged(found: Vec<WorkSum>, from: NaiveDate, detail: WorkDetail) -> Vec<WorkSum> {
    if detail != WorkDetail::Whole {
        return found;
    }
    let mut sums: BTreeMap<(i64, Option<i64>, Option<i64>, bool), WorkSum> = BTreeMap::new();
    for more in found {
        let key = (more.client, more.service, more.rate, more.rush);
        let sum = sums.entry(key).or_insert_with(|| WorkSum {
            service: more.service,
            rate: more.rate,
            rush: more.rush,
            ..WorkSum::none(from, more.client)
        });
        sum.worked += more.worked;
        sum.unpaid += more.unpaid;
        sum.billed += more.billed;
        sum.covered += more.covered;
        sum.open += more.open;
        sum.unbilled += more.unbilled;
    }
    sums.into_values().collect()
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
        let (begin, end) = self.kept_months(from, to)?;
        if matches!(detail, WorkDetail::Days | WorkDetail::Tags) || begin >= end {
            return Ok(merged(self.work_of_entries(from, to, client, detail)?, from, detail));
        }
        let mut found = self.work_of_entries(from, plus_days(begin, -1), client, detail)?;
        let day = if detail == WorkDetail::Whole { "min(month)" } else { "month" };
        let more = if detail == WorkDetail::Whole { "" } else { "month, " };
        let sql = format!(
            "SELECT {day} || '-01', client, service, rate, rush, '', sum(worked), sum(unpaid), sum(billed), sum(covered), sum(open), \
             sum(unbilled) FROM month WHERE month >= ?1 AND month < ?2 AND (?3 IS NULL OR client = ?3) \
             GROUP BY {more}client, service, rate, rush ORDER BY {more}client, service, rate, rush"
        );
        let month = |day: NaiveDate| day.format("%Y-%m").to_string();
        found.extend(self.all(DOING, &sql, (month(begin), month(end), client), sum)?);
        found.extend(self.work_of_entries(end, to, client, detail)?);
        Ok(merged(found, from, detail))
    }

    /// The first month that is kept and the day behind the last: before and behind them, entries are read. A month of which no
    /// other day has work is as good as whole.
    fn kept_months(&self, from: NaiveDate, to: NaiveDate) -> Result<(NaiveDate, NaiveDate)> {
        let first_of = |day: NaiveDate| day.with_day(1).unwrap_or(day);
        let next = |day: NaiveDate| first_of(day).checked_add_months(Months::new(1)).unwrap_or(NaiveDate::MAX);
        let begin = if self.is_idle(first_of(from), plus_days(from, -1))? { first_of(from) } else { next(from) };
        let end = if self.is_idle(plus_days(to, 1), plus_days(next(to), -1))? { next(to) } else { first_of(to) };
        Ok((begin, end))
    }

    /// Seconds worked, and those that nobody pays, from a day through another by what is asked: by its number, -1 where there is
    /// no service, and a month as 202607.
    pub fn seconds(
        &self,
        (from, to): (NaiveDate, NaiveDate),
        client: Option<i64>,
        by: SecondsBy,
    ) -> Result<BTreeMap<i64, (i64, i64)>> {
        let mut found: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
        if to < from {
            return Ok(found);
        }
        let mut add = |rows: Vec<(i64, i64, i64)>| {
            for (key, worked, unpaid) in rows {
                let sums = found.entry(key).or_default();
                *sums = (sums.0 + worked, sums.1 + unpaid);
            }
        };
        let row = |r: &Row<'_>| Ok((r.get(0)?, r.get(1)?, r.get(2)?));
        let (kept, entry) = match by {
            SecondsBy::Client => ("client", "b.client"),
            SecondsBy::Service => ("service", "coalesce(b.service, -1)"),
            SecondsBy::Month => {
                ("CAST(replace(month, '-', '') AS INTEGER)", "CAST(replace(substr(e.date, 1, 7), '-', '') AS INTEGER)")
            }
        };
        let (begin, end) = self.kept_months(from, to)?;
        let whole = begin < end;
        if whole {
            let sql = format!(
                "SELECT {kept}, sum(worked), sum(unpaid) FROM month WHERE month >= ?1 AND month < ?2 \
                 AND (?3 IS NULL OR client = ?3) GROUP BY 1"
            );
            let month = |day: NaiveDate| day.format("%Y-%m").to_string();
            add(self.all(DOING, &sql, (month(begin), month(end), client), row)?);
        }
        let rests = if whole { vec![(from, plus_days(begin, -1)), (end, to)] } else { vec![(from, to)] };
        for (from, to) in rests.into_iter().filter(|(from, to)| from <= to) {
            let sql = format!(
                "SELECT {entry}, sum(b.worked), sum(b.unpaid) FROM entry e CROSS JOIN entry_amount b ON b.entry = e.id \
                 WHERE e.date >= ?1 AND e.date <= ?2 AND (?3 IS NULL OR b.client = ?3) GROUP BY 1"
            );
            add(self.all(DOING, &sql, (from, to, client), row)?);
        }
        Ok(found)
    }

    /// Whether no day from one through another has work.
    fn is_idle(&self, from: NaiveDate, to: NaiveDate) -> Result<bool> {
        let sql = "SELECT NOT EXISTS (SELECT 1 FROM day_total WHERE date >= ?1 AND date <= ?2)";
        if to < from { Ok(true) } else { self.one(DOING, sql, (from, to), |r| r.get(0)) }
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
        let sql = "SELECT date, sum(worked) FROM day_total WHERE date >= ?1 AND date <= ?2 GROUP BY date ORDER BY date";
        self.all(DOING, sql, (from, to), |r| Ok((r.get(0)?, r.get(1)?)))
    }

    /// The same of each client.
    pub fn client_days(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<(NaiveDate, i64, i64)>> {
        let sql = "SELECT date, client, worked FROM day_total WHERE date >= ?1 AND date <= ?2 ORDER BY date, client";
        self.all(DOING, sql, (from, to), |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
    }
}
