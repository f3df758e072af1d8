//! What a write does beside the database: files that change with it.

use std::cell::RefCell;

use crate::error::Result;

/// A side effect outside the database, which holds only if the write is committed.
pub trait Beside {
    /// Completes it if the write was committed, else reverts it; an error where that failed.
    fn end(self: Box<Self>, saved: bool) -> Result<()>;
}

/// The side effects of a write.
#[derive(Default)]
pub(super) struct HeldEffects(RefCell<Vec<Box<dyn Beside>>>);

impl HeldEffects {
    /// Adds what is to be ended with the write.
    pub(super) fn add(&self, beside: impl Beside + 'static) {
        self.0.borrow_mut().push(Box::new(beside));
    }

    /// Ends it as the write has ended.
    pub(super) fn end<T>(&self, mut write: Result<T>) -> Result<T> {
        let saved = write.is_ok();
        for beside in self.0.take() {
            if let Err(error) = beside.end(saved) {
                write = Err(error);
            }
        }
        write
    }
}
