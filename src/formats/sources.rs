//! Time and tasks as other programs write them: a small file for each, which reads what it is given into neutral rows.
//!
//! A reader knows its format and nothing of the database. Whose a row is, what kind of work it is, whether it is known
//! already and what becomes of it: `records/intake` says so, for all of them alike.

mod row;
mod watson;

pub use self::row::{
    Candidate, ClientSaid, ColumnAs, DateOrder, Due, Field, Identity, Input, Item, Reader, Row, Sample, Sink, Source,
    SourceAsk, Time, Work,
};

/// The programs that are known, in the order in which a file is tried as one of each.
pub const SOURCES: &[&Source] = &[&watson::WATSON];
