//! Moments that a cell says by itself.

use chrono::NaiveDate;

use super::clock::read_clock;
use super::date::{DateOrder, read_date};
use super::words::quoted;
use crate::domain::time::Instant;

/// A moment as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stamp {
    /// With an offset, or in UTC.
    At(Instant),
    /// By a calendar and a clock on the wall: a day, and the seconds since its midnight.
    Local(NaiveDate, u32),
}

/// Splits a day from the time behind it: `2026-10-26 09:00`, `10/26/2026 9:00 AM`, `2026-10-26T09:00:00Z`. Without a time, that
/// is empty.
pub fn split_stamp(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| c == 'T' || c.is_whitespace());
    end.map_or((text, ""), |at| (&text[..at], text[at..].trim_start_matches(|c: char| c == 'T' || c.is_whitespace())))
}

/// Reads a day and a time, with an offset (`Z`, `+02:00`, `+0200`) or without: also as `20261026T090000Z`.
pub fn read_stamp(text: &str, order: Option<DateOrder>) -> Result<Stamp, String> {
    let text = text.trim();
    let (day, clock) = split_stamp(text);
    let nothing = || format!("{} is no day with a time", quoted(text));
    if clock.is_empty() {
        return Err(nothing());
    }
    let (clock, offset) = split_offset(clock).ok_or_else(nothing)?;
    let compact = day.len() == 8 && day.bytes().all(|b| b.is_ascii_digit());
    let (day, seconds) = if compact {
        compact_stamp(day, clock).ok_or_else(nothing)?
    } else {
        (read_date(day, order)?, read_clock(clock).ok_or_else(nothing)?)
    };
    Ok(match offset {
        None => Stamp::Local(day, seconds),
        Some(offset) => {
            Stamp::At(Instant::from_utc(day.and_time(chrono::NaiveTime::MIN)) + i64::from(seconds) - i64::from(offset))
        }
    })
}

/// Takes the offset in seconds off a time; nothing if it is none.
fn split_offset(clock: &str) -> Option<(&str, Option<i32>)> {
    if let Some(clock) = clock.strip_suffix(['Z', 'z']) {
        return Some((clock, Some(0)));
    }
    let Some(at) = clock.rfind(['+', '-']) else { return Some((clock, None)) };
    let (sign, digits) = clock[at..].split_at(1);
    let (hours, minutes) = match digits.len() {
        2 => (digits, "00"),
        4 => digits.split_at_checked(2)?,
        5 => digits.split_once(':')?,
        _ => return None,
    };
    let two =
        |text: &str| text.parse::<i32>().ok().filter(|_| text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit()));
    let seconds = two(hours).filter(|h| *h < 24)? * 3600 + two(minutes).filter(|m| *m < 60)? * 60;
    Some((clock[..at].trim_end(), Some(if sign == "-" { -seconds } else { seconds })))
}

/// `20261026` and `0900` or `090000`.
fn compact_stamp(day: &str, clock: &str) -> Option<(NaiveDate, u32)> {
    let part = |text: &str, from: usize, to: usize| {
        let digits = text.get(from..to)?;
        digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse::<u32>().ok()).flatten()
    };
    let date = NaiveDate::from_ymd_opt(i32::try_from(part(day, 0, 4)?).ok()?, part(day, 4, 6)?, part(day, 6, 8)?)?;
    let seconds = match clock.len() {
        4 => 0,
        6 => part(clock, 4, 6).filter(|s| *s < 60)?,
        _ => return None,
    };
    let (hour, minute) = (part(clock, 0, 2).filter(|h| *h < 24)?, part(clock, 2, 4).filter(|m| *m < 60)?);
    Some((date, hour * 3600 + minute * 60 + seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_with_and_without_an_offset() {
        let at = Instant::from_rfc3339("2026-10-26T08:00:00Z").unwrap();
        for text in [
            "2026-10-26T08:00:00Z",
            "2026-10-26 09:00:00+01:00",
            "2026-10-26T09:00:00.250+0100",
            "2026-10-26 04:00 -04",
            "20261026T080000Z",
            "20261026T0800Z",
        ] {
            assert_eq!(read_stamp(text, None), Ok(Stamp::At(at)), "{text}");
        }
        let day = NaiveDate::from_ymd_opt(2026, 10, 26).unwrap();
        for text in
            ["2026-10-26 09:00", "26.10.2026 09:00:00", "10/26/2026 9:00 AM", "2026-10-26  9:00", "20261026T090000"]
        {
            assert_eq!(read_stamp(text, Some(DateOrder::MonthFirst)), Ok(Stamp::Local(day, 32_400)), "{text}");
        }
    }

    #[test]
    fn what_is_no_moment_is_said_to_be_none() {
        for text in [
            "",
            "2026-10-26",
            "2026-10-26T",
            "2026-10-26 25:00",
            "x y",
            "20261326T080000Z",
            "2026-10-26T08:00+1",
            "+0 x",
            "20261026T2460",
            "2026-10-26T08:00:00+99:00",
            "20261026TééZ",
        ] {
            assert!(read_stamp(text, None).is_err(), "{text}");
        }
        assert_eq!(
            read_stamp("3/4/2026 9:00", None).unwrap_err(),
            "3/4/2026 may be 3 April or 4 March: say --dates dmy or mdy"
        );
    }
}
