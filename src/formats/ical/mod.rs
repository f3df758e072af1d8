//! iCalendar in and out (RFC 5545), as real programs write it.
//!
//! A file is cut into components first, and each is parsed on its own by `calcard`: whatever is wrong with one,
//! the others are read. Zones are settled here too: an event names a zone the zone database knows, or
//! carries the rules of its VTIMEZONE with it.

mod alarms;
mod bare;
mod compose;
mod content;
mod draft;
mod gather;
mod hash;
mod html;
mod lines;
mod link;
mod marks;
mod posix;
mod problems;
mod read;
mod repair;
mod revisions;
mod splice;
mod split;
mod times;
mod todo;
mod values;
mod vtimezone;
mod write;
mod zone;

pub use bare::Bare;
pub use compose::{compose, current};
pub use content::tzids;
pub use gather::{gather, is_calendar};
pub use marks::Marks;
pub use problems::FileProblem;
pub use read::{Calendar, Reader, read, read_knowing};
pub use splice::{Spliced, has_events, is_whole, splice};
pub use todo::{Todo, TodoState};
pub use vtimezone::{is_made_here, vtimezone};
pub use write::CalendarWriter;
