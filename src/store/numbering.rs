//! How numbers of documents are given, what stands on papers, and what was typed for those that are not issued yet.

use chrono::NaiveDate;

use super::reads::Reads;
use super::record::{Record, record};
use crate::error::Result;

record! {
    /// By which pattern numbers of a series are given; the latest holds.
    Numbering "numbering" "numbering" "numberings" {
        /// `invoice` or `credit`.
        series: String,
        /// The pattern.
        pattern: String,
        /// The running number that the next document gets at least.
        next: Option<i64>,
        /// What stands around that.
        place: String,
        /// Why.
        reason: String,
    }
}

record! {
    /// What stands on papers beside the figures.
    BusinessText "business_text" "text" "texts on papers" {
        /// Where: `intro`, `closing`, `footer`, `mail`, or `tax` and a code.
        name: String,
        /// The language; all if empty.
        language: String,
        /// What it says.
        text: String,
    }
}

record! {
    /// What was typed for a document that is not issued yet.
    InvoiceDraft "invoice_draft" "draft" "drafts of documents" {
        /// The client.
        client: i64,
        /// The last day whose time it takes.
        through: Option<NaiveDate>,
        /// Its date.
        date: Option<NaiveDate>,
        /// How its time is grouped; as the client wants it if empty.
        grouping: String,
        /// Its discount: `5%` or an amount.
        discount: String,
        /// The kinds of items that it takes alone, by commas; all if empty.
        kinds: String,
        /// What it says beside.
        note: String,
        /// What it came to when it was last looked at.
        seen: String,
    }
}

record! {
    /// An item of a draft that is said otherwise, or left out.
    DraftItem "draft_item" "item of a draft" "items of drafts" {
        /// The draft.
        draft: i64,
        /// The item.
        key: String,
        /// What it says instead; as ever if empty.
        text: String,
        /// Whether it waits for another document.
        left_out: bool,
    }
}

impl Reads {
    /// How numbers of a series are given, if anything was said of it.
    pub fn numbering(&self, series: &str) -> Result<Option<Numbering>> {
        let sql = "SELECT * FROM numbering WHERE series = ?1 ORDER BY id DESC LIMIT 1";
        self.maybe("reading how numbers are given", sql, [series], Numbering::from_row)
    }

    /// The lowest running number that may be given at a place, as it was said.
    pub fn numbering_floor(&self, place: &str) -> Result<i64> {
        let sql = "SELECT coalesce(max(next), 1) FROM numbering WHERE place = ?1";
        self.one("reading how numbers are given", sql, [place], |r| r.get(0))
    }

    /// All that was ever said of how numbers are given.
    pub fn numberings(&self) -> Result<Vec<Numbering>> {
        self.all("reading how numbers are given", "SELECT * FROM numbering ORDER BY id", (), Numbering::from_row)
    }

    /// What stands on papers, by name and language.
    pub fn business_texts(&self) -> Result<Vec<BusinessText>> {
        let sql = "SELECT * FROM business_text ORDER BY name, language";
        self.all("reading texts of papers", sql, (), BusinessText::from_row)
    }

    /// Drafts; of one client or all.
    pub fn invoice_drafts(&self, client: Option<i64>) -> Result<Vec<InvoiceDraft>> {
        let sql = "SELECT * FROM invoice_draft WHERE ?1 IS NULL OR client = ?1 ORDER BY id";
        self.all("reading drafts", sql, [client], InvoiceDraft::from_row)
    }

    /// The items of a draft of which something was said.
    pub fn draft_items(&self, draft: i64) -> Result<Vec<DraftItem>> {
        let sql = "SELECT * FROM draft_item WHERE draft = ?1 ORDER BY id";
        self.all("reading a draft", sql, [draft], DraftItem::from_row)
    }
}
