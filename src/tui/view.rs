//! The views by number, and the place one is at in a view.

use chrono::{Datelike, NaiveDate};

use super::list::ListView;
use super::panes::{
    Pane, agreements, clients, days, entries, month, rates, retainers, schedule, tasks, unbilled, week,
};
use crate::app::board::{Board, Needs, TaskScope};
use crate::command::context::Context;
use crate::domain::time::plus_days;
use crate::error::Result;
use crate::records::tasks::list::Group;

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
    /// What they are made from.
    pub needs: Needs,
    /// Which days they are, seen from the one that is meant.
    pub from: From,
    /// The same over another stretch of days, in a round: a week, a day …
    pub other: Option<&'static View>,
    /// From 140 columns on.
    pub wide: Grid,
    /// From 80 columns on; below that one pane is shown at a time.
    pub middle: Grid,
}

/// The first day that a view shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// The day that is meant.
    Day,
    /// The Monday of its week.
    Week,
    /// The Monday of the week that its month begins in.
    Month,
}

const NOTHING: Needs = Needs { days: 0, tasks: TaskScope::None, sheet: 0, people: false, unbilled: false };
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
    panes: &[&schedule::SchedulePane, &tasks::TasksPane, &retainers::RetainersPane, &unbilled::UnbilledPane],
    needs: Needs { days: 2, tasks: TaskScope::Queue, unbilled: true, ..NOTHING },
    from: From::Day,
    other: None,
    wide: &[(1, &[(0, 1)]), (1, &[(1, 1)]), (1, &[(2, 1)]), (1, &[(3, 1)])],
    middle: &[(1, &[(0, 1), (2, 1)]), (1, &[(1, 1), (3, 1)])],
};

static SCHEDULE_WEEK: View = View {
    number: 2,
    name: "Schedule",
    panes: &[
        &days::DayPane(0),
        &days::DayPane(1),
        &days::DayPane(2),
        &days::DayPane(3),
        &days::DayPane(4),
        &days::DayPane(5),
        &days::DayPane(6),
    ],
    needs: Needs { days: 7, ..NOTHING },
    from: From::Week,
    other: Some(&SCHEDULE_DAY),
    wide: WEEK,
    // No day as high as the screen: it alone would be drawn by the clock.
    middle: &[(1, &[(0, 1), (3, 1)]), (1, &[(1, 1), (4, 1)]), (1, &[(2, 2), (5, 1), (6, 1)])],
};

/// A day's meetings beside what was worked on it.
pub static SCHEDULE_DAY: View = View {
    number: 2,
    name: "Schedule",
    panes: &[&days::SingleDayPane, &entries::EntriesPane],
    needs: Needs { days: 1, sheet: 1, ..NOTHING },
    from: From::Day,
    other: Some(&SCHEDULE_MONTH),
    wide: &[(1, &[(0, 1)]), (1, &[(1, 1)])],
    middle: &[(1, &[(0, 1)]), (1, &[(1, 1)])],
};

static SCHEDULE_MONTH: View = View {
    number: 2,
    name: "Schedule",
    panes: &[&month::MonthPane, &month::ChosenDayPane],
    needs: Needs { days: 42, ..NOTHING },
    from: From::Month,
    other: Some(&SCHEDULE_AGENDA),
    wide: &[(4, &[(0, 1)]), (1, &[(1, 1)])],
    // So many rows for the month that at 80×24 each day has one for a meeting.
    middle: &[(1, &[(0, 5), (1, 2)])],
};

static SCHEDULE_AGENDA: View = View {
    number: 2,
    name: "Schedule",
    panes: &[&schedule::AgendaPane],
    needs: Needs { days: 28, ..NOTHING },
    from: From::Day,
    other: Some(&SCHEDULE_WEEK),
    wide: ONE,
    middle: ONE,
};

static TASKS: View = View {
    number: 3,
    name: "Tasks",
    panes: &[&tasks::AllTasksPane],
    needs: Needs { tasks: TaskScope::All, ..NOTHING },
    from: From::Day,
    other: None,
    wide: ONE,
    middle: ONE,
};

static TIME_DAY: View = View {
    number: 4,
    name: "Time",
    panes: &[&entries::EntriesPane, &week::WeekPane],
    needs: Needs { sheet: 7, ..NOTHING },
    from: From::Week,
    other: Some(&TIME_WEEK),
    wide: BESIDE,
    middle: UNDER,
};

static TIME_WEEK: View = View {
    number: 4,
    name: "Time",
    panes: &[&entries::WeekEntriesPane, &week::WeekPane],
    needs: Needs { sheet: 7, ..NOTHING },
    from: From::Week,
    other: Some(&TIME_DAY),
    wide: BESIDE,
    middle: UNDER,
};

static CLIENTS: View = View {
    number: 5,
    name: "Clients",
    panes: &[&clients::ClientsPane, &rates::RatesPane::All, &retainers::RetainersPane, &rates::ServicesPane],
    needs: Needs { people: true, ..NOTHING },
    from: From::Day,
    other: None,
    wide: &[(3, &[(0, 3), (2, 2)]), (2, &[(1, 3), (3, 2)])],
    middle: &[(1, &[(0, 2), (2, 1)]), (1, &[(1, 1), (3, 1)])],
};

/// All that is known of one client.
pub static CLIENT: View = View {
    number: 5,
    name: "Client",
    panes: &[
        &clients::ClientFactsPane,
        &agreements::AgreementsPane,
        &agreements::CyclesPane,
        &entries::RecentEntriesPane,
        &tasks::TasksPane,
        &schedule::UpcomingPane,
        &rates::RatesPane::Own,
    ],
    needs: NOTHING,
    from: From::Day,
    other: None,
    wide: &[(1, &[(0, 2), (1, 2), (6, 2)]), (1, &[(2, 1), (4, 1)]), (1, &[(3, 3), (5, 2)])],
    middle: &[(1, &[(0, 1), (1, 1), (6, 1), (4, 1)]), (1, &[(2, 1), (3, 1), (5, 1)])],
};

/// Every view there is.
#[cfg(test)]
pub fn all() -> impl Iterator<Item = &'static View> {
    let round = |first: &'static View| {
        let next = move |view: &&'static View| view.other.filter(|other| !std::ptr::eq(*other, first));
        std::iter::successors(Some(first), next)
    };
    VIEWS.iter().flat_map(move |view| round(view)).chain([&CLIENT])
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
    pub lists: Vec<ListView>,
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
            lists: std::iter::repeat_with(ListView::default).take(count).collect(),
            filters: vec![String::new(); count],
            group: Group::None,
            more: 0,
            together: false,
        }
    }

    /// The day shown, or the first.
    pub fn first(&self, today: NaiveDate) -> NaiveDate {
        let monday = |day: NaiveDate| plus_days(day, -i64::from(day.weekday().num_days_from_monday()));
        let day = self.date(today);
        match self.view.from {
            From::Day => day,
            From::Week => monday(day),
            From::Month => monday(day.with_day(1).unwrap_or(day)),
        }
    }

    /// The day that is meant, the same as the first or one of the week.
    pub fn date(&self, today: NaiveDate) -> NaiveDate {
        self.day.unwrap_or(today)
    }

    /// The day that what is added to the schedule is for, where it is another than today.
    pub fn adds_on(&self, today: NaiveDate) -> Option<NaiveDate> {
        let nth = |n: usize| plus_days(self.first(today), i64::try_from(n).unwrap_or(0));
        let day = match self.view.needs.days {
            0 => return None,
            _ if self.by_day() => nth(self.focus),
            // In a list of many days it is the one that the cursor is in.
            days if days > 2 && self.view.from == From::Day => nth(self.list().selected()?.key.part.into()),
            _ => self.date(today),
        };
        (day != today).then_some(day)
    }

    /// Whether it shows days or weeks.
    pub fn has_days(&self) -> bool {
        self.view.needs.days > 0 || self.view.needs.sheet > 0
    }

    /// Whether it is a month whose days the cursor goes through.
    pub fn is_month(&self) -> bool {
        self.view.from == From::Month && self.focus == 0
    }

    /// Shows the next of the stretches of days that the view knows, a day instead of a week; whether it knows any.
    pub fn turn_span(&mut self, today: NaiveDate) -> bool {
        let Some(other) = self.view.other else { return false };
        *self = Self { day: self.day, together: self.together, ..Self::new(other) };
        self.begin(today);
        true
    }

    /// Whether each day has a pane of its own.
    pub fn by_day(&self) -> bool {
        self.view.from == From::Week && self.view.panes.len() == 7
    }

    /// Puts the cursor where one begins: on the day that is meant.
    pub fn begin(&mut self, today: NaiveDate) {
        if self.by_day() {
            self.focus = usize::try_from(self.date(today).weekday().num_days_from_monday()).unwrap_or(0);
        }
    }

    /// Goes so many days on or back, or to today.
    pub fn go_days(&mut self, by: i64, today: NaiveDate) {
        self.go_to(if by == 0 { today } else { plus_days(self.date(today), by) }, today);
    }

    /// Goes to a day.
    pub fn go_to(&mut self, day: NaiveDate, today: NaiveDate) {
        let week = self.first(today);
        self.day = (day != today).then_some(day);
        self.begin(today);
        if self.first(today) != week || !self.by_day() {
            self.lists.iter_mut().for_each(ListView::forget);
        }
    }

    /// Reads what it shows.
    pub fn read(&self, context: &Context<'_>) -> Result<Board> {
        Board::of(context, self.first(context.today()), self.view.needs, self.client)
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
    pub fn list(&self) -> &ListView {
        &self.lists[self.focus]
    }

    /// The list that has the keys, to move in.
    pub fn list_mut(&mut self) -> &mut ListView {
        &mut self.lists[self.focus]
    }

    /// The filter of the list that has the keys.
    pub fn filter_mut(&mut self) -> &mut String {
        &mut self.filters[self.focus]
    }
}
