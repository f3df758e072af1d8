//! Exchange rates: what a unit of another currency is worth at home, typed by hand.

use serde_json::{Value, json};

use crate::command::call::Args;
use crate::command::input::{CurrencyCode, NearDay, Worth};
use crate::command::report::{Columns, Done, Report};
use crate::domain::money::{Currency, plain};
use crate::error::{Error, Result};
use crate::records::business::set::home_currency;
use crate::records::names::numbered;
use crate::store::{ExchangeRate, Tx};

numbered! {
    /// An exchange rate by its number.
    ExchangeRateId(ExchangeRate) "exchange rate number" |row| row.currency.to_string(), |_, _| Vec::new();
}

/// `1 USD = 0.9 EUR`.
fn words(rate: &ExchangeRate, home: Currency) -> String {
    format!("1 {} = {} {home}", rate.currency, plain(rate.micro, 6))
}

/// `fx set`.
pub fn set(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let currency = args.need::<CurrencyCode>("currency")?.0;
    let home = home_currency(&args.context)?;
    if currency == home {
        return Err(Error::at("currency", format!("{home} is what the books are in: it needs no rate")));
    }
    let micro = args.need::<Worth>("rate")?.0;
    let valid_from = args.get::<NearDay>("from")?.map_or(args.context.today(), |day| day.0);
    let old = tx.exchange_rates()?.into_iter().find(|rate| rate.currency == currency && rate.valid_from == valid_from);
    let mut row = ExchangeRate { id: old.map_or(0, |old| old.id), currency, valid_from, micro };
    if row.id == 0 {
        row.id = tx.insert(&row)?;
    } else {
        tx.update(&row)?;
    }
    Ok(Done::new(format!("{} from {}", words(&row, home), valid_from.format("%-d %b %Y")), row.id))
}

/// `fx rm`.
pub fn remove(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let rate = args.need::<ExchangeRateId>("id")?.0;
    tx.delete::<ExchangeRate>(rate.id)?;
    let words = words(&rate, home_currency(&args.context)?);
    Ok(Done::new(format!("deleted exchange rate {}: {words} from {}", rate.id, rate.valid_from), rate.id))
}

/// Exchange rates.
struct ExchangeRates(Vec<ExchangeRate>, Currency);

impl Report for ExchangeRates {
    fn json(&self) -> Value {
        let one = |rate: &ExchangeRate| {
            json!({
                "id": rate.id,
                "currency": rate.currency,
                "rate": plain(rate.micro, 6),
                "home": self.1,
                "from": rate.valid_from.to_string(),
            })
        };
        Value::Array(self.0.iter().map(one).collect())
    }

    fn text(&self) -> String {
        let mut columns = Columns::new(&[">id", "currency", ">worth", "from"]);
        for rate in &self.0 {
            let worth = format!("{} {}", plain(rate.micro, 6), self.1);
            columns.row(vec![rate.id.to_string(), rate.currency.to_string(), worth, rate.valid_from.to_string()]);
        }
        columns.text_or("no exchange rates: 'fx set USD 0.90' says what a unit is worth")
    }
}

/// `fx list`.
pub fn list(args: &Args<'_>) -> Result<Box<dyn Report>> {
    let rates = args.context.db.exchange_rates()?;
    Ok(Box::new(ExchangeRates(rates, home_currency(&args.context)?)))
}
