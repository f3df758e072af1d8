//! Keys in, picture out: the whole screen over a database in memory, at a fixed instant.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

mod billing;
mod desk;
mod entries;
mod figures;
mod first_hour;
mod following;
mod foresight;
mod forgotten;
mod forming;
mod forms;
mod laws;
mod live;
mod manners;
mod pictures;
mod planning;
mod privacy;
mod prompts;
mod rows;
mod themes;
mod tour;
mod views;
