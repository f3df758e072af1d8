//! A rule in words: `every 2nd week on Tue and Thu, until 30 June 2026`.

use chrono::{Datelike, Month, NaiveDateTime, Weekday};

use super::rule::{Frequency, Rule};
use crate::domain::event::Moment;
use crate::domain::zone::Zone;

/// A rule in words, for an event that starts so; none where words would not say all of it.
pub fn words(rule: &str, start: &Moment, home: &Zone) -> Option<String> {
    let known = ["FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS", "RSCALE"];
    let name = |part: &str| part.split('=').next().unwrap_or_default().trim().to_ascii_uppercase();
    if !rule.split(';').filter(|p| !p.trim().is_empty()).all(|part| known.contains(&name(part).as_str())) {
        return None;
    }
    let rule: Rule = rule.parse().ok()?;
    let when = when(&rule, start.wall())?;
    let end = match (&rule.until, rule.count) {
        (Some(until), None) => {
            // A rule's end is an instant in UTC; the day it means is that of the event's own clock.
            let utc = matches!(until, Moment::Local { zone: Some(_), .. }) && !start.is_date();
            let day = if utc { start.zone(home).date(until.instant(home)) } else { until.date() };
            format!(", until {}", day.format("%-d %B %Y"))
        }
        (None, Some(1)) => ", once".to_owned(),
        (None, Some(count)) => format!(", {count} times"),
        (None, None) => String::new(),
        (Some(_), Some(_)) => return None,
    };
    Some(format!("{when}{end}"))
}

fn when(rule: &Rule, start: NaiveDateTime) -> Option<String> {
    if rule.interval > 1
        && rule.week_start != Weekday::Mon
        && rule.frequency == Frequency::Weekly
        && rule.days.len() > 1
    {
        // Which weeks are meant depends on where they begin, and no words say that shortly.
        return None;
    }
    let unit = match rule.frequency {
        Frequency::Yearly => "year",
        Frequency::Monthly => "month",
        Frequency::Weekly => "week",
        Frequency::Daily => "day",
        Frequency::Hourly => "hour",
        Frequency::Minutely => "minute",
        Frequency::Secondly => "second",
    };
    let every = every(rule.interval, unit);
    let plain = rule.months == 0 && rule.month_days.is_empty() && rule.positions.is_empty();
    let uncounted = rule.days.iter().all(|(n, _)| *n == 0);
    match rule.frequency {
        Frequency::Weekly if plain => {
            let days: Vec<Weekday> = rule.days.iter().map(|(_, day)| *day).collect();
            Some(match days.as_slice() {
                [] => format!("{every} on {}", day_name(start.weekday())),
                [day] if rule.interval < 3 => self::every(rule.interval, day_name(*day)),
                all if is_workdays(all) && rule.interval == 1 => "every workday, Monday to Friday".to_owned(),
                all => format!("{every} on {}", short_days(all)),
            })
        }
        frequency if frequency <= Frequency::Daily && plain && rule.days.is_empty() => Some(every),
        Frequency::Daily if plain && uncounted && rule.interval == 1 => {
            let days: Vec<Weekday> = rule.days.iter().map(|(_, day)| *day).collect();
            Some(if is_workdays(&days) {
                "every workday, Monday to Friday".to_owned()
            } else {
                format!("every {}", short_days(&days))
            })
        }
        Frequency::Monthly if rule.months == 0 => Some(format!("{every} on {}", days_of_month(rule, start)?)),
        Frequency::Yearly if rule.months.count_ones() <= 1 => {
            let months = rule.months.trailing_zeros();
            let month = if rule.months == 0 { start.month() } else { months };
            let month = Month::try_from(u8::try_from(month).ok()?).ok()?.name();
            if rule.months == 0 && (!rule.days.is_empty() || !rule.month_days.is_empty()) {
                return None;
            }
            let days = days_of_month(rule, start)?;
            Some(format!("{every} on {days} of {month}"))
        }
        _ => None,
    }
}

/// `every week`, `every 2nd week`, `every 3 weeks`.
fn every(interval: u32, unit: &str) -> String {
    match interval {
        1 => format!("every {unit}"),
        2 => format!("every 2nd {unit}"),
        n => format!("every {n} {unit}s"),
    }
}

/// `the 15th`, `the last day`, `the 2nd Tuesday`, `the last workday`.
fn days_of_month(rule: &Rule, start: NaiveDateTime) -> Option<String> {
    match (rule.days.as_slice(), rule.month_days.as_slice(), rule.positions.as_slice()) {
        ([], [], []) => Some(format!("the {}", nth(start.day().into()))),
        ([], days, []) => {
            let day = |n: &i16| match n {
                -1 => "the last day".to_owned(),
                n if *n < 0 => format!("the {} last day", nth(i64::from(-n))),
                n => format!("the {}", nth(i64::from(*n))),
            };
            Some(joined(&days.iter().map(day).collect::<Vec<_>>()))
        }
        (days, [], []) if days.iter().all(|(n, _)| *n != 0) => {
            let day = |(n, day): &(i16, Weekday)| format!("the {} {}", place(*n), day_name(*day));
            Some(joined(&days.iter().map(day).collect::<Vec<_>>()))
        }
        (days, [], []) if days.iter().all(|(n, _)| *n == 0) => {
            Some(joined(&days.iter().map(|(_, day)| format!("every {}", day_name(*day))).collect::<Vec<_>>()))
        }
        (days, [], [n]) if days.iter().all(|(n, _)| *n == 0) => {
            let list: Vec<Weekday> = days.iter().map(|(_, day)| *day).collect();
            match list.as_slice() {
                [day] => Some(format!("the {} {}", place(*n), day_name(*day))),
                all if is_workdays(all) => Some(format!("the {} workday", place(*n))),
                _ => None,
            }
        }
        _ => None,
    }
}

/// `2nd`, `last`, `2nd last`.
fn place(n: i16) -> String {
    match n {
        -1 => "last".to_owned(),
        n if n < 0 => format!("{} last", nth(i64::from(-n))),
        n => nth(i64::from(n)),
    }
}

fn nth(n: i64) -> String {
    let end = match (n % 10, n % 100) {
        (1, 11) | (2, 12) | (3, 13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{end}")
}

fn is_workdays(days: &[Weekday]) -> bool {
    days.len() == 5 && !days.contains(&Weekday::Sat) && !days.contains(&Weekday::Sun)
}

fn short_days(days: &[Weekday]) -> String {
    joined(&days.iter().map(|day| day_name(*day).chars().take(3).collect()).collect::<Vec<String>>())
}

fn joined(list: &[String]) -> String {
    match list {
        [] => String::new(),
        [one] => one.clone(),
        [others @ .., end] => format!("{} and {end}", others.join(", ")),
    }
}

fn day_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_in_words() {
        let home = Zone::get("Europe/Berlin").unwrap();
        let start: Moment = "2026-06-23T09:00:00[Europe/Berlin]".parse().unwrap();
        for (rule, said) in [
            ("FREQ=DAILY", "every day"),
            ("FREQ=DAILY;INTERVAL=3;COUNT=5", "every 3 days, 5 times"),
            ("FREQ=WEEKLY", "every week on Tuesday"),
            ("FREQ=WEEKLY;BYDAY=TU", "every Tuesday"),
            ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20260630", "every 2nd Tuesday, until 30 June 2026"),
            // The last moment of 30 June in Berlin.
            ("FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20260630T215959Z", "every week on Mon and Thu, until 30 June 2026"),
            ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every workday, Monday to Friday"),
            ("FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TU,WE,TH,FR", "every 3 weeks on Mon, Tue, Wed, Thu and Fri"),
            ("FREQ=MONTHLY", "every month on the 23rd"),
            ("FREQ=MONTHLY;BYMONTHDAY=1,-1", "every month on the last day and the 1st"),
            ("FREQ=MONTHLY;INTERVAL=2;BYDAY=2TU", "every 2nd month on the 2nd Tuesday"),
            ("FREQ=MONTHLY;BYDAY=-1FR", "every month on the last Friday"),
            ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "every month on the last workday"),
            ("FREQ=YEARLY", "every year on the 23rd of June"),
            ("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "every year on the 4th Thursday of November"),
            ("FREQ=HOURLY;INTERVAL=4", "every 4 hours"),
        ] {
            assert_eq!(words(rule, &start, &home).as_deref(), Some(said), "{rule}");
        }
        for rule in [
            "FREQ=YEARLY;BYWEEKNO=20",
            "FREQ=DAILY;BYHOUR=9,15",
            "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR",
            "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,TU",
            "FREQ=YEARLY;BYDAY=20MO",
            "FREQ=DAILY;X-WHAT=1",
            "FREQ=OFTEN",
        ] {
            assert_eq!(words(rule, &start, &home), None, "{rule}");
        }
    }
}
