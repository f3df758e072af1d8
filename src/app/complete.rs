//! What `Tab` offers at the cursor of a prompt, and of a shell.

use std::path::Path;

use super::table;
use crate::command::action::Action;
use crate::command::context::Context;
use crate::command::field::{Field, Shape};
use crate::command::grammar::words::quote;
use crate::command::input::Hint;

/// What a shell completes by itself: names of files.
pub const FILES: &str = ":files";

/// The options of every command, and whether a value follows.
const GLOBAL: [(&str, bool, &str); 5] = [
    ("--db", true, "the database"),
    ("--config", true, "the configuration"),
    ("--now", true, "pretend that it is this instant"),
    ("--json", false, "print exactly one JSON value"),
    ("--help", false, "print help"),
];

/// The most that is offered at once.
const MOST: usize = 50;

/// Values for the word at the cursor: `before` is the line up to that word.
pub fn hints(action: &Action, before: &str, word: &str, context: &Context<'_>) -> Vec<Hint> {
    let words: Vec<&str> = before.split_whitespace().collect();
    let mut found = at_cursor(action, &words, word, context);
    found.truncate(MOST);
    found
}

/// What a shell may put in the place of the last of its words, which stand behind the program's name.
pub fn shell(words: &[&str], context: &Context<'_>) -> Vec<Hint> {
    let (word, before) = words.split_last().map_or(("", &[][..]), |(last, before)| (*last, before));
    let mut own: Vec<&str> = Vec::new();
    let mut given = before.iter();
    while let Some(one) = given.next() {
        match GLOBAL.iter().find(|(name, ..)| name == one) {
            // Its value is missing: it is what is completed.
            Some((name, true, _)) if given.next().is_none() => {
                let file = *name != "--now";
                return if file { vec![files_by_shell()] } else { Vec::new() };
            }
            Some(_) => {}
            None => own.push(one),
        }
    }
    let mut found = match command(&own) {
        Some((action, taken)) => {
            let rest = own.get(taken..).unwrap_or_default();
            let place = || if word.starts_with('-') { None } else { place(action, rest) };
            match value_of(action, rest).or_else(place) {
                Some(field) if field.file => return vec![files_by_shell()],
                _ => at_cursor(action, rest, word, context),
            }
        }
        None => commands(&own, word),
    };
    if word.starts_with('-') {
        let fits = GLOBAL.iter().filter(|(name, ..)| name.starts_with(word) && !before.contains(name));
        found.extend(fits.map(|(name, _, note)| Hint { text: (*name).to_owned(), note: (*note).to_owned() }));
    }
    // A shell takes what is offered for what begins like the word.
    let folded = word.to_lowercase();
    let begins = |hint: &Hint| hint.text.to_lowercase().starts_with(&folded);
    if found.iter().any(begins) {
        found.retain(begins);
    }
    found
}

fn files_by_shell() -> Hint {
    Hint { text: FILES.to_owned(), note: String::new() }
}

/// The command that words begin with, and how many of them are its name.
fn command(words: &[&str]) -> Option<(&'static Action, usize)> {
    let taken = |action: &&'static Action| {
        let name: Vec<&str> = action.name.split(' ').collect();
        words.starts_with(&name).then_some(name.len())
    };
    table::commands().find_map(|action| taken(&action).map(|count| (action, count)))
}

/// The next word of the commands that begin like these.
fn commands(words: &[&str], word: &str) -> Vec<Hint> {
    let mut found: Vec<Hint> = Vec::new();
    for action in table::commands() {
        let name: Vec<&str> = action.name.split(' ').collect();
        let Some(next) = name.strip_prefix(words).and_then(|rest| rest.first()) else { continue };
        if !next.starts_with(word) || found.iter().any(|hint| hint.text == *next) {
            continue;
        }
        let note = if name.len() == words.len() + 1 {
            action.help
        } else {
            table::family(&name[..=words.len()].join(" ")).unwrap_or_default()
        };
        found.push(Hint { text: (*next).to_owned(), note: note.to_owned() });
    }
    found
}

fn at_cursor(action: &Action, words: &[&str], word: &str, context: &Context<'_>) -> Vec<Hint> {
    match (value_of(action, words), word.split_once('=')) {
        (Some(field), _) => values(field, word, context),
        (None, Some((name, value))) if name.starts_with("--") => {
            let field = action.fields.iter().find(|f| name.strip_prefix("--") == Some(f.name));
            let hints = field.map(|f| values(f, value, context)).unwrap_or_default();
            hints.into_iter().map(|h| Hint { text: format!("{name}={}", h.text), ..h }).collect()
        }
        (None, _) if word.starts_with('-') => options(action, word, words),
        (None, _) => {
            let field = place(action, words);
            let mut found = field.map(|f| values(f, word, context)).unwrap_or_default();
            if found.is_empty() && word.is_empty() {
                found = options(action, word, words);
            }
            found
        }
    }
}

/// The field whose value the next word is, if an option stands before it.
fn value_of(action: &Action, words: &[&str]) -> Option<&'static Field> {
    let name = words.last()?.strip_prefix("--")?;
    let takes = |f: &&Field| f.name == name && matches!(f.shape, Shape::Option | Shape::Needed | Shape::Many);
    action.fields.iter().find(takes)
}

/// The field at the place of the next word.
fn place(action: &Action, words: &[&str]) -> Option<&'static Field> {
    let mut count = 0;
    let mut skip = false;
    for (n, word) in words.iter().enumerate() {
        if std::mem::take(&mut skip) {
            continue;
        }
        if word.starts_with("--") {
            skip = value_of(action, &words[..=n]).is_some();
        } else {
            count += 1;
        }
    }
    let places = action.fields.iter().filter(|f| is_place(f));
    let mut fields: Vec<&'static Field> = places.collect();
    let open = fields.pop_if(|f| matches!(f.shape, Shape::Words | Shape::Rest));
    fields.get(count).copied().or(open)
}

fn is_place(field: &Field) -> bool {
    matches!(field.shape, Shape::Required | Shape::Optional | Shape::Words | Shape::Rest)
}

fn options(action: &Action, word: &str, words: &[&str]) -> Vec<Hint> {
    let begun = word.trim_start_matches('-');
    let fits = action.fields.iter().filter(|f| !is_place(f) && f.name.starts_with(begun));
    let given = |f: &&Field| f.shape != Shape::Many && words.iter().any(|w| w.strip_prefix("--") == Some(f.name));
    let hint = |f: &Field| Hint { text: format!("--{}", f.name), note: f.help.to_owned() };
    fits.filter(|f| !given(f)).map(hint).collect()
}

fn values(field: &Field, word: &str, context: &Context<'_>) -> Vec<Hint> {
    if let Some(begun) = word.strip_prefix('#') {
        return tags(begun, context).into_iter().map(|t| Hint { text: format!("#{t}"), note: String::new() }).collect();
    }
    if field.name == "tag" {
        return tags(word, context).into_iter().map(|text| Hint { text, note: String::new() }).collect();
    }
    if field.name == "file" {
        return files(word);
    }
    (field.suggest)(word, context)
}

/// Tags of the tasks still to do.
fn tags(begun: &str, context: &Context<'_>) -> Vec<String> {
    let tasks = context.db.open_tasks().unwrap_or_default();
    let words = tasks.iter().flat_map(|t| t.tags.split_whitespace());
    let mut found: Vec<String> = words.filter(|t| t.starts_with(begun)).map(str::to_owned).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn files(word: &str) -> Vec<Hint> {
    let (folder, begun) = word.rsplit_once('/').map_or(("", word), |(f, b)| (f, b));
    let shown = if word.contains('/') { format!("{folder}/") } else { String::new() };
    let path = if shown.is_empty() { Path::new(".") } else { Path::new(&shown) };
    let Ok(entries) = std::fs::read_dir(path) else { return Vec::new() };
    let mut found: Vec<Hint> = entries
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let hidden = name.starts_with('.') && !begun.starts_with('.');
            let slash = if entry.path().is_dir() { "/" } else { "" };
            let text = quote(&format!("{shown}{name}{slash}"));
            (name.starts_with(begun) && !hidden).then_some(Hint { text, note: String::new() })
        })
        .collect();
    found.sort_by(|a, b| a.text.cmp(&b.text));
    found
}

/// What all of the texts begin with.
pub fn common(hints: &[Hint]) -> &str {
    let Some(first) = hints.first() else { return "" };
    let mut end = first.text.len();
    for hint in hints {
        let same = first.text.char_indices().zip(hint.text.chars()).find(|((_, a), b)| a != b);
        end = end.min(same.map_or(hint.text.len(), |((at, _), _)| at)).min(first.text.len());
    }
    &first.text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_common_beginning() {
        let hints = |texts: &[&str]| {
            texts.iter().map(|t| Hint { text: (*t).to_owned(), note: String::new() }).collect::<Vec<_>>()
        };
        assert_eq!(common(&hints(&["acme", "acorn"])), "ac");
        assert_eq!(common(&hints(&["acme", "acme-2"])), "acme");
        assert_eq!(common(&hints(&["ü1", "üb"])), "ü");
        assert_eq!(common(&hints(&[])), "");
    }
}
