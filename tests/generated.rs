//! What is generated from the action table and the settings is what the project holds.
//!
//! `UPDATE=1 cargo test --test generated` writes the files anew.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::disallowed_methods, reason = "UPDATE=1 asks for the files to be written")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clap_complete::Shell;
use vadash::app::keys::Key;
use vadash::app::{docs, table};
use vadash::command::action::Effect;
use vadash::config::{ActionKeys, Config, SETTINGS};

fn in_project(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Writes the file if that was asked for; else the name of one that differs.
fn settle(name: &str, wanted: &str) -> Option<String> {
    let path = in_project(name);
    if fs::read_to_string(&path).ok().as_deref() == Some(wanted) {
        return None;
    }
    if std::env::var("UPDATE").is_err() {
        return Some(name.to_owned());
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, wanted).unwrap();
    None
}

#[test]
fn generated_files_are_up_to_date() {
    let mut stale: Vec<String> = docs::files().unwrap().iter().filter_map(|(name, text)| settle(name, text)).collect();
    let mut readme = fs::read_to_string(in_project("README.md")).unwrap();
    for (name, part) in docs::readme_parts() {
        readme = docs::put_between(&readme, name, &part)
            .unwrap_or_else(|| panic!("README.md has no <!-- {name} --> … <!-- /{name} -->"));
    }
    stale.extend(settle("README.md", &readme));
    assert!(stale.is_empty(), "{stale:?} lag behind the action table: UPDATE=1 cargo test --test generated");
}

/// The example changes nothing, and with its comment signs taken away it still changes nothing.
#[test]
fn the_example_configuration_is_the_default() {
    let example = docs::config_example();
    let read = |text: &str| Config::read(text, &|_| None);
    assert_eq!(read(&example), (Config::default(), Vec::new()));
    // A setting is commented out by a bare #, a sentence by # and a space.
    let bare: Vec<&str> =
        example.lines().map(|line| line.strip_prefix('#').filter(|l| !l.starts_with(' ')).unwrap_or(line)).collect();
    let (mut config, problems) = read(&bare.join("\n"));
    assert_eq!(problems, []);
    let keys = std::mem::take(&mut config.keys);
    assert_eq!(config, Config::default());
    let with_keys = table::all().filter(|a| !a.keys.is_empty());
    let usual = with_keys.map(|a| (a.name.to_owned(), a.keys.iter().map(|k| (*k).to_owned()).collect()));
    let text = |change: ActionKeys| (change.action, change.keys.into_iter().map(|(_, key)| key).collect::<Vec<_>>());
    assert_eq!(keys.into_iter().map(text).collect::<BTreeMap<_, _>>(), usual.collect());
    for setting in SETTINGS {
        assert!(example.contains(&format!("\n#{} = {}\n", setting.name, setting.default)), "{}", setting.name);
    }
}

#[test]
fn the_key_table_has_every_key_by_its_name_in_the_help() {
    let shown = docs::key_table();
    for action in table::all() {
        for key in action.keys {
            let name = Key::read(key).unwrap_or_else(|| panic!("{}: '{key}' is no key", action.name)).name();
            let name = name.replace('|', "\\|");
            assert!(shown.contains(&format!("`{name}`")), "{} ({name}) is not in the table", action.name);
        }
    }
}

#[test]
fn every_command_is_listed_everywhere() {
    let (list, man) = (docs::command_list(), docs::manual().unwrap());
    // The scripts of the other shells ask the program.
    let shells = [Shell::Elvish, Shell::PowerShell].map(|shell| docs::completions(shell).unwrap());
    for (name, script) in docs::files().unwrap().into_iter().filter(|(name, _)| name.contains("completions")) {
        assert!(script.contains(" complete -- "), "{name}");
    }
    for action in table::commands() {
        assert!(!matches!(action.effect, Effect::Screen(_)));
        assert!(list.contains(&format!("`{}", action.name)), "{}", action.name);
        assert!(man.contains(&format!("\n.B {}", action.name.replace('-', "\\-"))), "{}", action.name);
        for field in action.fields {
            let option = format!("--{}", field.name);
            let named = |text: &String| text.contains(&option) || text.contains(&format!("-l {}", field.name));
            let is_option = !matches!(
                field.shape,
                vadash::command::field::Shape::Required
                    | vadash::command::field::Shape::Optional
                    | vadash::command::field::Shape::Words
                    | vadash::command::field::Shape::Rest
            );
            assert!(!is_option || shells.iter().all(named), "{}: {option} is not completed", action.name);
        }
    }
}
