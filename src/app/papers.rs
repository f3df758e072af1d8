//! Papers of documents: made, written, handed over. What has left is kept, and marked.
//!
//! A paper's bytes are kept first, then whoever asked for it gets them, then the document is marked: in doubt it has left.

pub mod account;
pub mod leave;
pub mod logo;
pub mod make;
pub mod remind;
pub mod send;
