//! Capacity: the working hours of the configuration, without days off.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

use crate::command::context::Context;
use crate::command::grammar::hours::{WeeklyHours, read_hours};
use crate::error::Result;
use crate::store::DayOff;

/// How much can be worked on which day.
#[derive(Clone, Debug)]
pub struct Capacity {
    hours: WeeklyHours,
    off: Vec<DayOff>,
}

impl Capacity {
    /// That of all days from one through another.
    pub fn of(context: &Context<'_>, from: NaiveDate, to: NaiveDate) -> Result<Self> {
        let hours = read_hours(&context.config.schedule.hours)?;
        Ok(Self { hours, off: context.db.days_off(Some(from), Some(to))? })
    }

    /// Whether a day is off.
    pub fn is_off(&self, day: NaiveDate) -> bool {
        self.off.iter().any(|off| off.first_day <= day && day <= off.last_day)
    }

    /// Seconds of working hours on a day, off or not.
    pub fn usual(&self, day: NaiveDate) -> i64 {
        self.hours.seconds(day.weekday())
    }

    /// Working hours of a day as minutes of it, from one to another, in order; none where it is off.
    pub fn stretches(&self, day: NaiveDate) -> Vec<(i64, i64)> {
        let minute = |time: NaiveTime| i64::from(time.hour() * 60 + time.minute());
        let slots = if self.is_off(day) { &[][..] } else { self.hours.slots(day.weekday()) };
        slots.iter().map(|slot| (minute(slot.opens), slot.closes.map_or(24 * 60, minute))).collect()
    }

    /// Seconds that can be worked on a day.
    pub fn on(&self, day: NaiveDate) -> i64 {
        if self.is_off(day) { 0 } else { self.usual(day) }
    }

    /// Seconds that can be worked on a day from a time of it on.
    pub fn left_on(&self, day: NaiveDate, time: NaiveTime) -> i64 {
        if self.is_off(day) { 0 } else { self.hours.seconds_from(day.weekday(), time) }
    }

    /// Seconds that can be worked from a day through another.
    pub fn seconds(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        from.iter_days().take_while(|day| *day <= to).map(|day| self.on(day)).sum()
    }

    /// Days with working hours from one through another, and how many of them are off.
    pub fn days(&self, from: NaiveDate, to: NaiveDate) -> (usize, usize) {
        let days: Vec<NaiveDate> =
            from.iter_days().take_while(|day| *day <= to).filter(|day| self.usual(*day) > 0).collect();
        (days.len(), days.iter().filter(|day| self.is_off(**day)).count())
    }
}
