//! Times of day.

/// Seconds of a day.
const DAY: u32 = 86_400;

/// Reads a time of day as seconds since midnight, 86,400 for `24:00`: 24 hours, or AM and PM, with or without seconds.
///
/// `12:05 AM` is 00:05. What says both is read where both agree: `14:00:00 PM` is 14:00, `14:00 AM` is nothing.
pub fn read_clock(text: &str) -> Option<u32> {
    let (clock, half) = split_half(text);
    let clock = clock.as_bytes();
    let (hour, rest) = number(clock)?;
    let (minute, rest) = match rest {
        [b':', rest @ ..] => two(rest)?,
        // An hour alone is a time only beside AM or PM.
        [] if half.is_some() => (0, rest),
        _ => return None,
    };
    let (second, rest) = match rest {
        [b':', rest @ ..] => two(rest)?,
        _ => (0, rest),
    };
    let fraction =
        matches!(rest, [b'.' | b',', digits @ ..] if !digits.is_empty() && digits.iter().all(u8::is_ascii_digit));
    if !rest.is_empty() && !fraction || minute > 59 || second > 59 {
        return None;
    }
    let hour = match (half, hour) {
        (None, 0..=23) | (Some(Half::Before), 0..=11) | (Some(Half::After), 12..=23) => hour,
        (Some(Half::Before), 12) => 0,
        (Some(Half::After), 1..=11) => hour + 12,
        (None, 24) if minute == 0 && second == 0 => return Some(DAY),
        _ => return None,
    };
    Some(hour * 3600 + minute * 60 + second)
}

/// Whether a time of day says AM or PM.
pub fn has_half_days(text: &str) -> bool {
    split_half(text).1.is_some()
}

/// Which half of the day.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Before,
    After,
}

/// Takes AM or PM off a time.
fn split_half(text: &str) -> (&str, Option<Half>) {
    let text = text.trim();
    let plain = text.strip_suffix('.').unwrap_or(text);
    if let Some((rest, b'm' | b'M')) = plain.as_bytes().split_last().map(|(m, rest)| (rest, m)) {
        let rest = rest.strip_suffix(b".").unwrap_or(rest);
        let half = match rest.last() {
            Some(b'a' | b'A') => Half::Before,
            Some(b'p' | b'P') => Half::After,
            _ => return (text, None),
        };
        // All that is cut off is ASCII.
        let clock = text.get(..rest.len() - 1).unwrap_or_default().trim_end();
        if clock.ends_with(|c: char| c.is_ascii_digit()) {
            return (clock, Some(half));
        }
    }
    (text, None)
}

/// A number of one or two digits, and what is behind it.
fn number(text: &[u8]) -> Option<(u32, &[u8])> {
    match text {
        [a @ b'0'..=b'9', b @ b'0'..=b'9', rest @ ..] => Some((u32::from(a - b'0') * 10 + u32::from(b - b'0'), rest)),
        [a @ b'0'..=b'9', rest @ ..] => Some((u32::from(a - b'0'), rest)),
        _ => None,
    }
}

/// A number of two digits, and what is behind it.
fn two(text: &[u8]) -> Option<(u32, &[u8])> {
    number(text).filter(|(_, rest)| rest.len() + 2 == text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_are_read_with_24_hours_and_with_half_days() {
        for (text, clock) in [
            ("9:05", "09:05:00"),
            ("09:05:07", "09:05:07"),
            ("23:59:59", "23:59:59"),
            ("00:00", "00:00:00"),
            ("24:00", "24:00:00"),
            ("12:05 AM", "00:05:00"),
            ("12:05 PM", "12:05:00"),
            ("12:05:06 am", "00:05:06"),
            ("1:30 PM", "13:30:00"),
            ("1:30pm", "13:30:00"),
            ("14:00:00 PM", "14:00:00"),
            ("09:00:00 AM", "09:00:00"),
            ("00:30 AM", "00:30:00"),
            ("9 a.m.", "09:00:00"),
            ("9:30\u{202f}PM", "21:30:00"),
            ("08:00:00.123", "08:00:00"),
        ] {
            let read = read_clock(text).map(|s| format!("{:02}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60));
            assert_eq!(read.as_deref(), Some(clock), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_nothing() {
        for text in [
            "",
            "9",
            "25:00",
            "24:01",
            "9:5",
            "9:60",
            "9:00:60",
            "14:00 AM",
            "0:30 PM",
            "24:00 PM",
            "am",
            "9:00 xm",
            "9:00:",
            "9:00.",
            "-1:00",
            "1:00:00:00",
            "９:00",
            "100:00",
            "9:00 mm",
        ] {
            assert_eq!(read_clock(text), None, "{text}");
        }
    }

    #[test]
    fn half_days_are_seen() {
        assert!(has_half_days("9:00 AM") && has_half_days("14:00:00 pm") && has_half_days("9 p.m."));
        assert!(!has_half_days("9:00") && !has_half_days("am") && !has_half_days("mm") && !has_half_days(""));
    }
}
