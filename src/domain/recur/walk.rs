//! The wall-clock readings a rule gives inside a window, at a cost bounded by the window.
//!
//! A rule without COUNT is entered at the period the window begins in, so its age costs nothing; a COUNT
//! that falls on evenly spaced days is turned into the day of its last. What is left walks from the start,
//! within a number of steps.

use std::ops::ControlFlow;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta};

use super::days::{DayMatcher, week_of};
use super::rule::{Frequency, Rule};
use super::times::TimeSet;

/// Why a walk ended before its window did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Too many periods had to be looked at.
    Steps,
    /// Too many readings were found.
    Found,
}

/// What a walk may use up.
pub struct Purse {
    /// Steps left.
    pub steps: u32,
    /// Readings it may still find.
    pub found: usize,
}

/// A stretch of wall-clock time, both ends included.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    /// The first reading in it.
    pub from: NaiveDateTime,
    /// The last reading in it.
    pub to: NaiveDateTime,
}

/// Collects what `rule` gives from `start` on inside `window`, in order.
pub fn walk(
    rule: Rule,
    start: NaiveDateTime,
    window: Window,
    purse: &mut Purse,
    found: &mut Vec<NaiveDateTime>,
) -> Result<(), Stop> {
    let last = last_of_count(&rule, start);
    let left = if last.is_some() { None } else { rule.count };
    let to = last.map_or(window.to, |last| last.min(window.to));
    let mut walk = Walk {
        frequency: rule.frequency,
        interval: i64::from(rule.interval),
        week_start: rule.week_start,
        positions: rule.positions.clone(),
        times: TimeSet::new(&rule, start),
        days: DayMatcher::new(rule, start),
        sink: Sink { start, window: Window { from: window.from, to }, left, purse, found },
    };
    let end = if walk.frequency >= Frequency::Daily { walk.by_days() } else { walk.by_clock() };
    match end {
        ControlFlow::Break(Some(stop)) => Err(stop),
        _ => Ok(()),
    }
}

/// `Break(None)` is the end of the rule or of the window.
type WalkFlow = ControlFlow<Option<Stop>>;

struct Walk<'a> {
    frequency: Frequency,
    interval: i64,
    week_start: chrono::Weekday,
    positions: Vec<i16>,
    times: TimeSet,
    days: DayMatcher,
    sink: Sink<'a>,
}

impl Walk<'_> {
    /// Years, months, weeks and days: each period's days, at each of the rule's times.
    fn by_days(&mut self) -> WalkFlow {
        let start = self.sink.start.date();
        let mut round = if self.sink.left.is_some() { 0 } else { self.rounds_to(self.sink.window.from.date()) };
        let mut days = Vec::new();
        loop {
            let Some(first) = self.period(start, round) else { return ControlFlow::Break(None) };
            if first > self.sink.window.to.date() {
                return ControlFlow::Break(None);
            }
            days.clear();
            let steps = match self.frequency {
                Frequency::Yearly => self.days.of_year(first.year(), &mut days),
                Frequency::Monthly => self.days.of_month(first.year(), first.month(), &mut days),
                Frequency::Weekly => self.days.of_week(first, &mut days),
                _ => {
                    days.extend(self.days.fits(first).then_some(first));
                    1
                }
            };
            self.sink.spend(steps)?;
            if self.positions.is_empty() {
                for day in &days {
                    self.sink.day(*day, &self.times)?;
                }
            } else {
                for at in picked(&self.positions, &days, &self.times) {
                    self.sink.offer(at)?;
                }
            }
            round += 1;
        }
    }

    /// How many rounds after the start the period of a day is, rounded down.
    fn rounds_to(&self, day: NaiveDate) -> i64 {
        let start = self.sink.start.date();
        let months = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month0());
        let periods = match self.frequency {
            Frequency::Yearly => i64::from(day.year() - start.year()),
            Frequency::Monthly => months(day) - months(start),
            Frequency::Weekly => (week_of(day, self.week_start) - week_of(start, self.week_start)).num_days() / 7,
            _ => (day - start).num_days(),
        };
        periods.max(0) / self.interval
    }

    /// The first day of a round's period.
    fn period(&self, start: NaiveDate, round: i64) -> Option<NaiveDate> {
        let periods = round.checked_mul(self.interval)?;
        let days = |from: NaiveDate, days: i64| from.checked_add_signed(TimeDelta::try_days(days)?);
        match self.frequency {
            Frequency::Yearly => NaiveDate::from_ymd_opt(start.year().checked_add(i32::try_from(periods).ok()?)?, 1, 1),
            Frequency::Monthly => {
                start.with_day(1)?.checked_add_months(chrono::Months::new(u32::try_from(periods).ok()?))
            }
            Frequency::Weekly => days(week_of(start, self.week_start), periods.checked_mul(7)?),
            _ => days(start, periods),
        }
    }

    /// Hours, minutes and seconds: jumps over what no BY-part lets through.
    fn by_clock(&mut self) -> WalkFlow {
        let unit = seconds_in(self.frequency);
        let stride = self.interval * unit;
        let base = self.sink.start.and_utc().timestamp().div_euclid(unit) * unit;
        let rounds_to = |seconds: i64| {
            (seconds - base).max(0).div_euclid(stride) + i64::from((seconds - base).max(0) % stride != 0)
        };
        let from = self.sink.window.from.and_utc().timestamp().div_euclid(unit) * unit;
        let mut round = if self.sink.left.is_some() { 0 } else { rounds_to(from) };
        let mut fitting: Option<NaiveDate> = None;
        loop {
            let seconds = base.saturating_add(round.saturating_mul(stride));
            let Some(at) = DateTime::from_timestamp(seconds, 0).map(|at| at.naive_utc()) else {
                return ControlFlow::Break(None);
            };
            if at > self.sink.window.to {
                return ControlFlow::Break(None);
            }
            self.sink.spend(1)?;
            if fitting != Some(at.date()) {
                if !self.days.fits(at.date()) {
                    round = rounds_to(seconds - seconds.rem_euclid(86_400) + 86_400);
                    continue;
                }
                fitting = Some(at.date());
            }
            if let Some(wait) = self.times.wait(self.frequency, at) {
                round = rounds_to(seconds + wait);
                continue;
            }
            let times = self.times.within(self.frequency, at);
            if self.positions.is_empty() {
                self.sink.day(at.date(), &times)?;
            } else {
                for at in picked(&self.positions, &[at.date()], &times) {
                    self.sink.offer(at)?;
                }
            }
            round += 1;
        }
    }
}

fn seconds_in(frequency: Frequency) -> i64 {
    match frequency {
        Frequency::Secondly => 1,
        Frequency::Minutely => 60,
        Frequency::Hourly => 3600,
        _ => 86_400,
    }
}

/// When the last of COUNT is, for rules whose readings are evenly spaced.
fn last_of_count(rule: &Rule, start: NaiveDateTime) -> Option<NaiveDateTime> {
    let further = i64::from(rule.count?) - 1;
    let weekly = rule.frequency == Frequency::Weekly
        && rule.month_days.is_empty()
        && rule.year_days.is_empty()
        && rule.weeks.is_empty();
    let by_week = weekly
        && rule.months == 0
        && rule.hours == 0
        && rule.minutes == 0
        && rule.seconds == 0
        && !rule.days.is_empty();
    if !rule.positions.is_empty() || rule.frequency > Frequency::Weekly || rule.has_parts() && !by_week {
        return None;
    }
    let interval = i64::from(rule.interval);
    let end = NaiveDateTime::MAX;
    if !by_week {
        let unit = if weekly { 7 * 86_400 } else { seconds_in(rule.frequency) };
        let seconds = further.checked_mul(interval).and_then(|n| n.checked_mul(unit)).and_then(TimeDelta::try_seconds);
        return Some(seconds.and_then(|length| start.checked_add_signed(length)).unwrap_or(end));
    }
    let mut offsets: Vec<i64> = rule.days.iter().map(|(_, day)| i64::from(day.days_since(rule.week_start))).collect();
    offsets.sort_unstable();
    offsets.dedup();
    let per_week = i64::try_from(offsets.len()).ok()?;
    let into_week = i64::from(start.weekday().days_since(rule.week_start));
    let before = i64::try_from(offsets.iter().filter(|offset| **offset < into_week).count()).ok()?;
    let nth = before + further;
    let offset = *offsets.get(usize::try_from(nth % per_week).ok()?)?;
    let days = TimeDelta::try_days((nth / per_week).checked_mul(7 * interval)? + offset);
    let date = days.and_then(|days| week_of(start.date(), rule.week_start).checked_add_signed(days));
    Some(date.map_or(end, |date| date.and_time(start.time())))
}

/// What BYSETPOS picks from every day at every time, in order.
fn picked(positions: &[i16], days: &[NaiveDate], times: &TimeSet) -> Vec<NaiveDateTime> {
    let per_day = i64::from(times.len());
    let all = i64::try_from(days.len()).unwrap_or(0) * per_day;
    let mut places: Vec<i64> =
        positions.iter().map(|n| i64::from(*n)).map(|n| if n > 0 { n - 1 } else { all + n }).collect();
    places.retain(|place| (0..all).contains(place));
    places.sort_unstable();
    places.dedup();
    let at = |place: i64| {
        let day = days.get(usize::try_from(place / per_day).ok()?)?;
        Some(day.and_time(times.nth(u32::try_from(place % per_day).ok()?)?))
    };
    places.into_iter().filter_map(at).collect()
}

/// Takes what a rule gives, in order, and knows when to stop.
struct Sink<'a> {
    start: NaiveDateTime,
    window: Window,
    left: Option<u32>,
    purse: &'a mut Purse,
    found: &'a mut Vec<NaiveDateTime>,
}

impl Sink<'_> {
    fn spend(&mut self, steps: u32) -> WalkFlow {
        match self.purse.steps.checked_sub(steps) {
            Some(left) => self.purse.steps = left,
            None => return ControlFlow::Break(Some(Stop::Steps)),
        }
        ControlFlow::Continue(())
    }

    /// Every time on a day.
    fn day(&mut self, day: NaiveDate, times: &TimeSet) -> WalkFlow {
        let many = times.len();
        if day > self.start.date() && day < self.window.from.date() {
            // A whole day before the window is only counted.
            let Some(left) = &mut self.left else { return ControlFlow::Continue(()) };
            *left = left.saturating_sub(many);
            return if *left == 0 { ControlFlow::Break(None) } else { ControlFlow::Continue(()) };
        }
        for n in 0..many {
            if n > 0 {
                self.spend(1)?;
            }
            if let Some(time) = times.nth(n) {
                self.offer(day.and_time(time))?;
            }
        }
        ControlFlow::Continue(())
    }

    fn offer(&mut self, at: NaiveDateTime) -> WalkFlow {
        if at < self.start {
            return ControlFlow::Continue(());
        }
        if at > self.window.to {
            return ControlFlow::Break(None);
        }
        if let Some(left) = &mut self.left {
            let Some(fewer) = left.checked_sub(1) else { return ControlFlow::Break(None) };
            *left = fewer;
        }
        if at >= self.window.from {
            if self.purse.found == 0 {
                return ControlFlow::Break(Some(Stop::Found));
            }
            self.purse.found -= 1;
            self.found.push(at);
        }
        ControlFlow::Continue(())
    }
}
