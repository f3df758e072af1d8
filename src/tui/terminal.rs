//! The terminal taken over, drawn on, and given back as it was.
//!
//! Whoever ends the program — the loop, a panic, a signal, a vanished terminal — gives
//! the terminal back by the same [`restore`]. Nothing here asks the terminal anything:
//! one that does not answer would cost two seconds.

use std::cell::RefCell;
use std::io::{self, IsTerminal as _, Write};
use std::mem;
use std::panic::{self, PanicHookInfo};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use ratatui::layout::{Position, Rect};
use ratatui::{Frame, Terminal};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::{AsFd, BorrowedFd};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::process::Signal;

use super::backend::Lean;
use super::crash::CrashReport;
use crate::domain::text;
use crate::error::{Doing, Error, Result};

/// Alternate screen, bracketed paste, no cursor.
/// The title is put on the terminal's stack first, so that it can be put back.
const ENTER: &str = "\x1b[22;0t\x1b[?1049h\x1b[?2004h\x1b[?25l";
/// Clicks, the wheel, and moves while a button is held, in SGR coordinates; not other moves, which would
/// wake us for nothing.
const MOUSE_ON: &str = "\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1002l";
/// Undoes [`ENTER`], and what a frame that was cut short may have left on.
const LEAVE: &str = "\x1b[?2026l\x1b[0m\x1b[?2004l\x1b[?25h\x1b[?1049l\x1b[23;0t";
/// A frame between these two is shown at once or not at all (synchronized output).
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

/// What is turned on now and must be turned off again.
static ON: AtomicU8 = AtomicU8::new(0);
const SCREEN: u8 = 1;
const MOUSE: u8 = 2;
/// Whether another program has the terminal for a while.
static LENT: AtomicBool = AtomicBool::new(false);

/// What to turn on besides the screen itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Clicks and the wheel come to us, and selecting text needs Shift.
    pub mouse: bool,
}

/// The terminal in raw mode, on its other screen; dropping it gives it back.
pub struct TerminalScreen {
    terminal: Terminal<Lean<Bytes>>,
    frame: Bytes,
    options: Options,
    stale: bool,
    /// The window's title, as last set.
    title: String,
}

impl TerminalScreen {
    /// Takes the terminal over: raw keys, the alternate screen, bracketed paste, no cursor.
    pub fn enter(options: Options) -> Result<Self> {
        if !io::stdout().is_terminal() {
            return Err(Error::problem("the screen needs a terminal to draw on"));
        }
        let frame = Bytes::default();
        let terminal = Terminal::new(Lean::new(frame.clone())).doing("measuring the terminal")?;
        let mut screen = Self { terminal, frame, options, stale: true, title: String::new() };
        screen.resume()?;
        Ok(screen)
    }

    /// Draws a frame and sends what changed in one write; does nothing while the terminal is not ours.
    pub fn draw(&mut self, render: impl FnOnce(&mut Frame<'_>)) -> Result<()> {
        if ON.load(Ordering::Acquire) == 0 {
            return Ok(());
        }
        self.frame.0.borrow_mut().extend_from_slice(BEGIN);
        let drawn = self.render(render);
        let mut bytes = mem::take(&mut *self.frame.0.borrow_mut());
        drawn.doing("drawing the screen")?;
        // A key that changed nothing is answered by nothing.
        let sent = if bytes.ends_with(BEGIN) {
            bytes.truncate(bytes.len() - BEGIN.len());
            send(rustix::stdio::stdout(), &bytes, None)
        } else {
            bytes.extend_from_slice(END);
            send(rustix::stdio::stdout(), &bytes, None)
        }
        .doing("writing to the terminal");
        bytes.clear();
        self.frame.0.replace(bytes);
        sent
    }

    /// Gives the window a title, if it has another, with the next frame.
    pub fn title(&mut self, title: &str) {
        if self.title != title {
            title.clone_into(&mut self.title);
            let sequence = format!("\x1b]2;{}\x1b\\", text::clean_line(title));
            self.frame.0.borrow_mut().extend_from_slice(sequence.as_bytes());
        }
    }

    /// Sends an escape sequence as it is, between two frames: a title, a reminder, the clipboard.
    pub fn send(&self, sequence: &str) -> Result<()> {
        if ON.load(Ordering::Acquire) == 0 {
            return Ok(());
        }
        send(rustix::stdio::stdout(), sequence.as_bytes(), None).doing("writing to the terminal")
    }

    /// Turns everything on (again) and has the next frame drawn whole.
    ///
    /// Also for when the program goes on after someone else stopped it.
    pub fn resume(&mut self) -> Result<()> {
        let (bits, mouse) = if self.options.mouse { (SCREEN | MOUSE, MOUSE_ON) } else { (SCREEN, "") };
        ON.store(bits, Ordering::Release);
        // Whoever stopped us may have set the modes: start from what the shell had.
        disable_raw_mode().and_then(|()| enable_raw_mode()).doing("taking over the terminal")?;
        self.stale = true;
        self.title.clear();
        let sequence = [ENTER, mouse].concat();
        send(rustix::stdio::stdout(), sequence.as_bytes(), None).doing("writing to the terminal")
    }

    /// Lends the terminal to `work` — an editor — and takes it back.
    ///
    /// The thread that reads keys must be paused meanwhile (`threads::InputGate::pause`).
    pub fn lend<T>(&mut self, work: impl FnOnce() -> T) -> Result<T> {
        self.lend_or_not(|| (work(), true))
    }

    /// The same, but `work` says whether it is taken back: not where the program is about to end.
    pub fn lend_or_not<T>(&mut self, work: impl FnOnce() -> (T, bool)) -> Result<T> {
        LENT.store(true, Ordering::Release);
        restore();
        let (done, back) = work();
        let resumed = if back { self.resume() } else { Ok(()) };
        LENT.store(false, Ordering::Release);
        resumed.map(|()| done)
    }

    /// Gives the terminal to the shell as `Ctrl-z` does, until `fg`.
    ///
    /// The whole job is stopped by SIGTSTP, so that a wrapper's shell notices. Where no
    /// shell could ever go on with it (an orphaned group) the kernel drops the signal,
    /// while SIGSTOP would freeze the terminal for good.
    pub fn suspend(&mut self) -> Result<()> {
        self.lend(|| rustix::process::kill_current_process_group(Signal::TSTP))?.doing("suspending")
    }

    /// Gives the terminal back. Once is enough, twice does no harm.
    pub fn leave(&mut self) {
        restore();
    }

    fn render(&mut self, render: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        if mem::take(&mut self.stale) {
            // Not `Terminal::clear`: it asks where the cursor is.
            let size = self.terminal.size()?;
            self.terminal.resize(Rect::from((Position::ORIGIN, size)))?;
        }
        self.terminal.draw(render).map(|_| ())
    }
}

impl Drop for TerminalScreen {
    fn drop(&mut self) {
        self.leave();
    }
}

/// Refuses a terminal that there is none of, or that cannot place the cursor.
pub fn refuse_poor(terminal: &crate::notify::Terminal) -> Result<()> {
    if !terminal.stdout {
        return Err(Error::problem("the screen needs a terminal; commands work without one (vadash status)"));
    }
    if matches!(terminal.term.as_str(), "" | "dumb" | "unknown") {
        return Err(Error::problem(format!(
            "the screen needs a terminal that can place the cursor, and TERM is '{}': set it to what the terminal is; \
             commands work as they are (vadash status)",
            terminal.term
        )));
    }
    Ok(())
}

/// The columns of the terminal that is standard output, if it is one and says so.
pub fn columns() -> Option<usize> {
    let out = io::stdout();
    let size = rustix::termios::tcgetwinsize(&out).ok().filter(|_| out.is_terminal())?;
    Some(usize::from(size.ws_col)).filter(|columns| *columns > 0)
}

/// Turns off all that is on, once, from any thread; waits at most a moment for a stalled terminal.
pub fn restore() {
    let on = ON.swap(0, Ordering::AcqRel);
    if on == 0 {
        return;
    }
    let mouse = if on & MOUSE == 0 { "" } else { MOUSE_OFF };
    let sequence = [mouse, LEAVE].concat();
    // Opened anew, so that not waiting is our own affair: stdout is shared with the shell.
    let flags = OFlags::WRONLY | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let tty = rustix::fs::open("/dev/tty", flags, Mode::empty());
    let to = tty.as_ref().map_or_else(|_| rustix::stdio::stdout(), AsFd::as_fd);
    // A terminal that is gone needs no restoring.
    let _ = send(to, sequence.as_bytes(), Some(PATIENCE));
    let _ = disable_raw_mode();
}

/// Whether another program has the terminal for a while, and the signals of its keys with it.
pub fn is_lent() -> bool {
    LENT.load(Ordering::Acquire)
}

/// Makes a panic give the terminal back before it says its one line.
///
/// One of a notifier's threads, in code that talks to the desktop, ends that thread and nothing else.
///
/// `report` may write a report; where it cannot, its text is said. It must not use the terminal.
pub fn install_panic_hook(report: impl Fn(&PanicHookInfo<'_>) -> CrashReport + Send + Sync + 'static) {
    panic::set_hook(Box::new(move |info| {
        if std::thread::current().name() == Some(crate::notify::THREAD) {
            report(info);
            return;
        }
        restore();
        let payload = info.payload();
        let message = payload.downcast_ref::<&str>().copied();
        let message = message.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
        let message = message.unwrap_or("for an unknown reason");
        let (file, more) = match report(info) {
            CrashReport::Written(path) => (format!(" (report: {})", path.display()), String::new()),
            CrashReport::Unwritten(text) => (String::new(), text::clean(&text).into_owned()),
        };
        let line = format!("vadash stopped: {message}{file}");
        // There is nobody left to tell when this fails.
        let _ = write!(io::stderr(), "{}\n{more}", text::clean_line(&line));
    }));
}

/// How long [`restore`] waits for a terminal that takes nothing.
const PATIENCE: Timespec = Timespec { tv_sec: 0, tv_nsec: 200_000_000 };

/// Writes it all, waiting while the terminal takes nothing: for ever, or so long each time.
fn send(to: BorrowedFd<'_>, mut bytes: &[u8], patience: Option<Timespec>) -> io::Result<()> {
    while !bytes.is_empty() {
        match rustix::io::write(to, bytes) {
            Ok(written) => bytes = &bytes[written..],
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => match poll(&mut [PollFd::new(&to, PollFlags::OUT)], patience.as_ref()) {
                Ok(0) => return Err(io::ErrorKind::TimedOut.into()),
                Ok(_) | Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            },
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Where ratatui writes a frame; a flush in its middle sends nothing.
#[derive(Clone, Default)]
struct Bytes(Rc<RefCell<Vec<u8>>>);

impl Write for Bytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
