//! A table's rows, each with the line it begins in: what stands between separators, quoted or not.
//!
//! A quote that never ends would take in all that follows. It is a bad row, and the lines behind it are read again
//! as rows of their own; so what a row may hold has a limit. So have cells, lines and rows, since a pipe may never end.

use std::io::{BufRead, BufReader, Read};

/// The most bytes of one line, and of a row of several.
const LONGEST: usize = 4 << 20;
/// The most bytes of one cell.
const CELL: usize = 1 << 20;
/// The most rows of one table, empty lines among them.
const ROWS: u64 = 10_000_000;

/// What is wrong with a row, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bad {
    /// The line, the first being 1.
    pub line: u64,
    /// What is wrong.
    pub what: String,
    /// Whether nothing behind it can be read.
    pub last: bool,
}

/// The records of a table, as cells (RFC 4180).
pub(in crate::formats) struct CsvRecords<R> {
    from: BufReader<R>,
    /// What is to be read again before the rest.
    back: Vec<u8>,
    /// How much of that is read.
    back_at: usize,
    separator: u8,
    /// How many more rows are read.
    more: u64,
    /// The number of the line that is read next.
    next: u64,
    /// The line that the present row begins in.
    line: u64,
    /// The present row as it stands.
    raw: Vec<u8>,
    /// Its cells behind one another, and where each ends.
    text: String,
    ends: Vec<usize>,
}

/// Where in a cell one is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Start,
    Plain,
    Quoted,
    /// Behind a quote within quotes: it ends them, or is half of a quote that is meant.
    Quote,
}

impl<R: Read> CsvRecords<R> {
    /// Begins with the header, whose cells say what separates them: the one of these that gives most that `known` knows.
    pub(in crate::formats) fn new(from: R, known: impl Fn(&str) -> bool) -> Result<(Self, Vec<String>), Bad> {
        let mut lines = Self {
            from: BufReader::with_capacity(1 << 16, from),
            back: Vec::new(),
            back_at: 0,
            separator: b',',
            more: ROWS,
            next: 1,
            line: 1,
            raw: Vec::new(),
            text: String::new(),
            ends: Vec::new(),
        };
        lines.raw.clear();
        while lines.raw.is_empty() && lines.take_line()? {
            let blank = lines.raw.iter().all(|b| matches!(b, b'\r' | b'\n'));
            if blank {
                lines.raw.clear();
                lines.count()?;
            }
        }
        let mut first = std::mem::take(&mut lines.raw);
        if is_wide(&first) {
            return Err(lines.end("this is UTF-16: save it as UTF-8"));
        }
        if first.starts_with(b"\xef\xbb\xbf") {
            first.drain(..3);
        }
        let mut best = (0, Vec::new());
        for separator in [b',', b';', b'\t'] {
            let (mut bytes, mut ends) = (Vec::new(), Vec::new());
            cells(&first, separator, At::Start, &mut bytes, &mut ends);
            let cell = |n: usize| {
                let from = if n == 0 { 0 } else { ends[n - 1] };
                String::from_utf8_lossy(&bytes[from..ends[n]]).trim().to_ascii_lowercase()
            };
            let head: Vec<String> = (0..ends.len()).map(cell).collect();
            let hits = head.iter().filter(|name| known(name)).count();
            if hits > best.0 || best.1.is_empty() {
                best = (hits, head);
                lines.separator = separator;
            }
        }
        Ok((lines, best.1))
    }

    /// What separates its cells.
    pub(in crate::formats) fn separator(&self) -> u8 {
        self.separator
    }

    /// The line that the present row begins in.
    pub(in crate::formats) fn line(&self) -> u64 {
        self.line
    }

    /// A cell of the present row, without space at its ends.
    pub(in crate::formats) fn cell(&self, n: usize) -> Option<&str> {
        let to = *self.ends.get(n)?;
        let from = if n == 0 { 0 } else { self.ends[n - 1] };
        self.text.get(from..to).map(str::trim)
    }

    /// Whether the present row holds a NUL, which no text has.
    pub(in crate::formats) fn has_nul(&self) -> bool {
        self.text.as_bytes().contains(&0)
    }

    /// Goes to the next row; false if there is none. Empty lines are none.
    pub(in crate::formats) fn advance(&mut self) -> Result<bool, Bad> {
        let mut bytes = std::mem::take(&mut self.text).into_bytes();
        loop {
            bytes.clear();
            self.ends.clear();
            self.raw.clear();
            self.line = self.next;
            if !self.take_line()? {
                return Ok(false);
            }
            self.count()?;
            if !matches!(self.raw.as_slice(), b"\n" | b"\r" | b"\r\n") {
                break;
            }
        }
        let (mut read, mut at, mut quoted_in) = (0, At::Start, self.line);
        loop {
            let before = at;
            let ended = self.ends.len();
            let from = self.raw.get(read..).unwrap_or_default();
            at = cells(from, self.separator, at, &mut bytes, &mut self.ends);
            let long = self.long_cell(ended, &bytes);
            if at != At::Quoted {
                if long {
                    return Err(left_out(self.line, "a cell is longer than 1 MB"));
                }
                break;
            }
            // One that goes on from the line before opened there, unless it was closed and another opened.
            if before != At::Quoted || reopened(from, self.separator) {
                quoted_in = self.next - 1;
            }
            read = self.raw.len();
            if long || read > LONGEST || !self.take_line()? {
                self.again_behind(quoted_in);
                let what = "a quote that begins here has no end";
                let within = if long { " within 1 MB" } else { "" };
                return Err(left_out(quoted_in, &format!("{what}{within}")));
            }
        }
        match String::from_utf8(bytes) {
            Ok(text) => {
                self.text = text;
                Ok(true)
            }
            Err(_) => Err(left_out(self.line, "is not UTF-8 text")),
        }
    }

    /// What ends the table in the present line.
    fn end(&self, what: &str) -> Bad {
        Bad { line: self.next - 1, what: what.to_owned(), last: true }
    }

    /// Counts a row, of which there is an end.
    fn count(&mut self) -> Result<(), Bad> {
        self.more = self.more.checked_sub(1).ok_or_else(|| self.end("the table has more than 10,000,000 rows"))?;
        Ok(())
    }

    /// Whether a cell behind the first `ended` is longer than one may be; the last may go on.
    fn long_cell(&self, ended: usize, bytes: &[u8]) -> bool {
        let mut from = ended.checked_sub(1).map_or(0, |last| self.ends[last]);
        self.ends[ended..].iter().chain([&bytes.len()]).any(|to| to - std::mem::replace(&mut from, *to) > CELL)
    }

    /// Has the lines behind one of the present row's read again.
    fn again_behind(&mut self, line: u64) {
        let mut at = 0;
        for _ in self.line..=line {
            at += line_end(&self.raw[at..]).unwrap_or(self.raw.len() - at);
        }
        let rest = self.back.split_off(self.back_at);
        self.back = self.raw.split_off(at);
        self.back.extend(rest);
        self.back_at = 0;
        self.next = line + 1;
    }

    /// Adds a line, with what ends it, to the present row; false at the end.
    fn take_line(&mut self) -> Result<bool, Bad> {
        let begin = self.raw.len();
        if self.back_at < self.back.len() {
            let rest = &self.back[self.back_at..];
            let end = line_end(rest);
            let length = end.unwrap_or(rest.len());
            self.raw.extend_from_slice(&rest[..length]);
            self.back_at += length;
            if self.back_at >= self.back.len() {
                (self.back, self.back_at) = (Vec::new(), 0);
            }
            if end.is_some() {
                self.next += 1;
                return Ok(true);
            }
        }
        let failed = |line: u64, error: &std::io::Error| Bad { line, what: error.to_string(), last: true };
        loop {
            let there = self.from.fill_buf().map_err(|e| failed(self.next, &e))?;
            if there.is_empty() {
                let some = self.raw.len() > begin;
                self.next += u64::from(some);
                return Ok(some);
            }
            let end = there.iter().position(|b| matches!(b, b'\n' | b'\r'));
            let length = end.map_or(there.len(), |at| at + 1);
            self.raw.extend_from_slice(&there[..length]);
            self.from.consume(length);
            if end.is_some() {
                if self.raw.ends_with(b"\r")
                    && self.from.fill_buf().map_err(|e| failed(self.next, &e))?.first() == Some(&b'\n')
                {
                    self.raw.push(b'\n');
                    self.from.consume(1);
                }
                self.next += 1;
                return Ok(true);
            }
            if self.raw.len() - begin > LONGEST {
                return Err(Bad { line: self.next, what: "the line is longer than 4 MB".into(), last: true });
            }
        }
    }
}

/// A row that is left out.
fn left_out(line: u64, what: &str) -> Bad {
    Bad { line, what: what.to_owned(), last: false }
}

/// Whether a line is UTF-16, by its mark or by the zero that half of each letter is.
fn is_wide(line: &[u8]) -> bool {
    let begin = line.get(..line.len().min(200)).unwrap_or_default();
    let zeros = |first: usize| begin.iter().skip(first).step_by(2).filter(|b| **b == 0).count();
    let half = begin.len() / 2;
    let plain = |zeros: usize| zeros == 0;
    begin.starts_with(b"\xff\xfe")
        || begin.starts_with(b"\xfe\xff")
        || half > 2 && (plain(zeros(0)) && zeros(1) >= half - 1 || plain(zeros(1)) && zeros(0) >= half)
}

/// Where the first line ends, behind what ends it.
fn line_end(text: &[u8]) -> Option<usize> {
    let at = text.iter().position(|b| matches!(b, b'\n' | b'\r'))?;
    Some(at + 1 + usize::from(text[at] == b'\r' && text.get(at + 1) == Some(&b'\n')))
}

/// Whether quotes that are open at the beginning of a line are closed in it.
fn reopened(line: &[u8], separator: u8) -> bool {
    let (mut bytes, mut ends) = (Vec::new(), Vec::new());
    cells(line, separator, At::Quoted, &mut bytes, &mut ends);
    !ends.is_empty()
}

/// Reads a line into cells, going on from where the line before has left off. Within quotes, what ends the line is text;
/// elsewhere it ends the last cell.
fn cells(line: &[u8], separator: u8, mut at: At, text: &mut Vec<u8>, ends: &mut Vec<usize>) -> At {
    let content = line.strip_suffix(b"\n").unwrap_or(line);
    let content = content.strip_suffix(b"\r").unwrap_or(content);
    for &byte in content {
        at = match (at, byte) {
            (At::Start, b'"') => At::Quoted,
            (At::Quoted, b'"') => At::Quote,
            (At::Quote, b'"') | (At::Quoted, _) => {
                text.push(byte);
                At::Quoted
            }
            (_, byte) if byte == separator => {
                ends.push(text.len());
                At::Start
            }
            _ => {
                text.push(byte);
                At::Plain
            }
        };
    }
    if at == At::Quoted {
        text.extend_from_slice(&line[content.len()..]);
    } else {
        ends.push(text.len());
    }
    at
}

#[cfg(test)]
mod tests;
