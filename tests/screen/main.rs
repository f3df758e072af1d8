//! Keys in, picture out: the whole screen over a database in memory, at a fixed instant.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

mod desk;
mod forming;
mod forms;
mod laws;
mod live;
mod pictures;
mod prompts;
mod rows;
mod views;
