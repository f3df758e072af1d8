//! Agreements that end, or are deleted.

use crate::command::call::Args;
use crate::command::input::Day;
use crate::command::report::Done;
use crate::domain::money::{decimal, half_up};
use crate::domain::time::hours_minutes;
use crate::error::{Error, Result};
use crate::records::agreements::billed;
use crate::records::names::AgreementId;
use crate::store::{Adjustment, Agreement, AgreementType, Client, Closing, CommissionTerms, Terms, Tx};

/// Ends an agreement after a day.
pub fn end(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let mut row = args.need::<AgreementId>("id")?.0;
    let client: Client = tx.get(row.client)?;
    let on = args.need::<Day>("on")?.0;
    if on < row.starts_on {
        return Err(Error::at("on", format!("is before the agreement begins, on {}", row.starts_on)));
    }
    if args.flag("prorate") && row.which() != AgreementType::Retainer {
        return Err(Error::at("prorate", "is for retainers, which have a fee a cycle"));
    }
    if args.flag("refund") && row.which() != AgreementType::Block {
        return Err(Error::at("refund", "is for blocks, whose hours are bought in advance"));
    }
    billed::refuse_settled(tx, &row, on)?;
    row.ends_on = Some(on);
    row.prorate = args.flag("prorate");
    row.refund = None;
    let mut said = format!("the {} of {} ends after {on}", row.kind, client.name);
    if args.flag("refund") {
        let position = tx.position_of(client.id, on, tx.setting())?;
        let block = position.book.block(row.id).ok_or_else(|| Error::problem("an agreement needs terms"))?;
        let (left, total) = (position.state.block_left(block), block.total());
        let price = row.price.unwrap_or_default();
        row.refund = Some(half_up(i128::from(price) * i128::from(left), i128::from(total.max(1)))).filter(|r| *r > 0);
        said = match row.refund {
            Some(refund) => format!(
                "{said}; {} {} are given back for {} h",
                decimal(refund, client.currency.decimals()),
                client.currency,
                hours_minutes(left)
            ),
            None => format!("{said}; nothing is left of it to give back"),
        };
    }
    tx.update(&row)?;
    tx.book(client.id)?.check()?;
    Ok(Done::new(said, row.id))
}

/// Deletes an agreement with its versions and adjustments.
pub fn remove(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let row = args.need::<AgreementId>("id")?.0;
    let client: Client = tx.get(row.client)?;
    billed::refuse_billed(tx, &row)?;
    for terms in tx.terms_of(row.id)? {
        tx.delete::<Terms>(terms.id)?;
    }
    for adjustment in tx.adjustments_of(row.id)? {
        tx.delete::<Adjustment>(adjustment.id)?;
    }
    for closing in tx.closings(Some(row.id), None)? {
        tx.delete::<Closing>(closing.id)?;
    }
    if let Some(terms) = tx.commission_of(row.id)? {
        tx.delete::<CommissionTerms>(terms.id)?;
    }
    tx.delete::<Agreement>(row.id)?;
    Ok(Done::new(format!("deleted the {} of {}", row.kind, client.name), row.id))
}
