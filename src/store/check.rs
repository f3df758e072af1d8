//! SQLite's own checks of the file, in words.

use super::faults::is_damaged;
use super::reads::Reads;
use super::tables::{in_words, is_derived};
use crate::error::Result;

/// Something that a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// In a sentence.
    pub what: String,
    /// What helps.
    pub cure: Cure,
}

/// What helps against what was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cure {
    /// To make anew what is made from the records: indexes, figures.
    Repair,
    /// A backup: a record itself is lost.
    Restore,
    /// The user's word: a record and its history contradict each other.
    Choose,
    /// A backup, or the user's word that it is right as it stands: no history says what it was.
    Accept,
}

/// Reads every page, if there are some in which nothing is kept at present: SQLite's checks look at all others. One of them
/// that is encrypted and was changed cannot be read, and so not be copied either.
pub(super) const EVERY_PAGE: &str =
    "SELECT count(data) FROM sqlite_dbpage WHERE (SELECT freelist_count FROM pragma_freelist_count) > 0";

impl Reads {
    /// Runs SQLite's own checks of the file and returns what they found, each thing once; nothing if all is well.
    pub fn integrity(&self) -> Result<Vec<Finding>> {
        let lines = self.all("checking the file", "PRAGMA integrity_check", (), |r| r.get::<_, String>(0))?;
        let lines = lines.iter().flat_map(|line| line.lines()).filter(|line| *line != "ok" && !line.starts_with("***"));
        let sql = "SELECT tbl_name FROM sqlite_schema WHERE rootpage = ?1 OR name = ?1";
        let table = |name: &str| -> Option<String> {
            let number: Option<i64> = name.parse().ok();
            match number {
                Some(page) => self.maybe("checking the file", sql, [page], |r| r.get(0)).ok()?,
                None => self.maybe("checking the file", sql, [name], |r| r.get(0)).ok()?,
            }
        };
        let mut found = once(lines.map(|line| finding(line, &table)).collect());
        if found.is_empty() {
            let unused = || "the file is damaged where it holds nothing at present".to_owned();
            match self.one("checking the file", EVERY_PAGE, (), |_| Ok(())) {
                Err(error) if is_damaged(&error) => found.push(Finding { what: unused(), cure: Cure::Restore }),
                read => read?,
            }
        }
        Ok(found)
    }

    /// What records refer to and is not there, each thing once.
    pub(super) fn references(&self) -> Result<Vec<Finding>> {
        let broken = "SELECT \"table\", rowid, parent FROM pragma_foreign_key_check";
        let found = self.all("checking references", broken, (), |r| {
            let (table, row, parent) = (r.get::<_, String>(0)?, r.get::<_, Option<i64>>(1)?, r.get::<_, String>(2)?);
            Ok(missing(&table, row, &parent))
        })?;
        Ok(once(found))
    }
}

fn once(found: Vec<Finding>) -> Vec<Finding> {
    let mut seen: Vec<Finding> = Vec::new();
    for one in found {
        if !seen.contains(&one) {
            seen.push(one);
        }
    }
    seen
}

fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

/// A reference to something that is not there.
fn missing(table: &str, row: Option<i64>, parent: &str) -> Finding {
    if is_derived(table) {
        let what = format!("what is kept as {} belongs to {} that are not there", in_words(table), in_words(parent));
        return Finding { what, cure: Cure::Repair };
    }
    let what = match row {
        Some(row) => format!("{table} {row} refers to {} {parent} that is not there", article(parent)),
        None => format!("among the {}, something refers to a {parent} that is not there", in_words(table)),
    };
    Finding { what, cure: Cure::Restore }
}

/// What a line of `integrity_check` means; `table` finds the table of an index by name, or of a tree by its root page.
fn finding(line: &str, table: &dyn Fn(&str) -> Option<String>) -> Finding {
    let index = ["missing from index ", "wrong # of entries in index "].iter().find_map(|words| line.split_once(words));
    if let Some((_, index)) = index {
        let table = table(index).unwrap_or_else(|| index.to_owned());
        return Finding { what: format!("the index of the {} is incomplete", in_words(&table)), cure: Cure::Repair };
    }
    let tree = line.strip_prefix("Tree ").and_then(|rest| rest.split_whitespace().next()).and_then(table);
    let value = [" value in ", "CHECK constraint failed in "].iter().find_map(|words| line.split_once(words));
    let what = match (tree, value) {
        (Some(table), _) => format!("the file is damaged where it holds the {}", in_words(&table)),
        (None, Some((_, place))) => {
            let table = place.split('.').next().unwrap_or(place);
            format!("among the {} is a value that cannot be right ({line})", in_words(table))
        }
        (None, None) => format!("the file is damaged ({line})"),
    };
    Finding { what, cure: Cure::Restore }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sqlite_says_is_told_in_words() {
        let table = |name: &str| {
            [("7", "entry"), ("entry_day", "entry")].iter().find(|(n, _)| *n == name).map(|(_, t)| (*t).to_owned())
        };
        for (line, what, cure) in [
            ("row 3 missing from index entry_day", "the index of the entries is incomplete", Cure::Repair),
            ("wrong # of entries in index entry_day", "the index of the entries is incomplete", Cure::Repair),
            (
                "Tree 7 page 12: btreeInitPage() returns error code 11",
                "the file is damaged where it holds the entries",
                Cure::Restore,
            ),
            (
                "Tree 9 page 9 cell 0: invalid page number 4",
                "the file is damaged (Tree 9 page 9 cell 0: invalid page number 4)",
                Cure::Restore,
            ),
            (
                "CHECK constraint failed in task",
                "among the tasks is a value that cannot be right (CHECK constraint failed in task)",
                Cure::Restore,
            ),
            (
                "NULL value in client.code",
                "among the clients is a value that cannot be right (NULL value in client.code)",
                Cure::Restore,
            ),
            ("Page 4: never used", "the file is damaged (Page 4: never used)", Cure::Restore),
        ] {
            assert_eq!(finding(line, &table), Finding { what: what.to_owned(), cure }, "{line}");
        }
        assert_eq!(missing("entry", Some(4), "client").what, "entry 4 refers to a client that is not there");
        assert_eq!(missing("entry_amount", Some(4), "entry").cure, Cure::Repair);
    }
}
