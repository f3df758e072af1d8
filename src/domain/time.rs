//! Instants, civil dates and durations.

use std::fmt;
use std::ops::{Add, Sub};

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc, Weekday};
use serde::{Deserialize, Serialize};

/// A moment in UTC, in whole seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(pub i64);

impl Instant {
    /// The instant of a UTC wall-clock reading.
    pub fn from_utc(utc: NaiveDateTime) -> Self {
        Self(utc.and_utc().timestamp())
    }

    /// The UTC wall-clock reading; years outside chrono's range are clamped to its ends.
    pub fn utc(self) -> NaiveDateTime {
        let end = if self.0 < 0 { DateTime::<Utc>::MIN_UTC } else { DateTime::<Utc>::MAX_UTC };
        DateTime::from_timestamp(self.0, 0).unwrap_or(end).naive_utc()
    }

    /// Reads RFC 3339 with an offset or `Z`; fractions of a second are dropped.
    pub fn from_rfc3339(text: &str) -> Option<Self> {
        DateTime::parse_from_rfc3339(text).ok().map(|t| Self(t.timestamp()))
    }
}

impl Add<i64> for Instant {
    type Output = Self;
    /// Moves by seconds.
    fn add(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }
}

impl Sub<i64> for Instant {
    type Output = Self;
    /// Moves back by seconds.
    fn sub(self, seconds: i64) -> Self {
        Self(self.0.saturating_sub(seconds))
    }
}

impl Sub for Instant {
    type Output = i64;
    /// Seconds between two instants.
    fn sub(self, other: Self) -> i64 {
        self.0.saturating_sub(other.0)
    }
}

impl fmt::Display for Instant {
    /// RFC 3339 in UTC: `2026-06-22T07:00:00Z`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}Z", iso_time(self.utc()))
    }
}

/// `date + days`, clamped to the calendar chrono can hold.
pub fn plus_days(date: NaiveDate, days: i64) -> NaiveDate {
    let end = if days < 0 { NaiveDate::MIN } else { NaiveDate::MAX };
    chrono::TimeDelta::try_days(days).and_then(|d| date.checked_add_signed(d)).unwrap_or(end)
}

/// `date + months`, the day clamped to the length of the month it lands in.
pub fn plus_months(date: NaiveDate, months: i64) -> NaiveDate {
    let count = chrono::Months::new(u32::try_from(months.unsigned_abs()).unwrap_or(u32::MAX));
    if months < 0 {
        date.checked_sub_months(count).unwrap_or(NaiveDate::MIN)
    } else {
        date.checked_add_months(count).unwrap_or(NaiveDate::MAX)
    }
}

/// Monday to Friday.
pub fn is_workday(date: NaiveDate) -> bool {
    !matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Workdays (Monday to Friday) in `[from, to)`.
pub fn workdays(from: NaiveDate, to: NaiveDate) -> i64 {
    let days = (to - from).num_days();
    if days <= 0 {
        return 0;
    }
    let first = i64::from(from.weekday().num_days_from_monday());
    let rest = (0..days % 7).filter(|d| (first + d) % 7 < 5).count();
    days / 7 * 5 + i64::try_from(rest).unwrap_or(0)
}

/// A time of day as `09:30`.
pub fn clock(time: NaiveTime) -> String {
    let mut text = String::with_capacity(5);
    push_two(&mut text, time.hour());
    text.push(':');
    push_two(&mut text, time.minute());
    text
}

/// In how many days, as one says it: `today`, `tomorrow`, `in 3 days`; what lies behind is today's.
pub fn in_days(days: i64) -> String {
    match days {
        ..=0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        _ => format!("in {days} days"),
    }
}

/// Minutes as hours and minutes, `12:15`; a minus sign in front of a deficit.
pub fn hours_minutes(minutes: i64) -> String {
    let m = minutes.unsigned_abs();
    let mut text = (m / 60).to_string();
    if minutes < 0 {
        text.insert(0, '-');
    }
    text.push(':');
    push_two(&mut text, u32::try_from(m % 60).unwrap_or_default());
    text
}

/// Adds the last two digits of a number. Lists are long: to go through `format!` costs ten times as much.
pub fn push_two(text: &mut String, number: u32) {
    for digit in [number / 10 % 10, number % 10] {
        text.push(char::from_digit(digit, 10).unwrap_or('0'));
    }
}

/// A day as people read it: `Fri 24 Jul`, with the year where that is not this one.
pub fn day_text(date: NaiveDate, today: NaiveDate) -> String {
    date.format(if date.year() == today.year() { "%a %-d %b" } else { "%a %-d %b %Y" }).to_string()
}

/// A date as it is typed: `2026-06-22`.
pub fn iso(date: NaiveDate) -> String {
    let Ok(year @ 0..=9999) = u32::try_from(date.year()) else { return date.to_string() };
    let mut text = String::with_capacity(10);
    push_two(&mut text, year / 100);
    push_two(&mut text, year);
    for part in [date.month(), date.day()] {
        text.push('-');
        push_two(&mut text, part);
    }
    text
}

/// A date and a time as they are kept: `2026-06-22T09:30:00`.
pub fn iso_time(at: NaiveDateTime) -> String {
    if at.nanosecond() > 0 {
        return format!("{at:?}");
    }
    let mut text = iso(at.date());
    text.reserve(9);
    for (before, part) in [('T', at.hour()), (':', at.minute()), (':', at.second())] {
        text.push(before);
        push_two(&mut text, part);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_written_as_the_formatter_would() {
        for minutes in [-6001, -61, -60, -1, 0, 1, 59, 60, 61, 605, 600_000] {
            let (sign, m) = (if minutes < 0 { "-" } else { "" }, i64::abs(minutes));
            assert_eq!(hours_minutes(minutes), format!("{sign}{}:{:02}", m / 60, m % 60));
        }
        for date in ["0001-01-01", "0999-12-31", "2026-06-02", "9999-10-10"] {
            assert_eq!(iso(day(date)), date);
        }
        assert_eq!(iso(NaiveDate::MAX), NaiveDate::MAX.to_string());
        for time in ["0001-01-01T00:00:00", "2026-06-02T07:05:59", "9999-10-10T23:59:60"] {
            assert_eq!(iso_time(time.parse().unwrap()), time);
        }
        assert_eq!(iso_time(NaiveDateTime::MAX), format!("{:?}", NaiveDateTime::MAX));
        assert_eq!(clock(NaiveTime::from_hms_opt(7, 5, 59).unwrap()), "07:05");
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn workdays_agree_with_counting_them() {
        for start in 0..14 {
            for length in 0..40 {
                let from = plus_days(day("2026-06-01"), start);
                let to = plus_days(from, length);
                let counted = from.iter_days().take_while(|d| *d < to).filter(|d| is_workday(*d)).count();
                assert_eq!(workdays(from, to), i64::try_from(counted).unwrap(), "{from}..{to}");
            }
        }
    }

    #[test]
    fn months_clamp_to_the_last_day() {
        assert_eq!(plus_months(day("2026-01-31"), 1), day("2026-02-28"));
        assert_eq!(plus_months(day("2026-01-31"), 2), day("2026-03-31"));
        assert_eq!(plus_months(day("2026-03-31"), -1), day("2026-02-28"));
    }

    #[test]
    fn instants_print_as_utc() {
        assert_eq!(Instant(0).to_string(), "1970-01-01T00:00:00Z");
        assert_eq!(Instant::from_rfc3339("2026-06-22T09:00:00+02:00"), Some(Instant(1_782_111_600)));
    }
}
