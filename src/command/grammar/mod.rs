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
pub mod lead;
pub mod line;
pub mod looks;
pub mod named;
pub mod range;
pub mod repeat;
pub mod span;
pub mod task_line;
#[cfg(test)]
mod testing;
mod timing;
mod when;
pub mod words;
mod year;

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;

use crate::domain::time::Instant;
use crate::domain::zone::Zone;

/// What typed text is read against.
#[derive(Clone, Debug)]
pub struct Now {
    /// The present moment.
    pub at: Instant,
    /// The home zone.
    pub zone: Zone,
    /// What a bare clock time is relative to.
    pub beside: Beside,
    /// Whether what passes midnight may be long (`--force`).
    pub long: bool,
}

impl Now {
    /// A moment in a zone, with nothing that a clock time would be relative to.
    pub fn new(at: Instant, zone: Zone) -> Self {
        Self { at, zone, beside: Beside::Nothing, long: false }
    }

    /// The local date.
    pub fn today(&self) -> NaiveDate {
        self.zone.date(self.at)
    }
}

/// What a bare clock time is relative to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Beside {
    /// Nothing: it is of something new, so today's.
    #[default]
    Nothing,
    /// A record, or a field beside it, of this day.
    Day(NaiveDate),
    /// A record, or a field beside it, of the day that this moment falls on.
    At(Instant),
    /// The start of what ends at that time: on its day, or past midnight on the next.
    Since(Instant),
}

/// Where an unfinished date points: `mon` is last Monday for work done, next Monday for work to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toward {
    /// Lists of what has happened.
    Past,
    /// Something to come.
    Future,
    /// A day on either side: without a year the nearest, a weekday the coming one.
    Near,
    /// Work that was done: without a year the nearest, which must have come.
    Done,
}

impl Toward {
    /// Whether it is about what has happened.
    fn is_back(self) -> bool {
        matches!(self, Self::Past | Self::Done)
    }
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
