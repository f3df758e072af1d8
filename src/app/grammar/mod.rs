//! The one grammar of everything that is typed: dates, times, durations, ranges, whole lines.
//!
//! Form, palette, prompt and command line read through it, so one habit serves all four. It is
//! pure: the present moment and the home zone are an argument. What is refused is refused with
//! one sentence that says what would be understood, and what a `write_…` prints reads back.

pub mod clock;
pub mod date;
pub mod duration;
pub mod event_line;
pub mod hours;
pub mod line;
pub mod repeat;
pub mod span;
pub mod task_line;
#[cfg(test)]
mod testing;
mod when;
pub mod words;

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;

use crate::domain::time::Instant;
use crate::domain::zone::Zone;

/// The moment and the home zone that typed text is read against.
#[derive(Clone, Debug)]
pub struct Now {
    /// The present moment.
    pub at: Instant,
    /// The home zone.
    pub zone: Zone,
}

impl Now {
    /// The local date.
    pub fn today(&self) -> NaiveDate {
        self.zone.date(self.at)
    }
}

/// Where an unfinished date or time points: `mon` is last Monday for work done, next Monday for work to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toward {
    /// Something that has happened.
    Past,
    /// Something to come.
    Future,
}

/// Composed Unicode (NFC), as all text is kept.
pub fn normal(text: &str) -> String {
    text.nfc().collect()
}

/// Text ready to be read as a value: composed, trimmed, lower case, with one kind of dash.
///
/// A dash longer than a hyphen gets room around it, so that it can only be a range's.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.nfc() {
        match c {
            '\u{2212}' | '\u{2010}' | '\u{2011}' => plain.push('-'),
            '\u{2013}' | '\u{2014}' => plain.push_str(" - "),
            c => plain.push(c.to_ascii_lowercase()),
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Typed text as an error repeats it: in quotes, on one line, not endless.
fn shown(text: &str) -> String {
    const MOST: usize = 40;
    let visible = |c: char| if c.is_control() { ' ' } else { c };
    let text = normal(text.trim());
    let start: String = text.chars().take(MOST).map(visible).collect();
    let rest = if text.chars().count() > MOST { "…" } else { "" };
    format!("'{start}{rest}'")
}

/// A short run of ASCII digits as a number.
fn digits(text: &str, most: usize) -> Option<u32> {
    let right = !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
    right.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_made_plain() {
        assert_eq!(plain("  Fri\t9\u{2013}10 "), "fri 9 - 10");
        assert_eq!(plain("\u{2212}20M"), "-20m");
        assert_eq!(normal("Nguye\u{302}\u{303}n"), "Nguy\u{1ec5}n");
        assert_eq!(shown(" a\u{1b}b "), "'a b'");
        assert_eq!(shown(&"x".repeat(99)).chars().count(), 43);
    }
}
