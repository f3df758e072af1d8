//! Meetings that would take place at the same time: told before an event is saved, and beside what was done. Never refused,
//! because two calendars overlap for good reasons, too.

use crate::command::context::Context;
use crate::domain::event::{Event, Occurrence, Series, Status};
use crate::domain::recur::expand;
use crate::error::Result;
use crate::records::calendar::short::left_out;
use crate::records::directory::Directory;
use crate::store::OccurrenceRow;

/// How far ahead a series is looked at, in seconds.
const AHEAD: i64 = 60 * 86_400;
/// Overlaps that are told; the rest are counted.
const TOLD: usize = 2;

/// What the occurrences of a series from now on overlap, one line each; `one` is the only occurrence that matters, if
/// there is one.
pub fn clashes(context: &Context<'_>, series: &Series, one: Option<&Event>) -> Result<Vec<String>> {
    let home = context.zone();
    let alone =
        |event: &Event| Series { master: Some(Event { recurrence: None, ..event.clone() }), overrides: Vec::new() };
    let kept = one.map(alone);
    let series = kept.as_ref().unwrap_or(series);
    let Some(master) = &series.master else { return Ok(Vec::new()) };
    let start = master.start.instant(home);
    let repeats = master.is_recurring() || !series.overrides.is_empty();
    let from = if repeats { start.max(context.now) } else { start };
    let to = if repeats { from + AHEAD } else { master.end.instant(home).max(start + 1) };
    let takes_time = |o: &Occurrence| {
        let free = series.event(o.which).is_none_or(|event| event.transparent);
        o.all_day.is_none() && o.status != Status::Cancelled && !free && o.end > o.start
    };
    let mine: Vec<Occurrence> = expand(series, home, from, to).occurrences.into_iter().filter(takes_time).collect();
    let spans: Vec<_> = mine.iter().map(|o| (o.start, o.end)).collect();
    let mut directory = None;
    let mut lines = Vec::new();
    let mut more = 0;
    for other in context.db.meetings_in(&spans, context.setting)?.iter().filter(|o| o.event.uid != master.uid) {
        if !is_busy(other, &context.setting.emails)? {
            continue;
        }
        if lines.len() == TOLD {
            more += 1;
            continue;
        }
        if directory.is_none() {
            directory = Some(Directory::of(context.db)?);
        }
        let code = other.client.zip(directory.as_ref()).map(|(client, all)| format!(" ({})", all.code(client)));
        let (from, to) = (home.local(other.start), home.local(other.end));
        let day = if repeats { format!("on {} ", from.format("%a %-d %b")) } else { String::new() };
        let span = format!("{}-{}", from.format("%H:%M"), to.format("%H:%M"));
        lines.push(format!("{day}overlaps '{}' {span}{}", other.event.name(), code.unwrap_or_default()));
    }
    if let (Some(last), true) = (lines.last_mut(), more > 0) {
        last.push_str(&format!(", and {more} more"));
    }
    Ok(lines)
}

/// Whether a meeting takes time of the day: called off or declined under one of these addresses, it does not.
fn is_busy(other: &OccurrenceRow, own: &[String]) -> Result<bool> {
    Ok(other.end > other.start && other.event.is_on(own) && !other.event.event()?.transparent)
}

/// What is odd about a series that begins or moves: what it overlaps, and months it has no day in.
pub fn notes(context: &Context<'_>, series: &Series, one: Option<&Event>) -> Result<Vec<String>> {
    let mut notes = clashes(context, series, one)?;
    notes.extend(series.master.as_ref().and_then(left_out));
    Ok(notes)
}
