//! A rule is moved with the event that it repeats: Tuesdays become Wednesdays, the 15th the 16th, nine o'clock ten.

use chrono::{Datelike, NaiveDateTime, TimeDelta, Timelike, Weekday};

use super::{COMPARED, until};
use crate::domain::event::Event;
use crate::domain::recur::{Frequency, Rule, part, readings, weekday_code, with_part};
use crate::domain::zone::Zone;

const DAY: i64 = 86_400;

/// How an event is moved, on the wall clock of its series.
pub struct Move<'a> {
    /// The event as it was.
    pub old: &'a Event,
    /// The event as it is to be.
    pub new: &'a Event,
    /// How far.
    pub by: TimeDelta,
    /// Where the occurrence that was taken hold of comes to be: the 11th, if that is what is meant by a second Wednesday.
    pub to: NaiveDateTime,
}

/// A rule where it was and where it is.
pub struct MovedRule {
    /// The new rule.
    pub rule: String,
    /// What it gave, and what it gives, one for one.
    pub pairs: Vec<(NaiveDateTime, NaiveDateTime)>,
}

impl Move<'_> {
    /// A rule that gives every occurrence just so much earlier or later; why there is none.
    pub fn rule(&self, text: &str, home: &Zone) -> Result<MovedRule, String> {
        // What cannot be read gives nothing and is passed over, moved or not.
        let Ok(rule) = text.parse::<Rule>() else {
            return Ok(MovedRule { rule: text.to_owned(), pairs: Vec::new() });
        };
        let all =
            |event: &Event, rule: &str| readings(event, home, rule, (event.start.wall(), NaiveDateTime::MAX), COMPARED);
        let before = all(self.old, text)?;
        let refuse = || {
            format!(
                "cannot be moved there with every occurrence, because of its rule {text}: say with --repeat how it is to \
                 repeat, or move this one only"
            )
        };
        // Of an occurrence that another rule gives nothing can be told about this one.
        let held = self.to - self.by;
        let to = if before.walls.contains(&held) { Some(held) } else { before.walls.first().copied() };
        let own = Move { to: to.unwrap_or(held) + self.by, ..*self };
        let moved = own.parts(text, &rule).ok_or_else(refuse)?;
        let endless = with_part(&moved, "UNTIL", None);
        let after = all(self.new, &endless)?;
        let pairs: Vec<_> = before.walls.iter().copied().zip(after.walls).collect();
        // Nth weekdays and years with a 29 February wander by a few days; nothing else may.
        let room = if rule.frequency >= Frequency::Monthly { 7 * DAY - 1 } else { 0 };
        let fits = |(old, new): &(NaiveDateTime, NaiveDateTime)| (*new - (*old + self.by)).num_seconds().abs() <= room;
        if pairs.len() < before.walls.len() || !pairs.iter().all(fits) {
            return Err(refuse());
        }
        let rule = match (&rule.until, before.complete, pairs.last()) {
            (None, ..) => moved,
            (Some(_), true, Some((_, last))) => with_part(&moved, "UNTIL", Some(&until(self.new, *last, home))),
            (Some(old), ..) => {
                let end = match old.zone(home) {
                    _ if self.old.is_all_day() || old.to_string().ends_with(|c: char| c != 'Z') => old.wall(),
                    _ => self.old.start.zone(home).local(old.instant(home)),
                };
                with_part(&moved, "UNTIL", Some(&until(self.new, end + self.by, home)))
            }
        };
        Ok(MovedRule { rule, pairs })
    }

    /// How many days the date of the first occurrence moves.
    fn days(&self) -> i64 {
        (self.new.start.date() - self.old.start.date()).num_days()
    }

    /// The rule with its BY-parts moved; whether that is right is seen by what it gives.
    fn parts(&self, text: &str, rule: &Rule) -> Option<String> {
        let mut moved = text.to_owned();
        let by_clock = rule.hours != 0 || rule.minutes != 0 || rule.seconds != 0;
        if self.new.is_all_day() {
            let once = rule.hours.count_ones() <= 1 && rule.minutes.count_ones() <= 1 && rule.seconds.count_ones() <= 1;
            if rule.frequency < Frequency::Daily || !once {
                return None;
            }
            for name in ["BYHOUR", "BYMINUTE", "BYSECOND"] {
                moved = with_part(&moved, name, None);
            }
        } else if by_clock && !self.old.is_all_day() {
            moved = self.clock(&moved, rule)?;
        }
        if self.days() == 0 { Some(moved) } else { self.calendar(&moved, rule) }
    }

    /// BYHOUR, BYMINUTE and BYSECOND.
    fn clock(&self, text: &str, rule: &Rule) -> Option<String> {
        let start = self.old.start.wall();
        let list = |mask: u64, open: u32| -> Vec<i64> {
            if mask == 0 { vec![open.into()] } else { (0..60).filter(|n| mask >> n & 1 == 1).collect() }
        };
        let (hours, minutes) = (list(rule.hours, start.hour()), list(rule.minutes, start.minute()));
        let seconds = list(rule.seconds, start.second());
        // Only as much as the time of day moves, where all stay on their day.
        let by = self.by.num_seconds() - self.days() * DAY;
        let mut parts = [Vec::new(), Vec::new(), Vec::new()];
        for hour in &hours {
            for minute in &minutes {
                for second in &seconds {
                    let at = hour * 3600 + minute * 60 + second + by;
                    if !(0..DAY).contains(&at) {
                        return None;
                    }
                    for (part, n) in parts.iter_mut().zip([at / 3600, at / 60 % 60, at % 60]) {
                        part.push(n);
                    }
                }
            }
        }
        let times = parts[0].len();
        let mut moved = text.to_owned();
        for (name, part) in ["BYHOUR", "BYMINUTE", "BYSECOND"].into_iter().zip(&mut parts) {
            part.sort_unstable();
            part.dedup();
            if self::part(text, name).is_some() {
                moved = with_part(&moved, name, Some(&join(part)));
            }
        }
        (parts.iter().map(Vec::len).product::<usize>() == times).then_some(moved)
    }

    /// The parts that speak of days.
    fn calendar(&self, text: &str, rule: &Rule) -> Option<String> {
        let days = self.days();
        let mut moved = text.to_owned();
        let seldom = rule.frequency >= Frequency::Monthly;
        if !rule.days.is_empty() {
            let counted = rule.days.iter().any(|(n, _)| *n != 0);
            let list: Vec<(i16, Weekday)> = match rule.days.as_slice() {
                [(n, day)] if seldom && counted => {
                    let year = rule.frequency == Frequency::Yearly && rule.months == 0;
                    vec![(self.nth(*n, year), later(*day, days))]
                }
                all if seldom && (counted || !rule.positions.is_empty() && all.len() > 1) => return None,
                all => all.iter().map(|(n, day)| (*n, later(*day, days))).collect(),
            };
            if let ([n], true, false) = (rule.positions.as_slice(), seldom, counted) {
                moved = with_part(&moved, "BYSETPOS", Some(&self.nth(*n, false).to_string()));
            }
            let word = |(n, day): &(i16, Weekday)| {
                format!("{}{}", if *n == 0 { String::new() } else { n.to_string() }, weekday_code(*day))
            };
            moved = with_part(&moved, "BYDAY", Some(&list.iter().map(word).collect::<Vec<_>>().join(",")));
        }
        if rule.frequency == Frequency::Weekly && (rule.interval > 1 || !rule.positions.is_empty()) {
            // The weeks that are counted move along, so that no day falls out of its week.
            moved = with_part(&moved, "WKST", Some(weekday_code(later(rule.week_start, days))));
        }
        if !rule.month_days.is_empty() {
            let day = |n: &i16| match i64::from(*n) + days {
                // Over the end of the month: from the last day to the first of the next one, and back.
                to if *n < 0 && to >= 0 => Some(to + 1),
                to if *n > 0 && to <= 0 => Some(to - 1),
                to => Some(to).filter(|to| (-31..=31).contains(to)),
            };
            let list: Vec<i64> = match rule.month_days.as_slice() {
                // Of one day it is known which it comes to be.
                [n] if *n > 0 => vec![self.to.day().into()],
                all => all.iter().map(day).collect::<Option<_>>()?,
            };
            moved = with_part(&moved, "BYMONTHDAY", Some(&join(&list)));
        }
        if !rule.year_days.is_empty() {
            let list: Vec<i64> = rule.year_days.iter().map(|n| i64::from(*n) + days).collect();
            moved = with_part(&moved, "BYYEARDAY", Some(&join(&list)));
        }
        let old = self.to - self.by;
        if rule.months.is_power_of_two() && old.month() != self.to.month() {
            moved = with_part(&moved, "BYMONTH", Some(&self.to.month().to_string()));
        }
        Some(moved)
    }

    /// Which of its weekday the day is that is moved to, counted from the end that `n` counts from.
    fn nth(&self, n: i16, in_year: bool) -> i16 {
        let to = self.to.date();
        let (at, length) = if in_year {
            (to.ordinal(), if to.leap_year() { 366 } else { 365 })
        } else {
            (to.day(), u32::from(to.num_days_in_month()))
        };
        let (first, last) = (at.div_ceil(7), (length + 1 - at).div_ceil(7));
        let from = |nth: u32| i16::try_from(nth).unwrap_or(1);
        if n > 0 { from(first) } else { -from(last) }
    }
}

fn join(list: &[i64]) -> String {
    list.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

fn later(day: Weekday, days: i64) -> Weekday {
    let steps = days.rem_euclid(7);
    (0..steps).fold(day, |day, _| day.succ())
}
