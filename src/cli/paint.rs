//! Colour for terminals, and little of it: headings, the names of options, the word that begins an error.

use crate::command::report::Report;
use crate::domain::text::{clean, clean_line, refusal};
use crate::error::Error;

/// Bold, as table headings are.
pub const BOLD: &str = "\u{1b}[1m";
/// Plain again.
pub const PLAIN: &str = "\u{1b}[0m";
const RED: &str = "\u{1b}[1;31m";
const YELLOW: &str = "\u{1b}[1;33m";
const CYAN: &str = "\u{1b}[36m";

/// The farthest that clap indents what it names; what it says of it stands farther in.
const NAMED: usize = 8;

/// What writes on one stream, with or without colour.
#[derive(Clone, Copy, Debug)]
pub struct Paint(pub bool);

impl Paint {
    fn put(self, code: &str, text: &str) -> String {
        if self.0 && !text.is_empty() { format!("{code}{text}{PLAIN}") } else { text.to_owned() }
    }

    /// Returns the one line that an error is told by, and those of what it lists.
    pub fn error(self, error: &Error) -> String {
        if let Error::Listed { what, lines } = error {
            let below: String = lines.iter().map(|line| format!("{}\n", clean(&refusal(&clean_line(line))))).collect();
            return format!("{} {}\n{below}", self.put(RED, "error:"), clean(&refusal(&what.replace('\n', " "))));
        }
        format!("{} {}\n", self.put(RED, "error:"), clean(&refusal(&error.to_string().replace('\n', " "))))
    }

    /// A line about something that goes on nevertheless.
    pub fn warning(self, what: &str) -> String {
        format!("{} {}\n", self.put(YELLOW, "warning:"), clean(&refusal(&what.replace('\n', " "))))
    }

    /// clap's own answer (help, version, wrong usage) as it may be shown: it repeats what was typed.
    pub fn usage(self, answer: &clap::Error) -> String {
        self.help(&answer.render().to_string())
    }

    fn help(self, text: &str) -> String {
        let mut section = String::new();
        let mut shown = String::with_capacity(text.len() + 200);
        for line in text.lines() {
            let line = clean(line);
            let line = refusal(&line);
            let start = line.trim_start();
            let indent = line.len() - start.len();
            if let Some(rest) = line.strip_prefix("error:") {
                section = line.clone().into_owned();
                shown.push_str(&self.put(RED, "error:"));
                shown.push_str(rest);
            } else if indent == 0 && line.ends_with(':') {
                section = line.clone().into_owned();
                shown.push_str(&self.put(BOLD, &line));
            } else if let Some(rest) = line.strip_prefix("Usage:") {
                shown.push_str(&self.put(BOLD, "Usage:"));
                shown.push_str(rest);
            } else if (1..=NAMED).contains(&indent) && !section.is_empty() && section != "Examples:" {
                let (name, rest) = start.split_at(start.find("  ").unwrap_or(start.len()));
                shown.push_str(&line[..indent]);
                shown.push_str(&self.put(CYAN, name));
                shown.push_str(rest);
            } else {
                shown.push_str(&line);
            }
            shown.push('\n');
        }
        shown
    }
}

/// An answer as it is printed: whatever a note or a title holds, only line breaks steer the terminal.
///
/// This is the one place; answers that are data for another program leave as they are.
pub fn answer(report: &dyn Report) -> String {
    let text = report.text();
    if report.is_data() { text } else { lines(text) }
}

/// Lines of an answer as they are printed.
pub fn lines(text: String) -> String {
    let plain = |b: u8| matches!(b, b' '..=b'~' | b'\n');
    if text.bytes().all(plain) {
        return text;
    }
    let mut shown = String::with_capacity(text.len());
    for line in text.lines() {
        // The headings of a table on a terminal.
        let heading = line.strip_prefix(BOLD).and_then(|rest| rest.strip_suffix(PLAIN));
        match heading {
            Some(words) => [BOLD, &clean(words), PLAIN].into_iter().for_each(|part| shown.push_str(part)),
            None => shown.push_str(&clean(line)),
        }
        shown.push('\n');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::syntax;

    #[test]
    fn help_is_the_same_with_and_without_colour() {
        let help = |words: &[&str]| syntax::tree().try_get_matches_from(words).unwrap_err();
        for words in [
            &["vadash", "log", "--help"][..],
            &["vadash", "--help"],
            &["vadash", "entry"],
            &["vadash", "log", "--nope"],
        ] {
            let answer = help(words);
            let (plain, bright) = (Paint(false).usage(&answer), Paint(true).usage(&answer));
            assert!(!plain.contains('\u{1b}'), "{plain}");
            assert!(bright.contains(CYAN) || bright.contains(RED), "{bright}");
            let mut stripped = bright;
            for code in [BOLD, PLAIN, RED, YELLOW, CYAN] {
                stripped = stripped.replace(code, "");
            }
            assert_eq!(stripped, plain);
        }
    }
}
