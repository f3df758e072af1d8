//! Tells when someone writes to the database, or to the files that calendars are read from.
//!
//! What is watched is noticed from the moment on at which it was opened, before anybody listens: open it before the
//! first read. To listen blocks, and belongs into a thread of its own.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use std::{io, thread};

/// How often the files are looked at where the kernel does not tell.
const LOOK: Duration = Duration::from_secs(1);
/// How often the folders of calendars are.
const SELDOM: Duration = Duration::from_secs(10);
/// How soon a folder is looked for that was there just now.
#[cfg(target_os = "linux")]
const BRIEF: Duration = Duration::from_millis(300);

/// The database and its write-ahead log.
#[derive(Debug)]
pub struct DatabaseFiles {
    files: [PathBuf; 2],
    before: [FileStamp; 2],
    #[cfg(target_os = "linux")]
    notices: rustix::io::Result<rustix::fd::OwnedFd>,
}

impl DatabaseFiles {
    /// Begins to notice what is written to it, by whomever.
    pub fn open(database: &Path) -> Self {
        // SQLite keeps the log beside the file a link leads to.
        let database = database.canonicalize().unwrap_or_else(|_| database.to_owned());
        let mut log = OsString::from(&database);
        log.push("-wal");
        let files = [database, PathBuf::from(log)];
        Self {
            before: stamps(&files),
            #[cfg(target_os = "linux")]
            notices: notices::open(&files[0]),
            files,
        }
    }

    /// Tells of each burst of writes until there is nobody to tell: until `tell` says no.
    pub fn follow(self, tell: impl Fn() -> bool) {
        #[cfg(target_os = "linux")]
        if self.notices.and_then(|notices| notices::follow(&notices, &self.files, &tell)).is_ok() {
            return;
        }
        look(&self.files, self.before, &tell);
    }
}

/// Tells when something in these folders changes, until there is nobody to tell.
///
/// A folder that is not there, or cannot be listened to, is looked at now and then. One that is exchanged for another of
/// its name is followed there.
pub fn follow_folders(folders: &[PathBuf], tell: impl Fn() -> bool) {
    let (mut missed, mut pause) = (false, SELDOM);
    loop {
        #[cfg(target_os = "linux")]
        let notices = notices::open_all(folders);
        let before = entries(folders);
        if missed && !tell() {
            return;
        }
        #[cfg(target_os = "linux")]
        match notices.and_then(|notices| notices::follow_all(&notices, &tell)) {
            Ok(notices::FolderEnd::Nobody) => return,
            Ok(notices::FolderEnd::Moved) => {
                // Another one may be there in a moment.
                (missed, pause) = (true, BRIEF);
                continue;
            }
            Err(_) => {}
        }
        thread::sleep(pause);
        pause = SELDOM;
        missed = entries(folders) != before;
    }
}

/// The entries of folders, and what they look like from outside.
fn entries(folders: &[PathBuf]) -> Vec<(PathBuf, FileStamp)> {
    let entries = folders.iter().filter_map(|folder| folder.read_dir().ok()).flatten().filter_map(io::Result::ok);
    let stamp = |file: &Path| file.metadata().ok().map(|data| (data.len(), data.modified().ok()));
    let mut all: Vec<_> = entries.map(|entry| (entry.path(), stamp(&entry.path()))).collect();
    all.sort();
    all
}

type FileStamp = Option<(u64, Option<SystemTime>)>;

fn stamps(files: &[PathBuf; 2]) -> [FileStamp; 2] {
    files.each_ref().map(|file| file.metadata().ok().map(|data| (data.len(), data.modified().ok())))
}

/// Looks at size and time of the files now and then, until there is nobody to tell.
fn look(files: &[PathBuf; 2], mut before: [FileStamp; 2], tell: &dyn Fn() -> bool) {
    loop {
        let now = stamps(files);
        if now != before && !tell() {
            return;
        }
        before = now;
        thread::sleep(LOOK);
    }
}

/// What the kernel tells of the folder: inotify.
#[cfg(target_os = "linux")]
mod notices {
    use std::ffi::CStr;
    use std::mem::MaybeUninit;
    use std::os::unix::ffi::OsStrExt;
    use std::path::{Path, PathBuf};
    use std::thread;
    use std::time::Duration;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::fd::OwnedFd;
    use rustix::fs::inotify::{self, CreateFlags, ReadFlags, Reader, WatchFlags};
    use rustix::io::{Errno, Result};

    /// After a change it is told again: what was written is seen only when it is safely on the disk, which may take
    /// longer than to hear of it, and of that nothing is heard.
    const AGAIN: [Timespec; 3] = [
        Timespec { tv_sec: 0, tv_nsec: 200_000_000 },
        Timespec { tv_sec: 1, tv_nsec: 0 },
        Timespec { tv_sec: 5, tv_nsec: 0 },
    ];

    /// A burst of writes is one change.
    const BURST: Duration = Duration::from_millis(30);
    /// How long it may grow while there are writes without pause: whoever reads again after each would hold those who write.
    const LONG: Duration = Duration::from_secs(1);

    /// Starts listening to the folder: the files in it come and go.
    pub(super) fn open(database: &Path) -> Result<OwnedFd> {
        let folder = database.parent().filter(|folder| !folder.as_os_str().is_empty());
        let notices = inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK)?;
        let kinds = WatchFlags::MODIFY | WatchFlags::CREATE | WatchFlags::MOVED_TO;
        inotify::add_watch(&notices, folder.unwrap_or(Path::new(".")), kinds)?;
        Ok(notices)
    }

    /// Starts listening to folders of calendars.
    pub(super) fn open_all(folders: &[PathBuf]) -> Result<OwnedFd> {
        let notices = inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK)?;
        // A program that writes in pieces is done when it closes the file.
        let kinds = WatchFlags::CLOSE_WRITE | WatchFlags::MOVED_TO | WatchFlags::MOVED_FROM | WatchFlags::DELETE;
        let kinds = kinds | WatchFlags::MOVE_SELF | WatchFlags::DELETE_SELF;
        for folder in folders {
            inotify::add_watch(&notices, folder, kinds)?;
        }
        Ok(notices)
    }

    /// Why folders are not followed any more.
    pub(super) enum FolderEnd {
        /// There is nobody to tell.
        Nobody,
        /// One of them has another name now, or none.
        Moved,
    }

    /// Tells of any change there, a burst at a time.
    pub(super) fn follow_all(notices: &OwnedFd, tell: &dyn Fn() -> bool) -> Result<FolderEnd> {
        const GONE: ReadFlags = ReadFlags::IGNORED.union(ReadFlags::MOVE_SELF).union(ReadFlags::DELETE_SELF);
        let mut buffer = [MaybeUninit::uninit(); 4096];
        loop {
            match poll(&mut [PollFd::new(notices, PollFlags::IN)], None) {
                Ok(_) => thread::sleep(BURST),
                Err(Errno::INTR) => continue,
                Err(error) => return Err(error),
            }
            let mut reader = Reader::new(notices, &mut buffer);
            let mut any = false;
            loop {
                match reader.next() {
                    Ok(notice) if notice.events().intersects(GONE) => return Ok(FolderEnd::Moved),
                    Ok(notice) => any |= notice.file_name().is_none_or(|name| !name.to_bytes().starts_with(b".")),
                    Err(Errno::AGAIN | Errno::INTR) => break,
                    Err(error) => return Err(error),
                }
                if reader.is_buffer_empty() {
                    break;
                }
            }
            if any && !tell() {
                return Ok(FolderEnd::Nobody);
            }
        }
    }

    /// Tells of changes until there is nobody to tell, or nothing more to be heard (an error).
    pub(super) fn follow(notices: &OwnedFd, files: &[PathBuf; 2], tell: &dyn Fn() -> bool) -> Result<()> {
        let mut buffer = [MaybeUninit::uninit(); 4096];
        // At first, too: what was being written when this began to listen may be seen only later.
        let mut again: &[Timespec] = &AGAIN;
        let mut burst = BURST;
        loop {
            match poll(&mut [PollFd::new(notices, PollFlags::IN)], again.first()) {
                Ok(0) => {
                    burst = BURST;
                    again = again.get(1..).unwrap_or_default();
                    if !tell() {
                        return Ok(());
                    }
                    continue;
                }
                Ok(_) => thread::sleep(burst),
                Err(Errno::INTR) => continue,
                Err(error) => return Err(error),
            }
            if drain(notices, &mut buffer, files)? {
                (again, burst) = (&AGAIN, LONG.min(burst * 2));
                if !tell() {
                    return Ok(());
                }
            }
        }
    }

    /// Reads one buffer of notices; whether one concerned our files. A noisy neighbour cannot hold it.
    fn drain(notices: &OwnedFd, buffer: &mut [MaybeUninit<u8>], files: &[PathBuf; 2]) -> Result<bool> {
        let mut reader = Reader::new(notices, buffer);
        let mut ours = false;
        loop {
            let notice = match reader.next() {
                Err(Errno::AGAIN | Errno::INTR) => return Ok(ours),
                notice => notice?,
            };
            // The folder itself is gone.
            if notice.events().contains(ReadFlags::IGNORED) {
                return Err(Errno::NOENT);
            }
            let name = notice.file_name().map(CStr::to_bytes);
            // Without a name: too many to be told one by one.
            ours |= name.is_none() || files.iter().any(|file| file.file_name().map(OsStrExt::as_bytes) == name);
            if reader.is_buffer_empty() {
                return Ok(ours);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::{fs, iter};

    use super::*;

    #[test]
    fn writes_are_told_a_burst_at_a_time_and_other_files_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("va.db");
        fs::write(&database, "").unwrap();
        let (tx, rx) = channel();
        let watched = DatabaseFiles::open(&database);
        thread::spawn(move || watched.follow(|| tx.send(()).is_ok()));
        let told = || iter::from_fn(|| rx.recv_timeout(Duration::from_millis(300)).ok()).count();

        // At first it is told three times, for what may have been written before.
        let early: Vec<bool> = (0..3).map(|_| rx.recv_timeout(Duration::from_secs(30)).is_ok()).collect();
        assert_eq!(early, [true; 3]);
        fs::write(folder.path().join("va.db-journal"), "x").unwrap();
        fs::write(folder.path().join("draft"), "x").unwrap();
        assert_eq!(told(), 0);
        for _ in 0..50 {
            fs::write(folder.path().join("va.db-wal"), "x").unwrap();
        }
        let times = told();
        assert!((1..25).contains(&times), "{times}");
        fs::rename(folder.path().join("draft"), &database).unwrap();
        assert!(told() > 0);
    }

    #[test]
    fn a_calendar_is_told_when_it_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let (tx, rx) = channel();
        let folders = vec![folder.path().to_owned()];
        thread::spawn(move || follow_folders(&folders, || tx.send(()).is_ok()));
        thread::sleep(Duration::from_millis(200));
        fs::write(folder.path().join(".hidden"), "x").unwrap();
        assert_eq!(rx.recv_timeout(Duration::from_millis(300)).ok(), None);
        fs::write(folder.path().join("a.ics"), "x").unwrap();
        assert_eq!(rx.recv_timeout(Duration::from_secs(2)), Ok(()));
        fs::remove_file(folder.path().join("a.ics")).unwrap();
        assert_eq!(rx.recv_timeout(Duration::from_secs(2)), Ok(()));
    }

    #[test]
    fn a_folder_that_is_exchanged_is_followed() {
        let folder = tempfile::tempdir().unwrap();
        let [cal, old, new] = ["cal", "old", "new"].map(|name| folder.path().join(name));
        fs::create_dir(&cal).unwrap();
        fs::create_dir(&new).unwrap();
        let (tx, rx) = channel();
        let folders = vec![cal.clone()];
        thread::spawn(move || follow_folders(&folders, || tx.send(()).is_ok()));
        thread::sleep(Duration::from_millis(200));
        fs::rename(&cal, &old).unwrap();
        assert_eq!(rx.recv_timeout(Duration::from_secs(5)), Ok(()), "it is gone");
        fs::rename(&new, &cal).unwrap();
        thread::sleep(Duration::from_millis(600));
        while rx.try_recv().is_ok() {}
        fs::write(cal.join("a.ics"), "x").unwrap();
        assert_eq!(rx.recv_timeout(Duration::from_secs(5)), Ok(()));
    }

    #[test]
    fn looking_sees_what_the_kernel_does_not_tell() {
        let folder = tempfile::tempdir().unwrap();
        let files = [folder.path().join("va.db"), folder.path().join("va.db-wal")];
        let before = stamps(&files);
        fs::write(&files[1], "x").unwrap();
        let (tx, rx) = channel();
        thread::spawn(move || look(&files, before, &|| tx.send(()).is_ok()));
        assert_eq!(rx.recv_timeout(Duration::from_secs(2)), Ok(()));
    }
}
