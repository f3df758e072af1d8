//! How a task stands.

use crate::domain::words::words;

words! {
    /// How a task stands. Waiting is an open one that is put off for now; it is kept as open.
    State {
        /// It is to be done.
        Open = "open",
        /// It is to be done, from a day to come.
        Waiting = "waiting",
        /// It is done.
        Done = "done",
        /// It will not be done.
        Dropped = "dropped",
    }
}

impl State {
    /// Whether nothing is left to do.
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Done | Self::Dropped)
    }
}
