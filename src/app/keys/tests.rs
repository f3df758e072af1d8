use super::*;
use crate::config::PRESETS as NAMES;

fn config(preset: &str, keys: &str) -> Config {
    let (config, problems) = Config::read(&format!("preset = '{preset}'\n[keys]\n{keys}"), &|_| None);
    assert_eq!(problems, []);
    config
}

fn told(preset: &str, keys: &str) -> (Bindings, Vec<String>) {
    let (bindings, problems) = Bindings::of(&config(preset, keys));
    (bindings, problems.iter().map(Problem::to_string).collect())
}

fn does(bindings: &Bindings, keys: &str) -> &'static str {
    match bindings.find(&Sequence::read(keys).unwrap().0) {
        Found::Action(action) => action.name,
        Found::Prefix => "…",
        Found::Nothing => "",
    }
}

#[test]
fn every_key_of_the_table_reads_and_is_reached() {
    let (bindings, problems) = told("default", "");
    assert!(problems.is_empty());
    for action in table::all() {
        assert_eq!(bindings.names(action.name).len(), action.keys.len(), "{}", action.name);
    }
    assert_eq!(bindings.names("next-pane"), ["Tab"]);
    assert_eq!(bindings.names("half-down"), ["Ctrl-d", "PgDn"]);
}

/// Whoever has learned an action has a key for it in every preset, and a preset has no mistakes.
#[test]
fn no_preset_leaves_an_action_without_a_key() {
    assert_eq!(NAMES[0], "default");
    assert_eq!(NAMES[1..], PRESETS.map(|(name, _)| name));
    for name in NAMES {
        let text = PRESETS.iter().find(|(n, _)| n == name).map_or("", |(_, text)| text);
        assert_eq!(changes(text).1, [], "{name}");
        let (bindings, problems) = told(name, "");
        assert!(problems.is_empty(), "{name}: {problems:?}");
        for action in table::all().filter(|a| !a.keys.is_empty()) {
            assert!(!bindings.names(action.name).is_empty(), "{name}: {} has no key", action.name);
        }
        for change in preset(name) {
            let kept = bindings.names(&change.action);
            assert_eq!(kept.len(), change.keys.len(), "{name}: {} lost one of its keys", change.action);
            let usual = table::find(&change.action).unwrap().keys;
            let same = change.keys.iter().map(|(_, k)| k.as_str()).eq(usual.iter().copied());
            assert!(!same, "{name}: {} does not differ", change.action);
        }
    }
}

/// Every key of every preset does what the help says it does: none is hidden behind another.
#[test]
fn every_key_that_is_shown_works() {
    for name in NAMES {
        let (bindings, _) = told(name, "");
        for (action, keys) in bindings.all() {
            for key in keys {
                assert_eq!(does(&bindings, &key.written()), action.name, "{name}: {}", key.written());
                for n in 1..key.0.len() {
                    assert!(matches!(bindings.find(&key.0[..n]), Found::Prefix), "{name}: {}", key.written());
                }
            }
        }
    }
}

#[test]
fn a_key_is_taken_from_its_owner() {
    let (bindings, problems) = told("default", "delete = ['x']\nstop = ['ctrl-X', 'f5']\n");
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(bindings.names("delete"), ["x"]);
    assert_eq!(bindings.names("stop"), ["Ctrl-x", "F5"]);
    assert_eq!(bindings.names("cancel"), ["X"]);
}

#[test]
fn mistakes_are_told_all_at_once_with_their_lines() {
    let keys = "lod = ['l']\nquit = ['hyper-q', 'Q']\nhelp = ['Q',\n  '']\ntop = ['gg']\nlog-time = 'l'\n";
    let (bindings, problems) = told("default", keys);
    assert_eq!(
        problems,
        [
            "line 3: keys: there is no action 'lod': did you mean log?",
            "line 4: keys: quit: 'hyper-q' is no key: write it like j, G, ctrl-d or f5",
            "line 5: keys: help: Q is already given to quit on line 4",
            "line 6: keys: help: a key is missing between the quotes",
            "line 7: keys: top: 'gg' is no key: write keys that follow each other with a space between, 'g g'",
        ]
    );
    assert_eq!(bindings.names("quit"), ["Q"]);
    assert_eq!(bindings.names("log-time"), ["l"]);
}

#[test]
fn keys_that_follow_each_other() {
    let (bindings, problems) = told("vim", "log-time = ['space l', 'space L']\ntick = 'space space'\n");
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!((does(&bindings, "g g"), does(&bindings, "g"), does(&bindings, "g q")), ("top", "…", ""));
    assert_eq!(bindings.names("top"), ["gg", "Home"]);
    let pressed = Sequence::read("space").unwrap();
    let after: Vec<(String, &str)> = bindings.after(&pressed.0).into_iter().map(|(key, a)| (key, a.name)).collect();
    let wanted = [("l", "log-time"), ("L", "log-time"), ("Space", "tick")];
    assert_eq!(after, wanted.map(|(key, name)| (key.to_owned(), name)));
}

#[test]
fn what_can_never_be_typed_is_told() {
    let (bindings, problems) = told("default", "filter = ['g f', '/']\n");
    assert_eq!(problems, ["line 3: keys: filter: g f cannot be typed, for g alone is top: give top other keys"]);
    assert_eq!(bindings.names("filter"), ["/"]);
    assert_eq!(does(&bindings, "g"), "top");
    // Taking the first key of a preset's sequence takes the sequence.
    let (bindings, problems) = told("vim", "day-on = 'd'\n");
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!((does(&bindings, "d"), bindings.names("delete")), ("day-on", vec!["Delete".to_owned()]));
}

#[test]
fn keys_are_shown_as_on_keyboards() {
    let shown = ["j", "G", "ctrl-D", "shift-tab", "space", "up", "-", "ctrl--", "alt-F12", "shift-a", "ctrl-x ctrl-s"];
    let names = shown.map(|k| Sequence::read(k).unwrap().name());
    assert_eq!(names, ["j", "G", "Ctrl-d", "Shift-Tab", "Space", "↑", "-", "Ctrl--", "Alt-F12", "A", "Ctrl-x Ctrl-s"]);
    for key in shown {
        let read = Sequence::read(key).unwrap();
        assert_eq!(Sequence::read(&read.written()), Ok(read), "{key}");
    }
    for wrong in ["", "f25", "hyper-q", "ctrl-", "é́", "ctr\u{130}-x"] {
        assert!(Sequence::read(wrong).is_err(), "{wrong}");
    }
}
