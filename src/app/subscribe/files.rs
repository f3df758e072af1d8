//! Which files a calendar's path means, and what they look like from outside.

use std::fs::{self, Metadata};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use crate::config::Config;
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

impl Stamp {
    fn new(path: &Path, data: &Metadata) -> Self {
        let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        let mtime = data.mtime().saturating_mul(1_000_000_000).saturating_add(data.mtime_nsec());
        let path = path.to_string_lossy().into_owned();
        Self { path, size: number(data.size()), mtime, inode: number(data.ino()) }
    }

    /// The file as it is now.
    pub fn of(path: &Path) -> std::io::Result<Self> {
        Ok(Self::new(path, &fs::metadata(path)?))
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

/// What a path leads to.
pub enum Found {
    /// Its files by name, each once.
    Files(Vec<Stamp>),
    /// Nothing that could be read, and why.
    Missing(String),
}

/// Why a path leads nowhere, if it does; looks no further than that.
pub fn missing(path: &Path) -> Option<String> {
    let pattern = path.file_name().is_some_and(|name| name.to_string_lossy().contains(['*', '?']));
    let error = fs::metadata(path).err()?;
    let place = if pattern { path.parent().unwrap_or(Path::new(".")) } else { path };
    let error = if pattern { fs::metadata(place).err()? } else { error };
    Some(format!("{}: {}", place.display(), in_words(&error)))
}

/// The files of a calendar: one, those of a folder, or those that a pattern fits.
pub fn find(path: &Path) -> Found {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let (folder, pattern) = match fs::metadata(path) {
        Ok(data) if data.is_dir() => (path, "*.ics"),
        Ok(data) if data.is_file() => return Found::Files(vec![Stamp::new(path, &data)]),
        Ok(_) => return Found::Missing(format!("{}: is neither a file nor a folder", path.display())),
        Err(_) if name.contains(['*', '?']) => (path.parent().unwrap_or(Path::new(".")), name.as_str()),
        Err(error) => {
            return Found::Missing(missing(path).unwrap_or_else(|| format!("{}: {error}", path.display())));
        }
    };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return Found::Missing(format!("{}: {}", folder.display(), in_words(&error))),
    };
    let mut stamps = Vec::new();
    for entry in entries {
        let file = match entry {
            Ok(entry) => entry.path(),
            Err(error) => return Found::Missing(format!("{}: {}", folder.display(), in_words(&error))),
        };
        let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if name.starts_with('.') || !fits(pattern, &name) {
            continue;
        }
        // One that goes away while we look is gone.
        if let Ok(data) = fs::metadata(&file)
            && data.is_file()
        {
            stamps.push(Stamp::new(&file, &data));
        }
    }
    stamps.sort_by(|a, b| a.path.cmp(&b.path));
    Found::Files(stamps)
}

fn in_words(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "is not there".to_owned(),
        std::io::ErrorKind::PermissionDenied => "may not be read".to_owned(),
        _ => error.to_string(),
    }
}

/// Whether a name fits a pattern, in which `*` is anything and `?` one character.
fn fits(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    let (mut p, mut n, mut star) = (0, 0, None);
    while n < name.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, n));
                p += 1;
            }
            Some(c) if *c == '?' || *c == name[n] => {
                p += 1;
                n += 1;
            }
            _ => match star {
                Some((at, from)) => {
                    star = Some((at, from + 1));
                    p = at + 1;
                    n = from + 1;
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|c| *c == '*')
}

/// The folders in which something changes when a calendar does.
pub fn watched(config: &Config) -> Vec<PathBuf> {
    let folder = |path: &Path| match path.parent() {
        _ if path.is_dir() => path.to_owned(),
        Some(parent) => parent.to_owned(),
        None => PathBuf::from("."),
    };
    let mut folders: Vec<PathBuf> = config.calendars.iter().map(|c| folder(Path::new(&c.path))).collect();
    folders.sort();
    folders.dedup();
    folders
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        for (pattern, name, right) in [
            ("*.ics", "a.ics", true),
            ("*.ics", "a.ics.tmp", false),
            ("a?c*", "abc", true),
            ("*a*b", "xxaxxbxxb", true),
            ("*a*b", "xxaxx", false),
            ("?", "ü", true),
        ] {
            assert_eq!(fits(pattern, name), right, "{pattern} {name}");
        }
    }
}
