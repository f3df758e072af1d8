//! What a change that was cut off has left beside the files of a calendar: it is taken back, and cleared away.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::error::Result;
use crate::records::calendar::subscribe::files::{Found, find};
use crate::records::calendar::subscribe::parts::{aside, exchange_back, hold, name, of_part, remove, remove_only};
use crate::records::calendar::subscribe::stamp::Stamp;

/// Looks after a calendar's files, unless somebody is at work there; `kept` says how they were kept. What may be somebody
/// else's is not removed, and said.
pub fn sweep(path: &Path, kept: impl FnOnce() -> Result<Vec<Stamp>>) -> Result<Vec<String>> {
    let folder = if path.is_dir() { path } else { path.parent().unwrap_or(Path::new(".")) };
    // Where it cannot be told whether anybody is at work, all stays as it is.
    let Ok(Some(_held)) = hold(folder, Duration::ZERO) else { return Ok(Vec::new()) };
    let Found::Files(listing) = find(path) else { return Ok(Vec::new()) };
    let mut left: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    for part in listing.parts {
        if let Some(file) = of_part(&part) {
            left.entry(file).or_default().push(part);
        }
    }
    let (kept, mut notes) = (kept()?, Vec::new());
    for (file, parts) in left {
        let old = kept.iter().find(|kept| Path::new(&kept.path) == file);
        // What cannot be done now is done when it is looked for next.
        if let Ok(Some(apart)) = clear(&file, &parts, old) {
            notes.push(format!(
                "{}: a change of it was cut off; what was left of that, or another program's, is now {}",
                file.display(),
                apart.display()
            ));
        }
    }
    Ok(notes)
}

/// Clears away the parts of a file that was kept so; where one went that may be somebody else's.
fn clear(file: &Path, parts: &[PathBuf], old: Option<&Stamp>) -> io::Result<Option<PathBuf>> {
    let stamps: Vec<Stamp> = parts.iter().map(|part| Ok(Stamp::of(part)?.named(file))).collect::<io::Result<_>>()?;
    let here = Stamp::of(file).ok();
    // A new file has two names until all is saved: if one of them is the file's own, it has its place.
    let placed = here.filter(|here| stamps.contains(here));
    let single = |stamp: &Stamp| stamps.iter().filter(|other| *other == stamp).count() == 1;
    let mut apart = None;
    match (old, placed) {
        // It was saved, or never had its place.
        (Some(old), _) if old.is_at(file) => {}
        (None, None) => {}
        (None, Some(ours)) => remove_only(file, &ours)?,
        // Whatever was taken out for it gets its place back.
        (Some(_), Some(ours)) => {
            if let Some(at) = stamps.iter().position(|stamp| *stamp != ours) {
                exchange_back(&parts[at], file, ours)?;
            }
        }
        (Some(_), None) if !file.exists() => {
            if let Some(at) = stamps.iter().position(single) {
                name(&parts[at], file)?;
            }
        }
        // Another program was here since.
        (Some(old), None) if stamps.contains(old) => {}
        (Some(_), None) => {
            for (part, _) in parts.iter().zip(&stamps).filter(|(_, stamp)| single(stamp)) {
                apart = aside(part, file);
                if apart.is_none() {
                    return Ok(None);
                }
            }
        }
    }
    parts.iter().try_for_each(|part| remove(part)).map(|()| apart)
}
