//! When an event will be, and how it will repeat: its rule in words, and the days it gives.

use crate::command::call::Call;
use crate::command::context::Context;
use crate::command::field::is_none;
use crate::command::input::{Input, ZoneName};
use crate::domain::event::Moment;
use crate::domain::recur::words;
use crate::domain::series::begin;
use crate::records::calendar;
use crate::records::calendar::event::repeats;
use crate::records::calendar::relative;
use crate::records::series::{Every, blank, whole_last_day};

/// What a time field of a call says, relative to what stands beside it.
fn moment(name: &str, call: &Call, context: &Context<'_>) -> Option<Moment> {
    let field = call.action.field(name)?;
    let zone = call.text("zone").and_then(|zone| ZoneName::read(&zone, context).ok()).map(|zone| zone.0);
    calendar::moments::moment(&call.text(name)?, zone.as_ref(), &field.context(call, *context)).ok()
}

/// When an event is with the start that is typed: `Mon 8 Jun 15:00–15:30, every Monday`.
pub fn when(_: &str, call: &Call, context: &Context<'_>) -> String {
    let Some(start) = moment("start", call, context) else { return String::new() };
    let home = context.zone();
    let old = relative::event_of(call, context);
    // An end that was not touched moves along with the start.
    let along =
        old.as_ref().filter(|old| call.text("end").is_none_or(|end| end == calendar::edit::end_word(&old.end, home)));
    let end = match along {
        Some(old) => Some(calendar::moments::moved_end(&old.start, &old.end, &start)),
        None if call.text("end").is_some() => moment("end", call, context).map(calendar::moments::inclusive),
        None => Some(calendar::moments::after_usual(&start)),
    };
    let Some(end) = end.filter(|end| end.is_date() == start.is_date()) else { return String::new() };
    let mut event = blank(start);
    event.end = end;
    let often = call.text("repeat").filter(|rule| !is_none(rule)).and_then(|rule| Every::read(&rule, context).ok());
    let often = often.and_then(|rule| words(&rule.0, &event.start, home));
    let often = often.map(|often| format!(", {often}")).unwrap_or_default();
    format!("{}{often}", calendar::moments::span_text(&event, home, context.today(), None))
}

/// What a rule means for the event that is typed: `every 2nd Tuesday, until 30 June; next: Tue 24 Nov, Tue 8 Dec`.
pub fn repeat(value: &str, call: &Call, context: &Context<'_>) -> String {
    if is_none(value) {
        return "It happens once.".to_owned();
    }
    let Ok(rule) = Every::read(value, context) else { return String::new() };
    let Some(start) = moment("start", call, context) else { return "Say when it begins to see its days.".to_owned() };
    let mut event = blank(start);
    event.repeat.rules = vec![whole_last_day(rule.0, &event, context.zone())];
    begin(&mut event, context.zone());
    let said = repeats(&event, &[], context.zone(), context.now);
    let mut letters = said.chars();
    let said =
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect::<String>() + ".");
    calendar::short::left_out(&event).map_or(said.clone(), |short| {
        let mut letters = short.chars();
        let first = letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>());
        format!("{said} {}.", first.unwrap_or_default())
    })
}
