//! Where there is no home, no terminal or no text to go by: one sentence, and nothing from the working folder.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;

use crate::support::{Answer, Home, NOON, VADASH};
use crate::terminal::Terminal;

/// What stands in a working folder that is somebody else's.
fn trap(home: &Home) {
    home.write("here/.config/vadash/config.toml", "currency = 'USD'\n[reminders]\ncommand = ['touch', 'caught']\n");
    home.write("here/.local/share/vadash/vadash.db", "");
}

#[test]
fn without_a_home_the_defaults_hold_and_nothing_is_kept_here() {
    for unset in ["unset HOME", "export HOME=", "export HOME=.", "export HOME=here"] {
        let home = Home::new();
        trap(&home);
        let at = |line: &str| home.sh(&format!("cd here; {unset}; {line}"));
        let shown = at("vadash --db '../x.db' client add acme --rate 45 && vadash --db ../x.db config show");
        assert!(shown.out.contains("currency = \"EUR\""), "{unset}: {shown:?}");
        for line in ["client add acme", "status", "db path", "db restore", "remind --once"] {
            let answer = at(&format!("vadash {line}"));
            let sentence = "error: there is nowhere to keep the database: set HOME, or name a file with --db\n";
            assert_eq!((answer.code, answer.err.as_str()), (1, sentence), "{unset}; {line}");
        }
        for line in ["config path", "remind --install"] {
            let answer = at(&format!("vadash {line}"));
            assert!(answer.code == 1 && answer.err.contains("set HOME"), "{unset}; {line}: {answer:?}");
        }
        assert_eq!(at("vadash completions bash").code, 0);
        assert_eq!(at("vadash complete -- client ''").code, 0);
        let mut here: Vec<_> = fs::read_dir(home.file("here")).unwrap().map(|f| f.unwrap().file_name()).collect();
        here.sort();
        assert_eq!(here, [".config", ".local"], "{unset}");
        // A home of its own for each is enough.
        let given = at("export XDG_DATA_HOME=$PWD/../data; vadash client add acme --rate 45");
        assert_eq!(given.code, 0, "{given:?}");
    }
}

#[test]
fn programs_of_the_working_folder_are_not_run() {
    let home = Home::with_clients();
    home.ok("task add 'acme send the draft due:14:05'");
    for name in ["tell", "bin/tell"] {
        let script = home.write(name, "#!/bin/sh\ntouch caught\n");
        fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
    }
    for (command, why) in [("tell", "tell is not there"), ("./tell", "write its whole path")] {
        let settings = format!("[reminders]\nchannel = 'command'\ncommand = ['{command}']\n");
        home.write(".config/vadash/config.toml", settings);
        let answer = home.sh(&format!("export PATH=:.:bin:/usr/bin:/bin; {VADASH} --now $NOW remind --once"));
        assert!(answer.code == 1 && answer.err.contains(why), "{answer:?}");
        assert!(!home.file("caught").exists());
    }
    // By its whole path, or in an absolute folder of PATH, it is.
    home.write(".config/vadash/config.toml", "[reminders]\nchannel = 'command'\ncommand = ['tell']\n");
    let answer = home.sh("export PATH=$PWD/bin:$PATH; vadash remind --once");
    assert!(answer.code == 0 && home.file("caught").exists(), "{answer:?}");
}

#[test]
fn words_that_are_no_text_are_refused_and_never_changed() {
    let home = Home::with_clients();
    let before = home.dump();
    let bad = OsStr::from_bytes(b"caf\xe9");
    for words in [
        [OsStr::new("log"), OsStr::new("acme"), OsStr::new("1h"), bad],
        [OsStr::new("--db"), bad, OsStr::new("client"), OsStr::new("list")],
    ] {
        let answer = Answer::of(&home.vadash(&words).output().unwrap());
        assert!(answer.code == 1 && answer.err.lines().count() == 1, "{answer:?}");
        // Behind `--now` and its time.
        let at = words.iter().position(|word| *word == bad).unwrap() + 3;
        assert!(answer.err.contains(&format!("argument {at} ('caf\u{fffd}') is not UTF-8")), "{answer:?}");
    }
    assert_eq!(home.dump(), before);
    // A path in the environment is taken as it is.
    let mut command = home.vadash(&["client", "add", "nova"]);
    let answer = Answer::of(&command.env("XDG_DATA_HOME", home.path().join(bad)).output().unwrap());
    assert_eq!(answer.code, 0, "{answer:?}");
    assert!(home.path().join(bad).join("vadash/vadash.db").exists());
}

#[test]
fn a_command_of_the_demonstration_leaves_the_users_own_alone() {
    let home = Home::with_clients();
    let before = home.dump();
    let ok = |words: &[&str]| {
        let answer = Answer::of(&home.vadash(words).output().unwrap());
        assert_eq!(answer.code, 0, "{answer:?}");
        answer.out
    };
    assert!(ok(&["--demo", "client", "list"]).contains("Bramblewick"));
    assert!(ok(&["--demo", "log", "pelly", "1h", "proofs"]).contains("logged"));
    let answer = Answer::of(&home.vadash(&["--demo", "db", "backup"]).output().unwrap());
    assert!(answer.code != 0 && answer.err.contains("leave --demo away"), "{answer:?}");
    assert_eq!(home.dump(), before);
}

#[test]
fn a_terminal_that_cannot_place_a_cursor_gets_a_sentence() {
    for term in ["dumb", ""] {
        let home = Home::with_clients();
        for words in [&[][..], &["--demo"]] {
            let mut terminal = Terminal::open(&home, words, &[("TERM", term)], (30, 100));
            assert_eq!(terminal.ended().exit_code(), 1);
            terminal.shows("the screen needs a terminal that can place the cursor");
            assert!(!terminal.has("\x1b[?1049h"), "nothing else was written: {}", terminal.bytes());
        }
        let mut command = Terminal::open(&home, &["client", "list"], &[("TERM", term)], (30, 100));
        assert_eq!(command.ended().exit_code(), 0);
        command.shows("Acme GmbH");
    }
    // Without the variable, too.
    let home = Home::with_clients();
    let words = ["-u", "TERM", VADASH, "--now", NOON];
    let mut terminal = Terminal::run("/usr/bin/env".as_ref(), &words, &home, &[], (30, 100), "nothing");
    assert_eq!(terminal.ended().exit_code(), 1);
    terminal.shows("TERM is ''");
}

/// A report of a panic is written where nobody else can lay files, and said where there is no such place.
#[test]
#[cfg(debug_assertions)]
fn the_report_of_a_panic_is_said_where_it_can_be_written_nowhere() {
    let home = Home::new();
    home.write("trap", "");
    let shared = home.file("shared");
    fs::create_dir(&shared).unwrap();
    fs::set_permissions(&shared, fs::Permissions::from_mode(0o1777)).unwrap();
    for db in ["shared/x.db", "none/x.db"] {
        let answer = home.sh(&format!("VADASH_PANIC=trap vadash --db {db} config path"));
        assert_eq!(answer.code, 101, "{answer:?}");
        assert!(answer.err.starts_with("vadash stopped: asked to by VADASH_PANIC\nvadash "), "{answer:?}");
        assert!(answer.err.contains("main.rs"), "{answer:?}");
    }
    assert_eq!(fs::read_dir(&shared).unwrap().count(), 0);
}
