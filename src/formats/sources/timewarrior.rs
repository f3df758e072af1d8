//! timewarrior: what `timew export` prints, and its data files of a month each.

use serde_json::Value;

use super::row::{Candidate, ClientSaid, Field, Identity, Input, Row, Sample, Sink, Source, SourceAsk, Time, Work};
use super::text::{BETWEEN, head, lines, objects, text, work};
use crate::domain::time::Instant;
use crate::error::{Error, Result};
use crate::formats::csv::Bad;
use crate::formats::values::{Stamp, quoted, read_stamp};

/// timewarrior.
pub(super) const SOURCE: Source = Source { word: "timewarrior", program: "timewarrior", is, read };

const WHAT: &str = "what 'timew export' prints, or a data file of timewarrior";

fn is(sample: &Sample<'_>) -> bool {
    let head = head(sample);
    let first = head.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    if ["inc 2", "inc 1", "exc 2", "exc 1"].iter().any(|begin| first.starts_with(begin)) {
        return true;
    }
    // Its moments have no separators; those of others have.
    let text = head.trim_start();
    text.starts_with('[')
        && text.trim_start_matches('[').trim_start().starts_with('{')
        && text.split('}').next().is_some_and(|one| {
            one.contains("\"start\":\"")
                && one.contains("\"id\":")
                && !one.contains("\"uuid\"")
                && one
                    .split("\"start\":\"")
                    .nth(1)
                    .is_some_and(|at| at.as_bytes().get(8) == Some(&b'T') && at.as_bytes().get(15) == Some(&b'Z'))
        })
}

fn read(input: &Input, ask: &SourceAsk, sink: &mut dyn Sink) -> Result<()> {
    let first = first_tag(ask)?;
    let mut head = Vec::new();
    std::io::Read::read_to_end(&mut std::io::Read::take(input.open()?, 4096), &mut head)
        .map_err(|error| Error::problem(format!("it cannot be read: {error}")))?;
    let begin = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head).trim_ascii_start().first();
    if matches!(begin, Some(b'[' | b'{')) {
        for (record, place) in objects(input, WHAT, sink)?.iter().zip(1..) {
            let made = of_json(record, place, first).map_err(|what| Bad { line: place, what, last: false });
            hand(made, sink)?;
        }
        return Ok(());
    }
    for (line, text) in lines(&text(input, WHAT, sink)?) {
        let text = text.trim();
        // Exclusions are no work.
        if text.is_empty() || text.starts_with("exc ") {
            continue;
        }
        hand(of_line(text, line, first).map_err(|what| Bad { line, what, last: false }), sink)?;
    }
    Ok(())
}

fn hand(made: std::result::Result<Work, Bad>, sink: &mut dyn Sink) -> Result<()> {
    match made {
        Ok(work) => sink.row(Row::Work(Box::new(work))),
        Err(bad) => sink.bad(bad),
    }
}

/// Which tag is the client, where `--as client=tag:N` says so.
fn first_tag(ask: &SourceAsk) -> Result<Option<usize>> {
    let mut found = None;
    for sent in &ask.columns {
        let number = sent.column.strip_prefix("tag:").and_then(|n| n.parse::<usize>().ok()).filter(|n| *n > 0);
        match (sent.field, number) {
            (Field::Client, Some(number)) => found = Some(number - 1),
            _ => {
                return Err(Error::problem(
                    "timewarrior has tags alone: --as client=tag:1 takes the first for the client",
                ));
            }
        }
    }
    Ok(found)
}

fn moment(text: &str) -> std::result::Result<Instant, String> {
    match read_stamp(text, None)? {
        Stamp::At(at) => Ok(at),
        Stamp::Local(..) => Err(format!("{} is no time in UTC", quoted(text))),
    }
}

fn of_json(record: &Value, line: u64, first: Option<usize>) -> std::result::Result<Work, String> {
    let start = record["start"].as_str().ok_or("it has no start")?;
    let end = match &record["end"] {
        Value::Null => None,
        Value::String(text) => Some(text.as_str()),
        other => return Err(format!("{} is no end", quoted(&other.to_string()))),
    };
    let tags = match &record["tags"] {
        Value::Null => Vec::new(),
        Value::Array(tags) => tags
            .iter()
            .map(|tag| tag.as_str().map(str::to_owned).ok_or_else(|| format!("{} is no tag", quoted(&tag.to_string()))))
            .collect::<std::result::Result<_, _>>()?,
        other => return Err(format!("{} are no tags", quoted(&other.to_string()))),
    };
    made(line, start, end, tags, record["annotation"].as_str().unwrap_or_default(), first)
}

/// `inc START [- END] [# TAG…] [# ANNOTATION]`
fn of_line(text: &str, line: u64, first: Option<usize>) -> std::result::Result<Work, String> {
    let words = words(text)?;
    let mut parts = words.split(|word| *word == Word::Sharp);
    let plain = |part: &[Word]| -> Vec<String> {
        part.iter().filter_map(|word| if let Word::Text(text) = word { Some(text.clone()) } else { None }).collect()
    };
    let span = parts.next().map(plain).unwrap_or_default();
    let span: Vec<&str> = span.iter().map(String::as_str).collect();
    let (start, end) = match span.as_slice() {
        ["inc", start] => (*start, None),
        ["inc", start, "-", end] => (*start, Some(*end)),
        _ => return Err("it is neither 'inc START - END # TAGS' nor 'exc …'".to_owned()),
    };
    let tags = parts.next().map(plain).unwrap_or_default();
    let annotation = parts.map(plain).collect::<Vec<_>>().concat().join(" ");
    made(line, start, end, tags, &annotation, first)
}

/// A word of a data file.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Word {
    Text(String),
    /// What stands between the times, the tags and the annotation.
    Sharp,
}

/// Splits a line at blanks; between quotes is one word, in which a backslash takes what follows as it is.
fn words(text: &str) -> std::result::Result<Vec<Word>, String> {
    let (mut words, mut chars) = (Vec::new(), text.chars().peekable());
    loop {
        while chars.next_if(|c| c.is_whitespace()).is_some() {}
        let Some(c) = chars.next() else { return Ok(words) };
        let mut word = String::new();
        if c == '"' {
            loop {
                match chars.next() {
                    None => return Err("a quote has no end".to_owned()),
                    Some('"') => break,
                    Some('\\') => word.extend(chars.next()),
                    Some(c) => word.push(c),
                }
            }
        } else {
            word.push(c);
            while let Some(c) = chars.next_if(|c| !c.is_whitespace()) {
                word.push(c);
            }
            if word == "#" {
                words.push(Word::Sharp);
                continue;
            }
        }
        words.push(Word::Text(word));
    }
}

fn made(
    line: u64,
    start: &str,
    end: Option<&str>,
    tags: Vec<String>,
    annotation: &str,
    first: Option<usize>,
) -> std::result::Result<Work, String> {
    let start = moment(start)?;
    let time = match end.map(moment).transpose()? {
        None => Time::Running { start },
        Some(end) if end < start => return Err("it ends before it starts".to_owned()),
        Some(end) => Time::Clock { start, end },
    };
    let others = |at: usize| -> Vec<String> {
        tags.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, tag)| tag.clone()).collect()
    };
    let mut kinds = Vec::new();
    let client = match first {
        Some(at) if at < tags.len() => {
            kinds = others(at);
            ClientSaid::Named(tags[at].clone())
        }
        Some(_) => {
            kinds.clone_from(&tags);
            ClientSaid::Nobody
        }
        None if tags.is_empty() => ClientSaid::Nobody,
        None => ClientSaid::OnlyOf(
            tags.iter().enumerate().map(|(n, tag)| Candidate { name: tag.clone(), rest: others(n) }).collect(),
        ),
    };
    let mut sorted = tags;
    // They are a set: the program writes them in an order of its own.
    sorted.sort_unstable();
    Ok(Work {
        client,
        kinds,
        note: annotation.to_owned(),
        identity: Identity::Alike(sorted.join(BETWEEN)),
        ..work(line, time)
    })
}

#[cfg(test)]
mod tests {
    use super::super::row::ColumnAs;
    use super::super::testing::{Collected, ask, example, read as read_as, read_asked};
    use super::*;

    fn shown(collected: &Collected) -> Vec<String> {
        let one = |work: &&Work| {
            let client = match &work.client {
                ClientSaid::OnlyOf(all) => {
                    all.iter().map(|one| format!("{}→{}", one.name, one.rest.join("+"))).collect()
                }
                ClientSaid::Named(name) => vec![format!("{name}!{}", work.kinds.join("+"))],
                _ => vec![],
            };
            format!("{:?} {} '{}'", work.time, client.join(" "), work.note)
        };
        collected.works().iter().map(one).collect()
    }

    #[test]
    fn an_export_and_the_data_it_is_made_of_are_the_same() {
        let (text, _) = example("timew_export.json");
        let json = read_as(&SOURCE, text).unwrap();
        let data = read_as(
            &SOURCE,
            "inc 20261024T200000Z - 20261025T030000Z # \"Acme GmbH\" translation\n\
             inc 20261026T080000Z - 20261026T093000Z # Nguyễn research # \"call with the client, \\\"quoted\\\"; ü\"\n\
             inc 20261031T223000Z - 20261031T234500Z # \"Acme GmbH\" rush\n",
        )
        .unwrap();
        assert_eq!(shown(&data), shown(&json));
        assert_eq!(json.works().len(), 3);
        assert!(shown(&json)[1].contains("Nguyễn→research research→Nguyễn 'call with the client, \"quoted\"; ü'"));
        let ids = |all: &Collected| all.works().iter().map(|work| work.identity.clone()).collect::<Vec<_>>();
        assert_eq!(ids(&data), ids(&json));
    }

    #[test]
    fn what_runs_is_told_and_what_is_wrong_is_named() {
        let read = read_as(&SOURCE, "inc 20261026T080000Z\nexc 2026\ninc today\n\ninc 20261026T080000Z - 20261026T070000Z # a\ninc 20261026T080000Z # \"a\n").unwrap();
        assert_eq!(shown(&read), ["Running { start: Instant(1793001600) }  ''"]);
        assert_eq!(
            read.wrong(),
            ["3: 'today' is no day with a time", "5: it ends before it starts", "6: a quote has no end"]
        );
        assert!(read_as(&SOURCE, "{\"a\": ").is_err());
        let read = read_as(&SOURCE, "[{\"id\":1},{\"start\":\"20261026T080000Z\",\"tags\":3}]").unwrap();
        assert_eq!(read.wrong(), ["1: it has no start", "2: '3' are no tags"]);
    }

    #[test]
    fn a_tag_may_be_said_to_be_the_client() {
        let columns = |column: &str| vec![ColumnAs { field: Field::Client, column: column.to_owned() }];
        let text = "inc 20261026T080000Z - 20261026T080500Z # a b\n";
        let read = read_asked(&SOURCE, text, &SourceAsk { columns: columns("tag:2"), ..ask() }).unwrap();
        assert!(shown(&read)[0].contains("b!a"), "{:?}", shown(&read));
        assert!(read_asked(&SOURCE, text, &SourceAsk { columns: columns("project"), ..ask() }).is_err());
    }

    #[test]
    fn its_files_are_told_by_how_they_begin() {
        let fits = |text: &str| is(&Sample { name: "", bytes: text.as_bytes() });
        assert!(fits("[\n{\"id\":3,\"start\":\"20261024T200000Z\",\"end\":\"20261025T030000Z\",\"tags\":[]}\n]"));
        assert!(fits("inc 20261024T200000Z - 20261025T030000Z\n"));
        for other in ["", "[]", "[{\"id\":1,\"start\":\"2026-10-24T20:00:00Z\"}]", "include x", "i 2026/10/26 09:00"] {
            assert!(!fits(other), "{other}");
        }
    }
}
