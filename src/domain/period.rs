//! Stretches of days that figures are told of: a month, a quarter, a year, or any other.

use chrono::{Datelike, Months, NaiveDate, Weekday};

use super::time::plus_days;
use super::words::words;

words! {
    /// How long a stretch is.
    PeriodLength {
        /// A calendar month.
        Month = "month",
        /// Three of them, from January on.
        Quarter = "quarter",
        /// A calendar year.
        Year = "year",
    }
}

/// Days from one through another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first.
    pub from: NaiveDate,
    /// The last.
    pub to: NaiveDate,
    /// What it is, if it is one of the calendar's.
    pub length: Option<PeriodLength>,
}

impl Period {
    /// The one of a length that holds a day.
    pub fn around(length: PeriodLength, day: NaiveDate) -> Self {
        let (month, months) = match length {
            PeriodLength::Month => (day.month(), 1),
            PeriodLength::Quarter => (day.month0() / 3 * 3 + 1, 3),
            PeriodLength::Year => (1, 12),
        };
        let from = NaiveDate::from_ymd_opt(day.year(), month, 1).unwrap_or(day);
        let to = from.checked_add_months(Months::new(months)).map_or(NaiveDate::MAX, |next| plus_days(next, -1));
        Self { from, to, length: Some(length) }
    }

    /// Days of no calendar's length.
    pub const fn of(from: NaiveDate, to: NaiveDate) -> Self {
        Self { from, to, length: None }
    }

    /// The last day of it that has come.
    pub fn through(&self, today: NaiveDate) -> NaiveDate {
        self.to.min(today.max(self.from))
    }

    /// Whether all of it has come.
    pub fn is_over(&self, today: NaiveDate) -> bool {
        self.to <= today
    }

    /// The stretch before it, as long as it is.
    #[must_use]
    pub fn before(&self) -> Self {
        let last = plus_days(self.from, -1);
        match self.length {
            Some(length) => Self::around(length, last),
            None => Self::of(plus_days(last, -(self.to - self.from).num_days()), last),
        }
    }

    /// The same a year before.
    #[must_use]
    pub fn year_before(&self) -> Self {
        let back = |day: NaiveDate| day.checked_sub_months(Months::new(12)).unwrap_or(NaiveDate::MIN);
        match self.length {
            Some(length) => Self::around(length, back(self.from)),
            None => Self::of(back(self.from), back(self.to)),
        }
    }

    /// Its first days, through the one that ends as many workdays as another has.
    #[must_use]
    pub fn cut_to(&self, days: i64) -> Self {
        let mut left = days;
        let mut to = plus_days(self.from, -1);
        while to < self.to {
            let next = plus_days(to, 1);
            left -= i64::from(is_workday(next));
            if left < 0 {
                break;
            }
            to = next;
        }
        Self { from: self.from, to: to.max(self.from), length: None }
    }

    /// How many days from Monday to Friday are in it.
    pub fn workdays(&self) -> i64 {
        let days = (self.to - self.from).num_days() + 1;
        let weeks = days / 7;
        let rest = (0..days % 7).filter(|n| is_workday(plus_days(self.from, weeks * 7 + n))).count();
        weeks * 5 + i64::try_from(rest).unwrap_or(0)
    }

    /// `July 2026`, `3rd quarter of 2026`, `2026`, `1 Jul to 14 Aug 2026`; with `to 14 Jul` where it is not over.
    pub fn words(&self, today: NaiveDate) -> String {
        let name = match self.length {
            Some(PeriodLength::Month) => self.from.format("%B %Y").to_string(),
            Some(PeriodLength::Quarter) => {
                let which = ["1st", "2nd", "3rd", "4th"][usize::try_from(self.from.month0() / 3).unwrap_or(0).min(3)];
                format!("{which} quarter of {}", self.from.year())
            }
            Some(PeriodLength::Year) => self.from.year().to_string(),
            None if self.from == self.to => return self.from.format("%-d %b %Y").to_string(),
            None if self.from.year() == self.to.year() => {
                format!("{} to {}", self.from.format("%-d %b"), self.to.format("%-d %b %Y"))
            }
            None => format!("{} to {}", self.from.format("%-d %b %Y"), self.to.format("%-d %b %Y")),
        };
        if self.is_over(today) || self.length.is_none() {
            name
        } else {
            format!("{name} to {}", self.through(today).format("%-d %b"))
        }
    }
}

fn is_workday(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn around(length: PeriodLength, on: &str) -> (String, String) {
        let found = Period::around(length, day(on));
        (found.from.to_string(), found.to.to_string())
    }

    #[test]
    fn the_calendar_has_months_quarters_and_years() {
        let both = |from: &str, to: &str| (from.to_owned(), to.to_owned());
        assert_eq!(around(PeriodLength::Month, "2028-02-29"), both("2028-02-01", "2028-02-29"));
        assert_eq!(around(PeriodLength::Quarter, "2026-12-31"), both("2026-10-01", "2026-12-31"));
        assert_eq!(around(PeriodLength::Year, "2026-06-22"), both("2026-01-01", "2026-12-31"));
        let july = Period::around(PeriodLength::Month, day("2026-07-09"));
        assert_eq!((july.before().to, july.year_before().from), (day("2026-06-30"), day("2025-07-01")));
        assert_eq!((july.workdays(), july.words(day("2026-07-14"))), (23, "July 2026 to 14 Jul".to_owned()));
        assert_eq!(july.words(day("2026-08-01")), "July 2026");
    }

    #[test]
    fn what_is_not_over_is_compared_with_as_many_workdays() {
        let july = Period::around(PeriodLength::Month, day("2026-07-09"));
        let so_far = Period::of(july.from, day("2026-07-14"));
        assert_eq!(so_far.workdays(), 10);
        // The tenth workday of June is the 12th; the weekend behind it has no work, but is part of it.
        let june = july.before().cut_to(so_far.workdays());
        assert_eq!((june.from, june.to), (day("2026-06-01"), day("2026-06-14")));
        let days = Period::of(day("2026-07-01"), day("2026-07-10"));
        assert_eq!((days.before().from, days.before().to), (day("2026-06-21"), day("2026-06-30")));
    }
}
