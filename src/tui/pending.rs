//! Calls that are done, or wait until they can be.

use crate::command::call::Call;

/// A pending change: it waits until another process lets go of the database.
#[derive(Clone)]
pub struct Pending {
    /// The calls, which are done together.
    pub calls: Vec<Call>,
    /// What was typed for them, where a prompt or a form waits to be closed.
    pub typed: Option<String>,
    /// How often it was tried.
    pub tries: u32,
    /// Whether it was asked for again after a question.
    pub sure: bool,
}

impl Pending {
    /// Makes one of calls made by a key.
    pub fn of(calls: Vec<Call>) -> Self {
        Self { calls, typed: None, tries: 0, sure: false }
    }
}
