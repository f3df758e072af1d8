//! Whose file it is, found out before anything could change it.
//!
//! Whoever opens another program's file for writing may finish what that program has begun:
//! move its log into the file, or roll a transaction back. So a file is looked at without SQLite
//! first, and by a connection that only reads where that does not settle it.

use std::fs;
use std::io::Read;
use std::path::Path;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::faults::{Damaged, explain};
use super::files::beside;
use super::key::{FileKey, Salt};
use super::rollback::take_back;
use super::version::Sort;
use crate::domain::secret::Cipher;
use crate::error::{Doing, Error, Result};
use crate::guard;

/// The first bytes of a database: <https://sqlite.org/fileformat2.html#the_database_header>.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// Pages of an encrypted file: it has nothing else.
const SEALED_PAGE: u64 = 4096;

/// What is not encrypted of the first page under ChaCha20, behind the salt: the pages' size, two version numbers, how much
/// of a page is not SQLite's, and three constants. Under SQLCipher's cipher everything is.
const OPEN_HEAD: std::ops::Range<usize> = 16..24;

/// How a file is opened that is only read.
const READS: OpenFlags = OpenFlags::SQLITE_OPEN_READ_ONLY.union(OpenFlags::SQLITE_OPEN_NO_MUTEX);

/// What a file is by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Looks {
    /// Nothing is in it yet.
    Empty,
    /// An SQLite file that is ours, for all that can be seen.
    Plain,
    /// Random bytes that may be an encrypted file with this salt and cipher.
    Sealed(Salt, Cipher),
}

/// Refuses a file that is no database of ours, or of a newer schema; it is not touched.
///
/// Never for a file that this process has open already: closing it here would let go of SQLite's locks on it.
pub(super) fn recognize(path: &Path) -> Result<Looks> {
    recognize_as(path, Sort::Records)
}

/// The same of a file that is to be one of a sort.
pub(super) fn recognize_as(path: &Path, sort: Sort) -> Result<Looks> {
    let doing = format!("opening {}", path.display());
    let mut head = Vec::with_capacity(100);
    let file = fs::File::open(path).doing(&doing)?;
    let length = file.metadata().doing(&doing)?.len();
    file.take(100).read_to_end(&mut head).doing(&doing)?;
    let number = |at: usize| {
        let four = head.get(at..at + 4).and_then(|b| b.try_into().ok());
        four.map_or(0, |b: [u8; 4]| i64::from(u32::from_be_bytes(b)))
    };
    if head.is_empty() {
        return Ok(Looks::Empty);
    }
    if !head.starts_with(MAGIC) {
        // Or it was empty, and a first start lost its power before the first page was whole: SQLite takes that back.
        let salt = head.first_chunk().filter(|_| length % SEALED_PAGE == 0);
        let torn = head.iter().all(|byte| *byte == 0) || salt.is_some();
        if torn && hot_journal(path).is_some_and(|j| j[16..] == [0; 4]) {
            return Ok(Looks::Empty);
        }
        let cipher = match head.get(OPEN_HEAD) {
            Some([0x10, 0, 1..=2, 1..=2, 32, 64, 32, 32]) => Cipher::ChaCha20,
            _ => Cipher::SqlCipher,
        };
        return salt.map(|salt| Looks::Sealed(*salt, cipher)).ok_or_else(|| not_a_database(path));
    }
    match (number(68), number(60)) {
        (id, version) if id == sort.application_id() => sort.refuse_newer(path, version)?,
        // Its marks may stand in the log still.
        (0, _) => drop(identify_as(&to_read(path, None).map_err(|e| explain(&doing, e))?, path, sort)?),
        (id, _) => return Err(no_such(path, id)),
    }
    Ok(Looks::Plain)
}

/// Whether a key opens an encrypted file; the file is refused if it does and is not ours.
pub(super) fn opens(path: &Path, key: &FileKey, sort: Sort) -> Result<bool> {
    let doing = format!("opening {}", path.display());
    // No more than the first page is read.
    let read = |conn: Connection| {
        key.tell(&conn)?;
        conn.query_row("PRAGMA user_version", [], |_| Ok(())).map(|()| conn)
    };
    match reading(path).and_then(read) {
        Err(e) if e.sqlite_error_code() == Some(ErrorCode::NotADatabase) => Ok(false),
        Err(e) => Err(explain(&doing, e)),
        Ok(conn) => identify_as(&conn, path, sort).map(|_| true),
    }
}

/// The schema version of a database that is ours, or a sentence why it is refused. Reads only, and of one that is ours the first
/// page alone.
pub(super) fn identify(conn: &Connection, path: &Path) -> Result<i64> {
    identify_as(conn, path, Sort::Records)
}

/// The same of a file that is to be one of a sort.
pub(super) fn identify_as(conn: &Connection, path: &Path, sort: Sort) -> Result<i64> {
    let number = |sql: &str| conn.query_row(sql, [], |r| r.get::<_, i64>(0));
    // In this order: whoever begins a file meanwhile has begun it, and its version is read again before it is relied on.
    let marks = || number("PRAGMA user_version").and_then(|version| Ok((version, number("PRAGMA application_id")?)));
    let read = marks().and_then(|found| match found {
        (version, id) if id == sort.application_id() => Ok((version, id, true)),
        (version, id) => {
            let tables = number("SELECT count(*) FROM sqlite_schema")?;
            if (version, id) == (0, 0) && tables > 0 {
                // Or it was begun between two of these questions: its tables come with its marks.
                let (version, id) = marks()?;
                return Ok((version, id, id == sort.application_id()));
            }
            Ok((version, id, (version, id, tables) == (0, 0, 0)))
        }
    });
    match read {
        Ok((version, _, true)) => sort.refuse_newer(path, version).map(|()| version),
        Ok((_, id, false)) => Err(no_such(path, id)),
        Err(e) if e.sqlite_error_code() == Some(ErrorCode::NotADatabase) => Err(not_a_database(path)),
        Err(e) => Err(explain(&format!("opening {}", path.display()), e)),
    }
}

fn not_a_database(path: &Path) -> Error {
    Error::fault(
        format!("opening {}", path.display()),
        Damaged("this is not a database; it was not touched".to_owned()),
    )
}

/// A file that is not of the sort that it was to be, by its mark.
fn no_such(path: &Path, id: i64) -> Error {
    let what = if id == Sort::Kept.application_id() {
        "holds kept files and no records"
    } else if id == Sort::Records.application_id() {
        "holds records and no kept files"
    } else {
        "is another program's database"
    };
    Error::problem(format!("{} {what}; it was not touched", path.display()))
}

/// How a journal begins that waits to be rolled back: its mark, two numbers, and the pages there were before.
fn hot_journal(path: &Path) -> Option<[u8; 20]> {
    let mut head = [0; 20];
    fs::File::open(beside(path, "-journal")).ok()?.read_exact(&mut head).ok()?;
    // What was done with begins with zeros.
    (head[0] != 0).then_some(head)
}

/// A file's name as an address of SQLite's, to which parameters can be added after `?`: <https://sqlite.org/uri.html>.
pub(super) fn address(path: &Path) -> String {
    // Whatever a relative name begins with, it is a name.
    let mut address = String::from(if path.is_absolute() { "file://" } else { "file:./" });
    for byte in path.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.".contains(byte) {
            address.push(char::from(*byte));
        } else {
            address.push_str(&format!("%{byte:02x}"));
        }
    }
    address
}

/// A connection that reads and writes.
pub(super) fn to_write(path: &Path, key: Option<&FileKey>) -> rusqlite::Result<Connection> {
    if key.is_some_and(|key| key.cipher() == Cipher::SqlCipher) {
        take_back(path)?;
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    told(Connection::open_with_flags(address(path), flags)?, key)
}

/// A connection that knows its key, if its file has one.
pub(super) fn told(conn: Connection, key: Option<&FileKey>) -> rusqlite::Result<Connection> {
    if let Some(key) = key {
        key.tell(&conn)?;
        // Every page read again is decrypted again: with the usual cache, long reads take many times as long.
        conn.execute_batch("PRAGMA cache_size=-65536")?;
    }
    Ok(conn)
}

/// A connection that only reads. Without a log beside the file it makes none either, which a
/// folder that cannot be written would refuse.
///
/// Beside a journal that waits to be rolled back — a first start lost its power — the file is looked at as it is,
/// because who only reads may not roll back, and would be refused.
pub(super) fn to_read(path: &Path, key: Option<&FileKey>) -> rusqlite::Result<Connection> {
    told(reading(path)?, key)
}

fn reading(path: &Path) -> rusqlite::Result<Connection> {
    let log = fs::symlink_metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0 && guard::is_ours(&log));
    if log && hot_journal(path).is_none() { Connection::open_with_flags(path, READS) } else { alone(path) }
}

/// A connection that reads the file alone, whatever stands beside it.
pub(super) fn as_it_is(path: &Path, key: Option<&FileKey>) -> rusqlite::Result<Connection> {
    told(alone(path)?, key)
}

fn alone(path: &Path) -> rusqlite::Result<Connection> {
    let address = format!("{}?immutable=1", address(path));
    Connection::open_with_flags(address, READS | OpenFlags::SQLITE_OPEN_URI)
}
