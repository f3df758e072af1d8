//! The words on papers: a function for each message, in the paper's language.

use std::collections::BTreeMap;

pub use super::language::{Form, Language, Plural};
pub use super::means::Mistake;
use super::means::{self, Kind, Part};

/// Bytes that a file of a user's own words has at most.
const LARGEST: usize = 1 << 20;

/// What an argument of a message is given.
enum Value<'a> {
    Text(&'a str),
    Count(i64),
    Form(Form),
}

/// The words of a language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    tag: String,
    /// Whose built-in words hold where the user has none.
    language: Language,
    /// Who writes numbers and dates as this one does.
    like: Language,
    own: BTreeMap<String, Vec<Part>>,
    mistakes: Vec<Mistake>,
}

impl Words {
    /// The words of a language by its tag, and a user's own for it: the text of `words/papers/TAG.ftl`.
    ///
    /// One that is not built in has English words where its file has none. What is wrong in the file is in
    /// [`mistakes`](Self::mistakes), and the built-in words hold there.
    pub fn of(tag: &str, own: Option<&str>) -> Self {
        let language = Language::by_tag(tag).unwrap_or_default();
        // Without a file of its own it is said in English, and says so.
        let tag = if own.is_some() { tag } else { language.tag() };
        let mut words = Self { tag: tag.to_owned(), language, like: language, ..Self::default() };
        if let Some(text) = own {
            words.take(text);
        }
        words
    }

    /// Whether a language has words: it is built in, or there is a file of it.
    pub fn is_known(tag: &str, own: Option<&str>) -> bool {
        own.is_some() || Language::by_tag(tag).is_some()
    }

    /// Its tag; that of English if there are no words of the language that was asked for.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// Who writes numbers and dates as this language does.
    pub const fn like(&self) -> Language {
        self.like
    }

    /// What is wrong in the user's file.
    pub fn mistakes(&self) -> &[Mistake] {
        &self.mistakes
    }

    fn take(&mut self, text: &str) {
        if text.len() > LARGEST {
            self.mistakes.push(Mistake { line: 1, what: "is longer than 1 MB".to_owned() });
            return;
        }
        // As editors of other systems write it.
        let file = means::read(&text.trim_start_matches('\u{feff}').replace("\r\n", "\n"));
        self.mistakes = file.mistakes;
        if let Some((tag, line)) = file.like {
            match Language::by_tag(tag.trim()) {
                Some(language) => self.like = language,
                None => self.mistakes.push(Mistake { line, what: format!("-like is en, de, vi or uz, not {tag}") }),
            }
        }
        for message in file.messages {
            let Some((_, arguments)) = MESSAGES.iter().find(|(name, _)| *name == message.name) else {
                let what = format!("'{}' is no message", message.name);
                self.mistakes.push(Mistake { line: message.line, what });
                continue;
            };
            let odd = message.arguments.iter().find(|(name, kind)| {
                let known = arguments.iter().find(|(known, _)| known == name);
                known.is_none_or(|(_, known)| **kind != Kind::Text && known != *kind)
            });
            let Some((argument, _)) = odd else {
                self.own.insert(message.name, message.parts);
                continue;
            };
            let there: Vec<String> = arguments.iter().map(|(name, _)| format!("${name}")).collect();
            let there = if there.is_empty() { "no arguments".to_owned() } else { there.join(", ") };
            let what = format!("'{}' takes ${argument} otherwise than it is: there are {there}", message.name);
            self.mistakes.push(Mistake { line: message.line, what });
        }
        self.mistakes.sort_by_key(|mistake| mistake.line);
    }

    fn own(&self, name: &str) -> Option<&[Part]> {
        self.own.get(name).map(Vec::as_slice)
    }
}

/// A message of the user's own with its arguments.
fn fill(parts: &[Part], like: Language, values: &[(&str, Value)]) -> String {
    let value = |name: &str| values.iter().find(|(known, _)| *known == name).map(|(_, value)| value);
    let mut out = String::new();
    for part in parts {
        match part {
            Part::Text(text) => out.push_str(text),
            Part::Argument(name) => match value(name) {
                Some(Value::Text(text)) => out.push_str(text),
                Some(Value::Count(count)) => out.push_str(&like.number(*count, 0)),
                Some(Value::Form(_)) | None => {}
            },
            Part::Choice { argument, cases, default, .. } => {
                let key = match value(argument) {
                    Some(Value::Count(count)) if like.plural(*count) == Plural::One => "one",
                    Some(Value::Form(Form::Formal)) => "formal",
                    Some(Value::Form(Form::Familiar)) => "familiar",
                    Some(_) | None => "other",
                };
                let fits = cases.iter().find(|(case, _)| case == key).unwrap_or(&cases[*default]);
                out.push_str(&fill(&fits.1, like, values));
            }
        }
    }
    out
}

/// The functions that the build made.
#[expect(clippy::all, clippy::pedantic, reason = "made by the build, message by message")]
mod made {
    use super::{Form, Kind, Language, Plural, Value, Words, fill};

    include!(concat!(env!("OUT_DIR"), "/papers.rs"));
}

use made::MESSAGES;
