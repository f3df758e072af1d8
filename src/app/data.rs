//! Data out, undo, and the database as a whole.

use serde_json::{Value, json};

use super::call::Args;
use super::import::FileName;
use super::input::Count;
use super::report::{Columns, Plain, Report};
use super::run::World;
use crate::error::{Error, Result};
use crate::formats::csv as table;
use crate::store::{Step, Store, Turn, Tx};

/// Writes entries as a table that `import csv` reads back.
pub fn export_csv(args: &Args<'_>) -> Result<Box<dyn Report>> {
    let (clients, services) = (args.context.db.clients()?, args.context.db.services()?);
    let filter = super::views::entries::filter(args)?;
    let mut out = table::Writer::new(&clients, &services)?;
    args.context.db.each_entry(&filter, |line| out.entry(&line.entry, args.context.zone()))?;
    Ok(Box::new(Plain(out.finish()?)))
}

/// Steps taken back or done again.
struct Turned {
    word: &'static str,
    steps: Vec<Step>,
}

impl Report for Turned {
    fn json(&self) -> Value {
        let step = |s: &Step| json!({ "step": s.id, "label": s.label, "command": s.command });
        json!({ "said": self.text().trim_end(), "steps": self.steps.iter().map(step).collect::<Vec<_>>() })
    }

    fn text(&self) -> String {
        self.steps
            .iter()
            .map(|s| crate::domain::text::clean(&format!("{}: {}", self.word, s.label)).into_owned() + "\n")
            .collect()
    }
}

fn turn(store: &Store, args: &Args<'_>, word: &'static str, which: Turn) -> Result<Box<dyn Report>> {
    let count = args.get::<Count>("count")?.map_or(1, |c| c.0);
    let mut steps = Vec::new();
    for _ in 0..count {
        let files = |tx: &Tx<'_>, step: &Step| super::subscribe::write_back(tx, args.context.config, Some(step.id));
        match store.turn(args.context.now, which, files) {
            Ok(step) => steps.push(step),
            Err(Error::Problem { .. }) if !steps.is_empty() => break,
            Err(error) => return Err(error),
        }
    }
    Ok(Box::new(Turned { word, steps }))
}

/// Takes the newest steps back.
pub fn undo(store: &Store, _: &World, args: &Args<'_>) -> Result<Box<dyn Report>> {
    turn(store, args, "undone", Turn::Back)
}

/// Does steps again that were taken back.
pub fn redo(store: &Store, _: &World, args: &Args<'_>) -> Result<Box<dyn Report>> {
    turn(store, args, "redone", Turn::Forth)
}

/// The steps, newest first.
struct Steps {
    steps: Vec<Step>,
    zone: crate::domain::zone::Zone,
}

impl Report for Steps {
    fn json(&self) -> Value {
        let step = |s: &Step| json!({ "step": s.id, "at": self.zone.rfc3339(s.at), "label": s.label, "command": s.command, "undone": s.undone });
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
                if s.undone { "undone".to_owned() } else { String::new() },
            ]);
        }
        columns.text()
    }
}

/// The history of steps.
pub fn history(args: &Args<'_>) -> Result<Box<dyn Report>> {
    let limit = args.get::<Count>("limit")?.map_or(20, |c| c.0);
    Ok(Box::new(Steps { steps: args.context.db.steps(limit)?, zone: args.context.zone().clone() }))
}

/// Where the database is.
pub fn db_path(world: &World, _: &Args<'_>) -> Result<Box<dyn Report>> {
    Ok(Box::new(Plain(format!("{}\n", world.db_path.display()))))
}

/// What a check of the database found.
struct Found {
    problems: Vec<String>,
    entries: usize,
    repaired: bool,
}

impl Report for Found {
    fn json(&self) -> Value {
        json!({ "ok": self.problems.is_empty(), "problems": self.problems, "entries": self.entries, "repaired": self.repaired })
    }

    fn text(&self) -> String {
        if self.problems.is_empty() {
            let entries =
                if self.entries == 1 { "1 entry adds".to_owned() } else { format!("{} entries add", self.entries) };
            return format!("all is well: the file is sound, and {entries} up to the figures kept\n");
        }
        let end = if self.repaired { "the figures were computed anew from the entries\n" } else { "" };
        self.problems.iter().map(|p| format!("{p}\n")).chain([end.to_owned()]).collect()
    }
}

/// Checks the file, its references, and the kept figures against a computation from nothing.
pub fn db_check(store: &Store, _: &World, args: &Args<'_>) -> Result<Box<dyn Report>> {
    let mut problems = store.integrity()?;
    let now = args.context.now;
    let (kept, fresh) = store.rehearse(now, |tx| {
        let kept = tx.totals()?;
        tx.recompute()?;
        Ok((kept, tx.totals()?))
    })?;
    let wrong = kept.bills.iter().zip(&fresh.bills).filter(|(a, b)| a != b).count()
        + kept.bills.len().abs_diff(fresh.bills.len());
    if wrong > 0 {
        problems.push(format!("{wrong} entries come to something else than what is kept for them"));
    }
    if kept.due != fresh.due {
        problems.push("what is kept as unbilled is not what the entries add up to".to_owned());
    }
    let repaired = !problems.is_empty() && args.flag("repair");
    if repaired {
        store.aside("repairing", |tx| {
            tx.recompute()?;
            tx.renew_horizon(now)
        })?;
    }
    let report = Found { problems, entries: fresh.bills.len(), repaired };
    if report.problems.is_empty() || repaired {
        return Ok(Box::new(report));
    }
    Err(Error::problem(format!("{}; 'vadash db check --repair' computes the figures anew", report.problems.join("; "))))
}

/// Copies the database, complete and checked.
pub fn db_backup(store: &Store, world: &World, args: &Args<'_>) -> Result<Box<dyn Report>> {
    let to = match args.get::<FileName>("file")? {
        Some(file) => file.0,
        None => {
            let stamp = store.setting().zone.local(args.context.now).format("%Y-%m-%d-%H%M%S");
            world.db_path.with_file_name(format!("vadash-{stamp}.db"))
        }
    };
    if to.exists() {
        return Err(Error::at("file", format!("{} exists: choose another name", to.display())));
    }
    store.backup(&to)?;
    Ok(Box::new(Plain(format!("{}\n", to.display()))))
}
