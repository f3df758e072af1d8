//! What a bare clock time is relative to: the day of the record it is about, or that of the field beside it.
//!
//! Where what stands beside it cannot be read, that is said where it is read for itself; here it then counts for nothing.

use crate::command::call::Call;
use crate::command::context::Context;
use crate::command::grammar::Beside;
use crate::command::grammar::clock::is_bare;
use crate::command::grammar::event_line::When;
use crate::command::input::{Input, PastTime, WorkDay, ZoneName};
use crate::domain::event::{Event, Moment};
use crate::domain::zone::Zone;
use crate::records::calendar;
use crate::records::calendar::EventText;
use crate::records::names::{EntryId, EventId, TaskId};
use crate::store::Entry;

/// The end of the running timer: on the day it began, or the next.
pub fn timer(_: &Call, context: &Context<'_>) -> Beside {
    let running = context.db.running().ok().flatten();
    running.and_then(|entry| entry.started_at).map_or(Beside::Nothing, Beside::Since)
}

/// Work that is logged: on the day that is named, if one is.
pub fn logged(call: &Call, context: &Context<'_>) -> Beside {
    let day = call.text("on").and_then(|day| WorkDay::read(&day, context).ok());
    day.map_or(Beside::Nothing, |day| Beside::Day(day.0))
}

fn named<T: Input>(call: &Call, context: &Context<'_>) -> Option<T> {
    call.text("id").and_then(|id| T::read(&id, context).ok())
}

fn day_of(entry: &Entry) -> Beside {
    entry.started_at.map_or(Beside::Day(entry.date), Beside::At)
}

/// The start of an entry: on its own day, or on that of an end which says its day.
pub fn entry_start(call: &Call, context: &Context<'_>) -> Beside {
    let dated = call.text("end").filter(|end| !is_bare(end));
    if let Some(Ok(end)) = dated.map(|end| PastTime::read(&end, context)) {
        return Beside::At(end.0);
    }
    named::<EntryId>(call, context).map_or(Beside::Nothing, |entry| day_of(&entry.0))
}

/// The end of an entry: on the day of its start, or the next.
pub fn entry_end(call: &Call, context: &Context<'_>) -> Beside {
    let near = context.beside(entry_start(call, context));
    if let Some(Ok(start)) = call.text("start").map(|start| PastTime::read(&start, &near)) {
        return Beside::Since(start.0);
    }
    let entry = named::<EntryId>(call, context).map(|entry| entry.0);
    entry.map_or(Beside::Nothing, |entry| entry.started_at.map_or(Beside::Day(entry.date), Beside::Since))
}

/// A time within an entry: on its day, or past midnight where it goes on.
pub fn within_entry(call: &Call, context: &Context<'_>) -> Beside {
    let Some(entry) = named::<EntryId>(call, context).map(|entry| entry.0) else { return Beside::Nothing };
    match (entry.started_at, entry.ended_at) {
        (Some(start), Some(end)) if context.zone().date(start) != context.zone().date(end) => Beside::Since(start),
        _ => day_of(&entry),
    }
}

/// When a task is due: on the day it is due already.
pub fn task_due(call: &Call, context: &Context<'_>) -> Beside {
    let Some(task) = named::<TaskId>(call, context).map(|task| task.0) else { return Beside::Nothing };
    task.due_at.map(Beside::At).or(task.due_date.map(Beside::Day)).unwrap_or_default()
}

/// The event as it stands where a call takes hold of it.
pub fn event_of(call: &Call, context: &Context<'_>) -> Option<Event> {
    let row = named::<EventId>(call, context)?.0;
    let (at, scope) = (call.text("occurrence"), call.text("scope"));
    calendar::occurrence(context, &row, at.as_deref(), scope.as_deref()).ok().map(|(event, _)| event)
}

fn zone_of(call: &Call, context: &Context<'_>) -> Option<Zone> {
    call.text("zone").and_then(|zone| ZoneName::read(&zone, context).ok()).map(|zone| zone.0)
}

/// A moment that a field of a call says.
fn moment_in(call: &Call, name: &str, context: &Context<'_>) -> Option<Moment> {
    let text = call.text(name)?;
    calendar::moment(&text, zone_of(call, context).as_ref(), context).ok()
}

fn day_of_moment(moment: &Moment, context: &Context<'_>) -> Beside {
    match moment {
        Moment::Date(day) => Beside::Day(*day),
        Moment::Local { .. } => Beside::At(moment.instant(context.zone())),
    }
}

fn after_moment(moment: &Moment, context: &Context<'_>) -> Beside {
    match moment {
        Moment::Date(day) => Beside::Day(*day),
        Moment::Local { .. } => Beside::Since(moment.instant(context.zone())),
    }
}

/// What a dated end says of the start beside it.
fn by_end(call: &Call, context: &Context<'_>) -> Option<Beside> {
    let dated = call.text("end").is_some_and(|end| !is_bare(&end));
    let end = dated.then(|| moment_in(call, "end", context)).flatten()?;
    Some(day_of_moment(&end, context))
}

/// The start of an event: on its own day, or on that of an end which says its day.
pub fn event_start(call: &Call, context: &Context<'_>) -> Beside {
    let own = || event_of(call, context).map(|event| day_of_moment(&event.start, context));
    by_end(call, context).or_else(own).unwrap_or_default()
}

/// The end of an event: on the day of its start, or the next.
pub fn event_end(call: &Call, context: &Context<'_>) -> Beside {
    let near = context.beside(event_start(call, context));
    let start = moment_in(call, "start", &near).or_else(|| event_of(call, context).map(|event| event.start));
    start.map_or(Beside::Nothing, |start| after_moment(&start, context))
}

/// When the line of a new event says that it is.
fn line_of(call: &Call, context: &Context<'_>) -> Option<When> {
    let text = call.text("text")?;
    EventText::read(&text, &context.among(&call.words)).ok()?.0.when
}

/// The start of a new event: on the day that its end or its line says.
pub fn new_start(call: &Call, context: &Context<'_>) -> Beside {
    let line = || {
        Some(match line_of(call, context)? {
            When::Timed { start, .. } => Beside::At(start),
            When::AllDay { from, .. } => Beside::Day(from),
        })
    };
    by_end(call, context).or_else(line).unwrap_or_default()
}

/// The end of a new event: on the day of its start, or the next.
pub fn new_end(call: &Call, context: &Context<'_>) -> Beside {
    let near = context.beside(new_start(call, context));
    if let Some(start) = moment_in(call, "start", &near) {
        return after_moment(&start, context);
    }
    match line_of(call, context) {
        Some(When::Timed { start, .. }) => Beside::Since(start),
        Some(When::AllDay { from, .. }) => Beside::Day(from),
        None => Beside::Nothing,
    }
}
