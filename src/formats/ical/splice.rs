//! One series exchanged in a calendar's file, and every other line left as it stands.

use std::collections::BTreeSet;

use super::read::{name, read};
use super::write::{folded, tzids};

/// The file's text with a series as these components say it, each by the occurrence it replaces (none: the master).
///
/// What the file says already stays byte for byte. A VTIMEZONE of `zones` is added where a component that is new names
/// one that the file has not.
pub fn splice(
    file: &[u8],
    uid: &str,
    components: &[(String, String)],
    zones: &[(String, String)],
) -> Result<String, String> {
    let text = std::str::from_utf8(file).map_err(|_| "is not written in UTF-8, so nothing is written back to it")?;
    let calendar = read(file);
    let lines = physical(text);
    let end = lines.iter().rposition(|line| is(line, "END", "VCALENDAR"));
    let line_end = ["\r\n", "\n"].into_iter().find(|end| text.contains(end)).unwrap_or("\r");
    let mut there: Vec<(usize, usize, Option<&str>)> = Vec::new();
    let mut wanted: Vec<&(String, String)> = components.iter().collect();
    let mut named = BTreeSet::new();
    for (event, marks) in calendar.events.iter().zip(&calendar.marks).filter(|(event, _)| event.uid == uid) {
        let instance = event.recurrence.as_ref().map(|r| r.at.to_string()).unwrap_or_default();
        let first = marks.line - 1;
        let component = wanted.iter().position(|(at, _)| *at == instance).map(|at| wanted.remove(at).1.as_str());
        if component == Some(event.component.as_str()) {
            there.push((first, first, component));
        } else {
            named.extend(component.into_iter().flat_map(tzids));
            there.extend(marks.others.iter().map(|other| (other - 1, component_end(&lines, other - 1), None)));
            there.push((first, component_end(&lines, first), component));
        }
    }
    let place = there.iter().map(|(first, _, _)| component_end(&lines, *first)).max().or(end);
    let place = place.ok_or("has no END:VCALENDAR, so nothing new is written to it")?;
    named.extend(wanted.iter().flat_map(|(_, component)| tzids(component)));
    named.retain(|id| !calendar.timezones.iter().any(|(known, _)| known == id));
    let first_event = lines.iter().position(|line| is(line, "BEGIN", "VEVENT")).unwrap_or(place).min(place);
    let mut out = String::with_capacity(text.len() + 1_000);
    let mut skip = 0;
    for (number, line) in lines.iter().enumerate() {
        if number == first_event {
            for (_, zone) in zones.iter().filter(|(id, _)| named.contains(id)) {
                out.push_str(&folded(zone, line_end));
            }
        }
        if number == place {
            for (_, component) in &wanted {
                out.push_str(&folded(component, line_end));
            }
        }
        if let Some((_, end, component)) = there.iter().find(|(first, end, _)| *first == number && end > first) {
            out.push_str(&folded(component.unwrap_or_default(), line_end));
            skip = *end;
        }
        if number >= skip {
            out.push_str(line);
        }
    }
    if place == lines.len() {
        for (_, component) in &wanted {
            out.push_str(&folded(component, line_end));
        }
    }
    Ok(out)
}

/// Whether a file holds no event any more.
pub fn has_events(text: &str) -> bool {
    physical(text).iter().any(|line| is(line, "BEGIN", "VEVENT"))
}

/// Whether a file is whole: one that is being written has no end yet.
pub fn is_whole(file: &[u8]) -> bool {
    let letters: Vec<u8> = file.iter().copied().filter(|b| *b != 0).collect();
    letters.windows(13).rev().take(1_000).any(|w| w.eq_ignore_ascii_case(b"END:VCALENDAR"))
}

/// The lines with their ends, as they are numbered in what is told of a file.
fn physical(text: &str) -> Vec<&str> {
    let (mut lines, mut rest) = (Vec::new(), text);
    while !rest.is_empty() {
        let end = rest.find(['\r', '\n']).unwrap_or(rest.len());
        let width = if rest[end..].starts_with("\r\n") { 2 } else { usize::from(end < rest.len()) };
        let (line, more) = rest.split_at(end + width);
        lines.push(line);
        rest = more;
    }
    lines
}

fn is(line: &str, property: &str, value: &str) -> bool {
    let line = line.trim_start_matches('\u{feff}');
    name(line) == property && line.split_once(':').is_some_and(|(_, v)| v.trim().eq_ignore_ascii_case(value))
}

/// The line after a component's END; or the one before which it must have ended, where that is missing.
fn component_end(lines: &[&str], first: usize) -> usize {
    let mut depth = 0_usize;
    for (number, line) in lines.iter().enumerate().skip(first) {
        let folded = line.starts_with([' ', '\t']);
        let begins = !folded && name(line) == "BEGIN";
        if number > first && (is(line, "BEGIN", "VEVENT") || is(line, "END", "VCALENDAR")) {
            return number;
        }
        depth += usize::from(begins);
        if !folded && name(line) == "END" {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return number + 1;
            }
        }
    }
    lines.len()
}
