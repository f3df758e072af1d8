//! A meeting's time is logged once.

use crate::command::grammar::duration::write_duration;
use crate::command::input::OverlapRule;
use crate::domain::time::plus_days;
use crate::error::{Error, Result};
use crate::records::time::said::behind;
use crate::store::{Client, Entry, EntryFilter, EventRow, Tx};

/// A meeting is logged once on a day. Where both pieces of time have a place on the clock, that is what tells whether
/// they are the same: a series may come twice a day.
pub fn once(tx: &Tx<'_>, entry: &Entry, event: &EventRow, overlap: Option<&OverlapRule>) -> Result<()> {
    let rows = tx.series_of(event.calendar, &event.uid)?;
    let ids: Vec<i64> = rows.master.iter().chain(&rows.overrides).map(|row| row.id).collect();
    let day = EntryFilter { from: Some(entry.date), to: Some(plus_days(entry.date, 1)), ..EntryFilter::default() };
    let same = |other: &Entry| {
        let timed = entry.started_at.is_some() && other.started_at.is_some();
        !timed && other.event.is_some_and(|id| ids.contains(&id))
    };
    let Some(other) = tx.entries(&day)?.into_iter().map(|line| line.entry).find(same) else { return Ok(()) };
    let client: Client = tx.get(other.client)?;
    let lasted = other.seconds.map_or_else(|| "running".to_owned(), write_duration);
    let which = format!("entry {} ({} {lasted}{})", other.id, client.name, behind(&other.note));
    match overlap.map(|rule| rule.0) {
        Some("keep") => Ok(()),
        Some(_) => {
            Err(Error::at("overlap", format!("with {which}, which cannot be cut: keep both, or change that one")))
        }
        None => Err(Error::at(
            "overlap",
            format!("with {which}, which logged that meeting already: add --overlap keep to log it twice"),
        )),
    }
}
