//! Series exchanged in a calendar's file, and every other line left as it stands.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::content::{folded, name, tzids};
use super::read::read;
use super::split::PARTS;

/// A series by its UID, as its components say it, each by the occurrence it replaces (none: the master).
pub type Spliced = (String, Vec<(String, String)>);

/// Returns the file's text with these series in the place of those it has.
///
/// What the file says already stays byte for byte. A VTIMEZONE of `zones` is added where a component that is new names
/// one that the file has not.
pub fn splice(file: &[u8], series: &[Spliced], zones: &[(String, String)]) -> Result<String, String> {
    let text = std::str::from_utf8(file).map_err(|_| "is not written in UTF-8, so nothing is written back to it")?;
    let calendar = read(file);
    let lines = physical(text);
    let end = lines.iter().rposition(|line| is(line, "END", "VCALENDAR"));
    let line_end = ["\r\n", "\n"].into_iter().find(|end| text.contains(end)).unwrap_or("\r");
    let number: HashMap<&str, usize> = series.iter().enumerate().map(|(n, (uid, _))| (uid.as_str(), n)).collect();
    let mut wanted: Vec<Vec<&(String, String)>> = series.iter().map(|(_, all)| all.iter().collect()).collect();
    // Of each series, the line behind what the file has of it.
    let mut places: Vec<Option<usize>> = vec![None; series.len()];
    let mut exchanged: HashMap<usize, (usize, Option<&str>)> = HashMap::new();
    let mut named = BTreeSet::new();
    for (event, marks) in calendar.events.iter().zip(&calendar.marks) {
        let Some(&n) = number.get(event.uid.as_str()) else { continue };
        let instance = event.recurrence.as_ref().map(|r| r.at.to_string()).unwrap_or_default();
        let first = marks.line - 1;
        let last = component_end(&lines, first);
        let component = wanted[n].iter().position(|(at, _)| *at == instance).map(|at| wanted[n].remove(at).1.as_str());
        places[n] = places[n].max(Some(last));
        if component != Some(event.component.as_str()) {
            named.extend(component.into_iter().flat_map(tzids));
            exchanged.insert(first, (last, component));
            for other in marks.others.iter().map(|other| other - 1) {
                let last = component_end(&lines, other);
                exchanged.insert(other, (last, None));
                places[n] = places[n].max(Some(last));
            }
        }
    }
    let mut added: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    let mut first_place = lines.len();
    for (place, wanted) in places.into_iter().zip(&wanted) {
        let place = place.or(end).ok_or("has no END:VCALENDAR, so nothing new is written to it")?;
        first_place = first_place.min(place);
        added.entry(place).or_default().extend(wanted.iter().map(|(_, component)| component.as_str()));
        named.extend(wanted.iter().flat_map(|(_, component)| tzids(component)));
    }
    named.retain(|id| !calendar.timezones.iter().any(|(known, _)| known == id));
    let first_event = lines.iter().position(|line| is(line, "BEGIN", "VEVENT")).unwrap_or(first_place).min(first_place);
    let mut out = String::with_capacity(text.len() + 1_000);
    let mut skip = 0;
    for number in 0..=lines.len() {
        if number == first_event {
            for (_, zone) in zones.iter().filter(|(id, _)| named.contains(id)) {
                out.push_str(&folded(zone, line_end));
            }
        }
        for component in added.get(&number).into_iter().flatten() {
            out.push_str(&folded(component, line_end));
        }
        if let Some((end, component)) = exchanged.get(&number).filter(|(end, _)| *end > number) {
            out.push_str(&folded(component.unwrap_or_default(), line_end));
            skip = *end;
        }
        if let Some(line) = lines.get(number).filter(|_| number >= skip) {
            out.push_str(line);
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
        if number > first && (PARTS.iter().any(|part| is(line, "BEGIN", part)) || is(line, "END", "VCALENDAR")) {
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
