//! The user's own editor: its file lies in a folder that nobody else looks into, and goes however the program ends.
//!
//! It has a name, because editors write another file and rename it. A text that outlives a `kill -9` stays in that folder,
//! with what it belongs to, and is taken in at the next start: a lock that ends with the process says that it was left.

use std::fs;
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::process::Child;

use rustix::fs::{FlockOperation, Mode, OFlags, flock};
use serde::{Deserialize, Serialize};

use crate::bounds;
use crate::command::grammar::words;
use crate::error::{Doing, Error, Result};
use crate::guard;

/// How the folders are called; what follows is random, so that no old one is in the way.
const BEGINS: &str = "vadash-edit-";
/// The text, by a name that editors colour.
const TEXT: &str = "text.md";
/// Where editors put what was not saved when they are ended: nano, emacs.
const RESCUED: [&str; 2] = ["text.md.save", "#text.md#"];
/// What the text belongs to.
const ABOUT: &str = "about.json";
/// The most that is read.
const MOST: u64 = 4 << 20;
/// How often a folder is begun before that is given up.
const TRIES: u32 = 3;
/// Folders that are kept in memory, by what `statfs` calls their file system: tmpfs and ramfs.
const IN_MEMORY: [u32; 2] = [0x0102_1994, 0x8584_58f6];
/// The folder in memory that every user has a part in.
const SHARED: &str = "/dev/shm";

/// What a text belongs to: kept beside it, for whoever finds both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// The database.
    pub database: String,
    /// What the form's draft is kept under.
    pub form: String,
    /// The field that the text is of.
    pub field: String,
    /// The rest of the draft.
    pub rest: String,
    /// The text as it was.
    pub before: String,
}

/// The folder of one text. It goes with this value, unless that is told to leave it.
pub struct EditorFolder {
    folder: PathBuf,
    /// Held as long as this process lives, and not by the editor.
    lock: fs::File,
    left: bool,
}

/// A text that a killed process has left.
pub struct LeftoverText {
    /// Its folder, which goes when this does.
    pub sheet: EditorFolder,
    /// What it belongs to.
    pub about: About,
}

/// Where the text of an editor may lie: beside a plain database, and in memory for any other.
pub fn place(database: Option<&Path>, encrypted: bool, runtime: Option<&Path>) -> Result<PathBuf> {
    let beside = database.filter(|_| !encrypted).and_then(folder_of);
    beside.or_else(|| in_memory(runtime).next()).ok_or_else(|| {
        Error::problem(
            "the editor would leave the text on a disk: set XDG_RUNTIME_DIR to a folder of your own in memory (tmpfs)",
        )
    })
}

fn folder_of(database: &Path) -> Option<PathBuf> {
    database.canonicalize().ok()?.parent().map(Path::to_owned)
}

/// Folders that never reach a disk: the user's own, and the one in which everybody can make one.
fn in_memory(runtime: Option<&Path>) -> impl Iterator<Item = PathBuf> {
    let kept = |folder: &PathBuf| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the type is a 32-bit magic number"
        )]
        rustix::fs::statfs(folder).is_ok_and(|stat| IN_MEMORY.contains(&(stat.f_type as u32)))
    };
    let own = runtime.map(Path::to_owned).filter(|folder| guard::is_private(folder));
    own.into_iter().chain([PathBuf::from(SHARED)]).filter(kept)
}

impl EditorFolder {
    /// Lays a text out in a new folder in this one.
    pub fn lay(within: &Path, text: &str, about: &About) -> Result<Self> {
        let doing = "laying the text out for the editor";
        let about = serde_json::to_vec(about).doing(doing)?;
        let mut tries = 1..=TRIES;
        loop {
            tries.next();
            // Another process that looks for what was left may take one that has no lock yet.
            match Self::begin(within).and_then(|sheet| sheet.fill(text, &about).map(|()| sheet)) {
                Err(error) if tries.is_empty() => return Err(error).doing(doing),
                Err(_) => {}
                Ok(sheet) => return Ok(sheet),
            }
        }
    }

    fn begin(within: &Path) -> io::Result<Self> {
        let folder = within.join(format!("{BEGINS}{:016x}", u64::from_ne_bytes(guard::random()?)));
        fs::DirBuilder::new().mode(0o700).create(&folder)?;
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o700))?;
        let lock = Self::lock(&folder)?;
        Ok(Self { folder, lock, left: false })
    }

    fn lock(folder: &Path) -> io::Result<fs::File> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let lock = rustix::fs::open(folder, flags, Mode::empty())?;
        flock(&lock, FlockOperation::NonBlockingLockExclusive)?;
        Ok(lock.into())
    }

    fn fill(&self, text: &str, about: &[u8]) -> io::Result<()> {
        for (name, content) in [(ABOUT, about), (TEXT, text.as_bytes())] {
            let mut file = fs::OpenOptions::new();
            let file = file.write(true).create_new(true).mode(0o600).open(self.folder.join(name));
            file?.write_all(content)?;
        }
        Ok(())
    }

    /// Starts an editor on the text. The terminal must be lent to it.
    pub fn start(&self, editor: &str) -> Result<Child> {
        let command = words::split(editor)?;
        let [program, arguments @ ..] = command.as_slice() else {
            return Err(Error::problem("set VISUAL or EDITOR to your editor"));
        };
        let started = guard::command(program).and_then(|mut c| c.args(arguments).arg(self.folder.join(TEXT)).spawn());
        started.map_err(|e| Error::problem(format!("{program} cannot be started ({e}): set VISUAL or EDITOR")))
    }

    /// The text as the editor has saved it.
    pub fn saved(&self) -> Result<String> {
        read(&self.folder.join(TEXT))
    }

    /// The text as far as the editor has saved it, by itself or because it was ended.
    pub fn rescued(&self) -> Result<String> {
        let written = |path: &PathBuf| fs::metadata(path).and_then(|found| found.modified()).ok();
        let paths = RESCUED.iter().chain([&TEXT]).map(|name| self.folder.join(name));
        let newest = paths.filter(|path| written(path).is_some()).max_by_key(written);
        read(&newest.unwrap_or_else(|| self.folder.join(TEXT)))
    }

    /// Leaves it for the next start.
    pub fn leave(mut self) {
        self.left = true;
    }
}

impl Drop for EditorFolder {
    fn drop(&mut self) {
        // Where the program panics, the next start has the text.
        if !self.left && !std::thread::panicking() {
            // What cannot be removed now is found at the next start.
            let _ = fs::remove_dir_all(&self.folder);
        }
        let _ = flock(&self.lock, FlockOperation::Unlock);
    }
}

/// What killed processes have left of a database's texts, the oldest first.
pub fn left(database: &Path, runtime: Option<&Path>) -> Vec<LeftoverText> {
    let Ok(database) = database.canonicalize() else { return Vec::new() };
    let mut found = Vec::new();
    for within in folder_of(&database).into_iter().chain(in_memory(runtime)) {
        // A folder that cannot be looked into holds nothing of ours.
        for entry in fs::read_dir(within).into_iter().flatten().flatten() {
            if entry.file_name().to_string_lossy().starts_with(BEGINS) {
                found.extend(take(&entry.path(), &database));
            }
        }
    }
    found.sort_by_key(|(written, _)| *written);
    found.into_iter().map(|(_, left)| left).collect()
}

fn take(folder: &Path, database: &Path) -> Option<((i64, i64), LeftoverText)> {
    let found = fs::symlink_metadata(folder).ok()?;
    let own = found.uid() == rustix::process::geteuid().as_raw() && found.mode() & 0o777 == 0o700;
    if !found.is_dir() || !own {
        return None;
    }
    // Whoever edits it has it locked.
    let lock = EditorFolder::lock(folder).ok()?;
    // Until it is known whose it is, it stays.
    let mut sheet = EditorFolder { folder: folder.to_owned(), lock, left: true };
    let Ok(about) = fs::read(folder.join(ABOUT)) else {
        // It was killed before there was anything in it; a folder with something in it stays.
        let _ = fs::remove_dir(folder);
        return None;
    };
    let about: About = serde_json::from_slice(&about).ok()?;
    if about.database != database.to_string_lossy() {
        return None;
    }
    sheet.left = false;
    Some(((found.mtime(), found.mtime_nsec()), LeftoverText { sheet, about }))
}

impl About {
    /// The draft with the text in it; nothing if there is nothing new.
    pub fn draft(&self, text: &str) -> String {
        if text.trim_end() == self.before.trim_end() {
            return self.rest.clone();
        }
        let own = format!("{}={}", self.field, words::quote(text.trim_end()));
        format!("{} {own}", self.rest).trim_start().to_owned()
    }
}

/// A text file's text with lines that end as ours do.
fn read(path: &Path) -> Result<String> {
    let bytes =
        fs::File::open(path).and_then(|file| bounds::bytes(file, MOST)).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Error::problem("the editor left no file: the text is as it was"),
            io::ErrorKind::FileTooLarge => {
                Error::problem("what the editor has written is larger than 4 MB: the text is as it was")
            }
            _ => Error::fault("reading what the editor has written", error),
        })?;
    let text = String::from_utf8(bytes).or_else(|error| latin(error.as_bytes()));
    let text =
        text.map_err(|()| Error::problem("what the editor has written is no text in UTF-8: the text is as it was"))?;
    Ok(text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n"))
}

/// A text in Latin-1, where each byte is its character; what would be a control character is no text in it.
fn latin(bytes: &[u8]) -> Result<String, ()> {
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    if text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r')) { Err(()) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(database: &Path) -> About {
        let database = database.canonicalize().unwrap().to_string_lossy().into_owned();
        About {
            database,
            form: "form task edit 1".into(),
            field: "note".into(),
            rest: "title='a b'".into(),
            before: "\n".into(),
        }
    }

    fn run(editor: &str, within: &Path) -> Result<String> {
        let sheet = EditorFolder::lay(within, "text\n", &about(within))?;
        assert!(sheet.start(editor)?.wait().unwrap().success());
        sheet.saved()
    }

    #[test]
    fn an_editor_may_do_as_it_likes() {
        let folder = tempfile::tempdir().unwrap();
        let script = folder.path().join("my editor");
        let within = folder.path().join("data");
        fs::create_dir(&within).unwrap();
        let edit = |line: &str| {
            fs::write(&script, format!("cd \"$(dirname \"$2\")\"\n{line}\n")).unwrap();
            let done = run(&format!("sh '{}' 'two words'", script.display()), &within);
            assert_eq!(fs::read_dir(&within).unwrap().count(), 0, "nothing stays after: {line}");
            done.map_err(|error| error.to_string())
        };
        assert_eq!(
            edit("stat -c %a . text.md >> text.md; echo \"$1\" >> text.md").unwrap(),
            "text\n700\n600\ntwo words\n"
        );
        assert_eq!(edit("echo new > other; mv other text.md; echo old > text.md~").unwrap(), "new\n");
        assert_eq!(edit("printf 'a\\r\\nb\\r' > text.md").unwrap(), "a\nb\n");
        assert_eq!(edit("printf '\\357\\273\\277a' > text.md").unwrap(), "a");
        assert_eq!(edit("printf 'M\\374ller' > text.md").unwrap(), "Müller");
        assert!(edit("printf 'M\\374\\000' > text.md").unwrap_err().contains("UTF-8"));
        assert!(edit("rm text.md").unwrap_err().contains("left no file"));
        assert!(edit("head -c 5000000 /dev/zero > text.md").unwrap_err().contains("4 MB"));
        assert!(run("no-such-editor", &within).unwrap_err().to_string().contains("set VISUAL"));
        assert_eq!(fs::read_dir(&within).unwrap().count(), 0);
    }

    #[test]
    fn what_is_encrypted_is_edited_in_memory_alone() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("x.db");
        fs::write(&database, "").unwrap();
        let own = folder.path().canonicalize().unwrap();
        assert_eq!(place(Some(&database), false, None).unwrap(), own);
        for (database, encrypted) in [(Some(database.as_path()), true), (None, false)] {
            for runtime in [None, Some(Path::new("/proc"))] {
                match place(database, encrypted, runtime) {
                    Ok(place) => assert_eq!(place, Path::new(SHARED)),
                    Err(error) => assert!(error.to_string().contains("set XDG_RUNTIME_DIR")),
                }
            }
        }
    }

    #[test]
    fn what_was_left_is_taken_by_its_own_database_and_once() {
        let folder = tempfile::tempdir().unwrap();
        let (mine, other) = (folder.path().join("mine.db"), folder.path().join("other.db"));
        fs::write(&mine, "").unwrap();
        fs::write(&other, "").unwrap();
        let sheet = EditorFolder::lay(folder.path(), "it's a text\n", &about(&mine)).unwrap();
        assert!(left(&mine, None).is_empty(), "somebody is editing it");
        sheet.leave();
        assert!(left(&other, None).is_empty(), "another database's");
        let found = left(&mine, None);
        assert_eq!(found.len(), 1);
        let text = found[0].sheet.rescued().unwrap();
        assert_eq!(found[0].about.draft(&text), r"title='a b' note='it'\''s a text'");
        assert!(left(&mine, None).is_empty(), "another process is taking it");
        drop(found);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "the databases");
    }
}
