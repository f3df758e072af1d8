//! Copying the file.

use std::fs;
use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;

use super::files::make_file;
use super::reads::{Reads, explain};
use crate::error::{Doing, Error, Result};

/// A connection to another file than the open one: a copy that is written or checked.
fn other_connection(path: &Path) -> rusqlite::Result<Connection> {
    Connection::open(path)
}

pub(super) fn backup(reads: &Reads, to: &Path) -> Result<()> {
    copy_to(reads.conn(), to)
}

/// Copies to `NAME.part`, checks it, and only then gives it its name.
pub(super) fn copy_to(conn: &Connection, to: &Path) -> Result<()> {
    let doing = format!("backing up to {}", to.display());
    let folder = to.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut name = to.as_os_str().to_owned();
    name.push(".part");
    let part = Path::new(&name);
    let file = make_file(part).doing(&doing)?;
    file.set_len(0).doing(&doing)?;
    let mut copy = other_connection(part).map_err(|e| explain(&doing, e))?;
    let run = rusqlite::backup::Backup::new(conn, &mut copy).map_err(|e| explain(&doing, e))?;
    run.run_to_completion(1024, Duration::ZERO, None).map_err(|e| explain(&doing, e))?;
    drop(run);
    let verdict: String = copy.query_row("PRAGMA quick_check(1)", [], |r| r.get(0)).map_err(|e| explain(&doing, e))?;
    drop(copy);
    if verdict != "ok" {
        return Err(Error::fault(doing, format!("the copy is damaged: {verdict}")));
    }
    file.sync_all().doing(&doing)?;
    fs::rename(part, to).doing(&doing)?;
    fs::File::open(folder).and_then(|f| f.sync_all()).doing(&doing)
}
