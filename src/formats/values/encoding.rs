//! How a file's text is encoded, and the same text as UTF-8.

use std::io::{self, ErrorKind, Read};

use crate::bounds::longer_than;

/// The most bytes of a file, as far as its encoding is looked for.
const MOST: u64 = 4 << 30;
/// How much is read at once.
const CHUNK: usize = 1 << 16;
/// What a byte that is no letter is refused with.
const NO_TEXT: &str = "it is neither UTF-8 nor Windows-1252: save it as UTF-8";
/// What UTF-16 with halves of letters is refused with.
const BROKEN: &str = "it is broken UTF-16: save it as UTF-8";

/// How the letters of a file are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with a mark at its beginning or without one.
    Utf8,
    /// UTF-16 with its lower bytes first.
    Utf16Little,
    /// UTF-16 with its higher bytes first.
    Utf16Big,
    /// Windows-1252, the only one that has no sign of its own: what is none of the others.
    Windows1252,
}

impl Encoding {
    /// Looks for the encoding of a text, for which all of it is read.
    ///
    /// # Errors
    ///
    /// Fails where it cannot be read, or has no end within 4 GB.
    pub fn of(mut from: impl Read) -> io::Result<Self> {
        let mut buffer = vec![0; CHUNK];
        let (mut left, mut all) = (0, 0_u64);
        loop {
            let read = match from.read(&mut buffer[left..]) {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                read => read?,
            };
            let there = &buffer[..left + read];
            match there {
                [0xff, 0xfe, ..] if all == 0 => return Ok(Self::Utf16Little),
                [0xfe, 0xff, ..] if all == 0 => return Ok(Self::Utf16Big),
                // One byte says nothing yet.
                [_] if all == 0 && read > 0 => {
                    left = 1;
                    continue;
                }
                _ => {}
            }
            let valid = match std::str::from_utf8(there) {
                Ok(_) => there.len(),
                Err(error) if error.error_len().is_some() || read == 0 => return Ok(Self::Windows1252),
                Err(error) => error.valid_up_to(),
            };
            if read == 0 {
                return Ok(Self::Utf8);
            }
            let end = there.len();
            // What a letter at the end lacks is yet to come; it has three bytes at most here.
            buffer.copy_within(valid..end, 0);
            left = end - valid;
            all += valid as u64;
            if all > MOST {
                return Err(io::Error::new(ErrorKind::FileTooLarge, longer_than(MOST)));
            }
        }
    }

    /// What a file's owner should know of how it was read.
    pub fn note(self) -> Option<&'static str> {
        (self == Self::Windows1252).then_some("the text is not UTF-8: it is read as Windows-1252")
    }

    /// Reads a short text as UTF-8 without a mark; a letter that its end cuts through is left out.
    pub fn beginning(bytes: &[u8]) -> Vec<u8> {
        let encoding = match bytes {
            [0xff, 0xfe, ..] => Self::Utf16Little,
            [0xfe, 0xff, ..] => Self::Utf16Big,
            _ => match std::str::from_utf8(bytes) {
                Err(error) if error.error_len().is_some() => Self::Windows1252,
                _ => Self::Utf8,
            },
        };
        let mut text = Vec::with_capacity(bytes.len());
        // What there is until something is wrong.
        let _ = Decoder::new(bytes, encoding).read_to_end(&mut text);
        text
    }
}

/// Reads a text of some encoding as UTF-8 without a mark, bit by bit.
///
/// Letters are never replaced: a byte that means none ends the reading with an error.
pub struct Decoder<R> {
    from: R,
    encoding: Encoding,
    begun: bool,
    /// What was read and makes no whole letter yet.
    raw: Vec<u8>,
    /// What is read as UTF-8, and how much of it was handed out.
    out: Vec<u8>,
    at: usize,
}

impl<R: Read> Decoder<R> {
    /// Begins to read.
    pub fn new(from: R, encoding: Encoding) -> Self {
        Self { from, encoding, begun: false, raw: Vec::new(), out: Vec::new(), at: 0 }
    }

    /// Reads on; false at the end.
    fn fill(&mut self) -> io::Result<bool> {
        let first = !std::mem::replace(&mut self.begun, true);
        self.out.clear();
        self.at = 0;
        let want = if first { 3 } else { CHUNK };
        let before = self.raw.len();
        (&mut self.from).take(want as u64).read_to_end(&mut self.raw)?;
        let ended = self.raw.len() - before < want;
        match self.encoding {
            Encoding::Utf8 => {
                let raw = self.raw.strip_prefix(b"\xef\xbb\xbf").filter(|_| first).unwrap_or(&self.raw);
                self.out.extend_from_slice(raw);
                self.raw.clear();
            }
            Encoding::Windows1252 => {
                self.out.reserve(self.raw.len() * 2);
                for &byte in &self.raw {
                    push(&mut self.out, windows_1252(byte)?);
                }
                self.raw.clear();
            }
            Encoding::Utf16Little | Encoding::Utf16Big => self.wide(first, ended)?,
        }
        Ok(!ended || !self.out.is_empty())
    }

    /// Reads UTF-16.
    fn wide(&mut self, first: bool, ended: bool) -> io::Result<()> {
        let broken = || io::Error::new(ErrorKind::InvalidData, BROKEN);
        let unit = |pair: &[u8]| match (pair, self.encoding) {
            ([a, b], Encoding::Utf16Big) => u16::from_be_bytes([*a, *b]),
            ([a, b], _) => u16::from_le_bytes([*a, *b]),
            _ => 0,
        };
        let mut at = if first && self.raw.len() >= 2 && unit(&self.raw[..2]) == 0xfeff { 2 } else { 0 };
        while let Some(pair) = self.raw.get(at..at + 2) {
            let high = unit(pair);
            let wide = (0xd800..0xdc00).contains(&high);
            let low = match self.raw.get(at + 2..at + 4) {
                Some(pair) if wide => Some(unit(pair)),
                None if wide && !ended => break,
                _ => None,
            };
            let c = char::decode_utf16([high].into_iter().chain(low)).next().and_then(Result::ok).ok_or_else(broken)?;
            push(&mut self.out, c);
            at += if wide { 4 } else { 2 };
        }
        self.raw.drain(..at);
        if ended && !self.raw.is_empty() { Err(broken()) } else { Ok(()) }
    }
}

impl<R: Read> Read for Decoder<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.at >= self.out.len() {
            if self.begun && self.encoding == Encoding::Utf8 {
                return self.from.read(into);
            }
            if !self.fill()? {
                return Ok(0);
            }
        }
        let rest = &self.out[self.at..];
        let length = rest.len().min(into.len());
        into[..length].copy_from_slice(&rest[..length]);
        self.at += length;
        Ok(length)
    }
}

fn push(out: &mut Vec<u8>, c: char) {
    out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
}

/// What Windows-1252 has where Latin-1 has control characters; a NUL where it has nothing.
const UPPER: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’', '“', '”', '•',
    '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

fn windows_1252(byte: u8) -> io::Result<char> {
    match byte {
        0x80..=0x9f => Some(UPPER[usize::from(byte - 0x80)]).filter(|c| *c != '\0'),
        _ => Some(char::from(byte)),
    }
    .ok_or_else(|| io::Error::new(ErrorKind::InvalidData, NO_TEXT))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hands bytes out one by one, so that every letter is cut.
    struct Drip<'a>(&'a [u8]);

    impl Read for Drip<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let length = into.len().min(1);
            self.0.read(&mut into[..length])
        }
    }

    fn read(bytes: &[u8]) -> (Encoding, io::Result<String>) {
        let encoding = Encoding::of(Drip(bytes)).unwrap();
        assert_eq!(Encoding::of(bytes).unwrap(), encoding);
        let mut text = String::new();
        let result = Decoder::new(Drip(bytes), encoding).read_to_string(&mut text);
        (encoding, result.map(|_| text))
    }

    #[test]
    fn each_encoding_gives_the_same_text() {
        let text = "Nguyễn – „Größe“ 😀\n";
        let wide = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            format!("\u{feff}{text}").encode_utf16().flat_map(bytes).collect()
        };
        for (bytes, encoding) in [
            (text.as_bytes().to_vec(), Encoding::Utf8),
            (format!("\u{feff}{text}").into_bytes(), Encoding::Utf8),
            (wide(u16::to_le_bytes), Encoding::Utf16Little),
            (wide(u16::to_be_bytes), Encoding::Utf16Big),
        ] {
            let (found, read) = read(&bytes);
            assert_eq!((found, read.unwrap().as_str()), (encoding, text));
            assert_eq!(Encoding::beginning(&bytes), text.as_bytes());
        }
        let (found, read) = read(b"Gr\xf6\xdfe \x96 \x80 5\n");
        assert_eq!((found, read.unwrap().as_str()), (Encoding::Windows1252, "Größe – € 5\n"));
        assert!(found.note().is_some() && Encoding::Utf8.note().is_none());
    }

    #[test]
    fn no_letter_is_replaced() {
        for bytes in [&b"a\x81b"[..], b"\xff\xfea", b"\xff\xfe\x00\xd8a\x00", b"\xfe\xff\xd8\x00"] {
            let (_, text) = read(bytes);
            assert_eq!(text.unwrap_err().kind(), ErrorKind::InvalidData, "{bytes:?}");
        }
        assert_eq!(read(b"").1.unwrap(), "");
        assert_eq!(read(b"\xef\xbb\xbf").1.unwrap(), "");
        assert_eq!(read(b"\xc3").1.unwrap(), "Ã");
    }

    #[test]
    fn long_texts_are_read_in_pieces() {
        let text = "Nguyễn;".repeat(30_000);
        let mut back = String::new();
        assert_eq!(Encoding::of(text.as_bytes()).unwrap(), Encoding::Utf8);
        Decoder::new(text.as_bytes(), Encoding::Utf8).read_to_string(&mut back).unwrap();
        assert!(back == text);
        let bytes = [b"\xe9".repeat(200_000), b"x".to_vec()].concat();
        assert_eq!(Encoding::of(&bytes[..]).unwrap(), Encoding::Windows1252);
        back.clear();
        Decoder::new(&bytes[..], Encoding::Windows1252).read_to_string(&mut back).unwrap();
        assert!(back == format!("{}x", "é".repeat(200_000)));
    }
}
