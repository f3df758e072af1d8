//! The first change in a database that is not there yet, and where there can be none.

use std::io::{Write, stderr};
use std::path::Path;

use crate::app::write::rehearse;
use crate::command::call::Call;
use crate::command::env::Env;
use crate::domain::text::clean;
use crate::error::{Error, Result};
use crate::store::{Access, Store, StoreSettings};

/// Whether there is nothing of that name.
pub fn is_missing(path: &Path) -> bool {
    std::fs::metadata(path).is_err_and(|error| is_absent(error.kind()))
}

/// Whether an error says that there is no such file, be it because what should be its folder is none.
pub fn is_absent(kind: std::io::ErrorKind) -> bool {
    matches!(kind, std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory)
}

/// Begins a database where one is named that is not there: by a change that can be made in an empty one, and no other.
///
/// A name that was mistyped would else show nothing and keep what belongs elsewhere.
pub fn begin(call: &Call, setting: StoreSettings, env: &Env) -> Result<Store> {
    if !call.action.is_write() {
        return Err(no_database(env));
    }
    refuse_without_folder(env)?;
    // What comes from standard input can be read once.
    if !call.words.iter().any(|(_, words)| words.iter().any(|word| word == "-")) {
        let empty = Store::in_memory(setting.clone())?;
        let done = rehearse(std::slice::from_ref(call), &empty, env);
        done.map_err(|error| error.behind(&format!("there is no database at {} yet", env.db_path.display())))?;
    }
    let store = Store::open(&env.db_path, Access::Command, setting, &env.keys)?;
    let _ = writeln!(stderr(), "note: {}", clean(&begun(env)));
    Ok(store)
}

/// Says that a database is new.
pub fn begun(env: &Env) -> String {
    format!("there was no database at {}, so this is a new one", env.db_path.display())
}

/// Says that there is none.
pub fn no_database(env: &Env) -> Error {
    let what = "the first change makes one (vadash client add)";
    Error::problem(format!("there is no database at {}: {what}", env.db_path.display()))
}

/// Refuses a database in a folder that is not there.
pub fn refuse_without_folder(env: &Env) -> Result<()> {
    let folder = env.db_path.parent().filter(|folder| !folder.as_os_str().is_empty() && is_missing(folder));
    folder
        .map_or(Ok(()), |folder| Err(Error::problem(format!("there is no folder {}: make it first", folder.display()))))
}
