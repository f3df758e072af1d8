//! Days and times of the demonstration, said relative to the present.

use chrono::{Datelike, NaiveDate};

use crate::command::grammar::{clock, date, span};
use crate::domain::time::{Instant, is_workday, plus_days, plus_months};
use crate::error::{Error, Result};
use crate::store::StoreSettings;

/// Puts days, times and the last record's number in the place of what stands in braces.
pub(super) fn fill_in(text: &str, setting: &StoreSettings, now: Instant, made: i64) -> Result<String> {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('{') {
        let (inside, after) =
            behind.split_once('}').ok_or_else(|| Error::problem(format!("'{text}': a brace is not closed")))?;
        filled.push_str(before);
        filled.push_str(&if inside == "id" { made.to_string() } else { moment(inside, setting, now)? });
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}

/// `today -3d`, `month +1m -1d`, `monday -8w`, `workday -2b`, `ics today +1d`, `now -47m`, `now +25m for 45m`.
fn moment(text: &str, setting: &StoreSettings, now: Instant) -> Result<String> {
    let zone = &setting.zone;
    let strange = || Error::problem(format!("'{{{text}}}' is no moment"));
    let (text, lasting) = text.split_once(" for ").map_or((text, None), |(a, b)| (a, Some(b)));
    let (text, compact) = text.strip_prefix("ics ").map_or((text, false), |rest| (rest, true));
    let mut words = text.split(' ');
    let base = words.next().unwrap_or_default();
    let steps = words.map(|word| step(word).ok_or_else(strange)).collect::<Result<Vec<_>>>()?;
    if base == "now" {
        let seconds = |(count, unit): (i64, &str)| count * if unit == "h" { 3600 } else { 60 };
        let at = now - now.0.rem_euclid(300) + steps.iter().copied().map(seconds).sum::<i64>();
        return Ok(match lasting.map(|l| step(l).ok_or_else(strange)).transpose()? {
            Some(length) => span::write_range(at, at + seconds(length), zone),
            None => clock::write_time(at, zone),
        });
    }
    let today = zone.date(now);
    let mut day = match base {
        "today" => today,
        "month" => today.with_day(1).unwrap_or(today),
        "monday" => plus_days(today, -i64::from(today.weekday().num_days_from_monday())),
        "workday" => (0..7).map(|back| plus_days(today, -back)).find(|d| is_workday(*d)).unwrap_or(today),
        _ => return Err(strange()),
    };
    for (count, unit) in steps {
        day = match unit {
            "d" => plus_days(day, count),
            "w" => plus_days(day, 7 * count),
            "m" => plus_months(day, count),
            "b" => (0..count.abs()).fold(day, |day, _| next_workday(day, count.signum())),
            _ => return Err(strange()),
        };
    }
    Ok(if compact { day.format("%Y%m%d").to_string() } else { date::write_date(day) })
}

/// `-3d` as minus three and `d`.
fn step(word: &str) -> Option<(i64, &str)> {
    let (count, unit) = word.split_at_checked(word.len().checked_sub(1)?)?;
    Some((count.parse().ok()?, unit))
}

fn next_workday(day: NaiveDate, sign: i64) -> NaiveDate {
    let mut day = plus_days(day, sign);
    while !is_workday(day) {
        day = plus_days(day, sign);
    }
    day
}
