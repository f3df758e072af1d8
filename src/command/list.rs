//! A field that is a list, as an edit changes it: set it, add to it, take away from it.

use crate::command::call::Args;
use crate::command::context::Context;
use crate::command::field::{Field, Shape, clearable, is_none};
use crate::command::input::{Hint, Input, Tag, Text};
use crate::error::{Error, Result};

/// A `--name` of an edit that changes a list: plain words set it, `+word` adds, `-word` takes away, `none` empties it.
pub const fn listed<T: Input>(name: &'static str, help: &'static str) -> Field {
    let mut field = clearable::<T>(name, Shape::Many, help);
    field.like = "WORD | +WORD | -WORD | none";
    field.check = check::<T>;
    field.suggest = suggest::<T>;
    field
}

fn check<T: Input>(text: &str, context: &Context<'_>) -> Result<String> {
    let said = |word: &str| crate::command::field::read::<T>(word, context).map(|value| value.echo(context));
    match ListChange::of(text) {
        _ if is_none(text) => Ok("none".to_owned()),
        (ListChange::Set, word) => said(word),
        (ListChange::Add, word) => said(word).map(|word| format!("{word} too")),
        (ListChange::Drop, word) => said(word).map(|word| format!("no more {word}")),
    }
}

fn suggest<T: Input>(typed: &str, context: &Context<'_>) -> Vec<Hint> {
    T::suggest(ListChange::of(typed).1, context)
}

/// What a word does to a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ListChange {
    Set,
    Add,
    Drop,
}

impl ListChange {
    fn of(word: &str) -> (Self, &str) {
        match (word.strip_prefix('+'), word.strip_prefix('-')) {
            (Some(rest), _) => (Self::Add, rest),
            (_, Some(rest)) => (Self::Drop, rest),
            _ => (Self::Set, word),
        }
    }
}

/// Reads a tag as it is kept.
pub fn read_tag(text: &str, context: &Context<'_>) -> Result<Vec<String>> {
    Tag::read(text, context).map(|tag| vec![tag.0])
}

/// Names of a client, in small letters; commas and spaces part them.
pub fn read_names(text: &str, context: &Context<'_>) -> Result<Vec<String>> {
    let text = Text::read(text, context)?.0.to_lowercase();
    let words = text.split([',', ' ']).map(|w| w.trim_start_matches('@')).filter(|w| !w.is_empty());
    Ok(words.map(str::to_owned).collect())
}

impl Args<'_> {
    /// Returns what becomes of a list, kept by spaces, by the words of a field; nothing if it was not given.
    pub fn list(
        &self,
        name: &'static str,
        old: &str,
        read: fn(&str, &Context<'_>) -> Result<Vec<String>>,
    ) -> Result<Option<String>> {
        let given = self.call.get(name);
        if given.is_empty() {
            return Ok(None);
        }
        if given.iter().all(|word| is_none(word)) {
            return Ok(Some(String::new()));
        }
        let mut turns: Vec<(ListChange, String)> = Vec::new();
        for word in given {
            let word = word.trim();
            if is_none(word) {
                return Err(Error::at(name, format!("'{word}' empties the list, so that nothing can stand beside it")));
            }
            if word.starts_with("--") {
                return Err(Error::at(name, format!("'{word}' is no value: what comes after --{name} belongs to it")));
            }
            let (turn, rest) = ListChange::of(word);
            let read = read(rest, &self.context).map_err(|e| e.in_field(name))?;
            if read.is_empty() {
                return Err(Error::at(name, format!("'{word}' names nothing")));
            }
            turns.extend(read.into_iter().map(|word| (turn, word)));
        }
        let sets = turns.iter().find(|(turn, _)| *turn == ListChange::Set);
        let signed = turns.iter().find(|(turn, _)| *turn != ListChange::Set);
        if let (Some((_, plain)), Some((turn, other))) = (sets, signed) {
            let (sign, does) = if *turn == ListChange::Add { ('+', "adds to it") } else { ('-', "takes away from it") };
            let what = format!("'{plain}' sets the list and '{sign}{other}' {does}: give one or the other");
            return Err(Error::at(name, what));
        }
        let mut list: Vec<&str> = if sets.is_some() { Vec::new() } else { old.split_whitespace().collect() };
        for (turn, word) in &turns {
            let there = list.iter().position(|w| w == word);
            match (turn, there) {
                (ListChange::Drop, Some(at)) => {
                    list.remove(at);
                }
                (ListChange::Drop, None) => {
                    let left = if list.is_empty() { "the list is empty".to_owned() } else { list.join(", ") };
                    return Err(Error::at(name, format!("'{word}' is not there to be taken away: {left}")));
                }
                (_, None) => list.push(word),
                (_, Some(_)) => {}
            }
        }
        Ok(Some(list.join(" ")))
    }
}

/// Says what a list is now, and what went: `domains: c.example instead of a.example, b.example`.
pub fn change(name: &str, old: &[String], new: &[String]) -> String {
    let plural = match name {
        "alias" => "aliases".to_owned(),
        other => format!("{other}s"),
    };
    let joined = |words: &[&String]| words.iter().map(|w| w.as_str()).collect::<Vec<_>>().join(", ");
    let all = |words: &[String]| if words.is_empty() { "none".to_owned() } else { words.join(", ") };
    let gone: Vec<&String> = old.iter().filter(|w| !new.contains(w)).collect();
    let added: Vec<&String> = new.iter().filter(|w| !old.contains(w)).collect();
    let now = all(new);
    match (added.is_empty(), gone.is_empty()) {
        _ if old.is_empty() => format!("{plural}: {now}"),
        (false, true) => format!("{plural}: {now} (added {})", joined(&added)),
        (true, false) if !new.is_empty() => format!("{plural}: {now} (took away {})", joined(&gone)),
        (true, true) => format!("{plural}: {now}"),
        _ => format!("{plural}: {now} instead of {}", all(old)),
    }
}
