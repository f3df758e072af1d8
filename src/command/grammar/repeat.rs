//! How often: `month`, `2weeks`, `mon,thu`, `weekday`, or an RRULE as RFC 5545 writes it.

use chrono::Weekday;

use crate::command::grammar::named::weekday;
use crate::command::grammar::{digits, plain, shown};
use crate::error::{Error, Result};

/// Weekdays as an RRULE names them, with the word people type.
const DAYS: [(&str, &str); 7] =
    [("MO", "mon"), ("TU", "tue"), ("WE", "wed"), ("TH", "thu"), ("FR", "fri"), ("SA", "sat"), ("SU", "sun")];

const WORKDAYS: &str = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR";

/// A unit of repetition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IntervalUnit {
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
}

/// How something repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskRepeat {
    /// The RRULE, without its name: `FREQ=MONTHLY`.
    pub rule: String,
    /// Counted from the day it was done (`every!:`), not from the day it was due (`every:`).
    pub after_done: bool,
}

impl std::fmt::Display for TaskRepeat {
    /// `every:month`, `every!:2weeks`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "every{}:{}", if self.after_done { "!" } else { "" }, write_rule(&self.rule))
    }
}

/// Reads how many of which unit: `month`, `2weeks`, `3months`, `quarter`, `weekly`.
pub fn read_interval(text: &str) -> Result<(u32, IntervalUnit)> {
    interval(&plain(text))
        .ok_or_else(|| Error::problem(format!("{} is no interval: try week, month, 2weeks or 3months", shown(text))))
}

/// Reads how often as an RRULE: an interval, weekdays (`mon,thu`), `weekday` for Monday to Friday, `2weeks mon,thu`,
/// a day of the month (`2nd tue`, `last fri`, `15th`, `last day`), any of these `until 2026-06-30` or `10 times`, or the
/// rule itself.
pub fn read_rule(text: &str) -> Result<String> {
    let plain = plain(text);
    if let Some((often, end)) = ending(&plain) {
        // A repetition ends once.
        let rule = if ending(often).is_none() { read_rule(often) } else { Err(no_rule(text)) };
        return rule.map(|rule| format!("{rule};{end}")).map_err(|_| no_rule(text));
    }
    if let Some(rule) = day_of_month(&plain) {
        return Ok(rule);
    }
    if let Some((often, days)) = plain.rsplit_once(' ')
        && let Some((count, IntervalUnit::Week)) = interval(often)
        && let Some(days) = weekly(days)
    {
        return Ok(if count == 1 { days } else { days.replacen(';', &format!(";INTERVAL={count};"), 1) });
    }
    if ["weekday", "weekdays", "workday", "workdays"].contains(&plain.as_str()) {
        return Ok(WORKDAYS.to_owned());
    }
    if let Some(rule) = weekly(&plain) {
        return Ok(rule);
    }
    if let Some((count, unit)) = interval(&plain) {
        let freq = match unit {
            IntervalUnit::Day => "FREQ=DAILY",
            IntervalUnit::Week => "FREQ=WEEKLY",
            IntervalUnit::Month => "FREQ=MONTHLY",
            IntervalUnit::Year => "FREQ=YEARLY",
        };
        return Ok(if count == 1 { freq.to_owned() } else { format!("{freq};INTERVAL={count}") });
    }
    let rule = |c: char| c.is_ascii_alphanumeric() || "=;,+-:".contains(c);
    if plain.split(';').any(|part| part.len() > "freq=".len() && part.starts_with("freq=")) && plain.chars().all(rule) {
        return Ok(plain.to_ascii_uppercase());
    }
    Err(no_rule(text))
}

fn no_rule(text: &str) -> Error {
    Error::problem(format!("{} is no repetition: try day, week, 2weeks, month, mon,thu or weekday", shown(text)))
}

/// Weekdays by commas.
fn weekly(text: &str) -> Option<String> {
    let days = text.split(',').map(|day| weekday(day.trim())).collect::<Option<Vec<_>>>()?;
    let chosen = DAYS.iter().filter(|(_, name)| days.iter().any(|day| weekday(name) == Some(*day)));
    Some(format!("FREQ=WEEKLY;BYDAY={}", chosen.map(|(code, _)| *code).collect::<Vec<_>>().join(",")))
}

/// The end of a repetition behind it: `until 2026-06-30`, `10 times`.
fn ending(text: &str) -> Option<(&str, String)> {
    if let Some((often, day)) = text.rsplit_once(" until ") {
        let day: chrono::NaiveDate = day.trim().parse().ok()?;
        return Some((often, format!("UNTIL={}", day.format("%Y%m%d"))));
    }
    let (often, count) = text.strip_suffix(" times")?.rsplit_once(' ')?;
    let count = digits(count, 4).filter(|n| *n > 0)?;
    Some((often, format!("COUNT={count}")))
}

/// A day of each month: `2nd tue`, `last fri`, `15th`, `last day`; in a line, where it is one word, `2nd-tue`.
fn day_of_month(text: &str) -> Option<String> {
    let (which, day) = text.split_once([' ', '-']).unwrap_or((text, ""));
    let n = match which {
        "last" => -1,
        nth => {
            let number = nth.strip_suffix("st").or(nth.strip_suffix("nd")).or(nth.strip_suffix("rd"));
            i64::from(digits(number.or(nth.strip_suffix("th"))?, 2)?)
        }
    };
    match (day.trim(), n) {
        ("", 1..=31) | ("day", -1) => Some(format!("FREQ=MONTHLY;BYMONTHDAY={n}")),
        (day, -1 | 1..=5) => {
            let day = weekday(day)?;
            let code = DAYS.iter().find(|(_, name)| weekday(name) == Some(day))?.0;
            Some(format!("FREQ=MONTHLY;BYDAY={n}{code}"))
        }
        _ => None,
    }
}

/// Writes an RRULE by the shortest text that [`read_rule`] reads as the same rule.
pub fn write_rule(rule: &str) -> String {
    if rule == WORKDAYS {
        return "weekday".to_owned();
    }
    let words = by_days(rule).or_else(|| by_interval(rule));
    words.filter(|words| read_rule(words).is_ok_and(|read| read == rule)).unwrap_or_else(|| rule.to_owned())
}

/// Returns the weekdays of a rule that [`read_rule`] made of weekdays; none for any other rule.
pub(crate) fn days(rule: &str) -> Vec<Weekday> {
    let names = by_days(rule).unwrap_or_default();
    names.split(',').filter_map(weekday).collect()
}

fn by_days(rule: &str) -> Option<String> {
    let codes = rule.strip_prefix("FREQ=WEEKLY;BYDAY=")?.split(',');
    let names = codes.map(|code| DAYS.iter().find(|(known, _)| *known == code).map(|(_, name)| *name));
    Some(names.collect::<Option<Vec<_>>>()?.join(","))
}

fn by_interval(rule: &str) -> Option<String> {
    let (freq, count) = rule.split_once(";INTERVAL=").map_or((rule, None), |(freq, count)| (freq, Some(count)));
    let unit = match freq {
        "FREQ=DAILY" => "day",
        "FREQ=WEEKLY" => "week",
        "FREQ=MONTHLY" => "month",
        "FREQ=YEARLY" => "year",
        _ => return None,
    };
    Some(count.map_or_else(|| unit.to_owned(), |count| format!("{count}{unit}s")))
}

fn interval(text: &str) -> Option<(u32, IntervalUnit)> {
    let (count, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit())?);
    let count = if count.is_empty() { 1 } else { digits(count, 3).filter(|n| *n > 0)? };
    Some(match unit.trim_start() {
        "day" | "days" | "d" => (count, IntervalUnit::Day),
        "week" | "weeks" | "w" => (count, IntervalUnit::Week),
        "month" | "months" => (count, IntervalUnit::Month),
        "quarter" | "quarters" => (count * 3, IntervalUnit::Month),
        "year" | "years" | "y" => (count, IntervalUnit::Year),
        "daily" if count == 1 => (1, IntervalUnit::Day),
        "weekly" if count == 1 => (1, IntervalUnit::Week),
        "monthly" if count == 1 => (1, IntervalUnit::Month),
        "yearly" if count == 1 => (1, IntervalUnit::Year),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules() {
        for (text, rule, written) in [
            ("day", "FREQ=DAILY", "day"),
            ("weekly", "FREQ=WEEKLY", "week"),
            ("Month", "FREQ=MONTHLY", "month"),
            ("2weeks", "FREQ=WEEKLY;INTERVAL=2", "2weeks"),
            ("2 weeks", "FREQ=WEEKLY;INTERVAL=2", "2weeks"),
            ("quarter", "FREQ=MONTHLY;INTERVAL=3", "3months"),
            ("thu,mon", "FREQ=WEEKLY;BYDAY=MO,TH", "mon,thu"),
            ("weekday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "weekday"),
            ("freq=monthly;byday=-1fr", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYDAY=-1FR"),
        ] {
            assert_eq!(read_rule(text).unwrap(), rule, "{text}");
            assert_eq!(write_rule(rule), written);
        }
        for text in ["", "0days", "2m", "moon", "mon,", "FREQ=", "FREQ=DAILY\u{a0}X", "9999weeks"] {
            let said = read_rule(text).unwrap_err().to_string();
            assert!(said.ends_with("is no repetition: try day, week, 2weeks, month, mon,thu or weekday"), "{said}");
        }
    }

    #[test]
    fn rules_in_more_words() {
        for (text, rule) in [
            ("2nd tue", "FREQ=MONTHLY;BYDAY=2TU"),
            ("last fri until 2026-06-30", "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20260630"),
            ("15th", "FREQ=MONTHLY;BYMONTHDAY=15"),
            ("2nd-tue", "FREQ=MONTHLY;BYDAY=2TU"),
            ("last day", "FREQ=MONTHLY;BYMONTHDAY=-1"),
            ("2 weeks thu,tue", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH"),
            ("week mon", "FREQ=WEEKLY;BYDAY=MO"),
            ("mon,thu 10 times", "FREQ=WEEKLY;BYDAY=MO,TH;COUNT=10"),
        ] {
            assert_eq!(read_rule(text).unwrap(), rule, "{text}");
        }
        for text in [
            "6th tue",
            "32nd",
            "last",
            "day until soon",
            "day 2 times until 2026-06-30",
            "mon 0 times",
            "until 2026-06-30",
            "2nd",
        ] {
            let read = read_rule(text);
            assert!(read.is_err() || text == "2nd", "{text}: {read:?}");
        }
    }

    #[test]
    fn intervals() {
        assert_eq!(read_interval("3months").unwrap(), (3, IntervalUnit::Month));
        let said = read_interval("often").unwrap_err().to_string();
        assert_eq!(said, "'often' is no interval: try week, month, 2weeks or 3months");
    }
}
