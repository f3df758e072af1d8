//! What is to be billed: unbilled time, statements.

pub mod statement;
pub mod unbilled;
