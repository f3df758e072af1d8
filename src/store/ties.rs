//! How records name each other.

use super::reads::Reads;
use super::record::RecordKind;
use super::tables::RECORDS;
use crate::error::Result;

/// A column by which rows name rows of another table, or of their own.
pub(super) struct Tie {
    pub(super) table: &'static str,
    pub(super) column: String,
    pub(super) to: String,
    /// Whether it is cleared where the other row goes.
    pub(super) loose: bool,
}

impl Reads {
    /// How records name each other.
    pub(super) fn ties(&self) -> Result<Vec<Tie>> {
        let mut found = Vec::new();
        for &RecordKind { table, .. } in RECORDS {
            let sql = "SELECT \"from\", \"table\", on_delete FROM pragma_foreign_key_list(?1)";
            let ties = self.all("reading the schema", sql, [table], |r| {
                let how: String = r.get(2)?;
                Ok(Tie { table, column: r.get(0)?, to: r.get(1)?, loose: how == "SET NULL" })
            })?;
            found.extend(ties);
        }
        Ok(found)
    }

    /// Whether there is a row of a number.
    pub(super) fn exists(&self, table: &str, id: i64) -> Result<bool> {
        let sql = format!("SELECT EXISTS (SELECT 1 FROM {table} WHERE id = ?1)");
        self.one("looking for a record", &sql, [id], |r| r.get(0))
    }
}
