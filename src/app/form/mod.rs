//! A record as the words that would be typed for it: what a form shows before anything is changed.
//!
//! A value is written as its field reads it, whatever the day and wherever one is; running the
//! words of [`present`] as they are changes nothing.

mod again;

pub use self::again::{
    again, agreement_again, client_again, entry_again, event_again, rate_again, service_again, task_again,
};

use super::action::{Action, Shape};
use super::calendar::{end_word, lead, occurrence as of_series, start_word};
use super::call::Call;
use super::clients::{Whose, currency_of, home_currency, rate_on};
use super::context::Context;
use super::grammar::clock::write_time;
use super::grammar::date::write_date;
use super::grammar::duration::write_duration;
use super::grammar::lead::write_leads;
use super::grammar::repeat::write_rule;
use super::input::{AgreementId, ClientName, EntryId, EventId, Input, RateId, ServiceName, TaskId};
use super::list;
use super::tasks::{TaskEvery, level_word};
use super::views::money::currency as currency_called;
use crate::domain::event::Event;
use crate::domain::money::{Currency, decimal, milli_in, milli_plain};
use crate::domain::time::hours_minutes;
use crate::error::{Error, Result};
use crate::store::{Agreement, Client, Entry, EventRow, Kind, Rate, Service, Task, Terms};

/// The call with which a record, as it stands, would be typed for an action that changes it.
///
/// `id` is the word that names it: a number, or the code of a client or a service; which occurrence of a series is
/// meant, and how far the change is to reach, says `call`. A value that is not there has no word.
pub fn present(call: &Call, id: &str, context: &Context<'_>) -> Result<Call> {
    let present = call.action.present.ok_or_else(|| {
        Error::problem(format!("'{}' has no form for a record that is there already", call.action.name))
    })?;
    present(call, id, context)
}

/// An entry for `entry edit`, by its number.
pub fn of_entry(call: &Call, id: &str, context: &Context<'_>) -> Result<Call> {
    entry(call.action, &named::<EntryId>("id", id, context)?.0, context)
}

/// A task for `task edit`, by its number.
pub fn of_task(call: &Call, id: &str, context: &Context<'_>) -> Result<Call> {
    let row = named::<TaskId>("id", id, context)?.0;
    task(Call::new(call.action).with("id", row.id.to_string()), &row, context)
}

/// A client for `client edit`, by its code.
pub fn of_client(call: &Call, id: &str, context: &Context<'_>) -> Result<Call> {
    client(call.action, &named::<ClientName>("client", id, context)?.0, context)
}

/// A service for `service edit`, by its code.
pub fn of_service(call: &Call, id: &str, context: &Context<'_>) -> Result<Call> {
    service(call.action, &named::<ServiceName>("service", id, context)?.0, context)
}

/// An agreement's terms for `agreement change`, by its number.
pub fn of_agreement(call: &Call, id: &str, context: &Context<'_>) -> Result<Call> {
    terms(call.action, &named::<AgreementId>("id", id, context)?.0, context)
}

/// An event for `event edit`, by its number.
pub fn of_event(call: &Call, id: &str, context: &Context<'_>) -> Result<Call> {
    event(call, &named::<EventId>("id", id, context)?.0, context)
}

/// A rate for `rate set`, by its number.
pub fn of_rate(call: &Call, id: &str, context: &Context<'_>) -> Result<Call> {
    rate(call.action, &RateId::read(id, context)?.0, context)
}

/// Reads the word that names a record; an error is of that field.
fn named<T: Input>(field: &'static str, word: &str, context: &Context<'_>) -> Result<T> {
    T::read(word, context).map_err(|error| error.in_field(field))
}

/// How a record differs from what it was, field by field, but for those that are told otherwise: `currency USD`,
/// `domains: c.example instead of a.example`.
pub fn changes(was: &Call, is: &Call, told: &[&str]) -> Vec<String> {
    let fields = is.action.fields.iter().filter(|f| !told.contains(&f.name) && was.get(f.name) != is.get(f.name));
    let say = |field: &super::action::Field| match (field.shape, is.text(field.name)) {
        (Shape::Many, _) => list::change(field.name, was.get(field.name), is.get(field.name)),
        (_, Some(_)) if field.long => format!("{} changed", field.name),
        (_, new) => format!("{} {}", field.name, new.unwrap_or_else(|| "none".to_owned())),
    };
    fields.map(say).collect()
}

impl Call {
    /// The same call with a word for a field, if there is one.
    #[must_use]
    fn put(self, name: &'static str, word: Option<String>) -> Self {
        match word {
            Some(word) => self.with(name, word),
            None => self,
        }
    }

    /// The same call with a text, if it is not empty.
    #[must_use]
    fn text_of(self, name: &'static str, text: &str) -> Self {
        if text.is_empty() { self } else { self.with(name, text) }
    }

    /// The same call with each word of a text for a field that is given several times.
    #[must_use]
    fn each(self, name: &'static str, text: &str) -> Self {
        text.split_whitespace().fold(self, |call, word| call.with(name, word))
    }

    /// The same call with yes or no, or with a flag that is set.
    #[must_use]
    fn yes(self, name: &'static str, yes: bool) -> Self {
        let is_flag = self.action.fields.iter().any(|f| f.name == name && f.shape == Shape::Flag);
        match (is_flag, yes) {
            (true, true) => self.with(name, ""),
            (true, false) => self,
            (false, yes) => self.with(name, if yes { "yes" } else { "no" }),
        }
    }
}

/// An amount in minor units as it is typed.
fn amount(minor: i64, client: &Client) -> String {
    decimal(minor, Currency::get(&client.currency).map_or(2, Currency::decimals))
}

fn client_code(id: Option<i64>, context: &Context<'_>) -> Result<Option<String>> {
    Ok(id.map(|id| context.db.get::<Client>(id)).transpose()?.map(|c| c.code))
}

fn service_code(id: Option<i64>, context: &Context<'_>) -> Result<Option<String>> {
    Ok(id.map(|id| context.db.get::<Service>(id)).transpose()?.map(|s| s.code))
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
        .put("rate", entry.rate.map(|r| amount(r, &owner))))
}

/// Minutes where a plain number is minutes, too: there a zero can be said.
fn minutes(minutes: i64) -> String {
    if minutes == 0 { "0".to_owned() } else { hours_minutes(minutes) }
}

/// The fields that adding and changing a task have in common.
fn task(call: Call, task: &Task, context: &Context<'_>) -> Result<Call> {
    let due = task.due_at.map(|at| write_time(at, context.zone())).or(task.due_date.map(write_date));
    Ok(call
        .with("title", &task.title)
        .put("client", client_code(task.client, context)?)
        .put("service", service_code(task.service, context)?)
        .put("due", due)
        .put("wait", task.wait_until.map(write_date))
        .with("priority", level_word(task.priority))
        .yes("rush", task.rush)
        .put("estimate", task.estimate.map(hours_minutes))
        .text_of("note", &task.note)
        .each("tag", &task.tags)
        .put("every", task.repeat.as_ref().map(|rule| TaskEvery::word(rule, task.repeat_from.as_deref())))
        .text_of("checklist", &task.checklist))
}

fn client(action: &'static Action, client: &Client, context: &Context<'_>) -> Result<Call> {
    let call = Call::new(action).with("client", &client.code).with("code", &client.code);
    client_fields(call, client, context)
}

/// The fields that adding and changing a client have in common.
fn client_fields(call: Call, client: &Client, context: &Context<'_>) -> Result<Call> {
    let rate = rate_on(context.db, &Whose::client(client.id), context.today())?;
    let currency = currency_called(&client.currency);
    Ok(call
        .with("name", &client.name)
        .put("zone", client.zone.clone())
        .with("currency", &client.currency)
        .put("rate", rate.map(|r| milli_in(r.milli, currency)))
        .put("rounding", client.rounding.clone())
        .put("minimum", client.minimum.map(|m| m.to_string()))
        .with("rush-percent", client.rush_percent.to_string())
        .put("hours", client.hours.clone())
        .text_of("email", &client.email)
        .each("domain", &client.domains)
        .each("alias", &client.aliases)
        .text_of("note", &client.note))
}

fn service(action: &'static Action, service: &Service, context: &Context<'_>) -> Result<Call> {
    let call = Call::new(action).with("service", &service.code).with("code", &service.code);
    service_fields(call, service, context)
}

fn service_fields(call: Call, service: &Service, context: &Context<'_>) -> Result<Call> {
    let currency = home_currency(context);
    let rate = rate_on(context.db, &Whose::anyone(Some(service.id), currency), context.today())?;
    Ok(call.with("name", &service.name).put("rate", rate.map(|r| milli_in(r.milli, currency))))
}

fn rate(action: &'static Action, rate: &Rate, context: &Context<'_>) -> Result<Call> {
    let currency = currency_of(context.db, rate)?;
    Ok(Call::new(action)
        .with("amount", currency.map_or_else(|| milli_plain(rate.milli), |c| milli_in(rate.milli, c)))
        .put("client", client_code(rate.client, context)?)
        .put("service", service_code(rate.service, context)?)
        .put("currency", rate.currency.clone())
        .with("from", write_date(rate.valid_from)))
}

/// The terms of a retainer as they stand when the next cycle begins: from then on they can change.
fn terms(action: &'static Action, row: &Agreement, context: &Context<'_>) -> Result<Call> {
    if row.which() == Kind::Block {
        return Err(super::agreements::no_versions());
    }
    let from = next_cycle(row, context)?;
    let versions = context.db.terms_of(row.id)?;
    let version = versions.iter().rev().find(|t| t.valid_from <= from).or(versions.first());
    let version = version.ok_or_else(|| Error::problem("an agreement needs terms"))?;
    let call = Call::new(action).with("id", row.id.to_string()).with("from", write_date(from));
    terms_fields(call, version, &context.db.get(row.client)?, context)
}

/// The first day of the cycle after today's, or of the first if that is still to come.
fn next_cycle(row: &Agreement, context: &Context<'_>) -> Result<chrono::NaiveDate> {
    let book = context.db.book(row.client)?;
    let today = context.today();
    let next = book.retainer(row.id).map(|r| r.cycle_at(today).end);
    Ok(next.filter(|_| row.starts_on <= today).unwrap_or(row.starts_on))
}

fn terms_fields(call: Call, terms: &Terms, client: &Client, context: &Context<'_>) -> Result<Call> {
    Ok(call
        .with("hours", hours_minutes(terms.minutes))
        .with("fee", amount(terms.fee, client))
        .with("rollover", &terms.rollover)
        .put("cap", terms.cap.clone())
        .put("life", terms.life.map(|l| l.to_string()))
        .with("order", &terms.draw_order)
        .put("overage-rate", terms.overage_rate.map(|r| amount(r, client)))
        .with("counts", &terms.counts)
        .put("services", service_codes(terms.services.as_deref(), context)?)
        .with("rush-burns", &terms.rush_burns)
        .put("rounding", terms.rounding.clone()))
}

/// Ids by spaces as codes by commas.
fn service_codes(ids: Option<&str>, context: &Context<'_>) -> Result<Option<String>> {
    let Some(ids) = ids else { return Ok(None) };
    let mut codes = Vec::new();
    for id in ids.split_whitespace().filter_map(|id| id.parse().ok()) {
        codes.push(context.db.get::<Service>(id)?.code);
    }
    Ok(Some(codes.join(",")))
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
