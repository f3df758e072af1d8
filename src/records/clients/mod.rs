//! Clients, services and rates.

pub mod actions;
pub mod billing;
pub mod colours;
pub mod deal;
pub mod explain;
pub mod import_names;
pub mod list;
pub mod live;
pub mod rates;
pub mod services;
pub mod words;
pub mod write;
