//! Backups: made every day and on demand, listed, and put back.

use std::io::Write;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::kept::Stayed;
use crate::command::call::Args;
use crate::command::env::Env;
use crate::command::report::{Columns, Plain, Report};
use crate::domain::rotation::Keep;
use crate::domain::text::clean;
use crate::domain::zone::Zone;
use crate::error::{Doing, Error, Result};
use crate::guard;
use crate::records::import::FileName;
use crate::store::{
    BackupFacts, BackupFile, Compacted, FileKey, Restored, Shelf, Store, compact, is_damaged, is_sealed, restore,
    verify,
};

/// Where the backups of the database are.
pub fn shelf(env: &Env) -> Shelf {
    match env.config.backup.folder.as_str() {
        "" => Shelf::beside(&env.db_path),
        folder => Shelf::within(&env.db_path, Path::new(folder)),
    }
}

/// The backup that is due, to be made by whoever has time for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Daily {
    shelf: Shelf,
    day: NaiveDate,
    keep: Keep,
    key: Option<FileKey>,
}

impl Daily {
    /// That of today; nothing where there is no file, or none that can be written beside, or where the time of day is only
    /// pretended.
    pub fn of(store: &Store, env: &Env) -> Option<Self> {
        store.path().filter(|_| !store.read_only() && env.keeper.is_some())?;
        Some(Self { key: store.key().cloned(), ..Self::on(store.setting().zone.date(env.now()), env) })
    }

    fn on(day: NaiveDate, env: &Env) -> Self {
        let count = |n: i64| usize::try_from(n).unwrap_or(0);
        let keep = Keep { daily: count(env.config.backup.daily), weekly: count(env.config.backup.weekly) };
        Self { shelf: shelf(env), day, keep, key: None }
    }

    /// Makes it, unless it is there; says what is wrong with what the database holds.
    pub fn make(&self) -> Result<Option<String>> {
        self.shelf.keep_daily(self.day, self.keep, self.key.as_ref())
    }
}

/// The word by which [`leave`] starts this program; behind it stands the day.
pub const KEEP: &str = "keep-backup";

/// Sees to it, where a command or a screen ends, that a backup that is due is made: of a day that has none yet, or after
/// many steps. A process of its own does it, so that nobody waits; `stderr` is where it says what it could not do. What is in the
/// way of that process, if that is news.
pub fn leave(store: &Store, env: &Env, stderr: Stdio) -> Option<String> {
    let error = begin(store, env, stderr).err()?;
    let wrong = not_made(store.setting().zone.date(env.now()), &error);
    is_news(env, Some(&wrong)).then_some(wrong)
}

/// Keeps what went wrong with a backup, or that all is well, for whoever comes next; whether it is something new.
fn is_news(env: &Env, wrong: Option<&str>) -> bool {
    // Where it cannot be kept, nobody knows of it yet.
    shelf(env).note_failure(wrong).unwrap_or(true)
}

fn begin(store: &Store, env: &Env, stderr: Stdio) -> Result<()> {
    let (Some(daily), Some(program)) = (Daily::of(store, env), &env.keeper) else { return Ok(()) };
    if !daily.shelf.is_due(daily.day, daily.keep, store.newest_step()?)? {
        return Ok(());
    }
    let doing = "starting the backup";
    let mut command = guard::command(&program.to_string_lossy()).doing(doing)?;
    command.arg("--db").arg(&env.db_path);
    if env.config_path.is_file() {
        command.arg("--config").arg(&env.config_path);
    }
    let stdin = if daily.key.is_some() { Stdio::piped() } else { Stdio::null() };
    command.args([KEEP, &daily.day.to_string()]).stdin(stdin).stdout(Stdio::null()).stderr(stderr);
    // What the terminal sends to this program is not meant for it.
    let mut child = command.process_group(0).spawn().doing(doing)?;
    if let (Some(key), Some(mut stdin)) = (&daily.key, child.stdin.take()) {
        // Neither among the arguments nor in the environment, which others can see.
        stdin.write_all(key.digits().as_bytes()).doing(doing)?;
    }
    Ok(())
}

/// What that process does. What went wrong, unless the attempt before came to the same and that was said; it is kept for
/// whoever comes next, because nobody waits for this.
pub fn keep(day: NaiveDate, env: &Env) -> Option<String> {
    let made = || {
        let key = if env.db_path.exists() { env.keys.of_file(&env.db_path)? } else { return Ok(None) };
        Daily { key, ..Daily::on(day, env) }.make()
    };
    let wrong = made().unwrap_or_else(|error: Error| Some(not_made(day, &error)));
    if wrong.is_none() {
        is_news(env, None);
    }
    wrong.filter(|wrong| is_news(env, Some(wrong)))
}

/// That there is no backup, and why.
fn not_made(day: NaiveDate, error: &Error) -> String {
    format!("no backup was made on {day}: {error}")
}

/// What went wrong with the last backup that was due, if they are made at all.
pub fn failed(env: &Env) -> Option<String> {
    let Keep { daily, weekly } = Daily::on(NaiveDate::MIN, env).keep;
    if daily + weekly == 0 { None } else { shelf(env).failure() }
}

/// The latest day that it can be anywhere: what is dated after it was dated by a wrong clock.
pub(super) fn latest_day(env: &Env) -> NaiveDate {
    const EASTERNMOST: i64 = 14 * 3600;
    (env.now() + EASTERNMOST).utc().date()
}

/// The newest backup that is good, and the newer ones that are not, with what is wrong with them.
fn newest_good(env: &Env) -> Result<(Option<BackupFile>, Vec<String>)> {
    let mut bad = Vec::new();
    for backup in shelf(env).list(latest_day(env))? {
        match verify(&backup.path, &env.keys) {
            Ok(_) => return Ok((Some(backup), bad)),
            Err(error) => bad.push(error.to_string()),
        }
    }
    Ok((None, bad))
}

/// Refuses to begin a new database where there was one, as its backups show: else it would take their place.
pub fn refuse_lost(env: &Env) -> Result<()> {
    let path = &env.db_path;
    let what = match std::fs::metadata(path) {
        Ok(found) if found.is_file() && found.len() == 0 => "is empty",
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => "is not there any more",
        _ => return Ok(()),
    };
    let shelf = shelf(env);
    // Where they cannot be looked at, none are known; whoever makes the next one says so.
    if shelf.list(latest_day(env)).map_or(true, |found| found.is_empty()) {
        return Ok(());
    }
    Err(Error::problem(format!(
        "the database {} {what}, but there are backups of it: 'vadash db restore' puts the newest good one in its place; to \
         begin anew, move {} away first",
        path.display(),
        shelf.folder().display()
    )))
}

/// What to do about a damaged database, in half a sentence.
pub fn advice(env: &Env) -> String {
    match newest_good(env) {
        Ok((Some(good), _)) => format!(
            "the newest good backup is {}: 'vadash db restore' puts it in place, and keeps the damaged file",
            good.path.display()
        ),
        Ok((None, _)) => format!("there is no good backup of it in {}", shelf(env).folder().display()),
        Err(error) => format!("its backups cannot be looked at: {error}"),
    }
}

/// An error that says that the database is damaged also says what to do; any other is as it was.
#[must_use]
pub fn advise(error: Error, env: &Env) -> Error {
    // What may be encrypted is only called damaged where there is a backup that is not.
    let instead = || newest_good(env).is_ok_and(|(good, _)| good.is_some());
    if is_damaged(&error) || is_sealed(&error) && instead() {
        return Error::problem(format!("{error}; {}", advice(env)));
    }
    error
}

/// Copies the database, complete and checked.
pub fn db_backup(store: &Store, env: &Env, args: &Args<'_>) -> Result<Box<dyn Report>> {
    let to = match args.get::<FileName>("file")? {
        Some(file) if file.0.as_os_str() == "-" => return Err(Error::at("file", "name a file")),
        Some(file) => {
            shelf(env).refuse_taken(&file.0)?;
            store.backup(&file.0)?;
            file.0
        }
        None => by_hand(store, env, args, true)?,
    };
    shelf(env).keep_files(&to, store.key(), &env.keys).map_err(|error| {
        Error::problem(format!("{} was written, but not what is kept beside it: {error}", to.display()))
    })?;
    // The copy is there all the same: of what is damaged, too, one may be wanted.
    verify(&to, &env.keys).map_err(|error| Error::problem(format!("{} was written, but {error}", to.display())))?;
    Ok(Box::new(Plain(format!("{}\n", to.display()))))
}

/// Copies the database into the folder of backups; where it is. `sound` is what its name says of it.
pub(super) fn by_hand(store: &Store, env: &Env, args: &Args<'_>, sound: bool) -> Result<PathBuf> {
    let to = shelf(env).by_hand(&stamp(args), sound)?;
    store.backup(&to)?;
    // Whatever was in the way of one is so no more, or is found again.
    if sound {
        let _ = shelf(env).note_failure(None);
    }
    Ok(to)
}

fn stamp(args: &Args<'_>) -> String {
    args.context.zone().local(args.context.now).format("%Y-%m-%d-%H%M%S").to_string()
}

/// A backup and what was found of it.
struct Listed {
    backup: BackupFile,
    facts: Result<BackupFacts>,
}

/// The backups there are.
struct List {
    listed: Vec<Listed>,
    folder: PathBuf,
    zone: Zone,
}

impl Report for List {
    fn json(&self) -> Value {
        let one = |Listed { backup, facts }: &Listed| {
            let good = facts.as_ref().ok();
            json!({ "ahead": backup.ahead,
                "file": backup.path.display().to_string(), "date": backup.day.to_string(), "bytes": backup.size,
                "good": good.is_some(), "entries": good.map(|f| f.entries),
                "changed": good.and_then(|f| f.changed).map(|at| self.zone.rfc3339(at)),
                "problem": facts.as_ref().err().map(ToString::to_string),
            })
        };
        Value::Array(self.listed.iter().map(one).collect())
    }

    fn text(&self) -> String {
        let mut columns = Columns::new(&["date", ">entries", "last change", ">size", "", "file"]);
        for Listed { backup, facts } in &self.listed {
            let (entries, changed, state) = match facts {
                Ok(facts) if backup.ahead => {
                    (facts.entries.to_string(), last_change(facts, &self.zone), "good, dated ahead")
                }
                Ok(facts) => (facts.entries.to_string(), last_change(facts, &self.zone), "good"),
                Err(_) => (String::new(), String::new(), "not good"),
            };
            let name = backup.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            columns.row(vec![backup.day.to_string(), entries, changed, size(backup.size), state.to_owned(), name]);
        }
        let place = format!("{} in {}\n", backups(self.listed.len()), clean(&self.folder.display().to_string()));
        if self.listed.is_empty() { place } else { columns.text() + &place }
    }
}

fn backups(count: usize) -> String {
    match count {
        0 => "no backup".to_owned(),
        1 => "1 backup".to_owned(),
        n => format!("{n} backups"),
    }
}

fn last_change(facts: &BackupFacts, zone: &Zone) -> String {
    facts.changed.map_or_else(String::new, |at| zone.local(at).format("%Y-%m-%d %H:%M").to_string())
}

fn size(bytes: u64) -> String {
    let tenths = bytes.saturating_mul(10).div_ceil(1_000_000);
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

/// Every backup, verified.
pub fn db_backups(env: &Env, args: &Args<'_>) -> Result<Box<dyn Report>> {
    let shelf = shelf(env);
    let look = |backup: BackupFile| Listed { facts: verify(&backup.path, &env.keys), backup };
    let listed = shelf.list(latest_day(env))?.into_iter().map(look).collect();
    Ok(Box::new(List { listed, folder: shelf.folder().to_owned(), zone: args.context.zone().clone() }))
}

/// What was written anew.
struct Smaller(Compacted);

impl Smaller {
    fn said(&self) -> String {
        let Compacted { before, after, let_go } = self.0;
        let gone = match let_go {
            0 => String::new(),
            1 => "; 1 kept file went that nothing names".to_owned(),
            n => format!("; {n} kept files went that nothing names"),
        };
        format!("wrote the database anew: it was {}, and is {} now{gone}", size(before), size(after))
    }
}

impl Report for Smaller {
    fn json(&self) -> Value {
        json!({ "said": self.said(), "before": self.0.before, "after": self.0.after, "let_go": self.0.let_go })
    }

    fn text(&self) -> String {
        format!("{}\n", self.said())
    }
}

/// Writes the database anew without the room that it does not need any more.
pub fn db_compact(env: &Env, _: &Args<'_>) -> Result<Box<dyn Report>> {
    if !env.db_path.exists() {
        return Err(Error::problem(format!("there is no database at {}", env.db_path.display())));
    }
    Ok(Box::new(Smaller(compact(&env.db_path, &env.keys)?)))
}

/// What was put back.
struct PutBack {
    from: PathBuf,
    passed_over: Vec<String>,
    restored: Restored,
    files: Stayed,
    zone: Zone,
}

impl Report for PutBack {
    fn json(&self) -> Value {
        let Restored { facts, kept, .. } = &self.restored;
        json!({
            "said": self.said(), "from": self.from.display().to_string(), "entries": facts.entries, "encrypted": facts.encrypted,
            "changed": facts.changed.map(|at| self.zone.rfc3339(at)),
            "kept": kept.as_ref().map(|path| path.display().to_string()), "passed_over": self.passed_over,
            "files": self.files.json(&self.zone),
        })
    }

    fn text(&self) -> String {
        let bad = self.passed_over.iter().map(|what| format!("passed over: {what}"));
        let kept = match &self.restored.kept {
            Some(path) => format!("what it replaced is {}", path.display()),
            None => "there was no database that it replaced".to_owned(),
        };
        let plain = "it is not encrypted, as the one it replaced was: 'vadash db encrypt' does that".to_owned();
        let plain = Some(plain).filter(|_| self.restored.unsealed);
        let files = self.files.lines(&self.zone);
        bad.chain([self.said(), kept]).chain(plain).chain(files).map(|line| format!("{}\n", clean(&line))).collect()
    }
}

impl PutBack {
    fn said(&self) -> String {
        let entries = match self.restored.facts.entries {
            1 => "1 entry".to_owned(),
            n => format!("{n} entries"),
        };
        let changed = match last_change(&self.restored.facts, &self.zone).as_str() {
            "" => "nothing was ever changed in it".to_owned(),
            at => format!("its last change is of {at}"),
        };
        format!("restored {}: {entries}, {changed}", self.from.display())
    }
}

/// Puts a backup in the place of the database.
pub fn db_restore(env: &Env, args: &Args<'_>) -> Result<Box<dyn Report>> {
    let shelf = shelf(env);
    let (from, passed_over) = match args.get::<FileName>("file")? {
        Some(file) if file.0.as_os_str() == "-" => return Err(Error::at("file", "name a file")),
        Some(file) if file.0.is_dir() => {
            return Err(Error::at("file", format!("{} is a folder: name a backup in it", file.0.display())));
        }
        Some(file) => (file.0, Vec::new()),
        None => {
            let (good, bad) = newest_good(env)?;
            let none = || Error::problem(format!("there is no good backup in {}", shelf.folder().display()));
            (good.ok_or_else(none)?.path, bad)
        }
    };
    let restored = restore(&env.db_path, &from, &stamp(args), &env.keys, args.flag("force"))?;
    // That was about what is replaced now.
    let _ = shelf.note_failure(None);
    let files = Stayed::after_restore(&shelf, env, &from, args);
    Ok(Box::new(PutBack { from, passed_over, restored, files, zone: args.context.zone().clone() }))
}
