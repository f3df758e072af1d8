//! Who could put something else in the place of a path: the owner of each part of it, and whoever may write there.
//!
//! A part that belongs to this user or to root is trusted, and no other, also for root: what root opens of another
//! user's is that user's choice. A group that may write counts as others, because who is in it may change.

use std::ffi::OsString;
use std::fs::{self, Metadata};
use std::os::unix::fs::MetadataExt;
use std::path::{Component, Path, PathBuf};

use crate::error::{Doing, Error, Result};

/// How many links are followed before whoever opens the path is left to say that there are too many.
const LINKS: u32 = 40;
/// Who may write, besides the owner.
const OTHERS: u32 = 0o022;
/// In a folder with this bit nobody removes or renames what is another's.
const STICKY: u32 = 0o1000;

/// What is wrong with a part of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exposure {
    /// It belongs to the user of this number.
    Owner(u32),
    /// Others can write to it.
    Open,
    /// Others can lay files in it, and change none of ours.
    Sticky,
}

/// A part of a path by which somebody else could change what is read.
struct Exposed {
    at: PathBuf,
    why: Exposure,
    /// Whether it is a folder.
    folder: bool,
    /// Whether it is the path itself, where a link leads to.
    last: bool,
}

/// Refuses a folder in which others could lay or exchange something; one that is not there yet, by where it would be.
pub fn refuse_folder(folder: &Path) -> Result<()> {
    look(folder)?.map_or(Ok(()), |exposed| Err(exposed.refusal()))
}

/// Refuses a file that others could change or exchange. It may lie in a folder such as `/tmp`, where they can do neither.
pub fn refuse_file(file: &Path) -> Result<()> {
    match look(file)? {
        Some(Exposed { why: Exposure::Sticky, .. }) | None => Ok(()),
        Some(exposed) => Err(exposed.refusal()),
    }
}

/// Whether a folder is there, and nobody else can lay or exchange anything in it.
pub fn is_private(folder: &Path) -> bool {
    folder.is_dir() && matches!(look(folder), Ok(None))
}

/// Whether a file, or a link, belongs to this user or to root.
pub fn is_ours(found: &Metadata) -> bool {
    found.uid() == 0 || found.uid() == rustix::process::geteuid().as_raw()
}

impl Exposed {
    fn refusal(&self) -> Error {
        let at = self.at.display();
        Error::problem(match (self.why, self.folder, self.last) {
            (Exposure::Owner(uid), ..) => format!(
                "{at} belongs to another user (number {uid}), who could change it: \
                 run vadash as that user, or use a file and a folder of your own"
            ),
            (Exposure::Open, false, _) => format!("others can write to {at}: take that right away (chmod go-w)"),
            (Exposure::Open, true, true) => {
                format!("others can write to {at}: take that right away (chmod go-w) or choose another folder")
            }
            (Exposure::Open, true, false) => format!(
                "others can write to {at} and so exchange what is in it: take that right away (chmod go-w {at}) \
                 or choose another folder"
            ),
            (Exposure::Sticky, ..) => format!(
                "others can lay files in {at}, which would be read beside yours: make a folder of your own in it \
                 (mkdir -m 700) or choose another"
            ),
        })
    }
}

/// The first part of a path, from the root on and through every link, by which others could change what it leads to.
///
/// What is not there ends the search: it can only be made by who may write where it would be.
fn look(path: &Path) -> Result<Option<Exposed>> {
    let doing = || format!("looking at {}", path.display());
    let whole = std::path::absolute(path).doing(&doing())?;
    let mut ahead: Vec<OsString> = parts(&whole);
    let mut at = PathBuf::from("/");
    let mut links = 0;
    let root = fs::symlink_metadata(&at).doing(&doing())?;
    if let Some(why) = judge(&root, ahead.is_empty()) {
        return Ok(Some(Exposed { at, why, folder: true, last: ahead.is_empty() }));
    }
    while let Some(part) = ahead.pop() {
        if part == ".." {
            at.pop();
            continue;
        }
        let next = at.join(&part);
        // Whoever opens it says what is wrong with it.
        let Ok(found) = fs::symlink_metadata(&next) else { return Ok(None) };
        if let Some(why) = judge(&found, ahead.is_empty()) {
            return Ok(Some(Exposed { at: next, why, folder: found.is_dir(), last: ahead.is_empty() }));
        }
        if found.is_symlink() {
            links += 1;
            let Some(target) = fs::read_link(&next).ok().filter(|_| links <= LINKS) else { return Ok(None) };
            if target.is_absolute() {
                at = PathBuf::from("/");
            }
            ahead.extend(parts(&target));
        } else {
            at = next;
        }
    }
    Ok(None)
}

/// The parts of a path, the last one first.
fn parts(path: &Path) -> Vec<OsString> {
    let part = |part: Component<'_>| match part {
        Component::Normal(name) => Some(name.to_owned()),
        Component::ParentDir => Some(OsString::from("..")),
        _ => None,
    };
    path.components().filter_map(part).rev().collect()
}

/// What is wrong with a part by its owner and its rights; a link has no rights of its own.
fn judge(found: &Metadata, last: bool) -> Option<Exposure> {
    if !is_ours(found) && (last || !is_from_outside(found)) {
        return Some(Exposure::Owner(found.uid()));
    }
    if found.is_symlink() || found.mode() & OTHERS == 0 {
        return None;
    }
    // In a folder such as /tmp what is next on the way must be ours, and is looked at in its turn.
    match found.is_dir() && found.mode() & STICKY != 0 {
        true if last => Some(Exposure::Sticky),
        true => None,
        false => Some(Exposure::Open),
    }
}

/// Whether a folder's owner has no number here, because this is a container: it is from outside, as its root folder is.
fn is_from_outside(found: &Metadata) -> bool {
    const NOBODY: u32 = 65534;
    let all = |map: String| map.split_whitespace().eq(["0", "0", "4294967295"]);
    found.uid() == NOBODY
        && found.is_dir()
        && fs::read_to_string("/proc/self/uid_map").is_ok_and(|map| !map.trim().is_empty() && !all(map))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn folder(path: &Path, mode: u32) -> PathBuf {
        fs::create_dir(path).unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        path.to_owned()
    }

    fn said(refused: Result<()>) -> String {
        refused.unwrap_err().to_string()
    }

    #[test]
    fn every_folder_on_the_way_counts() {
        let home = tempfile::tempdir().unwrap();
        let home = home.path().canonicalize().unwrap();
        let open = folder(&home.join("open"), 0o775);
        let own = folder(&open.join("own"), 0o700);
        assert_eq!(refuse_folder(&home).map_err(|e| e.to_string()), Ok(()));
        assert!(said(refuse_folder(&own)).contains("exchange what is in it"), "{}", said(refuse_folder(&own)));
        assert!(said(refuse_folder(&open)).ends_with("or choose another folder"));
        assert!(!is_private(&own) && is_private(&home) && !is_private(&home.join("none")));
        // What a link leads through counts as well.
        symlink("open/own", home.join("link")).unwrap();
        assert!(said(refuse_folder(&home.join("link"))).contains("exchange"));
        assert!(said(refuse_folder(&home.join("link/new/deeper"))).contains("exchange"), "what is not there yet");
        // A link that leads to itself is left to whoever opens it.
        symlink("round", home.join("round")).unwrap();
        assert!(refuse_folder(&home.join("round")).is_ok());
    }

    #[test]
    fn a_sticky_folder_is_passed_through_and_not_lived_in() {
        let home = tempfile::tempdir().unwrap();
        let home = home.path().canonicalize().unwrap();
        let shared = folder(&home.join("shared"), 0o1777);
        let own = folder(&shared.join("own"), 0o700);
        assert!(said(refuse_folder(&shared)).contains("lay files"));
        assert!(refuse_folder(&own).is_ok() && refuse_folder(&shared.join("new")).is_ok());
        let file = shared.join("file");
        fs::write(&file, "").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(refuse_file(&file).is_ok());
        fs::set_permissions(&file, fs::Permissions::from_mode(0o664)).unwrap();
        assert!(said(refuse_file(&file)).ends_with("(chmod go-w)"));
        fs::set_permissions(&shared, fs::Permissions::from_mode(0o777)).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
        assert!(said(refuse_file(&file)).contains("exchange"));
    }
}
