//! One recurrence rule, read from its text (RFC 5545 3.3.10).

use std::str::FromStr;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Weekday};

use crate::domain::event::Moment;

/// Longer rules are refused: none that a person made comes near.
const LONGEST: usize = 4_000;

/// How often a rule comes round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Frequency {
    /// Every so many seconds.
    Secondly,
    /// Every so many minutes.
    Minutely,
    /// Every so many hours.
    Hourly,
    /// Every so many days.
    Daily,
    /// Every so many weeks.
    Weekly,
    /// Every so many months.
    Monthly,
    /// Every so many years.
    Yearly,
}

/// A recurrence rule. Sets of small numbers are bit masks, bit n standing for n; 0 is a part not given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// FREQ.
    pub frequency: Frequency,
    /// INTERVAL, at least 1.
    pub interval: u32,
    /// COUNT, at least 1.
    pub count: Option<u32>,
    /// UNTIL, inclusive.
    pub until: Option<Moment>,
    /// WKST.
    pub week_start: Weekday,
    /// BYMONTH.
    pub months: u16,
    /// BYWEEKNO.
    pub weeks: Vec<i16>,
    /// BYYEARDAY.
    pub year_days: Vec<i16>,
    /// BYMONTHDAY.
    pub month_days: Vec<i16>,
    /// BYDAY: which of them (0: each, -1: the last), and the weekday.
    pub days: Vec<(i16, Weekday)>,
    /// BYHOUR.
    pub hours: u64,
    /// BYMINUTE.
    pub minutes: u64,
    /// BYSECOND.
    pub seconds: u64,
    /// BYSETPOS.
    pub positions: Vec<i16>,
}

impl Rule {
    /// A rule with nothing but a frequency.
    pub fn new(frequency: Frequency) -> Self {
        Self {
            frequency,
            interval: 1,
            count: None,
            until: None,
            week_start: Weekday::Mon,
            months: 0,
            weeks: Vec::new(),
            year_days: Vec::new(),
            month_days: Vec::new(),
            days: Vec::new(),
            hours: 0,
            minutes: 0,
            seconds: 0,
            positions: Vec::new(),
        }
    }

    /// Whether any BY-part but BYSETPOS says which days or times it means.
    pub fn has_parts(&self) -> bool {
        self.names_days() || self.months != 0 || self.hours != 0 || self.minutes != 0 || self.seconds != 0
    }

    /// Whether a BY-part says which days it means.
    pub fn names_days(&self) -> bool {
        !(self.weeks.is_empty() && self.year_days.is_empty() && self.month_days.is_empty() && self.days.is_empty())
    }
}

impl FromStr for Rule {
    type Err = String;

    /// Reads a rule, forgiving its case, its order, spaces and parts that are not in RFC 5545;
    /// what it cannot mean is an error that says so.
    fn from_str(text: &str) -> Result<Self, String> {
        if text.len() > LONGEST {
            return Err(format!("a rule of {} characters is too long", text.len()));
        }
        let text = text.to_ascii_uppercase();
        let parts: Vec<(&str, &str)> = text
            .split(';')
            .filter_map(|part| part.split_once('='))
            .map(|(name, value)| (name.trim(), value.trim()))
            .collect();
        let frequency = parts.iter().find(|(name, _)| *name == "FREQ").ok_or("the rule has no FREQ")?.1;
        let mut rule = Self::new(read_frequency(frequency).ok_or_else(|| format!("FREQ={frequency} is unknown"))?);
        for (name, value) in parts {
            rule.read_part(name, value).ok_or_else(|| format!("{name}={value} cannot be"))?;
        }
        Ok(rule)
    }
}

impl Rule {
    fn read_part(&mut self, name: &str, value: &str) -> Option<()> {
        match name {
            "INTERVAL" => self.interval = value.parse().ok().filter(|n| *n > 0)?,
            "COUNT" => self.count = Some(value.parse().ok().filter(|n| *n > 0)?),
            "UNTIL" => self.until = Some(read_until(value)?),
            "WKST" => self.week_start = read_weekday(value)?,
            "BYMONTH" => self.months = u16::try_from(mask(value, 1, 12)?).ok()?,
            "BYWEEKNO" => self.weeks = numbers(value, 53)?,
            "BYYEARDAY" => self.year_days = numbers(value, 366)?,
            "BYMONTHDAY" => self.month_days = numbers(value, 31)?,
            "BYDAY" => self.days = read_days(value)?,
            "BYHOUR" => self.hours = mask(value, 0, 23)?,
            "BYMINUTE" => self.minutes = mask(value, 0, 59)?,
            // A leap second is kept by no clock here: 60 is read as 59.
            "BYSECOND" => self.seconds = mask(&value.replace("60", "59"), 0, 59)?,
            "BYSETPOS" => self.positions = numbers(value, 366)?,
            "RSCALE" if value != "GREGORIAN" => return None,
            _ => {}
        }
        Some(())
    }
}

fn read_frequency(text: &str) -> Option<Frequency> {
    Some(match text {
        "YEARLY" => Frequency::Yearly,
        "MONTHLY" => Frequency::Monthly,
        "WEEKLY" => Frequency::Weekly,
        "DAILY" => Frequency::Daily,
        "HOURLY" => Frequency::Hourly,
        "MINUTELY" => Frequency::Minutely,
        "SECONDLY" => Frequency::Secondly,
        _ => return None,
    })
}

fn list(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|item| !item.is_empty())
}

fn mask(text: &str, least: u32, most: u32) -> Option<u64> {
    list(text).try_fold(0, |mask, item| {
        let n: u32 = item.parse().ok()?;
        (least..=most).contains(&n).then(|| mask | 1 << n)
    })
}

/// Numbers from `-most` to `most` without 0, each once.
fn numbers(text: &str, most: i16) -> Option<Vec<i16>> {
    let read = |item: &str| item.parse().ok().filter(|n: &i16| *n != 0 && (-most..=most).contains(n));
    let mut numbers: Vec<i16> = list(text).map(read).collect::<Option<_>>()?;
    numbers.sort_unstable();
    numbers.dedup();
    Some(numbers)
}

/// Weekdays with the number before them. A bare number, as some programs write, names no weekday and is passed over.
fn read_days(text: &str) -> Option<Vec<(i16, Weekday)>> {
    let mut days = Vec::new();
    for item in list(text).filter(|item| item.parse::<i16>().is_err()) {
        let (number, name) = item.split_at_checked(item.len().checked_sub(2)?)?;
        let number =
            if number.is_empty() { 0 } else { number.trim().parse().ok().filter(|n| (-53..=53).contains(n))? };
        let day = (number, read_weekday(name)?);
        if !days.contains(&day) {
            days.push(day);
        }
    }
    Some(days)
}

/// A weekday as a rule names it: `MO`.
pub fn weekday_code(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    }
}

fn read_weekday(text: &str) -> Option<Weekday> {
    Some(match text {
        "MO" => Weekday::Mon,
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        "SU" => Weekday::Sun,
        _ => return None,
    })
}

/// A date, or a time with or without `Z`, with or without the dashes and colons of ISO 8601.
fn read_until(text: &str) -> Option<Moment> {
    let plain: String = text.chars().filter(|c| !"-: ".contains(*c)).collect();
    let (clock, utc) = plain.strip_suffix('Z').map_or((plain.as_str(), false), |clock| (clock, true));
    let (date, time) = clock.split_once('T').unwrap_or((clock, ""));
    if date.len() != 8 {
        return None;
    }
    let date = NaiveDate::parse_from_str(date, "%Y%m%d").ok()?;
    if time.is_empty() {
        return Some(Moment::Date(date));
    }
    let time = NaiveTime::parse_from_str(time, if time.len() == 4 { "%H%M" } else { "%H%M%S" }).ok()?;
    let at = NaiveDateTime::new(date, time);
    Some(if utc { Moment::utc(at) } else { Moment::Local { at, zone: None } })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_in_any_order_and_case() {
        let rule: Rule =
            "byday=-1su, MO;interval=2;X-WHAT=ever;freq=monthly;until=2026-06-30T09:00:00Z;bysetpos=-1,1,1"
                .parse()
                .unwrap();
        assert_eq!(rule.frequency, Frequency::Monthly);
        assert_eq!(rule.interval, 2);
        assert_eq!(rule.days, [(-1, Weekday::Sun), (0, Weekday::Mon)]);
        assert_eq!(rule.positions, [-1, 1]);
        assert_eq!(rule.until.unwrap().to_string(), "2026-06-30T09:00:00Z");
    }

    #[test]
    fn what_it_cannot_mean_is_said() {
        for (text, what) in [
            ("", "the rule has no FREQ"),
            ("FREQ=FORTNIGHTLY", "FREQ=FORTNIGHTLY is unknown"),
            ("FREQ=DAILY;INTERVAL=0", "INTERVAL=0 cannot be"),
            ("FREQ=DAILY;COUNT=0", "COUNT=0 cannot be"),
            ("FREQ=DAILY;UNTIL=soon", "UNTIL=SOON cannot be"),
            ("FREQ=YEARLY;BYMONTH=13", "BYMONTH=13 cannot be"),
            ("FREQ=YEARLY;BYMONTH=141", "BYMONTH=141 cannot be"),
            ("FREQ=MONTHLY;BYDAY=1XX", "BYDAY=1XX cannot be"),
            ("FREQ=MONTHLY;BYDAY=é", "BYDAY=é cannot be"),
            ("FREQ=YEARLY;RSCALE=HEBREW", "RSCALE=HEBREW cannot be"),
        ] {
            assert_eq!(text.parse::<Rule>().unwrap_err(), what);
        }
    }

    #[test]
    fn a_number_without_a_weekday_is_passed_over() {
        assert!("FREQ=WEEKLY;BYDAY=1".parse::<Rule>().unwrap().days.is_empty());
    }
}
