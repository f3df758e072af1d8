//! Words and keys that people bring from other programs, and the actions they mean here.
//!
//! The palette finds actions by these words, and a key that does nothing says by these keys what would.

use super::table;
use crate::command::filter::fold;

/// What is called otherwise elsewhere.
pub struct Brought {
    /// The action's name.
    pub action: &'static str,
    /// What else it is called, most common first.
    pub words: &'static [&'static str],
    /// The keys that do it elsewhere.
    pub keys: &'static [&'static str],
}

const fn row(action: &'static str, words: &'static [&'static str], keys: &'static [&'static str]) -> Brought {
    Brought { action, words, keys }
}

/// Something asked for that vadash does not do, or does elsewhere: what is said then, and which actions come nearest.
pub struct Elsewhere {
    /// What it is called.
    pub words: &'static [&'static str],
    /// What is said.
    pub says: &'static str,
    /// The actions that come nearest.
    pub instead: &'static [&'static str],
}

/// Words and keys by action. Where several actions are called the same, the first named here comes first.
pub const BROUGHT: &[Brought] = &[
    row(
        "log",
        &["add hours", "add time", "enter time", "new entry", "add entry", "time entry", "track hours", "book time"],
        &[],
    ),
    row("start", &["new timer", "track", "clock in", "begin", "play", "pomodoro"], &[]),
    row("stop", &["pause", "pause timer", "clock out", "end timer", "finish timer", "break", "halt"], &["P"]),
    row("resume", &["continue", "unpause", "go back to", "restart timer"], &[]),
    row("switch", &["change client"], &[]),
    row("cancel", &["discard timer", "abort", "delete timer", "drop timer"], &[]),
    row("status", &["current timer", "what runs"], &[]),
    row("time", &["timesheet", "hours", "my hours", "time sheet"], &[]),
    row("entry list", &["entries", "time log", "time report", "hours report", "worked hours"], &[]),
    row("entry edit", &["edit time", "edit entry", "correct time", "change hours", "fix time"], &[]),
    row("entry join", &["merge entries", "combine entries"], &[]),
    row("entry move", &["reassign entry", "wrong client", "move entry"], &[]),
    row("entry rm", &["delete entry", "remove entry", "delete time"], &[]),
    row("add", &["new", "create", "insert"], &["i", "I", "A", "O", "N", "insert", "ctrl-n"]),
    row("edit", &["change", "modify", "rename", "update"], &["E", "f2", "ctrl-e", "M"]),
    row("delete", &["delete row", "remove", "erase", "trash"], &["d", "x", "D", "backspace", "ctrl-x", "ctrl-d"]),
    row("tick", &["complete", "mark done", "check off", "finish"], &["d", "!"]),
    row("look", &["details", "view", "info"], &[]),
    row(
        "theme",
        &["themes", "colour", "colours", "color", "colors", "colour scheme", "dark mode", "light mode", "appearance"],
        &[],
    ),
    row("duplicate", &["clone", "copy of"], &[]),
    row("copy", &["clipboard", "yank"], &["Y"]),
    row("open", &["join meeting", "link", "open link", "zoom", "url"], &[]),
    row("mark", &["select", "multi select"], &[]),
    row("mark-all", &["select all"], &["ctrl-a"]),
    row("filter", &["search", "find", "grep"], &["ctrl-f", "f3"]),
    row("filter-client", &["only one client", "filter client", "focus client"], &[]),
    row("client add", &["new client", "create client", "new customer", "add customer", "customer", "onboard"], &[]),
    row("client edit", &["rename client", "edit customer", "office hours"], &[]),
    row("client list", &["all clients", "customers"], &[]),
    row("client archive", &["delete client", "remove client", "archive customer"], &[]),
    row("service add", &["new service", "create service", "kind of work"], &[]),
    row("rate set", &["new rate", "add rate", "hourly rate", "set price", "price", "change rate"], &[]),
    row("rate list", &["rates", "prices"], &[]),
    row("rate why", &["why this rate"], &[]),
    row(
        "agreement add",
        &[
            "new retainer",
            "add retainer",
            "retainer",
            "new agreement",
            "new block",
            "prepaid hours",
            "new package",
            "contract",
        ],
        &[],
    ),
    row("agreement change", &["edit retainer", "change retainer", "edit agreement"], &[]),
    row("agreement adjust", &["adjust hours", "add hours to retainer", "top up", "correct hours"], &[]),
    row("agreement pause", &["pause retainer", "pause agreement", "freeze retainer"], &[]),
    row("agreement end", &["end retainer", "cancel retainer", "terminate"], &[]),
    row("agreement rm", &["delete retainer", "remove retainer"], &[]),
    row("retainers", &["hours left", "balance", "budget", "remaining hours"], &[]),
    row("unbilled", &["billing", "to bill", "billable", "earnings", "income", "revenue", "money"], &[]),
    row("statement", &["client report", "summary", "usage report"], &[]),
    row("report", &["figures", "effective rate", "statistics", "utilisation", "year", "forecast", "workload"], &[]),
    row("off add", &["holiday", "vacation", "day off", "absence"], &[]),
    row("budget set", &["target", "goal", "aim"], &[]),
    row("task add", &["new task", "create task", "new todo", "add todo", "to-do", "todo"], &[]),
    row("task edit", &["change task", "rename task"], &[]),
    row("task done", &["complete task", "finish task"], &[]),
    row("task drop", &["cancel task", "give up task"], &[]),
    row("task rm", &["delete task", "remove task"], &[]),
    row("task why", &["urgency", "priority of a task"], &[]),
    row("postpone", &["reschedule task", "defer", "due date", "deadline"], &[]),
    row("put-off", &["hide task", "wait until"], &[]),
    row(
        "event add",
        &["new event", "new meeting", "add meeting", "new appointment", "appointment", "schedule meeting", "book call"],
        &[],
    ),
    row("event edit", &["reschedule meeting", "edit meeting", "change meeting"], &[]),
    row("event rm", &["delete meeting", "cancel meeting", "delete event", "remove event"], &[]),
    row("free", &["availability", "find a time", "slots"], &[]),
    row("snooze-last", &["not now", "put reminder off"], &[]),
    row("agenda", &["upcoming", "list meetings"], &[]),
    row("schedule", &["calendar", "week view", "month view", "meetings"], &[]),
    row("dashboard", &["home", "overview"], &["0", "ctrl-home"]),
    row("bill", &["invoice", "new invoice", "create invoice", "bill client"], &[]),
    row("pay", &["payment", "paid", "mark as paid"], &[]),
    row("invoices", &["receivables", "overdue", "invoice view"], &[]),
    row("clients", &["contacts", "client view"], &[]),
    row("span", &["day view", "change view"], &[]),
    row("regroup", &["group by", "sort", "order"], &[]),
    row("more", &["show done", "completed tasks", "show completed", "done tasks"], &[]),
    row("go-to", &["go to date", "jump to", "date"], &[]),
    row("today", &["back to today"], &["."]),
    row("day-back", &[], &["H"]),
    row("day-on", &[], &["L"]),
    row("left", &[], &["h"]),
    row("half-down", &[], &["ctrl-f"]),
    row("half-up", &[], &["ctrl-b"]),
    row("next-pane", &["next window"], &["ctrl-w"]),
    row("undo", &["revert", "take back"], &[]),
    row("redo", &["repeat change"], &[]),
    row("restore", &["undelete", "bring back"], &[]),
    row("history", &["changes", "audit trail", "activity"], &[]),
    row("import ics", &["calendar import", "google calendar", "outlook", "subscribe", "add calendar"], &[]),
    row(
        "import",
        &[
            "migrate",
            "time import",
            "take over",
            "toggl",
            "clockify",
            "harvest",
            "kimai",
            "solidtime",
            "timewarrior",
            "watson",
            "timeclock",
            "hledger",
            "klog",
            "org mode",
            "taskwarrior",
            "todo.txt",
        ],
        &[],
    ),
    row("import csv", &["table import", "entries import"], &[]),
    row("export csv", &["export", "export time", "download", "spreadsheet", "excel"], &[]),
    row("export ics", &["export calendar", "share calendar"], &[]),
    row("db backup", &["backup", "save a copy"], &[]),
    row("db restore", &["recover backup"], &[]),
    row("db path", &["where is my data", "database file"], &[]),
    row("db compact", &["vacuum", "shrink", "optimize"], &[]),
    row("db check", &["repair", "verify"], &[]),
    row("db encrypt", &["password", "passphrase", "protect"], &[]),
    row("config show", &["settings", "preferences", "options", "configuration", "configure", "setup"], &[]),
    row("config path", &["settings file", "config file"], &[]),
    row("notify test", &["test reminder", "notifications", "reminders"], &[]),
    row("privacy", &["hide", "share screen", "screen sharing", "private"], &[]),
    row("lock", &["lock screen"], &[]),
    row("redraw", &["refresh", "reload"], &["f5"]),
    row("suspend", &["shell"], &[]),
    row("palette", &["commands"], &[";", "ctrl-k", "alt-x"]),
    row("help", &["keys", "shortcuts", "manual", "key bindings"], &["f1"]),
    row("quit", &["exit", "close", "leave", "wq"], &["Q", "ctrl-q", "f10"]),
];

/// What is asked for and is not done here, or not by an action.
pub const ELSEWHERE: &[Elsewhere] = &[
    Elsewhere {
        words: &["quote", "quotes", "quotation"],
        says: "vadash writes no quotes yet; a draft shows what a client would be billed",
        instead: &["invoice draft", "unbilled"],
    },
    Elsewhere {
        words: &["expense", "expenses", "receipt", "mileage", "travel", "trip"],
        says: "vadash keeps no expenses yet, only time",
        instead: &["log", "unbilled"],
    },
    Elsewhere {
        words: &["project", "projects", "new project"],
        says: "there are no projects: services and tags tell kinds of work apart",
        instead: &["service add", "task add", "log"],
    },
    Elsewhere {
        words: &["rebind", "change keys", "vim", "vim keys", "keymap"],
        says: "keys are settings: write preset = \"vim\" in the configuration file",
        instead: &["config path", "help"],
    },
    Elsewhere {
        words: &["timezone", "time zone", "zone", "home zone"],
        says: "the home zone is a setting of the configuration file; a client has its own",
        instead: &["config path", "client edit"],
    },
    Elsewhere {
        words: &["sync", "cloud", "login", "caldav"],
        says: "vadash works without an account; calendars are read from files",
        instead: &["import ics", "db path"],
    },
    Elsewhere { words: &["save"], says: "every change is saved at once", instead: &["db backup", "history"] },
];

/// How well a phrase answers what was typed: the same, begun by it, or with a word that begins with each of its words.
pub fn fits(typed: &str, phrase: &str) -> Option<u32> {
    let (typed, phrase) = (fold(typed.trim()), fold(phrase));
    let begun = |word: &str| phrase.split([' ', '-']).any(|other| other.starts_with(word));
    match () {
        () if typed.is_empty() => None,
        () if typed == phrase => Some(3),
        () if phrase.starts_with(&typed) => Some(2),
        () if typed.split_whitespace().all(begun) => Some(1),
        () => None,
    }
}

/// What is said of something typed that is not done here, and what comes nearest; nothing of what is called so here.
pub fn elsewhere(typed: &str) -> Option<&'static Elsewhere> {
    let wanted = fold(typed.trim());
    let own = table::find(&wanted).is_some() || BROUGHT.iter().any(|row| row.words.contains(&wanted.as_str()));
    // Few letters begin everything.
    if own || wanted.chars().count() < 3 {
        return None;
    }
    ELSEWHERE.iter().find(|e| e.words.iter().any(|word| fits(&wanted, word).is_some_and(|n| n > 1)))
}

/// The actions that a key does in other programs.
pub fn meant_by(key: &str) -> impl Iterator<Item = &'static str> {
    BROUGHT.iter().filter(move |row| row.keys.contains(&key)).map(|row| row.action)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::keys::Sequence;

    #[test]
    fn every_row_names_an_action_and_says_something() {
        let instead = ELSEWHERE.iter().flat_map(|e| e.instead);
        for name in BROUGHT.iter().map(|row| &row.action).chain(instead) {
            assert!(table::find(name).is_some(), "{name}");
        }
        let mut seen = std::collections::BTreeSet::new();
        for row in BROUGHT {
            assert!(!row.words.is_empty() || !row.keys.is_empty(), "{}", row.action);
            for word in row.words {
                assert!(seen.insert(*word), "{word} is said twice");
                assert!(table::find(word).is_none(), "{word} is an action's own name");
                let begun = table::commands().filter(|a| !a.fields.is_empty());
                let mut begun = begun.filter(|a| word.starts_with(&format!("{} ", a.name)));
                assert!(begun.next().is_none(), "{word} is a command and its words");
            }
            for key in row.keys {
                assert!(Sequence::read(key).is_ok(), "{key}");
            }
        }
        let elsewhere = ELSEWHERE.iter().flat_map(|e| e.words);
        assert_eq!(elsewhere.filter(|word| seen.contains(**word)).count(), 0);
    }

    #[test]
    fn words_are_found_by_their_beginnings_in_any_order() {
        assert_eq!(fits("new client", "new client"), Some(3));
        assert_eq!(fits("new cl", "new client"), Some(2));
        assert_eq!(fits("client new", "new client"), Some(1));
        assert_eq!(fits("hours ad", "add hours"), Some(1));
        assert_eq!(fits("invoice", "add hours"), None);
        assert_eq!(fits("", "add hours"), None);
    }
}
