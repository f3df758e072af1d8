//! What only the screen does.

use crate::command::action::{ACTION, Action, Effect, Group, Screen};
use crate::records::kind::Section;

const fn act(
    name: &'static str,
    keys: &'static [&'static str],
    group: Group,
    what: Screen,
    help: &'static str,
) -> Action {
    Action { name, keys, group, help, effect: Effect::Screen(what), ..ACTION }
}

const fn shift(start: i64, end: i64) -> Screen {
    Screen::Shift { start, end, together: false }
}

/// The keys of the screen.
pub(super) const SECTION: Section = Section { kinds: &[], restorable: &[], actions: ACTIONS, families: &[] };

const ACTIONS: &[Action] = &[
    act("down", &["j", "down"], Group::Moving, Screen::Down, "Next row"),
    act("up", &["k", "up"], Group::Moving, Screen::Up, "Row before"),
    act("top", &["g", "home"], Group::Moving, Screen::Top, "First row"),
    act("bottom", &["G", "end"], Group::Moving, Screen::Bottom, "Last row"),
    act("half-down", &["ctrl-d", "pagedown"], Group::Moving, Screen::HalfDown, "Half a page down"),
    act("half-up", &["ctrl-u", "pageup"], Group::Moving, Screen::HalfUp, "Half a page up"),
    act("next-pane", &["tab"], Group::Moving, Screen::NextPane, "Next pane"),
    act("previous-pane", &["shift-tab"], Group::Moving, Screen::PreviousPane, "Pane before"),
    act("right", &["right"], Group::Moving, Screen::Right, "Pane to the right; in a week or a month the day after"),
    act("left", &["left"], Group::Moving, Screen::Left, "Pane to the left; in a week or a month the day before"),
    act("dashboard", &["1"], Group::Moving, Screen::View(1), "The dashboard"),
    act("schedule", &["2"], Group::Moving, Screen::View(2), "The schedule: a week, a day, a month, or a list"),
    act("tasks", &["3"], Group::Moving, Screen::View(3), "Tasks: all of them, grouped and filtered"),
    act("time", &["4"], Group::Moving, Screen::View(4), "Time: the timesheet of a day or a week"),
    act("clients", &["5"], Group::Moving, Screen::View(5), "Clients, agreements, rates and services"),
    act("invoices", &["6"], Group::Moving, Screen::View(6), "Invoices: what is to be billed, and what is open"),
    act(
        "span",
        &["w"],
        Group::Moving,
        Screen::Span,
        "The next stretch of days: a day or a week, in the schedule also a month and a list",
    ),
    act(
        "regroup",
        &["z"],
        Group::Moving,
        Screen::Regroup,
        "Group the tasks by client, due day, state, priority or tag; a draft's time by service, entry, day or task",
    ),
    act("more", &["Z"], Group::Moving, Screen::More, "Show waiting tasks too, then closed ones"),
    act("today", &["t"], Group::Moving, Screen::Today, "Back to today"),
    act("day-back", &["["], Group::Moving, Screen::Days(-1), "A day back"),
    act("day-on", &["]"], Group::Moving, Screen::Days(1), "A day on"),
    act("week-back", &["{"], Group::Moving, Screen::Days(-7), "A week back"),
    act("week-on", &["}"], Group::Moving, Screen::Days(7), "A week on"),
    act("go-to", &["T"], Group::Moving, Screen::GoTo, "To a day by its date"),
    act("filter", &["/"], Group::Moving, Screen::Filter, "Filter this list as you type"),
    act("filters", &["F"], Group::Moving, Screen::Saved, "Filters that were saved, and saving this one"),
    act("filter-client", &["f"], Group::Moving, Screen::FilterClient, "Filter every pane by client"),
    act("back", &["esc"], Group::Moving, Screen::Back, "Close what is open; drop the filter"),
    act("look", &["enter"], Group::Row, Screen::Look, "Look at the row whole"),
    act("add", &["a", "n"], Group::Row, Screen::Add, "Add to this pane"),
    act("edit", &["e"], Group::Row, Screen::Edit, "Edit the row"),
    act("duplicate", &["y"], Group::Row, Screen::Duplicate, "A copy of the row to edit"),
    act("timer", &["s"], Group::Row, Screen::Timer, "Start the timer for the row, or stop it if it runs for it"),
    act("start-for", &["S"], Group::Row, Screen::StartFor, "Start the timer for anyone"),
    act("log-time", &["l"], Group::Row, Screen::Log, "Log time for the row's client"),
    act("tick", &["space"], Group::Row, Screen::Tick, "Mark the task done, or not done"),
    act("delete", &["D", "delete"], Group::Row, Screen::Remove, "Delete the row; u takes it back"),
    act("open", &["o"], Group::Row, Screen::Open, "Open the meeting's link or the document's PDF, or copy it over SSH"),
    act("copy", &["c"], Group::Row, Screen::Copy, "Copy the row"),
    act("mark", &["v"], Group::Row, Screen::Mark, "Mark the row: the next action takes all that are marked"),
    act("mark-all", &["V"], Group::Row, Screen::MarkAll, "Mark every row, or none"),
    act("longer", &["+"], Group::Time, shift(0, 5), "The entry ends 5 minutes later, a meeting 15"),
    act("shorter", &["-"], Group::Time, shift(0, -5), "The entry ends 5 minutes earlier, a meeting 15"),
    act("earlier", &["("], Group::Time, shift(-5, 0), "The entry begins 5 minutes earlier, a meeting 15"),
    act("later", &[")"], Group::Time, shift(5, 0), "The entry begins 5 minutes later, a meeting 15"),
    act("move-back", &["<"], Group::Time, shift(-5, -5), "The whole entry 5 minutes earlier, a meeting 15"),
    act("move-on", &[">"], Group::Time, shift(5, 5), "The whole entry 5 minutes later, a meeting 15"),
    act("together", &["="], Group::Time, Screen::Together, "Whether an entry that touches moves along"),
    act("split", &["|"], Group::Time, Screen::Row("entry split", "--at "), "Split the entry at a time"),
    act("join", &["J"], Group::Time, Screen::Join, "Join the entry with the next one, or two that are marked"),
    act("move", &["m"], Group::Time, Screen::Row("entry move", ""), "Give the entry to another client"),
    act("repeat", &["R"], Group::Time, Screen::Row("entry repeat", ""), "Log the same again today"),
    act("free-time", &["b"], Group::Planning, Screen::Free, "When there is time for a meeting with the row's client"),
    act("snooze-last", &["~"], Group::Planning, Screen::Snooze, "Put the last reminder off, or join its meeting"),
    act("postpone", &["p"], Group::Planning, Screen::Row("task edit", "--due "), "Give the task another due day"),
    act("put-off", &["W"], Group::Planning, Screen::Row("task edit", "--wait "), "Hide the task until a day"),
    act(
        "check-item",
        &["C"],
        Group::Planning,
        Screen::Row("task check", ""),
        "Tick the next item of the task's checklist",
    ),
    act(
        "brief",
        &["B"],
        Group::Clients,
        Screen::Row("statement", ""),
        "What the client may read: the statement of the cycle",
    ),
    act("adjust", &["i"], Group::Clients, Screen::Row("agreement adjust", ""), "Add or take hours of the agreement"),
    act("bill", &["I"], Group::Billing, Screen::Bill, "Bill the row's client: make a draft; on a draft, issue it"),
    act("send", &["E"], Group::Billing, Screen::SendPaper, "Send the document to the client"),
    act("pay", &["$"], Group::Billing, Screen::Pay, "Note what was paid of the document, or by the client"),
    act("palette", &[":", "ctrl-p"], Group::Program, Screen::Palette, "Every action by name"),
    act("help", &["?"], Group::Program, Screen::Help, "Keys that work here"),
    act("privacy", &["*"], Group::Program, Screen::Privacy, "Hide every other client's data, or show it again"),
    act("lock", &["#"], Group::Program, Screen::Lock, "Hide everything until the database's passphrase is typed"),
    act("theme", &[], Group::Program, Screen::Theme, "Try other colours, and choose those of this session"),
    act("redraw", &["ctrl-l"], Group::Program, Screen::Redraw, "Draw the screen anew"),
    act("suspend", &["ctrl-z"], Group::Program, Screen::Suspend, "Back to the shell for now; fg returns"),
    act("quit", &["q", "ctrl-c"], Group::Program, Screen::Quit, "Leave; a timer goes on running"),
];
