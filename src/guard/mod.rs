//! Nobody else gets in: who could change a file that is read, where programs are looked for, and what nobody can guess.

mod chance;
mod owners;
mod programs;

pub use chance::random;
pub use owners::{is_ours, is_private, refuse_file, refuse_folder};
pub use programs::{command, set_path};
