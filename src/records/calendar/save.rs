//! A changed series is written back: rows stay the rows they were, so that time logged for them stays theirs.

use crate::domain::event::Event;
use crate::domain::series::SeriesDraft;
use crate::error::{Error, Result};
use crate::store::{EventRow, SeriesRows, Tx};

/// Which event of a series is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The master.
    Master,
    /// One of the overrides, by its index.
    Own(usize),
    /// An override that was not there.
    New,
}

/// Who an event is with, by who it was with.
type Owner<'a> = dyn Fn(Part, Option<i64>) -> Option<i64> + 'a;

/// A series to be kept.
pub struct Kept<'a> {
    /// What it came to be.
    pub draft: SeriesDraft,
    /// The row of its master; none if it is new.
    pub was: Option<&'a EventRow>,
    /// Who its events are with from now on.
    pub client: &'a Owner<'a>,
}

/// The rows that were made.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ids {
    /// The master.
    pub master: i64,
    /// The last override that is new.
    pub last: i64,
}

/// Keeps a series in the place of what it was.
pub fn keep(tx: &Tx<'_>, rows: &SeriesRows, kept: Kept<'_>) -> Result<Ids> {
    write(tx, rows, vec![kept])
}

/// Keeps two series in the place of one: how it ends, and what comes after.
pub fn part(tx: &Tx<'_>, rows: &SeriesRows, earlier: &SeriesDraft, later: Kept<'_>) -> Result<Ids> {
    let as_before = |_: Part, old: Option<i64>| old;
    let first = Kept { draft: earlier.clone(), was: rows.master.as_ref(), client: &as_before };
    write(tx, rows, vec![first, later])
}

fn write(tx: &Tx<'_>, rows: &SeriesRows, all: Vec<Kept<'_>>) -> Result<Ids> {
    let like = rows.master.as_ref().or(rows.overrides.first());
    let like = like.ok_or_else(|| Error::problem("that series is empty"))?;
    let (calendar, owner) = (like.calendar, like.client);
    let (mut changed, mut new, mut used) = (Vec::new(), Vec::new(), Vec::new());
    for kept in all {
        let client = (kept.client)(Part::Master, owner);
        let master = row(kept.was, kept.draft.master, calendar, client)?;
        match kept.was {
            Some(was) if *was == master => {}
            Some(_) => changed.push(master),
            None => new.push((true, master)),
        }
        for own in kept.draft.overrides {
            let from = own.was.and_then(|n| rows.overrides.get(n));
            // What follows an earlier occurrence may go on in the new series: there it is another event.
            let was = from.filter(|_| own.was.is_some_and(|n| !used.contains(&n)));
            used.extend(own.was);
            let part = own.was.map_or(Part::New, Part::Own);
            let client = (kept.client)(part, from.map_or(owner, |row| row.client));
            let row = row(was, own.event, calendar, client)?;
            match was {
                Some(was) if *was == row => {}
                Some(_) => changed.push(row),
                None => new.push((false, row)),
            }
        }
    }
    for (n, gone) in rows.overrides.iter().enumerate() {
        if !used.contains(&n) {
            tx.delete::<EventRow>(gone.id)?;
        }
    }
    in_turn(tx, rows, changed)?;
    let mut ids = Ids::default();
    for (is_master, row) in new {
        let id = tx.insert(&row)?;
        *(if is_master { &mut ids.master } else { &mut ids.last }) = id;
    }
    Ok(ids)
}

/// The row of an event: another revision, if anything of it is another. Its component follows when the step is done.
fn row(was: Option<&EventRow>, mut event: Event, calendar: i64, client: Option<i64>) -> Result<EventRow> {
    let same = was.map(EventRow::event).transpose()?.is_some_and(|old| old == event);
    if !same {
        event.sequence += i64::from(was.is_some());
    }
    Ok(EventRow { id: was.map_or(0, |row| row.id), ..EventRow::of(event, calendar, client)? })
}

/// Updates rows each when the place it moves to is free: no two events replace the same occurrence.
fn in_turn(tx: &Tx<'_>, rows: &SeriesRows, mut changed: Vec<EventRow>) -> Result<()> {
    let place = |row: &EventRow| (row.uid.clone(), row.recurrence_id.clone());
    let mut taken: Vec<(i64, (String, String))> = rows.overrides.iter().map(|row| (row.id, place(row))).collect();
    while !changed.is_empty() {
        let free = changed.iter().position(|row| {
            let to = place(row);
            !taken.iter().any(|(id, at)| *id != row.id && *at == to && changed.iter().any(|other| other.id == *id))
        });
        let Some(n) = free else { return Err(Error::problem("two of its occurrences would come to be the same one")) };
        let row = changed.remove(n);
        tx.update(&row)?;
        taken.retain(|(id, _)| *id != row.id);
    }
    Ok(())
}

/// A UID that no other calendar will make: the moment, the place in the journal and the title's hash.
pub fn new_uid(tx: &Tx<'_>, calendar: i64, title: &str) -> Result<String> {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in title.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    let step = tx.steps(1)?.first().map_or(0, |s| s.id);
    // One step may make several of one title.
    (0_u64..)
        .map(|n| format!("{:x}-{step:x}-{:x}@vadash", tx.now.0, hash.wrapping_add(n)))
        .find_map(|uid| match tx.event_by_uid(calendar, &uid, "") {
            Ok(known) => known.is_none().then_some(Ok(uid)),
            Err(error) => Some(Err(error)),
        })
        .unwrap_or_else(|| Err(Error::problem("no name is left for an event")))
}
