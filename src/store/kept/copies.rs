//! The files' database and its copies beside the backups: each takes from the other what it lacks, and loses nothing.

use std::path::Path;
use std::time::Duration;
use std::{fs, thread};

use super::super::backup::{For, PartialFile, connect};
use super::super::check::Finding;
use super::super::faults::{Busy, explain};
use super::super::files::{Identity, folder_of, is_same, lock, make_file, sync_folder, writable};
use super::super::key::FileKey;
use super::super::keyring::Keyring;
use super::super::location::{refuse_foreign, refuse_shared};
use super::super::old::Old;
use super::super::version::Sort;
use super::files::{Kept, KeptSize, Leaving, shas};
use super::opening::exists_as_file;
use super::place::{fits, kept_of};
use super::rekey::align;
use crate::domain::time::Instant;
use crate::error::{Doing, Error, Result};

/// How long others are waited for.
const WAIT: Duration = Duration::from_secs(15);
const PAUSE: Duration = Duration::from_millis(50);
const TRIES: u32 = 300;

/// What was taken over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// Papers.
    pub papers: usize,
    /// Pieces of bytes.
    pub contents: usize,
    /// Pieces that were not what they had been, and were left.
    pub unsound: usize,
}

impl Kept {
    /// Adds what another one has and this one lacks, or has no longer as it was. What is unsound there is not taken.
    pub fn add_from(&self, other: &Self) -> Result<Added> {
        let sums = "SELECT sha256 FROM content";
        let (ours, theirs) = (shas(&self.reads, sums)?, shas(&other.reads, sums)?);
        let papers: Vec<_> = {
            let ours = self.all_papers()?;
            other.all_papers()?.into_iter().filter(|paper| !ours.contains(paper)).collect()
        };
        let missing: Vec<_> = theirs.difference(&ours).collect();
        let mut added = Added::default();
        // Nothing is written where nothing is new.
        if missing.is_empty() && papers.is_empty() {
            return Ok(added);
        }
        self.write(|| {
            for sha in missing {
                let at = "SELECT kept_at FROM content WHERE sha256 = ?1";
                let at = other.reads.one("reading a kept file", at, [sha.as_str()], |r| r.get(0))?;
                match other.bytes(sha) {
                    Ok(Some(bytes)) => {
                        self.put(&bytes, Instant(at))?;
                        added.contents += 1;
                    }
                    Ok(None) => {}
                    Err(_) => added.unsound += 1,
                }
            }
            for paper in &papers {
                let leaving =
                    Leaving { number: &paper.number, kind: &paper.kind, client: &paper.client, name: &paper.name };
                added.papers += self.put_paper(&leaving, &paper.sha, paper.kept_at)?;
            }
            Ok(added)
        })
    }

    /// Takes from another one, as it is there, what is not what it was here; how many pieces.
    pub fn mend_from(&self, other: &Self) -> Result<usize> {
        let mut mended = 0;
        for sha in self.unsound()? {
            if let Ok(Some(bytes)) = other.bytes(&sha) {
                self.write(|| self.put(&bytes, Instant(0)))?;
                mended += 1;
            }
        }
        Ok(mended)
    }
}

/// A copy that no other process has: its file is locked, since SQLite locks nothing there.
pub(super) struct Copy {
    /// The copy.
    pub(super) kept: Kept,
    _lock: fs::File,
}

impl Copy {
    /// Opens the copy that is there; of one that is not under a key that is wanted, the one that it has is looked for.
    pub(super) fn open(path: &Path, wanted: Option<&FileKey>, keys: &Keyring) -> Result<Option<Self>> {
        if !exists_as_file(path)? {
            return Ok(None);
        }
        refuse_shared(folder_of(path))?;
        refuse_foreign(path)?;
        let lock = take(path)?;
        let key = key_of(path, wanted, keys)?;
        Ok(Some(Self { kept: Kept::alone(path, key.as_ref())?, _lock: lock }))
    }

    fn is_empty(&self) -> Result<bool> {
        let KeptSize { papers, contents, .. } = self.kept.size()?;
        Ok(papers + contents == 0)
    }
}

fn key_of(path: &Path, wanted: Option<&FileKey>, keys: &Keyring) -> Result<Option<FileKey>> {
    if fits(path, wanted)? { Ok(wanted.cloned()) } else { keys.of_file_as(path, Sort::Kept) }
}

/// Locks a copy, whatever file has its name by then.
fn take(path: &Path) -> Result<fs::File> {
    let doing = format!("opening {}", path.display());
    for _ in 0..TRIES {
        let file = fs::File::open(path).doing(&doing)?;
        if lock(&file).doing(&doing)? && Identity::of(path).ok() == Some(Identity::of_open(&file).doing(&doing)?) {
            return Ok(file);
        }
        thread::sleep(PAUSE);
    }
    Err(Error::fault(doing, Busy))
}

/// Adds to a copy, which is made if there is none, what the files' database of a database has and it lacks; nothing where
/// there is no files' database, or where the copy would be itself.
pub(in super::super) fn back_up(
    database: &Path,
    key: Option<&FileKey>,
    keys: &Keyring,
    copy: &Path,
) -> Result<Option<Added>> {
    let itself = kept_of(database);
    if !exists_as_file(&itself)? && !exists_as_file(&super::place::next_of(&itself))? || is_same(&itself, copy) {
        return Ok(None);
    }
    let Some(kept) = Kept::find(database, key, keys, WAIT)? else { return Ok(None) };
    if !exists_as_file(copy)? {
        refuse_shared(folder_of(copy))?;
        let doing = format!("writing {}", copy.display());
        make_file(copy).and_then(|_| sync_folder(folder_of(copy))).doing(&doing)?;
    } else if kept.key().is_some() && !fits(copy, kept.key())? {
        // What is encrypted here is not added to what is not, or to what another secret opens.
        rewrite_copy(copy, keys, kept.key())?;
    }
    let found = Copy::open(copy, kept.key(), keys)?;
    let found = found.ok_or_else(|| Error::problem(format!("{} is gone again", copy.display())))?;
    found.kept.add_from(&kept).map(Some)
}

/// Writes a copy anew under a key or none; whether nothing is left of the old one.
pub(in super::super) fn rewrite_copy(path: &Path, keys: &Keyring, to: Option<&FileKey>) -> Result<bool> {
    if !writable(path, folder_of(path)) {
        return Err(Error::problem(format!("{} cannot be written", path.display())));
    }
    refuse_foreign(path)?;
    let _lock = take(path)?;
    let from = keys.of_file_as(path, Sort::Kept)?;
    let part = PartialFile::take(path)?;
    let part = part.ok_or_else(|| Error::problem(format!("another vadash is writing {}", path.display())))?;
    // What a killed run has left of a change is taken back first.
    drop(Kept::alone(path, from.as_ref())?);
    let doing = format!("reading {}", path.display());
    let conn = connect(path, For::Sharing, from.as_ref()).map_err(|e| explain(&doing, e))?;
    part.write_anew(&conn, to)?;
    drop(conn);
    let old = Old::of(path, to.is_some())?;
    part.place()?;
    old.overwrite()
}

/// Gives a copy the key that the database has now, if that is encrypted: whoever makes the next backup is handed no other.
pub(in super::super) fn align_copy(database: &Path, copy: &Path, keys: &Keyring) -> Result<()> {
    match keys.of_file(database)? {
        Some(key) if !fits(copy, Some(&key))? => rewrite_copy(copy, keys, Some(&key)).map(drop),
        _ => Ok(()),
    }
}

/// After a backup was put in the place of a database: gives the files' database the key that the database has now, and
/// adds to it what the copy beside that backup has and it lacks. Nothing of it is taken back.
pub(in super::super) fn bring_back(database: &Path, copy: &Path, keys: &Keyring) -> Result<Added> {
    let key = keys.of_file(database)?;
    align(database, key.as_ref(), keys)?;
    if is_same(&kept_of(database), copy) {
        return Ok(Added::default());
    }
    let Some(copy) = Copy::open(copy, key.as_ref(), keys)? else { return Ok(Added::default()) };
    if copy.is_empty()? {
        return Ok(Added::default());
    }
    Kept::open(database, key.as_ref(), keys, WAIT)?.add_from(&copy.kept)
}

/// Takes over from a copy what the files' database lacks, or has no longer as it was; how many pieces. It is made if there is
/// none and there is something to take over.
pub fn mend(database: &Path, copy: &Path, keys: &Keyring) -> Result<usize> {
    let key = keys.of_file(database)?;
    let Some(copy) = Copy::open(copy, key.as_ref(), keys)? else { return Ok(0) };
    if copy.is_empty()? {
        return Ok(0);
    }
    let kept = Kept::open(database, key.as_ref(), keys, WAIT)?;
    let mended = kept.mend_from(&copy.kept)?;
    let added = kept.add_from(&copy.kept)?;
    Ok(mended + added.contents + added.papers)
}

/// Checks a copy as the files' database is checked.
pub fn check_copy(copy: &Path, keys: &Keyring) -> Result<Vec<Finding>> {
    Copy::open(copy, None, keys)?.map_or_else(|| Ok(Vec::new()), |copy| copy.kept.check())
}
