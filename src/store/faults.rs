//! What goes wrong with a database, in words: SQLite's errors, and what they are told apart by.

use rusqlite::{ErrorCode, ffi};

use crate::error::{Doing, Error};

/// A sentence for what SQLite reports and a person can act on; else the fault with its cause.
pub(super) fn explain(doing: &str, error: rusqlite::Error) -> Error {
    if let rusqlite::Error::FromSqlConversionFailure(_, _, wrong) = &error {
        return Error::fault(
            doing,
            format!("the database holds what cannot be read ({wrong}): 'vadash db check' says what helps"),
        );
    }
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::fault(doing, Busy),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            Error::fault(doing, Damaged(format!("the database file is damaged ({error})")))
        }
        Some(ErrorCode::DiskFull) => Error::fault(doing, NoRoom("the disk is full; nothing was changed")),
        Some(ErrorCode::SystemIoFailure)
            if error.sqlite_error().is_some_and(|e| GROWING.contains(&e.extended_code)) =>
        {
            Error::fault(doing, NoRoom(CANNOT_GROW))
        }
        _ => Err::<(), _>(error).doing(doing).err().unwrap_or_else(|| Error::problem(doing)),
    }
}

/// How SQLite tells that a file could not grow, where it was not the disk that is full: it, its log or the log's index.
const GROWING: [i32; 3] = [ffi::SQLITE_IOERR_WRITE, ffi::SQLITE_IOERR_SHMOPEN, ffi::SQLITE_IOERR_SHMSIZE];

const CANNOT_GROW: &str =
    "the file cannot grow (a full disk, a quota or a limit on the size of files); nothing was changed";

/// There is no room to write.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct NoRoom(&'static str);

/// Whether an error is only that there is no room to write.
pub(super) fn has_no_room(error: &Error) -> bool {
    error.is::<NoRoom>()
}

/// Whether an error is that another row has what only one can have.
pub(super) fn is_taken(error: &Error) -> bool {
    let Error::Fault { source, .. } = error else { return false };
    let cause = source.downcast_ref::<rusqlite::Error>().and_then(rusqlite::Error::sqlite_error);
    cause.is_some_and(|cause| cause.extended_code == ffi::SQLITE_CONSTRAINT_UNIQUE)
}

/// Whether an error is that the schema keeps what was issued.
pub(super) fn is_kept(error: &Error) -> bool {
    let Error::Fault { source, .. } = error else { return false };
    let cause = source.downcast_ref::<rusqlite::Error>().and_then(rusqlite::Error::sqlite_error);
    cause.is_some_and(|cause| cause.extended_code == ffi::SQLITE_CONSTRAINT_TRIGGER)
}

/// Another process holds the database.
#[derive(Debug, thiserror::Error)]
#[error("another program is writing to the database; nothing was changed, try again")]
pub struct Busy;

/// Returns whether an error is only that another process has the database locked.
pub fn is_busy(error: &Error) -> bool {
    error.is::<Busy>()
}

/// The file is not what SQLite wrote: a disk, a copy or another program spoilt it.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Damaged(pub(super) String);

/// Whether an error says that the file is damaged, so that a backup is what helps.
pub fn is_damaged(error: &Error) -> bool {
    error.is::<Damaged>()
}

/// The file does not begin as a database does, and there is no key to it.
#[derive(Debug, thiserror::Error)]
#[error("{0}; it was not touched")]
pub(super) struct Sealed(pub(super) &'static str);

/// Returns whether an error is that a file is encrypted without a key to it, or damaged so that it looks so.
pub fn is_sealed(error: &Error) -> bool {
    error.is::<Sealed>()
}
