//! Sums of records: of 64 numbers each, so that a million records cost a percent of their room.

use std::cell::RefCell;
use std::collections::BTreeMap;

use rusqlite::ToSql;
use rusqlite::types::{ToSqlOutput, Value as Sql, ValueRef};
use serde_json::Value;

use super::faults::explain;
use super::record::Record;
use crate::error::Result;

/// Numbers of records in one sum.
const BLOCK: i64 = 64;

/// The block that a row belongs to.
pub(super) fn block_of(row: i64) -> i64 {
    row.div_euclid(BLOCK)
}

/// The numbers of a block.
pub(super) fn rows_of(block: i64) -> std::ops::RangeInclusive<i64> {
    (block * BLOCK).max(1)..=block * BLOCK + BLOCK - 1
}

/// What is known to have changed about the sums, until the write ends.
#[derive(Debug, Default)]
pub(super) struct Changes(RefCell<BTreeMap<(&'static str, i64), i64>>);

impl Changes {
    /// All of them, by table and block; none are left.
    pub(super) fn take(&self) -> BTreeMap<(&'static str, i64), i64> {
        self.0.take()
    }

    /// Adds to the sum that a row is in.
    pub(super) fn add(&self, table: &'static str, row: i64, by: i64) {
        let mut changes = self.0.borrow_mut();
        let sum = changes.entry((table, block_of(row))).or_default();
        *sum = sum.wrapping_add(by);
    }
}

/// FNV-1a over the parts of one column: <http://www.isthe.com/chongo/tech/comp/fnv/>.
fn hash(row: i64, column: &str, kind: u8, value: &[u8]) -> i64 {
    let number = row.to_le_bytes();
    let mut mixed = 0xcbf2_9ce4_8422_2325_u64;
    for part in [&number[..], column.as_bytes(), &[0, kind], value] {
        for byte in part {
            mixed = (mixed ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    // The last bytes have reached the low bits only.
    let mixed = (mixed ^ (mixed >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    (mixed ^ (mixed >> 32)).cast_signed()
}

/// The sum of a row by the image that the history would keep of it. What is empty adds nothing, so that a column which a
/// later version adds changes no sum.
pub(super) fn of_image(row: i64, image: &Value) -> i64 {
    let mut sum = 0_i64;
    for (column, value) in image.as_object().into_iter().flatten().filter(|(column, _)| *column != "id") {
        sum = sum.wrapping_add(match value {
            Value::Null => 0,
            Value::Number(number) => hash(row, column, b'i', &number.as_i64().unwrap_or_default().to_le_bytes()),
            Value::String(text) => hash(row, column, b't', text.as_bytes()),
            other => hash(row, column, b't', other.to_string().as_bytes()),
        });
    }
    sum
}

/// The sum of a record as it is written.
pub(super) fn of_record<R: Record>(row: i64, record: &R) -> Result<i64> {
    let mut sum = 0_i64;
    for (column, value) in R::COLUMNS.iter().zip(record.values()) {
        sum = sum.wrapping_add(of_value(row, column, value)?);
    }
    Ok(sum)
}

fn of_value(row: i64, column: &str, value: &dyn ToSql) -> Result<i64> {
    let doing = "adding up what is imported";
    let (owned, borrowed);
    let value = match value.to_sql().map_err(|e| explain(doing, e))? {
        ToSqlOutput::Borrowed(value) => {
            borrowed = value;
            borrowed
        }
        ToSqlOutput::Owned(value) => {
            owned = value;
            ValueRef::from(&owned)
        }
        _ => ValueRef::from(&Sql::Null),
    };
    Ok(of_column(row, column, value))
}

/// What one column of a row adds to its sum.
pub(super) fn of_column(row: i64, column: &str, value: ValueRef<'_>) -> i64 {
    match value {
        ValueRef::Integer(number) => hash(row, column, b'i', &number.to_le_bytes()),
        ValueRef::Text(text) => hash(row, column, b't', text),
        // Fractions and bytes no table has.
        ValueRef::Null | ValueRef::Real(_) | ValueRef::Blob(_) => 0,
    }
}
