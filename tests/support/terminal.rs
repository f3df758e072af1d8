//! A program in a pseudo-terminal that keeps every byte it is sent.

#![allow(dead_code, reason = "each test uses its own part of this")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

use crate::support::{Home, NOON, VADASH};

/// Longer than any machine needs; nothing here asserts how long a thing took.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// What a terminal is asked for its name with.
const XTVERSION: &[u8] = b"\x1b[>q";

type Keys = Arc<Mutex<Box<dyn Write + Send>>>;

/// A terminal with a program in it.
pub struct Terminal {
    /// Both are gone once it has vanished.
    ends: Option<(Box<dyn MasterPty + Send>, Keys)>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<Mutex<Seen>>,
    deaf: Arc<AtomicBool>,
}

struct Seen {
    bytes: Vec<u8>,
    parser: vt100::Parser,
}

impl Terminal {
    /// The program under test at [`NOON`], in so many rows and columns.
    pub fn open(home: &Home, words: &[&str], environment: &[(&str, &str)], size: (u16, u16)) -> Self {
        let (pretended, clock): (&[&str], &[_]) =
            if home.is_real() { (&[], &[("VADASH_CLOCK", NOON)]) } else { (&["--now", NOON], &[]) };
        let (words, environment) = ([pretended, words].concat(), [environment, clock].concat());
        Self::run(Path::new(VADASH), &words, home, &environment, size, "nothing")
    }

    /// Any program, in a terminal that says this name when it is asked.
    pub fn run(
        program: &Path,
        words: &[&str],
        home: &Home,
        environment: &[(&str, &str)],
        (rows, columns): (u16, u16),
        name: &str,
    ) -> Self {
        let pair = native_pty_system().openpty(size(rows, columns)).unwrap();
        let mut command = CommandBuilder::new(program);
        command.env_clear();
        let usual =
            [("TERM", "xterm-256color"), ("TZ", "Europe/Berlin"), ("LANG", "C.UTF-8"), ("PATH", "/usr/bin:/bin")];
        command.env("HOME", home.path());
        for (name, value) in usual.iter().chain(environment) {
            command.env(name, value);
        }
        command.cwd(home.path());
        command.args(words);
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let parser = vt100::Parser::new(some(rows), some(columns), 0);
        let seen = Arc::new(Mutex::new(Seen { bytes: Vec::new(), parser }));
        let keys: Keys = Arc::new(Mutex::new(pair.master.take_writer().unwrap()));
        let deaf = Arc::new(AtomicBool::new(false));
        let mut output = pair.master.try_clone_reader().unwrap();
        let (kept, answers, stop) = (Arc::clone(&seen), Arc::clone(&keys), Arc::clone(&deaf));
        let answer = format!("\x1bP>|{name}\x1b\\");
        thread::spawn(move || {
            let mut buffer = vec![0; 65536];
            while let Ok(n @ 1..) = output.read(&mut buffer) {
                let bytes = &buffer[..n];
                {
                    let mut seen = kept.lock().unwrap();
                    seen.parser.process(bytes);
                    seen.bytes.extend_from_slice(bytes);
                }
                if bytes.windows(XTVERSION.len()).any(|w| w == XTVERSION) {
                    // A program that has ended meanwhile wants no answer.
                    let _ = answers.lock().unwrap().write_all(answer.as_bytes());
                }
                if stop.load(Ordering::SeqCst) {
                    return;
                }
            }
        });
        Self { ends: Some((pair.master, keys)), child, seen, deaf }
    }

    /// Types, as fast as a program would.
    pub fn type_keys(&self, keys: &str) {
        let (_, to) = self.ends.as_ref().unwrap();
        let mut to = to.lock().unwrap();
        to.write_all(keys.as_bytes()).unwrap();
        to.flush().unwrap();
    }

    /// Every byte so far, as text.
    pub fn bytes(&self) -> String {
        String::from_utf8_lossy(&self.seen.lock().unwrap().bytes).into_owned()
    }

    /// How many bytes have come.
    pub fn count(&self) -> usize {
        self.seen.lock().unwrap().bytes.len()
    }

    /// What the screen shows.
    pub fn picture(&self) -> String {
        self.seen.lock().unwrap().parser.screen().contents()
    }

    /// Waits until the screen is as it should be.
    pub fn until(&self, what: &str, holds: impl Fn(&vt100::Screen) -> bool) {
        let begun = Instant::now();
        while !holds(self.seen.lock().unwrap().parser.screen()) {
            assert!(begun.elapsed() < PATIENCE, "{what} never came; the screen shows:\n{}", self.picture());
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Waits until the screen shows this.
    pub fn shows(&self, text: &str) {
        self.until(text, |screen| screen.contents().contains(text));
    }

    /// Whether these bytes have come.
    pub fn has(&self, bytes: &str) -> bool {
        self.bytes().contains(bytes)
    }

    /// Waits for these bytes.
    pub fn gets(&self, bytes: &str) {
        let begun = Instant::now();
        while !self.has(bytes) {
            assert!(begun.elapsed() < PATIENCE, "{bytes:?} never came:\n{}", self.bytes());
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// How often the bell has rung: it stands alone, and not at the end of a sequence.
    pub fn bells(&self) -> usize {
        self.bytes().matches('\x07').count()
    }

    /// Waits until nothing has been written for so long.
    pub fn is_silent(&self, pause: Duration) {
        let mut before = None;
        loop {
            let now = self.count();
            if before.replace(now) == Some(now) {
                return;
            }
            thread::sleep(pause);
        }
    }

    /// Gives the terminal another size.
    pub fn resize(&self, rows: u16, columns: u16) {
        self.seen.lock().unwrap().parser.screen_mut().set_size(some(rows), some(columns));
        self.ends.as_ref().unwrap().0.resize(size(rows, columns)).unwrap();
    }

    /// Sends the program a signal.
    pub fn signal(&self, name: &str) {
        let id = self.child.process_id().unwrap().to_string();
        assert!(Command::new("kill").args(["-s", name, &id]).status().unwrap().success());
    }

    /// Reads nothing more after the next byte: then nothing but this holds the terminal.
    pub fn go_deaf(&self) {
        self.deaf.store(true, Ordering::SeqCst);
    }

    /// Takes the terminal from under the program.
    pub fn vanish(&mut self) {
        self.ends = None;
    }

    /// Whether the program runs.
    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Waits for the program's end, and lets go of the terminal.
    pub fn ends(mut self) -> ExitStatus {
        self.ended()
    }

    /// Waits for the program's end.
    pub fn ended(&mut self) -> ExitStatus {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(begun.elapsed() < PATIENCE, "it never ended; the screen shows:\n{}", self.picture());
            thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // It has mostly ended by itself.
        let _ = self.child.kill();
    }
}

fn some(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).unwrap()
}

fn size(rows: u16, cols: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}
