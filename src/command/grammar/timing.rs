//! Days, times and lengths among the words of a line, each with how many words it takes.

use std::ops::Range;

use chrono::NaiveDate;

use crate::command::grammar::clock::{self, Clock};
use crate::command::grammar::date::{self, MOST_WORDS};
use crate::command::grammar::span::{self, ClockRange, RangeEnd};
use crate::command::grammar::{Now, Toward, digits, duration};

/// What some words of the line say.
#[derive(Clone, Copy)]
pub(super) enum Timing {
    /// A day, or the first and the last.
    Days(NaiveDate, NaiveDate),
    /// From one time to another.
    Hours(ClockRange),
    /// When it begins.
    Start(Clock),
    /// When it ends.
    Until(RangeEnd),
    /// How long it lasts.
    Lasts(i64),
}

/// Reads a time of day at `words[at]`, and says how many words it takes; a bare number only if it is the last word and
/// `bare`.
pub(crate) fn clock_at(words: &[String], at: usize, bare: bool) -> Option<(Clock, usize)> {
    let word = words.get(at)?;
    if let Some(half) = words.get(at + 1).filter(|next| ["am", "pm", "uhr"].contains(&next.as_str()))
        && let Some(clock) = clock::parse(&format!("{word}{half}"))
    {
        return Some((clock, 2));
    }
    let sure = is_sure(word) || bare && at + 1 == words.len();
    Some((clock::parse(word).filter(|_| sure)?, 1))
}

/// Reads a day or a run of days of one to three words, and says how many words it takes.
pub(crate) fn days_at(words: &[String], at: usize, now: &Now) -> Option<((NaiveDate, NaiveDate), usize)> {
    let one = |at: usize, now: &Now| {
        (1..=MOST_WORDS).rev().find_map(|many| {
            let words = words.get(at..at + many).filter(|all| !all.contains(&String::new()))?;
            Some((date::read_days(&words.join(" "), now, Toward::Future).ok()?, many))
        })
    };
    let ((first, last), many) = one(at, now)?;
    let next = at + many;
    if first == last
        && words.get(next).is_some_and(|word| is_between(word))
        // The last day is the first of its name from the first day on.
        && let Some(((day, end), more)) = one(next + 1, &Now::new(now.zone.start_of(first), now.zone.clone()))
        && end >= first
        && day == end
        && clock_at(words, next + 1 + more, true).is_none()
    {
        return Some(((first, end), many + 1 + more));
    }
    Some(((first, last), many))
}

/// Returns everything that some words say, in order.
pub(super) fn timings(words: &[String], now: &Now) -> Vec<(Timing, Range<usize>)> {
    let mut found = Vec::new();
    let (mut at, mut timed) = (0, false);
    while at < words.len() {
        match timing_at(words, at, timed, now) {
            Some((timing, taken)) => {
                timed |= matches!(timing, Timing::Start(_) | Timing::Hours(_));
                found.push((timing, at..at + taken));
                at += taken;
            }
            None => at += 1,
        }
    }
    found
}

fn timing_at(words: &[String], at: usize, timed: bool, now: &Now) -> Option<(Timing, usize)> {
    let led = |timing: Option<(Timing, usize)>| timing.map(|(timing, taken)| (timing, taken + 1));
    let days = |at| days_at(words, at, now).map(|((first, last), many)| (Timing::Days(first, last), many));
    let lasts = |at| lasts_at(words, at).map(|(long, many)| (Timing::Lasts(long), many));
    match words[at].as_str() {
        "on" => return led(days(at + 1)),
        "at" => return led(time_at(words, at + 1, true, timed, now)),
        "from" => return led(time_at(words, at + 1, true, timed, now).or_else(|| days(at + 1))),
        "for" => return led(lasts(at + 1)),
        "until" | "till" | "til" => return led(until_at(words, at + 1, now)),
        _ => {}
    }
    // `10-12` is a day or hours: which, only a day or a time beside it can tell.
    let clear = || !date::could_be_hours(&words[at]) || timed || clock_at(words, at + 1, false).is_some();
    time_at(words, at, false, timed, now).or_else(|| days(at).filter(|_| clear())).or_else(|| lasts(at))
}

fn is_sure(word: &str) -> bool {
    let hours = word.strip_suffix('h').filter(|hours| hours.len() == 2).and_then(|hours| digits(hours, 2));
    word.contains(':')
        || ["am", "pm", "uhr"].iter().any(|end| word.ends_with(end))
        || word == "noon"
        || hours.is_some_and(|hours| (10..24).contains(&hours))
}

fn is_between(word: &str) -> bool {
    ["-", "to", "until", "till", "til"].contains(&word)
}

fn is_day(words: &[String], at: usize, now: &Now) -> bool {
    days_at(words, at, now).is_some()
}

/// Whether a day ends right before a place.
fn is_behind_day(words: &[String], at: usize, now: &Now) -> bool {
    (1..=MOST_WORDS).any(|many| {
        let from = at.checked_sub(many);
        from.is_some_and(|from| days_at(&words[..at], from, now).is_some_and(|(_, taken)| taken == many))
    })
}

/// Reads a time at a place: hours, or a start with or without an end. `led` by a word that announces one.
fn time_at(words: &[String], at: usize, led: bool, timed: bool, now: &Now) -> Option<(Timing, usize)> {
    words.get(at)?;
    let behind_day = is_behind_day(words, at, now);
    let between = |at: usize| words.get(at).is_some_and(|word| is_between(word));

    let spread = between(at + 1).then(|| words.get(at + 2)).flatten().map(|end| (format!("{} - {end}", words[at]), 3));
    for (range, taken) in spread.into_iter().chain([(words[at].clone(), 1)]) {
        let unclear = |at: usize| words.get(at).is_some_and(|word| date::could_be_hours(word));
        let before_day = || is_day(words, at + taken, now) && !unclear(at + taken);
        if let Some(span) = span::parse_clocks(&range).filter(|_| is_sure(&range) || led || behind_day || before_day())
        {
            return Some((Timing::Hours(span), taken));
        }
    }
    // `15:00 12h` is how long.
    if timed && words[at].ends_with('h') {
        return None;
    }
    let ends = |at: usize| {
        words.get(at).is_none_or(|word| is_between(word) || word == "for" || word == "on") || is_day(words, at, now)
    };
    let bare = || clock::parse(&words[at]).filter(|_| led && ends(at + 1)).map(|clock| (clock, 1));
    let (start, taken) = clock_at(words, at, behind_day).or_else(bare)?;
    let next = at + taken;
    if between(next)
        && let Some((Timing::Until(end), more)) = until_at(words, next + 1, now)
    {
        return Some((Timing::Hours(ClockRange { day: None, start, end }), taken + 1 + more));
    }
    Some((Timing::Start(start), taken))
}

/// Reads an end: a time, or a day and a time.
fn until_at(words: &[String], at: usize, now: &Now) -> Option<(Timing, usize)> {
    if let Some(((day, last), many)) = days_at(words, at, now)
        && day == last
        && let Some((end, taken)) = clock_at(words, at + many, true)
    {
        return Some((Timing::Until(RangeEnd::Dated(day, end)), many + taken));
    }
    if ["24:00", "midnight"].contains(&words.get(at)?.as_str()) {
        return Some((Timing::Until(RangeEnd::Midnight), 1));
    }
    clock_at(words, at, true).map(|(end, taken)| (Timing::Until(RangeEnd::Clock(end)), taken))
}

/// Reads how long, in one word or two: `45m`, `45 min`, `1h 30m`.
fn lasts_at(words: &[String], at: usize) -> Option<(i64, usize)> {
    [2, 1].into_iter().find_map(|many| {
        let text = words.get(at..at + many)?.join(" ");
        let counted = text.starts_with(|c: char| c.is_ascii_digit()) && text.contains(|c: char| c.is_ascii_lowercase());
        let long = (counted && !text.contains(':')).then(|| duration::read_duration(&text).ok()).flatten()?;
        Some((long, many))
    })
}
