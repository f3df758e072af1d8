//! What is days by itself: a date, a week, a month, a quarter, a year, so many days back or ahead.

use chrono::{Datelike, Months, NaiveDate, Weekday};

use crate::command::grammar::date::read_date;
use crate::command::grammar::named::{month as month_named, weekday};
use crate::command::grammar::{Now, Toward, digits};
use crate::domain::time::{plus_days, plus_months};

/// A first and a last day.
pub(crate) type DayRun = (NaiveDate, NaiveDate);

/// Years before and after this one in which days without a year are looked for: 29 February is at most eight away.
const YEARS: i32 = 8;

/// What is open in a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Float {
    /// Nothing.
    No,
    /// Which week.
    Weekday,
    /// Which year.
    Year,
}

/// Everything that a part may mean, in order of time; one run of days if nothing is open.
#[derive(Debug)]
pub(crate) struct RangePart {
    pub(crate) float: Float,
    pub(crate) runs: Vec<DayRun>,
}

impl RangePart {
    /// Reads a part of a range out of text that was made plain.
    pub(crate) fn read(text: &str, now: &Now) -> Option<Self> {
        let today = now.today();
        if let Some(run) = spoken(text, today).or_else(|| counted(text, today)).or_else(|| numbered(text)) {
            return Some(Self::fixed(run));
        }
        named(text, today).or_else(|| day(text, now))
    }

    fn fixed(run: DayRun) -> Self {
        Self { float: Float::No, runs: vec![run] }
    }

    /// The same in each year about.
    fn yearly(today: NaiveDate, of: impl Fn(i32) -> Option<DayRun>) -> Option<Self> {
        let year = today.year();
        let runs: Vec<DayRun> = (year - YEARS..=year + YEARS).filter_map(of).collect();
        (!runs.is_empty()).then_some(Self { float: Float::Year, runs })
    }
}

/// A date, whose own reader says by its two directions what is open.
fn day(text: &str, now: &Now) -> Option<RangePart> {
    if let Some(name) = text.strip_prefix("last ")
        && let Some(day) = weekday(name)
    {
        let back = i64::from((now.today().weekday().days_since(day) + 6) % 7 + 1);
        let date = plus_days(now.today(), -back);
        return Some(RangePart::fixed((date, date)));
    }
    let read = |toward| read_date(text, now, toward).ok();
    let (back, ahead) = (read(Toward::Past), read(Toward::Future));
    let (back, ahead) = (back.or(ahead)?, ahead.or(back)?);
    match (ahead - back).num_days() {
        ..=0 => Some(RangePart::fixed((back, back))),
        1..=7 => {
            let days = [plus_days(back, -7), back, ahead, plus_days(ahead, 7)];
            Some(RangePart { float: Float::Weekday, runs: days.map(|day| (day, day)).to_vec() })
        }
        _ => RangePart::yearly(now.today(), |year| back.with_year(year).map(|day| (day, day))),
    }
}

/// `last week`, `this month`, `next quarter`, `year`.
fn spoken(text: &str, today: NaiveDate) -> Option<DayRun> {
    let (which, unit) = text.split_once(' ').unwrap_or(("this", text));
    let by = match which {
        "this" | "current" => 0,
        "last" | "previous" => -1,
        "next" | "coming" => 1,
        _ => return None,
    };
    let monday = plus_days(today, -i64::from(today.weekday().num_days_from_monday()));
    let first = today.with_day(1)?;
    match unit {
        "week" => Some((plus_days(monday, by * 7), plus_days(monday, by * 7 + 6))),
        "weekend" => Some((plus_days(monday, by * 7 + 5), plus_days(monday, by * 7 + 6))),
        "month" => months(plus_months(first, by), 1),
        "quarter" => months(plus_months(first.with_month(first.month0() / 3 * 3 + 1)?, by * 3), 3),
        "year" => months(plus_months(first.with_month(1)?, by * 12), 12),
        _ => None,
    }
}

/// `last 7 days`, `past 2 weeks`, `next 3 months`: up to today, or from today on.
fn counted(text: &str, today: NaiveDate) -> Option<DayRun> {
    let words: Vec<&str> = text.split(' ').collect();
    let [which, count, unit] = words.as_slice() else { return None };
    let back = match *which {
        "last" | "past" | "previous" => true,
        "next" | "coming" => false,
        _ => return None,
    };
    let count = i64::from(digits(count, 4).filter(|n| *n > 0)?);
    let sign = if back { -1 } else { 1 };
    let far = match unit.strip_suffix('s').unwrap_or(unit) {
        "day" => plus_days(today, sign * count),
        "week" => plus_days(today, sign * count * 7),
        "month" => plus_months(today, sign * count),
        "year" => plus_months(today, sign * count * 12),
        _ => return None,
    };
    Some(if back { (plus_days(far, 1), today) } else { (today, plus_days(far, -1)) })
}

/// `2026`, `2026-06`, `06/2026`, `2026-w25`.
fn numbered(text: &str) -> Option<DayRun> {
    if let Some(year) = year(text) {
        return months(NaiveDate::from_ymd_opt(year, 1, 1)?, 12);
    }
    if let Some((a, week)) = text.split_once("-w") {
        let monday = NaiveDate::from_isoywd_opt(year(a)?, digits(week, 2)?, Weekday::Mon)?;
        return Some((monday, plus_days(monday, 6)));
    }
    let month = |year: i32, month: &str| months(NaiveDate::from_ymd_opt(year, digits(month, 2)?, 1)?, 1);
    if let Some((a, b)) = text.split_once('-')
        && let Some(year) = year(a)
    {
        return month(year, b).or_else(|| quarter(b).and_then(|q| months(NaiveDate::from_ymd_opt(year, q, 1)?, 3)));
    }
    text.split_once(['/', '.']).and_then(|(a, b)| month(year(b)?, a))
}

/// `june`, `june 2025`, `q2`, `q2 2025`, `week 25`.
fn named(text: &str, today: NaiveDate) -> Option<RangePart> {
    if let Some(number) = text.strip_prefix("week ").or_else(|| text.strip_prefix('w')).and_then(|n| digits(n, 2)) {
        return RangePart::yearly(today, |year| {
            let monday = NaiveDate::from_isoywd_opt(year, number, Weekday::Mon)?;
            Some((monday, plus_days(monday, 6)))
        });
    }
    let (name, typed) = match text.split_once(' ') {
        Some((name, of)) => (name, Some(year(of)?)),
        None => (text, None),
    };
    let (first, length) = month_named(name).map(|m| (m, 1)).or_else(|| quarter(name).map(|m| (m, 3)))?;
    let of = |year: i32| months(NaiveDate::from_ymd_opt(year, first, 1)?, length);
    match typed {
        Some(year) => Some(RangePart::fixed(of(year)?)),
        None => RangePart::yearly(today, of),
    }
}

/// So many whole months.
fn months(first: NaiveDate, count: u32) -> Option<DayRun> {
    Some((first, first.checked_add_months(Months::new(count))?.pred_opt()?))
}

fn year(text: &str) -> Option<i32> {
    let year = digits(text, 4).filter(|y| text.len() == 4 && (1900..3000).contains(y))?;
    i32::try_from(year).ok()
}

/// The first month of `q2`.
fn quarter(text: &str) -> Option<u32> {
    let number = digits(text.strip_prefix('q')?, 1)?;
    (1..=4).contains(&number).then(|| number * 3 - 2)
}
