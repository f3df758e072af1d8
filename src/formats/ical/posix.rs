//! A VTIMEZONE (RFC 5545 3.6.5) as the name of a zone with rules of its own: see [`Zone`](crate::domain::zone::Zone).

use std::fmt::Write;

use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarFrequency, ICalendarProperty,
    ICalendarRecurrenceRule, ICalendarValue, ICalendarWeekday,
};
use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike};

use super::values::wall;
use crate::domain::time::Instant;

/// Changes of the rules kept at most, the latest ones.
const ERAS: usize = 60;
/// 1971-01-01: rules that end before it are dropped.
const LONG_AGO: Instant = Instant(31_536_000);
const DAY: i64 = 86_400;

/// Returns the name of a VTIMEZONE's rules; `None` if they cannot be read.
pub fn name(zone: &ICalendar) -> Option<String> {
    let observances: Vec<Observance> = zone.components.iter().skip(1).filter_map(Observance::read).take(500).collect();
    let mut changes: Vec<Instant> = observances.iter().flat_map(Observance::boundaries).collect();
    changes.sort_unstable();
    changes.dedup();
    let first = observances.iter().min_by_key(|one| one.instant(one.onset))?;
    let mut eras: Vec<(Instant, String)> = vec![(Instant(i64::MIN), fixed(first.from))];
    let changes = changes.split_off(changes.len().saturating_sub(ERAS));
    for (index, change) in changes.iter().enumerate() {
        let mut at = *change;
        // A rule that nobody takes turns with changes the clocks by itself, until something else happens.
        for _ in 0..ERAS {
            let rules = in_force(&observances, at)?;
            if eras.last().is_none_or(|(_, last)| *last != rules) {
                eras.push((at, rules));
            }
            let next = observances.iter().filter_map(|one| one.first_after(at)).min();
            match next.filter(|next| changes.get(index + 1).is_some_and(|end| next < end)) {
                Some(next) if running_pair(&observances, at).is_none() => at = next,
                _ => break,
            }
        }
    }
    let past = eras.iter().rposition(|(from, _)| *from < LONG_AGO).unwrap_or(0);
    let mut name = String::from("posix:");
    for (index, (from, rules)) in eras.iter().skip(past).enumerate() {
        let _ = if index == 0 { write!(name, "{rules}") } else { write!(name, ";{}={rules}", from.0) };
    }
    Some(name)
}

/// The POSIX rule in force from an instant on: a pair that takes turns, or what was set last.
fn in_force(observances: &[Observance], at: Instant) -> Option<String> {
    if let Some((standard, daylight)) = running_pair(observances, at) {
        return pair(standard, daylight);
    }
    let last = observances.iter().filter_map(|one| Some((one.last_by(at)?, one.to))).max();
    last.map(|(_, offset)| fixed(offset))
}

/// The two rules that take turns at an instant, standard time's first.
fn running_pair(observances: &[Observance], at: Instant) -> Option<(&Observance, &Observance)> {
    let running = |daylight: bool| {
        observances.iter().find(|one| {
            one.daylight == daylight
                && one.yearly.is_some()
                && one.instant(one.onset) <= at
                && one.until.is_none_or(|until| until > at)
        })
    };
    running(false).zip(running(true)).filter(|(standard, daylight)| standard.to != daylight.to)
}

/// Writes a rule that never changes.
pub fn fixed(offset: i64) -> String {
    format!("<{}>{}", label(offset), clock(-offset))
}

fn pair(standard: &Observance, daylight: &Observance) -> Option<String> {
    // POSIX reads each change on the clock the other rule keeps; VTIMEZONE on TZOFFSETFROM.
    let change = |one: &Observance, before: i64| one.yearly.as_ref().map(|yearly| yearly.posix(before - one.from));
    let (begins, ends) = (change(daylight, standard.to)?, change(standard, daylight.to)?);
    Some(format!("{}<{}>{},{begins},{ends}", fixed(standard.to), label(daylight.to), clock(-daylight.to)))
}

/// An offset as an abbreviation: `+01`, `-0330`.
fn label(offset: i64) -> String {
    let minutes = offset.abs() / 60;
    let sign = if offset < 0 { '-' } else { '+' };
    if minutes % 60 == 0 {
        format!("{sign}{:02}", minutes / 60)
    } else {
        format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
    }
}

/// Seconds as POSIX writes them: `-1`, `3:30`.
fn clock(seconds: i64) -> String {
    let (sign, minutes) = (if seconds < 0 { "-" } else { "" }, seconds.abs() / 60);
    if minutes % 60 == 0 {
        format!("{sign}{}", minutes / 60)
    } else {
        format!("{sign}{}:{:02}", minutes / 60, minutes % 60)
    }
}

/// A STANDARD or DAYLIGHT: what the offset becomes, and when.
struct Observance {
    daylight: bool,
    /// DTSTART, on the clock of `from`.
    onset: NaiveDateTime,
    from: i64,
    to: i64,
    yearly: Option<Yearly>,
    /// When its rule ends.
    until: Option<Instant>,
    /// RDATE.
    dates: Vec<NaiveDateTime>,
}

impl Observance {
    fn read(component: &ICalendarComponent) -> Option<Self> {
        let daylight = match component.component_type {
            ICalendarComponentType::Daylight => true,
            ICalendarComponentType::Standard => false,
            _ => return None,
        };
        let value = |name: ICalendarProperty| component.property(&name)?.values.first();
        let offset = |name| match value(name)? {
            ICalendarValue::PartialDateTime(at) => {
                let seconds = i64::from(at.tz_hour?) * 3600 + i64::from(at.tz_minute.unwrap_or(0)) * 60;
                (seconds < DAY).then_some(if at.tz_minus { -seconds } else { seconds })
            }
            _ => None,
        };
        let onset = value(ICalendarProperty::Dtstart).and_then(wall)?;
        let (from, to) = (offset(ICalendarProperty::Tzoffsetfrom), offset(ICalendarProperty::Tzoffsetto)?);
        let from = from.unwrap_or(to);
        let dates = component
            .properties(&ICalendarProperty::Rdate)
            .flat_map(|entry| &entry.values)
            .filter_map(wall)
            .take(ERAS)
            .collect();
        let mut one = Self { daylight, onset, from, to, yearly: None, until: None, dates };
        if let Some(ICalendarValue::RecurrenceRule(rule)) = value(ICalendarProperty::Rrule) {
            one.yearly = Yearly::read(rule, onset);
            let until =
                rule.until.as_ref().and_then(|until| wall(&ICalendarValue::PartialDateTime(Box::new(until.clone()))));
            one.until = until.map(Instant::from_utc);
        }
        Some(one)
    }

    fn instant(&self, local: NaiveDateTime) -> Instant {
        Instant::from_utc(local) - self.from
    }

    /// When what is in force may become something else for good.
    fn boundaries(&self) -> impl Iterator<Item = Instant> {
        let dates = self.dates.iter().map(|date| self.instant(*date));
        // A rule may end long after the last change that it makes.
        let last = self.until.and_then(|until| self.last_by(until));
        dates.chain([self.instant(self.onset)]).chain(self.until).chain(last)
    }

    /// When its rule begins next after an instant.
    fn first_after(&self, at: Instant) -> Option<Instant> {
        let yearly = self.yearly.as_ref()?;
        let year = at.utc().year();
        let years = (year - 1..=year + 1).filter_map(|year| yearly.in_year(year));
        let begun = |begun: &Instant| *begun > at && *begun >= self.instant(self.onset);
        years
            .map(|local| self.instant(local))
            .filter(begun)
            .find(|begun| self.until.is_none_or(|until| *begun <= until))
    }

    /// When it last began, by an instant.
    fn last_by(&self, at: Instant) -> Option<Instant> {
        let year = at.utc().year();
        let rule = |year| {
            let begun = self.instant(self.yearly.as_ref()?.in_year(year)?);
            (begun >= self.instant(self.onset) && self.until.is_none_or(|until| begun <= until)).then_some(begun)
        };
        let ended = self.until.map(|until| until.utc().year());
        let years = [Some(year + 1), Some(year), Some(year - 1), ended, ended.map(|year| year - 1)];
        let rules = years.into_iter().flatten().filter_map(rule);
        rules
            .chain(self.dates.iter().chain([&self.onset]).map(|date| self.instant(*date)))
            .filter(|begun| *begun <= at)
            .max()
    }
}

/// A day that comes every year, and the seconds into it.
#[derive(Debug)]
enum Yearly {
    /// The nth weekday (Sunday is 0) of a month, 5 the last.
    Weekday { month: u32, nth: u32, weekday: u32, seconds: i64 },
    /// A date.
    Date { month: u32, day: u32, seconds: i64 },
}

impl Yearly {
    fn read(rule: &ICalendarRecurrenceRule, onset: NaiveDateTime) -> Option<Self> {
        if rule.freq != ICalendarFrequency::Yearly || rule.interval.is_some_and(|interval| interval > 1) {
            return None;
        }
        let month = rule.bymonth.first().map_or(onset.month(), |month| u32::from(month.month()));
        let seconds = i64::from(onset.time().num_seconds_from_midnight());
        let days: Vec<u32> = rule.bymonthday.iter().filter_map(|day| u32::try_from(*day).ok()).collect();
        let [day] = rule.byday.as_slice() else {
            let day = if let [day] = days.as_slice() { *day } else { onset.day() };
            return rule.byday.is_empty().then_some(Self::Date { month, day, seconds });
        };
        let weekday = day.weekday as u32;
        match (day.ordwk, days.iter().min()) {
            (Some(nth @ 1..=5), _) => {
                Some(Self::Weekday { month, nth: u32::from(nth.unsigned_abs()), weekday, seconds })
            }
            (Some(-1), _) => Some(Self::Weekday { month, nth: 5, weekday, seconds }),
            // The weekday on or after a date, written as seven days: so many days after an nth weekday.
            (None, Some(first)) if days.len() == 7 => {
                let shift = (first - 1) % 7;
                let (nth, weekday) = ((first - 1) / 7 + 1, (weekday + 7 - shift) % 7);
                Some(Self::Weekday { month, nth, weekday, seconds: seconds + i64::from(shift) * DAY })
            }
            _ => None,
        }
    }

    fn in_year(&self, year: i32) -> Option<NaiveDateTime> {
        let (date, seconds) = match *self {
            Self::Date { month, day, seconds } => (NaiveDate::from_ymd_opt(year, month, day)?, seconds),
            Self::Weekday { month, nth, weekday, seconds } => {
                let first = NaiveDate::from_ymd_opt(year, month, 1)?;
                let day = (weekday + 7 - first.weekday().num_days_from_sunday()) % 7 + 1 + (nth - 1) * 7;
                (first.with_day(day).or_else(|| first.with_day(day.checked_sub(7)?))?, seconds)
            }
        };
        date.and_hms_opt(0, 0, 0)?.checked_add_signed(TimeDelta::try_seconds(seconds)?)
    }

    /// As POSIX writes it, `by` seconds later.
    fn posix(&self, by: i64) -> String {
        match *self {
            Self::Weekday { month, nth, weekday, seconds } => {
                format!("M{month}.{nth}.{weekday}/{}", clock(seconds + by))
            }
            Self::Date { month, day, seconds } => {
                let ordinal = NaiveDate::from_ymd_opt(2001, month, day.min(28))
                    .map_or(1, |date| date.ordinal() + day.saturating_sub(28));
                format!("J{ordinal}/{}", clock(seconds + by))
            }
        }
    }
}

/// `calcard` numbers the weekdays from Sunday, as POSIX does.
const _: () = assert!(ICalendarWeekday::Sunday as u32 == 0 && ICalendarWeekday::Saturday as u32 == 6);
