//! What of the kept bytes the database names: in whatever column of whatever table, and in the images of steps.

use std::collections::BTreeSet;

use rusqlite::types::ValueRef;

use super::super::faults::explain;
use super::super::reads::Reads;
use super::sha::Sha;
use crate::error::Result;

impl Reads {
    /// Which of these are named by any value of any table, the images of steps among them. It reads everything.
    pub fn naming(&self, among: &BTreeSet<Sha>) -> Result<BTreeSet<Sha>> {
        let mut found = BTreeSet::new();
        if among.is_empty() {
            return Ok(found);
        }
        let doing = "looking for kept files that are named";
        let tables = "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
        let tables: Vec<String> = self.all(doing, tables, (), |r| r.get(0))?;
        for table in tables {
            let sql = format!("SELECT * FROM main.\"{}\"", table.replace('"', "\"\""));
            let mut all = self.conn().prepare(&sql).map_err(|e| explain(doing, e))?;
            let columns = all.column_count();
            let mut rows = all.query([]).map_err(|e| explain(doing, e))?;
            while let Some(row) = rows.next().map_err(|e| explain(doing, e))? {
                for n in 0..columns {
                    if let ValueRef::Text(text) | ValueRef::Blob(text) =
                        row.get_ref(n).map_err(|e| explain(doing, e))?
                    {
                        found.extend(within(text).filter(|sha| among.contains(sha)));
                    }
                }
            }
        }
        Ok(found)
    }
}

/// Every SHA-256 that stands in a text by itself.
fn within(text: &[u8]) -> impl Iterator<Item = Sha> {
    let pieces = text.split(|byte| !byte.is_ascii_hexdigit()).filter(|piece| piece.len() == Sha::DIGITS);
    pieces.filter_map(|piece| std::str::from_utf8(piece).ok()?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_found_wherever_it_stands() {
        let (one, other) = (Sha::of(b"one"), Sha::of(b"other"));
        let text = format!("{{\"logo\":\"{one}\",\"x\":\"{other}0\"}}");
        assert_eq!(within(text.as_bytes()).collect::<Vec<_>>(), [one]);
    }
}
