//! Nobody else gets in: other users of the machine, the working folder, and what an editor would leave behind.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "../support/mod.rs"]
mod support;
#[path = "../support/terminal.rs"]
mod terminal;

mod editor;
mod nowhere;
mod stranger;
