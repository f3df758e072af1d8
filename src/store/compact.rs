//! The database written anew without the room that it does not need any more, and put in its own place.

use std::fs;
use std::path::Path;

use super::backup::PartialFile;
use super::files::folder_of;
use super::keyring::Keyring;
use super::location::{refuse_foreign, refuse_shared};
use super::swap::HeldDatabase;
use crate::error::{Doing, Error, Result};

/// How long a file was, and is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compacted {
    /// Bytes before.
    pub before: u64,
    /// Bytes now.
    pub after: u64,
}

/// Writes the database anew as it is, under the key it has, and puts that in its place once it was compared with it.
/// Nobody else may have it open. Until then the old file has the name, and whoever ends this leaves it as it was.
pub fn compact(database: &Path, keys: &Keyring) -> Result<Compacted> {
    let path = database.canonicalize().doing(&format!("opening {}", database.display()))?;
    refuse_shared(folder_of(&path))?;
    refuse_foreign(&path)?;
    let key = keys.of_file(&path)?;
    let held = HeldDatabase::take(&path, key.as_ref())?;
    let doing = format!("writing {} anew", path.display());
    let length = |path: &Path| fs::metadata(path).map(|data| data.len()).doing(&doing);
    let before = length(&path)?;
    let part = PartialFile::take(&path)?;
    let part = part.ok_or_else(|| Error::problem(format!("another vadash is writing {}", path.display())))?;
    let conn = held.conn().ok_or_else(|| Error::problem(format!("{} is damaged", path.display())))?;
    part.fill_anew(conn, key.as_ref())?;
    let after = length(part.path())?;
    held.replace(part, None)?;
    Ok(Compacted { before, after })
}
