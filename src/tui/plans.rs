//! What the years cost: no statement goes through a table that grows with them.

use super::place::Place;
use super::views;
use crate::app::run::run;
use crate::app::testing::Desk;
use crate::app::{demo, syntax, table};
use crate::command::action::Effect;
use crate::command::grammar::words;
use crate::store::SEEN;

/// The tables that grow with the years.
const GROWING: &[&str] =
    &["entry", "entry_amount", "checkpoint", "task", "event", "occurrence", "change", "op", "fired", "tally"];

/// What goes through all of one, and why it may.
const WHOLE: &[(&str, &str)] = &[
    ("SELECT EXISTS (SELECT 1 FROM event)", "the first one answers"),
    ("WHERE 1 ORDER BY e.date", "a list without days is of all entries"),
    ("FROM event WHERE ?1 IS NULL OR calendar = ?1", "an export has all of them"),
    ("AS piece WHERE instr(lower(e.details)", "whose meetings a new domain makes a client's is asked once, and of all"),
];

/// Runs the examples of every action on the demonstration's records, and reads what every view shows.
fn asked(desk: &mut Desk) {
    demo::fill(&mut desk.store, desk.now).unwrap();
    let env = desk.env();
    for action in table::commands() {
        if !matches!(action.effect, Effect::Read(_) | Effect::Write(_) | Effect::History(_)) {
            continue;
        }
        for line in action.examples {
            let typed = line.split(['>', '|']).next().unwrap();
            let words = std::iter::once("vadash".to_owned()).chain(words::split(typed).unwrap());
            let call = syntax::call_of(&syntax::tree().try_get_matches_from(words).unwrap()).unwrap();
            // Some are about records that the demonstration has not: what they ask until then counts.
            let _ = run(&call, &desk.store, &env);
        }
    }
    let context = desk.context();
    for view in views::all() {
        let mut place = Place::new(view);
        place.read(&context).unwrap();
        place.go_days(-400, context.today());
        place.read(&context).unwrap();
    }
    let client = desk.store.clients().unwrap()[0].id;
    Place::client(client).read(&context).unwrap();
}

/// The name that a step goes through all of: of a table, or of one of its indexes unless that has but some rows.
fn goes_through<'a>(step: &'a str, partial: &[String]) -> Option<&'a str> {
    let rest = step.strip_prefix("SCAN ")?;
    let index = rest.split_once("INDEX ").map(|(_, index)| index);
    rest.split(' ').next().filter(|_| !index.is_some_and(|index| partial.iter().any(|name| name == index)))
}

#[test]
fn no_statement_goes_through_a_table_that_grows() {
    let mut desk = Desk::at("2026-06-22T14:00:00+02:00");
    asked(&mut desk);
    let statements = SEEN.with_borrow(Clone::clone);
    assert!(statements.len() > 150, "only {} statements were seen", statements.len());
    let partial = desk.store.partial_indexes().unwrap();
    let mut wrong = Vec::new();
    for sql in &statements {
        if !["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"].iter().any(|verb| sql.starts_with(verb)) {
            continue;
        }
        // Temporary tables are gone with the write that they were made for.
        let Ok(plan) = desk.store.plan(sql) else { continue };
        // What is wanted in the order of an index, and only so much of it, is read as far as that.
        if sql.contains(" LIMIT ") {
            continue;
        }
        for step in plan.iter().filter_map(|step| goes_through(step, &partial)) {
            let named = |table: &&&str| {
                let as_it_is = |word: &str| word == **table;
                let words: Vec<&str> = sql.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
                words.windows(2).any(|pair| as_it_is(pair[0]) && (pair[1] == step || step == **table))
            };
            if GROWING.iter().any(|table| named(&table)) && !WHOLE.iter().any(|(part, _)| sql.contains(part)) {
                wrong.push(format!("{step}: {sql}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
