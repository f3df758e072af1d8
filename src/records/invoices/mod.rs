//! Documents about money: what is due, drafts, issuing, correcting, and what is open.

pub mod actions;
pub mod annex;
pub mod brought;
pub mod correct;
pub mod deliver;
mod deposits;
pub mod drafts;
pub mod issue;
pub mod items;
pub mod list;
pub mod names;
pub mod number;
pub mod numbering;
pub mod open;
pub mod parties;
pub mod plan;
pub mod show;
pub mod taxing;
pub mod time;
pub mod wishes;
