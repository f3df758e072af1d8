//! The folder of backups: what they are called, which there are, and which go.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use chrono::NaiveDate;
use rusqlite::Connection;

use super::backup::{For, Part, connect};
use super::files::{Identity, beside, folder_of, make_folder};
use super::key::Key;
use super::open::refuse_shared;
use super::reads::{Busy, explain};
use crate::domain::rotation::{Keep, outdated};
use crate::domain::time::Instant;
use crate::error::{Doing, Error, Result};
use crate::guard;

/// How long another process's backup before a migration is waited for.
const WAITS: u32 = 600;
const WAIT: Duration = Duration::from_millis(50);

/// Where the backups of a database are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelf {
    database: PathBuf,
    /// The folder new ones are made in, and then the others that are looked into.
    folders: Vec<PathBuf>,
}

/// A backup that was made by vadash, whether or not it is good.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Backup {
    /// The day its name says, or it was written on.
    pub day: NaiveDate,
    /// When it was written, in seconds and nanoseconds: two of one day may be of one second.
    written: (i64, i64),
    /// The file.
    pub path: PathBuf,
    /// Its length in bytes.
    pub size: u64,
}

/// What the name of a file in the folder says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Name {
    /// Made by itself on a day.
    Daily(NaiveDate),
    /// Made by hand on a day.
    ByHand(NaiveDate),
    /// Made before a migration.
    Before,
}

impl Shelf {
    /// The folder `backups` beside the database.
    pub fn beside(database: &Path) -> Self {
        Self { database: database.to_owned(), folders: vec![folder_of(database).join("backups")] }
    }

    /// A folder of the user's choice. What is made before a migration stands beside the database all the same.
    pub fn within(database: &Path, folder: &Path) -> Self {
        let beside = Self::beside(database);
        Self { folders: [vec![folder.to_owned()], beside.folders].concat(), ..beside }
    }

    /// The folder that new ones are made in.
    pub fn folder(&self) -> &Path {
        &self.folders[0]
    }

    /// The name of one that is made by hand: `stamp` is a day and a time.
    pub fn by_hand(&self, stamp: &str) -> PathBuf {
        self.folder().join(format!("{}-{stamp}.db", stem(&self.database)))
    }

    fn daily(&self, day: NaiveDate) -> PathBuf {
        self.folder().join(format!("{}-{day}.db", stem(&self.database)))
    }

    /// Makes the folder, if it is not there.
    pub fn prepare(&self) -> Result<()> {
        refuse_shared(self.folder())?;
        make_folder(self.folder())?;
        refuse_shared(self.folder())
    }

    /// Every backup, the newest first.
    pub fn list(&self) -> Result<Vec<Backup>> {
        let mut found = Vec::new();
        for folder in &self.folders {
            for (path, name) in self.named(folder)? {
                let data = match fs::symlink_metadata(&path) {
                    Ok(data) if data.is_file() => data,
                    // It was rotated away meanwhile, or is none of ours.
                    _ => continue,
                };
                let written = (data.mtime(), data.mtime_nsec());
                let day = match name {
                    Name::Daily(day) | Name::ByHand(day) => day,
                    Name::Before => Instant(written.0).utc().date(),
                };
                found.push(Backup { day, written, path, size: data.len() });
            }
        }
        found.sort_by(|a, b| b.cmp(a));
        found.dedup_by(|a, b| a.path == b.path);
        Ok(found)
    }

    /// What in a folder is called as backups of this database are.
    fn named(&self, folder: &Path) -> Result<Vec<(PathBuf, Name)>> {
        let doing = format!("looking into {}", folder.display());
        let files = match fs::read_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            files => files.doing(&doing)?,
        };
        // Who can lay or rename backups says which is the newest.
        refuse_shared(folder)?;
        let stem = stem(&self.database);
        let mut found = Vec::new();
        for file in files {
            let file = file.doing(&doing)?;
            if let Some(name) = file.file_name().to_str().and_then(|name| Name::read(name, &stem)) {
                found.push((file.path(), name));
            }
        }
        Ok(found)
    }

    /// Makes the backup of a day if it is not there yet, and then lets old ones go.
    ///
    /// Where it is there, this is one look at its name. Of several processes one makes it.
    pub fn keep_daily(&self, day: NaiveDate, keep: Keep, key: Option<&Key>) -> Result<()> {
        let to = self.daily(day);
        if keep.is_nothing() || fs::symlink_metadata(&to).is_ok() {
            return Ok(());
        }
        let doing = format!("backing up to {}", to.display());
        self.prepare()?;
        let Some(part) = Part::take(&to)? else { return Ok(()) };
        if fs::symlink_metadata(&to).is_ok() {
            return Ok(());
        }
        let source = connect(&self.database, For::Sharing, key).map_err(|e| explain(&doing, e))?;
        part.fill(&source, key, &doing)?;
        drop(source);
        part.place()?;
        self.rotate(day, keep)
    }

    /// Lets those go that are out of date, and what runs that were killed have left.
    fn rotate(&self, today: NaiveDate, keep: Keep) -> Result<()> {
        let doing = "removing old backups";
        let daily = |(_, name)| if let Name::Daily(day) = name { Some(day) } else { None };
        let days: Vec<NaiveDate> = self.named(self.folder())?.into_iter().filter_map(daily).collect();
        for day in outdated(&days, today, keep) {
            gone(fs::remove_file(self.daily(day))).doing(doing)?;
        }
        for file in fs::read_dir(self.folder()).doing(doing)? {
            let path = file.doing(doing)?.path();
            let whole = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.strip_suffix(".part"));
            if whole.is_some_and(|name| Name::read(name, &stem(&self.database)).is_some()) {
                // Taken and let go it is removed; another process's is left alone.
                drop(Part::take(&path.with_extension(""))?);
            }
        }
        Ok(())
    }

    /// Makes one before the schema is changed to a version, under a name that no other has.
    ///
    /// Where another process is at it, this waits until that one is done: the schema must not change before.
    pub(super) fn keep_before(&self, conn: &Connection, key: Option<&Key>, version: i64) -> Result<()> {
        self.prepare()?;
        let name = format!("{}-before-v{version}", stem(&self.database));
        for _ in 0..WAITS {
            let to = free_name(self.folder(), &name);
            let doing = format!("backing up to {}", to.display());
            let now: i64 = conn.query_row("PRAGMA user_version", [], |r| r.get(0)).map_err(|e| explain(&doing, e))?;
            if now >= version {
                return Ok(());
            }
            match Part::take(&to)? {
                None => thread::sleep(WAIT),
                Some(part) if part.fill(conn, key, &doing)?.version < version => return part.place(),
                // That is what it was changed to meanwhile.
                Some(_) => return Ok(()),
            }
        }
        Err(Error::fault("backing up before an upgrade", Busy))
    }

    /// Refuses to write a copy where something is already, with a sentence for what it is.
    pub fn refuse_taken(&self, to: &Path) -> Result<()> {
        let refuse = |what: &str| Err(Error::at("file", format!("{} {what}: choose another name", to.display())));
        if !folder_of(to).is_dir() {
            return Err(Error::at("file", format!("there is no folder {}", folder_of(to).display())));
        }
        guard::refuse_file(to).map_err(|error| error.in_field("file"))?;
        let own = ["", "-wal", "-shm", "-journal"].map(|end| beside(&self.database, end));
        if own
            .iter()
            .any(|own| own == to || Identity::of(own).is_ok_and(|one| Identity::of(to).is_ok_and(|to| one == to)))
        {
            return refuse("is the database itself");
        }
        match fs::symlink_metadata(to) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error).doing(&format!("looking at {}", to.display())),
            Ok(found) if found.is_symlink() => refuse("is a link"),
            Ok(found) if found.is_dir() => refuse("is a folder"),
            Ok(found) if !found.is_file() => refuse("is no file"),
            Ok(_) => match super::identify::recognize(to) {
                Ok(_) => refuse("exists"),
                Err(_) => refuse("exists and is no vadash database"),
            },
        }
    }
}

impl Name {
    /// `vadash-2026-06-22.db`, `vadash-2026-06-22-140000.db` (and `-2`), `vadash-before-v4.db`.
    fn read(name: &str, stem: &str) -> Option<Self> {
        let what = name.strip_prefix(stem)?.strip_prefix('-')?.strip_suffix(".db")?;
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if let Some(version) = what.strip_prefix("before-v") {
            return version.split('-').all(digits).then_some(Self::Before);
        }
        let (day, time) = what.split_at_checked(10)?;
        let read = day.parse().ok().filter(|read: &NaiveDate| read.to_string() == day)?;
        match time.strip_prefix('-') {
            None => time.is_empty().then_some(Self::Daily(read)),
            Some(time) => (time.len() == 6 && digits(time)).then_some(Self::ByHand(read)),
        }
    }
}

/// What a database's backups are called after: its name without `.db`.
pub(super) fn stem(database: &Path) -> String {
    let name = database.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    name.strip_suffix(".db").map(str::to_owned).unwrap_or(name)
}

/// What the names of databases begin with that a restore has replaced.
pub(super) fn replaced(database: &Path) -> String {
    stem(database) + "-replaced-"
}

/// `NAME.db`, or `NAME-2.db` and so on where that is taken.
pub(super) fn free_name(folder: &Path, name: &str) -> PathBuf {
    let mut path = folder.join(format!("{name}.db"));
    let mut number = 2;
    while fs::symlink_metadata(&path).is_ok() {
        path = folder.join(format!("{name}-{number}.db"));
        number += 1;
    }
    path
}

/// What another process has removed already is gone as well.
fn gone(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_vadash_gives_are_its_own() {
        let day: NaiveDate = "2026-06-22".parse().unwrap();
        for (name, read) in [
            ("vadash-2026-06-22.db", Some(Name::Daily(day))),
            ("vadash-2026-06-22-140000.db", Some(Name::ByHand(day))),
            ("vadash-before-v4.db", Some(Name::Before)),
            ("vadash-before-v4-2.db", Some(Name::Before)),
            ("vadash-2026-06-22.db.part", None),
            ("vadash-2026-06-22.db-wal", None),
            ("vadash-2026-06-31.db", None),
            ("vadash-2026-6-22.db", None),
            ("vadash-2026-06-22 (copy).db", None),
            ("vadash-2026-06-22-14000x.db", None),
            ("vadash-2026-06-22-.db", None),
            ("vadash-2026-06-2ä.db", None),
            ("vadash-before-v.db", None),
            ("vadash-before-xmas.db", None),
            ("vadash.db", None),
            ("other-2026-06-22.db", None),
            ("vadash-other-2026-06-22.db", None),
        ] {
            assert_eq!(Name::read(name, "vadash"), read, "{name}");
        }
    }

    #[test]
    fn a_name_is_that_of_one_database() {
        for (database, wanted) in [("a/vadash.db", "vadash"), ("mine.sqlite", "mine.sqlite"), ("x", "x")] {
            assert_eq!(stem(Path::new(database)), wanted);
        }
    }
}
