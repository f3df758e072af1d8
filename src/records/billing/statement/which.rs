//! Which cycle a statement is of: the present one, the last, a month's, a day's; and the one beside it.

use chrono::NaiveDate;

use crate::command::call::{Args, Call};
use crate::command::context::Context;
use crate::command::input::{CycleOf, Input, PastDay};
use crate::domain::agreement::{Book, Retainer};
use crate::domain::time::{plus_days, plus_months};
use crate::error::{Error, Result};
use crate::records::billing::statement::{Statement, month};
use crate::records::names::ClientName;
use crate::store::Client;

/// The retainer whose cycles count on a day: the oldest of those that hold then.
pub(crate) fn held(book: &Book, on: NaiveDate) -> Option<&Retainer> {
    book.retainers.iter().filter(|r| r.covers(on)).min_by_key(|r| (r.starts_on, r.id))
}

/// The days `[start, end)` of the cycle that holds a day; without a retainer, of the calendar month.
pub(crate) fn span(book: &Book, on: NaiveDate) -> (NaiveDate, NaiveDate) {
    held(book, on).map_or_else(|| month(on), |r| (r.cycle_at(on).start, r.cycle_at(on).end))
}

/// A day of the cycle before the one that holds a day.
fn before(book: &Book, on: NaiveDate) -> NaiveDate {
    let first = held(book, on).map_or(span(book, on).0, |r| span(book, on).0.max(r.starts_on));
    plus_days(first, -1)
}

/// A day of the cycle that is meant.
fn day(book: &Book, which: CycleOf, today: NaiveDate) -> NaiveDate {
    match which {
        CycleOf::This => today,
        CycleOf::Day(day) => day,
        CycleOf::Last => before(book, today),
        CycleOf::Month(first) => {
            let next = plus_months(first, 1);
            let begins = |r: &Retainer| {
                let at = r.index_at(plus_days(next, -1));
                // Of cycles that are shorter than a month, the first that begins in it.
                let starts = (at - 5..=at).map(|n| r.start_of(n).max(r.starts_on));
                let mut starts = starts.filter(|day| first <= *day && *day < next && *day <= today);
                starts.find(|day| held(book, *day).is_some_and(|held| held.id == r.id))
            };
            let mut all: Vec<&Retainer> = book.retainers.iter().collect();
            all.sort_by_key(|r| (r.starts_on, r.id));
            all.into_iter().find_map(begins).unwrap_or(first)
        }
    }
}

/// The client, the day of the cycle that is meant, and the day as of which it is told.
pub(crate) fn asked(args: &Args<'_>) -> Result<(Client, NaiveDate, NaiveDate)> {
    let client = args.need::<ClientName>("client")?.0;
    let today = args.get::<PastDay>("at")?.map_or_else(|| args.context.today(), |d| d.0);
    let which = args.get::<CycleOf>("cycle")?.unwrap_or(CycleOf::This);
    let book = args.context.db.book(client.id)?;
    let on = day(&book, which, today);
    Ok((client, on, today))
}

/// That the present cycle has nothing in it yet and the last one has: who asks on the first of a month wants that one.
pub(crate) fn look_back(statement: &Statement, client: &Client, args: &Args<'_>) -> Result<Option<String>> {
    let plain = args.text("cycle").is_none() && args.text("at").is_none() && args.text("format").is_none();
    if !plain || !statement.lines.is_empty() {
        return Ok(None);
    }
    let today = args.context.today();
    let last = before(&args.context.db.book(client.id)?, today);
    let found = Statement::of(&args.context, client, last, today)?;
    let text = || format!("nothing is worked in this cycle yet; the last one: statement {} --cycle last", client.code);
    Ok((!found.lines.is_empty()).then(text))
}

/// The call for the cycle after or before the one that a call is about; nothing if that has not begun.
pub fn turned(call: &Call, by: i64, context: &Context<'_>) -> Result<Option<Call>> {
    let text = |name: &str| call.text(name);
    let word = text("client").ok_or_else(|| Error::at("client", "is missing"))?;
    let client = ClientName::read(&word, context)?.0;
    let at = text("at").map(|day| PastDay::read(&day, context)).transpose()?;
    let today = at.map_or_else(|| context.today(), |day| day.0);
    let which = text("cycle").map(|cycle| CycleOf::read(&cycle, context)).transpose()?.unwrap_or(CycleOf::This);
    let book = context.db.book(client.id)?;
    let on = day(&book, which, today);
    let to = if by < 0 { before(&book, on) } else { span(&book, on).1 };
    if to > today {
        return Ok(None);
    }
    let mut turned = Call::new(call.action).with("client", client.code).with("cycle", to.to_string());
    for name in ["at", "format"] {
        turned = match text(name) {
            Some(word) => turned.with(name, word),
            None => turned,
        };
    }
    Ok(Some(turned))
}
