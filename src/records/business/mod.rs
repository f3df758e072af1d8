//! The business: who bills, by what tax, and what other currencies are worth.

pub mod actions;
pub mod exchange;
pub mod set;
pub mod tax;
