//! vadash: a cockpit for virtual assistants.
//!
//! Four rooms with one direction between them: `domain ← store ← app ← {tui, cli}`;
//! `formats` reads and writes other people's files, `notify` tells of meetings.

pub mod app;
pub mod cli;
pub mod config;
pub mod domain;
pub mod error;
pub mod formats;
pub mod notify;

pub mod store;
pub mod tui;
pub mod watch;
