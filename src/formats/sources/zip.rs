//! Files in a ZIP archive, read one after the other, never more of them than the archive says that there is.
//!
//! An archive is believed in nothing that costs: sizes are compared before anything is unpacked and while it is, and what would
//! unpack to more than texts do is not opened.

use std::fs::File;
use std::io::{self, Cursor, ErrorKind, Read, Seek, SeekFrom};

use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZFlush, MZStatus};

use super::row::Input;
use crate::error::{Doing, Error, Result};

/// The most files of an archive.
const FILES: u16 = 10_000;
/// The most bytes of its list of files.
const LIST: u64 = 4 << 20;
/// The most bytes that a file may unpack to.
const MOST: u64 = 2 << 30;
/// How many times its packed bytes a large file may unpack to. Tables come to thirty times.
const TIMES: u64 = 200;
/// What is small enough to be unpacked however it is packed.
const SMALL: u64 = 1 << 20;

/// What is read from any place of it.
trait Place: Read + Seek {}

impl<T: Read + Seek> Place for T {}

/// A file of an archive.
#[derive(Clone, Debug)]
struct Member {
    name: Vec<u8>,
    encrypted: bool,
    method: u16,
    sum: u32,
    packed: u64,
    size: u64,
    at: u64,
}

/// An archive.
#[derive(Debug)]
pub(super) struct Archive<'a> {
    input: &'a Input,
    members: Vec<Member>,
}

/// The number at a place of a record.
fn two(record: &[u8], at: usize) -> u16 {
    record.get(at..at + 2).map_or(0, |bytes| u16::from_le_bytes([bytes[0], bytes[1]]))
}

fn four(record: &[u8], at: usize) -> u32 {
    record.get(at..at + 4).map_or(0, |bytes| u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
}

fn open(input: &Input) -> io::Result<Box<dyn Place + '_>> {
    Ok(match input {
        Input::File(path) => Box::new(File::open(path)?),
        Input::Bytes(bytes) => Box::new(Cursor::new(bytes)),
    })
}

fn part(from: &mut dyn Place, at: u64, length: u64) -> io::Result<Vec<u8>> {
    from.seek(SeekFrom::Start(at))?;
    let mut bytes = Vec::new();
    from.take(length).read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < length { Err(ErrorKind::UnexpectedEof.into()) } else { Ok(bytes) }
}

impl<'a> Archive<'a> {
    /// Reads the list of files.
    ///
    /// # Errors
    ///
    /// Says what kind of archive it is that is not read, or that it is damaged.
    pub(super) fn open(input: &'a Input) -> Result<Self> {
        let damaged = || Error::problem("the archive is damaged: its list of files cannot be read");
        let mut from = open(input).doing("opening the archive")?;
        let size = from.seek(SeekFrom::End(0)).doing("reading the archive")?;
        // The last record, with a remark behind it.
        let tail = size.min(22 + 65_535);
        let end = part(&mut *from, size - tail, tail).doing("reading the archive")?;
        let mark = (0..end.len().saturating_sub(21)).rev().find(|at| {
            end[*at..].starts_with(b"PK\x05\x06") && *at + 22 + usize::from(two(&end[*at..], 20)) == end.len()
        });
        let record = end.get(mark.ok_or_else(damaged)?..).unwrap_or_default();
        let (count, length, at) = (two(record, 10), u64::from(four(record, 12)), u64::from(four(record, 16)));
        if count == u16::MAX || at == u64::from(u32::MAX) || length == u64::from(u32::MAX) {
            return Err(Error::problem(
                "the archive is a ZIP64 one, which is not read: unpack it, and pack its tables anew",
            ));
        }
        if two(record, 4) != 0 || two(record, 6) != 0 || two(record, 8) != count {
            return Err(Error::problem(
                "the archive is one part of several, which are not read: unpack it, and pack its tables anew",
            ));
        }
        if count > FILES || length > LIST || at + length > size {
            return Err(damaged());
        }
        let list = part(&mut *from, at, length).doing("reading the archive")?;
        let mut members: Vec<Member> = Vec::with_capacity(usize::from(count));
        let mut rest = list.as_slice();
        for _ in 0..count {
            if rest.len() < 46 || !rest.starts_with(b"PK\x01\x02") {
                return Err(damaged());
            }
            let name = 46 + usize::from(two(rest, 28));
            let next = name + usize::from(two(rest, 30)) + usize::from(two(rest, 32));
            let member = Member {
                name: rest.get(46..name).ok_or_else(damaged)?.to_vec(),
                encrypted: two(rest, 8) & 1 != 0,
                method: two(rest, 10),
                sum: four(rest, 16),
                packed: u64::from(four(rest, 20)),
                size: u64::from(four(rest, 24)),
                at: u64::from(four(rest, 42)),
            };
            rest = rest.get(next..).ok_or_else(damaged)?;
            members.push(member);
        }
        Ok(Self { input, members })
    }

    /// A file by its name, in whichever folder; nothing if there is none.
    ///
    /// # Errors
    ///
    /// Says why one that is there is not opened.
    pub(super) fn file(&self, name: &str) -> Result<Option<ArchivedFile<'a>>> {
        let is = |member: &&Member| member.name.rsplit(|b| *b == b'/').next() == Some(name.as_bytes());
        let mut found = self.members.iter().filter(is);
        let Some(member) = found.next() else { return Ok(None) };
        let no = |what: &str| Err(Error::problem(format!("{name} in the archive {what}")));
        if found.next().is_some() {
            return no("is there twice");
        }
        if member.encrypted {
            return no("is encrypted: unpack the archive, and pack its tables anew without a password");
        }
        if [member.packed, member.size, member.at].contains(&u64::from(u32::MAX)) {
            return no("is a ZIP64 one, which is not read: unpack the archive, and pack its tables anew");
        }
        if !matches!(member.method, 0 | 8) {
            return no("is packed in a way that is not read: unpack the archive, and pack its tables anew");
        }
        if member.size > MOST || member.size > SMALL && member.size > member.packed.saturating_mul(TIMES) {
            let (size, packed) = (member.size >> 20, member.packed >> 10);
            return no(&format!("would be {size} MB of {packed} KB, which no table is: it is not opened"));
        }
        if member.method == 0 && member.size != member.packed {
            return no("has two sizes: it is damaged");
        }
        Ok(Some(ArchivedFile { input: self.input, name: name.to_owned(), member: member.clone() }))
    }
}

/// A file of an archive, which can be begun anew.
#[derive(Debug)]
pub(super) struct ArchivedFile<'a> {
    input: &'a Input,
    name: String,
    member: Member,
}

impl ArchivedFile<'_> {
    /// Begins to read it. A file that holds something else than the archive says is an error while it is read.
    pub(super) fn begin(&self) -> Result<Box<dyn Read + '_>> {
        let doing = format!("reading {} in the archive", self.name);
        let damaged = || Error::problem(format!("{} in the archive is damaged", self.name));
        let mut from = open(self.input).doing(&doing)?;
        let head = part(&mut *from, self.member.at, 30).map_err(|_| damaged())?;
        if !head.starts_with(b"PK\x03\x04") {
            return Err(damaged());
        }
        let behind = 30 + u64::from(two(&head, 26)) + u64::from(two(&head, 28));
        from.seek(SeekFrom::Start(self.member.at + behind)).doing(&doing)?;
        let state = (self.member.method == 8).then(|| InflateState::new_boxed(DataFormat::Raw));
        Ok(Box::new(Unpacked {
            from: from.take(self.member.packed),
            state,
            packed: vec![0; 1 << 15],
            there: (0, 0),
            left: self.member.size,
            sum: u32::MAX,
            wanted: self.member.sum,
        }))
    }
}

/// Bytes of a file as they are unpacked.
struct Unpacked<R> {
    from: R,
    /// Nothing where it is not packed.
    state: Option<Box<InflateState>>,
    packed: Vec<u8>,
    /// From where to where there are packed bytes that were not unpacked yet.
    there: (usize, usize),
    /// How many bytes are to come.
    left: u64,
    sum: u32,
    wanted: u32,
}

impl<R: Read> Unpacked<R> {
    /// Unpacks some; 0 at the end.
    fn some(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let Some(state) = &mut self.state else { return self.from.read(into) };
        loop {
            if self.there.0 == self.there.1 {
                self.there = (0, self.from.read(&mut self.packed)?);
            }
            let done = inflate(state, &self.packed[self.there.0..self.there.1], into, MZFlush::None);
            self.there.0 += done.bytes_consumed;
            if done.bytes_written > 0 || done.status == Ok(MZStatus::StreamEnd) {
                return Ok(done.bytes_written);
            }
            // Nothing went in and nothing came out: it is cut off or broken.
            if done.bytes_consumed == 0 || done.status.is_err() && self.there.0 < self.there.1 {
                return Err(damaged());
            }
        }
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.is_empty() {
            return Ok(0);
        }
        let room = into.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        if room == 0 {
            // The end, and nothing behind it.
            let more = self.some(&mut [0])? > 0;
            return if more || !self.sum != self.wanted { Err(damaged()) } else { Ok(0) };
        }
        let read = self.some(&mut into[..room])?;
        if read == 0 {
            return Err(damaged());
        }
        self.left -= read as u64;
        self.sum = into[..read].iter().fold(self.sum, |sum, byte| {
            let [low, ..] = sum.to_le_bytes();
            (sum >> 8) ^ SUMS[usize::from(low ^ byte)]
        });
        Ok(read)
    }
}

fn damaged() -> io::Error {
    io::Error::new(ErrorKind::InvalidData, "the archive is damaged")
}

/// CRC-32 of each byte.
const SUMS: [u32; 256] = {
    let mut sums = [0; 256];
    let (mut byte, mut at) = (0_u32, 0);
    while at < 256 {
        let (mut sum, mut bit) = (byte, 0);
        while bit < 8 {
            sum = if sum & 1 == 0 { sum >> 1 } else { (sum >> 1) ^ 0xedb8_8320 };
            bit += 1;
        }
        sums[at] = sum;
        (byte, at) = (byte + 1, at + 1);
    }
    sums
};
