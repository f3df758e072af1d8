//! Files that were written anew, and what becomes of the old ones: their bytes are not left behind.

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use super::files::beside;
use crate::error::{Doing, Result};

/// A file and its log that lose their names, held so that they can be overwritten afterwards.
pub(super) struct Old {
    files: Vec<(fs::File, u64)>,
}

impl Old {
    /// Those of a database; none where there is nothing to hide.
    pub(super) fn of(path: &Path, to_be_hidden: bool) -> Result<Self> {
        let doing = format!("opening {}", path.display());
        let mut files = Vec::new();
        for end in ["", "-wal", "-journal"].iter().filter(|_| to_be_hidden) {
            match fs::OpenOptions::new().write(true).open(beside(path, end)) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                file => {
                    let file = file.doing(&doing)?;
                    let length = file.metadata().doing(&doing)?.len();
                    files.push((file, length));
                }
            }
        }
        Ok(Self { files })
    }

    /// Writes zeros over what they held, unless they have names elsewhere. Where the file system keeps old blocks, so
    /// does this.
    pub(super) fn overwrite(self) -> Result<bool> {
        let doing = "overwriting the old file";
        let zeros = vec![0; 1 << 16];
        let mut all = true;
        for (mut file, length) in self.files {
            if file.metadata().doing(doing)?.nlink() > 0 {
                all = false;
                continue;
            }
            let mut left = length;
            while left > 0 {
                let piece = zeros.len().min(usize::try_from(left).unwrap_or(zeros.len()));
                file.write_all(&zeros[..piece]).doing(doing)?;
                left -= u64::try_from(piece).unwrap_or(left);
            }
            file.sync_all().doing(doing)?;
        }
        Ok(all)
    }
}
