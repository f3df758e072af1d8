//! Nobody else gets in: who could change a file that is read, and where programs are looked for.

mod owners;
mod programs;

pub use owners::{is_ours, is_private, refuse_file, refuse_folder};
pub use programs::{command, set_path};
