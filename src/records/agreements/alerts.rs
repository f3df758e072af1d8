//! What an entry just used up: told with the write that reaches it, and once.
//!
//! What was told is claimed in the table of reminders told, by agreement, cycle and percentage, so that hours taken
//! back and logged again, or another program, say nothing twice. A new cycle has nothing told; minutes added to the
//! present one take back what they undo, and it is told again when it is reached again.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::command::env::Env;
use crate::domain::agreement::Book;
use crate::domain::ledger::State;
use crate::domain::pace::Used;
use crate::domain::reminder::{HOURS, ReminderKey};
use crate::error::Result;
use crate::store::{Client, Derived, MovedFigures, Store};

/// A retainer in its cycle, or a block, and what is used of it.
struct Use {
    agreement: i64,
    /// The first day of the cycle; of a block, the day it was bought.
    since: NaiveDate,
    used: Used,
}

/// Lines for what a write has newly used up: `! Acme has used 75 % of its hours`; of each client the highest threshold.
///
/// What is reached comes from what the write derived: where that is nothing new, the database is not looked at.
pub(crate) fn newly_reached(derived: &Derived, store: &Store, env: &Env) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    for (client, moved) in &derived.clients {
        if moved.rules {
            arm_again(*client, store, env)?;
        } else if let Some(percent) = reached(moved, store, env)? {
            let name = store.get::<Client>(*client)?.name;
            lines.push(format!("! {name} has used {percent} % of its hours"));
        }
    }
    Ok(lines)
}

/// The highest threshold that a client's retainers or blocks have reached by a write and that was not told before.
fn reached(moved: &MovedFigures, store: &Store, env: &Env) -> Result<Option<i64>> {
    let today = store.setting().zone.date(env.now());
    let Some((book, before, now)) = moved.course(today) else { return Ok(None) };
    let thresholds = &env.config.retainers.alerts;
    let of = |state: &State| -> BTreeMap<i64, (Use, Option<i64>)> {
        let with = |u: Use| (u.agreement, (u.used.highest(thresholds), u));
        uses(book, state, today).map(with).map(|(id, (percent, u))| (id, (u, percent))).collect()
    };
    let before = of(&before);
    let was = |id: i64| before.get(&id).and_then(|(_, percent)| *percent);
    let new: Vec<(Use, i64)> = of(&now)
        .into_iter()
        .filter_map(|(id, (u, percent))| percent.filter(|p| Some(*p) > was(id)).map(|percent| (u, percent)))
        .collect();
    if new.is_empty() {
        return Ok(None);
    }
    store.aside("noting an alert", |tx| {
        let mut highest = None;
        for (u, percent) in new {
            let since = tx.setting().zone.start_of(u.since);
            // Whoever is told of 90 % need not hear of 75 % any more.
            for threshold in u.used.reached(thresholds) {
                let mine = tx.claim(&ReminderKey::hours(u.agreement, since, threshold), env.now())?;
                highest = highest.max((mine && threshold == percent).then_some(percent));
            }
        }
        Ok(highest)
    })
}

/// Forgets what was told of clients' hours that a change had reached, now that it is taken back.
pub(crate) fn forget_unreached(clients: &[i64], store: &Store, env: &Env) -> Result<()> {
    clients.iter().try_for_each(|client| arm_again(*client, store, env))
}

/// Forgets what was told of a client's hours and is not so any more, now that a rule has changed.
fn arm_again(client: i64, store: &Store, env: &Env) -> Result<()> {
    let today = store.setting().zone.date(env.now());
    let position = store.position_of(client, today, store.setting())?;
    let mut undone = Vec::new();
    for u in uses(&position.book, &position.state, today) {
        let since = store.setting().zone.start_of(u.since);
        let told = store.fired_of(HOURS, u.agreement)?;
        undone.extend(told.into_iter().filter(|t| t.occurrence == since && !u.used.reaches(t.lead)));
    }
    if undone.is_empty() {
        return Ok(());
    }
    store.aside("noting an alert", |tx| undone.iter().try_for_each(|told| tx.disclaim(told)))
}

/// What is used of every retainer and block that holds on a day.
fn uses<'a>(book: &'a Book, state: &'a State, today: NaiveDate) -> impl Iterator<Item = Use> + 'a {
    let retainers = book.retainers.iter().filter(move |r| r.covers(today) && !r.is_paused(today)).filter_map(|r| {
        let cycle = state.open_cycle(book, r.id)?;
        let used = Used { minutes: cycle.used, of: cycle.capacity() };
        Some(Use { agreement: r.id, since: cycle.start, used })
    });
    let blocks = book.blocks.iter().filter(move |b| b.covers(today));
    let blocks = blocks.map(|b| {
        let used = Used { minutes: state.block_used(b.id), of: b.total() };
        Use { agreement: b.id, since: b.bought_on, used }
    });
    retainers.chain(blocks)
}
