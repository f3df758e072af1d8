//! A timer that was forgotten: when that is asked about, and what can be answered.

use super::action::Action;
use super::call::{Args, Call};
use super::context::Context;
use super::grammar::clock::write_time;
use super::report::{Done, Report};
use super::run::World;
use super::table;
use crate::domain::time::Instant;
use crate::error::{Error, Result};
use crate::store::{Client, Entry, Store};

/// A timer that runs and may have been forgotten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forgotten {
    /// The entry.
    pub entry: i64,
    /// The client's code.
    pub client: String,
    /// The client's name.
    pub name: String,
    /// What it is for.
    pub note: String,
    /// Since when it runs.
    pub start: Instant,
    /// The last sign of life, never before the start.
    pub last: Instant,
    /// What gives it away.
    pub why: Why,
}

/// Why a timer may have been forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It runs longer than anyone works.
    Long,
    /// Nobody was there for a while, or the machine slept.
    Away,
}

/// What can be answered.
#[derive(Clone)]
pub struct Answer {
    /// The key.
    pub key: char,
    /// What it does, in words.
    pub label: String,
    /// The call that does it, one undo step; none where the entry's form is opened instead.
    pub call: Option<Call>,
}

/// The timer that runs, if it looks forgotten; `slept` is from when to when the machine slept.
///
/// What was answered by keeping it is not asked again, but for a timer that runs on as long once more.
pub fn forgotten(context: &Context<'_>, slept: Option<(Instant, Instant)>) -> Result<Option<Forgotten>> {
    match context.db.running()? {
        Some(entry) => of(context, &entry, slept),
        None => Ok(None),
    }
}

fn of(context: &Context<'_>, entry: &Entry, slept: Option<(Instant, Instant)>) -> Result<Option<Forgotten>> {
    let timer = &context.config.timer;
    let (limit, away) = (timer.limit * 3600, timer.away * 60);
    let start = entry.started_at.unwrap_or(context.now);
    let sign = context.db.alive()?;
    let kept = sign.and_then(|s| s.kept).filter(|k| k.entry == entry.id).map(|k| k.at);
    let seen = sign.map(|s| s.at.max(start)).filter(|at| *at <= context.now);
    let gone = |from: Instant, to: Instant| away > 0 && to - from > away;
    let nap = slept.filter(|(_, to)| kept.is_none_or(|kept| kept < *to)).map(|(from, to)| (from.max(start), to));
    let found = match (nap.filter(|(from, to)| gone(*from, *to)), seen) {
        (Some((from, _)), _) => Some((from, Why::Away)),
        (None, Some(seen)) if gone(seen, context.now) => Some((seen, Why::Away)),
        (None, seen) => {
            let long = limit > 0 && context.now - kept.map_or(start, |kept| kept.max(start)) > limit;
            long.then(|| (seen.unwrap_or(start), Why::Long))
        }
    };
    let Some((last, why)) = found else { return Ok(None) };
    let client: Client = context.db.get(entry.client)?;
    let (client, name) = (client.code, client.name);
    Ok(Some(Forgotten { entry: entry.id, client, name, note: entry.note.clone(), start, last, why }))
}

/// The longest work that is kept without `--force`, in seconds.
const LONGEST: i64 = 24 * 3600;

/// What can be answered, by key: keep it, stop it then, go on from now, give the gap to somebody, edit it.
pub fn answers(found: &Forgotten, context: &Context<'_>) -> Vec<Answer> {
    let then = write_time(found.last, context.zone());
    let same_day = context.zone().date(found.last) == context.today();
    let clock = context.zone().local(found.last).format(if same_day { "%H:%M" } else { "%a %H:%M" }).to_string();
    let call = |name| table::find(name).map(Call::new);
    let stop = |gap: bool| {
        let long = found.last - found.start > LONGEST || gap && context.now - found.last > LONGEST;
        let stop = call("stop")?.with("at", &then);
        Some(if long { stop.with("force", "") } else { stop })
    };
    let answer = |key, label: String, call| Answer { key, label, call };
    vec![
        answer('k', "keep it running".to_owned(), call("keep")),
        answer('s', format!("stop it at {clock}"), stop(false)),
        answer('g', format!("stop it at {clock} and go on from now"), stop(false).map(|c| c.with("again", ""))),
        answer(
            'o',
            format!("give the time since {clock} to … and go on from now"),
            stop(true).map(|c| c.with("again", "")),
        ),
        answer('e', "edit the entry".to_owned(), None),
    ]
}

/// The field of the answer `o` that says to whom the gap goes.
pub const GAP: &str = "gap";

/// `keep`: the timer runs rightly. It changes no record and is no undo step.
pub fn keep(store: &Store, world: &World, _: &Args<'_>) -> Result<Box<dyn Report>> {
    let running = store.running()?.ok_or_else(|| Error::problem("no timer runs"))?;
    let client: Client = store.get(running.client)?;
    store.aside("keeping the timer", |tx| tx.keep_timer(running.id, world.now()))?;
    Ok(Box::new(Done::new(format!("the timer for {} runs on", client.name), running.id)))
}

/// Whether doing this is a sign of life: what a status bar asks for every second is none.
pub fn is_sign_of_life(action: &Action) -> bool {
    use super::action::Effect;
    let quiet = matches!(action.name, "status" | "remind" | "keep");
    let whole = matches!(action.name, "undo" | "redo");
    !quiet && (whole || matches!(action.effect, Effect::Write(_) | Effect::Read(_)))
}
