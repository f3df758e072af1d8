//! The call that would make a record again: what the key for a copy begins with.

use super::{amount, task, terms_fields};
use super::{client_code, client_fields, event_fields, minutes, rate, service_code, service_codes, service_fields};
use crate::app::action::Action;
use crate::app::calendar::{end_word, occurrence, start_word};
use crate::app::call::Call;
use crate::app::context::Context;
use crate::app::grammar::clock::write_time;
use crate::app::grammar::date::write_date;
use crate::app::grammar::duration::write_duration;
use crate::app::input::{AgreementId, ClientName, EntryId, EventId, Input, RateId, ServiceName, TaskId};
use crate::domain::event::Moment;
use crate::domain::time::hours_minutes;
use crate::domain::zone::Zone;
use crate::error::{Error, Result};
use crate::store::{Agreement, Client, Entry, EventRow, Kind};

/// The call that would make such a record again, for an action that adds one.
///
/// Work is logged again by its duration, today. Of a series it is the one occurrence that is copied. A code, which only
/// one can have, is left out.
pub fn again(action: &'static Action, id: &str, occurrence: &str, context: &Context<'_>) -> Result<Call> {
    let again = action.again.ok_or_else(|| Error::problem(format!("'{}' makes no copies", action.name)))?;
    again(action, id, occurrence, context)
}

/// An entry for `log`, by its number.
pub fn entry_again(action: &'static Action, id: &str, _: &str, context: &Context<'_>) -> Result<Call> {
    entry(Call::new(action), &EntryId::read(id, context)?.0, context)
}

/// A task for `task add`, by its number.
pub fn task_again(action: &'static Action, id: &str, _: &str, context: &Context<'_>) -> Result<Call> {
    task(Call::new(action), &TaskId::read(id, context)?.0, context)
}

/// An event for `event add`, by its number and which of a series it is.
pub fn event_again(action: &'static Action, id: &str, occurrence: &str, context: &Context<'_>) -> Result<Call> {
    event(Call::new(action), &EventId::read(id, context)?.0, occurrence, context)
}

/// A client for `client add`, by its code.
pub fn client_again(action: &'static Action, id: &str, _: &str, context: &Context<'_>) -> Result<Call> {
    client_fields(Call::new(action), &ClientName::read(id, context)?.0, context)
}

/// A service for `service add`, by its code.
pub fn service_again(action: &'static Action, id: &str, _: &str, context: &Context<'_>) -> Result<Call> {
    service_fields(Call::new(action), &ServiceName::read(id, context)?.0, context)
}

/// An agreement for `agreement add`, by its number.
pub fn agreement_again(action: &'static Action, id: &str, _: &str, context: &Context<'_>) -> Result<Call> {
    agreement(Call::new(action), &AgreementId::read(id, context)?.0, context)
}

/// A rate for `rate set`, by its number.
pub fn rate_again(action: &'static Action, id: &str, _: &str, context: &Context<'_>) -> Result<Call> {
    rate(action, &RateId::read(id, context)?.0, context)
}

/// The longest work that is logged without `--force`, in seconds.
const LONGEST: i64 = 24 * 3600;

fn entry(call: Call, entry: &Entry, context: &Context<'_>) -> Result<Call> {
    let seconds = entry.seconds.ok_or_else(|| Error::problem("that timer still runs: stop it first"))?;
    let call = call.put("client", client_code(Some(entry.client), context)?).with("span", write_duration(seconds));
    // Without a word for it the note would be the task's title.
    let call = if entry.task.is_some() { call.with("note", &entry.note) } else { call.text_of("note", &entry.note) };
    Ok(call
        .put("service", service_code(entry.service, context)?)
        .put("task", entry.task.map(|t| t.to_string()))
        .yes("rush", entry.rush)
        .yes("gift", entry.gift)
        .yes("no-bill", !entry.billable)
        .put("bill-as", entry.bill_as.map(minutes))
        .each("tag", &entry.tags)
        .yes("force", seconds > LONGEST))
}

fn event(call: Call, row: &EventRow, at: &str, context: &Context<'_>) -> Result<Call> {
    let (event, client) =
        if at.is_empty() { (row.event()?, row.client) } else { occurrence(context, row, Some(at), Some("this"))? };
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

fn agreement(call: Call, row: &Agreement, context: &Context<'_>) -> Result<Call> {
    let client: Client = context.db.get(row.client)?;
    let call = call.with("client", &client.code).with("kind", &row.kind).with("start", write_date(row.starts_on));
    if row.which() == Kind::Block {
        return Ok(call
            .put("hours", row.minutes.map(hours_minutes))
            .put("price", row.price.map(|p| amount(p, &client)))
            .put("services", service_codes(row.services.as_deref(), context)?)
            .put("last-day", row.ends_on.map(write_date)));
    }
    let call = call
        .put("anchor", row.anchor.map(write_date))
        .put("every", row.every.clone())
        .put("first", row.first_cycle.clone());
    let versions = context.db.terms_of(row.id)?;
    let latest = versions.last().ok_or_else(|| Error::problem("an agreement needs terms"))?;
    terms_fields(call, latest, &client, context)
}
