//! Figures of what was worked and what an hour of it is worth.

pub mod actions;
mod asked;
mod clients;
mod figures;
mod rate;
mod revenue;
mod time;
mod year;
