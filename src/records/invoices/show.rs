//! A document as JSON and as text, and where it stands.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::command::context::Context;
use crate::command::report::{Columns, Report};
use crate::domain::document::issued::{Document, DocumentKind, DocumentLine, LineKind};
use crate::domain::document::totals::TaxGroup;
use crate::domain::money::{Currency, decimal};
use crate::domain::time::hours_minutes;
use crate::error::Result;
use crate::records::invoices::names::PaperName;
use crate::records::invoices::plan::plan;
use crate::records::invoices::wishes::wishes_of;
use crate::store::{Client, Delivery, DocumentRow, Payment, Reads, Settlement};

/// Where a document stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// What became of what it asks for.
    pub settlement: Settlement,
    /// `issued`, `sent`, `part_paid`, `paid`, `credited`, `written_off`, `draft`.
    pub state: &'static str,
    /// Days past its due day, if something is open.
    pub days_overdue: i64,
    /// The numbers of the credit notes that correct it.
    pub corrected_by: Vec<String>,
    /// How it was sent last.
    pub sent: Option<Delivery>,
}

impl Standing {
    /// Of an issued document on a day.
    pub fn of(db: &Reads, row: &DocumentRow, today: NaiveDate) -> Result<Self> {
        let corrections = db.corrections_of(row.id)?;
        let whole = corrections.iter().any(|credit| credit.whole);
        let settlement = if row.kind == DocumentKind::Credit {
            Settlement { total: row.total, ..Settlement::default() }
        } else {
            db.settlement(row.id)?
        };
        let sent = db.deliveries_of(row.id)?.into_iter().rev().find(|delivery| delivery.state == "sent");
        let open = if row.kind == DocumentKind::Credit { 0 } else { settlement.open() };
        let touched = settlement.paid != 0 || settlement.credited != 0 || settlement.written_off != 0;
        let state = match (row.kind, open) {
            (DocumentKind::Credit, _) if sent.is_some() => "sent",
            (DocumentKind::Credit, _) => "issued",
            _ if whole => "credited",
            (_, 0) if settlement.written_off > 0 => "written_off",
            (_, 0) if settlement.paid == 0 && settlement.credited > 0 => "credited",
            (_, 0) => "paid",
            _ if touched => "part_paid",
            _ if sent.is_some() => "sent",
            _ => "issued",
        };
        let days = row.due.filter(|_| open != 0).map_or(0, |due| (today - due).num_days().max(0));
        let corrected_by = corrections.into_iter().map(|credit| credit.number).collect();
        Ok(Self { settlement, state, days_overdue: days, corrected_by, sent })
    }

    /// What is still to be paid.
    pub fn open(&self) -> i64 {
        self.settlement.open()
    }
}

/// A document as it is shown.
pub struct Shown {
    /// The document.
    pub document: Document,
    /// Where it stands; nothing is known of a draft but what it comes to.
    pub standing: Standing,
    /// The number of a draft.
    pub draft: Option<i64>,
    /// Payments of it: the payment and what of it.
    pub payments: Vec<(Payment, i64)>,
    /// The instant at which it was sent last.
    pub sent_at: Option<String>,
    /// Its papers: name and SHA-256.
    pub papers: Vec<(String, String)>,
    /// What is to be known of a draft.
    pub notes: Vec<String>,
}

impl Shown {
    /// An issued document.
    pub fn issued(context: &Context<'_>, row: &DocumentRow) -> Result<Self> {
        let db = context.db;
        let document = db.issued(row)?;
        let standing = Standing::of(db, row, context.today())?;
        let mut payments = Vec::new();
        for allocation in db.allocations_to(row.id)? {
            payments.push((db.get::<Payment>(allocation.payment)?, allocation.amount));
        }
        let papers = db.deliveries_of(row.id)?.into_iter().filter(|d| !d.sha256.is_empty());
        let papers = papers.map(|d| (d.name, d.sha256)).collect();
        let sent_at = standing.sent.as_ref().map(|sent| context.zone().rfc3339(sent.at));
        Ok(Self { document, standing, draft: None, payments, sent_at, papers, notes: Vec::new() })
    }

    /// A document or draft by its name.
    pub fn of(context: &Context<'_>, name: &PaperName) -> Result<Self> {
        match name {
            PaperName::Issued(row) => Self::issued(context, row),
            PaperName::Draft(draft) => {
                let client: Client = context.db.get(draft.client)?;
                let planned = plan(context, &client, &wishes_of(context.db, draft)?)?;
                Ok(Self::planned(planned.document, Some(draft.id), planned.notes))
            }
        }
    }

    /// A document that is not issued.
    pub fn planned(document: Document, draft: Option<i64>, notes: Vec<String>) -> Self {
        let settlement = Settlement { total: document.totals.total, paid: document.prepaid, ..Settlement::default() };
        let standing = Standing { settlement, state: "draft", days_overdue: 0, corrected_by: Vec::new(), sent: None };
        Self { document, standing, draft, payments: Vec::new(), sent_at: None, papers: Vec::new(), notes }
    }
}

fn percents(group: &TaxGroup) -> Value {
    let mut percents: Vec<String> = group.percents.iter().map(ToString::to_string).collect();
    if percents.len() == 1 { Value::String(percents.remove(0)) } else { json!(percents) }
}

fn line_json(n: usize, line: &DocumentLine, currency: Currency) -> Value {
    let amount = |minor: i64| decimal(minor, currency.decimals());
    json!({
        "n": n,
        "kind": line.kind.as_str(),
        "text": line_text(line),
        "service": line.service,
        "rush": line.rush,
        "minutes": line.minutes,
        "rate": line.rate.map(amount),
        "quantity": line.quantity.map(crate::domain::document::issued::Quantity::text),
        "unit": line.unit,
        "price": line.price.map(|price| price.text(currency)),
        "from": line.from.map(|day| day.to_string()),
        "to": line.to.map(|day| day.to_string()),
        "late": line.late,
        "discount": if line.discount == 0 { Value::Null } else { json!(amount(line.discount)) },
        "gross": line.gross.map(amount),
        "net": amount(line.net),
        "tax": line.group.code,
        "category": line.group.category.as_str(),
        "percent": percents(&line.group),
    })
}

/// What a line says, in the program's own words where it has none.
pub fn line_text(line: &DocumentLine) -> String {
    if !line.text.is_empty() && line.kind != LineKind::Deposit {
        return line.text.clone();
    }
    let day = |day: Option<NaiveDate>| day.map(|d| d.format("%-d %b %Y").to_string()).unwrap_or_default();
    let span = if line.from == line.to { day(line.from) } else { format!("{} to {}", day(line.from), day(line.to)) };
    match line.kind {
        LineKind::Fee => format!("Retainer, {span}"),
        LineKind::Block if line.net < 0 => format!("Hours not used, {}", day(line.to)),
        LineKind::Block => format!("Block of hours, {span}"),
        LineKind::Time | LineKind::Credit => {
            let kind = if line.kind == LineKind::Time { "Time" } else { "Correction" };
            let what = line.service_name.as_deref().unwrap_or(kind);
            format!("{what}{}, {span}", if line.rush { ", rush" } else { "" })
        }
        LineKind::Deficit => format!("Hours used beyond the retainer, {}", day(line.to)),
        LineKind::Commission => format!("Commission, {span}"),
        LineKind::Deposit if line.net < 0 => format!("Deposit {}", line.text),
        _ => line.text.clone(),
    }
}

impl Report for Shown {
    fn json(&self) -> Value {
        let document = &self.document;
        let currency = document.currency;
        let amount = |minor: i64| decimal(minor, currency.decimals());
        let totals = &document.totals;
        let credit = document.kind == DocumentKind::Credit;
        let settled = |minor: i64| if credit { Value::Null } else { json!(amount(minor)) };
        let discount = |(group, taken): &(TaxGroup, i64)| json!({ "amount": amount(*taken), "category": group.category.as_str(), "percent": percents(group) });
        let tax = |row: &crate::domain::document::totals::TaxRow| {
            let reason = document.texts.reasons.iter().find(|(code, _)| *code == row.group.code);
            json!({
                "tax": row.group.code, "category": row.group.category.as_str(), "percent": row.percent.to_string(),
                "base": amount(row.base), "amount": amount(row.amount), "reason": reason.map(|(_, text)| text),
            })
        };
        let payment = |(payment, part): &(Payment, i64)| json!({ "id": payment.id, "date": payment.date.to_string(), "amount": amount(*part) });
        let sent = self.standing.sent.as_ref().map(|sent| {
            let to = if sent.address.is_empty() { Value::Null } else { json!(sent.address) };
            json!({ "at": self.sent_at, "date": sent.date.to_string(), "how": sent.how, "to": to })
        });
        let lines = document.lines.iter().enumerate().map(|(at, line)| line_json(at + 1, line, currency));
        json!({
            "number": document.number,
            "draft": self.draft.map(|draft| format!("d{draft}")),
            "kind": document.kind.as_str(),
            "client": document.client,
            "currency": currency.code(),
            "state": self.standing.state,
            "overdue": self.standing.days_overdue > 0,
            "days_overdue": self.standing.days_overdue,
            "date": document.date.to_string(),
            "due": document.due.map(|day| day.to_string()),
            "terms": document.terms.map(|terms| terms.to_string()),
            "through": document.through.map(|day| day.to_string()),
            "corrects": document.corrects.as_ref().map(|(number, _)| number),
            "corrected_by": self.standing.corrected_by,
            "reason": if document.reason.is_empty() { Value::Null } else { json!(document.reason) },
            "prices": document.prices.as_str(),
            "lines": lines.collect::<Vec<_>>(),
            "discounts": totals.discounts.iter().map(discount).collect::<Vec<_>>(),
            "taxes": totals.taxes.iter().map(tax).collect::<Vec<_>>(),
            "net": amount(totals.net),
            "tax": amount(totals.tax),
            "gross": amount(totals.gross),
            "rounding": amount(totals.rounding),
            "total": amount(totals.total),
            "prepaid": amount(document.prepaid),
            "paid": settled(self.standing.settlement.paid),
            "credited": settled(self.standing.settlement.credited),
            "written_off": settled(self.standing.settlement.written_off),
            "open": settled(self.standing.open()),
            "payments": self.payments.iter().map(payment).collect::<Vec<_>>(),
            "sent": sent,
            "seller": serde_json::to_value(&document.seller).unwrap_or(Value::Null),
            "buyer": serde_json::to_value(&document.buyer).unwrap_or(Value::Null),
            "papers": self.papers.iter().map(|(name, sha)| json!({ "name": name, "sha256": sha })).collect::<Vec<_>>(),
        })
    }

    fn text(&self) -> String {
        let document = &self.document;
        let currency = document.currency;
        let amount = |minor: i64| decimal(minor, currency.decimals());
        let mut text = self.head();
        let mut columns = Columns::new(&[">", "what", ">quantity", ">price", ">tax", ">amount"]);
        for (at, line) in document.lines.iter().enumerate() {
            let (quantity, price) = quantity_and_price(line, currency);
            let late = if line.late { " (late)" } else { "" };
            let tax: Vec<String> = line.group.percents.iter().map(ToString::to_string).collect();
            columns.row(vec![
                (at + 1).to_string(),
                format!("{}{late}", line_text(line)),
                quantity,
                price,
                format!("{} %", tax.join(" + ")),
                amount(line.amount()),
            ]);
        }
        text.push_str(&columns.text_or("no lines"));
        let totals = &document.totals;
        let mut sums: Vec<(String, i64)> = Vec::new();
        for (group, taken) in &totals.discounts {
            sums.push((format!("discount ({})", group.code), -taken));
        }
        sums.push(("net".to_owned(), totals.net));
        for row in &totals.taxes {
            sums.push((format!("{} {} % of {}", row.group.code, row.percent, amount(row.base)), row.amount));
        }
        if totals.rounding != 0 {
            sums.push(("rounding".to_owned(), totals.rounding));
        }
        sums.push((format!("total {currency}"), totals.total));
        let s = &self.standing.settlement;
        let rest = [("paid", s.paid), ("credited", s.credited), ("written off", s.written_off)];
        sums.extend(rest.into_iter().filter(|(_, sum)| *sum != 0).map(|(what, sum)| (what.to_owned(), sum)));
        if document.kind != DocumentKind::Credit {
            sums.push(("open".to_owned(), self.standing.open()));
        }
        let mut columns = Columns::new(&["", ">"]);
        for (what, sum) in sums {
            columns.row(vec![what, amount(sum)]);
        }
        text.push_str(&columns.text());
        for note in &self.notes {
            text.push_str(&crate::command::report::sentence_line(note));
        }
        text
    }
}

/// How much of what a line is about, and what one of it costs.
pub fn quantity_and_price(line: &DocumentLine, currency: Currency) -> (String, String) {
    match (line.minutes, line.quantity) {
        (Some(minutes), _) => {
            let rate = line.rate.map(|rate| decimal(rate, currency.decimals())).unwrap_or_default();
            (format!("{} h", hours_minutes(minutes)), rate)
        }
        (None, Some(quantity)) => {
            let price = line.price.map(|price| price.text(currency)).unwrap_or_default();
            (format!("{} {}", quantity.text(), line.unit), price)
        }
        _ => (String::new(), String::new()),
    }
}

impl Shown {
    /// What it is, for whom, since when and until when.
    fn head(&self) -> String {
        let document = &self.document;
        let name = match (&document.number, self.draft) {
            (Some(number), _) => number.clone(),
            (None, Some(draft)) => format!("d{draft}"),
            (None, None) => "draft".to_owned(),
        };
        let kind = match document.kind {
            DocumentKind::Credit => "credit note",
            DocumentKind::Deposit => "deposit",
            DocumentKind::Platform => "platform",
            DocumentKind::Invoice => "invoice",
        };
        let mut facts = vec![format!("{kind} {name}"), document.buyer.name.clone(), document.date.to_string()];
        facts.extend(document.due.map(|due| format!("due {due}")));
        facts.extend(document.through.map(|day| format!("through {day}")));
        facts.extend(document.corrects.as_ref().map(|(number, _)| format!("corrects {number}")));
        facts.push(self.standing.state.replace('_', " "));
        if self.standing.days_overdue > 0 {
            facts.push(format!("{} days overdue", self.standing.days_overdue));
        }
        facts.extend(self.standing.sent.as_ref().map(|sent| format!("sent {}", sent.date)));
        if !self.standing.corrected_by.is_empty() {
            facts.push(format!("corrected by {}", self.standing.corrected_by.join(", ")));
        }
        crate::command::report::sentence_line(&facts.join(" · "))
    }
}
