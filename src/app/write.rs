//! Doing what calls ask for within a write: the only place from which an action changes records.

use crate::command::action::Effect;
use crate::command::call::{Args, Call};
use crate::command::context::Context;
use crate::command::env::Env;
use crate::command::report::Done;
use crate::error::{Error, Result};
use crate::store::{Store, Tx};

/// Does what calls ask for within a write: the only place from which an action changes records.
pub(crate) fn write(calls: &[Call], tx: &Tx<'_>, env: &Env, left: &[String]) -> Result<Vec<Done>> {
    let one = |call: &Call| match call.action.effect {
        Effect::Write(write) => write(tx, &within(call, tx, env, left)),
        _ => Err(Error::problem(format!("'{}' works on one row at a time", call.action.name))),
    };
    calls.iter().map(one).collect()
}

/// A call with its words to be read within a write.
fn within<'a>(call: &'a Call, tx: &'a Tx<'_>, env: &'a Env, left: &'a [String]) -> Args<'a> {
    Args { call, context: Context { left, ..Context::new(tx.now, &env.config, tx.setting(), tx, &env.tell) } }
}

/// The numbers on papers that have left, where calls give new ones; nothing else opens the files' database for it.
pub(crate) fn left(calls: &[Call], store: &Store, env: &Env) -> Result<Vec<String>> {
    if !calls.iter().any(|call| call.action.numbers) {
        return Ok(Vec::new());
    }
    let Some(kept) = store.kept_if_any(&env.keys)? else { return Ok(Vec::new()) };
    Ok(kept.numbers()?.into_iter().map(|paper| paper.number).collect())
}

/// Does nothing, but says what these calls would say, or why they could not be done.
pub fn rehearse(calls: &[Call], store: &Store, env: &Env) -> Result<Vec<Done>> {
    if !calls.iter().all(|call| call.action.is_write()) {
        return Ok(Vec::new());
    }
    let left = left(calls, store, env)?;
    store.rehearse(env.now(), |tx| write(calls, tx, env, &left))
}
