//! The views by number, and the place one is at in a view.

use chrono::{Datelike, NaiveDate};

use super::list::List;
use super::panes::{Pane, agreements, clients, entries, rates, retainers, schedule, tasks, unbilled, week};
use crate::app::context::Context;
use crate::app::views::board::{Board, Tasks, Want};
use crate::app::views::tasks::Group;
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
    /// The same over another stretch of days: a day instead of a week, or the other way round.
    pub other: Option<&'static View>,
    /// From 140 columns on.
    pub wide: Grid,
    /// From 80 columns on; below that one pane is shown at a time.
    pub middle: Grid,
}

const NOTHING: Want = Want { days: 0, tasks: Tasks::None, sheet: 0, people: false, unbilled: false };
/// Seven columns.
const WEEK: Grid =
    &[(1, &[(0, 1)]), (1, &[(1, 1)]), (1, &[(2, 1)]), (1, &[(3, 1)]), (1, &[(4, 1)]), (1, &[(5, 1)]), (1, &[(6, 1)])];
const ONE: Grid = &[(1, &[(0, 1)])];
const BESIDE: Grid = &[(3, &[(0, 1)]), (2, &[(1, 1)])];
const UNDER: Grid = &[(1, &[(0, 3), (1, 2)])];

/// The views in the order of their numbers.
pub static VIEWS: [&View; 5] = [&DASHBOARD, &SCHEDULE_WEEK, &TASKS, &TIME_DAY, &CLIENTS];

static DASHBOARD: View = View {
    number: 1,
    name: "Dashboard",
    panes: &[&schedule::Schedule, &tasks::Tasks, &retainers::Retainers, &unbilled::Unbilled],
    want: Want { days: 2, tasks: Tasks::Queue, unbilled: true, ..NOTHING },
    by_week: false,
    other: None,
    wide: &[(1, &[(0, 1)]), (1, &[(1, 1)]), (1, &[(2, 1)]), (1, &[(3, 1)])],
    middle: &[(1, &[(0, 1), (2, 1)]), (1, &[(1, 1), (3, 1)])],
};

static SCHEDULE_WEEK: View = View {
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
    other: Some(&SCHEDULE_DAY),
    wide: WEEK,
    middle: &[(1, &[(0, 1), (4, 1)]), (1, &[(1, 1), (5, 1)]), (1, &[(2, 1), (6, 1)]), (1, &[(3, 1)])],
};

/// A day's meetings beside what was worked on it.
static SCHEDULE_DAY: View = View {
    number: 2,
    name: "Schedule",
    panes: &[&schedule::Schedule, &entries::Entries],
    want: Want { days: 2, sheet: 1, ..NOTHING },
    by_week: false,
    other: Some(&SCHEDULE_WEEK),
    wide: &[(1, &[(0, 1)]), (1, &[(1, 1)])],
    middle: &[(1, &[(0, 1), (1, 1)])],
};

static TASKS: View = View {
    number: 3,
    name: "Tasks",
    panes: &[&tasks::AllTasks],
    want: Want { tasks: Tasks::All, ..NOTHING },
    by_week: false,
    other: None,
    wide: ONE,
    middle: ONE,
};

static TIME_DAY: View = View {
    number: 4,
    name: "Time",
    panes: &[&entries::Entries, &week::Week],
    want: Want { sheet: 7, ..NOTHING },
    by_week: true,
    other: Some(&TIME_WEEK),
    wide: BESIDE,
    middle: UNDER,
};

static TIME_WEEK: View = View {
    number: 4,
    name: "Time",
    panes: &[&entries::WeekEntries, &week::Week],
    want: Want { sheet: 7, ..NOTHING },
    by_week: true,
    other: Some(&TIME_DAY),
    wide: BESIDE,
    middle: UNDER,
};

static CLIENTS: View = View {
    number: 5,
    name: "Clients",
    panes: &[&clients::Clients, &retainers::Retainers, &rates::Rates::All, &rates::Services],
    want: Want { people: true, ..NOTHING },
    by_week: false,
    other: None,
    wide: &[(3, &[(0, 3), (1, 2)]), (2, &[(2, 3), (3, 2)])],
    middle: &[(1, &[(0, 2), (1, 1)]), (1, &[(2, 1), (3, 1)])],
};

/// All that is known of one client.
pub static CLIENT: View = View {
    number: 5,
    name: "Client",
    panes: &[
        &clients::Facts,
        &agreements::Agreements,
        &agreements::Cycles,
        &entries::Recent,
        &tasks::Tasks,
        &schedule::Coming,
        &rates::Rates::Own,
    ],
    want: NOTHING,
    by_week: false,
    other: None,
    wide: &[(1, &[(0, 2), (1, 2), (6, 2)]), (1, &[(2, 1), (4, 1)]), (1, &[(3, 3), (5, 2)])],
    middle: &[(1, &[(0, 1), (1, 1), (6, 1), (4, 1)]), (1, &[(2, 1), (3, 1), (5, 1)])],
};

/// Every view there is.
#[cfg(test)]
pub fn all() -> impl Iterator<Item = &'static View> {
    VIEWS.iter().flat_map(|view| std::iter::once(*view).chain(view.other)).chain([&CLIENT])
}

/// Where one is: a view with its cursor, its filters and the days it shows.
pub struct Place {
    /// The view.
    pub view: &'static View,
    /// The client whose page it is.
    pub client: Option<i64>,
    /// The day that is shown, or the first; none is today, whatever day that gets to be.
    pub day: Option<NaiveDate>,
    /// The pane that has the keys.
    pub focus: usize,
    /// The rows of each pane.
    pub lists: Vec<List>,
    /// The filter of each pane.
    pub filters: Vec<String>,
    /// What tasks are put together by.
    pub group: Group,
    /// How many of the tasks that are not open are shown: none, those that wait, or all.
    pub more: u8,
    /// Whether an entry that touches a moved end moves along.
    pub together: bool,
}

impl Place {
    /// The beginning of a view.
    pub fn new(view: &'static View) -> Self {
        let count = view.panes.len();
        Self {
            view,
            client: None,
            day: None,
            focus: 0,
            lists: std::iter::repeat_with(List::default).take(count).collect(),
            filters: vec![String::new(); count],
            group: Group::None,
            more: 0,
            together: false,
        }
    }

    /// The day shown, or the first.
    pub fn first(&self, today: NaiveDate) -> NaiveDate {
        let day = self.day.unwrap_or(today);
        if self.view.by_week { plus_days(day, -i64::from(day.weekday().num_days_from_monday())) } else { day }
    }

    /// The day that is meant, the same as the first or one of the week.
    pub fn date(&self, today: NaiveDate) -> NaiveDate {
        self.day.unwrap_or(today)
    }

    /// Shows a day instead of a week, or the other way round; whether the view knows both.
    pub fn turn_span(&mut self, today: NaiveDate) -> bool {
        let Some(other) = self.view.other else { return false };
        *self = Self { day: self.day, together: self.together, ..Self::new(other) };
        self.begin(today);
        true
    }

    /// Puts the cursor where one begins: on the day that is meant.
    pub fn begin(&mut self, today: NaiveDate) {
        if self.view.by_week && self.view.panes.len() == 7 {
            self.focus = usize::try_from(self.date(today).weekday().num_days_from_monday()).unwrap_or(0);
        }
    }

    /// Goes so many days on or back, or to today.
    pub fn go_days(&mut self, by: i64, today: NaiveDate) {
        let day = if by == 0 { today } else { plus_days(self.day.unwrap_or(today), by) };
        let week = self.first(today);
        self.day = (day != today).then_some(day);
        self.begin(today);
        if self.first(today) != week || self.view.panes.len() < 7 {
            self.lists[0].forget();
        }
    }

    /// Reads what it shows.
    pub fn read(&self, context: &Context<'_>) -> Result<Board> {
        Board::of(context, self.first(context.today()), self.view.want, self.client)
    }

    /// The page of a client.
    pub fn client(id: i64) -> Self {
        Self { client: Some(id), ..Self::new(&CLIENT) }
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
