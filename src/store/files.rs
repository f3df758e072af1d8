//! Files and folders that only their owner can read, and which file a name stands for.

use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::{fs, io};

use rustix::fs::{FlockOperation, OFlags, fcntl_lock, flock};
use rustix::io::Errno;

use crate::error::{Doing, Result};
use crate::guard;

/// Which file it is, whatever it is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    device: u64,
    inode: u64,
}

impl Identity {
    /// Of the file that a name stands for now.
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        fs::metadata(path).map(|data| Self { device: data.dev(), inode: data.ino() })
    }

    /// Of a file that is open.
    pub(super) fn of_open(file: &fs::File) -> io::Result<Self> {
        file.metadata().map(|data| Self { device: data.dev(), inode: data.ino() })
    }
}

/// Whether two names stand for one file, there or not.
pub(super) fn is_same(one: &Path, other: &Path) -> bool {
    one == other || Identity::of(one).is_ok_and(|one| Identity::of(other).is_ok_and(|other| one == other))
}

/// The name with something added to its end: `vadash.db-wal`.
pub(super) fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

/// What SQLite keeps beside a database and reads with it.
pub(super) const COMPANIONS: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Locks a file or a folder for as long as it is open; false while another process has it locked.
pub(super) fn lock(file: &fs::File) -> io::Result<bool> {
    match flock(file, FlockOperation::NonBlockingLockExclusive) {
        Err(Errno::WOULDBLOCK) => Ok(false),
        done => done.map(|()| true).map_err(Into::into),
    }
}

/// Locks every byte of a file, among them those by which SQLite locks; nothing if another process has.
pub(super) fn lock_bytes(path: &Path) -> io::Result<Option<fs::File>> {
    let file = fs::OpenOptions::new().read(true).write(true).open(path)?;
    match fcntl_lock(&file, FlockOperation::NonBlockingLockExclusive) {
        Err(Errno::AGAIN | Errno::ACCESS) => Ok(None),
        done => done.map(|()| Some(file)).map_err(Into::into),
    }
}

/// Removes a file; what another process has removed already is gone as well.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// The folder a file is in.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Sees to it that the names in a folder outlast a loss of power.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

/// Makes a file that only its owner can read and write, whatever the umask. A link is not followed, and what another user
/// laid under the name, or linked there, is not written to.
pub(super) fn make_file(path: &Path) -> io::Result<fs::File> {
    let no_link = OFlags::NOFOLLOW.bits().cast_signed();
    let mut options = fs::OpenOptions::new();
    let file = options.write(true).create(true).truncate(false).mode(0o600).custom_flags(no_link).open(path)?;
    let found = file.metadata()?;
    if found.uid() != rustix::process::geteuid().as_raw() || found.nlink() > 1 {
        let what = "a file of that name is another user's, or has a second name";
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, what));
    }
    file.set_permissions(fs::Permissions::from_mode(0o600))?;
    Ok(file)
}

/// Makes a folder and those above it that are missing, for their owner alone, whatever the umask; none where others could
/// lay or exchange something, whether or not it is there.
pub(super) fn make_folder(folder: &Path) -> Result<()> {
    guard::refuse_folder(folder)?;
    let doing = format!("making the folder {}", folder.display());
    let missing: Vec<&Path> = folder.ancestors().take_while(|p| !p.as_os_str().is_empty() && !p.is_dir()).collect();
    for one in missing.into_iter().rev() {
        match fs::DirBuilder::new().mode(0o700).create(one) {
            Ok(()) => {
                fs::set_permissions(one, fs::Permissions::from_mode(0o700)).doing(&doing)?;
                // Else a loss of power may take the folder away, with all that is safe in it.
                sync_folder(folder_of(one)).doing(&doing)?;
            }
            // Another process was quicker.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && one.is_dir() => {}
            Err(error) => return Err(error).doing(&doing),
        }
    }
    // Somebody may have been quicker.
    guard::refuse_folder(folder)
}

/// Whether a file, and what is beside it, can be written.
pub(super) fn writable(path: &Path, folder: &Path) -> bool {
    let may = |p: &Path| rustix::fs::access(p, rustix::fs::Access::WRITE_OK).is_ok();
    may(path) && may(folder)
}

/// What a database's backups are called after: its name without `.db`.
pub(super) fn stem(database: &Path) -> String {
    let name = database.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    name.strip_suffix(".db").map(str::to_owned).unwrap_or(name)
}

/// What the names of databases begin with that a restore has replaced.
pub(super) fn replaced(database: &Path) -> String {
    stem(database) + "-replaced-"
}

/// `NAME.db`, or `NAME-2.db` and so on where that is taken.
pub(super) fn free_name(folder: &Path, name: &str) -> PathBuf {
    let mut path = folder.join(format!("{name}.db"));
    let mut number = 2;
    while fs::symlink_metadata(&path).is_ok() {
        path = folder.join(format!("{name}-{number}.db"));
        number += 1;
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_that_of_one_database() {
        for (database, wanted) in [("a/vadash.db", "vadash"), ("mine.sqlite", "mine.sqlite"), ("x", "x")] {
            assert_eq!(stem(Path::new(database)), wanted);
        }
    }
}
