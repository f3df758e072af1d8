//! Clients, services and rates.

pub mod deal;
pub mod explain;
pub mod rates;
pub mod services;
pub mod words;
pub mod write;
