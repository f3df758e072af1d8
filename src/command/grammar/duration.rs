//! DURATION: `1h30`, `1h30m`, `90m`, `1:30`, `1.5h`, `1,5h`. `m` is always minutes.

use crate::command::grammar::{digits, plain, shown};
use crate::domain::money::half_up;
use crate::domain::time::{hours_minutes, push_two};
use crate::error::{Error, Result};

/// The longest time anyone types: 10,000 hours, in seconds.
const LONGEST: i64 = 10_000 * 3600;

/// Reads a duration as seconds. A bare number is refused: `45` could be minutes or hours.
pub fn read_duration(text: &str) -> Result<i64> {
    let plain = plain(text);
    if decimal(&plain).is_some() && plain.len() <= 12 {
        return Err(Error::problem(format!("{plain} what? type {plain}m or {plain}h")));
    }
    checked(text, parse(&plain))
}

/// Reads a number of hours as seconds: as a duration, but a bare number means hours (`20`, `7.5`).
pub fn read_hours(text: &str) -> Result<i64> {
    let plain = plain(text);
    let seconds = if decimal(&plain).is_some() { parse(&format!("{plain}h")) } else { parse(&plain) };
    checked(text, seconds)
}

/// Seconds as `1:30`, or `1:30:15` where they are no whole minutes.
pub fn write_duration(seconds: i64) -> String {
    let mut text = hours_minutes(seconds / 60);
    if seconds < 0 && seconds > -60 {
        text.insert(0, '-');
    }
    if seconds % 60 != 0 {
        text.push(':');
        push_two(&mut text, u32::try_from(seconds.unsigned_abs() % 60).unwrap_or_default());
    }
    text
}

fn checked(text: &str, seconds: Option<i64>) -> Result<i64> {
    match seconds {
        Some(0) => Err(Error::problem(format!("{} is no time at all: try 15m or 1h30", shown(text)))),
        Some(s) if s > LONGEST => Err(Error::problem(format!("{} is more than 10,000 hours: try 1h30", shown(text)))),
        Some(s) => Ok(s),
        None => Err(Error::problem(format!("{} is no duration: try 1h30, 90m, 1:30 or 1.5h", shown(text)))),
    }
}

fn parse(text: &str) -> Option<i64> {
    if text.contains(':') {
        return with_colons(text);
    }
    let (number, rest) = text.split_at(text.find(|c: char| !c.is_ascii_digit() && !".,".contains(c))?);
    let rest = rest.trim_start();
    let (unit, rest) = rest.split_at(rest.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(rest.len()));
    let (units, one) = decimal(number)?;
    match (unit, rest.trim_start()) {
        ("h" | "hr" | "hrs" | "hour" | "hours", "") => Some(half_up(units * 3600, one)),
        ("h" | "hr" | "hrs" | "hour" | "hours", rest) if one == 1 => {
            let minutes = ["minutes", "minute", "mins", "min", "m"].iter().find_map(|m| rest.strip_suffix(m));
            let minutes = digits(minutes.unwrap_or(rest).trim_end(), 2).filter(|m| *m < 60)?;
            Some(half_up(units * 3600 + i128::from(minutes) * 60, 1))
        }
        ("m" | "min" | "mins" | "minute" | "minutes", "") => Some(half_up(units * 60, one)),
        _ => None,
    }
}

/// `1:30` and `1:30:15`, with or without an `h` behind.
fn with_colons(text: &str) -> Option<i64> {
    let mut parts = text.strip_suffix('h').unwrap_or(text).trim_end().split(':');
    let (hours, one) = decimal(parts.next()?)?;
    let mut sixty = || parts.next().map(|p| digits(p, 2).filter(|n| p.len() == 2 && *n < 60));
    let minutes = sixty()??;
    let seconds = sixty().unwrap_or(Some(0))?;
    let whole = one == 1 && parts.next().is_none();
    whole.then(|| half_up(hours * 3600 + i128::from(minutes * 60 + seconds), 1))
}

/// A number with or without decimals, as a fraction: `1.5` is 15 of 10. Too many digits count as endless.
fn decimal(text: &str) -> Option<(i128, i128)> {
    let (whole, part) = text.split_once(['.', ',']).map_or((text, None), |(whole, part)| (whole, Some(part)));
    let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let part = part.unwrap_or("0");
    if part.is_empty()
        || part.len() > 9
        || text.starts_with(char::is_alphabetic)
        || !all_digits(whole)
        || !all_digits(part)
    {
        return None;
    }
    if whole.is_empty() && !text.starts_with(['.', ',']) {
        return None;
    }
    let part = part.trim_end_matches('0');
    let one = 10_i128.pow(u32::try_from(part.len()).ok()?);
    let whole = if whole.is_empty() { 0 } else { whole.parse().unwrap_or(i64::MAX) };
    Some((i128::from(whole) * one + i128::from(digits(part, 9).unwrap_or(0)), one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        for (text, minutes) in [
            ("1h30", 90),
            ("1h30m", 90),
            ("1h 30m", 90),
            ("1 h 30 min", 90),
            ("90m", 90),
            ("90 min", 90),
            ("1:30", 90),
            ("1:30 h", 90),
            ("1.5h", 90),
            ("1,5h", 90),
            (".5h", 30),
            ("2H", 120),
            ("2 hours", 120),
            ("1h5", 65),
            ("0:05", 5),
            ("10000h", 600_000),
        ] {
            assert_eq!(read_duration(text).ok(), Some(minutes * 60), "{text}");
        }
        assert_eq!(read_duration("0:00:01").ok(), Some(1));
        assert_eq!(read_duration("0.333h").ok(), Some(1199));
    }

    #[test]
    fn what_is_refused() {
        let said = |text| read_duration(text).unwrap_err().to_string();
        assert_eq!(said("45"), "45 what? type 45m or 45h");
        assert_eq!(said("1,5"), "1,5 what? type 1,5m or 1,5h");
        assert_eq!(said("0m"), "'0m' is no time at all: try 15m or 1h30");
        assert_eq!(said("99999999999999999999h"), "'99999999999999999999h' is more than 10,000 hours: try 1h30");
        for text in
            ["", "h", "m", "-1h", "90s", "1h90", "1:3", "1:60", "1:30:", "1.5h30", "1.h", "1h30m5", "1e3h", "١h"]
        {
            assert!(said(text).ends_with("is no duration: try 1h30, 90m, 1:30 or 1.5h"), "{text}");
        }
    }

    #[test]
    fn hours() {
        for (text, minutes) in [("20", 1200), ("7.5", 450), ("7,5", 450), ("10h", 600), ("1:30", 90), ("90m", 90)] {
            assert_eq!(read_hours(text).ok(), Some(minutes * 60), "{text}");
        }
        for text in ["", "0", "-5", "10001", "ten"] {
            assert!(read_hours(text).is_err(), "{text}");
        }
    }

    #[test]
    fn written() {
        assert_eq!(write_duration(5400), "1:30");
        assert_eq!(write_duration(5415), "1:30:15");
        assert_eq!(write_duration(-60), "-0:01");
        assert_eq!(write_duration(-30), "-0:00:30");
    }
}
