//! One declaration per table: its columns are a struct's fields.

use std::ops::RangeFrom;

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};
use rusqlite::{Row, ToSql};

use crate::domain::document::issued::{DocumentKind, LineKind};
use crate::domain::document::totals::PriceBasis;
use crate::domain::money::Currency;
use crate::domain::tax::{TaxCategory, TaxRegime};
use crate::domain::time::Instant;
use crate::domain::{event, task};
use crate::error::{Doing, Error, Result};

/// A row of a table whose primary key is `id`.
pub trait Record: Sized + Clone {
    /// The table's name.
    const TABLE: &'static str;
    /// What one row is called in sentences.
    const WHAT: &'static str;
    /// What all of them are, as `db check` says it.
    const MANY: &'static str;
    /// The columns after `id`.
    const COLUMNS: &'static [&'static str];
    /// The statement that adds a row of a number and [`Record::values`]; made once, because a million rows are added by it.
    const INSERT: &'static str;
    /// What that is called where it fails.
    const ADDING: &'static str;
    /// How it is known again where it may come from elsewhere.
    const ORIGIN: Option<Origin<Self>> = None;
    /// The primary key; 0 before it is inserted.
    fn id(&self) -> i64;
    /// The values of [`Record::COLUMNS`].
    fn values(&self) -> Vec<&dyn ToSql>;
    /// Reads a row in which the table's columns come first.
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self>;
}

/// What a record is called where it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OriginName {
    /// The calendar of an event.
    pub calendar: Option<i64>,
    /// The UID of an event, the `external_id` of all else.
    pub name: String,
    /// The occurrence that an event overrides; empty for all else.
    pub recurrence_id: String,
}

/// What is asked of records that may come from elsewhere.
pub struct Origin<R> {
    /// What it is called there; nothing if it was made here.
    pub name: fn(&R) -> Option<OriginName>,
    /// What it was when it was last taken in, if it was changed here since.
    pub taken: fn(&R) -> Option<&str>,
    /// Has it remember that.
    pub remember: fn(&mut R, Option<String>),
    /// Whether two images of it are the same to who takes it in.
    pub same: fn(&R, &R) -> bool,
}

/// A kind of records, for what is done with all of them.
pub struct RecordKind {
    /// The table's name.
    pub table: &'static str,
    /// What one row is called in sentences.
    pub what: &'static str,
    /// What all of them are.
    pub(super) many: &'static str,
    /// The columns after `id`.
    pub(super) columns: &'static [&'static str],
    /// Reads a row, and finds out whether it can be read.
    pub(super) read: fn(&Row<'_>) -> rusqlite::Result<()>,
}

impl RecordKind {
    pub(super) const fn of<R: Record>() -> Self {
        let read = |row: &Row<'_>| R::from_row(row).map(drop);
        Self { table: R::TABLE, what: R::WHAT, many: R::MANY, columns: R::COLUMNS, read }
    }

    /// The table's columns.
    pub(super) fn all_columns(&self) -> Vec<&'static str> {
        [&["id"], self.columns].concat()
    }
}

/// Declares a struct and its [`Record`] at once: `record! { /// Doc. Name "table" "one" "many" { field: Type, … } }`; of what
/// may come from elsewhere, the constant that says how it is known again stands behind `many`.
macro_rules! record {
    ($(#[$doc:meta])* $name:ident $table:literal $what:literal $many:literal $($origin:ident)? { $($(#[$field_doc:meta])* $field:ident : $type:ty),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            /// The primary key, the number that lists show; 0 before it is inserted.
            pub id: i64,
            $($(#[$field_doc])* pub $field: $type,)*
        }

        impl $crate::store::record::Record for $name {
            const TABLE: &'static str = $table;
            const WHAT: &'static str = $what;
            const MANY: &'static str = $many;
            const COLUMNS: &'static [&'static str] = &[$(stringify!($field)),*];
            const INSERT: &'static str = concat!(
                "INSERT INTO ", $table, " (id", $(", ", stringify!($field),)* ") VALUES (?",
                $($crate::store::record::mark!($field),)* ")"
            );
            const ADDING: &'static str = concat!("adding a ", $what);
            $(const ORIGIN: Option<$crate::store::record::Origin<Self>> = Some($origin);)?

            fn id(&self) -> i64 {
                self.id
            }

            fn values(&self) -> Vec<&dyn rusqlite::ToSql> {
                vec![$(&self.$field),*]
            }

            fn from_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
                let mut place = 0..;
                Ok(Self {
                    id: $crate::store::record::next(row, &mut place, "id")?,
                    $($field: $crate::store::record::next(row, &mut place, stringify!($field))?),*
                })
            }
        }
    };
}
pub(super) use record;

/// The place of a field's value in a statement.
macro_rules! mark {
    ($field:ident) => {
        ", ?"
    };
}
pub(super) use mark;

/// The value in the next column. A record's fields stand in the order of its table's columns, first in every query that
/// reads it; to look each name up in each row would cost more than reading the rows.
pub(super) fn next<T: FromSql>(row: &Row<'_>, place: &mut RangeFrom<usize>, name: &str) -> rusqlite::Result<T> {
    let at = place.next().unwrap_or_default();
    debug_assert_eq!(row.as_ref().column_name(at), Ok(name), "a record's fields are not in its table's order");
    row.get(at)
}

/// Has closed sets of words kept as their words.
macro_rules! kept_as_words {
    ($($set:ty),+) => {$(
        impl FromSql for $set {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                value.as_str()?.parse().map_err(|wrong: Error| FromSqlError::Other(wrong.to_string().into()))
            }
        }

        impl ToSql for $set {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.as_str().into())
            }
        }
    )+};
}

kept_as_words!(event::Status, task::State, TaxCategory, TaxRegime, PriceBasis, DocumentKind, LineKind);

impl FromSql for Currency {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let code = value.as_str()?;
        Self::get(code).ok_or_else(|| FromSqlError::Other(format!("'{code}' is no ISO 4217 currency").into()))
    }
}

impl ToSql for Currency {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.code().into())
    }
}

impl ToSql for Instant {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.into())
    }
}

impl FromSql for Instant {
    fn column_result(value: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
        value.as_i64().map(Self)
    }
}

/// Reads a value kept as text in its own notation.
pub(super) fn parse_column<T: std::str::FromStr>(doing: &str, text: &str) -> Result<T> {
    text.parse().map_err(|_| format!("'{text}' in the database is unreadable")).doing(doing)
}
