//! Values as other programs write them: one reader for all sources.
//!
//! What a cell says is decided here and nowhere else: in which order dates are written, what `12:05 AM` is, on which day an
//! end past midnight falls, what a clock time means on the night on which clocks change. Everything is pure: what is not known
//! (the zone, the order of dates) is an argument. A value that cannot be read is nothing, or a sentence that says what is wrong
//! with it; none is guessed.

mod clock;
mod date;
mod encoding;
mod length;
mod stamp;
mod stretch;
mod words;

pub use self::clock::{has_half_days, read_clock};
pub use self::date::{DateEvidence, DateOrder, DateText, Settled, read_date};
pub use self::encoding::{Decoder, Encoding};
pub use self::length::{Bare, LengthStyle, read_length};
pub use self::stamp::{Stamp, read_stamp, split_stamp};
pub use self::stretch::{Clocks, Odd, Stretch, stretch};
pub use self::words::{LONGEST_NOTE, currency_in, is_too_long, quoted, read_tags, read_yes, unguarded};
