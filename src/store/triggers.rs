//! The undo triggers, made from the schema, and the images that they keep.
//!
//! They are temporary and made for a table when a connection first changes it: to read them with the schema would cost
//! every start more than all else that opening does.

use std::fmt::Display;

use rusqlite::Connection;

use super::record::RecordKind;

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
pub(super) fn trigger(kind: &RecordKind, on: On) -> String {
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
