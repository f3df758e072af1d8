//! One step: what is written, in words, and what follows from it.

use std::collections::BTreeMap;

use super::derive::{Derived, TouchedDates};
use super::journal::Made;
use super::tx::Tx;
use crate::error::Result;

/// What a finished write says it did, in words.
pub trait WriteSummary {
    /// The sentence: `logged 1:30 for Acme`.
    fn said(&self) -> String;
}

impl WriteSummary for String {
    fn said(&self) -> String {
        self.clone()
    }
}

impl Tx<'_> {
    /// Does `work` as one step and brings what is derived up to date.
    pub(super) fn step<T: WriteSummary>(
        &self,
        command: &str,
        work: impl FnOnce(&Tx<'_>) -> Result<T>,
    ) -> Result<(T, Derived)> {
        let op = self.open_step(command)?;
        let done = work(self)?;
        let Some(made) = self.close_step(op, &done.said())? else { return Ok((done, Derived::default())) };
        let mut derived = self.derive(op)?;
        derived.made = Some(Made { clients: derived.clients.keys().copied().collect(), ..made });
        Ok((done, derived))
    }

    /// Does `work` as one step, and says whose figures it moves, which stay as they are.
    pub(super) fn reach<T: WriteSummary>(
        &self,
        work: impl FnOnce(&Tx<'_>) -> Result<T>,
    ) -> Result<BTreeMap<i64, TouchedDates>> {
        let op = self.open_step("")?;
        let done = work(self)?;
        let made = self.close_step(op, &done.said())?;
        made.map_or(Ok(BTreeMap::new()), |_| Ok(self.touched(op)?.clients))
    }
}
