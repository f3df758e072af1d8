//! Data out, undo, and the database as a whole.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::app::backups;
use crate::app::backups::advice;
use crate::app::kept::{self, Checked};
use crate::command::call::Args;
use crate::command::env::Env;
use crate::command::input::{Count, RightSide};
use crate::command::report::{Columns, Plain, Report, Retracted};
use crate::domain::text::{clean, sentence};
use crate::error::{Error, Result};
use crate::store::{Cure, Direction, Made, Side, Store, Tx, UndoStep, verify};

/// Steps taken back or done again.
struct Turned {
    which: Direction,
    steps: Vec<UndoStep>,
    /// The step that this is itself, where it is one.
    made: Option<Made>,
}

impl Turned {
    fn line(&self, step: &UndoStep) -> String {
        let word = if self.which == Direction::Back { "undo" } else { "redo" };
        match &self.made {
            Some(_) => taken_back(step),
            None if step.gone => format!("nothing was left to {word} of '{}': {}", step.label, UndoStep::REPLACED),
            None => {
                let done = if self.which == Direction::Back { "undone" } else { "redone" };
                match step.passed.first() {
                    Some(why) => format!("{why}; {done} instead: {}", step.label),
                    None => format!("{done}: {}", step.label),
                }
            }
        }
    }
}

/// What became of an old step.
fn taken_back(step: &UndoStep) -> String {
    format!("undid step {}: {}", step.id, step.label)
}

impl Report for Turned {
    fn json(&self) -> Value {
        let step = |s: &UndoStep| json!({ "step": s.id, "label": s.label, "command": s.command });
        json!({ "said": self.text().trim_end(), "steps": self.steps.iter().map(step).collect::<Vec<_>>() })
    }

    fn text(&self) -> String {
        self.steps.iter().map(|s| format!("{}\n", sentence(&clean(&self.line(s))))).collect()
    }

    fn take_back(&self, store: &Store, env: &Env) -> Result<Retracted> {
        if let Some(made) = &self.made {
            return retract(store, env, made);
        }
        let which = if self.which == Direction::Back { Direction::Forth } else { Direction::Back };
        let mut left: Vec<i64> = self.steps.iter().filter(|step| !step.gone).map(|step| step.id).collect();
        while let Some(id) = left.pop() {
            let next = store.turnable(which)?;
            if next != Some(id) {
                return Ok(Retracted::Stands);
            }
            store.turn(env.now(), which, |tx, step| {
                crate::records::calendar::subscribe::write_back(tx, &env.config, Some(step.id))
            })?;
        }
        Ok(Retracted::Back)
    }
}

/// Takes a step back that was just made, as if it had never been.
pub(crate) fn retract(store: &Store, env: &Env, made: &Made) -> Result<Retracted> {
    let files =
        |tx: &Tx<'_>, step: &UndoStep| crate::records::calendar::subscribe::write_back(tx, &env.config, Some(step.id));
    if !store.retract(env.now(), made, files)? {
        return Ok(Retracted::Stands);
    }
    crate::records::agreements::alerts::forget_unreached(&made.clients, store, env)?;
    Ok(Retracted::Back)
}

fn turn(store: &Store, args: &Args<'_>, which: Direction) -> Result<Box<dyn Report>> {
    let count = args.get::<Count>("count")?.map_or(1, |c| c.0);
    let mut steps = Vec::new();
    for _ in 0..count {
        let files = |tx: &Tx<'_>, step: &UndoStep| {
            crate::records::calendar::subscribe::write_back(tx, args.context.config, Some(step.id))
        };
        match store.turn(args.context.now, which, files) {
            Ok(step) => steps.push(step),
            Err(Error::Problem { .. }) if !steps.is_empty() => break,
            Err(error) => return Err(error),
        }
    }
    Ok(Box::new(Turned { which, steps, made: None }))
}

/// Takes the newest steps back, or an old one alone, which is a step itself.
pub fn undo(store: &Store, _: &Env, args: &Args<'_>) -> Result<Box<dyn Report>> {
    let Some(Count(number)) = args.get::<Count>("step")? else { return turn(store, args, Direction::Back) };
    if args.text("count").is_some() {
        return Err(Error::at("step", "is one step alone: leave the count out"));
    }
    let mut found = None;
    let work = |tx: &Tx<'_>| {
        let step = tx.take_back(number)?;
        crate::records::calendar::subscribe::write_back(tx, args.context.config, None)?;
        let said = taken_back(&step);
        found = Some(step);
        Ok(said)
    };
    let (_, derived) = store.write_derived(args.context.now, &args.call.to_string(), work)?;
    match derived.made {
        Some(made) => {
            Ok(Box::new(Turned { which: Direction::Back, steps: found.into_iter().collect(), made: Some(made) }))
        }
        None => Err(Error::problem(format!(
            "nothing is left to undo of step {number}: its records are as they were before"
        ))),
    }
}

/// Does steps again that were taken back.
pub fn redo(store: &Store, _: &Env, args: &Args<'_>) -> Result<Box<dyn Report>> {
    turn(store, args, Direction::Forth)
}

/// The steps, newest first.
struct Steps {
    steps: Vec<UndoStep>,
    zone: crate::domain::zone::Zone,
}

impl Report for Steps {
    fn json(&self) -> Value {
        let step = |s: &UndoStep| json!({ "step": s.id, "at": self.zone.rfc3339(s.at), "label": s.label, "command": s.command, "undone": s.undone });
        Value::Array(self.steps.iter().map(step).collect())
    }

    fn text(&self) -> String {
        let mut columns = Columns::new(&[">step", "when", "what", ""]);
        for s in &self.steps {
            let when = self.zone.local(s.at).format("%Y-%m-%d %H:%M").to_string();
            columns.row(vec![
                s.id.to_string(),
                when,
                s.label.clone(),
                match (s.undone, s.gone) {
                    (_, true) => "changed elsewhere since",
                    (true, false) => "undone",
                    (false, false) => "",
                }
                .to_owned(),
            ]);
        }
        columns.text_or("no steps yet")
    }
}

/// The history of steps.
pub fn history(args: &Args<'_>) -> Result<Box<dyn Report>> {
    let limit = args.get::<Count>("limit")?.map_or(20, |c| c.0);
    Ok(Box::new(Steps { steps: args.context.db.steps(limit)?, zone: args.context.zone().clone() }))
}

/// Where the database is.
pub fn db_path(env: &Env, _: &Args<'_>) -> Result<Box<dyn Report>> {
    if env.db_path.as_os_str().is_empty() {
        return Err(Env::nowhere());
    }
    Ok(Box::new(Plain(format!("{}\n", clean(&env.db_path.display().to_string())))))
}

/// What a check of the database found.
struct Found {
    problems: Vec<String>,
    entries: usize,
    backups: Vec<PathBuf>,
    repaired: bool,
    /// What was done about records that their history contradicts.
    taken: Option<String>,
    /// What is kept beside the database, if anything is.
    files: Option<Checked>,
}

impl Report for Found {
    fn json(&self) -> Value {
        let backups: Vec<String> = self.backups.iter().map(|path| path.display().to_string()).collect();
        json!({
            "ok": self.problems.is_empty(), "problems": self.problems, "entries": self.entries,
            "backups": backups, "repaired": self.repaired, "taken": self.taken,
            "files": self.files.as_ref().map(Checked::json),
        })
    }

    fn text(&self) -> String {
        let entries =
            if self.entries == 1 { "1 entry adds".to_owned() } else { format!("{} entries add", self.entries) };
        let well = format!("all is well: the file is sound, and {entries} up to the figures kept");
        let repaired = self.repaired.then(|| "what is made from the records was made anew".to_owned());
        let newest = self.backups.first().and_then(|path| path.file_name()).map(|name| name.to_string_lossy());
        let backups = match (newest, self.backups.len()) {
            (None, _) => "there is no backup yet".to_owned(),
            (Some(name), 1) => format!("the one backup, {name}, is good"),
            (Some(name), n) => format!("of {n} backups the newest, {name}, is good"),
        };
        let lines = self.problems.iter().cloned().chain(self.taken.clone()).chain(repaired).chain([well, backups]);
        let lines = lines.chain(self.files.iter().flat_map(Checked::lines));
        lines.map(|line| format!("{}\n", sentence(&clean(&line)))).collect()
    }
}

/// Checks the file, its references, the records against their history, what is derived against a computation from nothing,
/// and the newest backup.
pub fn db_check(store: &Store, env: &Env, args: &Args<'_>) -> Result<Box<dyn Report>> {
    let side =
        args.get::<RightSide>("from")?.map(|side| if side.0 == "history" { Side::History } else { Side::Record });
    let repair = args.flag("repair");
    if side.is_some() && !repair {
        return Err(Error::at("from", "that says what to repair from: add --repair"));
    }
    let found = store.snapshot(|| store.audit())?;
    let has = |cure: Cure| found.iter().any(|f| f.cure == cure);
    let problems: Vec<String> = found.iter().map(|f| f.what.clone()).collect();
    let told = problems.join("; ");
    if has(Cure::Restore) {
        return Err(Error::problem(format!("{told}; {}", advice(env))));
    }
    let choices = match (has(Cure::Choose), has(Cure::Accept)) {
        (true, _) => {
            "'vadash db check --repair --from history' takes back what the history says, '--from record' keeps what stands \
             there now"
        }
        (false, true) => {
            "no history says what it was: a backup does, or 'vadash db check --repair --from record' keeps what stands \
             there now"
        }
        (false, false) => "",
    };
    let repaired = repair && !problems.is_empty();
    let mut taken = None;
    match side {
        None if !choices.is_empty() => return Err(Error::problem(format!("{told}; {choices}; {}", advice(env)))),
        _ if problems.is_empty() => {}
        _ if !repaired => {
            return Err(Error::problem(format!("{told}; 'vadash db check --repair' makes that anew from the records")));
        }
        Some(side) if !choices.is_empty() => {
            keep_as_it_is(store, env, args, false)?;
            store.reindex()?;
            let (said, undoable) = store.take_side(args.context.now, side)?;
            taken = Some(if undoable { format!("{said}: 'vadash undo' undoes that") } else { said });
        }
        _ => {
            store.reindex()?;
            store.aside("repairing", |tx| tx.remake(args.context.now))?;
            if let Some(first) = store.snapshot(|| store.audit())?.first() {
                let advice = advice(env);
                return Err(Error::problem(format!("{told}; that could not be repaired ({}); {advice}", first.what)));
            }
        }
    }
    if repaired {
        // What is sound again is worth one: the newest is of before.
        keep_as_it_is(store, env, args, true)?;
    }
    let backups = match store.path() {
        Some(_) => backups::shelf(env).list(backups::latest_day(env))?,
        None => Vec::new(),
    };
    // What was not sound when it was made was said then.
    let newest = backups.iter().find(|backup| !backup.marked);
    if let Some(Err(error)) = newest.map(|newest| verify(&newest.path, &env.keys)) {
        return Err(Error::problem(format!(
            "the database is sound, but its newest backup is not: {error}; 'vadash db backup' makes another"
        )));
    }
    let backups = backups.into_iter().filter(|backup| !backup.marked).map(|backup| backup.path).collect();
    let files = kept::check(store, &backups::shelf(env), env, args)?;
    let repaired = repaired || files.as_ref().is_some_and(|files| files.repaired);
    Ok(Box::new(Found { problems, entries: store.billed_entries()?, backups, repaired, taken, files }))
}

/// A backup, by hand as it were, of what is about to be repaired or was repaired just now.
fn keep_as_it_is(store: &Store, env: &Env, args: &Args<'_>, sound: bool) -> Result<()> {
    match store.path() {
        Some(_) => backups::by_hand(store, env, args, sound).map(|_| ()),
        None => Ok(()),
    }
}
