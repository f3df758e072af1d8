//! Whether everything that is kept is what it should be: the file, the records against their history, and what is
//! derived against a computation from nothing. Reads only, so that a backup is looked at like the database itself.

mod derived;
mod history;
mod mend;

pub use history::Side;

use super::{Cure, Finding, Reads};
use crate::error::Result;

/// The version of the schema from which on all of it can be checked.
const WHOLE: i64 = 7;

impl Reads {
    /// Everything that is wrong, each thing once; nothing if all is well.
    pub fn audit(&self) -> Result<Vec<Finding>> {
        let mut found = self.integrity()?;
        // Out of a damaged file nothing can be concluded.
        if found.iter().any(|one| one.cure == Cure::Restore) {
            return Ok(found);
        }
        let version: i64 = self.one("reading the version", "PRAGMA user_version", (), |r| r.get(0))?;
        if version < WHOLE {
            return Ok(found);
        }
        found.extend(self.contradicted()?);
        found.extend(self.misread()?);
        if found.iter().all(|one| one.cure == Cure::Repair) {
            found.extend(self.misfigured()?);
        }
        Ok(found)
    }
}
