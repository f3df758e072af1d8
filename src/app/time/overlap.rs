//! Time that overlaps: refused, kept, or cut out of what was logged before.

use std::fmt;

use super::behind;
use crate::app::input::OverlapRule;
use crate::app::views::entries::clocks;
use crate::domain::clock;
use crate::domain::time::Instant;
use crate::error::{Error, Result};
use crate::store::{Client, Entry, Tx};

/// What became of the entries that had to make room: time that was logged is never lost silently.
#[derive(Default)]
pub struct Cuts(Vec<String>);

impl fmt::Display for Cuts {
    /// `; shortened entry 3 (Acme GmbH: mails), removed entry 4 (Zeta Ltd)`, or nothing.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { Ok(()) } else { write!(f, "; {}", self.0.join(", ")) }
    }
}

/// Sees to it that `[start, end)` is free, or that whoever asked accepts that it is not.
pub(super) fn clear_way(
    tx: &Tx<'_>,
    start: Instant,
    end: Instant,
    except: i64,
    rule: Option<OverlapRule>,
) -> Result<Cuts> {
    if end <= start {
        return Ok(Cuts::default());
    }
    let others = tx.overlapping(start, end, except)?;
    let Some(first) = others.first() else { return Ok(Cuts::default()) };
    match rule.map(|r| r.0) {
        Some("keep") => Ok(Cuts::default()),
        Some(_) => others.iter().map(|other| cut(tx, other, start, end)).collect::<Result<_>>().map(Cuts),
        None => {
            let client: Client = tx.get(first.client)?;
            let zone = &tx.setting().zone;
            if first.ended_at.is_none() {
                return Err(Error::at(
                    "overlap",
                    format!(
                        "with the timer that runs for {} since {}: stop it first, or add --overlap keep to keep both",
                        client.name,
                        first.started_at.map_or_else(|| "now".to_owned(), |at| clock::told(zone, at))
                    ),
                ));
            }
            let more = if others.len() > 1 { format!(" and {} more", others.len() - 1) } else { String::new() };
            Err(Error::at(
                "overlap",
                format!(
                    "with entry {} ({} {}{}){more}: add --overlap cut to shorten it, or --overlap keep to keep both",
                    first.id,
                    client.name,
                    clocks(first, zone),
                    behind(&first.note),
                ),
            ))
        }
    }
}

/// Takes `[start, end)` out of an entry, and says what became of it.
///
/// A start that stands keeps the day and the zone it was made in. Minutes typed to be billed were meant for the whole:
/// neither of two pieces has them, or they would be billed twice.
fn cut(tx: &Tx<'_>, other: &Entry, start: Instant, end: Instant) -> Result<String> {
    let began = other.started_at.unwrap_or(start);
    let Some(ended) = other.ended_at else {
        return Err(Error::at("overlap", "with the running timer, which cannot be cut: stop it first"));
    };
    let zone = &tx.setting().zone;
    let before =
        Entry { started_at: Some(began), ended_at: Some(start), seconds: Some(start - began), ..other.clone() };
    let after = Entry {
        started_at: Some(end),
        ended_at: Some(ended),
        seconds: Some(ended - end),
        date: zone.date(end),
        zone: zone.name().to_owned(),
        ..other.clone()
    };
    let whose = format!("entry {} ({}{})", other.id, tx.get::<Client>(other.client)?.name, behind(&other.note));
    Ok(match (began < start, end < ended) {
        (false, false) => {
            tx.delete::<Entry>(other.id)?;
            format!("removed {whose}")
        }
        (true, false) => {
            tx.update(&before)?;
            format!("shortened {whose}")
        }
        (false, true) => {
            tx.update(&after)?;
            format!("shortened {whose}")
        }
        (true, true) => {
            tx.update(&Entry { bill_as: None, ..before })?;
            let id = tx.insert(&Entry { id: 0, external_id: None, bill_as: None, ..after })?;
            format!("cut {whose} into {} and {id}", other.id)
        }
    })
}
