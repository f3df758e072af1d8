//! Number, dates and whatever else is looked for on a document.

use chrono::NaiveDate;

use crate::domain::document::issued::{Document, DocumentKind};
use crate::formats::paper::say::{Say, labelled, line_of};

/// The first and the last day that its lines are about.
pub(super) fn period(document: &Document) -> Option<(NaiveDate, NaiveDate)> {
    let days = document.lines.iter().filter_map(|line| {
        let from = line.from.or(line.to)?;
        Some((from, line.to.unwrap_or(from)))
    });
    days.reduce(|(from, to), (other_from, other_to)| (from.min(other_from), to.max(other_to)))
}

/// Label and value of each.
pub(super) fn references(document: &Document, say: Say) -> Vec<(String, String)> {
    let words = say.words;
    let (number, date) = match document.kind {
        DocumentKind::Invoice | DocumentKind::Deposit => (words.invoice_number(), words.invoice_date()),
        DocumentKind::Credit => (words.credit_number(), words.date()),
        DocumentKind::Platform => (words.settlement_number(), words.date()),
    };
    let buyer = &document.buyer;
    let mut found = vec![labelled(number, document.number.as_deref().unwrap_or_default())];
    found.push(Some((date, say.date(document.date))));
    found.push(document.due.map(|due| (words.due_date(), say.date(due))));
    found.push(period(document).map(|(from, to)| {
        let label = if from == to { words.service_date() } else { words.service_period() };
        (label, say.days(from, to))
    }));
    if let Some((number, date)) = &document.corrects {
        found.push(Some((words.corrects(), words.document_of(&say.date(*date), &line_of(number)))));
    }
    found.push(labelled(words.reason(), &document.reason));
    found.push(labelled(words.your_reference(), &buyer.buyer_ref));
    found.push(labelled(words.your_order(), &buyer.po));
    found.push(labelled(words.contract(), &buyer.contract_ref));
    found.push(labelled(words.your_vat_id(), &buyer.vat_id));
    found.push(labelled(words.your_registration(), &buyer.registration));
    found.push(labelled(words.vat_id(), &document.seller.vat_id));
    if document.seller.vat_id.is_empty() {
        found.push(labelled(words.tax_number(), &document.seller.tax_number));
    }
    found.into_iter().flatten().collect()
}
