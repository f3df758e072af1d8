//! The views by number, and the place one is at in a view.

use chrono::{Datelike, NaiveDate};

use super::list::List;
use super::panes::{Pane, retainers, schedule, tasks, unbilled};
use crate::app::context::Context;
use crate::app::views::board::{Board, Want};
use crate::domain::time::plus_days;
use crate::error::Result;

/// Columns from left to right, each with its share of the width; in a column the panes from top to
/// bottom, each with its share of the height.
pub type Grid = &'static [(u16, &'static [(usize, u16)])];

/// One of the views: which panes it has, and where they stand.
pub struct View {
    /// The number that is its key.
    pub number: u8,
    /// Its name.
    pub name: &'static str,
    /// Its panes, in the order of `Tab`.
    pub panes: &'static [&'static dyn Pane],
    /// What they are made from.
    pub want: Want,
    /// Whether its days are a week, from Monday on.
    pub by_week: bool,
    /// From 140 columns on.
    pub wide: Grid,
    /// From 80 columns on; below that one pane is shown at a time.
    pub middle: Grid,
}

const NOTHING: Want = Want { days: 0, tasks: false };

/// The views in the order of their numbers.
pub static VIEWS: [View; 2] = [
    View {
        number: 1,
        name: "Dashboard",
        panes: &[&schedule::Schedule, &tasks::Tasks, &retainers::Retainers, &unbilled::Unbilled],
        want: Want { days: 2, tasks: true },
        by_week: false,
        wide: &[(1, &[(0, 1)]), (1, &[(1, 1)]), (1, &[(2, 1)]), (1, &[(3, 1)])],
        middle: &[(1, &[(0, 1), (2, 1)]), (1, &[(1, 1), (3, 1)])],
    },
    View {
        number: 2,
        name: "Schedule",
        panes: &[
            &schedule::Day(0),
            &schedule::Day(1),
            &schedule::Day(2),
            &schedule::Day(3),
            &schedule::Day(4),
            &schedule::Day(5),
            &schedule::Day(6),
        ],
        want: Want { days: 7, ..NOTHING },
        by_week: true,
        wide: &[
            (1, &[(0, 1)]),
            (1, &[(1, 1)]),
            (1, &[(2, 1)]),
            (1, &[(3, 1)]),
            (1, &[(4, 1)]),
            (1, &[(5, 1)]),
            (1, &[(6, 1)]),
        ],
        middle: &[(1, &[(0, 1), (4, 1)]), (1, &[(1, 1), (5, 1)]), (1, &[(2, 1), (6, 1)]), (1, &[(3, 1)])],
    },
];

/// Every view there is.
pub fn all() -> impl Iterator<Item = &'static View> {
    VIEWS.iter()
}

/// Where one is: a view with its cursor, its filters and the days it shows.
pub struct Place {
    /// The view.
    pub view: &'static View,
    /// The day that is shown, or the first; none is today, whatever day that gets to be.
    pub day: Option<NaiveDate>,
    /// The pane that has the keys.
    pub focus: usize,
    /// The rows of each pane.
    pub lists: Vec<List>,
    /// The filter of each pane.
    pub filters: Vec<String>,
    /// Whether an entry that touches a moved end moves along.
    pub together: bool,
}

impl Place {
    /// The beginning of a view.
    pub fn new(view: &'static View) -> Self {
        let count = view.panes.len();
        Self {
            view,
            day: None,
            focus: 0,
            lists: std::iter::repeat_with(List::default).take(count).collect(),
            filters: vec![String::new(); count],
            together: false,
        }
    }

    /// The day shown, or the first.
    pub fn first(&self, today: NaiveDate) -> NaiveDate {
        let day = self.day.unwrap_or(today);
        if self.view.by_week { plus_days(day, -i64::from(day.weekday().num_days_from_monday())) } else { day }
    }

    /// Goes so many days on or back, or to today.
    pub fn go_days(&mut self, by: i64, today: NaiveDate) {
        let day = if by == 0 { today } else { plus_days(self.day.unwrap_or(today), by) };
        let week = self.first(today);
        self.day = (day != today).then_some(day);
        if self.view.by_week && self.view.panes.len() == 7 {
            self.focus = usize::try_from(day.weekday().num_days_from_monday()).unwrap_or(0);
        }
        if self.first(today) != week || !self.view.by_week {
            self.lists[0].forget();
        }
    }

    /// Reads what it shows.
    pub fn read(&self, context: &Context<'_>) -> Result<Board> {
        Board::of(context, self.first(context.today()), self.view.want)
    }

    /// The pane that has the keys.
    pub fn pane(&self) -> &'static dyn Pane {
        self.view.panes[self.focus]
    }

    /// The list that has the keys.
    pub fn list(&self) -> &List {
        &self.lists[self.focus]
    }

    /// The list that has the keys, to move in.
    pub fn list_mut(&mut self) -> &mut List {
        &mut self.lists[self.focus]
    }

    /// The filter of the list that has the keys.
    pub fn filter_mut(&mut self) -> &mut String {
        &mut self.filters[self.focus]
    }
}
