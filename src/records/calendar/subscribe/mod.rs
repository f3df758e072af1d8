//! Calendars of the configuration: read from their files when these change, and written back to them.
//!
//! The files are what counts. [`sync`] takes in what has changed in them, and that is no step of the user's history;
//! `write_back` ends a step, or its undo, by bringing the files to where the records are, just before all of it is
//! saved: if a file cannot be written, nothing is changed at all, and if the program ends in between, whoever looks next
//! puts the files back.

mod exchange;
mod files;
mod names;
mod parts;
mod stamp;
mod sweep;
mod sync;
mod write;

use std::path::Path;

pub use files::watched;
pub use sync::sync;
pub(crate) use write::{keep_local, write_back};

use crate::command::context::Context;
use crate::command::env::Env;
use crate::config::Config;
use crate::store::{Access, Store};

/// What is wrong with the calendars of a configuration, by what stands on the disk.
pub fn missing(config: &Config) -> Vec<String> {
    let all = config.calendars.iter().filter_map(|c| files::missing(Path::new(&c.path)).map(|why| (c, why)));
    all.map(|(c, why)| format!("line {}: calendar '{}': {why}", c.line, c.name)).collect()
}

/// The calendars that are for clients whom there are not, by an open database or else by the one on the disk.
///
/// An open one is not opened again: to look at its file and close that would let go of the locks SQLite has on it.
pub fn unknown_clients(env: &Env, context: &Context<'_>) -> Vec<String> {
    let named: Vec<_> = env.config.calendars.iter().filter_map(|c| Some((c, c.client.as_deref()?))).collect();
    if named.is_empty() || !env.db_path.exists() {
        return Vec::new();
    }
    // Opened with the settings in force: by others, every figure would be worked out anew.
    let on_disk = || Store::open(&env.db_path, Access::Command, context.setting.clone(), &env.keys)?.clients();
    let clients = match if context.db.is_file() { context.db.clients() } else { on_disk() } {
        Ok(clients) => clients,
        Err(error) => return vec![format!("the clients of calendars could not be looked up: {error}")],
    };
    let unknown = named.into_iter().filter(|(_, code)| !clients.iter().any(|client| client.code == *code));
    unknown.map(|(c, code)| format!("line {}: calendar '{}': there is no client '{code}'", c.line, c.name)).collect()
}
