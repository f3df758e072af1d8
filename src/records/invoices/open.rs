//! What is open: drafts, then documents by the day on which they are due and nothing that is paid, then credit notes that have
//! not been sent.

use crate::command::context::Context;
use crate::domain::time::plus_days;
use crate::error::Result;
use crate::records::directory::Directory;
use crate::records::invoices::list::{Ageing, ListedDocument, listed};
use crate::records::invoices::plan::plan;
use crate::records::invoices::wishes::wishes_of;
use crate::records::kind::Listing;
use crate::store::{Client, DocumentRow};

/// The most documents that are listed, those that are due first.
const MOST: usize = 500;
/// Days for which a credit note that was not sent is listed.
const UNSENT: i64 = 60;

/// A draft or an open document in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenPaper {
    /// What a list says of it.
    pub listed: ListedDocument,
    /// Its number in the database: of the draft, or of the document.
    pub id: i64,
    /// Why a draft cannot be issued as it is.
    pub problem: Option<String>,
}

impl OpenPaper {
    /// Whether it is not issued yet.
    pub fn is_draft(&self) -> bool {
        self.listed.id.is_none()
    }
}

/// Drafts and open documents.
pub struct OpenPapers {
    /// Them, drafts first.
    pub rows: Vec<OpenPaper>,
    /// How many more are open than are listed.
    pub more: usize,
}

impl Listing for OpenPapers {
    fn read(context: &Context<'_>) -> Result<Self> {
        let (db, directory) = (context.db, Directory::of(context.db)?);
        let mut rows = Vec::new();
        for draft in db.invoice_drafts(None)? {
            let client: Client = db.get(draft.client)?;
            let planned = plan(context, &client, &wishes_of(db, &draft)?);
            let problem = planned.as_ref().err().map(ToString::to_string);
            let document = planned.ok().map(|planned| planned.document);
            rows.push(OpenPaper {
                id: draft.id,
                problem,
                listed: ListedDocument::of_draft(context, &draft, client, document.as_ref()),
            });
        }
        let open = db.receivables(None)?;
        let more = open.len().saturating_sub(MOST);
        for receivable in open.into_iter().take(MOST) {
            let row = db.get::<DocumentRow>(receivable.document)?;
            let listed = listed(context, &directory, row)?;
            rows.push(OpenPaper { id: receivable.document, problem: None, listed });
        }
        for row in db.unsent_credits(plus_days(context.today(), -UNSENT))? {
            let (id, listed) = (row.id, listed(context, &directory, row)?);
            rows.push(OpenPaper { id, problem: None, listed });
        }
        Ok(Self { rows, more })
    }
}

impl Listing for Ageing {
    fn read(context: &Context<'_>) -> Result<Self> {
        Self::of(context, context.today())
    }
}
