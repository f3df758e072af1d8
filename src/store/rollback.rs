//! Takes back what SQLCipher was in the middle of writing when it was ended.
//!
//! A journal is a file's pages as they were, each with a sum of some of its bytes. SQLCipher adds up what is encrypted,
//! SQLite3 Multiple Ciphers what is not, and takes the sums of the other one for the journal's end: what it would make of
//! the file is half old and half new. The pages are the same in both, so they can be put back as they are.
//! <https://sqlite.org/fileformat2.html#the_rollback_journal>

use std::os::unix::fs::FileExt;
use std::path::Path;
use std::{fs, io};

use rusqlite::ffi;

use super::files::{beside, folder_of, lock_bytes, remove, sync_folder};

/// How each part of a journal begins.
const MAGIC: [u8; 8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];

/// A number of records that stands for all that there is room for.
const ALL: u32 = u32::MAX;

/// The head of a journal, or of a part of one.
struct Head {
    records: u32,
    nonce: u32,
    /// How many pages the file had.
    pages: u32,
    sector: usize,
    page: usize,
}

impl Head {
    fn at(journal: &[u8], at: usize) -> Option<Self> {
        let number = |n: usize| number(journal, at + 8 + 4 * n);
        let size = |n| number(n).and_then(|size| usize::try_from(size).ok()).filter(|size| size.is_power_of_two());
        (journal.get(at..at + 8)? == MAGIC).then_some(())?;
        Some(Self { records: number(0)?, nonce: number(1)?, pages: number(2)?, sector: size(3)?, page: size(4)? })
    }
}

/// What a journal puts back: pages, each with its place in the file, and the length that the file had.
struct Before<'a> {
    pages: Vec<(u64, &'a [u8])>,
    length: u64,
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes)
}

/// Takes back a transaction that SQLCipher has left beside a file, if there is one: everything of it or, if this is ended
/// too, the rest of it next time.
///
/// Never for a file that this process has open already: closing it here would let go of SQLite's locks on it.
pub(super) fn take_back(database: &Path) -> rusqlite::Result<()> {
    put_back(database).map_err(|error| {
        let number = match error.kind() {
            io::ErrorKind::WouldBlock => ffi::SQLITE_BUSY,
            io::ErrorKind::StorageFull => ffi::SQLITE_FULL,
            _ => ffi::SQLITE_IOERR,
        };
        rusqlite::Error::SqliteFailure(ffi::Error::new(number), Some(error.to_string()))
    })
}

fn put_back(database: &Path) -> io::Result<()> {
    let path = beside(database, "-journal");
    // What was done with begins with zeros, or is empty.
    let mut magic = [0; 8];
    match fs::File::open(&path).and_then(|journal| journal.read_exact_at(&mut magic, 0)) {
        Ok(()) if magic == MAGIC => {}
        Ok(()) => return Ok(()),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::UnexpectedEof) => return Ok(()),
        Err(error) => return Err(error),
    }
    // Whoever else has the file open is writing that journal, or takes it back.
    let file = lock_bytes(database)?.ok_or(io::ErrorKind::WouldBlock)?;
    let journal = fs::read(&path)?;
    let Some(before) = read(&journal) else { return Ok(()) };
    for (at, page) in before.pages {
        file.write_all_at(page, at)?;
    }
    file.set_len(before.length)?;
    file.sync_all()?;
    remove(&path)?;
    sync_folder(folder_of(database))
}

/// What a journal says; nothing if the sums are not SQLCipher's, or other files belong to the transaction.
fn read(journal: &[u8]) -> Option<Before<'_>> {
    let first = Head::at(journal, 0)?;
    // The name of what it shares with other files' journals.
    if journal.ends_with(&MAGIC) {
        return None;
    }
    let (mut pages, mut at) = (Vec::new(), 0);
    'parts: while let Some(head) = Head::at(journal, at).filter(|head| head.page == first.page) {
        at += head.sector;
        let record = 4 + head.page + 4;
        let all = journal.len().saturating_sub(at) / record;
        let count = if head.records == ALL { all } else { all.min(usize::try_from(head.records).ok()?) };
        for bytes in journal.get(at..)?.chunks_exact(record).take(count) {
            let (page, sum) = bytes[4..].split_at(head.page);
            let place = number(bytes, 0).filter(|place| *place > 0);
            let Some(place) = place.filter(|_| number(sum, 0) == Some(summed(head.nonce, page))) else {
                // It ends in what did not reach the disk, and nothing of that was written to the file.
                break 'parts;
            };
            if place <= first.pages {
                pages.push((u64::from(place - 1) * head.page as u64, page));
            }
        }
        at = (at + count * record).next_multiple_of(head.sector);
    }
    let length = u64::from(first.pages) * first.page as u64;
    (!pages.is_empty()).then_some(Before { pages, length })
}

fn summed(nonce: u32, page: &[u8]) -> u32 {
    let places = (1..).map(|n| 200 * n).take_while(|back| *back < page.len()).map(|back| page.len() - back);
    places.fold(nonce, |sum, at| sum.wrapping_add(u32::from(page[at])))
}
