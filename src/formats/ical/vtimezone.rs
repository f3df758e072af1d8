//! A zone as a VTIMEZONE (RFC 5545 3.6.5), for programs that have no zone database or do not trust a name.

use std::collections::BTreeMap;
use std::fmt::Write;

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta};

use super::content::stamp;
use crate::domain::recur::weekday_code;
use crate::domain::time::Instant;
use crate::domain::zone::{Transition, Zone};

/// Years looked at beyond the last one asked for: in 28 a weekday falls on each date a rule may give it.
const BEYOND: i32 = 30;
/// Years between which there are rules worth writing.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;
/// Years after which dates that follow a rule are written as one.
const ENOUGH: usize = 3;
/// Says that a VTIMEZONE was made here, from this zone: it is made anew where it is needed and need not be kept.
pub const MADE: &str = "X-VADASH-ZONE";

/// Whether a VTIMEZONE was made here.
pub fn is_made_here(text: &str) -> bool {
    text.lines().any(|line| line.starts_with(MADE))
}

/// Writes the rules of a zone from one year to another, and as far beyond as they are known, in unfolded lines.
pub fn vtimezone(tzid: &str, zone: &Zone, first: i32, last: i32) -> String {
    let clamp = |year: i32| year.clamp(*YEARS.start(), *YEARS.end());
    let (first, last) = (clamp(first) - 1, clamp(last.max(first)) + BEYOND);
    let (from, to) = (new_year(first), new_year(last + 1));
    let mut text = format!("BEGIN:VTIMEZONE\nTZID:{tzid}\n");
    let _ = if zone.name().starts_with("posix:") {
        writeln!(text, "{MADE}:")
    } else {
        writeln!(text, "X-LIC-LOCATION:{}\n{MADE}:{}", zone.name(), zone.name())
    };
    let changes = zone.changes(from, to);
    // In the south a year begins in summer time.
    let summer = changes.first().is_some_and(|change| change.after < change.before);
    let offset = zone.offset(from);
    observance(&mut text, summer, from.utc(), (offset, offset), &zone.abbreviation(from), &[]);
    let (mut alone, mut runs) = (Vec::new(), Vec::<YearlyChange>::new());
    for change in changes {
        match runs.iter_mut().rev().find(|run| run.continues(&change)) {
            Some(run) => run.changes.push(change),
            None => runs.push(YearlyChange { changes: vec![change] }),
        }
    }
    for run in runs {
        match run.rule(last).filter(|_| run.changes.len() >= ENOUGH) {
            Some(rule) => run.write(&mut text, &rule),
            None => alone.extend(run.changes),
        }
    }
    let mut dates: BTreeMap<(bool, i32, i32, String), Vec<NaiveDateTime>> = BTreeMap::new();
    for change in alone {
        let key = (change.summer, change.before, change.after, change.name.clone());
        dates.entry(key).or_default().push(local(change.at, change.before));
    }
    for ((summer, before, after, name), mut onsets) in dates {
        onsets.sort_unstable();
        let more: Vec<String> = onsets.iter().skip(1).map(|at| format!("RDATE:{}", clock(*at))).collect();
        if let Some(onset) = onsets.first() {
            observance(&mut text, summer, *onset, (before, after), &name, &more);
        }
    }
    text + "END:VTIMEZONE\n"
}

/// The same change of the clocks, year after year, at what may be the same rule's date.
struct YearlyChange {
    changes: Vec<Transition>,
}

impl YearlyChange {
    fn continues(&self, change: &Transition) -> bool {
        let Some(last) = self.changes.last() else { return false };
        let (before, now) = (local(last.at, last.before), local(change.at, change.before));
        let same = (last.before, last.after, last.summer, &last.name)
            == (change.before, change.after, change.summer, &change.name);
        let next = now.year() == before.year() + 1 && (now.month(), now.time()) == (before.month(), before.time());
        same && next && YearlyDate::of(&self.dates().chain([now.date()]).collect::<Vec<_>>()).is_some()
    }

    fn dates(&self) -> impl Iterator<Item = NaiveDate> {
        self.changes.iter().map(|change| local(change.at, change.before).date())
    }

    /// The rule, for ever where it still held in the last year looked at.
    fn rule(&self, last: i32) -> Option<String> {
        let end = self.changes.last()?;
        let onset = local(end.at, end.before);
        let days = YearlyDate::of(&self.dates().collect::<Vec<_>>())?;
        let ended = onset.year() < last;
        // A day later: some programs take UNTIL for local time, and would lose the last change.
        let until = if ended { format!(";UNTIL={}", stamp(end.at + 86_400)) } else { String::new() };
        (ended || days.certain).then(|| format!("RRULE:FREQ=YEARLY;BYMONTH={};{}{until}", onset.month(), days.rule))
    }

    fn write(&self, text: &mut String, rule: &str) {
        if let Some(first) = self.changes.first() {
            let onset = local(first.at, first.before);
            observance(text, first.summer, onset, (first.before, first.after), &first.name, &[rule.to_owned()]);
        }
    }
}

/// What dates of one month in different years have in common.
struct YearlyDate {
    /// The nth, the last, or the weekday in seven days.
    rule: String,
    /// Whether the dates leave no doubt which rule it is.
    certain: bool,
}

impl YearlyDate {
    fn of(dates: &[NaiveDate]) -> Option<Self> {
        let sure = |rule: String| Some(Self { rule, certain: true });
        let first = dates.first()?;
        let weekday = first.weekday();
        if dates.iter().any(|date| date.weekday() != weekday) {
            let fixed = dates.iter().all(|date| date.day() == first.day());
            return fixed.then(|| format!("BYMONTHDAY={}", first.day())).and_then(sure);
        }
        let name = weekday_code(weekday);
        let nth = |date: &NaiveDate| (date.day() - 1) / 7 + 1;
        if dates.iter().all(|date| nth(date) == nth(first) && nth(date) <= 4) {
            return sure(format!("BYDAY={}{name}", nth(first)));
        }
        if dates.iter().all(|date| (*date + TimeDelta::days(7)).month() != date.month()) {
            return sure(format!("BYDAY=-1{name}"));
        }
        let (low, high) = (dates.iter().map(Datelike::day).min()?, dates.iter().map(Datelike::day).max()?);
        let days: Vec<String> = (low..low + 7).map(|day| day.to_string()).collect();
        let fits = high < low + 7 && low + 6 <= if first.month() == 2 { 28 } else { 30 };
        fits.then(|| Self { rule: format!("BYDAY={name};BYMONTHDAY={}", days.join(",")), certain: high == low + 6 })
    }
}

fn observance(
    text: &mut String,
    summer: bool,
    onset: NaiveDateTime,
    (before, after): (i32, i32),
    name: &str,
    more: &[String],
) {
    let kind = if summer { "DAYLIGHT" } else { "STANDARD" };
    let _ = write!(
        text,
        "BEGIN:{kind}\nTZNAME:{name}\nTZOFFSETFROM:{}\nTZOFFSETTO:{}\nDTSTART:{}\n",
        offset(before),
        offset(after),
        clock(onset)
    );
    for line in more {
        let _ = writeln!(text, "{line}");
    }
    let _ = writeln!(text, "END:{kind}");
}

fn new_year(year: i32) -> Instant {
    Instant::from_utc(NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default().into())
}

fn local(at: Instant, offset: i32) -> NaiveDateTime {
    (at + i64::from(offset)).utc()
}

fn clock(at: NaiveDateTime) -> String {
    at.format("%Y%m%dT%H%M%S").to_string()
}

/// An offset as UTC-OFFSET writes it; seconds only where there are any, as before time zones were agreed on.
fn offset(seconds: i32) -> String {
    let (sign, total) = (if seconds < 0 { '-' } else { '+' }, seconds.unsigned_abs());
    let short = format!("{sign}{:02}{:02}", total / 3600, total / 60 % 60);
    if total % 60 == 0 { short } else { format!("{short}{:02}", total % 60) }
}
