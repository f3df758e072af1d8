//! Fields that only one sort of agreement has.

use crate::command::call::Args;
use crate::command::field::is_none;
use crate::error::{Error, Result};

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
            return Err(Error::at(name, format!("belongs to {of}, not to {not}")));
        }
    }
    Ok(())
}
