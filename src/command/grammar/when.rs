//! When an event is, found among the words of its line.
//!
//! A line has one day, or a run of days, and one time; what else looks like either is refused at its word. A time needs
//! a colon, `am` or `pm`, or a word that leads to it (`at 9`); a bare `9` or `9-10` counts only beside a day (`fri 9-10`).
//! Without a day the event is today's; one that repeats on weekdays (`every:mon 9:00`) begins on the first that it is not
//! over on.

use std::ops::Range;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::command::grammar::clock;
use crate::command::grammar::clock::Clock;
use crate::command::grammar::date;
use crate::command::grammar::date::MOST_WORDS;
use crate::command::grammar::line;
use crate::command::grammar::line::Word;
use crate::command::grammar::looks;
use crate::command::grammar::looks::{Look, look};
use crate::command::grammar::span;
use crate::command::grammar::span::{End, Span};
use crate::command::grammar::{Now, Toward, digits, duration, shown};
use crate::domain::time::{Instant, plus_days};
use crate::domain::zone::Zone;
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

/// What some words of the line say.
#[derive(Clone, Copy)]
enum Part {
    /// A day, or the first and the last.
    Days(NaiveDate, NaiveDate),
    /// From one time to another.
    Hours(Span),
    /// When it begins.
    Start(Clock),
    /// When it ends.
    Until(End),
    /// How long it lasts.
    Lasts(i64),
}

/// What was found so far, each with the words that say it.
#[derive(Default)]
struct Found {
    days: Option<((NaiveDate, NaiveDate), Range<usize>)>,
    hours: Option<(Span, Range<usize>)>,
    start: Option<(Clock, Range<usize>)>,
    until: Option<(End, Range<usize>)>,
    lasts: Option<(i64, Range<usize>)>,
}

/// A time of day at `words[at]`, and how many words it takes; a bare number only if it is the last word and `bare`.
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

/// Takes what says when out of the words of title and place; `on` are the weekdays it repeats on, if it does.
///
/// The title comes first: a day or a time in the place counts only where the title has none.
pub(crate) fn take(title: &mut Vec<Word>, place: &mut Vec<Word>, on: &[Weekday], now: &Now) -> Result<Option<When>> {
    let mut found = Found::default();
    let words = plainly(title);
    for (part, taken) in parts(&words, now) {
        let text = text_of(title, &taken);
        found.put(part, taken, &text)?;
    }
    found.check_rest(title, &words, now)?;
    let behind = words.len();
    for (part, taken) in parts(&plainly(place), now) {
        // What is not needed stays in the place: `@Sunday Café`.
        let taken = taken.start + behind..taken.end + behind;
        let _ = found.put(part, taken, "");
    }
    let when = found.resolve(title, on, now)?;
    let taken = found.taken();
    let keep = |at: usize| !taken.iter().any(|range| range.contains(&at));
    let mut at = 0..;
    title.retain(|_| at.next().is_some_and(keep));
    let mut at = behind..;
    place.retain(|_| at.next().is_some_and(keep));
    Ok(when)
}

/// Words as they are matched; those that were quoted match nothing.
fn plainly(words: &[Word]) -> Vec<String> {
    let text = |word: &Word| if word.literal { String::new() } else { word.text.clone() };
    let texts: Vec<String> = words.iter().map(text).collect();
    looks::plainly(&texts.iter().map(String::as_str).collect::<Vec<_>>())
}

fn text_of(words: &[Word], range: &Range<usize>) -> String {
    words.get(range.clone()).map(line::text).unwrap_or_default()
}

impl Found {
    /// Keeps what words say; twice the same is refused.
    fn put(&mut self, part: Part, taken: Range<usize>, text: &str) -> Result<()> {
        let second = |what: &str| {
            Err(Error::problem(format!(
                "{} is a second {what}: leave one out, or put it in quotes to keep it as text",
                shown(text)
            )))
        };
        let timed = self.hours.is_some() || self.start.is_some();
        match part {
            Part::Days(..) if self.days.is_some() => return second("day"),
            Part::Hours(_) | Part::Start(_) if timed => return second("time"),
            Part::Until(_) if self.until.is_some() || self.hours.is_some() => return second("end"),
            Part::Lasts(_) if self.lasts.is_some() || self.until.is_some() || self.hours.is_some() => {
                return second("length");
            }
            Part::Days(first, last) => self.days = Some(((first, last), taken)),
            Part::Hours(span) => self.hours = Some((span, taken)),
            Part::Start(clock) => self.start = Some((clock, taken)),
            Part::Until(end) => self.until = Some((end, taken)),
            Part::Lasts(seconds) => self.lasts = Some((seconds, taken)),
        }
        Ok(())
    }

    fn taken(&self) -> Vec<Range<usize>> {
        let some = |range: Option<&Range<usize>>| range.cloned();
        [
            some(self.days.as_ref().map(|(_, r)| r)),
            some(self.hours.as_ref().map(|(_, r)| r)),
            some(self.start.as_ref().map(|(_, r)| r)),
            some(self.until.as_ref().map(|(_, r)| r)),
            some(self.lasts.as_ref().map(|(_, r)| r)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Refuses the words of the title that look like a day or a time and were not understood.
    fn check_rest(&self, title: &[Word], words: &[String], now: &Now) -> Result<()> {
        let taken = self.taken();
        let is_taken = |at: usize| taken.iter().any(|range| range.contains(&at));
        for at in (0..words.len()).filter(|at| !is_taken(*at)) {
            let Some((look, many)) = look(words, at, now).filter(|(_, many)| !(at..at + many).any(is_taken)) else {
                continue;
            };
            // A part or a version, where it is said elsewhere which day it is.
            if look == Look::Perhaps && self.days.is_some() {
                continue;
            }
            let text = text_of(title, &(at..at + many));
            if look == Look::Range && date::could_be_hours(&words[at]) && self.days.is_none() {
                return Err(Error::problem(format!(
                    "{} could be a date or hours: type 22.6. for a date or 9:00-10:00 for hours",
                    shown(&text)
                )));
            }
            return Err(looks::refusal(&text, look, "type it like fri 15:00-15:45 or 22.6."));
        }
        // `15:00 EST`: read as a time at home it would be another.
        let behind =
            self.hours.as_ref().map(|(_, range)| range.end).or(self.start.as_ref().map(|(_, range)| range.end));
        if let Some(word) = behind.and_then(|at| title.get(at)).filter(|word| !word.literal && is_zone(&word.text)) {
            return Err(Error::problem(format!(
                "{} looks like a time zone: say it with --zone and the times with --start and --end",
                shown(&word.text)
            )));
        }
        // `call 9 tomorrow`: a number beside the day, and no time.
        if let (Some((_, days)), None, None) = (&self.days, &self.hours, &self.start) {
            let beside = [days.start.checked_sub(1), Some(days.end)].into_iter().flatten();
            let mut bare = beside.filter(|at| words.get(*at).and_then(|word| digits(word, 2)).is_some_and(|n| n <= 24));
            if let Some(at) = bare.next() {
                let text = text_of(title, &(at..at + 1));
                return Err(Error::problem(format!(
                    "{} could be a time: type {text}:00, or put it in quotes to keep it as text",
                    shown(&text)
                )));
            }
        }
        Ok(())
    }

    fn resolve(&self, title: &[Word], weekdays: &[Weekday], now: &Now) -> Result<Option<When>> {
        let days = self.days.as_ref().map(|(days, _)| *days);
        let span = match (&self.hours, &self.start) {
            (Some((span, _)), _) => *span,
            (None, Some((start, _))) => {
                let end = self.until.as_ref().map_or(End::Lasting(USUAL), |(end, _)| *end);
                Span { day: None, start: *start, end: self.lasts.as_ref().map_or(end, |(long, _)| End::Lasting(*long)) }
            }
            (None, None) => {
                let loose = self.lasts.as_ref().map(|(_, r)| r).or(self.until.as_ref().map(|(_, r)| r));
                if let Some(range) = loose {
                    let text = text_of(title, range);
                    return Err(Error::problem(format!(
                        "{} has no start: type a time in front of it, like 15:00 45m or 15:00-15:45",
                        shown(&text)
                    )));
                }
                return Ok(days.map(|(from, last)| When::AllDay { from, to: plus_days(last, 1) }));
            }
        };
        if self.until.is_some() && self.lasts.is_some() {
            return Err(Error::problem("an end and a length are both there: leave one out"));
        }
        let (start, end) = match days {
            Some((from, last)) if from != last => {
                return Err(Error::problem(
                    "an event with a time begins on one day: leave out the time or the other days",
                ));
            }
            Some((day, _)) => span.on(day, now)?,
            None => match span.on(first(weekdays, now.today()), now)? {
                (_, end) if end <= now.at && !weekdays.is_empty() => {
                    span.on(first(weekdays, plus_days(now.today(), 1)), now)?
                }
                first => first,
            },
        };
        Ok(Some(When::Timed { start, end }))
    }
}

/// Whether a word is what people write behind a time for a zone.
fn is_zone(word: &str) -> bool {
    const SHORT: [&str; 24] = [
        "UTC", "GMT", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "CET", "CEST", "WET", "WEST", "EET",
        "EEST", "BST", "IST", "JST", "MSK", "AEST", "AEDT", "NZST", "NZDT",
    ];
    SHORT.contains(&word.trim_end_matches(',')) || word.contains('/') && Zone::get(word).is_some()
}

/// The first of some weekdays, all if none are named, from a date on.
pub(crate) fn first(weekdays: &[Weekday], from: NaiveDate) -> NaiveDate {
    let suits = |day: &NaiveDate| weekdays.is_empty() || weekdays.contains(&day.weekday());
    from.iter_days().take(7).find(suits).unwrap_or(from)
}

/// A day or a run of days of one to three words, and how many words it takes.
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

/// Everything that some words say, in order.
fn parts(words: &[String], now: &Now) -> Vec<(Part, Range<usize>)> {
    let mut found = Vec::new();
    let (mut at, mut timed) = (0, false);
    while at < words.len() {
        match part_at(words, at, timed, now) {
            Some((part, taken)) => {
                timed |= matches!(part, Part::Start(_) | Part::Hours(_));
                found.push((part, at..at + taken));
                at += taken;
            }
            None => at += 1,
        }
    }
    found
}

fn part_at(words: &[String], at: usize, timed: bool, now: &Now) -> Option<(Part, usize)> {
    let led = |part: Option<(Part, usize)>| part.map(|(part, taken)| (part, taken + 1));
    let days = |at| days_at(words, at, now).map(|((first, last), many)| (Part::Days(first, last), many));
    let lasts = |at| lasts_at(words, at).map(|(long, many)| (Part::Lasts(long), many));
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

/// A time at a place: hours, or a start with or without an end. `led` by a word that announces one.
fn time_at(words: &[String], at: usize, led: bool, timed: bool, now: &Now) -> Option<(Part, usize)> {
    words.get(at)?;
    let behind_day = is_behind_day(words, at, now);
    let between = |at: usize| words.get(at).is_some_and(|word| is_between(word));

    let spread = between(at + 1).then(|| words.get(at + 2)).flatten().map(|end| (format!("{} - {end}", words[at]), 3));
    for (range, taken) in spread.into_iter().chain([(words[at].clone(), 1)]) {
        let unclear = |at: usize| words.get(at).is_some_and(|word| date::could_be_hours(word));
        let before_day = || is_day(words, at + taken, now) && !unclear(at + taken);
        if let Some(span) = span::parse_clocks(&range).filter(|_| is_sure(&range) || led || behind_day || before_day())
        {
            return Some((Part::Hours(span), taken));
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
        && let Some((Part::Until(end), more)) = until_at(words, next + 1, now)
    {
        return Some((Part::Hours(Span { day: None, start, end }), taken + 1 + more));
    }
    Some((Part::Start(start), taken))
}

/// An end: a time, or a day and a time.
fn until_at(words: &[String], at: usize, now: &Now) -> Option<(Part, usize)> {
    if let Some(((day, last), many)) = days_at(words, at, now)
        && day == last
        && let Some((end, taken)) = clock_at(words, at + many, true)
    {
        return Some((Part::Until(End::Dated(day, end)), many + taken));
    }
    if ["24:00", "midnight"].contains(&words.get(at)?.as_str()) {
        return Some((Part::Until(End::Midnight), 1));
    }
    clock_at(words, at, true).map(|(end, taken)| (Part::Until(End::Clock(end)), taken))
}

/// How long, in one word or two: `45m`, `45 min`, `1h 30m`.
fn lasts_at(words: &[String], at: usize) -> Option<(i64, usize)> {
    [2, 1].into_iter().find_map(|many| {
        let text = words.get(at..at + many)?.join(" ");
        let counted = text.starts_with(|c: char| c.is_ascii_digit()) && text.contains(|c: char| c.is_ascii_lowercase());
        let long = (counted && !text.contains(':')).then(|| duration::read_duration(&text).ok()).flatten()?;
        Some((long, many))
    })
}
