//! Money in: payments, what they pay, and clients' accounts.

pub mod account;
pub mod actions;
mod dunning;
mod list;
pub mod write;
