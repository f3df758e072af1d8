//! The views by number, each a list of panes.

use super::panes::{agreements, clients, days, entries, month, rates, retainers, schedule, tasks, unbilled, week};
use super::view::{FirstDay, Grid, View};

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
    panes: &[&schedule::SchedulePane, &tasks::TasksPane::Queue, &retainers::RetainersPane, &unbilled::UnbilledPane],
    from: FirstDay::Day,
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
    from: FirstDay::Week,
    other: Some(&SCHEDULE_DAY),
    wide: WEEK,
    // No day as high as the screen: it alone would be drawn by the clock.
    middle: &[(1, &[(0, 1), (3, 1)]), (1, &[(1, 1), (4, 1)]), (1, &[(2, 2), (5, 1), (6, 1)])],
};

/// A day's meetings beside what was worked on it.
pub static SCHEDULE_DAY: View = View {
    number: 2,
    name: "Schedule",
    panes: &[&days::SingleDayPane, &entries::EntriesPane::OfDay],
    from: FirstDay::Day,
    other: Some(&SCHEDULE_MONTH),
    wide: &[(1, &[(0, 1)]), (1, &[(1, 1)])],
    middle: &[(1, &[(0, 1)]), (1, &[(1, 1)])],
};

static SCHEDULE_MONTH: View = View {
    number: 2,
    name: "Schedule",
    panes: &[&month::MonthPane, &month::ChosenDayPane],
    from: FirstDay::Month,
    other: Some(&SCHEDULE_AGENDA),
    wide: &[(4, &[(0, 1)]), (1, &[(1, 1)])],
    // So many rows for the month that at 80×24 each day has one for a meeting.
    middle: &[(1, &[(0, 5), (1, 2)])],
};

static SCHEDULE_AGENDA: View = View {
    number: 2,
    name: "Schedule",
    panes: &[&schedule::AgendaPane],
    from: FirstDay::Day,
    other: Some(&SCHEDULE_WEEK),
    wide: ONE,
    middle: ONE,
};

static TASKS: View = View {
    number: 3,
    name: "Tasks",
    panes: &[&tasks::AllTasksPane],
    from: FirstDay::Day,
    other: None,
    wide: ONE,
    middle: ONE,
};

static TIME_DAY: View = View {
    number: 4,
    name: "Time",
    panes: &[&entries::EntriesPane::OfWeek, &week::WeekPane],
    from: FirstDay::Week,
    other: Some(&TIME_WEEK),
    wide: BESIDE,
    middle: UNDER,
};

static TIME_WEEK: View = View {
    number: 4,
    name: "Time",
    panes: &[&entries::WeekEntriesPane, &week::WeekPane],
    from: FirstDay::Week,
    other: Some(&TIME_DAY),
    wide: BESIDE,
    middle: UNDER,
};

static CLIENTS: View = View {
    number: 5,
    name: "Clients",
    panes: &[&clients::ClientsPane, &rates::RatesPane::All, &retainers::RetainersPane, &rates::ServicesPane],
    from: FirstDay::Day,
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
        &tasks::TasksPane::Own,
        &schedule::UpcomingPane,
        &rates::RatesPane::Own,
    ],
    from: FirstDay::Day,
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
