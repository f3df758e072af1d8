//! The folder of backups: what they are called, which there are, and which go.
//!
//! They are numbered in the order in which they were really made: a day in a name is that of a clock, which may have been
//! wrong. Those of older versions have no number and stand behind all others, by their day.

mod name;

use std::io::{Read, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{fs, io, thread};

use chrono::NaiveDate;
use rusqlite::Connection;

use self::name::{BackupKind, Name, UNSOUND};
use super::backup::{For, PartialFile, connect};
use super::faults::{Busy, explain};
use super::files::{COMPANIONS, Identity, beside, folder_of, is_same, lock, make_file, make_folder, remove, stem};
use super::journal::NEWEST_STEP;
use super::kept::{self, Added, file_name, kept_of};
use super::key::FileKey;
use super::keyring::Keyring;
use super::location::refuse_shared;
use crate::domain::rotation::{Keep, outdated};
use crate::domain::time::Instant;
use crate::error::{Doing, Error, Result};
use crate::guard;

/// How long another process's backup before a migration is waited for.
const WAITS: u32 = 600;
const WAIT: Duration = Duration::from_millis(50);

/// What is added to the database's name for the file that says why there is no backup.
const FAILED: &str = "-backup-failed";

/// How much of that is read.
const SENTENCE: u64 = 4096;

/// Steps after which a further backup of a day is worth its while.
const MANY: i64 = 50;

/// Where the backups of a database are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelf {
    database: PathBuf,
    /// The folder new ones are made in, and then the others that are looked into.
    folders: Vec<PathBuf>,
}

/// A backup that was made by vadash, whether or not it is good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupFile {
    /// The day that the clock said when it was made.
    pub day: NaiveDate,
    /// Whether that day is still to come, so that the clock was wrong.
    pub ahead: bool,
    /// Whether its name says that what it holds was not sound when it was made.
    pub marked: bool,
    /// The file.
    pub path: PathBuf,
    /// Its length in bytes.
    pub size: u64,
    order: Order,
}

/// Where backups stand among each other: those with a higher number were made later. Without one, those of a day to come
/// stand behind, since their clock was wrong; then day and time of writing say.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Order(u64, bool, NaiveDate, (i64, i64));

/// A backup that was made by itself.
#[derive(Clone, Debug)]
struct DailyBackup {
    number: u64,
    day: NaiveDate,
    step: Option<i64>,
    sound: bool,
    path: PathBuf,
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

    /// Makes the folder, if it is not there.
    pub fn prepare(&self) -> Result<()> {
        make_folder(self.folder())
    }

    /// Every backup, the one that was made last first.
    pub fn list(&self, today: NaiveDate) -> Result<Vec<BackupFile>> {
        let mut found = Vec::new();
        for folder in &self.folders {
            for (path, name) in self.named(folder)? {
                let data = match fs::symlink_metadata(&path) {
                    Ok(data) if data.is_file() => data,
                    // It was rotated away meanwhile, or is none of ours.
                    _ => continue,
                };
                let written = (data.mtime(), data.mtime_nsec());
                let (day, marked) = match name.kind {
                    BackupKind::Daily { day, sound, .. } | BackupKind::ByHand { day, sound } => (day, !sound),
                    BackupKind::Before => (Instant(written.0).utc().date(), false),
                };
                let ahead = day > today;
                let order = match name.number {
                    0 => Order(0, !ahead, day, written),
                    number => Order(number, true, NaiveDate::MIN, written),
                };
                found.push(BackupFile { day, ahead, marked, path, size: data.len(), order });
            }
        }
        found.sort_by(|a, b| (&b.order, &b.path).cmp(&(&a.order, &a.path)));
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

    /// Where the next one goes, with a number that is one more than the highest there is; `what` its name says besides.
    fn place(&self, folder: &Path, what: &str) -> Result<PathBuf> {
        let mut highest = 0;
        for folder in &self.folders {
            highest = self.named(folder)?.iter().map(|(_, name)| name.number).fold(highest, u64::max);
        }
        Ok(folder.join(format!("{}-{:04}-{what}.db", stem(&self.database), highest + 1)))
    }

    /// Returns where a backup goes that is made by hand: `stamp` is a day and a time.
    pub fn by_hand(&self, stamp: &str, sound: bool) -> Result<PathBuf> {
        self.prepare()?;
        self.place(self.folder(), &format!("{stamp}{}", if sound { "" } else { UNSOUND }))
    }

    /// Where what is kept beside the database is copied to with a backup: beside it, one for all that stand there.
    pub fn kept_with(&self, backup: &Path) -> PathBuf {
        let name = backup.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let own = Name::read(name, &stem(&self.database)).is_some() && self.has(folder_of(backup));
        if own { folder_of(backup).join(file_name(&self.database)) } else { kept_of(backup) }
    }

    /// Those copies that stand beside its backups.
    pub fn kept_copies(&self) -> Vec<PathBuf> {
        let copies = self.folders.iter().map(|folder| folder.join(file_name(&self.database)));
        let itself = Identity::of(&kept_of(&self.database)).ok();
        copies.filter(|copy| copy.is_file() && Identity::of(copy).ok() != itself).collect()
    }

    /// Adds to the copy of kept files that stands with a backup what is new.
    pub fn keep_files(&self, backup: &Path, key: Option<&FileKey>, keys: &Keyring) -> Result<()> {
        kept::back_up(&self.database, key, keys, &self.kept_with(backup)).map(drop)
    }

    /// After a backup was put in the place of the database: adds to what is kept what the copy beside that backup has and it
    /// lacks, and gives both the key that the database has now. Nothing of it is taken back.
    pub fn bring_back_files(&self, backup: &Path, keys: &Keyring) -> Result<Added> {
        let added = kept::bring_back(&self.database, &self.kept_with(backup), keys)?;
        for copy in self.kept_copies() {
            kept::align_copy(&self.database, &copy, keys)?;
        }
        Ok(added)
    }

    /// Whether a folder is one of backups.
    fn has(&self, folder: &Path) -> bool {
        self.folders.iter().any(|own| Identity::of(own).ok() == Identity::of(folder).ok())
    }

    /// Those that were made by themselves, the first made first.
    fn dailies(&self, today: NaiveDate) -> Result<Vec<DailyBackup>> {
        let mut found: Vec<DailyBackup> = Vec::new();
        for (path, Name { number, kind }) in self.named(self.folder())? {
            if let BackupKind::Daily { day, step, sound } = kind
                && path.is_file()
            {
                found.push(DailyBackup { number, day, step, sound, path });
            }
        }
        found.sort_by_key(|daily| (daily.number, daily.number > 0 || daily.day <= today, daily.day));
        Ok(found)
    }

    /// Returns whether a backup is due: of a day that has none, or where the last one lacks many steps.
    pub fn is_due(&self, day: NaiveDate, keep: Keep, step: i64) -> Result<bool> {
        if keep.is_nothing() {
            return Ok(false);
        }
        let Some(last) = self.dailies(day)?.pop() else { return Ok(true) };
        // With fewer steps than that one has, an older one was put back.
        Ok(last.day != day || last.step.is_some_and(|had| step < had || step - had >= MANY))
    }

    /// Makes the backup that is due, and then rotates old ones out. Of several processes one makes it.
    ///
    /// Says what is wrong with what the database holds, if anything is: then what was made is marked so, and nothing goes.
    pub fn keep_daily(&self, day: NaiveDate, keep: Keep, key: Option<&FileKey>) -> Result<Option<String>> {
        let doing = format!("backing up to {}", self.folder().display());
        self.prepare()?;
        let Some(_alone) = self.alone()? else { return Ok(None) };
        let source = connect(&self.database, For::Sharing, key).map_err(|e| explain(&doing, e))?;
        let step = source.query_row(NEWEST_STEP, [], |r| r.get(0)).map_err(|e| explain(&doing, e))?;
        // Another process may have made it meanwhile.
        if !self.is_due(day, keep, step)? {
            return Ok(None);
        }
        let Some(part) = PartialFile::take(&self.folder().join(self.next()))? else { return Ok(None) };
        let facts = part.fill(&source, key, &doing)?;
        drop(source);
        let wrong = part.audit(key)?;
        let what = format!("{day}-s{}{}", facts.step, if wrong.is_empty() { "" } else { UNSOUND });
        let made = self.place(self.folder(), &what)?;
        part.place_as(&made)?;
        let files = self.keep_files(&made, key, &Keyring::of(key)?);
        if let Some(first) = wrong.first() {
            // It may be a record's text, and what is said here is kept in plain.
            let which = if key.is_none() { format!(" ({first})") } else { String::new() };
            return Ok(Some(format!("what the database holds is not sound{which}: 'vadash db check' says more")));
        }
        Ok(files.and_then(|()| self.rotate(day, keep)).err().map(|error| format!("a backup was made, but {error}")))
    }

    /// Notes what went wrong with the backup that was due, for whoever comes next: nobody may have listened; or that all is well.
    /// Whether it is news.
    pub fn note_failure(&self, what: Option<&str>) -> Result<bool> {
        let path = beside(&self.database, FAILED);
        if self.failure().as_deref() == what {
            return Ok(false);
        }
        let doing = format!("writing {}", path.display());
        match what {
            None => remove(&path).doing(&doing)?,
            Some(what) => {
                let mut file = make_file(&path).doing(&doing)?;
                file.set_len(0).and_then(|()| file.write_all(what.as_bytes())).doing(&doing)?;
            }
        }
        Ok(true)
    }

    /// What went wrong with the last backup that was due, until one is made.
    pub fn failure(&self) -> Option<String> {
        let mut what = String::new();
        let file = fs::File::open(beside(&self.database, FAILED)).ok()?;
        file.take(SENTENCE).read_to_string(&mut what).ok()?;
        Some(what).filter(|what| !what.is_empty())
    }

    /// What the next one is called until it is known what it holds.
    fn next(&self) -> String {
        format!("{}-next.db", stem(&self.database))
    }

    /// The folder, locked for as long as this lives; nothing while another process makes a backup in it.
    fn alone(&self) -> Result<Option<fs::File>> {
        let doing = format!("locking {}", self.folder().display());
        let folder = fs::File::open(self.folder()).doing(&doing)?;
        Ok(lock(&folder).doing(&doing)?.then_some(folder))
    }

    /// Lets those go that are out of date, and what runs that were killed have left. Of a day the last one stays; what is
    /// not sound takes no sound one's place, and none with more steps than the last one goes.
    fn rotate(&self, today: NaiveDate, keep: Keep) -> Result<()> {
        let doing = "removing old backups";
        let (sound, unsound): (Vec<DailyBackup>, Vec<DailyBackup>) =
            self.dailies(today)?.into_iter().partition(|one| one.sound);
        for kind in [sound, unsound] {
            let days: Vec<NaiveDate> = kind.iter().map(|one| one.day).collect();
            let outdated = outdated(&days, today, keep);
            for (n, one) in kind.iter().enumerate() {
                // One with fewer steps is of another history: the file was lost, or an older one was put back.
                let whole = |later: &DailyBackup| later.day == one.day && later.step >= one.step;
                let replaced = kind[n + 1..].iter().any(whole);
                let ahead = kind.last().is_some_and(|last| last.step < one.step);
                if !ahead && (replaced || outdated.contains(&one.day)) {
                    remove(&one.path).doing(doing)?;
                }
            }
        }
        for file in fs::read_dir(self.folder()).doing(doing)? {
            let path = file.doing(doing)?.path();
            let whole = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.strip_suffix(".part"));
            if whole.is_some_and(|name| name == self.next() || Name::read(name, &stem(&self.database)).is_some()) {
                // Taken and let go it is removed; another process's is left alone.
                drop(PartialFile::take(&path.with_extension(""))?);
            }
        }
        Ok(())
    }

    /// Makes one before the schema is changed to a version, under a name that no other has.
    ///
    /// Where another process is at it, this waits until that one is done: the schema must not change before.
    pub(super) fn keep_before(&self, conn: &Connection, key: Option<&FileKey>, version: i64) -> Result<()> {
        self.prepare()?;
        for _ in 0..WAITS {
            let Some(_alone) = self.alone()? else {
                thread::sleep(WAIT);
                continue;
            };
            let to = self.place(self.folder(), &format!("before-v{version}"))?;
            let doing = format!("backing up to {}", to.display());
            let now: i64 = conn.query_row("PRAGMA user_version", [], |r| r.get(0)).map_err(|e| explain(&doing, e))?;
            if now >= version {
                return Ok(());
            }
            match PartialFile::take(&to)? {
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
        self.refuse_own(to).map_err(|error| error.in_field("file"))?;
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

    /// Refuses a name under which the database, its files or a backup lies, also by way of a link.
    pub fn refuse_own(&self, to: &Path) -> Result<()> {
        let refuse = |what: &str| Err(Error::problem(format!("{} {what}: choose another name", to.display())));
        let is_it = |own: PathBuf| is_same(&own, to);
        if [""].into_iter().chain(COMPANIONS).map(|end| beside(&self.database, end)).any(is_it) {
            return refuse("is the database itself");
        }
        let copies = self.folders.iter().map(|folder| folder.join(file_name(&self.database)));
        if copies.chain([kept_of(&self.database)]).any(is_it) {
            return refuse("is where kept files are");
        }
        let name = to.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let own =
            Name::read(&name, &stem(&self.database)).is_some_and(|name| matches!(name.kind, BackupKind::Daily { .. }));
        if own && self.has(folder_of(to)) {
            return refuse("is a name that backups are given by themselves");
        }
        Ok(())
    }
}
