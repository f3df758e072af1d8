//! Which of the backups that were made day by day are kept.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

/// How many are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keep {
    /// Of the newest days.
    pub daily: usize,
    /// Of weeks before, of each its newest day; weeks begin on Monday.
    pub weekly: usize,
}

impl Keep {
    /// Whether none are made at all.
    pub fn is_nothing(self) -> bool {
        self.daily == 0 && self.weekly == 0
    }
}

/// The days whose backup goes, oldest first.
///
/// One that is dated after today was made while the clock was wrong: it neither goes nor makes others go.
pub fn outdated(days: &[NaiveDate], today: NaiveDate, keep: Keep) -> Vec<NaiveDate> {
    let days: BTreeSet<NaiveDate> = days.iter().copied().filter(|day| *day <= today).collect();
    let mut kept: BTreeSet<NaiveDate> = days.iter().rev().take(keep.daily).copied().collect();
    let mut weeks = BTreeSet::new();
    for day in days.iter().rev() {
        let week = (day.iso_week().year(), day.iso_week().week());
        if !weeks.contains(&week) && weeks.len() < keep.weekly {
            weeks.insert(week);
            kept.insert(*day);
        }
    }
    // Whatever is asked for, the newest stays.
    kept.extend(days.last());
    days.difference(&kept).copied().collect()
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Days of June 2026, of which the 1st is a Monday; made on the 30th, or the last of them if that is later.
    fn left(made: &[u32], daily: usize, weekly: usize) -> Vec<u32> {
        let days: Vec<NaiveDate> = made.iter().map(|d| NaiveDate::from_ymd_opt(2026, 6, *d).unwrap()).collect();
        let gone = outdated(&days, day("2026-06-30"), Keep { daily, weekly });
        days.iter().filter(|d| !gone.contains(d)).map(NaiveDate::day).collect()
    }

    #[test]
    fn the_newest_days_and_the_newest_of_each_week_stay() {
        let june: Vec<u32> = (1..=30).collect();
        for (made, daily, weekly, stay) in [
            (&june[..], 7, 4, &[14, 21, 24, 25, 26, 27, 28, 29, 30][..]),
            (&june, 7, 0, &[24, 25, 26, 27, 28, 29, 30]),
            (&june, 0, 4, &[14, 21, 28, 30]),
            (&june, 1, 1, &[30]),
            (&june, 0, 0, &[30]),
            // Weeks in which nothing was made do not count.
            (&[1, 2, 16, 17, 30], 1, 3, &[2, 17, 30]),
            (&[3], 7, 4, &[3]),
            (&[], 7, 4, &[]),
        ] {
            assert_eq!(left(made, daily, weekly), stay, "{made:?}, {daily} daily and {weekly} weekly");
        }
    }

    /// The 28th of December 2026 is in week 53, the 4th of January 2027 in week 1.
    #[test]
    fn weeks_are_those_of_iso_8601() {
        let days = ["2026-12-27", "2026-12-28", "2027-01-03", "2027-01-04"].map(day);
        let gone = outdated(&days, day("2027-01-04"), Keep { daily: 0, weekly: 3 });
        assert_eq!(gone, [day("2026-12-28")]);
    }

    #[test]
    fn what_a_wrong_clock_dated_ahead_takes_nobodys_place() {
        let days = ["2026-06-28", "2026-06-29", "2030-01-01", "2030-01-02"].map(day);
        assert_eq!(outdated(&days, day("2026-06-29"), Keep { daily: 2, weekly: 0 }), []);
        assert_eq!(outdated(&days, day("2026-06-29"), Keep { daily: 1, weekly: 0 }), [day("2026-06-28")]);
    }

    proptest! {
        #[test]
        fn the_newest_stays_and_never_more_than_asked(
            made in vec(0..400_i64, 0..60), today in 0..400_i64, daily in 0..10_usize, weekly in 0..10_usize,
        ) {
            let date = |n: i64| day("2025-12-01") + TimeDelta::days(n);
            let days: Vec<NaiveDate> = made.into_iter().map(date).collect();
            let (today, keep) = (date(today), Keep { daily, weekly });
            let gone: BTreeSet<NaiveDate> = outdated(&days, today, keep).into_iter().collect();
            let past: BTreeSet<NaiveDate> = days.iter().copied().filter(|d| *d <= today).collect();
            prop_assert!(gone.is_subset(&past));
            let kept: Vec<NaiveDate> = past.difference(&gone).copied().collect();
            prop_assert_eq!(kept.last(), past.last());
            prop_assert!(kept.len() <= (daily + weekly).max(1));
            prop_assert!(kept.len() >= past.len().min(daily));
            // What is left is left the next time, too.
            prop_assert_eq!(outdated(&kept, today, keep), Vec::new());
            // Every week that is asked for has one.
            let weeks: BTreeSet<_> = kept.iter().map(Datelike::iso_week).collect();
            let all: BTreeSet<_> = past.iter().map(Datelike::iso_week).collect();
            prop_assert!(weeks.len() >= all.len().min(weekly));
        }
    }
}
