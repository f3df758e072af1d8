//! What only the screen does.

use crate::app::action::{Action, Effect, Group, Screen};

const fn act(
    name: &'static str,
    keys: &'static [&'static str],
    group: Group,
    what: Screen,
    help: &'static str,
) -> Action {
    Action { name, keys, group, help, fields: &[], effect: Effect::Screen(what) }
}

const fn shift(start: i64, end: i64) -> Screen {
    Screen::Shift { start, end, together: false }
}

pub(super) const ACTIONS: &[Action] = &[
    act("down", &["j", "down"], Group::Moving, Screen::Down, "Next row"),
    act("up", &["k", "up"], Group::Moving, Screen::Up, "Row before"),
    act("top", &["g", "home"], Group::Moving, Screen::Top, "First row"),
    act("bottom", &["G", "end"], Group::Moving, Screen::Bottom, "Last row"),
    act("half-down", &["ctrl-d", "pagedown"], Group::Moving, Screen::HalfDown, "Half a page down"),
    act("half-up", &["ctrl-u", "pageup"], Group::Moving, Screen::HalfUp, "Half a page up"),
    act("next-pane", &["tab", "right"], Group::Moving, Screen::NextPane, "Next pane"),
    act("previous-pane", &["shift-tab", "left"], Group::Moving, Screen::PreviousPane, "Pane before"),
    act("dashboard", &["1"], Group::Moving, Screen::View(1), "The dashboard"),
    act("schedule", &["2"], Group::Moving, Screen::View(2), "The schedule: a week, or a day"),
    act("tasks", &["3"], Group::Moving, Screen::View(3), "Tasks: all of them, grouped and filtered"),
    act("time", &["4"], Group::Moving, Screen::View(4), "Time: the timesheet of a day or a week"),
    act("clients", &["5"], Group::Moving, Screen::View(5), "Clients, agreements, rates and services"),
    act("span", &["w"], Group::Moving, Screen::Span, "A day or a week, in the schedule and the timesheet"),
    act("regroup", &["z"], Group::Moving, Screen::Regroup, "Group the tasks by client, due day, state, priority or tag"),
    act("more", &["Z"], Group::Moving, Screen::More, "Show waiting tasks too, then closed ones"),
    act("today", &["t"], Group::Moving, Screen::Today, "Back to today"),
    act("day-back", &["["], Group::Moving, Screen::Days(-1), "A day back"),
    act("day-on", &["]"], Group::Moving, Screen::Days(1), "A day on"),
    act("week-back", &["{"], Group::Moving, Screen::Days(-7), "A week back"),
    act("week-on", &["}"], Group::Moving, Screen::Days(7), "A week on"),
    act("filter", &["/"], Group::Moving, Screen::Filter, "Filter this list as you type"),
    act("filter-client", &["f"], Group::Moving, Screen::FilterClient, "Filter every pane by client"),
    act("back", &["esc"], Group::Moving, Screen::Back, "Close what is open; drop the filter"),
    act("look", &["enter"], Group::Row, Screen::Look, "Look at the row whole"),
    act("add", &["a", "n"], Group::Row, Screen::Add, "Add to this pane"),
    act("edit", &["e"], Group::Row, Screen::Edit, "Edit the row"),
    act("duplicate", &["y"], Group::Row, Screen::Duplicate, "A copy of the row to edit"),
    act("timer", &["s"], Group::Row, Screen::Timer, "Start the timer for the row, or stop it if it runs for it"),
    act("start-for", &["S"], Group::Row, Screen::StartFor, "Start the timer for anyone"),
    act("log-time", &["l"], Group::Row, Screen::Log, "Log time for the row's client"),
    act("tick", &["space"], Group::Row, Screen::Tick, "Task done, or not done"),
    act("delete", &["D", "delete"], Group::Row, Screen::Remove, "Delete the row; u takes it back"),
    act("open", &["o"], Group::Row, Screen::Open, "Open the meeting's link, or copy it over SSH"),
    act("copy", &["c"], Group::Row, Screen::Copy, "Copy the row"),
    act("mark", &["v"], Group::Row, Screen::Mark, "Mark the row: the next action takes all that are marked"),
    act("mark-all", &["V"], Group::Row, Screen::MarkAll, "Mark every row, or none"),
    act("longer", &["+"], Group::Time, shift(0, 5), "The entry ends 5 minutes later"),
    act("shorter", &["-"], Group::Time, shift(0, -5), "The entry ends 5 minutes earlier"),
    act("earlier", &["("], Group::Time, shift(-5, 0), "The entry begins 5 minutes earlier"),
    act("later", &[")"], Group::Time, shift(5, 0), "The entry begins 5 minutes later"),
    act("move-back", &["<"], Group::Time, shift(-5, -5), "The whole entry 5 minutes earlier"),
    act("move-on", &[">"], Group::Time, shift(5, 5), "The whole entry 5 minutes later"),
    act("together", &["="], Group::Time, Screen::Together, "Whether an entry that touches moves along"),
    act("split", &["|"], Group::Time, Screen::Row("entry split"), "Split the entry at a time"),
    act("join", &["J"], Group::Time, Screen::Join, "Join the entry with the next one, or two that are marked"),
    act("move", &["m"], Group::Time, Screen::Row("entry move"), "Give the entry to another client"),
    act("repeat", &["R"], Group::Time, Screen::Row("entry repeat"), "Log the same again today"),
    act("palette", &[":", "ctrl-p"], Group::Program, Screen::Palette, "Every action by name"),
    act("help", &["?"], Group::Program, Screen::Help, "Keys that work here"),
    act("privacy", &["*"], Group::Program, Screen::Privacy, "Hide every other client's data, or show it again"),
    act("redraw", &["ctrl-l"], Group::Program, Screen::Redraw, "Draw the screen anew"),
    act("suspend", &["ctrl-z"], Group::Program, Screen::Suspend, "Back to the shell for now; fg returns"),
    act("quit", &["q", "ctrl-c"], Group::Program, Screen::Quit, "Leave; a timer goes on running"),
];
