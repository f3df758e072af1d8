//! The real program in a real terminal: it draws, answers keys, follows sizes, and gives the terminal back
//! whatever ends it.

#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

mod support;

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use support::{Home, NOON, VADASH};

/// Longer than any machine needs; nothing here asserts how long a thing took.
const PATIENCE: Duration = Duration::from_secs(30);

/// A terminal with the program in it.
struct Terminal {
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    seen: Arc<Mutex<vt100::Parser>>,
    bytes: Arc<Mutex<usize>>,
    /// Whether the terminal stops reading at the next byte.
    deaf: Arc<AtomicBool>,
}

impl Terminal {
    fn open(home: &Home, args: &[&str]) -> Self {
        let pair = native_pty_system().openpty(size(30, 100)).unwrap();
        let mut command = CommandBuilder::new(VADASH);
        command.env_clear();
        for (name, value) in [("TERM", "xterm-256color"), ("TZ", "Europe/Berlin"), ("PATH", "/usr/bin:/bin")] {
            command.env(name, value);
        }
        command.env("HOME", home.path());
        command.env("XDG_RUNTIME_DIR", home.path());
        command.args(["--now", NOON]);
        command.args(args);
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let seen = Arc::new(Mutex::new(vt100::Parser::new(some(30), some(100), 0)));
        let bytes = Arc::new(Mutex::new(0));
        let mut output = pair.master.try_clone_reader().unwrap();
        let deaf = Arc::new(AtomicBool::new(false));
        let (parser, count, stop) = (Arc::clone(&seen), Arc::clone(&bytes), Arc::clone(&deaf));
        thread::spawn(move || {
            let mut buffer = vec![0; 65536];
            while let Ok(n @ 1..) = output.read(&mut buffer) {
                parser.lock().unwrap().process(&buffer[..n]);
                *count.lock().unwrap() += n;
                if stop.load(Ordering::SeqCst) {
                    return;
                }
            }
        });
        let keys = pair.master.take_writer().unwrap();
        Self { master: pair.master, keys, child, seen, bytes, deaf }
    }

    fn type_keys(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    fn text(&self) -> String {
        self.seen.lock().unwrap().screen().contents()
    }

    /// Waits until nothing was written for a moment.
    fn is_silent(&self) {
        let mut before = None;
        loop {
            let now = *self.bytes.lock().unwrap();
            if before.replace(now) == Some(now) {
                return;
            }
            thread::sleep(Duration::from_millis(400));
        }
    }

    /// Waits until the screen shows something.
    fn shows(&self, text: &str) {
        self.until(text, |screen| screen.contents().contains(text));
    }

    fn until(&self, what: &str, holds: impl Fn(&vt100::Screen) -> bool) {
        let begun = Instant::now();
        while !holds(self.seen.lock().unwrap().screen()) {
            assert!(begun.elapsed() < PATIENCE, "{what} never came; the screen shows:\n{}", self.text());
            thread::sleep(Duration::from_millis(10));
        }
    }

    fn resize(&self, rows: u16, columns: u16) {
        self.seen.lock().unwrap().screen_mut().set_size(some(rows), some(columns));
        self.master.resize(size(rows, columns)).unwrap();
    }

    fn signal(&self, name: &str) {
        let id = self.child.process_id().unwrap().to_string();
        assert!(Command::new("kill").args(["-s", name, &id]).status().unwrap().success());
    }

    /// Waits for the end, and sees that the terminal is as it was.
    fn ends(mut self) -> ExitStatus {
        let begun = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(begun.elapsed() < PATIENCE, "it never ended; the screen shows:\n{}", self.text());
            thread::sleep(Duration::from_millis(10));
        };
        self.until("the restored terminal", |screen| {
            !screen.alternate_screen()
                && !screen.hide_cursor()
                && !screen.bracketed_paste()
                && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
        });
        status
    }
}

fn some(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).unwrap()
}

fn size(rows: u16, cols: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

const TITLES: [&str; 4] = ["Schedule", "Tasks", "Retainers", "Unbilled"];

/// After the first picture, and beside everything else.
#[test]
fn the_screen_makes_the_days_backup() {
    let home = Home::new();
    home.at("2026-06-21 12:00");
    home.ok("client add acme");
    let backup = home.file(".local/share/vadash/backups/vadash-2026-06-22.db");
    let mut terminal = Terminal::open(&home, &[]);
    terminal.until("today's backup", |_| backup.exists());
    terminal.shows(TITLES[0]);
    terminal.type_keys("q");
    assert!(terminal.ends().success());
    assert_eq!(support::dump(&backup)["client"].len(), 1);

    let demo = Home::new();
    let mut terminal = Terminal::open(&demo, &["--demo"]);
    terminal.shows(TITLES[0]);
    terminal.is_silent();
    terminal.type_keys("q");
    assert!(terminal.ends().success());
    assert_eq!(std::fs::read_dir(demo.path()).unwrap().count(), 0, "nothing of the demonstration is kept");
}

/// A process that closes a file loses every lock it has on it, those of its open database as well.
#[test]
fn no_command_on_the_screen_lets_go_of_the_database() {
    let home = Home::with_clients();
    home.write("team.ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
    home.write(
        ".config/vadash/config.toml",
        "[[calendar]]\nname = \"team\"\npath = \"~/team.ics\"\nclient = \"acme\"\n",
    );
    let mut terminal = Terminal::open(&home, &[]);
    terminal.shows(TITLES[0]);
    for command in ["config check", "db check", "db backups", "db backup"] {
        terminal.type_keys(":");
        terminal.shows("Commands");
        terminal.type_keys(&format!("{command}\r"));
        terminal.until("its answer", |screen| !screen.contents().contains("Commands"));
        terminal.is_silent();
        let sentence = home.refused("db restore");
        assert!(sentence.starts_with("the database is open in another vadash"), "{command}: {sentence}");
        terminal.type_keys("\x1b");
        terminal.is_silent();
    }
    terminal.signal("TERM");
    terminal.ends();
}

#[test]
fn a_backup_that_fails_is_a_note_on_the_screen() {
    let home = Home::new();
    home.write(".config/vadash/config.toml", "[backup]\nfolder = \"~/occupied\"\n");
    home.write("occupied", "a file where the folder would be");
    let mut terminal = Terminal::open(&home, &[]);
    terminal.shows("no backup was made today: making the folder");
    terminal.type_keys("?");
    terminal.shows("Esc close");
    terminal.signal("TERM");
    terminal.ends();
}

#[test]
fn the_first_frame_a_key_and_the_way_out() {
    let home = Home::with_clients();
    let mut terminal = Terminal::open(&home, &[]);
    for title in TITLES {
        terminal.shows(title);
    }
    terminal.type_keys("\t");
    terminal.type_keys("aacme write the report due:today\r");
    terminal.shows("write the report");
    terminal.type_keys("q");
    assert!(terminal.ends().success());
    assert!(home.ok("task list").contains("write the report"), "it was saved");
}

#[test]
fn a_storm_of_sizes() {
    let home = Home::with_clients();
    let mut terminal = Terminal::open(&home, &[]);
    terminal.shows("Unbilled");
    for (rows, columns) in [(1, 1), (10, 40), (2, 300), (100, 300), (9, 39), (20, 45), (50, 200), (1, 1)].repeat(5) {
        terminal.resize(rows, columns);
        terminal.type_keys("j");
    }
    terminal.resize(30, 100);
    for title in TITLES {
        terminal.shows(title);
    }
    // A key typed right behind a size is not stuck behind it.
    terminal.type_keys("?");
    terminal.shows("Keys");
    terminal.type_keys("qq");
    assert!(terminal.ends().success());
}

#[test]
fn a_signal_ends_it_and_keeps_what_was_typed() {
    for (name, code) in [("TERM", 143), ("HUP", 129)] {
        let home = Home::with_clients();
        let mut terminal = Terminal::open(&home, &[]);
        terminal.shows("Unbilled");
        terminal.type_keys(":log acme 45m half a thought");
        terminal.shows("0:45 · half a thought");
        terminal.signal(name);
        assert_eq!(terminal.ends().exit_code(), code, "SIG{name}");
        let mut terminal = Terminal::open(&home, &[]);
        terminal.shows("a draft is kept");
        terminal.type_keys(":log ");
        terminal.shows("0:45 · half a thought");
        terminal.type_keys("\r");
        terminal.shows("logged 0:45 for Acme GmbH: half a thought");
        terminal.type_keys("q");
        assert!(terminal.ends().success());
    }
}

#[test]
fn the_terminal_vanishes_and_so_does_the_program() {
    let home = Home::with_clients();
    let mut terminal = Terminal::open(&home, &[]);
    terminal.shows("Unbilled");
    // What follows the first frame has come; the reader lets go of the terminal at the answer to this key.
    terminal.is_silent();
    terminal.deaf.store(true, Ordering::SeqCst);
    terminal.type_keys("?");
    terminal.shows("Keys");
    let Terminal { master, keys, mut child, .. } = terminal;
    drop((master, keys));
    let begun = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if begun.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("it outlived its terminal");
        }
        thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_command_is_followed_and_an_idle_screen_writes_nothing() {
    let home = Home::with_clients();
    let mut terminal = Terminal::open(&home, &[]);
    terminal.shows("Unbilled");
    home.ok("task add acme from the command line");
    terminal.shows("from the command line");
    // A busy machine may be late with the last frame; after that there is silence.
    let silent = (0..5).any(|_| {
        let before = *terminal.bytes.lock().unwrap();
        thread::sleep(Duration::from_secs(2));
        *terminal.bytes.lock().unwrap() == before
    });
    assert!(silent, "bytes while nothing happened");
    terminal.type_keys("q");
    assert!(terminal.ends().success());
}

#[test]
fn a_calendar_is_followed_and_edited_where_it_stands() {
    let home = Home::with_clients();
    let text = |title: &str| {
        format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:{title}\r\n\
             DTSTART:20260622T140000Z\r\nDTEND:20260622T143000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        )
    };
    home.write(
        ".config/vadash/config.toml",
        "[[calendar]]\nname = 'Team'\npath = '~/cal/team.ics'\nreadonly = false\n",
    );
    let path = home.write("cal/team.ics", text("first title"));
    let mut terminal = Terminal::open(&home, &[]);
    terminal.shows("first title");
    home.write("cal/team.ics", text("second title"));
    terminal.shows("second title");
    terminal.type_keys(":event edit 1 --title third\r");
    terminal.shows("third");
    let written = || std::fs::read_to_string(&path).unwrap();
    terminal.until("the file written", |_| written().contains("SUMMARY:third\r\n"));
    terminal.type_keys("u");
    terminal.until("the file written again", |_| written().contains("SUMMARY:second title\r\n"));
    terminal.type_keys("q");
    assert!(terminal.ends().success());
}

#[test]
fn the_demonstration_opens_and_touches_nothing() {
    let home = Home::new();
    let mut terminal = Terminal::open(&home, &["--demo"]);
    terminal.shows("Unbilled");
    terminal.type_keys("\t l");
    terminal.shows("client span");
    terminal.type_keys("\u{3}q");
    assert!(terminal.ends().success());
    assert!(!home.db().exists());
}

#[test]
fn without_a_terminal_it_says_what_works() {
    let home = Home::new();
    let output = home.run::<&str>(&[]);
    assert_eq!(output.code, 1);
    assert_eq!(output.err, "error: the screen needs a terminal; commands work without one (vadash status)\n");
    assert!(!home.db().exists());
}
