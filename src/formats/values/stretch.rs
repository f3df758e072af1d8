//! From when to when, by clocks on the wall: past midnight, and on nights on which clocks change.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::domain::time::{Instant, clock, hours_minutes, plus_days};
use crate::domain::zone::{Reading, Zone};

const DAY: i64 = 86_400;
/// What a start and an end may differ from a duration by.
const CLOSE: i64 = 60;
/// The longest work that is taken to pass midnight where nothing else says so.
const NIGHT: i64 = 16 * 3600;

/// A start and an end as a row has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clocks {
    /// The day it starts on.
    pub day: NaiveDate,
    /// When it starts, in seconds since midnight.
    pub start: u32,
    /// The day it ends on, where the row has one.
    pub end_day: Option<NaiveDate>,
    /// When it ends, in seconds since midnight, of which there may be 86,400.
    pub end: u32,
    /// How long it took in seconds, where the row says so.
    pub told: Option<i64>,
}

/// From when to when, and what is odd about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The start.
    pub start: Instant,
    /// The end, never before the start.
    pub end: Instant,
    /// What is odd.
    pub odd: Option<Odd>,
}

/// What is odd about a row that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Odd {
    /// The clocks jump over this time: it is moved on by as much as they do, to the second one.
    Missing(NaiveDateTime, NaiveDateTime),
    /// It says another duration, in seconds: the clocks are believed.
    Disagrees(i64),
}

impl Odd {
    /// What is odd in words.
    pub fn says(self, stretch: &Stretch, zone: &Zone) -> String {
        match self {
            Self::Missing(at, moved) => {
                let (day, at, moved) = (at.date(), clock(at.time()), clock(moved.time()));
                format!("{at} on {day} does not exist in {zone}: read as {moved}")
            }
            Self::Disagrees(told) => {
                let (from, to) = (zone.local(stretch.start), zone.local(stretch.end));
                let is = length(stretch.end - stretch.start);
                let (from, to) = (clock(from.time()), clock(to.time()));
                format!("says {}, but {from}–{to} is {is}: the clock times are taken", length(told))
            }
        }
    }
}

/// Seconds as hours and minutes, with the seconds where they are no whole minutes.
fn length(seconds: i64) -> String {
    match seconds % 60 {
        0 => hours_minutes(seconds / 60),
        rest => format!("{}:{rest:02}", hours_minutes(seconds / 60)),
    }
}

/// Reads from when to when: an end before its start is on the next day where the row has no other day and the duration agrees,
/// or it is no more than 16 hours; of a time that exists twice, the reading is taken by which the duration agrees, else the
/// first; one that does not exist is moved on by the gap.
///
/// # Errors
///
/// Says why the end cannot be behind the start.
pub fn stretch(row: &Clocks, zone: &Zone) -> Result<Stretch, String> {
    let (start, end_day) = (local(row.day, row.start), row.end_day.unwrap_or(row.day));
    let end = local(end_day, row.end);
    let starts = zone.read(start);
    // Whole days more, where only the duration tells of them.
    if let Some(told) = row.told.filter(|told| row.end_day.is_none() && *told >= DAY - CLOSE) {
        let days = (told - (end - start).num_seconds() + DAY / 2).div_euclid(DAY);
        let end = local(plus_days(row.day, days), row.end);
        if let Some((from, to)) = pick(starts, zone.read(end), row.told).filter(|found| agree(*found, told)) {
            return Ok(found(row, (start, from), (end, to), zone));
        }
    }
    let same_day = pick(starts, zone.read(end), row.told);
    let fits = |found: (Instant, Instant)| row.told.is_none_or(|told| agree(found, told));
    match same_day {
        Some((from, to)) if end >= start => return Ok(found(row, (start, from), (end, to), zone)),
        // In the hour that is there twice, the later face of the clock may come first.
        Some((from, to)) if fits((from, to)) => return Ok(found(row, (start, from), (end, to), zone)),
        _ => {}
    }
    let (from_clock, to_clock) = (clock(start.time()), clock(end.time()));
    let before = if end_day == row.day {
        format!("{from_clock}–{to_clock} ends before it starts")
    } else {
        format!("ends on {end_day} at {to_clock}, before it starts on {} at {from_clock}", row.day)
    };
    if end >= start {
        // Moved on by the gap, the start is behind the end.
        return Err(format!(
            "{from_clock} on {} does not exist in {zone}, and {to_clock} is too early for the end",
            row.day
        ));
    }
    if end_day != row.day {
        return Err(before);
    }
    let end = local(plus_days(row.day, 1), row.end);
    let Some((from, to)) = pick(starts, zone.read(end), row.told) else { return Err(before) };
    if to - from <= NIGHT || row.told.is_some_and(|told| agree((from, to), told)) {
        return Ok(found(row, (start, from), (end, to), zone));
    }
    Err(format!("{before}, and to the next day it would be {}", length(to - from)))
}

/// A day's clock; past the calendar's end, the end.
fn local(day: NaiveDate, seconds: u32) -> NaiveDateTime {
    match NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0) {
        Some(time) => day.and_time(time),
        None => plus_days(day, 1).and_time(NaiveTime::MIN),
    }
}

fn agree((from, to): (Instant, Instant), told: i64) -> bool {
    (to - from - told).abs() <= CLOSE
}

/// Of what a start and an end may mean, the two by which the end is behind the start: the nearest to the duration if they agree
/// with it, else the first.
fn pick(start: Reading, end: Reading, told: Option<i64>) -> Option<(Instant, Instant)> {
    if let (Reading::Once(from), Reading::Once(to)) = (start, end) {
        return (to >= from).then_some((from, to));
    }
    let both = |reading| match reading {
        Reading::Twice { first, second } => [first, second],
        other => [other.compatible(); 2],
    };
    let pairs = both(start).into_iter().flat_map(|from| both(end).map(|to| (from, to))).filter(|(from, to)| to >= from);
    let close = told.and_then(|told| {
        let agreeing = pairs.clone().filter(|pair| agree(*pair, told));
        agreeing.min_by_key(|(from, to)| (to.0 - from.0 - told).abs())
    });
    close.or_else(|| pairs.clone().next())
}

/// What was found, and what is odd about it.
fn found(row: &Clocks, start: (NaiveDateTime, Instant), end: (NaiveDateTime, Instant), zone: &Zone) -> Stretch {
    let (from, to) = (start.1, end.1);
    let missing = [start, end].into_iter().find_map(|(written, at)| {
        let is = zone.local(at);
        (is != written).then_some(Odd::Missing(written, is))
    });
    let disagrees = row.told.filter(|told| !agree((from, to), *told)).map(Odd::Disagrees);
    Stretch { start: from, end: to, odd: missing.or(disagrees) }
}

#[cfg(test)]
mod tests {
    use super::super::{LengthStyle, read_clock, read_date, read_length};
    use super::*;

    /// `2026-10-24 22:30 – [2026-10-25] 04:10 [= 6:40]` in Berlin, as hours and what is odd.
    fn read(text: &str) -> Result<String, String> {
        let zone = Zone::get("Europe/Berlin").unwrap();
        let (clocks, told) = text.split_once(" = ").map_or((text, None), |(clocks, told)| (clocks, Some(told)));
        let (start, end) = clocks.split_once(" – ").unwrap();
        let (day, from) = start.split_once(' ').unwrap();
        let (end_day, to) = end.split_once(' ').map_or((None, end), |(day, to)| (Some(day), to));
        let row = Clocks {
            day: read_date(day, None).unwrap(),
            start: read_clock(from).unwrap(),
            end_day: end_day.map(|day| read_date(day, None).unwrap()),
            end: read_clock(to).unwrap(),
            told: told.map(|told| read_length(told, LengthStyle::HOURS).unwrap()),
        };
        stretch(&row, &zone).map(|found| {
            assert!(found.start <= found.end);
            let odd = found.odd.map_or(String::new(), |odd| format!("; {}", odd.says(&found, &zone)));
            let from = found.start.to_string();
            format!("{} {}{odd}", &from[5..16], length(found.end - found.start))
        })
    }

    #[test]
    fn ends_past_midnight_are_on_the_next_day() {
        for (row, is) in [
            ("2026-06-01 09:00 – 10:30", "06-01T07:00 1:30"),
            ("2026-06-01 09:00 – 24:00", "06-01T07:00 15:00"),
            ("2026-06-01 22:00 – 00:30", "06-01T20:00 2:30"),
            ("2026-06-01 22:00 – 2026-06-01 00:30", "06-01T20:00 2:30"),
            ("2026-06-01 22:00 – 14:00", "06-01T20:00 16:00"),
            ("2026-06-01 22:00 – 21:00 = 23:00", "06-01T20:00 23:00"),
            ("2026-06-01 22:00 – 21:00 = 47:00", "06-01T20:00 47:00"),
            ("2026-06-01 22:00 – 22:00 = 24:00", "06-01T20:00 24:00"),
            ("2026-06-01 22:00 – 22:00", "06-01T20:00 0:00"),
            ("2026-06-01 22:00 – 2026-06-03 01:00", "06-01T20:00 27:00"),
        ] {
            assert_eq!(read(row).as_deref(), Ok(is), "{row}");
        }
        let night = "10:00–09:59 ends before it starts, and to the next day it would be 23:59";
        assert_eq!(read("2026-06-01 10:00 – 09:59"), Err(night.to_owned()));
        assert_eq!(read("2026-06-01 10:00 – 09:59 = 1:00"), Err(night.to_owned()));
        let before = "ends on 2026-05-31 at 09:00, before it starts on 2026-06-01 at 10:00";
        assert_eq!(read("2026-06-01 10:00 – 2026-05-31 09:00"), Err(before.to_owned()));
    }

    #[test]
    fn the_night_on_which_an_hour_comes_twice_is_read_by_its_duration() {
        for (row, is) in [
            ("2026-10-24 22:30 – 2026-10-25 04:10 = 6:40", "10-24T20:30 6:40"),
            // 02:30 the first time, and the second.
            ("2026-10-25 01:00 – 02:30", "10-24T23:00 1:30"),
            ("2026-10-25 01:00 – 02:30 = 1:30", "10-24T23:00 1:30"),
            ("2026-10-25 01:00 – 02:30 = 2:30", "10-24T23:00 2:30"),
            ("2026-10-25 02:30 – 04:00 = 1:30", "10-25T01:30 1:30"),
            ("2026-10-25 02:30 – 04:00 = 2:30", "10-25T00:30 2:30"),
            ("2026-10-25 02:30 – 04:00", "10-25T00:30 2:30"),
            ("2026-10-25 02:10 – 02:40 = 1:30", "10-25T00:10 1:30"),
            ("2026-10-25 02:10 – 02:40 = 0:30", "10-25T00:10 0:30"),
            // The later face of the clock first.
            ("2026-10-25 02:50 – 02:10 = 0:20", "10-25T00:50 0:20"),
            ("2026-10-25 02:50 – 02:10", "10-25T00:50 0:20"),
        ] {
            assert_eq!(read(row).as_deref(), Ok(is), "{row}");
        }
        let faces = "10-24T20:30 6:40; says 5:40, but 22:30–04:10 is 6:40: the clock times are taken";
        assert_eq!(read("2026-10-24 22:30 – 2026-10-25 04:10 = 5:40").as_deref(), Ok(faces));
    }

    #[test]
    fn a_time_that_is_jumped_over_is_moved_on_and_told() {
        let missing = "02:30 on 2026-03-29 does not exist in Europe/Berlin: read as 03:30";
        assert_eq!(read("2026-03-29 02:30 – 04:00"), Ok(format!("03-29T01:30 0:30; {missing}")));
        assert_eq!(read("2026-03-29 01:30 – 02:30"), Ok(format!("03-29T00:30 1:00; {missing}")));
        let gap = "02:30 on 2026-03-29 does not exist in Europe/Berlin, and 03:10 is too early for the end";
        assert_eq!(read("2026-03-29 02:30 – 03:10"), Err(gap.to_owned()));
    }

    #[test]
    fn clocks_are_believed_when_a_duration_differs_by_more_than_a_minute() {
        assert_eq!(read("2026-06-01 09:00 – 10:30 = 1:31").as_deref(), Ok("06-01T07:00 1:30"));
        let other = "06-01T07:00 1:30; says 1:31:01, but 09:00–10:30 is 1:30: the clock times are taken";
        assert_eq!(read("2026-06-01 09:00 – 10:30 = 1:31:01").as_deref(), Ok(other));
    }

    #[test]
    fn the_ends_of_the_calendar_are_no_fault() {
        let zone = Zone::get("Europe/Berlin").unwrap();
        for day in [NaiveDate::MAX, NaiveDate::MIN] {
            let row = Clocks { day, start: 80_000, end_day: None, end: 86_400, told: Some(36_000_000) };
            let _ = stretch(&row, &zone);
            let _ = stretch(&Clocks { end: 5, ..row }, &zone);
        }
    }
}
