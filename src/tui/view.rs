//! What a view is: its panes, and where they stand.

use super::pane::Pane;
use crate::app::board::Needs;

/// Columns from left to right, each with its share of the width; in a column the panes from top to
/// bottom, each with its share of the height.
pub type Grid = &'static [(u16, &'static [(usize, u16)])];

/// One of the views: which panes it has, and where they stand.
pub struct View {
    /// The number that is its key.
    pub number: u8,
    /// Its name.
    pub name: &'static str,
    /// Its panes, in the order of their tabs; where they stand beside each other, `Tab` goes as one reads.
    pub panes: &'static [&'static dyn Pane],
    /// Which days they are, seen from the one that is meant.
    pub from: FirstDay,
    /// The same over another stretch of days, in a round: a week, a day …
    pub other: Option<&'static View>,
    /// From 140 columns on.
    pub wide: Grid,
    /// From 80 columns on; below that one pane is shown at a time.
    pub middle: Grid,
}

/// The first day that a view shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstDay {
    /// The day that is meant.
    Day,
    /// The Monday of its week.
    Week,
    /// The Monday of the week that its month begins in.
    Month,
}

impl View {
    /// What is read for it: what its panes need.
    pub fn needs(&self) -> Needs {
        self.panes.iter().fold(Needs::NOTHING, |needs, pane| needs.and(pane.needs()))
    }
}
