//! Undo for every table, written once.
//!
//! Triggers made from the schema keep the image of each changed row, before and
//! after, under the step that changed it. Undo writes the images before, newest
//! first; redo the images after, oldest first. The same rows are a record's history.

use serde_json::{Map, Value};

use super::author::Author;
use super::bulk::Range;
use super::packed::{is_another_there, put_sql};
use super::reads::Reads;
use super::record::Record;
use super::tables::records_of;
use super::tx::Tx;
use crate::domain::time::Instant;
use crate::error::{Doing, Error, Result};

/// One step of the undo history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UndoStep {
    /// Its number; later steps have higher ones.
    pub id: i64,
    /// When it was done.
    pub at: Instant,
    /// What it did, in words.
    pub label: String,
    /// The command line that does the same.
    pub command: String,
    /// Whether it is taken back at the moment.
    pub undone: bool,
    /// Whether nothing is left of it, because others have changed all its records since.
    pub gone: bool,
    /// Why steps above it were passed over: they can no longer be taken back.
    pub passed: Vec<String>,
}

impl UndoStep {
    /// Why nothing may be left of a step.
    pub const REPLACED: &str = "its records were changed outside vadash since";
    /// Stands behind the words of a step of which something is left and something not.
    pub(super) const PARTLY: &str = "; but not what was changed outside vadash since";
}

/// A step that was just made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// Its number.
    pub step: i64,
    /// Steps that were taken back before and cannot be done again because of it.
    pub dropped: Vec<i64>,
    /// The clients whose figures it moved.
    pub clients: Vec<i64>,
}

/// One row's change within a step.
#[derive(Clone, Debug, PartialEq)]
pub struct RowChange {
    /// When.
    pub at: Instant,
    /// The table.
    pub record: String,
    /// The row's id; of many that were added at once, the first's.
    pub row: i64,
    /// The row before, `None` if it was added.
    pub before: Option<Value>,
    /// The row after, `None` if it was deleted.
    pub after: Option<Value>,
}

/// Which way the history is walked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Undo.
    Back,
    /// Redo.
    Forth,
}

/// A step with what [`step`] reads.
pub(super) const STEP: &str = "SELECT id, at, label, command, state = 'undone' AS undone, \
                               NOT EXISTS (SELECT 1 FROM change WHERE change.op = op.id) AS gone FROM op";

pub(super) fn step(row: &rusqlite::Row<'_>) -> rusqlite::Result<UndoStep> {
    let (mut label, gone): (String, bool) = (row.get("label")?, row.get("gone")?);
    if let Some(whole) = label.strip_suffix(UndoStep::PARTLY).filter(|_| gone) {
        label = whole.to_owned();
    }
    Ok(UndoStep {
        id: row.get("id")?,
        at: row.get("at")?,
        label,
        command: row.get("command")?,
        undone: row.get("undone")?,
        gone,
        passed: Vec::new(),
    })
}

/// The number of the newest step, 0 before the first.
pub(super) const NEWEST_STEP: &str = "SELECT coalesce(max(id), 0) FROM op";

/// The change that made the row `row` of `record` what it is: the newest that is not taken back, as an expression.
pub(super) fn newest_change(record: &str, row: &str) -> String {
    format!(
        "(SELECT c.id FROM change c WHERE c.record = {record} AND c.row = {row} AND c.last IS NULL \
         AND (SELECT state FROM op WHERE id = c.op) = 'done' ORDER BY c.op DESC, c.id DESC LIMIT 1)"
    )
}

/// An image as it can be read, if it can be.
pub(super) fn read_image(text: &str) -> Option<Map<String, Value>> {
    serde_json::from_str(text).ok()
}

/// Whether two images say the same; one of an older version lacks columns that came later.
pub(super) fn same(left: Option<&str>, now: Option<&str>) -> bool {
    let (Some(left), Some(now)) = (left, now) else { return left == now };
    if left == now {
        return true;
    }
    match (read_image(left), read_image(now)) {
        (Some(left), Some(now)) => left.iter().all(|(name, value)| now.get(name) == Some(value)),
        _ => false,
    }
}

impl Reads {
    /// The newest steps first, those taken back included.
    pub fn steps(&self, limit: i64) -> Result<Vec<UndoStep>> {
        let sql = format!("{STEP} WHERE state <> 'dropped' ORDER BY id DESC LIMIT ?1");
        self.all("reading the history", &sql, [limit], step)
    }

    /// The number of the newest step, 0 before the first.
    pub fn newest_step(&self) -> Result<i64> {
        self.one("reading the history", NEWEST_STEP, (), |r| r.get(0))
    }

    /// Returns the history of one row, oldest first: when, and its images before and after.
    pub fn history<R: Record>(&self, id: i64) -> Result<Vec<RowChange>> {
        let about = "c.record = ?1 AND (c.row = ?2 OR c.last >= ?2 AND c.row < ?2) AND o.state = 'done'";
        let mut changes = self.changes_where(about, (R::TABLE, id))?;
        // A number is given again after its row was deleted: the history is that of the newest bearer.
        if let Some(born) = changes.iter().rposition(|c| c.before.is_none()) {
            changes.drain(..born);
        }
        Ok(changes)
    }

    pub(super) fn changes_where(&self, condition: &str, params: impl rusqlite::Params) -> Result<Vec<RowChange>> {
        let mut all = Ok(Vec::new());
        self.each_change(&format!("{condition} ORDER BY c.id"), params, |change| {
            match (&mut all, change) {
                (Ok(all), Ok(change)) => all.push(change),
                (_, Err(error)) => all = Err(error),
                (Err(_), _) => {}
            }
            all.is_ok()
        })?;
        all
    }

    /// Reads changes one by one as long as `on` wants more.
    pub(super) fn each_change(
        &self,
        condition: &str,
        params: impl rusqlite::Params,
        mut on: impl FnMut(Result<RowChange>) -> bool,
    ) -> Result<()> {
        let doing = "reading the history";
        let sql = format!(
            "SELECT o.at, c.record, c.row, c.before, c.after FROM change c JOIN op o ON o.id = c.op WHERE {condition}"
        );
        let row = |r: &rusqlite::Row<'_>| {
            let (before, after): (Option<String>, Option<String>) = (r.get("before")?, r.get("after")?);
            Ok((r.get("at")?, r.get("record")?, r.get("row")?, before, after))
        };
        let read = |text: Option<String>| text.map(|t| serde_json::from_str(&t)).transpose().doing(doing);
        self.each(doing, &sql, params, row, |(at, record, row, before, after)| {
            let images = read(before).and_then(|before| Ok((before, read(after)?)));
            on(images.map(|(before, after)| RowChange { at, record, row, before, after }))
        })
    }
}

impl Tx<'_> {
    pub(super) fn open_step(&self, command: &str) -> Result<i64> {
        let doing = "starting to write";
        // The step being written, for the triggers; of this connection alone, and empty outside a write.
        self.run(doing, "CREATE TEMP TABLE IF NOT EXISTS writing (op INTEGER NOT NULL)", ())?;
        let Author { machine, draw } = &self.setting().author;
        let sql = "INSERT INTO op(uid, at, by, machine, label, command) VALUES (?1, ?2, ?3, ?4, '', ?5)";
        self.run(doing, sql, (draw()?, self.now, Author::ME, machine, command))?;
        let op = self.conn().last_insert_rowid();
        self.run(doing, "INSERT INTO writing(op) VALUES (?1)", [op])?;
        Ok(op)
    }

    /// Ends the step; nothing, and no trace of it, if it changed nothing.
    pub(super) fn close_step(&self, op: i64, label: &str) -> Result<Option<Made>> {
        let doing = "recording the step";
        self.run(doing, "DELETE FROM writing", ())?;
        // A row written as it was is no change.
        self.run(doing, "DELETE FROM change WHERE op = ?1 AND before = after", [op])?;
        let changed: bool =
            self.one(doing, "SELECT EXISTS (SELECT 1 FROM change WHERE op = ?1)", [op], |r| r.get(0))?;
        if !changed {
            self.run(doing, "DELETE FROM op WHERE id = ?1", [op])?;
            return Ok(None);
        }
        self.tally_firsts(op, true)?;
        self.run(doing, "UPDATE op SET label = ?2 WHERE id = ?1", (op, label))?;
        let sql = "UPDATE op SET state = 'dropped' WHERE state = 'undone' RETURNING id";
        let dropped = self.all(doing, sql, (), |r| r.get(0))?;
        Ok(Some(Made { step: op, dropped, clients: Vec::new() }))
    }

    pub(super) fn turn(&self, turn: Direction) -> Result<UndoStep> {
        let (doing, none, state) = match turn {
            Direction::Back => ("undoing", "there is nothing to undo", "undone"),
            Direction::Forth => ("doing again", "there is nothing to redo", "done"),
        };
        let found = match turn {
            Direction::Back => self.newest_to_undo()?,
            Direction::Forth => {
                self.maybe(doing, &format!("{STEP} WHERE state = 'undone' ORDER BY id LIMIT 1"), (), step)?
            }
        };
        let step = found.ok_or_else(|| Error::problem(none))?;
        if step.gone {
            self.run(doing, "UPDATE op SET state = 'dropped' WHERE id = ?1", [step.id])?;
            return Ok(step);
        }
        // Rows are put back one by one; references between them hold again at the end.
        self.batch(doing, "PRAGMA defer_foreign_keys = ON")?;
        let (image, order) = if turn == Direction::Back { ("before", "DESC") } else { ("after", "ASC") };
        let sql = format!("SELECT record, row, {image}, last FROM change WHERE op = ?1 ORDER BY id {order}");
        let mut done = Ok(());
        let read = |r: &rusqlite::Row<'_>| {
            let (record, first, last): (String, i64, Option<i64>) = (r.get(0)?, r.get(1)?, r.get(3)?);
            Ok((Range { record, first, last: last.unwrap_or(first) }, last.is_some(), r.get(2)?))
        };
        // One by one: a step may have changed a million rows.
        self.each(doing, &sql, [step.id], read, |(rows, many, image): (Range, bool, Option<String>)| {
            done = match (many, turn) {
                (true, Direction::Back) => self.pack(step.id, &rows),
                (true, Direction::Forth) => self.unpack(step.id, &rows),
                (false, _) => self.put_text(doing, &rows.record, rows.first, image.as_deref()),
            };
            done.is_ok()
        })?;
        done?;
        if turn == Direction::Forth {
            self.forget_packed(step.id)?;
        }
        self.tally_firsts(step.id, turn == Direction::Forth)?;
        self.run(doing, "UPDATE op SET state = ?2 WHERE id = ?1", (step.id, state))?;
        Ok(step)
    }

    /// Makes a row equal to an image, or absent.
    pub(super) fn put(&self, doing: &str, table: &str, id: i64, image: Option<&Value>) -> Result<()> {
        records_of(table)?;
        let Some(image) = image.and_then(Value::as_object) else {
            let done = self.run(doing, &format!("DELETE FROM {table} WHERE id = ?1"), [id]);
            return done.map(drop).map_err(|error| self.refused(error, table, id));
        };
        let sql = put_sql(table, image.keys().map(String::as_str));
        let values: Vec<rusqlite::types::Value> = image.values().map(to_sql).collect();
        let done = self.run(doing, &sql, rusqlite::params_from_iter(values));
        done.map(|_| ()).map_err(|error| self.refused(is_another_there(error, table, id), table, id))
    }

    /// The same with an image as it is kept.
    pub(super) fn put_text(&self, doing: &str, table: &str, id: i64, image: Option<&str>) -> Result<()> {
        let image: Option<Value> = image.map(serde_json::from_str).transpose().doing(doing)?;
        self.put(doing, table, id, image.as_ref())
    }
}

fn to_sql(value: &Value) -> rusqlite::types::Value {
    match value {
        Value::Null => rusqlite::types::Value::Null,
        Value::Bool(b) => i64::from(*b).into(),
        Value::Number(n) => n.as_i64().unwrap_or_default().into(),
        Value::String(s) => s.clone().into(),
        other => other.to_string().into(),
    }
}
