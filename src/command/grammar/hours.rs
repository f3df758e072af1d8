//! Office hours: `mon-fri 9-17`, `mon-thu 9-12,13-17; fri 9-13`.

use std::fmt;

use chrono::{NaiveTime, Timelike, Weekday};

use crate::command::grammar::clock::{clock_text, parse};
use crate::command::grammar::named::weekday;
use crate::command::grammar::span::{RangeEnd, parse_clocks};
use crate::command::grammar::{plain, shown};
use crate::error::{Error, Result};

const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// One stretch of open time within a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenSlot {
    /// When it opens.
    pub opens: NaiveTime,
    /// When it closes; none at the end of the day.
    pub closes: Option<NaiveTime>,
}

impl OpenSlot {
    /// Whether a time lies in it; the moment of closing does not.
    pub fn holds(&self, time: NaiveTime) -> bool {
        self.opens <= time && self.closes.is_none_or(|closes| time < closes)
    }
}

/// When someone can be reached, week for week.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WeeklyHours {
    /// From Monday; each day's slots in order, apart from each other.
    days: [Vec<OpenSlot>; 7],
}

impl WeeklyHours {
    /// The open slots of a weekday, in order.
    pub fn slots(&self, day: Weekday) -> &[OpenSlot] {
        &self.days[index(day)]
    }

    /// Seconds that a weekday is open.
    pub fn seconds(&self, day: Weekday) -> i64 {
        self.seconds_from(day, NaiveTime::MIN)
    }

    /// Seconds that a weekday is open from a time of it on.
    pub fn seconds_from(&self, day: Weekday, time: NaiveTime) -> i64 {
        let second = |time: NaiveTime| i64::from(time.num_seconds_from_midnight());
        let left = |slot: &OpenSlot| slot.closes.map_or(24 * 3600, second) - second(slot.opens.max(time));
        self.slots(day).iter().map(|slot| left(slot).max(0)).sum()
    }

    /// Whether it is open at a time of a weekday.
    pub fn is_open(&self, day: Weekday, time: NaiveTime) -> bool {
        self.slots(day).iter().any(|slot| slot.holds(time))
    }
}

/// Reads office hours. Groups of days stand apart by `;`; the last group that names a day decides it.
pub fn read_hours(text: &str) -> Result<WeeklyHours> {
    let refused = |part: &str| Error::problem(format!("{} is no office hours: try mon-fri 9-17", shown(part)));
    let mut hours = WeeklyHours::default();
    let plain = plain(text).replace(" - ", "-");
    for group in plain.split(';').map(str::trim).filter(|group| !group.is_empty()) {
        let (days, slots) = group.split_once(' ').ok_or_else(|| refused(group))?;
        let slots = read_slots(slots).ok_or_else(|| refused(group))?;
        if slots.windows(2).any(|pair| pair[0].closes.is_none_or(|closes| pair[1].opens < closes)) {
            let group = shown(group);
            return Err(Error::problem(format!("{group} has hours that overlap: type them in order, like 9-12,13-17")));
        }
        if slots.iter().any(|slot| slot.closes.is_some_and(|closes| closes <= slot.opens)) {
            let group = shown(group);
            return Err(Error::problem(format!("{group} passes midnight: split it there, like fri 22-24; sat 0-2")));
        }
        for day in read_days(days).ok_or_else(|| refused(group))? {
            hours.days[index(day)].clone_from(&slots);
        }
    }
    if hours == WeeklyHours::default() { Err(refused(text)) } else { Ok(hours) }
}

/// Reads quiet hours, `22-7`; none if empty. They may pass midnight.
pub fn read_quiet(text: &str) -> Result<Option<(NaiveTime, NaiveTime)>> {
    let plain = plain(text).replace(" - ", "-");
    if plain.is_empty() {
        return Ok(None);
    }
    let span = parse_clocks(&plain).filter(|span| span.start.offset.is_none());
    let to = span.as_ref().and_then(|span| match span.end {
        RangeEnd::Midnight => Some(NaiveTime::MIN),
        RangeEnd::Clock(end) if end.offset.is_none() => Some(end.time),
        _ => None,
    });
    let read = span.map(|span| span.start.time).zip(to).filter(|(from, to)| from != to);
    read.map(Some).ok_or_else(|| Error::problem(format!("{} is no stretch of the day: try 22-7", shown(text))))
}

/// Reads a time of the day, `9:00`; none if empty.
pub fn read_time_of_day(text: &str) -> Result<Option<NaiveTime>> {
    let plain = plain(text);
    if plain.is_empty() {
        return Ok(None);
    }
    let clock = parse(&plain).filter(|clock| clock.offset.is_none()).map(|clock| clock.time);
    clock.map(Some).ok_or_else(|| Error::problem(format!("{} is no time of the day: try 9:00", shown(text))))
}

impl fmt::Display for WeeklyHours {
    /// As it would be typed, days with the same hours together.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut between = "";
        let mut rest = &WEEK[..];
        while let Some(first) = rest.first() {
            let slots = self.slots(*first);
            let alike = rest.iter().take_while(|day| self.slots(**day) == slots).count();
            let (days, others) = rest.split_at(alike);
            rest = others;
            if slots.is_empty() {
                continue;
            }
            write!(f, "{between}{}", short(*first))?;
            if let [_, .., last] = days {
                write!(f, "-{}", short(*last))?;
            }
            for (slot, before) in slots.iter().zip(std::iter::once(' ').chain(std::iter::repeat(','))) {
                let closes = slot.closes.map_or_else(|| "24".to_owned(), hour_text);
                write!(f, "{before}{}-{closes}", hour_text(slot.opens))?;
            }
            between = "; ";
        }
        Ok(())
    }
}

/// `mon-fri`, `sat`, `mon,wed`; a run may go over Sunday.
fn read_days(text: &str) -> Option<Vec<Weekday>> {
    let mut days = Vec::new();
    for part in text.split(',') {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (mut day, last) = (weekday(first)?, weekday(last)?);
        days.push(day);
        while day != last {
            day = day.succ();
            days.push(day);
        }
    }
    Some(days)
}

fn read_slots(text: &str) -> Option<Vec<OpenSlot>> {
    let slots = text.split([',', ' ']).filter(|part| !part.is_empty()).map(|part| {
        let span = parse_clocks(part).filter(|span| span.start.offset.is_none())?;
        let closes = match span.end {
            RangeEnd::Midnight => None,
            RangeEnd::Clock(end) if end.offset.is_none() => Some(end.time),
            _ => return None,
        };
        Some(OpenSlot { opens: span.start.time, closes })
    });
    slots.collect::<Option<Vec<_>>>().filter(|slots| !slots.is_empty())
}

fn index(day: Weekday) -> usize {
    day.num_days_from_monday() as usize
}

fn short(day: Weekday) -> String {
    day.to_string().to_ascii_lowercase()
}

/// `9` on the hour, else `9:30`.
fn hour_text(time: NaiveTime) -> String {
    let text = clock_text(time);
    let text = text.strip_prefix('0').unwrap_or(&text);
    if (time.minute(), time.second()) == (0, 0) { time.hour().to_string() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn office_hours() {
        for (text, written) in [
            ("mon-fri 9-17", "mon-fri 9-17"),
            ("mon-thu 9-12,13-17; fri 9-13", "mon-thu 9-12,13-17; fri 9-13"),
            ("Monday \u{2013} Friday 9:00\u{2013}17:30", "mon-fri 9-17:30"),
            ("mon,wed 8:30-12 13-17", "mon 8:30-12,13-17; wed 8:30-12,13-17"),
            ("mon-fri 9-17; fri 9-13;", "mon-thu 9-17; fri 9-13"),
            ("fri-mon 20-24", "mon 20-24; fri-sun 20-24"),
            ("sat-sun 10am-2pm", "sat-sun 10-14"),
        ] {
            let hours = read_hours(text).unwrap();
            assert_eq!(hours.to_string(), written, "{text}");
            assert_eq!(read_hours(written).unwrap(), hours);
        }
    }

    #[test]
    fn quiet_hours_and_times_of_the_day() {
        let time = |h, m| NaiveTime::from_hms_opt(h, m, 0).unwrap();
        assert_eq!(read_quiet("").unwrap(), None);
        assert_eq!(read_quiet("22-7").unwrap(), Some((time(22, 0), time(7, 0))));
        assert_eq!(read_quiet("12:30 \u{2013} 13:15").unwrap(), Some((time(12, 30), time(13, 15))));
        assert_eq!(read_quiet("20-24").unwrap(), Some((time(20, 0), time(0, 0))));
        for text in ["night", "22", "7-7", "22-now"] {
            assert!(
                read_quiet(text).unwrap_err().to_string().ends_with("is no stretch of the day: try 22-7"),
                "{text}"
            );
        }
        assert_eq!(read_time_of_day("9").unwrap(), Some(time(9, 0)));
        assert_eq!(read_time_of_day(" ").unwrap(), None);
        assert!(read_time_of_day("noonish").unwrap_err().to_string().ends_with("try 9:00"));
    }

    #[test]
    fn open_or_closed() {
        let hours = read_hours("mon-thu 9-12,13-17; fri 0-24").unwrap();
        let open = |day, hour, minute| hours.is_open(day, NaiveTime::from_hms_opt(hour, minute, 0).unwrap());
        assert!(open(Weekday::Mon, 9, 0) && open(Weekday::Thu, 16, 59) && open(Weekday::Fri, 23, 59));
        assert!(!open(Weekday::Mon, 12, 0) && !open(Weekday::Mon, 17, 0) && !open(Weekday::Sat, 10, 0));
        assert_eq!(hours.slots(Weekday::Tue).len(), 2);
    }

    #[test]
    fn what_is_refused() {
        let said = |text| read_hours(text).unwrap_err().to_string();
        for text in ["", ";", "9-17", "mon", "mon-fri", "mon-xyz 9-17", "mon 9", "mon 9-now", "mon 9-17+02:00"] {
            assert!(said(text).ends_with("is no office hours: try mon-fri 9-17"), "{text}");
        }
        assert!(said("mon 9-13,12-17").ends_with("has hours that overlap: type them in order, like 9-12,13-17"));
        assert!(said("fri 22-2").ends_with("passes midnight: split it there, like fri 22-24; sat 0-2"));
    }
}
