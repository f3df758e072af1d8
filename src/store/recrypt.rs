//! Encrypting, deciphering, and changing the passphrase: of the database and of every copy that vadash keeps of it.
//!
//! Each file is written anew, compared with the old one, and put in its place in one step; then the old one is
//! overwritten. The database comes last: whoever finds it encrypted has no plain copy left.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::backup::{For, PartialFile, connect};
use super::faults::{explain, has_no_room, is_damaged, is_sealed};
use super::files::{Identity, folder_of, replaced};
use super::identify::{Looks, recognize};
use super::kept::{HeldKept, kept_of, rewrite_copy};
use super::key::FileKey;
use super::keyring::Keyring;
use super::location::{refuse_foreign, refuse_shared};
use super::old::Old;
use super::shelf::Shelf;
use super::swap::HeldDatabase;
use crate::domain::secret::{Cipher, Secret};
use crate::error::{Doing, Error, Result};

/// What was written anew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recrypted {
    /// How many backups were.
    pub backups: usize,
    /// Copies that were left as they are, each with the reason.
    pub left: Vec<String>,
}

/// Returns the cipher of a file, if it is encrypted; refused if it is no database of ours.
pub fn cipher_of(path: &Path) -> Result<Option<Cipher>> {
    Ok(match recognize(path)? {
        Looks::Sealed(_, cipher) => Some(cipher),
        Looks::Empty | Looks::Plain => None,
    })
}

/// Writes the database and its copies under another secret and a cipher, or none. Nobody else may have it open.
pub fn recrypt(database: &Path, shelf: &Shelf, keys: &Keyring, secret: Option<(&Secret, Cipher)>) -> Result<Recrypted> {
    let path = database.canonicalize().doing(&format!("opening {}", database.display()))?;
    refuse_shared(folder_of(&path))?;
    refuse_foreign(&path)?;
    let key = keys.of_file(&path)?;
    // Opened before it is locked: to close a file takes away every lock that this process has on it.
    let old = Old::of(&path, secret.is_some())?;
    // Taken before anything is changed, and held to the end.
    let held = HeldDatabase::take(&path, key.as_ref())?;
    let kept = HeldKept::take(&path, key.as_ref(), keys, secret.is_some())?;
    let mut done = Recrypted::default();
    let both = Both { path: &path, plain: key.is_none(), held, kept };
    let replaced = all(both, shelf, keys, secret, &mut done);
    replaced.map_err(|error| stopped(error, done.backups))?;
    if !old.overwrite()? {
        done.left.push(elsewhere(&path));
    }
    Ok(done)
}

/// The database and what is kept beside it, which no other process has open.
struct Both<'a> {
    path: &'a Path,
    /// Whether they are not encrypted.
    plain: bool,
    held: HeldDatabase,
    kept: Option<HeldKept>,
}

fn all(
    both: Both<'_>,
    shelf: &Shelf,
    keys: &Keyring,
    secret: Option<(&Secret, Cipher)>,
    done: &mut Recrypted,
) -> Result<()> {
    let Both { path, plain, held, kept } = both;
    let itself = Identity::of(path).ok();
    // One key for the database and what is kept beside it: who is handed that key, to make a backup, opens both.
    let key = fresh(secret)?;
    let none_left = |copy: &Path, written: Result<bool>, left: &mut Vec<String>| match written {
        Ok(true) => Ok(true),
        Ok(false) => {
            left.push(elsewhere(copy));
            Ok(false)
        }
        // A copy that cannot be read is no reason to leave the others.
        Err(error) if matches!(error, Error::Problem { .. }) || is_damaged(&error) || is_sealed(&error) => {
            left.push(format!("{}: {error}", copy.display()));
            Ok(false)
        }
        Err(error) => Err(error),
    };
    for copy in copies(path, shelf)? {
        // A restore that was killed has given the database a second name, and went no further.
        if Identity::of(&copy).ok() == itself {
            fs::remove_file(&copy).doing(&format!("removing {}", copy.display()))?;
            continue;
        }
        done.backups += usize::from(none_left(&copy, one(&copy, keys, secret), &mut done.left)?);
    }
    for copy in shelf.kept_copies() {
        none_left(&copy, rewrite_copy(&copy, keys, key.as_ref()), &mut done.left)?;
    }
    let conn = held.conn().ok_or_else(|| Error::problem(format!("{} is damaged", path.display())))?;
    let part = part(path)?;
    part.fill_anew(conn, key.as_ref())?;
    let Some(kept) = kept else { return held.replace(part, None) };
    let name = kept_of(path);
    let kept = kept.write(key.as_ref())?;
    // Whoever finds the database encrypted has nothing plain left beside it. In any other case the database comes first:
    // by its key it is known which of the two belongs to it (`kept/place.rs`).
    let gone = if plain {
        let gone = kept.place()?;
        held.replace(part, None)?;
        gone
    } else {
        held.replace(part, None)?;
        kept.place()?
    };
    if !gone {
        done.left.push(elsewhere(&name));
    }
    Ok(())
}

/// Why it went no further. Where there was no room for more, what was done so far is said: that is no harm, but a change.
fn stopped(error: Error, done: usize) -> Error {
    if done == 0 || !has_no_room(&error) {
        return error;
    }
    let copies = if done == 1 { "1 copy of it is".to_owned() } else { format!("{done} copies of it are") };
    Error::problem(format!(
        "there is no room to write all of it anew: {copies} done, the database is as it was; make room and do it again"
    ))
}

fn elsewhere(path: &Path) -> String {
    format!("{} has another name besides, under which it is as it was", path.display())
}

/// Backups, and what restored ones replaced.
fn copies(database: &Path, shelf: &Shelf) -> Result<Vec<PathBuf>> {
    let mut found: Vec<PathBuf> = shelf.list(NaiveDate::MAX)?.into_iter().map(|backup| backup.path).collect();
    let (folder, begin) = (folder_of(database), replaced(database));
    let doing = format!("looking into {}", folder.display());
    for file in fs::read_dir(folder).doing(&doing)? {
        let file = file.doing(&doing)?;
        let name = file.file_name().to_string_lossy().into_owned();
        if name.starts_with(&begin) && name.strip_suffix(".db").is_some() {
            found.push(file.path());
        }
    }
    Ok(found)
}

/// Writes a copy that nobody has open anew; whether the old one is gone for good.
fn one(path: &Path, keys: &Keyring, secret: Option<(&Secret, Cipher)>) -> Result<bool> {
    let key = keys.of_file(path)?;
    let part = part(path)?;
    let doing = format!("reading {}", path.display());
    let conn = connect(path, For::Sharing, key.as_ref()).map_err(|e| explain(&doing, e))?;
    part.fill_anew(&conn, fresh(secret)?.as_ref())?;
    drop(conn);
    let old = Old::of(path, secret.is_some())?;
    part.place()?;
    old.overwrite()
}

fn part(path: &Path) -> Result<PartialFile> {
    PartialFile::take(path)?.ok_or_else(|| Error::problem(format!("another vadash is writing {}", path.display())))
}

fn fresh(secret: Option<(&Secret, Cipher)>) -> Result<Option<FileKey>> {
    secret.map(|(secret, cipher)| FileKey::fresh(secret, cipher)).transpose()
}
