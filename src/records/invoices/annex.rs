//! The time behind a document: entries as they stand on it, and where its retainers stood.

use chrono::NaiveDate;

use crate::command::context::Context;
use crate::domain::document::issued::{Annex, AnnexEntry, AnnexRetainer};
use crate::error::{Error, Result};
use crate::records::agreements::retainers::{Retainers, Row};
use crate::records::directory::Directory;
use crate::records::invoices::plan::Plan;
use crate::store::{DocumentRow, Entry};

/// The entries, each with billed and covered minutes and whether it is late, by day.
fn made(
    context: &Context<'_>,
    client: i64,
    through: Option<NaiveDate>,
    entries: Vec<(i64, i64, i64, bool)>,
) -> Result<Annex> {
    let directory = Directory::of(context.db)?;
    let mut found = Vec::new();
    for (id, minutes, covered, late) in entries {
        let entry: Entry = context.db.get(id)?;
        if !entry.billable && !entry.gift && covered == 0 {
            // What is neither billed nor given nor counted is nobody's business but hers.
            continue;
        }
        found.push((
            (entry.date, entry.started_at, entry.id),
            AnnexEntry {
                date: entry.date,
                service: directory.service_name(entry.service).unwrap_or_default().to_owned(),
                note: entry.note,
                minutes,
                covered,
                late,
                gift: entry.gift,
            },
        ));
    }
    found.sort_by_key(|(order, _)| *order);
    let retainers = match through.filter(|_| !found.is_empty()) {
        Some(day) => Retainers::of(context, day, Some(client))?.rows.iter().map(standing).collect(),
        None => Vec::new(),
    };
    Ok(Annex { entries: found.into_iter().map(|(_, entry)| entry).collect(), retainers })
}

fn standing(row: &Row) -> AnnexRetainer {
    AnnexRetainer {
        used: row.used,
        of: row.capacity(),
        carried: row.rolled_in.max(0),
        left: row.left,
        over: row.overage,
    }
}

/// Of an issued document.
pub fn of_issued(context: &Context<'_>, row: &DocumentRow) -> Result<Annex> {
    let db = context.db;
    if db.corrections_of(row.id)?.iter().any(|credit| credit.whole) {
        let what = format!("{} is void: its time was given back, and no annex of it can be made any more", row.number);
        return Err(Error::problem(what));
    }
    let mut entries = Vec::new();
    for frozen in db.frozen_on(row.id)? {
        let covered = frozen.pure()?.covered();
        let entry: Entry = db.get(frozen.entry)?;
        entries.push((frozen.entry, frozen.billed, covered, frozen.counts_on != entry.date));
    }
    made(context, row.client, row.through, entries)
}

/// Of one that is not issued.
pub fn of_plan(context: &Context<'_>, plan: &Plan) -> Result<Annex> {
    let entries = plan.entries.iter();
    let entries = entries.map(|e| (e.bill.entry, e.bill.billed, e.bill.covered, e.counts_on != e.bill.date)).collect();
    made(context, plan.client.id, plan.document.through, entries)
}
