//! What work of some days brought in: time at its rate, retainer fees by the cycle that begins in them, and blocks by the day on which
//! they were bought. Charges are none of it: they are no time.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::command::context::Context;
use crate::domain::agreement::Book;
use crate::domain::money::{Currency, decimal, half_up, milli_to_minor, worth};
use crate::domain::rates::resolve;
use crate::error::Result;
use crate::records::directory::Directory;
use crate::records::invoices::items::fee;
use crate::store::{Agreement, AgreementType, Rate, Reads, WorkDetail, WorkSum};

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
        let (client, service, tags) = (entry.client, entry.service, entry.tags);
        WorkSum { day: entry.date, client, service, rate: None, tags, worked, unpaid, billed: 0, covered: 0, open: 0 }
    }))
}

/// What clients brought in from a day through another, by client.
pub fn revenues(
    context: &Context<'_>,
    (from, to): (NaiveDate, NaiveDate),
    client: Option<i64>,
) -> Result<BTreeMap<i64, Revenue>> {
    let db = context.db;
    let mut found: BTreeMap<i64, Revenue> = BTreeMap::new();
    let work = db.work(from, to, client, WorkDetail::Months)?;
    for sum in work.iter().chain(&running(context, from, to, client)?) {
        let revenue = found.entry(sum.client).or_default();
        revenue.amount += value(sum);
        revenue.seconds += sum.worked;
        revenue.unpaid += sum.unpaid;
        revenue.unpriced += if sum.rate.is_none() { sum.open } else { 0 };
    }
    let books = db.books()?;
    for row in db.agreements()?.into_iter().filter(|row| client.is_none_or(|client| client == row.client)) {
        let amount = books.get(&row.client).map_or(0, |book| agreed(book, &row, from, to));
        if amount != 0 {
            found.entry(row.client).or_default().amount += amount;
        }
    }
    Ok(found)
}

/// What an agreement brings in from a day through another.
fn agreed(book: &Book, row: &Agreement, from: NaiveDate, to: NaiveDate) -> i64 {
    match row.which() {
        AgreementType::Retainer => {
            let Some(retainer) = book.retainer(row.id) else { return 0 };
            let last = row.ends_on.map_or(to, |end| end.min(to));
            let mut index = retainer.index_at(from.max(retainer.starts_on));
            let mut sum = 0;
            loop {
                let begins = retainer.start_of(index).max(retainer.starts_on);
                if begins > last {
                    return sum;
                }
                sum += if begins >= from { fee(retainer, index, row.prorate) } else { 0 };
                index += 1;
            }
        }
        AgreementType::Block => {
            let within = |day: NaiveDate| day >= from && day <= to;
            let bought = if within(row.starts_on) { row.price.unwrap_or_default() } else { 0 };
            let refund = row.ends_on.filter(|end| within(*end)).and(row.refund).unwrap_or_default();
            bought - refund
        }
        AgreementType::Commission => 0,
    }
}

/// What an hour of a client is agreed to cost on a day, minor units: that of its retainers together, else its rate.
pub fn agreed_rate(db: &Reads, client: i64, currency: Currency, on: NaiveDate) -> Result<Option<i64>> {
    let book = db.book(client)?;
    let (mut fees, mut minutes) = (0, 0);
    for retainer in book.retainers.iter().filter(|retainer| retainer.covers(on) && !retainer.is_paused(on)) {
        if let Some(terms) = retainer.terms(on) {
            fees += terms.fee;
            minutes += terms.minutes;
        }
    }
    if minutes > 0 && fees > 0 {
        return Ok(Some(half_up(i128::from(fees) * 60, i128::from(minutes))));
    }
    let rates: Vec<_> = db.rates_for(client)?.iter().map(Rate::pure).collect();
    Ok(resolve(&rates, client, currency, None, on).map(|rate| milli_to_minor(rate.milli, currency)))
}

/// An amount with its currency: `38.30 EUR`.
pub fn money(minor: i64, currency: Currency) -> String {
    format!("{} {currency}", decimal(minor, currency.decimals()))
}

/// A client's currency.
pub fn currency_of(directory: &Directory, client: i64) -> Result<Currency> {
    directory.get(client).map(|client| client.currency)
}
