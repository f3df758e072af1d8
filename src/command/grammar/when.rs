//! When an event is, found among the words of its line.
//!
//! A line has one day, or a run of days, and one time; what else looks like either is refused at its word. A time needs
//! a colon, `am` or `pm`, or a word that leads to it (`at 9`); a bare `9` or `9-10` counts only beside a day (`fri 9-10`).
//! Without a day the event is today's; one that repeats on weekdays (`every:mon 9:00`) begins on the first that it is not
//! over on.

use std::ops::Range;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::command::grammar::clock::Clock;
use crate::command::grammar::line::{self, TitleWord};
use crate::command::grammar::looks::{self, WordShape, look};
use crate::command::grammar::span::{ClockRange, RangeEnd};
use crate::command::grammar::timing::{Timing, timings};
use crate::command::grammar::{Now, date, digits, shown};
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

/// What was found so far, each with the words that say it.
#[derive(Default)]
struct Timings {
    days: Option<((NaiveDate, NaiveDate), Range<usize>)>,
    hours: Option<(ClockRange, Range<usize>)>,
    start: Option<(Clock, Range<usize>)>,
    until: Option<(RangeEnd, Range<usize>)>,
    lasts: Option<(i64, Range<usize>)>,
}

/// Takes what says when out of the words of title and place; `on` are the weekdays it repeats on, if it does.
///
/// The title comes first: a day or a time in the place counts only where the title has none.
pub(crate) fn take(
    title: &mut Vec<TitleWord>,
    place: &mut Vec<TitleWord>,
    on: &[Weekday],
    now: &Now,
) -> Result<Option<When>> {
    let mut found = Timings::default();
    let words = plainly(title);
    for (timing, taken) in timings(&words, now) {
        let text = text_of(title, &taken);
        found.put(timing, taken, &text)?;
    }
    found.check_rest(title, &words, now)?;
    let behind = words.len();
    for (timing, taken) in timings(&plainly(place), now) {
        // What is not needed stays in the place: `@Sunday Café`.
        let taken = taken.start + behind..taken.end + behind;
        let _ = found.put(timing, taken, "");
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
fn plainly(words: &[TitleWord]) -> Vec<String> {
    let text = |word: &TitleWord| if word.literal { String::new() } else { word.text.clone() };
    let texts: Vec<String> = words.iter().map(text).collect();
    looks::plainly(&texts.iter().map(String::as_str).collect::<Vec<_>>())
}

fn text_of(words: &[TitleWord], range: &Range<usize>) -> String {
    words.get(range.clone()).map(line::text).unwrap_or_default()
}

impl Timings {
    /// Keeps what words say; twice the same is refused.
    fn put(&mut self, timing: Timing, taken: Range<usize>, text: &str) -> Result<()> {
        let second = |what: &str| {
            Err(Error::problem(format!(
                "{} is a second {what}: leave one out, or put it in quotes to keep it as text",
                shown(text)
            )))
        };
        let timed = self.hours.is_some() || self.start.is_some();
        match timing {
            Timing::Days(..) if self.days.is_some() => return second("day"),
            Timing::Hours(_) | Timing::Start(_) if timed => return second("time"),
            Timing::Until(_) if self.until.is_some() || self.hours.is_some() => return second("end"),
            Timing::Lasts(_) if self.lasts.is_some() || self.until.is_some() || self.hours.is_some() => {
                return second("length");
            }
            Timing::Days(first, last) => self.days = Some(((first, last), taken)),
            Timing::Hours(span) => self.hours = Some((span, taken)),
            Timing::Start(clock) => self.start = Some((clock, taken)),
            Timing::Until(end) => self.until = Some((end, taken)),
            Timing::Lasts(seconds) => self.lasts = Some((seconds, taken)),
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
    fn check_rest(&self, title: &[TitleWord], words: &[String], now: &Now) -> Result<()> {
        let taken = self.taken();
        let is_taken = |at: usize| taken.iter().any(|range| range.contains(&at));
        for at in (0..words.len()).filter(|at| !is_taken(*at)) {
            let Some((look, many)) = look(words, at, now).filter(|(_, many)| !(at..at + many).any(is_taken)) else {
                continue;
            };
            // A part or a version, where it is said elsewhere which day it is.
            if look == WordShape::Perhaps && self.days.is_some() {
                continue;
            }
            let text = text_of(title, &(at..at + many));
            if look == WordShape::Range && date::could_be_hours(&words[at]) && self.days.is_none() {
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

    fn resolve(&self, title: &[TitleWord], weekdays: &[Weekday], now: &Now) -> Result<Option<When>> {
        let days = self.days.as_ref().map(|(days, _)| *days);
        let span = match (&self.hours, &self.start) {
            (Some((span, _)), _) => *span,
            (None, Some((start, _))) => {
                let end = self.until.as_ref().map_or(RangeEnd::Lasting(USUAL), |(end, _)| *end);
                ClockRange {
                    day: None,
                    start: *start,
                    end: self.lasts.as_ref().map_or(end, |(long, _)| RangeEnd::Lasting(*long)),
                }
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

/// Returns the first of some weekdays, all if none are named, from a date on.
pub(crate) fn first(weekdays: &[Weekday], from: NaiveDate) -> NaiveDate {
    let suits = |day: &NaiveDate| weekdays.is_empty() || weekdays.contains(&day.weekday());
    from.iter_days().take(7).find(suits).unwrap_or(from)
}
