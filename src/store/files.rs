//! Files and folders that only their owner can read.

use std::fs;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

use crate::error::{Doing, Result};

/// Makes a file that only its owner can read and write, whatever the umask.
pub(super) fn make_file(path: &Path) -> std::io::Result<fs::File> {
    let file = fs::OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(path)?;
    file.set_permissions(fs::Permissions::from_mode(0o600))?;
    Ok(file)
}

/// Makes a folder and those above it that are missing, for their owner alone, whatever the umask.
pub(super) fn make_folder(folder: &Path) -> Result<()> {
    let doing = format!("making the folder {}", folder.display());
    let missing: Vec<&Path> = folder.ancestors().take_while(|p| !p.as_os_str().is_empty() && !p.is_dir()).collect();
    for one in missing.into_iter().rev() {
        match fs::DirBuilder::new().mode(0o700).create(one) {
            Ok(()) => fs::set_permissions(one, fs::Permissions::from_mode(0o700)).doing(&doing)?,
            // Another process was quicker.
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error).doing(&doing),
        }
    }
    Ok(())
}
