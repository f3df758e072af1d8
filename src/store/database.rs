//! The database as one thing: opening it, a write that is one step, the history, and the file as a whole.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::path::{Path, PathBuf};

use super::audit::Side;
use super::backup;
use super::derive::{Derived, TouchedDates};
use super::journal::{Direction, UndoStep};
use super::kept::{Kept, kept_of};
use super::key::FileKey;
use super::keyring::Keyring;
use super::open::{self, Access, Opened};
use super::reads::Reads;
use super::setting::StoreSettings;
use super::step::WriteSummary;
use super::tx::{Fate, Tx};
use super::wait::Patience;
use crate::domain::secret::Secret;
use crate::domain::time::Instant;
use crate::error::{Error, Result};

/// An open database.
pub struct Store {
    pub(super) reads: Reads,
    path: Option<PathBuf>,
    setting: StoreSettings,
    read_only: bool,
    key: Option<FileKey>,
    access: Access,
}

impl Store {
    /// Opens the database at `path`, creating it if it is missing, with one of these keys if it is encrypted.
    pub fn open(path: &Path, access: Access, setting: StoreSettings, keys: &Keyring) -> Result<Self> {
        let Opened { conn, read_only, file, key, patience } = open::open(path, access, keys)?;
        let store = Self {
            reads: Reads::new(conn, Some((path.to_owned(), file)), patience),
            path: Some(path.to_owned()),
            setting,
            read_only,
            key,
            access,
        };
        // By an older version, or by another rule of rounding: whoever was ended while doing it left it to be done.
        if !read_only && !store.reads.is_derived_by(&store.setting)? {
            store.aside("adding up anew", |tx| {
                tx.refigure()?;
                Ok(())
            })?;
        }
        Ok(store)
    }

    /// Opens a database in memory, gone with the value.
    pub fn in_memory(setting: StoreSettings) -> Result<Self> {
        let conn = open::in_memory()?;
        let reads = Reads::new(conn, None, Patience::default());
        let store = Self { reads, path: None, setting, read_only: false, key: None, access: Access::Command };
        store.aside("adding up anew", |tx| {
            tx.refigure()?;
            Ok(())
        })?;
        Ok(store)
    }

    /// The file, if there is one.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Whether the file or its folder cannot be written.
    pub fn read_only(&self) -> bool {
        self.read_only
    }

    /// The key, if the file is encrypted.
    pub fn key(&self) -> Option<&FileKey> {
        self.key.as_ref()
    }

    /// Where the files' database of a database is, whether or not there is one.
    pub fn kept_path(database: &Path) -> PathBuf {
        kept_of(database)
    }

    /// Opens the files' database beside this one, and makes it if there is none: one in memory for one in memory.
    pub fn kept(&self, keys: &Keyring) -> Result<Kept> {
        match &self.path {
            Some(path) => Kept::open(path, self.key(), keys, self.access.wait()),
            None => Kept::in_memory(),
        }
    }

    /// Opens the files' database beside this one, if there is one.
    pub fn kept_if_any(&self, keys: &Keyring) -> Result<Option<Kept>> {
        match &self.path {
            Some(path) => Kept::find(path, self.key(), keys, self.access.wait()),
            None => Ok(None),
        }
    }

    /// Whether the file is encrypted.
    pub fn is_encrypted(&self) -> bool {
        self.key.is_some()
    }

    /// Whether this is the secret that the file was opened with.
    pub fn opens_with(&self, secret: &Secret) -> bool {
        self.key.as_ref().is_none_or(|key| key.is_of(secret))
    }

    /// The settings derived figures are computed by.
    pub fn setting(&self) -> &StoreSettings {
        &self.setting
    }

    /// Runs `work` in one transaction that is one undo step; nothing is kept if it fails.
    ///
    /// `command` is the line that would do the same; `work` returns what it did in words,
    /// which becomes the step's label. A step that changed nothing is not recorded.
    pub fn write<T: WriteSummary>(
        &self,
        now: Instant,
        command: &str,
        work: impl FnOnce(&Tx<'_>) -> Result<T>,
    ) -> Result<T> {
        self.write_derived(now, command, work).map(|(done, _)| done)
    }

    /// Runs `work` like [`Store::write`], and also returns what it led to among the derived figures.
    pub fn write_derived<T: WriteSummary>(
        &self,
        now: Instant,
        command: &str,
        work: impl FnOnce(&Tx<'_>) -> Result<T>,
    ) -> Result<(T, Derived)> {
        self.commit(now, Fate::Steps, |tx| tx.step(command, work))
    }

    /// Runs `work` in a transaction that is rolled back, and returns what it answered.
    pub fn rehearse<T>(&self, now: Instant, work: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<T> {
        self.reads.begin()?;
        let done = work(&self.tx(now, Fate::Nothing));
        self.reads.roll_back();
        done
    }

    /// Runs `work` and derives the figures, shows both to `look`, and rolls everything back.
    ///
    /// Pages changed meanwhile stay in memory, so that the file and its log are not touched.
    pub fn foresee<T: WriteSummary, U>(
        &self,
        now: Instant,
        work: impl FnOnce(&Tx<'_>) -> Result<T>,
        look: impl FnOnce(&Tx<'_>, &Derived) -> Result<U>,
    ) -> Result<U> {
        self.ahead(now, |tx| {
            let (_, derived) = tx.step("", work)?;
            look(tx, &derived)
        })
    }

    /// Whose figures `work` would move: it is done and rolled back, and no figure is worked out.
    pub fn reach<T: WriteSummary>(
        &self,
        now: Instant,
        work: impl FnOnce(&Tx<'_>) -> Result<T>,
    ) -> Result<BTreeMap<i64, TouchedDates>> {
        self.ahead(now, |tx| tx.reach(work))
    }

    fn ahead<U>(&self, now: Instant, look: impl FnOnce(&Tx<'_>) -> Result<U>) -> Result<U> {
        self.reads.batch("looking ahead", "PRAGMA cache_spill=OFF")?;
        let seen = self.reads.begin().and_then(|()| look(&self.tx(now, Fate::Steps)));
        self.reads.roll_back();
        self.reads.batch("looking ahead", "PRAGMA cache_spill=ON")?;
        seen
    }

    /// Undoes the newest step, or says that there is none.
    pub fn undo(&self, now: Instant) -> Result<UndoStep> {
        self.turn(now, Direction::Back, |_, _| Ok(()))
    }

    /// Redoes the step that was undone last, or says that there is none.
    pub fn redo(&self, now: Instant) -> Result<UndoStep> {
        self.turn(now, Direction::Forth, |_, _| Ok(()))
    }

    /// Undoes or redoes a step, and then does what must be done with it or not at all.
    pub fn turn(
        &self,
        now: Instant,
        turn: Direction,
        also: impl FnOnce(&Tx<'_>, &UndoStep) -> Result<()>,
    ) -> Result<UndoStep> {
        self.transact(now, Fate::Steps, |tx| {
            let step = tx.turn(turn)?;
            tx.derive(step.id)?;
            also(tx, &step).map(|()| step)
        })
    }

    /// Writes what is no record and no undo step: prompts' history, drafts, reminders told.
    pub fn aside<T>(&self, doing: &str, work: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<T> {
        if self.read_only {
            return Err(Error::problem(format!("{doing}: the database is open read-only")));
        }
        self.transact(Instant(0), Fate::Steps, work)
    }

    /// Takes one side of what contradicts its history, makes anew what is derived, and looks at it all again: one step that
    /// can be undone, or nothing. What was done in words; and whether it is a step.
    pub fn take_side(&self, now: Instant, side: Side) -> Result<(String, bool)> {
        self.transact(now, Fate::Steps, |tx| {
            let op = tx.open_step(side.command())?;
            let said = tx.take(side)?.said(side);
            let made = tx.close_step(op, &said)?;
            tx.keep_tallies()?;
            tx.remake(now)?;
            match tx.audit()?.first() {
                None => Ok((said, made.is_some())),
                Some(left) => Err(Error::problem(format!("that did not help, and nothing was changed: {}", left.what))),
            }
        })
    }

    fn tx(&self, now: Instant, fate: Fate) -> Tx<'_> {
        Tx::new(&self.reads, &self.setting, now, fate)
    }

    /// Does `work`, which is more than a step or none, in one transaction, and nothing of it if it fails.
    pub(super) fn transact<T>(&self, now: Instant, fate: Fate, work: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<T> {
        self.commit(now, fate, |tx| {
            let before = self.total_changes();
            let done = work(tx)?;
            if self.total_changes() != before {
                tx.count_unjournalled()?;
            }
            Ok(done)
        })
    }

    fn commit<T>(&self, now: Instant, fate: Fate, work: impl FnOnce(&Tx<'_>) -> Result<T>) -> Result<T> {
        if self.read_only {
            return Err(Error::problem("the database is open read-only: its file or folder cannot be written"));
        }
        self.reads.begin()?;
        let tx = self.tx(now, fate);
        let done = work(&tx).and_then(|done| tx.keep_tallies().map(|()| done));
        tx.held.end(self.reads.end(done))
    }

    /// Copies the whole database to a new file, verified and complete before it gets its name.
    pub fn backup(&self, to: &Path) -> Result<()> {
        backup::copy_to(self.reads.conn(), self.key.as_ref(), to)
    }

    /// Rebuilds the indexes from their tables.
    pub fn reindex(&self) -> Result<()> {
        self.reads.begin()?;
        let done = self.reads.batch("making the indexes anew", "REINDEX");
        self.reads.end(done)
    }

    /// Keeps fewer pages of the file in memory: for whoever reads through it once. The memory used again is warm.
    pub fn read_once(&self) -> Result<()> {
        self.reads.batch("preparing to read", "PRAGMA cache_size=-160")
    }

    /// Keeps next to nothing of the file in memory from here on, and gives back what was: for whoever will sleep long.
    pub fn rest(&self) -> Result<()> {
        self.reads.batch("giving memory back", "PRAGMA cache_size=-64; PRAGMA shrink_memory")
    }
}

impl Deref for Store {
    type Target = Reads;
    fn deref(&self) -> &Reads {
        &self.reads
    }
}
