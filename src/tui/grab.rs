//! A piece of work that the mouse holds on the line of a day.

use super::bar::BarScale;
use crate::app::offer::Subject;
use crate::domain::time::Instant;

/// Minutes to which a pulled end is brought.
const STEP: i64 = 5;

/// A piece of work held by the mouse.
#[derive(Clone, Debug)]
pub struct Grab {
    /// Its entry.
    pub subject: Subject,
    /// Its start.
    pub from: Instant,
    /// Its end.
    pub to: Instant,
    /// Whether its start is held.
    pub start: bool,
    /// Whether its end is held; both are where it is moved.
    pub end: bool,
    /// The column at which it was taken.
    pub column: u16,
    /// The scale of the line it is drawn on.
    pub scale: BarScale,
    /// Minutes it was pulled so far.
    pub minutes: i64,
}

impl Grab {
    /// Pulls it to a column: the minutes moved, in whole steps on the clock for the end that is held.
    pub fn pull(&mut self, column: u16, left: u16) {
        let at = |x: u16| self.scale.second(usize::from(x.saturating_sub(left)));
        let moved = (at(column) - at(self.column)) / 60;
        self.minutes = (moved + STEP / 2).div_euclid(STEP) * STEP;
    }
}
