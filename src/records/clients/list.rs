//! Services and rates in lists.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::command::call::Args;
use crate::command::report::{Columns, Report};
use crate::domain::money::{Currency, milli_in, milli_plain};
use crate::error::Result;
use crate::records::clients::rates::{home_currency, rate_text};
use crate::records::directory::Directory;
use crate::store::{Rate, Service};

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
pub fn holding<'a>(rates: &'a [Rate], like: &Rate, on: NaiveDate) -> Option<&'a Rate> {
    let alike = |r: &&Rate| r.client == like.client && r.service == like.service && r.currency == like.currency;
    rates.iter().filter(|r| alike(r) && r.valid_from <= on).max_by_key(|r| (r.valid_from, r.id))
}

/// The rates for any client of a service that hold on a day, one for each currency, that of `home` first.
pub fn for_anyone(rates: &[Rate], service: Option<i64>, on: NaiveDate, home: Currency) -> Vec<&Rate> {
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
pub fn per_hour(r: &Rate) -> String {
    in_full(r, r.currency)
}

fn in_full(r: &Rate, currency: Option<Currency>) -> String {
    currency.map_or_else(|| format!("{}/h", milli_plain(r.milli)), |c| rate_text(r.milli, c))
}

/// What a rate is in.
pub fn currency_of(r: &Rate, directory: &Directory) -> Option<Currency> {
    match r.client {
        Some(client) => directory.client(client).map(|c| c.currency),
        None => r.currency,
    }
}

/// From when a rate holds; the first of its kind always did.
pub fn since(r: &Rate) -> String {
    let date = r.valid_from.to_string();
    if date == "1970-01-01" { "always".to_owned() } else { date }
}

/// A rate as JSON.
pub fn rate(r: &Rate, directory: &Directory) -> Value {
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
