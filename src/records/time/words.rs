//! Entries as the words that would be typed for them.

use serde_json::Value;

use crate::command::action::Action;
use crate::command::call::Call;
use crate::command::context::Context;
use crate::command::form::{minutes, named};
use crate::command::grammar::clock::write_time;
use crate::command::grammar::date::write_date;
use crate::command::grammar::duration::write_duration;
use crate::command::input::Input;
use crate::domain::time::hours_minutes;
use crate::error::{Error, Result};
use crate::records::clients::words::{amount, client_code, service_code};
use crate::records::kind::{for_client, text_of};
use crate::records::names::EntryId;
use crate::store::{Client, Entry, Reads};

/// An entry for `entry edit`, by its number.
pub fn of_entry(call: &Call, id: &str, context: &Context<'_>) -> Result<Call> {
    entry(call.action, &named::<EntryId>("id", id, context)?.0, context)
}

/// An entry for `log`, by its number.
pub fn entry_again(action: &'static Action, id: &str, _: &str, context: &Context<'_>) -> Result<Call> {
    logged(Call::new(action), &EntryId::read(id, context)?.0, context)
}

fn entry(action: &'static Action, entry: &Entry, context: &Context<'_>) -> Result<Call> {
    let owner: Client = context.db.get(entry.client)?;
    let time = |at| write_time(at, context.zone());
    let call = Call::new(action)
        .with("id", entry.id.to_string())
        .with("client", &owner.code)
        .put("service", service_code(entry.service, context)?)
        .put("task", entry.task.map(|t| t.to_string()))
        .text_of("note", &entry.note)
        .each("tag", &entry.tags)
        .put("start", entry.started_at.map(time))
        .put("end", entry.ended_at.map(time));
    let call = if entry.started_at.is_some() {
        call
    } else {
        call.put("duration", entry.seconds.map(write_duration)).with("date", write_date(entry.date))
    };
    Ok(call
        .yes("rush", entry.rush)
        .yes("billable", entry.billable)
        .yes("gift", entry.gift)
        .put("bill-as", entry.bill_as.map(minutes))
        .put("rate", entry.rate.map(|r| amount(r, &owner)))
        .put("billed-elsewhere", entry.elsewhere.as_deref().map(|n| if n.is_empty() { "yes" } else { n }.to_owned())))
}

/// The longest work that is logged without `--force`, in seconds.
const LONGEST: i64 = 24 * 3600;

fn logged(call: Call, entry: &Entry, context: &Context<'_>) -> Result<Call> {
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

/// What a deleted entry was, by its image in the history.
pub fn entry_called(db: &Reads, image: &Value) -> String {
    let long = image["seconds"].as_i64().map_or_else(|| "a timer".to_owned(), |s| hours_minutes(s / 60) + " h");
    let note = text_of(image, "note");
    let note = if note.is_empty() { note } else { format!(", {note}") };
    format!("{} on {}{note}", for_client(db, image, long), text_of(image, "date"))
}
