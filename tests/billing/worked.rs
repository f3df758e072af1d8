//! The worked scenarios: every step, line, row of tax and total, by the real program.

use serde_json::Value;

use crate::support::{Answer, Home};

/// Families of commands that come with the books: what asks for them is left out, and so is a scenario that begins with them.
const LATER: [&str; 4] = ["books", "expense", "payout", "quote"];

/// What differs of what is wanted.
fn differences(want: &Value, got: &Value, at: &str, found: &mut Vec<String>) {
    match (want, got) {
        (Value::Object(want), Value::Object(got)) => {
            for (name, value) in want {
                let at = format!("{at}.{name}");
                match got.get(name) {
                    Some(got) => differences(value, got, &at, found),
                    None => found.push(format!("{at} is missing")),
                }
            }
        }
        (Value::Array(want), Value::Array(got)) if want.len() == got.len() => {
            for (n, (want, got)) in want.iter().zip(got).enumerate() {
                differences(want, got, &format!("{at}[{n}]"), found);
            }
        }
        _ if want == got => {}
        _ => found.push(format!("{at}: {got} instead of {want}")),
    }
}

fn words(step: &Value) -> Vec<String> {
    step["argv"].as_array().unwrap().iter().map(|word| word.as_str().unwrap().to_owned()).collect()
}

fn is_later(step: &Value) -> bool {
    LATER.contains(&step["argv"][0].as_str().unwrap())
}

fn run(home: &Home, step: &Value, json: bool) -> Answer {
    home.at(step["now"].as_str().unwrap());
    let mut line = words(step);
    if json {
        line.insert(0, "--json".to_owned());
    }
    home.run(&line)
}

#[test]
fn every_scenario_comes_out_as_worked() {
    let all: Value = serde_json::from_str(include_str!("../data/vectors/billing.json")).unwrap();
    let mut done = 0;
    for scenario in all["scenarios"].as_array().unwrap() {
        let (name, steps) = (&scenario["name"], scenario["steps"].as_array().unwrap());
        if steps.iter().any(is_later) {
            continue;
        }
        let home = Home::new();
        for (n, step) in steps.iter().enumerate() {
            let answer = run(&home, step, false);
            let fails = step["fails"].as_bool().unwrap_or(false);
            assert_eq!(answer.code, i32::from(fails), "{name}, step {}: {step}\n{answer:?}", n + 1);
            let checks = scenario["checks"].as_array().unwrap();
            for check in checks.iter().filter(|check| check["after"] == n + 1 && !is_later(check)) {
                let answer = run(&home, check, true);
                assert_eq!(answer.code, 0, "{name}: {check}\n{answer:?}");
                let mut found = Vec::new();
                differences(&check["want"], &serde_json::from_str(&answer.out).unwrap(), "", &mut found);
                assert!(found.is_empty(), "{name}, after step {}: {}\n{}", n + 1, check["argv"], found.join("\n"));
            }
        }
        home.ok("db check");
        done += 1;
    }
    assert_eq!(done, 32, "B26 and B27 begin with what comes with the books");
}
