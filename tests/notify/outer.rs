//! A terminal that keeps every byte it is sent.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread;

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

use crate::support::{Home, NOON, VADASH};
use crate::{search_path, until_said};

/// What a terminal is asked for its name with, and what stands around its answer.
const XTVERSION: &[u8] = b"\x1b[>q";

/// A terminal with a program in it.
pub struct Outer {
    _master: Box<dyn MasterPty + Send>,
    keys: Arc<Mutex<Box<dyn Write + Send>>>,
    child: Box<dyn Child + Send + Sync>,
    bytes: Arc<Mutex<Vec<u8>>>,
}

impl Outer {
    /// Runs a program in a terminal that says this name when it is asked.
    pub fn run(program: &Path, arguments: &[&str], home: &Home, environment: &[(&str, &str)], name: &str) -> Self {
        let size = PtySize { rows: 30, cols: 160, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(program);
        command.env_clear();
        let path = search_path();
        for (name, value) in [("TERM", "xterm-256color"), ("TZ", "Europe/Berlin"), ("LANG", "C.UTF-8"), ("PATH", &path)]
        {
            command.env(name, value);
        }
        command.env("HOME", home.path());
        for (name, value) in environment {
            command.env(name, value);
        }
        command.cwd(home.path());
        command.args(arguments);
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let bytes = Arc::new(Mutex::new(Vec::new()));
        let keys = Arc::new(Mutex::new(pair.master.take_writer().unwrap()));
        let mut output = pair.master.try_clone_reader().unwrap();
        let (seen, answers) = (Arc::clone(&bytes), Arc::clone(&keys));
        let answer = format!("\x1bP>|{name}\x1b\\");
        thread::spawn(move || {
            let mut buffer = vec![0; 65536];
            while let Ok(n @ 1..) = output.read(&mut buffer) {
                let asked = buffer[..n].windows(XTVERSION.len()).any(|w| w == XTVERSION);
                seen.lock().unwrap().extend_from_slice(&buffer[..n]);
                if asked {
                    // A program that has ended meanwhile wants no answer.
                    let _ = answers.lock().unwrap().write_all(answer.as_bytes());
                }
            }
        });
        Self { _master: pair.master, keys, child, bytes }
    }

    /// The screen itself, at [`NOON`].
    pub fn screen(home: &Home, environment: &[(&str, &str)]) -> Self {
        Self::run(Path::new(VADASH), &["--now", NOON], home, environment, "nothing")
    }

    pub fn type_keys(&self, keys: &str) {
        let mut to = self.keys.lock().unwrap();
        to.write_all(keys.as_bytes()).unwrap();
        to.flush().unwrap();
    }

    /// Every byte so far, as text.
    pub fn bytes(&self) -> String {
        String::from_utf8_lossy(&self.bytes.lock().unwrap()).into_owned()
    }

    /// Whether these bytes have come.
    pub fn has(&self, bytes: &str) -> bool {
        self.bytes().contains(bytes)
    }

    /// Waits for these bytes.
    pub fn gets(&self, bytes: &str) {
        until_said(bytes, || self.has(bytes).then_some(()), || self.bytes());
    }

    /// What the screen shows.
    pub fn picture(&self) -> String {
        let size = |n| std::num::NonZeroU16::new(n).unwrap();
        let mut parser = vt100::Parser::new(size(30), size(160), 0);
        parser.process(&self.bytes.lock().unwrap());
        parser.screen().contents()
    }

    /// Waits until the screen shows this.
    pub fn shows(&self, text: &str) {
        until_said(text, || self.picture().contains(text).then_some(()), || self.picture());
    }

    /// How often the bell has rung: it stands alone, and not at the end of a sequence.
    pub fn bells(&self) -> usize {
        self.bytes().matches('\x07').count()
    }

    pub fn ends(mut self) -> ExitStatus {
        let bytes = Arc::clone(&self.bytes);
        until_said(
            "the end",
            || self.child.try_wait().unwrap(),
            || String::from_utf8_lossy(&bytes.lock().unwrap()).into_owned(),
        )
    }
}

impl Drop for Outer {
    fn drop(&mut self) {
        // It has mostly ended by itself.
        let _ = self.child.kill();
    }
}

/// A home with a meeting in ten minutes, of which the screen tells at once.
pub fn home_with_meeting() -> Home {
    let home = Home::with_clients();
    home.ok("event add acme kickoff 14:10-15:00 @https://meet.example/kickoff");
    home
}

/// What is told of that meeting.
pub const TITLE: &str = "kickoff (acme)";
/// Its text.
pub const BODY: &str = "14:10, in 10 min";
