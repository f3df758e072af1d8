//! What is said of a document before it is issued: kept with a draft, or typed for one.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::command::call::Args;
use crate::command::input::{DiscountWord, ItemKinds, LineGrouping, PastDay, Text};
use crate::error::Result;
use crate::store::{InvoiceDraft, Reads};

/// What is said of a document before it is issued.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    /// The last day whose time it takes.
    pub through: Option<NaiveDate>,
    /// Its date; today if none.
    pub date: Option<NaiveDate>,
    /// How time is grouped; as the client wants it if none.
    pub grouping: Option<String>,
    /// A discount of all of it; none if empty.
    pub discount: String,
    /// The kinds of items that it takes alone; all if empty.
    pub kinds: String,
    /// What it says beside.
    pub note: String,
    /// What items say instead, by their keys.
    pub texts: BTreeMap<String, String>,
    /// The keys of items that wait for another document.
    pub left_out: Vec<String>,
    /// Whether time without a rate stays open.
    pub without_unpriced: bool,
    /// Whether the client's credit is left alone.
    pub no_credit: bool,
}

/// The draft of a client that takes these kinds of items alone, if there is one; of none said, all that it owes.
pub fn draft_of(db: &Reads, client: i64, kinds: &str) -> Result<Option<InvoiceDraft>> {
    Ok(db.invoice_drafts(Some(client))?.into_iter().find(|draft| draft.kinds == kinds))
}

/// What a draft says.
pub fn wishes_of(db: &Reads, draft: &InvoiceDraft) -> Result<Wishes> {
    let items = db.draft_items(draft.id)?;
    let said = |text: &str| if text.is_empty() { None } else { Some(text.to_owned()) };
    Ok(Wishes {
        through: draft.through,
        date: draft.date,
        grouping: said(&draft.grouping),
        discount: draft.discount.clone(),
        kinds: draft.kinds.clone(),
        note: draft.note.clone(),
        texts: items.iter().filter(|i| !i.text.is_empty()).map(|i| (i.key.clone(), i.text.clone())).collect(),
        left_out: items.into_iter().filter(|i| i.left_out).map(|i| i.key).collect(),
        ..Wishes::default()
    })
}

/// What the words of a call say beside.
pub fn read_wishes(args: &Args<'_>, mut wishes: Wishes) -> Result<Wishes> {
    if let Some(day) = args.get::<PastDay>("through")? {
        wishes.through = Some(day.0);
    }
    if let Some(day) = args.get::<PastDay>("date")? {
        wishes.date = Some(day.0);
    }
    if let Some(grouping) = args.get::<LineGrouping>("group")? {
        wishes.grouping = Some(grouping.0.to_owned());
    }
    if let Some(discount) = args.or_none::<DiscountWord>("discount")? {
        wishes.discount = discount.map(|d| d.0).unwrap_or_default();
    }
    if let Some(kinds) = args.or_none::<ItemKinds>("only")? {
        wishes.kinds = kinds.map(|k| k.0).unwrap_or_default();
    }
    if let Some(note) = args.or_none::<Text>("note")? {
        wishes.note = note.map(|n| n.0).unwrap_or_default();
    }
    Ok(wishes)
}
