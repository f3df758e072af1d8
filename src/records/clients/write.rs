//! Clients, services and rates.

use crate::command::call::{Args, Call};
use crate::command::field::is_none;
use crate::command::form::{changes, present};
use crate::command::input::{
    ClientColour, CurrencyCode, Least, OfficeHours, Percent, Price, RoundingRule, Text, Title, ZoneName,
};
use crate::command::list::read_names;
use crate::command::report::Done;
use crate::domain::money::Currency;
use crate::domain::rates::always;
use crate::error::{Error, Result};
use crate::records::clients::rates::{Whose, change_rate, check_decimals, put_rate, rate_text};
use crate::records::clients::{billing, import_names};
use crate::records::matching::{claim, claimed};
use crate::records::names::{ClientName, NewCode};
use crate::store::{Client, Tx};

/// Words that mean something of their own wherever a code is typed.
pub const RESERVED: [&str; 4] = ["none", "all", "me", "skip"];

/// Refuses a word that has a meaning of its own as a name for something new.
pub(crate) fn check_free(field: &'static str, word: &str) -> Result<()> {
    if RESERVED.contains(&word) {
        return Err(Error::at(field, format!("'{word}' has a meaning of its own and can be no name: type another")));
    }
    Ok(())
}

/// A client of which nothing else is known.
pub(crate) fn blank(code: &str, name: &str, currency: Currency) -> Client {
    Client {
        id: 0,
        code: code.to_owned(),
        name: name.to_owned(),
        zone: None,
        currency,
        rounding: None,
        minimum: None,
        rush_percent: 150,
        hours: None,
        email: String::new(),
        domains: String::new(),
        aliases: String::new(),
        note: String::new(),
        archived_at: None,
        colour: None,
    }
}

/// Adds a client.
pub fn add(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let code = args.need::<NewCode>("code")?.0;
    if let Some(old) = tx.client_by_code(&code)? {
        let hint = if old.archived_at.is_some() { " (archived: 'client archive CODE --undo' restores it)" } else { "" };
        return Err(Error::at("code", format!("'{code}' is {} already{hint}", old.name)));
    }
    check_free("code", &code)?;
    // Of a client that is there already, 'none' takes all other names away.
    args.call.get("alias").iter().try_for_each(|alias| check_free("alias", alias.trim()))?;
    check_alias(tx, &code, 0)?;
    let mut client = blank(&code, &code, args.context.config.currency);
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
    if let Some(colour) = args.or_none::<ClientColour>("colour")? {
        client.colour = colour.map(|c| c.0.number());
    }
    fill(tx, args, &mut client)?;
    let has_open = || Ok::<_, Error>(tx.open_lines()?.iter().any(|d| d.client == client.id && d.open > 0));
    if client.currency != old.currency && (!tx.agreements_of(client.id)?.is_empty() || has_open()?) {
        return Err(Error::at(
            "currency",
            format!(
                "{} has unbilled time or agreements in {}: amounts would change their meaning",
                client.name, old.currency
            ),
        ));
    }
    let owes = tx.has_documents(client.id)? || !tx.payments(Some(client.id))?.is_empty();
    if client.currency != old.currency && (owes || !tx.charges(Some(client.id))?.is_empty()) {
        let what = format!("{} has documents, payments or charges in {}, which stay in it", client.name, old.currency);
        return Err(Error::at("currency", what));
    }
    if client.currency.decimals() != old.currency.decimals()
        && tx.rates_for(client.id)?.iter().any(|r| r.client == Some(client.id))
    {
        let what = format!("{} has rates in {}: delete them first, with 'rate rm'", client.name, old.currency);
        return Err(Error::at("currency", what));
    }
    tx.update(&client)?;
    billing::fill(tx, args, client.id)?;
    import_names::change(tx, args, client.id)?;
    let currency = client.currency;
    let rate = args.get::<Price>("rate")?;
    if let Some(rate) = &rate {
        check_decimals("rate", rate, currency)?;
        change_rate(tx, Whose::client(client.id), rate.0)?;
    }
    let found = claimed(claim(tx, &client, Some(&old))?);
    let what = format!("client {} ({})", client.name, client.code);
    let is = present(args.call, &client.code, &args.context)?;
    let mut done = changed(&what, client.id, &was, &is, rate.map(|r| r.0), currency);
    done.said.push_str(&found);
    Ok(done)
}

/// `changed client Acme (acme): currency USD; rate 70.00 USD/h from today`, or that nothing is another.
pub(crate) fn changed(what: &str, id: i64, was: &Call, is: &Call, rate: Option<i64>, currency: Currency) -> Done {
    if changes(was, is, &[]).is_empty() {
        return Done::unchanged(what, id);
    }
    // What it is called is told already.
    let mut parts = changes(was, is, &["client", "service", "code", "name", "rate"]);
    if let Some(rate) = rate.filter(|_| was.get("rate") != is.get("rate")) {
        parts.push(format!("rate {} from today", rate_text(rate, currency)));
    }
    let more = if parts.is_empty() { String::new() } else { format!(": {}", parts.join("; ")) };
    Done::new(format!("changed {what}{more}"), id)
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
    Ok(Done::new(format!("{} client {}", if back { "restored" } else { "archived" }, client.name), client.id))
}
