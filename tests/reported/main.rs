//! What users of neighbouring tools report, tried on the real program: each kind of fault, and its neighbours.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

#[path = "../support/mod.rs"]
mod support;

#[path = "../support/terminal.rs"]
mod terminal;

mod endless;
mod long;
mod manners;
mod money;
mod planning;
mod tables;
mod words;

use support::Home;

/// A Wednesday morning in Berlin.
pub const WEDNESDAY: &str = "2026-07-15T10:00:00+02:00";

/// A home on that Wednesday, with one client at 60 an hour.
pub fn home() -> Home {
    let home = Home::new();
    home.at(WEDNESDAY);
    home.ok("client add acme --name Acme --rate 60");
    home
}
