//! The screen: the only room that names ratatui and crossterm.

pub mod line;
pub mod terminal;
pub mod threads;
