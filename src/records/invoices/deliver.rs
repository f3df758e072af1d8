//! Papers that leave the house: when, how and to whom.

use crate::command::call::Args;
use crate::command::input::{DeliveryWay, PastDay, Reference};
use crate::command::report::Done;
use crate::error::{Error, Result};
use crate::records::invoices::names::DocumentName;
use crate::store::{Delivery, Tx};

/// `invoice sent`.
pub fn sent(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let row = args.need::<DocumentName>("number")?.0;
    let date = args.get::<PastDay>("on")?.map_or_else(|| args.context.today(), |day| day.0);
    if date > args.context.today() {
        return Err(Error::at("on", format!("{date} has not come yet")));
    }
    if date < row.date {
        return Err(Error::at("on", format!("is before {} was issued, on {}", row.number, row.date)));
    }
    let how = args.get::<DeliveryWay>("how")?.map_or("mail", |way| way.0);
    let address = args.get::<Reference>("to")?.map(|to| to.0).unwrap_or_default();
    tx.insert(&Delivery {
        id: 0,
        document: row.id,
        at: tx.now,
        date,
        how: how.to_owned(),
        address: address.clone(),
        state: "sent".to_owned(),
        name: String::new(),
        sha256: String::new(),
    })?;
    let to = if address.is_empty() { String::new() } else { format!(" to {address}") };
    Ok(Done::new(format!("{} was sent by {how}{to} on {}", row.number, date.format("%-d %b")), row.id))
}
