//! Money in: payments, what they pay, and clients' accounts.

mod account;
pub mod actions;
mod list;
pub mod write;
