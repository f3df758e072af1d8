//! What readers hand over, collected for tests, and the examples with what each becomes.

use std::path::Path;

use serde_json::{Value, json};

use super::{ClientSaid, Input, Row, Sink, Source, SourceAsk, Time, Work};
use crate::domain::time::Instant;
use crate::domain::zone::Zone;
use crate::error::Result;
use crate::formats::csv::Bad;

/// What a reader has handed over.
#[derive(Debug, Default)]
pub(in crate::formats) struct Collected {
    /// Rows.
    pub rows: Vec<Row>,
    /// Rows that cannot be read.
    pub bad: Vec<Bad>,
    /// What was said of the file.
    pub notes: Vec<String>,
}

impl Sink for Collected {
    fn row(&mut self, row: Row) -> Result<()> {
        self.rows.push(row);
        Ok(())
    }

    fn bad(&mut self, bad: Bad) -> Result<()> {
        self.bad.push(bad);
        Ok(())
    }

    fn note(&mut self, text: &str) {
        self.notes.push(text.to_owned());
    }
}

impl Collected {
    /// Its time, in the order of the file.
    pub(in crate::formats) fn works(&self) -> Vec<&Work> {
        self.rows.iter().filter_map(|row| if let Row::Work(work) = row { Some(&**work) } else { None }).collect()
    }

    /// What is wrong, as `line: what`.
    pub(in crate::formats) fn wrong(&self) -> Vec<String> {
        self.bad.iter().map(|bad| format!("{}: {}", bad.line, bad.what)).collect()
    }
}

/// What readers are asked in tests: at home in Berlin, on 29 November 2026 at noon.
pub(in crate::formats) fn ask() -> SourceAsk {
    SourceAsk {
        zone: Zone::get("Europe/Berlin").unwrap(),
        now: Instant::from_rfc3339("2026-11-29T12:00:00+01:00").unwrap(),
        dates: None,
        columns: Vec::new(),
    }
}

/// Reads a text as a source.
pub(in crate::formats) fn read(source: &Source, text: impl Into<Vec<u8>>) -> Result<Collected> {
    read_asked(source, text, &ask())
}

/// Reads a text as a source that is asked this.
pub(in crate::formats) fn read_asked(source: &Source, text: impl Into<Vec<u8>>, ask: &SourceAsk) -> Result<Collected> {
    let mut collected = Collected::default();
    (source.read)(&Input::Bytes(text.into()), ask, &mut collected)?;
    Ok(collected)
}

/// An example by its name, and what it becomes.
pub(in crate::formats) fn example(name: &str) -> (Vec<u8>, Value) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/import");
    let all: Value = serde_json::from_slice(&std::fs::read(folder.join("expected.json")).unwrap()).unwrap();
    (std::fs::read(folder.join(name)).unwrap(), all["files"][name].clone())
}

/// Work as the examples say it, without what only the database knows: services are names still.
pub(in crate::formats) fn said(work: &Work) -> Value {
    let client = match &work.client {
        ClientSaid::Named(name) => Some(name.as_str()),
        _ => None,
    };
    let tags: Vec<&String> = work.tags.iter().chain(&work.kinds).collect();
    let mut all = json!({
        "client": client,
        "note": work.note,
        "tags": tags,
        "billable": work.billable.unwrap_or(true),
    });
    match work.time {
        Time::Clock { start, end } => {
            all["start"] = json!(start.to_string());
            all["end"] = json!(end.to_string());
            all["seconds"] = json!(end - start);
        }
        Time::Hours { date, seconds } => {
            all["date"] = json!(date.to_string());
            all["seconds"] = json!(seconds);
        }
        Time::Running { start } => all["start"] = json!(start.to_string()),
    }
    if let Some(service) = &work.service {
        all["service_name"] = json!(service);
    }
    all
}

/// Holds that an example becomes what is said of it, in every value that a reader knows.
pub(in crate::formats) fn holds(source: &Source, name: &str) {
    let (text, expected) = example(name);
    let collected = read(source, text).unwrap();
    assert_eq!(collected.wrong(), Vec::<String>::new(), "{name}");
    let mut wanted = expected["entries"].as_array().unwrap().clone();
    for entry in &mut wanted {
        let entry = entry.as_object_mut().unwrap();
        // Rows are no entries yet.
        entry.shift_remove("rush");
        entry.shift_remove("service");
    }
    let found: Vec<Value> = collected.works().into_iter().map(said).collect();
    assert_eq!(found, wanted, "{name}");
}
