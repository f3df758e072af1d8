//! What of an agreement is billed, and so stays as it is.

use chrono::NaiveDate;

use crate::domain::time::{day_text, plus_days};
use crate::error::{Error, Result};
use crate::store::{Agreement, AgreementType, Tx};

/// What the keys of all items of an agreement begin with, by their kind.
const KINDS: [&str; 5] = ["fee", "block", "refund", "commission", "deficit"];

/// The key of what is billed of an agreement for a cycle, by its first day.
pub fn cycle_key(kind: &str, agreement: i64, start: NaiveDate) -> String {
    format!("{kind}:{agreement}:{start}")
}

/// Refuses to delete what something is billed of.
pub fn refuse_billed(tx: &Tx<'_>, row: &Agreement) -> Result<()> {
    for kind in KINDS {
        let mut keys = tx.billed_like(&format!("{kind}:{}:", row.id))?;
        let (count, _, number) = tx.billed(&format!("{kind}:{}", row.id))?;
        keys.extend(number.filter(|_| count > 0).map(|number| (String::new(), 0, number)));
        if let Some((_, _, number)) = keys.first() {
            let what = format!("the {} is billed on {number}: 'agreement end {}' ends it", row.kind, row.id);
            return Err(Error::problem(what));
        }
    }
    match tx.settled(row.client)? {
        Some(day) if row.starts_on <= day => Err(Error::problem(format!(
            "what was worked through {} is settled, and counts under the {}: 'agreement end {}' ends it",
            day_text(day, plus_days(day, 400)),
            row.kind,
            row.id
        ))),
        _ => Ok(()),
    }
}

/// Refuses to change an agreement from a day on whose fee is billed, or that is settled: `last` is the last day that stays.
pub fn refuse_settled(tx: &Tx<'_>, row: &Agreement, last: NaiveDate) -> Result<()> {
    if let Some(day) = tx.settled(row.client)?.filter(|day| last < *day && row.which() != AgreementType::Commission) {
        return Err(Error::at(
            "on",
            format!(
                "is before {day}, through which everything is settled: {day} is the earliest, or void the document"
            ),
        ));
    }
    Ok(())
}

/// Refuses to change a retainer from a cycle on whose fee is billed, or that is settled.
pub fn refuse_change(tx: &Tx<'_>, row: &Agreement, from: NaiveDate) -> Result<()> {
    let billed = tx.billed_like(&format!("fee:{}:", row.id))?;
    let last = billed
        .iter()
        .rev()
        .find(|(key, _, _)| key.rsplit(':').next().is_some_and(|day| day >= from.to_string().as_str()));
    let book = tx.book(row.client)?;
    let Some(retainer) = book.retainer(row.id) else { return Ok(()) };
    if let Some((key, _, number)) = last
        && let Some(Ok(start)) = key.rsplit(':').next().map(str::parse::<NaiveDate>)
    {
        let next = retainer.cycle_at(start).end;
        return Err(Error::at("from", format!("the fee from {start} is on {number}: change from {next}, or void it")));
    }
    match tx.settled(row.client)?.filter(|day| from <= *day) {
        Some(day) => {
            let next = retainer.cycle_at(day).end;
            Err(Error::at(
                "from",
                format!("everything through {day} is settled: change from {next}, or void the document"),
            ))
        }
        None => Ok(()),
    }
}
