//! What is typed to narrow a list: `newsletter client:acme #draft due:week !high -waiting`.
//!
//! All conditions hold at once; behind `client:`, `state:` and `due:` several values by commas mean any of them.

use chrono::{Datelike, NaiveDate};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::domain::spelling::nearest;
use crate::domain::time::plus_days;
use crate::error::{Error, Result};

/// What a row is, as far as a filter asks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts<'a> {
    /// Everything the row shows, in which words are looked for.
    pub text: &'a str,
    /// The client's code.
    pub client: Option<&'a str>,
    /// Tags by spaces, without `#`.
    pub tags: &'a str,
    /// A task's or an entry's state.
    pub state: &'a str,
    /// The local day it is due.
    pub due: Option<NaiveDate>,
    /// Whether it is past its due day or moment and still to do.
    pub overdue: bool,
    /// The present day.
    pub today: NaiveDate,
    /// 0 none, 1 low, 2 normal, 3 high.
    pub priority: i64,
    /// Whether it is rush work.
    pub rush: bool,
}

/// What must hold of a row for it to be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter(Vec<Term>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Term {
    /// Whether it must not hold.
    not: bool,
    what: Condition,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Condition {
    /// Folded text somewhere in the row.
    Text(String),
    /// Folded codes; `none` for a row without a client.
    Client(Vec<String>),
    Tag(String),
    State(Vec<String>),
    Due(Vec<DueCondition>),
    Priority(i64),
    Rush,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DueCondition {
    Overdue,
    Today,
    Tomorrow,
    Week,
    None,
}

const DUES: [(&str, DueCondition); 5] = [
    ("overdue", DueCondition::Overdue),
    ("today", DueCondition::Today),
    ("tomorrow", DueCondition::Tomorrow),
    ("week", DueCondition::Week),
    ("none", DueCondition::None),
];
const STATES: [&str; 5] = ["open", "waiting", "done", "dropped", "running"];
const MARKS: [&str; 5] = ["none", "low", "normal", "high", "rush"];
const KEYS: [&str; 3] = ["client", "state", "due"];

/// Text without case and accents, for finding.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            // Letters that Unicode does not take apart.
            'đ' | 'ð' => folded.push('d'),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'ı' => folded.push('i'),
            'ς' => folded.push('σ'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            // A capital may fall apart only when it is made small.
            c if is_combining_mark(c) => {}
            c => folded.push(c),
        }
    }
    folded
}

/// Monday to Sunday around a day.
pub(crate) fn week_of(day: NaiveDate) -> std::ops::RangeInclusive<NaiveDate> {
    let monday = plus_days(day, -i64::from(day.weekday().num_days_from_monday()));
    monday..=plus_days(monday, 6)
}

/// One word as it was typed: what is quoted has no meaning but its letters.
#[derive(Default)]
struct FilterWord {
    text: String,
    /// Bytes in front of the first quote.
    plain: usize,
}

fn split(text: &str) -> Result<Vec<FilterWord>> {
    let mut words = Vec::new();
    let mut word: Option<FilterWord> = None;
    let (mut quoted, mut seen_quote) = (false, false);
    for c in text.chars() {
        if c == '"' {
            quoted = !quoted;
            seen_quote = true;
            word.get_or_insert_default();
        } else if c.is_whitespace() && !quoted {
            words.extend(word.take());
            seen_quote = false;
        } else {
            let word = word.get_or_insert_default();
            word.text.push(c);
            if !seen_quote {
                word.plain = word.text.len();
            }
        }
    }
    if quoted {
        return Err(Error::problem("a \" is not closed: type another \" at its end"));
    }
    words.extend(word);
    Ok(words)
}

impl Filter {
    /// Reads a filter; nothing typed admits everything.
    pub fn read(text: &str) -> Result<Self> {
        let mut terms = Vec::new();
        for FilterWord { text, plain } in split(text)? {
            let not = plain > 0 && text.len() > 1 && text.starts_with('-');
            let (text, plain) = if not { (&text[1..], plain - 1) } else { (text.as_str(), plain) };
            if text.is_empty() {
                continue;
            }
            terms.push(Term { not, what: read_term(text, plain)? });
        }
        Ok(Self(terms))
    }

    /// Whether it admits everything.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a row is to be shown.
    pub fn admits(&self, facts: &Facts<'_>) -> bool {
        let text =
            if self.0.iter().any(|t| matches!(t.what, Condition::Text(_))) { fold(facts.text) } else { String::new() };
        self.0.iter().all(|term| term.what.holds(facts, &text) != term.not)
    }
}

/// Reads a word whose first `plain` bytes stand outside quotes.
fn read_term(text: &str, plain: usize) -> Result<Condition> {
    let mark = |sign: char| text.strip_prefix(sign).filter(|rest| plain > 0 && !rest.is_empty());
    if let Some(tag) = mark('#') {
        return Ok(Condition::Tag(fold(tag)));
    }
    if let Some(word) = mark('!').filter(|rest| rest.chars().all(char::is_alphabetic)) {
        let said = fold(word);
        let level = MARKS.iter().position(|m| *m == said).and_then(|n| i64::try_from(n).ok());
        let known = || MARKS.map(|m| format!("!{m}")).join(", ");
        let level = level.ok_or_else(|| Error::problem(format!("'!{word}' is not one of {}", known())))?;
        return Ok(if level == 4 { Condition::Rush } else { Condition::Priority(level) });
    }
    let Some((key, value)) = text.split_once(':').filter(|(key, _)| key.len() < plain) else {
        return Ok(Condition::Text(fold(text)));
    };
    let key = fold(key);
    let values = || fold(value).split(',').filter(|v| !v.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let needed = |values: Vec<String>, like: &str| {
        if values.is_empty() { Err(Error::problem(format!("'{key}:' needs a value: {like}"))) } else { Ok(values) }
    };
    match key.as_str() {
        "client" => needed(values(), "a client's code, or none").map(Condition::Client),
        "state" => {
            let states = needed(values(), &STATES.join(", "))?;
            match states.iter().find(|s| !STATES.contains(&s.as_str())) {
                Some(wrong) => Err(Error::problem(format!("'state:{wrong}' is not one of {}", STATES.join(", ")))),
                None => Ok(Condition::State(states)),
            }
        }
        "due" => {
            let known = DUES.map(|(word, _)| word).join(", ");
            let due = |word: &String| {
                let found = DUES.iter().find(|(name, _)| name == word).map(|(_, due)| *due);
                found.ok_or_else(|| Error::problem(format!("'due:{word}' is not one of {known}")))
            };
            needed(values(), &known)?.iter().map(due).collect::<Result<_>>().map(Condition::Due)
        }
        // A colon is also a time of day or an address; only what looks like a slip of the finger is refused.
        _ => match nearest(&key, KEYS.into_iter()) {
            close if close.is_empty() => Ok(Condition::Text(fold(text))),
            close => Err(Error::problem(format!("'{key}:' is no condition{close} (in quotes it is plain text)"))),
        },
    }
}

impl Condition {
    fn holds(&self, facts: &Facts<'_>, text: &str) -> bool {
        match self {
            Self::Text(wanted) => text.contains(wanted),
            Self::Client(codes) => {
                let code = facts.client.map_or_else(|| "none".to_owned(), fold);
                codes.contains(&code)
            }
            Self::Tag(tag) => facts.tags.split_whitespace().any(|t| fold(t) == *tag),
            Self::State(states) => states.iter().any(|s| s == facts.state),
            Self::Due(dues) => dues.iter().any(|due| due.holds(facts)),
            Self::Priority(level) => facts.priority == *level,
            Self::Rush => facts.rush,
        }
    }
}

impl DueCondition {
    fn holds(self, facts: &Facts<'_>) -> bool {
        match self {
            Self::Overdue => facts.overdue,
            Self::Today => facts.due == Some(facts.today),
            Self::Tomorrow => facts.due == Some(plus_days(facts.today, 1)),
            Self::Week => facts.due.is_some_and(|due| week_of(facts.today).contains(&due)),
            Self::None => facts.due.is_none(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// A task of Acme's on Wednesday 24 June 2026, due on Friday.
    fn facts() -> Facts<'static> {
        Facts {
            text: "Send draft of the Überblick, 10:30 to Łukasz Đặng",
            client: Some("acme"),
            tags: "draft news-letter",
            state: "open",
            due: Some(day("2026-06-26")),
            overdue: false,
            today: day("2026-06-24"),
            priority: 3,
            rush: false,
        }
    }

    fn admits(text: &str) -> bool {
        Filter::read(text).unwrap().admits(&facts())
    }

    fn refused(text: &str) -> String {
        Filter::read(text).unwrap_err().to_string()
    }

    #[test]
    fn words_are_found_whatever_their_case_and_accents() {
        for found in
            ["", "  ", "UBERBLICK", "überblick draft", "lukasz dang", "Đặng", "10:30", "\"the uber\"", "-nobody"]
        {
            assert!(admits(found), "{found}");
        }
        for missing in ["nobody", "draft nobody", "-draft", "\"draft the\"", "-\"the uber\""] {
            assert!(!admits(missing), "{missing}");
        }
        assert_eq!(fold("İSTANBUL Straße ΟΔΟΣ"), "istanbul strasse οδοσ");
    }

    #[test]
    fn conditions() {
        let yes = "client:acme|client:ACME|client:zeta,acme|#draft|#news-letter #draft|state:open|state:waiting,open|due:week\
                   |due:none,week|!high|-client:zeta|-#other|-!low|-state:done|-due:none|-!rush|draft client:acme !high -#x";
        for text in yes.split('|') {
            assert!(admits(text), "{text}");
        }
        let no = "client:acm|client:none|#dra|state:done|due:today|due:tomorrow|due:overdue|due:none|!low|!none|!rush|-client:acme|-!high";
        for text in no.split('|') {
            assert!(!admits(text), "{text}");
        }
    }

    #[test]
    fn a_row_without_client_or_date() {
        let bare = Facts { client: None, due: None, ..facts() };
        assert!(Filter::read("client:none due:none").unwrap().admits(&bare));
        assert!(!Filter::read("client:acme").unwrap().admits(&bare));
        assert!(!Filter::read("due:week").unwrap().admits(&bare));
        let late = Facts { overdue: true, due: Some(day("2026-06-24")), ..facts() };
        assert!(Filter::read("due:overdue due:today").unwrap().admits(&late));
    }

    #[test]
    fn the_week_goes_to_sunday() {
        let holds = |due: &str| Filter::read("due:week").unwrap().admits(&Facts { due: Some(day(due)), ..facts() });
        assert!(holds("2026-06-22") && holds("2026-06-28"));
        assert!(!holds("2026-06-21") && !holds("2026-06-29"));
    }

    #[test]
    fn what_is_quoted_is_only_text() {
        let hash = Facts { text: "#draft -x !high client:acme", client: None, tags: "", ..facts() };
        let admits = |text: &str| Filter::read(text).unwrap().admits(&hash);
        assert!(admits(r##""#draft" "-x" "!high" "client:acme""##));
        assert!(!admits("#draft"));
        assert!(!admits(r#"-"client:acme""#));
        assert!(admits(r#"client:"none""#));
    }

    #[test]
    fn slips_are_said() {
        assert_eq!(refused("say \"hi"), "a \" is not closed: type another \" at its end");
        assert_eq!(refused("client:"), "'client:' needs a value: a client's code, or none");
        assert_eq!(refused("state:opne"), "'state:opne' is not one of open, waiting, done, dropped, running");
        assert_eq!(refused("due:fri"), "'due:fri' is not one of overdue, today, tomorrow, week, none");
        assert_eq!(refused("!hihg"), "'!hihg' is not one of !none, !low, !normal, !high, !rush");
        assert_eq!(
            refused("clinet:acme"),
            "'clinet:' is no condition: did you mean client? (in quotes it is plain text)"
        );
    }

    #[test]
    fn signs_alone_are_text() {
        for text in ["-", "#", "!", ":", "!!", "--", "http://a.example"] {
            assert!(Filter::read(text).is_ok(), "{text}");
        }
        assert!(Filter::read("\"\"").unwrap().is_empty());
    }

    proptest! {
        #[test]
        fn reading_never_panics(text in "\\PC*") {
            let _ = Filter::read(&text).map(|f| f.admits(&facts()));
        }

        #[test]
        fn reading_never_panics_near_the_grammar(text in "([-#!\": ,é]|client|state|due|high|today|a){0,12}") {
            let _ = Filter::read(&text).map(|f| f.admits(&facts()));
        }

        #[test]
        fn not_is_the_opposite(text in "[a-z#!:]{1,8}") {
            if let (Ok(plain), Ok(not)) = (Filter::read(&text), Filter::read(&format!("-{text}"))) {
                prop_assert_ne!(plain.admits(&facts()), not.admits(&facts()));
            }
        }

        #[test]
        fn folding_again_changes_nothing(text in "\\PC*") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
