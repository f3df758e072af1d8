//! Whether everything that is kept is what it was.

use super::super::check::{Cure, Finding};
use super::super::reads::Reads;
use super::files::{Kept, own, shas};
use super::opening::in_memory;
use super::pack::unpack;
use super::sha::Sha;
use crate::error::Result;

impl Kept {
    /// Checks the file, adds every kept file up anew, and looks whether each paper has its bytes; nothing if all is well.
    pub fn check(&self) -> Result<Vec<Finding>> {
        self.reads.snapshot(|| self.wrong()).map_err(own)
    }

    fn wrong(&self) -> Result<Vec<Finding>> {
        let found = self.reads.integrity()?;
        if !found.is_empty() {
            return Ok(found);
        }
        if schema(&self.reads)? != schema(&in_memory()?)? {
            let what = "its tables are not those of vadash: another program has changed them".to_owned();
            return Ok(vec![Finding { what, cure: Cure::Restore }]);
        }
        let mut wrong = Vec::new();
        for sha in self.unsound()? {
            wrong.push(Finding { what: format!("{} is not what was kept", self.called(&sha)?), cure: Cure::Restore });
        }
        let lost = "SELECT sha256 FROM paper WHERE NOT EXISTS (SELECT 1 FROM content WHERE sha256 = paper.sha256)";
        for sha in shas(&self.reads, lost)? {
            wrong.push(Finding { what: format!("{} is not there", self.called(&sha)?), cure: Cure::Restore });
        }
        Ok(wrong)
    }

    /// What is not what it was.
    pub(super) fn unsound(&self) -> Result<Vec<Sha>> {
        let mut wrong = Vec::new();
        // One by one: some have 20 MB.
        for sha in shas(&self.reads, "SELECT sha256 FROM content")? {
            let sql = "SELECT bytes, packed, size FROM content WHERE sha256 = ?1";
            let read = |r: &rusqlite::Row<'_>| Ok((r.get(0)?, r.get(1)?, r.get(2)?));
            let row = self.reads.maybe("adding up a kept file", sql, [sha.as_str()], read)?;
            let is_sound = |(bytes, packed, size)| unpack(bytes, packed, size, sha.as_str()).is_some();
            if !row.is_some_and(is_sound) {
                wrong.push(sha);
            }
        }
        Ok(wrong)
    }

    /// What a person knows these bytes by.
    fn called(&self, sha: &Sha) -> Result<String> {
        let sql = "SELECT name, number, client FROM paper WHERE sha256 = ?1 ORDER BY id LIMIT 1";
        let name = |r: &rusqlite::Row<'_>| {
            let (name, number, client): (String, String, String) = (r.get(0)?, r.get(1)?, r.get(2)?);
            Ok(format!("{name} ({number}, {client})"))
        };
        let paper = self.reads.maybe("reading papers", sql, [sha.as_str()], name)?;
        Ok(paper.unwrap_or_else(|| format!("the file {}…", &sha.as_str()[..12])))
    }
}

fn schema(reads: &Reads) -> Result<Vec<String>> {
    let sql = "SELECT coalesce(sql, name) FROM main.sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY name";
    reads.all("looking at the schema", sql, (), |r| r.get(0))
}
