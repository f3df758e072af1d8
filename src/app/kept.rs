//! What is kept beside the database, as a check and a restore tell of it.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::command::call::Args;
use crate::command::env::Env;
use crate::domain::zone::Zone;
use crate::error::{Error, Result};
use crate::store::{Access, Added, Finding, Kept, KeptSize, Paper, Shelf, Store, check_copy, mend};

/// The papers whose numbers the database does not know: an older backup was put back.
fn unknown(store: &Store, kept: &Kept) -> Result<Vec<Paper>> {
    kept.unknown(&store.document_numbers()?)
}

/// A paper whose number the database does not know, and what to do.
fn told(paper: &Paper, zone: &Zone) -> String {
    let Paper { number, client, kept_at, .. } = paper;
    let day = zone.date(*kept_at).format("%-d %b %Y");
    format!("{number} went to {client} on {day} and is not here: import it, or issue a credit note over it")
}

fn paper_json(paper: &Paper, zone: &Zone) -> Value {
    let Paper { number, kind, client, .. } = paper;
    json!({ "number": number, "kind": kind, "client": client, "date": zone.date(paper.kept_at).to_string() })
}

/// What a check found of what is kept.
pub(super) struct Checked {
    size: KeptSize,
    unknown: Vec<Paper>,
    /// Whether something was mended, or brought back.
    pub(super) repaired: bool,
    zone: Zone,
}

impl Checked {
    /// As JSON.
    pub(super) fn json(&self) -> Value {
        let KeptSize { papers, contents, bytes } = self.size;
        let unknown: Vec<Value> = self.unknown.iter().map(|paper| paper_json(paper, &self.zone)).collect();
        json!({ "papers": papers, "contents": contents, "bytes": bytes, "unknown": unknown })
    }

    /// As lines.
    pub(super) fn lines(&self) -> Vec<String> {
        let KeptSize { papers, contents, bytes } = self.size;
        let count = |n: i64, one: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") };
        let tenths = bytes.saturating_add(99_999) / 100_000;
        let size = format!("{}.{} MB", tenths / 10, tenths % 10);
        let well = format!(
            "what is kept beside it is what it was: {} in {}, {size}",
            count(papers, "paper"),
            count(contents, "file")
        );
        self.unknown.iter().map(|paper| told(paper, &self.zone)).chain([well]).collect()
    }
}

/// Checks the files' database and its copy beside the backups; nothing if there is neither. `repair` takes from the copy what
/// is not what it was.
pub(super) fn check(store: &Store, shelf: &Shelf, env: &Env, args: &Args<'_>) -> Result<Option<Checked>> {
    let Some(database) = store.path() else { return Ok(None) };
    let (copies, repair) = (shelf.kept_copies(), args.flag("repair"));
    let mut found = look(store, &copies, env)?;
    let mut repaired = false;
    if repair && found.as_ref().is_none_or(|(_, wrong)| !wrong.is_empty()) {
        // Not while it is open: what is mended is looked at anew.
        drop(found);
        for copy in &copies {
            repaired |= mend(database, copy, &env.keys)? > 0;
        }
        found = look(store, &copies, env)?;
    }
    let Some((kept, wrong)) = found else { return missing(&copies) };
    if !wrong.is_empty() {
        let wrong: Vec<&str> = wrong.iter().map(|one| one.what.as_str()).collect();
        let (path, wrong) = (kept.path().display(), wrong.join("; "));
        let help = match copies.first() {
            None => format!("there is no copy of {path} beside the backups"),
            Some(copy) if repair => format!("{} does not have it as it was either", copy.display()),
            Some(copy) => format!("'vadash db check --repair' takes it from {}", copy.display()),
        };
        return Err(Error::problem(format!("the files' database: {wrong}; {help}")));
    }
    for copy in &copies {
        let wrong = check_copy(copy, &env.keys).map(|wrong| wrong.into_iter().map(|one| one.what).next());
        if let Some(wrong) = wrong.unwrap_or_else(|error| Some(error.to_string())) {
            return Err(Error::problem(format!(
                "what is kept is what it was, but its copy {} is not: {wrong}; move that away, and 'vadash db backup' makes \
                 another",
                copy.display()
            )));
        }
    }
    Ok(Some(Checked {
        size: kept.size()?,
        unknown: unknown(store, &kept)?,
        repaired,
        zone: args.context.zone().clone(),
    }))
}

fn look(store: &Store, copies: &[PathBuf], env: &Env) -> Result<Option<(Kept, Vec<Finding>)>> {
    let looked = || {
        let Some(kept) = store.kept_if_any(&env.keys)? else { return Ok(None) };
        let wrong = kept.check()?;
        Ok(Some((kept, wrong)))
    };
    looked().map_err(|error: Error| {
        let Some(copy) = copies.first() else { return error };
        let path = store.path().map(Store::kept_path).unwrap_or_default();
        Error::problem(format!(
            "{error}: where it stays so, move {} away, and 'vadash db check --repair' brings back what {} has",
            path.display(),
            copy.display()
        ))
    })
}

/// That there is no files' database is all right unless there was one.
fn missing(copies: &[PathBuf]) -> Result<Option<Checked>> {
    match copies.first() {
        None => Ok(None),
        Some(copy) => Err(Error::problem(format!(
            "the files' database is not there any more: 'vadash db check --repair' brings back what {} has",
            copy.display()
        ))),
    }
}

/// What became of what is kept when a backup was put back: all of it stays.
#[derive(Default)]
pub(super) struct Stayed {
    added: Added,
    unknown: Vec<Paper>,
    problem: Option<String>,
}

impl Stayed {
    /// After a backup was put back: adds to what is kept what the copy beside that backup has besides.
    pub(super) fn after_restore(shelf: &Shelf, env: &Env, from: &Path, args: &Args<'_>) -> Self {
        let mut stayed = Self::default();
        if let Err(error) = stayed.look(shelf, env, from, args) {
            stayed.problem = Some(error.to_string());
        }
        stayed
    }

    fn look(&mut self, backups: &Shelf, env: &Env, from: &Path, args: &Args<'_>) -> Result<()> {
        self.added = backups.bring_back_files(from, &env.keys)?;
        if !Store::kept_path(&env.db_path).exists() {
            return Ok(());
        }
        let store = Store::open(&env.db_path, Access::Command, args.context.setting.clone(), &env.keys)?;
        if let Some(kept) = store.kept_if_any(&env.keys)? {
            self.unknown = unknown(&store, &kept)?;
        }
        Ok(())
    }

    /// As JSON.
    pub(super) fn json(&self, zone: &Zone) -> Value {
        let unknown: Vec<Value> = self.unknown.iter().map(|paper| paper_json(paper, zone)).collect();
        json!({ "added": self.added.contents, "unknown": unknown, "problem": self.problem })
    }

    /// As lines, if there is anything to tell.
    pub(super) fn lines(&self, zone: &Zone) -> Vec<String> {
        let added = match self.added.contents {
            0 => None,
            1 => Some("1 kept file was added that was missing".to_owned()),
            n => Some(format!("{n} kept files were added that were missing")),
        };
        let unknown = self.unknown.iter().map(|paper| told(paper, zone));
        let problem =
            self.problem.as_ref().map(|what| format!("what is kept beside it could not be looked at: {what}"));
        added.into_iter().chain(unknown).chain(problem).collect()
    }
}
