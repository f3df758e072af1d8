//! What the lines for tasks and events have in common: names, marks and words.
//!
//! A line is words; some are marks (`due:fri`, `#tag`), the others are the title. A `\` in front
//! of a word keeps it in the title, whatever it looks like.

use crate::error::{Error, Result};

/// Whose names a line may use.
///
/// For the first word of a title only exact codes and aliases should count, never prefixes: a
/// client called `call-center` must not swallow the first word of `call the printer`.
pub trait Names {
    /// The code of the client that a word names.
    fn client(&self, word: &str) -> Option<String>;
    /// The code of the service that a word names.
    fn service(&self, word: &str) -> Option<String>;
}

/// A word that belongs to the title.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub text: String,
    /// Typed with a backslash in front.
    pub literal: bool,
}

impl Word {
    pub fn new(word: &str) -> Self {
        let bare = word.strip_prefix('\\').filter(|rest| !rest.is_empty());
        Self { text: bare.unwrap_or(word).to_owned(), literal: bare.is_some() }
    }
}

/// The words of a line, taken one by one.
pub(super) struct Words<'a>(std::iter::Peekable<std::str::SplitWhitespace<'a>>);

impl<'a> Words<'a> {
    pub fn of(line: &'a str) -> Self {
        Self(line.split_whitespace().peekable())
    }

    /// The words ahead, up to the first that `stops`.
    pub fn ahead(&self, stops: fn(&str) -> bool) -> Vec<&'a str> {
        self.0.clone().take_while(|word| !stops(word)).collect()
    }

    /// The value of a mark: what stands behind its colon, or else the next word.
    pub fn value(&mut self, mark: &str, behind: &'a str) -> Result<&'a str> {
        let value = if behind.is_empty() { self.next() } else { Some(behind) };
        value.ok_or_else(|| {
            Error::problem(format!(r"{mark} needs a value behind it: type \{mark} to keep it in the title"))
        })
    }
}

impl<'a> Iterator for Words<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        self.0.next()
    }
}

/// The mark of a word and what is behind its colon, if it is one of `marks`: `Due:fri` is `due` and `fri`.
pub(super) fn mark<'a>(word: &'a str, marks: &[&'static str]) -> Option<(&'static str, &'a str)> {
    let (name, value) = word.split_at(word.find(':')? + 1);
    marks.iter().find(|mark| mark.eq_ignore_ascii_case(name)).map(|mark| (*mark, value))
}

/// Fills what may be said only once.
pub(super) fn once<T>(slot: &mut Option<T>, value: T, mark: &str) -> Result<()> {
    match slot.replace(value) {
        None => Ok(()),
        Some(_) => Err(Error::problem(format!("{mark} is there twice: keep one of the two"))),
    }
}

/// The client named by a mark.
pub(super) fn client(names: &dyn Names, word: &str) -> Result<String> {
    names
        .client(word)
        .ok_or_else(|| Error::problem(format!("{} is no client: type the code of one", super::shown(word))))
}

/// Takes the client off the title if its first word names one and none was named by a mark.
pub(super) fn leading_client(client: &mut Option<String>, title: &mut Vec<Word>, names: &dyn Names) {
    if client.is_none()
        && let Some(first) = title.first().filter(|first| !first.literal)
        && let Some(code) = names.client(&first.text)
    {
        *client = Some(code);
        title.remove(0);
    }
}

/// Words with one space between them.
pub(super) fn text(words: &[Word]) -> String {
    words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// A title, with a backslash in front of each word that would be taken for something else.
pub(super) fn escaped(title: &str, special: impl Fn(usize, &str) -> bool) -> String {
    let words = title.split_whitespace().enumerate();
    let escaped = words.map(|(at, word)| {
        let backslash = if word.starts_with('\\') || special(at, word) { "\\" } else { "" };
        format!("{backslash}{word}")
    });
    escaped.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_words() {
        assert_eq!(mark("Due:fri", &["wait:", "due:"]), Some(("due:", "fri")));
        assert_eq!(mark("https://x", &["due:"]), None);
        assert_eq!(mark("due", &["due:"]), None);
        assert_eq!(Word::new(r"\acme").text, "acme");
        assert_eq!(Word::new(r"\").text, r"\");
        assert_eq!(escaped(r"a \b c", |_, word| word == "c"), r"a \\b \c");
    }
}
