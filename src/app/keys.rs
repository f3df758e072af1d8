//! Which keys do what: the action table's own, a preset's in their place, and the configuration's above both.
//!
//! Keys are read and checked here, without a terminal, so that `config check` knows every mistake that the screen knows.

mod key;

pub use key::{Key, KeyCode, Sequence};

use super::table;
use crate::command::action::Action;
use crate::config::{ActionKeys, Config, Problem, changes};
use crate::domain::spelling::nearest;

/// The presets that differ from the action table.
const PRESETS: [(&str, &str); 3] = [
    ("vim", include_str!("../../assets/keys/vim.toml")),
    ("taskwarrior", include_str!("../../assets/keys/taskwarrior.toml")),
    ("calcurse", include_str!("../../assets/keys/calcurse.toml")),
];

/// What keys that were pressed one after the other amount to.
#[derive(Clone, Copy)]
pub enum Found {
    /// All there is to an action.
    Action(&'static Action),
    /// The beginning of a sequence.
    Prefix,
    /// Nothing.
    Nothing,
}

/// A sequence of keys, what it does, and where that is said.
struct Binding {
    keys: Sequence,
    action: &'static Action,
    layer: Layer,
    line: usize,
}

/// Who says so: the later wins.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Layer {
    Table,
    Preset,
    Config,
}

/// The keys in force.
pub struct Bindings {
    by_action: Vec<(&'static Action, Vec<Sequence>)>,
}

/// What differs from the action table in a preset.
pub fn preset(name: &str) -> Vec<ActionKeys> {
    PRESETS.iter().find(|(n, _)| *n == name).map(|(_, text)| changes(text).0).unwrap_or_default()
}

impl Bindings {
    /// The keys of a configuration, and what is wrong with those it names.
    ///
    /// An action that a preset or the configuration names has the keys listed there and no others;
    /// a key listed there is taken from whatever had it before.
    pub fn of(config: &Config) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let mut made: Vec<Binding> = Vec::new();
        for action in table::all() {
            let keys = action.keys.iter().filter_map(|k| Sequence::read(k).ok());
            made.extend(keys.map(|keys| Binding { keys, action, layer: Layer::Table, line: 0 }));
        }
        change(&mut made, &preset(&config.preset), Layer::Preset, &mut problems);
        change(&mut made, &config.keys, Layer::Config, &mut problems);
        let made = without_hidden(made, &mut problems);
        problems.sort();
        let keys_of = |action: &Action| {
            made.iter().filter(|b| b.action.name == action.name).map(|b| b.keys.clone()).collect::<Vec<_>>()
        };
        (Self { by_action: table::all().map(|action| (action, keys_of(action))).collect() }, problems)
    }

    /// What these keys do, one after the other.
    pub fn find(&self, keys: &[Key]) -> Found {
        let mut found = Found::Nothing;
        for (action, sequence) in self.each() {
            if sequence.0 == keys {
                return Found::Action(action);
            }
            if sequence.0.starts_with(keys) {
                found = Found::Prefix;
            }
        }
        found
    }

    /// What may follow keys that were pressed, and what that does.
    pub fn after(&self, pressed: &[Key]) -> Vec<(String, &'static Action)> {
        let rest = |(action, sequence): (&'static Action, &Sequence)| {
            let rest = sequence.0.strip_prefix(pressed).filter(|rest| !rest.is_empty())?;
            Some((Sequence(rest.to_vec()).name(), action))
        };
        self.each().filter_map(rest).collect()
    }

    fn each(&self) -> impl Iterator<Item = (&'static Action, &Sequence)> {
        self.by_action.iter().flat_map(|(action, keys)| keys.iter().map(|k| (*action, k)))
    }

    /// Every action with its keys, in the order of the help.
    pub fn all(&self) -> impl Iterator<Item = (&'static Action, &[Sequence])> {
        self.by_action.iter().map(|(action, keys)| (*action, keys.as_slice()))
    }

    /// The keys of an action as they are shown.
    pub fn names(&self, action: &str) -> Vec<String> {
        let found = self.by_action.iter().find(|(a, _)| a.name == action);
        found.map(|(_, keys)| keys.iter().map(Sequence::name).collect()).unwrap_or_default()
    }

    /// The first key of an action; the palette's line for it where it has none.
    pub fn first(&self, action: &str) -> String {
        self.names(action).into_iter().next().unwrap_or_else(|| format!(":{action}"))
    }
}

/// Puts the keys of a layer in the place of what was there.
fn change(made: &mut Vec<Binding>, changes: &[ActionKeys], layer: Layer, problems: &mut Vec<Problem>) {
    for ActionKeys { action: name, line, keys } in changes {
        let Some(action) = table::find(name) else {
            let hint = nearest(name, table::all().map(|a| a.name));
            problems.push(Problem::at(*line, format!("keys: there is no action '{name}'{hint}")));
            continue;
        };
        made.retain(|b| b.action.name != action.name);
        for (line, text) in keys {
            let keys = match Sequence::read(text) {
                Ok(keys) => keys,
                Err(what) => {
                    problems.push(Problem::at(*line, format!("keys: {name}: {what}")));
                    continue;
                }
            };
            if let Some(other) = made.iter().find(|b| b.keys == keys && b.layer == layer) {
                let what =
                    format!("keys: {name}: {text} is already given to {} on line {}", other.action.name, other.line);
                problems.push(Problem::at(*line, what));
                continue;
            }
            made.push(Binding { keys, action, layer, line: *line });
        }
    }
    // Only now: an action named further down may have given up the key by itself.
    let taken: Vec<Sequence> = made.iter().filter(|b| b.layer == layer).map(|b| b.keys.clone()).collect();
    made.retain(|b| b.layer == layer || !taken.contains(&b.keys));
}

/// Drops sequences that can never be typed to their end because they begin with keys that do something by themselves.
fn without_hidden(made: Vec<Binding>, problems: &mut Vec<Problem>) -> Vec<Binding> {
    let mut kept: Vec<usize> = Vec::new();
    for (n, binding) in made.iter().enumerate() {
        let hides = |b: &&Binding| b.keys != binding.keys && binding.keys.0.starts_with(&b.keys.0);
        let Some(by) = made.iter().find(hides) else {
            kept.push(n);
            continue;
        };
        // Whoever takes the first key of a preset's sequence takes the sequence.
        if binding.layer == Layer::Config {
            let (name, other) = (binding.action.name, by.action.name);
            let what = format!(
                "keys: {name}: {} cannot be typed, for {} alone is {other}: give {other} other keys",
                binding.keys.written(),
                by.keys.written()
            );
            problems.push(Problem::at(binding.line, what));
        }
    }
    made.into_iter().enumerate().filter(|(n, _)| kept.contains(n)).map(|(_, b)| b).collect()
}

#[cfg(test)]
mod tests;
