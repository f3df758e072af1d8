//! Zones of times, written out where a file leaves them to be guessed.

use std::borrow::Cow;

use super::content::{TIMES, escaped, name, own_lines, quoted};

/// Writes the zone of every time into a component.
///
/// Floating times get the TZID of X-WR-TIMEZONE, which would be lost with the file they stand in, and a TZID gets the
/// quotes it needs and Outlook forgot: `(UTC+01:00) Amsterdam, Berlin`, `tzone://Microsoft/Utc`.
pub fn with_zones(component: String, floating: Option<&str>) -> String {
    let line_after = |at: usize| component.get(at + TZID.len()..).and_then(|rest| rest.lines().next());
    if floating.is_none() && !component.match_indices(TZID).any(|(at, _)| line_after(at).and_then(unquoted).is_some()) {
        return component;
    }
    let zoned = own_lines(&component).any(|line| name(line) == "DTSTART" && !floats(line));
    let mut text = String::with_capacity(component.len() + 64);
    let mut depth = 0_usize;
    for line in component.lines() {
        let name = line.split([':', ';']).next().unwrap_or_default();
        depth += usize::from(name.eq_ignore_ascii_case("BEGIN"));
        // An end without a zone is in that of its start.
        let floating = floating.filter(|_| !(zoned && name.eq_ignore_ascii_case("DTEND")));
        let told = depth == 1 && TIMES.iter().any(|times| times.eq_ignore_ascii_case(name));
        match told.then(|| time(line, floating)).flatten() {
            Some(changed) => text.push_str(&changed),
            None => text.push_str(line),
        }
        text.push('\n');
        depth = depth.saturating_sub(usize::from(name.eq_ignore_ascii_case("END")));
    }
    text
}

/// Writes a UID into a component, in the place of the one it has, or has not.
///
/// Without one, no other program takes an event in.
pub fn with_uid(component: &str, uid: &str) -> String {
    let uid = escaped(uid);
    let mut text = String::with_capacity(component.len() + uid.len() + 5);
    let mut depth = 0_usize;
    for line in component.lines() {
        let name = line.split([':', ';']).next().unwrap_or_default();
        let begins = text.is_empty();
        depth += usize::from(name.eq_ignore_ascii_case("BEGIN"));
        if depth != 1 || !name.eq_ignore_ascii_case("UID") {
            text.push_str(line);
            text.push('\n');
        }
        if begins {
            text.push_str(&format!("UID:{uid}\n"));
        }
        depth = depth.saturating_sub(usize::from(name.eq_ignore_ascii_case("END")));
    }
    text
}

/// Names the encoding of quoted-printable texts that name none: UTF-8 where their bytes are, else Windows-1252.
pub fn with_charset(component: &str) -> Cow<'_, str> {
    let silent = |line: &str| {
        let head = line.split(':').next().unwrap_or_default().to_ascii_uppercase();
        head.contains("QUOTED-PRINTABLE") && !head.contains(";CHARSET=")
    };
    if !component.contains('=') || !component.lines().any(silent) {
        return Cow::Borrowed(component);
    }
    let mut text = String::with_capacity(component.len() + 64);
    for line in component.lines() {
        match line.split_once(':').filter(|_| silent(line)) {
            Some((head, value)) => {
                let charset = if is_utf8(value) { "UTF-8" } else { "windows-1252" };
                text.push_str(&format!("{head};CHARSET={charset}:{value}"));
            }
            None => text.push_str(line),
        }
        text.push('\n');
    }
    Cow::Owned(text)
}

/// Whether the bytes that a quoted-printable text stands for are UTF-8.
fn is_utf8(text: &str) -> bool {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let digit = |at: usize| after.get(at).and_then(|b| u8::try_from(char::from(*b).to_digit(16)?).ok());
        match digit(0).zip(digit(1)).filter(|_| *first == b'=') {
            Some((high, low)) => {
                bytes.push(high << 4 | low);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    std::str::from_utf8(&bytes).is_ok()
}

const TZID: &str = ";TZID=";

/// The TZID that a line goes on with, if it lacks its quotes: in the value of a time there is no colon.
fn unquoted(rest: &str) -> Option<&str> {
    let (head, _) = rest.rsplit_once(':').filter(|_| !rest.starts_with('"'))?;
    head.split(';').next().filter(|tzid| tzid.contains([':', ',']))
}

/// A line with a time, if it is to change.
fn time(line: &str, floating: Option<&str>) -> Option<String> {
    if let Some((before, rest)) = line.split_once(TZID)
        && let Some(tzid) = unquoted(rest)
    {
        return Some(format!("{before}{TZID}\"{tzid}\"{}", rest.get(tzid.len()..)?));
    }
    let (head, value) = line.split_once(':').filter(|_| floats(line))?;
    Some(format!("{head};TZID={}:{value}", quoted(floating?)))
}

/// Whether a line has a time without a zone.
fn floats(line: &str) -> bool {
    line.split_once(':').is_some_and(|(head, value)| {
        let floats = value.split(',').any(|time| time.contains('T') && !time.trim_end().ends_with(['Z', 'z']));
        floats && !head.to_ascii_uppercase().contains(";TZID=")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_floating_times_of_the_event_itself_get_the_zone() {
        let event = "BEGIN:VEVENT\nDTSTART:20260101T090000\nDTEND:20260101T100000Z\nEXDATE;VALUE=DATE:20260102\n\
                     RDATE;TZID=Asia/Tokyo:20260103T090000\nBEGIN:X\nDTSTART:20260101T090000\nEND:X\nEND:VEVENT\n";
        let with = event.replacen("DTSTART:", "DTSTART;TZID=\"a, b\":", 1);
        assert_eq!(with_zones(event.to_owned(), Some("a, b")), with);
        assert_eq!(with_zones(event.to_owned(), None), event);
    }

    #[test]
    fn a_zone_without_its_quotes_gets_them() {
        let event = |tzid: &str| format!("BEGIN:VEVENT\nDTSTART;TZID={tzid}:20260101T090000\nEND:VEVENT\n");
        for tzid in ["(UTC+01:00) Amsterdam, Berlin", "tzone://Microsoft/Utc", "UTC+02:00"] {
            assert_eq!(with_zones(event(tzid), None), event(&format!("\"{tzid}\"")));
            let more = |tzid: &str| event(&format!("{tzid};VALUE=DATE-TIME"));
            assert_eq!(with_zones(more(tzid), None), more(&format!("\"{tzid}\"")));
        }
        for fine in ["Europe/Berlin", "\"a, b\"", "Europe/Berlin;X-NOTE=\"a: b\"", "(GMT) Casablanca"] {
            assert_eq!(with_zones(event(fine), None), event(fine));
        }
    }
}
