//! What happens outside, told to the loop over one channel.
//!
//! Each thread sleeps in the kernel until there is something to tell: an idle screen
//! wakes nobody. None of them keeps the program from ending.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use std::{io, thread};

use crossterm::event::{self, Event, KeyEvent, KeyEventKind, MouseEvent};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::{AsFd, BorrowedFd, OwnedFd};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};
use signal_hook::iterator::Signals;

use super::terminal;
use crate::error::{Doing, Result};
use crate::notify::NotifierEvent;
use crate::watch;

/// What the loop has before it is ended, to keep what was typed.
const LAST_CALL: Duration = Duration::from_millis(600);
/// How long to wait for more of what is being typed or pasted.
const MORE: Duration = Duration::from_millis(50);

/// Something the loop has to see to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Msg {
    /// A key was pressed, or repeats.
    Key(KeyEvent),
    /// A click or the wheel.
    Mouse(MouseEvent),
    /// Text pasted in one piece.
    Paste(String),
    /// The terminal has another size.
    Resize,
    /// The program goes on after it was stopped: `TerminalScreen::resume`.
    Continued,
    /// Someone wrote to the database's files, perhaps ourselves.
    Changed,
    /// Something changed where calendars are read from.
    Calendars,
    /// Why there is no backup of today.
    NotBackedUp(String),
    /// What the notifier has to say.
    Told(NotifierEvent),
    /// The editor has ended, well or not.
    Edited(bool),
    /// Asked to end by this signal: keep what was typed, and end.
    Signal(i32),
    /// The terminal, or a thread the screen cannot do without, is gone: the same.
    Gone,
}

/// The thread that reads keys.
#[derive(Debug)]
pub struct InputGate(Arc<Mutex<()>>);

impl InputGate {
    /// Leaves the keys to another program until the guard is dropped.
    pub fn pause(&self) -> MutexGuard<'_, ()> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Starts a thread whose panic ends the loop with [`Msg::Gone`].
pub fn spawn(name: &str, tx: &Sender<Msg>, work: impl FnOnce(&Sender<Msg>) + Send + 'static) -> Result<()> {
    struct PanicAlarm(Sender<Msg>);
    impl Drop for PanicAlarm {
        fn drop(&mut self) {
            if thread::panicking() {
                let _ = self.0.send(Msg::Gone);
            }
        }
    }
    let alarm = PanicAlarm(tx.clone());
    let thread = thread::Builder::new().name(name.to_owned()).spawn(move || work(&{ alarm }.0));
    thread.map(|_| ()).doing("starting a thread")
}

/// Tells keys, clicks and pasted text, and [`Msg::Gone`] when there is nothing more to read.
pub fn watch_input(tx: &Sender<Msg>) -> Result<InputGate> {
    let tty = open_tty()?;
    let gate = Arc::new(Mutex::new(()));
    let input = InputGate(Arc::clone(&gate));
    spawn("input", tx, move |tx| {
        let _ = read_input(&tty, &InputGate(gate), tx);
        let _ = tx.send(Msg::Gone);
    })?;
    Ok(input)
}

/// Reads until an error. Waits by itself, because crossterm spins on a terminal that is gone.
fn read_input(tty: &OwnedFd, input: &InputGate, tx: &Sender<Msg>) -> io::Result<()> {
    loop {
        match wait(tty.as_fd(), PollFlags::IN, None)? {
            Tty::Ready => {}
            Tty::Gone => return Ok(()),
            // Some systems cannot poll a terminal: crossterm knows another way.
            Tty::Unknown => loop {
                tell(event::read()?, tx)?;
            },
        }
        let _reading = input.pause();
        // While paused, another program may have read what woke us.
        while wait(tty.as_fd(), PollFlags::IN, Some(&Timespec::default()))? == Tty::Ready {
            while more()? {
                tell(event::read()?, tx)?;
            }
        }
    }
}

/// Whether crossterm has an event, having waited a moment for one.
fn more() -> io::Result<bool> {
    loop {
        let asked = Instant::now();
        if event::poll(MORE)? {
            return Ok(true);
        }
        // Held up (a busy machine, a suspend), it gives up without having looked.
        if asked.elapsed() < MORE * 2 {
            return Ok(false);
        }
    }
}

/// Sizes are told by the signal thread, which hears of them while nobody types.
fn tell(event: Event, tx: &Sender<Msg>) -> io::Result<()> {
    let msg = match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => Msg::Key(key),
        Event::Mouse(mouse) => Msg::Mouse(mouse),
        Event::Paste(text) => Msg::Paste(text),
        _ => return Ok(()),
    };
    tx.send(msg).map_err(io::Error::other)
}

/// Tells when the database is written to, by whomever. Changes made after this returns are told: call it before the
/// first read.
pub fn watch_files(database: &Path, tx: &Sender<Msg>) -> Result<()> {
    let watched = watch::DatabaseFiles::open(database);
    spawn("files", tx, move |tx| watched.follow(|| tx.send(Msg::Changed).is_ok()))
}

/// Tells when something in these folders changes: calendars that are read from files.
pub fn watch_folders(folders: Vec<PathBuf>, tx: &Sender<Msg>) -> Result<()> {
    if folders.is_empty() {
        return Ok(());
    }
    spawn("calendars", tx, move |tx| watch::follow_folders(&folders, || tx.send(Msg::Calendars).is_ok()))
}

/// Tells of signals and sizes. A signal to end gives the loop a moment, then `exit` is called.
pub fn watch_signals(tx: &Sender<Msg>, exit: fn(i32) -> !) -> Result<()> {
    let mut signals =
        Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGWINCH, SIGCONT]).doing("listening to signals")?;
    spawn("signals", tx, move |tx| {
        for signal in signals.forever() {
            let sent = match signal {
                SIGWINCH => tx.send(Msg::Resize),
                // Meant for the editor that has the terminal; our part is done when it comes back.
                SIGINT | SIGQUIT | SIGCONT if terminal::is_lent() => Ok(()),
                SIGCONT => tx.send(Msg::Continued),
                _ => {
                    let _ = tx.send(Msg::Signal(signal));
                    last_call(exit, 128 + signal);
                }
            };
            if sent.is_err() {
                return;
            }
        }
    })
}

/// Tells that the terminal vanished, where no signal does, and ends the program as one would.
pub fn watch_hangup(tx: &Sender<Msg>, exit: fn(i32) -> !) -> Result<()> {
    let tty = open_tty()?;
    spawn("hang-up", tx, move |tx| {
        if matches!(wait(tty.as_fd(), PollFlags::empty(), None), Ok(Tty::Gone)) {
            let _ = tx.send(Msg::Gone);
            last_call(exit, 128 + SIGHUP);
        }
    })
}

fn last_call(exit: fn(i32) -> !, code: i32) -> ! {
    thread::sleep(LAST_CALL);
    terminal::restore();
    exit(code)
}

#[derive(PartialEq)]
enum Tty {
    Ready,
    Gone,
    Unknown,
}

fn wait(tty: BorrowedFd<'_>, flags: PollFlags, limit: Option<&Timespec>) -> io::Result<Tty> {
    let mut polled = [PollFd::new(&tty, flags)];
    while let Err(error) = poll(&mut polled, limit) {
        if error != Errno::INTR {
            return Err(error.into());
        }
    }
    let seen = polled[0].revents();
    Ok(if seen.intersects(PollFlags::HUP | PollFlags::ERR) {
        Tty::Gone
    } else if seen.contains(PollFlags::IN) {
        Tty::Ready
    } else {
        Tty::Unknown
    })
}

/// The terminal crossterm reads from.
fn open_tty() -> Result<OwnedFd> {
    let stdin = rustix::stdio::stdin();
    let tty = if rustix::termios::isatty(stdin) {
        stdin.try_clone_to_owned()
    } else {
        let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
        rustix::fs::open("/dev/tty", flags, Mode::empty()).map_err(Into::into)
    };
    tty.doing("opening the terminal")
}
