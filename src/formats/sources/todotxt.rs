//! todo.txt: a task on each line.

use chrono::NaiveDate;

use super::row::{Candidate, ClientSaid, Due, Identity, Input, Item, Row, Sample, Sink, Source, SourceAsk};
use super::text::{head, lines, text};
use crate::domain::task::State;
use crate::error::Result;
use crate::formats::csv::Bad;
use crate::formats::values::quoted;

/// todo.txt.
pub(super) const SOURCE: Source = Source { word: "todotxt", program: "todo.txt", is, read };

const WHAT: &str = "a todo.txt";

fn is(sample: &Sample<'_>) -> bool {
    if matches!(sample.name, "todo.txt" | "done.txt") {
        return true;
    }
    // Most lines have what no other text has so often.
    let head = head(sample);
    let all: Vec<&str> = head.lines().filter(|line| !line.trim().is_empty()).take(50).collect();
    let marked = |line: &&&str| {
        let marks = line.split_whitespace().any(|word| word.len() > 1 && word.starts_with(['+', '@']));
        priority(line).0.is_some() || line.starts_with("x 2") || marks && !line.contains(['|', '{', '<', ';'])
    };
    !all.is_empty() && all.iter().filter(marked).count() * 3 >= all.len() * 2
}

fn read(input: &Input, ask: &SourceAsk, sink: &mut dyn Sink) -> Result<()> {
    for (line, text) in lines(&text(input, WHAT, sink)?) {
        if text.trim().is_empty() {
            continue;
        }
        match item(text, line, ask) {
            Ok(item) => sink.row(Row::Item(Box::new(item)))?,
            Err(what) => sink.bad(Bad { line, what, last: false })?,
        }
    }
    Ok(())
}

/// The priority at the very start of a text, `(A) `, and what is behind it.
fn priority(text: &str) -> (Option<char>, &str) {
    let found = text.strip_prefix('(').and_then(|rest| {
        let letter = rest.chars().next().filter(char::is_ascii_uppercase)?;
        Some((letter, rest[1..].strip_prefix(") ")?))
    });
    found.map_or((None, text), |(letter, rest)| (Some(letter), rest))
}

fn level(letter: char) -> i64 {
    match letter.to_ascii_uppercase() {
        'A' => 3,
        'B' => 2,
        'C' => 1,
        _ => 0,
    }
}

/// The day at the very start of a text, and what is behind it.
fn day(text: &str) -> (Option<NaiveDate>, &str) {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let is_day = first.len() == 10;
    match first.parse().ok().filter(|_| is_day) {
        Some(day) => (Some(day), rest),
        None => (None, text),
    }
}

fn item(text: &str, line: u64, ask: &SourceAsk) -> std::result::Result<Item, String> {
    let (done, rest) = text.strip_prefix("x ").map_or((false, text), |rest| (true, rest));
    let (letter, rest) = priority(rest);
    let (one, rest) = day(rest);
    let (other, rest) = if done { day(rest) } else { (None, rest) };
    // Of what is done the first day is the one on which it was.
    let (closed, created) = if done { (one, other) } else { (None, one) };
    let mut item = Item {
        line,
        title: String::new(),
        client: ClientSaid::Nobody,
        note: String::new(),
        tags: Vec::new(),
        state: if done { State::Done } else { State::Open },
        due: None,
        wait_until: None,
        priority: letter.map_or(0, level),
        estimate: None,
        repeat: None,
        repeat_from_done: false,
        repeat_until: None,
        created: created.map(Due::Day),
        closed: closed.map(Due::Day),
        identity: Identity::Alike(rest.trim().to_owned()),
    };
    let (mut title, mut projects) = (Vec::new(), Vec::new());
    for word in rest.split_whitespace() {
        match word.split_once(':') {
            _ if word.len() > 1 && word.starts_with('+') => projects.push(word[1..].to_owned()),
            _ if word.len() > 1 && word.starts_with('@') => item.tags.push(word[1..].to_owned()),
            Some(("due", value)) => item.due = Some(Due::Day(known(word, value)?)),
            Some(("t", value)) => {
                item.wait_until = Some(known(word, value)?).filter(|day| *day > ask.zone.date(ask.now));
            }
            Some(("rec", value)) => {
                item.repeat_from_done = !value.starts_with('+');
                item.repeat =
                    Some(every(value).ok_or_else(|| format!("{} is no time after which it comes back", quoted(word)))?);
            }
            Some(("pri", value)) if value.len() == 1 && value.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                item.priority = value.chars().next().map_or(0, level);
            }
            _ => title.push(word),
        }
    }
    item.title = title.join(" ");
    let others =
        |at: usize| projects.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, name)| name.clone()).collect();
    let candidates: Vec<Candidate> =
        projects.iter().enumerate().map(|(at, name)| Candidate { name: name.clone(), rest: others(at) }).collect();
    if let Some(first) = projects.first() {
        item.client = ClientSaid::FirstOf { candidates, otherwise: Some(first.clone()) };
    }
    Ok(item)
}

fn known(word: &str, day: &str) -> std::result::Result<NaiveDate, String> {
    day.parse().map_err(|_| format!("{} has no date: write 2026-11-30", quoted(word)))
}

/// `+1w`, `3d`, `2m`, `1y`, `5b` (on weekdays).
fn every(text: &str) -> Option<String> {
    let text = text.strip_prefix('+').unwrap_or(text);
    let unit = text.chars().last()?;
    let number: u32 = text[..text.len() - unit.len_utf8()].parse().ok().filter(|n| (1..=1000).contains(n))?;
    let unit = match unit {
        'd' => "DAILY",
        'w' => "WEEKLY",
        'm' => "MONTHLY",
        'y' => "YEARLY",
        'b' if number == 1 => return Some("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR".to_owned()),
        _ => return None,
    };
    Some(if number == 1 { format!("FREQ={unit}") } else { format!("FREQ={unit};INTERVAL={number}") })
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::testing::{Collected, example, read as read_as};
    use super::*;

    fn items(collected: &Collected) -> Vec<&Item> {
        collected.rows.iter().filter_map(|row| if let Row::Item(item) = row { Some(&**item) } else { None }).collect()
    }

    #[test]
    fn the_example_becomes_what_is_said_of_it() {
        let (text, expected) = example("todo.txt");
        let read = read_as(&SOURCE, text).unwrap();
        assert_eq!(read.wrong(), Vec::<String>::new());
        let unknown: Vec<&str> = expected["unknown"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        let wanted = expected["tasks"].as_array().unwrap();
        assert_eq!(items(&read).len(), wanted.len());
        for (item, wanted) in items(&read).into_iter().zip(wanted) {
            assert_eq!(wanted["title"], item.title.as_str());
            let mut tags = Vec::new();
            let mut client = Value::Null;
            if let ClientSaid::FirstOf { candidates, .. } = &item.client {
                match candidates.iter().find(|one| unknown.contains(&one.name.as_str())) {
                    Some(one) => client = one.name.clone().into(),
                    None => tags.extend(candidates.iter().map(|one| one.name.clone())),
                }
            }
            tags.extend(item.tags.clone());
            assert_eq!(wanted["client"], client, "{}", item.title);
            assert_eq!(wanted["tags"], Value::from(tags), "{}", item.title);
            let priority = ["none", "low", "normal", "high"][usize::try_from(item.priority).unwrap()];
            assert_eq!(wanted["priority"], priority, "{}", item.title);
            let day = |due: Option<Due>| match due {
                Some(Due::Day(day)) => Value::from(day.to_string()),
                _ => Value::Null,
            };
            assert_eq!(wanted["due"], day(item.due), "{}", item.title);
            for (name, is) in [("created", day(item.created)), ("done", day(item.closed))] {
                assert!(wanted[name].is_null() || wanted[name] == is, "{name} of {}", item.title);
            }
            let wait = item.wait_until.map_or(Value::Null, |day| day.to_string().into());
            assert_eq!(wanted["wait_until"], wait, "{}", item.title);
            assert_eq!(wanted["repeat"], item.repeat.clone().map_or(Value::Null, Value::from), "{}", item.title);
            assert_eq!(wanted["state"] == "done", item.state == State::Done, "{}", item.title);
        }
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let read = read_as(&SOURCE, "a due:soon\n\nb rec:often\nc rec:2w t:2020-01-01 due:2026-12-01\n(a) small\nx\n")
            .unwrap();
        assert_eq!(
            read.wrong(),
            ["1: 'due:soon' has no date: write 2026-11-30", "3: 'rec:often' is no time after which it comes back"]
        );
        let found = items(&read);
        assert_eq!(found[0].repeat.as_deref(), Some("FREQ=WEEKLY;INTERVAL=2"));
        assert!(found[0].repeat_from_done && found[0].wait_until.is_none());
        assert_eq!((found[1].title.as_str(), found[1].priority), ("(a) small", 0));
        assert_eq!((found[2].title.as_str(), found[2].state), ("x", State::Open));
    }

    #[test]
    fn a_priority_a_date_or_done_is_no_other_task() {
        let read = read_as(&SOURCE, "(A) 2026-11-20 call +Acme\nx 2026-11-21 2026-11-20 call +Acme\n").unwrap();
        let found = items(&read);
        assert_eq!(found[0].identity, found[1].identity);
    }
}
