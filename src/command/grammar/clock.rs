//! TIME: `9`, `930`, `9:30`, `9:30pm`, `14h`, `14 Uhr`, `noon`, `now`, `-20m`, `20m ago`, `yesterday 15:00`,
//! `2026-06-22 09:00`.

use chrono::{NaiveDate, NaiveTime, Timelike};

use crate::command::grammar::duration::read_duration;
use crate::command::grammar::{Beside, Now, Toward, date, digits, plain, shown};
use crate::domain::time::{Instant, day_text, hours_minutes, plus_days};
use crate::domain::zone::{Reading, Zone};
use crate::error::{Error, Result};

/// How far over midnight a time without a date may lie: beyond it a slip of the finger is likelier than a night.
pub const NIGHT: i64 = 12 * 3600;

/// A reading of the wall clock, with the offset from UTC if one was typed behind it (`02:30+02:00`, `00:30Z`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// The wall-clock time.
    pub time: NaiveTime,
    /// Seconds east of Greenwich; without it the zone decides.
    pub offset: Option<i64>,
}

impl Clock {
    /// Returns the instant of this reading on a date; one that never happens that day, or happens twice, is refused.
    pub fn on(self, date: NaiveDate, zone: &Zone) -> Result<Instant> {
        let local = date.and_time(self.time);
        if let Some(offset) = self.offset {
            return Ok(Instant::from_utc(local) - offset);
        }
        let time = clock_text(self.time);
        let (what, one, other) = match zone.read(local) {
            Reading::Once(at) => return Ok(at),
            Reading::Twice { first, second } => ("exists twice", first, second),
            Reading::Never { before, after } => ("does not exist", after, before),
        };
        let (one, other) = (offer(one, date, zone), offer(other, date, zone));
        Err(Error::problem(format!("{time} {what} on {}: type {one} or {other}", date::write_date(date))))
    }

    /// Returns the instant of this reading when no date was typed: on the day of what it stands beside, else today.
    ///
    /// An end that is not after its start is the next day's, if that is at most twelve hours on. Of something new that
    /// has happened and is still to come today it is last night's, if that is at most twelve hours ago.
    pub fn nearest(self, now: &Now, toward: Toward) -> Result<Instant> {
        let local = |at: Instant| self.offset.map_or_else(|| now.zone.date(at), |offset| (at + offset).utc().date());
        match now.beside {
            Beside::Day(day) => self.on(day, &now.zone),
            Beside::At(at) => self.on(local(at), &now.zone),
            Beside::Since(start) => self.since(start, local(start), now, toward),
            Beside::Nothing => {
                let today = local(now.at);
                let at = self.on(today, &now.zone)?;
                if !toward.is_back() || at <= now.at {
                    return Ok(at);
                }
                let before = self.on(plus_days(today, -1), &now.zone);
                before.ok().filter(|before| now.at - *before <= NIGHT).ok_or_else(|| {
                    let time = clock_text(self.time);
                    Error::problem(format!("{time} has not come yet today: type yesterday {time} or an earlier time"))
                })
            }
        }
    }

    /// The end that this reading is of what began at `start`, on `day`; one that would be still to come is the day's own.
    fn since(self, start: Instant, day: NaiveDate, now: &Now, toward: Toward) -> Result<Instant> {
        let at = self.on(day, &now.zone)?;
        if at >= start {
            return Ok(at);
        }
        let next = self.on(plus_days(day, 1), &now.zone)?;
        if toward.is_back() && next > now.at {
            return Ok(at);
        }
        check_night(start, next, now)?;
        Ok(next)
    }
}

/// Refuses what runs past midnight for longer than a night without being told that it does.
pub(crate) fn check_night(start: Instant, end: Instant, now: &Now) -> Result<()> {
    let (from, to) = (now.zone.local(start), now.zone.local(end));
    if now.long || end - start <= NIGHT || from.date() == to.date() {
        return Ok(());
    }
    let day = |date| day_text(date, now.today());
    Err(Error::confirm(format!(
        "from {} {} to {} on {} is {} h; type another time, or add --force if that is so",
        day(from.date()),
        clock_text(from.time()),
        clock_text(to.time()),
        day(to.date()),
        hours_minutes((end - start) / 60)
    )))
}

/// Reads a moment. Where no date is typed, [`Clock::nearest`] says which day it falls on.
pub fn read_time(text: &str, now: &Now, toward: Toward) -> Result<Instant> {
    let plain = plain(text);
    if plain == "now" {
        return Ok(now.at);
    }
    if let Some(back) = plain.strip_prefix('-').or_else(|| plain.strip_suffix(" ago")) {
        return Ok(now.at - read_duration(back)?);
    }
    if let Some(ahead) = plain.strip_prefix('+') {
        return Ok(now.at + read_duration(ahead)?);
    }
    if let Some(clock) = parse(&plain) {
        return clock.nearest(now, toward);
    }
    if let Some((day, date, clock)) = split_dated(&plain, now, toward) {
        if toward == Toward::Done && date > now.today() {
            return Err(date::to_come(day, date, now.today()));
        }
        return clock.on(date, &now.zone);
    }
    if date::parse(&plain, now.today(), toward).is_some() {
        return Err(Error::problem(format!("{} has no time of day: type {plain} 9:30", shown(text))));
    }
    Err(refusal(text))
}

/// Reads a bare time of day: `9`, `930`, `9:30`, `9:30pm`.
pub fn read_clock(text: &str) -> Result<Clock> {
    parse(&plain(text)).ok_or_else(|| refusal(text))
}

/// Writes a moment as `2026-06-22 09:00` in a zone; with an offset or in UTC where that alone would not do.
pub fn write_time(at: Instant, zone: &Zone) -> String {
    let local = zone.local(at);
    let text = format!("{} {}", date::write_date(local.date()), clock_text(local.time()));
    if zone.read(local) == Reading::Once(at) {
        return text;
    }
    match offset_text(zone.offset(at)) {
        Some(offset) => format!("{text}{offset}"),
        None => format!("{} {}Z", date::write_date(at.utc().date()), clock_text(at.utc().time())),
    }
}

/// Writes a time of day as `09:30`, or `09:30:15` where there are seconds.
pub(crate) fn clock_text(time: NaiveTime) -> String {
    let text = format!("{:02}:{:02}", time.hour(), time.minute());
    if time.second() == 0 { text } else { format!("{text}:{:02}", time.second()) }
}

/// A reading to type instead, short if it falls on the same date.
fn offer(at: Instant, date: NaiveDate, zone: &Zone) -> String {
    let text = write_time(at, zone);
    text.strip_prefix(&format!("{} ", date::write_date(date))).filter(|t| !t.ends_with('Z')).unwrap_or(&text).to_owned()
}

/// `+02:00`. None west of Greenwich, where it would look like the end of a range.
fn offset_text(seconds: i32) -> Option<String> {
    (seconds >= 0 && seconds % 60 == 0).then(|| format!("+{:02}:{:02}", seconds / 3600, seconds / 60 % 60))
}

/// Whether a text is a time of day without a date: what it is relative to decides which day it is on.
pub fn is_bare(text: &str) -> bool {
    parse(&plain(text)).is_some()
}

/// A time with a date in front, here also with a `T` or `at` between them or an offset west of Greenwich. Behind a space
/// that is one only where it is no range of hours: `2026-06-22 09:00-04:00`, as times are written elsewhere.
pub(crate) fn parse_dated(text: &str, now: &Now, toward: Toward) -> Option<(NaiveDate, Clock)> {
    split_dated(text, now, toward).map(|(_, date, clock)| (date, clock))
}

/// The same, with the words of the date.
fn split_dated<'a>(text: &'a str, now: &Now, toward: Toward) -> Option<(&'a str, NaiveDate, Clock)> {
    let is_iso = |day: &str| day.len() == 10 && day.starts_with(|c: char| c.is_ascii_digit()) && day.is_ascii();
    let iso = text.split_once('t').filter(|(day, _)| is_iso(day)).map(|(day, time)| (day, time, true));
    let spaces = text.match_indices(' ').map(|(at, _)| (&text[..at], &text[at + 1..], false));
    iso.into_iter().chain(spaces).find_map(|(day, time, joined)| {
        let words = day.strip_suffix(" at").unwrap_or(day);
        let date = date::parse(words, now.today(), toward)?;
        let west = || {
            let (time, offset) = time.split_once('-')?;
            let (clock, end) = (time_of_day(time.trim_end())?, time_of_day(offset));
            let is_range = !joined && (!is_iso(words) || end.is_some_and(|end| end > clock));
            Some(Clock { time: clock, offset: Some(-read_offset(offset)?) }).filter(|_| !is_range)
        };
        Some((words, date, parse(time).or_else(west)?))
    })
}

/// Reads a time of day with nothing else around it.
pub(crate) fn parse(text: &str) -> Option<Clock> {
    if let Some(utc) = text.strip_suffix('z') {
        return Some(Clock { time: time_of_day(utc.trim_end())?, offset: Some(0) });
    }
    match text.split_once('+') {
        Some((time, offset)) => Some(Clock { time: time_of_day(time.trim_end())?, offset: Some(read_offset(offset)?) }),
        None => Some(Clock { time: time_of_day(text)?, offset: None }),
    }
}

/// `02:00`, `0200` and `02` behind a sign, in seconds.
fn read_offset(text: &str) -> Option<i64> {
    let (hours, minutes) = match text.len() {
        2 => (digits(text, 2)?, 0),
        4 => (digits(text, 4)? / 100, digits(text, 4)? % 100),
        _ => text.split_once(':').and_then(|(h, m)| Some((digits(h, 2)?, digits(m, 2)?)))?,
    };
    (hours <= 15 && minutes < 60).then(|| i64::from(hours * 3600 + minutes * 60))
}

fn time_of_day(text: &str) -> Option<NaiveTime> {
    if text == "noon" {
        return NaiveTime::from_hms_opt(12, 0, 0);
    }
    let spoken =
        text.strip_suffix("uhr").map(str::trim_end).or_else(|| text.strip_suffix('h').filter(|t| t.len() <= 2));
    let text = spoken.unwrap_or(text);
    let halves = [("am", 0), ("pm", 12)];
    let half = halves.iter().find_map(|(name, add)| Some((text.strip_suffix(name)?.trim_end(), *add)));
    let (text, add) = half.map_or((text, None), |(text, add)| (text, Some(add)));
    let two = |part: &str| (part.len() == 2).then(|| digits(part, 2)).flatten();
    let (hour, minute, second) = if let Some((hour, rest)) = text.split_once([':', '.']) {
        let (minute, second) = rest.split_once(':').map_or((rest, None), |(minute, second)| (minute, Some(second)));
        (digits(hour, 2)?, two(minute)?, second.map_or(Some(0), two)?)
    } else if text.len() <= 2 {
        (digits(text, 2)?, 0, 0)
    } else {
        let all = digits(text, 4)?;
        (all / 100, all % 100, 0)
    };
    let hour = match add {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(add) => hour % 12 + add,
        None => hour,
    };
    NaiveTime::from_hms_opt(hour, minute, second)
}

fn refusal(text: &str) -> Error {
    Error::problem(format!("{} is no time: try 9, 930, 9:30, 9:30pm, noon or -20m", shown(text)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::grammar::testing::{at, instant, monday};

    #[test]
    fn times() {
        let now = monday();
        for (text, past, future) in [
            ("9", "2026-06-22 09:00", "2026-06-22 09:00"),
            ("930", "2026-06-22 09:30", "2026-06-22 09:30"),
            ("9:30", "2026-06-22 09:30", "2026-06-22 09:30"),
            ("9.30", "2026-06-22 09:30", "2026-06-22 09:30"),
            ("14:00", "2026-06-22 14:00", "2026-06-22 14:00"),
            ("12 AM", "2026-06-22 00:00", "2026-06-22 00:00"),
            ("12:15pm", "2026-06-22 12:15", "2026-06-22 12:15"),
            ("noon", "2026-06-22 12:00", "2026-06-22 12:00"),
            ("14h", "2026-06-22 14:00", "2026-06-22 14:00"),
            ("14 Uhr", "2026-06-22 14:00", "2026-06-22 14:00"),
            ("13:30 Uhr", "2026-06-22 13:30", "2026-06-22 13:30"),
            ("fri noon", "2026-06-19 12:00", "2026-06-26 12:00"),
            ("next fri at 9:30", "2026-07-03 09:30", "2026-07-03 09:30"),
            ("20 June 15:00", "2026-06-20 15:00", "2027-06-20 15:00"),
            ("now", "2026-06-22 14:00", "2026-06-22 14:00"),
            ("-20m", "2026-06-22 13:40", "2026-06-22 13:40"),
            ("20m ago", "2026-06-22 13:40", "2026-06-22 13:40"),
            ("+1h30", "2026-06-22 15:30", "2026-06-22 15:30"),
            ("yesterday 15:00", "2026-06-21 15:00", "2026-06-21 15:00"),
            ("yesterday 9:30 pm", "2026-06-21 21:30", "2026-06-21 21:30"),
            ("fri 9:30", "2026-06-19 09:30", "2026-06-26 09:30"),
            ("2026-06-22 09:00", "2026-06-22 09:00", "2026-06-22 09:00"),
            ("2026-06-22T09:00:15", "2026-06-22 09:00:15", "2026-06-22 09:00:15"),
            ("2026-06-22T09:00Z", "2026-06-22 11:00", "2026-06-22 11:00"),
            ("2026-06-22 09:00-04:00", "2026-06-22 15:00", "2026-06-22 15:00"),
            ("9:30+0100", "2026-06-22 10:30", "2026-06-22 10:30"),
        ] {
            let read = |toward| write_time(read_time(text, &now, toward).unwrap(), &now.zone);
            assert_eq!(read(Toward::Past), past, "{text} toward the past");
            assert_eq!(read(Toward::Future), future, "{text} toward the future");
        }
    }

    /// Hours are no offset west of Greenwich.
    #[test]
    fn a_range_of_hours_is_no_time() {
        for text in ["fri 9-10:00", "fri 9:00-10:00", "2026-06-22 09:00-10:00", "tomorrow 9-12"] {
            assert!(read_time(text, &monday(), Toward::Future).is_err(), "{text}");
        }
        let iso = read_time("2026-06-22T09:00-10:00", &monday(), Toward::Future).unwrap();
        assert_eq!(write_time(iso, &monday().zone), "2026-06-22 21:00");
    }

    #[test]
    fn a_late_time_after_midnight_is_last_night() {
        let now = at("2026-06-22T00:10:00+02:00", "Europe/Berlin");
        assert_eq!(read_time("23:50", &now, Toward::Past).unwrap(), instant("2026-06-21T23:50:00+02:00"));
        let said = read_time("9", &now, Toward::Past).unwrap_err().to_string();
        assert_eq!(said, "09:00 has not come yet today: type yesterday 09:00 or an earlier time");
    }

    #[test]
    fn a_bare_clock_is_of_the_day_it_stands_beside() {
        let start = instant("2026-06-12T20:00:00+02:00");
        let read = |text, beside, long| {
            let now = Now { beside, long, ..monday() };
            read_time(text, &now, Toward::Done).map(|at| write_time(at, &now.zone)).map_err(|e| e.to_string())
        };
        let day = Beside::Day(start.utc().date());
        assert_eq!(read("9", day, false).unwrap(), "2026-06-12 09:00");
        assert_eq!(read("9", Beside::At(start), false).unwrap(), "2026-06-12 09:00");
        assert_eq!(read("21:30", Beside::Since(start), false).unwrap(), "2026-06-12 21:30");
        assert_eq!(read("0:30", Beside::Since(start), false).unwrap(), "2026-06-13 00:30");
        assert_eq!(read("fri 21:30", Beside::Since(start), false).unwrap(), "2026-06-19 21:30");
        assert_eq!(read("10:30", Beside::Since(start), true).unwrap(), "2026-06-13 10:30");
        assert_eq!(
            read("10:30", Beside::Since(start), false).unwrap_err(),
            "from Fri 12 Jun 20:00 to 10:30 on Sat 13 Jun is 14:30 h; type another time, or add --force \
             if that is so"
        );
        assert_eq!(
            read("1.7. 9:00", Beside::Nothing, false).unwrap_err(),
            "Wed 1 Jul has not come yet; last year's is 2025-07-01"
        );
    }

    #[test]
    fn when_the_clocks_change() {
        let now = monday();
        let said = |text| read_time(text, &now, Toward::Future).unwrap_err().to_string();
        assert_eq!(said("2026-10-25 2:30"), "02:30 exists twice on 2026-10-25: type 02:30+02:00 or 02:30+01:00");
        assert_eq!(said("2026-03-29 2:30"), "02:30 does not exist on 2026-03-29: type 01:30 or 03:30");
        let second = read_time("2026-10-25 02:30+01:00", &now, Toward::Future).unwrap();
        assert_eq!(second, instant("2026-10-25T01:30:00Z"));
        assert_eq!(write_time(second, &now.zone), "2026-10-25 02:30+01:00");

        let west = at("2026-11-03T09:00:00Z", "America/New_York");
        let said = read_time("2026-11-01 1:30", &west, Toward::Past).unwrap_err().to_string();
        assert_eq!(said, "01:30 exists twice on 2026-11-01: type 2026-11-01 05:30Z or 2026-11-01 06:30Z");
    }

    #[test]
    fn what_is_refused() {
        let said = |text| read_time(text, &monday(), Toward::Past).unwrap_err().to_string();
        for text in
            ["", "25:00", "9:5", "960", "13pm", "0am", "noonish", "9:00-10:30", "99999", "2026-06-22T", "9+99", "é9"]
        {
            assert_eq!(said(text), format!("'{text}' is no time: try 9, 930, 9:30, 9:30pm, noon or -20m"));
        }
        assert_eq!(said("tomorrow"), "'tomorrow' has no time of day: type tomorrow 9:30");
        assert_eq!(said("-20"), "20 what? type 20m or 20h");
    }
}
