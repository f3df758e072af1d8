//! The terminals that the programs run in, and what is told in them.

use std::path::Path;

use crate::search_path;
use crate::support::Home;
use crate::terminal::Terminal;

const SIZE: (u16, u16) = (30, 160);

/// Runs a program in a terminal that says this name when it is asked.
pub fn run(program: &Path, words: &[&str], home: &Home, environment: &[(&str, &str)], name: &str) -> Terminal {
    let path = search_path();
    Terminal::run(program, words, home, &[&[("PATH", path.as_str())], environment].concat(), SIZE, name)
}

/// The screen itself, at noon.
pub fn screen(home: &Home, environment: &[(&str, &str)]) -> Terminal {
    let path = search_path();
    Terminal::open(home, &[], &[&[("PATH", path.as_str())], environment].concat(), SIZE)
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
