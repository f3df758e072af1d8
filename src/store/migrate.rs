//! The schema's versions, one migration each.

use rusqlite::Connection;

use super::faults::explain;
use super::tally;
use super::version::{APPLICATION_ID, MIGRATIONS};
use crate::error::Result;

/// The version from which on there are sums of what has no image.
const TALLIED: i64 = 7;

/// Brings an open file from one version to another, [`VERSION`](super::version::VERSION) or one before it, inside the caller's transaction.
///
/// Foreign keys must be off where the file holds anything: who makes a table anew that others refer to would delete their rows.
pub(super) fn migrate(conn: &Connection, version: i64, to: i64) -> Result<()> {
    let doing = "preparing the database";
    let [from, end] = [version, to].map(|version| usize::try_from(version).unwrap_or(0));
    for sql in MIGRATIONS.iter().take(end).skip(from) {
        conn.execute_batch(sql).map_err(|e| explain(doing, e))?;
    }
    if (1..TALLIED).contains(&version) && to >= TALLIED {
        tally::begin(conn).map_err(|e| explain(doing, e))?;
    }
    conn.pragma_update(None, "application_id", APPLICATION_ID).map_err(|e| explain(doing, e))?;
    conn.pragma_update(None, "user_version", to).map_err(|e| explain(doing, e))
}
