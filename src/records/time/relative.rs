//! What a bare clock time about the timer or an entry is relative to: the day of the record it is about, or that of the field beside it.
//!
//! Where what stands beside it cannot be read, that is said where it is read for itself; here it then counts for nothing.

use crate::command::call::Call;
use crate::command::context::Context;
use crate::command::grammar::Beside;
use crate::command::grammar::clock::is_bare;
use crate::command::input::{Input, PastTime, WorkDay};
use crate::records::names::{EntryId, of_call};
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

fn day_of(entry: &Entry) -> Beside {
    entry.started_at.map_or(Beside::Day(entry.date), Beside::At)
}

/// The start of an entry: on its own day, or on that of an end which says its day.
pub fn entry_start(call: &Call, context: &Context<'_>) -> Beside {
    let dated = call.text("end").filter(|end| !is_bare(end));
    if let Some(Ok(end)) = dated.map(|end| PastTime::read(&end, context)) {
        return Beside::At(end.0);
    }
    of_call::<EntryId>(call, context).map_or(Beside::Nothing, |entry| day_of(&entry.0))
}

/// The end of an entry: on the day of its start, or the next.
pub fn entry_end(call: &Call, context: &Context<'_>) -> Beside {
    let near = context.beside(entry_start(call, context));
    if let Some(Ok(start)) = call.text("start").map(|start| PastTime::read(&start, &near)) {
        return Beside::Since(start.0);
    }
    let entry = of_call::<EntryId>(call, context).map(|entry| entry.0);
    entry.map_or(Beside::Nothing, |entry| entry.started_at.map_or(Beside::Day(entry.date), Beside::Since))
}

/// A time within an entry: on its day, or past midnight where it goes on.
pub fn within_entry(call: &Call, context: &Context<'_>) -> Beside {
    let Some(entry) = of_call::<EntryId>(call, context).map(|entry| entry.0) else { return Beside::Nothing };
    match (entry.started_at, entry.ended_at) {
        (Some(start), Some(end)) if context.zone().date(start) != context.zone().date(end) => Beside::Since(start),
        _ => day_of(&entry),
    }
}
