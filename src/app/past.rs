//! Records brought back that were deleted, out of the history.

use serde_json::Value;

use crate::command::call::Args;
use crate::command::context::Context;
use crate::command::input::{Hint, Input};
use crate::command::report::Done;
use crate::domain::time::Instant;
use crate::error::{Error, Result};
use crate::records::SECTIONS;
use crate::records::kind::{Restorable, text_of};
use crate::store::{Adjustment, Back, Deletion, Entry, EventRow, Filter, Reads, Record, Terms, Tx};

/// A saved filter, which is nobody's row.
const FILTER: Restorable =
    Restorable { record: Filter::TABLE, name: Some("name"), called: |_, image| text_of(image, "name") };

/// How many kinds of records can be brought back.
const COUNT: usize = {
    let (mut section, mut count) = (0, 1);
    while section < SECTIONS.len() {
        count += SECTIONS[section].restorable.len();
        section += 1;
    }
    count
};

/// The kinds of records that can be brought back: known when the program is compiled, as every closed set of words is.
const RESTORABLE: [&Restorable; COUNT] = {
    let mut found = [&FILTER; COUNT];
    let (mut section, mut next) = (0, 0);
    while section < SECTIONS.len() {
        let mut n = 0;
        while n < SECTIONS[section].restorable.len() {
            found[next] = &SECTIONS[section].restorable[n];
            (n, next) = (n + 1, next + 1);
        }
        section += 1;
    }
    found
};

/// Their words.
const WORDS: [&str; COUNT] = {
    let mut words = [""; COUNT];
    let mut n = 0;
    while n < COUNT {
        words[n] = RESTORABLE[n].record;
        n += 1;
    }
    words
};

/// A kind of record.
pub struct KindName(usize);

impl Input for KindName {
    const LIKE: &'static str = "kind";
    const CHOICES: &'static [&'static str] = &WORDS;

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        let found = WORDS.iter().position(|word| word.eq_ignore_ascii_case(text.trim()));
        found.map(Self).ok_or_else(|| Error::problem(format!("'{text}' is not one of {}", Self::CHOICES.join(", "))))
    }

    fn echo(&self, _: &Context<'_>) -> String {
        WORDS[self.0].to_owned()
    }

    fn suggest(typed: &str, _: &Context<'_>) -> Vec<Hint> {
        let fits = WORDS.iter().filter(|word| word.starts_with(typed));
        fits.map(|word| Hint { text: (*word).to_owned(), note: String::new() }).collect()
    }
}

/// The number of a record that was deleted, or its code or name.
pub struct GoneId(String);

impl Input for GoneId {
    const LIKE: &'static str = "number";

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        let text = text.trim().trim_start_matches('#');
        if text.is_empty() { Err(Error::problem("is empty")) } else { Ok(Self(text.to_owned())) }
    }

    fn echo(&self, _: &Context<'_>) -> String {
        self.0.clone()
    }

    fn suggest(typed: &str, context: &Context<'_>) -> Vec<Hint> {
        const MOST: i64 = 20;
        let mut hints = Vec::new();
        for kind in RESTORABLE {
            for (id, image) in context.db.deleted(kind.record, MOST).unwrap_or_default() {
                if id.to_string().starts_with(typed) {
                    let note = format!("{}: {}", kind.record, (kind.called)(context.db, &image));
                    hints.push(Hint { text: id.to_string(), note });
                }
            }
        }
        hints
    }
}

/// The number that a word stands for: itself, or that of the record deleted last that was called so.
fn number(db: &Reads, kind: &str, name: Option<&str>, word: &str) -> Result<i64> {
    if let Ok(id) = word.parse() {
        return Ok(id);
    }
    let Some(name) = name else {
        return Err(Error::at("id", format!("'{word}' is no number: type that of the {kind}")));
    };
    let deleted = db.deleted(kind, i64::MAX)?;
    let is = |image: &Value| image[name].as_str().is_some_and(|text| text.eq_ignore_ascii_case(word));
    let found = deleted.iter().find(|(_, image)| is(image)).map(|(id, _)| *id);
    found.ok_or_else(|| Error::at("id", format!("no {kind} '{word}' was deleted")))
}

/// Brings a deleted record back, with what was deleted with it.
pub fn restore(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let Restorable { record: kind, name, called } = *RESTORABLE[args.need::<KindName>("kind")?.0];
    let id = number(tx, kind, name, &args.need::<GoneId>("id")?.0)?;
    let (step, image) = match tx.gone(kind, id)? {
        Deletion::By(step, image) => (step, image),
        Deletion::There => return Err(Error::at("id", format!("{kind} {id} is not deleted"))),
        Deletion::Taken => {
            return Err(Error::at(
                "id",
                format!("another {kind} has the number {id} now, so the deleted one cannot have it"),
            ));
        }
        Deletion::Unmade(step) => {
            let what = format!("{kind} {id} was undone with step {} ({}): 'redo' does it again", step.id, step.label);
            return Err(Error::at("id", what));
        }
        Deletion::Unknown => {
            return Err(Error::at("id", format!("the history knows of no {kind} {id} that was deleted")));
        }
    };
    if kind == Entry::TABLE && image["seconds"].is_null() && tx.running()?.is_some() {
        return Err(Error::problem(format!("entry {id} is a timer, and another one runs: stop that first")));
    }
    let back = tx.bring_back(kind, id, &step)?;
    let mut done = Done::new(format!("restored {kind} {id}: {}{}", called(tx, &image), with(&back)), id);
    let moment = |name: &str| image[name].as_i64().map(Instant);
    if let (true, Some(start), Some(end)) = (kind == Entry::TABLE, moment("started_at"), moment("ended_at")) {
        let over: Vec<String> = tx.overlapping(start, end, id)?.iter().map(|entry| entry.id.to_string()).collect();
        if !over.is_empty() {
            done.notes.push(format!("it overlaps entry {}", over.join(", ")));
        }
    }
    Ok(done)
}

/// What came back with a record, in words.
fn with(back: &Back) -> String {
    let count = |tables: &[&str]| back.with.iter().filter(|(table, _)| tables.contains(&table.as_str())).count();
    let few = |n: usize, one: &str, many: &str| match n {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{n} {many}")),
    };
    let (terms, events) = (count(&[Terms::TABLE, Adjustment::TABLE]), count(&[EventRow::TABLE]));
    let others = back.with.len() - terms - events;
    let parts = [
        few(terms, "of its terms and adjustments", "of its terms and adjustments"),
        few(events, "occurrence of its own", "occurrences of their own"),
        few(others, "record deleted with it", "records deleted with it"),
        few(back.tied, "record that belongs to it again", "records that belong to it again"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { String::new() } else { format!(", with {}", parts.join(" and ")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{
        Allocation, Allowance, Billing, Business, BusinessText, Calendar, CommissionTerms, Delivery, DocumentDiscount,
        DocumentRow, DocumentTax, DraftItem, DunningRate, Frozen, Gone, ImportName, InvoiceDraft, LineRow, Numbering,
        RECORDS, Reminder, TimezoneRow,
    };

    /// A kind that is declared and forgotten here could not be brought back.
    #[test]
    fn every_kind_of_record_can_be_brought_back() {
        // Those of an agreement or a payment come back with it; a calendar goes and comes with the files and steps that are about
        // it. What is known of the business and of who is billed is changed and never deleted, documents and what befell them
        // stay, and a draft is what is typed for it anew.
        let along = [
            &[Terms::TABLE, Adjustment::TABLE, CommissionTerms::TABLE, Allocation::TABLE, Allowance::TABLE][..],
            &[Calendar::TABLE, TimezoneRow::TABLE],
            &[Business::TABLE, Billing::TABLE, BusinessText::TABLE, Numbering::TABLE, DunningRate::TABLE],
            &[DocumentRow::TABLE, LineRow::TABLE, DocumentTax::TABLE, DocumentDiscount::TABLE, Frozen::TABLE],
            &[Delivery::TABLE, Reminder::TABLE],
            &[InvoiceDraft::TABLE, DraftItem::TABLE],
            // What only imports ask for.
            &[Gone::TABLE, ImportName::TABLE],
        ];
        for kind in RECORDS {
            assert!(WORDS.contains(&kind.table) || along.concat().contains(&kind.table), "{}", kind.table);
        }
    }
}
