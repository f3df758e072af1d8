//! Every table of the file, declared once: it is of records, or derived from them, or kept aside.
//!
//! What must be done with all records (journalling, undo, sums, checks) goes through [`RECORDS`]; a table that stands in none
//! of the three lists cannot be changed. `writing` is a temporary table of each connection, and so in no file.

use std::collections::HashMap;

use rusqlite::Connection;

use super::agreement::{Adjustment, Agreement, Terms};
use super::record::{Record, RecordKind};
use super::source::Source;
use super::triggers::columns;
use crate::error::{Error, Result};

/// The kinds of records: what steps change and undo takes back.
///
/// The order matters: what a record may name stands before it, so that records are added in this order, and deleted in the
/// other one, without a reference to what is not there. `db check` tells of them in this order, too.
pub const RECORDS: &[RecordKind] = &[
    RecordKind::of::<super::client::Client>(),
    RecordKind::of::<super::taken::ImportName>(),
    RecordKind::of::<super::client::Service>(),
    RecordKind::of::<super::rate::Rate>(),
    RecordKind::of::<super::business::Business>(),
    RecordKind::of::<super::business::Billing>(),
    RecordKind::of::<super::business::TaxRate>(),
    RecordKind::of::<super::business::ExchangeRate>(),
    RecordKind::of::<super::agreement::Agreement>(),
    RecordKind::of::<super::agreement::Terms>(),
    RecordKind::of::<super::agreement::Adjustment>(),
    RecordKind::of::<super::charge::CommissionTerms>(),
    RecordKind::of::<super::charge::Closing>(),
    RecordKind::of::<super::charge::Charge>(),
    RecordKind::of::<super::numbering::BusinessText>(),
    RecordKind::of::<super::numbering::Numbering>(),
    RecordKind::of::<super::numbering::InvoiceDraft>(),
    RecordKind::of::<super::numbering::DraftItem>(),
    RecordKind::of::<super::task::Task>(),
    RecordKind::of::<super::event::Calendar>(),
    RecordKind::of::<super::event::TimezoneRow>(),
    RecordKind::of::<super::event::EventRow>(),
    RecordKind::of::<super::taken::Gone>(),
    RecordKind::of::<super::entry::Entry>(),
    RecordKind::of::<super::document::DocumentRow>(),
    RecordKind::of::<super::document::LineRow>(),
    RecordKind::of::<super::document::DocumentTax>(),
    RecordKind::of::<super::document::DocumentDiscount>(),
    RecordKind::of::<super::frozen::Frozen>(),
    RecordKind::of::<super::payment::Payment>(),
    RecordKind::of::<super::payment::Allocation>(),
    RecordKind::of::<super::payment::Allowance>(),
    RecordKind::of::<super::payment::Delivery>(),
    RecordKind::of::<super::payment::Reminder>(),
    RecordKind::of::<super::payment::DunningRate>(),
    RecordKind::of::<super::off::DayOff>(),
    RecordKind::of::<super::budget::Budget>(),
    RecordKind::of::<super::filter::Filter>(),
];

/// A table that is not of records.
pub(super) struct Table {
    /// Its name.
    pub(super) name: &'static str,
    /// What it holds, in the plural, as `db check` says it.
    pub(super) many: &'static str,
    /// Its name in files of versions before [`RENAMED`].
    former: &'static str,
}

/// The version of the schema from which on the derived tables have the names they have now.
const RENAMED: i64 = 9;

impl Table {
    /// Its name in a file of a version of the schema.
    pub(super) const fn name_in(&self, version: i64) -> &'static str {
        if version < RENAMED { self.former } else { self.name }
    }

    const fn once(self, former: &'static str) -> Self {
        Self { former, ..self }
    }
}

const fn table(name: &'static str, many: &'static str) -> Table {
    Table { name, many, former: name }
}

/// Tables that follow from the records: a check makes them anew and compares, a repair keeps what it has made.
pub(super) const DERIVED: &[Table] = &[
    table("entry_amount", "figures of entries").once("bill"),
    table("unbilled", "unbilled sums").once("due"),
    table("month", "sums of months"),
    table("year_total", "sums of years"),
    table("day_total", "sums of days"),
    table("week_total", "sums of weeks"),
    table("month_total", "sums of months by client"),
    table("late", "days on which entries count"),
    table("settled", "settled days"),
    table("receivable", "open sums of documents"),
    table("credit_balance", "credit balances"),
    table("fee_mark", "marks of billed fees"),
    table("open_charge", "charges to bill"),
    table("checkpoint", "balances"),
    table("ledger_head", "balances").once("head"),
    table("occurrence", "dates of meetings"),
    table("horizon", "days of which meetings are kept"),
    table("unexpanded", "series too large to show"),
];

/// What has a file of an older version, which is only read, answer as a `newest` one does: by the names that its derived
/// tables have now, with what a migration gives a column that came later, and with no rows for a whole table.
pub(super) fn stand_ins(conn: &Connection, newest: &Connection, version: i64) -> rusqlite::Result<String> {
    let records = RECORDS.iter().map(|kind| (kind.table, kind.table));
    let others = DERIVED.iter().chain(ASIDE).map(|table| (table.name, table.name_in(version)));
    let mut views = String::new();
    for (table, kept) in records.chain(others) {
        let (wanted, there) = (columns(newest, table)?, columns(conn, kept)?);
        if kept == table && wanted == there {
            continue;
        }
        let given = givens(newest, table)?;
        let column = |name: &String| match given.get(name) {
            Some(given) if !there.contains(name) => format!("{given} AS {name}"),
            _ => name.clone(),
        };
        let from = if there.is_empty() { "WHERE 0".to_owned() } else { format!("FROM main.{kept}") };
        let wanted: Vec<String> = wanted.iter().map(column).collect();
        views += &format!("CREATE TEMP VIEW {table} AS SELECT {} {from};", wanted.join(", "));
    }
    Ok(views)
}

/// What each column of a table is where nobody has said it.
fn givens(newest: &Connection, table: &str) -> rusqlite::Result<HashMap<String, String>> {
    let mut columns = newest.prepare_cached("SELECT name, coalesce(dflt_value, 'NULL') FROM pragma_table_info(?1)")?;
    columns.query_map([table], |r| Ok((r.get(0)?, r.get(1)?)))?.collect()
}

/// The kinds of records that a file has tables for: those that came with a later version are not in it.
pub(super) fn kinds_in(conn: &Connection) -> rusqlite::Result<Vec<&'static RecordKind>> {
    let mut found = Vec::new();
    for kind in RECORDS {
        if !columns(conn, kind.table)?.is_empty() {
            found.push(kind);
        }
    }
    Ok(found)
}

/// Tables that are neither: no step changes them by itself, and nothing makes them anew.
pub(super) const ASIDE: &[Table] = &[
    // What was done to the records, and what they were.
    table("op", "history of steps"),
    table("change", "history of steps"),
    table("packed", "rows of steps that are taken back"),
    table("tally", "sums of what was taken in"),
    table("unjournalled", "counts of what is no step"),
    // About the whole database: by which rules its figures are, and how its entries are told from another's.
    table("basis", "rules of the figures"),
    table("mark", "marks of the database"),
    // Calendars that follow their files.
    table(Source::TABLE, Source::MANY),
    table("origin", "places of series in files"),
    table("former", "events whose file is gone"),
    // What the program remembers for itself.
    table("draft", "drafts"),
    table("typed", "lines typed before"),
    table("fired", "reminders told"),
    table("alive", "signs of life"),
];

/// The kind of a table's records; none if what it holds is derived or kept aside. To write to any other is a fault: what is
/// journalled nowhere would be missing in the history without a word.
pub(super) fn kind_of(table: &str) -> Result<Option<&'static RecordKind>> {
    let kind = RECORDS.iter().find(|kind| kind.table == table);
    if kind.is_some() || DERIVED.iter().chain(ASIDE).any(|other| other.name == table) {
        return Ok(kind);
    }
    Err(Error::fault(format!("writing to {table}"), "the table is declared as none of records, derived or kept aside"))
}

/// The kind of a table's records; a fault where it has none.
pub(super) fn records_of(table: &str) -> Result<&'static RecordKind> {
    kind_of(table)?.ok_or_else(|| Error::fault(format!("journalling {table}"), "the table is not of records"))
}

/// The tables of records as `IN (…)` takes them.
pub(super) fn listed() -> String {
    RECORDS.iter().map(|kind| format!("'{}'", kind.table)).collect::<Vec<_>>().join(",")
}

/// Whether what a table holds follows from the records.
pub(super) fn is_derived(table: &str) -> bool {
    DERIVED.iter().any(|derived| derived.name == table)
}

/// What a table holds, in words.
pub(super) fn in_words(table: &str) -> &str {
    let records = RECORDS.iter().map(|kind| (kind.table, kind.many));
    let others = DERIVED.iter().chain(ASIDE).flat_map(|other| [(other.name, other.many), (other.former, other.many)]);
    records.chain(others).find(|(name, _)| *name == table).map_or(table, |(_, many)| many)
}

/// What a row of a table is called.
pub(super) fn noun(table: &str) -> &str {
    match table {
        Terms::TABLE | Adjustment::TABLE => Agreement::TABLE,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::store::open;

    fn fresh() -> Connection {
        open::in_memory().unwrap()
    }

    #[test]
    fn every_table_stands_in_one_list() {
        let conn = fresh();
        let mut all = conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").unwrap();
        let all: Vec<String> = all.query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect();
        let others = DERIVED.iter().chain(ASIDE).map(|other| other.name);
        let mut listed: Vec<&str> = RECORDS.iter().map(|kind| kind.table).chain(others).collect();
        listed.sort_unstable();
        assert_eq!(listed, all, "each once, and none that is not there");
    }

    /// Undo puts back what the trigger kept: all of a row.
    #[test]
    fn a_record_has_all_columns_of_its_table() {
        let conn = fresh();
        for kind in RECORDS {
            assert_eq!(columns(&conn, kind.table).unwrap(), kind.all_columns(), "{}", kind.table);
        }
    }

    #[test]
    fn what_a_record_names_stands_before_it() {
        let conn = fresh();
        let mut before = BTreeSet::new();
        for kind in RECORDS {
            before.insert(kind.table.to_owned());
            let mut named = conn.prepare("SELECT \"table\" FROM pragma_foreign_key_list(?1)").unwrap();
            let named = named.query_map([kind.table], |r| r.get(0)).unwrap();
            for named in named.map(Result::<String, _>::unwrap) {
                assert!(before.contains(&named), "{} names {named}", kind.table);
            }
        }
    }
}
