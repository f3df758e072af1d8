//! Opening the files' database: looked at as closely as the database, and made where it is wanted for the first time.

use std::path::Path;
use std::time::Duration;
use std::{fs, io};

use rusqlite::Connection;

use super::super::backup::{For, connect};
use super::super::faults::explain;
use super::super::files::{Identity, folder_of, make_file, sync_folder, writable};
use super::super::harden::{harden, keep_a_log, see_to_log};
use super::super::identify::{identify_as, to_read, to_write};
use super::super::key::FileKey;
use super::super::keyring::Keyring;
use super::super::location::{refuse_foreign, refuse_network, refuse_shared};
use super::super::reads::Reads;
use super::super::version::{KEPT, KEPT_VERSION, Sort};
use super::super::wait::Patience;
use super::place::{fits, settle};
use crate::error::{Doing, Error, Result};

/// An open files' database.
pub(super) struct Opened {
    /// What it is read and written through.
    pub(super) reads: Reads,
    /// Whether it cannot be written.
    pub(super) read_only: bool,
    /// Its key, if it is encrypted.
    pub(super) key: Option<FileKey>,
}

/// What to do where there is none.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    /// Make one.
    Make,
    /// Answer that there is none.
    Leave,
}

/// Opens one. It has the database's `key`, or, where an older backup was put back, one that `keys` knows.
pub(super) fn open(
    path: &Path,
    key: Option<&FileKey>,
    keys: &Keyring,
    wait: Duration,
    missing: Missing,
) -> Result<Option<Opened>> {
    let doing = format!("opening {}", path.display());
    let folder = folder_of(path);
    settle(path, key)?;
    if !exists_as_file(path)? {
        if missing == Missing::Leave {
            return Ok(None);
        }
        refuse_network(folder)?;
        refuse_shared(folder)?;
        make_file(path).and_then(|_| sync_folder(folder)).doing(&doing)?;
    }
    refuse_network(folder)?;
    refuse_shared(folder)?;
    refuse_foreign(path)?;
    let read_only = !writable(path, folder);
    loop {
        let file = Identity::of(path).doing(&doing)?;
        let key = if fits(path, key)? { key.cloned() } else { keys.of_file_as(path, Sort::Kept)? };
        let conn = if read_only { to_read(path, key.as_ref()) } else { to_write(path, key.as_ref()) };
        let mut conn = conn.map_err(|e| explain(&doing, e))?;
        let patience = Patience::teach(&mut conn, wait).map_err(|e| explain(&doing, e))?;
        let version = identify_as(&conn, path, Sort::Kept)?;
        // Whoever replaces it has it alone: from here on nobody does.
        if Identity::of(path).doing(&doing)? != file {
            continue;
        }
        harden(&conn).map_err(|e| explain(&doing, e))?;
        match (version, read_only) {
            (0, true) => return Err(Error::problem(format!("{} is empty, and cannot be written", path.display()))),
            (0, false) => {
                keep_a_log(&conn, wait).map_err(|e| explain(&doing, e))?;
                begin(&conn)?;
            }
            (_, true) => {}
            (_, false) => see_to_log(&conn, wait).map_err(|e| explain(&doing, e))?,
        }
        let reads = Reads::new(conn, Some((path.to_owned(), file)), patience);
        return Ok(Some(Opened { reads, read_only, key }));
    }
}

/// Opens a copy that this process alone has, by no locks of SQLite's, which network file systems refuse: beside the backups,
/// where a log of it would be one file more to lose.
pub(super) fn open_alone(path: &Path, key: Option<&FileKey>) -> Result<Reads> {
    let doing = format!("opening {}", path.display());
    refuse_foreign(path)?;
    let file = Identity::of(path).doing(&doing)?;
    if !writable(path, folder_of(path)) {
        let conn = connect(path, For::Reading, key).map_err(|e| explain(&doing, e))?;
        identify_as(&conn, path, Sort::Kept)?;
        return Ok(Reads::new(conn, Some((path.to_owned(), file)), Patience::default()));
    }
    let conn = connect(path, For::Filling, key).map_err(|e| explain(&doing, e))?;
    // One that was copied by hand may have a log: only alone can it be read without shared memory.
    conn.execute_batch("PRAGMA locking_mode=EXCLUSIVE").map_err(|e| explain(&doing, e))?;
    let version = identify_as(&conn, path, Sort::Kept)?;
    harden(&conn).map_err(|e| explain(&doing, e))?;
    conn.execute_batch("PRAGMA journal_mode=DELETE").map_err(|e| explain(&doing, e))?;
    if version == 0 {
        begin(&conn)?;
    }
    Ok(Reads::new(conn, Some((path.to_owned(), file)), Patience::default()))
}

/// An empty one in memory.
pub(super) fn in_memory() -> Result<Reads> {
    let doing = "opening a files' database in memory";
    let conn = Connection::open_in_memory().map_err(|e| explain(doing, e))?;
    harden(&conn).map_err(|e| explain(doing, e))?;
    begin(&conn)?;
    Ok(Reads::new(conn, None, Patience::default()))
}

/// Makes the tables, unless another process was quicker.
fn begin(conn: &Connection) -> Result<()> {
    let doing = "preparing the files' database";
    conn.execute_batch("BEGIN IMMEDIATE").map_err(|e| explain(doing, e))?;
    let made = conn.query_row("PRAGMA user_version", [], |r| r.get::<_, i64>(0)).and_then(|version| {
        if version == 0 {
            conn.execute_batch(KEPT)?;
            conn.pragma_update(None, "application_id", Sort::Kept.application_id())?;
            conn.pragma_update(None, "user_version", KEPT_VERSION)?;
        }
        conn.execute_batch("COMMIT")
    });
    if made.is_err() && !conn.is_autocommit() {
        let _ = conn.execute_batch("ROLLBACK");
    }
    made.map_err(|e| explain(doing, e))
}

/// Whether there is a file; refused where something else has the name.
pub(super) fn exists_as_file(path: &Path) -> Result<bool> {
    let is =
        |what: &str| Err(Error::problem(format!("{} {what}, where kept files would be: move it away", path.display())));
    match fs::metadata(path) {
        Ok(found) if found.is_file() => Ok(true),
        Ok(found) if found.is_dir() => is("is a folder"),
        Ok(_) => is("is no file"),
        // A link that leads nowhere is refused where the file is made.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error).doing(&format!("looking at {}", path.display())),
    }
}
