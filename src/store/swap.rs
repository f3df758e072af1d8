//! Puts another file in the place of the database.
//!
//! At every instant the name stands for the old file or for the new one, each whole. What would make a
//! mixture of the two is the old one's log beside the new one, and a process that goes on writing to a file
//! that has no name any more. So the old file is taken for this process alone first, which empties its log
//! into it; every other process that has it open holds a lock that makes this fail.

use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{fs, io, thread};

use rusqlite::{Connection, ErrorCode};

use super::backup::{BackupFacts, For, PartialFile, connect, is_unsound, verify, whole};
use super::faults::explain;
use super::files::{
    COMPANIONS, Identity, beside, folder_of, free_name, lock_bytes, make_file, make_folder, remove, replaced,
    sync_folder,
};
use super::identify::{Looks, recognize};
use super::key::FileKey;
use super::keyring::Keyring;
use super::location::{refuse_foreign, refuse_network};
use super::wait::Patience;
use crate::error::{Doing, Error, Result};

/// How often, and after what pause, a command that only passes is waited for.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(100);

/// What SQLite keeps beside a database and may hold some of it; `-shm` is only scratch paper.
const LOGS: [&str; 2] = ["-wal", "-journal"];

/// A database that no other process has open, or can open.
pub(super) struct HeldDatabase {
    path: PathBuf,
    /// What holds it, until the new file has its name.
    lock: SwapLock,
}

enum SwapLock {
    /// SQLite, by a connection in a transaction; the log is empty.
    Whole(Connection),
    /// A lock on a damaged file, which SQLite respects.
    Damaged(#[expect(dead_code, reason = "it is only held")] fs::File),
}

impl HeldDatabase {
    /// Takes a database that is whole, or says that another vadash has it open.
    pub(super) fn take(path: &Path, key: Option<&FileKey>) -> Result<Self> {
        let doing = format!("replacing {}", path.display());
        Self::wait_for(path, || match lock(path, key) {
            Err(e) if matches!(e.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)) => {
                Ok(None)
            }
            done => done.map(|conn| Some(SwapLock::Whole(conn))).map_err(|e| explain(&doing, e)),
        })
    }

    /// Takes a file that is damaged, as it is: SQLite would throw away what it cannot read of the log.
    fn take_damaged(path: &Path) -> Result<Self> {
        let doing = format!("replacing {}", path.display());
        Self::wait_for(path, || Ok(lock_bytes(path).doing(&doing)?.map(SwapLock::Damaged)))
    }

    fn wait_for(path: &Path, lock: impl Fn() -> Result<Option<SwapLock>>) -> Result<Self> {
        for again in (0..TRIES).rev() {
            if let Some(lock) = lock()? {
                return Ok(Self { path: path.to_owned(), lock });
            }
            if again > 0 {
                thread::sleep(PAUSE);
            }
        }
        Err(Error::problem(
            "the database is open in another vadash: close its screen and end 'vadash remind' first; nothing was changed",
        ))
    }

    /// The connection that holds a database that is whole.
    pub(super) fn conn(&self) -> Option<&Connection> {
        match &self.lock {
            SwapLock::Whole(conn) => Some(conn),
            SwapLock::Damaged(_) => None,
        }
    }

    /// Gives the name to a finished file. The old one is kept under another name, or goes.
    pub(super) fn replace(self, by: PartialFile, kept: Option<&Path>) -> Result<()> {
        let doing = format!("replacing {}", self.path.display());
        if let Some(kept) = kept {
            link(&self.path, kept).doing(&doing)?;
            if let SwapLock::Damaged(_) = self.lock {
                keep_logs(&self.path, kept).doing(&doing)?;
            }
            sync_folder(folder_of(kept)).doing(&doing)?;
        }
        self.clear(&doing)?;
        by.place()
    }

    /// Gives the name to a file that has one already.
    pub(super) fn replace_by(self, finished: &Path) -> Result<()> {
        let doing = format!("replacing {}", self.path.display());
        self.clear(&doing)?;
        fs::rename(finished, &self.path).doing(&doing)?;
        sync_folder(folder_of(&self.path)).doing(&doing)
    }

    /// Takes away what stands beside the file and would be read with the next one.
    fn clear(&self, doing: &str) -> Result<()> {
        for end in COMPANIONS {
            remove(&beside(&self.path, end)).doing(doing)?;
        }
        sync_folder(folder_of(&self.path)).doing(doing)
    }
}

/// Empties the log into the file and holds it.
///
/// The lock outlives the transaction in this mode, so that other files can be attached.
fn lock(path: &Path, key: Option<&FileKey>) -> rusqlite::Result<Connection> {
    let mut conn = connect(path, For::Sharing, key)?;
    Patience::teach(&mut conn, Duration::ZERO)?;
    conn.execute_batch("PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=DELETE; BEGIN EXCLUSIVE; COMMIT")?;
    Ok(conn)
}

/// Gives a file a second name; where there is no such thing, a copy has it.
fn link(file: &Path, name: &Path) -> io::Result<()> {
    match fs::hard_link(file, name) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            let mut copy = make_file(name)?;
            io::copy(&mut fs::File::open(file)?, &mut copy)?;
            copy.sync_all()
        }
        done => done,
    }
}

fn keep_logs(file: &Path, kept: &Path) -> io::Result<()> {
    for end in LOGS {
        let log = beside(file, end);
        if log.exists() {
            link(&log, &beside(kept, end))?;
        }
    }
    Ok(())
}

/// What was put in place, and where what it replaced is.
#[derive(Clone, Debug)]
pub struct Restored {
    /// What stands in it.
    pub facts: BackupFacts,
    /// Whether it is not encrypted, and what it replaced was.
    pub unsealed: bool,
    /// The database as it was, if there was one.
    pub kept: Option<PathBuf>,
}

/// Puts a copy of a backup in the place of the database, whatever state that is in.
///
/// The backup is verified first; `anyhow` puts one back whose file is whole and whose contents are not sound. What it
/// replaces is kept beside it as `STEM-replaced-STAMP.db`.
pub fn restore(database: &Path, from: &Path, stamp: &str, keys: &Keyring, anyhow: bool) -> Result<Restored> {
    let doing = format!("restoring {}", database.display());
    // The name may be a link, which then goes on leading where it leads.
    let path = database.canonicalize().unwrap_or_else(|_| database.to_owned());
    let folder = folder_of(&path);
    if path.is_dir() {
        return Err(Error::problem(format!("{} is a folder, not a database", path.display())));
    }
    let given = Identity::of(from).doing(&format!("opening {}", from.display()))?;
    if Identity::of(&path).ok() == Some(given) {
        return Err(Error::problem(format!("{} is the database itself: name a backup of it", from.display())));
    }
    make_folder(folder)?;
    refuse_network(folder)?;
    refuse_foreign(&path)?;
    // That the backup is damaged says nothing of the database.
    match verify(from, keys) {
        Err(error) if is_unsound(&error) && anyhow => {}
        Err(error) if is_unsound(&error) => {
            return Err(Error::confirm(format!("{error}; --force puts it back all the same")));
        }
        Err(error) => return Err(Error::problem(error.to_string())),
        Ok(_) => {}
    }
    // Another program's file is left alone, and a newer vadash's; one that is damaged or missing is what this is for.
    if let Err(refused @ Error::Problem { .. }) = recognize(&path) {
        return Err(refused);
    }
    let part = PartialFile::take(&path)?;
    let part = part.ok_or_else(|| Error::problem("another vadash is restoring the database just now"))?;
    let key = keys.of_file(from)?;
    let source = connect(from, For::Reading, key.as_ref()).map_err(|e| explain(&doing, e))?;
    let facts = part.fill(&source, key.as_ref(), &doing)?;
    drop(source);
    let kept = free_name(folder, &(replaced(&path) + stamp));
    let whole = whole(&path, keys).is_ok();
    // What cannot be opened may be encrypted, or damaged at its beginning.
    let sealed = whole && matches!(recognize(&path), Ok(Looks::Sealed(..)));
    if !path.exists() {
        make_file(&path).doing(&doing)?;
    }
    let held = if whole {
        HeldDatabase::take(&path, keys.of_file(&path)?.as_ref())?
    } else {
        HeldDatabase::take_damaged(&path)?
    };
    // A log without its file may hold what is nowhere else.
    let logs = LOGS.iter().any(|end| beside(&path, end).exists());
    let kept = (logs || fs::metadata(&path).doing(&doing)?.len() > 0).then_some(kept);
    held.replace(part, kept.as_deref())?;
    Ok(Restored { unsealed: sealed && !facts.encrypted, facts, kept })
}
