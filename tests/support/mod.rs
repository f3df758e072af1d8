//! The real program in an empty home, with the clock at a fixed instant.

#![allow(dead_code, reason = "each test uses its own part of this")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::disallowed_methods, reason = "a test may look at its environment")]

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The program under test.
pub const VADASH: &str = env!("CARGO_BIN_EXE_vadash");

/// A Monday afternoon in summer time.
pub const NOON: &str = "2026-06-22T14:00:00+02:00";

/// The day before a date: what is read as `[from, to)` ends with it where the last day is asked for.
pub fn day_before(date: &str) -> String {
    let date: chrono::NaiveDate = date.parse().unwrap();
    date.pred_opt().unwrap().to_string()
}

/// A home of its own for the program: nothing of the user's is read or written.
pub struct Home {
    dir: TempDir,
    now: RefCell<String>,
    /// Whether the time is the system's for all that the program knows, and not one that is only pretended.
    real: Cell<bool>,
}

impl Home {
    /// An empty one, on [`NOON`].
    pub fn new() -> Self {
        // Whatever rights the tests are run with, files that they write are no one else's to change.
        rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o022));
        Self { dir: TempDir::new().unwrap(), now: RefCell::new(NOON.to_owned()), real: Cell::new(false) }
    }

    /// A home with two clients, two services and their rates.
    pub fn with_clients() -> Self {
        let home = Self::new();
        for line in [
            "client add acme --name 'Acme GmbH' --rate 45 --domain acme.example",
            "client add zeta --name 'Zeta Ltd' --currency GBP --zone Europe/London --rate 38.50",
            "service add email --name E-Mail",
            "service add research --name Research --rate 60",
        ] {
            home.ok(line);
        }
        home
    }

    /// Lets it be another time from here on: `2026-06-22 15:00` in Berlin's summer, or any RFC 3339 instant.
    pub fn at(&self, time: &str) {
        *self.now.borrow_mut() = match time.split_once(' ') {
            Some((day, clock)) => format!("{day}T{clock}:00+02:00"),
            None => time.to_owned(),
        };
    }

    /// Has the program take the time that it is here for the system's, so that it makes backups.
    pub fn really(self) -> Self {
        self.real.set(true);
        self
    }

    /// Whether it does.
    pub fn is_real(&self) -> bool {
        self.real.get()
    }

    /// The folder that is `$HOME`.
    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    /// A file in it.
    pub fn file(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    /// Writes a file into it.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.file(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    /// Where the database is unless another is named.
    pub fn db(&self) -> PathBuf {
        self.file(".local/share/vadash/vadash.db")
    }

    /// A command with this home and an environment that says nothing else.
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        let path = std::env::var("PATH").unwrap_or_default();
        let own = Path::new(VADASH).parent().unwrap().display().to_string();
        command
            .env_clear()
            .env("PATH", format!("{own}:{path}"))
            .env("HOME", self.path())
            .env("TZ", "Europe/Berlin")
            .env("LANG", "C.UTF-8")
            .env(if self.real.get() { "VADASH_CLOCK" } else { "NOW" }, self.now.borrow().as_str())
            .current_dir(self.path())
            .stdin(Stdio::null());
        command
    }

    /// The program with these arguments and the time it is here.
    pub fn vadash<W: AsRef<std::ffi::OsStr>>(&self, words: &[W]) -> Command {
        let mut command = self.command(VADASH);
        if !self.real.get() {
            command.arg("--now").arg(self.now.borrow().as_str());
        }
        command.args(words);
        command
    }

    /// Runs it with these arguments.
    pub fn run<W: AsRef<std::ffi::OsStr>>(&self, words: &[W]) -> Answer {
        Answer::of(&self.vadash(words).output().unwrap())
    }

    /// Runs a line as a shell would, pipes and all; `vadash` in it is the program.
    pub fn sh(&self, line: &str) -> Answer {
        let function = r#"vadash() { command vadash ${NOW:+--now "$NOW"} "$@"; }"#;
        let mut command = self.command("sh");
        Answer::of(&command.arg("-c").arg(format!("{function}\n{line}")).output().unwrap())
    }

    /// Runs `vadash` with the rest of a shell line and insists that it works.
    pub fn ok(&self, line: &str) -> String {
        let answer = self.sh(&format!("vadash {line}"));
        assert!(answer.code == 0 && answer.err.is_empty(), "vadash {line}\n{answer:?}");
        answer.out
    }

    /// The same with `--json`, read.
    pub fn json(&self, line: &str) -> Value {
        let text = self.ok(&format!("--json {line}"));
        assert_eq!(text.matches('\n').count(), 1, "exactly one line: {text}");
        serde_json::from_str(&text).unwrap_or_else(|e| panic!("vadash --json {line}\n{e}: {text}"))
    }

    /// The sentence behind `error: ` that a line is refused with.
    pub fn refused(&self, line: &str) -> String {
        let answer = self.sh(&format!("vadash {line}"));
        assert_eq!(answer.code, 1, "vadash {line}\n{answer:?}");
        assert_eq!(answer.out, "", "vadash {line}: nothing on standard output");
        let sentence = answer.err.strip_prefix("error: ").and_then(|e| e.strip_suffix('\n'));
        let sentence = sentence.unwrap_or_else(|| panic!("vadash {line}\n{answer:?}"));
        assert!(!sentence.contains('\n'), "one line: {sentence}");
        sentence.to_owned()
    }

    /// What a person would see of these lines typed one after the other.
    ///
    /// `@ 2026-06-22 15:00` lets time pass, `# …` is a heading; every other line is given to a shell.
    pub fn session(&self, lines: &str) -> String {
        let mut seen = String::new();
        for line in lines.lines().map(str::trim) {
            if let Some(time) = line.strip_prefix("@ ") {
                self.at(time);
                writeln!(seen, "                                    ~ {time} ~").unwrap();
            } else if line.is_empty() || line.starts_with('#') {
                writeln!(seen, "{line}").unwrap();
            } else {
                let answer = self.sh(line);
                write!(seen, "$ {line}\n{}{}", answer.out, answer.err).unwrap();
                if answer.code != 0 {
                    writeln!(seen, "[exit {}]", answer.code).unwrap();
                }
            }
        }
        seen.replace(&self.path().display().to_string(), "~")
    }

    /// Every row of every table, by table, without the steps and what is only remembered.
    pub fn dump(&self) -> BTreeMap<String, Vec<String>> {
        dump(&self.db())
    }
}

/// What a run of the program left behind.
pub struct Answer {
    /// The exit code; -1 if a signal ended it.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Answer {
    /// Of a process that has ended.
    pub fn of(output: &Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout.clone()).unwrap(),
            err: String::from_utf8(output.stderr.clone()).unwrap(),
        }
    }
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "exit {}\n{}{}", self.code, self.out, self.err)
    }
}

/// Every row of every table of a database file, as text.
pub fn dump(path: &Path) -> BTreeMap<String, Vec<String>> {
    dump_keyed(path, None)
}

/// Tells a connection the passphrase, or the key as `x'…'`, of a file that holds these bytes, as SECURITY.md describes it.
fn unlock(conn: &rusqlite::Connection, file: &[u8], key: &str) {
    if file[16..18] != [0x10, 0] {
        // As any other SQLCipher program would.
        conn.execute_batch("PRAGMA cipher=sqlcipher; PRAGMA legacy=4").unwrap();
        conn.pragma_update(None, "key", key).unwrap();
        return;
    }
    conn.execute_batch("PRAGMA cipher=chacha20").unwrap();
    let mut raw = key.to_owned();
    if !key.starts_with("x'") {
        let mut made = [0; 32];
        pbkdf2::pbkdf2_hmac::<sha2::Sha512>(key.as_bytes(), &file[..16], 256_000, &mut made);
        raw = format!("x'{}'", made.map(|byte| format!("{byte:02x}")).concat());
    }
    conn.pragma_update(None, "key", raw).unwrap();
}

/// The same of a file that may be encrypted.
pub fn dump_keyed(path: &Path, key: Option<&str>) -> BTreeMap<String, Vec<String>> {
    let conn = rusqlite::Connection::open(path).unwrap();
    if let Some(key) = key {
        unlock(&conn, &std::fs::read(path).unwrap(), key);
    }
    let names: Vec<String> = {
        let mut tables = conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").unwrap();
        tables.query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let rows = |table: &str| {
        let mut all = conn.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let width = all.column_count();
        let text = |r: &rusqlite::Row<'_>| {
            let cells: Vec<_> = (0..width).map(|n| r.get::<_, rusqlite::types::Value>(n).unwrap()).collect();
            Ok(format!("{cells:?}"))
        };
        let mut found: Vec<String> = all.query_map([], text).unwrap().map(Result::unwrap).collect();
        found.sort();
        found
    };
    names.into_iter().map(|name| (name.clone(), rows(&name))).collect()
}
