//! DATE and DATE-TIME values of a property, in the zone that it names.

use calcard::common::PartialDateTime;
use calcard::icalendar::{ICalendarEntry, ICalendarParameterName, ICalendarPeriod, ICalendarValue};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::values::{after, clock, length, parameter};
use super::zone::Zones;
use crate::domain::event::{Extra, Moment};
use crate::domain::time::Instant;
use crate::domain::zone::Zone;

/// Reads the times of one property, in its TZID.
pub struct TimeValues<'a> {
    /// Whether VALUE=DATE says that times are to be passed over.
    dates: bool,
    /// What a time without `Z` is read in.
    zone: Option<String>,
    /// A TZID that no one knows.
    pub unknown: Option<String>,
    entry: &'a ICalendarEntry,
}

impl<'a> TimeValues<'a> {
    /// Resolves the zone of a property.
    pub fn of(entry: &'a ICalendarEntry, zones: &mut Zones) -> Self {
        // A TZID with a comma that was not quoted arrives in pieces.
        let pieces: Vec<&str> = entry
            .params
            .iter()
            .filter(|param| param.name == ICalendarParameterName::Tzid)
            .filter_map(|param| param.value.as_text())
            .collect();
        let tzid = pieces.join(", ");
        let resolved = if tzid.is_empty() { None } else { zones.resolve(&tzid) };
        let unknown = (!tzid.is_empty() && resolved.is_none()).then_some(tzid);
        let dates =
            parameter(entry, &ICalendarParameterName::Value).is_some_and(|value| value.eq_ignore_ascii_case("DATE"));
        Self { dates, zone: resolved, unknown, entry }
    }

    /// Returns the first moment.
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

/// Reads a property whose time is in UTC, and is read so even where its `Z` is missing.
pub fn absolute(entry: &ICalendarEntry, zones: &mut Zones) -> Option<Instant> {
    Some(match TimeValues::of(entry, zones).first()? {
        Moment::Date(date) => Instant::from_utc(date.into()),
        local @ Moment::Local { .. } => local.instant(&Zone::utc()),
    })
}
