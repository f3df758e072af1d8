//! Opening and identifying the file.

use std::fs;
use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;

use super::faults::{explain, has_no_room};
use super::files::{Identity, folder_of, make_file, make_folder, writable};
use super::harden::{harden, keep_a_log, see_to_log};
use super::identify::{Looks, identify, recognize, to_read, to_write};
use super::key::FileKey;
use super::keyring::Keyring;
use super::location::{refuse_foreign, refuse_network, refuse_shared};
use super::migrate::migrate;
use super::shelf::Shelf;
use super::tables::stand_ins;
use super::version::{VERSION, refuse_newer};
use super::wait::Patience;
use crate::error::{Doing, Error, Result};

/// Who opens the file, which says how long to wait for another writer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// A command: waits up to 15 s for another writer.
    Command,
    /// The screen: waits 200 ms, then says so and tries again, so that keys are answered meanwhile.
    Screen,
}

impl Access {
    /// How long another writer is waited for.
    pub(super) fn wait(self) -> Duration {
        if self == Self::Command { Duration::from_secs(15) } else { Duration::from_millis(200) }
    }
}

/// An open connection and whether it can write.
pub struct Opened {
    /// The connection.
    pub conn: Connection,
    /// Whether the file or its folder is read-only, or has no room.
    pub read_only: bool,
    /// Which file it is.
    pub(super) file: Identity,
    /// The key, if the file is encrypted.
    pub(super) key: Option<FileKey>,
    /// How it waits for others.
    pub(super) patience: Patience,
}

pub(super) fn open(path: &Path, access: Access, keys: &Keyring) -> Result<Opened> {
    let doing = format!("opening {}", path.display());
    let folder = folder_of(path);
    let new = match fs::metadata(path) {
        Ok(found) if found.is_dir() => {
            return Err(Error::problem(format!("{} is a folder, not a database", path.display())));
        }
        // A pipe would be waited for.
        Ok(found) if !found.is_file() => {
            return Err(Error::problem(format!("{} is no file, so it can be no database", path.display())));
        }
        Ok(_) => false,
        Err(_) => true,
    };
    if new {
        make_folder(folder)?;
    }
    refuse_network(folder)?;
    refuse_shared(folder)?;
    // SQLite keeps its log beside the file that a link leads to.
    if let Ok(real) = fs::canonicalize(path) {
        let beside = folder_of(&real);
        refuse_network(beside)?;
        refuse_shared(beside)?;
        refuse_foreign(&real)?;
    }
    let read_only = !new && !writable(path, folder);
    if new {
        make_file(path).doing(&doing)?;
    }
    let wait = access.wait();
    let (version, opened) = match connect(path, read_only, wait, keys) {
        // Where the log's index has no room, the file can still be read.
        Err(error) if !read_only && !new && has_no_room(&error) => connect(path, true, wait, keys)?,
        connected => connected?,
    };
    let conn = &opened.conn;
    harden(conn).map_err(|e| explain(&doing, e))?;
    if version < VERSION && !opened.read_only {
        upgrade(conn, path, opened.key.as_ref(), version, wait)?;
    } else if version < VERSION {
        let views = stand_ins(conn, &in_memory()?, version).map_err(|e| explain(&doing, e))?;
        conn.execute_batch(&views).map_err(|e| explain(&doing, e))?;
    } else if !opened.read_only {
        see_to_log(conn, wait).map_err(|e| explain(&doing, e))?;
    }
    Ok(opened)
}

/// Opens the file and reads whose it is, which waits for whoever replaces it: then the other one is opened.
fn connect(path: &Path, read_only: bool, wait: Duration, keys: &Keyring) -> Result<(i64, Opened)> {
    let doing = format!("opening {}", path.display());
    loop {
        let file = Identity::of(path).doing(&doing)?;
        let looks = recognize(path)?;
        let empty = matches!(looks, Looks::Empty);
        let key = keys.key(path, looks)?;
        let conn = if read_only { to_read(path, key.as_ref()) } else { to_write(path, key.as_ref()) };
        let mut conn = conn.map_err(|e| explain(&doing, e))?;
        let patience = Patience::teach(&mut conn, wait).map_err(|e| explain(&doing, e))?;
        let version = match identify(&conn, path) {
            // Another process has begun it meanwhile, with a key of its own making.
            Err(_) if empty && !matches!(recognize(path)?, Looks::Empty) => continue,
            version => version?,
        };
        if Identity::of(path).doing(&doing)? == file {
            return Ok((version, Opened { conn, read_only, file, key, patience }));
        }
    }
}

pub(super) fn in_memory() -> Result<Connection> {
    in_memory_of(VERSION)
}

/// An empty database as a version makes it.
pub(super) fn in_memory_of(version: i64) -> Result<Connection> {
    let doing = "opening a database in memory";
    let conn = Connection::open_in_memory().map_err(|e| explain(doing, e))?;
    harden(&conn).map_err(|e| explain(doing, e))?;
    migrate(&conn, 0, version)?;
    Ok(conn)
}

/// Brings an older or empty file up to date in one transaction, after a backup of what it held.
fn upgrade(conn: &Connection, path: &Path, key: Option<&FileKey>, version: i64, wait: Duration) -> Result<()> {
    let doing = "preparing the database";
    if version > 0 {
        // Where another program writes there is nothing to be done yet, and no backup to be made.
        conn.execute_batch("BEGIN IMMEDIATE; ROLLBACK").map_err(|e| explain(doing, e))?;
        Shelf::beside(path).keep_before(conn, key, VERSION)?;
    }
    keep_a_log(conn, wait).map_err(|e| explain(doing, e))?;
    // Within a transaction they cannot be switched.
    conn.execute_batch("PRAGMA foreign_keys=OFF; BEGIN IMMEDIATE").map_err(|e| explain(doing, e))?;
    // Another process may have done it while this one waited for the lock.
    let version: i64 = conn.query_row("PRAGMA user_version", [], |r| r.get(0)).map_err(|e| explain(doing, e))?;
    let done = if version < VERSION { migrate(conn, version, VERSION) } else { refuse_newer(path, version) };
    let end = if done.is_ok() { "COMMIT" } else { "ROLLBACK" };
    conn.execute_batch(&format!("{end}; PRAGMA foreign_keys=ON")).map_err(|e| explain(doing, e))?;
    done
}
