//! What a client owes beside time: fees, blocks, deficits, commission, charges; each is billed once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::command::context::Context;
use crate::command::input::DiscountWord;
use crate::domain::agreement::{Book, CycleLength, FirstCycle, Retainer};
use crate::domain::document::issued::{LineKind, Quantity, UnitPrice};
use crate::domain::document::totals::Discount;
use crate::domain::money::{half_up, milli_to_minor, worth};
use crate::domain::rates::resolve;
use crate::domain::time::plus_days;
use crate::error::Result;
use crate::records::agreements::billed::cycle_key;
use crate::records::agreements::commission;
use crate::store::{Agreement, AgreementType, Billing, Charge, Client, Rate, Reads};

/// Something that a client owes and that is on no document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is, so that it is billed once.
    pub key: String,
    /// What kind of line it makes.
    pub kind: LineKind,
    /// What it says; empty where papers have words of their own.
    pub text: String,
    /// The day on which it is due.
    pub due: NaiveDate,
    /// The first day it is about.
    pub from: NaiveDate,
    /// The last, whose tax it has.
    pub to: NaiveDate,
    /// Minutes and what an hour of them costs, of a deficit.
    pub time: Option<(i64, Option<i64>)>,
    /// How many.
    pub quantity: Option<Quantity>,
    /// What one of them is.
    pub unit: String,
    /// What one of them costs.
    pub price: Option<UnitPrice>,
    /// What is taken off it.
    pub discount: i64,
    /// What it comes to, minor units, as it is priced; none if it has no price.
    pub amount: Option<i64>,
    /// Its own tax code; empty if none.
    pub tax: String,
}

/// What a document takes.
#[derive(Clone, Copy, Debug)]
pub struct Reach<'a> {
    /// The last day whose time it takes.
    pub through: NaiveDate,
    /// The document's date, by which everything else is due.
    pub date: NaiveDate,
    /// The kinds that it takes alone; all if empty.
    pub kinds: &'a str,
}

impl Reach<'_> {
    /// Whether it takes a kind of items.
    pub fn takes(&self, kind: &str) -> bool {
        self.kinds.is_empty() || self.kinds.split(',').any(|taken| taken == kind)
    }
}

/// What is known of clients by which something is due: of one, or of all at once.
pub struct Known {
    billing: BTreeMap<i64, Billing>,
    books: BTreeMap<i64, Book>,
    agreements: Vec<Agreement>,
    marks: BTreeMap<i64, NaiveDate>,
    charged: BTreeSet<i64>,
}

impl Known {
    /// Of one client.
    pub fn of(db: &Reads, client: i64) -> Result<Self> {
        Ok(Self {
            billing: BTreeMap::from([(client, db.billing_of(client)?)]),
            books: BTreeMap::from([(client, db.book(client)?)]),
            agreements: db.agreements_of(client)?,
            marks: db.fee_marks()?,
            charged: BTreeSet::from([client]),
        })
    }

    /// Of all clients.
    pub fn all(db: &Reads) -> Result<Self> {
        let (agreements, charged) = (db.agreements()?, db.clients_charged()?);
        let nothing = agreements.is_empty() && charged.is_empty();
        let billing = if nothing { Vec::new() } else { db.billings()? };
        Ok(Self {
            billing: billing.into_iter().map(|billing| (billing.client, billing)).collect(),
            books: db.books()?,
            agreements,
            marks: db.fee_marks()?,
            charged: charged.into_iter().collect(),
        })
    }

    /// Clients that may owe something beside time.
    pub fn clients(&self) -> BTreeSet<i64> {
        self.agreements.iter().map(|row| row.client).chain(self.charged.iter().copied()).collect()
    }
}

/// What a client owes beside time, in the order in which documents have it: before time, and behind it.
pub fn due(context: &Context<'_>, client: &Client, known: &Known, reach: Reach<'_>) -> Result<(Vec<Item>, Vec<Item>)> {
    let db = context.db;
    let none = Billing::of(client.id);
    let billing = known.billing.get(&client.id).unwrap_or(&none);
    let rows: Vec<&Agreement> = known.agreements.iter().filter(|row| row.client == client.id).collect();
    let (mut before, mut deficits, mut commissions, mut charges) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    if !rows.is_empty() {
        let empty = Book::default();
        let book = known.books.get(&client.id).unwrap_or(&empty);
        let found = Agreed { context, client, billing, book, marks: &known.marks, reach };
        for row in rows {
            match row.which() {
                AgreementType::Retainer => {
                    if reach.takes("fees") {
                        found.fees(row, &mut before)?;
                    }
                    if reach.takes("deficits") {
                        deficits.extend(found.deficit(row)?);
                    }
                }
                AgreementType::Block if reach.takes("blocks") => found.block(row, &mut before)?,
                AgreementType::Commission if reach.takes("commissions") => found.commission(row, &mut commissions)?,
                _ => {}
            }
        }
    }
    if reach.takes("charges") && known.charged.contains(&client.id) {
        for charge in db.charges_unbilled(client.id)? {
            of_charge(db, client, billing, &charge, reach.date, &mut charges)?;
        }
    }
    let by_day = |item: &Item| (item.due, item.from, item.key.clone());
    for list in [&mut before, &mut deficits, &mut commissions] {
        list.sort_by_key(by_day);
    }
    charges.sort_by_key(|item| item.due);
    deficits.extend(commissions);
    deficits.extend(charges);
    Ok((before, deficits))
}

struct Agreed<'a> {
    context: &'a Context<'a>,
    client: &'a Client,
    billing: &'a Billing,
    book: &'a Book,
    marks: &'a BTreeMap<i64, NaiveDate>,
    reach: Reach<'a>,
}

impl Agreed<'_> {
    /// A priced item of one.
    fn one(
        &self,
        key: String,
        kind: LineKind,
        unit: &str,
        amount: i64,
        days: (NaiveDate, NaiveDate, NaiveDate),
    ) -> Item {
        let (due, from, to) = days;
        Item {
            key,
            kind,
            text: String::new(),
            due,
            from,
            to,
            time: None,
            quantity: Some(Quantity::ONE),
            unit: unit.to_owned(),
            price: Some(UnitPrice::of(amount, self.client.currency)),
            discount: 0,
            amount: Some(amount),
            tax: String::new(),
        }
    }

    /// Whether what begins on a day was billed before vadash did.
    fn is_billed_before(&self, start: NaiveDate) -> bool {
        self.billing.billed_through.is_some_and(|day| start <= day)
    }

    fn fees(&self, row: &Agreement, found: &mut Vec<Item>) -> Result<()> {
        let Some(retainer) = self.book.retainer(row.id) else { return Ok(()) };
        // Through the mark all is billed; where the end shortens a fee, each is looked at.
        let mark = self.marks.get(&row.id).copied().filter(|_| !row.prorate);
        let billed = match mark {
            Some(day) => self.context.db.billed_from(&format!("fee:{}:", row.id), day)?,
            None => self.context.db.billed_like(&format!("fee:{}:", row.id))?,
        };
        let arrears = self.billing.fee_when == "arrears";
        let reached = plus_days(self.reach.date, if arrears { 0 } else { self.context.config.billing.fee_lead });
        let mut index = mark.map_or_else(|| retainer.first_index(), |day| retainer.index_at(day) + 1);
        loop {
            let span = retainer.cycle(index);
            let from = span.start.max(retainer.starts_on);
            let due = if arrears { span.end } else { from };
            if due > reached || retainer.ends_on.is_some_and(|end| end < from) || span.end <= span.start {
                return Ok(());
            }
            let amount = fee(retainer, index, row.prorate);
            let key = cycle_key("fee", row.id, from);
            let before = billed.iter().find(|(of, _, _)| *of == key).map(|(_, amount, _)| *amount);
            let left = match before {
                // In advance the whole was billed of a cycle that was shortened since.
                Some(before) if row.prorate => amount - before,
                Some(_) => 0,
                None => amount,
            };
            if left != 0 && !self.is_billed_before(from) {
                let to = plus_days(span.end, -1);
                let unit = if retainer.every == CycleLength::MONTH { "month" } else { "cycle" };
                // What is given back is due once the end is known.
                let due = if before.is_some() { due.max(to) } else { due };
                if due <= reached {
                    found.push(self.one(key, LineKind::Fee, unit, left, (due, from, to)));
                }
            }
            index += 1;
        }
    }

    fn block(&self, row: &Agreement, found: &mut Vec<Item>) -> Result<()> {
        let db = self.context.db;
        let key = format!("block:{}", row.id);
        let price = row.price.unwrap_or_default();
        let day = row.starts_on;
        if price > 0 && day <= self.reach.date && !self.is_billed_before(day) && db.billed(&key)?.0 == 0 {
            found.push(self.one(key, LineKind::Block, "piece", price, (day, day, day)));
        }
        let key = format!("refund:{}", row.id);
        if let (Some(refund), Some(end)) = (row.refund, row.ends_on)
            && end <= self.reach.date
            && db.billed(&key)?.0 == 0
        {
            let item = self.one(key, LineKind::Block, "piece", refund, (end, end, end));
            found.push(Item { quantity: Some(Quantity(-1000)), amount: Some(-refund), ..item });
        }
        Ok(())
    }

    /// Minutes that an ended retainer still owes.
    fn deficit(&self, row: &Agreement) -> Result<Option<Item>> {
        let (db, key) = (self.context.db, format!("deficit:{}", row.id));
        let (Some(retainer), Some(end)) = (self.book.retainer(row.id), row.ends_on) else { return Ok(None) };
        let Some(terms) = retainer.terms(end).filter(|terms| terms.rollover.deducts()) else { return Ok(None) };
        if end > self.reach.through || self.is_billed_before(end) || db.billed(&key)?.0 > 0 {
            return Ok(None);
        }
        let position = db.position_of(self.client.id, end, self.context.setting)?;
        let closed = position.closing(row.id, end);
        let minutes = closed.last().and_then(|cycle| cycle.deficit_out).unwrap_or_default();
        if minutes == 0 {
            return Ok(None);
        }
        let rates: Vec<_> = db.rates_for(self.client.id)?.iter().map(Rate::pure).collect();
        let rate = terms.overage_rate.or_else(|| {
            resolve(&rates, self.client.id, self.client.currency, None, end)
                .map(|rate| milli_to_minor(rate.milli, self.client.currency))
        });
        let item = self.one(key, LineKind::Deficit, "h", 0, (end, end, end));
        let amount = rate.map(|rate| worth(minutes, rate));
        Ok(Some(Item { time: Some((minutes, rate)), quantity: None, price: None, amount, ..item }))
    }

    fn commission(&self, row: &Agreement, found: &mut Vec<Item>) -> Result<()> {
        let db = self.context.db;
        let Some(terms) = db.commission_of(row.id)? else { return Ok(()) };
        let agreed = commission::of_terms(&terms, self.client.currency)?;
        let cycles = commission::cycles(row)?;
        let billed = db.billed_like(&format!("commission:{}:", row.id))?;
        let mut index = cycles.first_index();
        loop {
            let span = cycles.cycle(index);
            let from = span.start.max(row.starts_on);
            let end = row.ends_on.map_or(span.end, |last| span.end.min(plus_days(last, 1)));
            if span.end <= span.start || span.end > self.reach.date || end <= from {
                return Ok(());
            }
            index += 1;
            if self.is_billed_before(from) {
                continue;
            }
            let (amount, _) = commission::amount(db, row, &agreed, (from, end))?;
            let key = cycle_key("commission", row.id, from);
            let before = billed.iter().find(|(of, _, _)| *of == key).map_or(0, |(_, amount, _)| *amount);
            if amount != before {
                let days = (span.end, from, plus_days(end, -1));
                found.push(self.one(key, LineKind::Commission, "piece", amount - before, days));
            }
        }
    }
}

/// A cycle's fee; of the one in which a retainer ends, by its days if that was agreed, half up.
pub fn fee(retainer: &Retainer, index: i64, prorate: bool) -> i64 {
    let (whole, span) = (retainer.fee_of(index), retainer.cycle(index));
    let end = retainer.start_of(index + 1);
    if !prorate || span.end >= end {
        return whole;
    }
    // Of a first cycle that is not whole itself, the days that are paid are those from its first.
    let from = if retainer.first_cycle == FirstCycle::Full { span.start } else { span.start.max(retainer.starts_on) };
    let (kept, days) = ((span.end - from).num_days().max(0), (end - from).num_days().max(1));
    half_up(i128::from(whole) * i128::from(kept), i128::from(days))
}

/// What of a charge is due by a day: once, or as often as it has come again.
fn of_charge(
    db: &Reads,
    client: &Client,
    billing: &Billing,
    charge: &Charge,
    date: NaiveDate,
    found: &mut Vec<Item>,
) -> Result<()> {
    let one = |key: String, day: NaiveDate| charge_item(client, charge, key, day);
    let Some(every) = &charge.every else {
        if charge.date <= date {
            found.push(one(format!("charge:{}", charge.id), charge.date)?);
        }
        return Ok(());
    };
    let every: CycleLength = every.parse()?;
    let billed = db.billed_like(&format!("charge:{}:", charge.id))?;
    let mut n = 0;
    loop {
        let day = every.after(charge.date, n);
        if day > date || charge.until.is_some_and(|until| day > until) {
            return Ok(());
        }
        n += 1;
        let key = format!("charge:{}:{day}", charge.id);
        let before = billing.billed_through.is_some_and(|through| day <= through);
        if !before && billed.iter().all(|(of, _, _)| *of != key) {
            found.push(one(key, day)?);
        }
    }
}

/// A charge as an item.
fn charge_item(client: &Client, charge: &Charge, key: String, day: NaiveDate) -> Result<Item> {
    let (price, quantity) = (UnitPrice(charge.price), Quantity(charge.quantity));
    let whole = price.times(quantity, client.currency);
    let discount = match charge.discount.as_str() {
        "" => 0,
        text => match DiscountWord::of(text, client.currency)? {
            Discount::Share(percent) => percent.of(whole),
            Discount::Amount(amount) => amount,
        },
    };
    Ok(Item {
        key,
        kind: charge.kind,
        text: charge.text.clone(),
        due: day,
        from: day,
        to: day,
        time: None,
        quantity: Some(quantity),
        unit: charge.unit.clone(),
        price: Some(price),
        discount,
        amount: Some(whole - discount),
        tax: charge.tax.clone(),
    })
}

/// What an item is, in words.
pub fn words(item: &Item) -> String {
    if !item.text.is_empty() {
        return item.text.clone();
    }
    let day = |day: NaiveDate| day.format("%-d %b %Y");
    match item.kind {
        LineKind::Fee if item.amount.is_some_and(|amount| amount < 0) => {
            format!("fee given back from {}", day(item.to))
        }
        LineKind::Fee => format!("fee from {}", day(item.from)),
        LineKind::Block if item.amount.is_some_and(|amount| amount < 0) => "hours not used".to_owned(),
        LineKind::Block => format!("block of {}", day(item.from)),
        LineKind::Deficit => "hours used beyond the retainer".to_owned(),
        LineKind::Commission => format!("commission from {}", day(item.from)),
        kind => kind.to_string(),
    }
}
