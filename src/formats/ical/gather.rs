//! A calendar's bytes, out of a file, a pipe or whatever else was named: never without end.

use std::io::{self, ErrorKind, Read};

use crate::bounds;

/// The most bytes of one file.
const MOST: u64 = 100 << 20;
/// Those among which a calendar has begun.
const HEAD: usize = 1 << 20;

/// Reads all bytes of a calendar; of what is none in its first megabyte, no more than that.
pub fn gather(mut from: impl Read) -> io::Result<Vec<u8>> {
    let mut all = Vec::new();
    from.by_ref().take(HEAD as u64).read_to_end(&mut all)?;
    if holds(&all, b"BEGIN:V") {
        let rest = bounds::bytes(from, MOST - all.len() as u64).map_err(|error| match error.kind() {
            ErrorKind::FileTooLarge => io::Error::new(error.kind(), bounds::longer_than(MOST)),
            _ => error,
        });
        all.extend(rest?);
    }
    Ok(all)
}

/// Whether bytes are meant to be a calendar.
pub fn is_calendar(bytes: &[u8]) -> bool {
    holds(bytes, b"BEGIN:VCALENDAR")
}

fn holds(bytes: &[u8], word: &[u8]) -> bool {
    // Some programs write UTF-16, in which every other byte is none.
    let letters: Vec<u8> = bytes.iter().take(HEAD).copied().filter(|b| *b != 0).collect();
    letters.windows(word.len()).any(|w| w.eq_ignore_ascii_case(word))
}
