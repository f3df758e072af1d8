//! How wide a line of an answer may be: on a terminal as wide as that, in a pipe as wide as somebody may still read.

use std::sync::OnceLock;

use crate::domain::text::{clean, clean_line, cut, sentence, wrap};

/// Columns of a line that goes to no terminal.
const PIPE: usize = 200;
/// The most lines that a long text is told in.
const LINES: usize = 200;

/// Columns of the terminal that answers are written to.
static TERMINAL: OnceLock<usize> = OnceLock::new();

/// Says how wide the terminal is that answers are written to; they go to none unless it is said.
pub fn set_terminal(columns: usize) {
    // The first caller wins: it is set once, by `main`, before any answer is given.
    let _ = TERMINAL.set(columns);
}

/// Returns the columns that a line of a list has.
pub fn line_width() -> usize {
    TERMINAL.get().copied().unwrap_or(PIPE)
}

/// The columns of a line that has so many without a terminal.
pub fn width_or(without: usize) -> usize {
    TERMINAL.get().copied().unwrap_or(without)
}

/// Cleans and cuts a line of a list.
pub fn cut_line(text: &str) -> String {
    format!("{}\n", cut(&clean(text), line_width()))
}

/// Cleans and cuts a sentence of an answer.
pub fn sentence_line(text: &str) -> String {
    format!("{}\n", sentence(&clean_line(text)))
}

/// Text in lines of at most so many columns; of what nobody reads in a terminal the beginning, and how much more there is.
pub fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines = wrap(text, columns);
    if lines.len() > LINES {
        let more = lines.len() - LINES;
        lines.truncate(LINES);
        lines.push(cut(&format!("… {more} more lines (--json has them)"), columns).into_owned());
    }
    lines
}

/// Text as paragraphs below a list.
pub fn paragraphs(text: &str) -> String {
    wrapped(text, line_width()).iter().map(|line| format!("{line}\n")).collect()
}
