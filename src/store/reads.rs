//! The reading side of the database, shared by [`Store`](super::Store) and [`Tx`](super::Tx).

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rusqlite::{CachedStatement, Connection, Params, Row, Rows};

use super::faults::explain;
use super::files::Identity;
use super::queue::Queue;
use super::record::{Record, RecordKind};
use super::triggers::{On, columns, trigger};
use super::version::refuse_newer;
use super::wait::Patience;
use crate::error::{Error, Result};

/// Everything that can be read; the reads of a table are in that table's file.
pub struct Reads {
    conn: Connection,
    /// The file it has open, to see whether another was put in its place.
    file: Option<(PathBuf, Identity)>,
    /// How it waits for others.
    patience: Patience,
    /// The changes that this connection journals.
    watched: RefCell<Vec<(&'static str, On)>>,
    /// How much of the file it kept in memory before a large write.
    modest: Cell<Option<i64>>,
    /// Whether a write is under way.
    writing: Cell<bool>,
    /// Open tasks, where they are kept.
    pub(super) queue: Queue,
}

/// A statement that is run again and again: to look one up each time costs as much as adding a row.
pub(super) struct Prepared<'a> {
    doing: &'static str,
    statement: CachedStatement<'a>,
}

impl Prepared<'_> {
    pub(super) fn run(&mut self, params: impl Params) -> Result<usize> {
        self.statement.execute(params).map_err(|e| explain(self.doing, e))
    }

    pub(super) fn maybe<T>(
        &mut self,
        params: impl Params,
        map: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        first(self.statement.query(params), map).map_err(|e| explain(self.doing, e))
    }
}

/// The first of the rows that a statement gives.
fn first<T>(
    rows: rusqlite::Result<Rows<'_>>,
    map: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Option<T>> {
    rows?.next()?.map(map).transpose()
}

impl Reads {
    pub(super) fn new(mut conn: Connection, file: Option<(PathBuf, Identity)>, patience: Patience) -> Self {
        conn.set_prepared_statement_cache_capacity(64);
        let queue = Queue::hear(&mut conn);
        let (watched, modest, writing) = (RefCell::default(), Cell::default(), Cell::default());
        Self { conn, file, patience, watched, modest, writing, queue }
    }

    /// Whether what is read may be taken back yet.
    pub(super) fn is_writing(&self) -> bool {
        self.writing.get()
    }

    pub(super) fn conn(&self) -> &Connection {
        &self.conn
    }

    /// Does something for which no other program is waited for.
    pub(super) fn at_once<T>(&self, work: impl FnOnce() -> T) -> T {
        self.patience.without(work)
    }

    /// Whether what is read is a file, and not made up in memory.
    pub fn is_file(&self) -> bool {
        self.file.is_some()
    }

    /// Runs `read` in one read transaction: it sees one state of the database, whatever others write meanwhile.
    pub fn snapshot<T>(&self, read: impl FnOnce() -> Result<T>) -> Result<T> {
        if !self.conn.is_autocommit() {
            return read();
        }
        self.batch("reading", "BEGIN")?;
        let found = read();
        self.end(found)
    }

    /// Begins to write. Who waited for a lock may have waited for another file to take this one's place: what is
    /// written to the old one then, nobody would ever read.
    pub(super) fn begin(&self) -> Result<()> {
        self.batch("starting to write", "BEGIN IMMEDIATE")?;
        self.writing.set(true);
        match &self.file {
            Some((path, file)) if Identity::of(path).ok() != Some(*file) => {
                self.roll_back();
                Err(Error::problem(
                    "the database was replaced meanwhile, and nothing was changed: do it again; \
                     where the screen is open, quit it and start it again",
                ))
            }
            Some((path, _)) => self.refuse_newer(path).inspect_err(|_| self.roll_back()),
            None => Ok(()),
        }
    }

    /// Refuses a file that a newer version has taken over since it was opened.
    fn refuse_newer(&self, path: &Path) -> Result<()> {
        let version = self.one("reading the version", "PRAGMA user_version", (), |r| r.get(0))?;
        refuse_newer(path, version)
    }

    /// Returns `data_version`, which changes when another connection has written; a newer version's file is refused.
    pub fn version(&self) -> Result<i64> {
        if let Some((path, _)) = &self.file {
            self.refuse_newer(path)?;
        }
        self.one("reading the data version", "PRAGMA data_version", (), |r| r.get(0))
    }

    pub(super) fn roll_back(&self) {
        // A failed statement may have rolled back by itself, and then there is nothing to roll back.
        if !self.conn.is_autocommit() {
            let _ = self.conn.execute_batch("ROLLBACK");
        }
        self.writing.set(false);
        // Triggers made meanwhile went with it.
        self.watched.borrow_mut().clear();
        self.be_modest();
    }

    /// Has room in memory, until the write ends, for the pages that a large one changes again and again: else each is
    /// written out and read back many times.
    pub(super) fn be_roomy(&self) -> Result<()> {
        if self.modest.get().is_none() {
            let doing = "starting a large write";
            self.modest.set(Some(self.one(doing, "PRAGMA cache_size", (), |r| r.get(0))?));
            self.batch(doing, "PRAGMA cache_size=-65536")?;
        }
        Ok(())
    }

    fn be_modest(&self) {
        if let Some(before) = self.modest.take() {
            // Memory that is not given back is no reason to take a write for failed.
            let _ = self.conn.execute_batch(&format!("PRAGMA cache_size={before}; PRAGMA shrink_memory"));
        }
    }

    /// Sees to it that changes of one sort to records of a kind are journalled from now on.
    pub(super) fn watch(&self, kind: &RecordKind, on: On) -> Result<()> {
        if self.watched.borrow().contains(&(kind.table, on)) {
            return Ok(());
        }
        self.batch("preparing to journal", &trigger(kind, on))?;
        self.watched.borrow_mut().push((kind.table, on));
        Ok(())
    }

    pub(super) fn end<T>(&self, done: Result<T>) -> Result<T> {
        let committed = done.and_then(|value| self.batch("saving", "COMMIT").map(|()| value));
        if committed.is_err() {
            self.roll_back();
        }
        self.writing.set(false);
        self.be_modest();
        committed
    }

    pub(super) fn batch(&self, doing: &str, sql: &str) -> Result<()> {
        self.conn.execute_batch(sql).map_err(|e| explain(doing, e))
    }

    pub(super) fn run(&self, doing: &str, sql: &str, params: impl Params) -> Result<usize> {
        let mut statement = self.statement(doing, sql)?;
        statement.execute(params).map_err(|e| explain(doing, e))
    }

    /// Makes a statement, or takes one that was made: all of them come from here.
    pub(super) fn statement(&self, doing: &str, sql: &str) -> Result<CachedStatement<'_>> {
        #[cfg(test)]
        super::plans::note(sql);
        self.conn.prepare_cached(sql).map_err(|e| explain(doing, e))
    }

    /// A statement for a loop.
    pub(super) fn prepare(&self, doing: &'static str, sql: &str) -> Result<Prepared<'_>> {
        let statement = self.statement(doing, sql)?;
        Ok(Prepared { doing, statement })
    }

    pub(super) fn all<T>(
        &self,
        doing: &str,
        sql: &str,
        params: impl Params,
        map: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.statement(doing, sql)?;
        let rows = statement.query_map(params, map).map_err(|e| explain(doing, e))?;
        rows.collect::<rusqlite::Result<_>>().map_err(|e| explain(doing, e))
    }

    /// Reads row by row as long as `on` says that it wants more.
    pub(super) fn each<T>(
        &self,
        doing: &str,
        sql: &str,
        params: impl Params,
        map: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
        mut on: impl FnMut(T) -> bool,
    ) -> Result<()> {
        let mut statement = self.statement(doing, sql)?;
        let mut rows = statement.query(params).map_err(|e| explain(doing, e))?;
        while let Some(row) = rows.next().map_err(|e| explain(doing, e))? {
            if !on(map(row).map_err(|e| explain(doing, e))?) {
                break;
            }
        }
        Ok(())
    }

    pub(super) fn maybe<T>(
        &self,
        doing: &str,
        sql: &str,
        params: impl Params,
        map: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        let mut statement = self.statement(doing, sql)?;
        first(statement.query(params), map).map_err(|e| explain(doing, e))
    }

    pub(super) fn one<T>(
        &self,
        doing: &str,
        sql: &str,
        params: impl Params,
        map: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<T> {
        self.maybe(doing, sql, params, map)?.ok_or_else(|| Error::fault(doing, "no row came back"))
    }

    /// The record with an id, or a sentence that there is none.
    pub fn get<R: Record>(&self, id: i64) -> Result<R> {
        self.find(id)?.ok_or_else(|| Error::problem(format!("there is no {} {id}", R::WHAT)))
    }

    /// The record with an id, if there is one.
    pub fn find<R: Record>(&self, id: i64) -> Result<Option<R>> {
        let sql = format!("SELECT * FROM {} WHERE id = ?1", R::TABLE);
        self.maybe(&format!("reading {} {id}", R::WHAT), &sql, [id], R::from_row)
    }

    /// Every row of every table as JSON text, by table: to compare the whole of two states.
    pub fn dump(&self) -> Result<BTreeMap<String, Vec<String>>> {
        let doing = "reading everything";
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
        let tables: Vec<String> = self.all(doing, sql, (), |r| r.get(0))?;
        let rows = |table: String| {
            let columns = columns(&self.conn, &table).map_err(|e| explain(doing, e))?;
            // JSON has no bytes.
            let pairs = columns.iter().map(|c| format!("'{c}',iif(typeof(\"{c}\")='blob',hex(\"{c}\"),\"{c}\")"));
            let pairs = pairs.collect::<Vec<_>>().join(",");
            let sql = format!("SELECT json_object({pairs}) AS line FROM {table} ORDER BY line");
            Ok((table, self.all(doing, &sql, (), |r| r.get(0))?))
        };
        tables.into_iter().map(rows).collect()
    }
}
