//! Entries as a table: `client,start,end,service,note,tags,rush,billable,external_id`.
//!
//! What goes out is safe to open in a spreadsheet and to print on a terminal, and comes back
//! unchanged: see `cell`.

mod cell;
mod lines;
mod read;
mod write;

pub use self::lines::Bad;
pub use self::read::{Names, Row, Rows, Silent, Words, read_entries};
pub use self::write::{Writer, write};

/// The columns that are understood; a file may have them in any order.
const COLUMNS: &[&str] = &[
    "client",
    "start",
    "end",
    "date",
    "minutes",
    "service",
    "note",
    "tags",
    "rush",
    "billable",
    "gift",
    "external_id",
    "seconds",
    "bill_as",
    "rate",
    "zone",
];

/// How an entry of a database of ours is called in a table: by the database's mark and its own number.
pub fn own_id(mark: &str, id: i64) -> String {
    format!("vadash-{mark}:{id}")
}

/// The number of an entry that is called so by the database with this mark.
pub fn own_number(mark: &str, external: &str) -> Option<i64> {
    // More than anybody has: numbers go on from the highest.
    const MOST: i64 = 999_999_999;
    let number = external.strip_prefix("vadash-")?.strip_prefix(mark)?.strip_prefix(':')?;
    let id: i64 = number.parse().ok()?;
    ((1..=MOST).contains(&id) && id.to_string() == number).then_some(id)
}
