//! Time that overlaps: refused, kept, or cut out of what was logged before.

use std::fmt;

use crate::command::input::OverlapRule;
use crate::domain::clock;
use crate::domain::time::{Instant, hours_minutes};
use crate::error::{Error, Result};
use crate::records::time::list::clocks;
use crate::records::time::parts;
use crate::records::time::said::{Said, behind};
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
pub(crate) fn clear_way(
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
fn cut(tx: &Tx<'_>, other: &Entry, start: Instant, end: Instant) -> Result<String> {
    let began = other.started_at.unwrap_or(start);
    let Some(ended) = other.ended_at else {
        return Err(Error::at("overlap", "with the running timer, which cannot be cut: stop it first"));
    };
    let left: Vec<_> = [(began, start), (end, ended)].into_iter().filter(|(from, to)| from < to).collect();
    let whose = format!("entry {} ({}{})", other.id, tx.get::<Client>(other.client)?.name, behind(&other.note));
    if left.is_empty() {
        tx.delete::<Entry>(other.id)?;
        return Ok(format!("removed {whose}"));
    }
    let mut parts = parts::parts(tx, other, &left);
    parts::keep(tx, &mut parts)?;
    let said = Said::of(tx);
    let span = |(from, to): &(Instant, Instant)| said.dated_span(*from, *to);
    let as_typed = |e: &Entry| e.bill_as.map(|m| format!(", to bill as {}", hours_minutes(m))).unwrap_or_default();
    Ok(match (parts.as_slice(), left.as_slice()) {
        ([first, second], [one, two]) => {
            let together = Entry { seconds: Some(left.iter().map(|(from, to)| *to - *from).sum()), ..other.clone() };
            format!(
                "cut {whose} into {} ({}{}) and {} ({}{}){}",
                first.id,
                span(one),
                as_typed(first),
                second.id,
                span(two),
                as_typed(second),
                parts::difference(tx, &[together], &parts)?
            )
        }
        ([first, ..], [one, ..]) => format!("shortened {whose} to {}{}", span(one), as_typed(first)),
        _ => format!("removed {whose}"),
    })
}
