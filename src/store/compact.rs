//! The database written anew without the room that it does not need any more, and put in its own place.

use std::fs;
use std::path::Path;

use super::backup::{For, PartialFile, connect};
use super::faults::explain;
use super::files::folder_of;
use super::kept::compact_kept;
use super::keyring::Keyring;
use super::location::{refuse_foreign, refuse_shared};
use super::reads::Reads;
use super::swap::HeldDatabase;
use super::wait::Patience;
use crate::error::{Doing, Error, Result};

/// How long the database was, and is, with the files' database beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compacted {
    /// Bytes before.
    pub before: u64,
    /// Bytes now.
    pub after: u64,
    /// How many kept files went that nothing names any more.
    pub let_go: usize,
}

/// Writes the database anew as it is, under the key it has, and puts that in its place once it was compared with it.
/// Nobody else may have it open. Until then the old file has the name, and whoever ends this leaves it as it was.
///
/// Of what is kept beside it goes what is no paper's and what no record and no step of it names: while it is held, nobody
/// names anything more.
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
    let copy = connect(part.path(), For::Alone, key.as_ref()).map_err(|e| explain(&doing, e))?;
    let copy = Reads::new(copy, None, Patience::default());
    let kept = compact_kept(&path, key.as_ref(), keys, |loose| copy.naming(loose))?;
    drop(copy);
    held.replace(part, None)?;
    Ok(Compacted { before: before + kept.before, after: after + kept.after, let_go: kept.let_go })
}
