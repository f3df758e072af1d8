//! By which a file is known for ours, and for one that this version knows.

use std::path::Path;

use crate::error::{Error, Result};

/// Marks a file as vadash's: `vada` in ASCII.
pub(super) const APPLICATION_ID: i64 = 0x7661_6461;

/// The schema version this program writes.
pub(super) const VERSION: i64 = 9;

/// Refuses a file of a newer schema.
pub(super) fn refuse_newer(path: &Path, version: i64) -> Result<()> {
    if version <= VERSION {
        return Ok(());
    }
    Err(Error::problem(format!(
        "{} was written by a newer vadash (its schema is {version}, this one knows {VERSION}): \
         install the newer version; the file was not touched",
        path.display()
    )))
}
