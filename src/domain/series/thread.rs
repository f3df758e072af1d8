//! One occurrence within its series: which event it is made from, and how it gets one of its own.

use chrono::NaiveDateTime;

use super::{Own, SeriesDraft, id, named, seat};
use crate::domain::event::{Event, Moment, Recurrence, RecurrenceProperties, Which};
use crate::domain::recur::{Named, Starts, coming};
use crate::domain::time::Instant;
use crate::domain::zone::Zone;

/// The event that an occurrence is made from, and the occurrence as an event that replaces just this one.
///
/// A THISANDFUTURE event that begins with the occurrence counts as one that it is made from.
pub fn set_apart(draft: &SeriesDraft, at: &Moment, home: &Zone) -> (Which, Event) {
    let master = &draft.master;
    let (wall, instant) = named(master, at, home);
    let alone = |event: Event| Event {
        recurrence: Some(Recurrence { at: at.clone(), following: false }),
        repeat: RecurrenceProperties::default(),
        ..event
    };
    let mut own =
        draft.overrides.iter().enumerate().filter(|(_, own)| replaces(master, &own.event, wall, instant, home));
    if let Some((n, own)) = own.next() {
        return (Which::Override(n), alone(own.event.clone()));
    }
    let mut event = master.clone();
    let starts = Starts::of(master, home);
    let extra = master.repeat.dates.iter().find(|extra| extra.end.is_some() && starts.extra(extra).1 == instant);
    let Some(n) = governing(draft, instant, home) else {
        seat(&mut event, master.start.moved_to(wall), home);
        if let Some((extra, end)) = extra.and_then(|extra| Some((extra, extra.end.as_ref()?))) {
            event.duration = None;
            event.start = extra.start.clone();
            event.end = end.clone();
        }
        return (Which::Master, alone(event));
    };
    let mut event = draft.overrides[n].event.clone();
    let start = followed(master, &event, (wall, instant), home);
    seat(&mut event, start, home);
    (Which::Override(n), alone(event))
}

/// Whether an event replaces the occurrence at a start.
pub(super) fn replaces(master: &Event, event: &Event, wall: NaiveDateTime, at: Instant, home: &Zone) -> bool {
    let starts = Starts::of(master, home);
    Named::new(&starts, [id(event)]).names(wall, at)
}

/// The THISANDFUTURE event that an occurrence not replaced by itself is made from.
pub(super) fn governing(draft: &SeriesDraft, at: Instant, home: &Zone) -> Option<usize> {
    let from = |own: &Own| named(&draft.master, id(&own.event), home).1;
    let follows = |own: &Own| own.event.recurrence.as_ref().is_some_and(|recurrence| recurrence.following);
    let before = draft.overrides.iter().enumerate().filter(|(_, own)| follows(own) && from(own) <= at);
    before.max_by_key(|(_, own)| from(own)).map(|(n, _)| n)
}

/// Where a THISANDFUTURE event puts an occurrence.
fn followed(master: &Event, event: &Event, (wall, at): (NaiveDateTime, Instant), home: &Zone) -> Moment {
    let (from_wall, from) = named(master, id(event), home);
    let zone = event.start.zone(home);
    let own_clock = !event.is_all_day() && zone.name() != master.start.zone(home).name();
    let read = |wall: NaiveDateTime, at: Instant| if own_clock { zone.local(at) } else { wall };
    let shift = event.start.wall() - read(from_wall, from);
    event.start.moved_to(read(wall, at) + shift)
}

/// Has a THISANDFUTURE event begin with the next occurrence that has no event of its own, from an instant on; without
/// such an occurrence it goes.
pub fn anchor(draft: &mut SeriesDraft, n: usize, from: Instant, home: &Zone) {
    let master = &draft.master;
    let taken = |at: Instant, wall: NaiveDateTime| {
        let others = draft.overrides.iter().enumerate().filter(|(other, _)| *other != n);
        others.into_iter().any(|(_, own)| replaces(master, &own.event, wall, at, home))
    };
    let free = coming(master, home, from, draft.overrides.len() + 1).into_iter().find(|(name, at)| {
        let wall = named(master, name, home).0;
        !taken(*at, wall)
    });
    let Some((name, at)) = free else {
        draft.overrides.remove(n);
        return;
    };
    let wall = named(master, &name, home).0;
    let event = &draft.overrides[n].event;
    let start = followed(master, event, (wall, at), home);
    let event = &mut draft.overrides[n].event;
    seat(event, start, home);
    event.recurrence = Some(Recurrence { at: name, following: true });
}
