//! When an event is, found among the words of its line.
//!
//! The last day and the last time in the line count; all other words stay in the title. A time
//! needs a colon, `am` or `pm`; a bare `9` or `9-10` counts only beside a day (`fri 9-10`).
//! Without a day the event is on the first that it is not over on: of all days, or of those it
//! repeats on (`every:mon 9:00`).

use chrono::{Datelike, NaiveDate, Weekday};

use super::clock::{self, Clock};
use super::line::Word;
use super::span::{self, End, Span};
use super::{Now, Toward, date, duration, plain, shown};
use crate::domain::time::{Instant, plus_days};
use crate::error::{Error, Result};

/// How long an event is whose end was not typed: an hour.
const USUAL: i64 = 3600;

/// When an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// From one moment to another.
    Timed {
        /// The start.
        start: Instant,
        /// The end.
        end: Instant,
    },
    /// Whole days.
    AllDay {
        /// The first day.
        from: NaiveDate,
        /// The day after the last.
        to: NaiveDate,
    },
}

/// A time as it was typed: a range, or a start and how many seconds it lasts.
#[derive(Clone, Copy)]
enum Time {
    Range(Span),
    Lasting(Clock, i64),
}

/// A time of day at `words[at]`, and how many words it takes; a bare number only if it is the last word and `bare`.
pub(super) fn clock_at(words: &[String], at: usize, bare: bool) -> Option<(Clock, usize)> {
    let word = words.get(at)?;
    if let Some(half) = words.get(at + 1).filter(|next| ["am", "pm"].contains(&next.as_str()))
        && let Some(clock) = clock::parse(&format!("{word}{half}"))
    {
        return Some((clock, 2));
    }
    let sure = is_sure(word) || bare && at + 1 == words.len();
    Some((clock::parse(word).filter(|_| sure)?, 1))
}

/// Takes what says when out of the words; `on` are the weekdays it repeats on, if it does.
pub(super) fn take(words: &mut Vec<Word>, on: &[Weekday], now: &Now) -> Result<Option<When>> {
    let plain: Vec<String> = words.iter().map(|w| if w.literal { String::new() } else { plain(&w.text) }).collect();
    let mut time = None;
    let mut at = 0;
    while at < plain.len() {
        let found = time_at(&plain, at, now);
        at += found.map_or(1, |(_, taken)| taken);
        time = found.map(|(time, taken)| (time, at - taken..at)).or(time);
    }
    let taken = time.as_ref().map_or(0..0, |(_, taken)| taken.clone());
    if time.is_none()
        && let Some((from, last, at)) = (0..plain.len()).rev().find_map(|at| spread_days(&plain, at, now))
    {
        words.drain(at..at + 3);
        return Ok(Some(When::AllDay { from, to: plus_days(last, 1) }));
    }
    let mut others = (0..plain.len()).rev().filter(|at| !taken.contains(at));
    let days = others.find_map(|at| Some((days(&plain[at], now)?, at)));
    let when = match (days, time) {
        (None, None) => return Ok(None),
        (Some((_, at)), None) if date::could_be_hours(&plain[at]) => {
            let word = shown(&words[at].text);
            return Err(Error::problem(format!(
                "{word} could be a date or hours: type 22.6. for a date or 9:00-10:00 for hours"
            )));
        }
        (Some(((from, last), _)), None) => When::AllDay { from, to: plus_days(last, 1) },
        (Some(((from, last), _)), Some(_)) if from != last => {
            return Err(Error::problem("an event with a time begins on one day: leave out the time or the other days"));
        }
        (days, Some((time, _))) => time.resolve(days.map(|((day, _), _)| day), on, now)?,
    };
    let mut at = 0..;
    words.retain(|_| at.next().is_some_and(|at| !taken.contains(&at) && days.is_none_or(|(_, day)| day != at)));
    Ok(Some(when))
}

impl Time {
    /// The event on a day; with none, on the first that suits.
    fn resolve(self, day: Option<NaiveDate>, weekdays: &[Weekday], now: &Now) -> Result<When> {
        let on = |day| match self {
            Self::Range(span) => span.on(day, now),
            Self::Lasting(clock, seconds) => clock.on(day, &now.zone).map(|start| (start, start + seconds)),
        };
        let (start, end) = match day {
            Some(day) => on(day)?,
            None => match on(first(weekdays, now.today()))? {
                (_, end) if end <= now.at => on(first(weekdays, plus_days(now.today(), 1)))?,
                first => first,
            },
        };
        Ok(When::Timed { start, end })
    }
}

/// The first of some weekdays, all if none are named, from a date on.
pub(super) fn first(weekdays: &[Weekday], from: NaiveDate) -> NaiveDate {
    let suits = |day: &NaiveDate| weekdays.is_empty() || weekdays.contains(&day.weekday());
    from.iter_days().take(7).find(suits).unwrap_or(from)
}

fn is_sure(word: &str) -> bool {
    word.contains(':') || word.ends_with("am") || word.ends_with("pm")
}

fn days(word: &str, now: &Now) -> Option<(NaiveDate, NaiveDate)> {
    date::read_days(word, now, Toward::Future).ok()
}

/// `2026-07-06 to 2026-07-10` in three words from a place on, with that place.
fn spread_days(words: &[String], at: usize, now: &Now) -> Option<(NaiveDate, NaiveDate, usize)> {
    let [first, between, last] = words.get(at..at + 3)? else { return None };
    if between != "-" && between != "to" {
        return None;
    }
    let (from, to) = date::read_days(&format!("{first} - {last}"), now, Toward::Future).ok()?;
    Some((from, to, at))
}

fn is_day(words: &[String], at: Option<usize>, now: &Now) -> bool {
    at.and_then(|at| words.get(at)).is_some_and(|word| days(word, now).is_some())
}

fn time_at(words: &[String], at: usize, now: &Now) -> Option<(Time, usize)> {
    let behind_day = is_day(words, at.checked_sub(1), now);
    let is_dash = |at| words.get(at).is_some_and(|word| word == "-" || word == "to");

    let spread = is_dash(at + 1).then(|| words.get(at + 2)).flatten().map(|end| (format!("{} - {end}", words[at]), 3));
    for (range, taken) in spread.into_iter().chain([(words[at].clone(), 1)]) {
        let before_day = || is_day(words, Some(at + taken), now) && !date::could_be_hours(&words[at + taken]);
        let beside_day = || behind_day || before_day();
        if let Some(span) = span::parse_clocks(&range).filter(|_| is_sure(&range) || beside_day()) {
            return Some((Time::Range(span), taken));
        }
    }

    let (start, taken) = clock_at(words, at, behind_day)?;
    let next = at + taken;
    if is_dash(next)
        && let Some((day, day_after)) = words.get(next + 1).and_then(|word| days(word, now))
        && day == day_after
        && let Some((end, last)) = clock_at(words, next + 2, true)
    {
        let range = Span { day: None, start, end: End::Dated(day, end) };
        return Some((Time::Range(range), taken + 2 + last));
    }
    let has_unit = |word: &String| word.ends_with(|c: char| c.is_ascii_lowercase()) && !word.contains(':');
    let lasting = |words: &[String]| {
        let unit = words.last().is_some_and(has_unit);
        unit.then(|| duration::read_duration(&words.join(" ")).ok()).flatten()
    };
    let long = [2, 1].into_iter().find_map(|n| Some((lasting(words.get(next..next + n)?)?, n)));
    let (seconds, more) = long.unwrap_or((USUAL, 0));
    Some((Time::Lasting(start, seconds), taken + more))
}
