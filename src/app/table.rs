//! The table of actions: everything that can be asked for, each declared once.

mod agreements;
mod clients;
pub mod examples;
mod planning;
mod program;
mod screen;
mod time;

use crate::command::action::{Action, Effect};

/// Every action, in the order of help and docs.
pub fn all() -> impl Iterator<Item = &'static Action> {
    [screen::ACTIONS, time::ACTIONS, clients::ACTIONS, agreements::ACTIONS, planning::ACTIONS, program::ACTIONS]
        .into_iter()
        .flatten()
}

/// The actions that are also commands of the shell.
pub fn commands() -> impl Iterator<Item = &'static Action> {
    all().filter(|a| !matches!(a.effect, Effect::Screen(_)))
}

/// The action of a name.
pub fn find(name: &str) -> Option<&'static Action> {
    all().find(|a| a.name == name)
}

/// What the commands that begin with a word are about.
pub fn family(first: &str) -> &'static str {
    match first {
        "entry" => "Entries: pieces of time worked",
        "client" => "Clients",
        "service" => "Services: kinds of work with their own rate",
        "rate" => "Rates per hour",
        "agreement" => "Retainers and blocks of hours",
        "task" => "Tasks",
        "filter" => "Filters saved by a name",
        "event" => "Events on the calendar",
        "import" => "Take data in",
        "export" => "Give data out",
        "db" => "The database",
        "config" => "The configuration",
        "notify" => "Notifications",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::field::Shape;

    #[test]
    fn names_are_unique_and_fields_make_sense() {
        let mut names: Vec<&str> = all().map(|a| a.name).collect();
        names.sort_unstable();
        let before = names.len();
        names.dedup();
        assert_eq!(before, names.len(), "two actions share a name");
        for action in all() {
            let mut fields: Vec<&str> = action.fields.iter().map(|f| f.name).collect();
            fields.sort_unstable();
            let before = fields.len();
            fields.dedup();
            assert_eq!(before, fields.len(), "{} has a field twice", action.name);
            let words =
                action.fields.iter().position(|f| matches!(f.shape, Shape::Words | Shape::Rest | Shape::Optional));
            let places = action.fields.iter().rposition(|f| matches!(f.shape, Shape::Required));
            assert!(
                words.is_none() || places.is_none() || places < words,
                "{}: open-ended words must come last",
                action.name
            );
            assert!(!action.help.is_empty() && !action.help.ends_with('.'), "{}", action.name);
        }
    }

    #[test]
    fn no_key_is_bound_twice() {
        let mut keys: Vec<(&str, &str)> = all().flat_map(|a| a.keys.iter().map(move |k| (*k, a.name))).collect();
        keys.sort_unstable();
        for pair in keys.windows(2) {
            assert_ne!(pair[0].0, pair[1].0, "{} and {} share a key", pair[0].1, pair[1].1);
        }
    }

    #[test]
    fn every_family_has_its_line() {
        for action in commands().filter(|a| a.name.contains(' ')) {
            let first = action.name.split(' ').next().unwrap();
            assert!(!family(first).is_empty(), "{first}");
        }
    }
}
