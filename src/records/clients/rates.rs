//! Rates: set, taken away, and which one holds.

use crate::records::names::numbered;
use chrono::NaiveDate;

use crate::command::call::Args;
use crate::command::context::Context;
use crate::command::input::{CurrencyCode, NearDay, Price};
use crate::command::report::Done;
use crate::domain::money::{Currency, exact_minor, milli_in, milli_plain};
use crate::domain::rates::always;
use crate::error::{Error, Result};
use crate::records::names::{ClientName, ServiceName};
use crate::store::{Client, Rate, Reads, Tx};

numbered! {
    /// A rate by its number.
    RateId(Rate) "rate number" |row| format!("rate {}", row.id), |_, _| Vec::new();
}

pub(crate) fn check_decimals(field: &'static str, rate: &Price, currency: Currency) -> Result<()> {
    rate.minor(currency).map(|_| ()).map_err(|e| e.in_field(field))
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
pub(crate) fn put_rate(tx: &Tx<'_>, whose: Whose, valid_from: NaiveDate, milli: i64) -> Result<i64> {
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
pub(crate) fn change_rate(tx: &Tx<'_>, whose: Whose, milli: i64) -> Result<()> {
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
