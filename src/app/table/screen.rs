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
    act("up", &["k", "up"], Group::Moving, Screen::Up, "Previous row"),
    act("top", &["g", "home"], Group::Moving, Screen::Top, "First row"),
    act("bottom", &["G", "end"], Group::Moving, Screen::Bottom, "Last row"),
    act("half-down", &["ctrl-d", "pagedown"], Group::Moving, Screen::HalfDown, "Half a page down"),
    act("half-up", &["ctrl-u", "pageup"], Group::Moving, Screen::HalfUp, "Half a page up"),
    act("next-pane", &["tab"], Group::Moving, Screen::NextPane, "Next pane"),
    act("previous-pane", &["shift-tab"], Group::Moving, Screen::PreviousPane, "Previous pane"),
    act("right", &["right"], Group::Moving, Screen::Right, "Pane to the right; in a week or a month the next day"),
    act("left", &["left"], Group::Moving, Screen::Left, "Pane to the left; in a week or a month the previous day"),
    act("dashboard", &["1"], Group::Moving, Screen::View(1), "The dashboard"),
    act("schedule", &["2"], Group::Moving, Screen::View(2), "The schedule: a week, a day, a month, or a list"),
    act("tasks", &["3"], Group::Moving, Screen::View(3), "Tasks: all of them, grouped and filtered"),
    act("time", &["4"], Group::Moving, Screen::View(4), "Time: the timesheet of a day or a week"),
    act("clients", &["5"], Group::Moving, Screen::View(5), "Clients, agreements, rates and services"),
    act("invoices", &["6"], Group::Moving, Screen::View(6), "Invoices: what is to be billed, and what is open")
        .once(&["document", "draft"]),
    act("reports", &["7"], Group::Moving, Screen::View(7), "Reports: hours, use, what an hour is worth, money, the year")
        .once(&["entry"]),
    act(
        "span",
        &["w"],
        Group::Moving,
        Screen::Span,
        "Switch between day and week, in the schedule also month and list; the next report",
    ),
    act(
        "regroup",
        &["z"],
        Group::Moving,
        Screen::Regroup,
        "Group the tasks by client, due day, state, priority or tag; a draft's time by service, entry, day or task; a report",
    )
    .once(&["task", "draft", "entry"]),
    act(
        "more",
        &["Z"],
        Group::Moving,
        Screen::More,
        "Show waiting tasks too, then closed ones; a report of a quarter, a year, a month",
    )
    .once(&["task", "entry"]),
    act("compare", &["%"], Group::Moving, Screen::Compare, "Compare the report with the period before, then a year before")
        .once(&["entry"]),
    act("today", &["t"], Group::Moving, Screen::Today, "Back to today"),
    act("day-back", &["["], Group::Moving, Screen::Days(-1), "Previous day; in reports the period before"),
    act("day-on", &["]"], Group::Moving, Screen::Days(1), "Next day; in reports the next period"),
    act("week-back", &["{"], Group::Moving, Screen::Days(-7), "Previous week; in reports a year back"),
    act("week-on", &["}"], Group::Moving, Screen::Days(7), "Next week; in reports a year on"),
    act("go-to", &["T"], Group::Moving, Screen::GoTo, "Go to a day by its date"),
    act("filter", &["/"], Group::Moving, Screen::Filter, "Filter this list as you type"),
    act("filters", &["F"], Group::Moving, Screen::Saved, "Saved filters, and saving this one"),
    act("filter-client", &["f"], Group::Moving, Screen::FilterClient, "Filter every pane by client").once(&["client"]),
    act("back", &["esc"], Group::Moving, Screen::Back, "Go back: close what is open, clear the filter"),
    act("look", &["enter"], Group::Row, Screen::Look, "Show details of the row"),
    act("add", &["a", "n"], Group::Row, Screen::Add, "Add to this pane"),
    act("edit", &["e"], Group::Row, Screen::Edit, "Edit the row"),
    act("duplicate", &["y"], Group::Row, Screen::Duplicate, "Duplicate the row in a form"),
    act("timer", &["s"], Group::Row, Screen::Timer, "Start the timer for the row, or stop it if it runs for it")
        .once(&["client"]),
    act("start-for", &["S"], Group::Row, Screen::StartFor, "Start the timer for anyone").once(&["client"]),
    act("log-time", &["l"], Group::Row, Screen::Log, "Log time for the row's client").once(&["client"]),
    act("tick", &["space"], Group::Row, Screen::Tick, "Mark the task done, or not done").once(&["task"]),
    act("delete", &["D", "delete"], Group::Row, Screen::Remove, "Delete the row; u undoes it"),
    act("open", &["o"], Group::Row, Screen::Open, "Open the meeting's link or the document's PDF, or copy it over SSH")
        .once(&["event", "document", "draft"]),
    act("copy", &["c"], Group::Row, Screen::Copy, "Copy the row; a report as Markdown"),
    act("mark", &["v"], Group::Row, Screen::Mark, "Mark the row: the next action takes all that are marked"),
    act("mark-all", &["V"], Group::Row, Screen::MarkAll, "Mark every row, or none"),
    act("longer", &["+"], Group::Time, shift(0, 5), "The entry ends 5 minutes later, a meeting 15")
        .once(&["entry", "event"]),
    act("shorter", &["-"], Group::Time, shift(0, -5), "The entry ends 5 minutes earlier, a meeting 15")
        .once(&["entry", "event"]),
    act("earlier", &["("], Group::Time, shift(-5, 0), "The entry begins 5 minutes earlier, a meeting 15")
        .once(&["entry", "event"]),
    act("later", &[")"], Group::Time, shift(5, 0), "The entry begins 5 minutes later, a meeting 15")
        .once(&["entry", "event"]),
    act("move-back", &["<"], Group::Time, shift(-5, -5), "The whole entry 5 minutes earlier, a meeting 15")
        .once(&["entry", "event"]),
    act("move-on", &[">"], Group::Time, shift(5, 5), "The whole entry 5 minutes later, a meeting 15")
        .once(&["entry", "event"]),
    act("together", &["="], Group::Time, Screen::Together, "Move entries that touch along, or leave them")
        .once(&["entry"]),
    act("split", &["|"], Group::Time, Screen::Row("entry split", "--at "), "Split the entry at a time")
        .once(&["entry"]),
    act("join", &["J"], Group::Time, Screen::Join, "Join the entry with the next one, or two that are marked")
        .once(&["entry"]),
    act("move", &["m"], Group::Time, Screen::Row("entry move", ""), "Move the entry to another client")
        .once(&["entry"]),
    act("repeat", &["R"], Group::Time, Screen::Row("entry repeat", ""), "Log the same again today").once(&["entry"]),
    act("free-time", &["b"], Group::Planning, Screen::Free, "Find free time for a meeting with the row's client")
        .once(&["client"]),
    act("snooze-last", &["~"], Group::Planning, Screen::Snooze, "Snooze the last reminder, or join its meeting")
        .once(&["event", "task"]),
    act("postpone", &["p"], Group::Planning, Screen::Row("task edit", "--due "), "Change the task's due day")
        .once(&["task"]),
    act("put-off", &["W"], Group::Planning, Screen::Row("task edit", "--wait "), "Hide the task until a day")
        .once(&["task"]),
    act(
        "check-item",
        &["C"],
        Group::Planning,
        Screen::Row("task check", ""),
        "Tick the next item of the task's checklist",
    )
    .once(&["task"]),
    act("brief", &["B"], Group::Clients, Screen::Row("statement", ""), "Show the client's statement of the cycle")
        .once(&["client"]),
    act(
        "adjust",
        &["i"],
        Group::Clients,
        Screen::Row("agreement adjust", ""),
        "Add or subtract hours of the agreement",
    )
    .once(&["agreement"]),
    act("bill", &["I"], Group::Billing, Screen::Bill, "Bill the row's client: make a draft; on a draft, issue it")
        .once(&["client"]),
    act("send", &["E"], Group::Billing, Screen::SendPaper, "Send the document to the client").once(&["document"]),
    act("pay", &["$"], Group::Billing, Screen::Pay, "Record a payment of the document, or by the client")
        .once(&["document"]),
    act("palette", &[":", "ctrl-p"], Group::Program, Screen::Palette, "Command palette: every action by name"),
    act("help", &["?"], Group::Program, Screen::Help, "Keys that work here"),
    act("privacy", &["*"], Group::Program, Screen::Privacy, "Hide every other client's data, or show it again")
        .once(&["client"]),
    act("lock", &["#"], Group::Program, Screen::Lock, "Hide everything until the database's passphrase is typed"),
    act("theme", &[], Group::Program, Screen::Theme, "Try other colours, and choose those of this session"),
    act("redraw", &["ctrl-l"], Group::Program, Screen::Redraw, "Redraw the screen"),
    act("suspend", &["ctrl-z"], Group::Program, Screen::Suspend, "Suspend to the shell; fg returns"),
    act("quit", &["q", "ctrl-c"], Group::Program, Screen::Quit, "Quit; a running timer goes on"),
];
