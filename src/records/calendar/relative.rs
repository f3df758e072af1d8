//! What a bare clock time about a meeting is relative to: the day of the meeting, or that of the field beside it.
//!
//! Where what stands beside it cannot be read, that is said where it is read for itself; here it then counts for nothing.

use crate::command::call::Call;
use crate::command::context::Context;
use crate::command::grammar::Beside;
use crate::command::grammar::clock::is_bare;
use crate::command::grammar::event_line::When;
use crate::command::input::{Input, ZoneName};
use crate::domain::event::{Event, Moment};
use crate::domain::zone::Zone;
use crate::records::calendar;
use crate::records::calendar::line::EventText;
use crate::records::names::{EventId, of_call};

/// The event as it stands where a call takes hold of it.
pub fn event_of(call: &Call, context: &Context<'_>) -> Option<Event> {
    let row = of_call::<EventId>(call, context)?.0;
    let (at, scope) = (call.text("occurrence"), call.text("scope"));
    calendar::target::occurrence(context, &row, at.as_deref(), scope.as_deref()).ok().map(|(event, _)| event)
}

fn zone_of(call: &Call, context: &Context<'_>) -> Option<Zone> {
    call.text("zone").and_then(|zone| ZoneName::read(&zone, context).ok()).map(|zone| zone.0)
}

/// A moment that a field of a call says.
fn moment_in(call: &Call, name: &str, context: &Context<'_>) -> Option<Moment> {
    let text = call.text(name)?;
    calendar::moments::moment(&text, zone_of(call, context).as_ref(), context).ok()
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
