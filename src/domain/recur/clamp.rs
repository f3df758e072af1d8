//! Rules by months and years that leave no short month out: a meeting "on the 31st" has none in February
//! (RFC 5545 3.3.10), but a task that is left out is forgotten.

use chrono::{Datelike, NaiveDate};

use super::readings::with_part;
use super::rule::{Frequency, Rule};
use crate::domain::time::plus_months;

/// The part of a rule that keeps the day it was first due on, while it is due on the last day of a shorter month.
const DAY: &str = "X-DAY";

/// The days of a rule by months or years, from a day of it on: none for a rule that names its days otherwise.
///
/// Each is counted from the first, so that 31 January gives 28 February and 31 March.
pub fn unskipped(text: &str, from: NaiveDate) -> Option<impl Iterator<Item = NaiveDate> + use<>> {
    let rule: Rule = text.parse().ok()?;
    let months = match rule.frequency {
        Frequency::Monthly => 1,
        Frequency::Yearly => 12,
        _ => return None,
    };
    let day = match rule.month_days.as_slice() {
        [] => kept_day(text).unwrap_or(from.day()),
        [day] if months == 1 => u32::try_from(*day).ok()?,
        _ => return None,
    };
    let plain = Rule { month_days: Vec::new(), ..rule.clone() };
    if plain.has_parts() || !rule.positions.is_empty() {
        return None;
    }
    let until = rule.until.map(|last| last.date());
    let first = from.with_day(1)?;
    let step = i64::from(rule.interval) * months;
    let days = (0..100_000).map(move |n| in_month(plus_months(first, n * step), day));
    Some(days.take_while(move |day| until.is_none_or(|last| *day <= last) && day.year() < 10_000))
}

/// The day of a month, or the last of one that is too short for it.
fn in_month(first: NaiveDate, day: u32) -> NaiveDate {
    (1..=day).rev().find_map(|day| first.with_day(day)).unwrap_or(first)
}

/// The day of the month that a rule is kept for, where the day it is due on is another.
pub fn kept_day(text: &str) -> Option<u32> {
    super::readings::part(text, DAY)?.parse().ok().filter(|day| (1..=31).contains(day))
}

/// A rule as it was given.
pub fn bare(text: &str) -> String {
    if kept_day(text).is_some() { with_part(text, DAY, None) } else { text.to_owned() }
}

/// A rule for a day that it gives: it remembers the day of the month it is kept for, where that is another.
pub fn kept_for(text: &str, from: NaiveDate, next: NaiveDate) -> String {
    let rule = bare(text);
    let named = rule.parse::<Rule>().is_ok_and(|rule| !rule.month_days.is_empty());
    let day = kept_day(text).unwrap_or(from.day());
    if named || day == next.day() || unskipped(&rule, from).is_none() {
        return rule;
    }
    with_part(&rule, DAY, Some(&day.to_string()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::time::plus_days;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn chain(mut rule: String, mut from: NaiveDate, steps: usize) -> Vec<NaiveDate> {
        let mut days = Vec::new();
        for _ in 0..steps {
            let next = unskipped(&rule, from).unwrap().find(|day| *day > from).unwrap();
            rule = kept_for(&rule, from, next);
            days.push(next);
            from = next;
        }
        days
    }

    #[test]
    fn short_months_have_their_last_day() {
        let days = chain("FREQ=MONTHLY".to_owned(), day("2026-01-31"), 4);
        assert_eq!(days, ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"].map(day));
        let days = chain("FREQ=YEARLY".to_owned(), day("2024-02-29"), 4);
        assert_eq!(days, ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"].map(day));
        let days = chain("FREQ=MONTHLY;BYMONTHDAY=30".to_owned(), day("2026-02-03"), 3);
        assert_eq!(days, ["2026-02-28", "2026-03-30", "2026-04-30"].map(day));
    }

    #[test]
    fn other_rules_are_left_alone() {
        let from = day("2026-01-31");
        for rule in ["FREQ=DAILY", "FREQ=MONTHLY;BYDAY=2TU", "FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=YEARLY;BYMONTH=2"] {
            assert!(unskipped(rule, from).is_none(), "{rule}");
            assert_eq!(kept_for(rule, from, day("2026-02-28")), rule);
        }
        assert_eq!(unskipped("FREQ=MONTHLY;UNTIL=20260301", from).unwrap().count(), 2);
    }

    proptest! {
        /// However far a chain goes, each day is so many months after the first, and in a short one the last.
        #[test]
        fn a_chain_never_drifts(days in 0_i64..4_000, step in 1_usize..14, length in 1_usize..40) {
            let first = plus_days(day("2020-01-01"), days);
            let found = chain(format!("FREQ=MONTHLY;INTERVAL={step}"), first, length);
            for (n, next) in (1..).zip(found) {
                prop_assert_eq!(next, plus_months(first, n * i64::try_from(step).unwrap()));
            }
        }
    }
}
