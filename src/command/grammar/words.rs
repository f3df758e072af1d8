//! A line as the words a shell would make of it, and back.

use crate::error::{Error, Result};

/// Stands in front of a word that [`split_quoting`] found in double quotes.
const QUOTED: char = '\u{1}';

/// Splits as [`split`] does, and marks the words that stood in double quotes as a whole.
///
/// What the mark means is up to the field the word comes to: [`unmarked`] takes it off, [`requoted`] makes quotes of it.
pub fn split_quoting(line: &str) -> Result<Vec<String>> {
    let words = split_with(&line.replace(QUOTED, " "), true)?;
    Ok(words)
}

/// A word without the mark of its quotes.
pub fn unmarked(word: &str) -> &str {
    word.strip_prefix(QUOTED).unwrap_or(word)
}

/// A word with the quotes it stood in.
pub fn requoted(word: &str) -> String {
    word.strip_prefix(QUOTED).map_or_else(|| word.to_owned(), |bare| format!("\"{bare}\""))
}

/// Splits at white space outside `'…'` and `"…"`; a backslash takes the next character as it is.
///
/// One thing differs from a shell: a `'` right behind a letter or digit is an apostrophe, so that
/// a note such as `don't forget` needs no quotes. The words are not composed (NFC) here: whoever
/// reads one as a value does that.
pub fn split(line: &str) -> Result<Vec<String>> {
    split_with(line, false)
}

fn split_with(line: &str, quoting: bool) -> Result<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut apostrophe = false;
    let mut rest = line.chars();
    while let Some(c) = rest.next() {
        let behind_letter = std::mem::replace(&mut apostrophe, c.is_alphanumeric());
        match c {
            c if c.is_whitespace() => words.extend(word.take()),
            '"' => {
                let whole = word.is_none();
                let word = word.get_or_insert_default();
                quoted(&mut rest, '"', word)?;
                let ends = rest.as_str().chars().next().is_none_or(char::is_whitespace);
                if quoting && whole && ends && !word.is_empty() {
                    word.insert(0, QUOTED);
                }
            }
            '\'' if !behind_letter => quoted(&mut rest, '\'', word.get_or_insert_default())?,
            '\\' => {
                let next =
                    rest.next().ok_or_else(|| Error::problem(r"the line ends in a \: type \\ for the sign itself"))?;
                word.get_or_insert_default().push(next);
            }
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    Ok(words)
}

/// Takes the text up to the closing quote; inside `"…"` a backslash covers `"` and `\`.
fn quoted(rest: &mut std::str::Chars<'_>, quote: char, word: &mut String) -> Result<()> {
    while let Some(c) = rest.next() {
        if c == quote {
            return Ok(());
        }
        if c == '\\' && quote == '"' && rest.as_str().starts_with(['"', '\\']) {
            word.extend(rest.next());
        } else {
            word.push(c);
        }
    }
    Err(Error::problem(format!(
        r"a {quote} is not closed: type another {quote} at its end, or \{quote} for the sign itself"
    )))
}

/// One word as it must be typed to be read back whole, here and in a POSIX shell.
pub fn quote(word: &str) -> String {
    let safe = |c: char| c.is_alphanumeric() || "_-./:@%+=,^".contains(c);
    if !word.is_empty() && word.chars().all(safe) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// Writes words as one line that [`split`] takes apart again.
pub fn join<W: AsRef<str>>(words: &[W]) -> String {
    words.iter().map(|w| quote(w.as_ref())).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splitting() {
        for (line, words) in [
            ("", &[][..]),
            ("log acme  1h30", &["log", "acme", "1h30"]),
            ("start acme 'July newsletter'", &["start", "acme", "July newsletter"]),
            (r#"start acme "say \"hi\" \n""#, &["start", "acme", r#"say "hi" \n"#]),
            (r"a\ b c\\d", &["a b", r"c\d"]),
            ("--note='two words' ''", &["--note=two words", ""]),
            ("don't forget the clients' mail", &["don't", "forget", "the", "clients'", "mail"]),
        ] {
            assert_eq!(split(line).unwrap(), words, "{line}");
        }
    }

    #[test]
    fn words_in_quotes_are_told_apart() {
        let words = split_quoting(r#"read "Monday news" 5" "x""#).unwrap_err().to_string();
        assert!(words.starts_with("a \" is not closed"), "{words}");
        let words = split_quoting(r#"read "Monday news" --title="a b" "x""#).unwrap();
        assert_eq!(words.iter().map(|w| unmarked(w)).collect::<Vec<_>>(), ["read", "Monday news", "--title=a b", "x"]);
        assert_eq!(
            words.iter().map(|w| requoted(w)).collect::<Vec<_>>(),
            ["read", "\"Monday news\"", "--title=a b", "\"x\""]
        );
    }

    #[test]
    fn what_is_refused() {
        assert_eq!(
            split("note 'open").unwrap_err().to_string(),
            r"a ' is not closed: type another ' at its end, or \' for the sign itself"
        );
        assert!(split(r#"say "open"#).is_err());
        assert!(split(r"ends in \").is_err());
    }

    #[test]
    fn quoting() {
        assert_eq!(
            join(&["log", "acme", "1h30", "July newsletter", "it's", "", "#1"]),
            r"log acme 1h30 'July newsletter' 'it'\''s' '' '#1'"
        );
    }
}
