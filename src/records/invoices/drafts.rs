//! Drafts: what is said of a document before it is issued; all else of it is worked out whenever it is looked at.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::command::call::{Args, Call};
use crate::command::context::Context;
use crate::command::form::named;
use crate::command::grammar::date::write_date;
use crate::command::input::{AmountOf, Count, CurrencyAmount, PastDay, Text, Title};
use crate::command::report::{Columns, Done, Report};
use crate::domain::document::issued::{Document, DocumentKind, DocumentLine, LineKind};
use crate::domain::document::totals::{PriceBasis, SumLine, totals};
use crate::error::{Error, Result};
use crate::records::invoices::issue::{delete_draft, finish, meant, put, said};
use crate::records::invoices::names::DraftName;
use crate::records::invoices::plan::{Plan, coin, plan};
use crate::records::invoices::taxing::Taxing;
use crate::records::invoices::wishes::{Wishes, draft_of, read_wishes, wishes_of};
use crate::records::invoices::{number, parties};
use crate::records::names::ClientName;
use crate::store::{Client, DraftItem, InvoiceDraft, Tx};

/// Keeps what is said of a draft, in the place of what was; its number.
fn keep(tx: &Tx<'_>, known: Option<&InvoiceDraft>, wishes: &Wishes, planned: &Plan) -> Result<i64> {
    let row = InvoiceDraft {
        id: known.map_or(0, |known| known.id),
        client: planned.client.id,
        through: wishes.through,
        date: wishes.date,
        grouping: wishes.grouping.clone().unwrap_or_default(),
        discount: wishes.discount.clone(),
        kinds: wishes.kinds.clone(),
        note: wishes.note.clone(),
        seen: planned.document.totals.total.to_string(),
    };
    match known {
        Some(known) => tx.update(&row).map(|()| known.id),
        None => tx.insert(&row),
    }
}

/// `d3 for Acme GmbH: 565.25 EUR through 31 Jul`.
fn draft_words(id: i64, planned: &Plan) -> String {
    let document = &planned.document;
    let amount = AmountOf(document.totals.total, document.currency);
    let through = document.through.map(|day| format!(" through {}", day.format("%-d %b"))).unwrap_or_default();
    format!("draft d{id} for {}: {amount}{through}", planned.client.name)
}

/// `invoice draft`.
pub fn draft(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let (client, known) = meant(tx, args)?;
    let wishes = known.as_ref().map(|draft| wishes_of(tx, draft)).transpose()?.unwrap_or_default();
    let wishes = read_wishes(args, wishes)?;
    let planned = plan(&args.context, &client, &wishes)?;
    planned.refuse_nothing(&args.context)?;
    let id = keep(tx, known.as_ref(), &wishes, &planned)?;
    let same =
        known.as_ref().is_some_and(|known| tx.find::<InvoiceDraft>(id).is_ok_and(|row| row.as_ref() == Some(known)));
    let mut done = Done::new(draft_words(id, &planned), id);
    // That it is there is what was asked.
    done.unchanged = same;
    done.more.push(("draft", format!("d{id}").into()));
    let before = known.and_then(|known| known.seen.parse::<i64>().ok());
    if let Some(before) = before.filter(|before| *before != planned.document.totals.total) {
        done.notes.push(format!("it was {} when it was last looked at", AmountOf(before, client.currency)));
    }
    done.notes.extend(planned.notes);
    Ok(done)
}

/// A draft as it would be typed.
pub fn of_draft(call: &Call, id: &str, context: &Context<'_>) -> Result<Call> {
    let draft = named::<DraftName>("client", id, context)?.0;
    let day = |day: Option<NaiveDate>| day.map(write_date);
    let call = Call::new(call.action).with("client", format!("d{}", draft.id));
    let call = call.put("through", day(draft.through)).put("date", day(draft.date));
    let call = call.text_of("group", &draft.grouping).text_of("discount", &draft.discount);
    Ok(call.text_of("only", &draft.kinds).text_of("note", &draft.note))
}

/// `invoice rm`.
pub fn remove(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let draft = args.need::<DraftName>("draft")?.0;
    delete_draft(tx, draft.id)?;
    Ok(Done::new(format!("deleted draft d{}: what it took is due as before", draft.id), draft.id))
}

/// The draft of a call and the key of the line it names.
fn line_of(tx: &Tx<'_>, args: &Args<'_>) -> Result<(InvoiceDraft, String, String)> {
    let draft = args.need::<DraftName>("draft")?.0;
    let client: Client = tx.get(draft.client)?;
    let planned = plan(&args.context, &client, &wishes_of(tx, &draft)?)?;
    let n = args.need::<Count>("line")?.0;
    let at = usize::try_from(n - 1).ok().filter(|at| *at < planned.keys.len());
    let at = at.ok_or_else(|| Error::at("line", format!("d{} has no line {n}", draft.id)))?;
    let words = crate::records::invoices::show::line_text(&planned.document.lines[at]);
    Ok((draft, planned.keys[at].clone(), words))
}

fn put_item(tx: &Tx<'_>, draft: i64, key: &str, change: impl FnOnce(&mut DraftItem)) -> Result<()> {
    let known = tx.draft_items(draft)?.into_iter().find(|item| item.key == key);
    let new = known.is_none();
    let mut item =
        known.unwrap_or(DraftItem { id: 0, draft, key: key.to_owned(), text: String::new(), left_out: false });
    change(&mut item);
    if new { tx.insert(&item).map(drop) } else { tx.update(&item) }
}

/// `invoice line edit`.
pub fn edit_line(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let (draft, key, was) = line_of(tx, args)?;
    let text = args.need::<Title>("text")?.0;
    put_item(tx, draft.id, &key, |item| item.text.clone_from(&text))?;
    Ok(Done::new(format!("d{}: {was} says {text}", draft.id), draft.id))
}

/// `invoice line rm`.
pub fn remove_line(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let (draft, key, was) = line_of(tx, args)?;
    put_item(tx, draft.id, &key, |item| item.left_out = true)?;
    let client: Client = tx.get(draft.client)?;
    // What cannot wait is refused here, and not first when it is issued.
    plan(&args.context, &client, &wishes_of(tx, &draft)?)?;
    Ok(Done::new(format!("d{}: {was} waits for another document", draft.id), draft.id))
}

/// `invoice run`.
pub fn run(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let through = args.get::<PastDay>("through")?.map(|day| day.0);
    let issue = args.flag("issue");
    let (mut parts, mut notes, mut last) = (Vec::new(), Vec::new(), 0);
    for client in tx.clients()?.into_iter().filter(|client| client.archived_at.is_none()) {
        let known = draft_of(tx, client.id, "")?;
        let mut wishes = known.as_ref().map(|draft| wishes_of(tx, draft)).transpose()?.unwrap_or_default();
        wishes.through = through.or(wishes.through);
        let planned = match plan(&args.context, &client, &wishes) {
            Ok(planned) if planned.is_empty() => continue,
            Ok(planned) if planned.document.totals.total < 0 => {
                notes.push(format!(
                    "{}: less than nothing is due: 'invoice issue {} --as-credit'",
                    client.code, client.code
                ));
                continue;
            }
            Ok(planned) => planned,
            Err(error) => {
                notes.push(format!("{}: {error}", client.code));
                continue;
            }
        };
        if issue {
            let row = finish(tx, args, planned, known)?;
            parts.push(format!("{} for {}: {}", row.number, client.name, AmountOf(row.total, row.currency)));
            last = row.id;
        } else {
            last = keep(tx, known.as_ref(), &wishes, &planned)?;
            parts.push(draft_words(last, &planned));
        }
    }
    if parts.is_empty() {
        let why = if notes.is_empty() { String::new() } else { format!(": {}", notes.join("; ")) };
        return Err(Error::problem(format!("nothing is due of any client{why}")));
    }
    let what = if issue { "issued" } else { "made" };
    let mut done = Done::new(format!("{what} {}", parts.join("; ")), last);
    done.notes = notes;
    Ok(done)
}

/// `invoice deposit`.
pub fn deposit(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let client = args.need::<ClientName>("client")?.0;
    let amount = args.need::<CurrencyAmount>("amount")?.minor(client.currency).map_err(|e| e.in_field("amount"))?;
    if amount == 0 {
        return Err(Error::at("amount", "must be more than nothing"));
    }
    let text = args.need::<Title>("text")?.0;
    let date = args.get::<PastDay>("date")?.map_or_else(|| args.context.today(), |day| day.0);
    let business = parties::business(tx, date)?;
    let billing = tx.billing_of(client.id)?;
    let group = Taxing::of(tx, &business, &billing, &client.code)?.line("", None, date)?;
    number::check_date(tx, "invoice", date, &client, args.flag("backdate"))?;
    let sum = SumLine { amount, group: group.clone(), discounted: true };
    let found = totals(&[sum], None, billing.prices, coin(&business, client.currency))?;
    let terms = parties::terms(&billing)?;
    let language = parties::language(&args.context, &billing);
    let line = DocumentLine {
        gross: (billing.prices == PriceBasis::Gross).then_some(amount),
        ..DocumentLine::of(LineKind::Deposit, text, found.lines[0], group.clone())
    };
    let document = Document {
        kind: DocumentKind::Deposit,
        number: None,
        client: client.code.clone(),
        currency: client.currency,
        date,
        due: Some(terms.due(date)),
        terms: Some(terms),
        through: None,
        corrects: None,
        reason: String::new(),
        prices: billing.prices,
        lines: vec![line],
        totals: found,
        prepaid: 0,
        seller: parties::seller(&business),
        buyer: parties::buyer(&client, &billing),
        texts: parties::texts(tx, &language, &args.get::<Text>("note")?.map(|n| n.0).unwrap_or_default(), &[group])?,
        language,
    };
    let number = number::next(tx, "invoice", date, &client, args.context.left)?;
    let row = put(tx, &client, &document, &["asked".to_owned()], Some(number), false)?;
    said(&args.context, &client, &row)
}

/// Why each line of a document or draft is taxed as it is.
struct Why(Vec<(usize, String, String, String)>);

impl Report for Why {
    fn json(&self) -> Value {
        let one = |(n, text, tax, why): &(usize, String, String, String)| json!({ "n": n, "text": text, "tax": tax, "why": why });
        Value::Array(self.0.iter().map(one).collect())
    }

    fn text(&self) -> String {
        let mut columns = Columns::new(&[">", "what", "tax", "because"]);
        for (n, text, tax, why) in &self.0 {
            columns.row(vec![n.to_string(), text.clone(), tax.clone(), why.clone()]);
        }
        columns.text()
    }
}

/// `tax why`.
pub fn tax_why(args: &Args<'_>) -> Result<Box<dyn Report>> {
    use crate::records::invoices::names::PaperName;
    use crate::records::invoices::show::line_text;
    let wanted = args.get::<Count>("line")?.and_then(|n| usize::try_from(n.0).ok());
    let (document, why): (Document, Vec<String>) = match args.need::<PaperName>("number")? {
        PaperName::Draft(draft) => {
            let client: Client = args.context.db.get(draft.client)?;
            let planned = plan(&args.context, &client, &wishes_of(args.context.db, &draft)?)?;
            (planned.document, planned.why)
        }
        PaperName::Issued(row) => {
            let document = args.context.db.issued(&row)?;
            let (why, db) = (document.lines.iter(), args.context.db);
            let client: Client = db.get(row.client)?;
            let billing = db.billing_of(client.id)?;
            let business = parties::business(db, row.date)?;
            let taxing = Taxing::of(db, &business, &billing, &client.code)?;
            let why = why.map(|line| {
                let now = taxing.choose("", line.service.as_deref());
                match now {
                    Ok(chosen) if chosen.code == line.group.code => chosen.why,
                    _ => "it was said so when it was issued".to_owned(),
                }
            });
            let why = why.collect();
            (document, why)
        }
    };
    let mut rows = Vec::new();
    for (at, (line, why)) in document.lines.iter().zip(why).enumerate() {
        if wanted.is_some_and(|n| n != at + 1) {
            continue;
        }
        let percents: Vec<String> = line.group.percents.iter().map(|p| format!("{p} %")).collect();
        let day = line.to.map(|day| format!(" on {day}")).unwrap_or_default();
        let tax = format!("{} {}{day}", line.group.code, percents.join(" + "));
        rows.push((at + 1, line_text(line), tax, why));
    }
    if rows.is_empty() {
        return Err(Error::at("line", "there is no such line"));
    }
    Ok(Box::new(Why(rows)))
}
