//! A document is issued: figures, number, what it settles, deposits and credit, all in one write.

use chrono::NaiveDate;

use crate::command::call::Args;
use crate::command::context::Context;
use crate::command::input::{AmountOf, Input, ItemKinds};
use crate::command::report::{Done, Report};
use crate::domain::document::issued::{Document, DocumentKind};
use crate::error::{Doing, Error, Result};
use crate::records::invoices::names::DraftName;
use crate::records::invoices::number::{self, NewNumber};
use crate::records::invoices::plan::{Plan, plan};
use crate::records::invoices::show::Shown;
use crate::records::invoices::time::SettledEntry;
use crate::records::invoices::wishes::{draft_of, read_wishes, wishes_of};
use crate::records::names::ClientName;
use crate::store::{
    Allocation, Client, DocumentDiscount, DocumentRow, DocumentTax, DraftItem, Frozen, InvoiceDraft, LineRow, Payment,
    Percentages, Tx,
};

const DOING: &str = "issuing a document";

/// The client of a call and the draft that is meant: one that is named, else that of all it takes alone.
pub fn meant(tx: &Tx<'_>, args: &Args<'_>) -> Result<(Client, Option<InvoiceDraft>)> {
    let typed = args.text("client").unwrap_or_default();
    match DraftName::read(&typed, &args.context) {
        Ok(draft)
            if typed.trim().starts_with(['d', 'D']) && args.context.db.client_by_code(typed.trim())?.is_none() =>
        {
            Ok((tx.get::<Client>(draft.0.client)?, Some(draft.0)))
        }
        _ => {
            let client = args.need::<ClientName>("client")?.0;
            let kinds = args.or_none::<ItemKinds>("only")?.flatten().map(|kinds| kinds.0).unwrap_or_default();
            let draft = draft_of(tx, client.id, &kinds)?;
            Ok((client, draft))
        }
    }
}

/// `invoice issue`.
pub fn issue(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let (client, draft) = meant(tx, args)?;
    let wishes = draft.as_ref().map(|draft| wishes_of(tx, draft)).transpose()?.unwrap_or_default();
    let mut wishes = read_wishes(args, wishes)?;
    wishes.without_unpriced = args.flag("without-unpriced");
    wishes.no_credit = args.flag("no-credit");
    if client.archived_at.is_some() && draft.is_none() {
        return Err(Error::problem(format!("{} is archived: 'client archive {} --undo'", client.code, client.code)));
    }
    let planned = plan(&args.context, &client, &wishes)?;
    if planned.document.totals.total < 0 && !planned.is_empty() && args.flag("as-credit") {
        number::check_date(tx, "credit", planned.document.date, &client, args.flag("backdate"))?;
        return as_credit(tx, args, planned, draft);
    }
    planned.refuse_nothing(&args.context)?;
    number::check_date(tx, "invoice", planned.document.date, &client, args.flag("backdate"))?;
    let notes = planned.notes.clone();
    let row = finish(tx, args, planned, draft)?;
    let mut done = said(&args.context, &client, &row)?;
    done.notes = notes;
    Ok(done)
}

/// Issues what was worked out; its draft, if there was one, is no more.
pub fn finish(tx: &Tx<'_>, args: &Args<'_>, planned: Plan, draft: Option<InvoiceDraft>) -> Result<DocumentRow> {
    draft.map_or(Ok(()), |draft| delete_draft(tx, draft.id))?;
    write(tx, args, planned)
}

/// Deletes a draft with what was said of its lines.
pub fn delete_draft(tx: &Tx<'_>, draft: i64) -> Result<()> {
    for item in tx.draft_items(draft)? {
        tx.delete::<DraftItem>(item.id)?;
    }
    tx.delete::<InvoiceDraft>(draft)
}

/// `issued 2026-0007 for Acme GmbH: 565.25 EUR, due 17 Aug`.
pub fn said(context: &Context<'_>, client: &Client, row: &DocumentRow) -> Result<Done> {
    let amount = AmountOf(row.total, row.currency);
    let due = row.due.map(|due| format!(", due {}", due.format("%-d %b"))).unwrap_or_default();
    let mut done = Done::new(format!("issued {} for {}: {amount}{due}", row.number, client.name), row.id);
    done.record = Shown::issued(context, row)?.json();
    Ok(done)
}

/// Writes down a document that was worked out, with all that it settles and uses.
fn write(tx: &Tx<'_>, args: &Args<'_>, planned: Plan) -> Result<DocumentRow> {
    let Plan { client, document, keys, entries, .. } = planned;
    let number = number::next(tx, "invoice", document.date, &client, args.context.left)?;
    let row = put(tx, &client, &document, &keys, Some(number), false)?;
    settle(tx, client.id, entries, row.id, &keys)?;
    use_credit(tx, &client, row.id, document.prepaid)?;
    Ok(row)
}

/// Freezes the time that a document settles, at the lines with these keys.
fn settle(tx: &Tx<'_>, client: i64, entries: Vec<SettledEntry>, document: i64, keys: &[String]) -> Result<()> {
    for settled in entries {
        let bill = &settled.bill;
        let line = settled.line.as_ref().and_then(|key| keys.iter().position(|of| of == key));
        let frozen = Frozen {
            id: 0,
            entry: bill.entry,
            client,
            document: settled.charged.then_some(document),
            line: line.and_then(|at| i64::try_from(at + 1).ok()),
            counts_on: settled.counts_on,
            draws: serde_json::to_string(&bill.draws).doing(DOING)?,
            billed: bill.billed,
            carried: bill.carried,
            rate: bill.rate,
            agreement: bill.agreement,
            charged: settled.charged,
        };
        match tx.frozen(bill.entry)? {
            Some(before) => tx.update(&Frozen { id: before.id, ..frozen })?,
            None => _ = tx.insert(&frozen)?,
        }
    }
    Ok(())
}

/// Writes a document with its lines, taxes and discounts; `whole` says that it takes back all of the one that it corrects.
pub fn put(
    tx: &Tx<'_>,
    client: &Client,
    document: &Document,
    keys: &[String],
    number: Option<NewNumber>,
    whole: bool,
) -> Result<DocumentRow> {
    let (place, sequence, given) = match number {
        Some(new) => (Some(new.place), Some(new.sequence), new.number),
        None => (None, None, document.number.clone().unwrap_or_default()),
    };
    let totals = &document.totals;
    let corrects = match &document.corrects {
        Some((number, _)) => tx.document_by_number(number)?.map(|row| row.id),
        None => None,
    };
    let row = DocumentRow {
        id: 0,
        kind: document.kind,
        number: given,
        place,
        sequence,
        client: client.id,
        currency: document.currency,
        date: document.date,
        due: document.due,
        terms: document.terms.map(|terms| terms.to_string()).unwrap_or_default(),
        through: document.through,
        corrects,
        whole,
        reason: document.reason.clone(),
        discount: String::new(),
        prices: document.prices,
        net: totals.net,
        tax: totals.tax,
        gross: totals.gross,
        rounding: totals.rounding,
        total: totals.total,
        prepaid: document.prepaid,
        seller: serde_json::to_string(&document.seller).doing(DOING)?,
        buyer: serde_json::to_string(&document.buyer).doing(DOING)?,
        texts: serde_json::to_string(&document.texts).doing(DOING)?,
        language: document.language.clone(),
    };
    let id = tx.insert(&row)?;
    for (n, line) in (1..).zip(&document.lines) {
        let key = usize::try_from(n - 1).ok().and_then(|at| keys.get(at)).cloned().unwrap_or_default();
        tx.insert(&LineRow::of(id, n, key, line))?;
    }
    for tax in &document.totals.taxes {
        tx.insert(&DocumentTax {
            id: 0,
            document: id,
            tax: tax.group.code.clone(),
            category: tax.group.category,
            percents: Percentages(tax.group.percents.clone()),
            percent: tax.percent.to_string(),
            base: tax.base,
            amount: tax.amount,
        })?;
    }
    for (group, amount) in &document.totals.discounts {
        tx.insert(&DocumentDiscount {
            id: 0,
            document: id,
            tax: group.code.clone(),
            category: group.category,
            percents: Percentages(group.percents.clone()),
            amount: *amount,
        })?;
    }
    Ok(DocumentRow { id, ..row })
}

/// Pays a document out of money of the client that no document has used, the oldest first.
pub fn use_credit(tx: &Tx<'_>, client: &Client, document: i64, mut amount: i64) -> Result<()> {
    if amount == 0 {
        return Ok(());
    }
    for payment in tx.payments(Some(client.id))?.into_iter().filter(|payment| payment.amount > 0) {
        let part = tx.unused(payment.id)?.min(amount);
        if part > 0 {
            tx.insert(&Allocation { id: 0, payment: payment.id, document, amount: part })?;
            amount -= part;
        }
    }
    Ok(())
}

/// What is less than nothing becomes a credit note, and its amount the client's credit; what it is of is billed by that.
fn as_credit(tx: &Tx<'_>, args: &Args<'_>, planned: Plan, draft: Option<InvoiceDraft>) -> Result<Done> {
    draft.map_or(Ok(()), |draft| delete_draft(tx, draft.id))?;
    let client = planned.client.clone();
    let number = number::next(tx, "credit", planned.document.date, &client, args.context.left)?;
    let Plan { mut document, keys, entries, .. } = planned;
    document.kind = DocumentKind::Credit;
    (document.due, document.terms, document.prepaid) = (None, None, 0);
    let mirrored = mirror(&document);
    let row = put(tx, &client, &mirrored, &keys, Some(number), false)?;
    settle(tx, client.id, entries, row.id, &keys)?;
    credit_client(tx, &client, &row, row.date)?;
    let amount = AmountOf(row.total, row.currency);
    let said = format!("issued {} for {}: {amount}, which is the client's credit", row.number, client.name);
    let mut done = Done::new(said, row.id);
    done.more.push(("number", row.number.into()));
    Ok(done)
}

/// Money that a client gets as credit without having paid it.
pub fn credit_client(tx: &Tx<'_>, client: &Client, row: &DocumentRow, date: NaiveDate) -> Result<i64> {
    tx.insert(&Payment {
        id: 0,
        client: client.id,
        currency: row.currency,
        amount: row.total,
        date,
        fee: 0,
        method: "credit".to_owned(),
        reference: row.number.clone(),
        received: None,
        received_currency: None,
        refunds: None,
    })
}

/// The exact opposite of a document.
pub fn mirror(document: &Document) -> Document {
    let mut opposite = document.clone();
    for line in &mut opposite.lines {
        line.net = -line.net;
        line.gross = line.gross.map(|gross| -gross);
        line.quantity = line.quantity.map(|quantity| crate::domain::document::issued::Quantity(-quantity.0));
        line.discount = -line.discount;
    }
    let totals = &mut opposite.totals;
    for net in &mut totals.lines {
        *net = -*net;
    }
    for (_, amount) in &mut totals.discounts {
        *amount = -*amount;
    }
    for tax in &mut totals.taxes {
        (tax.base, tax.amount) = (-tax.base, -tax.amount);
    }
    for sum in [&mut totals.net, &mut totals.tax, &mut totals.gross, &mut totals.rounding, &mut totals.total] {
        *sum = -*sum;
    }
    opposite
}
