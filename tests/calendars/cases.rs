//! What independent programs agree on.

use std::fs;
use std::path::Path;

use serde_json::Value;
use vadash::formats::ical::read;

use super::{event, occurrences, ours, shared};

fn json(path: &Path) -> Vec<Value> {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

fn check_cases(folder: &Path) -> (usize, Vec<String>) {
    let cases = json(&folder.join("cases.json"));
    let mut wrong = Vec::new();
    for case in &cases {
        let word = |name: &str| case[name].as_str().unwrap();
        let calendar = read(&fs::read(folder.join(word("file"))).unwrap());
        let (found, _) = occurrences(calendar.events, word("tz"), word("from"), word("to"));
        let row = |start: &str, end: &str, title: &str, all_day: bool| format!("{start} {end} {all_day} {title}");
        let mut found: Vec<String> = found
            .iter()
            .map(|one| row(&one.start.to_string(), &one.end.to_string(), &one.title, one.all_day.is_some()))
            .collect();
        let mut expected: Vec<String> = case["expect"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| {
                let word = |name: &str| one[name].as_str().unwrap();
                row(word("start"), word("end"), word("summary"), one["all_day"].as_bool().unwrap())
            })
            .collect();
        found.sort();
        expected.sort();
        if found != expected {
            let missing: Vec<&String> = expected.iter().filter(|row| !found.contains(row)).collect();
            let extra: Vec<&String> = found.iter().filter(|row| !expected.contains(row)).collect();
            wrong.push(format!(
                "{} {}..{} {}\n  missing {missing:#?}\n  extra {extra:#?}",
                word("file"),
                word("from"),
                word("to"),
                word("tz")
            ));
        }
    }
    (cases.len(), wrong)
}

#[test]
fn generated_cases_agree() {
    let (_, wrong) = check_cases(&ours());
    assert!(wrong.is_empty(), "{} cases disagree:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn real_cases_agree() {
    let Some(folder) = shared("real") else { return };
    let (_, wrong) = check_cases(&folder);
    assert!(wrong.is_empty(), "{} cases disagree:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn rules_agree() {
    let Some(path) = shared("rrule.json") else { return };
    let mut wrong = Vec::new();
    for case in json(&path) {
        let word = |name: &str| case[name].as_str().unwrap();
        let all_day = word("dtstart").len() == 8;
        let start = if all_day {
            format!("DTSTART;VALUE=DATE:{}", word("dtstart"))
        } else {
            format!("DTSTART:{}Z", word("dtstart"))
        };
        let event = event(&format!("{start}\nRRULE:{}", word("rrule")));
        let (found, refused) = occurrences(vec![event], "UTC", "1990-01-01", "2060-01-01");
        let layout = if all_day { "%Y%m%d" } else { "%Y%m%dT%H%M%S" };
        let found: Vec<String> = found.iter().map(|one| one.start.utc().format(layout).to_string()).collect();
        let expected: Vec<&str> =
            case["first_instances"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
        if found.iter().take(expected.len()).ne(expected.iter()) || !refused.is_empty() {
            wrong.push(format!(
                "{}: {}\n  expected {expected:?}\n  found {found:?} {refused:?}",
                word("note"),
                word("rrule")
            ));
        }
    }
    assert!(wrong.is_empty(), "{} rules disagree:\n{}", wrong.len(), wrong.join("\n"));
}
