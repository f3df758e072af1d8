//! What was worked, summed up for reports: out of what is kept of years, months, weeks and days, and out of entries where what is
//! asked by price or tags is no whole month.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate, Weekday};
use rusqlite::Row;

use super::reads::Reads;
use super::totals::MOST;
use crate::domain::money::Currency;
use crate::domain::time::{iso, plus_days};
use crate::error::Result;

const DOING: &str = "adding up what was worked";

/// Work of some days that has all of this in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkSum {
    /// The first day of its month or week, or its day.
    pub day: NaiveDate,
    /// The client.
    pub client: i64,
    /// The service, if any; none where it is told by client alone.
    pub service: Option<i64>,
    /// Minor units per hour, rush included; none if unpriced or where it is told by client alone.
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
    /// Minutes to be paid, whether they are on a document or not.
    pub open: i64,
    /// Those of them that are on none.
    pub unbilled: i64,
    /// What `open` is worth where no price is told, in sixtieths of a minor unit: by that, rounded sums are shared out.
    pub worth: i64,
    /// What `unbilled` is.
    pub unbilled_worth: i64,
}

/// How finely work is summed up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkDetail {
    /// All days together, under the first of them, by client and price.
    Whole,
    /// By month, client and price.
    Lines,
    /// By month and client.
    Months,
    /// By week and client.
    Weeks,
    /// By client and tags.
    Tags,
}

impl WorkSum {
    /// None of a client on a day: what it is told under, or what runs, is put into it.
    pub fn none(day: NaiveDate, client: i64) -> Self {
        let (service, rate, rush, tags) = (None, None, false, String::new());
        let (worked, unpaid, billed, covered, open, unbilled) = (0, 0, 0, 0, 0, 0);
        let (worth, unbilled_worth) = (0, 0);
        Self {
            day,
            client,
            service,
            rate,
            rush,
            tags,
            worked,
            unpaid,
            billed,
            covered,
            open,
            unbilled,
            worth,
            unbilled_worth,
        }
    }
}

/// What seconds are summed up by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecondsBy {
    /// By client.
    Client,
    /// By service.
    Service,
}

/// Days of which sums are kept together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Span {
    Day,
    Week,
    Month,
    Year,
}

impl Span {
    /// The first day of the one that holds a day.
    fn first(self, day: NaiveDate) -> NaiveDate {
        match self {
            Self::Day => day,
            Self::Week => day.week(Weekday::Mon).first_day(),
            Self::Month => day.with_day(1).unwrap_or(day),
            Self::Year => NaiveDate::from_ymd_opt(day.year(), 1, 1).unwrap_or(day),
        }
    }

    /// The first day of the next.
    fn next(self, day: NaiveDate) -> NaiveDate {
        let first = self.first(day);
        match self {
            Self::Day => plus_days(first, 1),
            Self::Week => plus_days(first, 7),
            Self::Month => first.checked_add_months(Months::new(1)).unwrap_or(NaiveDate::MAX),
            Self::Year => first.checked_add_months(Months::new(12)).unwrap_or(NaiveDate::MAX),
        }
    }

    /// As the tables have the one that holds a day.
    fn text(self, day: NaiveDate) -> String {
        let mut text = iso(self.first(day));
        text.truncate(match self {
            Self::Day | Self::Week => text.len(),
            Self::Month => text.len() - 3,
            Self::Year => text.len() - 6,
        });
        text
    }

    /// The table of the sums of clients, and its column of spans; what of a year is kept of none.
    const fn of_clients(self) -> (&'static str, &'static str) {
        match self {
            Self::Day => ("day_total", "date"),
            Self::Week => ("week_total", "week"),
            Self::Month | Self::Year => ("month_total", "month"),
        }
    }

    /// The same of the sums by price; none of days and weeks.
    const fn of_lines(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Day | Self::Week => None,
            Self::Month => Some(("month", "month")),
            Self::Year => Some(("year_total", "year")),
        }
    }
}

/// Some days: as what they are kept, the first and the last.
type Piece = (Span, NaiveDate, NaiveDate);

/// By what sums are one: the client, the service, the rate, whether it is rush work, and the tags.
type Line = (i64, Option<i64>, Option<i64>, bool, String);

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
        worth: row.get(12)?,
        unbilled_worth: row.get(13)?,
    })
}

/// Sums of all days together, those that have all else in common in one.
fn merged(found: Vec<WorkSum>, from: NaiveDate) -> Vec<WorkSum> {
    let mut sums: BTreeMap<Line, WorkSum> = BTreeMap::new();
    for more in found {
        let key = (more.client, more.service, more.rate, more.rush, more.tags);
        let sum = sums.entry(key).or_insert_with_key(|(client, service, rate, rush, tags)| WorkSum {
            service: *service,
            rate: *rate,
            rush: *rush,
            tags: tags.clone(),
            ..WorkSum::none(from, *client)
        });
        sum.worked += more.worked;
        sum.unpaid += more.unpaid;
        sum.billed += more.billed;
        sum.covered += more.covered;
        sum.open += more.open;
        sum.unbilled += more.unbilled;
        sum.worth += more.worth;
        sum.unbilled_worth += more.unbilled_worth;
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
        let spans: &[Span] = match detail {
            WorkDetail::Whole => &[Span::Year, Span::Month],
            WorkDetail::Lines | WorkDetail::Months | WorkDetail::Tags => &[Span::Month],
            WorkDetail::Weeks => &[Span::Week],
        };
        let mut found = Vec::new();
        for piece in self.pieces(spans, from, to)? {
            found.extend(match detail {
                WorkDetail::Whole | WorkDetail::Lines => self.priced(piece, client, detail)?,
                WorkDetail::Tags => self.tags_of(piece, client)?,
                WorkDetail::Months | WorkDetail::Weeks => self.clients_of(piece, client)?,
            });
        }
        Ok(if matches!(detail, WorkDetail::Whole | WorkDetail::Tags) { merged(found, from) } else { found })
    }

    /// Some days in the largest spans that are kept of them, and what is left as days. A span of which no other day has work is
    /// as good as whole.
    fn pieces(&self, spans: &[Span], from: NaiveDate, to: NaiveDate) -> Result<Vec<Piece>> {
        if to < from {
            return Ok(Vec::new());
        }
        let Some((span, finer)) = spans.split_first() else { return Ok(vec![(Span::Day, from, to)]) };
        let (first, next) = (span.first(from), span.next(to));
        let begin = if self.is_idle(first, plus_days(from, -1))? { first } else { span.next(from) };
        let end = if self.is_idle(plus_days(to, 1), plus_days(next, -1))? { next } else { span.first(to) };
        if begin >= end {
            return self.pieces(finer, from, to);
        }
        let mut found = self.pieces(finer, from, plus_days(begin, -1))?;
        found.push((*span, begin, plus_days(end, -1)));
        found.extend(self.pieces(finer, end, to)?);
        Ok(found)
    }

    /// Whether no day from one through another has work.
    fn is_idle(&self, from: NaiveDate, to: NaiveDate) -> Result<bool> {
        let sql = "SELECT NOT EXISTS (SELECT 1 FROM day_total WHERE date >= ?1 AND date <= ?2)";
        if to < from { Ok(true) } else { self.one(DOING, sql, (from, to), |r| r.get(0)) }
    }

    /// By price; of all days together or by month.
    fn priced(&self, (span, from, to): Piece, client: Option<i64>, detail: WorkDetail) -> Result<Vec<WorkSum>> {
        let Some((table, of)) = span.of_lines() else {
            return self.entries_of((from, to), client, detail);
        };
        let (day, by) = if detail == WorkDetail::Whole { ("min", "") } else { ("", "1, ") };
        let rest = if span == Span::Year { "-01-01" } else { "-01" };
        let sql = format!(
            "SELECT {day}({of}) || '{rest}', client, service, rate, rush, '', sum(worked), sum(unpaid), sum(billed), sum(covered), sum(open), \
             sum(unbilled), 0, 0 FROM {table} \
             WHERE {of} >= ?1 AND {of} <= ?2 AND (?3 IS NULL OR client = ?3) \
             GROUP BY {by}client, service, rate, rush ORDER BY {by}client, service, rate, rush"
        );
        self.all(DOING, &sql, (span.text(from), span.text(to), client), sum)
    }

    /// By client and tags.
    fn tags_of(&self, (span, from, to): Piece, client: Option<i64>) -> Result<Vec<WorkSum>> {
        if span != Span::Month {
            return self.entries_of((from, to), client, WorkDetail::Tags);
        }
        let sql = "SELECT min(month) || '-01', client, -1, -1, 0, tags, sum(worked), sum(unpaid), sum(billed), sum(covered), \
                   sum(open), sum(unbilled), sum(worth), sum(unbilled_worth) FROM month_total \
                   WHERE month >= ?1 AND month <= ?2 AND (?3 IS NULL OR client = ?3) GROUP BY client, tags";
        self.all(DOING, sql, (span.text(from), span.text(to), client), sum)
    }

    /// By client, of each of the spans.
    fn clients_of(&self, (span, from, to): Piece, client: Option<i64>) -> Result<Vec<WorkSum>> {
        let (table, of) = span.of_clients();
        let day = if span == Span::Month { "month || '-01'" } else { of };
        let sql = format!(
            "SELECT {day}, client, -1, -1, 0, '', sum(worked), sum(unpaid), sum(billed), sum(covered), sum(open), sum(unbilled), \
             sum(worth), sum(unbilled_worth) FROM {table} WHERE {of} >= ?1 AND {of} <= ?2 AND (?3 IS NULL OR client = ?3) \
             GROUP BY {of}, client ORDER BY {of}, client"
        );
        self.all(DOING, &sql, (span.text(from), span.text(to), client), sum)
    }

    /// Out of entries, by client and tags or by price.
    fn entries_of(
        &self,
        (from, to): (NaiveDate, NaiveDate),
        client: Option<i64>,
        detail: WorkDetail,
    ) -> Result<Vec<WorkSum>> {
        let (by, worth, group) = if detail == WorkDetail::Tags {
            let worth = format!("min(b.open * coalesce(b.rate, 0), {MOST})");
            ("min(e.date), b.client, -1, -1, 0, b.tags", worth, "b.client, b.tags")
        } else {
            let line =
                "substr(e.date, 1, 7) || '-01', b.client, coalesce(b.service, -1), coalesce(b.rate, -1), b.rush, ''";
            (line, "0".to_owned(), "1, 2, 3, 4, 5")
        };
        let open = |what: &str| format!("sum(CASE b.settled WHEN 0 THEN {what} ELSE 0 END)");
        let (unbilled, unbilled_worth) = (open("b.open"), open(&worth));
        let sql = format!(
            "SELECT {by}, sum(b.worked), sum(b.unpaid), sum(b.billed), sum(b.covered), sum(b.open), {unbilled}, sum({worth}), \
             {unbilled_worth} FROM entry e CROSS JOIN entry_amount b ON b.entry = e.id \
             WHERE e.date >= ?1 AND e.date <= ?2 AND (?3 IS NULL OR b.client = ?3) GROUP BY {group} ORDER BY {group}"
        );
        self.all(DOING, &sql, (from, to, client), sum)
    }

    /// Seconds worked, and those that nobody pays, from a day through another by what is asked: by its number, -1 where there is
    /// no service.
    pub fn seconds(
        &self,
        (from, to): (NaiveDate, NaiveDate),
        client: Option<i64>,
        by: SecondsBy,
    ) -> Result<BTreeMap<i64, (i64, i64)>> {
        let mut found: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
        let (spans, column): (&[Span], _) = match by {
            SecondsBy::Client => (&[Span::Month], "client"),
            SecondsBy::Service => (&[Span::Year, Span::Month], "service"),
        };
        for (span, from, to) in self.pieces(spans, from, to)? {
            let kept = if by == SecondsBy::Client { Some(span.of_clients()) } else { span.of_lines() };
            let sql = match kept {
                Some((table, of)) => format!(
                    "SELECT {column}, sum(worked), sum(unpaid) FROM {table} WHERE {of} >= ?1 AND {of} <= ?2 \
                     AND (?3 IS NULL OR client = ?3) GROUP BY 1"
                ),
                None => "SELECT coalesce(b.service, -1), sum(b.worked), sum(b.unpaid) FROM entry e \
                         CROSS JOIN entry_amount b ON b.entry = e.id \
                         WHERE e.date >= ?1 AND e.date <= ?2 AND (?3 IS NULL OR b.client = ?3) GROUP BY 1"
                    .to_owned(),
            };
            let row = |r: &Row<'_>| Ok((r.get(0)?, r.get::<_, i64>(1)?, r.get::<_, i64>(2)?));
            for (key, worked, unpaid) in self.all(DOING, &sql, (span.text(from), span.text(to), client), row)? {
                let sums = found.entry(key).or_default();
                *sums = (sums.0 + worked, sums.1 + unpaid);
            }
        }
        Ok(found)
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

    /// What minutes on no document are worth of each day that has some, of the clients who pay in a currency: in sixtieths of
    /// a minor unit.
    pub fn day_worths(&self, from: NaiveDate, to: NaiveDate, currency: Currency) -> Result<Vec<(NaiveDate, i64)>> {
        let sql = "SELECT date, sum(unbilled_worth) FROM day_total d CROSS JOIN client c ON c.id = d.client \
                   WHERE date >= ?1 AND date <= ?2 AND unbilled_worth > 0 AND c.currency = ?3 GROUP BY date ORDER BY date";
        self.all(DOING, sql, (from, to, currency), |r| Ok((r.get(0)?, r.get(1)?)))
    }
}
