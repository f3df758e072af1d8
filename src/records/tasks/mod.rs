//! Tasks: added in a line, done, repeated.

pub mod actions;
pub mod checklist;
pub mod line;
pub mod list;
pub mod often;
pub mod relative;
pub mod repeat;
mod said;
pub mod standing;
pub mod words;
pub mod write;
