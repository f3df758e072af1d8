//! The ends of an entry are moved, alone or together with the neighbours that touch them.

use crate::command::call::Args;
use crate::command::input::{Minutes, OverlapRule};
use crate::command::report::Done;
use crate::domain::time::Instant;
use crate::error::{Error, Result};
use crate::records::names::EntryId;
use crate::records::time::said::{Said, behind};
use crate::records::time::timer::check;
use crate::store::{Client, Entry, Tx};

/// Moves the start, the end or both by an amount; editing one end never moves the other.
pub fn shift(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let old = args.need::<EntryId>("id")?.0;
    let client: Client = tx.get(old.client)?;
    let amount = |name| Ok::<_, Error>(args.get::<Minutes>(name)?.map(|m| m.0 * 60));
    let (start, end) = (amount("start")?, amount("end")?);
    if start.is_none() && end.is_none() {
        return Err(Error::problem("say what moves: --start -15m, --end +15m or both"));
    }
    let mut entry = old.clone();
    match (old.started_at, start) {
        (None, Some(_)) => {
            return Err(Error::at("start", "is not known of this entry: --end changes how long it was"));
        }
        (Some(at), Some(by)) => begin_at(tx, &mut entry, at + by)?,
        _ => {}
    }
    match (old.ended_at, old.seconds, end) {
        (_, None, Some(_)) => return Err(Error::at("end", "is not known yet: the timer still runs")),
        (Some(at), _, Some(by)) => entry.ended_at = Some(at + by),
        (None, Some(seconds), Some(by)) => entry.seconds = Some(seconds + by),
        _ => {}
    }
    if let (Some(from), Some(to)) = (entry.started_at, entry.ended_at) {
        entry.seconds = Some(to - from);
    }
    if entry.seconds.is_some_and(|s| s <= 0) {
        let moved = if end.is_some() { "end" } else { "start" };
        return Err(Error::at(moved, "leaves nothing of the entry: delete it instead"));
    }
    if args.flag("together") {
        along(tx, &old, &entry)?;
    }
    let cuts = check(tx, &entry, args.get::<OverlapRule>("overlap")?, args.flag("force"))?;
    tx.update(&entry)?;
    Ok(Done::new(format!("moved entry {}: {}{cuts}", entry.id, Said::of(tx).entry(&entry, &client)), entry.id))
}

fn begin_at(tx: &Tx<'_>, entry: &mut Entry, at: Instant) -> Result<()> {
    if at > tx.now {
        return Err(Error::at("start", "is in the future"));
    }
    let zone = &tx.setting().zone;
    entry.started_at = Some(at);
    entry.date = zone.date(at);
    zone.name().clone_into(&mut entry.zone);
    Ok(())
}

/// Moves the facing end of each neighbour that touched an end which has moved.
pub(crate) fn along(tx: &Tx<'_>, old: &Entry, new: &Entry) -> Result<()> {
    if let (Some(was), Some(is)) = (old.started_at, new.started_at)
        && was != is
    {
        for before in tx.overlapping(was - 1, was, old.id)?.iter().filter(|e| e.ended_at == Some(was)) {
            let began = before.started_at.unwrap_or(is);
            if began >= is {
                return Err(vanishes(tx, "start", before));
            }
            tx.update(&Entry { ended_at: Some(is), seconds: Some(is - began), ..before.clone() })?;
        }
    }
    if let (Some(was), Some(is)) = (old.ended_at, new.ended_at)
        && was != is
    {
        for after in tx.overlapping(was, was + 1, old.id)?.iter().filter(|e| e.started_at == Some(was)) {
            if is >= after.ended_at.unwrap_or(tx.now) {
                return Err(vanishes(tx, "end", after));
            }
            let mut moved = after.clone();
            begin_at(tx, &mut moved, is)?;
            moved.seconds = moved.ended_at.map(|end| end - is);
            tx.update(&moved)?;
        }
    }
    Ok(())
}

fn vanishes(tx: &Tx<'_>, end: &'static str, entry: &Entry) -> Error {
    let whose = tx.get::<Client>(entry.client).map(|c| c.name).unwrap_or_default();
    Error::at(end, format!("leaves nothing of entry {} ({whose}{}), which touches it", entry.id, behind(&entry.note)))
}
