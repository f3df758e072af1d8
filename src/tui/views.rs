//! The views by number, each a list of panes.

use super::panes;
use super::view::{FirstDay, Grid, Strip, View};

/// Seven columns.
const WEEK: Grid =
    &[(1, &[(0, 1)]), (1, &[(1, 1)]), (1, &[(2, 1)]), (1, &[(3, 1)]), (1, &[(4, 1)]), (1, &[(5, 1)]), (1, &[(6, 1)])];
const ONE: Grid = &[(1, &[(0, 1)])];
const BESIDE: Grid = &[(3, &[(0, 1)]), (2, &[(1, 1)])];
const UNDER: Grid = &[(1, &[(0, 3), (1, 2)])];

/// The views in the order of their numbers.
pub static VIEWS: [&View; 7] = [&DASHBOARD, &SCHEDULE_WEEK, &TASKS, &TIME_DAY, &CLIENTS, &INVOICES, &REPORTS];

static DASHBOARD: View = View {
    number: 1,
    name: "Dashboard",
    from: FirstDay::Day,
    other: None,
    panes: &[
        &panes::schedule::SchedulePane,
        &panes::tasks::TasksPane::Queue,
        &panes::retainers::RetainersPane,
        &panes::unbilled::UnbilledPane,
    ],
    wide: &[(2, &[(0, 1)]), (2, &[(1, 1)]), (2, &[(2, 1)]), (1, &[(3, 1)])],
    middle: &[(1, &[(0, 1), (2, 1)]), (1, &[(1, 1), (3, 1)])],
    by_content: true,
    below: &[Strip::Day, Strip::Weeks],
};

static SCHEDULE_WEEK: View = View {
    number: 2,
    name: "Schedule",
    from: FirstDay::Week,
    other: Some(&SCHEDULE_DAY),
    panes: &[
        &panes::days::DayPane(0),
        &panes::days::DayPane(1),
        &panes::days::DayPane(2),
        &panes::days::DayPane(3),
        &panes::days::DayPane(4),
        &panes::days::DayPane(5),
        &panes::days::DayPane(6),
    ],
    wide: WEEK,
    // No day as high as the screen: it alone would be drawn by the clock.
    middle: &[(1, &[(0, 1), (3, 1)]), (1, &[(1, 1), (4, 1)]), (1, &[(2, 2), (5, 1), (6, 1)])],
    by_content: false,
    below: &[],
};

/// A day's meetings beside what was worked on it.
pub static SCHEDULE_DAY: View = View {
    number: 2,
    name: "Schedule",
    from: FirstDay::Day,
    other: Some(&SCHEDULE_MONTH),
    panes: &[&panes::days::SingleDayPane, &panes::entries::EntriesPane::OfDay],
    wide: &[(1, &[(0, 1)]), (1, &[(1, 1)])],
    middle: &[(1, &[(0, 1)]), (1, &[(1, 1)])],
    by_content: false,
    below: &[Strip::Day],
};

static SCHEDULE_MONTH: View = View {
    number: 2,
    name: "Schedule",
    from: FirstDay::Month,
    other: Some(&SCHEDULE_AGENDA),
    panes: &[&panes::month::MonthPane, &panes::month::ChosenDayPane],
    wide: &[(4, &[(0, 1)]), (1, &[(1, 1)])],
    // So many rows for the month that at 80×24 each day has one for a meeting.
    middle: &[(1, &[(0, 5), (1, 2)])],
    by_content: false,
    below: &[],
};

static SCHEDULE_AGENDA: View = View {
    number: 2,
    name: "Schedule",
    from: FirstDay::Day,
    other: Some(&SCHEDULE_WEEK),
    panes: &[&panes::agenda::AgendaPane],
    wide: ONE,
    middle: ONE,
    by_content: false,
    below: &[],
};

static TASKS: View = View {
    number: 3,
    name: "Tasks",
    from: FirstDay::Day,
    other: None,
    panes: &[&panes::tasks::AllTasksPane],
    wide: ONE,
    middle: ONE,
    by_content: false,
    below: &[],
};

static TIME_DAY: View = View {
    number: 4,
    name: "Time",
    from: FirstDay::Week,
    other: Some(&TIME_WEEK),
    panes: &[&panes::entries::EntriesPane::OfWeek, &panes::week::WeekPane],
    wide: BESIDE,
    middle: UNDER,
    by_content: false,
    below: &[Strip::Weeks],
};

static TIME_WEEK: View = View {
    number: 4,
    name: "Time",
    from: FirstDay::Week,
    other: Some(&TIME_DAY),
    panes: &[&panes::entries::WeekEntriesPane, &panes::week::WeekPane],
    wide: BESIDE,
    middle: UNDER,
    by_content: false,
    below: &[Strip::Weeks],
};

static CLIENTS: View = View {
    number: 5,
    name: "Clients",
    from: FirstDay::Day,
    other: None,
    panes: &[
        &panes::clients::ClientsPane,
        &panes::rates::RatesPane::All,
        &panes::retainers::RetainersPane,
        &panes::rates::ServicesPane,
    ],
    wide: &[(3, &[(0, 3), (2, 2)]), (2, &[(1, 3), (3, 2)])],
    middle: &[(1, &[(0, 2), (2, 1)]), (1, &[(1, 1), (3, 1)])],
    by_content: false,
    below: &[],
};

/// What is to be billed, and what is open.
pub static INVOICES: View = View {
    number: 6,
    name: "Invoices",
    from: FirstDay::Day,
    other: None,
    panes: &[
        &panes::to_bill::ToBillPane,
        &panes::open::OpenPane,
        &panes::document::DocumentPane,
        &panes::ageing::AgeingPane,
    ],
    wide: &[(11, &[(0, 3), (3, 2)]), (14, &[(1, 1)]), (15, &[(2, 1)])],
    middle: &[(1, &[(0, 3), (3, 2)]), (1, &[(1, 2), (2, 3)])],
    by_content: false,
    below: &[],
};

/// A report at a time.
static REPORTS: View = View {
    number: 7,
    name: "Reports",
    from: FirstDay::Day,
    other: None,
    panes: &[&panes::report::ReportPane],
    wide: ONE,
    middle: ONE,
    by_content: false,
    below: &[Strip::Weeks],
};

/// The entries behind a row of a report.
pub static BEHIND: View = View {
    number: 7,
    name: "Entries",
    from: FirstDay::Day,
    other: None,
    panes: &[&panes::dated::BehindPane],
    wide: ONE,
    middle: ONE,
    by_content: false,
    below: &[],
};

/// All that is known of one client.
pub static CLIENT: View = View {
    number: 5,
    name: "Client",
    from: FirstDay::Day,
    other: None,
    panes: &[
        &panes::clients::ClientFactsPane,
        &panes::agreements::AgreementsPane,
        &panes::agreements::CyclesPane,
        &panes::dated::RecentEntriesPane,
        &panes::tasks::TasksPane::Own,
        &panes::agenda::UpcomingPane,
        &panes::rates::RatesPane::Own,
    ],
    wide: &[(1, &[(0, 2), (1, 2), (6, 2)]), (1, &[(2, 1), (4, 1)]), (1, &[(3, 3), (5, 2)])],
    middle: &[(1, &[(0, 1), (1, 1), (6, 1), (4, 1)]), (1, &[(2, 1), (3, 1), (5, 1)])],
    by_content: true,
    below: &[],
};

/// Every view there is.
#[cfg(test)]
pub fn all() -> impl Iterator<Item = &'static View> {
    let round = |first: &'static View| {
        let next = move |view: &&'static View| view.other.filter(|other| !std::ptr::eq(*other, first));
        std::iter::successors(Some(first), next)
    };
    VIEWS.iter().flat_map(move |view| round(view)).chain([&CLIENT, &BEHIND])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::table;

    #[test]
    fn every_kind_has_a_pane_and_every_pane_a_kind_that_is_declared() {
        for view in all() {
            for pane in view.panes {
                for shown in std::iter::once(pane.kind()).chain(pane.others().iter().copied()) {
                    assert!(table::kinds().any(|kind| kind == shown), "{shown:?} is declared nowhere");
                }
            }
        }
        for kind in table::kinds() {
            let shows =
                |view: &View| view.panes.iter().any(|pane| pane.kind() == kind || pane.others().contains(&kind));
            assert!(all().any(shows), "no view shows {kind:?}");
        }
    }
}
