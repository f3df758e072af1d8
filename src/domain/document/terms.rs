//! Terms of payment: when a document is due, and what may be taken off for paying early.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

use crate::domain::tax::Percentage;
use crate::domain::time::{plus_days, plus_months};
use crate::error::{Error, Result};

/// Days that terms may grant at most.
const LONGEST: i64 = 365;

/// When a document is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Due {
    /// So many days after its date.
    After(i64),
    /// So many days after the end of its month.
    MonthEnd(i64),
}

/// Terms of payment, as they are typed: `14d`, `30d 2%/10d`, `eom`, `eom+10d`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaymentTerms {
    due: Due,
    /// What may be taken off, and within how many days.
    early: Option<(Percentage, i64)>,
}

impl Default for PaymentTerms {
    /// Two weeks.
    fn default() -> Self {
        Self { due: Due::After(14), early: None }
    }
}

impl PaymentTerms {
    /// The last day on which a document of a date is paid in time.
    pub fn due(&self, date: NaiveDate) -> NaiveDate {
        match self.due {
            Due::After(days) => plus_days(date, days),
            Due::MonthEnd(days) => {
                let first = plus_days(date, 1 - i64::from(date.day()));
                plus_days(plus_months(first, 1), days - 1)
            }
        }
    }

    /// What may be taken off a document of a date, and through which day.
    pub fn early(&self, date: NaiveDate) -> Option<(Percentage, NaiveDate)> {
        self.early.map(|(percent, days)| (percent, plus_days(date, days)))
    }
}

impl fmt::Display for PaymentTerms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.due {
            Due::After(days) => write!(f, "{days}d")?,
            Due::MonthEnd(0) => f.write_str("eom")?,
            Due::MonthEnd(days) => write!(f, "eom+{days}d")?,
        }
        match self.early {
            Some((percent, days)) => write!(f, " {percent}%/{days}d"),
            None => Ok(()),
        }
    }
}

impl FromStr for PaymentTerms {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let wrong = || Error::problem("must be terms such as 14d, 30d 2%/10d, eom or eom+10d");
        let days = |text: &str| {
            let count = text.strip_suffix('d')?;
            let plain = !count.is_empty() && count.bytes().all(|b| b.is_ascii_digit());
            count.parse().ok().filter(|days: &i64| plain && *days <= LONGEST)
        };
        let mut words = text.split_whitespace();
        let first = words.next().ok_or_else(wrong)?;
        let due = match first.strip_prefix("eom") {
            Some("") => Due::MonthEnd(0),
            Some(more) => Due::MonthEnd(more.strip_prefix('+').and_then(days).ok_or_else(wrong)?),
            None => Due::After(days(first).ok_or_else(wrong)?),
        };
        let early = match words.next() {
            None => None,
            Some(word) => {
                let (percent, within) = word.split_once("%/").ok_or_else(wrong)?;
                Some((percent.parse().map_err(|_| wrong())?, days(within).ok_or_else(wrong)?))
            }
        };
        if words.next().is_some() {
            return Err(wrong());
        }
        match (due, early) {
            (Due::After(all), Some((_, within))) if within > all => Err(Error::problem(format!(
                "what is paid within {within} days is early only before the {all} it is due in"
            ))),
            _ => Ok(Self { due, early }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_say_when_a_document_is_due() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (terms, date, due) in [
            ("14d", "2026-08-03", "2026-08-17"),
            ("0d", "2026-08-03", "2026-08-03"),
            ("eom", "2026-02-03", "2026-02-28"),
            ("eom+10d", "2026-12-31", "2027-01-10"),
            ("30d 2%/10d", "2026-08-03", "2026-09-02"),
        ] {
            let read: PaymentTerms = terms.parse().unwrap();
            assert_eq!((read.to_string().as_str(), read.due(day(date))), (terms, day(due)));
        }
        let terms: PaymentTerms = "30d 2%/10d".parse().unwrap();
        assert_eq!(terms.early(day("2026-08-03")), Some((Percentage(2000), day("2026-08-13"))));
        for bad in ["", "14", "d", "-1d", "+1d", "366d", "eom10d", "14d 2%", "10d 2%/14d", "14d 2%/7d x"] {
            assert!(bad.parse::<PaymentTerms>().is_err(), "{bad:?}");
        }
    }
}
