//! Content lines of a component, unfolded (RFC 5545 3.1): their names, parameters and values, read and written.

use std::collections::BTreeSet;

use crate::domain::time::Instant;

/// Octets in a line at most, without its end (RFC 5545 3.1).
const WIDTH: usize = 75;

/// Properties whose values are times.
pub const TIMES: [&str; 6] = ["DTSTART", "DTEND", "DUE", "RECURRENCE-ID", "EXDATE", "RDATE"];

/// Returns the name of a content line's property, in upper case.
pub fn name(line: &str) -> String {
    line.split([':', ';']).next().unwrap_or_default().trim().to_ascii_uppercase()
}

/// Returns the value of a content line.
pub fn value(line: &str) -> &str {
    line.split_once(':').map_or("", |(_, value)| value.trim())
}

/// Returns the lines of a component itself, without BEGIN, END and the components inside it.
pub fn own_lines(component: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    component.lines().filter(move |line| match name(line).as_str() {
        "BEGIN" => {
            depth += 1;
            false
        }
        "END" => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 1,
    })
}

/// Returns the TZIDs that a component names.
pub fn tzids(component: &str) -> BTreeSet<String> {
    own_lines(component).filter_map(tzid).map(str::to_owned).collect()
}

/// Returns the TZID that a line with a time names.
pub fn tzid(line: &str) -> Option<&str> {
    if !TIMES.contains(&name(line).as_str()) {
        return None;
    }
    let (_, rest) = line.split_once(";TZID=")?;
    match rest.strip_prefix('"') {
        Some(rest) => rest.split('"').next(),
        None => rest.split([':', ';']).next(),
    }
}

/// Escapes a TEXT value (RFC 5545 3.3.11): what cannot stand in a line is written otherwise or left out.
pub fn escaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut before = ' ';
    for c in value.chars() {
        match c {
            '\\' | ';' | ',' => {
                text.push('\\');
                text.push(c);
            }
            '\n' if before == '\r' => {}
            '\n' | '\r' => text.push_str("\\n"),
            c if c.is_control() && c != '\t' => {}
            c => text.push(c),
        }
        before = c;
    }
    text
}

/// Reads a TEXT value back: without its backslashes (RFC 5545 3.3.11).
pub fn unescaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(other) => text.push(other),
                None => {}
            },
            other => text.push(other),
        }
    }
    text
}

/// Writes a parameter value, in quotes where it needs them; a quote inside cannot be written and becomes an apostrophe.
pub fn quoted(value: &str) -> String {
    let value: String = value.chars().filter(|c| !c.is_control()).map(|c| if c == '"' { '\'' } else { c }).collect();
    if value.contains([':', ';', ',']) { format!("\"{value}\"") } else { value }
}

/// Writes an instant as a DATE-TIME in UTC.
pub fn stamp(at: Instant) -> String {
    at.utc().format("%Y%m%dT%H%M%SZ").to_string()
}

/// Folds lines that end with LF, and gives them these line ends.
pub fn folded(lines: &str, line_end: &str) -> String {
    let mut text = String::with_capacity(lines.len() + 64);
    lines.lines().for_each(|line| fold(line, &mut text));
    text.replace("\r\n", line_end)
}

/// Folds a line: writes it in pieces of 75 octets, never inside a character.
pub fn fold(line: &str, into: &mut String) {
    let mut room = WIDTH;
    for c in line.chars().filter(|c| !c.is_control() || *c == '\t') {
        if c.len_utf8() > room {
            into.push_str("\r\n ");
            room = WIDTH - 1;
        }
        into.push(c);
        room -= c.len_utf8();
    }
    into.push_str("\r\n");
}
