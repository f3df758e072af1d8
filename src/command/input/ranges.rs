//! Ranges of days, and their ends, for each place they are looked for in.

use crate::command::context::Context;
use crate::command::grammar::clock::write_time;
use crate::command::grammar::range::{Direction, Edge, read_end, read_range};
use crate::command::input::value::{Hint, Input, choice_hints};
use crate::domain::time::day_text;
use crate::error::Result;

/// Words that are a range, and what they mean.
const SPOKEN: &[&str] =
    &["today", "yesterday", "tomorrow", "this week", "last week", "next week", "this month", "last month"];

/// Declares a range at its place, and the ends of one behind `--from` and `--to`, for one way to look.
macro_rules! ranges {
    ($($(#[$doc:meta])* $range:ident $from:ident $to:ident $look:expr;)*) => {$(
        $(#[$doc])*
        pub struct $range(String);

        impl Input for $range {
            const LIKE: &'static str = "today | last week | june | 1.6. 8.6. | 2026-06";

            fn read(text: &str, context: &Context<'_>) -> Result<Self> {
                let now = context.moment();
                read_range(text, &now, $look).map(|range| Self(range.words(&now)))
            }

            fn echo(&self, _: &Context<'_>) -> String {
                self.0.clone()
            }

            fn suggest(typed: &str, _: &Context<'_>) -> Vec<Hint> {
                choice_hints(SPOKEN, typed)
            }
        }

        ends! { $from false $look; $to true $look; }
    )*};
}

macro_rules! ends {
    ($($name:ident $last:literal $look:expr;)*) => {$(
        /// One end of such a range.
        pub struct $name(Edge);

        impl Input for $name {
            const LIKE: &'static str = "today | fri | 22.6. | june | 2026-06-22";
            const IS_DAY: bool = true;

            fn read(text: &str, context: &Context<'_>) -> Result<Self> {
                read_end(text, &context.moment(), $look, $last).map(Self)
            }

            fn echo(&self, context: &Context<'_>) -> String {
                match self.0 {
                    Edge::Day(day) => day_text(day, context.today()),
                    Edge::At(at) => write_time(at, context.zone()),
                }
            }

            fn suggest(typed: &str, _: &Context<'_>) -> Vec<Hint> {
                choice_hints(&["today", "tomorrow", "yesterday"], typed)
            }
        }
    )*};
}

ranges! {
    /// Days of work done.
    PastRange PastFrom PastTo Direction::Back;
    /// Days in which time may be free.
    ComingRange ComingFrom ComingTo Direction::Ahead;
    /// Days of the schedule.
    NearRange NearFrom NearTo Direction::Near;
}
