//! Days off, and the hours that can be worked because of them.

pub mod actions;
pub mod capacity;
pub mod holidays;
mod write;
