//! DATE: `today`, `mon`, `next mon`, `+3d`, `22.6.`, `22.6.26`, `22 June`, `2026-06-22`, `06-22`, `eow`, `eom`.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::command::grammar::named::{self, weekday};
use crate::command::grammar::year::{read_year, without_year};
use crate::command::grammar::{Now, Toward, digits, plain, shown};
use crate::domain::time::{day_text, plus_days};
use crate::error::{Error, Result};

/// The most words that one date has: `Fri 22 June 2026`.
pub(crate) const MOST_WORDS: usize = 4;

/// Reads a date.
///
/// A weekday is the coming one, a week away if it is today's; of work done the last one, today's included. A date
/// without a year takes the year that [`Toward`] says. Work done on a day to come is refused.
pub fn read_date(text: &str, now: &Now, toward: Toward) -> Result<NaiveDate> {
    let (plain, today) = (plain(text), now.today());
    let date = parse(&plain, today, toward).ok_or_else(|| refusal(text))?;
    if toward == Toward::Done && date > today { Err(to_come(&plain, date, today)) } else { Ok(date) }
}

/// Says that a day has not come yet; where no year was typed, with the one before.
pub(crate) fn to_come(plain: &str, date: NaiveDate, today: NaiveDate) -> Error {
    let day = day_text(date, today);
    let Some(last) = parse(plain, today, Toward::Past).filter(|last| *last != date) else {
        return Error::problem(format!("{day} has not come yet: work is logged when it is done"));
    };
    let which = if last.year() == date.year() - 1 { "last year's is" } else { "the last one was" };
    Error::problem(format!("{day} has not come yet; {which} {}", write_date(last)))
}

/// Reads a run of days, both ends included: `22.6.-26.6.`, `mon-fri`, `2026-06-22..2026-06-26`, or one day.
pub fn read_days(text: &str, now: &Now, toward: Toward) -> Result<(NaiveDate, NaiveDate)> {
    let plain = plain(text);
    if let Some(day) = parse(&plain, now.today(), toward) {
        return Ok((day, day));
    }
    let (first, last) = run(&plain, now.today(), toward).ok_or_else(|| refusal(text))?;
    if last < first {
        return Err(Error::problem(format!("{} ends before it begins: type the earlier day first", shown(text))));
    }
    Ok((first, last))
}

/// Writes a date as `2026-06-22`.
pub fn write_date(date: NaiveDate) -> String {
    date.format("%Y-%m-%d").to_string()
}

/// Writes a run of days as `2026-06-22..2026-06-26`, or one date.
pub fn write_days(first: NaiveDate, last: NaiveDate) -> String {
    if first == last { write_date(first) } else { format!("{}..{}", write_date(first), write_date(last)) }
}

/// Whether a word is a month and a day with hyphens and no year, which could as well be a range of hours: `06-22`.
pub(crate) fn could_be_hours(word: &str) -> bool {
    word.split_once('-').is_some_and(|(a, b)| digits(a, 2).is_some() && digits(b, 2).is_some())
}

pub(crate) fn parse(text: &str, today: NaiveDate, toward: Toward) -> Option<NaiveDate> {
    let date = match text {
        "today" => today,
        "yesterday" => plus_days(today, -1),
        "tomorrow" => plus_days(today, 1),
        _ => {
            let on_weekday = || weekday(text).map(|day| nearest_weekday(day, today, toward));
            on_weekday()
                .or_else(|| relative(text, today))
                .or_else(|| numeric(text, today, toward))
                .or_else(|| named::read(text, today, toward))
                .or_else(|| with_weekday(text, today, toward))?
        }
    };
    (1900..3000).contains(&date.year()).then_some(date)
}

/// `Fri 17 July`: a date with the weekday that it is; with another it is none. Two numbers behind a weekday are hours.
fn with_weekday(text: &str, today: NaiveDate, toward: Toward) -> Option<NaiveDate> {
    let (day, rest) = text.split_once(' ')?;
    let day = weekday(day.trim_end_matches(','))?;
    if could_be_hours(rest) {
        return None;
    }
    let date = numeric(rest, today, toward).or_else(|| named::read(rest, today, toward))?;
    (date.weekday() == day).then_some(date)
}

fn run(text: &str, today: NaiveDate, toward: Toward) -> Option<(NaiveDate, NaiveDate)> {
    ["..", " - ", "-"].iter().find_map(|between| {
        // A date may have hyphens of its own: 2026-07-06-2026-07-10.
        text.match_indices(between).find_map(|(at, _)| {
            let first = parse(text[..at].trim(), today, toward)?;
            Some((first, parse(text[at + between.len()..].trim(), first, Toward::Future)?))
        })
    })
}

fn nearest_weekday(day: Weekday, today: NaiveDate, toward: Toward) -> NaiveDate {
    let ahead = day.days_since(today.weekday());
    match toward {
        Toward::Future | Toward::Near if ahead == 0 => plus_days(today, 7),
        Toward::Future | Toward::Near => plus_days(today, i64::from(ahead)),
        Toward::Past | Toward::Done => plus_days(today, -i64::from(today.weekday().days_since(day))),
    }
}

/// `+3d`, `-2d`, `+2w`.
fn relative(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let count = text.strip_prefix(['+', '-'])?.trim_start();
    let (count, days) = count.strip_suffix('d').map(|n| (n, 1)).or_else(|| count.strip_suffix('w').map(|n| (n, 7)))?;
    Some(plus_days(today, sign * days * i64::from(digits(count.trim_end(), 6)?)))
}

/// `22.6.`, `22.6.26`, `22.6.2026`, `2026-06-22`, `06-22`.
fn numeric(text: &str, today: NaiveDate, toward: Toward) -> Option<NaiveDate> {
    let dotted = text.contains('.');
    let parts: Vec<&str> = text.split(if dotted { '.' } else { '-' }).collect();
    let (year, month, day) = match (parts.as_slice(), dotted) {
        ([day, month, ""], true) | ([month, day], false) => (None, *month, *day),
        ([day, month, year], true) | ([year, month, day], false) => (Some(*year), *month, *day),
        _ => return None,
    };
    let (month, day) = (digits(month.trim_start(), 2)?, digits(day, 2)?);
    let Some(year) = year else { return without_year(month, day, today, toward) };
    NaiveDate::from_ymd_opt(read_year(year.trim_start())?, month, day)
}

fn refusal(text: &str) -> Error {
    let plain = plain(text);
    if plain.contains('/') && plain.split('/').all(|part| digits(part, 4).is_some()) {
        return Error::problem(format!(
            "{} could be day/month or month/day: type 22.6. (day.month.), 06-22 (month-day) or 2026-06-22",
            shown(text)
        ));
    }
    if let [day, month, year] = plain.split('-').collect::<Vec<_>>().as_slice()
        && digits(day, 2).is_some()
        && digits(month, 2).is_some()
        && year.len() == 4
        && digits(year, 4).is_some()
    {
        return Error::problem(format!("{} is no date: type {day}.{month}.{year} or 2026-06-22", shown(text)));
    }
    Error::problem(format!("{} is no date: try today, fri, +3d, 22.6. or 2026-06-22", shown(text)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::grammar::testing::{at, day, monday};

    #[test]
    fn dates() {
        let now = monday();
        for (text, past, future) in [
            ("today", "2026-06-22", "2026-06-22"),
            ("Yesterday", "2026-06-21", "2026-06-21"),
            ("tomorrow", "2026-06-23", "2026-06-23"),
            ("mon", "2026-06-22", "2026-06-29"),
            ("Friday", "2026-06-19", "2026-06-26"),
            ("thurs", "2026-06-18", "2026-06-25"),
            ("+3d", "2026-06-25", "2026-06-25"),
            ("-2d", "2026-06-20", "2026-06-20"),
            ("+2w", "2026-07-06", "2026-07-06"),
            ("22.6.", "2026-06-22", "2026-06-22"),
            ("1.7.", "2025-07-01", "2026-07-01"),
            ("1. 7. 2026", "2026-07-01", "2026-07-01"),
            ("1. 7.", "2025-07-01", "2026-07-01"),
            ("22.6.2026", "2026-06-22", "2026-06-22"),
            ("2026-06-22", "2026-06-22", "2026-06-22"),
            ("06-22", "2026-06-22", "2026-06-22"),
            ("06-21", "2026-06-21", "2027-06-21"),
            ("29.2.", "2024-02-29", "2028-02-29"),
            ("22.6.26", "2026-06-22", "2026-06-22"),
            ("22 June", "2026-06-22", "2026-06-22"),
            ("July 1st", "2025-07-01", "2026-07-01"),
            ("1. July", "2025-07-01", "2026-07-01"),
            ("jul 1, 2027", "2027-07-01", "2027-07-01"),
            ("1 Sept 2027", "2027-09-01", "2027-09-01"),
            ("next mon", "2026-07-06", "2026-07-06"),
            ("next fri", "2026-07-03", "2026-07-03"),
            ("last mon", "2026-06-15", "2026-06-15"),
            ("this fri", "2026-06-26", "2026-06-26"),
            ("next week", "2026-06-29", "2026-06-29"),
            ("next month", "2026-07-01", "2026-07-01"),
            ("in 3 days", "2026-06-25", "2026-06-25"),
            ("in a week", "2026-06-29", "2026-06-29"),
            ("in 2 months", "2026-08-22", "2026-08-22"),
            ("3 days ago", "2026-06-19", "2026-06-19"),
            ("eow", "2026-06-28", "2026-06-28"),
            ("eom", "2026-06-30", "2026-06-30"),
            ("end of month", "2026-06-30", "2026-06-30"),
            ("Fri, 26 June 2026", "2026-06-26", "2026-06-26"),
            ("wed 1.7.2026", "2026-07-01", "2026-07-01"),
        ] {
            assert_eq!(read_date(text, &now, Toward::Past).unwrap(), day(past), "{text} toward the past");
            assert_eq!(read_date(text, &now, Toward::Future).unwrap(), day(future), "{text} toward the future");
        }
    }

    #[test]
    fn days_near_today_and_work_done() {
        let winter = at("2027-01-05T09:00:00+01:00", "Europe/Berlin");
        assert_eq!(read_date("28.12.", &winter, Toward::Done).unwrap(), day("2026-12-28"));
        assert_eq!(read_date("28.12.", &winter, Toward::Near).unwrap(), day("2026-12-28"));
        assert_eq!(read_date("10.1.", &winter, Toward::Near).unwrap(), day("2027-01-10"));
        assert_eq!(read_date("mon", &winter, Toward::Done).unwrap(), day("2027-01-04"));
        let said = |text| read_date(text, &monday(), Toward::Done).unwrap_err().to_string();
        assert_eq!(said("1.7."), "Wed 1 Jul has not come yet; last year's is 2025-07-01");
        assert_eq!(said("tomorrow"), "Tue 23 Jun has not come yet: work is logged when it is done");
        assert_eq!(said("29.2.2028"), "Tue 29 Feb 2028 has not come yet: work is logged when it is done");
    }

    #[test]
    fn runs_of_days() {
        let now = at("2026-12-14T09:00:00Z", "UTC");
        for (text, first, last) in [
            ("28.12.-3.1.", "2026-12-28", "2027-01-03"),
            ("mon-wed", "2026-12-21", "2026-12-23"),
            ("fri\u{2013}sun", "2026-12-18", "2026-12-20"),
            ("2026-12-28..2027-01-03", "2026-12-28", "2027-01-03"),
            ("2026-12-28-2027-01-03", "2026-12-28", "2027-01-03"),
            ("2026-12-28\u{2013}2027-01-03", "2026-12-28", "2027-01-03"),
            ("tomorrow", "2026-12-15", "2026-12-15"),
        ] {
            assert_eq!(read_days(text, &now, Toward::Future).unwrap(), (day(first), day(last)), "{text}");
        }
        assert!(read_days("2026-12-28..2026-12-27", &now, Toward::Future).is_err());
    }

    #[test]
    fn what_is_refused() {
        let said = |text| read_date(text, &monday(), Toward::Future).unwrap_err().to_string();
        let slashes =
            "'12/05' could be day/month or month/day: type 22.6. (day.month.), 06-22 (month-day) or 2026-06-22";
        assert_eq!(said("12/05"), slashes);
        assert_eq!(said("20-07-2026"), "'20-07-2026' is no date: type 20.07.2026 or 2026-06-22");
        let rest = [
            "",
            "morgen",
            "31.6.",
            "22.6",
            "22.6.026",
            "30 February",
            "next noon",
            "Thu 26 June 2026",
            "in 3",
            "May",
            "2026-02-29",
            "+1m",
            "+999999999d",
            "99999-01-01",
            "0001-01-01",
            "+d",
            "1..",
            "-",
        ];
        for text in rest {
            assert_eq!(said(text), format!("'{text}' is no date: try today, fri, +3d, 22.6. or 2026-06-22"));
        }
    }
}
