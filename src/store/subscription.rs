//! Calendars that follow their files: what is taken in from there, and what a step changes there.

use std::collections::BTreeSet;

use rusqlite::types::Value;

use super::database::Store;
use super::event::{Calendar, EventRow};
use super::journal::UndoStep;
use super::packed::value_of;
use super::record::Record;
use super::source::SeriesKey;
use super::taken::Gone;
use super::tx::{Fate, Tx};
use crate::domain::time::Instant;
use crate::error::Result;

impl Store {
    /// Returns how many rows this connection has changed so far.
    pub fn total_changes(&self) -> u64 {
        self.reads.conn().total_changes()
    }

    /// Takes in what others changed: no step of the user, and so nothing that can be undone.
    ///
    /// `work` says which series it touched and which rows. What a step did to such a row is forgotten: to take it back
    /// would put an old state in the place of what somebody else has written since.
    pub fn take_in<T>(
        &self,
        now: Instant,
        work: impl FnOnce(&Tx<'_>) -> Result<(T, BTreeSet<SeriesKey>, Vec<i64>)>,
    ) -> Result<T> {
        self.transact(now, Fate::Others, |tx| {
            tx.be_roomy()?;
            let (value, series, rows) = work(tx)?;
            for row in &rows {
                tx.forget(EventRow::TABLE, *row)?;
            }
            tx.forget_gone(&rows)?;
            tx.derive_series(&series)?;
            Ok(value)
        })
    }
}

impl Tx<'_> {
    /// The events that the step being written has added one by one or changed, as they stand now.
    pub fn changed_events(&self) -> Result<Vec<EventRow>> {
        let sql = "SELECT * FROM event WHERE id IN (SELECT row FROM change WHERE record = 'event' AND last IS NULL \
                   AND op = (SELECT op FROM writing)) ORDER BY id";
        self.all("reading what has changed", sql, (), EventRow::from_row)
    }

    /// The series that the step being written, or a step of the history, has touched. Whose meeting it is stands in no
    /// file: a change of nothing else touches none.
    pub fn touched_series(&self, step: Option<i64>) -> Result<BTreeSet<SeriesKey>> {
        let sql = "WITH touched AS (SELECT before, after FROM change WHERE op = ?1 AND record = 'event' \
                    AND json_remove(before, '$.client') IS NOT json_remove(after, '$.client')) \
                   SELECT json_extract(image, '$.calendar'), json_extract(image, '$.uid') FROM \
                   (SELECT before AS image FROM touched UNION ALL SELECT after FROM touched) WHERE image IS NOT NULL";
        let doing = "reading what has changed";
        let step = match step {
            Some(step) => Some(step),
            None => self.maybe(doing, "SELECT op FROM writing", (), |r| r.get(0))?,
        };
        let mut touched: BTreeSet<SeriesKey> =
            self.all(doing, sql, [step], |r| Ok((r.get(0)?, r.get(1)?)))?.into_iter().collect();
        if let Some(step) = step {
            touched.extend(self.series_added(step)?);
        }
        Ok(touched)
    }

    /// The series of the events that a step has added many at once, whether they are there or put away.
    pub(super) fn series_added(&self, step: i64) -> Result<Vec<SeriesKey>> {
        let doing = "reading what has changed";
        let sql = "SELECT e.calendar, e.uid FROM change c JOIN event e ON e.id BETWEEN c.row AND c.last \
                   WHERE c.op = ?1 AND c.record = 'event' AND c.last IS NOT NULL";
        let mut found = self.all(doing, sql, [step], |r| Ok((r.get(0)?, r.get(1)?)))?;
        for range in self.ranges(step, EventRow::TABLE)? {
            self.each_packed(step, &range, |columns, _, values| {
                if let (Some(Value::Integer(calendar)), Some(Value::Text(uid))) =
                    (value_of("calendar", columns, values), value_of("uid", columns, values))
                {
                    found.push((*calendar, uid.clone()));
                }
                Ok(())
            })?;
        }
        Ok(found)
    }

    /// Returns an event as it was before the step being written; nothing if the step has added it.
    pub fn event_before(&self, id: i64) -> Result<Option<EventRow>> {
        let doing = "reading what has changed";
        let columns: Vec<String> =
            EventRow::COLUMNS.iter().map(|name| format!("json_extract(before, '$.{name}') AS {name}")).collect();
        let sql = format!(
            "SELECT row AS id, {} FROM change WHERE record = 'event' AND row = ?1 AND op = (SELECT op FROM writing) \
             AND before IS NOT NULL ORDER BY change.id LIMIT 1",
            columns.join(", ")
        );
        self.maybe(doing, &sql, [id], EventRow::from_row)
    }

    /// Notes the file that a series stands in.
    pub fn set_origin(&self, calendar: i64, uid: &str, source: i64) -> Result<()> {
        let sql = "INSERT INTO origin(calendar, uid, source) VALUES (?1, ?2, ?3) \
                   ON CONFLICT DO UPDATE SET source = excluded.source";
        self.run("noting a calendar's file", sql, (calendar, uid, source)).map(|_| ())
    }

    /// Notes that a series stands in no file.
    pub fn clear_origin(&self, calendar: i64, uid: &str) -> Result<()> {
        let sql = "DELETE FROM origin WHERE calendar = ?1 AND uid = ?2";
        self.run("noting a calendar's file", sql, (calendar, uid)).map(|_| ())
    }

    /// Sees to it that every file of a calendar is read again when it is asked for next.
    pub fn expire_sources(&self, calendar: i64) -> Result<()> {
        self.run("noting a calendar's file", "UPDATE source SET size = -1 WHERE calendar = ?1", [calendar]).map(|_| ())
    }

    /// Notes that a file is no calendar's any more.
    pub fn drop_source(&self, source: i64) -> Result<()> {
        self.run("noting a calendar's file", "DELETE FROM source WHERE id = ?1", [source]).map(|_| ())
    }

    /// Forgets what steps did to a calendar and its events: from now on it is as its files say.
    pub fn forget_calendar(&self, calendar: i64) -> Result<()> {
        self.forget(Calendar::TABLE, calendar)?;
        for row in self.events(Some(calendar))? {
            self.forget(EventRow::TABLE, row.id)?;
        }
        Ok(())
    }

    /// Forgets what was kept of events that are gone: their occurrences, and that time was logged for them.
    fn forget_gone(&self, rows: &[i64]) -> Result<()> {
        let doing = "forgetting what others have deleted";
        let mut gone = Vec::new();
        for row in rows {
            if self.find::<EventRow>(*row)?.is_none() {
                self.run(doing, "DELETE FROM occurrence WHERE event = ?1", [row])?;
                gone.push(row.to_string());
            }
        }
        // Taken back, an earlier change of an entry must not name an event that is not there.
        for image in ["before", "after"].iter().filter(|_| !gone.is_empty()) {
            let sql = format!(
                "UPDATE change SET {image} = json_set({image}, '$.event', NULL) WHERE record = 'entry' \
                 AND json_extract({image}, '$.event') IN (SELECT value FROM json_each(?1))"
            );
            self.run(doing, &sql, [format!("[{}]", gone.join(","))])?;
        }
        Ok(())
    }

    /// Forgets that a series was deleted here: it comes back whole.
    pub fn forget_gone_series(&self, calendar: i64, uid: &str) -> Result<()> {
        let sql = "SELECT * FROM gone WHERE record = 'event' AND name = ?2 AND coalesce(calendar, 0) = ?1";
        for gone in self.all("reading what was deleted", sql, (calendar, uid), Gone::from_row)? {
            self.delete::<Gone>(gone.id)?;
        }
        Ok(())
    }

    /// Forgets that an event was deleted here, and the step that did it, because its file has it again.
    pub fn forget_deleted(&self, event: &EventRow) -> Result<()> {
        let gone = self.gone_origin(EventRow::TABLE, Some(event.calendar), &event.uid, &event.recurrence_id)?;
        let Some(gone) = gone else { return Ok(()) };
        if let Some(image) = &gone.taken {
            self.forget(EventRow::TABLE, self.of_image::<EventRow>(image)?.id)?;
        }
        self.delete_taken::<Gone>(gone.id)?;
        self.forget(Gone::TABLE, gone.id)
    }

    /// Forgets what steps did to a row. A step of which nothing is left stays in the history, to say so; one of which only
    /// something is left says that.
    pub(super) fn forget(&self, table: &str, row: i64) -> Result<()> {
        self.tally_forgotten(table, row)?;
        let sql = "UPDATE op SET label = label || ?3 WHERE substr(label, -length(?3)) <> ?3 AND id IN (SELECT op FROM change \
                   WHERE record = ?1 AND row = ?2 UNION SELECT op FROM change WHERE record = ?1 AND last >= ?2 AND row <= ?2) \
                   AND EXISTS (SELECT 1 FROM change c WHERE c.op = op.id \
                   AND (c.record <> ?1 OR c.row <> ?2 OR coalesce(c.last, c.row) <> ?2))";
        self.run("forgetting what others have changed since", sql, (table, row, UndoStep::PARTLY))?;
        self.part_ranges(table, row)?;
        let sql = "DELETE FROM change WHERE record = ?1 AND row = ?2";
        self.run("forgetting what others have changed since", sql, (table, row)).map(|_| ())
    }
}
