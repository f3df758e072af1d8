//! klog: a record for each day, with its summary and its entries.

use chrono::NaiveDate;

use super::row::{Candidate, ClientSaid, Identity, Input, Row, Sample, Sink, Source, SourceAsk, Time, Work};
use super::text::{BETWEEN, head, lines, text, work};
use crate::domain::time::{Instant, plus_days};
use crate::domain::zone::Zone;
use crate::error::Result;
use crate::formats::csv::Bad;
use crate::formats::values::{Clocks, LengthStyle, Stretch, quoted, read_clock, read_length, stretch};

/// klog.
pub(super) const SOURCE: Source = Source { word: "klog", program: "klog", is, read };

const WHAT: &str = "a klog file";

type Heard<T> = std::result::Result<T, String>;

fn is(sample: &Sample<'_>) -> bool {
    let head = head(sample);
    let mut all = head.lines().filter(|line| !line.trim().is_empty());
    let Some(first) = all.next() else { return false };
    if date_line(first).is_none() {
        return false;
    }
    sample.name.to_ascii_lowercase().ends_with(".klg")
        || all.take(40).any(|line| indented(line).is_some_and(|rest| Value::read(rest).is_ok()))
}

/// The day of a record: `2026-10-26` or `2026/10/26`, perhaps with how much it should be.
fn date_line(line: &str) -> Option<NaiveDate> {
    if line.starts_with(char::is_whitespace) {
        return None;
    }
    let (day, rest) = line.trim_end().split_once(' ').unwrap_or((line.trim_end(), ""));
    let rest = rest.trim();
    let is_target = rest.is_empty() || rest.starts_with('(') && rest.ends_with(')');
    let is_day = day.len() == 10 && (day.matches('-').count() == 2 || day.matches('/').count() == 2);
    day.replace('/', "-").parse().ok().filter(|_| is_target && is_day)
}

/// What stands behind the blanks that begin an entry.
fn indented(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches([' ', '\t']);
    let by = line.len() - rest.len();
    (!rest.is_empty() && (by >= 2 || line.starts_with('\t'))).then_some(rest)
}

/// How far an entry is indented: what is further in goes on with its text.
fn depth(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

/// What an entry is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Value {
    /// From when to when, in days beside the record's and seconds of the day.
    Range((i64, u32), (i64, u32)),
    /// Since when.
    Open((i64, u32)),
    /// Seconds; less than none are taken off.
    Length(i64),
}

impl Value {
    /// Reads a value, and gives what is behind it.
    fn read(text: &str) -> Heard<(Self, &str)> {
        // `8:00 - 9:30`, `8:00-9:30`, `9:00 - ?`
        let words = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        if let Some(length) = length(words.0) {
            return Ok((Self::Length(length), words.1.trim_start()));
        }
        let none = || format!("{} begins with no time", quoted(text));
        let (from, rest) = match words.0.split_once('-') {
            Some((from, _)) if !from.is_empty() => (from, &text[from.len()..]),
            _ => (words.0, words.1),
        };
        let from = face(from).ok_or_else(none)?;
        let rest = rest.trim_start().strip_prefix('-').ok_or_else(none)?.trim_start();
        let (to, behind) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        if to.starts_with('?') {
            return Ok((Self::Open(from), behind.trim_start()));
        }
        let to = face(to).ok_or_else(none)?;
        Ok((Self::Range(from, to), behind.trim_start()))
    }
}

/// A time on the wall, the day before (`<23:00`) or after (`0:30>`) among them.
fn face(text: &str) -> Option<(i64, u32)> {
    let (days, text) = match (text.strip_prefix('<'), text.strip_suffix('>')) {
        (Some(text), None) => (-1, text),
        (None, Some(text)) => (1, text),
        (None, None) => (0, text),
        (Some(_), Some(_)) => return None,
    };
    let seconds = read_clock(text).filter(|_| text.contains(':'))?;
    Some((days, seconds))
}

/// `2h30m`, `45m`, `-30m`, `+1h`.
fn length(text: &str) -> Option<i64> {
    let (sign, plain) = match text.as_bytes().first()? {
        b'-' => (-1, &text[1..]),
        b'+' => (1, &text[1..]),
        _ => (1, text),
    };
    let whole = plain.ends_with(['h', 'm']) && plain.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'h' | b'm'));
    read_length(plain, LengthStyle::HOURS).filter(|_| whole).map(|seconds| seconds * sign)
}

/// A word that begins with `#`, with its value: `#client=acme`, `#client="Acme GmbH"`.
fn tags(text: &str) -> (Vec<(String, Option<String>)>, String) {
    let (mut found, mut rest, mut plain) = (Vec::new(), text, String::new());
    while let Some(at) = rest.find('#') {
        let (before, tag) = (&rest[..at], &rest[at + 1..]);
        let end = tag.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-')).unwrap_or(tag.len());
        if end == 0 || before.ends_with(|c: char| c.is_alphanumeric()) {
            plain.push_str(&rest[..=at]);
            rest = tag;
            continue;
        }
        let (name, mut behind) = tag.split_at(end);
        let mut value = None;
        if let Some(said) = behind.strip_prefix('=') {
            let quote = said.chars().next().filter(|c| matches!(c, '"' | '\''));
            let (text, more) = match quote {
                Some(quote) => said[1..].split_once(quote).unwrap_or((&said[1..], "")),
                None => said.split_at(said.find(char::is_whitespace).unwrap_or(said.len())),
            };
            value = Some(text.to_owned());
            behind = more;
        }
        plain.push_str(before);
        found.push((name.to_owned(), value));
        rest = behind;
    }
    plain.push_str(rest);
    (found, plain.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// An entry of a record.
struct Entry {
    line: u64,
    value: Value,
    text: String,
}

/// A record.
struct Record {
    day: NaiveDate,
    summary: String,
    entries: Vec<Entry>,
}

fn read(input: &Input, ask: &SourceAsk, sink: &mut dyn Sink) -> Result<()> {
    let text = text(input, WHAT, sink)?;
    let mut record: Option<Record> = None;
    let mut within = 0;
    for (line, text) in lines(&text) {
        let bad = |what: String| Bad { line, what, last: false };
        if text.trim().is_empty() {
            if let Some(record) = record.take() {
                hand(&record, ask, sink)?;
            }
            continue;
        }
        match (&mut record, indented(text)) {
            (None, _) => match date_line(text) {
                Some(day) => record = Some(Record { day, summary: String::new(), entries: Vec::new() }),
                None => sink.bad(bad("a record begins with its day, as 2026-10-26".to_owned()))?,
            },
            (Some(record), Some(rest)) if !record.entries.is_empty() && depth(text) > within => {
                if let Some(entry) = record.entries.last_mut() {
                    entry.text = format!("{} {rest}", entry.text);
                }
            }
            (Some(record), Some(rest)) => match Value::read(rest) {
                Ok((value, behind)) => {
                    within = depth(text);
                    record.entries.push(Entry { line, value, text: behind.to_owned() });
                }
                Err(what) => sink.bad(bad(what))?,
            },
            (Some(record), None) if record.entries.is_empty() => {
                record.summary = format!("{} {}", record.summary, text.trim());
            }
            (Some(_), None) => {
                sink.bad(bad("an entry is indented, and a record ends with an empty line".to_owned()))?;
            }
        }
    }
    if let Some(record) = record {
        hand(&record, ask, sink)?;
    }
    Ok(())
}

/// How long work is that is over.
fn length_of(work: &Work) -> i64 {
    match work.time {
        Time::Clock { start, end } => end - start,
        Time::Hours { seconds, .. } => seconds,
        Time::Running { .. } => 0,
    }
}

/// Whether two may be of the same client: by a name that both have, or by none.
fn is_same(one: &ClientSaid, other: &ClientSaid) -> bool {
    let names = |said: &ClientSaid| match said {
        ClientSaid::Named(name) => vec![name.to_lowercase()],
        ClientSaid::FirstOf { candidates, .. } => candidates.iter().map(|one| one.name.to_lowercase()).collect(),
        _ => Vec::new(),
    };
    let (one, other) = (names(one), names(other));
    one == other || one.iter().any(|name| other.contains(name))
}

/// Hands over what a record holds: what is taken off shortens the longest work of the same client first.
fn hand(record: &Record, ask: &SourceAsk, sink: &mut dyn Sink) -> Result<()> {
    let mut made: Vec<Work> = Vec::new();
    let mut less: Vec<(u64, i64, ClientSaid)> = Vec::new();
    let (common, _) = tags(&record.summary);
    for entry in &record.entries {
        let time = match entry.value {
            Value::Length(seconds) if seconds < 0 => {
                less.push((entry.line, -seconds, described(entry, &common, work(entry.line, none(record.day))).client));
                continue;
            }
            Value::Length(seconds) => Ok(Time::Hours { date: record.day, seconds }),
            Value::Open(from) => moment(record.day, from, &ask.zone).map(|start| Time::Running { start }),
            Value::Range(from, to) => span(record.day, from, to, &ask.zone).map(|found| {
                if let Some(odd) = found.odd {
                    sink.note(&format!("line {}: {}", entry.line, odd.says(&found, &ask.zone)));
                }
                Time::Clock { start: found.start, end: found.end }
            }),
        };
        match time {
            Ok(time) => made.push(described(entry, &common, work(entry.line, time))),
            Err(what) => sink.bad(Bad { line: entry.line, what, last: false })?,
        }
    }
    for (line, seconds, client) in less {
        let mut theirs: Vec<&mut Work> = made.iter_mut().filter(|work| is_same(&work.client, &client)).collect();
        if theirs.iter().map(|work| length_of(work)).sum::<i64>() < seconds {
            let what = "that day has not so much other work of the same client for it to be taken off".to_owned();
            sink.bad(Bad { line, what, last: false })?;
            continue;
        }
        theirs.sort_by_key(|work| -length_of(work));
        let mut left = seconds;
        for work in theirs {
            let less = left.min(length_of(work));
            left -= less;
            match &mut work.time {
                Time::Clock { end, .. } => *end = Instant(end.0 - less),
                Time::Hours { seconds, .. } => *seconds -= less,
                Time::Running { .. } => {}
            }
        }
    }
    made.into_iter().try_for_each(|work| sink.row(Row::Work(Box::new(work))))
}

fn none(date: NaiveDate) -> Time {
    Time::Hours { date, seconds: 0 }
}

fn span(day: NaiveDate, from: (i64, u32), to: (i64, u32), zone: &Zone) -> Heard<Stretch> {
    let (start, end) = (plus_days(day, from.0), plus_days(day, to.0));
    stretch(&Clocks { day: start, start: from.1, end_day: Some(end), end: to.1, told: None }, zone)
}

fn moment(day: NaiveDate, at: (i64, u32), zone: &Zone) -> Heard<Instant> {
    span(day, at, at, zone).map(|found| found.start)
}

/// Whose an entry is and what it is about: by its own tags, then by those of its record.
fn described(entry: &Entry, common: &[(String, Option<String>)], work: Work) -> Work {
    let (own, note) = tags(&entry.text);
    let all: Vec<&(String, Option<String>)> = own.iter().chain(common).collect();
    let said = |tag: &(String, Option<String>)| match &tag.1 {
        Some(value) => format!("{}={value}", tag.0),
        None => tag.0.clone(),
    };
    let named = all.iter().find(|(name, _)| name.eq_ignore_ascii_case("client")).and_then(|(_, value)| value.clone());
    let named = named.filter(|name| !name.trim().is_empty());
    let words: Vec<String> = all
        .iter()
        .filter(|(name, value)| !(name.eq_ignore_ascii_case("client") && value.is_some()))
        .map(|tag| said(tag))
        .collect();
    let identity = Identity::Alike(format!(
        "{note}{BETWEEN}{}{BETWEEN}{}",
        named.as_deref().unwrap_or_default(),
        words.join(BETWEEN)
    ));
    let (client, kinds) = match named {
        Some(name) => (ClientSaid::Named(name), words),
        None if words.is_empty() => (ClientSaid::Nobody, Vec::new()),
        None => {
            let others =
                |at: usize| words.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, word)| word.clone()).collect();
            let candidates =
                words.iter().enumerate().map(|(at, word)| Candidate { name: word.clone(), rest: others(at) }).collect();
            (ClientSaid::FirstOf { candidates, otherwise: words.first().cloned() }, Vec::new())
        }
    };
    Work { client, kinds, note, identity, ..work }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Collected, read as read_as};
    use super::*;

    fn shown(collected: &Collected) -> Vec<String> {
        let one = |work: &&Work| {
            let client = match &work.client {
                ClientSaid::Named(name) => format!("{name}!{}", work.kinds.join("+")),
                ClientSaid::FirstOf { candidates, .. } => candidates
                    .iter()
                    .map(|one| format!("{}→{}", one.name, one.rest.join("+")))
                    .collect::<Vec<_>>()
                    .join(" "),
                _ => String::new(),
            };
            let time = match work.time {
                Time::Clock { start, end } => format!("{start} {}", end - start),
                Time::Hours { date, seconds } => format!("{date} {seconds}"),
                Time::Running { start } => format!("since {start}"),
            };
            format!("{time} {client} '{}'", work.note)
        };
        collected.works().iter().map(one).collect()
    }

    #[test]
    fn records_have_entries_of_all_kinds() {
        let read = read_as(
            &SOURCE,
            "2026-10-26 (8h!)\nA summary #client=acme\n    8:00 - 9:30 inbox #mail\n    2h30m\n    <23:00 - 1:00 late\n    22:00 - 0:30> #client=\"Berg AG\"\n\
             \x20   1:00pm-2:00pm on\n        and on\n    -30m lunch\n    9:00 - ? call\n\n2026/10/27\n    23:00 - 24:00 #berg #inbox\n    45m\n",
        )
        .unwrap();
        assert_eq!(read.wrong(), Vec::<String>::new());
        assert_eq!(
            shown(&read),
            [
                "2026-10-26T07:00:00Z 5400 acme!mail 'inbox'",
                "2026-10-26 7200 acme! ''",
                "2026-10-25T22:00:00Z 7200 acme! 'late'",
                "2026-10-26T21:00:00Z 9000 Berg AG! ''",
                "2026-10-26T12:00:00Z 3600 acme! 'on and on'",
                "since 2026-10-26T08:00:00Z acme! 'call'",
                "2026-10-27T22:00:00Z 3600 berg→inbox inbox→berg ''",
                "2026-10-27 2700  ''",
            ]
        );
    }

    #[test]
    fn what_is_taken_off_is_taken_off_the_same_clients_work() {
        let text =
            "2026-10-26\n    20m #acme #mail\n    30m #acme\n    5h #berg\n    -45m #acme\n    1h #client=\"\"\n";
        let read = read_as(&SOURCE, text).unwrap();
        assert_eq!(read.wrong(), Vec::<String>::new());
        let lengths: Vec<i64> = read.works().iter().map(|work| length_of(work)).collect();
        assert_eq!(lengths, [300, 0, 18_000, 3_600]);
        assert_eq!(read.works()[3].client, ClientSaid::Nobody);
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let read = read_as(&SOURCE, "hello\n\n2026-10-26\n    what\n    -30m\nno\n    9:00 - 8:00\n").unwrap();
        assert_eq!(read.bad.iter().map(|bad| bad.line).collect::<Vec<_>>(), [1, 4, 6, 7, 5]);
        let fits = |name: &str, text: &str| is(&Sample { name, bytes: text.as_bytes() });
        assert!(fits("a.klg", "2026-10-26\nsummary\n") && fits("", "2026-10-26\nText\n    8:00 - 9:00\n"));
        for other in ["", "2026-10-26\nacme  ....\n", "2026-10-26,8:00", "i 2026/10/26 09:00 acme\n"] {
            assert!(!fits("", other), "{other}");
        }
    }

    #[test]
    fn tags_are_words_with_a_mark() {
        assert_eq!(
            tags("a #b c#d #e=f #g='h i' # j"),
            (
                vec![
                    ("b".to_owned(), None),
                    ("e".to_owned(), Some("f".to_owned())),
                    ("g".to_owned(), Some("h i".to_owned()))
                ],
                "a c#d # j".to_owned()
            )
        );
    }
}
