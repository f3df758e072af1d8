//! The table of actions: everything that can be asked for, each declared once.

mod imports;
mod overview;
mod papers;
mod program;
mod screen;

use std::sync::LazyLock;

use crate::command::action::{Action, Effect};
use crate::records::SECTIONS;
use crate::records::kind::{Kind, Section};

/// Everything declared; the state of the timer stands behind the timer.
fn sections() -> impl Iterator<Item = &'static Section> {
    let (time, others) = SECTIONS.split_at(1);
    let records = time.iter().chain([&&overview::SECTION]).chain(others).copied();
    [&screen::SECTION].into_iter().chain(records).chain([
        &papers::SECTION,
        &overview::REASONS,
        &program::SECTION,
        &imports::SECTION,
    ])
}

/// Every action in the order of help and docs: those that begin with the same word stand together.
static ALL: LazyLock<Vec<&'static Action>> = LazyLock::new(|| {
    let mut groups: Vec<(Option<&str>, Vec<&Action>)> = Vec::new();
    for action in sections().flat_map(|section| section.actions) {
        let family = action.name.split_once(' ').map(|(first, _)| first);
        match groups.iter_mut().find(|(other, _)| family.is_some() && *other == family) {
            Some((_, group)) => group.push(action),
            None => groups.push((family, vec![action])),
        }
    }
    groups.into_iter().flat_map(|(_, group)| group).collect()
});

/// Every action, in the order of help and docs.
pub fn all() -> impl Iterator<Item = &'static Action> {
    ALL.iter().copied()
}

/// The actions that are also commands of the shell.
pub fn commands() -> impl Iterator<Item = &'static Action> {
    all().filter(|a| !matches!(a.effect, Effect::Screen(_)))
}

/// The action of a name.
pub fn find(name: &str) -> Option<&'static Action> {
    all().find(|a| a.name == name)
}

/// Every kind of rows; where several stand for the same kind of record, the record's own comes first.
pub fn kinds() -> impl Iterator<Item = &'static Kind> {
    sections().flat_map(|section| section.kinds).copied()
}

/// What the commands that begin with some words are about.
pub fn family(first: &str) -> Option<&'static str> {
    sections().flat_map(|section| section.families).find(|(word, _)| *word == first).map(|(_, about)| *about)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::syntax;
    use crate::command::field::Shape;
    use crate::command::grammar::words;
    use crate::records::kind::{Add, Edit};
    use crate::store::RECORDS;

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

    /// A word that is no kind's would keep its action out of sight for good.
    #[test]
    fn what_actions_wait_for_are_kinds_of_records() {
        let kinds: Vec<&str> = RECORDS.iter().map(|kind| kind.what).collect();
        for action in all() {
            for kind in action.once.iter().copied().chain(action.fields.iter().filter_map(|f| f.names)) {
                assert!(kinds.contains(&kind), "{}: nothing is called a {kind}", action.name);
            }
        }
        assert!(all().filter(|action| action.is_of_use(&[])).count() < all().count() / 2, "too much for a newcomer");
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
            for (at, _) in action.name.match_indices(' ') {
                assert!(family(&action.name[..at]).is_some(), "{}", &action.name[..at]);
            }
        }
    }

    #[test]
    fn every_command_has_examples_that_are_understood() {
        for action in commands() {
            assert!(!action.examples.is_empty(), "{} has no example", action.name);
            for line in action.examples {
                let typed = line.split([">", "|"].map(|c| c.chars().next().unwrap())).next().unwrap();
                let words = std::iter::once("vadash".to_owned()).chain(words::split(typed).unwrap());
                let matches = syntax::tree().try_get_matches_from(words);
                let call = syntax::call_of(&matches.unwrap_or_else(|e| panic!("{line}\n{e}"))).unwrap();
                assert_eq!(call.action.name, action.name, "{line}");
            }
        }
    }

    /// What a kind names is declared, and can be done with a row of it.
    #[test]
    fn what_a_kind_names_is_there() {
        for kind in kinds() {
            let add = match kind.add {
                Add::Prompt(name) | Add::PromptFor(name) | Add::Form(name) | Add::FormFor(name, _) => name,
            };
            let edit = match kind.edit {
                Edit::Change(name) | Edit::Anew(name) => Some(name),
                Edit::Never(_) => None,
            };
            let shift = kind.shift.map(|shift| shift.action);
            for name in [Some(add), edit, kind.remove.ok(), kind.copy, shift].into_iter().flatten() {
                assert!(find(name).is_some(), "{}: there is no action '{name}'", kind.name);
            }
            let present = |name| find(name).unwrap().present.is_some();
            assert!(edit.is_none_or(present), "{}: the form of what changes it would be empty", kind.name);
            assert!(kind.copy.is_none_or(|name| find(name).unwrap().again.is_some()), "{} cannot be copied", kind.name);
        }
    }
}
