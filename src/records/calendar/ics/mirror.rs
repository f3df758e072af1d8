//! A file that is a whole calendar: what it holds no more is deleted here as well.

use std::collections::BTreeSet;

use crate::domain::event::Event;
use crate::error::{Error, Result};
use crate::formats::ical::Marks;
use crate::store::{Calendar, EventRow, Tx};

/// Deletes the events of a calendar that a file holds no more, and says how many; time logged for them stays.
///
/// Refused where more than half would go, unless it was asked for once more: then the file is rather another one.
pub(super) fn mirror(tx: &Tx<'_>, calendar: &Calendar, events: &[(Event, Marks)], force: bool) -> Result<i64> {
    let key = |event: &Event| {
        let at = event.recurrence.as_ref().map(|recurrence| recurrence.at.to_string()).unwrap_or_default();
        (event.uid.clone(), at)
    };
    let there: BTreeSet<(String, String)> = events.iter().map(|(event, _)| key(event)).collect();
    let known = tx.events(Some(calendar.id))?;
    let holds = |row: &EventRow| there.contains(&(row.uid.clone(), row.recurrence_id.clone()));
    let gone: Vec<&EventRow> = known.iter().filter(|row| !holds(row)).collect();
    let uids = |rows: &mut dyn Iterator<Item = &EventRow>| rows.map(|row| row.uid.clone()).collect::<BTreeSet<_>>();
    let all = uids(&mut known.iter());
    let left = uids(&mut known.iter().filter(|row| holds(row)));
    let lost = all.difference(&left).count();
    if lost * 2 > all.len() && !force {
        let how = if lost == all.len() {
            format!("none of the {lost}")
        } else {
            format!("only {} of {}", left.len(), all.len())
        };
        return Err(Error::confirm(format!(
            "the file holds {how} events that are known of the calendar '{}', and --mirror would delete the others: look \
             whether it is the right file, or say --force",
            calendar.name
        )));
    }
    for row in &gone {
        tx.delete_taken::<EventRow>(row.id)?;
    }
    Ok(i64::try_from(gone.len()).unwrap_or(i64::MAX))
}
