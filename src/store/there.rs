//! Which kinds of records there are any of.

use super::reads::Reads;
use super::tables::RECORDS;
use crate::error::Result;

impl Reads {
    /// The kinds of records that there is one of, by what such a record is called.
    pub fn kinds_there(&self) -> Result<Vec<&'static str>> {
        let one = |(n, table)| format!("SELECT {n} WHERE EXISTS (SELECT 1 FROM {table} LIMIT 1)");
        let tables = RECORDS.iter().map(|kind| kind.table).enumerate();
        let sql = tables.map(one).collect::<Vec<_>>().join(" UNION ALL ");
        let found = self.all("reading what there is", &sql, (), |r| r.get::<_, i64>(0))?;
        let kinds = found.into_iter().filter_map(|n| RECORDS.get(usize::try_from(n).ok()?));
        Ok(kinds.map(|kind| kind.what).collect())
    }
}
