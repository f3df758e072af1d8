//! What clients brought in, and the time that it took.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::command::context::Context;
use crate::domain::agreement::Book;
use crate::domain::document::issued::LineKind;
use crate::domain::money::{Currency, decimal, half_up, milli_to_minor, worth};
use crate::domain::rates::{self, resolve};
use crate::domain::time::plus_days;
use crate::error::Result;
use crate::records::directory::Directory;
use crate::records::invoices::items::fee;
use crate::records::reports::earned::earned_of;
use crate::store::{Rate, Reads, WorkDetail, WorkSum};

/// What a client brought in, and the time that it took.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Revenue {
    /// Minor units.
    pub amount: i64,
    /// Seconds worked, those that nobody pays among them.
    pub seconds: i64,
    /// Those that nobody pays.
    pub unpaid: i64,
    /// Minutes to be paid that have no rate.
    pub unpriced: i64,
}

impl Revenue {
    /// Minor units an hour of all time; none if there was none.
    pub fn effective(&self) -> Option<i64> {
        (self.seconds > 0).then(|| half_up(i128::from(self.amount) * 3600, i128::from(self.seconds)))
    }
}

/// What work is worth at its rate: each sum rounded by itself, as lines are.
pub fn value(sum: &WorkSum) -> i64 {
    sum.rate.map_or(0, |rate| worth(sum.open, rate))
}

/// Work of the timer that runs, as if it ended now.
pub fn running(context: &Context<'_>, from: NaiveDate, to: NaiveDate, client: Option<i64>) -> Result<Option<WorkSum>> {
    let entry = context
        .db
        .running()?
        .filter(|entry| entry.date >= from && entry.date <= to && client.is_none_or(|client| client == entry.client));
    Ok(entry.map(|entry| {
        let worked = entry.started_at.map_or(0, |at| (context.now - at).max(0));
        let unpaid = if entry.billable && !entry.gift { 0 } else { worked };
        let (service, tags) = (entry.service, entry.tags);
        WorkSum { service, tags, worked, unpaid, ..WorkSum::none(entry.date, entry.client) }
    }))
}

/// What of it is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Everything.
    All,
    /// What is for hours: time, fees, blocks and deficits.
    Hours,
    /// The same, each fee spread over the minutes that are drawn from it.
    Spread,
}

impl Counted {
    fn takes(self, kind: LineKind) -> bool {
        match self {
            Self::All => true,
            Self::Hours => matches!(kind, LineKind::Time | LineKind::Fee | LineKind::Block | LineKind::Deficit),
            Self::Spread => matches!(kind, LineKind::Time | LineKind::Block | LineKind::Deficit),
        }
    }
}

/// What clients brought in from a day through another, by client.
pub fn revenues(
    context: &Context<'_>,
    (from, to): (NaiveDate, NaiveDate),
    client: Option<i64>,
    counted: Counted,
) -> Result<BTreeMap<i64, Revenue>> {
    let mut found: BTreeMap<i64, Revenue> = BTreeMap::new();
    let work = context.db.work(from, to, client, WorkDetail::Whole)?;
    // What a timer that runs will bring in is not known: without it, an hour is not said to be worth less.
    for sum in &work {
        let revenue = found.entry(sum.client).or_default();
        revenue.seconds += sum.worked;
        revenue.unpaid += sum.unpaid;
        revenue.unpriced += if sum.rate.is_none() { sum.unbilled } else { 0 };
    }
    for earned in earned_of(context, (from, to), client, &work)? {
        if counted.takes(earned.kind) {
            found.entry(earned.client).or_default().amount += earned.amount;
        }
    }
    if counted == Counted::Spread {
        for (client, amount) in spread(context.db, (from, to), client)? {
            found.entry(client).or_default().amount += amount;
        }
    }
    Ok(found)
}

/// Fees of retainers as far as minutes were drawn from them in some days: of each cycle the share of its minutes; the fee of a
/// cycle from which nothing was drawn belongs to the day on which it begins.
fn spread(db: &Reads, (from, to): (NaiveDate, NaiveDate), client: Option<i64>) -> Result<Vec<(i64, i64)>> {
    let (books, mut found) = (db.books()?, Vec::new());
    for row in db.agreements()?.into_iter().filter(|row| client.is_none_or(|client| client == row.client)) {
        let Some(retainer) = books.get(&row.client).and_then(|book| book.retainer(row.id)) else { continue };
        let last = row.ends_on.map_or(to, |end| end.min(to));
        let mut index = retainer.index_at(from.max(retainer.starts_on));
        loop {
            let span = retainer.cycle(index);
            let (begins, ends) = (span.start.max(retainer.starts_on), plus_days(span.end, -1));
            if begins > last {
                break;
            }
            let fee = fee(retainer, index, row.prorate);
            let (before, here, all) = (
                db.drawn(row.client, row.id, begins, plus_days(from, -1))?,
                db.drawn(row.client, row.id, begins.max(from), ends.min(to))?,
                db.drawn(row.client, row.id, begins, ends)?,
            );
            let share = |minutes: i64| half_up(i128::from(fee) * i128::from(minutes), i128::from(all.max(1)));
            let amount = match all {
                0 => {
                    if begins >= from {
                        fee
                    } else {
                        0
                    }
                }
                _ => share(before + here) - share(before),
            };
            found.push((row.client, amount));
            index += 1;
        }
    }
    Ok(found)
}

/// What an hour of each client is agreed to cost.
pub struct Agreed {
    books: BTreeMap<i64, Book>,
    rates: Vec<rates::Rate>,
}

impl Agreed {
    /// As it is kept.
    pub fn of(db: &Reads) -> Result<Self> {
        Ok(Self { books: db.books()?, rates: db.rates()?.iter().map(Rate::pure).collect() })
    }

    /// Minor units that an hour of a client costs on a day: that of its retainers together, else its rate.
    pub fn rate(&self, client: i64, currency: Currency, on: NaiveDate) -> Option<i64> {
        let (mut fees, mut minutes) = (0, 0);
        let retainers = self.books.get(&client).into_iter().flat_map(|book| &book.retainers);
        for retainer in retainers.filter(|retainer| retainer.covers(on) && !retainer.is_paused(on)) {
            if let Some(terms) = retainer.terms(on) {
                fees += terms.fee;
                minutes += terms.minutes;
            }
        }
        if minutes > 0 && fees > 0 {
            return Some(half_up(i128::from(fees) * 60, i128::from(minutes)));
        }
        resolve(&self.rates, client, currency, None, on).map(|rate| milli_to_minor(rate.milli, currency))
    }
}

/// An amount with its currency: `38.30 EUR`.
pub fn money(minor: i64, currency: Currency) -> String {
    format!("{} {currency}", decimal(minor, currency.decimals()))
}

/// A client's currency.
pub fn currency_of(directory: &Directory, client: i64) -> Result<Currency> {
    directory.get(client).map(|client| client.currency)
}
