//! Retainers, blocks of hours and commission.

pub mod actions;
pub mod alerts;
pub mod billed;
pub mod burndown;
pub mod commission;
mod end;
pub mod explain;
pub mod list;
mod only;
mod pause;
pub mod retainers;
pub mod words;
pub mod write;
