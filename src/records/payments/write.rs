//! Payments: money is never refused; what no document asks for is the client's credit, and pays the next one.

use chrono::NaiveDate;

use crate::command::call::Args;
use crate::command::context::Context;
use crate::command::input::{AmountOf, CurrencyAmount, CurrencyCode, Hint, Input, PastDay, Reference};
use crate::command::report::Done;
use crate::domain::document::issued::DocumentKind;
use crate::domain::document::terms::PaymentTerms;
use crate::domain::money::Currency;
use crate::error::{Error, Result};
use crate::records::invoices::names::DocumentName;
use crate::records::names::{ClientName, numbered};
use crate::store::{Allocation, Allowance, Client, DocumentRow, Payment, Record, Tx};

numbered! {
    /// A payment by its number.
    PaymentId(Payment) "payment number" |row| format!("{} of {}", AmountOf(row.amount, row.currency), row.date), |_, _| Vec::new();
}

/// What is paid: a document, or whatever a client owes.
pub enum PayTarget {
    /// A document.
    Document(DocumentRow),
    /// A client.
    Client(Client),
}

impl Input for PayTarget {
    const LIKE: &'static str = "2026-0007 | 7 | client code";
    const NAMES: Option<&'static str> = Some(DocumentRow::WHAT);

    fn read(text: &str, context: &Context<'_>) -> Result<Self> {
        let typed = text.trim();
        if let Some(row) = context.db.document_by_number(typed)? {
            return Ok(Self::Document(row));
        }
        if let Ok(client) = ClientName::read(typed, context) {
            return Ok(Self::Client(client.0));
        }
        DocumentName::read(typed, context).map(|row| Self::Document(row.0))
    }

    fn echo(&self, _: &Context<'_>) -> String {
        match self {
            Self::Document(row) => row.number.clone(),
            Self::Client(client) => client.name.clone(),
        }
    }

    fn suggest(typed: &str, context: &Context<'_>) -> Vec<Hint> {
        let mut hints = DocumentName::suggest(typed, context);
        hints.extend(ClientName::suggest(typed, context));
        hints
    }
}

/// What arrived, in another currency: `105.40 EUR`.
pub struct Received(String, pub Currency);

impl Received {
    fn minor(&self, context: &Context<'_>) -> Result<i64> {
        CurrencyAmount::read(&self.0, context)?.minor(self.1)
    }
}

impl Input for Received {
    const LIKE: &'static str = "105.40 EUR";

    fn read(text: &str, context: &Context<'_>) -> Result<Self> {
        let typed = text.trim();
        let at = typed.find(|c: char| c.is_alphabetic());
        let (amount, code) = at.map(|at| typed.split_at(at)).ok_or_else(|| {
            Error::problem(format!("'{text}' is no amount of a currency: type 105.40 EUR, in quotes"))
        })?;
        let currency = CurrencyCode::read(code, context)?.0;
        let amount = amount.trim().to_owned();
        CurrencyAmount::read(&amount, context)?.minor(currency)?;
        Ok(Self(amount, currency))
    }

    fn echo(&self, _: &Context<'_>) -> String {
        format!("{} {}", self.0, self.1)
    }
}

/// Pays a document as far as it is open: how much of an amount that takes.
fn pay(tx: &Tx<'_>, payment: i64, row: &DocumentRow, amount: i64) -> Result<i64> {
    let open = tx.settlement(row.id)?.open();
    let part = amount.min(open).max(0);
    if part > 0 {
        let known = tx.allocations_to(row.id)?.into_iter().find(|a| a.payment == payment);
        match known {
            Some(known) => tx.update(&Allocation { amount: known.amount + part, ..known })?,
            None => _ = tx.insert(&Allocation { id: 0, payment, document: row.id, amount: part })?,
        }
    }
    Ok(part)
}

/// What may be taken off a document that is paid on a day.
fn early(row: &DocumentRow, on: NaiveDate) -> Result<i64> {
    if row.terms.is_empty() {
        return Ok(0);
    }
    let terms: PaymentTerms = row.terms.parse()?;
    Ok(terms
        .early(row.date)
        .filter(|(_, last)| on <= *last)
        .map_or(0, |(percent, _)| percent.of(row.total - row.prepaid)))
}

/// The day of a payment: today if none is said, and never one to come.
fn day(args: &Args<'_>) -> Result<NaiveDate> {
    let today = args.context.today();
    let day = args.get::<PastDay>("on")?.map_or(today, |day| day.0);
    if day > today { Err(Error::at("on", format!("{day} has not come yet"))) } else { Ok(day) }
}

/// `payment add`.
pub fn add(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let target = args.need::<PayTarget>("for")?;
    let client: Client = match &target {
        PayTarget::Document(row) => tx.get(row.client)?,
        PayTarget::Client(client) => client.clone(),
    };
    if let PayTarget::Document(row) = &target
        && row.kind == DocumentKind::Credit
    {
        return Err(Error::at("for", format!("{} is a credit note: it is not paid", row.number)));
    }
    let currency = match &target {
        PayTarget::Document(row) => row.currency,
        PayTarget::Client(client) => client.currency,
    };
    let amount = args.need::<CurrencyAmount>("amount")?.minor(currency).map_err(|e| e.in_field("amount"))?;
    if amount == 0 {
        return Err(Error::at("amount", "must be more than nothing"));
    }
    let date = day(args)?;
    if let PayTarget::Document(row) = &target
        && date < row.date
    {
        return Err(Error::at("on", format!("{date} is before {} was issued, on {}", row.number, row.date)));
    }
    let fee = args.get::<CurrencyAmount>("fee")?.map(|fee| fee.minor(currency)).transpose();
    let fee = fee.map_err(|e| e.in_field("fee"))?.unwrap_or(0);
    if fee >= amount {
        return Err(Error::at("fee", "is as much as was paid: it is what a bank or platform kept of it"));
    }
    let received = args.get::<Received>("received")?;
    if received.as_ref().is_some_and(|received| received.1 == currency) {
        return Err(Error::at("received", format!("is in {currency}, too: --fee says what was kept")));
    }
    let text = |name| -> Result<String> { Ok(args.get::<Reference>(name)?.map(|text| text.0).unwrap_or_default()) };
    let minor = received.as_ref().map(|received| received.minor(&args.context)).transpose();
    if matches!(minor, Ok(Some(0))) {
        return Err(Error::at("received", "must be more than nothing"));
    }
    let id = tx.insert(&Payment {
        id: 0,
        client: client.id,
        currency,
        amount,
        date,
        fee,
        method: text("method")?,
        reference: text("ref")?,
        received: minor.map_err(|e| e.in_field("received"))?,
        received_currency: received.map(|received| received.1),
        refunds: None,
    })?;
    let (mut left, mut paid) = (amount, Vec::new());
    match &target {
        PayTarget::Document(row) => {
            let open = tx.settlement(row.id)?.open();
            let part = pay(tx, id, row, left)?;
            left -= part;
            let off = early(row, date)?;
            if off > 0 && left == 0 && part + off == open && open == row.total - row.prepaid {
                tx.insert(&Allowance {
                    id: 0,
                    document: row.id,
                    kind: "early".to_owned(),
                    amount: off,
                    date,
                    payment: Some(id),
                    reason: String::new(),
                })?;
            }
            paid.push((row.clone(), part));
        }
        PayTarget::Client(client) => {
            for open in tx.receivables(Some(client.id))?.into_iter().filter(|open| open.open > 0) {
                if left == 0 {
                    break;
                }
                let row: DocumentRow = tx.get(open.document)?;
                let part = pay(tx, id, &row, left)?;
                left -= part;
                paid.push((row, part));
            }
        }
    }
    let mut done = Done::new(said(tx, &client, (amount, currency), &paid, left)?, id);
    if fee > 0 {
        done.notes.push(format!("{} of it were kept as a fee", AmountOf(fee, currency)));
    }
    Ok(done)
}

/// `119.00 EUR from Acme GmbH: 2026-0001 is paid; 11.00 EUR are credit`.
fn said(
    tx: &Tx<'_>,
    client: &Client,
    (amount, currency): (i64, Currency),
    paid: &[(DocumentRow, i64)],
    left: i64,
) -> Result<String> {
    let mut parts = Vec::new();
    for (row, part) in paid {
        let standing = tx.settlement(row.id)?;
        let open = standing.open();
        parts.push(match (open, *part) {
            (0, 0) if standing.paid == 0 => format!("nothing of {} is open", row.number),
            (0, 0) => format!("{} was paid already", row.number),
            (0, _) => format!("{} is paid", row.number),
            (open, _) => format!("{} of {} are open", AmountOf(open, currency), row.number),
        });
    }
    if left > 0 {
        parts.push(format!("{} are the client's credit", AmountOf(left, currency)));
    }
    Ok(format!("{} from {}: {}", AmountOf(amount, currency), client.name, parts.join("; ")))
}

/// `payment apply`.
pub fn apply(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let payment = args.need::<PaymentId>("id")?.0;
    let row = args.need::<DocumentName>("number")?.0;
    if row.client != payment.client {
        return Err(Error::at("number", format!("{} is another client's", row.number)));
    }
    if row.kind == DocumentKind::Credit {
        return Err(Error::at("number", format!("{} is a credit note: it is not paid", row.number)));
    }
    let unused = tx.unused(payment.id)?;
    let open = tx.settlement(row.id)?.open();
    let amount = args.get::<CurrencyAmount>("amount")?.map(|amount| amount.minor(row.currency)).transpose();
    let amount = amount.map_err(|e| e.in_field("amount"))?.unwrap_or(unused.min(open));
    if amount <= 0 || amount > unused {
        let what = format!("{} of payment {} are not used", AmountOf(unused.max(0), row.currency), payment.id);
        return Err(Error::at("amount", what));
    }
    if amount > open {
        return Err(Error::at("amount", format!("{} of {} are open", AmountOf(open, row.currency), row.number)));
    }
    pay(tx, payment.id, &row, amount)?;
    let said = format!("{} of payment {} pay {}", AmountOf(amount, row.currency), payment.id, row.number);
    Ok(Done::new(said, payment.id))
}

/// `payment refund`.
pub fn refund(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let payment = args.need::<PaymentId>("id")?.0;
    if payment.amount < 0 {
        return Err(Error::at("id", "is given back itself"));
    }
    let unused = tx.unused(payment.id)?;
    let amount = args.get::<CurrencyAmount>("amount")?.map(|amount| amount.minor(payment.currency)).transpose();
    let amount = amount.map_err(|e| e.in_field("amount"))?.unwrap_or(unused);
    if amount <= 0 || amount > unused {
        let what = format!("{} of payment {} are not used", AmountOf(unused.max(0), payment.currency), payment.id);
        return Err(Error::at("amount", what));
    }
    let date = day(args)?;
    if date < payment.date {
        return Err(Error::at("on", format!("is before it was paid, on {}", payment.date)));
    }
    let client: Client = tx.get(payment.client)?;
    let id = tx.insert(&Payment {
        id: 0,
        amount: -amount,
        date,
        fee: 0,
        received: None,
        received_currency: None,
        refunds: Some(payment.id),
        ..payment.clone()
    })?;
    let said = format!("gave {} of payment {} back to {}", AmountOf(amount, payment.currency), payment.id, client.name);
    Ok(Done::new(said, id))
}

/// `payment edit`.
pub fn edit(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let payment = args.need::<PaymentId>("id")?.0;
    let mut changed = payment.clone();
    if args.text("on").is_some() {
        changed.date = day(args)?;
    }
    for allocation in tx.allocations_of(payment.id)? {
        let row: DocumentRow = tx.get(allocation.document)?;
        if changed.date < row.date && changed.date != payment.date && payment.date >= row.date {
            return Err(Error::at("on", format!("is before {} was issued, on {}", row.number, row.date)));
        }
    }
    if let Some(amount) = args.get::<CurrencyAmount>("amount")? {
        let minor = amount.minor(payment.currency).map_err(|e| e.in_field("amount"))?;
        let used = payment.amount - tx.unused(payment.id)?;
        if payment.amount < 0 || minor == 0 || minor < used {
            let what = format!(
                "{} of it are used: 'payment rm {}' and add it anew",
                AmountOf(used, payment.currency),
                payment.id
            );
            return Err(Error::at("amount", what));
        }
        changed.amount = minor;
    }
    if let Some(fee) = args.or_none::<CurrencyAmount>("fee")? {
        changed.fee =
            fee.map(|fee| fee.minor(payment.currency)).transpose().map_err(|e| e.in_field("fee"))?.unwrap_or(0);
    }
    if changed.fee > 0 && changed.fee >= changed.amount {
        return Err(Error::at("fee", "is as much as was paid"));
    }
    args.put::<Reference>("ref", &mut changed.reference, |text| text.0)?;
    args.put::<Reference>("method", &mut changed.method, |text| text.0)?;
    if changed == payment {
        return Ok(Done::unchanged(&format!("payment {}", payment.id), payment.id));
    }
    tx.update(&changed)?;
    let said = format!("payment {}: {} on {}", payment.id, AmountOf(changed.amount, changed.currency), changed.date);
    Ok(Done::new(said, payment.id))
}

/// `payment rm`.
pub fn remove(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let payment = args.need::<PaymentId>("id")?.0;
    if let Some(back) = tx.payments(Some(payment.client))?.iter().find(|other| other.refunds == Some(payment.id)) {
        return Err(Error::problem(format!("part of it was given back: 'payment rm {}' first", back.id)));
    }
    let mut notes = Vec::new();
    for allocation in tx.allocations_of(payment.id)? {
        let row: DocumentRow = tx.get(allocation.document)?;
        tx.delete::<Allocation>(allocation.id)?;
        for allowance in tx.allowances_of(row.id)?.into_iter().filter(|a| a.payment == Some(payment.id)) {
            tx.delete::<Allowance>(allowance.id)?;
        }
        let open = tx.settlement(row.id)?.open();
        notes.push(format!("{} of {} are open", AmountOf(open, row.currency), row.number));
    }
    tx.delete::<Payment>(payment.id)?;
    let said = format!("deleted payment {} of {}", payment.id, AmountOf(payment.amount, payment.currency));
    let mut done = Done::new(said, payment.id);
    done.notes = notes;
    Ok(done)
}
