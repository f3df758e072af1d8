//! Every action of the table, once by each of its keys and once by name: something specific has to happen.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use vadash::app::keys::{Bindings, Key, KeyCode as Code};
use vadash::app::table;
use vadash::command::action::{Action, Effect};
use vadash::command::field::Shape;
use vadash::config::Config;
use vadash::tui::LoopCommand;

use crate::desk::{Desk, MORE, WORLD};

/// What is seen when an action was done.
enum Seen {
    /// This text, which was not there before.
    Text(&'static str),
    /// This text is gone.
    Gone(&'static str),
    /// Another picture: the cursor is elsewhere.
    Moved,
    /// The loop is told.
    LoopCommand(LoopCommand),
}
use Seen::{Gone, LoopCommand as Told, Moved, Text};

/// The actions of the screen: where one is, and what is seen then.
fn screen(name: &str) -> Option<(&'static str, Seen)> {
    Some(match name {
        "down" | "half-down" | "bottom" => ("g", Moved),
        "up" | "half-up" | "top" => ("G", Moved),
        "next-pane" | "previous-pane" | "left" | "right" => ("", Moved),
        "go-to" => ("", Text("── go-to")),
        "dashboard" => ("3", Text("─ Retainers")),
        "schedule" => ("", Text("2 Schedule")),
        "tasks" => ("", Text("3 Tasks")),
        "time" => ("", Text("4 Time")),
        "clients" => ("", Text("5 Clients")),
        "invoices" => ("", Text("6 Invoices")),
        "reports" => ("", Text("7 Reports")),
        "compare" => ("7", Text("against May 2026")),
        "bill" => ("3", Text("╭─ business set")),
        "pay" => ("3", Text("── payment add acme")),
        "send" => ("3", Text("select an issued document to send it")),
        "span" => ("2", Text("─ Time")),
        "regroup" => ("3", Text("by client")),
        "more" => ("3", Text("proofs")),
        "today" => ("4[[", Text("展示会の写真")),
        "day-back" => ("4", Text("Sun 21 Jun")),
        "day-on" => ("4", Text("Tue 23 Jun")),
        "week-back" => ("4", Text("Mon 15 Jun")),
        "week-on" => ("4", Text("Mon 29 Jun")),
        "filter" => ("", Text("── filter")),
        "filters" => ("3/printer<enter>", Text("╭─ Filters")),
        "filter-client" => ("", Text("── client")),
        "back" => ("3/printer<enter>", Text("newsletter draft")),
        "look" => ("3", Text("╭─ send July newsletter draft")),
        "add" => ("3", Text("── task add")),
        "edit" => ("3", Text("╭─ task edit 1")),
        "duplicate" => ("3", Text("╭─ task add")),
        "timer" => ("3", Text("▶ 0:00  acme")),
        "start-for" => ("3", Text("── start")),
        "log-time" => ("3", Text("── log")),
        "tick" => ("3", Text("done: send July")),
        "delete" => ("3", Text("deleted")),
        "open" => ("2wj", Text("the row has no link")),
        "copy" => ("3", Text("copied the row")),
        "mark" => ("3", Text("● !3d late")),
        "mark-all" => ("3", Text("●  17:00")),
        "restore" => ("", Text("── restore")),
        "longer" => ("4jjj", Text("12:20")),
        "shorter" => ("4jjj", Text("12:10")),
        "earlier" => ("4jjj", Text("11:25")),
        "later" => ("4jjj", Text("11:35")),
        "move-back" => ("4jjj", Text("11:25-12:10")),
        "move-on" => ("4jjj", Text("11:35-12:20")),
        "together" => ("4", Text("what touches a moved end moves along")),
        "split" => ("4", Text("── entry split")),
        "join" => ("4", Text("alike with 'entry edit' first")),
        "move" => ("4", Text("── entry move")),
        "repeat" => ("4", Text("logged")),
        "postpone" | "put-off" => ("3", Text("── task edit")),
        "check-item" => ("3", Text("checklist")),
        "adjust" => ("<tab><tab>", Text("── agreement adjust")),
        "snooze-last" => ("", Text("there was no reminder of a meeting")),
        "free-time" => ("<tab><tab>", Text("╭─ free --with zeta")),
        "brief" => ("<tab><tab>", Text("╭─ statement zeta")),
        "palette" => ("", Text("╭─ Commands")),
        "help" => ("", Text("╭─ Keys")),
        "privacy" => ("", Text("only zeta is shown")),
        "lock" => ("", Text("there is no passphrase to lock with")),
        "theme" => ("", Text("╭─ Theme")),
        "redraw" => ("", Told(LoopCommand::Redraw)),
        "suspend" => ("", Told(LoopCommand::Suspend)),
        "quit" => ("", Told(LoopCommand::Quit)),
        _ => return None,
    })
}

/// The actions that are commands too and that nothing is asked for.
fn command(name: &str) -> Option<(&'static str, Seen)> {
    Some(match name {
        "undo" => ("", Text("undone: ")),
        "redo" => ("u", Text("redone: ")),
        "stop" => ("Sacme<enter>", Text("dropped the timer")),
        "keep" => ("Sacme<enter>", Text("runs on")),
        "cancel" => ("Sacme<enter>", Gone("▶")),
        "resume" => ("", Text("▶ 0:00")),
        "filter list" => ("", Text("no saved filters")),
        "rate list" => ("", Text("╭─ rate list")),
        "db path" => ("", Text("/nowhere/vadash.db")),
        "config path" => ("", Text("/nowhere/config.toml")),
        "config check" => ("", Text("the configuration is sound")),
        "config show" => ("", Text("╭─ config show")),
        "man" => ("", Text("╭─ man")),
        _ => return None,
    })
}

fn desk(preset: &str, keys: &str) -> Desk {
    // Where one is is reached with the keys of the table, whatever the preset is.
    let config = Config { preset: preset.to_owned(), ..Config::default() };
    let mut desk = Desk::with(&[WORLD, MORE].concat(), config);
    if preset == "default" {
        desk.press(keys);
        return desk;
    }
    let bindings = Bindings::of(&Config::default()).0;
    let mut typing = false;
    for key in crate::desk::keys_of(keys) {
        let plain = bindings.all().find(|(_, all)| all.iter().any(|s| s.0.len() == 1 && event(s.0[0]) == key));
        match plain {
            Some((action, _)) if !typing => press_first(&mut desk, preset, action.name),
            _ => {
                desk.ui.press(key);
            }
        }
        typing = matches!(key.code, KeyCode::Char('/' | 'S')) || typing && key.code != KeyCode::Enter;
    }
    desk.picture();
    desk
}

/// Presses the first keys that an action has in a preset.
fn press_first(desk: &mut Desk, preset: &str, action: &str) {
    let bindings = Bindings::of(&Config { preset: preset.to_owned(), ..Config::default() }).0;
    let sequence = bindings.all().find(|(a, _)| a.name == action).and_then(|(_, all)| all.first().cloned());
    for key in sequence.unwrap_or_else(|| panic!("{action} has no keys in {preset}")).0 {
        desk.flow = desk.ui.press(event(key));
        desk.picture();
    }
}

/// A key as a terminal reports it.
fn event(key: Key) -> KeyEvent {
    let code = match key.code {
        Code::Char(c) => KeyCode::Char(c),
        Code::F(n) => KeyCode::F(n),
        Code::Named(name) => match name {
            "enter" => KeyCode::Enter,
            "esc" => KeyCode::Esc,
            "tab" if key.shift => KeyCode::BackTab,
            "tab" => KeyCode::Tab,
            "delete" => KeyCode::Delete,
            "up" => KeyCode::Up,
            "down" => KeyCode::Down,
            "left" => KeyCode::Left,
            "right" => KeyCode::Right,
            "home" => KeyCode::Home,
            "end" => KeyCode::End,
            "pageup" => KeyCode::PageUp,
            "pagedown" => KeyCode::PageDown,
            other => panic!("no key is called {other}"),
        },
    };
    let held = [(key.ctrl, KeyModifiers::CONTROL), (key.alt, KeyModifiers::ALT), (key.shift, KeyModifiers::SHIFT)];
    KeyEvent::new(code, held.into_iter().filter(|(is, _)| *is).fold(KeyModifiers::NONE, |all, (_, one)| all | one))
}

fn check(desk: &mut Desk, before: &str, seen: &Seen, what: &str) {
    let after = desk.picture();
    match seen {
        Text(text) => assert!(after.contains(text) && !before.contains(text), "{what}: no new '{text}' in\n{after}"),
        Gone(text) => assert!(!after.contains(text) && before.contains(text), "{what}: still '{text}' in\n{after}"),
        Moved => assert_ne!(after, before, "{what}"),
        Told(flow) => assert_eq!(desk.flow, *flow, "{what}"),
    }
}

/// Presses every key of every action that has some; returns how many there were.
fn every_key(preset: &str) -> usize {
    let bindings = Bindings::of(&Config { preset: preset.to_owned(), ..Config::default() }).0;
    let mut count = 0;
    for (action, sequences) in bindings.all() {
        for sequence in sequences {
            let (keys, seen) = screen(action.name)
                .or_else(|| command(action.name))
                .unwrap_or_else(|| panic!("the tour leaves out {}", action.name));
            let mut desk = desk(preset, keys);
            let before = desk.picture();
            for key in &sequence.0 {
                desk.flow = desk.ui.press(event(*key));
                desk.picture();
            }
            check(&mut desk, &before, &seen, &format!("{preset}: {} by {}", action.name, sequence.name()));
            count += 1;
        }
    }
    count
}

#[test]
fn every_key_of_the_table() {
    let keys: usize = table::all().map(|a| a.keys.len()).sum();
    assert_eq!(every_key("default"), keys);
}

#[test]
fn every_key_of_vim() {
    assert!(every_key("vim") > 60);
}

#[test]
fn every_key_of_taskwarrior() {
    assert!(every_key("taskwarrior") > 60);
}

#[test]
fn every_key_of_calcurse() {
    assert!(every_key("calcurse") > 60);
}

/// What choosing an action by name leads to.
fn by_name(action: &Action) -> (&'static str, String) {
    if let Some((keys, seen)) = screen(action.name).or_else(|| command(action.name)) {
        let text = match seen {
            Text(text) => text,
            Gone(_) | Moved | Told(_) => "",
        };
        if action.fields.is_empty() {
            return (keys, text.to_owned());
        }
    }
    // Whatever has to be told something asks for it, in a form or on a line; or it does something to the row.
    ("", action.name.to_owned())
}

#[test]
fn every_action_by_its_name() {
    let mut seen = 0;
    for action in table::all() {
        let (keys, text) = by_name(action);
        let mut desk = desk("default", keys);
        let before = desk.picture();
        desk.press(":");
        // What would leave files behind is asked for its words.
        let space = if matches!(action.effect, Effect::Whole(_)) && !action.fields.is_empty() { " " } else { "" };
        desk.ui.paste(&format!("{}{space}", action.name));
        let asked = desk.picture();
        let picture = if space.is_empty() { desk.press("<enter>") } else { asked };
        assert!(!picture.contains("╭─ Commands") || action.name == "palette", "{}: still open\n{picture}", action.name);
        match &action.effect {
            _ if !action.fields.is_empty() => {
                let needs = |shape| matches!(shape, Shape::Needed | Shape::Words);
                let (form, line) = (format!("╭─ {text} "), format!("── {text} "));
                let asks = picture.contains(&form) || picture.contains(&line);
                assert!(asks || !action.fields.iter().any(|f| needs(f.shape)), "{text} opens nothing\n{picture}");
                assert!(picture != before, "{text} does nothing\n{picture}");
            }
            Effect::Screen(_) if text.is_empty() => {
                assert!(picture != before || desk.flow != LoopCommand::Stay, "{} does nothing", action.name);
            }
            _ => assert!(
                picture.contains(&text) && (text.is_empty() || !before.contains(&text)),
                "{}: no new '{text}'\n{picture}",
                action.name
            ),
        }
        seen += 1;
    }
    assert_eq!(seen, table::all().count());
    assert!(table::all().filter(|a| matches!(a.effect, Effect::Screen(_))).all(|a| screen(a.name).is_some()));
}

#[test]
fn the_help_lists_every_action_with_its_keys() {
    for preset in ["default", "vim", "taskwarrior", "calcurse"] {
        let config = Config { preset: preset.to_owned(), ..Config::default() };
        let bindings = Bindings::of(&config).0;
        let mut desk = Desk::with(WORLD, config).sized(120, 140);
        press_first(&mut desk, preset, "help");
        let picture = desk.picture();
        // What is done to records that nobody has yet is found by its name alone.
        let there = ["client", "task", "event", "entry", "agreement"];
        for (action, sequences) in bindings.all().filter(|(_, all)| !all.is_empty()) {
            if !action.is_of_use(&there) {
                assert!(!picture.contains(action.help), "{preset}: {} is of no use yet\n{picture}", action.name);
                continue;
            }
            let names: Vec<String> = sequences.iter().map(vadash::app::keys::Sequence::name).collect();
            // A long help goes on in the next line.
            let help: String = action.help.chars().take(40).collect();
            let line = picture.lines().find(|l| l.contains(&help) && l.contains(&names.join("  ")));
            assert!(line.is_some(), "{preset}: {} ({}) is not in\n{picture}", action.name, names.join("  "));
        }
    }
}
