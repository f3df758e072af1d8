//! Clients, services and rates in lists.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::app::people::{Hourly, People, Person};
use crate::command::call::Args;
use crate::command::context::Context;
use crate::command::report::{Columns, Report, paragraphs};
use crate::domain::money::{Currency, milli_in, milli_plain};
use crate::domain::text::clean;
use crate::domain::time::hours_minutes;
use crate::error::Result;
use crate::records::clients::rates::{home_currency, rate_text};
use crate::records::directory::Directory;
use crate::records::money;
use crate::records::names::ClientName;
use crate::store::{Client, Rate, Service};

/// A client with what a list shows of it.
struct Listed {
    client: Client,
    person: Person,
}

/// Clients.
struct Clients(Vec<Listed>);

impl Report for Clients {
    fn json(&self) -> Value {
        Value::Array(self.0.iter().map(client).collect())
    }

    fn text(&self) -> String {
        let head = ["code", "name", ">rate", "currency", ">hours left", ">unbilled", "zone", "rounding", "office", ""];
        let mut columns = Columns::new(&head);
        for Listed { client: c, person: p } in &self.0 {
            let left = p.left.map(|l| match l.overage {
                0 => format!("{} of {}", hours_minutes(l.left), hours_minutes(l.capacity)),
                over => format!("{} over {}", hours_minutes(over), hours_minutes(l.capacity)),
            });
            let priced = (p.owed.amount > 0).then(|| money::text(Some(p.owed.amount), p.currency));
            let unpriced =
                (p.owed.unpriced > 0).then(|| format!("{} h without a rate", hours_minutes(p.owed.unpriced)));
            columns.row(vec![
                c.code.clone(),
                c.name.clone(),
                p.rate.as_ref().map(Hourly::per_hour).unwrap_or_default(),
                c.currency.to_string(),
                left.unwrap_or_default(),
                priced.into_iter().chain(unpriced).collect::<Vec<_>>().join(", "),
                c.zone.clone().unwrap_or_default(),
                c.rounding.clone().unwrap_or_default(),
                c.hours.clone().unwrap_or_default(),
                if c.archived_at.is_some() { "archived".to_owned() } else { String::new() },
            ]);
        }
        columns.text_or("no clients: add one with 'client add CODE --name NAME'")
    }
}

fn client(Listed { client: c, person: p }: &Listed) -> Value {
    json!({
        "id": c.id,
        "code": c.code,
        "name": c.name,
        "zone": c.zone,
        "currency": c.currency,
        "rounding": c.rounding,
        "minimum_minutes": c.minimum,
        "rush_percent": c.rush_percent,
        "hours": c.hours,
        "email": c.email,
        "domains": c.domains.split_whitespace().collect::<Vec<_>>(),
        "aliases": c.aliases.split_whitespace().collect::<Vec<_>>(),
        "note": c.note,
        "archived": c.archived_at.is_some(),
        "rate": p.rate.as_ref().map(|r| milli_in(r.milli, c.currency)),
        "left_minutes": p.left.map(|l| l.left),
        "unbilled_minutes": p.owed.minutes,
        "unbilled_amount": money::amount(Some(p.owed.amount), p.currency),
        "unpriced_minutes": p.owed.unpriced,
    })
}

/// Clients by their codes, with what they owe and what is left of their hours.
fn listed(context: &Context<'_>, which: impl Fn(&Client) -> bool) -> Result<Vec<Listed>> {
    let mut people: HashMap<i64, Person> = People::of(context, true)?.rows.into_iter().map(|p| (p.id, p)).collect();
    let clients = context.db.clients()?.into_iter().filter(which);
    Ok(clients.filter_map(|client| Some(Listed { person: people.remove(&client.id)?, client })).collect())
}

/// `client list`.
pub fn clients(args: &Args<'_>) -> Result<Box<dyn Report>> {
    let found = listed(&args.context, |c| args.flag("all") || c.archived_at.is_none())?;
    Ok(Box::new(Clients(found)))
}

/// A client whole: its fields and its rates.
struct WholeClient {
    found: Clients,
    rates: Vec<Rate>,
    directory: Directory,
}

impl Report for WholeClient {
    fn json(&self) -> Value {
        let mut value = self.found.0.first().map_or(Value::Null, client);
        value["rates"] = self.rates.iter().map(|r| rate(r, &self.directory)).collect();
        value
    }

    fn text(&self) -> String {
        let mut text = self.found.text();
        let mut columns = Columns::new(&[">rate", "service", "from"]);
        for (r, listed) in self.rates.iter().zip(self.found.0.iter().cycle()) {
            let service = self.directory.service(r.service).unwrap_or("any").to_owned();
            columns.row(vec![rate_text(r.milli, listed.client.currency), service, since(r)]);
        }
        let fields = self.found.0.iter().flat_map(|Listed { client: c, .. }| {
            [("email", &c.email), ("domains", &c.domains), ("aliases", &c.aliases), ("note", &c.note)]
        });
        for (name, value) in fields {
            if !value.is_empty() {
                text.push_str(&paragraphs(&format!("{name}: {}", clean(value))));
            }
        }
        text.push_str(&columns.text());
        text
    }
}

/// `client show`.
pub fn client_whole(args: &Args<'_>) -> Result<Box<dyn Report>> {
    let client = args.need::<ClientName>("client")?.0;
    let mut rates = args.context.db.rates_for(client.id)?;
    rates.retain(|r| r.client.is_some());
    let found = Clients(listed(&args.context, |c| c.id == client.id)?);
    Ok(Box::new(WholeClient { found, rates, directory: Directory::of(args.context.db)? }))
}

/// Services with the rates for any client of each, one for each currency.
struct Services(Vec<(Service, Vec<Rate>)>);

impl Report for Services {
    fn json(&self) -> Value {
        let one = |(s, rates): &(Service, Vec<Rate>)| {
            let first = rates.first();
            json!({
                "id": s.id,
                "code": s.code,
                "name": s.name,
                "rate": first.map(|r| amount(r, r.currency)),
                "currency": first.and_then(|r| r.currency).map(|c| c.code().to_owned()),
                "archived": s.archived_at.is_some(),
            })
        };
        Value::Array(self.0.iter().map(one).collect())
    }

    fn text(&self) -> String {
        let mut columns = Columns::new(&["code", "name", ">rate", ""]);
        for (s, rates) in &self.0 {
            let archived = if s.archived_at.is_some() { "archived".to_owned() } else { String::new() };
            let rates: Vec<String> = rates.iter().map(per_hour).collect();
            columns.row(vec![s.code.clone(), s.name.clone(), rates.join(", "), archived]);
        }
        columns.text_or("no services: add one with 'service add CODE --name NAME'")
    }
}

/// `service list`.
pub fn services(args: &Args<'_>) -> Result<Box<dyn Report>> {
    let rates = args.context.db.rates()?;
    let (today, home) = (args.context.today(), home_currency(&args.context));
    let mut found = args.context.db.services()?;
    found.retain(|s| args.flag("all") || s.archived_at.is_none());
    let with_rates = |s: Service| {
        let rates = for_anyone(&rates, Some(s.id), today, home).into_iter().cloned().collect();
        (s, rates)
    };
    Ok(Box::new(Services(found.into_iter().map(with_rates).collect())))
}

/// Rates.
struct Rates(Vec<Rate>, Directory);

/// The rate that holds on a day for exactly what another is for.
pub(crate) fn holding<'a>(rates: &'a [Rate], like: &Rate, on: NaiveDate) -> Option<&'a Rate> {
    let alike = |r: &&Rate| r.client == like.client && r.service == like.service && r.currency == like.currency;
    rates.iter().filter(|r| alike(r) && r.valid_from <= on).max_by_key(|r| (r.valid_from, r.id))
}

/// The rates for any client of a service that hold on a day, one for each currency, that of `home` first.
pub(crate) fn for_anyone(rates: &[Rate], service: Option<i64>, on: NaiveDate, home: Currency) -> Vec<&Rate> {
    let general = rates.iter().filter(|r| r.client.is_none() && r.service == service);
    let mut found: Vec<&Rate> = general.filter(|r| holding(rates, r, on).is_some_and(|held| held.id == r.id)).collect();
    found.sort_by_key(|r| (r.currency != Some(home), r.currency));
    found
}

/// An amount with the decimals of its currency.
fn amount(r: &Rate, currency: Option<Currency>) -> String {
    currency.map_or_else(|| milli_plain(r.milli), |c| milli_in(r.milli, c))
}

/// `45.00 EUR/h`, of a rate for any client.
pub(crate) fn per_hour(r: &Rate) -> String {
    in_full(r, r.currency)
}

fn in_full(r: &Rate, currency: Option<Currency>) -> String {
    currency.map_or_else(|| format!("{}/h", milli_plain(r.milli)), |c| rate_text(r.milli, c))
}

/// What a rate is in.
pub(crate) fn currency_of(r: &Rate, directory: &Directory) -> Option<Currency> {
    match r.client {
        Some(client) => directory.client(client).map(|c| c.currency),
        None => r.currency,
    }
}

/// From when a rate holds; the first of its kind always did.
pub(crate) fn since(r: &Rate) -> String {
    let date = r.valid_from.to_string();
    if date == "1970-01-01" { "always".to_owned() } else { date }
}

fn rate(r: &Rate, directory: &Directory) -> Value {
    json!({
        "id": r.id,
        "client": r.client.map(|c| directory.code(c)),
        "service": directory.service(r.service),
        "from": r.valid_from.to_string(),
        "amount": amount(r, currency_of(r, directory)),
        "currency": currency_of(r, directory).map(|c| c.code().to_owned()),
    })
}

impl Report for Rates {
    fn json(&self) -> Value {
        Value::Array(self.0.iter().map(|r| rate(r, &self.1)).collect())
    }

    fn text(&self) -> String {
        let mut columns = Columns::new(&[">id", ">rate", "client", "service", "from"]);
        for r in &self.0 {
            columns.row(vec![
                r.id.to_string(),
                in_full(r, currency_of(r, &self.1)),
                r.client.map_or_else(|| "any".to_owned(), |c| self.1.code(c).to_owned()),
                self.1.service(r.service).unwrap_or("any").to_owned(),
                since(r),
            ]);
        }
        columns.text_or("no rates: set one with 'rate set AMOUNT --client CODE'")
    }
}

/// `rate list`.
pub fn rates(args: &Args<'_>) -> Result<Box<dyn Report>> {
    Ok(Box::new(Rates(args.context.db.rates()?, Directory::of(args.context.db)?)))
}
