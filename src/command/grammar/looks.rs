//! What looks like a day, a time, a length or a mark, whether or not it can be understood.
//!
//! Nothing that does becomes part of a title or a note unless it is quoted: it would be a date that nobody keeps.

use crate::command::grammar::date::MOST_WORDS;
use crate::command::grammar::{Now, Toward, date, named, shown};
use crate::domain::spelling::distance;
use crate::error::{Error, Result};

/// What a word looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WordShape {
    Day,
    Time,
    Length,
    Range,
    Mark,
    /// `7/20`, `20.07`: perhaps a day, but as often a part or a version.
    Perhaps,
}

/// The marks of all lines.
const MARKS: [&str; 6] = ["due", "wait", "every", "remind", "client", "service"];

/// Other names that people give values by.
const NAMES: [&str; 12] =
    ["priority", "pri", "estimate", "tag", "tags", "repeat", "start", "end", "until", "zone", "location", "scheduled"];

impl WordShape {
    /// What it looks like, in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Day | Self::Perhaps => "a day",
            Self::Time => "a time",
            Self::Length => "a length of time",
            Self::Range => "a range of hours",
            Self::Mark => "a mark",
        }
    }
}

/// Says that a word is not understood, and what to type.
pub(crate) fn refusal(word: &str, look: WordShape, instead: &str) -> Error {
    let (word, name) = (shown(word), look.name());
    Error::problem(format!(
        "{word} looks like {name} and is none here: {instead}, or put it in quotes to keep it as text"
    ))
}

/// Says what the words from a place on look like, and how many of them; plain words, an empty one looks like nothing.
pub(crate) fn look(words: &[String], at: usize, now: &Now) -> Option<(WordShape, usize)> {
    let word = words.get(at)?;
    let is_day = |text: &str| date::read_days(text, now, Toward::Future).is_ok();
    for many in (2..=MOST_WORDS).rev() {
        if words.get(at..at + many).is_some_and(|all| !all.contains(&String::new()) && is_day(&all.join(" "))) {
            return Some((WordShape::Day, many));
        }
    }
    if let Some(next) = words.get(at + 1)
        && let Some(look) = pair(word, next)
    {
        return Some((look, 2));
    }
    one(word, is_day).map(|look| (look, 1))
}

/// What two words look like: `45 min`, `3 pm`, `30 February`.
fn pair(word: &str, next: &str) -> Option<WordShape> {
    let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let day = |text: &str| {
        let text = ["st", "nd", "rd", "th", "."].iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text);
        number(text) && text.len() <= 2
    };
    let amount = word.replace([',', '.'], "");
    match next {
        "am" | "pm" | "uhr" if day(word) || shape(word) == "9:9" => Some(WordShape::Time),
        "h" | "hr" | "hrs" | "hour" | "hours" | "min" | "mins" | "minute" | "minutes" if number(&amount) => {
            Some(WordShape::Length)
        }
        _ if day(word) && named::month(next).is_some() || named::month(word).is_some() && day(next) => {
            Some(WordShape::Day)
        }
        _ => None,
    }
}

fn one(word: &str, is_day: impl Fn(&str) -> bool) -> Option<WordShape> {
    // `15:00-` is half a range.
    let word = word.trim_end_matches('-');
    let lens: Vec<usize> = word.split(|c: char| !c.is_ascii_digit()).map(str::len).filter(|n| *n > 0).collect();
    let short = |n: usize| lens.get(n).is_some_and(|len| *len <= 2);
    let two = |n: usize| lens.get(n) == Some(&2);
    let year = |n: usize| lens.get(n).is_some_and(|len| [2, 4].contains(len));
    let dated = || short(1) && (short(0) && year(2) || lens[0] == 4 && short(2));
    match shape(word).as_str() {
        "noon" | "midnight" | "now" => return Some(WordShape::Time),
        "9.9." if short(0) && short(1) => return Some(WordShape::Day),
        "9.9.9" if short(0) && short(1) && year(2) => return Some(WordShape::Day),
        "9-9-9" | "9/9/9" if dated() => return Some(WordShape::Day),
        "9/9" if short(0) && short(1) => return Some(WordShape::Perhaps),
        "9.9" if short(0) && two(1) => return Some(WordShape::Perhaps),
        "9:9" | "9:9:9" if short(0) && two(1) => return Some(WordShape::Time),
        "9am" | "9pm" | "9uhr" | "9:9am" | "9:9pm" | "9.9am" | "9.9pm" | "9:9h" | "9:9uhr" | "9:9z" | "9:9+9:9"
        | "9:9+9" | "-9m" | "-9h" | "+9m" | "+9h" | "-9h9" | "+9h9" | "-9h9m" | "+9h9m" => {
            return Some(WordShape::Time);
        }
        "9h" | "9m" | "9min" | "9mins" | "9minutes" | "9hr" | "9hrs" | "9hour" | "9hours" | "9h9" | "9h9m"
        | "9h9min" | "9.9h" | "9,9h" => return Some(WordShape::Length),
        "+9d" | "-9d" | "+9w" | "-9w" => return Some(WordShape::Day),
        _ => {}
    }
    if is_range(word) {
        return Some(WordShape::Range);
    }
    if is_day(word) {
        return Some(WordShape::Day);
    }
    is_mark(word).then_some(WordShape::Mark)
}

/// `9-10:30`, `9:00-10:30`, `9am-5pm`, `10-12`, but no years: `2025-2026`.
fn is_range(word: &str) -> bool {
    let Some((from, to)) = word.split_once('-') else { return false };
    let clock = |text: &str| {
        matches!(shape(text).as_str(), "9" | "9:9" | "9am" | "9pm" | "9:9am" | "9:9pm" | "9h" | "9uhr")
            && text.len() <= 7
    };
    let year = |text: &str| text.len() == 4 && text.parse().is_ok_and(|year: u32| (1900..2100).contains(&year));
    clock(from) && (clock(to) || to == "now") && !(year(from) && year(to))
}

/// `!hihg`, `~2h`, `due:fri`, `duw:fri`.
fn is_mark(word: &str) -> bool {
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (Some('!'), Some(next)) => return next.is_alphabetic(),
        (Some('~'), Some(next)) => return next.is_ascii_digit(),
        _ => {}
    }
    let Some((name, _)) = word.split_once(':').filter(|(_, value)| !value.is_empty() && !value.starts_with('/')) else {
        return false;
    };
    let name = name.trim_end_matches('!');
    NAMES.contains(&name) || MARKS.iter().any(|mark| distance(name, mark) <= usize::from(name.len() > 2))
}

/// A word with each run of digits as one `9`.
fn shape(word: &str) -> String {
    let mut shape = String::with_capacity(word.len());
    for c in word.chars() {
        let c = if c.is_ascii_digit() { '9' } else { c };
        if c != '9' || !shape.ends_with('9') {
            shape.push(c);
        }
    }
    shape
}

/// Returns words as they are matched: plain, without the marks of a sentence around them.
pub(crate) fn plainly(words: &[&str]) -> Vec<String> {
    let bare = |word: &&str| {
        let plain = crate::command::grammar::plain(word);
        let ends = [',', ';', '!', '?', ')'];
        let word = plain.trim_start_matches('(').trim_end_matches(ends);
        // A full stop ends a sentence behind a clock time or a word, and belongs to a date.
        let stop = word.strip_suffix('.').filter(|rest| rest.contains(':') || rest.ends_with(char::is_alphabetic));
        stop.unwrap_or(word).trim_end_matches(ends).to_owned()
    };
    words.iter().map(bare).collect()
}

/// Refuses a note that begins or ends with a day, a time or a length which was meant for something else.
///
/// Each word as it was typed; one that has spaces was quoted. In the middle of a sentence people write what they like,
/// and so they do at its end where it could be anything (`chapter 3-4`).
pub fn check_note(words: &[&str], now: &Now) -> Result<()> {
    let plain = plainly(words);
    let first = look(&plain, 0, now).filter(|(look, _)| !matches!(look, WordShape::Mark | WordShape::Perhaps));
    let last = (0..plain.len()).find_map(|at| {
        let (look, many) = look(&plain, at, now)?;
        let sure = plain[at].contains(':') || matches!(look, WordShape::Day | WordShape::Time);
        (at + many == plain.len() && sure && !matches!(look, WordShape::Mark | WordShape::Perhaps))
            .then_some((look, at))
    });
    let (look, from, to) = match (first, last) {
        (Some((look, many)), _) => (look, 0, many),
        (None, Some((look, at))) => (look, at, words.len()),
        (None, None) => return Ok(()),
    };
    let typed = words[from..to].join(" ");
    if typed.contains('\\') || words[from..to].iter().any(|word| word.contains(char::is_whitespace)) {
        return Ok(());
    }
    let instead = match look {
        WordShape::Day => "say the day with --on".to_owned(),
        WordShape::Time => "say when with --at, or a range of hours in front".to_owned(),
        _ => "say how long in one word, like 1h30".to_owned(),
    };
    Err(refusal(&typed, look, &instead))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::grammar::testing::monday;

    fn looks(text: &str) -> Option<(WordShape, usize)> {
        look(&plainly(&text.split(' ').collect::<Vec<_>>()), 0, &monday())
    }

    #[test]
    fn shapes() {
        for (text, is) in [
            ("31.6.", WordShape::Day),
            ("22.6.26", WordShape::Day),
            ("2026-02-30", WordShape::Day),
            ("20-07-2026", WordShape::Day),
            ("tomorrow,", WordShape::Day),
            ("Fri", WordShape::Day),
            ("mon-fri", WordShape::Day),
            ("7/20", WordShape::Perhaps),
            ("20.07", WordShape::Perhaps),
            ("25:00", WordShape::Time),
            ("9:75", WordShape::Time),
            ("noon", WordShape::Time),
            ("15:00-", WordShape::Time),
            ("(15:00).", WordShape::Time),
            ("3pm", WordShape::Time),
            ("25:00-26:00", WordShape::Range),
            ("15-14", WordShape::Range),
            ("1h30", WordShape::Length),
            ("1,5h", WordShape::Length),
            ("45m", WordShape::Length),
            ("!hihg", WordShape::Mark),
            ("~2x", WordShape::Mark),
            ("duw:fri", WordShape::Mark),
            ("priority:H", WordShape::Mark),
        ] {
            assert_eq!(looks(text), Some((is, 1)), "{text}");
        }
        for (text, is, many) in [
            ("next mon", WordShape::Day, 2),
            ("22 June", WordShape::Day, 2),
            ("30 February", WordShape::Day, 2),
            ("in 3 days", WordShape::Day, 3),
            ("3 pm", WordShape::Time, 2),
            ("45 min", WordShape::Length, 2),
        ] {
            assert_eq!(looks(text), Some((is, many)), "{text}");
        }
        for text in [
            "Q1",
            "2026",
            "1:1",
            "101",
            "3rd",
            "9",
            "2025-2026",
            "v1.2",
            "https://x.example",
            "re:",
            "call",
            "July",
            "!",
        ] {
            assert_eq!(looks(text), None, "{text}");
        }
    }

    #[test]
    fn notes() {
        let said = |text: &str| check_note(&text.split(' ').collect::<Vec<_>>(), &monday()).map_err(|e| e.to_string());
        for text in ["", "newsletter", "due:fri !high #tag", "prepared Monday meeting notes", "proofread pages 10-12"] {
            assert_eq!(said(text), Ok(()), "{text}");
        }
        for text in ["yesterday", "30m draft", "15:00 call", "call with Bo yesterday", "call at 15:00", "mail 22 June"]
        {
            assert!(said(text).is_err(), "{text}");
        }
        assert_eq!(check_note(&["call with Bo yesterday"], &monday()).map_err(|e| e.to_string()), Ok(()));
        assert_eq!(
            said("call yesterday").unwrap_err(),
            "'yesterday' looks like a day and is none here: say the day with --on, or put it in quotes to keep it as text"
        );
    }
}
