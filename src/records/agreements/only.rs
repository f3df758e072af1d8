//! Fields that only some sorts of agreement have, and what those of the same sort are made of.

use chrono::NaiveDate;

use crate::command::call::Args;
use crate::command::field::is_none;
use crate::command::input::{Cycle, NearDay};
use crate::domain::agreement::CycleLength;
use crate::error::{Error, Result};
use crate::store::{Agreement, Client};

/// Fields that only a retainer has.
pub(super) const RETAINER_ONLY: &[&str] =
    &["fee", "rollover", "cap", "life", "order", "overage-rate", "counts", "first", "rush-burns", "rounding"];

/// Fields that only what has cycles has.
pub(super) const CYCLES_ONLY: &[&str] = &["anchor", "every"];

/// Fields that only a block has.
pub(super) const BLOCK_ONLY: &[&str] = &["price", "last-day"];

/// Fields that only a commission has.
pub(super) const COMMISSION_ONLY: &[&str] = &["tiers", "of", "mode", "min", "max"];

/// Refuses fields that are another kind's.
pub(super) fn refuse(args: &Args<'_>, names: &[&'static str], of: &str, not: &str) -> Result<()> {
    for name in names {
        if args.text(name).is_some_and(|text| !is_none(&text)) {
            let instead = if *name == "fee" && not == "a block" { ": a block has --price" } else { "" };
            return Err(Error::at(name, format!("belongs to {of}, not to {not}{instead}")));
        }
    }
    Ok(())
}

/// An agreement in cycles as it is typed: of whole cycles, counted from its first day where nothing else is said.
pub(super) fn in_cycles(args: &Args<'_>, client: &Client, kind: &str, start: NaiveDate) -> Result<Agreement> {
    let anchor = args.or_none::<NearDay>("anchor")?.flatten().map_or(start, |d| d.0);
    if anchor > start {
        return Err(Error::at("anchor", "must not be after the start"));
    }
    let every = args.get::<Cycle>("every")?.map_or(CycleLength::MONTH, |c| c.0);
    Ok(Agreement {
        id: 0,
        client: client.id,
        kind: kind.to_owned(),
        starts_on: start,
        ends_on: None,
        anchor: Some(anchor),
        every: Some(every.to_string()),
        first_cycle: Some("full".to_owned()),
        minutes: None,
        price: None,
        services: None,
        prorate: false,
        refund: None,
    })
}
