//! The files' database: bytes that must not change or get lost, beside the database and under its key.
//!
//! Papers that left, with their document's number; pictures. It only grows: no restore takes it back, and what it knows
//! of numbers is not given again. What needs it opens it; nothing else does, so that it costs a start nothing.

mod check;
mod compact;
mod copies;
mod files;
mod named;
mod opening;
mod pack;
mod place;
mod rekey;
mod sha;

pub use copies::{Added, check_copy, mend};
pub use files::{Kept, KeptSize, Leaving, Paper};
pub use sha::Sha;

pub(super) use compact::compact_kept;
pub(super) use copies::{align_copy, back_up, bring_back, rewrite_copy};
pub(super) use place::{file_name, kept_of};
pub(super) use rekey::HeldKept;
