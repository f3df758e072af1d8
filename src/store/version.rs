//! By which a file is known for ours, and for one that this version knows.

use std::path::Path;

use crate::error::{Error, Result};

/// Marks a file as vadash's: `vada` in ASCII.
pub(super) const APPLICATION_ID: i64 = 0x7661_6461;

/// Marks a files' database: `vadf` in ASCII.
const KEPT_ID: i64 = 0x7661_6466;

/// The schema of a files' database. Never edited once released: a second one would bring this one up to date.
pub(super) const KEPT: &str = include_str!("../../assets/kept/0001.sql");

/// The version of that schema.
pub(super) const KEPT_VERSION: i64 = 1;

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
    include_str!("../../assets/migrations/0014.sql"),
    include_str!("../../assets/migrations/0015.sql"),
];

/// The schema version this program writes.
#[expect(clippy::cast_possible_wrap, reason = "there are not that many")]
pub(super) const VERSION: i64 = MIGRATIONS.len() as i64;

/// What a file of ours is kept for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// The records: the database itself, and its backups.
    Records,
    /// The files' database beside it.
    Kept,
}

impl Sort {
    /// What marks such a file as vadash's.
    pub(super) fn application_id(self) -> i64 {
        match self {
            Self::Records => APPLICATION_ID,
            Self::Kept => KEPT_ID,
        }
    }

    /// The schema version this program writes.
    fn version(self) -> i64 {
        match self {
            Self::Records => VERSION,
            Self::Kept => KEPT_VERSION,
        }
    }

    /// Refuses a file of a newer schema.
    pub(super) fn refuse_newer(self, path: &Path, version: i64) -> Result<()> {
        let known = self.version();
        if version <= known {
            return Ok(());
        }
        Err(Error::problem(format!(
            "{} was written by a newer vadash (its schema is {version}, this one knows {known}): \
             install the newer version; the file was not touched",
            path.display()
        )))
    }
}

/// Refuses a database of a newer schema.
pub(super) fn refuse_newer(path: &Path, version: i64) -> Result<()> {
    Sort::Records.refuse_newer(path, version)
}
