//! Whether everything that is kept is what it should be: the file, the records against their history, and what is
//! derived against a computation from nothing. Reads only, so that a backup is looked at like the database itself.

mod history;
mod mend;
mod recomputed;

pub use history::Side;

use super::check::{Cure, Finding};
use super::open;
use super::reads::Reads;
use super::tables::stand_ins;
use super::version::VERSION;
use super::wait::Patience;
use crate::error::{Doing, Result};

/// The version of the schema from which on all of it can be checked: records and figures have been the same since.
const WHOLE: i64 = 7;

impl Reads {
    /// Checks the whole database and returns what is wrong, each thing once; nothing if all is well.
    pub fn audit(&self) -> Result<Vec<Finding>> {
        let mut found = self.integrity()?;
        // Out of a damaged file nothing can be concluded.
        if found.iter().any(|one| one.cure == Cure::Restore) {
            return Ok(found);
        }
        found.extend(self.unsound()?);
        Ok(found)
    }

    /// What is wrong with what a file holds that is whole.
    pub(super) fn unsound(&self) -> Result<Vec<Finding>> {
        let lost = self.references()?;
        let version = self.schema_version()?;
        if version < WHOLE {
            return Ok(lost);
        }
        if let Some(shape) = self.misshapen(version)? {
            return Ok(vec![shape]);
        }
        let mut found = self.contradicted()?;
        self.standing_in(version, || {
            // Of records that are not what they were, the rest follows.
            if found.is_empty() {
                found.extend(lost);
                found.extend(self.misread()?);
            }
            if found.iter().all(|one| one.cure == Cure::Repair) {
                found.extend(self.misfigured()?);
            }
            Ok(found)
        })
    }

    /// Does `work` where a file of an older version answers as a new one does. Where one that cannot be written was opened, it
    /// does already.
    fn standing_in<T>(&self, version: i64, work: impl FnOnce() -> Result<T>) -> Result<T> {
        let doing = "looking at the schema";
        let sql = "SELECT name FROM temp.sqlite_schema WHERE type = 'view'";
        let views = || self.all(doing, sql, (), |r| r.get::<_, String>(0));
        if version >= VERSION || !views()?.is_empty() {
            return work();
        }
        self.batch(doing, &stand_ins(self.conn(), &open::in_memory()?, version).doing(doing)?)?;
        let done = work();
        let gone: String = views()?.iter().map(|name| format!("DROP VIEW temp.{name};")).collect();
        self.batch(doing, &gone)?;
        done
    }

    /// The version of the file's schema.
    fn schema_version(&self) -> Result<i64> {
        self.one("reading the version", "PRAGMA user_version", (), |r| r.get(0))
    }

    /// Whether the tables are those that a version makes; nothing if they are.
    fn misshapen(&self, version: i64) -> Result<Option<Finding>> {
        let sql = "SELECT coalesce(sql, name) FROM main.sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY name";
        let fresh = Self::new(open::in_memory_of(version)?, None, Patience::default());
        let what = "the tables are not those of vadash: another program has changed them".to_owned();
        Ok((all_of(self, sql)? != all_of(&fresh, sql)?).then_some(Finding { what, cure: Cure::Restore }))
    }
}

fn all_of(reads: &Reads, sql: &str) -> Result<Vec<String>> {
    reads.all("looking at the schema", sql, (), |r| r.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rounding::Rounding;
    use crate::store::tables::DERIVED;

    /// A backup that an older version has made is looked at as closely as a new one.
    #[test]
    fn a_file_is_compared_with_its_own_version() {
        for version in WHOLE..=VERSION {
            let conn = open::in_memory_of(version).unwrap();
            let reads = Reads::new(conn, None, Patience::default());
            assert_eq!(reads.misshapen(version).unwrap(), None, "{version}");
            reads.batch("changing a table", "ALTER TABLE entry ADD COLUMN more TEXT").unwrap();
            assert!(reads.misshapen(version).unwrap().is_some(), "{version}");
        }
    }

    /// So are its figures, under the names that their tables have there.
    #[test]
    fn the_figures_of_every_version_are_checked() {
        for version in WHOLE..=VERSION {
            let reads = Reads::new(open::in_memory_of(version).unwrap(), None, Patience::default());
            let basis = format!("UPDATE basis SET text = '2 {}'", Rounding::default());
            reads.batch("saying by which rules", &basis).unwrap();
            assert_eq!(reads.unsound().unwrap(), [], "{version}");
            let figures = ["entry_amount", "unbilled", "ledger_head"];
            for table in DERIVED.iter().filter(|table| figures.contains(&table.name)) {
                let values = match table.name {
                    "entry_amount" if version < 13 => "7, 1, '2026-06-22', NULL, 0, 5, 5, 0, 0, 5, NULL, NULL, NULL",
                    "entry_amount" if version < 14 => "7, 1, '2026-06-22', NULL, 0, 5, 5, 0, 0, 5, NULL, NULL, NULL, 0",
                    "entry_amount" => "7, 1, '2026-06-22', NULL, 0, 5, 5, 0, 0, 5, NULL, NULL, NULL, 0, 300, 0, ''",
                    "unbilled" => "1, -1, -1, 0, 5, 0",
                    _ => "1, '2026-06-22', '{}', 0",
                };
                let name = table.name_in(version);
                reads.batch("spoiling", &format!("INSERT INTO {name} VALUES ({values})")).unwrap();
                let found = reads.unsound().unwrap();
                assert_eq!((found.len(), found[0].cure), (1, Cure::Repair), "{name} of {version}: {found:?}");
                reads.batch("mending", &format!("DELETE FROM {name}")).unwrap();
            }
        }
    }
}
