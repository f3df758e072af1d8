//! Examples of other programs' files, and what each of them becomes.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::support::Home;
use crate::{NOW, refused};

/// Where the examples are: those of the project, and all of them where they are there.
fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let all = [root.join("tests/data/import"), root.join("../shared/samples/import")];
    all.into_iter().filter(|folder| folder.join("expected.json").exists()).collect()
}

#[test]
fn each_example_becomes_what_is_said_of_it() {
    let mut count = 0;
    for folder in folders() {
        let expected: Value = serde_json::from_slice(&fs::read(folder.join("expected.json")).unwrap()).unwrap();
        for (name, example) in expected["files"].as_object().unwrap() {
            let source = example["source"].as_str().unwrap();
            // A program that is not read yet is no word.
            if folder.join(name).exists()
                && Home::new().sh(&format!("vadash import {source}")).err.contains("name the file, too")
            {
                let same = example["same_as"].as_str().map(|other| &expected["files"][other]);
                check(&folder, name, source, same.unwrap_or(example));
                count += 1;
            }
        }
    }
    assert!(count >= 3, "only {count} examples were looked at");
}

fn check(folder: &Path, name: &str, source: &str, example: &Value) {
    let home = Home::new();
    home.at(NOW);
    home.write(name, fs::read(folder.join(name)).unwrap());
    home.ok("client add acme --name Acme-Test");
    if example["refused"] == true {
        let said = refused(&home, &format!("import {source} {name}"));
        assert!(said.contains(example["says_like"].as_str().unwrap()), "{name}: {said}");
        return;
    }
    let unknown: Vec<&str> = example["unknown"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
    // Tasks need no client.
    if example["entries"].is_array() {
        let said = refused(&home, &format!("import {source} {name}"));
        assert!(unknown.iter().all(|name| said.contains(name)), "{name}: {said}");
    }
    let codes = |name: &str| if name.starts_with("Acme") { "acme" } else { "nguyen" };
    let maps: Vec<String> = unknown.iter().map(|name| format!("--map '{name}={}'", codes(name))).collect();
    if unknown.iter().any(|name| codes(name) == "nguyen") {
        home.ok("client add nguyen --name Nguyen");
    }
    let line = format!("import {source} {name} {}", maps.join(" "));
    let done = home.json(&line);
    let rows = example["entries"].as_array().or(example["tasks"].as_array()).unwrap();
    assert_eq!(done["added"], rows.len(), "{name}: {done}");
    let again = home.json(&format!("import {source} {name}"));
    assert_eq!((&again["added"], &again["unchanged"]), (&json!(0), &json!(rows.len())), "{name}: {again}");
    if let Some(wanted) = example["entries"].as_array() {
        entries(&home, name, wanted, &codes);
    } else {
        tasks(&home, name, rows, &codes);
    }
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

fn entries(home: &Home, name: &str, wanted: &[Value], codes: &impl Fn(&str) -> &'static str) {
    let found = home.json("entry list --from 2026-01-01 --to 2026-11-29");
    let found = found.as_array().or_else(|| found["entries"].as_array()).unwrap();
    for want in wanted {
        let at = |entry: &Value, name: &str| {
            chrono::DateTime::parse_from_rfc3339(text(entry, name)).map(|at| at.timestamp()).ok()
        };
        let same = |entry: &&Value| {
            if want["start"].is_string() {
                at(entry, "start") == at(want, "start") && at(entry, "end") == at(want, "end")
            } else {
                entry["date"] == want["date"] && entry["start"].is_null()
            }
        };
        let entry = found.iter().find(same).unwrap_or_else(|| panic!("{name}: {want}\n{found:?}"));
        for part in ["seconds", "note", "billable", "rush", "service"] {
            assert_eq!(entry[part], want[part], "{name}: {part} of {entry}");
        }
        assert_eq!(entry["client"], codes(text(want, "client")), "{name}: {entry}");
        let mut tags = want["tags"].as_array().unwrap().clone();
        tags.extend(want["service_name"].is_string().then(|| want["service_name"].clone()));
        assert_eq!(entry["tags"], json!(tags), "{name}: {entry}");
        if want["external_id"].is_string() {
            let table = home.ok("export csv");
            assert!(table.contains(text(want, "external_id")), "{name}: {table}");
        }
    }
}

fn tasks(home: &Home, name: &str, wanted: &[Value], codes: &impl Fn(&str) -> &'static str) {
    let found = home.json("task list --state all");
    let found = found.as_array().or_else(|| found["tasks"].as_array()).unwrap();
    for want in wanted {
        let same = |task: &&Value| task["title"] == want["title"];
        let task = found.iter().find(same).unwrap_or_else(|| panic!("{name}: {want}\n{found:?}"));
        assert_eq!(task["tags"], want["tags"], "{name}: {task}");
        assert_eq!(text(task, "state"), text(want, "state"), "{name}: {task}");
        let client = want["client"].as_str().map(codes);
        assert_eq!(task["client"].as_str(), client, "{name}: {task}");
        if want["priority"].is_string() {
            assert_eq!(task["priority"], want["priority"], "{name}: {task}");
        }
    }
}
