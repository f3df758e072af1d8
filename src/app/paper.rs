//! The document that is looked at: one that is issued, a draft as it would be issued now, or what a client would be billed.

use crate::app::offer::Subject;
use crate::command::context::Context;
use crate::error::Result;
use crate::records::billing::actions::DUE;
use crate::records::invoices::actions::{DOCUMENT, DRAFT};
use crate::records::invoices::plan::plan;
use crate::records::invoices::show::Shown;
use crate::records::invoices::wishes::{Wishes, draft_of, wishes_of};
use crate::store::{Client, DocumentRow, InvoiceDraft};

/// Which document is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperOf {
    /// What a client would be billed: its draft, if there is one.
    Client(i64),
    /// A draft.
    Draft(i64),
    /// An issued document.
    Issued(i64),
}

impl PaperOf {
    /// The document that a row stands for, if it stands for one.
    pub fn row(row: &Subject) -> Option<Self> {
        match row.kind {
            kind if *kind == DOCUMENT => Some(Self::Issued(row.id)),
            kind if *kind == DRAFT => Some(Self::Draft(row.id)),
            kind if *kind == DUE => Some(Self::Client(row.id)),
            _ => None,
        }
    }
}

/// A document that is looked at.
pub struct Paper {
    /// Which.
    pub of: PaperOf,
    /// Its client.
    pub client: Client,
    /// The number of the draft that it is, if it is one.
    pub draft: Option<i64>,
    /// It, or why there is none.
    pub shown: std::result::Result<Shown, String>,
    /// How its time is grouped into lines, where that can be another.
    pub grouping: String,
}

impl Paper {
    /// Reads the document, or works it out; none if it is no more.
    pub fn read(context: &Context<'_>, of: PaperOf) -> Result<Option<Self>> {
        context.db.snapshot(|| match of {
            PaperOf::Issued(id) => {
                let Some(row) = context.db.find::<DocumentRow>(id)? else { return Ok(None) };
                let client = context.db.get(row.client)?;
                let shown = Ok(Shown::issued(context, &row)?);
                Ok(Some(Self { of, client, draft: None, shown, grouping: String::new() }))
            }
            PaperOf::Draft(id) => {
                let Some(draft) = context.db.find::<InvoiceDraft>(id)? else { return Ok(None) };
                let client = context.db.get(draft.client)?;
                Self::planned(context, of, client, Some(&draft)).map(Some)
            }
            PaperOf::Client(id) => {
                let Some(client) = context.db.find::<Client>(id)? else { return Ok(None) };
                let draft = draft_of(context.db, id, "")?;
                Self::planned(context, of, client, draft.as_ref()).map(Some)
            }
        })
    }

    fn planned(context: &Context<'_>, of: PaperOf, client: Client, draft: Option<&InvoiceDraft>) -> Result<Self> {
        let wishes = draft.map_or_else(|| Ok(Wishes::default()), |draft| wishes_of(context.db, draft))?;
        let draft = draft.map(|draft| draft.id);
        let usual = context.db.billing_of(client.id)?.grouping;
        let grouping = wishes.grouping.clone().unwrap_or(usual);
        // What a draft lacks is no failure of reading: it is what has to be done next.
        let planned = plan(context, &client, &wishes).and_then(|planned| {
            planned.refuse_nothing(context)?;
            Ok(Shown::planned(planned.document, draft, planned.notes))
        });
        Ok(Self { of, client, draft, shown: planned.map_err(|error| error.to_string()), grouping })
    }
}
