//! The user's editor, with a text in it, while the program ends in every way it can.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use crate::support::Home;
use crate::terminal::{PATIENCE, Terminal};

/// An editor that has saved a line, says where, and does not end by itself.
const SAVES: &str = "echo 'typed in the editor' >> \"$1\"\n";
/// One that saves elsewhere when it is ended, as nano does.
const RESCUES: &str = "trap 'echo \"typed in the editor\" > \"$1.save\"; exit 1' TERM HUP\n";
/// One that does not let itself be ended.
const STUBBORN: &str = "trap '' TERM HUP\necho 'typed in the editor' >> \"$1\"\n";

/// A home with a task, and an editor that does this and then waits.
fn home(editor: &str) -> Home {
    let home = Home::with_clients();
    home.ok("task add --title draft --note 'what was there' --due 2026-06-22 --client acme");
    let wait = "echo $$ > pid\nprintf %s \"$1\" > at.new\nmv at.new at\nn=0\nwhile [ $n -lt 600 ]; do sleep 0.1; n=$((n + 1)); done\n";
    let script = home.write("editor", format!("#!/bin/sh\n{editor}{wait}"));
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
    home
}

fn open(home: &Home) -> Terminal {
    let editor = home.file("editor").display().to_string();
    Terminal::open(home, &[], &[("EDITOR", &editor), ("XDG_RUNTIME_DIR", home.path().to_str().unwrap())], (40, 120))
}

/// Goes to the task's note and has it edited; where the editor has it.
fn edits(home: &Home, terminal: &Terminal) -> PathBuf {
    terminal.shows("draft");
    terminal.type_keys("3e");
    terminal.shows("task edit 1");
    terminal.type_keys(&"\t".repeat(4));
    terminal.type_keys("\x05");
    until("the editor", || home.file("at").exists());
    PathBuf::from(fs::read_to_string(home.file("at")).unwrap())
}

fn until(what: &str, holds: impl Fn() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < PATIENCE, "{what} never came");
        thread::sleep(Duration::from_millis(10));
    }
}

/// Ends the editor, by its own number.
fn end_editor(home: &Home) {
    let id = fs::read_to_string(home.file("pid")).unwrap();
    // It has mostly ended with its terminal.
    let _ = Command::new("kill").args(["-9", id.trim()]).output();
}

/// Everything below the home that holds what was typed, but for the database.
fn found(home: &Home) -> String {
    let line = "grep -rl 'typed in the editor' . /dev/shm 2>/dev/null | grep -v -e 'vadash\\.db' -e '^./editor$'; true";
    home.sh(line).out
}

fn is_private(file: &Path) {
    let folder = file.parent().unwrap();
    assert!(folder.file_name().unwrap().to_str().unwrap().starts_with("vadash-edit-"), "{}", file.display());
    assert_eq!(fs::metadata(folder).unwrap().permissions().mode() & 0o7777, 0o700);
    for part in fs::read_dir(folder).unwrap() {
        let mode = part.unwrap().metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o077 & !0o044, 0, "{mode:o}: only what the editor made may be readable, behind the folder");
    }
}

/// The draft is offered, comes back with its form, and can be saved.
fn comes_back(home: &Home) {
    let terminal = open(home);
    terminal.shows("a draft is kept");
    assert_eq!(found(home), "", "and nothing else is");
    terminal.type_keys("3e");
    terminal.shows("typed in the editor");
    terminal.type_keys("\x13");
    terminal.until("the saved form", |screen| !screen.contents().contains("task edit 1"));
    terminal.type_keys("q");
    assert!(terminal.ends().success());
    assert!(home.ok("--json task show 1").contains("typed in the editor"));
    assert_eq!(home.dump()["draft"], Vec::<String>::new());
}

#[test]
fn a_signal_takes_the_file_and_keeps_the_text() {
    for (signal, code, editor) in [
        ("HUP", 129, SAVES),
        ("TERM", 143, SAVES),
        ("TERM", 143, RESCUES),
        ("HUP", 129, RESCUES),
        ("TERM", 143, STUBBORN),
    ] {
        let home = home(editor);
        let mut terminal = open(&home);
        let file = edits(&home, &terminal);
        is_private(&file);
        terminal.signal(signal);
        assert_eq!(terminal.ended().exit_code(), code, "{signal}: {editor}");
        assert!(!file.parent().unwrap().exists(), "{signal}: {editor}");
        assert_eq!(found(&home), "", "{signal}: {editor}");
        assert_eq!(home.dump()["draft"].len(), 1, "{signal}: {editor}");
        end_editor(&home);
        comes_back(&home);
    }
}

#[test]
fn a_lost_terminal_takes_the_file_and_keeps_the_text() {
    for editor in [SAVES, STUBBORN] {
        let home = home(editor);
        let mut terminal = open(&home);
        let file = edits(&home, &terminal);
        terminal.go_deaf();
        terminal.vanish();
        write_to_the_terminal(&home);
        terminal.ended();
        assert!(!file.parent().unwrap().exists(), "{editor}");
        assert_eq!(home.dump()["draft"].len(), 1, "{editor}");
        end_editor(&home);
        comes_back(&home);
    }
}

/// Whoever reads the terminal lets go of it after one more byte, which the editor would never write.
fn write_to_the_terminal(home: &Home) {
    let id = fs::read_to_string(home.file("pid")).unwrap();
    let terminal = format!("/proc/{}/fd/1", id.trim());
    fs::OpenOptions::new().write(true).open(terminal).unwrap().write_all(b".").unwrap();
}

/// In a build for users there is no such clock.
#[test]
#[cfg(debug_assertions)]
fn a_panic_keeps_the_text() {
    let home =
        home("echo 'typed in the editor' >> \"$1\"; touch trap; printf %s \"$1\" > at.new; mv at.new at; exit 0\n");
    let editor = home.file("editor").display().to_string();
    let mut terminal = Terminal::open(&home, &[], &[("EDITOR", &editor), ("VADASH_PANIC", "trap")], (40, 120));
    let file = edits(&home, &terminal);
    assert_eq!(terminal.ended().exit_code(), 101);
    is_private(&file);
    comes_back(&home);
    assert!(!file.parent().unwrap().exists());
}

#[test]
fn an_editor_ends_well_or_badly_and_nothing_stays() {
    let ends = "printf %s \"$1\" > at.new; mv at.new at\n";
    for (editor, comes) in [
        ("echo 'typed in the editor' > other; cp other \"$1.new\"; rm other; mv \"$1.new\" \"$1\"", true),
        ("printf 'typed in\\r\\nthe edit\\366r\\r\\n' > \"$1\"", true),
        ("echo 'typed in the editor' > \"$1\"; exec false", false),
        ("rm \"$1\"", false),
    ] {
        let home = home(&format!("{ends}{editor}\nexit 0\n"));
        let terminal = open(&home);
        let file = edits(&home, &terminal);
        let shown = if comes { "typed in" } else { "the text is as it was" };
        terminal.shows(shown);
        if !comes {
            terminal.shows("what was there");
        }
        terminal.until("the end of its file", |_| !file.parent().unwrap().exists());
        terminal.type_keys("\x1b\x1b");
        terminal.signal("TERM");
        terminal.ends();
    }
}

#[test]
fn a_kill_leaves_what_the_next_start_takes_in() {
    let home = home(SAVES);
    let mut terminal = open(&home);
    let file = edits(&home, &terminal);
    terminal.signal("KILL");
    terminal.ended();
    assert!(file.exists(), "nobody was there to remove it");
    is_private(&file);
    // A command leaves it alone, and another screen's editor is not in its way.
    home.ok("task list");
    assert!(file.exists());
    end_editor(&home);
    comes_back(&home);
    assert!(!file.parent().unwrap().exists());
}

#[test]
fn what_somebody_edits_just_now_is_not_taken_in() {
    let home = home(SAVES);
    let mut terminal = open(&home);
    let file = edits(&home, &terminal);
    let other = open(&home);
    other.shows("draft");
    other.is_silent(Duration::from_millis(200));
    assert!(file.exists());
    other.type_keys("q");
    assert!(other.ends().success());
    assert_eq!(home.dump()["draft"].len(), 0);
    // The editor ends by itself: the text is in the form, the file gone.
    fs::write(home.file("editor"), "").unwrap();
    terminal.signal("TERM");
    terminal.ended();
    end_editor(&home);
}
