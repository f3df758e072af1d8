//! From seconds worked to minutes billed.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::money::half_up;
use super::words::words;
use crate::error::{Error, Result};

/// The increments a rule may have, in minutes; 0 is exact.
pub const INCREMENTS: [i64; 10] = [0, 1, 5, 6, 10, 12, 15, 20, 30, 60];

words! {
    /// Which way time between two steps goes.
    #[derive(Default)]
    Mode {
        /// To the step above.
        #[default]
        Up = "up",
        /// To the closer step; a half goes up.
        Nearest = "nearest",
        /// To the step below.
        Down = "down",
    }
}

words! {
    /// What is rounded: each entry by itself, or a day's work of one kind together.
    #[derive(Default)]
    Scope {
        /// Each entry.
        #[default]
        Entry = "entry",
        /// The sum of a day's entries of one kind.
        Day = "day",
    }
}

/// How time worked becomes time billed: `15:up:entry`.
///
/// A fourth part, where there is one, is the minimum: `15:nearest:day:15`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Rounding {
    /// The step in minutes, one of [`INCREMENTS`]; 0 bills exact minutes, half a minute up.
    pub increment: i64,
    /// Which way.
    pub mode: Mode,
    /// What is rounded.
    pub scope: Scope,
    /// What any work at all is billed at least, in minutes.
    pub minimum: i64,
}

impl Rounding {
    /// Billed minutes of seconds worked, the minimum included; nothing worked bills nothing.
    pub fn round_entry(&self, seconds: i64) -> i64 {
        if seconds <= 0 {
            return 0;
        }
        let step = self.increment.max(0).saturating_mul(60);
        let rounded = match self.mode {
            _ if step == 0 => exact(seconds),
            Mode::Up => seconds.saturating_add(step - 1) / step * self.increment,
            Mode::Nearest => half_up(seconds.into(), step.into()) * self.increment,
            Mode::Down => seconds / step * self.increment,
        };
        rounded.max(self.minimum)
    }

    /// Billed minutes of each entry of a group that is rounded as one, in the order they are drawn.
    ///
    /// The sum is always the rounded sum. Every entry but the last has its own exact minutes and the
    /// last the difference; where that is less than nothing, the entries before it make it up.
    pub fn round_group(&self, seconds: &[i64]) -> Vec<i64> {
        let worked = seconds.iter().fold(0_i64, |sum, s| sum.saturating_add((*s).max(0)));
        let mut left = self.round_entry(worked);
        let mut minutes: Vec<i64> = seconds.iter().map(|s| exact(*s)).collect();
        for m in &mut minutes {
            *m = (*m).min(left);
            left -= *m;
        }
        if let Some(last) = minutes.last_mut() {
            *last += left;
        }
        minutes
    }
}

/// Shares whole minutes out by length, half a minute up; the last part takes the rest, so that the sum stays.
pub fn share(minutes: i64, lengths: &[i64]) -> Vec<i64> {
    let mut left = minutes;
    let mut long = lengths.iter().fold(0_i64, |sum, l| sum.saturating_add(*l));
    let mut parts = Vec::with_capacity(lengths.len());
    for length in lengths {
        let part =
            if long > *length { half_up(i128::from(left) * i128::from(*length), i128::from(long)) } else { left };
        parts.push(part);
        left -= part;
        long -= length;
    }
    parts
}

/// Seconds in minutes, half a minute up.
fn exact(seconds: i64) -> i64 {
    half_up(seconds.max(0).into(), 60)
}

impl fmt::Display for Rounding {
    /// `15:up:entry`; the minimum follows where there is one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rule = format!("{}:{}:{}", self.increment, self.mode, self.scope);
        if self.minimum == 0 { f.pad(&rule) } else { f.pad(&format!("{rule}:{}", self.minimum)) }
    }
}

impl FromStr for Rounding {
    type Err = Error;

    /// Reads `15`, `15:up`, `15:up:entry`, `15:up:entry:15`.
    fn from_str(text: &str) -> Result<Self> {
        let mut parts = text.split(':').map(str::trim);
        let step = parts.next().unwrap_or_default();
        let increment = step.parse().ok().filter(|i| INCREMENTS.contains(i));
        let steps = || INCREMENTS.map(|i| i.to_string()).join(", ");
        let increment = increment
            .ok_or_else(|| Error::problem(format!("'{step}' is no rounding step: one of {} minutes", steps())))?;
        let mode = parts.next().map_or(Ok(Mode::default()), str::parse)?;
        let scope = parts.next().map_or(Ok(Scope::default()), str::parse)?;
        let minimum =
            match parts.next() {
                None => 0,
                Some(m) => m.parse().ok().filter(|m| (0..=1440).contains(m)).ok_or_else(|| {
                    Error::problem(format!("'{m}' is no minimum: give whole minutes, at most a day's"))
                })?,
            };
        if parts.next().is_some() {
            return Err(Error::problem(format!("'{text}' has too many parts: write it like 15:up:entry")));
        }
        Ok(Self { increment, mode, scope, minimum })
    }
}

impl TryFrom<String> for Rounding {
    type Error = Error;

    fn try_from(text: String) -> Result<Self> {
        text.parse()
    }
}

impl From<Rounding> for String {
    fn from(rule: Rounding) -> Self {
        rule.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(text: &str) -> Rounding {
        text.parse().unwrap()
    }

    #[test]
    fn every_rule_reads_back() {
        for increment in INCREMENTS {
            for mode in Mode::WORDS {
                for scope in Scope::WORDS {
                    let text = format!("{increment}:{mode}:{scope}");
                    assert_eq!(rule(&text).to_string(), text);
                    assert_eq!(rule(&format!("{text}:15")).to_string(), format!("{text}:15"));
                }
            }
        }
        assert_eq!(rule("15").to_string(), "15:up:entry");
        assert_eq!(rule("6:nearest").to_string(), "6:nearest:entry");
        assert_eq!(serde_json::to_string(&rule("6:down:day")).unwrap(), "\"6:down:day\"");
    }

    #[test]
    fn what_is_no_rule_is_refused() {
        for bad in ["", "7", "-15", "15:sideways", "15:up:week", "15:up:entry:x", "15:up:entry:-1", "15:up:day:0:0"] {
            assert!(bad.parse::<Rounding>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_group_sums_to_its_rounded_sum() {
        assert_eq!(rule("15:up:day").round_group(&[300, 420, 240, 1860]), [5, 7, 4, 44]);
        // 50 minutes rounded down to 45: the last gives up 5.
        assert_eq!(rule("15:down:day").round_group(&[1200, 1200, 600]), [20, 20, 5]);
        // 27 minutes rounded down to 15: the last two have not enough to give.
        assert_eq!(rule("15:down:day").round_group(&[1500, 60, 60]), [15, 0, 0]);
        // Three half minutes are one and a half: exact minutes of each would be one too many.
        assert_eq!(rule("0:up:day").round_group(&[30, 30, 30]), [1, 1, 0]);
        assert_eq!(rule("15:down:day:15").round_group(&[60, 60]), [1, 14]);
        assert_eq!(rule("15:up:day").round_group(&[]), [0_i64; 0]);
    }

    #[test]
    fn minutes_are_shared_out_by_length() {
        assert_eq!(share(60, &[3600, 7200]), [20, 40]);
        assert_eq!(share(50, &[3600, 7200]), [17, 33]);
        assert_eq!(share(1, &[60, 60, 60]), [0, 1, 0]);
        assert_eq!(share(0, &[60, 60]), [0, 0]);
        assert_eq!(share(45, &[60]), [45]);
    }

    #[test]
    fn nothing_worked_bills_nothing() {
        assert_eq!(rule("15:up:entry:30").round_entry(0), 0);
        assert_eq!(rule("15:up:entry:30").round_entry(-5), 0);
    }
}
