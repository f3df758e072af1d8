//! How long something took.

/// The longest time that is read, 10,000 hours.
const LONGEST: i128 = 10_000 * 3600;

/// What a number without a unit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bare {
    /// Hours.
    Hours,
    /// Minutes, where a heading says so.
    Minutes,
    /// Seconds, where the format says so.
    Seconds,
}

impl Bare {
    fn seconds(self) -> i128 {
        match self {
            Self::Hours => 3600,
            Self::Minutes => 60,
            Self::Seconds => 1,
        }
    }
}

/// How a file writes durations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LengthStyle {
    /// What a bare number counts.
    pub bare: Bare,
    /// Whether decimals stand behind a comma, and a point may group digits.
    pub comma: bool,
}

impl LengthStyle {
    /// Bare numbers are hours, with a decimal point unless they say otherwise.
    pub const HOURS: Self = Self { bare: Bare::Hours, comma: false };
}

/// Reads a duration as seconds, from 0 to 36,000,000: `01:30:00`, `1:30` (hours and minutes), `1.5`, `1,5`, `1h 30m`,
/// `PT1H30M`.
///
/// A comma with one or two digits behind it is a decimal one in any style; `2.050,0` is 2050.
pub fn read_length(text: &str, style: LengthStyle) -> Option<i64> {
    let text = text.trim();
    let seconds = if text.contains(':') {
        colons(text.as_bytes())?
    } else if let Some(iso) = text.strip_prefix(['P', 'p']) {
        iso_8601(iso)?
    } else if text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')) {
        of(decimal(text, style.comma)?, style.bare.seconds())
    } else {
        units(text, style.comma)?
    };
    i64::try_from(seconds).ok().filter(|_| seconds <= LONGEST)
}

/// Hours and minutes, and perhaps seconds, between colons.
fn colons(text: &[u8]) -> Option<i128> {
    let mut parts = text.split(|b| *b == b':');
    let digits = |part: &[u8]| {
        let fine = (1..=6).contains(&part.len()) && part.iter().all(u8::is_ascii_digit);
        fine.then(|| part.iter().fold(0_i128, |number, digit| number * 10 + i128::from(digit - b'0')))
    };
    let hours = digits(parts.next()?)?;
    let mut sixty = || parts.next().map(|part| digits(part).filter(|n| part.len() == 2 && *n < 60));
    let minutes = sixty()??;
    let seconds = sixty().unwrap_or(Some(0))?;
    parts.next().is_none().then_some(hours * 3600 + minutes * 60 + seconds)
}

/// A number as a fraction, and how many times it is counted, rounded to a whole one.
fn of((units, one): (i128, i128), times: i128) -> i128 {
    (units * times * 2 + one) / (one * 2)
}

/// A number that may have decimals and grouped digits, as a fraction: 15 of 10 is 1.5.
fn decimal(text: &str, comma: bool) -> Option<(i128, i128)> {
    let point = match (text.rfind('.'), text.rfind(',')) {
        (None, None) => None,
        // The one that stands last is the decimal one, if it is there once.
        (Some(dot), Some(other)) => Some(dot.max(other)),
        (Some(dot), None) => {
            let groups = text.find('.') != Some(dot) || comma && text.len() - dot == 4 && is_group_head(&text[..dot]);
            (!groups).then_some(dot)
        }
        (None, Some(at)) => {
            let behind = text.len() - at - 1;
            let one = text.find(',') == Some(at);
            (one && (comma || behind <= 2)).then_some(at)
        }
    };
    let (whole, part) = point.map_or((text, None), |at| (&text[..at], Some(&text[at + 1..])));
    let part = match part {
        None => "",
        Some("") => return None,
        Some(part) => part,
    };
    let separator = point.and_then(|at| text.get(at..=at));
    if separator.is_some_and(|separator| whole.contains(separator)) || part.len() > 9 {
        return None;
    }
    let mut number = 0_i128;
    let mut groups = whole.split(['.', ',']);
    let head = groups.next().unwrap_or_default();
    let grouped = groups.clone().next().is_some();
    if grouped && (!is_group_head(head) || groups.any(|group| group.len() != 3)) || whole.len() > 12 {
        return None;
    }
    if whole.is_empty() && part.is_empty() {
        return None;
    }
    for digit in whole.bytes().chain(part.bytes()).filter(|b| !matches!(b, b'.' | b',')) {
        number = number * 10 + i128::from(digit.checked_sub(b'0').filter(|digit| *digit < 10)?);
    }
    Some((number, 10_i128.pow(u32::try_from(part.len()).ok()?)))
}

/// Whether digits may stand before groups of three.
fn is_group_head(head: &str) -> bool {
    (1..=3).contains(&head.len()) && !head.starts_with('0')
}

/// `1DT2H30M` and `T5400S`, behind the `P`.
fn iso_8601(text: &str) -> Option<i128> {
    let (days, clock) = text.split_once(['T', 't']).unwrap_or((text, ""));
    let mut seconds = 0;
    if !days.is_empty() {
        seconds += of(decimal(days.strip_suffix(['D', 'd'])?, false)?, 86_400);
    }
    let mut rest = clock;
    for (unit, each) in [(['H', 'h'], 3600), (['M', 'm'], 60), (['S', 's'], 1)] {
        if let Some((number, behind)) = rest.split_once(unit) {
            seconds += of(decimal(number, false)?, each);
            rest = behind;
        }
    }
    (rest.is_empty() && text.len() > 1 && !text.ends_with(['T', 't'])).then_some(seconds)
}

/// `1h 30m`, `1h30`, `90 min`, `1.5 h`, `1 Std. 30 Min.`
fn units(text: &str, comma: bool) -> Option<i128> {
    const UNITS: [(&[&str], i128); 3] = [
        (&["h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden"], 3600),
        (&["m", "min", "mins", "minute", "minutes", "minuten"], 60),
        (&["s", "sec", "secs", "second", "seconds", "sek", "sekunde", "sekunden"], 1),
    ];
    let (mut rest, mut seconds, mut last) = (text, 0, i128::MAX);
    while !rest.is_empty() {
        let (number, behind) =
            rest.split_at(rest.find(|c: char| !c.is_ascii_digit() && !".,".contains(c)).unwrap_or(rest.len()));
        let behind = behind.trim_start();
        let (word, behind) = behind.split_at(behind.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(behind.len()));
        let is = |words: &[&str]| words.iter().any(|known| word.eq_ignore_ascii_case(known));
        let each = match UNITS.iter().find(|(words, _)| is(words)) {
            Some((_, each)) => *each,
            // Minutes behind hours need no unit: 1h30.
            None if word.is_empty() && behind.is_empty() && last == 3600 && number.len() == 2 => 60,
            None => return None,
        };
        // Each unit once, from the longest down.
        if each >= last {
            return None;
        }
        last = each;
        seconds += of(decimal(number, comma)?, each);
        rest = behind.strip_prefix('.').unwrap_or(behind).trim_start();
    }
    (last != i128::MAX).then_some(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(text: &str) -> Option<i64> {
        read_length(text, LengthStyle::HOURS)
    }

    #[test]
    fn every_form_is_read() {
        for text in [
            "01:30:00",
            "1:30",
            "1.5",
            "1,5",
            "1,50",
            "1.500",
            "1h 30m",
            "1h30m",
            "1h30",
            "90m",
            "90 min",
            "1.5h",
            "1,5 h",
            "PT1H30M",
            "PT90M",
            "PT5400S",
            "P0DT1H30M",
            "pt1h30m",
            "1 Std. 30 Min.",
            "5400s",
            "1 hour 30 minutes",
        ] {
            assert_eq!(hours(text), Some(5400), "{text}");
        }
        assert_eq!(read_length("90", LengthStyle { bare: Bare::Minutes, comma: false }), Some(5400));
        assert_eq!(read_length("5400", LengthStyle { bare: Bare::Seconds, comma: false }), Some(5400));
        assert_eq!(hours("0.33"), Some(1188));
        assert_eq!(hours("0:06"), Some(360));
        assert_eq!(hours("0.11"), Some(396));
        assert_eq!(hours("0"), Some(0));
        assert_eq!(hours("00:00:00"), Some(0));
        assert_eq!(hours(".5"), Some(1800));
        assert_eq!(hours("P1DT1H"), Some(25 * 3600));
    }

    #[test]
    fn commas_are_decimal_or_group() {
        let comma = LengthStyle { bare: Bare::Hours, comma: true };
        assert_eq!(hours("2.050,0"), Some(2050 * 3600));
        assert_eq!(hours("2,050.0"), Some(2050 * 3600));
        assert_eq!(hours("1,250"), Some(1250 * 3600));
        assert_eq!(read_length("1,250", comma), Some(4500));
        assert_eq!(read_length("1.250", comma), Some(1250 * 3600));
        assert_eq!(read_length("0.250", comma), Some(900));
        assert_eq!(read_length("1.25", comma), Some(4500));
        assert_eq!(hours("1.25"), Some(4500));
        assert_eq!(hours("1.250"), Some(4500));
        for text in ["1,2345", "1,5,0", "1.5.0", "1,50.0,1", "1.,5", "5.", "5,", ",", ".", "0,250"] {
            assert_eq!(hours(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_no_duration_is_nothing() {
        for text in [
            "",
            "x",
            "-1:30",
            "-2",
            "1:5",
            "1:60",
            "1:30:60",
            "1:30:00:00",
            ":30",
            "h",
            "1h 1h",
            "30m 1h",
            "P",
            "PT",
            "P1",
            "T1H",
            "1 fortnight",
            "10001",
            "99999999999999999999",
            "1h 30x",
            "１",
            "1h5",
            "1e3",
        ] {
            assert_eq!(hours(text), None, "{text}");
        }
    }
}
