//! Where the files' database is, and what is left of a change of its key that was ended half-way.
//!
//! Two files cannot change places at one instant. So the new one is laid beside the old one first
//! (`vadash-files-next.db`), whole; then the database is replaced, and then the new one takes the old one's name. Whoever
//! finds both knows by the database's key, which is the same, which of the two belongs to it: nothing is written to the
//! old one while there is a new one.

use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{fs, io, thread};

use super::super::faults::Busy;
use super::super::files::{Identity, folder_of, lock, remove, stem, sync_folder, writable};
use super::super::identify::{Looks, recognize_as};
use super::super::key::FileKey;
use super::super::location::refuse_foreign;
use super::super::old::Old;
use super::super::version::Sort;
use crate::error::{Doing, Error, Result};

/// How long another process is waited for that settles it just now.
const TRIES: u32 = 300;
const PAUSE: Duration = Duration::from_millis(50);

/// What the files' database of a database is called: `vadash-files.db`.
pub(in super::super) fn file_name(database: &Path) -> String {
    stem(database) + "-files.db"
}

/// Where the files' database of a database is: beside it, or beside what a link of its name leads to.
pub(in super::super) fn kept_of(database: &Path) -> PathBuf {
    let real = database.canonicalize().unwrap_or_else(|_| database.to_owned());
    folder_of(&real).join(file_name(&real))
}

/// Where the new one is until the database has its new key.
pub(super) fn next_of(path: &Path) -> PathBuf {
    folder_of(path).join(stem(path) + "-next.db")
}

/// Whether a file is one under this key, or a plain one where there is none.
pub(super) fn fits(path: &Path, key: Option<&FileKey>) -> Result<bool> {
    Ok(match (recognize_as(path, Sort::Kept)?, key) {
        (Looks::Empty, _) | (Looks::Plain, None) => true,
        (Looks::Sealed(salt, cipher), Some(key)) => key.has(salt, cipher),
        (Looks::Plain, Some(_)) | (Looks::Sealed(..), None) => false,
    })
}

/// Ends what was begun: gives a new file the name of the old one, if it is the new one that belongs to the database, which
/// has this key; else the new one goes, before anything is written to the old one.
pub(super) fn settle(path: &Path, key: Option<&FileKey>) -> Result<()> {
    let next = next_of(path);
    let doing = format!("looking at {}", next.display());
    for _ in 0..TRIES {
        let file = match fs::File::open(&next) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            file => file.doing(&doing)?,
        };
        if !lock(&file).doing(&doing)? {
            thread::sleep(PAUSE);
            continue;
        }
        // Whoever had the lock before may have given it its name.
        if Identity::of(&next).ok() != Some(Identity::of_open(&file).doing(&doing)?) {
            continue;
        }
        refuse_foreign(&next)?;
        let old_fits = fs::symlink_metadata(path).is_ok() && fits(path, key)?;
        if old_fits || !fits(&next, key)? {
            // Where nothing can be written to the old one either, it may lie.
            return if writable(&next, folder_of(&next)) { remove(&next).doing(&doing) } else { Ok(()) };
        }
        let old = Old::of(path, key.is_some())?;
        fs::rename(&next, path).doing(&format!("replacing {}", path.display()))?;
        sync_folder(folder_of(path)).doing(&doing)?;
        return old.overwrite().map(drop);
    }
    Err(Error::fault(doing, Busy))
}
