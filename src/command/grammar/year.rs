//! Which year a date is in: the one that is typed, or the one that suits.

use chrono::{Datelike, NaiveDate};

use crate::command::grammar::{Toward, digits};

/// Reads a year in four digits, or in two of this century.
pub(crate) fn read_year(text: &str) -> Option<i32> {
    let year = i32::try_from(digits(text, 4)?).ok()?;
    match text.len() {
        4 => Some(year),
        2 => Some(2000 + year),
        _ => None,
    }
}

/// Returns a day of a month in the year that suits.
pub(crate) fn without_year(month: u32, day: u32, today: NaiveDate, toward: Toward) -> Option<NaiveDate> {
    // 29 February is at most eight years away.
    let mut years = (0..=8).filter_map(|n| NaiveDate::from_ymd_opt(today.year() + n, month, day));
    let mut before = (0..=8).filter_map(|n| NaiveDate::from_ymd_opt(today.year() - n, month, day));
    let (ahead, back) = (years.find(|d| *d >= today), before.find(|d| *d <= today));
    match toward {
        Toward::Future => ahead,
        Toward::Past => back,
        Toward::Near | Toward::Done => {
            ahead.into_iter().chain(back).min_by_key(|d| ((*d - today).num_days().abs(), *d > today))
        }
    }
}
