//! What `calcard` parsed, as values of the domain.

use calcard::common::PartialDateTime;
use calcard::icalendar::{ICalendar, ICalendarDuration, ICalendarEntry, ICalendarParameterName, ICalendarValue};
use calcard::{Entry, Parser};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::repair::with_charset;
use crate::domain::event::{Duration, Moment};
use crate::domain::zone::Zone;

/// Parses one component.
pub fn parse(component: &str) -> Option<ICalendar> {
    match Parser::new(&with_charset(component)).entry() {
        Entry::ICalendar(calendar) => Some(calendar),
        _ => None,
    }
}

/// Returns the first value as text.
pub fn text(entry: &ICalendarEntry) -> Option<&str> {
    entry.values.first()?.as_text()
}

/// Returns a parameter as text.
pub fn parameter<'a>(entry: &'a ICalendarEntry, name: &ICalendarParameterName) -> Option<&'a str> {
    entry.params.iter().find(|param| param.name == *name)?.value.as_text()
}

/// Reads the wall clock of a DATE or DATE-TIME.
pub fn wall(value: &ICalendarValue) -> Option<NaiveDateTime> {
    let ICalendarValue::PartialDateTime(at) = value else { return None };
    reading(at)
}

/// Reads the wall clock of a date and time.
pub fn reading(at: &PartialDateTime) -> Option<NaiveDateTime> {
    let date = NaiveDate::from_ymd_opt(i32::from(at.year?), u32::from(at.month?), u32::from(at.day?))?;
    let part = |part: Option<u8>| u32::from(part.unwrap_or(0));
    clock(date, part(at.hour), part(at.minute), part(at.second))
}

/// Reads a wall clock on a date; an hour of 24 is the next midnight, a second of 60 the one before.
pub fn clock(date: NaiveDate, hour: u32, minute: u32, second: u32) -> Option<NaiveDateTime> {
    if (hour, minute, second) == (24, 0, 0) {
        return date.succ_opt().map(NaiveDateTime::from);
    }
    NaiveTime::from_hms_opt(hour, minute, second.min(59)).map(|time| date.and_time(time))
}

/// Reads a DURATION; `None` if it goes back.
pub fn length(duration: &ICalendarDuration) -> Option<Duration> {
    if duration.neg && signed(duration) != 0 {
        return None;
    }
    let days = i64::from(duration.weeks) * 7 + i64::from(duration.days);
    let seconds = i64::from(duration.hours) * 3600 + i64::from(duration.minutes) * 60 + i64::from(duration.seconds);
    // A century is more than any meeting lasts and keeps every sum inside the calendar.
    (days <= 36_525 && seconds <= 36_525 * 86_400).then_some(Duration { days, seconds })
}

/// Reads a DURATION in seconds, less than 0 if it goes back.
pub fn signed(duration: &ICalendarDuration) -> i64 {
    let days = i64::from(duration.weeks) * 7 + i64::from(duration.days);
    let seconds = days * 86_400
        + i64::from(duration.hours) * 3600
        + i64::from(duration.minutes) * 60
        + i64::from(duration.seconds);
    if duration.neg { -seconds } else { seconds }
}

/// Returns the moment a length after another (RFC 5545 3.3.6): calendar days on the wall clock, then time that passes.
pub fn after(start: &Moment, length: Duration) -> Moment {
    let days = TimeDelta::try_days(length.days).unwrap_or_default();
    let seconds = TimeDelta::try_seconds(length.seconds).unwrap_or_default();
    let wall = start.wall().checked_add_signed(days).unwrap_or(start.wall());
    let zone = match start {
        Moment::Local { zone: Some(name), .. } => Zone::get(name),
        _ => None,
    };
    match zone {
        Some(zone) => start.moved_to(zone.local(zone.read(wall).compatible() + length.seconds)),
        None => start.moved_to(wall.checked_add_signed(seconds).unwrap_or(wall)),
    }
}
