//! What is to be billed: unbilled time, statements.

pub mod actions;
pub mod due;
pub mod statement;
pub mod unbilled;
