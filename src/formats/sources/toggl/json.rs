//! What Toggl's programs hand out as JSON: a list of entries, or an object with `time_entries` beside `projects`, `clients`.
//!
//! Entries name projects and clients by number. Their names are in the object, in the entries themselves, or in the files
//! `projects.json` and `clients.json` of the workspace's export beside the file.

use std::collections::HashMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use crate::bounds;
use crate::domain::text::{self, nfc};
use crate::domain::time::Instant;
use crate::error::{Doing, Error, Result};
use crate::formats::csv::Bad;
use crate::formats::sources::row::{ClientSaid, Identity, Input, Row, Sink, Time, Work};
use crate::formats::values::is_too_long;

/// The most bytes of such a file.
const MOST: u64 = 64 << 20;

/// Whether a file begins like one.
pub(super) fn is(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let has = |word: &[u8]| text.windows(word.len()).any(|part| part == word);
    text.starts_with(b"[")
        && text[1..].trim_ascii_start().starts_with(b"{")
        && (has(b"\"workspace_id\"") || has(b"\"wid\""))
        && has(b"\"duration\"")
        && has(b"\"start\"")
        || text.starts_with(b"{") && has(b"\"time_entries\"") && (has(b"\"workspace_id\"") || has(b"\"wid\""))
}

/// An entry. What it is called in older versions stands beside each field.
#[derive(Deserialize)]
struct Entry {
    id: i64,
    #[serde(alias = "pid", default)]
    project_id: Option<i64>,
    #[serde(alias = "tid", default)]
    task_id: Option<i64>,
    #[serde(alias = "uid", default)]
    user_id: Option<i64>,
    #[serde(default)]
    billable: Option<bool>,
    start: String,
    #[serde(default)]
    stop: Option<String>,
    #[serde(default)]
    duration: Option<i64>,
    #[serde(default)]
    description: Option<String>,
    #[serde(default)]
    tags: Option<Vec<String>>,
    #[serde(default)]
    project_name: Option<String>,
    #[serde(default)]
    client_name: Option<String>,
    #[serde(default)]
    task_name: Option<String>,
    #[serde(default)]
    user_name: Option<String>,
    #[serde(default)]
    server_deleted_at: Option<String>,
}

/// What has a number and a name.
#[derive(Deserialize)]
struct Named {
    id: i64,
    #[serde(default)]
    name: Option<String>,
    #[serde(alias = "cid", default)]
    client_id: Option<i64>,
}

/// Names by number.
#[derive(Default)]
struct Names {
    projects: HashMap<i64, (String, Option<i64>)>,
    clients: HashMap<i64, String>,
    tasks: HashMap<i64, String>,
}

impl Names {
    fn add(&mut self, what: &str, list: Value) -> Result<()> {
        let list: Vec<Named> = serde_json::from_value(list).map_err(|error| not_understood(what, &error))?;
        for Named { id, name, client_id } in list {
            let name = name.unwrap_or_default();
            match what {
                "projects" => _ = self.projects.insert(id, (name, client_id)),
                "clients" => _ = self.clients.insert(id, name),
                _ => _ = self.tasks.insert(id, name),
            }
        }
        Ok(())
    }
}

fn not_understood(what: &str, error: &serde_json::Error) -> Error {
    Error::problem(format!("the {what} of Toggl's JSON are not understood: {}", text::sentence(&error.to_string())))
}

/// Reads it.
pub(super) fn read(input: &Input, sink: &mut dyn Sink) -> Result<()> {
    let mut names = Names::default();
    let bytes = bounds::bytes(input.open()?, MOST).doing("reading Toggl's JSON")?;
    let entries = match parsed("entries", &bytes)? {
        Value::Object(mut all) => {
            for what in ["projects", "clients", "tasks"] {
                if let Some(list) = all.remove(what).filter(|list| !list.is_null()) {
                    names.add(what, list)?;
                }
            }
            all.remove("time_entries").unwrap_or_default()
        }
        list => list,
    };
    let Value::Array(entries) = entries else {
        return Err(Error::problem("Toggl's JSON is a list of entries, or has one that is called time_entries"));
    };
    if let Input::File(path) = input {
        for what in ["projects", "clients"] {
            beside(path, what, &mut names)?;
        }
    }
    let mut nameless = 0;
    for (place, entry) in (1..).zip(entries) {
        let made = serde_json::from_value(entry)
            .map_err(|error| error.to_string())
            .and_then(|entry| work(place, entry, &names));
        match made {
            Ok(None) => {}
            Ok(Some((work, is_clear))) => {
                nameless += u64::from(!is_clear);
                sink.row(Row::Work(Box::new(work)))?;
            }
            Err(what) => sink.bad(Bad { line: place, what, last: false })?,
        }
    }
    if nameless > 0 {
        sink.note(&format!(
            "{nameless} rows name their project by its number only: put projects.json and clients.json of the workspace's export beside the file"
        ));
    }
    Ok(())
}

fn parsed(what: &str, bytes: &[u8]) -> Result<Value> {
    serde_json::from_slice(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes))
        .map_err(|error| not_understood(what, &error))
}

/// Reads the names in the file beside this one, if it is there.
fn beside(path: &Path, what: &str, names: &mut Names) -> Result<()> {
    let path = path.with_file_name(format!("{what}.json"));
    if !path.is_file() {
        return Ok(());
    }
    let file = Input::File(path);
    let bytes = bounds::bytes(file.open()?, MOST).doing(&format!("reading {what}.json"))?;
    names.add(what, parsed(what, &bytes)?)
}

/// An entry as work, and whether its project has a name; nothing for one that was deleted.
fn work(place: u64, entry: Entry, names: &Names) -> std::result::Result<Option<(Work, bool)>, String> {
    if entry.server_deleted_at.is_some() {
        return Ok(None);
    }
    let at = |text: &str| {
        let at = Instant::from_rfc3339(text);
        at.ok_or_else(|| format!("{} is no moment with an offset", crate::formats::values::quoted(text)))
    };
    let start = at(&entry.start)?;
    let time = match (entry.stop.as_deref(), entry.duration) {
        (_, Some(..0)) | (None, None) => Time::Running { start },
        (Some(stop), _) => Time::Clock { start, end: at(stop)? },
        (None, Some(seconds)) => Time::Clock { start, end: start + seconds },
    };
    if matches!(time, Time::Clock { start, end } if end < start) {
        return Err("ends before it starts".to_owned());
    }
    let note = entry.description.unwrap_or_default();
    let note = nfc(note.trim()).into_owned();
    if is_too_long(&note) {
        return Err("the note has more than 20,000 characters".to_owned());
    }
    let filled = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    let known = entry.project_id.and_then(|id| names.projects.get(&id));
    let project = filled(entry.project_name).or_else(|| filled(known.map(|(name, _)| name.clone())));
    let client = known.and_then(|(_, client)| names.clients.get(&(*client)?)).cloned();
    let client = filled(entry.client_name).or_else(|| filled(client));
    let task = entry.task_id.and_then(|id| names.tasks.get(&id)).cloned();
    let mut tags = Vec::new();
    for tag in entry.tags.unwrap_or_default() {
        if !tag.trim().is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    let is_clear = project.is_some() || entry.project_id.is_none();
    let work = Work {
        line: place,
        client: client.map_or(ClientSaid::Nobody, ClientSaid::Named),
        service: filled(entry.task_name).or_else(|| filled(task)),
        kinds: project.into_iter().collect(),
        note,
        tags,
        time,
        billable: entry.billable,
        elsewhere: None,
        rate: None,
        currency: None,
        person: filled(entry.user_name).or_else(|| entry.user_id.map(|id| id.to_string())),
        identity: Identity::Own(entry.id.to_string()),
    };
    Ok(Some((work, is_clear)))
}

#[cfg(test)]
mod tests {
    use super::super::SOURCE;
    use crate::formats::sources::testing::{Collected, ask, read};
    use crate::formats::sources::{ClientSaid, Identity, Input, Sample, Time};

    const ENTRIES: &str = r#"[
      {"id": 901, "workspace_id": 1, "project_id": 5, "billable": true, "start": "2026-11-02T08:00:00+00:00",
       "stop": "2026-11-02T09:30:00Z", "duration": 5400, "description": "Inbox ", "tags": ["mail", "mail"], "user_id": 7},
      {"id": 902, "workspace_id": 1, "pid": 6, "start": "2026-11-29T10:00:00+00:00", "stop": null, "duration": -1790000000},
      {"id": 903, "workspace_id": 1, "start": "yesterday", "duration": 60}
    ]"#;

    #[test]
    fn entries_are_read_with_their_lasting_ids() {
        assert!((SOURCE.is)(&Sample { name: "", bytes: ENTRIES.as_bytes() }));
        let found = read(&SOURCE, ENTRIES).unwrap();
        let works = found.works();
        assert_eq!(works.len(), 2);
        assert_eq!(works[0].identity, Identity::Own("901".into()));
        assert_eq!((works[0].note.as_str(), works[0].tags.as_slice()), ("Inbox", &["mail".to_owned()][..]));
        assert!(matches!(works[0].time, Time::Clock { start, end } if end - start == 5400));
        assert!(matches!(works[1].time, Time::Running { .. }));
        assert_eq!(found.wrong(), ["3: 'yesterday' is no moment with an offset"]);
        assert!(found.notes[0].starts_with("2 rows name their project by its number only"), "{:?}", found.notes);
    }

    #[test]
    fn names_come_from_the_files_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("entries.json");
        std::fs::write(&path, ENTRIES).unwrap();
        std::fs::write(
            folder.path().join("projects.json"),
            r#"[{"id":5,"name":"Retainer","client_id":3},{"id":6,"name":"Own"}]"#,
        )
        .unwrap();
        std::fs::write(folder.path().join("clients.json"), r#"[{"id":3,"name":"Acme GmbH"}]"#).unwrap();
        let mut found = Collected::default();
        (SOURCE.read)(&Input::File(path), &ask(), &mut found).unwrap();
        let works = found.works();
        assert_eq!(works[0].client, ClientSaid::Named("Acme GmbH".into()));
        assert_eq!(works[0].kinds, ["Retainer"]);
        assert_eq!((&works[1].client, works[1].kinds.as_slice()), (&ClientSaid::Nobody, &["Own".to_owned()][..]));
        assert_eq!(found.notes, Vec::<String>::new());
    }

    #[test]
    fn what_is_no_list_of_entries_is_said() {
        for text in ["[{\"workspace_id\":1,\"duration\":1,\"start\":", "{\"time_entries\": 5, \"wid\": 1}"] {
            let error = read(&SOURCE, text).unwrap_err().to_string();
            assert!(error.contains("Toggl's JSON"), "{error}");
        }
    }
}
