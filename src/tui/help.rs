//! The help: made from the keys in force.

use super::keymap::Keymap;
use super::marks::MARKS;
use super::pager::{Pager, PagerLine};
use crate::app::keys::Sequence;
use crate::command::action::{Action, Group};
use crate::records::kind::Kind;

const GROUPS: [Group; 8] = [
    Group::Moving,
    Group::Row,
    Group::Time,
    Group::Clients,
    Group::Billing,
    Group::Planning,
    Group::Data,
    Group::Program,
];

/// The keys of a prompt, which are the editor's own.
const TYPING: &[(&str, &str)] = &[
    ("Enter", "Do it"),
    ("Tab  Shift-Tab", "Complete; again goes through what fits"),
    ("↑ ↓", "What was typed here before"),
    ("Ctrl-a Ctrl-e", "To the start, the end"),
    ("Ctrl-w Ctrl-u Ctrl-k", "Erase the word, to the start, to the end"),
    ("Ctrl-y", "Put back what was erased"),
    ("Alt-b Alt-f Alt-d", "A word back, on; erase one"),
    ("Esc", "Leave; asks once if something was typed"),
];

/// Those that matter everywhere, the most first.
const EVERYWHERE: &[&str] =
    &["timer", "log-time", "add", "look", "undo", "palette", "filter", "next-pane", "delete", "quit"];

/// How many keys the help begins with.
const FIRST: usize = 10;

/// Makes the help on keys: first the ten that matter in the pane one is in, then the others by group; those of records
/// that nobody has yet are left out.
pub fn help(keymap: &Keymap, place: &str, pane: &Kind, there: &[&str]) -> Pager {
    let mut lines = Vec::new();
    let field = |keys: &str, text: &str| PagerLine::Field(format!("  {keys}"), text.to_owned());
    lines.push(PagerLine::Head(format!("Here: {}", place.trim())));
    let bound = || keymap.all().filter(|(action, keys)| !keys.is_empty() && action.is_of_use(there));
    let mut first: Vec<&Action> = Vec::new();
    let is_one = |first: &[&Action], action: &Action| first.iter().any(|one| std::ptr::eq(*one, action));
    for name in pane.footer.iter().map(|(name, _)| name).chain(EVERYWHERE) {
        let Some((action, keys)) = bound().find(|(action, _)| action.name == *name) else { continue };
        if first.len() < FIRST && !is_one(&first, action) {
            first.push(action);
            lines.push(field(&names(keys), action.help));
        }
    }
    lines.push(PagerLine::Table(String::new()));
    lines.push(PagerLine::Head("Marks on rows".to_owned()));
    lines.extend(MARKS.iter().map(|mark| field(mark.sign, mark.words)));
    lines.push(PagerLine::Table(String::new()));
    for group in GROUPS {
        let of_group = bound().filter(|(action, _)| action.group == group && !is_one(&first, action));
        let mut rows: Vec<PagerLine> = of_group.map(|(action, keys)| field(&names(keys), action.help)).collect();
        if !rows.is_empty() {
            lines.push(PagerLine::Head(group.title().to_owned()));
            lines.append(&mut rows);
            lines.push(PagerLine::Table(String::new()));
        }
    }
    lines.push(PagerLine::Head("While typing".to_owned()));
    lines.extend(TYPING.iter().map(|(keys, text)| field(keys, text)));
    lines.push(PagerLine::Table(String::new()));
    let palette = keymap.first("palette");
    lines.push(PagerLine::Table(format!(
        "{palette} has every other command: {palette}client add, {palette}import ics …"
    )));
    Pager::new("Keys", lines)
}

fn names(keys: &[Sequence]) -> String {
    keys.iter().map(Sequence::name).collect::<Vec<_>>().join("  ")
}
