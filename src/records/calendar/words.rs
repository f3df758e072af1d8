//! Events as the words that would be typed for them.

use crate::command::action::Action;
use crate::command::call::Call;
use crate::command::context::Context;
use crate::command::form::named;
use crate::command::grammar::clock::write_time;
use crate::command::grammar::lead::write_leads;
use crate::command::grammar::repeat::write_rule;
use crate::command::input::Input;
use crate::domain::event::{Event, Moment};
use crate::domain::zone::Zone;
use crate::error::Result;
use crate::records::calendar::edit::{end_word, lead, start_word};
use crate::records::calendar::target::occurrence as of_series;
use crate::records::clients::words::client_code;
use crate::records::names::EventId;
use crate::store::EventRow;

/// An event for `event edit`, by its number.
pub fn of_event(call: &Call, id: &str, context: &Context<'_>) -> Result<Call> {
    event(call, &named::<EventId>("id", id, context)?.0, context)
}

/// An event for `event add`, by its number and which of a series it is.
pub fn event_again(action: &'static Action, id: &str, occurrence: &str, context: &Context<'_>) -> Result<Call> {
    again(Call::new(action), &EventId::read(id, context)?.0, occurrence, context)
}

fn event(asked: &Call, row: &EventRow, context: &Context<'_>) -> Result<Call> {
    let (which, scope) = (asked.text("occurrence"), asked.text("scope"));
    let (event, owner) = of_series(context, row, which.as_deref(), scope.as_deref())?;
    let call = Call::new(asked.action).with("id", row.id.to_string());
    // Where nobody said which occurrences are meant, the form is for all, and its title says so.
    let all = || row.recurs || !row.recurrence_id.is_empty();
    let scope = scope.or(which.as_ref().map(|_| "this".to_owned())).or_else(|| all().then(|| "all".to_owned()));
    let call = call.put("occurrence", which).put("scope", scope);
    let home = context.zone();
    let times = [("start", start_word(&event.start, home)), ("end", end_word(&event.end, home))];
    let call = times.into_iter().fold(call.with("title", &event.title), |call, (name, word)| call.with(name, word));
    event_fields(call, &event, owner, context)
}

/// What adding and changing an event have in common but its title and times.
fn event_fields(call: Call, event: &Event, client: Option<i64>, context: &Context<'_>) -> Result<Call> {
    let rule = match event.repeat.rules.as_slice() {
        [one] => Some(write_rule(one)),
        _ => None,
    };
    let lead = lead(event).filter(|leads| leads.iter().all(|lead| lead % 60 == 0)).map(|leads| write_leads(&leads));
    Ok(call
        .put("repeat", rule)
        .put("client", client_code(client, context)?)
        .text_of("location", &event.location)
        .put("url", event.url.clone())
        .put("remind", lead)
        .text_of("note", &event.description))
}

fn again(call: Call, row: &EventRow, at: &str, context: &Context<'_>) -> Result<Call> {
    let (event, client) =
        if at.is_empty() { (row.event()?, row.client) } else { of_series(context, row, Some(at), Some("this"))? };
    // Typed in the zone that the event is kept in, so that a series follows the same clock.
    let home = context.zone();
    let zone = event.start.zone(home);
    let foreign = !event.start.is_date() && zone.name() != home.name() && !zone.name().starts_with("posix:");
    let typed_in = if foreign { &zone } else { home };
    let time = |moment: &Moment, word: fn(&Moment, &Zone) -> String| {
        if moment.is_date() { word(moment, home) } else { write_time(moment.instant(home), typed_in) }
    };
    let call = call
        .with("title", &event.title)
        .with("start", time(&event.start, start_word))
        .with("end", time(&event.end, end_word))
        .put("zone", foreign.then(|| zone.name().to_owned()));
    event_fields(call, &event, client, context)
}
