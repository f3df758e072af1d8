//! Events: added in a line or by options, edited, deleted.

pub mod actions;
mod add;
pub mod agenda;
pub mod called;
mod change;
pub mod clash;
pub mod components;
pub mod edit;
pub mod event;
pub mod explain;
pub mod export;
pub mod free;
pub mod ics;
pub mod line;
pub mod moments;
pub mod relative;
mod remove;
mod save;
pub mod short;
pub mod subscribe;
pub mod target;
pub mod words;
