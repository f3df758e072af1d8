//! What every connection to a file of ours is set to before anything is read or written by it.

use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode};

use super::wait::{PAUSE, is_within};

/// Has SQLite trust nothing that a file says of itself, and lose nothing that it has acknowledged.
pub(super) fn harden(conn: &Connection) -> rusqlite::Result<()> {
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    // A plan does not depend on the values bound: else each statement with a range is compiled twice, to look at them.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.execute_batch(
        "PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY;",
    )
}

/// Sets a file that has no write-ahead log to having one: whoever began to replace it took that away and was ended.
pub(super) fn see_to_log(conn: &Connection, wait: Duration) -> rusqlite::Result<()> {
    let mode: String = conn.query_row("PRAGMA journal_mode", [], |r| r.get(0))?;
    if mode == "wal" { Ok(()) } else { keep_a_log(conn, wait) }
}

/// Sets the file to write-ahead logging. Of two that do so at once, SQLite tells one that the file is
/// busy without waiting as it does elsewhere: each would have to let go first.
pub(super) fn keep_a_log(conn: &Connection, wait: Duration) -> rusqlite::Result<()> {
    let mut pauses = 0;
    loop {
        match conn.execute_batch("PRAGMA journal_mode=WAL") {
            Err(e) if e.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) && is_within(wait, pauses) => {
                std::thread::sleep(PAUSE);
                pauses += 1;
            }
            done => return done,
        }
    }
}
