//! Retainers and blocks of hours.

pub mod actions;
pub mod alerts;
pub mod explain;
pub mod list;
mod pause;
pub mod retainers;
pub mod words;
pub mod write;
