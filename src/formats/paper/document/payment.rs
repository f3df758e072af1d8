//! How a document is paid: its terms, and the code that a banking app reads.

use crate::domain::document::issued::{Document, DocumentKind};
use crate::formats::paper::say::Say;
use crate::formats::paper::{PaperPayment, payments};

/// Whether money is asked for.
fn is_asked(document: &Document) -> bool {
    matches!(document.kind, DocumentKind::Invoice | DocumentKind::Deposit) && document.to_pay() > 0
}

/// The sentences that say when and how much.
pub(super) fn terms(document: &Document, say: Say) -> Vec<String> {
    let words = say.words;
    match document.kind {
        DocumentKind::Credit => return vec![words.will_be_credited()],
        DocumentKind::Platform => return Vec::new(),
        DocumentKind::Invoice | DocumentKind::Deposit => {}
    }
    if !is_asked(document) {
        return vec![words.nothing_to_pay()];
    }
    let open = document.to_pay();
    let mut said = vec![match document.due.filter(|due| *due > document.date) {
        Some(due) => words.pay_by(&say.money(open), &say.date(due)),
        None => words.pay_now(&say.money(open)),
    }];
    if let Some((percent, through)) = document.terms.and_then(|terms| terms.early(document.date)) {
        let discount = percent.of(open);
        said.push(words.pay_early(
            &say.date(through),
            &say.money(discount),
            &words.like().percent(percent),
            &say.money(open - discount),
        ));
    }
    said
}

/// The bank and the code, or where it is paid online; nothing where no money is asked for.
pub(super) fn payment(document: &Document, say: Say) -> Option<PaperPayment> {
    if !is_asked(document) {
        return None;
    }
    let number = document.number.as_deref().unwrap_or_default();
    payments::block(&document.seller, number, document.to_pay(), document.number.is_some(), say)
}

/// What the code of a document holds, by which a banking app fills in the transfer; drafts and credit notes have none.
pub fn epc(document: &Document) -> Option<String> {
    let number = document.number.as_deref().filter(|_| is_asked(document))?;
    payments::epc(&document.seller, number, document.to_pay(), document.currency)
}
