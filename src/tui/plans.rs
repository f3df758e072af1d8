//! What the years cost: whatever is asked and shown, no statement goes through a table that grows with them.

use super::place::Place;
use super::views;
use crate::app::run::run;
use crate::app::testing::Desk;
use crate::app::{demo, syntax, table};
use crate::command::action::Effect;
use crate::command::grammar::words;

/// Runs the examples of every action on the demonstration's records, and reads what every view shows.
fn asked(desk: &mut Desk) {
    demo::fill(&mut desk.store, desk.now).unwrap();
    let env = desk.env();
    for action in table::commands() {
        // What is asked for nothing in particular gives every record there is.
        let gives_all = action.prints.is_some() && action.fields.is_empty();
        if gives_all || !matches!(action.effect, Effect::Read(_) | Effect::Write(_) | Effect::History(_)) {
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
        place.read(&context, None).unwrap();
        place.go_days(-400, context.today());
        place.read(&context, None).unwrap();
    }
    let client = desk.store.clients().unwrap()[0].id;
    Place::client(client).read(&context, None).unwrap();
}

#[test]
fn no_statement_goes_through_a_table_that_grows() {
    let mut desk = Desk::at("2026-06-22T14:00:00+02:00");
    asked(&mut desk);
    let (seen, wasteful) = desk.store.wasteful().unwrap();
    assert!(seen > 150, "only {seen} statements were seen");
    assert!(wasteful.is_empty(), "{wasteful:#?}");
}
