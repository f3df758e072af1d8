//! A file as it can be told from what it was.

use std::fs::{self, Metadata};
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::time::UNIX_EPOCH;

use crate::store::Source;

/// A file as it can be told from what it was, without reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The file.
    pub path: String,
    size: i64,
    mtime: i64,
    inode: i64,
}

fn number(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

impl Stamp {
    pub(super) fn new(path: &Path, data: &Metadata) -> Self {
        let mtime = data.mtime().saturating_mul(1_000_000_000).saturating_add(data.mtime_nsec());
        let path = path.to_string_lossy().into_owned();
        Self { path, size: number(data.size()), mtime, inode: number(data.ino()) }
    }

    /// A folder, which is the same whatever is in it: not another one of that name, nor the disk that was to be there.
    pub(super) fn of_folder(path: &Path) -> std::io::Result<Self> {
        let data = fs::metadata(path)?;
        // Not every file system knows when.
        let made = data.created().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
        let mtime = made.map_or(0, |made| i64::try_from(made.as_nanos()).unwrap_or(i64::MAX));
        let path = path.to_string_lossy().into_owned();
        Ok(Self { path, size: number(data.dev()), mtime, inode: number(data.ino()) })
    }

    /// The file as it is now.
    pub fn of(path: &Path) -> std::io::Result<Self> {
        Ok(Self::new(path, &fs::metadata(path)?))
    }

    /// The same for a file that will have this name.
    pub fn named(self, path: &Path) -> Self {
        Self { path: path.to_string_lossy().into_owned(), ..self }
    }

    /// Whether it is what has another name now: to be renamed changes nothing else.
    pub fn is_at(&self, path: &Path) -> bool {
        Self::of(path).is_ok_and(|found| found.named(Path::new(&self.path)) == *self)
    }

    /// The file as it was kept.
    pub fn kept(source: &Source) -> Self {
        Self { path: source.path.clone(), size: source.size, mtime: source.mtime, inode: source.inode }
    }

    /// The same to be kept, for a calendar.
    pub fn source(&self, id: i64, calendar: i64) -> Source {
        let Self { path, size, mtime, inode } = self.clone();
        Source { id, calendar, path, size, mtime, inode }
    }
}
