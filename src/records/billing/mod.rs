//! What is to be billed: unbilled time, statements.

pub mod actions;
pub mod statement;
pub mod unbilled;
