//! Backups: made every day and on demand, listed, and put back.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::call::Args;
use super::import::FileName;
use super::report::{Columns, Plain, Report};
use super::run::World;
use crate::domain::rotation::Keep;
use crate::domain::text::clean;
use crate::domain::zone::Zone;
use crate::error::{Error, Result};
use crate::store::{Backup, Facts, Key, Keyring, Restored, Shelf, Store, is_damaged, is_sealed, restore, verify};

/// Where the backups of the database are.
pub fn shelf(world: &World) -> Shelf {
    match world.config.backup.folder.as_str() {
        "" => Shelf::beside(&world.db_path),
        folder => Shelf::within(&world.db_path, Path::new(folder)),
    }
}

/// The backup of a day, to be made by whoever has time for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Daily {
    shelf: Shelf,
    day: NaiveDate,
    keep: Keep,
    key: Option<Key>,
}

impl Daily {
    /// That of today; nothing where there is no file, or none that can be written beside.
    pub fn of(store: &Store, world: &World) -> Option<Self> {
        store.path().filter(|_| !store.read_only())?;
        let count = |n: i64| usize::try_from(n).unwrap_or(0);
        let keep = Keep { daily: count(world.config.backup.daily), weekly: count(world.config.backup.weekly) };
        Some(Self { shelf: shelf(world), day: store.setting().zone.date(world.now()), keep, key: store.key().cloned() })
    }

    /// Makes it, unless it is there.
    pub fn make(&self) -> Result<()> {
        self.shelf.keep_daily(self.day, self.keep, self.key.as_ref())
    }
}

/// The newest backup that is good, and the newer ones that are not, with what is wrong with them.
fn newest_good(shelf: &Shelf, keys: &Keyring) -> Result<(Option<Backup>, Vec<String>)> {
    let mut bad = Vec::new();
    for backup in shelf.list()? {
        match verify(&backup.path, keys) {
            Ok(_) => return Ok((Some(backup), bad)),
            Err(error) => bad.push(error.to_string()),
        }
    }
    Ok((None, bad))
}

/// What to do about a damaged database, in half a sentence.
pub fn advice(world: &World) -> String {
    let shelf = shelf(world);
    match newest_good(&shelf, &world.keys) {
        Ok((Some(good), _)) => format!(
            "the newest good backup is {}: 'vadash db restore' puts it in place, and keeps the damaged file",
            good.path.display()
        ),
        Ok((None, _)) => format!("there is no good backup of it in {}", shelf.folder().display()),
        Err(error) => format!("its backups cannot be looked at: {error}"),
    }
}

/// An error that says that the database is damaged also says what to do; any other is as it was.
#[must_use]
pub fn advise(error: Error, world: &World) -> Error {
    // What may be encrypted is only called damaged where there is a backup that is not.
    let instead = || newest_good(&shelf(world), &world.keys).is_ok_and(|(good, _)| good.is_some());
    if is_damaged(&error) || is_sealed(&error) && instead() {
        return Error::problem(format!("{error}; {}", advice(world)));
    }
    error
}

/// Copies the database, complete and checked.
pub fn db_backup(store: &Store, world: &World, args: &Args<'_>) -> Result<Box<dyn Report>> {
    let shelf = shelf(world);
    let to = match args.get::<FileName>("file")? {
        Some(file) if file.0.as_os_str() == "-" => return Err(Error::at("file", "name a file")),
        Some(file) => file.0,
        None => {
            shelf.prepare()?;
            shelf.by_hand(&stamp(args))
        }
    };
    shelf.refuse_taken(&to)?;
    store.backup(&to)?;
    Ok(Box::new(Plain(format!("{}\n", to.display()))))
}

fn stamp(args: &Args<'_>) -> String {
    args.context.zone().local(args.context.now).format("%Y-%m-%d-%H%M%S").to_string()
}

/// A backup and what was found of it.
struct Listed {
    backup: Backup,
    facts: Result<Facts>,
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
            json!({
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

fn last_change(facts: &Facts, zone: &Zone) -> String {
    facts.changed.map_or_else(String::new, |at| zone.local(at).format("%Y-%m-%d %H:%M").to_string())
}

fn size(bytes: u64) -> String {
    let tenths = bytes.saturating_mul(10).div_ceil(1_000_000);
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

/// Every backup, verified.
pub fn db_backups(world: &World, args: &Args<'_>) -> Result<Box<dyn Report>> {
    let shelf = shelf(world);
    let look = |backup: Backup| Listed { facts: verify(&backup.path, &world.keys), backup };
    let listed = shelf.list()?.into_iter().map(look).collect();
    Ok(Box::new(List { listed, folder: shelf.folder().to_owned(), zone: args.context.zone().clone() }))
}

/// What was put back.
struct PutBack {
    from: PathBuf,
    passed_over: Vec<String>,
    restored: Restored,
    zone: Zone,
}

impl Report for PutBack {
    fn json(&self) -> Value {
        let Restored { facts, kept, .. } = &self.restored;
        json!({
            "said": self.said(), "from": self.from.display().to_string(), "entries": facts.entries, "encrypted": facts.encrypted,
            "changed": facts.changed.map(|at| self.zone.rfc3339(at)),
            "kept": kept.as_ref().map(|path| path.display().to_string()), "passed_over": self.passed_over,
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
        bad.chain([self.said(), kept]).chain(plain).map(|line| format!("{}\n", clean(&line))).collect()
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
pub fn db_restore(world: &World, args: &Args<'_>) -> Result<Box<dyn Report>> {
    let shelf = shelf(world);
    let (from, passed_over) = match args.get::<FileName>("file")? {
        Some(file) if file.0.as_os_str() == "-" => return Err(Error::at("file", "name a file")),
        Some(file) if file.0.is_dir() => {
            return Err(Error::at("file", format!("{} is a folder: name a backup in it", file.0.display())));
        }
        Some(file) => (file.0, Vec::new()),
        None => {
            let (good, bad) = newest_good(&shelf, &world.keys)?;
            let none = || Error::problem(format!("there is no good backup in {}", shelf.folder().display()));
            (good.ok_or_else(none)?.path, bad)
        }
    };
    let restored = restore(&world.db_path, &from, &stamp(args), &world.keys)?;
    Ok(Box::new(PutBack { from, passed_over, restored, zone: args.context.zone().clone() }))
}
