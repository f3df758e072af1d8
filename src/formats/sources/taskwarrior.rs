//! taskwarrior: what `task export` prints.

mod repeat;

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use serde_json::{Map, Value};

use self::repeat::rule;
use super::row::{Candidate, ClientSaid, Due, Identity, Input, Item, Row, Sample, Sink, Source, SourceAsk};
use super::text::{head, objects};
use crate::domain::task::State;
use crate::domain::time::Instant;
use crate::error::Result;
use crate::formats::csv::Bad;
use crate::formats::values::{LengthStyle, Stamp, quoted, read_length, read_stamp};

/// taskwarrior.
pub(super) const SOURCE: Source = Source { word: "taskwarrior", program: "taskwarrior", is, read };

const WHAT: &str = "what 'task export' prints";

/// What a task has that is no line of its note.
const KNOWN: &[&str] = &[
    "annotations",
    "depends",
    "description",
    "due",
    "end",
    "entry",
    "estimate",
    "id",
    "imask",
    "last",
    "mask",
    "modified",
    "parent",
    "priority",
    "project",
    "recur",
    "rtype",
    "scheduled",
    "start",
    "status",
    "tags",
    "template",
    "until",
    "urgency",
    "uuid",
    "wait",
];

fn is(sample: &Sample<'_>) -> bool {
    let head = head(sample);
    let one = head.trim_start().trim_start_matches('[').trim_start();
    one.starts_with('{') && ["\"description\":", "\"status\":", "\"uuid\":"].iter().all(|key| one.contains(key))
}

type Heard<T> = std::result::Result<T, String>;

/// One task as it was exported.
struct Task<'a> {
    place: u64,
    fields: &'a Map<String, Value>,
}

impl<'a> Task<'a> {
    fn text(&self, name: &str) -> &'a str {
        self.fields.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    fn moment(&self, name: &str) -> Heard<Option<Instant>> {
        match self.text(name) {
            "" => Ok(None),
            text => match read_stamp(text, None) {
                Ok(Stamp::At(at)) => Ok(Some(at)),
                _ => Err(format!("{} in {name} is no time in UTC", quoted(text))),
            },
        }
    }

    /// A moment that is a day where it is the first one of it at home.
    fn due(&self, name: &str, ask: &SourceAsk) -> Heard<Option<Due>> {
        Ok(self.moment(name)?.map(|at| {
            let day = ask.zone.date(at);
            if ask.zone.start_of(day) == at { Due::Day(day) } else { Due::At(at) }
        }))
    }

    fn is(&self, status: &str) -> bool {
        self.text("status") == status
    }
}

/// What all tasks are looked up in.
struct Others<'a> {
    titles: HashMap<&'a str, &'a str>,
    /// The templates by their uuid.
    templates: HashMap<&'a str, &'a Task<'a>>,
    /// The newest open task of each template.
    newest: HashSet<&'a str>,
}

fn read(input: &Input, ask: &SourceAsk, sink: &mut dyn Sink) -> Result<()> {
    let records = objects(input, WHAT, sink)?;
    let mut tasks = Vec::new();
    for (record, place) in records.iter().zip(1..) {
        match record.as_object() {
            Some(fields) if fields.contains_key("description") => tasks.push(Task { place, fields }),
            _ => sink.bad(Bad { line: place, what: "it is no task: it has no description".to_owned(), last: false })?,
        }
    }
    let mut newest: HashMap<&str, (&str, &str)> = HashMap::new();
    for task in
        tasks.iter().filter(|task| !task.text("parent").is_empty() && (task.is("pending") || task.is("waiting")))
    {
        let rank = if task.text("due").is_empty() { task.text("entry") } else { task.text("due") };
        let best = newest.entry(task.text("parent")).or_default();
        if rank >= best.0 {
            *best = (rank, task.text("uuid"));
        }
    }
    let templates: HashMap<&str, &Task<'_>> =
        tasks.iter().filter(|task| task.is("recurring")).map(|task| (task.text("uuid"), task)).collect();
    let mut alone: Vec<&str> = templates
        .iter()
        .filter(|(uuid, _)| !newest.contains_key(*uuid))
        .map(|(_, task)| task.text("description"))
        .collect();
    alone.sort_unstable();
    for title in alone {
        sink.note(&format!("'{title}' repeats, but has no open task: its repeat is not taken"));
    }
    let others = Others {
        titles: tasks.iter().map(|task| (task.text("uuid"), task.text("description"))).collect(),
        newest: newest.values().map(|(_, uuid)| *uuid).collect(),
        templates,
    };
    let mut deleted = 0_u64;
    for task in &tasks {
        match task.text("status") {
            "recurring" => {}
            "deleted" => deleted += 1,
            _ => match item(task, &others, ask, sink) {
                Ok(item) => sink.row(Row::Item(Box::new(item)))?,
                Err(what) => sink.bad(Bad { line: task.place, what, last: false })?,
            },
        }
    }
    if deleted > 0 {
        let many = if deleted == 1 { "task was" } else { "tasks were" };
        sink.note(&format!("{deleted} {many} deleted there, and left out"));
    }
    Ok(())
}

fn item(task: &Task<'_>, others: &Others<'_>, ask: &SourceAsk, sink: &mut dyn Sink) -> Heard<Item> {
    let state = match task.text("status") {
        "pending" | "waiting" | "" => State::Open,
        "completed" => State::Done,
        other => return Err(format!("{} is no status of a task", quoted(other))),
    };
    let title = task.text("description").to_owned();
    if let Some(at) = task.moment("start")?.filter(|_| state == State::Open) {
        let at = ask.zone.local(at).format("%Y-%m-%d %H:%M");
        sink.note(&format!("'{title}' is being worked on since {at}: no timer is started"));
    }
    let today = ask.zone.date(ask.now);
    // Until a moment at midnight is until the day before is over, which is the day that the program shows.
    let wait_until = task.moment("wait")?.map(|at| ask.zone.date(at)).filter(|day| *day > today);
    let (repeat, repeat_until) = repeat(task, others, ask, sink)?;
    let (note, estimate) = note(task, others, ask)?;
    let uuid = task.text("uuid");
    Ok(Item {
        line: task.place,
        client: client(task.text("project")),
        note,
        tags: tags(task)?,
        state,
        due: task.due("due", ask)?,
        wait_until,
        priority: match task.text("priority") {
            "H" => 3,
            "M" => 2,
            "L" => 1,
            _ => 0,
        },
        estimate,
        repeat,
        repeat_from_done: false,
        repeat_until,
        created: task.moment("entry")?.map(Due::At),
        closed: task.moment("end")?.filter(|_| state != State::Open).map(Due::At),
        identity: if uuid.is_empty() { Identity::Alike(title.clone()) } else { Identity::Own(uuid.to_owned()) },
        title,
    })
}

/// A project's longest beginning that names a client; what is behind it are tags.
fn client(project: &str) -> ClientSaid {
    if project.is_empty() {
        return ClientSaid::Nobody;
    }
    let parts: Vec<&str> = project.split('.').collect();
    let candidate = |n: usize| Candidate {
        name: parts[..n].join("."),
        rest: parts[n..].iter().filter(|part| !part.is_empty()).map(|part| (*part).to_owned()).collect(),
    };
    let candidates = (1..=parts.len()).rev().map(candidate).filter(|one| !one.name.is_empty()).collect();
    ClientSaid::FirstOf { candidates, otherwise: Some(project.to_owned()) }
}

fn tags(task: &Task<'_>) -> Heard<Vec<String>> {
    match task.fields.get("tags") {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Array(tags)) => Ok(tags.iter().filter_map(Value::as_str).map(str::to_owned).collect()),
        // Before version 2.0 they were one text.
        Some(Value::String(text)) => Ok(text.split(',').map(str::to_owned).collect()),
        Some(other) => Err(format!("{} are no tags", quoted(&other.to_string()))),
    }
}

/// The rule that a task has from its template, and the day it ends on.
fn repeat(
    task: &Task<'_>,
    others: &Others<'_>,
    ask: &SourceAsk,
    sink: &mut dyn Sink,
) -> Heard<(Option<String>, Option<NaiveDate>)> {
    if !others.newest.contains(task.text("uuid")) {
        return Ok((None, None));
    }
    let template = others.templates.get(task.text("parent"));
    let of = |name: &str| match template.map(|template| template.text(name)) {
        Some(text) if !text.is_empty() => text.to_owned(),
        _ => task.text(name).to_owned(),
    };
    let recur = of("recur");
    let Some(rule) = rule(&recur) else {
        sink.note(&format!(
            "'{}' repeats '{recur}', which cannot be said here: it is taken once",
            task.text("description")
        ));
        return Ok((None, None));
    };
    let until = match template {
        Some(template) if !template.text("until").is_empty() => template.moment("until")?,
        _ => task.moment("until")?,
    };
    Ok((Some(rule), until.map(|at| ask.zone.date(at))))
}

/// What has no field of its own here, a line each; and the estimate in minutes, where it can be read.
fn note(task: &Task<'_>, others: &Others<'_>, ask: &SourceAsk) -> Heard<(String, Option<i64>)> {
    let mut lines = Vec::new();
    for annotation in task.fields.get("annotations").and_then(Value::as_array).into_iter().flatten() {
        lines.extend(annotation["description"].as_str().map(str::to_owned));
    }
    let depends: Vec<String> = match task.fields.get("depends") {
        Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        Some(Value::String(text)) => text.split(',').map(|one| one.trim().to_owned()).collect(),
        _ => Vec::new(),
    };
    lines.extend(
        depends.iter().map(|uuid| format!("after: {}", others.titles.get(uuid.as_str()).unwrap_or(&uuid.as_str()))),
    );
    match task.due("scheduled", ask)? {
        Some(Due::Day(day)) => lines.push(format!("scheduled {day}")),
        Some(Due::At(at)) => lines.push(format!("scheduled {}", ask.zone.local(at).format("%Y-%m-%d %H:%M"))),
        None => {}
    }
    let estimate = task.fields.get("estimate").map(shown);
    let minutes =
        estimate.as_deref().and_then(|text| read_length(text, LengthStyle::HOURS)).map(|seconds| (seconds + 59) / 60);
    lines.extend(estimate.filter(|_| minutes.is_none()).map(|text| format!("estimate: {text}")));
    for (name, value) in task.fields.iter().filter(|(name, value)| !KNOWN.contains(&name.as_str()) && !value.is_null())
    {
        lines.push(format!("{name}: {}", shown(value)));
    }
    Ok((lines.join("\n"), minutes))
}

fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests;
