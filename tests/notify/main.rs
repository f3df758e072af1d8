//! What leaves the screen: how reminders are told, and what other programs are given, with the real parts where they are installed: a notification server on a
//! bus of its own, an SSH server on loopback, tmux on a socket of its own. What is not there is said and left out.

#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

#[path = "../support/mod.rs"]
mod support;
#[path = "../support/terminal.rs"]
mod terminal;

mod alone;
mod bus;
mod desktop;
mod left_behind;
mod outer;
mod programs;
mod ssh;
mod tmux;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Longer than any machine needs; nothing here asserts how long a thing took.
const PATIENCE: Duration = Duration::from_mins(1);

/// The folders in which programs are looked for.
#[expect(clippy::disallowed_methods, reason = "a test may look at its environment")]
fn search_path() -> String {
    std::env::var("PATH").unwrap_or_default()
}

/// Where a program is, looked for where a user's own `PATH` may not lead.
fn find(program: &str) -> Option<PathBuf> {
    let path = search_path();
    let folders = path.split(':').chain(["/usr/sbin", "/sbin", "/usr/bin"]).map(str::to_owned);
    folders.map(|folder| Path::new(&folder).join(program)).find(|file| file.is_file())
}

/// Whether these programs are here; says which are not.
fn here(programs: &[&str]) -> bool {
    let missing: Vec<&str> = programs.iter().copied().filter(|p| find(p).is_none()).collect();
    if missing.is_empty() {
        return true;
    }
    // Past the harness, which shows only what failing tests say.
    let _ = writeln!(std::io::stderr(), "skipped: {}: not installed: {}", thread_name(), missing.join(", "));
    false
}

fn thread_name() -> String {
    thread::current().name().unwrap_or("a test").to_owned()
}

/// Waits until there is something.
fn until<T>(what: &str, look: impl FnMut() -> Option<T>) -> T {
    until_said(what, look, String::new)
}

/// The same, saying what there is instead where it never comes.
fn until_said<T>(what: &str, mut look: impl FnMut() -> Option<T>, instead: impl Fn() -> String) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(begun.elapsed() < PATIENCE, "{what:?} never came:\n{}", instead());
        thread::sleep(Duration::from_millis(20));
    }
}

/// A program that runs beside a test and ends with it.
struct Beside(Child);

impl Beside {
    /// Starts it, quiet.
    fn start(command: &mut Command) -> Self {
        Self(command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap())
    }

    /// Sends it a signal by its name.
    fn signal(&self, name: &str) {
        signal(self.0.id(), name);
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        // One that is stopped or gone already is none the less to be waited for.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Sends a process a signal by its name.
fn signal(process: u32, name: &str) {
    assert!(Command::new("kill").args(["-s", name, &process.to_string()]).status().unwrap().success());
}
