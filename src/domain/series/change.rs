//! What was changed of one occurrence is changed of the whole series.
//!
//! An override keeps what it has of its own and takes what it has in common with its series: both are whole events
//! (RFC 5545 3.8.4.4), so what was meant to differ is what does.

use super::part::first;
use super::shift::SeriesShift;
use super::{SeriesDraft, id, named};
use crate::domain::event::{Duration, Event, Moment, Which};
use crate::domain::recur::{Starts, coming};
use crate::domain::zone::Zone;

/// A change of an occurrence that is meant of all.
pub struct SeriesChange<'a> {
    /// The event that the occurrence is made from.
    pub which: Which,
    /// What names the occurrence.
    pub at: &'a Moment,
    /// The occurrence as it was.
    pub old: &'a Event,
    /// The occurrence as it is to be.
    pub new: &'a Event,
    /// The rules from now on, where they are others.
    pub rules: Option<Vec<String>>,
    /// Whether its start was typed, so that every occurrence is to begin then: not moved by so much.
    pub typed: bool,
}

/// A series that was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedSeries {
    /// What it came to be.
    pub draft: SeriesDraft,
    /// What names the occurrence now that was taken hold of.
    pub at: Moment,
    /// What it lost by that.
    pub gone: LostExceptions,
}

/// What no longer fits a series whose rule is another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LostExceptions {
    /// Occurrences that had been changed.
    pub changed: usize,
    /// Occurrences that had been deleted.
    pub deleted: usize,
}

/// How long an event is, as it was typed.
fn length(event: &Event) -> (i64, Option<Duration>) {
    ((event.end.wall() - event.start.wall()).num_seconds(), event.duration)
}

/// Whether two moments are of one kind, and of one zone.
fn alike(a: &Moment, b: &Moment) -> bool {
    match (a, b) {
        (Moment::Local { zone: a, .. }, Moment::Local { zone: b, .. }) => a == b,
        (a, b) => a.is_date() && b.is_date(),
    }
}

/// Makes a change to a whole series; why it cannot be.
pub fn change(draft: &SeriesDraft, change: &SeriesChange<'_>, home: &Zone) -> Result<ChangedSeries, String> {
    let (old, new) = (change.old, change.new);
    let held = match change.which {
        Which::Override(n) => Some(n),
        Which::Master => None,
    };
    let mut made = draft.clone();
    let another = !alike(&old.start, &new.start);
    let alone = |n: usize| draft.overrides[n].event.recurrence.as_ref().is_some_and(|r| !r.following);
    let typed = change.typed && new.start != old.start;
    let pattern = typed && held.is_some_and(alone) && alike(&draft.master.start, &new.start);
    // One that was moved alone is the pattern: what counts is how far it comes to be from where its series has it.
    let from = if pattern { named(&draft.master, change.at, home).0 } else { old.start.wall() };
    let by = new.start.wall() - from;
    if by != chrono::TimeDelta::zero() || another {
        let mut base = draft.clone();
        if change.rules.is_some() {
            // The old rules need not be moved to where they are not wanted.
            base.master.repeat.rules.clear();
        }
        let shift = SeriesShift {
            by,
            like: another.then(|| new.start.clone()),
            to: new.start.wall(),
            except: held.filter(|n| alone(*n)),
        };
        made = shift.series(&base, home)?;
        if change.rules.is_some() {
            made.master.repeat.rules.clone_from(&draft.master.repeat.rules);
        }
    }
    if typed {
        for n in (0..made.overrides.len()).filter(|n| held != Some(*n) && alone(*n)) {
            follow_clock(&mut made.overrides[n].event, &draft.overrides[n].event, &draft.master, &new.start, home);
        }
    }
    let of_series = draft.master.clone();
    let lasts = length(old) != length(new) || another;
    for n in 0..made.overrides.len() {
        let Some(was) = draft.overrides.get(n) else { break };
        let following = was.event.recurrence.as_ref().is_some_and(|recurrence| recurrence.following);
        let mine = held == Some(n);
        let event = &mut made.overrides[n].event;
        if mine && !following {
            event.start = new.start.clone();
            event.end = new.end.clone();
            event.duration = new.duration;
        } else if lasts
            && (mine || length(&was.event) == length(&of_series))
            && event.start.is_date() == new.start.is_date()
        {
            lengthen(event, new, home);
        }
        let take = |same: bool| mine || same;
        texts(event, old, new, |field| take(field(&was.event) == field(&of_series)));
        if old.alarms != new.alarms && (mine || was.event.alarms == of_series.alarms) {
            event.alarms.clone_from(&new.alarms);
        }
    }
    if lasts {
        lengthen(&mut made.master, new, home);
    }
    texts(&mut made.master, old, new, |_| true);
    if old.alarms != new.alarms {
        made.master.alarms.clone_from(&new.alarms);
    }
    let mut gone = LostExceptions::default();
    if let Some(rules) = &change.rules {
        made.master.repeat.rules.clone_from(rules);
        begin(&mut made.master, home);
        gone = fit(&mut made, home);
    }
    let own = held.and_then(|n| draft.overrides.get(n)).is_some_and(|own| id(&own.event) == change.at);
    let at = match held.filter(|_| own).and_then(|n| made.overrides.get(n)) {
        Some(own) => id(&own.event).clone(),
        None if by == chrono::TimeDelta::zero() && !another => change.at.clone(),
        None => made.master.start.moved_to(change.at.wall() + by),
    };
    Ok(ChangedSeries { draft: made, at, gone })
}

/// Gives an occurrence that was moved alone the clock time that was typed for all, on the day it was moved to.
fn follow_clock(event: &mut Event, was: &Event, master: &Event, typed: &Moment, home: &Zone) {
    let moved = named(master, &was.start, home).0 != named(master, id(was), home).0;
    if !moved || typed.is_date() || event.start.is_date() {
        return;
    }
    let day = typed.zone(home).date(event.start.instant(home));
    super::seat(event, typed.moved_to(day.and_time(typed.wall().time())), home);
}

type TextField = fn(&Event) -> &str;

/// Changes the texts that were changed, where they are to be.
fn texts(event: &mut Event, old: &Event, new: &Event, takes: impl Fn(TextField) -> bool) {
    if old.title != new.title && takes(|e| &e.title) {
        event.title.clone_from(&new.title);
    }
    if old.location != new.location && takes(|e| &e.location) {
        event.location.clone_from(&new.location);
    }
    if old.description != new.description && takes(|e| &e.description) {
        event.description.clone_from(&new.description);
    }
    if old.url != new.url && takes(|e| e.url.as_deref().unwrap_or_default()) {
        event.url.clone_from(&new.url);
    }
}

/// Makes an event as long as another.
fn lengthen(event: &mut Event, like: &Event, home: &Zone) {
    event.duration = like.duration;
    if event.start.is_date() {
        let days = (like.end.date() - like.start.date()).num_days();
        event.end = Moment::Date(crate::domain::time::plus_days(event.start.date(), days));
        return;
    }
    let lasts = like.end.instant(home) - like.start.instant(home);
    let at = event.start.instant(home) + lasts;
    event.end = if like.end.is_date() { event.start.clone() } else { like.end.clone() };
    event.end = event.end.moved_to(event.end.zone(home).local(at));
    if event.duration.is_none() && event.end.instant(home) != at {
        event.duration = Some(Duration { days: 0, seconds: lasts });
    }
}

/// Has a series begin with the first day that its rules give: a start that they do not give is read differently by
/// every program (RFC 5545 3.8.5.3).
pub fn begin(master: &mut Event, home: &Zone) {
    if master.repeat.rules.is_empty() {
        return;
    }
    let mut plain = master.clone();
    plain.repeat.dates.clear();
    plain.repeat.exrules.clear();
    if let Some((at, _)) = first(&plain, home) {
        super::seat(master, at, home);
    }
}

/// Drops what names no occurrence of a series any more.
fn fit(draft: &mut SeriesDraft, home: &Zone) -> LostExceptions {
    let master = draft.master.clone();
    let given = |moment: &Moment| {
        let (wall, at) = named(&master, moment, home);
        let whole_day = moment.is_date() || master.is_all_day();
        let day = coming(&master, home, at - 86_400, 100);
        day.iter().any(|(name, start)| {
            let its = Starts::of(&master, home).read(name).0;
            if whole_day { its.date() == wall.date() } else { *start == at }
        })
    };
    let before = (draft.overrides.len(), master.repeat.except.len());
    draft.overrides.retain(|own| given(id(&own.event)));
    draft.master.repeat.except.retain(given);
    LostExceptions { changed: before.0 - draft.overrides.len(), deleted: before.1 - draft.master.repeat.except.len() }
}
