//! What documents that stand have billed, by the keys of items.

use chrono::NaiveDate;

use super::reads::Reads;
use crate::error::Result;

/// What bills as SQL, in one place: the lines `l` of documents `d` that stand, with a credit note that corrects none, and what
/// they come to.
macro_rules! billed {
    (lines) => {
        "document_line l JOIN document d ON d.id = l.document WHERE (d.kind <> 'credit' OR d.corrects IS NULL) \
         AND NOT EXISTS (SELECT 1 FROM document c WHERE c.corrects = d.id AND c.whole = 1)"
    };
    (sum) => {
        "sum(iif(d.kind = 'credit', -1, 1) * coalesce(l.gross, l.net))"
    };
}
pub(super) use billed;

impl Reads {
    /// What an item was billed at by documents that are not taken back as a whole, a credit note that corrects none among them:
    /// how often, the sum, and the last one's number.
    pub fn billed(&self, key: &str) -> Result<(i64, i64, Option<String>)> {
        let sql = concat!(
            "SELECT count(*), coalesce(",
            billed!(sum),
            ", 0), max(d.number) FROM ",
            billed!(lines),
            " AND l.key = ?1"
        );
        self.one("looking for what is billed", sql, [key], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
    }

    /// The same of all items whose key begins like this: the keys, each with the sum.
    pub fn billed_like(&self, start: &str) -> Result<Vec<(String, i64, String)>> {
        self.billed_after(start, start)
    }

    /// The same from a day on, where the keys end in days.
    pub fn billed_from(&self, start: &str, day: NaiveDate) -> Result<Vec<(String, i64, String)>> {
        self.billed_after(start, &format!("{start}{day}"))
    }

    /// The same of all keys that begin like this, from one of them on.
    fn billed_after(&self, start: &str, first: &str) -> Result<Vec<(String, i64, String)>> {
        let sql = concat!(
            "SELECT l.key, ",
            billed!(sum),
            ", max(d.number) FROM ",
            billed!(lines),
            " AND l.key >= ?2 AND l.key < ?1 || '~' GROUP BY l.key ORDER BY l.key"
        );
        self.all("looking for what is billed", sql, (start, first), |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
    }
}
