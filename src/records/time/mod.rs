//! Time worked: the timer and entries.

pub mod actions;
pub mod entries;
pub mod list;
pub mod meeting;
mod overlap;
pub(crate) mod parts;
pub mod relative;
pub mod said;
pub mod shift;
pub mod show;
pub mod table;
pub mod timer;
pub mod timesheet;
pub mod words;
