//! vadash: a cockpit for virtual assistants.
//!
//! Rooms with one direction between them: `domain ← store ← app ← {tui, cli, remind}`;
//! `formats` reads and writes other people's files, `notify` tells of meetings, `watch` hears of changed
//! files, `secret` gets the passphrase of an encrypted database, `guard` knows who else could change a file,
//! `bounds` reads files whole.

pub mod app;
pub mod bounds;
pub mod cli;
pub mod command;
pub mod config;
pub mod domain;
pub mod error;
pub mod formats;
pub mod guard;
pub mod notify;
pub mod records;
pub mod remind;
pub mod secret;
pub mod store;
pub mod tui;
pub mod watch;
pub mod words;
