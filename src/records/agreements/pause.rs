//! A retainer that rests for some cycles.
//!
//! A pause is a version of the terms like any other, with no minutes and no fee, and the terms before it come again as
//! a version when it ends; so the ledger knows nothing of pauses, and each can be changed, shown and undone as terms
//! are. Everything else stays as it was agreed: what was rolled over can be used and dies when it would have died, a
//! cap that is a share of the allowance stays what it was in minutes, and work in a pause that nothing covers is
//! overage. Nobody can agree on a retainer of no minutes, so a version without minutes is a pause and nothing else.

use chrono::NaiveDate;

use crate::command::call::Args;
use crate::command::field::is_none;
use crate::command::input::NearDay;
use crate::command::report::Done;
use crate::domain::agreement::Cap;
use crate::error::{Error, Result};
use crate::records::agreements::billed;
use crate::records::names::AgreementId;
use crate::store::{AgreementType, Client, Terms, Tx};

/// A block's terms cannot be changed.
pub fn no_versions() -> Error {
    Error::at("id", "a block has no versions: 'agreement adjust' adds or takes minutes, 'agreement end' ends it")
}

/// Whether a version is a pause.
pub(crate) fn is_pause(terms: &Terms) -> bool {
    terms.minutes == 0
}

/// The terms that hold on a day or held before the pause it lies in.
pub(crate) fn agreed_on(versions: &[Terms], on: NaiveDate) -> Option<&Terms> {
    versions.iter().rev().find(|t| t.valid_from <= on && !is_pause(t))
}

/// Pauses a retainer from a cycle start on, until another or until its terms change.
pub fn pause(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let row = args.need::<AgreementId>("id")?.0;
    if row.which() != AgreementType::Retainer {
        return Err(no_versions());
    }
    let client: Client = tx.get(row.client)?;
    let from = args.need::<NearDay>("from")?.0;
    let until = match args.text("until") {
        Some(text) if is_none(&text) => None,
        _ => args.get::<NearDay>("until")?.map(|d| d.0),
    };
    if until.is_some_and(|until| until <= from) {
        return Err(Error::at("until", format!("is not after the pause begins, on {from}")));
    }
    let book = tx.book(client.id)?;
    let Some(retainer) = book.retainer(row.id) else { return Err(no_versions()) };
    billed::refuse_change(tx, &row, from)?;
    let begins = |day: NaiveDate| retainer.cycle_at(day).start == day;
    for (field, day) in [("from", Some(from)), ("until", until)] {
        let Some(day) = day.filter(|day| !begins(*day)) else { continue };
        let next = retainer.start_of(retainer.index_at(day.max(row.starts_on)) + 1);
        return Err(Error::at(
            field,
            format!("a pause lasts whole cycles, and {day} begins none: the next does on {next}"),
        ));
    }
    if retainer.index_at(from) <= retainer.first_index() {
        let next = retainer.start_of(retainer.first_index() + 1);
        return Err(Error::at("from", format!("the first cycle cannot be paused: the next begins on {next}")));
    }
    if let Some(last) = row.ends_on.filter(|last| *last < from) {
        return Err(Error::at("from", format!("is after the retainer's last day, {last}")));
    }
    let versions = tx.terms_of(row.id)?;
    let Some(agreed) = agreed_on(&versions, from) else {
        return Err(Error::at("from", format!("is before the retainer begins, on {}", row.starts_on)));
    };
    let same = versions.iter().find(|t| t.valid_from == from);
    if until.is_none() && same.is_some_and(|t| !is_pause(t)) {
        return Err(Error::at(
            "until",
            format!("is missing: other terms begin on {from}, and they need a day to begin again"),
        ));
    }
    let paused = Terms { id: 0, valid_from: from, minutes: 0, fee: 0, cap: fixed_cap(agreed)?, ..agreed.clone() };
    match same {
        Some(kept) => tx.update(&Terms { id: kept.id, ..paused })?,
        None => tx.insert(&paused).map(|_| ())?,
    }
    if let Some(until) = until {
        let again = agreed_on(&versions, until).unwrap_or(agreed);
        for old in versions.iter().filter(|t| from < t.valid_from && t.valid_from < until) {
            tx.delete::<Terms>(old.id)?;
        }
        match versions.iter().find(|t| t.valid_from == until) {
            Some(kept) if is_pause(kept) => tx.update(&Terms { id: kept.id, valid_from: until, ..again.clone() })?,
            Some(_) => {}
            None => tx.insert(&Terms { id: 0, valid_from: until, ..again.clone() }).map(|_| ())?,
        }
        // Where the pause ended later before, the same terms need not begin a second time.
        let later = versions.iter().position(|t| until < t.valid_from);
        if let Some((at, old)) = later.map(|at| (at, &versions[at])) {
            let resumed = Terms { id: old.id, valid_from: old.valid_from, ..again.clone() } == *old;
            if resumed && at > 0 && is_pause(&versions[at - 1]) {
                tx.delete::<Terms>(old.id)?;
            }
        }
    }
    tx.book(client.id)?.check()?;
    let ends = versions.iter().map(|t| t.valid_from).find(|day| *day > from);
    let span = until.or(ends).map_or_else(|| format!("from {from} on"), |until| format!("from {from} until {until}"));
    Ok(Done::new(format!("paused the retainer for {} {span}", client.name), row.id))
}

/// A cap as the minutes it was while there was an allowance to take a share of.
fn fixed_cap(agreed: &Terms) -> Result<Option<String>> {
    Ok(agreed.pure()?.cap_minutes().map(|minutes| Cap::Minutes(minutes).to_string()))
}
