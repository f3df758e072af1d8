//! Clients, services and rates.

pub mod deal;
pub mod explain;
pub mod words;
pub mod write;
