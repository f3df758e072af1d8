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
    /// From 150 columns on.
    pub wide: Grid,
    /// From 80 columns on; below that one pane is shown at a time.
    pub middle: Grid,
    /// Whether its columns are as wide, and its panes as high, as what they show; shares then part what is left.
    pub by_content: bool,
    /// What stands under its panes, where the screen is high enough.
    pub below: &'static [Strip],
}

/// Something that stands under the panes, to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strip {
    /// The day's hours, with meetings and work on them.
    Day,
    /// The hours of the last weeks, and this week's by client.
    Weeks,
}

impl Strip {
    /// The lowest screen that it is shown on.
    pub fn from(self) -> u16 {
        match self {
            Self::Day => 36,
            Self::Weeks => 44,
        }
    }

    /// Its lines between those of its frame: at least, and where there is room.
    pub fn lines(self) -> (u16, u16) {
        match self {
            Self::Day => (3, 7),
            Self::Weeks => (8, 9),
        }
    }

    fn needs(self) -> Needs {
        match self {
            Self::Day => Needs { days: 1, work: true, ..Needs::NOTHING },
            Self::Weeks => Needs { weeks: true, ..Needs::NOTHING },
        }
    }
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
    /// What is read for it: what its panes and what stands under them need.
    pub fn needs(&self) -> Needs {
        let below = self.below.iter().map(|strip| strip.needs());
        self.panes.iter().map(|pane| pane.needs()).chain(below).fold(Needs::NOTHING, Needs::and)
    }
}
