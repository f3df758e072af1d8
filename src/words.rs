//! What is said in other languages than the program's own, and how they write numbers and dates.
//!
//! The build makes a function of each message (`build/words.rs`); only a user's own words are read at run time.

pub mod countries;
pub mod language;
pub mod means;
pub mod papers;

#[cfg(test)]
mod tests;
