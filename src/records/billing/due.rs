//! Clients to be billed: what of, through which day, and what must be known of the business first.

use chrono::NaiveDate;

use crate::command::context::Context;
use crate::domain::time::{hours_minutes, plus_days};
use crate::error::Result;
use crate::records::billing::unbilled::{Row, Unbilled};
use crate::records::invoices::parties::lacking;
use crate::records::invoices::plan::usual_through;
use crate::records::kind::Listing;
use crate::store::WorkDetail;

/// A client that owes something which is on no document.
pub struct DueClient {
    /// What is owed.
    pub row: Row,
    /// What of, in a few words: `fee + 1:30 over`.
    pub what: String,
    /// The last day whose time its next document takes, where nothing else is said.
    pub through: NaiveDate,
    /// Its draft of all that it owes, if there is one.
    pub draft: Option<i64>,
}

/// Clients to be billed, the largest amount first within a currency.
pub struct ToBill {
    /// Them.
    pub clients: Vec<DueClient>,
    /// The day that it is as of.
    pub as_of: NaiveDate,
    /// What must be known of the business before it can issue anything.
    pub lacking: Vec<&'static str>,
}

impl Listing for ToBill {
    fn read(context: &Context<'_>) -> Result<Self> {
        let today = context.today();
        let drafts = context.db.invoice_drafts(None)?;
        let rows = Unbilled::now(context)?.rows.into_iter().filter(|row| row.minutes > 0 || !row.items.is_empty());
        let one = |row: Row| -> Result<DueClient> {
            let book = context.db.book(row.id)?;
            let agreed = book.begins().zip(row.oldest).is_some_and(|(begins, oldest)| begins <= oldest);
            let draft = drafts.iter().find(|draft| draft.client == row.id && draft.kinds.is_empty());
            let through = draft.and_then(|draft| draft.through).unwrap_or_else(|| usual_through(&book, today));
            let later = context.db.work(plus_days(through, 1), today, Some(row.id), WorkDetail::Whole)?;
            let later = later.iter().map(|sum| sum.unbilled).sum();
            Ok(DueClient {
                what: words(&row, agreed, (through, later)),
                through,
                draft: draft.map(|draft| draft.id),
                row,
            })
        };
        let clients = rows.map(one).collect::<Result<_>>()?;
        Ok(Self { clients, as_of: today, lacking: lacking(context.db, today)? })
    }
}

/// What a client owes, kind by kind: `fee + 1:30 over`, `2 fees + 3 charges`; `agreed` if its time is over what was agreed. What
/// of the time is later than its next document takes is said: `6:45 time (1:30 after 30 Jun)`.
fn words(row: &Row, agreed: bool, (through, later): (NaiveDate, i64)) -> String {
    let mut parts = row.beside_time();
    let priced = row.minutes - row.unpriced;
    if priced > 0 {
        let later = match later {
            0 => String::new(),
            minutes => format!(" ({} after {})", hours_minutes(minutes), through.format("%-d %b")),
        };
        parts.push(format!("{} {}{later}", hours_minutes(priced), if agreed { "over" } else { "time" }));
    }
    if row.unpriced > 0 {
        parts.push(format!("{} no rate", hours_minutes(row.unpriced)));
    }
    parts.join(" + ")
}
