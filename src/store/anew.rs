//! The whole of a database written anew into another file: without what is free in it, in the order of its tables.

use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Rows};
use zeroize::Zeroizing;

use super::identify::address;
use super::key::FileKey;

/// The first table that is not the same in a copy. Nobody may write to `from` meanwhile.
pub(super) fn differing(from: &Connection, path: &Path, key: Option<&FileKey>) -> rusqlite::Result<Option<String>> {
    from.execute("ATTACH ?1 AS copy", [&*keyed(path, key)]).map_err(hushed)?;
    let differs = attached_differing(from);
    from.execute_batch("DETACH copy")?;
    differs
}

fn attached_differing(conn: &Connection) -> rusqlite::Result<Option<String>> {
    let mut tables = conn.prepare("SELECT name FROM main.sqlite_schema WHERE type = 'table' ORDER BY name")?;
    let tables: Vec<String> = tables.query_map([], |r| r.get(0))?.collect::<rusqlite::Result<_>>()?;
    let schema = "SELECT type, name, sql FROM {of}.sqlite_schema ORDER BY type, name".to_owned();
    // In the order in which they stand, which is that of their keys.
    let rows =
        tables.iter().map(|table| format!("SELECT * FROM {{of}}.\"{}\" NOT INDEXED", table.replace('"', "\"\"")));
    for (all, table) in
        std::iter::once(schema).chain(rows).zip(std::iter::once("schema").chain(tables.iter().map(String::as_str)))
    {
        let (mut old, mut new) =
            (conn.prepare(&all.replace("{of}", "main"))?, conn.prepare(&all.replace("{of}", "copy"))?);
        let columns = old.column_count();
        if columns != new.column_count() || !are_same(columns, old.query([])?, new.query([])?)? {
            return Ok(Some(table.to_owned()));
        }
    }
    Ok(None)
}

/// Whether both give the same rows, read side by side.
fn are_same(columns: usize, mut old: Rows<'_>, mut new: Rows<'_>) -> rusqlite::Result<bool> {
    loop {
        match (old.next()?, new.next()?) {
            (Some(old), Some(new)) => {
                for n in 0..columns {
                    let (old, new): (ValueRef<'_>, ValueRef<'_>) = (old.get_ref(n)?, new.get_ref(n)?);
                    if old != new {
                        return Ok(false);
                    }
                }
            }
            (None, None) => return Ok(true),
            _ => return Ok(false),
        }
    }
}

/// Has SQLite write a copy without what is free.
pub(super) fn write(from: &Connection, path: &Path, key: Option<&FileKey>) -> rusqlite::Result<()> {
    from.execute("VACUUM main INTO ?1", [&*keyed(path, key)]).map(|_| ()).map_err(hushed)
}

/// An error without SQLite's words, among which is the address that could not be opened, and so the key.
fn hushed(error: rusqlite::Error) -> rusqlite::Error {
    match error {
        rusqlite::Error::SqliteFailure(code, Some(_)) => rusqlite::Error::SqliteFailure(code, None),
        other => other,
    }
}

/// The address of a copy, with the key to it.
fn keyed(path: &Path, key: Option<&FileKey>) -> Zeroizing<String> {
    // A plain copy is asked for by an empty key: without one it would have that of the file it is made of.
    let parameters = key.map_or_else(|| Zeroizing::new("key=&reserve=0".to_owned()), FileKey::parameters);
    Zeroizing::new(format!("{}?{}", address(path), *parameters))
}

/// Whether so much of a file is free that a copy of its pages would be a fifth larger than it need be.
pub(super) fn is_roomy(conn: &Connection) -> rusqlite::Result<bool> {
    let pages = |what| conn.query_row(&format!("PRAGMA main.{what}"), [], |r| r.get::<_, i64>(0));
    Ok(pages("freelist_count")? * 6 > pages("page_count")?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::secret::{Cipher, Secret};

    #[test]
    fn no_error_tells_the_key() {
        let (from, nowhere) = (Connection::open_in_memory().unwrap(), Path::new("/nowhere/at/all.db"));
        let key = FileKey::fresh(&Secret::new("ab".repeat(32)).unwrap(), Cipher::default()).unwrap();
        for error in [write(&from, nowhere, Some(&key)), differing(&from, nowhere, Some(&key)).map(drop)] {
            let said = error.unwrap_err().to_string();
            assert!(said.contains("unable to open") && !said.contains("abab"), "{said}");
        }
    }
}
