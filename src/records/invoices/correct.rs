//! What is wrong with an issued document is corrected by another: all of it, a part of a line, or what is not to be had.

use chrono::NaiveDate;

use crate::command::call::Args;
use crate::command::input::{AmountOf, Count, CurrencyAmount, HowMany, Input, Minutes, Title};
use crate::command::report::Done;
use crate::domain::document::issued::{Document, DocumentKind, DocumentLine, LineKind, Quantity, UnitPrice};
use crate::domain::document::left::{Left, LeftLine};
use crate::domain::money::worth;
use crate::domain::tax::half_away;
use crate::error::{Error, Result};
use crate::records::invoices::issue::put;
use crate::records::invoices::names::DocumentName;
use crate::records::invoices::number;
use crate::records::invoices::show::Standing;
use crate::store::{Allocation, Allowance, Client, DocumentRow, Frozen, LineRow, Tx};

/// The credit note that takes back a document as a whole, if there is one.
fn voided_by(tx: &Tx<'_>, row: &DocumentRow) -> Result<Option<DocumentRow>> {
    Ok(tx.corrections_of(row.id)?.into_iter().find(|credit| credit.whole))
}

/// Refuses to correct what corrects, and what is taken back.
fn refuse_correction(tx: &Tx<'_>, row: &DocumentRow) -> Result<()> {
    if row.kind == DocumentKind::Credit {
        let corrected = row.corrects.map(|id| tx.get::<DocumentRow>(id)).transpose()?;
        let of = corrected.map_or(" is a credit note".to_owned(), |other| format!(" corrects {}", other.number));
        return Err(Error::problem(format!("{}{of}: bill it anew instead", row.number)));
    }
    match voided_by(tx, row)? {
        Some(credit) => Err(Error::problem(format!("{} is void already ({})", row.number, credit.number))),
        None => Ok(()),
    }
}

/// `invoice void`.
pub fn void(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let row = args.need::<DocumentName>("number")?.0;
    let reason = args.need::<Title>("reason")?.0;
    refuse_correction(tx, &row)?;
    refuse_deducted(tx, &row)?;
    let client: Client = tx.get(row.client)?;
    let original = tx.issued(&row)?;
    let today = args.context.today();
    let lines = tx.lines_of(row.id)?;
    let mut credit = correcting(&original, &row, today, reason);
    let mut keys: Vec<String> = lines.iter().map(key).collect();
    let mut rest = "";
    if !tx.corrections_of(row.id)?.is_empty() {
        let left = left_of(tx, &row, &original, &lines)?;
        let parts = left.all();
        credit.totals = left.take(&parts)?;
        let line = |(n, net): (usize, i64), amount| match lines[n].pure() {
            whole if whole.amount() == amount => DocumentLine { net, ..whole },
            _ => part_of(&lines[n], amount, net),
        };
        let nets = parts.iter().map(|(n, _)| *n).zip(credit.totals.lines.iter().copied());
        credit.lines = nets.zip(&parts).map(|(at, (_, amount))| line(at, *amount)).collect();
        keys = parts.iter().map(|(n, _)| key(&lines[*n])).collect();
        rest = ", what was left of it";
    }
    let number = number::next(tx, "credit", today, &client, args.context.left)?;
    let note = put(tx, &client, &credit, &keys, Some(number), true)?;
    free_payments(tx, row.id, i64::MAX)?;
    for allowance in tx.allowances_of(row.id)? {
        tx.delete::<Allowance>(allowance.id)?;
    }
    let (open, kept) = give_back(tx, &row)?;
    let amount = AmountOf(note.total, note.currency);
    let said = format!("voided {} for {}: credit note {} over {amount}{rest}", row.number, client.name, note.number);
    let mut done = Done::new(said, note.id);
    done.more.push(("number", note.number.into()));
    if kept > 0 {
        done.notes
            .push("later documents stand, so what it covered stays covered; what it charged is open again".to_owned());
    } else if open > 0 {
        done.notes.push("its time is open again".to_owned());
    }
    debug_assert!(tx.allocations_to(row.id)?.is_empty(), "payments of a void document are freed");
    Ok(done)
}

/// Refuses to take back a deposit that another document deducts.
fn refuse_deducted(tx: &Tx<'_>, row: &DocumentRow) -> Result<()> {
    if row.kind != DocumentKind::Deposit {
        return Ok(());
    }
    match tx.billed(&format!("deposit:{}", row.id))? {
        (count, _, Some(number)) if count > 0 => {
            Err(Error::problem(format!("{} is deducted on {number}: void that first", row.number)))
        }
        _ => Ok(()),
    }
}

/// A document that takes back what another says, with the same figures.
fn correcting(original: &Document, row: &DocumentRow, today: NaiveDate, reason: String) -> Document {
    Document {
        kind: DocumentKind::Credit,
        number: None,
        date: today,
        due: None,
        terms: None,
        through: None,
        corrects: Some((row.number.clone(), row.date)),
        reason,
        prepaid: 0,
        ..original.clone()
    }
}

/// Takes back that some of a document was given up, the newest first; how much.
fn ask_again(tx: &Tx<'_>, document: i64, most: i64) -> Result<i64> {
    let mut left = most.max(0);
    for allowance in tx.allowances_of(document)?.into_iter().rev().filter(|a| a.kind == "bad_debt") {
        let part = allowance.amount.min(left);
        left -= part;
        if part == allowance.amount {
            tx.delete::<Allowance>(allowance.id)?;
        } else if part > 0 {
            tx.update(&Allowance { amount: allowance.amount - part, ..allowance })?;
        }
    }
    Ok(most.max(0) - left)
}

/// Takes money off a document so that what was paid becomes the client's credit, the newest payment first; at most so much.
fn free_payments(tx: &Tx<'_>, document: i64, mut amount: i64) -> Result<()> {
    for allocation in tx.allocations_to(document)?.into_iter().rev() {
        if amount <= 0 {
            break;
        }
        let part = allocation.amount.min(amount);
        amount = amount.saturating_sub(part);
        if part == allocation.amount {
            tx.delete::<Allocation>(allocation.id)?;
        } else {
            tx.update(&Allocation { amount: allocation.amount - part, ..allocation })?;
        }
    }
    Ok(())
}

/// Gives back the time of a document. Of the client's latest all is as if it had not been; else what it covered stays covered,
/// and only what it charged is open again. How many entries are open again, and how many stay.
fn give_back(tx: &Tx<'_>, row: &DocumentRow) -> Result<(usize, usize)> {
    let Some(through) = row.through else { return Ok((0, 0)) };
    let later = tx.documents(Some(row.client), (None, None))?.into_iter().any(|other| {
        other.id != row.id
            && other.through.is_some_and(|day| day > through || day == through && other.id > row.id)
            && voided_by(tx, &other).is_ok_and(|by| by.is_none())
    });
    let (mut open, mut kept) = (0, 0);
    for frozen in tx.frozen_on(row.id)? {
        match (later, frozen.line) {
            (false, _) => {
                tx.delete::<Frozen>(frozen.id)?;
                open += 1;
            }
            (true, Some(_)) => {
                tx.update(&reopened(frozen))?;
                open += 1;
            }
            (true, None) => kept += 1,
        }
    }
    Ok((open, kept))
}

/// An entry that is drawn, and whose price is open again.
fn reopened(frozen: Frozen) -> Frozen {
    Frozen { document: None, line: None, charged: false, ..frozen }
}

/// `invoice credit`.
pub fn credit(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let row = args.need::<DocumentName>("number")?.0;
    let reason = args.need::<Title>("reason")?.0;
    refuse_correction(tx, &row)?;
    refuse_deducted(tx, &row)?;
    let client: Client = tx.get(row.client)?;
    let n = args.need::<Count>("line")?.0;
    let lines = tx.lines_of(row.id)?;
    let at = lines.iter().position(|line| line.n == n);
    let at = at.ok_or_else(|| Error::at("line", format!("{} has no line {n}", row.number)))?;
    let line = &lines[at];
    let original = tx.issued(&row)?;
    let left = left_of(tx, &row, &original, &lines)?;
    let LeftLine { charged, amount: most, .. } = left.lines[at];
    if charged < 0 {
        let what = format!("line {n} takes something off {}: void it, and bill it anew", row.number);
        return Err(Error::at("line", what));
    }
    if most <= 0 {
        return Err(Error::at("line", format!("nothing is left to credit of line {n}")));
    }
    let part = asked(args, &client, line, &left.lines[at])?;
    if part.amount <= 0 {
        return Err(Error::at("amount", "must be more than nothing"));
    }
    if part.amount > most {
        let most = AmountOf(most, row.currency);
        let field = if part.minutes.is_some() || part.quantity.is_some() { "qty" } else { "amount" };
        return Err(Error::at(field, format!("is more than the line: {most} of it can be credited")));
    }
    if args.flag("reopen") && (line.kind != LineKind::Time || part.amount != most) {
        return Err(Error::at("reopen", "gives back a time line of which nothing is left: credit all of it"));
    }
    let found = left.take(&[(at, part.amount)])?;
    let settled = tx.settlement(row.id)?;
    if found.total > settled.total - settled.credited {
        let most = AmountOf(settled.total - settled.credited, row.currency);
        return Err(Error::at("amount", format!("is more than the document: {most} of it can be credited, with tax")));
    }
    let today = args.context.today();
    let mut document = correcting(&original, &row, today, reason);
    document.lines = vec![DocumentLine {
        minutes: part.minutes,
        quantity: part.quantity,
        price: line.price.filter(|_| part.quantity.is_some()).map(UnitPrice),
        rate: line.rate.filter(|_| part.minutes.is_some()),
        discount: part.discount,
        ..part_of(line, part.amount, found.lines[0])
    }];
    document.totals = found;
    let number = number::next(tx, "credit", today, &client, args.context.left)?;
    let note = put(tx, &client, &document, &[key(line)], Some(number), false)?;
    // What was given up is given up no more where it is not owed; then what was paid becomes credit.
    let open = tx.settlement(row.id)?.open();
    let open = open + ask_again(tx, row.id, -open)?;
    free_payments(tx, row.id, -open)?;
    let mut done_notes = Vec::new();
    if args.flag("reopen") {
        for frozen in tx.frozen_on(row.id)?.into_iter().filter(|frozen| frozen.line == Some(n)) {
            tx.update(&reopened(frozen))?;
        }
        done_notes.push("the time of the line is open again".to_owned());
    }
    if open < 0 {
        done_notes.push(format!("{} of what was paid is the client's credit now", AmountOf(-open, row.currency)));
    }
    let amount = AmountOf(note.total, note.currency);
    let said = format!("credit note {} for {} over {amount}, with tax, of {}", note.number, client.name, row.number);
    let mut done = Done::new(said, note.id);
    done.more.push(("number", note.number.into()));
    done.notes = done_notes;
    Ok(done)
}

/// What is asked to be credited of a line.
struct Part {
    /// As the line is priced.
    amount: i64,
    minutes: Option<i64>,
    quantity: Option<Quantity>,
    /// What minutes or a quantity come to at their price beside the amount: their share of a discount on the whole document.
    discount: i64,
}

/// What is to be credited of a line: an amount, or a quantity at its price; all that is left if nothing is said.
fn asked(args: &Args<'_>, client: &Client, line: &LineRow, left: &LeftLine) -> Result<Part> {
    let plain = |amount| Part { amount, minutes: None, quantity: None, discount: 0 };
    if let Some(amount) = args.get::<CurrencyAmount>("amount")? {
        if args.text("qty").is_some() {
            return Err(Error::at("qty", "and --amount say the same: leave one of them out"));
        }
        let minor = amount.minor(client.currency).map_err(|e| e.in_field("amount"))?;
        return Ok(plain(minor));
    }
    let Some(text) = args.text("qty") else { return Ok(plain(left.amount)) };
    let context = args.context_of("qty");
    // A line's own discount and its share of one on the whole are shared by its parts.
    let part = |priced: i64, whole: i64, minutes, quantity| {
        let amount = match whole {
            0 => priced,
            whole => half_away(i128::from(priced) * i128::from(left.charged), i128::from(whole)),
        };
        Part { amount, minutes, quantity, discount: priced - amount }
    };
    match (line.rate, line.price) {
        (Some(rate), _) => {
            let minutes = Minutes::read(&text, &context).map_err(|e| e.in_field("qty"))?.0;
            Ok(part(worth(minutes, rate), worth(line.minutes.unwrap_or_default(), rate), Some(minutes), None))
        }
        (None, Some(price)) => {
            let quantity = HowMany::read(&text, &context).map_err(|e| e.in_field("qty"))?.0;
            let times = |quantity| UnitPrice(price).times(quantity, client.currency);
            let whole = line.quantity.map_or(0, |whole| times(Quantity(whole)));
            Ok(part(times(quantity), whole, None, Some(quantity)))
        }
        _ => Err(Error::at("qty", "is for lines with a price: say an amount instead")),
    }
}

/// By what a line of a credit note knows the one that it corrects.
fn key(line: &LineRow) -> String {
    format!("credit:{}", line.id)
}

/// A part of a line, as it is taken back.
fn part_of(line: &LineRow, amount: i64, net: i64) -> DocumentLine {
    DocumentLine {
        kind: LineKind::Credit,
        minutes: None,
        rate: None,
        quantity: None,
        price: None,
        discount: 0,
        gross: line.gross.map(|_| amount),
        net,
        ..line.pure()
    }
}

/// What is left of a document beside what was credited of its lines.
fn left_of(tx: &Tx<'_>, row: &DocumentRow, original: &Document, lines: &[LineRow]) -> Result<Left> {
    let mut left = Left::of(original);
    for credit in tx.corrections_of(row.id)? {
        let place = |credited: &LineRow| lines.iter().position(|line| key(line) == credited.key);
        let parts = tx.lines_of(credit.id)?.into_iter().filter_map(|l| Some((place(&l)?, l.gross.unwrap_or(l.net))));
        left.less(&parts.collect::<Vec<_>>(), &tx.issued(&credit)?.totals);
    }
    Ok(left)
}

/// `invoice writeoff`.
pub fn write_off(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let row = args.need::<DocumentName>("number")?.0;
    let reason = args.need::<Title>("reason")?.0;
    let standing = Standing::of(tx, &row, args.context.today())?;
    let open = if row.kind == DocumentKind::Credit { 0 } else { standing.open() };
    if open <= 0 {
        return Err(Error::problem(format!("nothing of {} is open", row.number)));
    }
    let amount = args.get::<CurrencyAmount>("amount")?.map(|amount| amount.minor(row.currency)).transpose();
    let amount = amount.map_err(|e| e.in_field("amount"))?.unwrap_or(open);
    if amount == 0 || amount > open {
        let what = format!("must be more than nothing and at most what is open, {}", AmountOf(open, row.currency));
        return Err(Error::at("amount", what));
    }
    tx.insert(&Allowance {
        id: 0,
        document: row.id,
        kind: "bad_debt".to_owned(),
        amount,
        date: args.context.today(),
        payment: None,
        reason,
    })?;
    Ok(Done::new(format!("wrote off {} of {}", AmountOf(amount, row.currency), row.number), row.id))
}
