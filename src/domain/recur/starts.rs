//! The recurrence set of an event inside a window: DTSTART, RRULE and RDATE without EXRULE and EXDATE (RFC 5545 3.8.5).

use std::collections::HashSet;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::rule::Rule;
use super::walk::{Purse, Stop, Window, walk};
use crate::domain::event::{Event, Extra, Moment};
use crate::domain::time::Instant;
use crate::domain::zone::Zone;

/// One start of an event.
pub struct Start<'a> {
    /// The wall clock in the event's zone; an all-day event's midnight.
    pub wall: NaiveDateTime,
    /// The instant it means.
    pub at: Instant,
    /// The RDATE it comes from.
    pub extra: Option<&'a Extra>,
}

/// An event with the zone its rules run in.
pub struct Starts<'a> {
    event: &'a Event,
    home: &'a Zone,
    /// The zone the wall clock of the event is read in.
    pub zone: Zone,
}

impl<'a> Starts<'a> {
    /// The starts of an event.
    pub fn of(event: &'a Event, home: &'a Zone) -> Self {
        Self { event, home, zone: event.start.zone(home) }
    }

    /// The instant of a wall-clock reading of the event.
    pub fn instant(&self, wall: NaiveDateTime) -> Instant {
        if self.event.is_all_day() { self.home.start_of(wall.date()) } else { self.zone.read(wall).compatible() }
    }

    /// What a RECURRENCE-ID or an EXDATE names: the wall clock in the event's zone, and its instant.
    ///
    /// In the zone of the event itself the clock is as written: the rules read it so, also where clocks pass over it.
    pub fn read(&self, moment: &Moment) -> (NaiveDateTime, Instant) {
        match moment {
            Moment::Local { at, zone: Some(zone) } if !self.event.is_all_day() => {
                let instant = moment.instant(self.home);
                let own = matches!(&self.event.start, Moment::Local { zone: Some(own), .. } if own == zone);
                (if own { *at } else { self.zone.local(instant) }, instant)
            }
            plain => (plain.wall(), self.instant(plain.wall())),
        }
    }

    /// When an RDATE starts. A date beside an event with a time means that time on the date.
    pub fn extra(&self, extra: &Extra) -> (NaiveDateTime, Instant) {
        match &extra.start {
            Moment::Date(date) if !self.event.is_all_day() => {
                let wall = date.and_time(self.event.start.wall().time());
                (wall, self.instant(wall))
            }
            other => self.read(other),
        }
    }

    /// Whether EXDATE takes away the start that a RECURRENCE-ID names.
    pub fn excepts(&self, moment: &Moment) -> bool {
        let except = &self.event.repeat.except;
        if except.is_empty() {
            return false;
        }
        let (wall, at) = self.read(moment);
        Named::new(self, except).names(wall, at)
    }

    /// The starts inside the window, in order, and what could not be worked out.
    pub fn within(&self, window: Window, purse: &mut Purse, refused: &mut Refused) -> Vec<Start<'a>> {
        let repeat = &self.event.repeat;
        let mut walls = Vec::new();
        let mut read_any = false;
        for text in &repeat.rules {
            read_any |= self.rule(text, window, purse, &mut walls, refused);
        }
        // A start that its rule does not give is no occurrence (RFC 5545 leaves it open); without a rule it is the first.
        let start = self.event.start.wall();
        if !read_any && window.from <= start && start <= window.to {
            walls.push(start);
        }
        let mut never = Vec::new();
        for text in &repeat.exrules {
            self.rule(text, window, purse, &mut never, refused);
        }
        let never: HashSet<NaiveDateTime> = never.into_iter().collect();
        walls.retain(|wall| !never.contains(wall));

        let mut starts: Vec<Start<'a>> = self.extras(window, purse, refused);
        starts.extend(walls.into_iter().map(|wall| Start { wall, at: self.instant(wall), extra: None }));
        // Stable: an RDATE with an end of its own stays before the same start from a rule.
        starts.sort_by_key(|start| start.at);
        starts.dedup_by_key(|start| start.at);
        if !repeat.except.is_empty() {
            let except = Named::new(self, near(&repeat.except, window, |moment| moment));
            starts.retain(|start| !except.names(start.wall, start.at));
        }
        starts
    }

    /// Collects what one rule gives; whether it could be read.
    fn rule(
        &self,
        text: &str,
        window: Window,
        purse: &mut Purse,
        walls: &mut Vec<NaiveDateTime>,
        refused: &mut Refused,
    ) -> bool {
        let rule = match text.parse::<Rule>() {
            Ok(rule) => rule,
            Err(what) => {
                refused.why.push(format!("{what}, so the rule is passed over"));
                return false;
            }
        };
        let (last, until) = self.until(rule.until.as_ref());
        let window = last.map_or(window, |last| Window { to: last.min(window.to), ..window });
        let before = walls.len();
        if let Err(stop) = walk(rule, self.event.start.wall(), window, purse, walls) {
            refused.cut(stop, text);
        }
        if let Some(until) = until {
            while walls.len() > before && walls.last().is_some_and(|wall| self.instant(*wall) > until) {
                walls.pop();
            }
        }
        true
    }

    /// UNTIL as the last wall-clock reading, and as an instant where it is one.
    ///
    /// A date ends the rule at its midnight, and an all-day event takes only the date of a time,
    /// as libical, ical.js and dateutil do.
    pub fn until(&self, until: Option<&Moment>) -> (Option<NaiveDateTime>, Option<Instant>) {
        match until {
            None => (None, None),
            Some(until) if self.event.is_all_day() => (until.date().and_hms_opt(23, 59, 59), None),
            Some(Moment::Local { at, zone: Some(_) }) => {
                let instant = Instant::from_utc(*at);
                (self.zone.local(instant).checked_add_signed(TimeDelta::days(1)), Some(instant))
            }
            Some(until) => (Some(until.wall()), None),
        }
    }

    /// The RDATEs.
    fn extras(&self, window: Window, purse: &mut Purse, refused: &mut Refused) -> Vec<Start<'a>> {
        let mut starts = Vec::new();
        for extra in near(&self.event.repeat.dates, window, |extra| &extra.start) {
            let Some(left) = purse.found.checked_sub(1) else {
                refused.cut(Stop::Found, "RDATE");
                break;
            };
            purse.found = left;
            let (wall, at) = self.extra(extra);
            starts.push(Start { wall, at, extra: Some(extra) });
        }
        starts.sort_by_key(|start| start.extra.is_none_or(|extra| extra.end.is_none()));
        starts
    }
}

/// What of a series was not worked out.
#[derive(Default)]
pub struct Refused {
    /// Why, in sentences without a full stop.
    pub why: Vec<String>,
    /// Whether occurrences are missing for it; else a rule was passed over.
    pub cut: bool,
}

impl Refused {
    /// An expansion was cut short.
    fn cut(&mut self, stop: Stop, rule: &str) {
        let rule: String = rule.chars().take(80).collect();
        self.cut = true;
        self.why.push(match stop {
            Stop::Steps => format!("{rule} takes too long to work out, so occurrences are missing"),
            Stop::Found => format!("{rule} gives too many occurrences, so the later ones are missing"),
        });
    }
}

/// The items whose moment may be inside the window, without looking up any zone.
pub fn near<T>(items: &[T], window: Window, moment: impl Fn(&T) -> &Moment) -> impl Iterator<Item = &T> {
    let days = TimeDelta::days(2);
    let from = window.from.checked_sub_signed(days).unwrap_or(window.from);
    let to = window.to.checked_add_signed(days).unwrap_or(window.to);
    items.iter().filter(move |item| (from..=to).contains(&moment(item).wall()))
}

/// Starts named by other properties, EXDATE and RECURRENCE-ID: by instant or, with a date or for an all-day event, by date.
pub struct Named {
    instants: HashSet<Instant>,
    days: HashSet<NaiveDate>,
}

impl Named {
    /// The starts that `moments` name of an event.
    pub fn new<'m>(starts: &Starts<'_>, moments: impl IntoIterator<Item = &'m Moment>) -> Self {
        let mut named = Self { instants: HashSet::new(), days: HashSet::new() };
        for moment in moments {
            match moment {
                Moment::Local { .. } if !starts.event.is_all_day() => _ = named.instants.insert(starts.read(moment).1),
                any => _ = named.days.insert(any.date()),
            }
        }
        named
    }

    /// Whether a start is among them.
    pub fn names(&self, wall: NaiveDateTime, at: Instant) -> bool {
        self.instants.contains(&at) || self.days.contains(&wall.date())
    }
}
