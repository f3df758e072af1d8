//! Names that files have beside those they are meant for: on their way, taken out, or left by a change that was cut off.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;

use crate::error::{Doing, Error, Result};
use crate::records::calendar::subscribe::stamp::Stamp;

/// The names that a file has until it takes another's place, one for each that is taken.
pub fn beside(path: &Path) -> impl Iterator<Item = PathBuf> {
    let path = path.to_owned();
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let more = (2..).map(|n: u32| format!(".{n}"));
    std::iter::once(String::new()).chain(more).map(move |n| path.with_file_name(format!(".{name}{n}{PART}")))
}

/// The end of such a name.
const PART: &str = ".vadash";

/// The file that one of such a name belongs to.
pub fn of_part(part: &Path) -> Option<PathBuf> {
    let name = part.file_name()?.to_string_lossy().into_owned();
    let name = name.strip_prefix('.')?.strip_suffix(PART)?;
    let numbered = name.rsplit_once('.').filter(|(_, n)| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    Some(part.with_file_name(numbered.map_or(name, |(name, _)| name)))
}

/// Gives a file that others may look for a name under which they find it, beside the one it was meant for.
pub fn keep_both(part: &Path, target: &Path) -> io::Result<PathBuf> {
    let stem = target.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let end = target.extension().map(|end| format!(".{}", end.to_string_lossy())).unwrap_or_default();
    let more = (2..).map(|n: u32| target.with_file_name(format!("{stem}-{n}{end}")));
    for free in std::iter::once(target.to_owned()).chain(more) {
        match name(part, &free) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            done => return done.map(|()| free),
        }
    }
    Ok(part.to_owned())
}

/// Gives a file that nobody may want a name that is seen, but not read; nothing if that cannot be.
pub fn aside(part: &Path, target: &Path) -> Option<PathBuf> {
    let shown = |hidden: PathBuf| {
        let name = hidden.file_name().unwrap_or_default().to_string_lossy().into_owned();
        hidden.with_file_name(name.trim_start_matches('.'))
    };
    let free = beside(target).map(shown).find(|path| path.symlink_metadata().is_err())?;
    name(part, &free).is_ok().then_some(free)
}

/// Gives a file a name that nothing has.
pub fn name(from: &Path, to: &Path) -> io::Result<()> {
    if at_once(from, to, How::Name)? {
        return Ok(());
    }
    if to.symlink_metadata().is_ok() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    fs::rename(from, to)
}

/// What is done at once.
#[derive(Clone, Copy)]
pub enum How {
    /// Two files change places.
    Exchange,
    /// A file gets a name, if nothing has it.
    Name,
}

/// Does it, or says that it cannot be done there.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
pub fn at_once(from: &Path, to: &Path, how: How) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    let flags = match how {
        How::Exchange => RenameFlags::EXCHANGE,
        How::Name => RenameFlags::NOREPLACE,
    };
    match renameat_with(CWD, from, CWD, to, flags) {
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => Ok(false),
        done => done.map(|()| true).map_err(Into::into),
    }
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
pub fn at_once(_: &Path, _: &Path, _: How) -> io::Result<bool> {
    Ok(false)
}

/// Holds a folder against others who write or clear there; nothing where the file system cannot say.
pub fn hold(folder: &Path, wait: Duration) -> Result<Option<File>> {
    const PAUSE: Duration = Duration::from_millis(5);
    let open = File::open(folder).doing(&format!("looking at {}", folder.display()))?;
    let mut waited = Duration::ZERO;
    loop {
        match flock(&open, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => return Ok(Some(open)),
            Err(Errno::WOULDBLOCK) if waited >= wait => {
                return Err(Error::problem(format!(
                    "another program is writing to {}: nothing was changed, try again",
                    folder.display()
                )));
            }
            Err(Errno::WOULDBLOCK) => thread::sleep(PAUSE),
            Err(_) => return Ok(None),
        }
        waited += PAUSE;
    }
}

/// Removes a file, if it is there.
pub fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Removes a file if it is this one: it is taken out before it is looked at.
pub fn remove_only(file: &Path, ours: &Stamp) -> io::Result<()> {
    let out = beside(file).find(|out| out.symlink_metadata().is_err()).unwrap_or_default();
    match fs::rename(file, &out) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        done => done?,
    }
    if ours.is_at(&out) {
        return remove(&out);
    }
    match name(&out, file) {
        // Somebody has written it again meanwhile.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => remove(&out),
        done => done,
    }
}

/// Takes ours out again, until nobody else's file is taken out by it.
pub fn exchange_back(part: &Path, target: &Path, ours: Stamp) -> io::Result<()> {
    let mut placed = ours;
    loop {
        let next = Stamp::of(part)?;
        match at_once(part, target, How::Exchange) {
            // Somebody has removed it meanwhile.
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            done => done?,
        };
        if placed.is_at(part) {
            return Ok(());
        }
        placed = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_beside() {
        let names: Vec<PathBuf> = beside(Path::new("/x/u1.ics")).take(3).collect();
        assert_eq!(names, ["/x/.u1.ics.vadash", "/x/.u1.ics.2.vadash", "/x/.u1.ics.3.vadash"].map(PathBuf::from));
        assert!(names.iter().all(|name| of_part(name) == Some(PathBuf::from("/x/u1.ics"))));
        assert_eq!(of_part(Path::new("/x/.u1.ics.tmp")), None);
    }
}
