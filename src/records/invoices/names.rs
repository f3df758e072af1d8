//! Documents by their number, its end, or `d3` for a draft.

use crate::command::context::Context;
use crate::command::input::{Hint, Input};
use crate::domain::document::issued::DocumentKind;
use crate::error::{Error, Result};
use crate::records::invoices::number::pattern;
use crate::records::names::ClientName;
use crate::store::{Client, DocumentRow, InvoiceDraft, Record};

/// An issued document.
pub struct DocumentName(pub DocumentRow);

/// The draft of a number, as lists show it: `d3`.
fn draft_number(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['d', 'D'])?;
    digits.parse().ok().filter(|n| *n > 0)
}

/// The document of a number, or of the end of one.
fn find(text: &str, context: &Context<'_>) -> Result<DocumentRow> {
    let typed = text.trim();
    for number in [typed, &typed.to_uppercase()] {
        if let Some(row) = context.db.document_by_number(number)? {
            return Ok(row);
        }
    }
    if typed.is_empty() {
        return Err(Error::problem("is empty"));
    }
    // `7` is the running number; what is longer may be any end.
    let digits = typed.bytes().all(|b| b.is_ascii_digit());
    let exact = match typed.parse::<i64>().ok().filter(|_| digits) {
        Some(sequence) => context.db.documents_numbered(sequence)?,
        None => Vec::new(),
    };
    let is_nought = digits && typed.bytes().all(|b| b == b'0');
    let mut found = if exact.is_empty() && !is_nought { context.db.documents_ending(typed, 64)? } else { exact };
    // A bare number means an invoice, unless credit notes are numbered with them.
    if digits && pattern(context.db, "credit")? != pattern(context.db, "invoice")? {
        let notes = found.extract_if(.., |row| row.kind == DocumentKind::Credit).collect::<Vec<_>>();
        if let (true, Some(note)) = (found.is_empty(), notes.first()) {
            let what = format!("there is no invoice {typed}; {} is a credit note: type all of its number", note.number);
            return Err(Error::problem(what));
        }
    }
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => Err(Error::problem(format!("there is no document {typed}: 'invoice list' shows those there are"))),
        n => {
            let mut numbers: Vec<&str> = found.iter().take(5).map(|row| row.number.as_str()).collect();
            if n > 5 {
                numbers.push("…");
            }
            Err(Error::problem(format!("'{typed}' could be {}: type more of it", numbers.join(", "))))
        }
    }
}

impl Input for DocumentName {
    const LIKE: &'static str = "2026-0007 | 7";
    const NAMES: Option<&'static str> = Some(DocumentRow::WHAT);

    fn read(text: &str, context: &Context<'_>) -> Result<Self> {
        find(text, context).map(Self)
    }

    fn echo(&self, _: &Context<'_>) -> String {
        self.0.number.clone()
    }

    fn suggest(typed: &str, context: &Context<'_>) -> Vec<Hint> {
        let rows = context.db.receivables(None).unwrap_or_default().into_iter();
        let rows = rows.filter_map(|open| context.db.find::<DocumentRow>(open.document).ok().flatten());
        let fits = rows.filter(|row| row.number.contains(typed)).take(20);
        fits.map(|row| Hint { text: row.number, note: row.date.to_string() }).collect()
    }
}

/// A draft by its number, `d3` or `3`.
pub struct DraftName(pub InvoiceDraft);

impl Input for DraftName {
    const LIKE: &'static str = "d3";
    const NAMES: Option<&'static str> = Some(InvoiceDraft::WHAT);

    fn read(text: &str, context: &Context<'_>) -> Result<Self> {
        let typed = text.trim();
        let number = draft_number(typed).or_else(|| typed.parse().ok());
        let number =
            number.ok_or_else(|| Error::problem(format!("'{typed}' is no draft: type d3, as lists show it")))?;
        let found = context.db.find::<InvoiceDraft>(number)?;
        found.map(Self).ok_or_else(|| Error::problem(format!("there is no draft d{number}")))
    }

    fn echo(&self, _: &Context<'_>) -> String {
        format!("d{}", self.0.id)
    }

    fn suggest(_: &str, context: &Context<'_>) -> Vec<Hint> {
        let drafts = context.db.invoice_drafts(None).unwrap_or_default().into_iter();
        drafts.map(|draft| Hint { text: format!("d{}", draft.id), note: String::new() }).collect()
    }
}

/// A document or a draft.
pub enum PaperName {
    /// One that is issued.
    Issued(DocumentRow),
    /// One that is not.
    Draft(InvoiceDraft),
}

impl Input for PaperName {
    const LIKE: &'static str = "2026-0007 | 7 | d3";
    const NAMES: Option<&'static str> = Some(DocumentRow::WHAT);

    fn read(text: &str, context: &Context<'_>) -> Result<Self> {
        match draft_number(text.trim()) {
            Some(_) => DraftName::read(text, context).map(|draft| Self::Draft(draft.0)),
            None => find(text, context).map(Self::Issued),
        }
    }

    fn echo(&self, _: &Context<'_>) -> String {
        match self {
            Self::Issued(row) => row.number.clone(),
            Self::Draft(draft) => format!("d{}", draft.id),
        }
    }

    fn suggest(typed: &str, context: &Context<'_>) -> Vec<Hint> {
        let mut hints = DraftName::suggest(typed, context);
        hints.extend(DocumentName::suggest(typed, context));
        hints
    }
}

/// A client by its code, or a draft.
pub struct ClientOrDraft(String);

impl Input for ClientOrDraft {
    const LIKE: &'static str = "client code | d3";
    const NAMES: Option<&'static str> = Some(Client::WHAT);

    fn read(text: &str, context: &Context<'_>) -> Result<Self> {
        let client = ClientName::read(text, context);
        if client.is_err() && draft_number(text.trim()).is_some() {
            let draft = DraftName::read(text, context)?.0;
            return Ok(Self(format!("d{} for {}", draft.id, context.db.get::<Client>(draft.client)?.name)));
        }
        client.map(|client| Self(client.0.name))
    }

    fn echo(&self, _: &Context<'_>) -> String {
        self.0.clone()
    }

    fn suggest(typed: &str, context: &Context<'_>) -> Vec<Hint> {
        let mut hints = ClientName::suggest(typed, context);
        hints.extend(DraftName::suggest(typed, context).into_iter().filter(|hint| hint.text.starts_with(typed)));
        hints
    }
}
