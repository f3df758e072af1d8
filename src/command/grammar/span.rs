//! RANGE: `9-10:30`, `9:00-10:30`, `22:30-0:15`, `9-now`; and what was worked, a duration or a range.

use chrono::{NaiveDate, Timelike};

use crate::command::grammar::clock::{Clock, clock_text};
use crate::command::grammar::date::write_date;
use crate::command::grammar::duration::read_duration;
use crate::command::grammar::{Now, Toward, clock, date, plain, shown};
use crate::domain::time::{Instant, plus_days};
use crate::domain::zone::{Reading, Zone};
use crate::error::{Error, Result};

/// A range of clock times, with the day it begins on if one was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockRange {
    /// The day it begins on.
    pub day: Option<NaiveDate>,
    /// When it begins.
    pub start: Clock,
    /// When it ends.
    pub end: RangeEnd,
}

/// The end of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RangeEnd {
    /// `now`.
    Now,
    /// `24:00`: where the day ends.
    Midnight,
    /// A time on the day it begins, or past midnight on the next.
    Clock(Clock),
    /// A time on a day of its own.
    Dated(NaiveDate, Clock),
    /// So many seconds after it begins.
    Lasting(i64),
}

/// What was worked, as it was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypedWork {
    /// So many seconds, no clock times known.
    Duration(i64),
    /// From one moment to another.
    Range(Instant, Instant),
}

impl ClockRange {
    /// Whether the end is past the midnight behind the start.
    pub fn is_overnight(&self) -> bool {
        match self.end {
            RangeEnd::Clock(end) if self.start.offset.is_none() || end.offset.is_none() => end.time <= self.start.time,
            _ => false,
        }
    }

    /// Returns the two instants when the range begins on `day`.
    pub fn on(&self, day: NaiveDate, now: &Now) -> Result<(Instant, Instant)> {
        let start = self.start.on(day, &now.zone)?;
        let next = plus_days(day, 1);
        let end = match self.end {
            RangeEnd::Now => now.at,
            RangeEnd::Midnight => now.zone.start_of(next),
            RangeEnd::Dated(day, clock) => clock.on(day, &now.zone)?,
            RangeEnd::Lasting(seconds) => start + seconds,
            RangeEnd::Clock(clock) if clock == self.start => start,
            RangeEnd::Clock(clock) => {
                let same_day = if self.is_overnight() { None } else { Some(clock.on(day, &now.zone)?) };
                match same_day.filter(|end| *end > start) {
                    Some(end) => end,
                    None => {
                        let end = clock.on(next, &now.zone)?;
                        clock::check_night(start, end, now)?;
                        end
                    }
                }
            }
        };
        if end <= start {
            let end = if end == start { "where it begins" } else { "before it begins" };
            return Err(Error::problem(format!("the range ends {end}: type a later end, like 9-10:30")));
        }
        Ok((start, end))
    }
}

/// Reads a range of clock times, with or without a day in front (`yesterday 9-10`).
///
/// An end with `am` or `pm` gives its half to a bare start where that keeps the order: `1-3pm`, but `9-5pm`.
pub fn read_span(text: &str, now: &Now, toward: Toward) -> Result<ClockRange> {
    parse(&plain(text), now, toward)
        .ok_or_else(|| Error::problem(format!("{} is no range: try 9-10:30, 22:30-0:15 or 9-now", shown(text))))
}

/// Reads what was worked: a duration, or a range that has ended.
///
/// A range without a day is today's; one that runs past midnight ended today. `on` is the day
/// named elsewhere, as by `--on`.
pub fn read_work(text: &str, now: &Now, on: Option<NaiveDate>) -> Result<TypedWork> {
    let plain = plain(text);
    let Some(span) = parse(&plain, now, Toward::Done) else {
        let wrong = read_duration(text);
        return match wrong {
            Err(_) if plain.contains('-') || !plain.contains(|c: char| c.is_ascii_digit()) => Err(Error::problem(
                format!("{} is neither a duration nor a range: try 1h30, 90m, 1:30 or 9-10:30", shown(text)),
            )),
            read => read.map(TypedWork::Duration),
        };
    };
    let to_come = span.day.filter(|day| *day > now.today());
    if let Some(day) = to_come {
        let mut words = plain.match_indices(' ').map(|(at, _)| &plain[..at]);
        let words = words.rfind(|words| date::parse(words, now.today(), Toward::Done) == Some(day));
        return Err(date::to_come(words.unwrap_or(&plain), day, now.today()));
    }
    if let (Some(day), Some(on)) = (span.day, on.filter(|on| span.day != Some(*on))) {
        let (day, on) = (write_date(day), write_date(on));
        return Err(Error::problem(format!("the range is on {day} but the day given is {on}: type the day only once")));
    }
    let (start, end) = match (span.day.or(on), span.end) {
        (Some(day), _) => span.on(day, now)?,
        (None, RangeEnd::Now) => (span.start.nearest(now, Toward::Done)?, now.at),
        (None, _) => span.on(plus_days(now.today(), -i64::from(span.is_overnight())), now)?,
    };
    if end > now.at {
        let over = write_date(now.zone.date(end));
        return Err(Error::problem(format!(
            "{} is not over before {over} {}: end it with -now, or name an earlier day, like yesterday 9-10:30",
            shown(text),
            clock_text(now.zone.local(end).time())
        )));
    }
    if end <= start {
        return Err(Error::problem("the range has no length: type an earlier start, like 9-now"));
    }
    Ok(TypedWork::Range(start, end))
}

/// Two moments as `2026-06-22 09:00-10:30`, or with a date at both ends where that alone would do.
pub fn write_range(start: Instant, end: Instant, zone: &Zone) -> String {
    let (from, to) = (zone.local(start), zone.local(end));
    let once = zone.read(from) == Reading::Once(start) && zone.read(to) == Reading::Once(end);
    let same_day = to.date() == from.date() && to.time() > from.time();
    let overnight = to.date() == plus_days(from.date(), 1) && to.time() < from.time() && end - start <= clock::NIGHT;
    if once && (same_day || overnight) {
        return format!("{} {}-{}", write_date(from.date()), clock_text(from.time()), clock_text(to.time()));
    }
    format!("{} - {}", clock::write_time(start, zone), clock::write_time(end, zone))
}

pub(crate) fn parse(text: &str, now: &Now, toward: Toward) -> Option<ClockRange> {
    let day_then_clocks = || {
        text.match_indices(' ').find_map(|(at, _)| {
            let day = date::parse(&text[..at], now.today(), toward)?;
            Some(ClockRange { day: Some(day), ..parse_clocks(&text[at + 1..])? })
        })
    };
    let both_dated = || {
        let (start, end) = text.split_once(" - ")?;
        let (day, start) = clock::parse_dated(start, now, toward)?;
        let dated = || clock::parse_dated(end, now, toward).map(|(day, clock)| RangeEnd::Dated(day, clock));
        Some(ClockRange { day: Some(day), start, end: read_end(end).or_else(dated)? })
    };
    parse_clocks(text).or_else(day_then_clocks).or_else(both_dated)
}

/// Reads a range of clock times and nothing else.
pub(crate) fn parse_clocks(text: &str) -> Option<ClockRange> {
    let (from, to) = text.split_once('-')?;
    let (from, to) = (from.trim_end(), to.trim_start());
    let (mut start, end) = (clock::parse(from)?, read_end(to)?);
    if let RangeEnd::Clock(end) = end
        && to.ends_with("pm")
        && !from.ends_with('m')
        && (1..=12).contains(&start.time.hour())
    {
        let afternoon = start.time.with_hour(start.time.hour() % 12 + 12).filter(|t| *t < end.time);
        start.time = afternoon.unwrap_or(start.time);
    }
    Some(ClockRange { day: None, start, end })
}

fn read_end(text: &str) -> Option<RangeEnd> {
    match text {
        "now" => Some(RangeEnd::Now),
        "24" | "24:00" | "2400" => Some(RangeEnd::Midnight),
        _ => clock::parse(text).map(RangeEnd::Clock),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::grammar::testing::{at, day, instant, monday};

    #[test]
    fn ranges_of_work() {
        let now = monday();
        for (text, range) in [
            ("9-10:30", "2026-06-22 09:00-10:30"),
            ("9:00-10:30", "2026-06-22 09:00-10:30"),
            ("9\u{2013}10:30", "2026-06-22 09:00-10:30"),
            ("9 - 10:30", "2026-06-22 09:00-10:30"),
            ("9am-1pm", "2026-06-22 09:00-13:00"),
            ("9-1pm", "2026-06-22 09:00-13:00"),
            ("12-1pm", "2026-06-22 12:00-13:00"),
            ("22:30-0:15", "2026-06-21 22:30-00:15"),
            ("9-now", "2026-06-22 09:00-14:00"),
            ("yesterday 1-3pm", "2026-06-21 13:00-15:00"),
            ("fri 22-24", "2026-06-19 22:00-00:00"),
            ("2026-06-19 22:00 - 2026-06-20 23:00", "2026-06-19 22:00 - 2026-06-20 23:00"),
        ] {
            let Ok(TypedWork::Range(start, end)) = read_work(text, &now, None) else { panic!("{text}") };
            assert_eq!(write_range(start, end, &now.zone), range, "{text}");
        }
        assert_eq!(read_work("1:30", &now, None).unwrap(), TypedWork::Duration(5400));
        let on = read_work("22:30-0:15", &now, Some(day("2026-06-20"))).unwrap();
        assert_eq!(on, TypedWork::Range(instant("2026-06-20T22:30:00+02:00"), instant("2026-06-21T00:15:00+02:00")));
    }

    #[test]
    fn a_range_after_midnight() {
        let now = at("2026-06-22T00:30:00+02:00", "Europe/Berlin");
        for text in ["22:30-0:15", "22:30-now", "yesterday 22:30-0:15"] {
            let Ok(TypedWork::Range(start, _)) = read_work(text, &now, None) else { panic!("{text}") };
            assert_eq!(start, instant("2026-06-21T22:30:00+02:00"), "{text}");
        }
    }

    #[test]
    fn the_length_comes_from_instants() {
        let zone = Zone::get("Europe/Berlin").unwrap();
        let now = Now::new(instant("2026-12-01T00:00:00Z"), zone);
        for (text, seconds) in [
            ("2026-03-29 1:30-3:30", 3600),
            ("2026-10-25 1:30-3:30", 3 * 3600),
            ("2026-10-25 2:30+02:00-2:30+01:00", 3600),
            ("2026-10-25 2:30+02:00-3:30", 2 * 3600),
        ] {
            let Ok(TypedWork::Range(start, end)) = read_work(text, &now, None) else { panic!("{text}") };
            assert_eq!(end - start, seconds, "{text}");
        }
    }

    #[test]
    fn what_is_refused() {
        let said = |text, on| read_work(text, &monday(), on).unwrap_err().to_string();
        assert_eq!(
            said("13-15", None),
            "'13-15' is not over before 2026-06-22 15:00: end it with -now, or name an earlier day, like yesterday 9-10:30"
        );
        assert_eq!(
            said("yesterday 9-10", Some(day("2026-06-20"))),
            "the range is on 2026-06-21 but the day given is 2026-06-20: type the day only once"
        );
        assert_eq!(said("9-9", None), "the range ends where it begins: type a later end, like 9-10:30");
        assert_eq!(said("45", None), "45 what? type 45m or 45h");
        for text in ["", "lunch", "9-", "-", "9-25", "yesterday", "9-10-11"] {
            assert!(
                said(text, None).ends_with("is neither a duration nor a range: try 1h30, 90m, 1:30 or 9-10:30"),
                "{text}"
            );
        }
    }
}
