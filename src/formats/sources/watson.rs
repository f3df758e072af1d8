//! Watson: its `frames` file, `watson log --json`, and the `state` file with what runs.

use serde_json::Value;

use super::{Candidate, ClientSaid, Identity, Input, Row, Sample, Sink, Source, SourceAsk, Time, Work};
use crate::bounds;
use crate::domain::time::Instant;
use crate::error::{Doing, Error, Result};
use crate::formats::csv::Bad;

/// Watson.
pub const SOURCE: Source = Source { word: "watson", program: "Watson", is, read };

/// The most bytes of a file of frames.
const MOST: u64 = 128 << 20;
/// The header of `watson log --csv`.
const LOG: &[u8] = b"id,start,stop,project,tags";

fn is(sample: &Sample<'_>) -> bool {
    let text = sample.bytes.trim_ascii_start();
    let first = |of: &[u8]| of.trim_ascii_start().first().copied();
    let has = |of: &[u8], key: &str| of.windows(key.len()).any(|part| part == key.as_bytes());
    match text.split_first() {
        Some((b'[', rest)) => match rest.trim_ascii_start().split_first() {
            Some((b'[', frame)) => first(frame).is_some_and(|c| c.is_ascii_digit()),
            Some((b'{', _)) => {
                let record = rest.split(|byte| *byte == b'}').next().unwrap_or_default();
                ["\"project\"", "\"start\"", "\"stop\"", "\"tags\""].iter().all(|key| has(record, key))
                    && !has(record, "\"description\"")
            }
            _ => false,
        },
        Some((b'{', rest)) => {
            ["\"project\"", "\"start\"", "\"tags\""].iter().all(|key| has(rest, key))
                && rest.len() < 4096
                && !has(rest, "[{")
        }
        _ => text.starts_with(LOG),
    }
}

fn read(input: &Input, _: &SourceAsk, sink: &mut dyn Sink) -> Result<()> {
    let bytes = bounds::bytes(input.open()?, MOST).doing("reading what Watson wrote")?;
    if bytes.trim_ascii_start().starts_with(LOG) {
        let what = "this table of Watson has lost its offsets, and so hours in nights in which clocks change: \
                    'watson log --json --all' has them";
        return Err(Error::problem(what));
    }
    let value: Value = serde_json::from_slice(&bytes)
        .map_err(|error| Error::problem(format!("this is neither Watson's frames nor 'watson log --json': {error}")))?;
    match value {
        Value::Array(frames) => {
            for (frame, place) in frames.iter().zip(1..) {
                match work(frame, place) {
                    Ok(work) => sink.row(Row::Work(Box::new(work)))?,
                    Err(what) => {
                        let what = format!("frame {place}: {what}");
                        sink.bad(Bad { line: place, what, last: false })?;
                    }
                }
            }
            Ok(())
        }
        // What runs.
        Value::Object(_) if value["start"].is_number() => match work(&value, 1) {
            Ok(work) => sink.row(Row::Work(Box::new(work))),
            Err(what) => sink.bad(Bad { line: 1, what, last: false }),
        },
        _ => Err(Error::problem("this is neither Watson's frames nor 'watson log --json'")),
    }
}

/// A frame: `[start, stop, project, id, tags, updated]`, or an object with these names.
fn work(frame: &Value, line: u64) -> std::result::Result<Work, String> {
    let part = |n: usize, name: &str| if frame.is_array() { &frame[n] } else { &frame[name] };
    let start = instant(part(0, "start"))?.ok_or("it has no start")?;
    let time = match instant(part(1, "stop"))? {
        None => Time::Running { start },
        Some(end) if end < start => return Err("it ends before it starts".to_owned()),
        Some(end) => Time::Clock { start, end },
    };
    let project = part(2, "project").as_str().unwrap_or_default();
    let tags = match part(4, "tags") {
        Value::Array(tags) => tags.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    let identity = match part(3, "id").as_str().filter(|id| !id.is_empty()) {
        Some(id) => Identity::Own(id.to_owned()),
        None => Identity::Alike(format!("{project}\u{1f}{}", tags.join("\u{1f}"))),
    };
    Ok(Work {
        line,
        client: client(project),
        service: None,
        kinds: tags,
        note: String::new(),
        tags: Vec::new(),
        time,
        billable: None,
        elsewhere: None,
        rate: None,
        currency: None,
        person: None,
        identity,
    })
}

/// A project names a client, or its longest beginning does: what follows that is a word of its own.
fn client(project: &str) -> ClientSaid {
    let project = project.trim();
    if project.is_empty() {
        return ClientSaid::Nobody;
    }
    let mut candidates = vec![Candidate { name: project.to_owned(), rest: Vec::new() }];
    for (at, _) in project.rmatch_indices([':', '/', '.']) {
        let (name, rest) = (project[..at].trim(), project[at + 1..].trim());
        if !name.is_empty() && !rest.is_empty() {
            candidates.push(Candidate { name: name.to_owned(), rest: vec![rest.to_owned()] });
        }
    }
    ClientSaid::FirstOf { candidates, otherwise: Some(project.to_owned()) }
}

/// A moment as seconds since 1970 or as RFC 3339; nothing for `null`.
fn instant(value: &Value) -> std::result::Result<Option<Instant>, String> {
    // Beyond the year 9999 nobody works.
    let possible = |at: &i64| (0..253_402_300_800).contains(at);
    match value {
        Value::Null => Ok(None),
        Value::Number(number) => {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "a fraction of a second is dropped, and what is too large is refused"
            )]
            let seconds = number.as_i64().or_else(|| number.as_f64().map(|seconds| seconds as i64)).filter(possible);
            seconds.map(|at| Some(Instant(at))).ok_or_else(|| format!("'{number}' is no time"))
        }
        Value::String(text) => {
            Instant::from_rfc3339(text).map(Some).ok_or_else(|| format!("'{text}' is no time with its offset"))
        }
        other => Err(format!("'{other}' is no time")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_names_its_client_by_its_longest_beginning() {
        let ClientSaid::FirstOf { candidates, otherwise } = client("a:b.c") else {
            unreachable!("it is one of several")
        };
        let names: Vec<(&str, String)> = candidates.iter().map(|c| (c.name.as_str(), c.rest.join("|"))).collect();
        assert_eq!(names, [("a:b.c", String::new()), ("a:b", "c".to_owned()), ("a", "b.c".to_owned())]);
        assert_eq!(otherwise.as_deref(), Some("a:b.c"));
        assert_eq!(client("  "), ClientSaid::Nobody);
    }

    #[test]
    fn its_files_are_told_by_how_they_begin() {
        let fits = |text: &str| is(&Sample { name: "", bytes: text.as_bytes() });
        assert!(fits("[\n [\n  1793001600, 1793007000, \"a\", \"x\", [], 1]\n]"));
        assert!(fits("[{\"id\": \"1\", \"project\": \"a\", \"start\": \"\", \"stop\": \"\", \"tags\": []}]"));
        assert!(fits("id,start,stop,project,tags\n"));
        assert!(fits("{\"project\": \"a\", \"start\": 1, \"tags\": []}"));
        for other in
            ["[{\"id\":1,\"start\":\"20261024T200000Z\",\"tags\":[]}]", "[]", "", "{}", "[[\"a\"]]", "User,Email"]
        {
            assert!(!fits(other), "{other}");
        }
    }

    #[test]
    fn moments_are_seconds_or_have_an_offset() {
        let read = |text: &str| instant(&serde_json::from_str(text).unwrap());
        assert_eq!(read("1793001600.7"), Ok(Some(Instant(1_793_001_600))));
        assert_eq!(read("\"2026-10-26T09:00:00+01:00\""), Ok(Some(Instant(1_793_001_600))));
        assert_eq!(read("null"), Ok(None));
        for wrong in ["1e300", "-5", "\"today\"", "[]", "\"2026-10-26T09:00:00\""] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
