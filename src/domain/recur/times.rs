//! The times of day a rule means.

use chrono::{NaiveDateTime, NaiveTime, Timelike};

use super::rule::{Frequency, Rule};

/// Times of day: every hour of a set at every minute at every second. Counted, never listed.
#[derive(Clone, Copy)]
pub struct TimeSet {
    hours: u64,
    minutes: u64,
    seconds: u64,
}

impl TimeSet {
    /// The rule's times; what it leaves open is the start's, or free where the rule comes round that often.
    pub fn new(rule: &Rule, start: NaiveDateTime) -> Self {
        let part = |given: u64, open: u32, every: Frequency| match given {
            0 if rule.frequency <= every => u64::MAX,
            0 => 1 << open,
            given => given,
        };
        Self {
            hours: part(rule.hours, start.hour(), Frequency::Hourly),
            minutes: part(rule.minutes, start.minute(), Frequency::Minutely),
            seconds: part(rule.seconds, start.second(), Frequency::Secondly),
        }
    }

    /// Those inside the hour, minute or second that `at` is.
    pub fn within(self, frequency: Frequency, at: NaiveDateTime) -> Self {
        Self {
            hours: 1 << at.hour(),
            minutes: if frequency <= Frequency::Minutely { 1 << at.minute() } else { self.minutes },
            seconds: if frequency == Frequency::Secondly { 1 << at.second() } else { self.seconds },
        }
    }

    /// Seconds until the next hour, minute or second of the sets, `None` if `at` is in them.
    pub fn wait(self, frequency: Frequency, at: NaiveDateTime) -> Option<i64> {
        let wait = |set: u64, now: u32, most: u32| (now..most).find(|n| set >> n & 1 == 1).unwrap_or(most) - now;
        let into_hour = i64::from(at.minute() * 60 + at.second());
        match wait(self.hours, at.hour(), 24) {
            0 => {}
            hours => return Some(i64::from(hours) * 3600 - into_hour),
        }
        if frequency <= Frequency::Minutely {
            match wait(self.minutes, at.minute(), 60) {
                0 => {}
                minutes => return Some(i64::from(minutes) * 60 - i64::from(at.second())),
            }
        }
        if frequency == Frequency::Secondly {
            match wait(self.seconds, at.second(), 60) {
                0 => {}
                seconds => return Some(i64::from(seconds)),
            }
        }
        None
    }

    /// How many there are.
    pub fn len(self) -> u32 {
        self.hours.count_ones() * self.minutes.count_ones() * self.seconds.count_ones()
    }

    /// The nth in order, from 0.
    pub fn nth(self, n: u32) -> Option<NaiveTime> {
        let (minutes, seconds) = (self.minutes.count_ones(), self.seconds.count_ones());
        let bit = |set: u64, n: u32| (0..64).filter(|i| set >> i & 1 == 1).nth(usize::try_from(n).unwrap_or(64));
        let hour = bit(self.hours, n / (minutes * seconds))?;
        NaiveTime::from_hms_opt(hour, bit(self.minutes, n / seconds % minutes)?, bit(self.seconds, n % seconds)?)
    }
}
