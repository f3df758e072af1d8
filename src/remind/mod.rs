//! Reminders without a screen: once, as a service that sleeps until the next one, or as a stream for another machine.
//!
//! Everything is claimed in the database before it is told, so that a screen, a service and a stream side by side tell
//! each reminder once between them. What nobody could be told is given back, so that somebody else can.

mod driver;
mod gate;
mod install;
mod stream;

use crate::command::call::Call;
use crate::command::env::Env;
use crate::error::{Error, Result};
use crate::store::Store;

use driver::Driver;
pub use install::Machine;
use stream::Output;

/// `remind`: goes on until it is ended, or tells what is due and ends (`--once`). `open` opens the database.
pub fn run(call: &Call, open: impl FnOnce() -> Result<Store>, env: &Env, machine: &Machine) -> Result<()> {
    let flag = |name: &str| call.text(name).is_some();
    if flag("install") {
        return install::install(machine);
    }
    let output = if flag("stream") { Output::stream() } else { Output::Channels };
    if let Some(from) = call.text("from") {
        if flag("stream") {
            return Err(Error::at(
                "stream",
                "and --from do not go together: one writes reminders, the other reads them",
            ));
        }
        return stream::tell_from(&from, env);
    }
    let store = open()?;
    let mut driver = Driver::new(&store, env, output)?;
    if flag("once") { driver.once() } else { driver.follow() }
}
