//! The loop: it sleeps until the next reminder falls due, wakes when the database changes, and costs nothing else.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use super::stream::{Audience, Output, complain, hang_up};
use crate::app::reminders::{Announcement, Reminders, notice};
use crate::command::env::Env;
use crate::domain::reminder::Reminder;
use crate::domain::time::Instant;
use crate::error::{Doing, Error, Result};
use crate::notify;
use crate::records::calendar::subscribe::{sync, watched};
use crate::store::{Store, is_busy};
use crate::watch::{DatabaseFiles, follow_folders};

/// The longest sleep: a machine that sleeps does not count the time, and a clock that is set is seen within it.
const NAP: Duration = Duration::from_mins(1);
/// How soon what could not be claimed is tried again.
const AGAIN: Duration = Duration::from_millis(250);
/// Seconds after which everything is read again though nothing was written: days go by, and hours expire.
const STALE: i64 = 3600;

/// What wakes the loop.
enum Wake {
    /// Somebody wrote to the database.
    Changed,
    /// Something changed where calendars are read from.
    Calendars,
    /// Nobody reads the stream any more.
    Gone,
}

/// What tells reminders as they fall due.
pub(super) struct Driver<'a> {
    store: &'a Store,
    env: &'a Env,
    output: Output,
    reminders: Reminders,
    /// When they were read.
    read: Instant,
    /// The number of the last change that was seen.
    version: i64,
}

impl<'a> Driver<'a> {
    pub(super) fn new(store: &'a Store, env: &'a Env, output: Output) -> Result<Self> {
        read_calendars(store, env)?;
        store.rest()?;
        let version = store.version()?;
        let read = env.now();
        let reminders = Reminders::read(&env.context(store))?;
        store.rest()?;
        Ok(Self { store, env, output, reminders, read, version })
    }

    /// Tells what is due now.
    pub(super) fn once(&mut self) -> Result<()> {
        self.tell().map(|_| ())
    }

    /// Goes on until it is ended, or nobody reads the stream.
    pub(super) fn follow(&mut self) -> Result<()> {
        let (tx, rx) = channel();
        if let Some(path) = self.store.path() {
            let (watched, tx) = (DatabaseFiles::open(path), tx.clone());
            listen("files", move || watched.follow(|| tx.send(Wake::Changed).is_ok()))?;
        }
        let folders = watched(&self.env.config);
        if !folders.is_empty() {
            let tx = tx.clone();
            listen("calendars", move || follow_folders(&folders, || tx.send(Wake::Calendars).is_ok()))?;
        }
        if self.output.is_stream() {
            let tx: Sender<Wake> = tx.clone();
            listen("reader", move || {
                hang_up();
                // The loop has ended before.
                let _ = tx.send(Wake::Gone);
            })?;
        }
        // What was changed between the first read and the watch.
        self.follow_changes()?;
        loop {
            let nap = match self.tell() {
                Ok(Audience::All) => self.nap(),
                Ok(Audience::Nobody) => return Ok(()),
                Err(error) if is_busy(&error) => AGAIN,
                Err(error) => return Err(error),
            };
            match rx.recv_timeout(nap) {
                Ok(Wake::Gone) => return Ok(()),
                Ok(Wake::Changed) => self.follow_changes()?,
                Ok(Wake::Calendars) => {
                    read_calendars(self.store, self.env)?;
                    self.read()?;
                }
                Err(RecvTimeoutError::Timeout) if self.is_stale() => self.read()?,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Err(Error::problem("the database cannot be watched")),
            }
        }
    }

    /// How long nothing needs doing.
    fn nap(&self) -> Duration {
        let now = self.env.now();
        let seconds = self.reminders.next(now).map_or(i64::MAX, |at| at - now);
        NAP.min(Duration::from_secs(u64::try_from(seconds.max(0)).unwrap_or(0)))
    }

    /// Whether a clock set back, a new day or an hour gone by may have changed what there is to be reminded of.
    fn is_stale(&self) -> bool {
        let (now, zone) = (self.env.now(), &self.store.setting().zone);
        now < self.read || now - self.read >= STALE || zone.date(now) != zone.date(self.read)
    }

    /// Reads everything again if somebody else has written.
    fn follow_changes(&mut self) -> Result<()> {
        let version = self.store.version()?;
        if version != self.version {
            self.version = version;
            self.read()?;
        }
        Ok(())
    }

    fn read(&mut self) -> Result<()> {
        let mut read = Reminders::read(&self.env.context(self.store))?;
        read.keep(&self.reminders);
        self.reminders = read;
        self.read = self.env.now();
        self.store.rest()
    }

    /// Claims and tells what is due.
    fn tell(&mut self) -> Result<Audience> {
        let now = self.env.now();
        for reminder in self.reminders.take(self.store, now)? {
            let told = match &self.output {
                Output::Stream(out) => out.write(&self.announcement(&reminder, now)),
                Output::Channels => self.tell_here(&reminder, now),
            };
            match told {
                Ok(Audience::All) => {}
                // Nobody has heard it: somebody else may tell it.
                Ok(Audience::Nobody) => {
                    self.give_back(&reminder)?;
                    return Ok(Audience::Nobody);
                }
                Err(error) => {
                    self.give_back(&reminder)?;
                    return Err(error);
                }
            }
        }
        Ok(Audience::All)
    }

    fn announcement(&self, reminder: &Reminder, now: Instant) -> Announcement {
        let hidden = self.env.config.reminders.private;
        Announcement::of(reminder, now, &self.store.setting().zone, hidden)
    }

    /// Tells by the channels of this machine, and waits for it: each has its limit.
    fn tell_here(&self, reminder: &Reminder, now: Instant) -> Result<Audience> {
        let notice = notice(reminder, now, &self.store.setting().zone, false);
        let told = notify::tell(&self.env.telling(), &self.env.terminal, &notice);
        match (told.by(), told.trouble()) {
            (None, Some(why)) => Err(Error::problem(format!("a reminder could not be told: {why}"))),
            _ => Ok(Audience::All),
        }
    }

    fn give_back(&self, reminder: &Reminder) -> Result<()> {
        if self.store.read_only() {
            return Ok(());
        }
        self.store.aside("giving a reminder back", |tx| tx.disclaim(&reminder.key))
    }
}

/// Reads calendars whose files have changed; what is wrong with one keeps nobody from hearing of the others.
fn read_calendars(store: &Store, env: &Env) -> Result<()> {
    match sync(store, env) {
        Ok(notes) => {
            for note in &notes {
                complain(note);
            }
            Ok(())
        }
        // They are read when the next change is told of.
        Err(error) if is_busy(&error) => Ok(()),
        Err(error) => Err(error),
    }
}

fn listen(name: &str, work: impl FnOnce() + Send + 'static) -> Result<()> {
    thread::Builder::new().name(name.to_owned()).spawn(work).map(|_| ()).doing("starting a thread")
}
