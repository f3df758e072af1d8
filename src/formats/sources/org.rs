//! Org mode: the clock lines under headings.

use chrono::NaiveDate;

use super::row::{Candidate, ClientSaid, Identity, Input, Row, Sample, Sink, Source, SourceAsk, Time, Work};
use super::text::{BETWEEN, head, text, work};
use crate::error::{Error, Result};
use crate::formats::csv::Bad;
use crate::formats::values::{Bare, Clocks, LengthStyle, quoted, read_clock, read_length, stretch};

/// Org mode.
pub(super) const SOURCE: Source = Source { word: "org", program: "Org mode", is, read };

const WHAT: &str = "an Org file";

type Heard<T> = std::result::Result<T, String>;

fn is(sample: &Sample<'_>) -> bool {
    let head = head(sample);
    let clocks = head.lines().any(|line| clock(line).is_some());
    let outline = head.lines().any(|line| heading(line).is_some());
    outline && (clocks || sample.name.to_ascii_lowercase().ends_with(".org"))
}

/// What stands behind `CLOCK:`.
fn clock(line: &str) -> Option<&str> {
    let line = line.trim();
    let (key, rest) = line.split_at_checked(6)?;
    key.eq_ignore_ascii_case("CLOCK:").then(|| rest.trim())
}

/// The level of a heading, and what it says.
fn heading(line: &str) -> Option<(usize, &str)> {
    let stars = line.bytes().take_while(|byte| *byte == b'*').count();
    (stars > 0).then(|| line[stars..].strip_prefix([' ', '\t'])).flatten().map(|text| (stars, text.trim()))
}

/// A heading one is in.
struct Level {
    stars: usize,
    title: String,
    tags: Vec<String>,
    client: Option<String>,
    /// The last day that is named under it: where a clock says a length alone.
    day: Option<NaiveDate>,
}

/// Words that say what has become of a heading, and its priority, are no part of its title.
fn title(text: &str) -> (String, Vec<String>) {
    let (text, tags) = match text.rsplit_once([' ', '\t']) {
        Some((text, last)) if last.len() > 2 && last.starts_with(':') && last.ends_with(':') => {
            (text.trim(), last.split(':').filter(|tag| !tag.is_empty()).map(str::to_owned).collect())
        }
        _ => (text, Vec::new()),
    };
    let mut rest = text;
    for word in ["TODO", "DONE", "NEXT", "WAITING", "CANCELLED", "CANCELED", "HOLD", "STARTED", "COMMENT"] {
        if let Some(behind) = rest.strip_prefix(word).filter(|behind| behind.is_empty() || behind.starts_with(' ')) {
            rest = behind.trim_start();
            break;
        }
    }
    if let Some((mark, behind)) = rest.split_at_checked(4)
        && mark.starts_with("[#")
        && mark.ends_with(']')
    {
        rest = behind.trim_start();
    }
    (rest.to_owned(), tags)
}

/// `[2026-10-26 Mon 09:00]`: the day, and the seconds of it; the weekday may be in any language. What is behind it comes with it.
fn stamp(text: &str) -> Option<((NaiveDate, Option<u32>), &str)> {
    let close = if text.starts_with('[') { ']' } else { '>' };
    let (inside, behind) = text.strip_prefix(['[', '<'])?.split_once(close)?;
    let day = inside.get(..10)?.parse().ok()?;
    let clock = inside.split_whitespace().skip(1).find_map(|word| read_clock(word).filter(|_| word.contains(':')));
    Some(((day, clock), behind))
}

/// The first day that a text names.
fn day_in(text: &str) -> Option<NaiveDate> {
    text.find(['[', '<']).and_then(|at| stamp(&text[at..])).map(|((day, _), _)| day)
}

/// The line behind a block that begins at a line, if it has an end before the next heading.
fn end_of_block(lines: &[&str], begins: usize) -> Option<usize> {
    let within = lines.iter().enumerate().skip(begins + 1).take_while(|(_, line)| heading(line).is_none());
    let mut ends = within.filter(|(_, line)| line.trim().to_ascii_lowercase().starts_with("#+end_"));
    ends.next().map(|(at, _)| at + 1)
}

fn read(input: &Input, ask: &SourceAsk, sink: &mut dyn Sink) -> Result<()> {
    let text = text(input, WHAT, sink)?;
    // What is said of the whole file stands above all headings.
    let whole = Level { stars: 0, title: String::new(), tags: Vec::new(), client: None, day: None };
    let mut levels = vec![whole];
    let (mut properties, mut any, mut shown_until) = (false, false, 0);
    let all: Vec<&str> = text.lines().collect();
    for (at, text) in all.iter().copied().enumerate() {
        let line = at as u64 + 1;
        if at < shown_until {
            continue;
        }
        let trimmed = text.trim();
        let lower = trimmed.to_ascii_lowercase();
        // What is shown as it stands is no outline, if it has an end before the next heading.
        if lower.starts_with("#+begin_") {
            shown_until = end_of_block(&all, at).unwrap_or(shown_until);
            continue;
        }
        if let Some(tags) = lower.starts_with("#+filetags:").then(|| trimmed[11..].trim()) {
            levels[0].tags.extend(tags.split([':', ' ']).filter(|tag| !tag.is_empty()).map(str::to_owned));
            continue;
        }
        if let Some(name) = lower.strip_prefix("#+property:").and_then(|rest| rest.trim_start().strip_prefix("client "))
        {
            levels[0].client =
                Some(trimmed[trimmed.len() - name.len()..].trim().to_owned()).filter(|name| !name.is_empty());
            continue;
        }
        if let Some((stars, said)) = heading(text) {
            levels.retain(|level| level.stars < stars);
            let (title, tags) = title(said);
            levels.push(Level { stars, title, tags, client: None, day: day_in(said) });
            properties = false;
            continue;
        }
        if matches!(lower.as_str(), ":properties:" | ":end:") {
            properties = lower == ":properties:";
            continue;
        }
        // A drawer without an end ends with what is no property.
        properties &= lower.starts_with(':');
        if properties {
            if let Some(name) =
                lower.starts_with(":client:").then(|| trimmed[8..].trim()).filter(|name| !name.is_empty())
                && let Some(level) = levels.last_mut()
            {
                level.client = Some(name.to_owned());
            }
            continue;
        }
        let Some(said) = clock(text) else {
            // Any other day under a heading is one that a length may belong to.
            if let (Some(day), Some(level)) = (day_in(text), levels.last_mut()) {
                level.day = Some(day);
            }
            continue;
        };
        any = true;
        match clocked(said, line, &mut levels, ask, sink) {
            Ok(work) => sink.row(Row::Work(Box::new(work)))?,
            Err(what) => sink.bad(Bad { line, what, last: false })?,
        }
    }
    if any {
        Ok(())
    } else {
        Err(Error::problem(
            "it holds no clock lines, and so no time: CLOCK: [2026-10-26 Mon 09:00]--[2026-10-26 Mon 10:30]",
        ))
    }
}

fn clocked(said: &str, line: u64, levels: &mut [Level], ask: &SourceAsk, sink: &mut dyn Sink) -> Heard<Work> {
    let time = if let Some(length) = said.strip_prefix("=>") {
        let style = LengthStyle { bare: Bare::Hours, comma: false };
        let seconds =
            read_length(length.trim(), style).ok_or_else(|| format!("{} is no length of time", quoted(said)))?;
        let date = levels.last().and_then(|level| level.day).ok_or("it names no day, and none stands near it")?;
        Time::Hours { date, seconds }
    } else {
        let none = || format!("{} is no clock: [2026-10-26 Mon 09:00]--[2026-10-26 Mon 10:30]", quoted(said));
        let ((day, from), behind) = stamp(said).ok_or_else(none)?;
        let from = from.ok_or_else(none)?;
        if let Some(level) = levels.last_mut() {
            level.day = Some(day);
        }
        match behind.trim_start().strip_prefix("--") {
            None if behind.trim().is_empty() => {
                let clocks = Clocks { day, start: from, end_day: Some(day), end: from, told: None };
                Time::Running { start: stretch(&clocks, &ask.zone)?.start }
            }
            None => return Err(none()),
            Some(rest) => {
                let ((end_day, to), behind) = stamp(rest).ok_or_else(none)?;
                let to = to.ok_or_else(none)?;
                // A length that is stale says nothing, but may tell which of two hours is meant.
                let told =
                    behind.trim().strip_prefix("=>").and_then(|text| read_length(text.trim(), LengthStyle::HOURS));
                let end_day = Some(end_day).filter(|end| *end != day || to >= from);
                let clocks = Clocks { day, start: from, end_day, end: to, told };
                let found = stretch(&clocks, &ask.zone)?;
                if let Some(odd) = found.odd {
                    sink.note(&format!("line {line}: {}", odd.says(&found, &ask.zone)));
                }
                Time::Clock { start: found.start, end: found.end }
            }
        }
    };
    Ok(described(levels, work(line, time)))
}

/// Whose it is: the property, else an inherited tag that names a client, else the top heading.
fn described(levels: &[Level], work: Work) -> Work {
    let mut words: Vec<String> = Vec::new();
    for tag in levels.iter().rev().flat_map(|level| &level.tags) {
        if !words.contains(tag) {
            words.push(tag.clone());
        }
    }
    let outline: Vec<&str> = levels.iter().skip(1).map(|level| level.title.as_str()).collect();
    let (client, kinds) = match levels.iter().rev().find_map(|level| level.client.clone()) {
        Some(name) => (ClientSaid::Named(name), words),
        None => {
            let others =
                |at: usize| words.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, word)| word.clone()).collect();
            let mut candidates: Vec<Candidate> =
                words.iter().enumerate().map(|(at, word)| Candidate { name: word.clone(), rest: others(at) }).collect();
            let top = outline.first().map(|top| (*top).to_owned()).filter(|top| !top.is_empty());
            candidates.extend(top.clone().map(|name| Candidate { name, rest: words.clone() }));
            if candidates.is_empty() {
                (ClientSaid::Nobody, Vec::new())
            } else {
                (ClientSaid::FirstOf { candidates, otherwise: top }, Vec::new())
            }
        }
    };
    Work {
        client,
        kinds,
        note: outline.last().map(|title| (*title).to_owned()).unwrap_or_default(),
        identity: Identity::Alike(outline.join(BETWEEN)),
        ..work
    }
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

    const TEXT: &str = "#+FILETAGS: :desk:\n* Acme GmbH :web:\n** DONE [#A] Inbox :mail:\n   CLOSED: [2026-10-26 Mon 11:00]\n   :LOGBOOK:\n\
        \x20  - State \"DONE\" from \"TODO\" [2026-10-26 Mon 11:00]\n   CLOCK: [2026-10-26 Mo. 09:00]--[2026-10-26 Mo. 10:30] =>  1:30\n\
        \x20  CLOCK: [2026-10-24 周六 22:00]--[2026-10-25 周日 04:00] =>  6:00\n   CLOCK: [2026-10-26 Mon 23:30]--[2026-10-26 Mon 00:15]\n\
        \x20  CLOCK: [2026-10-27 Tue 09:00]\n   :END:\n** TODO Calls\n   :PROPERTIES:\n   :CLIENT: berg\n   :END:\n   <2026-10-28 Wed>\n   CLOCK: =>  2:00\n\
        * Other\n  CLOCK: => 1:00\n  CLOCK: [2026-10-26 Mon]--[2026-10-27 Tue]\n#+BEGIN_SRC org\n,* no heading\n  CLOCK: [2026-10-27 Tue 09:00]--[2026-10-27 Tue 10:00]\n#+END_SRC\n";

    #[test]
    fn clocks_belong_to_their_headings() {
        let read = read_as(&SOURCE, TEXT).unwrap();
        let of = "mail→web+desk web→mail+desk desk→mail+web Acme GmbH→mail+web+desk 'Inbox'";
        assert_eq!(
            shown(&read),
            [
                format!("2026-10-26T08:00:00Z 5400 {of}"),
                format!("2026-10-24T20:00:00Z 25200 {of}"),
                format!("2026-10-26T22:30:00Z 2700 {of}"),
                format!("since 2026-10-27T08:00:00Z {of}"),
                "2026-10-28 7200 berg!web+desk 'Calls'".to_owned(),
            ]
        );
        assert_eq!(read.bad.iter().map(|bad| bad.line).collect::<Vec<_>>(), [19, 20]);
        assert_eq!(read.bad[0].what, "it names no day, and none stands near it");
    }

    #[test]
    fn what_has_no_end_hides_no_clocks() {
        let text = "#+PROPERTY: CLIENT Acme GmbH\n* A [2026-10-20 Tue]\n:PROPERTIES:\n:ID: 1\nCLOCK: [2026-10-26 Mon 09:00]--[2026-10-26 Mon 10:00]\n\
            #+BEGIN_SRC sh\nCLOCK: [2026-10-26 Mon 10:00]--[2026-10-26 Mon 11:00]\n* B [2026-10-20 Tue]\nCLOCK: => 2:00\n** C\nCLOCK: => 1:00\n";
        let read = read_as(&SOURCE, text).unwrap();
        assert_eq!(
            shown(&read),
            [
                "2026-10-26T08:00:00Z 3600 Acme GmbH! 'A [2026-10-20 Tue]'",
                "2026-10-26T09:00:00Z 3600 Acme GmbH! 'A [2026-10-20 Tue]'",
                "2026-10-20 7200 Acme GmbH! 'B [2026-10-20 Tue]'",
            ]
        );
        assert_eq!(read.wrong(), ["11: it names no day, and none stands near it"]);
    }

    #[test]
    fn its_files_are_told_by_their_clocks() {
        let fits = |name: &str, text: &str| is(&Sample { name, bytes: text.as_bytes() });
        assert!(fits("", TEXT) && fits("work.org", "* A\n"));
        assert!(!fits("", "* A list\n* of things\n") && !fits("", "CLOCK: [2026-10-26 Mon 09:00]") && !fits("", ""));
    }
}
