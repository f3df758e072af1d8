//! Charges: priced things that are no time.

pub mod actions;
mod list;
pub mod write;
