//! A whole series is moved on the wall clock, and what was said of single occurrences moves along.

use std::collections::HashMap;

use chrono::{NaiveDateTime, TimeDelta};

use super::part::replacing;
use super::rule::Move;
use super::{SeriesDraft, id, named, seat};
use crate::domain::event::{Event, Extra, Moment};
use crate::domain::recur::Starts;
use crate::domain::zone::Zone;

/// How a series is moved.
pub struct SeriesShift {
    /// How far its wall clock moves.
    pub by: TimeDelta,
    /// A moment of the kind and in the zone that its start is to have; none if that stays.
    pub like: Option<Moment>,
    /// Where the occurrence comes to be that was taken hold of.
    pub to: NaiveDateTime,
    /// The event that the occurrence was made from, which takes its times from elsewhere.
    pub except: Option<usize>,
}

impl SeriesShift {
    /// The start that an event of the series comes to have.
    fn start(&self, old: &Moment) -> Moment {
        self.like.as_ref().unwrap_or(old).moved_to(old.wall() + self.by)
    }

    /// Moves a series; why it cannot be.
    pub fn series(&self, draft: &SeriesDraft, home: &Zone) -> Result<SeriesDraft, String> {
        let old = &draft.master;
        let mut master = old.clone();
        self.event(&mut master, home);
        let step = Move { old, new: &master, by: self.by, to: self.to };
        let (mut rules, mut exrules) = (Vec::new(), Vec::new());
        let mut known: HashMap<NaiveDateTime, NaiveDateTime> = HashMap::new();
        for rule in &old.repeat.rules {
            let moved = step.rule(rule, home)?;
            rules.push(moved.rule);
            known.extend(moved.pairs);
        }
        for rule in &old.repeat.exrules {
            exrules.push(step.rule(rule, home)?.rule);
        }
        // What was said of an occurrence is said of the one that comes in its place.
        let wall = |wall: NaiveDateTime| known.get(&wall).copied().unwrap_or(wall + self.by);
        let template = master.start.clone();
        let name = |moment: &Moment| match moment {
            Moment::Date(date) if !old.is_all_day() => {
                let to = wall(date.and_time(old.start.wall().time()));
                Moment::Date(to.date())
            }
            other => template.moved_to(wall(named(old, other, home).0)),
        };
        let starts = Starts::of(old, home);
        let dates = old.repeat.dates.iter().map(|extra| {
            let (_, at) = starts.extra(extra);
            let at_wall = if extra.start.is_date() { starts.extra(extra).0 } else { named(old, &extra.start, home).0 };
            let start = if extra.start.is_date() && !old.is_all_day() && !master.is_all_day() {
                Moment::Date((at_wall + self.by).date())
            } else {
                template.moved_to(at_wall + self.by)
            };
            let end = extra.end.as_ref().filter(|_| !start.is_date()).map(|end| {
                let lasts = end.instant(home) - at;
                start.moved_to(start.zone(home).local(start.instant(home) + lasts))
            });
            Extra { start, end }
        });
        let dates: Vec<Extra> = dates.collect();
        let except = old.repeat.except.iter().map(name).collect();
        let overrides = draft.overrides.iter().enumerate().map(|(n, own)| {
            let mut own = own.clone();
            let at = name(id(&own.event));
            let event = &mut own.event;
            let following = event.recurrence.as_ref().is_some_and(|recurrence| recurrence.following);
            let unmoved = named(old, &event.start, home).0 == named(old, id(event), home).0;
            if self.except != Some(n) && (following || unmoved && event.start.is_date() == old.start.is_date()) {
                if following {
                    self.event(event, home);
                } else {
                    let start =
                        if self.like.is_some() { at.clone() } else { event.start.moved_to(self.along(event, &at)) };
                    reseat(event, start, home);
                }
            }
            replacing(event, at);
            own
        });
        let overrides = overrides.collect();
        master.repeat.rules = rules;
        master.repeat.exrules = exrules;
        master.repeat.dates = dates;
        master.repeat.except = except;
        Ok(SeriesDraft { master, overrides })
    }

    /// The wall clock that an override comes to which stands where its series has it.
    fn along(&self, event: &Event, at: &Moment) -> NaiveDateTime {
        let same = |a: &Moment, b: &Moment| match (a, b) {
            (Moment::Local { zone: a, .. }, Moment::Local { zone: b, .. }) => a == b,
            _ => true,
        };
        if same(&event.start, at) { at.wall() } else { event.start.wall() + self.by }
    }

    /// Moves an event with its series, as long as it was.
    fn event(&self, event: &mut Event, home: &Zone) {
        let start = self.start(&event.start);
        reseat(event, start, home);
    }
}

/// Moves an event to a start that may be of another kind: between days and times it lasts a day or an hour then.
fn reseat(event: &mut Event, start: Moment, home: &Zone) {
    match (event.start.is_date(), start.is_date()) {
        (true, false) => {
            event.duration = None;
            event.end = start.moved_to(start.wall() + TimeDelta::hours(1));
            event.start = start;
        }
        (false, true) => {
            event.duration = None;
            event.end = start.moved_to(start.wall() + TimeDelta::days(1));
            event.start = start;
        }
        _ => {
            let another = start.zone(home).name() != event.start.zone(home).name();
            if another && event.end.zone(home).name() == event.start.zone(home).name() {
                // The end follows into the zone of the start.
                let lasts = event.end.instant(home) - event.start.instant(home);
                let end = start.moved_to(start.zone(home).local(start.instant(home) + lasts));
                let duration = event.duration;
                event.start = start;
                event.end = end;
                event.duration = duration;
            } else {
                seat(event, start, home);
            }
        }
    }
}
