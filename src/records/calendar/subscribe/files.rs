//! Which files a calendar's path means, and what they look like from outside.

use std::fs;
use std::path::{Path, PathBuf};

use crate::config::Config;
use crate::records::calendar::subscribe::parts::{beside, of_part};
use crate::records::calendar::subscribe::stamp::Stamp;
use crate::store::Source;

/// What a path leads to.
pub enum Found {
    /// Something that can be looked into.
    Files(Listing),
    /// Nothing that could be read, and why.
    Missing(String),
}

/// The files of a calendar.
#[derive(Default)]
pub struct Listing {
    /// The folder, if it is not one file.
    pub folder: Option<Stamp>,
    /// Its files by name, each once.
    pub files: Vec<Stamp>,
    /// What stands beside them on its way, or was left there.
    pub parts: Vec<PathBuf>,
}

impl Listing {
    /// Whether it is all as it was kept.
    pub fn is(&self, kept: &[Source]) -> bool {
        self.folder.iter().chain(&self.files).cloned().eq(kept.iter().map(Stamp::kept))
    }

    /// Whether there is nothing where there was something, and not because somebody has deleted it: where a disk is not
    /// mounted is an empty folder, but another one.
    pub fn is_lost(&self, kept: &[Source]) -> bool {
        let is_folder = |kept: &&Source| self.folder.as_ref().is_some_and(|folder| folder.path == kept.path);
        let known = kept.iter().find(is_folder).is_some_and(|kept| self.folder == Some(Stamp::kept(kept)));
        self.files.is_empty() && !known && kept.iter().any(|kept| !is_folder(&kept))
    }
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
        Ok(data) if data.is_file() => {
            let files = vec![Stamp::new(path, &data)];
            let parts = beside(path).take(4).filter(|part| part.exists()).collect();
            return Found::Files(Listing { folder: None, files, parts });
        }
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
    let mut listing = Listing { folder: Stamp::of_folder(folder).ok(), ..Listing::default() };
    for entry in entries {
        let file = match entry {
            Ok(entry) => entry.path(),
            Err(error) => return Found::Missing(format!("{}: {}", folder.display(), in_words(&error))),
        };
        let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if name.starts_with('.') {
            let ours = of_part(&file).and_then(|file| Some(fits(pattern, &file.file_name()?.to_string_lossy())));
            listing.parts.extend(ours.filter(|ours| *ours).map(|_| file));
            continue;
        }
        if !fits(pattern, &name) {
            continue;
        }
        // One that goes away while we look is gone.
        if let Ok(data) = fs::metadata(&file)
            && data.is_file()
        {
            listing.files.push(Stamp::new(&file, &data));
        }
    }
    listing.files.sort_by(|a, b| a.path.cmp(&b.path));
    Found::Files(listing)
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
