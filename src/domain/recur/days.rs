//! The days of one year, month, week or day that a rule means.

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Weekday};

use super::rule::{Frequency, Rule};

/// A rule completed from its start, and asked day by day.
pub struct DayMatcher {
    rule: Rule,
}

impl DayMatcher {
    /// Fills in from the start what the rule leaves open (RFC 5545 3.3.10: "derived from the start time").
    pub fn new(mut rule: Rule, start: NaiveDateTime) -> Self {
        let weekday = (0, start.weekday());
        if rule.names_days() {
            let only_weeks = rule.year_days.is_empty() && rule.month_days.is_empty() && rule.days.is_empty();
            if only_weeks && rule.frequency == Frequency::Yearly {
                rule.days = vec![weekday];
            }
        } else {
            let day = i16::try_from(start.day()).unwrap_or(1);
            match rule.frequency {
                Frequency::Yearly => {
                    rule.month_days = vec![day];
                    if rule.months == 0 {
                        rule.months = 1 << start.month();
                    }
                }
                Frequency::Monthly => rule.month_days = vec![day],
                Frequency::Weekly => rule.days = vec![weekday],
                _ => {}
            }
        }
        Self { rule }
    }

    /// Whether a day passes every BY-part that speaks of days.
    pub fn fits(&self, day: NaiveDate) -> bool {
        self.fits_month(day.month())
            && self.fits_month_day(day)
            && self.fits_weekday(day)
            && (self.rule.year_days.is_empty()
                || either_end(&self.rule.year_days, day.ordinal(), year_length(day.year())))
            && (self.rule.weeks.is_empty() || self.fits_week(day))
    }

    fn fits_month(&self, month: u32) -> bool {
        self.rule.months == 0 || self.rule.months >> month & 1 == 1
    }

    fn fits_month_day(&self, day: NaiveDate) -> bool {
        self.rule.month_days.is_empty()
            || either_end(&self.rule.month_days, day.day(), u32::from(day.num_days_in_month()))
    }

    fn fits_weekday(&self, day: NaiveDate) -> bool {
        let rule = &self.rule;
        // A number before a weekday counts within the month or the year; elsewhere it means nothing.
        let within = match rule.frequency {
            Frequency::Monthly => Some((day.day(), u32::from(day.num_days_in_month()))),
            Frequency::Yearly if rule.months != 0 => Some((day.day(), u32::from(day.num_days_in_month()))),
            Frequency::Yearly if rule.weeks.is_empty() => Some((day.ordinal(), year_length(day.year()))),
            _ => None,
        };
        rule.days.is_empty()
            || rule.days.iter().any(|(number, weekday)| {
                *weekday == day.weekday()
                    && match within {
                        Some((nth, _)) if *number > 0 => nth.div_ceil(7) == u32::from(number.unsigned_abs()),
                        Some((nth, length)) if *number < 0 => {
                            (length + 1 - nth).div_ceil(7) == u32::from(number.unsigned_abs())
                        }
                        _ => true,
                    }
            })
    }

    fn fits_week(&self, day: NaiveDate) -> bool {
        let first = |year| week_one(year, self.rule.week_start);
        let year = match day.year() {
            year if day < first(year) => year - 1,
            year if day >= first(year + 1) => year + 1,
            year => year,
        };
        let weeks = |from: NaiveDate, to: NaiveDate| u32::try_from((to - from).num_days() / 7).unwrap_or(0);
        either_end(&self.rule.weeks, weeks(first(year), day) + 1, weeks(first(year), first(year + 1)))
    }

    /// The days of the year that fit, in order; returns how many were looked at.
    pub fn of_year(&self, year: i32, into: &mut Vec<NaiveDate>) -> u32 {
        (1..=12).filter(|month| self.fits_month(*month)).map(|month| self.of_month(year, month, into)).sum()
    }

    /// The days of the month that fit, in order; returns how many were looked at.
    pub fn of_month(&self, year: i32, month: u32, into: &mut Vec<NaiveDate>) -> u32 {
        if !self.fits_month(month) {
            return 1;
        }
        let Some(first) = NaiveDate::from_ymd_opt(year, month, 1) else { return 1 };
        // The commonest rule names one day of the month: no need to look at the others.
        if let [day] = *self.rule.month_days
            && let Ok(day) = u32::try_from(day)
        {
            into.extend(first.with_day(day).filter(|day| self.fits(*day)));
            return 1;
        }
        let length = usize::from(first.num_days_in_month());
        into.extend(first.iter_days().take(length).filter(|day| self.fits(*day)));
        8
    }

    /// The days of the week that begins at `first` that fit, in order; returns how many were looked at.
    pub fn of_week(&self, first: NaiveDate, into: &mut Vec<NaiveDate>) -> u32 {
        into.extend(first.iter_days().take(7).filter(|day| self.fits(*day)));
        2
    }
}

/// Whether a list that counts from 1 at the start and from -1 at the end names the nth of `length`.
fn either_end(list: &[i16], nth: u32, length: u32) -> bool {
    list.iter().any(|n| {
        if *n > 0 { u32::from(n.unsigned_abs()) == nth } else { u32::from(n.unsigned_abs()) + nth == length + 1 }
    })
}

fn year_length(year: i32) -> u32 {
    if NaiveDate::from_ymd_opt(year, 2, 29).is_some() { 366 } else { 365 }
}

/// The first day of the week `day` is in.
pub fn week_of(day: NaiveDate, week_start: Weekday) -> NaiveDate {
    day.checked_sub_signed(TimeDelta::days(i64::from(day.weekday().days_since(week_start)))).unwrap_or(day)
}

/// Where week 1 of a year begins: the first week with at least four days in it.
fn week_one(year: i32, week_start: Weekday) -> NaiveDate {
    week_of(NaiveDate::from_ymd_opt(year, 1, 4).unwrap_or_default(), week_start)
}
