//! What is told of a cycle.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::iso;

/// One cycle of a retainer, closed or still open. All but `overage_amount` are minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cycle {
    /// The retainer.
    pub retainer: i64,
    /// Its first day.
    #[serde(with = "iso")]
    pub start: NaiveDate,
    /// The day after its last.
    #[serde(with = "iso")]
    pub end: NaiveDate,
    /// The allowance after deficits and adjustments.
    pub granted: i64,
    /// Rolled over from earlier cycles.
    pub rolled_in: i64,
    /// All counted minutes of its work, whatever covered them.
    pub used: i64,
    /// Those of them that blocks covered.
    pub from_blocks: i64,
    /// Those of them that nothing covered.
    pub overage: i64,
    /// What can still be drawn from allowance and rollover; of a closed cycle, what could at its end.
    pub left: i64,
    /// What the overage costs, in minor units: rounded for each service, rate and rush, then summed.
    /// Nothing where overage is taken from the next allowance instead.
    pub overage_amount: i64,
    /// Overage that has no rate and is not in `overage_amount`.
    pub unpriced: i64,
    /// Minutes lost at its close; `None` while it is open.
    pub forfeited: Option<i64>,
    /// Minutes that the next cycle has from before; `None` while it is open.
    pub rolled_out: Option<i64>,
    /// Minutes to be taken from the next allowance; `None` while it is open.
    /// Of a retainer's last cycle, what is still owed at its end.
    pub deficit_out: Option<i64>,
}

impl Cycle {
    /// All that could be drawn in it from allowance and rollover.
    pub fn capacity(&self) -> i64 {
        self.granted + self.rolled_in
    }
}
