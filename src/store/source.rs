//! Calendars that are read from files: which files, as they were, and which series stand in each.

use std::collections::BTreeSet;

use super::event::Calendar;
use super::reads::Reads;
use super::record::{Record, record};
use crate::error::Result;

record! {
    /// A file that a calendar was read from, as it was then.
    Source "source" "calendar's file" "calendars' files" {
        /// The calendar.
        calendar: i64,
        /// The file.
        path: String,
        /// Its length in bytes.
        size: i64,
        /// When it was written last, in nanoseconds since 1970.
        mtime: i64,
        /// Its number in its file system: another file in its place has another.
        inode: i64,
    }
}

/// A series by its calendar and UID.
pub type SeriesKey = (i64, String);

impl Reads {
    /// The files of a calendar, by path.
    pub fn sources(&self, calendar: i64) -> Result<Vec<Source>> {
        let sql = "SELECT * FROM source WHERE calendar = ?1 ORDER BY path";
        self.all("reading a calendar's files", sql, [calendar], Source::from_row)
    }

    /// The calendars that are read from files.
    pub fn sourced_calendars(&self) -> Result<Vec<Calendar>> {
        let sql = "SELECT * FROM calendar WHERE id IN (SELECT calendar FROM source WHERE size >= 0)";
        self.all("reading calendars", sql, (), Calendar::from_row)
    }

    /// The calendars that a file was read for.
    pub fn calendars_of_file(&self, path: &str) -> Result<Vec<Calendar>> {
        let sql = "SELECT * FROM calendar WHERE id IN (SELECT calendar FROM source WHERE path = ?1) ORDER BY id";
        self.all("reading calendars", sql, [path], Calendar::from_row)
    }

    /// Returns the file that a series stands in.
    pub fn source_of(&self, calendar: i64, uid: &str) -> Result<Option<Source>> {
        let sql = "SELECT s.* FROM source s JOIN origin o ON o.source = s.id WHERE o.calendar = ?1 AND o.uid = ?2";
        self.maybe("reading a calendar's files", sql, (calendar, uid), Source::from_row)
    }

    /// The series that stand in a file.
    pub fn uids_in(&self, source: i64) -> Result<BTreeSet<String>> {
        let sql = "SELECT uid FROM origin WHERE source = ?1";
        let uids = self.all("reading a calendar's files", sql, [source], |r| r.get(0))?;
        Ok(uids.into_iter().collect())
    }
}
