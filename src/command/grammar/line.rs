//! What the lines for tasks and events have in common: names, marks and words.
//!
//! A line is words; some are marks (`due:fri`, `#tag`), the others are the title. Quotes around words, or a `\` in front
//! of one, keep them in the title, whatever they look like.

use crate::command::grammar::repeat::read_rule;
use crate::error::{Error, Result};

/// Whose names a line may use.
///
/// For the first word of a title only exact codes and aliases should count, never prefixes: a
/// client called `call-center` must not swallow the first word of `call the printer`.
pub trait KnownNames {
    /// The code of the client that a word names.
    fn client(&self, word: &str) -> Option<String>;
    /// The code of the service that a word names.
    fn service(&self, word: &str) -> Option<String>;
    /// What to say of a first word that is nearly a client's code, or an archived client's.
    fn nearly(&self, word: &str) -> Option<String>;
}

/// A word that belongs to the title.
#[derive(Clone, Debug)]
pub(crate) struct TitleWord {
    pub text: String,
    /// Typed with a backslash in front.
    pub literal: bool,
}

impl TitleWord {
    pub fn new(word: &str) -> Self {
        let bare = word.strip_prefix('\\').filter(|rest| !rest.is_empty());
        Self { text: bare.unwrap_or(word).to_owned(), literal: bare.is_some() }
    }
}

/// Writes a line with a backslash in front of each word that stood in double quotes, instead of the quotes.
///
/// A quote counts at the beginning of a word if one ends a word later on: `a 5" screen` has none.
pub(crate) fn unquoted(line: &str) -> String {
    let mut words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
    let mut at = 0;
    while at < words.len() {
        let ends = |n: &usize| words[*n].ends_with('"') && (*n > at || words[*n].len() > 1);
        if words[at].starts_with('"')
            && let Some(end) = (at..words.len()).find(ends)
        {
            words[at].remove(0);
            words[end].pop();
            for word in &mut words[at..=end] {
                if !word.is_empty() {
                    word.insert(0, '\\');
                }
            }
            at = end;
        }
        at += 1;
    }
    words.retain(|word| !word.is_empty());
    words.join(" ")
}

/// Returns a word of a note without the quotes, or the backslash, that said it is nothing but text.
pub fn bare(word: &str) -> &str {
    let quoted = word.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).filter(|text| !text.contains('"'));
    let one = !word.contains(char::is_whitespace);
    quoted.or(word.strip_prefix('\\').filter(|_| one)).filter(|text| !text.is_empty()).unwrap_or(word)
}

/// Reads how often, behind `every:`: the words that belong to it are taken along (`every:2 weeks until 2026-12-31`).
pub(crate) fn rule(value: &str, words: &mut LineWords<'_>) -> Result<String> {
    let ahead = words.ahead(|word| word.starts_with(['#', '!', '~', '@', '\\']) || word.contains(':'));
    let goes_on = |word: &str| {
        let word = word.to_lowercase();
        let unit = word.trim_end_matches('s');
        word == "until" || word == "times" || ["day", "week", "month", "quarter", "year"].contains(&unit)
    };
    let nth = value.starts_with(|c: char| c.is_ascii_digit()) || value.eq_ignore_ascii_case("last");
    for many in (1..=ahead.len().min(5)).rev() {
        let own = nth && many == 1 || ahead[..many].iter().any(|word| goes_on(word));
        if own && let Ok(rule) = read_rule(&format!("{value} {}", ahead[..many].join(" "))) {
            words.by_ref().take(many).for_each(drop);
            return Ok(rule);
        }
    }
    read_rule(value)
}

/// The words of a line, taken one by one.
pub(crate) struct LineWords<'a>(std::iter::Peekable<std::str::SplitWhitespace<'a>>);

impl<'a> LineWords<'a> {
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

impl<'a> Iterator for LineWords<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        self.0.next()
    }
}

/// Returns the mark of a word and what is behind its colon, if it is one of `marks`: `Due:fri` is `due` and `fri`.
pub(crate) fn mark<'a>(word: &'a str, marks: &[&'static str]) -> Option<(&'static str, &'a str)> {
    let (name, value) = word.split_at(word.find(':')? + 1);
    marks.iter().find(|mark| mark.eq_ignore_ascii_case(name)).map(|mark| (*mark, value))
}

/// Fills what may be said only once.
pub(crate) fn once<T>(slot: &mut Option<T>, value: T, mark: &str) -> Result<()> {
    match slot.replace(value) {
        None => Ok(()),
        Some(_) => Err(Error::problem(format!("{mark} is there twice: keep one of the two"))),
    }
}

/// Reads the client named by a mark.
pub(crate) fn client(names: &dyn KnownNames, word: &str) -> Result<String> {
    names.client(word).ok_or_else(|| {
        Error::problem(format!("{} is no client: type the code of one", crate::command::grammar::shown(word)))
    })
}

/// Takes the client off the title if its first word names one and none was named by a mark; one that nearly does is
/// asked about.
pub(crate) fn leading_client(
    client: &mut Option<String>,
    title: &mut Vec<TitleWord>,
    names: &dyn KnownNames,
) -> Result<()> {
    if client.is_some() {
        return Ok(());
    }
    let Some(first) = title.first().filter(|first| !first.literal) else { return Ok(()) };
    if let Some(code) = names.client(&first.text) {
        *client = Some(code);
        title.remove(0);
    } else if let Some(said) = names.nearly(&first.text) {
        let word = crate::command::grammar::shown(&first.text);
        return Err(Error::problem(format!("{word} {said} put it in quotes to keep it in the title")));
    }
    Ok(())
}

/// Words with one space between them.
pub(crate) fn text(words: &[TitleWord]) -> String {
    words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// Writes a title, with a backslash in front of each word that would be taken for something else.
pub(crate) fn escaped(title: &str, special: impl Fn(usize, &str) -> bool) -> String {
    let words = title.split_whitespace().enumerate();
    let escaped = words.map(|(at, word)| {
        let backslash = if word.starts_with(['\\', '"']) || special(at, word) { "\\" } else { "" };
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
        assert_eq!(TitleWord::new(r"\acme").text, "acme");
        assert_eq!(TitleWord::new(r"\").text, r"\");
        assert_eq!(unquoted(r#"a "b c" d "e" 5" "f"#), r#"a \b \c d \e 5" "f"#);
        assert_eq!(escaped(r"a \b c", |_, word| word == "c"), r"a \\b \c");
    }
}
