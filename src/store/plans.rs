//! How SQLite goes about the statements that are made: for the tests, which hold what they cost.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::faults::explain;
use super::reads::Reads;
use crate::error::Result;

/// The tables that grow with the years.
const GROWING: &[&str] =
    &["entry", "entry_amount", "checkpoint", "task", "event", "occurrence", "change", "op", "packed", "fired", "tally"];

/// What goes through all of one, and why it may.
const WHOLE: &[(&str, &str)] = &[
    ("SELECT EXISTS (SELECT 1 FROM event)", "the first one answers"),
    ("WHERE 1 ORDER BY e.date", "a list without days is of all entries"),
    ("FROM event WHERE ?1 IS NULL OR calendar = ?1", "an export has all of them"),
    ("AS piece WHERE instr(lower(e.details)", "whose meetings a new domain makes a client's is asked once, and of all"),
];

thread_local! {
    /// Every statement that this thread has made.
    static SEEN: RefCell<BTreeSet<String>> = const { RefCell::new(BTreeSet::new()) };
}

/// Notes a statement.
pub(super) fn note(sql: &str) {
    SEEN.with_borrow_mut(|seen| seen.insert(sql.to_owned()));
}

/// The name that a step goes through all of: of a table, or of one of its indexes unless that has but some rows.
fn goes_through<'a>(step: &'a str, partial: &[String]) -> Option<&'a str> {
    let rest = step.strip_prefix("SCAN ")?;
    let index = rest.split_once("INDEX ").map(|(_, index)| index);
    rest.split(' ').next().filter(|_| !index.is_some_and(|index| partial.iter().any(|name| name == index)))
}

impl Reads {
    /// How many statements this thread has made, and those that go through all of a table that grows.
    pub(crate) fn wasteful(&self) -> Result<(usize, Vec<String>)> {
        let statements = SEEN.with_borrow(Clone::clone);
        let partial = "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql LIKE '% WHERE %'";
        let partial: Vec<String> = self.all("reading the schema", partial, (), |r| r.get(0))?;
        let verbs = ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"];
        let mut found = Vec::new();
        for sql in statements.iter().filter(|sql| verbs.iter().any(|verb| sql.starts_with(verb))) {
            // Temporary tables are gone with the write that they were made for.
            let Ok(plan) = self.plan(sql) else { continue };
            // What is wanted in the order of an index, and only so much of it, is read as far as that.
            if sql.contains(" LIMIT ") && !plan.iter().any(|step| step.contains("TEMP B-TREE FOR ORDER BY")) {
                continue;
            }
            let words: Vec<&str> = sql.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
            for step in plan.iter().filter_map(|step| goes_through(step, &partial)) {
                let is = |table: &str| words.windows(2).any(|w| w[0] == table && (w[1] == step || step == table));
                let grows = GROWING.iter().any(|table| is(table));
                if grows && !WHOLE.iter().any(|(part, _)| sql.contains(part)) {
                    found.push(format!("{step}: {sql}"));
                }
            }
        }
        Ok((statements.len(), found))
    }

    /// The steps of SQLite's plan for a statement.
    fn plan(&self, sql: &str) -> Result<Vec<String>> {
        let doing = "explaining a statement";
        let mut statement = self.conn().prepare(&format!("EXPLAIN QUERY PLAN {sql}")).map_err(|e| explain(doing, e))?;
        let plan = statement.raw_query().mapped(|r| r.get("detail")).collect::<rusqlite::Result<_>>();
        plan.map_err(|e| explain(doing, e))
    }
}
