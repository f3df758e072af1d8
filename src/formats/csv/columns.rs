//! The columns of a table of entries, and how entries are named in it.

/// The columns that are understood; a file may have them in any order.
pub const COLUMNS: &[&str] = &[
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
    "billed_elsewhere",
];

/// Returns how an entry of a database of ours is called in a table: by the database's mark and its own number.
pub fn own_id(mark: &str, id: i64) -> String {
    format!("vadash-{mark}:{id}")
}

/// Returns the number of an entry that is called so by the database with this mark.
pub fn own_number(mark: &str, external: &str) -> Option<i64> {
    // More than anybody has: numbers go on from the highest.
    const MOST: i64 = 999_999_999;
    let number = external.strip_prefix("vadash-")?.strip_prefix(mark)?.strip_prefix(':')?;
    let id: i64 = number.parse().ok()?;
    ((1..=MOST).contains(&id) && id.to_string() == number).then_some(id)
}
