//! The schema's versions, and the undo triggers made from it.
//!
//! The triggers are temporary and made for a table when a connection first changes it: to read
//! them with the schema would cost every start more than all else that opening does.

use std::fmt::Display;

use rusqlite::Connection;

use super::record::Kind;
use super::{reads::explain, tally};
use crate::error::Result;

/// Marks a file as vadash's: `vada` in ASCII.
pub(super) const APPLICATION_ID: i64 = 0x7661_6461;

/// The schema's steps in order; the version is their number. Never edited once released.
const MIGRATIONS: &[&str] = &[
    include_str!("../../assets/migrations/0001.sql"),
    include_str!("../../assets/migrations/0002.sql"),
    include_str!("../../assets/migrations/0003.sql"),
    include_str!("../../assets/migrations/0004.sql"),
    include_str!("../../assets/migrations/0005.sql"),
    include_str!("../../assets/migrations/0006.sql"),
    include_str!("../../assets/migrations/0007.sql"),
    include_str!("../../assets/migrations/0008.sql"),
    include_str!("../../assets/migrations/0009.sql"),
];

/// The version from which on there are sums of what has no image.
const TALLIED: i64 = 7;

/// The schema version this program writes.
pub(super) const VERSION: i64 = 9;

/// Brings an open file from one version to another, [`VERSION`] or one before it, inside the caller's transaction.
///
/// Foreign keys must be off where the file holds anything: who makes a table anew that others refer to would delete their rows.
pub(super) fn migrate(conn: &Connection, version: i64, to: i64) -> Result<()> {
    let doing = "preparing the database";
    let [from, end] = [version, to].map(|version| usize::try_from(version).unwrap_or(0));
    for sql in MIGRATIONS.iter().take(end).skip(from) {
        conn.execute_batch(sql).map_err(|e| explain(doing, e))?;
    }
    if (1..TALLIED).contains(&version) && to >= TALLIED {
        tally::begin(conn).map_err(|e| explain(doing, e))?;
    }
    conn.pragma_update(None, "application_id", APPLICATION_ID).map_err(|e| explain(doing, e))?;
    conn.pragma_update(None, "user_version", to).map_err(|e| explain(doing, e))
}

/// The columns of a table, in order.
pub(super) fn columns(conn: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement = conn.prepare_cached("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?;
    statement.query_map([table], |r| r.get(0))?.collect()
}

/// The JSON image of a row, as an expression over `prefix` (`new.`, `old.` or nothing).
pub(super) fn image<C: Display>(columns: &[C], prefix: &str) -> String {
    let pairs: Vec<String> = columns.iter().map(|c| format!("'{c}',{prefix}{c}")).collect();
    format!("json_object({})", pairs.join(","))
}

/// A kind of change that a trigger waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum On {
    /// A row is added.
    Insert,
    /// A row is changed.
    Update,
    /// A row is deleted.
    Delete,
}

/// The statement that keeps an image of each change of one sort to records of a kind, before and after.
pub(super) fn trigger(kind: &Kind, on: On) -> String {
    let (table, columns) = (kind.table, kind.all_columns());
    let (old, new) = (|| image(&columns, "old."), || image(&columns, "new."));
    let (event, row, before, after) = match on {
        On::Insert => ("INSERT", "new", "NULL".to_owned(), new()),
        On::Update => ("UPDATE", "old", old(), new()),
        On::Delete => ("DELETE", "old", old(), "NULL".to_owned()),
    };
    format!(
        "CREATE TEMP TRIGGER IF NOT EXISTS {table}_{event} AFTER {event} ON main.{table} BEGIN \
         INSERT INTO change(op,record,row,before,after) SELECT op,'{table}',{row}.id,{before},{after} FROM writing; END;"
    )
}
