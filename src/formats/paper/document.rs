//! The paper of a document: invoice, deposit, credit note, or a draft of one.

mod annex;
mod lines;
mod payment;
mod references;
mod sums;

pub use self::payment::epc;
use super::parties;
use super::placeholders::{Filling, fill};
use super::say::{Say, line_of, lines_of};
use super::{Paper, PaperTable};
use crate::domain::document::issued::{Annex, Document, DocumentKind};
use crate::domain::time::Instant;
use crate::words::papers::{Form, Words};

/// What a paper has beside its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The bytes of the sender's logo, a PNG or JPEG file.
    pub logo: Option<Vec<u8>>,
    /// When it was made, so that the same document is the same file.
    pub made: Option<Instant>,
}

/// The paper of a document, with the time behind it on pages of its own if there is an annex. One without a number is a
/// draft, and says so on every page.
pub fn paper(document: &Document, annex: Option<&Annex>, words: &Words, look: &Look) -> Paper {
    let say = Say { words, currency: document.currency };
    let filling = filling(document, words);
    let typed = |text: &str| lines_of(&fill(text, &filling));
    let texts = &document.texts;
    let title = title(document, words);
    let mut after = payment::terms(document, say);
    after.extend(typed(&texts.closing));
    Paper {
        language: words.tag().to_owned(),
        author: line_of(&document.seller.name),
        made: look.made,
        mark: document.number.is_none().then(|| words.draft()),
        sender: parties::sender(&document.seller, &document.buyer),
        sender_line: parties::sender_line(&document.seller),
        logo: look.logo.clone(),
        recipient: parties::recipient(&document.seller, &document.buyer),
        references: references::references(document, say),
        before: [typed(&texts.intro), typed(&texts.note)].concat(),
        tables: vec![table(document, say)],
        after,
        payment: payment::payment(document, say),
        footer: parties::footer(&document.seller, typed(&texts.footer), words),
        page: words.page("{page}", "{pages}"),
        annex: annex.map(|annex| annex::tables(annex, &title, say)).unwrap_or_default(),
        title,
    }
}

fn table(document: &Document, say: Say) -> PaperTable {
    PaperTable {
        heading: String::new(),
        columns: lines::columns(document, say),
        rows: lines::rows(document, say),
        carry: (say.words.carried(), say.words.brought()),
        totals: sums::sums(document, say),
        notes: sums::reasons(document, say.words),
    }
}

/// What a document is called: `Invoice 2026-0007`; a draft by its kind alone.
pub fn title(document: &Document, words: &Words) -> String {
    let name = match document.kind {
        DocumentKind::Invoice => words.invoice(),
        DocumentKind::Deposit => words.deposit_invoice(),
        DocumentKind::Credit => words.credit_note(),
        DocumentKind::Platform => words.settlement(),
    };
    match &document.number {
        Some(number) => words.numbered(&name, &line_of(number)),
        None => name,
    }
}

/// What stands in the place of words in braces.
pub fn filling(document: &Document, words: &Words) -> Filling {
    let say = Say { words, currency: document.currency };
    Filling {
        number: document.number.as_deref().map_or_else(|| words.draft(), line_of),
        total: say.money(document.totals.total),
        due: document.due.map(|due| say.date(due)).unwrap_or_default(),
        client: line_of(&document.buyer.name),
        period: references::period(document).map(|(from, to)| say.days(from, to)).unwrap_or_default(),
        open: say.money(document.to_pay()),
    }
}

/// Subject and text of the mail that a document goes with; what was typed for it takes the place of the built-in words.
pub fn mail(document: &Document, words: &Words, form: Form, typed: &str) -> (String, String) {
    let say = Say { words, currency: document.currency };
    let title = title(document, words);
    let (subject, plain) = mail_of(&title, &document.seller.name, words, form);
    if !typed.trim().is_empty() {
        return (subject, fill(typed, &filling(document, words)));
    }
    let Some(due) = document.due.filter(|_| document.to_pay() > 0) else { return (subject, plain) };
    let sentence = words.mail_invoice(&say.money(document.to_pay()), &say.date(due), form, &title);
    (subject, letter(&sentence, &document.seller.name, words, form))
}

/// The same of any other paper by its title.
pub fn mail_of(title: &str, sender: &str, words: &Words, form: Form) -> (String, String) {
    let subject = words.mail_subject(&line_of(sender), title);
    (subject, letter(&words.mail_paper(form, title), sender, words, form))
}

fn letter(sentence: &str, sender: &str, words: &Words, form: Form) -> String {
    format!("{}\n\n{sentence}\n\n{}\n{}\n", words.greeting(form), words.regards(form), line_of(sender))
}

#[cfg(test)]
mod tests;
