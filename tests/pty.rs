//! The real program in a real terminal: it draws, answers keys, follows sizes, and gives the terminal back
//! whatever ends it.

#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

mod support;
#[path = "support/terminal.rs"]
mod terminal;

use std::thread;
use std::time::Duration;

use portable_pty::ExitStatus;
use support::Home;
use terminal::Terminal;

fn open(home: &Home, words: &[&str]) -> Terminal {
    Terminal::open(home, words, &[("XDG_RUNTIME_DIR", home.path().to_str().unwrap())], (30, 100))
}

/// Waits until nothing was written for a moment.
fn is_silent(terminal: &Terminal) {
    terminal.is_silent(Duration::from_millis(400));
}

/// Waits for the end, and sees that the terminal is as it was.
fn ends(mut terminal: Terminal) -> ExitStatus {
    let status = terminal.ended();
    terminal.until("the restored terminal", |screen| {
        !screen.alternate_screen()
            && !screen.hide_cursor()
            && !screen.bracketed_paste()
            && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
    });
    status
}

const TITLES: [&str; 4] = ["Schedule", "Tasks", "Retainers", "Unbilled"];

/// After the first picture, and beside everything else.
#[test]
fn the_screen_makes_the_days_backup() {
    let home = Home::new().really();
    home.at("2026-06-21 12:00");
    home.ok("client add acme");
    let backup = home.file(".local/share/vadash/backups/vadash-0002-2026-06-22-s1.db");
    let terminal = open(&home, &[]);
    terminal.until("today's backup", |_| backup.exists());
    terminal.shows(TITLES[0]);
    terminal.type_keys("q");
    assert!(ends(terminal).success());
    assert_eq!(support::dump(&backup)["client"].len(), 1);

    let demo = Home::new();
    let terminal = open(&demo, &["--demo"]);
    terminal.shows(TITLES[0]);
    is_silent(&terminal);
    terminal.type_keys("q");
    assert!(ends(terminal).success());
    assert_eq!(std::fs::read_dir(demo.path()).unwrap().count(), 0, "nothing of the demonstration is kept");
}

/// A process that closes a file loses every lock it has on it, those of its open database as well.
#[test]
fn no_command_on_the_screen_lets_go_of_the_database() {
    let home = Home::with_clients().really();
    home.write("team.ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
    home.write(
        ".config/vadash/config.toml",
        "[[calendar]]\nname = \"team\"\npath = \"~/team.ics\"\nclient = \"acme\"\n",
    );
    let terminal = open(&home, &[]);
    terminal.shows(TITLES[0]);
    for command in ["config check", "db check", "db backups", "db backup"] {
        terminal.type_keys(":");
        terminal.shows("Commands");
        terminal.type_keys(&format!("{command}\r"));
        terminal.until("its answer", |screen| !screen.contents().contains("Commands"));
        is_silent(&terminal);
        let sentence = home.refused("db restore");
        assert!(sentence.starts_with("the database is open in another vadash"), "{command}: {sentence}");
        terminal.type_keys("\x1b");
        is_silent(&terminal);
    }
    terminal.signal("TERM");
    ends(terminal);
}

#[test]
fn a_backup_that_fails_is_a_note_on_the_screen() {
    let home = Home::new().really();
    home.write(".config/vadash/config.toml", "[backup]\nfolder = \"~/occupied\"\n");
    home.write("occupied", "a file where the folder would be");
    let terminal = open(&home, &[]);
    terminal.shows("no backup was made today: making the folder");
    terminal.type_keys("?");
    terminal.shows("Esc close");
    terminal.signal("TERM");
    ends(terminal);
}

#[test]
fn the_first_frame_a_key_and_the_way_out() {
    let home = Home::with_clients();
    let terminal = open(&home, &[]);
    for title in TITLES {
        terminal.shows(title);
    }
    terminal.type_keys("\t");
    terminal.type_keys("aacme write the report due:today\r");
    terminal.shows("write the report");
    terminal.type_keys("q");
    assert!(ends(terminal).success());
    assert!(home.ok("task list").contains("write the report"), "it was saved");
}

#[test]
fn a_storm_of_sizes() {
    let home = Home::with_clients();
    let terminal = open(&home, &[]);
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
    assert!(ends(terminal).success());
}

#[test]
fn a_signal_ends_it_and_keeps_what_was_typed() {
    for (name, code) in [("TERM", 143), ("HUP", 129)] {
        let home = Home::with_clients();
        let terminal = open(&home, &[]);
        terminal.shows("Unbilled");
        terminal.type_keys(":log acme 45m half a thought");
        terminal.shows("0:45 h · half a thought");
        terminal.signal(name);
        assert_eq!(ends(terminal).exit_code(), code, "SIG{name}");
        let terminal = open(&home, &[]);
        terminal.shows("a draft is kept");
        terminal.type_keys(":log ");
        terminal.shows("0:45 h · half a thought");
        terminal.type_keys("\r");
        terminal.shows("logged 0:45 for Acme GmbH: half a thought");
        terminal.type_keys("q");
        assert!(ends(terminal).success());
    }
}

#[test]
fn the_terminal_vanishes_and_so_does_the_program() {
    let home = Home::with_clients();
    let mut terminal = open(&home, &[]);
    terminal.shows("Unbilled");
    // What follows the first frame has come; the reader lets go of the terminal at the answer to this key.
    is_silent(&terminal);
    terminal.go_deaf();
    terminal.type_keys("?");
    terminal.shows("Keys");
    terminal.vanish();
    terminal.ended();
}

#[test]
fn a_command_is_followed_and_an_idle_screen_writes_nothing() {
    let home = Home::with_clients();
    let terminal = open(&home, &[]);
    terminal.shows("Unbilled");
    home.ok("task add acme from the command line");
    terminal.shows("from the command line");
    // A busy machine may be late with the last frame; after that there is silence.
    let silent = (0..5).any(|_| {
        let before = terminal.count();
        thread::sleep(Duration::from_secs(2));
        terminal.count() == before
    });
    assert!(silent, "bytes while nothing happened");
    terminal.type_keys("q");
    assert!(ends(terminal).success());
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
    let terminal = open(&home, &[]);
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
    assert!(ends(terminal).success());
}

#[test]
fn the_demonstration_opens_and_touches_nothing() {
    let home = Home::new();
    let terminal = open(&home, &["--demo"]);
    terminal.shows("Unbilled");
    terminal.type_keys("\t l");
    terminal.shows("client span");
    terminal.type_keys("\u{3}q");
    assert!(ends(terminal).success());
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
