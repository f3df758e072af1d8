//! Sums of what entries come to, as they are written: by month and by year of what is priced alike, and of each client by day,
//! by week, and by month and tags.
//!
//! They are told what each entry came to and comes to now. Years follow from months, and weeks from days, when all is told.

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, NaiveDate};
use rusqlite::params_from_iter;
use rusqlite::types::Value;

use super::tx::Tx;
use crate::domain::time::iso;
use crate::error::{Error, Result};

const DOING: &str = "adding up";

/// Work that is priced alike: the client, the service, the rate (-1 where there is none), and whether it is rush work.
type Line = [i64; 4];

/// Seconds worked and unpaid, minutes billed, covered, to be paid and on no document.
type LineSums = [i64; 6];

/// The same, and what minutes to be paid and on no document are worth, in sixtieths of a minor unit.
type ClientSums = [i64; 8];

/// The most that an entry weighs where amounts are shared out: a million of them can be added.
pub(super) const MOST: i64 = 1 << 43;

/// What an entry comes to, as it is summed up.
pub(super) struct Summed<'a> {
    /// Its client.
    pub(super) client: i64,
    /// Its day.
    pub(super) date: NaiveDate,
    /// Its service.
    pub(super) service: Option<i64>,
    /// Minor units per hour.
    pub(super) rate: Option<i64>,
    /// Whether it is rush work.
    pub(super) rush: bool,
    /// Its tags.
    pub(super) tags: &'a str,
    /// Seconds worked.
    pub(super) worked: i64,
    /// Those of them that nobody pays.
    pub(super) unpaid: i64,
    /// Minutes billed.
    pub(super) billed: i64,
    /// Minutes covered.
    pub(super) covered: i64,
    /// Minutes to be paid.
    pub(super) open: i64,
    /// Whether it is settled.
    pub(super) settled: bool,
}

/// A table of sums.
struct SumTable {
    name: &'static str,
    /// What it is of, where it does not add up.
    what: &'static str,
    key: &'static [&'static str],
    sums: &'static [&'static str],
}

const UNBILLED: SumTable = SumTable {
    name: "unbilled",
    what: "what is open",
    key: &["client", "service", "rate", "rush"],
    sums: &["open", "covered"],
};
const MONTH: SumTable = SumTable {
    name: "month",
    what: "a month",
    key: &["month", "client", "service", "rate", "rush"],
    sums: &["worked", "unpaid", "billed", "covered", "open", "unbilled"],
};
const YEAR_TOTAL: SumTable = SumTable {
    name: "year_total",
    what: "a year",
    key: &["year", "client", "service", "rate", "rush"],
    sums: MONTH.sums,
};
const DAY_TOTAL: SumTable = SumTable {
    name: "day_total",
    what: "a day",
    key: &["date", "client"],
    sums: &["worked", "unpaid", "billed", "covered", "open", "unbilled", "worth", "unbilled_worth"],
};
const WEEK_TOTAL: SumTable =
    SumTable { name: "week_total", what: "a week", key: &["week", "client"], sums: DAY_TOTAL.sums };
const MONTH_TOTAL: SumTable =
    SumTable { name: "month_total", what: "a client's month", key: &["month", "client", "tags"], sums: DAY_TOTAL.sums };

impl SumTable {
    /// Adds to its rows; a row of which nothing is left goes.
    fn add<K: Ord, const N: usize>(
        &self,
        tx: &Tx<'_>,
        sums: impl IntoIterator<Item = (K, [i64; N])>,
        values: impl Fn(K) -> Vec<Value>,
    ) -> Result<()> {
        let mut changes: Vec<(K, [i64; N])> = sums.into_iter().filter(|(_, sums)| *sums != [0; N]).collect();
        if changes.is_empty() {
            return Ok(());
        }
        changes.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        let Self { name, key, sums, .. } = self;
        let places: Vec<String> = (1..=key.len() + sums.len()).map(|n| format!("?{n}")).collect();
        let more: Vec<String> = sums.iter().map(|sum| format!("{sum} = {sum} + excluded.{sum}")).collect();
        let (keys, columns, places, more) = (key.join(", "), sums.join(", "), places.join(", "), more.join(", "));
        let put = format!(
            "INSERT INTO {name}({keys}, {columns}) VALUES ({places}) ON CONFLICT DO UPDATE SET {more} \
             RETURNING min({columns}), max({columns})"
        );
        let same: Vec<String> = key.iter().zip(1..).map(|(column, n)| format!("{column} = ?{n}")).collect();
        let remove = format!("DELETE FROM {name} WHERE {}", same.join(" AND "));
        let mut put = tx.prepare(DOING, &put)?;
        for (of, sums) in changes {
            let mut given = values(of);
            given.extend(sums.map(Value::Integer));
            let left = put.maybe(params_from_iter(&given), |r| Ok((r.get::<_, i64>(0)?, r.get::<_, i64>(1)?)))?;
            match left {
                Some((0.., 1..)) => {}
                Some((0, 0)) => {
                    tx.run(DOING, &remove, params_from_iter(given.iter().take(key.len())))?;
                }
                _ => {
                    let what = format!("{} does not add up: run 'vadash db check'", self.what);
                    return Err(Error::fault(DOING, what));
                }
            }
        }
        Ok(())
    }
}

/// Changes to all sums, on their way into the database.
#[derive(Default)]
pub(super) struct Totals {
    lines: HashMap<Line, [i64; 2]>,
    months: HashMap<(NaiveDate, Line), LineSums>,
    days: HashMap<(NaiveDate, i64), ClientSums>,
    /// What of them has tags, by month.
    tagged: HashMap<(NaiveDate, i64, String), ClientSums>,
}

fn add_to<const N: usize>(sums: &mut [i64; N], more: [i64; N], sign: i64) {
    for (sum, more) in sums.iter_mut().zip(more) {
        *sum += sign * more;
    }
}

fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

impl Totals {
    /// Adds what an entry comes to; takes it away where the sign is -1.
    pub(super) fn add(&mut self, entry: &Summed<'_>, sign: i64) {
        let Summed { client, date, worked, unpaid, billed, covered, open, settled, .. } = *entry;
        let line = [client, entry.service.unwrap_or(-1), entry.rate.unwrap_or(-1), i64::from(entry.rush)];
        let unbilled = if settled { 0 } else { open };
        let worth = |minutes: i64| minutes.saturating_mul(entry.rate.unwrap_or(0)).min(MOST);
        let month = first_of_month(date);
        let sums = [worked, unpaid, billed, covered, open, unbilled];
        add_to(self.months.entry((month, line)).or_default(), sums, sign);
        let sums = [worked, unpaid, billed, covered, open, unbilled, worth(open), worth(unbilled)];
        add_to(self.days.entry((date, client)).or_default(), sums, sign);
        if !entry.tags.is_empty() {
            add_to(self.tagged.entry((month, client, entry.tags.to_owned())).or_default(), sums, sign);
        }
        if !settled && (open != 0 || covered != 0) {
            add_to(self.lines.entry(line).or_default(), [open, covered], sign);
        }
    }

    /// Writes what has changed.
    pub(super) fn write(self, tx: &Tx<'_>) -> Result<()> {
        let mut years: BTreeMap<(i32, Line), LineSums> = BTreeMap::new();
        for ((month, line), sums) in &self.months {
            add_to(years.entry((month.year(), *line)).or_default(), *sums, 1);
        }
        let mut weeks: BTreeMap<(NaiveDate, i64), ClientSums> = BTreeMap::new();
        // What has no tags is all but what has.
        let mut months: BTreeMap<(NaiveDate, i64, String), ClientSums> = BTreeMap::new();
        for ((date, client), sums) in &self.days {
            let monday = date.week(chrono::Weekday::Mon).first_day();
            add_to(weeks.entry((monday, *client)).or_default(), *sums, 1);
            add_to(months.entry((first_of_month(*date), *client, String::new())).or_default(), *sums, 1);
        }
        for ((month, client, tags), sums) in self.tagged {
            add_to(months.entry((month, client, String::new())).or_default(), sums, -1);
            add_to(months.entry((month, client, tags)).or_default(), sums, 1);
        }
        let line = |start: Option<String>, line: Line| {
            start.map(Value::Text).into_iter().chain(line.map(Value::Integer)).collect::<Vec<_>>()
        };
        let month = |day: NaiveDate| day.format("%Y-%m").to_string();
        UNBILLED.add(tx, self.lines, |of| line(None, of))?;
        MONTH.add(tx, self.months, |(day, of)| line(Some(month(day)), of))?;
        YEAR_TOTAL.add(tx, years, |(year, of)| line(Some(format!("{year:04}")), of))?;
        DAY_TOTAL.add(tx, self.days, |(day, client)| vec![iso(day).into(), client.into()])?;
        WEEK_TOTAL.add(tx, weeks, |(day, client)| vec![iso(day).into(), client.into()])?;
        MONTH_TOTAL.add(tx, months, |(day, client, tags)| vec![month(day).into(), client.into(), tags.into()])
    }
}
