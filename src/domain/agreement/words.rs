//! The words an agreement is made of.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::domain::money::half_up;
use crate::domain::words::words;
use crate::error::{Error, Result};

words! {
    /// What becomes of unused minutes, and of overage, when a cycle closes.
    #[derive(Default)]
    Rollover {
        /// Unused minutes are forfeited, overage is billed.
        #[default]
        Expire = "expire",
        /// Unused minutes can be used in the next cycle only, overage is billed.
        NextCycle = "next_cycle",
        /// Unused minutes are kept for some cycles or for ever, up to a cap; overage is billed.
        Bank = "bank",
        /// Unused minutes are kept for ever, up to a cap; overage is taken from the next allowance.
        Running = "running",
        /// Unused minutes are forfeited, overage is taken from the next allowance.
        DeductOverruns = "deduct_overruns",
    }
}

impl Rollover {
    /// Whether overage is taken from the next allowance instead of being billed.
    pub fn deducts(self) -> bool {
        matches!(self, Self::Running | Self::DeductOverruns)
    }

    /// Whether unused minutes can be used later, so that a cap means something.
    pub fn keeps(self) -> bool {
        matches!(self, Self::NextCycle | Self::Bank | Self::Running)
    }
}

words! {
    /// What is used first: minutes rolled over or the cycle's own allowance.
    #[derive(Default)]
    Order {
        /// Minutes rolled over.
        #[default]
        RolloverFirst = "rollover_first",
        /// The allowance.
        BaseFirst = "base_first",
        /// Whatever is lost soonest; the allowance counts as lost when its cycle ends.
        Soonest = "soonest",
    }
}

words! {
    /// Which work uses minutes.
    #[derive(Default)]
    Counts {
        /// Billable work.
        #[default]
        Billable = "billable",
        /// All work but gifts.
        All = "all",
    }
}

words! {
    /// What the rush percentage multiplies, never both.
    #[derive(Default)]
    RushBurns {
        /// The hourly rate.
        #[default]
        Money = "money",
        /// The minutes used.
        Minutes = "minutes",
    }
}

words! {
    /// What a first cycle has that began before the agreement did.
    #[derive(Default)]
    FirstCycle {
        /// All of the allowance and of the fee.
        #[default]
        Full = "full",
        /// The share of its days that is left.
        Prorated = "prorated",
    }
}

/// The most that may be rolled over: `10h`, `90m`, `50%` of a cycle's allowance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Cap {
    /// So many minutes.
    Minutes(i64),
    /// So many hundredths of the allowance.
    Percent(i64),
}

impl Cap {
    /// In minutes, for an allowance in minutes; half a minute goes up.
    pub fn minutes_of(self, allowance: i64) -> i64 {
        match self {
            Self::Minutes(minutes) => minutes,
            Self::Percent(percent) => half_up(i128::from(allowance) * i128::from(percent), 100),
        }
    }
}

impl fmt::Display for Cap {
    /// `50%`, `10h`, `10h30`, `90m` as `1h30`, `45m`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Percent(percent) => write!(f, "{percent}%"),
            Self::Minutes(m) if m < 60 => write!(f, "{m}m"),
            Self::Minutes(m) if m % 60 == 0 => write!(f, "{}h", m / 60),
            Self::Minutes(m) => write!(f, "{}h{:02}", m / 60, m % 60),
        }
    }
}

impl FromStr for Cap {
    type Err = Error;

    /// Reads `50%`, `10h`, `1h30`, `1h30m`, `90m`, `1:30`.
    fn from_str(text: &str) -> Result<Self> {
        let text = text.trim();
        let read = text.strip_suffix('%').map_or_else(
            || read_minutes(text).map(Self::Minutes),
            |percent| digits(percent.trim_end()).map(Self::Percent),
        );
        read.ok_or_else(|| Error::problem(format!("'{text}' is no cap: give a duration like 10h, or a share like 50%")))
    }
}

fn read_minutes(text: &str) -> Option<i64> {
    if let Some((hours, rest)) = text.split_once(['h', ':']) {
        let rest = rest.strip_suffix('m').unwrap_or(rest);
        let minutes = if rest.is_empty() && text.ends_with('h') { 0 } else { digits(rest)? };
        return (minutes < 60).then_some(digits(hours)? * 60 + minutes);
    }
    digits(text.strip_suffix('m')?)
}

/// A whole number without a sign, small enough to calculate with.
fn digits(text: &str) -> Option<i64> {
    let plain = (1..=9).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

impl TryFrom<String> for Cap {
    type Error = Error;

    fn try_from(text: String) -> Result<Self> {
        text.parse()
    }
}

impl From<Cap> for String {
    fn from(cap: Cap) -> Self {
        cap.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_back_and_are_what_is_stored() {
        for word in Rollover::WORDS {
            let read: Rollover = word.parse().unwrap();
            assert_eq!(read.to_string(), *word);
            assert_eq!(serde_json::to_string(&read).unwrap(), format!("\"{word}\""));
        }
        let said = "weekly".parse::<Order>().unwrap_err().to_string();
        assert_eq!(said, "'weekly' is not one of rollover_first, base_first, soonest");
    }

    #[test]
    fn caps_read_back() {
        for cap in ["50%", "10h", "10h30", "1h05", "45m", "0m"] {
            assert_eq!(cap.parse::<Cap>().unwrap().to_string(), cap);
        }
        assert_eq!("90m".parse::<Cap>().unwrap(), Cap::Minutes(90));
        assert_eq!("1:30".parse::<Cap>().unwrap(), Cap::Minutes(90));
        assert_eq!("1h30m".parse::<Cap>().unwrap(), Cap::Minutes(90));
        for bad in ["", "%", "h", "10", "-1h", "1h60", "1:", ":30", "1e3m", "9999999999m"] {
            assert!(bad.parse::<Cap>().is_err(), "{bad:?}");
        }
        assert_eq!(Cap::Percent(50).minutes_of(601), 301);
    }
}
