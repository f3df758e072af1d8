//! One old step taken back, and one deleted record brought back: out of the images that the journal keeps.
//!
//! Both are changes like any other, journalled as a step of their own, so that they can be undone. What they may not
//! do is change what later steps have made of a row, or leave one that names a record that is not there.

use serde_json::Value;

use super::bulk::blocks;
use super::database::Store;
use super::faults::explain;
use super::journal::{Direction, Made, STEP, UndoStep, same, step};
use super::reads::Reads;
use super::tables::{RECORDS, noun, records_of};
use super::taken::Gone;
use super::ties::Tie;
use super::triggers::{On, columns, image};
use super::tx::{Fate, Tx};
use crate::domain::text::cut;
use crate::domain::time::Instant;
use crate::error::{Doing, Error, Result};

/// Returns the state of a record's deletion.
#[derive(Clone, Debug, PartialEq)]
pub enum Deletion {
    /// It was deleted by this step, and was this before.
    By(UndoStep, Value),
    /// It is there.
    There,
    /// Another record has its number.
    Taken,
    /// The step that made it is taken back.
    Unmade(UndoStep),
    /// The history knows nothing of it.
    Unknown,
}

/// What was brought back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Back {
    /// The other records, by table.
    pub with: Vec<(String, i64)>,
    /// Records that name it again.
    pub tied: usize,
}

impl Reads {
    /// The mark of this database: what tells its entries from another's.
    pub fn mark(&self) -> Result<String> {
        let doing = "reading the database's mark";
        // A file of an older version that is only read has none.
        self.maybe(doing, "SELECT text FROM mark", (), |r| r.get(0))?.ok_or_else(|| {
            Error::problem("the database is of an older version and cannot be written: it has no mark yet")
        })
    }

    /// The next row's number. That of a row which was deleted is not given again; one that was taken back by an undo is.
    pub(super) fn next_number(&self, table: &str) -> Result<i64> {
        let doing = "numbering a row";
        let highest: i64 = self.one(doing, &format!("SELECT coalesce(max(id), 0) FROM {table}"), (), |r| r.get(0))?;
        let sql = "SELECT row FROM change WHERE record = ?1 AND row > ?2 AND after IS NULL AND last IS NULL \
                   AND (SELECT state FROM op WHERE id = change.op) = 'done' ORDER BY row DESC LIMIT 1";
        let gone: Option<i64> = self.maybe(doing, sql, (table, highest), |r| r.get(0))?;
        Ok(gone.unwrap_or(highest) + 1)
    }

    /// Records of a table that were deleted, the newest first: the number, and what each was.
    pub fn deleted(&self, table: &str, limit: i64) -> Result<Vec<(i64, Value)>> {
        let sql = format!(
            "SELECT row, before FROM change c JOIN op o ON o.id = c.op WHERE record = ?1 AND after IS NULL AND last IS NULL \
             AND o.state = 'done' AND NOT EXISTS (SELECT 1 FROM {table} t WHERE t.id = c.row) \
             GROUP BY row HAVING c.id = max(c.id) ORDER BY c.id DESC LIMIT ?2"
        );
        let doing = "reading what was deleted";
        let rows: Vec<(i64, String)> = self.all(doing, &sql, (table, limit), |r| Ok((r.get(0)?, r.get(1)?)))?;
        rows.into_iter().map(|(row, image)| Ok((row, serde_json::from_str(&image).doing(doing)?))).collect()
    }

    /// Where the deletion of a record stands.
    pub fn gone(&self, table: &str, id: i64) -> Result<Deletion> {
        let doing = "looking into the history";
        let there = self.exists(table, id)?;
        let sql = "SELECT c.op, c.before FROM change c JOIN op o ON o.id = c.op WHERE c.record = ?1 AND c.row = ?2 \
                   AND c.after IS NULL AND c.last IS NULL AND o.state = 'done' ORDER BY c.id DESC LIMIT 1";
        let found: Option<(i64, String)> = self.maybe(doing, sql, (table, id), |r| Ok((r.get(0)?, r.get(1)?)))?;
        let Some((op, before)) = found else {
            if there {
                return Ok(Deletion::There);
            }
            let sql = format!(
                "{STEP} WHERE state = 'undone' AND EXISTS (SELECT 1 FROM change c WHERE c.op = op.id AND c.record = ?1 \
                 AND (c.row = ?2 OR c.last >= ?2 AND c.row < ?2) AND c.before IS NULL) ORDER BY id LIMIT 1"
            );
            return Ok(self.maybe(doing, &sql, (table, id), step)?.map_or(Deletion::Unknown, Deletion::Unmade));
        };
        if there {
            // Brought back, it was added as it had been deleted.
            let sql = "SELECT c.after FROM change c JOIN op o ON o.id = c.op WHERE c.record = ?1 AND c.row = ?2 \
                       AND c.before IS NULL AND c.last IS NULL AND o.state = 'done' AND c.op > ?3 ORDER BY c.id DESC LIMIT 1";
            let born: Option<String> = self.maybe(doing, sql, (table, id, op), |r| r.get(0))?;
            return Ok(if born.as_ref() == Some(&before) { Deletion::There } else { Deletion::Taken });
        }
        Ok(Deletion::By(self.past_step(op)?, serde_json::from_str(&before).doing(doing)?))
    }

    /// A step by its number, if the history shows it.
    pub fn past_step(&self, id: i64) -> Result<UndoStep> {
        let found =
            self.maybe("reading the history", &format!("{STEP} WHERE id = ?1 AND state <> 'dropped'"), [id], step)?;
        found.ok_or_else(|| Error::problem(format!("there is no step {id}: 'vadash history' shows those there are")))
    }

    /// The newest step that has changed a row.
    fn last_step(&self, table: &str, id: i64) -> Result<Option<UndoStep>> {
        let sql = format!(
            "{STEP} WHERE id = (SELECT max(c.op) FROM change c JOIN op o ON o.id = c.op WHERE c.record = ?1 \
             AND (c.row = ?2 OR c.last >= ?2 AND c.row < ?2) AND o.state = 'done')"
        );
        self.maybe("reading the history", &sql, (table, id), step)
    }
}

impl Tx<'_> {
    /// Journals whatever is changed from here on.
    pub(super) fn watch_all(&self) -> Result<()> {
        for kind in RECORDS {
            for on in [On::Insert, On::Update, On::Delete] {
                self.watch(kind, on)?;
            }
        }
        // Rows are put back one by one; references between them hold again at the end.
        self.batch("looking back", "PRAGMA defer_foreign_keys = ON")
    }

    /// Reverts a step that need not be the newest, as a step of its own.
    pub fn take_back(&self, id: i64) -> Result<UndoStep> {
        let doing = "taking a step back";
        let found = self.past_step(id)?;
        if found.undone {
            return Err(Error::problem(format!("step {id} is undone already")));
        }
        if found.gone {
            return Err(Error::problem(format!("nothing is left to undo of step {id}: {}", UndoStep::REPLACED)));
        }
        self.refuse_changed_since(&found)?;
        let ties = self.ties()?;
        self.refuse_named_since(&found, &ties)?;
        let stands = self.stands(id)?;
        if let Some(why) = stands.map_or_else(|| self.billed_since(&found), |why| Ok(Some(why)))? {
            return Err(Error::problem(format!("step {id} cannot be undone: {why}")));
        }
        self.watch_all()?;
        let sql = "SELECT record, row, last, before FROM change WHERE op = ?1 ORDER BY id DESC";
        let mut done = Ok(());
        let read = |r: &rusqlite::Row<'_>| Ok((r.get(0)?, (r.get(1)?, r.get(2)?), r.get(3)?));
        self.each(doing, sql, [id], read, |(table, rows, before): (String, (i64, Option<i64>), Option<String>)| {
            done = match rows {
                (row, None) => self.put_text(doing, &table, row, before.as_deref()),
                // The rows had no image, and now the step that is written has one of each.
                (first, Some(last)) => self.delete_range(doing, &table, first, last),
            };
            done.is_ok()
        })?;
        done?;
        self.refuse_missing(id, &ties)?;
        Ok(found)
    }

    fn delete_range(&self, doing: &str, table: &str, first: i64, last: i64) -> Result<()> {
        let sql = format!("DELETE FROM {} WHERE id BETWEEN ?1 AND ?2", records_of(table)?.table);
        for block in blocks(first, last) {
            self.run(doing, &sql, block)?;
        }
        Ok(())
    }

    /// Refuses where a row of a step is no more as the step has left it.
    pub(super) fn refuse_changed_since(&self, found: &UndoStep) -> Result<()> {
        let doing = "looking into the history";
        let sql = "SELECT DISTINCT d.record, d.row FROM change c JOIN change d ON d.record = c.record AND d.op > c.op \
                   AND d.row BETWEEN c.row AND coalesce(c.last, c.row) JOIN op o ON o.id = d.op \
                   WHERE c.op = ?1 AND o.state = 'done' AND d.last IS NULL \
                   UNION SELECT c.record, c.row FROM change c JOIN change d ON d.record = c.record AND d.op > c.op \
                   AND d.last >= c.row AND d.row <= c.row JOIN op o ON o.id = d.op WHERE c.op = ?1 AND o.state = 'done'";
        let later: Vec<(String, i64)> = self.all(doing, sql, [found.id], |r| Ok((r.get(0)?, r.get(1)?)))?;
        for (table, row) in later {
            let sql = "SELECT after FROM change WHERE op = ?1 AND record = ?2 AND row = ?3 AND last IS NULL ORDER BY id DESC LIMIT 1";
            let left: Option<Option<String>> = self.maybe(doing, sql, (found.id, &table, row), |r| r.get(0))?;
            let sql = format!(
                "SELECT {} FROM {table} WHERE id = ?1",
                image(&columns(self.conn(), &table).map_err(|e| explain(doing, e))?, "")
            );
            let now: Option<String> = self.maybe(doing, &sql, [row], |r| r.get(0))?;
            // What later steps have done and taken back again is as it was.
            if left.is_some_and(|left| same(left.as_deref(), now.as_deref())) {
                continue;
            }
            let by = self.last_step(&table, row)?;
            let by =
                by.map_or_else(String::new, |by| format!(": step {} ({}) changed it since", by.id, cut(&by.label, 60)));
            return Err(Error::problem(format!("step {} cannot be undone{by}", found.id)));
        }
        Ok(())
    }

    /// Refuses where other rows name one that the step has added.
    pub(super) fn refuse_named_since(&self, found: &UndoStep, ties: &[Tie]) -> Result<()> {
        for tie in ties {
            let sql = format!(
                "SELECT t.id FROM change c JOIN {0} t ON t.{1} BETWEEN c.row AND coalesce(c.last, c.row) WHERE c.op = ?1 \
                 AND c.record = ?2 AND c.before IS NULL AND NOT EXISTS (SELECT 1 FROM change d WHERE d.op = ?1 \
                 AND d.record = '{0}' AND (d.row = t.id OR d.last >= t.id AND d.row <= t.id)) LIMIT 1",
                tie.table, tie.column
            );
            let named: Option<i64> = self.maybe("looking into the history", &sql, (found.id, &tie.to), |r| r.get(0))?;
            if let Some(row) = named {
                let by = self.last_step(tie.table, row)?;
                let by = by.map_or_else(String::new, |by| format!(" (step {}: {})", by.id, by.label));
                let what = format!("{} {row}{by} belongs to what it added", noun(tie.table));
                return Err(Error::problem(format!("step {} cannot be undone: {what}", found.id)));
            }
        }
        Ok(())
    }

    /// Refuses where a row that a step has changed and that is put back names one that is not there.
    fn refuse_missing(&self, id: i64, ties: &[Tie]) -> Result<()> {
        for tie in ties {
            let sql = format!(
                "SELECT t.{1} FROM change c JOIN {0} t ON t.id = c.row WHERE c.op = ?1 AND c.record = '{0}' \
                 AND t.{1} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {2} p WHERE p.id = t.{1}) LIMIT 1",
                tie.table, tie.column, tie.to
            );
            let missing: Option<i64> = self.maybe("looking into the history", &sql, [id], |r| r.get(0))?;
            if let Some(missing) = missing {
                return Err(self.missing(tie, missing, &format!("step {id} cannot be undone"))?);
            }
        }
        Ok(())
    }

    fn missing(&self, tie: &Tie, id: i64, cannot: &str) -> Result<Error> {
        let by = self.last_step(&tie.to, id)?;
        let by = by.map_or_else(String::new, |by| format!(" (step {}: {})", by.id, by.label));
        Ok(Error::problem(format!("{cannot}: the {0} it belongs to, {0} {id}, is deleted{by}", noun(&tie.to))))
    }

    /// Restores a record that a step has deleted, with what went with it.
    pub fn bring_back(&self, table: &str, id: i64, by: &UndoStep) -> Result<Back> {
        let doing = "bringing a record back";
        self.watch_all()?;
        let ties = self.ties()?;
        let mut back = Back::default();
        let mut waiting = vec![(table.to_owned(), id)];
        let mut again = Vec::new();
        while let Some((table, id)) = waiting.pop() {
            // The first image is what it was before the step did anything to it.
            let sql = "SELECT before FROM change WHERE op = ?1 AND record = ?2 AND row = ?3 ORDER BY id LIMIT 1";
            let before: Option<String> = self.maybe(doing, sql, (by.id, &table, id), |r| r.get(0))?.flatten();
            let Some(before) = before.filter(|_| !self.exists(&table, id).unwrap_or(true)) else { continue };
            let mut before: Value = serde_json::from_str(&before).doing(doing)?;
            self.cut_loose(&table, &mut before, &ties)?;
            self.put(doing, &table, id, Some(&before))?;
            if !again.is_empty() {
                back.with.push((table.clone(), id));
            }
            again.push((table.clone(), id));
            for tie in ties.iter().filter(|tie| tie.to == table) {
                let sql = format!(
                    "SELECT row, max(after IS NULL) FROM change WHERE op = ?1 AND record = '{0}' \
                     AND json_extract(before, '$.{1}') = ?2 AND json_extract(after, '$.{1}') IS NULL GROUP BY row",
                    tie.table, tie.column
                );
                let rows: Vec<(i64, bool)> = self.all(doing, &sql, (by.id, id), |r| Ok((r.get(0)?, r.get(1)?)))?;
                for (row, deleted) in rows {
                    if deleted {
                        waiting.push((tie.table.to_owned(), row));
                    } else {
                        let sql =
                            format!("UPDATE {0} SET {1} = ?2 WHERE id = ?1 AND {1} IS NULL", tie.table, tie.column);
                        back.tied += self.run(doing, &sql, (row, id))?;
                    }
                }
            }
            if table == "event" {
                let sql = "SELECT row FROM change WHERE op = ?1 AND record = 'event' AND after IS NULL AND last IS NULL \
                           AND json_extract(before, '$.calendar') = ?2 AND json_extract(before, '$.uid') = ?3";
                let series = (by.id, before["calendar"].as_i64(), before["uid"].as_str().unwrap_or_default());
                let rows: Vec<i64> = self.all(doing, sql, series, |r| r.get(0))?;
                waiting.extend(rows.into_iter().map(|row| ("event".to_owned(), row)));
            }
        }
        self.forget_what_is_back()?;
        Ok(back)
    }

    /// Forgets of what is there again that it was deleted here.
    fn forget_what_is_back(&self) -> Result<()> {
        let sql = "SELECT id FROM gone g WHERE record = 'entry' AND EXISTS (SELECT 1 FROM entry WHERE external_id = g.name) \
                   OR record = 'task' AND EXISTS (SELECT 1 FROM task WHERE external_id = g.name) \
                   OR record = 'event' AND EXISTS (SELECT 1 FROM event e WHERE e.calendar = g.calendar AND e.uid = g.name \
                   AND e.recurrence_id = g.recurrence_id)";
        let back: Vec<i64> = self.all("reading what was deleted", sql, (), |r| r.get(0))?;
        back.into_iter().try_for_each(|id| self.delete_taken::<Gone>(id))
    }

    /// Takes out of an image what names a record that is not there any more, where that may be; else it is refused.
    fn cut_loose(&self, table: &str, before: &mut Value, ties: &[Tie]) -> Result<()> {
        for tie in ties.iter().filter(|tie| tie.table == table) {
            let Some(to) = before[&tie.column].as_i64() else { continue };
            if self.exists(&tie.to, to)? {
                continue;
            }
            if !tie.loose {
                let what = format!("{} {} cannot be restored", noun(table), before["id"]);
                return Err(self.missing(tie, to, &what)?);
            }
            before[&tie.column] = Value::Null;
        }
        Ok(())
    }
}

impl Store {
    /// The step that an undo or a redo would take next.
    pub fn turnable(&self, turn: Direction) -> Result<Option<i64>> {
        let sql = match turn {
            Direction::Back => "SELECT max(id) FROM op WHERE state = 'done'",
            Direction::Forth => "SELECT min(id) FROM op WHERE state = 'undone'",
        };
        self.one("reading the history", sql, (), |r| r.get(0))
    }

    /// Reverts a step that was just made without a trace; false if somebody has made another one since.
    ///
    /// What could be done again before it can be again.
    pub fn retract(
        &self,
        now: Instant,
        made: &Made,
        also: impl FnOnce(&Tx<'_>, &UndoStep) -> Result<()>,
    ) -> Result<bool> {
        self.transact(now, Fate::Steps, |tx| {
            let doing = "taking back what cannot be answered";
            let sql = "SELECT max(id) FROM op WHERE state = 'done'";
            let newest: Option<i64> = tx.one(doing, sql, (), |r| r.get(0))?;
            if newest != Some(made.step) {
                return Ok(false);
            }
            let step = tx.turn(Direction::Back)?;
            tx.derive(step.id)?;
            also(tx, &step)?;
            tx.run(doing, "DELETE FROM change WHERE op = ?1", [step.id])?;
            tx.run(doing, "DELETE FROM op WHERE id = ?1", [step.id])?;
            for dropped in &made.dropped {
                tx.run(doing, "UPDATE op SET state = 'undone' WHERE id = ?1", [dropped])?;
            }
            Ok(true)
        })
    }
}
