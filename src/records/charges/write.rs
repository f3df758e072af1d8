//! Charges: added, changed, made ready, deleted.

use crate::command::call::Args;
use crate::command::form::present;
use crate::command::input::{
    ChargeKind, Cycle, Day, DiscountWord, EachPrice, HowMany, NearDay, Reference, TaxCode, Title,
};
use crate::command::report::Done;
use crate::domain::document::issued::{LineKind, Quantity, UnitPrice};
use crate::domain::document::totals::LARGEST;
use crate::domain::money::decimal;
use crate::error::{Error, Result};
use crate::records::names::{ClientName, numbered};
use crate::store::{Charge, Client, Tx};

numbered! {
    /// A charge by its number.
    ChargeId(Charge) "charge number" |row| row.text.clone(), |_, _| Vec::new();
}

/// What a charge comes to, minor units, before its discount.
pub fn worth(charge: &Charge, client: &Client) -> i64 {
    UnitPrice(charge.price).times(Quantity(charge.quantity), client.currency)
}

fn fill(args: &Args<'_>, client: &Client, mut charge: Charge) -> Result<Charge> {
    if let Some(text) = args.get::<Title>("text")? {
        charge.text = text.0;
    }
    if let Some(price) = args.get::<EachPrice>("price")? {
        charge.price = price.0.0;
    }
    if let Some(quantity) = args.get::<HowMany>("qty")? {
        charge.quantity = quantity.0.0;
    }
    if let Some(unit) = args.get::<Reference>("unit")? {
        charge.unit = unit.0;
    }
    if let Some(day) = args.get::<NearDay>("on")? {
        charge.date = day.0;
    }
    if let Some(kind) = args.get::<ChargeKind>("kind")? {
        charge.kind = kind.0.parse::<LineKind>()?;
    }
    args.put::<TaxCode>("tax", &mut charge.tax, |code| code.0)?;
    args.put::<DiscountWord>("discount", &mut charge.discount, |discount| discount.0)?;
    if let Some(every) = args.or_none::<Cycle>("every")? {
        charge.every = every.map(|every| every.0.to_string());
    }
    if let Some(until) = args.or_none::<Day>("until")? {
        charge.until = until.map(|day| day.0);
    }
    if charge.until.is_some() && charge.every.is_none() {
        return Err(Error::at("until", "is for charges that come again: say --every, too"));
    }
    if charge.until.is_some_and(|until| until < charge.date) {
        return Err(Error::at("until", "is before its day"));
    }
    let whole = worth(&charge, client);
    if whole.abs() > LARGEST {
        return Err(Error::at("price", "is too large: 9,999,999,999.99 is the most"));
    }
    if !charge.discount.is_empty() {
        let taken = match DiscountWord::of(&charge.discount, client.currency).map_err(|e| e.in_field("discount"))? {
            crate::domain::document::totals::Discount::Share(percent) => percent.of(whole),
            crate::domain::document::totals::Discount::Amount(amount) => amount,
        };
        if taken > whole.max(0) {
            return Err(Error::at("discount", "is more than what it is taken off"));
        }
    }
    Ok(charge)
}

/// `charge add`.
pub fn add(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let client = args.need::<ClientName>("client")?.0;
    let blank = Charge {
        id: 0,
        client: client.id,
        text: String::new(),
        price: 0,
        quantity: Quantity::ONE.0,
        unit: "piece".to_owned(),
        date: args.context.today(),
        kind: LineKind::Fixed,
        tax: String::new(),
        discount: String::new(),
        ready: !args.flag("wait"),
        every: None,
        until: None,
    };
    let charge = fill(args, &client, blank)?;
    let id = tx.insert(&charge)?;
    Ok(Done::new(format!("added charge {id} for {}: {}", client.name, words(&charge, &client)), id))
}

/// A charge in words: `Translation, 1250 word, 106.25 EUR`.
fn words(charge: &Charge, client: &Client) -> String {
    let amount = decimal(worth(charge, client), client.currency.decimals());
    let many = match charge.quantity {
        1000 => String::new(),
        quantity => format!(", {} {}", Quantity(quantity).text(), charge.unit),
    };
    let wait = if charge.ready { "" } else { ", waits" };
    format!("{}{many}, {amount} {}{wait}", charge.text, client.currency)
}

/// Refuses to change what is on a document.
fn refuse_billed(tx: &Tx<'_>, charge: &Charge) -> Result<()> {
    let once = tx.billed(&format!("charge:{}", charge.id))?.2;
    let again = tx.billed_like(&format!("charge:{}:", charge.id))?.pop().map(|(_, _, number)| number);
    match once.or(again) {
        Some(number) => {
            let how = if charge.every.is_some() { ": 'charge edit ID --until DAY' ends it" } else { "" };
            Err(Error::problem(format!("charge {} is on {number}{how}", charge.id)))
        }
        None => Ok(()),
    }
}

/// `charge edit`.
pub fn edit(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let charge = args.need::<ChargeId>("id")?.0;
    let client: Client = tx.get(charge.client)?;
    let was = present(args.call, &charge.id.to_string(), &args.context)?;
    let changed = fill(args, &client, charge.clone())?;
    // One that comes again may end whenever it was billed last.
    let only_end = Charge { until: changed.until, ..charge.clone() } == changed;
    if !only_end || charge.every.is_none() {
        refuse_billed(tx, &charge)?;
    }
    tx.update(&changed)?;
    let is = present(args.call, &charge.id.to_string(), &args.context)?;
    if was.tail() == is.tail() {
        return Ok(Done::unchanged(&format!("charge {}", charge.id), charge.id));
    }
    Ok(Done::new(format!("charge {}: {}", charge.id, words(&changed, &client)), charge.id))
}

/// `charge ready`.
pub fn ready(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let charge = args.need::<ChargeId>("id")?.0;
    let wait = args.flag("wait");
    if charge.ready != wait {
        let what = if wait { "waits already" } else { "can be billed already" };
        return Err(Error::problem(format!("charge {} {what}", charge.id)));
    }
    refuse_billed(tx, &charge)?;
    let client: Client = tx.get(charge.client)?;
    let changed = Charge { ready: !wait, ..charge };
    tx.update(&changed)?;
    let what = if wait { "waits" } else { "can be billed" };
    Ok(Done::new(format!("charge {} of {} {what}: {}", changed.id, client.name, changed.text), changed.id))
}

/// `charge rm`.
pub fn remove(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let charge = args.need::<ChargeId>("id")?.0;
    refuse_billed(tx, &charge)?;
    tx.delete::<Charge>(charge.id)?;
    Ok(Done::new(format!("deleted charge {}: {}", charge.id, charge.text), charge.id))
}
