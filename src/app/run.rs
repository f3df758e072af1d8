//! Running a call: the one way from any face to the store.

use crate::app::database::retract;
use crate::app::preview::{self, Before};
use crate::app::write::{left, rehearse, write};
use crate::command::action::Effect;
use crate::command::call::{Args, Call};
use crate::command::env::Env;
use crate::command::report::{Done, Report, Retract};
use crate::error::{Error, Result};
use crate::records::agreements::alerts;
use crate::records::calendar::{components, subscribe};
use crate::store::{Store, is_busy};

/// Does what a call asks for.
pub fn run(call: &Call, store: &Store, env: &Env) -> Result<Box<dyn Report>> {
    if call.action.changes() {
        known_zone(env)?;
    }
    match call.action.effect {
        Effect::Write(_) => written(std::slice::from_ref(call), store, env),
        Effect::Read(read) => store.snapshot(|| read(&Args { call, context: env.context(store) })),
        Effect::Whole(whole) | Effect::History(whole) => whole(store, env, &Args { call, context: env.context(store) }),
        Effect::Alone(tell) => tell(env, &Args { call, context: env.context(store) }),
        Effect::Closed(_) => Err(Error::problem(format!(
            "'{0}' needs the database for itself: quit, and type 'vadash {0}' in a shell",
            call.action.name
        ))),
        Effect::Remind => Err(Error::problem("reminders without a screen are told by 'vadash remind' in a shell")),
        Effect::Screen(_) => Err(Error::problem(format!("'{}' belongs to the screen", call.action.name))),
    }
}

/// Writes what calls ask for as one step, and tells what follows from it.
fn written(calls: &[Call], store: &Store, env: &Env) -> Result<Box<dyn Report>> {
    if calls.iter().any(Call::is_rehearsal) {
        return Ok(Box::new(together(rehearse(calls, store, env)?)));
    }
    let telling = matches!(calls, [call] if preview::worth_telling(call, &env.context(store)));
    let before = match telling.then(|| Before::of(calls, store, env)) {
        // Who waits for another program has waited long enough.
        Some(Err(error)) if is_busy(&error) => return Err(error),
        // What else cannot be done is refused below, with its reason.
        Some(Err(_)) | None => None,
        Some(Ok(before)) => Some(before),
    };
    let lines: Vec<String> = calls.iter().map(ToString::to_string).collect();
    let left = left(calls, store, env)?;
    let (mut done, derived) = store.write_derived(env.now(), &lines.join("; "), |tx| {
        let done = write(calls, tx, env, &left)?;
        // What is taken in as it is written brings its components along.
        if !calls.iter().all(|call| call.action.verbatim) {
            subscribe::keep_local(tx, &env.config)?;
            components::renew(tx)?;
        }
        subscribe::write_back(tx, &env.config, None)?;
        Ok(together(done))
    })?;
    // What was typed is what the record says already: then there is no step, and an undo would take back another.
    if derived.made.is_none() && calls.iter().all(|call| call.action.present.is_some()) && !done.unchanged {
        done.said = "nothing is changed".to_owned();
    }
    // It is done whether or not this can be told.
    done.notes.extend(before.and_then(|before| before.told(&derived, store).ok()).unwrap_or_default());
    done.notes.extend(unexpanded(derived.unexpanded));
    done.notes.extend(alerts::newly_reached(&derived, store, env).unwrap_or_default());
    done.made = derived.made.map(|made| (made, retract as Retract));
    Ok(Box::new(done))
}

/// What was done to one row or several, as one answer.
fn together(mut done: Vec<Done>) -> Done {
    let last = done.last().and_then(|one| one.id).unwrap_or_default();
    match (done.len(), done.pop()) {
        (1, Some(only)) => only,
        (n, _) => {
            let first = done.into_iter().next().map(|one| one.said).unwrap_or_default();
            Done::new(format!("{first} and {} more", n.saturating_sub(1)), last)
        }
    }
}

/// Refuses to write while the home zone is not the one that the settings want: time would land on another day.
fn known_zone(env: &Env) -> Result<()> {
    let Some(why) = &env.config.wrong_zone else { return Ok(()) };
    let path = env.config_path.display();
    Err(Error::problem(format!("nothing is written while the time zone is not understood: {path}, {why}")))
}

/// Does what needs the database closed; `store` is one in memory, which words are read against.
pub fn run_closed(call: &Call, store: &Store, env: &Env) -> Result<Box<dyn Report>> {
    match call.action.effect {
        Effect::Closed(work) => work(env, &Args { call, context: env.context(store) }),
        _ => run(call, store, env),
    }
}

/// That series were taken in that say more than anybody can meet.
fn unexpanded(count: i64) -> Option<String> {
    match count {
        ..=0 => None,
        1 => Some("1 series is too large to show to the end; 'agenda' says why".to_owned()),
        n => Some(format!("{n} series are too large to show to the end; 'agenda' says which and why")),
    }
}

/// Does several calls of one kind as one step: all of them, or none.
pub fn run_all(calls: &[Call], store: &Store, env: &Env) -> Result<Box<dyn Report>> {
    match calls {
        [] => Err(Error::problem("there is nothing to do")),
        [call] => run(call, store, env),
        _ => {
            known_zone(env)?;
            written(calls, store, env)
        }
    }
}
