//! Clients, services and rates.

use chrono::NaiveDate;

use super::action::is_none;
use super::calendar::{claim, claimed};
use super::call::Args;
use super::input::{
    ClientName, CurrencyCode, Least, NearDay, NewCode, OfficeHours, Percent, Price, RoundingRule, ServiceName, Text,
    Title, ZoneName,
};
use super::report::Done;
use crate::domain::money::{Currency, Money, exact_minor, milli_text, milli_to_minor};
use crate::error::{Error, Result};
use crate::store::{Client, Rate, Reads, Service, Tx};

/// The day from which a rate typed with a new client or service holds: always.
fn always() -> NaiveDate {
    NaiveDate::from_ymd_opt(1970, 1, 1).unwrap_or_default()
}

/// Adds a client.
pub fn add(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let code = args.need::<NewCode>("code")?.0;
    if let Some(old) = tx.client_by_code(&code)? {
        let hint =
            if old.archived_at.is_some() { " (archived: 'client archive CODE --undo' brings it back)" } else { "" };
        return Err(Error::at("code", format!("'{code}' is {} already{hint}", old.name)));
    }
    check_alias(tx, &code, 0)?;
    let mut client = Client {
        id: 0,
        name: code.clone(),
        code,
        zone: None,
        currency: args.context.config.currency.clone(),
        rounding: None,
        minimum: None,
        rush_percent: 150,
        hours: None,
        email: String::new(),
        domains: String::new(),
        aliases: String::new(),
        note: String::new(),
        archived_at: None,
    };
    fill(tx, args, &mut client)?;
    let id = tx.insert(&client)?;
    let mut said = format!("added client {} ({})", client.name, client.code);
    if let Some(rate) = args.get::<Price>("rate")? {
        check_decimals(&rate, &client)?;
        tx.insert(&Rate { id: 0, client: Some(id), service: None, valid_from: always(), milli: rate.0 })?;
        said = format!("{said} at {}/h", rate_text(rate.0, &client));
    }
    client.id = id;
    said.push_str(&claimed(claim(tx, &client, None)?));
    let mut done = Done::new(said, id);
    done.more.push(("code", client.code.into()));
    Ok(done)
}

fn fill(tx: &Tx<'_>, args: &Args<'_>, client: &mut Client) -> Result<()> {
    if let Some(name) = args.get::<Title>("name")? {
        Text(name.0).put(&mut client.name);
    }
    if let Some(zone) = args.or_none::<ZoneName>("zone")? {
        client.zone = zone.map(|z| z.0.name().to_owned());
    }
    if let Some(currency) = args.get::<CurrencyCode>("currency")? {
        client.currency = currency.0.code().to_owned();
    }
    if let Some(rule) = args.or_none::<RoundingRule>("rounding")? {
        client.rounding = rule.map(|r| r.0.to_string());
    }
    if let Some(minimum) = args.or_none::<Least>("minimum")? {
        client.minimum = minimum.map(|m| m.0);
        if client.minimum.is_some_and(|m| !(0..=1440).contains(&m)) {
            return Err(Error::at("minimum", "is at most 24 h"));
        }
    }
    if let Some(percent) = args.get::<Percent>("rush-percent")? {
        client.rush_percent = percent.0;
    }
    if let Some(hours) = args.or_none::<OfficeHours>("hours")? {
        client.hours = hours.map(|h| h.0.to_string());
    }
    for (name, slot) in [("email", &mut client.email), ("note", &mut client.note)] {
        if let Some(text) = args.get::<Text>(name)? {
            if is_none(&text.0) { slot.clear() } else { text.put(slot) }
        }
    }
    for (name, slot) in [("domain", &mut client.domains), ("alias", &mut client.aliases)] {
        if let Some(words) = args.many_or_none::<Text>(name)? {
            let words: Vec<String> = words.into_iter().map(|t| t.0.to_lowercase().replace(',', " ")).collect();
            *slot = words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }
    // An alias that somebody else answers to would make typed names mean two things.
    for alias in client.aliases.split_whitespace() {
        let taken =
            |c: &Client| c.id != client.id && (c.code == alias || c.aliases.split_whitespace().any(|a| a == alias));
        if let Some(other) = tx.clients()?.into_iter().find(taken) {
            return Err(Error::at("alias", format!("'{alias}' already stands for {}", other.name)));
        }
    }
    Ok(())
}

/// Refuses a code that another client is called by already.
fn check_alias(tx: &Tx<'_>, code: &str, of: i64) -> Result<()> {
    let called = |c: &Client| c.id != of && c.aliases.split_whitespace().any(|a| a == code);
    match tx.clients()?.into_iter().find(called) {
        Some(other) => Err(Error::at("code", format!("'{code}' already stands for {}", other.name))),
        None => Ok(()),
    }
}

fn check_decimals(rate: &Price, client: &Client) -> Result<()> {
    let Some(currency) = Currency::get(&client.currency) else { return Ok(()) };
    rate.minor(currency).map(|_| ()).map_err(|e| e.in_field("rate"))
}

/// Changes a client.
pub fn edit(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let mut client = args.need::<ClientName>("client")?.0;
    let old = client.clone();
    if let Some(code) = args.get::<NewCode>("code")? {
        if code.0 != client.code && tx.client_by_code(&code.0)?.is_some() {
            return Err(Error::at("code", format!("'{}' is another client's", code.0)));
        }
        check_alias(tx, &code.0, client.id)?;
        client.code = code.0;
    }
    fill(tx, args, &mut client)?;
    let has_open = || Ok::<_, Error>(tx.due()?.iter().any(|d| d.client == client.id && d.open > 0));
    if client.currency != old.currency && (!tx.agreements_of(client.id)?.is_empty() || has_open()?) {
        return Err(Error::at(
            "currency",
            format!(
                "{} has unbilled time or agreements in {}: amounts would change their meaning",
                client.name, old.currency
            ),
        ));
    }
    let decimals = |client: &Client| Currency::get(&client.currency).map(Currency::decimals);
    if decimals(&client) != decimals(&old) && tx.rates_for(client.id)?.iter().any(|r| r.client == Some(client.id)) {
        let what = format!("{} has rates in {}: delete them first, with 'rate rm'", client.name, old.currency);
        return Err(Error::at("currency", what));
    }
    tx.update(&client)?;
    if let Some(rate) = args.get::<Price>("rate")? {
        check_decimals(&rate, &client)?;
        change_rate(tx, Some(client.id), None, rate.0)?;
    }
    let found = claimed(claim(tx, &client, Some(&old))?);
    Ok(Done::new(format!("changed client {} ({}){found}", client.name, client.code), client.id))
}

/// Archives a client, or brings it back.
pub fn archive(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let mut client = args.need::<ClientName>("client")?.0;
    let back = args.flag("undo");
    if client.archived_at.is_some() != back {
        return Err(Error::problem(format!("{} is {}archived", client.name, if back { "not " } else { "already " })));
    }
    if !back && tx.running()?.is_some_and(|e| e.client == client.id) {
        return Err(Error::problem(format!("the timer runs for {}: stop it first", client.name)));
    }
    client.archived_at = (!back).then_some(tx.now);
    tx.update(&client)?;
    Ok(Done::new(format!("{} client {}", if back { "brought back" } else { "archived" }, client.name), client.id))
}

/// Adds a service.
pub fn add_service(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let code = args.need::<NewCode>("code")?.0;
    if let Some(old) = tx.service_by_code(&code)? {
        return Err(Error::at("code", format!("'{code}' is {} already", old.name)));
    }
    let name = args.get::<Title>("name")?.map_or_else(|| code.clone(), |n| n.0);
    let id = tx.insert(&Service { id: 0, code: code.clone(), name: name.clone(), archived_at: None })?;
    let mut said = format!("added service {name} ({code})");
    if let Some(rate) = args.get::<Price>("rate")? {
        tx.insert(&Rate { id: 0, client: None, service: Some(id), valid_from: always(), milli: rate.0 })?;
        said = format!("{said} at {}/h", milli_text(rate.0));
    }
    let mut done = Done::new(said, id);
    done.more.push(("code", code.into()));
    Ok(done)
}

/// Changes a service.
pub fn edit_service(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let mut service = args.need::<ServiceName>("service")?.0;
    if let Some(code) = args.get::<NewCode>("code")? {
        if code.0 != service.code && tx.service_by_code(&code.0)?.is_some() {
            return Err(Error::at("code", format!("'{}' is another service's", code.0)));
        }
        service.code = code.0;
    }
    if let Some(name) = args.get::<Title>("name")? {
        Text(name.0).put(&mut service.name);
    }
    tx.update(&service)?;
    if let Some(rate) = args.get::<Price>("rate")? {
        change_rate(tx, None, Some(service.id), rate.0)?;
    }
    Ok(Done::new(format!("changed service {} ({})", service.name, service.code), service.id))
}

/// Archives a service, or brings it back.
pub fn archive_service(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let mut service = args.need::<ServiceName>("service")?.0;
    let back = args.flag("undo");
    if service.archived_at.is_some() != back {
        return Err(Error::problem(format!("{} is {}archived", service.name, if back { "not " } else { "already " })));
    }
    service.archived_at = (!back).then_some(tx.now);
    tx.update(&service)?;
    Ok(Done::new(format!("{} service {}", if back { "brought back" } else { "archived" }, service.name), service.id))
}

/// Sets a rate from a date on.
pub fn set_rate(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let price = args.need::<Price>("amount")?;
    let client = args.get::<ClientName>("client")?.map(|c| c.0);
    let service = args.get::<ServiceName>("service")?.map(|s| s.0);
    let from = args.get::<NearDay>("from")?.map(|d| d.0);
    if let Some(client) = &client {
        check_decimals(&price, client)?;
    }
    let (of, on) = (client.as_ref().map(|c| c.id), service.as_ref().map(|s| s.id));
    let known = tx.rates()?.into_iter().any(|r| r.client == of && r.service == on);
    // The first rate of its kind holds for what was already worked, unless a date is said.
    let from = from.unwrap_or(if known { tx.setting().zone.date(tx.now) } else { always() });
    let id = put_rate(tx, of, on, from, price.0)?;
    let what = match (&service, &client) {
        (Some(s), Some(c)) => format!("{} for {}", s.name, c.name),
        (Some(s), None) => s.name.clone(),
        (None, Some(c)) => c.name.clone(),
        (None, None) => "everything else".to_owned(),
    };
    let since = if from == always() { String::new() } else { format!(" from {}", from.format("%-d %b %Y")) };
    let rate = client.map_or_else(|| milli_text(price.0), |c| rate_text(price.0, &c));
    Ok(Done::new(format!("rate {rate}/h for {what}{since}"), id))
}

/// Adds a rate, or changes the one that begins on the same day.
fn put_rate(tx: &Tx<'_>, client: Option<i64>, service: Option<i64>, valid_from: NaiveDate, milli: i64) -> Result<i64> {
    let same =
        tx.rates()?.into_iter().find(|r| r.client == client && r.service == service && r.valid_from == valid_from);
    match same {
        Some(mut rate) => {
            rate.milli = milli;
            tx.update(&rate)?;
            Ok(rate.id)
        }
        None => tx.insert(&Rate { id: 0, client, service, valid_from, milli }),
    }
}

/// The rate of exactly this client and service that is in force on a day.
pub fn rate_on(db: &Reads, client: Option<i64>, service: Option<i64>, on: NaiveDate) -> Result<Option<Rate>> {
    let fits = |r: &Rate| r.client == client && r.service == service && r.valid_from <= on;
    Ok(db.rates()?.into_iter().filter(fits).max_by_key(|r| (r.valid_from, r.id)))
}

/// Sets a rate from today on, unless it is that already.
fn change_rate(tx: &Tx<'_>, client: Option<i64>, service: Option<i64>, milli: i64) -> Result<()> {
    let today = tx.setting().zone.date(tx.now);
    if rate_on(tx, client, service, today)?.is_none_or(|r| r.milli != milli) {
        put_rate(tx, client, service, today, milli)?;
    }
    Ok(())
}

/// Takes a rate away.
pub fn remove_rate(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let id = args.need::<super::input::Count>("id")?.0;
    let rate: Rate = tx.get(id)?;
    tx.delete::<Rate>(id)?;
    Ok(Done::new(format!("deleted rate {id}: {}/h from {}", milli_text(rate.milli), rate.valid_from), id))
}

/// `45.00 EUR`, `3000 JPY`: with the decimals that the client's currency has.
fn rate_text(milli: i64, client: &Client) -> String {
    match Currency::get(&client.currency) {
        Some(currency) => Money::new(milli_to_minor(milli, currency), currency).to_string(),
        None => milli_text(milli),
    }
}

/// An amount of a client in its own currency, exact.
pub fn exact(client: &Client, milli: i64, field: &'static str) -> Result<i64> {
    let currency = Currency::get(&client.currency).ok_or_else(|| Error::problem("the client's currency is unknown"))?;
    exact_minor(milli, currency)
        .ok_or_else(|| Error::at(field, format!("{} has more decimals than {currency} has", milli_text(milli))))
}
