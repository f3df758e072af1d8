//! Days in words: `next mon`, `in 3 days`, `22 June`, `eow`, `eom`.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::command::grammar::year::{read_year, without_year};
use crate::command::grammar::{Toward, digits};
use crate::domain::time::{plus_days, plus_months};

/// The months as they are called; the first three letters of each will do.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Reads a month by its name or the first letters of it, from 1.
pub fn month(text: &str) -> Option<u32> {
    let text = text.strip_suffix('.').unwrap_or(text);
    let place = MONTHS.iter().position(|name| text.len() >= 3 && name.starts_with(text))?;
    u32::try_from(place + 1).ok()
}

/// Reads a weekday by its name or the first letters of it: `mon`, `tues`, `Thursday`.
pub fn weekday(text: &str) -> Option<Weekday> {
    let text = text.to_ascii_lowercase();
    Some(match text.as_str() {
        "mon" | "monday" => Weekday::Mon,
        "tue" | "tues" | "tuesday" => Weekday::Tue,
        "wed" | "weds" | "wednesday" => Weekday::Wed,
        "thu" | "thur" | "thurs" | "thursday" => Weekday::Thu,
        "fri" | "friday" => Weekday::Fri,
        "sat" | "saturday" => Weekday::Sat,
        "sun" | "sunday" => Weekday::Sun,
        _ => return None,
    })
}

/// Reads plain words as a day.
pub(crate) fn read(text: &str, today: NaiveDate, toward: Toward) -> Option<NaiveDate> {
    let words: Vec<&str> = text.split(' ').collect();
    match words.as_slice() {
        ["eow"] | ["end", "of", "week"] => Some(monday(today, 1).pred_opt()?),
        ["eom"] | ["end", "of", "month"] => first_of(today, 1)?.pred_opt(),
        ["next", "week"] => Some(monday(today, 1)),
        ["next", "month"] => first_of(today, 1),
        ["next", day] => {
            let ahead = weekday(day)?.days_since(today.weekday());
            Some(plus_days(today, if ahead == 0 { 14 } else { i64::from(ahead) + 7 }))
        }
        ["this", day] => Some(plus_days(monday(today, 0), i64::from(weekday(day)?.num_days_from_monday()))),
        ["last", day] => {
            let back = today.weekday().days_since(weekday(day)?);
            Some(plus_days(today, -i64::from(if back == 0 { 7 } else { back })))
        }
        ["in", count, unit] => away(today, count, unit, 1),
        [count, unit, "ago"] => away(today, count, unit, -1),
        [day, month] => of_month(day, month, None, today, toward).or_else(|| of_month(month, day, None, today, toward)),
        [day, month, year] => of_month(day, month, Some(*year), today, toward)
            .or_else(|| of_month(month, day.trim_end_matches(','), Some(*year), today, toward)),
        _ => None,
    }
}

fn of_month(day: &str, month: &str, year: Option<&str>, today: NaiveDate, toward: Toward) -> Option<NaiveDate> {
    let month = self::month(month)?;
    let day = day.trim_end_matches(',');
    let endings = [".", "st", "nd", "rd", "th"];
    let day = digits(endings.iter().find_map(|end| day.strip_suffix(end)).unwrap_or(day), 2)?;
    match year {
        // Two digits could as well be an hour: `22 June 15`.
        Some(year) => NaiveDate::from_ymd_opt(read_year(year).filter(|_| year.len() == 4)?, month, day),
        None => without_year(month, day, today, toward),
    }
}

/// `in 3 days`, `2 weeks ago`, `in a month`.
fn away(today: NaiveDate, count: &str, unit: &str, sign: i64) -> Option<NaiveDate> {
    let count = if ["a", "an", "one"].contains(&count) { 1 } else { digits(count, 4)? };
    match unit.strip_suffix('s').unwrap_or(unit) {
        "day" => Some(plus_days(today, sign * i64::from(count))),
        "week" => Some(plus_days(today, sign * 7 * i64::from(count))),
        "month" => Some(plus_months(today, sign * i64::from(count))),
        _ => None,
    }
}

/// The Monday of the week so many weeks on.
fn monday(today: NaiveDate, weeks: i64) -> NaiveDate {
    plus_days(today, 7 * weeks - i64::from(today.weekday().num_days_from_monday()))
}

fn first_of(today: NaiveDate, months: i64) -> Option<NaiveDate> {
    today.with_day(1).map(|first| plus_months(first, months))
}
