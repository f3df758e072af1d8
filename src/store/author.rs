//! Who writes: what a step says of itself besides what it did.

use std::cell::Cell;

use crate::error::{Error, Result};

/// Who makes steps: the one person there is, on a machine.
#[derive(Clone, Debug)]
pub struct Author {
    /// What the machine is called.
    pub machine: String,
    /// Draws the 16 random bytes that a new step is known by.
    pub draw: fn() -> Result<[u8; 16]>,
}

impl Author {
    /// The person, as steps say it.
    pub(super) const ME: &'static str = "me";

    /// Returns the author of a read-only connection, which makes no step.
    pub fn nobody() -> Self {
        let draw = || Err(Error::fault("starting to write", "nobody is here to make a step"));
        Self { machine: String::new(), draw }
    }

    /// Somebody whose steps are numbered in each thread: for tests and what else is the same each time, in memory only.
    pub fn numbering() -> Self {
        thread_local! { static LAST: Cell<u128> = const { Cell::new(0) } }
        let draw = || {
            let number = LAST.get() + 1;
            LAST.set(number);
            Ok(number.to_be_bytes())
        };
        Self { machine: "desk".to_owned(), draw }
    }
}
