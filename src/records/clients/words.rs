//! Clients, services and rates as the words that would be typed for them.

use crate::records::clients::rates::RateId;
use crate::records::clients::{billing, import_names};
use serde_json::Value;

use crate::command::action::Action;
use crate::command::call::Call;
use crate::command::context::Context;
use crate::command::form::named;
use crate::command::grammar::date::write_date;
use crate::command::input::Input;
use crate::domain::hue::Hue;
use crate::domain::money::{Currency, decimal, milli_in, milli_plain};
use crate::error::Result;
use crate::records::clients::rates::{Whose, currency_of, home_currency, rate_on};
use crate::records::kind::{client_of, for_client};
use crate::records::names::{ClientName, ServiceName};
use crate::store::{Client, Rate, Reads, Service};

/// A client for `client edit`, by its code.
pub fn of_client(call: &Call, id: &str, context: &Context<'_>) -> Result<Call> {
    client(call.action, &named::<ClientName>("client", id, context)?.0, context)
}

/// A service for `service edit`, by its code.
pub fn of_service(call: &Call, id: &str, context: &Context<'_>) -> Result<Call> {
    service(call.action, &named::<ServiceName>("service", id, context)?.0, context)
}

/// A rate for `rate set`, by its number.
pub fn of_rate(call: &Call, id: &str, context: &Context<'_>) -> Result<Call> {
    rate(call.action, &RateId::read(id, context)?.0, context)
}

/// A client for `client add`, by its code.
pub fn client_again(action: &'static Action, id: &str, _: &str, context: &Context<'_>) -> Result<Call> {
    client_fields(Call::new(action), &ClientName::read(id, context)?.0, context)
}

/// A service for `service add`, by its code.
pub fn service_again(action: &'static Action, id: &str, _: &str, context: &Context<'_>) -> Result<Call> {
    service_fields(Call::new(action), &ServiceName::read(id, context)?.0, context)
}

/// A rate for `rate set`, by its number.
pub fn rate_again(action: &'static Action, id: &str, _: &str, context: &Context<'_>) -> Result<Call> {
    rate(action, &RateId::read(id, context)?.0, context)
}

/// An amount in minor units as it is typed.
pub(crate) fn amount(minor: i64, client: &Client) -> String {
    decimal(minor, client.currency.decimals())
}

pub(crate) fn client_code(id: Option<i64>, context: &Context<'_>) -> Result<Option<String>> {
    Ok(id.map(|id| context.db.get::<Client>(id)).transpose()?.map(|c| c.code))
}

pub(crate) fn service_code(id: Option<i64>, context: &Context<'_>) -> Result<Option<String>> {
    Ok(id.map(|id| context.db.get::<Service>(id)).transpose()?.map(|s| s.code))
}

/// Ids by spaces as codes by commas.
pub(crate) fn service_codes(ids: Option<&str>, context: &Context<'_>) -> Result<Option<String>> {
    let Some(ids) = ids else { return Ok(None) };
    let mut codes = Vec::new();
    for id in ids.split_whitespace().filter_map(|id| id.parse().ok()) {
        codes.push(context.db.get::<Service>(id)?.code);
    }
    Ok(Some(codes.join(",")))
}

fn client(action: &'static Action, client: &Client, context: &Context<'_>) -> Result<Call> {
    let call = Call::new(action).with("client", &client.code).with("code", &client.code);
    let call = client_fields(call, client, context)?
        .put("colour", client.colour.and_then(Hue::of_number).map(|hue| hue.to_string()));
    let call = import_names::words(call, &import_names::of(context.db, client.id)?);
    Ok(billing::words(call, &context.db.billing_of(client.id)?))
}

/// The fields that adding and changing a client have in common.
fn client_fields(call: Call, client: &Client, context: &Context<'_>) -> Result<Call> {
    let rate = rate_on(context.db, &Whose::client(client.id), context.today())?;
    let currency = client.currency;
    Ok(call
        .with("name", &client.name)
        .put("zone", client.zone.clone())
        .with("currency", client.currency.code())
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
    let call = call.with("name", &service.name).put("rate", rate.map(|r| milli_in(r.milli, currency)));
    Ok(call.text_of("tax", &service.tax))
}

fn rate(action: &'static Action, rate: &Rate, context: &Context<'_>) -> Result<Call> {
    let currency = currency_of(context.db, rate)?;
    Ok(Call::new(action)
        .with("amount", currency.map_or_else(|| milli_plain(rate.milli), |c| milli_in(rate.milli, c)))
        .put("client", client_code(rate.client, context)?)
        .put("service", service_code(rate.service, context)?)
        .put("currency", rate.currency.map(|currency| currency.to_string()))
        .with("from", write_date(rate.valid_from)))
}

/// What a deleted rate was, by its image in the history.
pub fn rate_called(db: &Reads, image: &Value) -> String {
    let own = image["currency"].as_str().and_then(Currency::get);
    let currency = own.or_else(|| client_of(db, image).map(|client| client.currency));
    let milli = image["milli"].as_i64().unwrap_or(0);
    let amount = currency.map_or_else(|| milli_plain(milli), |currency| milli_in(milli, currency));
    for_client(db, image, format!("{amount} an hour"))
}
