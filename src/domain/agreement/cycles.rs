//! When cycles begin and end, and what a first one that is not whole is worth.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{FirstCycle, Retainer};
use crate::domain::money::half_up;
use crate::domain::time::{plus_days, plus_months};
use crate::error::{Error, Result};

/// How long a cycle is: `month`, `2weeks`, `3months`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CycleLength {
    /// How many, at least one.
    pub n: u32,
    /// Of what.
    pub unit: CycleUnit,
}

/// What the length of a cycle is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CycleUnit {
    /// Seven days.
    Week,
    /// A calendar month.
    Month,
}

impl CycleLength {
    /// Every month.
    pub const MONTH: Self = Self { n: 1, unit: CycleUnit::Month };

    /// The day so many cycles after another; of a month that is too short, its last.
    pub fn after(self, anchor: NaiveDate, cycles: i64) -> NaiveDate {
        let steps = cycles.saturating_mul(self.count());
        match self.unit {
            CycleUnit::Week => plus_days(anchor, steps.saturating_mul(7)),
            CycleUnit::Month => plus_months(anchor, steps),
        }
    }

    fn count(self) -> i64 {
        i64::from(self.n.max(1))
    }
}

impl fmt::Display for CycleLength {
    /// `month`, `2weeks`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            CycleUnit::Week => "week",
            CycleUnit::Month => "month",
        };
        if self.n == 1 { f.pad(unit) } else { f.pad(&format!("{}{unit}s", self.n)) }
    }
}

impl FromStr for CycleLength {
    type Err = Error;

    /// Reads `month`, `week`, `1month`, `2weeks`, `3months`.
    fn from_str(text: &str) -> Result<Self> {
        let text = text.trim();
        let word = text.trim_start_matches(|c: char| c.is_ascii_digit());
        let number = text.strip_suffix(word).unwrap_or_default();
        let n = if number.is_empty() { Some(1) } else { number.parse().ok().filter(|n| (1..=999).contains(n)) };
        let unit = match word.trim_start() {
            "week" | "weeks" => Some(CycleUnit::Week),
            "month" | "months" => Some(CycleUnit::Month),
            _ => None,
        };
        let read = n.zip(unit).map(|(n, unit)| Self { n, unit });
        read.ok_or_else(|| Error::problem(format!("'{text}' is no cycle: give month, week, 2weeks, 3months")))
    }
}

impl TryFrom<String> for CycleLength {
    type Error = Error;

    fn try_from(text: String) -> Result<Self> {
        text.parse()
    }
}

impl From<CycleLength> for String {
    fn from(every: CycleLength) -> Self {
        every.to_string()
    }
}

/// One cycle, `[start, end)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CyclePeriod {
    /// How many cycles after the anchor it starts; negative before it.
    pub index: i64,
    /// Its first day.
    pub start: NaiveDate,
    /// The day after its last.
    pub end: NaiveDate,
}

impl Retainer {
    /// The first day of a cycle, counted from the anchor: 31 January, 28 February, 31 March.
    pub fn start_of(&self, cycle: i64) -> NaiveDate {
        self.every.after(self.anchor, cycle)
    }

    /// Which cycle holds a date, as cycles after the anchor.
    pub fn index_at(&self, on: NaiveDate) -> i64 {
        let passed = match self.every.unit {
            CycleUnit::Week => (on - self.anchor).num_days().div_euclid(7),
            CycleUnit::Month => {
                let months = |d: NaiveDate| i64::from(d.year()) * 12 + i64::from(d.month0());
                let whole = months(on) - months(self.anchor);
                // The month's own start day may not have come yet.
                if plus_months(self.anchor, whole) > on { whole - 1 } else { whole }
            }
        };
        passed.div_euclid(self.every.count())
    }

    /// The cycle that holds a date.
    pub fn cycle_at(&self, on: NaiveDate) -> CyclePeriod {
        self.cycle(self.index_at(on))
    }

    /// A cycle by its index. Where the retainer ends within it, the cycle ends after that day.
    pub fn cycle(&self, index: i64) -> CyclePeriod {
        let end = self.start_of(index.saturating_add(1));
        let end = self.ends_on.map_or(end, |last| end.min(plus_days(last, 1)));
        CyclePeriod { index, start: self.start_of(index), end }
    }

    /// The index of the cycle that holds the retainer's first day.
    pub fn first_index(&self) -> i64 {
        self.index_at(self.starts_on)
    }

    /// Minutes allowed in a cycle, before adjustments and deficits.
    pub fn minutes_of(&self, cycle: i64) -> i64 {
        self.terms_of(cycle).map_or(0, |terms| self.share(cycle, terms.minutes))
    }

    /// The fee of a cycle, in minor units of the client's currency.
    pub fn fee_of(&self, cycle: i64) -> i64 {
        self.terms_of(cycle).map_or(0, |terms| self.share(cycle, terms.fee))
    }

    /// What a cycle has of a whole: all, but for a first one that is prorated by its days, half up.
    fn share(&self, cycle: i64, whole: i64) -> i64 {
        let (start, end) = (self.start_of(cycle), self.start_of(cycle.saturating_add(1)));
        if self.first_cycle == FirstCycle::Full || self.starts_on <= start || end <= self.starts_on {
            return whole;
        }
        let (left, days) = ((end - self.starts_on).num_days(), (end - start).num_days());
        half_up(i128::from(whole) * i128::from(left), days.into())
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{day, retainer};
    use super::*;

    #[test]
    fn lengths_read_back() {
        for text in ["month", "week", "2weeks", "3months", "12months"] {
            assert_eq!(text.parse::<CycleLength>().unwrap().to_string(), text);
        }
        assert_eq!("1month".parse::<CycleLength>().unwrap(), CycleLength::MONTH);
        for bad in ["", "2", "0weeks", "-1month", "fortnight", "1000weeks", "99999999999weeks", "weeks2"] {
            assert!(bad.parse::<CycleLength>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn every_date_is_in_its_cycle() {
        for anchor in ["2026-01-31", "2024-02-29", "2026-05-15", "2025-12-30"] {
            for every in ["week", "2weeks", "month", "2months", "3months"] {
                let mut r = retainer(1, anchor, 600);
                r.every = every.parse().unwrap();
                for offset in -400..800 {
                    let on = plus_days(day(anchor), offset);
                    let span = r.cycle_at(on);
                    assert!(span.start <= on && on < span.end, "{anchor} {every} {on} {span:?}");
                    assert_eq!(span.start, r.start_of(span.index));
                }
            }
        }
    }

    #[test]
    fn the_day_is_clamped_from_the_anchor() {
        let r = retainer(1, "2026-01-31", 600);
        let starts: Vec<_> = (0..4).map(|n| r.start_of(n).to_string()).collect();
        assert_eq!(starts, ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]);
    }

    #[test]
    fn a_first_cycle_is_prorated_half_up() {
        let mut r = retainer(1, "2026-01-01", 1200);
        r.starts_on = day("2026-01-16");
        assert_eq!(r.minutes_of(0), 1200);
        r.first_cycle = FirstCycle::Prorated;
        assert_eq!((r.minutes_of(0), r.minutes_of(1)), (619, 1200));
        assert_eq!((r.fee_of(0), r.fee_of(1)), (41_290, 80_000));
    }

    #[test]
    fn the_last_cycle_ends_with_the_retainer() {
        let mut r = retainer(1, "2026-01-01", 1200);
        r.ends_on = Some(day("2026-02-10"));
        assert_eq!(r.cycle(0).end, day("2026-02-01"));
        assert_eq!(r.cycle(1).end, day("2026-02-11"));
    }
}
