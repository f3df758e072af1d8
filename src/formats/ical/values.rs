//! What `calcard` parsed, as values of the domain.

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendar, ICalendarDuration, ICalendarEntry, ICalendarParameterName, ICalendarPeriod, ICalendarValue,
};
use calcard::{Entry, Parser};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::zone::Zones;
use crate::domain::event::{Duration, Extra, Moment};
use crate::domain::zone::Zone;

/// Parses one component.
pub fn parse(component: &str) -> Option<ICalendar> {
    match Parser::new(component).entry() {
        Entry::ICalendar(calendar) => Some(calendar),
        _ => None,
    }
}

/// The first value as text.
pub fn text(entry: &ICalendarEntry) -> Option<&str> {
    entry.values.first()?.as_text()
}

/// A parameter as text.
pub fn parameter<'a>(entry: &'a ICalendarEntry, name: &ICalendarParameterName) -> Option<&'a str> {
    entry.params.iter().find(|param| param.name == *name)?.value.as_text()
}

/// The wall clock of a DATE or DATE-TIME.
pub fn wall(value: &ICalendarValue) -> Option<NaiveDateTime> {
    let ICalendarValue::PartialDateTime(at) = value else { return None };
    clock(at)
}

/// An hour of 24 is the next midnight, a second of 60 the one before.
fn clock(at: &PartialDateTime) -> Option<NaiveDateTime> {
    let date = NaiveDate::from_ymd_opt(i32::from(at.year?), u32::from(at.month?), u32::from(at.day?))?;
    let (hour, minute, second) =
        (u32::from(at.hour.unwrap_or(0)), u32::from(at.minute.unwrap_or(0)), u32::from(at.second.unwrap_or(0)));
    if (hour, minute, second) == (24, 0, 0) {
        return date.succ_opt().map(NaiveDateTime::from);
    }
    NaiveTime::from_hms_opt(hour, minute, second.min(59)).map(|time| date.and_time(time))
}

/// Reads the times of one property, in its TZID.
pub struct Times<'a> {
    /// Whether VALUE=DATE says that times are to be passed over.
    dates: bool,
    /// What a time without `Z` is read in.
    zone: Option<String>,
    /// A TZID that no one knows.
    pub unknown: Option<String>,
    entry: &'a ICalendarEntry,
}

impl<'a> Times<'a> {
    /// Settles the zone of a property.
    pub fn of(entry: &'a ICalendarEntry, zones: &mut Zones) -> Self {
        // A TZID with a comma that was not quoted arrives in pieces.
        let pieces: Vec<&str> = entry
            .params
            .iter()
            .filter(|param| param.name == ICalendarParameterName::Tzid)
            .filter_map(|param| param.value.as_text())
            .collect();
        let tzid = pieces.join(", ");
        let settled = if tzid.is_empty() { None } else { zones.settle(&tzid) };
        let unknown = (!tzid.is_empty() && settled.is_none()).then_some(tzid);
        let dates =
            parameter(entry, &ICalendarParameterName::Value).is_some_and(|value| value.eq_ignore_ascii_case("DATE"));
        Self { dates, zone: settled, unknown, entry }
    }

    /// The first moment.
    pub fn first(&self) -> Option<Moment> {
        self.moment(self.entry.values.first()?)
    }

    /// Every moment that can be read.
    pub fn all(&self) -> impl Iterator<Item = Moment> {
        self.entry.values.iter().filter_map(|value| self.moment(value))
    }

    /// Every RDATE that can be read.
    pub fn extras(&self) -> impl Iterator<Item = Extra> {
        self.entry.values.iter().filter_map(|value| self.extra(value))
    }

    /// Whether a value cannot be read.
    pub fn has_unreadable(&self) -> bool {
        self.entry.values.iter().any(|value| self.extra(value).is_none())
    }

    fn extra(&self, value: &ICalendarValue) -> Option<Extra> {
        match value {
            ICalendarValue::Period(ICalendarPeriod::Range { start, end }) => {
                Some(Extra { start: self.at(start)?, end: Some(self.at(end)?) })
            }
            ICalendarValue::Period(ICalendarPeriod::Duration { start, duration }) => {
                let start = self.at(start)?;
                let end = Some(after(&start, length(duration)?));
                Some(Extra { start, end })
            }
            other => Some(Extra { start: self.moment(other)?, end: None }),
        }
    }

    fn moment(&self, value: &ICalendarValue) -> Option<Moment> {
        match value {
            ICalendarValue::PartialDateTime(at) => self.at(at),
            ICalendarValue::Text(loose) => self.loose(loose),
            _ => None,
        }
    }

    fn at(&self, at: &PartialDateTime) -> Option<Moment> {
        let wall = clock(at)?;
        if self.dates || !at.has_time() {
            return Some(Moment::Date(wall.date()));
        }
        let Some(hours) = at.tz_hour else {
            return Some(Moment::Local { at: wall, zone: self.zone.clone() });
        };
        let east = TimeDelta::minutes(i64::from(hours) * 60 + i64::from(at.tz_minute.unwrap_or(0)));
        let utc = if at.tz_minus { wall.checked_add_signed(east) } else { wall.checked_sub_signed(east) };
        utc.map(Moment::utc)
    }

    /// What other programs write for a time: with the dashes and colons of ISO 8601, or a time where a date was announced.
    fn loose(&self, text: &str) -> Option<Moment> {
        let plain: String = text.trim().chars().filter(|c| !"-:".contains(*c)).collect();
        let (clock, utc) = plain.strip_suffix('Z').map_or((plain.as_str(), false), |clock| (clock, true));
        if clock.len() == 8 || self.dates {
            return NaiveDate::parse_from_str(clock.get(..8)?, "%Y%m%d").ok().map(Moment::Date);
        }
        let at = NaiveDateTime::parse_from_str(&clock.replace(' ', "T"), "%Y%m%dT%H%M%S").ok()?;
        Some(if utc { Moment::utc(at) } else { Moment::Local { at, zone: self.zone.clone() } })
    }
}

/// A DURATION; `None` if it goes back.
pub fn length(duration: &ICalendarDuration) -> Option<Duration> {
    if duration.neg && signed(duration) != 0 {
        return None;
    }
    let days = i64::from(duration.weeks) * 7 + i64::from(duration.days);
    let seconds = i64::from(duration.hours) * 3600 + i64::from(duration.minutes) * 60 + i64::from(duration.seconds);
    // A century is more than any meeting lasts and keeps every sum inside the calendar.
    (days <= 36_525 && seconds <= 36_525 * 86_400).then_some(Duration { days, seconds })
}

/// A DURATION in seconds, less than 0 if it goes back.
pub fn signed(duration: &ICalendarDuration) -> i64 {
    let days = i64::from(duration.weeks) * 7 + i64::from(duration.days);
    let seconds = days * 86_400
        + i64::from(duration.hours) * 3600
        + i64::from(duration.minutes) * 60
        + i64::from(duration.seconds);
    if duration.neg { -seconds } else { seconds }
}

/// The moment a length after another (RFC 5545 3.3.6): calendar days on the wall clock, then time that passes.
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
