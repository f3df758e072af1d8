//! What an entry just used up: told once, with the write that reaches it.

use super::run::World;
use crate::domain::agreement::Book;
use crate::domain::ledger::State;
use crate::domain::pace::alert;
use crate::error::Result;
use crate::store::{Client, Moved, Settled, Store};

/// Commands that say so when hours run out.
const TELLING: [&str; 7] = ["log", "stop", "start", "switch", "entry edit", "entry shift", "entry repeat"];

/// A line for each client of whose hours a write has newly used a threshold: `! Acme has used 75 % of its hours`.
///
/// Only the highest one is told. All of it comes from what the write settled, so that it costs no look at the database.
pub(super) fn newly_reached(action: &str, settled: &Settled, store: &Store, world: &World) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    if !TELLING.contains(&action) {
        return Ok(lines);
    }
    for (client, moved) in &settled.clients {
        if let Some(percent) = reached(moved, store, world) {
            let name = store.get::<Client>(*client)?.name;
            lines.push(format!("! {name} has used {percent} % of its hours"));
        }
    }
    Ok(lines)
}

/// The highest threshold that a client's retainers or blocks have reached and had not before.
fn reached(moved: &Moved, store: &Store, world: &World) -> Option<i64> {
    let today = store.setting().zone.date(world.now());
    let (book, before, now) = moved.course(today)?;
    let thresholds = &world.config.retainers.alerts;
    let of_retainer = |state: &State, id: i64| {
        state.open_cycle(book, id).and_then(|cycle| alert(cycle.used, cycle.capacity(), thresholds))
    };
    let retainers = book.retainers.iter().filter(|r| r.covers(today)).map(|r| r.id);
    let of_retainers = retainers.map(|id| (of_retainer(&before, id), of_retainer(&now, id)));
    let of_blocks = blocks(book, today).map(|b| {
        let of = |state: &State| alert(state.block_used(b.id), b.total(), thresholds);
        (of(&before), of(&now))
    });
    of_retainers.chain(of_blocks).filter(|(old, new)| new > old).filter_map(|(_, new)| new).max()
}

fn blocks(book: &Book, today: chrono::NaiveDate) -> impl Iterator<Item = &crate::domain::agreement::Block> {
    book.blocks.iter().filter(move |b| b.bought_on <= today && b.last_day.is_none_or(|last| today <= last))
}
