//! Entries as a table: `client,start,end,service,note,tags,rush,billable,external_id`.
//!
//! What goes out is safe to open in a spreadsheet and to print on a terminal, and comes back
//! unchanged: see `cell`.

mod cell;
mod columns;
mod lines;
mod read;
mod table;
mod write;

pub use self::columns::{own_id, own_number};
pub use self::lines::Bad;
pub(in crate::formats) use self::lines::CsvRecords;
pub use self::read::{EntryReader, EntryRecord, MissingColumns, TableContext, WordReader, is_own_header, read_entries};
pub use self::table::{TableRow, read_table};
pub use self::write::{Cell, EntryWriter, write, write_cells};
