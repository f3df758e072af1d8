//! The schema's versions, and the undo triggers made from it.
//!
//! The triggers are temporary and made for a table when a connection first changes it: to read
//! them with the schema would cost every start more than all else that opening does.

use rusqlite::Connection;

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
];

/// The version from which on there are sums of what has no image.
const TALLIED: i64 = 7;

/// The schema version this program writes.
pub(super) const VERSION: i64 = 7;

/// Tables whose changes are journalled for undo. A table not listed here is derived or private to the program.
pub(super) const JOURNALLED: &[&str] = &[
    "client",
    "service",
    "rate",
    "agreement",
    "terms",
    "adjustment",
    "task",
    "calendar",
    "timezone",
    "event",
    "entry",
    "filter",
];

/// [`JOURNALLED`] as `IN (…)` takes it.
pub(super) fn journalled() -> String {
    JOURNALLED.iter().map(|table| format!("'{table}'")).collect::<Vec<_>>().join(",")
}

/// Brings an open file from `version` to [`VERSION`] inside the caller's transaction.
pub(super) fn migrate(conn: &Connection, version: i64) -> Result<()> {
    let doing = "preparing the database";
    let from = usize::try_from(version).unwrap_or(0);
    for sql in MIGRATIONS.iter().skip(from) {
        conn.execute_batch(sql).map_err(|e| explain(doing, e))?;
    }
    if (1..TALLIED).contains(&version) {
        tally::begin(conn).map_err(|e| explain(doing, e))?;
    }
    conn.pragma_update(None, "application_id", APPLICATION_ID).map_err(|e| explain(doing, e))?;
    conn.pragma_update(None, "user_version", VERSION).map_err(|e| explain(doing, e))
}

/// The columns of a table, in order.
pub(super) fn columns(conn: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement = conn.prepare_cached("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?;
    statement.query_map([table], |r| r.get(0))?.collect()
}

/// The JSON image of a row, as an expression over `prefix` (`new.`, `old.` or nothing).
pub(super) fn image(columns: &[String], prefix: &str) -> String {
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

/// The statement that keeps an image of each change of a kind to a table, before and after.
pub(super) fn trigger(columns: &[String], table: &str, on: On) -> String {
    let (old, new) = (|| image(columns, "old."), || image(columns, "new."));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::record::KINDS;

    /// Undo puts back what the trigger kept: all of a row.
    #[test]
    fn a_record_has_all_columns_of_its_table() {
        let conn = Connection::open_in_memory().unwrap();
        migrate(&conn, 0).unwrap();
        for kind in KINDS {
            let known: Vec<String> = std::iter::once(&"id").chain(kind.columns).map(|c| (*c).to_owned()).collect();
            assert_eq!(columns(&conn, kind.table).unwrap(), known, "{}", kind.table);
        }
        let seen: Vec<&str> = KINDS.iter().map(|kind| kind.table).collect();
        assert_eq!(seen, JOURNALLED);
    }
}
