//! Whether a retainer lasts until its cycle ends, and when to say so.

use chrono::NaiveDate;

use super::money::half_up;
use super::time::{is_workday, plus_days, workdays};

/// Workdays that must have passed before a pace means anything.
const MINIMUM: i64 = 3;

/// How fast a cycle's minutes are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Minutes used more than an even use would have by now; negative if fewer.
    pub minutes: i64,
    /// The day on which nothing is left if it goes on like this; `None` if that is not before the cycle ends, or if
    /// nothing is left already.
    pub empty_on: Option<NaiveDate>,
}

/// The pace of a cycle `[start, end)` at the end of a day, counted in workdays.
///
/// `None` outside the cycle and before its third workday.
pub fn pace(capacity: i64, used: i64, start: NaiveDate, end: NaiveDate, today: NaiveDate) -> Option<Pace> {
    if today < start || end <= today {
        return None;
    }
    let (elapsed, all) = (workdays(start, plus_days(today, 1)), workdays(start, end));
    if elapsed < MINIMUM {
        return None;
    }
    let expected = half_up(i128::from(capacity) * i128::from(elapsed), all.into());
    let empty_on = empty_on(capacity - used, used, elapsed, today).filter(|day| *day < end);
    Some(Pace { minutes: used - expected, empty_on })
}

/// The workday on which what is left is used up, at the average of the workdays so far.
fn empty_on(left: i64, used: i64, elapsed: i64, today: NaiveDate) -> Option<NaiveDate> {
    if left <= 0 || used <= 0 {
        return None;
    }
    let needed =
        i64::try_from((i128::from(left) * i128::from(elapsed) + i128::from(used) - 1) / i128::from(used)).ok()?;
    // Whole weeks first, so that a slow pace costs no more than a fast one.
    let mut day = plus_days(today, (needed - 1) / 5 * 7);
    let mut rest = (needed - 1) % 5 + 1;
    while rest > 0 {
        day = day.succ_opt()?;
        rest -= i64::from(is_workday(day));
    }
    Some(day)
}

/// How much of a cycle's hours, or of a block's, is used: what alerts, reminders and lists tell thresholds by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Used {
    /// Minutes that are used.
    pub minutes: i64,
    /// Minutes that there are.
    pub of: i64,
}

impl Used {
    /// Whether a percentage is reached. Without any capacity all are, as soon as anything is used.
    pub fn reaches(self, percent: i64) -> bool {
        self.minutes > 0 && i128::from(self.minutes) * 100 >= i128::from(percent) * i128::from(self.of)
    }

    /// Those of some percentages that are reached.
    pub fn reached(self, percentages: &[i64]) -> impl Iterator<Item = i64> {
        percentages.iter().copied().filter(move |percent| self.reaches(*percent))
    }

    /// The highest of some percentages that is reached.
    pub fn highest(self, percentages: &[i64]) -> Option<i64> {
        self.reached(percentages).max()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn july(used: i64, today: &str) -> Option<Pace> {
        pace(1380, used, day("2026-07-01"), day("2026-08-01"), day(today))
    }

    #[test]
    fn an_even_pace_is_none() {
        // July 2026 has 23 workdays, so 1380 minutes are 60 a day.
        assert_eq!(july(180, "2026-07-03"), Some(Pace { minutes: 0, empty_on: Some(day("2026-07-31")) }));
        assert_eq!(july(180, "2026-07-05").map(|p| p.minutes), Some(0), "a weekend is no progress");
        assert_eq!(july(1380, "2026-07-31").map(|p| p.minutes), Some(0));
    }

    #[test]
    fn before_the_third_workday_nothing_is_said() {
        assert_eq!(july(500, "2026-07-02"), None);
        assert_eq!(july(500, "2026-06-30"), None);
        assert_eq!(july(500, "2026-08-01"), None);
    }

    #[test]
    fn a_fast_pace_runs_empty() {
        // 360 in three workdays; 1020 left are eight and a half more.
        assert_eq!(july(360, "2026-07-03"), Some(Pace { minutes: 180, empty_on: Some(day("2026-07-16")) }));
        assert_eq!(july(1400, "2026-07-10").and_then(|p| p.empty_on), None, "it is empty already");
        assert_eq!(july(90, "2026-07-03"), Some(Pace { minutes: -90, empty_on: None }));
        assert_eq!(july(0, "2026-07-03"), Some(Pace { minutes: -180, empty_on: None }));
    }

    #[test]
    fn the_empty_day_agrees_with_counting() {
        for today in 0..7 {
            let today = plus_days(day("2026-07-01"), today);
            for needed in 1..40 {
                let counted = today.iter_days().skip(1).filter(|d| is_workday(*d)).nth(needed - 1);
                assert_eq!(empty_on(i64::try_from(needed).unwrap(), 1, 1, today), counted);
            }
        }
    }

    #[test]
    fn the_highest_threshold_reached_is_told() {
        let told = |minutes, of| Used { minutes, of }.highest(&[50, 75, 90, 100]);
        assert_eq!(told(599, 1200), None);
        assert_eq!(told(600, 1200), Some(50));
        assert_eq!(told(1079, 1200), Some(75));
        assert_eq!(told(1500, 1200), Some(100));
        assert_eq!(told(0, 0), None);
        assert_eq!(told(1, 0), Some(100));
    }
}
