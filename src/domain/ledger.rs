//! The ledger of one client: which work was covered by which minutes, and what was left over.
//!
//! It is a machine that goes forward one day at a time and can be stopped, kept and resumed
//! at the start of any day. It knows no clock: the same agreements and the same work always
//! give the same answer, for any day asked about.

mod cycle;
mod iso;
mod position;
mod state;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use cycle::Cycle;
pub use position::Lot;
pub use state::State;

use super::agreement::Book;
use super::words::words;

words! {
    /// What minutes are drawn from.
    Grant {
        /// The cycle's own allowance.
        Base = "base",
        /// An earlier cycle's, rolled over.
        Rollover = "rollover",
        /// Prepaid minutes.
        Block = "block",
        /// Minutes added by hand.
        Adjustment = "adjustment",
        /// Minutes added by hand as a gift.
        Gift = "gift",
        /// Nothing: no grant covers them.
        Overage = "overage",
    }
}

/// Where the minutes of a draw come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Origin {
    /// The cycle that granted them, or for overage the one it arose in, by its first day.
    Cycle(#[serde(with = "iso")] NaiveDate),
    /// The block of this number.
    Block(i64),
}

/// Minutes of one entry taken from one grant, or by none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draw {
    /// The entry.
    pub entry: i64,
    /// What they are taken from.
    pub grant: Grant,
    /// The retainer that the entry belongs to, if to any; its cycle counts them as used.
    pub retainer: Option<i64>,
    /// Where they come from; `None` for overage outside any retainer.
    pub origin: Option<Origin>,
    /// How many.
    pub minutes: i64,
}

/// A piece of work as the ledger sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerWork {
    /// The entry's number.
    pub entry: i64,
    /// The day it counts for.
    pub date: NaiveDate,
    /// The minutes it uses, after rounding and rush; 0 for what does not count.
    pub minutes: i64,
    /// Its service.
    pub service: Option<i64>,
    /// What an hour of it is worth where nothing covers it, in minor units; `None` if unpriced.
    pub rate: Option<i64>,
    /// Whether it was a rush.
    pub rush: bool,
    /// Draws that stand on an issued invoice: applied as they are, never drawn again.
    pub frozen: Option<Vec<Draw>>,
}

/// Everything that happened up to a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Every cycle begun, closed or open, by its start and then by retainer.
    pub cycles: Vec<Cycle>,
    /// Every draw, in the order in which they were made.
    pub draws: Vec<Draw>,
}

/// Runs a client's ledger from nothing through the day `until`, its work included.
///
/// Work may come in any order of days; within a day it is drawn in the order given,
/// which is that of its start and then of its number.
pub fn run(book: &Book, works: &[LedgerWork], until: NaiveDate) -> Ledger {
    let mut order: Vec<&LedgerWork> = works.iter().filter(|w| w.date <= until).collect();
    order.sort_by_key(|w| w.date);
    let (mut state, mut cycles, mut draws) = (State::new(), Vec::new(), Vec::new());
    for work in order {
        draws.extend(state.draw(book, work, &mut cycles));
    }
    state.advance(book, until, &mut cycles);
    cycles.extend(book.retainers.iter().filter_map(|r| state.open_cycle(book, r.id)));
    cycles.sort_by_key(|c| (c.start, c.retainer));
    Ledger { cycles, draws }
}

#[cfg(test)]
mod tests;
