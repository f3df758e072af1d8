//! Copying the database to a file of its own: written, verified, and only then given its name.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags, Row};

use super::anew::{differing, is_roomy, write};
use super::check::{EVERY_PAGE, Finding};
use super::faults::{Busy, Damaged, explain};
use super::files::{Identity, beside, folder_of, lock, make_file, sync_folder};
use super::identify::{as_it_is, identify, to_read, to_write, told};
use super::journal::NEWEST_STEP;
use super::key::FileKey;
use super::keyring::Keyring;
use super::location::refuse_foreign;
use super::reads::Reads;
use super::wait::Patience;
use crate::domain::time::Instant;
use crate::error::{Doing, Error, Result};

/// What another connection is opened for than the one that everything is done by.
#[derive(Clone, Copy)]
pub(super) enum For {
    /// A finished file that nobody writes to, such as a backup.
    Reading,
    /// A file that was just written: it has no log, and one that stands beside it is somebody else's.
    Alone,
    /// A database that others may have open.
    Sharing,
    /// A file that only this process knows of: SQLite locks nothing, which network file systems would refuse.
    Filling,
}

/// Opens another connection: to a copy, to a backup, to a file that is to be replaced. The only place that does.
pub(super) fn connect(path: &Path, to: For, key: Option<&FileKey>) -> rusqlite::Result<Connection> {
    let mut conn = match to {
        For::Reading => to_read(path, key)?,
        For::Alone => as_it_is(path, key)?,
        For::Sharing => to_write(path, key)?,
        For::Filling => {
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            // By the name under which it can encrypt.
            told(Connection::open_with_flags_and_vfs(path, flags, c"multipleciphers-unix-none")?, key)?
        }
    };
    Patience::teach(&mut conn, Duration::from_secs(15))?;
    Ok(conn)
}

/// What stands in a database that was found to be whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupFacts {
    /// Whether it is encrypted.
    pub encrypted: bool,
    /// The version of its schema.
    pub version: i64,
    /// How many entries it holds.
    pub entries: i64,
    /// When something was changed in it last, if ever.
    pub changed: Option<Instant>,
    /// The number of its newest step.
    pub(super) step: i64,
}

/// Verifies that a file is a database of ours, whole and consistent, and returns what is in it. Reads only.
pub fn verify(path: &Path, keys: &Keyring) -> Result<BackupFacts> {
    let facts = whole(path, keys)?;
    let doing = format!("verifying {}", path.display());
    let key = keys.of_file(path)?;
    let conn = connect(path, For::Reading, key.as_ref()).map_err(|e| explain(&doing, e))?;
    match words_of(Reads::new(conn, None, Patience::default()).unsound()?).as_slice() {
        [] => Ok(facts),
        wrong => Err(Error::fault(doing, Unsound(wrong.join("; ")))),
    }
}

/// Finds out whether a file is a database of ours and whole, whatever it holds.
pub(super) fn whole(path: &Path, keys: &Keyring) -> Result<BackupFacts> {
    refuse_foreign(path)?;
    let key = keys.of_file(path)?;
    check(path, key.as_ref(), CheckDepth::All)
}

fn words_of(found: Vec<Finding>) -> Vec<String> {
    found.into_iter().map(|found| found.what).collect()
}

/// The file is whole, but what it holds does not fit together.
#[derive(Debug, thiserror::Error)]
#[error("what it holds is not sound: {0}")]
pub(super) struct Unsound(String);

/// Whether an error is only that what a whole file holds does not fit together.
pub(super) fn is_unsound(error: &Error) -> bool {
    error.is::<Unsound>()
}

/// How closely a file is looked at.
#[derive(Clone, Copy)]
enum CheckDepth {
    /// Every page, as after it was written.
    Pages,
    /// That each index says what its table says, too, which takes three times as long.
    All,
}

fn check(path: &Path, key: Option<&FileKey>, look: CheckDepth) -> Result<BackupFacts> {
    let doing = format!("verifying {}", path.display());
    let to = if let CheckDepth::All = look { For::Reading } else { For::Alone };
    let conn = connect(path, to, key).map_err(|e| explain(&doing, e))?;
    let version = identify(&conn, path)?;
    if version == 0 {
        return Err(Error::problem(format!("{} is empty", path.display())));
    }
    let pragma = if let CheckDepth::All = look { "integrity_check" } else { "quick_check" };
    let verdict: String =
        conn.query_row(&format!("PRAGMA {pragma}(1)"), [], |r| r.get(0)).map_err(|e| explain(&doing, e))?;
    if verdict != "ok" {
        return Err(Error::fault(doing, Damaged(format!("the file is damaged ({verdict})"))));
    }
    if let CheckDepth::All = look {
        conn.query_row(EVERY_PAGE, [], |_| Ok(())).map_err(|e| explain(&doing, e))?;
    }
    let sql = format!("SELECT (SELECT count(*) FROM entry), (SELECT max(at) FROM op), ({NEWEST_STEP})");
    let read = |r: &Row<'_>| {
        let changed = r.get::<_, Option<i64>>(1)?.map(Instant);
        Ok(BackupFacts { encrypted: key.is_some(), version, entries: r.get(0)?, changed, step: r.get(2)? })
    };
    conn.query_row(&sql, [], read).map_err(|e| explain(&doing, e))
}

/// Copies to `NAME.part`, verifies it, and only then gives it its name.
pub(super) fn copy_to(from: &Connection, key: Option<&FileKey>, to: &Path) -> Result<()> {
    let doing = format!("backing up to {}", to.display());
    let part = PartialFile::take(to)?.ok_or_else(|| Error::fault(&doing, "another vadash is writing that file"))?;
    part.fill(from, key, &doing)?;
    part.place()
}

/// A file that becomes `NAME` when it is whole, and is called `NAME.part` until then. One process at a time has it.
pub(super) struct PartialFile {
    path: PathBuf,
    to: PathBuf,
    /// Its lock ends with the process, however that ends.
    file: fs::File,
    placed: bool,
}

impl PartialFile {
    /// An empty one, or nothing while another process writes it. What a killed run left of it is gone.
    pub(super) fn take(to: &Path) -> Result<Option<Self>> {
        let (path, doing) = (beside(to, ".part"), format!("writing {}", to.display()));
        let file = match make_file(&path) {
            Err(error) if error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error()) => {
                return Err(Error::problem(format!(
                    "{} is a link, which leads somewhere else: remove it",
                    path.display()
                )));
            }
            file => file.doing(&doing)?,
        };
        if !lock(&file).doing(&doing)? {
            return Ok(None);
        }
        // Whoever had it before may have given it its name since it was opened here.
        if Identity::of(&path).ok() != Some(Identity::of_open(&file).doing(&doing)?) {
            return Ok(None);
        }
        file.set_len(0).doing(&doing)?;
        Ok(Some(Self { path, to: to.to_owned(), file, placed: false }))
    }

    /// Fills it with everything a database holds at one moment, and verifies what was written.
    pub(super) fn fill(&self, from: &Connection, key: Option<&FileKey>, doing: &str) -> Result<BackupFacts> {
        // SQLite locks what it writes anew, which network file systems may refuse: then pages are copied as they are.
        if is_roomy(from).map_err(|e| explain(doing, e))? {
            if from.is_autocommit() && write(from, &self.path, key).is_ok() {
                return self.finish(key, doing);
            }
            self.file.set_len(0).doing(doing)?;
        }
        let mut copy = connect(&self.path, For::Filling, key).map_err(|e| explain(doing, e))?;
        // A copy that is not finished is thrown away, so that nothing need be taken back or waited for.
        let light = "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF";
        copy.execute_batch(light).map_err(|e| explain(doing, e))?;
        let step = Backup::new(from, &mut copy).and_then(|run| run.step(-1)).map_err(|e| explain(doing, e))?;
        if step != StepResult::Done {
            return Err(Error::fault(doing, Busy));
        }
        drop(copy);
        self.finish(key, doing)
    }

    /// Fills it with everything a database holds, under a key of its own or none and without what is free, and compares
    /// it value by value. Nobody may write to `from` meanwhile.
    pub(super) fn fill_anew(&self, from: &Connection, key: Option<&FileKey>) -> Result<BackupFacts> {
        self.write_anew(from, key)?;
        self.finish(key, &format!("writing {}", self.path.display()))
    }

    /// The same of any file of ours, whatever its tables: compared and brought to the disk.
    pub(super) fn write_anew(&self, from: &Connection, key: Option<&FileKey>) -> Result<()> {
        let doing = format!("writing {}", self.path.display());
        write(from, &self.path, key).map_err(|e| explain(&doing, e))?;
        if let Some(table) = differing(from, &self.path, key).map_err(|e| explain(&doing, e))? {
            return Err(Error::fault(doing, format!("the copy is not the same ({table}): nothing was changed")));
        }
        self.file.sync_all().doing(&doing)
    }

    /// Where it is written.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Everything that is wrong with what was written.
    pub(super) fn audit(&self, key: Option<&FileKey>) -> Result<Vec<String>> {
        let doing = format!("verifying {}", self.path.display());
        let conn = connect(&self.path, For::Alone, key).map_err(|e| explain(&doing, e))?;
        Ok(words_of(Reads::new(conn, None, Patience::default()).audit()?))
    }

    /// Brings what was written to the disk, and verifies it.
    pub(super) fn finish(&self, key: Option<&FileKey>, doing: &str) -> Result<BackupFacts> {
        self.file.sync_all().doing(doing)?;
        check(&self.path, key, CheckDepth::Pages)
    }

    /// Gives it a name that was not known before it was written.
    pub(super) fn place_as(mut self, to: &Path) -> Result<()> {
        to.clone_into(&mut self.to);
        self.place()
    }

    /// Gives it its name.
    pub(super) fn place(mut self) -> Result<()> {
        let doing = format!("writing {}", self.to.display());
        fs::rename(&self.path, &self.to).doing(&doing)?;
        self.placed = true;
        let placed = format!("{} is in its place, but a loss of power may undo that", self.to.display());
        sync_folder(folder_of(&self.to)).doing(&placed)
    }
}

impl Drop for PartialFile {
    fn drop(&mut self) {
        if !self.placed {
            // If it cannot be removed, the next run empties it.
            let _ = fs::remove_file(&self.path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_belongs_to_one_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let to = folder.path().join("copy.db");
        fs::write(folder.path().join("copy.db.part"), "what a killed run has left").unwrap();
        let part = PartialFile::take(&to).unwrap().unwrap();
        assert_eq!(fs::read(&part.path).unwrap(), b"");
        assert!(PartialFile::take(&to).unwrap().is_none(), "somebody is writing it");
        drop(part);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "what is not finished goes");
        PartialFile::take(&to).unwrap().unwrap().place().unwrap();
        assert!(to.exists() && PartialFile::take(&to).unwrap().is_some(), "the next one is another file");
    }
}
