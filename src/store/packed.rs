//! The rows that a step has added many at once, put away while it is taken back: packed, and not an image of each.

use rusqlite::Row;
use rusqlite::types::{Value, ValueRef};

use super::bulk::{Range, blocks};
use super::faults::{explain, is_taken};
use super::packing::{Packer, unpack};
use super::reads::Reads;
use super::sums::of_column;
use super::tables::{listed, noun, records_of};
use super::ties::Tie;
use super::triggers::columns;
use super::tx::Tx;
use crate::error::{Error, Result};

const DOING: &str = "reading the history";

/// Rows that were put away together.
struct Pack {
    first: i64,
    last: i64,
    columns: Vec<String>,
    sum: i64,
    rows: Vec<u8>,
}

impl Pack {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let columns: String = row.get("columns")?;
        let columns = columns.split(',').map(str::to_owned).collect();
        Ok(Self {
            first: row.get("row")?,
            last: row.get("last")?,
            columns,
            sum: row.get("sum")?,
            rows: row.get("rows")?,
        })
    }

    /// Hands over each row, as its number and what stands in the columns; a fault where they are not those that were put
    /// away, which is known behind the last one.
    fn each(&self, mut on: impl FnMut(i64, &[Value]) -> Result<()>) -> Result<()> {
        let (mut sum, mut done) = (0_i64, Ok(()));
        let whole = unpack(self.columns.len(), &self.rows, |row, values| {
            for (column, value) in self.columns.iter().zip(values) {
                sum = sum.wrapping_add(of_column(row, column, value.into()));
            }
            done = if (self.first..=self.last).contains(&row) { on(row, values) } else { Err(unreadable()) };
            done.is_ok()
        });
        done?;
        if whole.is_none() || sum != self.sum { Err(unreadable()) } else { Ok(()) }
    }
}

fn unreadable() -> Error {
    Error::fault(DOING, "a step that was taken back cannot be read: 'vadash db check' says what helps")
}

impl Reads {
    /// The rows of a table that a step has added many at once.
    pub(super) fn ranges(&self, op: i64, table: &str) -> Result<Vec<Range>> {
        let sql = "SELECT row, last FROM change WHERE op = ?1 AND record = ?2 AND last IS NOT NULL ORDER BY id";
        self.all(DOING, sql, (op, table), |r| Ok(Range { record: table.to_owned(), first: r.get(0)?, last: r.get(1)? }))
    }

    /// What a step has put away of a range.
    fn each_pack(&self, op: i64, range: &Range, mut on: impl FnMut(&Pack) -> Result<()>) -> Result<()> {
        let sql = "SELECT row, last, columns, sum, rows FROM packed WHERE op = ?1 AND record = ?2 AND last >= ?3 AND row <= ?4 \
                   ORDER BY last";
        let mut done = Ok(());
        self.each(DOING, sql, (op, &range.record, range.first, range.last), Pack::read, |pack| {
            done = on(&pack);
            done.is_ok()
        })?;
        done
    }

    /// Hands over the rows of a range that a step has put away: the columns, the number, what stands there.
    pub(super) fn each_packed(
        &self,
        op: i64,
        range: &Range,
        mut on: impl FnMut(&[String], i64, &[Value]) -> Result<()>,
    ) -> Result<()> {
        self.each_pack(op, range, |pack| {
            pack.each(|row, values| {
                // What others have taken since is no more the step's.
                if (range.first..=range.last).contains(&row) { on(&pack.columns, row, values) } else { Ok(()) }
            })
        })
    }

    /// Whether a step has put all of a range away.
    fn is_packed(&self, op: i64, range: &Range) -> Result<bool> {
        let sql =
            "SELECT row, last FROM packed WHERE op = ?1 AND record = ?2 AND last >= ?3 AND row <= ?4 ORDER BY last";
        let mut next = range.first;
        let read = |r: &Row<'_>| Ok((r.get(0)?, r.get(1)?));
        self.each(DOING, sql, (op, &range.record, range.first, range.last), read, |(first, last): (i64, i64)| {
            if first <= next {
                next = last.saturating_add(1);
            }
            true
        })?;
        Ok(next > range.last)
    }

    /// The steps of which not all can be read that was put away.
    pub(super) fn unreadable_packs(&self) -> Result<Vec<i64>> {
        let mut found = Vec::new();
        // A file of an older version has none.
        if columns(self.conn(), "packed").map_err(|e| explain(DOING, e))?.is_empty() {
            return Ok(found);
        }
        let sql = "SELECT row, last, columns, sum, rows, op, record FROM packed ORDER BY id";
        let read = |r: &Row<'_>| Ok((r.get("op")?, r.get("record")?, Pack::read(r)));
        self.each(DOING, sql, (), read, |(op, record, pack): (i64, String, rusqlite::Result<Pack>)| {
            let known = records_of(&record).is_ok();
            if !known || pack.is_ok_and(|pack| pack.each(|_, _| Ok(())).is_err()) {
                found.push(op);
            }
            true
        })?;
        let sql = format!(
            "SELECT c.op, c.record, c.row, c.last FROM op o JOIN change c ON c.op = o.id WHERE o.state = 'undone' \
             AND c.last IS NOT NULL AND c.record IN ({})",
            listed()
        );
        let read = |r: &Row<'_>| Ok((r.get(0)?, Range { record: r.get(1)?, first: r.get(2)?, last: r.get(3)? }));
        for (op, range) in self.all(DOING, &sql, (), read)? {
            if !self.is_packed(op, &range)? {
                found.push(op);
            }
        }
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }
}

impl Tx<'_> {
    /// Puts the rows of a range away. They have no image, and so they leave the sums.
    pub(super) fn pack(&self, op: i64, range: &Range) -> Result<()> {
        let doing = "undoing a bulk import";
        self.be_roomy()?;
        let table = records_of(&range.record)?.table;
        let columns = columns(self.conn(), table).map_err(|e| explain(doing, e))?;
        let columns: Vec<String> = columns.into_iter().filter(|name| name != "id").collect();
        let listed = columns.join(",");
        let select = format!("SELECT id,{listed} FROM {table} WHERE id BETWEEN ?1 AND ?2 ORDER BY id");
        for (first, last) in blocks(range.first, range.last) {
            let (mut packer, mut sum) = (Packer::new(columns.len()), 0_i64);
            let mut statement = self.statement(doing, &select)?;
            let mut rows = statement.query((first, last)).map_err(|e| explain(doing, e))?;
            while let Some(row) = rows.next().map_err(|e| explain(doing, e))? {
                let id = row.get(0).map_err(|e| explain(doing, e))?;
                let values: rusqlite::Result<Vec<ValueRef<'_>>> = (1..=columns.len()).map(|n| row.get_ref(n)).collect();
                let values = values.map_err(|e| explain(doing, e))?;
                let mut own = 0_i64;
                for (column, value) in columns.iter().zip(&values) {
                    own = own.wrapping_add(of_column(id, column, *value));
                }
                packer.add(id, &values).ok_or_else(|| Error::fault(doing, format!("{table} {id} cannot be read")))?;
                self.tallies.add(table, id, own.wrapping_neg());
                sum = sum.wrapping_add(own);
            }
            drop(rows);
            let sql =
                "INSERT INTO packed(op, record, row, last, columns, sum, rows) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
            self.run(doing, sql, (op, table, first, last, &listed, sum, packer.end()))?;
            self.run(doing, &format!("DELETE FROM {table} WHERE id BETWEEN ?1 AND ?2"), (first, last))?;
        }
        Ok(())
    }

    /// Puts the rows of a range back, and into the sums.
    pub(super) fn unpack(&self, op: i64, range: &Range) -> Result<()> {
        let doing = "doing a bulk import again";
        if !self.is_packed(op, range)? {
            return Err(unreadable());
        }
        self.be_roomy()?;
        let table = records_of(&range.record)?.table;
        let ties: Vec<Tie> = self.ties()?.into_iter().filter(|tie| tie.table == table && tie.loose).collect();
        self.each_pack(op, range, |pack| {
            let mut put = self
                .prepare(doing, &put_sql(table, ["id"].into_iter().chain(pack.columns.iter().map(String::as_str))))?;
            pack.each(|row, values| {
                if !(range.first..=range.last).contains(&row) {
                    return Ok(());
                }
                let id = Value::Integer(row);
                let cut = self.cut(&ties, &pack.columns, values)?;
                let values = cut.as_deref().unwrap_or(values);
                put.run(rusqlite::params_from_iter([&id].into_iter().chain(values)))
                    .map_err(|error| is_another_there(error, table, row))?;
                for (column, value) in pack.columns.iter().zip(values) {
                    self.tallies.add(table, row, of_column(row, column, value.into()));
                }
                Ok(())
            })
        })
    }

    /// The values of a row without those that name what others have deleted since, if there are any.
    fn cut(&self, ties: &[Tie], columns: &[String], values: &[Value]) -> Result<Option<Vec<Value>>> {
        let mut cut = None;
        for tie in ties {
            let at = columns.iter().position(|column| *column == tie.column);
            if let Some((at, Value::Integer(to))) = at.map(|at| (at, &values[at]))
                && !self.exists(&tie.to, *to)?
            {
                cut.get_or_insert_with(|| values.to_vec())[at] = Value::Null;
            }
        }
        Ok(cut)
    }

    /// Forgets what a step has put away.
    pub(super) fn forget_packed(&self, op: i64) -> Result<()> {
        self.run("changing the history", "DELETE FROM packed WHERE op = ?1", [op]).map(|_| ())
    }
}

/// The value of a column among those of a row.
pub(super) fn value_of<'a>(name: &str, columns: &[String], values: &'a [Value]) -> Option<&'a Value> {
    columns.iter().zip(values).find(|(column, _)| *column == name).map(|(_, value)| value)
}

/// The statement that makes a row what the values of its columns say, whether or not it is there.
pub(super) fn put_sql<'a>(table: &str, columns: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = columns.collect();
    let marks: Vec<String> = (1..=names.len()).map(|n| format!("?{n}")).collect();
    // Where the number stays what it is, nobody has to look for the rows that refer to it.
    let sets: Vec<String> = names.iter().filter(|n| **n != "id").map(|n| format!("{n} = excluded.{n}")).collect();
    format!(
        "INSERT INTO {table} ({}) VALUES ({}) ON CONFLICT (id) DO UPDATE SET {}",
        names.join(", "),
        marks.join(", "),
        sets.join(", ")
    )
}

/// What is said where a row cannot be put back because another has what only one can have.
pub(super) fn is_another_there(error: Error, table: &str, id: i64) -> Error {
    if !is_taken(&error) {
        return error;
    }
    Error::problem(format!("{} {id} cannot be put back: another has taken its place since", noun(table)))
}
