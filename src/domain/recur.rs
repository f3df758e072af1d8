//! When a recurring event happens: RFC 5545 3.8.5, worked out lazily and within bounds.
//!
//! Rules run on the wall clock of the event's zone; each reading becomes an instant by [`Zone::read`], so gaps
//! and folds come out as RFC 5545 3.3.5 says. Whatever a rule says, a query costs about what its window does: that is
//! why the rules are walked here and not by the `rrule` crate, which has no bound, looks for a 30 February until the
//! year 10000, and starts at the event's first day each time. The tests hold the two to the same answers.

mod clamp;
mod days;
mod readings;
mod rule;
mod span;
mod starts;
mod times;
mod walk;
mod words;

use std::collections::HashSet;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

pub use clamp::{bare, kept_day, kept_for, unskipped};
pub use readings::{Readings, coming, deleted, part, readings, with_part};
pub use rule::{Frequency, Rule, weekday_code};
pub(in crate::domain) use span::NominalDuration;
pub(in crate::domain) use starts::{Named, Starts};
use starts::{Refused, Start, near};
use walk::{Purse, Window};
pub use words::words;

use super::event::{Event, Moment, Occurrence, Series, Which};
use super::time::Instant;
use super::zone::Zone;

/// Steps and occurrences one series may take in one query.
const MOST: Purse = Purse { steps: 100_000, found: 10_000 };
/// What a series may take even when the budget it shares is used up.
const FREE: Purse = Purse { steps: 40, found: 1 };

/// What the series of one query may cost together; each may take next to nothing even when it is used up.
///
/// Counted in steps, not in time, so that the same calendar always gives the same answer.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    steps: u32,
    found: usize,
}

impl Budget {
    /// For every series there is, over a window of more than a year: a thousand weekly meetings and a hundred daily ones
    /// fit in, and little more.
    pub fn roomy() -> Self {
        Self { steps: 2_000_000, found: 130_000 }
    }

    /// Enough of it for a daily meeting over that window, and no more.
    #[must_use]
    pub fn portion(&self) -> Self {
        Self { steps: self.steps.min(2_000), found: self.found.min(600) }
    }

    /// What is left of it for those that want more than a portion.
    #[must_use]
    pub fn rest(&self) -> Self {
        Self { steps: self.steps.min(500_000), found: self.found.min(20_000) }
    }

    /// The even share of it for one of so many.
    #[must_use]
    pub fn share(&self, among: usize) -> Self {
        let steps = u32::try_from(among).map_or(0, |among| self.steps / among.max(1));
        Self { steps, found: self.found / among.max(1) }
    }

    /// Whether nothing is left of it.
    pub fn is_used_up(&self) -> bool {
        self.steps == 0 || self.found == 0
    }

    /// Takes away the work that was done with a portion, but not what was found by it.
    pub fn pay_steps(&mut self, portion: Self, left: Self) {
        let found = portion.found.saturating_sub(left.found);
        let found = u32::try_from(found).unwrap_or(u32::MAX);
        self.steps = self.steps.saturating_sub(portion.steps.saturating_sub(left.steps).saturating_add(found));
    }

    /// Takes away what was used of a portion.
    pub fn pay(&mut self, portion: Self, left: Self) {
        self.pay_steps(portion, left);
        self.found = self.found.saturating_sub(portion.found.saturating_sub(left.found));
    }
}

impl Default for Budget {
    fn default() -> Self {
        Self { steps: 4_000_000, found: 250_000 }
    }
}

/// The occurrences of a series in a range.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expansion {
    /// By start.
    pub occurrences: Vec<Occurrence>,
    /// What was not worked out and why, in a sentence without a full stop.
    pub refused: Option<String>,
    /// Whether occurrences are missing for it; else a rule was passed over.
    pub cut: bool,
}

/// The occurrences that overlap `[from, to)`; one of no length counts when it starts there.
pub fn expand(series: &Series, home: &Zone, from: Instant, to: Instant) -> Expansion {
    expand_within(series, home, from, to, &mut Budget::default())
}

/// As [`expand`], for many series that share a budget.
pub fn expand_within(series: &Series, home: &Zone, from: Instant, to: Instant, budget: &mut Budget) -> Expansion {
    let mut purse = Purse {
        steps: MOST.steps.min(budget.steps.saturating_add(FREE.steps)),
        found: MOST.found.min(budget.found.saturating_add(FREE.found)),
    };
    let (steps, found) = (purse.steps, purse.found);
    let mut query =
        Query { series, home, from, to, rough: rough(from, to), occurrences: Vec::new(), refused: Refused::default() };
    if let Some(master) = &series.master {
        query.master(master, &mut purse);
    }
    query.overrides();
    budget.steps = budget.steps.saturating_sub((steps - purse.steps).saturating_sub(FREE.steps));
    budget.found = budget.found.saturating_sub((found - purse.found).saturating_sub(FREE.found));
    query.occurrences.sort_by_key(|occurrence| (occurrence.start, occurrence.end));
    let Refused { why, cut } = query.refused;
    Expansion { occurrences: query.occurrences, refused: (!why.is_empty()).then(|| why.join("; ")), cut }
}

/// Whether a rule of the series comes round several times a day: most that gives more than anybody meets does.
pub fn is_dense(series: &Series) -> bool {
    let clocked = |rule: &String| {
        let frequency = part(rule, "FREQ");
        frequency.is_some_and(|frequency| ["SECONDLY", "MINUTELY", "HOURLY"].contains(&frequency.as_str()))
    };
    series.master.as_ref().is_some_and(|master| master.repeat.rules.iter().chain(&master.repeat.exrules).any(clocked))
}

/// One series asked for one range.
struct Query<'a> {
    series: &'a Series,
    home: &'a Zone,
    from: Instant,
    to: Instant,
    /// The range on any zone's wall clock.
    rough: Window,
    occurrences: Vec<Occurrence>,
    refused: Refused,
}

/// An event, how long it lasts, and the zone its start is read in.
struct EventTemplate<'a> {
    event: &'a Event,
    which: Which,
    span: NominalDuration,
    zone: Zone,
}

/// A replacement for all that follows an occurrence (RANGE=THISANDFUTURE).
struct Following<'a> {
    shape: EventTemplate<'a>,
    /// The occurrence it begins with.
    from: Instant,
    /// How far it moves the wall clock.
    shift: TimeDelta,
}

impl<'a> Query<'a> {
    fn master(&mut self, master: &'a Event, purse: &mut Purse) {
        let recurring = master.is_recurring() || !self.series.overrides.is_empty();
        if !recurring && self.is_far(master) {
            return;
        }
        let shape = self.shape(master, Which::Master);
        let starts = Starts::of(master, self.home);
        let following = self.following(&starts);
        let window = self.window(&shape, &following);
        let replaced = near(&self.series.overrides, window, |event| id(event)).map(id);
        let replaced = Named::new(&starts, replaced);
        for start in starts.within(window, purse, &mut self.refused) {
            if replaced.names(start.wall, start.at) {
                continue;
            }
            let named = recurring.then(|| name(master, &start));
            let length = start.extra.and_then(|extra| extra.end.as_ref()).map(|end| end.instant(self.home) - start.at);
            // The last of those that have begun.
            let begun = following.partition_point(|following| following.from <= start.at);
            match begun.checked_sub(1) {
                Some(last) => self.moved(&following[last], &start, &starts.zone, length, named),
                None => self.push(&shape, start.wall, start.at, length, named),
            }
        }
    }

    /// The events that replace one occurrence each, whether or not the series gives that occurrence.
    fn overrides(&mut self) {
        let starts = self.series.master.as_ref().map(|master| Starts::of(master, self.home));
        let recurrences = self.series.overrides.iter().filter_map(|event| event.recurrence.as_ref());
        // Where another event replaces just the occurrence that a THISANDFUTURE begins with.
        let single: HashSet<&Moment> = recurrences.filter(|other| !other.following).map(|other| &other.at).collect();
        for (index, event) in self.series.overrides.iter().enumerate() {
            let Some(recurrence) = event.recurrence.as_ref().filter(|_| !self.is_far(event)) else { continue };
            // EXDATE takes an occurrence away even where it was moved, as other programs have it.
            if starts.as_ref().is_some_and(|starts| starts.excepts(&recurrence.at)) {
                continue;
            }
            if recurrence.following && single.contains(&recurrence.at) {
                continue;
            }
            let shape = self.shape(event, Which::Override(index));
            let at = event.start.instant(self.home);
            self.push(&shape, event.start.wall(), at, None, Some(recurrence.at.clone()));
        }
    }

    fn shape(&self, event: &'a Event, which: Which) -> EventTemplate<'a> {
        EventTemplate { event, which, span: NominalDuration::of(event, self.home), zone: event.start.zone(self.home) }
    }

    /// The THISANDFUTURE events in the order they take over.
    fn following(&self, starts: &Starts<'_>) -> Vec<Following<'a>> {
        let mut following = Vec::new();
        for (index, event) in self.series.overrides.iter().enumerate() {
            let Some(recurrence) = event.recurrence.as_ref().filter(|recurrence| recurrence.following) else {
                continue;
            };
            let shape = self.shape(event, Which::Override(index));
            let (replaced, from) = starts.read(&recurrence.at);
            let shift = event.start.wall() - wall_in(&shape, from, replaced, &starts.zone);
            following.push(Following { shape, from, shift });
        }
        following.sort_by_key(|following| following.from);
        following
    }

    /// An occurrence that a THISANDFUTURE event moves.
    fn moved(
        &mut self,
        following: &Following<'a>,
        start: &Start<'_>,
        zone: &Zone,
        length: Option<i64>,
        named: Option<Moment>,
    ) {
        let wall = wall_in(&following.shape, start.at, start.wall, zone);
        let Some(mut wall) = wall.checked_add_signed(following.shift) else { return };
        if following.shape.event.is_all_day() {
            wall = wall.date().into();
        }
        let at = following.shape.event.start.moved_to(wall).instant(self.home);
        self.push(&following.shape, wall, at, length, named);
    }

    /// The wall clock to search so that nothing that may overlap the range is missed.
    fn window(&self, master: &EventTemplate<'_>, following: &[Following<'_>]) -> Window {
        let none = TimeDelta::zero();
        let period = |extra: &super::event::Extra| {
            Some((extra.end.as_ref()?.wall() - extra.start.wall()).num_seconds() + 86_400)
        };
        let periods = master.event.repeat.dates.iter().filter_map(period);
        let spans = following.iter().map(|following| following.shape.span.most());
        let length = spans.chain(periods).fold(master.span.most(), i64::max);
        let later = following.iter().map(|following| following.shift).fold(none, TimeDelta::max);
        let earlier = following.iter().map(|following| -following.shift).fold(none, TimeDelta::max);
        let day = 86_400;
        let zone = if master.event.is_all_day() { self.home } else { &master.zone };
        // Around a change of the clocks a reading may lie before or after the instants that surround it.
        let change = |at: Instant| i64::from(zone.offset(at) - zone.offset(at - day));
        let (from, to) = (self.from - length, self.to);
        let from = TimeDelta::try_seconds(change(from).max(0))
            .and_then(|gap| zone.local(from).checked_sub_signed(later + gap));
        let to = TimeDelta::try_seconds((-change(to)).max(0))
            .and_then(|fold| zone.local(to).checked_add_signed(earlier + fold));
        clamped(from, to)
    }

    /// Whether an event that happens once cannot overlap the range, told without looking up any zone.
    fn is_far(&self, event: &Event) -> bool {
        event.start.wall() > self.rough.to || event.end.wall().max(event.start.wall()) < self.rough.from
    }

    /// Adds an occurrence if it overlaps the range; `length` is in seconds, where it has one of its own.
    fn push(
        &mut self,
        shape: &EventTemplate<'_>,
        wall: NaiveDateTime,
        at: Instant,
        length: Option<i64>,
        named: Option<Moment>,
    ) {
        let event = shape.event;
        let all_day = event.is_all_day();
        let zone = if all_day { self.home } else { &shape.zone };
        let end = length.map_or_else(|| shape.span.end(wall, zone, all_day, at), |length| at + length.max(0));
        let inside = at < self.to && (end > self.from || end == at && at >= self.from);
        if inside {
            self.occurrences.push(Occurrence {
                uid: event.uid.clone(),
                start: at,
                end,
                all_day: all_day.then(|| (wall.date(), self.home.date(end))),
                recurrence_id: named,
                which: shape.which,
                title: event.title.clone(),
                status: event.status,
            });
        }
    }
}

/// The RECURRENCE-ID of an override, or its start where it has none.
fn id(event: &Event) -> &Moment {
    event.recurrence.as_ref().map_or(&event.start, |recurrence| &recurrence.at)
}

/// What names an occurrence within its series.
fn name(master: &Event, start: &Start<'_>) -> Moment {
    match start.extra {
        Some(extra) if !extra.start.is_date() || master.is_all_day() => extra.start.clone(),
        _ => master.start.moved_to(start.wall),
    }
}

/// A start of the series on the wall clock of an event that replaces it.
fn wall_in(shape: &EventTemplate<'_>, at: Instant, wall: NaiveDateTime, zone: &Zone) -> NaiveDateTime {
    if shape.event.is_all_day() || shape.zone == *zone { wall } else { shape.zone.local(at) }
}

/// A range on the wall clock of any zone.
fn rough(from: Instant, to: Instant) -> Window {
    let days = TimeDelta::days(2);
    clamped(from.utc().checked_sub_signed(days), to.utc().checked_add_signed(days))
}

/// A window inside the years 1 to 9999.
fn clamped(from: Option<NaiveDateTime>, to: Option<NaiveDateTime>) -> Window {
    let begin = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default().into();
    let (first, last) = (begin(1), begin(10_000));
    Window { from: from.unwrap_or(first).clamp(first, last), to: to.unwrap_or(last).clamp(first, last) }
}
