//! DATE and DATE-TIME values of a property, in the zone that it names.

use calcard::icalendar::{ICalendarEntry, ICalendarParameterName, ICalendarValue};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::problems::Notes;
use super::values::{after, clock, parameter, reading};
use super::zone::Zones;
use crate::domain::event::{Duration, Extra, Moment};
use crate::domain::time::Instant;
use crate::domain::zone::Zone;

/// Letters that are shown of what cannot be read.
const SHOWN: usize = 60;

/// The times of one property, in its TZID.
pub struct TimeValues {
    /// A TZID that no one knows.
    unknown: Option<String>,
    /// The first value that is no date and no time, as it stands.
    pub unreadable: Option<String>,
    /// Whether VALUE=DATE announced dates, and times came: they count.
    despite_date: bool,
    all: Vec<Extra>,
}

impl TimeValues {
    /// Reads the value of a property as it stands in its line.
    pub fn read(entry: &ICalendarEntry, value: &str, zones: &mut Zones) -> Self {
        let (zone, unknown) = zone(entry, zones);
        let dates =
            parameter(entry, &ICalendarParameterName::Value).is_some_and(|value| value.eq_ignore_ascii_case("DATE"));
        let mut times = Self { unknown, unreadable: None, despite_date: false, all: Vec::new() };
        for one in value.split(',').filter(|one| !one.trim().is_empty()) {
            match extra(one, zone.as_deref(), dates) {
                Some(extra) => {
                    times.despite_date |= dates && !extra.start.is_date();
                    times.all.push(extra);
                }
                None => drop(times.unreadable.get_or_insert_with(|| one.trim().chars().take(SHOWN).collect())),
            }
        }
        times
    }

    /// Says what is odd about the times of a property, in one of a component's own lines.
    pub fn tell(&self, property: &str, own: usize, notes: &mut Notes) {
        if let Some(tzid) = &self.unknown {
            notes.push(own, format!("the time zone `{tzid}` is unknown: its times are read as local ones"));
        }
        if self.despite_date {
            notes.push(own, format!("{property} says that it is a date and has a time: the time counts"));
        }
    }

    /// Returns the first moment; none if the first value cannot be read.
    pub fn first(&self) -> Option<Moment> {
        self.all.first().filter(|_| self.unreadable.is_none()).map(|extra| extra.start.clone())
    }

    /// Every moment that can be read.
    pub fn moments(self) -> impl Iterator<Item = Moment> {
        self.all.into_iter().map(|extra| extra.start)
    }

    /// Every RDATE that can be read.
    pub fn extras(self) -> Vec<Extra> {
        self.all
    }
}

/// The zone of a property's TZID, or that TZID if no one knows it.
fn zone(entry: &ICalendarEntry, zones: &mut Zones) -> (Option<String>, Option<String>) {
    // A TZID with a comma that was not quoted arrives in pieces.
    let named = entry.params.iter().filter(|param| param.name == ICalendarParameterName::Tzid);
    let pieces: Vec<&str> = named.filter_map(|param| param.value.as_text()).collect();
    let tzid = pieces.join(", ");
    let resolved = if tzid.is_empty() { None } else { zones.resolve(&tzid) };
    let unknown = (!tzid.is_empty() && resolved.is_none()).then_some(tzid);
    (resolved, unknown)
}

/// One value: a moment, or a PERIOD.
fn extra(text: &str, zone: Option<&str>, dates: bool) -> Option<Extra> {
    match text.split_once('/') {
        None => Some(Extra { start: moment(text, zone, dates)?, end: None }),
        Some((start, end)) => {
            let start = moment(start, zone, dates).filter(|start| !start.is_date())?;
            let end = match lasts(end) {
                Some(length) => after(&start, length),
                None => moment(end, zone, dates)?,
            };
            Some(Extra { start, end: Some(end) })
        }
    }
}

/// A date or a time. A midnight where a date was announced is that date; any other time counts.
fn moment(text: &str, zone: Option<&str>, dates: bool) -> Option<Moment> {
    let Wall { at, time, east } = wall(text)?;
    if !time || dates && at.time() == NaiveTime::MIN {
        return Some(Moment::Date(at.date()));
    }
    match east {
        None => Some(Moment::Local { at, zone: zone.map(str::to_owned) }),
        Some(east) => at.checked_sub_signed(TimeDelta::seconds(east)).map(Moment::utc),
    }
}

/// A reading as it is written.
struct Wall {
    at: NaiveDateTime,
    /// Whether a time follows the date.
    time: bool,
    /// Seconds east of Greenwich, where they are written too.
    east: Option<i64>,
}

/// Reads `20260610`, `20260610T103000`, `20260610T103000Z`, and what other programs write for it: dashes and colons as
/// in ISO 8601, no seconds, an offset. Anything else is not guessed at.
fn wall(text: &str) -> Option<Wall> {
    let text = text.trim();
    let mut rest = Digits(text);
    let (year, month, day) = (rest.number(4)?, rest.after('-').number(2)?, rest.after('-').number(2)?);
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    rest.0 = rest.0.trim_start();
    let marked = rest.0.strip_prefix(['T', 't']);
    rest.0 = marked.unwrap_or(rest.0);
    if rest.0.is_empty() || rest.0.eq_ignore_ascii_case("Z") {
        return Some(Wall { at: date.into(), time: false, east: None });
    }
    if marked.is_none() && text.len() == 8 + rest.0.len() {
        return None;
    }
    let (hour, minute) = (rest.number(2)?, rest.after(':').number(2)?);
    let second = rest.after(':').number(2).unwrap_or(0);
    if let Some(fraction) = rest.0.strip_prefix('.') {
        rest.0 = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
    }
    let east = match rest.0.trim() {
        "" => None,
        offset => Some(east(offset)?),
    };
    Some(Wall { at: clock(date, hour, minute, second)?, time: true, east })
}

/// An offset at the end of a time, in seconds east of Greenwich.
fn east(text: &str) -> Option<i64> {
    if text.eq_ignore_ascii_case("Z") {
        return Some(0);
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let mut rest = Digits(text.strip_prefix(['+', '-'])?);
    let hours = rest.number(2)?;
    let minutes = rest.after(':').number(2).unwrap_or(0);
    rest.0.is_empty().then(|| sign * (i64::from(hours) * 3600 + i64::from(minutes) * 60))
}

/// A length (RFC 5545 3.3.6), forward: `PT2H`, `P1D`.
fn lasts(text: &str) -> Option<Duration> {
    let rest = text.trim().trim_start_matches('+').strip_prefix(['P', 'p'])?;
    let mut length = Duration::default();
    let (mut number, mut seen) = (None::<i64>, false);
    for c in rest.chars() {
        if let Some(digit) = c.to_digit(10) {
            number = Some(number.unwrap_or(0).saturating_mul(10).saturating_add(i64::from(digit)));
            continue;
        }
        let (place, unit) = match c.to_ascii_uppercase() {
            'T' if number.is_none() => continue,
            'W' => (&mut length.days, 7),
            'D' => (&mut length.days, 1),
            'H' => (&mut length.seconds, 3600),
            'M' => (&mut length.seconds, 60),
            'S' => (&mut length.seconds, 1),
            _ => return None,
        };
        *place = place.saturating_add(number.take()?.saturating_mul(unit));
        seen = true;
    }
    // A century is more than any meeting lasts and keeps every sum inside the calendar.
    let short = length.days <= 36_525 && length.seconds <= 36_525 * 86_400;
    (seen && number.is_none() && short).then_some(length)
}

/// What is left of a text to read numbers from.
struct Digits<'a>(&'a str);

impl Digits<'_> {
    /// Passes over a sign that may stand between two numbers.
    fn after(&mut self, sign: char) -> &mut Self {
        self.0 = self.0.strip_prefix(sign).unwrap_or(self.0);
        self
    }

    /// Takes a number of so many digits.
    fn number(&mut self, digits: usize) -> Option<u32> {
        let (number, rest) = self.0.split_at_checked(digits).filter(|(n, _)| n.bytes().all(|b| b.is_ascii_digit()))?;
        self.0 = rest;
        number.parse().ok()
    }
}

/// Reads a property whose time is in UTC, and is read so even where its `Z` is missing.
pub fn absolute(entry: &ICalendarEntry, zones: &mut Zones) -> Option<Instant> {
    let (zone, _) = zone(entry, zones);
    let at = match entry.values.first()? {
        ICalendarValue::PartialDateTime(at) => {
            let east = i64::from(at.tz_hour.unwrap_or(0)) * 3600 + i64::from(at.tz_minute.unwrap_or(0)) * 60;
            let zone = zone.filter(|_| at.tz_hour.is_none());
            let shift = TimeDelta::seconds(if at.tz_minus { -east } else { east });
            Moment::Local { at: reading(at)?.checked_sub_signed(shift)?, zone }
        }
        ICalendarValue::Text(text) => moment(text, zone.as_deref(), false)?,
        _ => return None,
    };
    Some(at.instant(&Zone::utc()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_times_in_every_form_that_leaves_no_doubt() {
        let read = |text: &str| moment(text, Some("Europe/Berlin"), false).map(|at| at.to_string()).unwrap_or_default();
        for (text, meant) in [
            ("20260610", "2026-06-10"),
            ("2026-06-10", "2026-06-10"),
            ("20260610T", "2026-06-10"),
            ("20260610Z", "2026-06-10"),
            ("20260610T103000", "2026-06-10T10:30:00[Europe/Berlin]"),
            ("20260610T1030", "2026-06-10T10:30:00[Europe/Berlin]"),
            ("20260610t103000z", "2026-06-10T10:30:00Z"),
            ("20260610T1030Z", "2026-06-10T10:30:00Z"),
            (" 2026-06-10 10:30:00.123Z ", "2026-06-10T10:30:00Z"),
            ("20260610T103000+0200", "2026-06-10T08:30:00Z"),
            ("2026-06-10T10:30:00-05:30", "2026-06-10T16:00:00Z"),
            ("20260610T240000", "2026-06-11T00:00:00[Europe/Berlin]"),
            ("20260610T235960Z", "2026-06-10T23:59:59Z"),
        ] {
            assert_eq!(read(text), meant, "{text}");
        }
        for text in [
            "",
            "soon",
            "2026",
            "20260610T10300Z",
            "20260610T10",
            "20260610T103000X",
            "20260610103000",
            "20260231",
            "20260610T250000",
            "20260610T103000+",
            "20260610T103000+02:00x",
            "2026061",
            "٢٠٢٦0610",
        ] {
            assert_eq!(read(text), "", "{text}");
        }
    }

    #[test]
    fn lengths_go_forward() {
        let length = |days, seconds| Some(Duration { days, seconds });
        assert_eq!(lasts("P1W2DT3H4M5S"), length(9, 3 * 3600 + 4 * 60 + 5));
        assert_eq!(lasts("PT0S"), length(0, 0));
        for text in ["", "P", "PT", "-PT1H", "PT1", "1H", "P99999999999999999999D", "PTH"] {
            assert_eq!(lasts(text), None, "{text}");
        }
    }
}
