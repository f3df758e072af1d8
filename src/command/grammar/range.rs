//! RANGE: `june`, `last week`, `1.6. 8.6.`, `mon-fri`, `2026-06`, `since monday`: days from a first to a last one.
//!
//! Either end is anything that is days: a date, a week, a month, a quarter, a year. What has no year is looked for where
//! its list looks: back for work done, ahead for free time, nearest to now for the schedule. A range that would reach over
//! New Year for more than half a year was typed the wrong way round, and is said.

mod part;

use chrono::{Datelike, NaiveDate};
use part::{DayRun, Float, RangePart};

use crate::command::grammar::clock::read_time;
use crate::command::grammar::{Now, Toward, plain, shown};
use crate::domain::time::{Instant, day_text, plus_days};
use crate::domain::zone::Zone;
use crate::error::{Error, Result};

/// The longest range without a year that reaches over New Year.
const HALF: i64 = 183;

/// Where days without a year are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Where work is that was done.
    Back,
    /// Where time is still free.
    Ahead,
    /// Wherever they are nearest to now.
    Near,
}

/// One end of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// A whole day, which belongs to the range.
    Day(NaiveDate),
    /// An instant, at which the range begins or before which it ends.
    At(Instant),
}

/// Days that were asked for; an end that was not said is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Range {
    /// Where it begins.
    pub from: Option<Edge>,
    /// Where it ends.
    pub to: Option<Edge>,
}

impl Range {
    /// Whole days, both included.
    pub fn days(first: NaiveDate, last: NaiveDate) -> Self {
        Self { from: Some(Edge::Day(first)), to: Some(Edge::Day(last)) }
    }

    /// The first day of which something belongs to it.
    pub fn first(&self, zone: &Zone) -> Option<NaiveDate> {
        self.from.map(|edge| match edge {
            Edge::Day(day) => day,
            Edge::At(at) => zone.date(at),
        })
    }

    /// The day after the last of which something belongs to it.
    pub fn beyond(&self, zone: &Zone) -> Option<NaiveDate> {
        self.to.map(|edge| match edge {
            Edge::Day(day) => plus_days(day, 1),
            Edge::At(at) => plus_days(zone.date(at - 1), 1),
        })
    }

    /// The instant it begins at.
    pub fn start(&self, zone: &Zone) -> Option<Instant> {
        self.from.map(|edge| match edge {
            Edge::Day(day) => zone.start_of(day),
            Edge::At(at) => at,
        })
    }

    /// The instant before which it ends.
    pub fn end(&self, zone: &Zone) -> Option<Instant> {
        self.to.map(|edge| match edge {
            Edge::Day(day) => zone.start_of(plus_days(day, 1)),
            Edge::At(at) => at,
        })
    }

    /// `on Fri 10 Jul`, `from Fri 10 Jul to Wed 15 Jul`, `since …`, `until …`; nothing if both ends are open.
    pub fn words(&self, now: &Now) -> String {
        let say = |edge| named(edge, now);
        match (self.from, self.to) {
            (None, None) => String::new(),
            (Some(from), None) => format!("since {}", say(from)),
            (None, Some(to)) => format!("until {}", say(to)),
            (Some(from), Some(to)) if from == to => format!("on {}", say(from)),
            (Some(from), Some(to)) => format!("from {} to {}", say(from), say(to)),
        }
    }
}

fn named(edge: Edge, now: &Now) -> String {
    match edge {
        Edge::Day(day) => day_text(day, now.today()),
        Edge::At(at) => {
            let local = now.zone.local(at);
            format!("{} {}", day_text(local.date(), now.today()), local.format("%H:%M"))
        }
    }
}

/// Reads a range as it stands at its place on a line.
pub fn read_range(text: &str, now: &Now, look: Direction) -> Result<Range> {
    let words = plain(text);
    if let Some(part) = RangePart::read(&words, now) {
        let (first, last) = alone(&part, look, now.today()).ok_or_else(|| refusal(text))?;
        return Ok(Range::days(first, last));
    }
    if let Some(begin) = words.strip_prefix("since ")
        && let Some(part) = RangePart::read(begin, now)
    {
        let from = alone(&part, look, now.today()).map(|(first, _)| Edge::Day(first));
        return Ok(Range { from, to: None });
    }
    if let Some(end) = ["until ", "till ", "to "].iter().find_map(|word| words.strip_prefix(word))
        && let Some(part) = RangePart::read(end, now)
    {
        let to = alone(&part, look, now.today()).map(|(_, last)| Edge::Day(last));
        return Ok(Range { from: None, to });
    }
    let words = words.strip_prefix("from ").or_else(|| words.strip_prefix("between ")).unwrap_or(&words);
    let halves = |between: &str| {
        words.match_indices(between).find_map(|(at, _)| {
            let first = RangePart::read(words[..at].trim(), now)?;
            Some((first, RangePart::read(words[at + between.len()..].trim(), now)?))
        })
    };
    let betweens = [" to ", " until ", " till ", " and ", " - ", "..", "-", " "];
    let (a, b) = betweens.into_iter().find_map(halves).ok_or_else(|| refusal(text))?;
    let (first, last) = both(&a, &b, look, now.today()).map_err(|(from, to)| swapped(from, to, now))?;
    Ok(Range::days(first, last))
}

/// Reads a range from what `--from` and `--to` say; a day belongs to it, an instant is where it ends.
pub fn read_ends(from: Option<&str>, to: Option<&str>, now: &Now, look: Direction) -> Result<Range> {
    let read = |field, text: Option<&str>| text.map(|t| end(t, now).map_err(|e| e.in_field(field))).transpose();
    let (from, to) = (read("from", from)?, read("to", to)?);
    let (from, to) = match (from, to) {
        (Some(End::Days(a)), Some(End::Days(b))) => {
            let (first, last) = both(&a, &b, look, now.today()).map_err(|(from, to)| swapped(from, to, now))?;
            (Some(Edge::Day(first)), Some(Edge::Day(last)))
        }
        (from, to) => {
            let pick = |end, of: fn(DayRun) -> NaiveDate| match end {
                End::Days(part) => alone(&part, look, now.today()).map(|run| Edge::Day(of(run))),
                End::At(at) => Some(Edge::At(at)),
            };
            (from.and_then(|end| pick(end, |run| run.0)), to.and_then(|end| pick(end, |run| run.1)))
        }
    };
    let range = Range { from, to };
    let backward = range.start(&now.zone).zip(range.end(&now.zone)).is_some_and(|(start, end)| end <= start);
    match (from, to) {
        (Some(from), Some(to)) if backward => Err(reversed(&named(from, now), &named(to, now))),
        _ => Ok(range),
    }
}

/// Reads one end by itself, for the echo while it is typed.
pub fn read_end(text: &str, now: &Now, look: Direction, last: bool) -> Result<Edge> {
    match end(text, now)? {
        End::At(at) => Ok(Edge::At(at)),
        End::Days(part) => {
            let run = alone(&part, look, now.today()).ok_or_else(|| refusal(text))?;
            Ok(Edge::Day(if last { run.1 } else { run.0 }))
        }
    }
}

/// What stands behind `--from` or `--to`.
enum End {
    Days(RangePart),
    At(Instant),
}

fn end(text: &str, now: &Now) -> Result<End> {
    if let Some(part) = RangePart::read(&plain(text), now) {
        return Ok(End::Days(part));
    }
    // Only what has a clock time for certain: a bare 9 could be a day as well.
    let instant = Instant::from_rfc3339(text.trim());
    let instant = instant.or_else(|| text.contains(':').then(|| read_time(text, now, Toward::Past).ok()).flatten());
    instant.map(End::At).ok_or_else(|| refusal(text))
}

/// The days that a part means by itself.
fn alone(part: &RangePart, look: Direction, today: NaiveDate) -> Option<DayRun> {
    let mut runs = part.runs.iter().copied();
    match (part.float, look) {
        (Float::No, _) => runs.next(),
        (_, Direction::Back) => runs.rfind(|(first, _)| *first <= today),
        // Today's weekday is the one a week away, as everywhere.
        (Float::Weekday, _) => runs.find(|(first, _)| *first > today),
        (Float::Year, Direction::Ahead) => runs.find(|(_, last)| *last >= today),
        (Float::Year, Direction::Near) => runs.min_by_key(|run| gap(*run, today)),
    }
}

/// How far a run of days is from a day, and of two as far the one to come.
fn gap((first, last): DayRun, today: NaiveDate) -> (i64, bool) {
    ((first - today).num_days().max((today - last).num_days()).max(0), last < today)
}

/// The days from one part to another; what they are read as if the second is before the first.
fn both(a: &RangePart, b: &RangePart, look: Direction, today: NaiveDate) -> Result<DayRun, (NaiveDate, NaiveDate)> {
    let last_of = |begun: DayRun| match b.float {
        Float::No => b.runs.first().copied(),
        _ => b.runs.iter().copied().find(|(_, last)| *last >= begun.0).or(b.runs.last().copied()),
    };
    let wrong = |(begun, ended): &(DayRun, DayRun)| {
        let open = a.float == Float::Year || b.float == Float::Year;
        let over = open && ended.1.year() > begun.0.year();
        ended.1 < begun.0 || over && (ended.1 - begun.0).num_days() > HALF
    };
    let pair = |begun: DayRun| last_of(begun).map(|ended| (begun, ended));
    let near = |runs: &[DayRun]| {
        let pairs = runs.iter().filter_map(|run| pair(*run)).filter(|found| !wrong(found));
        pairs.min_by_key(|(begun, ended)| gap((begun.0, ended.1), today))
    };
    let begun = match (a.float, b.float) {
        (Float::Year | Float::Weekday, Float::No) => {
            let usual = alone(a, look, today);
            let end = b.runs.first().copied();
            let fits = |run: &DayRun| end.is_some_and(|(_, last)| run.0 <= last);
            let earlier = || a.runs.iter().copied().rfind(fits);
            if a.float == Float::Weekday { usual.filter(fits).or_else(earlier) } else { earlier() }.or(usual)
        }
        (Float::Year, Float::Year) if look == Direction::Near => near(&a.runs).map(|(begun, _)| begun),
        _ => None,
    };
    let Some(begun) = begun.or_else(|| alone(a, look, today)) else { return Err((today, today)) };
    let Some(ended) = last_of(begun) else { return Err((begun.0, begun.0)) };
    if !wrong(&(begun, ended)) {
        return Ok((begun.0, ended.1));
    }
    // Both as they are nearest to now, or at least of one year.
    let from = if a.float == Float::Year { alone(a, Direction::Near, today).unwrap_or(begun) } else { begun };
    let before = b.runs.iter().copied().rfind(|(_, last)| *last < from.0);
    let same_year = b.runs.iter().copied().find(|(_, last)| last.year() == from.0.year() && *last < from.0);
    Err((from.0, same_year.or(before).unwrap_or(ended).1))
}

fn swapped(from: NaiveDate, to: NaiveDate, now: &Now) -> Error {
    reversed(&day_text(from, now.today()), &day_text(to, now.today()))
}

fn reversed(from: &str, to: &str) -> Error {
    Error::problem(format!(
        "'to' ({to}) is before 'from' ({from}): type the earlier day first, and the year if it is another"
    ))
}

fn refusal(text: &str) -> Error {
    Error::problem(format!(
        "{} is no day and no range of days: try today, last week, june, 1.6. 8.6., mon-fri or 2026-06",
        shown(text)
    ))
}

#[cfg(test)]
mod tests;
