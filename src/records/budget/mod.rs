//! Budgets: what is aimed at.

pub mod actions;
pub mod words;
mod write;
