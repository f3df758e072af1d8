//! What can be asked, by anyone: the action table, typed input, and what screens and lists show.

pub mod backups;
pub mod bill;
pub mod board;
pub mod brought;
pub mod client_list;
pub mod client_page;
pub mod complete;
pub mod concern;
pub mod database;
pub mod demo;
pub mod docs;
pub mod encryption;
pub mod figures;
pub mod filters;
pub mod first_day;
pub mod forgotten;
pub mod intake;
mod kept;
pub mod keys;
pub mod offer;
pub mod paper;
pub mod papers;
mod past;
pub mod people;
pub mod preview;
pub mod reminders;
pub mod run;
pub mod settings;
pub mod status;
pub mod syntax;
pub mod table;
pub mod telling;
#[cfg(test)]
pub(crate) mod testing;
pub mod weeks;
pub mod write;
