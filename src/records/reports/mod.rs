//! Figures of hours, of what they are worth, and of money.

pub mod actions;
mod asked;
pub mod behind;
mod clients;
mod earned;
pub mod figures;
mod forecast;
mod health;
mod home;
mod load;
mod money;
mod plan;
mod rate;
mod revenue;
mod svg;
mod tabled;
mod time;
mod used;
mod written;
mod year;
