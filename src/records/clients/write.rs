//! Clients, services and rates.

use chrono::NaiveDate;

use crate::command::call::{Args, Call};
use crate::command::context::Context;
use crate::command::field::is_none;
use crate::command::form::{changes, present};
use crate::command::input::{
    CurrencyCode, Least, NearDay, OfficeHours, Percent, Price, RoundingRule, Text, Title, ZoneName,
};
use crate::command::list::read_names;
use crate::command::report::Done;
use crate::domain::money::{Currency, exact_minor, milli_in, milli_plain};
use crate::error::{Error, Result};
use crate::records::matching::{claim, claimed};
use crate::records::names::{ClientName, NewCode, RateId, ServiceName};
use crate::store::{Client, Rate, Reads, Service, Tx};

/// Words that mean something of their own wherever a code is typed.
pub const RESERVED: [&str; 4] = ["none", "all", "me", "skip"];

/// Refuses a word that has a meaning of its own as a name for something new.
fn check_free(field: &'static str, word: &str) -> Result<()> {
    if RESERVED.contains(&word) {
        return Err(Error::at(field, format!("'{word}' has a meaning of its own and can be no name: type another")));
    }
    Ok(())
}

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
    check_free("code", &code)?;
    // Of a client that is there already, 'none' takes all other names away.
    args.call.get("alias").iter().try_for_each(|alias| check_free("alias", alias.trim()))?;
    check_alias(tx, &code, 0)?;
    let mut client = Client {
        id: 0,
        name: code.clone(),
        code,
        zone: None,
        currency: args.context.config.currency,
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
        let currency = client.currency;
        check_decimals("rate", &rate, currency)?;
        put_rate(tx, Whose::client(id), always(), rate.0)?;
        said = format!("{said} at {}", rate_text(rate.0, currency));
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
        client.currency = currency.0;
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
    let known = client.aliases.clone();
    for (name, slot) in [("domain", &mut client.domains), ("alias", &mut client.aliases)] {
        if let Some(words) = args.list(name, slot, read_names)? {
            *slot = words;
        }
    }
    for alias in client.aliases.split_whitespace().filter(|a| !known.split_whitespace().any(|k| k == *a)) {
        check_free("alias", alias)?;
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

fn check_decimals(field: &'static str, rate: &Price, currency: Currency) -> Result<()> {
    rate.minor(currency).map(|_| ()).map_err(|e| e.in_field(field))
}

/// Changes a client.
pub fn edit(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let mut client = args.need::<ClientName>("client")?.0;
    let old = client.clone();
    let was = present(args.call, &old.code, &args.context)?;
    if let Some(code) = args.get::<NewCode>("code")? {
        if code.0 != client.code && tx.client_by_code(&code.0)?.is_some() {
            return Err(Error::at("code", format!("'{}' is another client's", code.0)));
        }
        if code.0 != client.code {
            check_free("code", &code.0)?;
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
    if client.currency.decimals() != old.currency.decimals()
        && tx.rates_for(client.id)?.iter().any(|r| r.client == Some(client.id))
    {
        let what = format!("{} has rates in {}: delete them first, with 'rate rm'", client.name, old.currency);
        return Err(Error::at("currency", what));
    }
    tx.update(&client)?;
    let currency = client.currency;
    let rate = args.get::<Price>("rate")?;
    if let Some(rate) = &rate {
        check_decimals("rate", rate, currency)?;
        change_rate(tx, Whose::client(client.id), rate.0)?;
    }
    let found = claimed(claim(tx, &client, Some(&old))?);
    let what = format!("client {} ({})", client.name, client.code);
    let is = present(args.call, &client.code, &args.context)?;
    Ok(Done::new(format!("{}{found}", changed(&what, &was, &is, rate.map(|r| r.0), currency)), client.id))
}

/// `changed client Acme (acme): currency USD; rate 70.00 USD/h from today`, or that nothing is another.
fn changed(what: &str, was: &Call, is: &Call, rate: Option<i64>, currency: Currency) -> String {
    if changes(was, is, &[]).is_empty() {
        return format!("{what} stays as it was");
    }
    // What it is called is told already.
    let mut parts = changes(was, is, &["client", "service", "code", "name", "rate"]);
    if let Some(rate) = rate.filter(|_| was.get("rate") != is.get("rate")) {
        parts.push(format!("rate {} from today", rate_text(rate, currency)));
    }
    if parts.is_empty() { format!("changed {what}") } else { format!("changed {what}: {}", parts.join("; ")) }
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
    check_free("code", &code)?;
    let name = args.get::<Title>("name")?.map_or_else(|| code.clone(), |n| n.0);
    let id = tx.insert(&Service { id: 0, code: code.clone(), name: name.clone(), archived_at: None })?;
    let mut said = format!("added service {name} ({code})");
    if let Some(rate) = args.get::<Price>("rate")? {
        let currency = home_currency(&args.context);
        check_decimals("rate", &rate, currency)?;
        put_rate(tx, Whose::anyone(Some(id), currency), always(), rate.0)?;
        said = format!("{said} at {}", rate_text(rate.0, currency));
    }
    let mut done = Done::new(said, id);
    done.more.push(("code", code.into()));
    Ok(done)
}

/// Changes a service.
pub fn edit_service(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let mut service = args.need::<ServiceName>("service")?.0;
    let was = present(args.call, &service.code, &args.context)?;
    if let Some(code) = args.get::<NewCode>("code")? {
        if code.0 != service.code {
            check_free("code", &code.0)?;
        }
        if code.0 != service.code && tx.service_by_code(&code.0)?.is_some() {
            return Err(Error::at("code", format!("'{}' is another service's", code.0)));
        }
        service.code = code.0;
    }
    if let Some(name) = args.get::<Title>("name")? {
        Text(name.0).put(&mut service.name);
    }
    tx.update(&service)?;
    let currency = home_currency(&args.context);
    let rate = args.get::<Price>("rate")?;
    if let Some(rate) = &rate {
        check_decimals("rate", rate, currency)?;
        change_rate(tx, Whose::anyone(Some(service.id), currency), rate.0)?;
    }
    let what = format!("service {} ({})", service.name, service.code);
    let is = present(args.call, &service.code, &args.context)?;
    Ok(Done::new(changed(&what, &was, &is, rate.map(|r| r.0), currency), service.id))
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

/// Whose work a rate prices: of a client, of a service, of both, or of all; that of all clients in one currency.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Whose {
    client: Option<i64>,
    service: Option<i64>,
    currency: Option<Currency>,
}

impl Whose {
    /// All of a client's work.
    pub fn client(client: i64) -> Self {
        Self { client: Some(client), service: None, currency: None }
    }

    /// Work for any client who pays in a currency, of a service or of all.
    pub fn anyone(service: Option<i64>, currency: Currency) -> Self {
        Self { client: None, service, currency: Some(currency) }
    }

    fn has(&self, rate: &Rate) -> bool {
        rate.client == self.client && rate.service == self.service && rate.currency == self.currency
    }
}

/// The currency of what is for any client, if none is named: the configured one.
pub fn home_currency(context: &Context<'_>) -> Currency {
    context.config.currency
}

/// Sets a rate from a date on.
pub fn set_rate(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let price = args.need::<Price>("amount")?;
    let client = args.get::<ClientName>("client")?.map(|c| c.0);
    let service = args.get::<ServiceName>("service")?.map(|s| s.0);
    let from = args.get::<NearDay>("from")?.map(|d| d.0);
    let named = args.get::<CurrencyCode>("currency")?.map(|c| c.0);
    let currency = match &client {
        Some(client) => {
            let pays = client.currency;
            if let Some(other) = named.filter(|named| *named != pays) {
                let what = format!("{} pays in {pays}, so that its rates cannot be in {other}", client.name);
                return Err(Error::at("currency", what));
            }
            pays
        }
        None => named.unwrap_or_else(|| home_currency(&args.context)),
    };
    check_decimals("amount", &price, currency)?;
    let whose = match &client {
        Some(client) => Whose { service: service.as_ref().map(|s| s.id), ..Whose::client(client.id) },
        None => Whose::anyone(service.as_ref().map(|s| s.id), currency),
    };
    let known = tx.rates()?.iter().any(|r| whose.has(r));
    // The first rate of its kind holds for what was already worked, unless a date is said.
    let from = from.unwrap_or(if known { tx.setting().zone.date(tx.now) } else { always() });
    let id = put_rate(tx, whose, from, price.0)?;
    let what = match (&service, &client) {
        (Some(s), Some(c)) => format!("{} for {}", s.name, c.name),
        (Some(s), None) => format!("{} for any client who pays in {currency}", s.name),
        (None, Some(c)) => c.name.clone(),
        (None, None) => format!("everything else of clients who pay in {currency}"),
    };
    let since = if from == always() { String::new() } else { format!(" from {}", from.format("%-d %b %Y")) };
    Ok(Done::new(format!("rate {} for {what}{since}", rate_text(price.0, currency)), id))
}

/// Adds a rate, or changes the one that begins on the same day.
fn put_rate(tx: &Tx<'_>, whose: Whose, valid_from: NaiveDate, milli: i64) -> Result<i64> {
    let same = tx.rates()?.into_iter().find(|r| whose.has(r) && r.valid_from == valid_from);
    match same {
        Some(mut rate) => {
            rate.milli = milli;
            tx.update(&rate)?;
            Ok(rate.id)
        }
        None => {
            let Whose { client, service, currency } = whose;
            tx.insert(&Rate { id: 0, client, service, valid_from, milli, currency })
        }
    }
}

/// The rate of exactly this work that is in force on a day.
pub fn rate_on(db: &Reads, whose: &Whose, on: NaiveDate) -> Result<Option<Rate>> {
    let fits = |r: &Rate| whose.has(r) && r.valid_from <= on;
    Ok(db.rates()?.into_iter().filter(fits).max_by_key(|r| (r.valid_from, r.id)))
}

/// Sets a rate from today on, unless it is that already.
fn change_rate(tx: &Tx<'_>, whose: Whose, milli: i64) -> Result<()> {
    let today = tx.setting().zone.date(tx.now);
    if rate_on(tx, &whose, today)?.is_none_or(|r| r.milli != milli) {
        put_rate(tx, whose, today, milli)?;
    }
    Ok(())
}

/// Takes a rate away.
pub fn remove_rate(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let rate = args.need::<RateId>("id")?.0;
    let id = rate.id;
    tx.delete::<Rate>(id)?;
    let amount = match currency_of(tx, &rate)? {
        Some(currency) => rate_text(rate.milli, currency),
        None => format!("{}/h", milli_plain(rate.milli)),
    };
    let from = if rate.valid_from == always() { String::new() } else { format!(" from {}", rate.valid_from) };
    Ok(Done::new(format!("deleted rate {id}: {amount}{from}"), id))
}

/// What a rate is in; nothing of one for any client that was made before rates had a currency.
pub fn currency_of(db: &Reads, rate: &Rate) -> Result<Option<Currency>> {
    Ok(match rate.client {
        Some(client) => Some(db.get::<Client>(client)?.currency),
        None => rate.currency,
    })
}

/// `45.00 EUR/h`, `3000 JPY/h`: with the decimals that the currency has.
pub fn rate_text(milli: i64, currency: Currency) -> String {
    format!("{} {currency}/h", milli_in(milli, currency))
}

/// An amount of a client in its own currency, exact.
pub fn exact(client: &Client, milli: i64, field: &'static str) -> Result<i64> {
    let currency = client.currency;
    exact_minor(milli, currency)
        .ok_or_else(|| Error::at(field, format!("{} has more decimals than {currency} has", milli_plain(milli))))
}
