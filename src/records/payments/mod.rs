//! Money in: payments, what they pay, and clients' accounts.

mod account;
pub mod actions;
mod dunning;
mod list;
pub mod write;
