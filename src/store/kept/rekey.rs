//! The files' database under another key: written anew, compared, and put in its place with the database or after it.

use std::fs;
use std::path::{Path, PathBuf};

use super::super::backup::PartialFile;
use super::super::files::{folder_of, lock};
use super::super::key::FileKey;
use super::super::keyring::Keyring;
use super::super::location::{refuse_foreign, refuse_shared};
use super::super::old::Old;
use super::super::swap::HeldDatabase;
use super::super::version::Sort;
use super::opening::exists_as_file;
use super::place::{fits, kept_of, next_of, settle};
use crate::error::{Doing, Error, Result};

/// The files' database of a database that is to have another key; no other process has it open.
pub(in super::super) struct HeldKept {
    path: PathBuf,
    held: HeldDatabase,
    old: Old,
}

/// The new one, whole, beside the old one.
pub(in super::super) struct NextKept {
    kept: HeldKept,
    /// Until it has its name nobody else settles what is to become of it.
    _lock: fs::File,
}

impl HeldKept {
    /// Takes it, if there is one. `to_be_hidden` says whether what it held is to be overwritten afterwards.
    pub(in super::super) fn take(
        database: &Path,
        key: Option<&FileKey>,
        keys: &Keyring,
        to_be_hidden: bool,
    ) -> Result<Option<Self>> {
        let path = kept_of(database);
        settle(&path, key)?;
        if !exists_as_file(&path)? {
            return Ok(None);
        }
        refuse_shared(folder_of(&path))?;
        refuse_foreign(&path)?;
        let key = if fits(&path, key)? { key.cloned() } else { keys.of_file_as(&path, Sort::Kept)? };
        // Opened before it is locked: to close a file takes away every lock that this process has on it.
        let old = Old::of(&path, to_be_hidden)?;
        let held = HeldDatabase::take(&path, key.as_ref())?;
        Ok(Some(Self { path, held, old }))
    }

    /// Writes the new one beside it, under a key or none.
    pub(in super::super) fn write(self, key: Option<&FileKey>) -> Result<NextKept> {
        let next = next_of(&self.path);
        part_of(&next, &self.held, key)?.place()?;
        let doing = format!("locking {}", next.display());
        let file = fs::File::open(&next).doing(&doing)?;
        if !lock(&file).doing(&doing)? {
            return Err(Error::problem(format!("another vadash is looking at {}", next.display())));
        }
        Ok(NextKept { kept: self, _lock: file })
    }
}

impl NextKept {
    /// Gives it its name; whether nothing is left of the old one.
    pub(in super::super) fn place(self) -> Result<bool> {
        let HeldKept { path, held, old } = self.kept;
        held.replace_by(&next_of(&path))?;
        old.overwrite()
    }
}

/// What is held, under a key or none, to get a name.
fn part_of(to: &Path, held: &HeldDatabase, key: Option<&FileKey>) -> Result<PartialFile> {
    let part = PartialFile::take(to)?;
    let part = part.ok_or_else(|| Error::problem(format!("another vadash is writing {}", to.display())))?;
    let conn = held.conn().ok_or_else(|| Error::problem(format!("{} is damaged", to.display())))?;
    part.write_anew(conn, key)?;
    Ok(part)
}

/// Gives the files' database the key that its database has, if that is encrypted: a backup was put back, and each backup
/// that an encryption has written anew has a key of its own. Where the database is plain it stays as it is.
pub(super) fn align(database: &Path, key: Option<&FileKey>, keys: &Keyring) -> Result<()> {
    let path = kept_of(database);
    settle(&path, key)?;
    if key.is_none() || !exists_as_file(&path)? || fits(&path, key)? {
        return Ok(());
    }
    let Some(kept) = HeldKept::take(database, key, keys, true)? else { return Ok(()) };
    renew(kept, key)
}

/// Puts in its own place what is held, under a key or none.
pub(super) fn renew(kept: HeldKept, key: Option<&FileKey>) -> Result<()> {
    let HeldKept { path, held, old } = kept;
    let part = part_of(&path, &held, key)?;
    held.replace(part, None)?;
    old.overwrite().map(drop)
}
