//! Which number a document gets: the one after the highest of its series, given inside the write that issues it.

use chrono::NaiveDate;

use crate::domain::document::number::NumberPattern;
use crate::error::{Error, Result};
use crate::store::{Client, Reads};

/// The pattern of a series where none is set.
pub fn usual(series: &str) -> &'static str {
    if series == "credit" { "CN-{year}-{seq:4}" } else { "{year}-{seq:4}" }
}

/// The number of a new document, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewNumber {
    /// The number.
    pub number: String,
    /// What stands around its running number.
    pub place: String,
    /// The running number.
    pub sequence: i64,
}

/// The pattern of a series.
pub fn pattern(db: &Reads, series: &str) -> Result<NumberPattern> {
    let kept = db.numbering(series)?.map(|row| row.pattern).filter(|pattern| !pattern.is_empty());
    kept.as_deref().unwrap_or(usual(series)).parse()
}

/// What stands around the running numbers of a series on a day.
pub fn place(pattern: &NumberPattern, date: NaiveDate, client: &str) -> String {
    let (before, behind) = pattern.around(date, client);
    format!("{before}#{behind}")
}

/// The next number of a series. `used` are numbers on papers that have left, which are never given again.
pub fn next(db: &Reads, series: &str, date: NaiveDate, client: &Client, used: &[String]) -> Result<NewNumber> {
    let pattern = pattern(db, series)?;
    let (before, behind) = pattern.around(date, &client.code);
    let place = place(&pattern, date, &client.code);
    let left = used.iter().filter_map(|number| NumberPattern::sequence(number, (&before, &behind))).max();
    let highest = db.last_sequence(&place)?.max(left.unwrap_or(0)).max(db.numbering_floor(&place)? - 1);
    let mut sequence = highest + 1;
    loop {
        let number = pattern.number(date, &client.code, sequence)?;
        // Another program may have given it, or another series.
        if db.document_by_number(&number)?.is_none() {
            return Ok(NewNumber { number, place, sequence });
        }
        sequence += 1;
    }
}

/// Refuses a date that would stand before one of a lower number, unless that is meant.
pub fn check_date(db: &Reads, series: &str, date: NaiveDate, client: &Client, backdate: bool) -> Result<()> {
    let latest = db.last_date(&place(&pattern(db, series)?, date, &client.code))?;
    match latest {
        Some(latest) if date < latest && !backdate => Err(Error::at(
            "date",
            format!("the last number was given on {latest}: an earlier date would be out of order (--backdate)"),
        )),
        _ => Ok(()),
    }
}
