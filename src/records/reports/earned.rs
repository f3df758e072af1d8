//! What work of some days brought in: what documents say of it, and what is on none yet. This is what all reports of money
//! stand on, so that they are documents and unbilled together, to the cent.
//!
//! Work belongs to its day; a fee to the day on which its cycle begins, a block to that on which it was bought, a
//! commission to the last day of its cycle, and a charge to its own.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::command::context::Context;
use crate::domain::document::issued::{DocumentKind, LineKind};
use crate::domain::money::{Currency, parts, worth};
use crate::error::Result;
use crate::records::directory::Directory;
use crate::records::invoices::items::{Known, Reach, due};
use crate::store::{DocumentRow, LineRow, Reads, WorkDetail, WorkSum};

/// What something brought in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earned {
    /// The client.
    pub client: i64,
    /// What it is in.
    pub currency: Currency,
    /// What it was for.
    pub kind: LineKind,
    /// The code of the service, of time; none of time on no document that is told by client alone.
    pub service: Option<String>,
    /// A day of the month that it belongs to; the day itself where days are asked for.
    pub day: NaiveDate,
    /// Minor units, without tax.
    pub amount: i64,
    /// Whether it is on a document.
    pub billed: bool,
}

/// The day on which what is no time belongs.
fn day_of(kind: LineKind, from: NaiveDate, to: NaiveDate) -> NaiveDate {
    if matches!(kind, LineKind::Fee | LineKind::Block) { from } else { to }
}

/// Some days, the first and the last.
type Days = (NaiveDate, NaiveDate);

/// What work of some days brought in, of one client or all, by month: out of that work summed up by price and by month. Time on no
/// document is of no service then.
pub fn earned_months(
    context: &Context<'_>,
    days: Days,
    client: Option<i64>,
    (lines, months): (&[WorkSum], &[WorkSum]),
) -> Result<Vec<Earned>> {
    let directory = Directory::of(context.db)?;
    let mut found = beside(context, &directory, days, client, false)?;
    // Each client's rounded sum, shared out among its months by what they are worth.
    let mut wholes: BTreeMap<i64, i64> = BTreeMap::new();
    for sum in lines {
        *wholes.entry(sum.client).or_default() += unbilled(sum);
    }
    let mut clients: BTreeMap<i64, (Vec<NaiveDate>, Vec<i64>)> = BTreeMap::new();
    for sum in months.iter().filter(|sum| sum.unbilled_worth > 0) {
        let (months, weights) = clients.entry(sum.client).or_default();
        months.push(sum.day);
        weights.push(sum.unbilled_worth);
    }
    for (client, (months, weights)) in clients {
        let (currency, whole) = (directory.get(client)?.currency, wholes.get(&client).copied().unwrap_or(0));
        for (day, amount) in months.into_iter().zip(parts(whole, &weights)) {
            found.push(Earned { client, currency, kind: LineKind::Time, service: None, day, amount, billed: false });
        }
    }
    found.retain(|earned| earned.amount != 0);
    Ok(found)
}

/// The same out of work that is summed up by price alone, with the services of all time.
pub fn earned_of(context: &Context<'_>, days: Days, client: Option<i64>, work: &[WorkSum]) -> Result<Vec<Earned>> {
    let directory = Directory::of(context.db)?;
    let mut found = beside(context, &directory, days, client, false)?;
    found.extend(of_lines(&directory, work)?);
    found.retain(|earned| earned.amount != 0);
    Ok(found)
}

/// What work of some days brought in, of all clients, by day and currency.
pub fn earned_days(context: &Context<'_>, days: Days) -> Result<Vec<(Currency, NaiveDate, i64)>> {
    let directory = Directory::of(context.db)?;
    let found = beside(context, &directory, days, None, true)?;
    let mut found: Vec<_> = found.into_iter().map(|earned| (earned.currency, earned.day, earned.amount)).collect();
    let mut wholes: BTreeMap<Currency, i64> = BTreeMap::new();
    for sum in context.db.work(days.0, days.1, None, WorkDetail::Whole)? {
        *wholes.entry(directory.get(sum.client)?.currency).or_default() += unbilled(&sum);
    }
    for (currency, whole) in wholes {
        let (on, weights): (Vec<_>, Vec<_>) = context.db.day_worths(days.0, days.1, currency)?.into_iter().unzip();
        found.extend(on.into_iter().zip(parts(whole, &weights)).map(|(day, amount)| (currency, day, amount)));
    }
    Ok(found)
}

/// What minutes on no document are worth, rounded as a line.
fn unbilled(sum: &WorkSum) -> i64 {
    sum.rate.map_or(0, |rate| worth(sum.unbilled, rate))
}

/// What documents say, and what is due beside time.
fn beside(
    context: &Context<'_>,
    directory: &Directory,
    days: Days,
    client: Option<i64>,
    by_day: bool,
) -> Result<Vec<Earned>> {
    let mut found = Vec::new();
    for document in context.db.documents_about(days.0, days.1, client)? {
        let row: DocumentRow = context.db.get(document)?;
        found.extend(of_document(context.db, &row, days, by_day)?);
    }
    found.extend(of_items(context, directory, days, client)?);
    Ok(found)
}

/// A line as what it is about: one that takes back a part of another is of the kind of that.
fn credited(db: &Reads, line: LineRow) -> Result<LineRow> {
    let of = line.key.strip_prefix("credit:").and_then(|id| id.parse().ok());
    let kind = of.map(|id| db.get::<LineRow>(id)).transpose()?.map_or(line.kind, |other| other.kind);
    Ok(LineRow { kind, ..line })
}

/// What lines of a document say of work of some days: a deposit is none, and a discount is taken off all of them alike.
fn of_document(db: &Reads, row: &DocumentRow, (from, to): Days, by_day: bool) -> Result<Vec<Earned>> {
    let lines = db.lines_of(row.id)?.into_iter().map(|line| credited(db, line)).collect::<Result<Vec<_>>>()?;
    let (deposits, lines): (Vec<LineRow>, Vec<LineRow>) =
        lines.into_iter().partition(|line| line.kind == LineKind::Deposit);
    let whole = row.net - deposits.iter().map(|line| line.net).sum::<i64>();
    let sign = if row.kind == DocumentKind::Credit { -1 } else { 1 };
    let nets: Vec<i64> = lines.iter().map(|line| line.net).collect();
    let mut found = Vec::new();
    for (line, amount) in lines.iter().zip(parts(whole, &nets)) {
        let (first, last) = (line.first_day.unwrap_or(row.date), line.last_day.unwrap_or(row.date));
        let mut put = |day: NaiveDate, amount: i64| {
            if day >= from && day <= to {
                let (client, currency, kind, service) = (row.client, row.currency, line.kind, line.service.clone());
                found.push(Earned { client, currency, kind, service, day, amount: sign * amount, billed: true });
            }
        };
        let within = first >= from && last <= to && first.with_day(1) == last.with_day(1);
        if line.kind != LineKind::Time || within && !by_day || first == last {
            put(day_of(line.kind, first, last), amount);
            continue;
        }
        // Time of several months, or of days that are not asked for: each day has what its minutes weigh.
        let days = db.minutes_on(row.id, line.n)?;
        if days.is_empty() {
            put(last, amount);
            continue;
        }
        let weights: Vec<i64> = days.iter().map(|(_, minutes)| *minutes).collect();
        for ((day, _), part) in days.iter().zip(parts(amount, &weights)) {
            put(*day, part);
        }
    }
    Ok(found)
}

/// By what unbilled time is one line: the client, the service, the rate, and whether it is rush work.
type LineKey = (i64, Option<i64>, i64, bool);

/// Time that is on no document, rounded by line as it is where unbilled time is listed.
fn of_lines(directory: &Directory, work: &[WorkSum]) -> Result<Vec<Earned>> {
    let mut lines: BTreeMap<LineKey, BTreeMap<NaiveDate, i64>> = BTreeMap::new();
    for sum in work {
        if let Some(rate) = sum.rate.filter(|_| sum.unbilled > 0) {
            let line = lines.entry((sum.client, sum.service, rate, sum.rush)).or_default();
            *line.entry(sum.day).or_default() += sum.unbilled;
        }
    }
    let mut found = Vec::new();
    for ((client, service, rate, _), days) in lines {
        let currency = directory.get(client)?.currency;
        let (mut minutes, mut before) = (0, 0);
        for (day, more) in days {
            minutes += more;
            let through = worth(minutes, rate);
            let amount = through - std::mem::replace(&mut before, through);
            let service = directory.service(service).map(str::to_owned);
            found.push(Earned { client, currency, kind: LineKind::Time, service, day, amount, billed: false });
        }
    }
    Ok(found)
}

/// Fees, blocks, deficits, commissions and charges that are due today and on no document.
fn of_items(
    context: &Context<'_>,
    directory: &Directory,
    (from, to): (NaiveDate, NaiveDate),
    client: Option<i64>,
) -> Result<Vec<Earned>> {
    let (db, today) = (context.db, context.today());
    let known = client.map_or_else(|| Known::all(db), |client| Known::of(db, client))?;
    let mut found = Vec::new();
    for id in known.clients() {
        let client = directory.get(id)?;
        let (before, behind) = due(context, client, &known, Reach { through: today, date: today, kinds: "" })?;
        for item in before.into_iter().chain(behind) {
            let day = day_of(item.kind, item.from, item.to);
            if let Some(amount) = item.amount.filter(|_| day >= from && day <= to) {
                let (client, currency, kind) = (id, client.currency, item.kind);
                found.push(Earned { client, currency, kind, service: None, day, amount, billed: false });
            }
        }
    }
    Ok(found)
}
