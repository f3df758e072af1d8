//! By which a file is known for ours, and for one that this version knows.

use std::path::Path;

use crate::error::{Error, Result};

/// Marks a file as vadash's: `vada` in ASCII.
pub(super) const APPLICATION_ID: i64 = 0x7661_6461;

/// The schema's steps in order; the version is their number. Never edited once released.
pub(super) const MIGRATIONS: &[&str] = &[
    include_str!("../../assets/migrations/0001.sql"),
    include_str!("../../assets/migrations/0002.sql"),
    include_str!("../../assets/migrations/0003.sql"),
    include_str!("../../assets/migrations/0004.sql"),
    include_str!("../../assets/migrations/0005.sql"),
    include_str!("../../assets/migrations/0006.sql"),
    include_str!("../../assets/migrations/0007.sql"),
    include_str!("../../assets/migrations/0008.sql"),
    include_str!("../../assets/migrations/0009.sql"),
    include_str!("../../assets/migrations/0010.sql"),
    include_str!("../../assets/migrations/0011.sql"),
    include_str!("../../assets/migrations/0012.sql"),
    include_str!("../../assets/migrations/0013.sql"),
];

/// The schema version this program writes.
#[expect(clippy::cast_possible_wrap, reason = "there are not that many")]
pub(super) const VERSION: i64 = MIGRATIONS.len() as i64;

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
