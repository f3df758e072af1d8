//! What is read whole: never more of it than anybody means, be it a pipe without end or a device.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// The most of a file that people write by hand: a configuration, a theme, a note.
pub const WRITTEN: u64 = 1 << 20;

/// All that there is to read; it is an error if that is more than `most` bytes.
pub fn bytes(from: impl Read, most: u64) -> io::Result<Vec<u8>> {
    // A short one is read without moving: of a secret no copy stays behind.
    let mut all = Vec::with_capacity(1 << 16);
    from.take(most + 1).read_to_end(&mut all)?;
    if all.len() as u64 > most {
        return Err(io::Error::new(ErrorKind::FileTooLarge, longer_than(most)));
    }
    Ok(all)
}

/// A file's text; it is an error if that is more than `most` bytes.
pub fn text(path: &Path, most: u64) -> io::Result<String> {
    let all = bytes(File::open(path)?, most)?;
    String::from_utf8(all).map_err(|_| io::Error::new(ErrorKind::InvalidData, "it is not written in UTF-8"))
}

/// What is said of something that has more bytes than are read.
pub fn longer_than(most: u64) -> String {
    let size = if most < 1 << 20 { format!("{} KB", most >> 10) } else { format!("{} MB", most >> 20) };
    format!("it is longer than {size}, which is the most that is read")
}
