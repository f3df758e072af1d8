//! What can be chosen from under a field.

use chrono::{Datelike, NaiveDate};

use crate::command::input::Hint;

/// The most values that are shown at once.
pub const SHOWN: usize = 6;

/// Something to choose from.
pub enum Picker {
    /// Values, and which of them is chosen if one is.
    Values(Vec<Hint>, Option<usize>),
    /// A month with a day chosen.
    Month(NaiveDate),
}

/// The weeks of a month, Monday first; days of other months are left out.
pub fn weeks(day: NaiveDate) -> Vec<[Option<NaiveDate>; 7]> {
    let first = day.with_day(1).unwrap_or(day);
    let mut week = [None; 7];
    let mut weeks = Vec::new();
    for date in first.iter_days().take_while(|d| d.month() == first.month()) {
        let n = usize::try_from(date.weekday().num_days_from_monday()).unwrap_or(0);
        week[n] = Some(date);
        if n == 6 {
            weeks.push(std::mem::take(&mut week));
        }
    }
    if week.iter().any(Option::is_some) {
        weeks.push(week);
    }
    weeks
}
