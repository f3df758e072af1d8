//! Which cycle of a retainer is meant.

use chrono::{Datelike, NaiveDate};

use crate::command::context::Context;
use crate::command::grammar::named;
use crate::command::grammar::named::MONTHS;
use crate::command::input::times::PastDay;
use crate::command::input::value::{Hint, Input, choice_hints};
use crate::error::Result;

/// A cycle, by where it lies, by its month, or by a day of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CycleOf {
    /// The one before the present one.
    Last,
    /// The present one.
    This,
    /// The one that begins in a month, else the one that holds the month's first day: that day.
    Month(NaiveDate),
    /// The one that holds a day.
    Day(NaiveDate),
}

impl Input for CycleOf {
    const LIKE: &'static str = "last | this | june | 2026-06-22";

    fn read(text: &str, context: &Context<'_>) -> Result<Self> {
        let word = text.trim().to_lowercase();
        match word.as_str() {
            "last" | "previous" => return Ok(Self::Last),
            "this" | "now" | "present" | "current" => return Ok(Self::This),
            _ => {}
        }
        if let Some(month) = month(&word, context.today()) {
            return Ok(Self::Month(month));
        }
        PastDay::read(text, context).map(|day| Self::Day(day.0))
    }

    fn echo(&self, context: &Context<'_>) -> String {
        match self {
            Self::Last => "the last cycle".to_owned(),
            Self::This => "this cycle".to_owned(),
            Self::Month(month) => format!("the cycle of {}", month.format("%B %Y")),
            Self::Day(day) => format!("the cycle of {}", PastDay(*day).echo(context)),
        }
    }

    fn suggest(typed: &str, _: &Context<'_>) -> Vec<Hint> {
        let mut words = vec!["last", "this"];
        words.extend(MONTHS.iter().filter(|_| !typed.is_empty()));
        choice_hints(&words, typed)
    }
}

/// The first day of a month: `june`, `jun 2025`, `2025-06`; without a year the latest that has begun.
fn month(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    if let Some((year, month)) = word.split_once('-') {
        let digits = |text: &str, n: usize| text.len() == n && text.bytes().all(|b| b.is_ascii_digit());
        let plain = digits(year, 4) && digits(month, 2);
        return plain.then(|| NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, 1)).flatten();
    }
    let (name, year) = word.split_once(' ').map_or((word, None), |(name, year)| (name, Some(year.trim())));
    let number = named::month(name)?;
    match year {
        Some(year) if year.len() == 4 => NaiveDate::from_ymd_opt(year.parse().ok()?, number, 1),
        Some(_) => None,
        None => {
            let this = NaiveDate::from_ymd_opt(today.year(), number, 1)?;
            if this <= today { Some(this) } else { NaiveDate::from_ymd_opt(today.year() - 1, number, 1) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_without_a_year_have_begun() {
        let today: NaiveDate = "2026-07-15".parse().unwrap();
        for (word, first) in [
            ("june", Some("2026-06-01")),
            ("jul", Some("2026-07-01")),
            ("aug", Some("2025-08-01")),
            ("sept", Some("2025-09-01")),
            ("june 2024", Some("2024-06-01")),
            ("2025-02", Some("2025-02-01")),
            ("2025-13", None),
            ("ju", None),
            ("june 25", None),
            ("mon", None),
        ] {
            assert_eq!(month(word, today), first.map(|day| day.parse().unwrap()), "{word}");
        }
    }
}
