//! Files take the place of others, and give it back if the step that wrote them is not saved.
//!
//! Another program may write the same file at any moment. So a new file and the old one are exchanged at once, and only
//! then is looked at what came out: if it is not what was read, they are exchanged again. What came out stays beside the
//! file until the step is saved.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::error::{Doing, Error, Result};
use crate::records::calendar::subscribe::parts::{
    How, at_once, beside, exchange_back, hold, keep_both, name, remove, remove_only,
};
use crate::records::calendar::subscribe::stamp::Stamp;
use crate::store::Beside;

/// How long is waited for another who writes to a folder: it takes as long as a file takes to reach the disk.
const WAIT: Duration = Duration::from_secs(1);

/// All files that a step writes.
#[derive(Default)]
pub struct Exchange {
    swaps: Vec<Swap>,
    /// Their folders, in which nobody else clears away what stands beside files meanwhile.
    folders: Vec<(PathBuf, Option<File>)>,
}

/// One file.
struct Swap {
    path: PathBuf,
    /// The same, where a link leads: so the link stays one.
    target: PathBuf,
    /// A name beside it: the new file's until it has its place, and then the old one's.
    part: PathBuf,
    /// Another name of the new file, by which it is known for ours where the program is killed; not everywhere to be had.
    mark: Option<PathBuf>,
    /// The file as it was read; nothing if it is new.
    old: Option<Stamp>,
    /// What it said, for where two files cannot be exchanged at once.
    text: Option<String>,
    /// The new file; nothing if the old one is to go.
    new: Option<Stamp>,
    stands: Stands,
}

/// How far it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    /// The new file stands beside the old one.
    Beside,
    /// It has its place, and the old file, if there was one, stands beside it.
    Exchanged,
    /// It has its place, and the old file is gone.
    Over,
}

/// That what was read is not what stands there.
pub fn changed(path: &Path) -> Error {
    Error::problem(format!(
        "{} has been changed by another program meanwhile: nothing was changed; look at it and do it again",
        path.display()
    ))
}

impl Exchange {
    /// Writes a new file beside the old one; with no text the old one is to go.
    pub fn prepare(&mut self, path: &Path, old: Option<(Stamp, String)>, text: Option<&str>) -> Result<()> {
        let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let folder = target.parent().unwrap_or(Path::new("/")).to_owned();
        if self.folders.iter().all(|(known, _)| *known != folder) {
            let lock = hold(&folder, WAIT)?;
            self.folders.push((folder, lock));
        }
        let part = beside(&target).find(|part| part.symlink_metadata().is_err()).unwrap_or_default();
        let (old, before) = old.unzip();
        let (path, stands) = (path.to_owned(), Stands::Beside);
        self.swaps.push(Swap { path, target, part, mark: None, old, text: before, new: None, stands });
        self.swaps.last_mut().zip(text).map_or(Ok(()), |(swap, text)| swap.write(text))
    }

    /// Gives every new file its place; how each looks from now on, in the order in which they were prepared.
    pub fn place(&mut self) -> Result<Vec<Option<Stamp>>> {
        for swap in &mut self.swaps {
            swap.place()?;
        }
        self.reach_the_disk()?;
        Ok(self.swaps.iter().map(|swap| swap.new.clone()).collect())
    }

    fn reach_the_disk(&self) -> Result<()> {
        for (folder, _) in &self.folders {
            File::open(folder).and_then(|open| open.sync_all()).doing(&format!("writing to {}", folder.display()))?;
        }
        Ok(())
    }
}

impl Beside for Exchange {
    fn end(self: Box<Self>, saved: bool) -> Result<()> {
        if saved {
            self.swaps.iter().for_each(Swap::clear);
            return Ok(());
        }
        let mut ended = Ok(());
        for swap in self.swaps.iter().rev() {
            let doing = format!("{} holds a change that was not saved: putting it back", swap.path.display());
            ended = swap.put_back().doing(&doing).and(ended);
        }
        if self.swaps.iter().any(|swap| swap.stands != Stands::Beside) {
            ended.and(self.reach_the_disk())
        } else {
            ended
        }
    }
}

impl Swap {
    fn doing(&self) -> String {
        format!("writing {}", self.path.display())
    }

    fn write(&mut self, text: &str) -> Result<()> {
        // As it is now: once it has its place, another program may have put its own there.
        let new = self.write_part(text).and_then(|()| Stamp::of(&self.part)).doing(&self.doing())?;
        self.new = Some(new.named(&self.path));
        self.mark = beside(&self.target).find(|mark| mark.symlink_metadata().is_err());
        self.mark = self.mark.take().filter(|mark| fs::hard_link(&self.part, mark).is_ok());
        Ok(())
    }

    fn write_part(&self, text: &str) -> io::Result<()> {
        // Nobody else's business, unless the file was that before.
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&self.part)?;
        if let Ok(data) = fs::metadata(&self.target) {
            file.set_permissions(data.permissions())?;
        }
        file.write_all(text.as_bytes())?;
        file.sync_all()
    }

    fn place(&mut self) -> Result<()> {
        let done = match (&self.old, &self.new) {
            (Some(_), Some(_)) => self.exchange(),
            (Some(_), None) => fs::rename(&self.target, &self.part).map(|()| Stands::Exchanged),
            (None, Some(_)) => name(&self.part, &self.target).map(|()| Stands::Over),
            (None, None) => return Ok(()),
        };
        match done {
            Ok(stands) => self.stands = stands,
            // It is gone, or is there where nothing was.
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::AlreadyExists) => {
                return Err(changed(&self.path));
            }
            Err(error) => return Err(error).doing(&self.doing()),
        }
        match &self.old {
            Some(old) if self.stands == Stands::Exchanged && !old.is_at(&self.part) => Err(changed(&self.path)),
            _ => Ok(()),
        }
    }

    fn exchange(&self) -> io::Result<Stands> {
        if at_once(&self.part, &self.target, How::Exchange)? {
            return Ok(Stands::Exchanged);
        }
        // Where that cannot be had, it is looked at just before.
        if !self.old.as_ref().is_some_and(|old| old.is_at(&self.target)) {
            return Err(ErrorKind::NotFound.into());
        }
        fs::rename(&self.part, &self.target).map(|()| Stands::Over)
    }

    /// Takes away what was exchanged, unless somebody has written to it since it was looked at.
    fn clear(&self) {
        // What stays is found when the calendar is read next.
        let _ = self.unmark();
        if self.stands != Stands::Exchanged {
            return;
        }
        let untouched = self.old.as_ref().is_none_or(|old| old.is_at(&self.part));
        let _ = if untouched { fs::remove_file(&self.part) } else { keep_both(&self.part, &self.target).map(|_| ()) };
    }

    fn unmark(&self) -> io::Result<()> {
        self.mark.as_deref().map_or(Ok(()), remove)
    }

    fn put_back(&self) -> io::Result<()> {
        self.old_back()?;
        self.unmark()
    }

    fn old_back(&self) -> io::Result<()> {
        let stands_ours = || self.new.as_ref().is_some_and(|new| new.is_at(&self.target));
        match (self.stands, &self.new, &self.text) {
            (Stands::Exchanged, Some(ours), _) => exchange_back(&self.part, &self.target, ours.clone())?,
            (Stands::Exchanged, None, _) => match name(&self.part, &self.target) {
                // Somebody has written it again meanwhile.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                done => return done,
            },
            (Stands::Over, Some(_), Some(text)) if stands_ours() => {
                self.write_part(text)?;
                return fs::rename(&self.part, &self.target);
            }
            (Stands::Over, Some(ours), None) if stands_ours() => remove_only(&self.target, ours)?,
            (Stands::Beside | Stands::Over, ..) => {}
        }
        remove(&self.part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Desk {
        folder: tempfile::TempDir,
        exchange: Box<Exchange>,
    }

    impl Desk {
        /// A file as it was read, and what it is to become.
        fn new(old: Option<&str>, new: Option<&str>) -> Self {
            let mut desk = Self { folder: tempfile::tempdir().unwrap(), exchange: Box::default() };
            let old = old.map(|text| {
                desk.lay(text);
                (Stamp::of(&desk.path()).unwrap(), text.to_owned())
            });
            desk.exchange.prepare(&desk.path(), old, new).unwrap();
            desk
        }

        fn path(&self) -> PathBuf {
            self.folder.path().join("u1.ics")
        }

        /// Another program's file takes the place.
        fn lay(&self, text: &str) {
            let other = self.folder.path().join("other");
            fs::write(&other, text).unwrap();
            fs::rename(other, self.path()).unwrap();
        }

        /// What is there after the write, by name.
        fn end(self, saved: bool) -> Vec<(String, String)> {
            self.exchange.end(saved).unwrap();
            let files = fs::read_dir(self.folder.path()).unwrap().map(|file| file.unwrap());
            let mut all: Vec<_> = files
                .map(|f| (f.file_name().to_string_lossy().into_owned(), fs::read_to_string(f.path()).unwrap()))
                .collect();
            all.sort();
            all
        }
    }

    fn only(text: &str) -> Vec<(String, String)> {
        vec![("u1.ics".to_owned(), text.to_owned())]
    }

    const ALL: [(Option<&str>, Option<&str>); 3] =
        [(Some("old"), Some("new")), (Some("old"), None), (None, Some("new"))];

    #[test]
    fn what_was_saved_stands_and_what_was_not_is_put_back() {
        for (old, new) in ALL {
            for saved in [true, false] {
                let mut desk = Desk::new(old, new);
                let placed = desk.exchange.place().unwrap();
                assert_eq!(placed[0].is_some(), new.is_some());
                assert!(placed[0].as_ref().is_none_or(|placed| placed.is_at(&desk.path())));
                assert_eq!(desk.end(saved), if saved { new } else { old }.map_or(vec![], only));
            }
        }
    }

    #[test]
    fn another_programs_file_is_not_written_over() {
        for (old, new) in ALL {
            let mut desk = Desk::new(old, new);
            desk.lay("theirs");
            let refused = desk.exchange.place().unwrap_err().to_string();
            assert!(refused.contains("has been changed by another program meanwhile"), "{refused}");
            assert_eq!(desk.end(false), only("theirs"));
        }
    }

    #[test]
    fn nor_is_one_that_comes_before_it_is_saved() {
        for (old, new) in ALL {
            for saved in [true, false] {
                let mut desk = Desk::new(old, new);
                let placed = desk.exchange.place().unwrap();
                desk.lay("theirs");
                // So it is read when it is looked at next.
                assert!(placed[0].as_ref().is_none_or(|placed| !placed.is_at(&desk.path())));
                assert_eq!(desk.end(saved), only("theirs"));
            }
        }
    }

    #[test]
    fn what_somebody_writes_into_the_old_file_is_kept() {
        let mut desk = Desk::new(Some("old"), Some("new"));
        let mut open = OpenOptions::new().append(true).open(desk.path()).unwrap();
        desk.exchange.place().unwrap();
        open.write_all(b" and theirs").unwrap();
        let both = vec![("u1-2.ics".to_owned(), "old and theirs".to_owned()), only("new").remove(0)];
        assert_eq!(desk.end(true), both);
    }

    #[test]
    fn where_files_cannot_be_exchanged_they_are_put_back_as_well() {
        for (theirs, left) in [(None, "old"), (Some("theirs"), "theirs")] {
            let mut desk = Desk::new(Some("old"), Some("new"));
            let path = desk.path();
            fs::rename(&desk.exchange.swaps[0].part, &path).unwrap();
            desk.exchange.swaps[0].stands = Stands::Over;
            if let Some(text) = theirs {
                desk.lay(text);
            }
            assert_eq!(desk.end(false), only(left));
        }
    }
}
