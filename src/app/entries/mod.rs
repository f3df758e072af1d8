//! Entries: edited, split, joined, moved, deleted.

mod shift;

pub use self::shift::shift;

use super::call::Args;
use super::grammar::duration::write_duration;
use super::input::{
    ClientName, Count, EntryId, Lasts, Least, OverlapRule, PastTime, Price, ServiceName, Tag, TaskId, Text, WorkDay,
    YesNo,
};
use super::report::Done;
use super::time::{Cuts, behind, billable_minutes, check, join_tags};
use crate::domain::money::Currency;
use crate::error::{Doing, Error, Result};
use crate::store::{Client, Entry, Tx};

fn one(tx: &Tx<'_>, args: &Args<'_>) -> Result<(Entry, Client)> {
    let entry = args.need::<EntryId>("id")?.0;
    let client = tx.get(entry.client)?;
    Ok((entry, client))
}

/// Changes an entry's fields; editing one end never moves the other.
pub fn edit(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let (mut entry, mut client) = one(tx, args)?;
    let when = |e: &Entry| (e.date, e.started_at, e.ended_at, e.seconds);
    let old = entry.clone();
    if let Some(other) = args.get::<ClientName>("client")?.filter(|other| other.0.id != client.id) {
        client = other.0;
        hand_over(&mut entry, &client);
    }
    if let Some(service) = args.or_none::<ServiceName>("service")? {
        entry.service = service.map(|s| s.0.id);
    }
    if let Some(task) = args.or_none::<TaskId>("task")? {
        entry.task = task.map(|t| t.0.id);
    }
    if let Some(note) = args.get::<Text>("note")? {
        note.put(&mut entry.note);
    }
    if let Some(tags) = args.many_or_none::<Tag>("tag")? {
        entry.tags = join_tags(&tags);
    }
    edit_times(tx, args, &mut entry)?;
    for (name, slot) in [("rush", &mut entry.rush), ("billable", &mut entry.billable), ("gift", &mut entry.gift)] {
        if let Some(yes) = args.get::<YesNo>(name)? {
            *slot = yes.0 == "yes";
        }
    }
    if let Some(minutes) = args.or_none::<Least>("bill-as")? {
        entry.bill_as = minutes.map(|m| billable_minutes(m.0)).transpose()?;
    }
    if let Some(price) = args.or_none::<Price>("rate")? {
        let currency = Currency::get(&client.currency).ok_or("an unknown currency").doing("reading a client")?;
        entry.rate = price.map(|p| p.minor(currency)).transpose().map_err(|e| e.in_field("rate"))?;
    }
    let mut cuts = Cuts::default();
    // What was confirmed once, an overlap or a long entry, is not asked again for another reason.
    if when(&entry) != when(&old) {
        if args.flag("together") {
            shift::along(tx, &old, &entry)?;
        }
        cuts = check(tx, &entry, args.get::<OverlapRule>("overlap")?, args.flag("force"))?;
    }
    tx.update(&entry)?;
    let long = entry.seconds.map(|s| format!(" {}", write_duration(s))).unwrap_or_default();
    Ok(Done::new(format!("changed entry {}: {}{long}{}{cuts}", entry.id, client.name, behind(&entry.note)), entry.id))
}

fn edit_times(tx: &Tx<'_>, args: &Args<'_>, entry: &mut Entry) -> Result<()> {
    let zone = &tx.setting().zone;
    let (start, end) = (args.get::<PastTime>("start")?, args.get::<PastTime>("end")?);
    let (lasts, date) = (args.get::<Lasts>("duration")?, args.get::<WorkDay>("date")?);
    if entry.started_at.is_none() && (start.is_some() != end.is_some()) {
        return Err(Error::problem("this entry has no clock times: give both --start and --end"));
    }
    if let Some(date) = date {
        if entry.started_at.is_some() {
            return Err(Error::at("date", "follows from the start: give --start and --end with their dates"));
        }
        entry.date = date.0;
    }
    // A start that stands keeps the day and the zone it was made in.
    if let Some(start) = start.filter(|s| Some(s.0) != entry.started_at) {
        if start.0 > tx.now {
            return Err(Error::at("start", "is in the future"));
        }
        entry.started_at = Some(start.0);
        entry.date = zone.date(start.0);
        entry.zone = zone.name().to_owned();
    }
    if let Some(end) = &end {
        entry.ended_at = Some(end.0);
    }
    if let Some(lasts) = lasts {
        if entry.started_at.is_some() && end.is_some() {
            return Err(Error::at("duration", "follows from the start and the end"));
        }
        if entry.started_at.is_some() && entry.seconds.is_none() {
            return Err(Error::at("duration", "the timer still runs: stop it first"));
        }
        entry.seconds = Some(lasts.0);
        entry.ended_at = entry.started_at.map(|s| s + lasts.0);
    }
    if let (Some(start), Some(end)) = (entry.started_at, entry.ended_at) {
        entry.seconds = Some(end - start);
    }
    Ok(())
}

/// Splits an entry at a time into two that touch.
pub fn split(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let (entry, client) = one(tx, args)?;
    let (Some(start), Some(end)) = (entry.started_at, entry.ended_at) else {
        return Err(Error::problem(format!(
            "entry {} has no clock times to split at: change its duration instead",
            entry.id
        )));
    };
    let at = args.need::<PastTime>("at")?.0;
    if at <= start || at >= end {
        let clock = |t| tx.setting().zone.local(t).format("%Y-%m-%d %H:%M").to_string();
        return Err(Error::at("at", format!("is not between {} and {}", clock(start), clock(end))));
    }
    let second = Entry {
        id: 0,
        started_at: Some(at),
        seconds: Some(end - at),
        date: tx.setting().zone.date(at),
        zone: tx.setting().zone.name().to_owned(),
        bill_as: None,
        external_id: None,
        ..entry.clone()
    };
    tx.update(&Entry { ended_at: Some(at), seconds: Some(at - start), bill_as: None, ..entry.clone() })?;
    let id = tx.insert(&second)?;
    Ok(Done::new(format!("split entry {} for {} into {} and {id}", entry.id, client.name, entry.id), id))
}

/// Joins an entry with another of the same client into one.
pub fn join(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let (entry, client) = one(tx, args)?;
    let other = args.need::<EntryId>("with")?.0;
    if other.id == entry.id {
        return Err(Error::at("with", "is the same entry"));
    }
    if other.client != entry.client {
        return Err(Error::at("with", format!("entry {} is another client's", other.id)));
    }
    let (Some(mine), Some(theirs)) = (entry.seconds, other.seconds) else {
        return Err(Error::problem("a running timer cannot be joined: stop it first"));
    };
    let mut joined = entry.clone();
    let (first, last) = if (entry.date, entry.started_at) <= (other.date, other.started_at) {
        (&entry, &other)
    } else {
        (&other, &entry)
    };
    if !other.note.is_empty() && other.note != entry.note {
        joined.note = if entry.note.is_empty() { other.note.clone() } else { format!("{}; {}", first.note, last.note) };
    }
    if first.ended_at.is_some() && first.ended_at == last.started_at {
        joined.started_at = first.started_at;
        joined.ended_at = last.ended_at;
    } else if entry.started_at.is_none() && other.started_at.is_none() && entry.date == other.date {
        joined.started_at = None;
    } else {
        return Err(Error::problem(
            "only entries that touch, or durations of the same day, can be joined without losing or inventing time",
        ));
    }
    joined.seconds = Some(mine + theirs);
    joined.date = first.date;
    joined.bill_as = match (entry.bill_as, other.bill_as) {
        (Some(a), Some(b)) => Some(a + b),
        _ => None,
    };
    tx.delete::<Entry>(other.id)?;
    tx.update(&joined)?;
    Ok(Done::new(
        format!("joined entries {} and {} for {}: {}", entry.id, other.id, client.name, write_duration(mine + theirs)),
        entry.id,
    ))
}

/// Makes an entry another client's: its task was the old client's, and its own rate was agreed with that one, in that
/// one's currency.
fn hand_over(entry: &mut Entry, to: &Client) {
    entry.client = to.id;
    entry.task = None;
    entry.rate = None;
}

/// Gives an entry to another client.
pub fn move_to(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let (mut entry, from) = one(tx, args)?;
    let to = args.need::<ClientName>("client")?.0;
    hand_over(&mut entry, &to);
    tx.update(&entry)?;
    Ok(Done::new(format!("moved entry {} from {} to {}", entry.id, from.name, to.name), entry.id))
}

/// Logs the same again, today or on another day.
pub fn repeat(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let (entry, client) = one(tx, args)?;
    let seconds = entry.seconds.ok_or_else(|| Error::problem("that timer still runs"))?;
    let date = args.get::<WorkDay>("on")?.map_or_else(|| tx.setting().zone.date(tx.now), |d| d.0);
    let copy = Entry { id: 0, date, started_at: None, ended_at: None, external_id: None, event: None, ..entry };
    check(tx, &copy, None, false)?;
    let note = copy.note.clone();
    let id = tx.insert(&copy)?;
    Ok(Done::new(format!("logged {} for {} again{}", write_duration(seconds), client.name, behind(&note)), id))
}

/// Deletes an entry.
pub fn remove(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let (entry, client) = one(tx, args)?;
    tx.delete::<Entry>(entry.id)?;
    let long = entry.seconds.map_or_else(|| "the running timer".to_owned(), write_duration);
    Ok(Done::new(format!("deleted entry {}: {long} for {}{}", entry.id, client.name, behind(&entry.note)), entry.id))
}

/// How many entries a list shows, if that was limited.
pub fn limit(args: &Args<'_>) -> Result<Option<usize>> {
    Ok(args.get::<Count>("limit")?.and_then(|n| usize::try_from(n.0).ok()))
}
