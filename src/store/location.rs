//! Where a database may lie: on a disk whose locks hold, and where nobody else could change it.

use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::{fs, io};

use super::files::{COMPANIONS, beside};
use crate::error::{Doing, Error, Result};
use crate::guard;

/// File systems on which SQLite's locks or shared memory cannot be trusted, by `statfs` type.
const NETWORK: &[(u32, &str)] = &[
    (0x6969, "NFS"),
    (0xff53_4d42, "CIFS"),
    (0xfe53_4d42, "SMB"),
    (0x517b, "SMB"),
    (0x0102_1997, "9P"),
    (0x6573_5546, "FUSE"),
    (0x00c3_6400, "Ceph"),
];

/// Refuses a file system on which SQLite loses records.
pub(super) fn refuse_network(folder: &Path) -> Result<()> {
    let stat = rustix::fs::statfs(folder).doing(&format!("looking at {}", folder.display()))?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the type is a 32-bit magic number")]
    let kind = stat.f_type as u32;
    match NETWORK.iter().find(|(magic, _)| *magic == kind) {
        Some((_, name)) => Err(Error::problem(format!(
            "{} is on a network file system ({name}), where SQLite loses records: \
             keep the database on a local disk and use vadash over ssh instead",
            folder.display()
        ))),
        None => Ok(()),
    }
}

/// Refuses a folder that others can write to, or exchange; a sticky one too: who lays a log beside a database changes it.
pub(super) fn refuse_shared(folder: &Path) -> Result<()> {
    guard::refuse_folder(folder)
}

/// Refuses a database that others could change, by the file itself or by what SQLite reads beside it.
pub(super) fn refuse_foreign(path: &Path) -> Result<()> {
    guard::refuse_file(path)?;
    for end in COMPANIONS {
        let companion = beside(path, end);
        match fs::symlink_metadata(&companion) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error).doing(&format!("looking at {}", companion.display())),
            Ok(found) if found.is_file() && guard::is_ours(&found) && found.mode() & 0o022 == 0 => {}
            Ok(_) => {
                return Err(Error::problem(format!(
                    "{} is another user's, or others can write to it, and it would be read as part of the database: \
                     find out who laid it there, and move it away",
                    companion.display()
                )));
            }
        }
    }
    Ok(())
}
