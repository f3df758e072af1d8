//! Time and tasks as other programs write them: a small file for each, which reads what it is given into neutral rows.
//!
//! A reader knows its format and nothing of the database. Whose a row is, what kind of work it is, whether it is known
//! already and what becomes of it: `records/intake` says so, for all of them alike.

mod calcurse;
mod clockify;
mod harvest;
mod kimai;
mod klog;
mod org;
mod row;
mod sheet;
mod solidtime;
mod table;
mod taskwarrior;
#[cfg(test)]
pub(in crate::formats) mod testing;
#[cfg(test)]
mod tests;
mod text;
mod timeclock;
mod timewarrior;
mod todotxt;
mod toggl;
mod watson;
mod zip;

pub use self::row::{
    Candidate, ClientSaid, ColumnAs, Due, Field, Identity, Input, Item, Reader, Row, Sample, Sink, Source, SourceAsk,
    Time, Work,
};
pub use crate::formats::values::DateOrder;

/// The programs that are known, in the order in which a file is tried as one of each.
pub const SOURCES: &[&Source] = &[
    &toggl::SOURCE,
    &clockify::SOURCE,
    &harvest::SOURCE,
    &kimai::SOURCE,
    &solidtime::SOURCE,
    &watson::SOURCE,
    &timewarrior::SOURCE,
    &taskwarrior::SOURCE,
    &timeclock::SOURCE,
    &klog::SOURCE,
    &org::SOURCE,
    &calcurse::SOURCE,
    &todotxt::SOURCE,
    // What any table could be comes last.
    &table::SOURCE,
];
