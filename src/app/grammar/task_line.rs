//! A task in one line: `acme send July newsletter draft due:fri 17:00 ~2h !high #newsletter every:month`.

use chrono::NaiveDate;

use super::date::{read_date, write_date};
use super::duration::{read_duration, write_duration};
use super::line::{self, Names, Word, Words};
use super::repeat::{Repeat, read_rule};
use super::{Now, Toward, clock, normal, plain, shown, when};
use crate::domain::time::Instant;
use crate::error::{Error, Result};

const PRIORITIES: [(&str, Priority); 3] =
    [("!low", Priority::Low), ("!normal", Priority::Normal), ("!high", Priority::High)];

const MARKS: [&str; 6] = ["due:", "wait:", "every:", "every!:", "service:", "client:"];

/// How much a task matters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Priority {
    /// None given.
    #[default]
    None,
    /// `!low`.
    Low,
    /// `!normal`.
    Normal,
    /// `!high`.
    High,
}

/// When a task is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Some time on a date.
    Date(NaiveDate),
    /// By a moment.
    At(Instant),
}

/// What one line says about a task.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskLine {
    /// The client's code: the first word of the title, or `client:acme`.
    pub client: Option<String>,
    /// The service's code: `service:email`.
    pub service: Option<String>,
    /// All words that are no marks.
    pub title: String,
    /// `due:fri`, `due:fri 17:00`, `due:17:00`.
    pub due: Option<Due>,
    /// `wait:mon`.
    pub wait_until: Option<NaiveDate>,
    /// `!high`, `!normal`, `!low`.
    pub priority: Priority,
    /// `!rush`.
    pub rush: bool,
    /// `~2h`, in seconds.
    pub estimate: Option<i64>,
    /// `#newsletter`.
    pub tags: Vec<String>,
    /// `every:month` from the due date, `every!:month` from when it was done.
    pub repeat: Option<Repeat>,
}

/// A word of a task line, told by its shape.
enum Kind<'a> {
    Mark(&'static str, &'a str),
    Priority(Priority),
    Rush,
    Estimate(&'a str),
    Tag(&'a str),
    Title,
}

fn kind(word: &str) -> Kind<'_> {
    if let Some((mark, value)) = line::mark(word, &MARKS) {
        return Kind::Mark(mark, value);
    }
    if let Some((_, priority)) = PRIORITIES.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)) {
        return Kind::Priority(*priority);
    }
    match (word.chars().next(), word.get(1..)) {
        (Some('#'), Some(tag)) if is_tag(tag) => Kind::Tag(tag),
        (Some('!'), Some(rush)) if rush.eq_ignore_ascii_case("rush") => Kind::Rush,
        (Some('~'), Some(long)) if long.starts_with(|c: char| c.is_ascii_digit()) => Kind::Estimate(long),
        _ => Kind::Title,
    }
}

/// Whether a text can be a tag: it begins with a letter, then letters, digits, `-`, `_`, `.` and `/`.
pub fn is_tag(text: &str) -> bool {
    text.starts_with(char::is_alphabetic) && text.chars().all(|c| c.is_alphanumeric() || "-_./".contains(c))
}

impl TaskLine {
    /// Reads a line.
    pub fn read(text: &str, now: &Now, names: &dyn Names) -> Result<Self> {
        let text = normal(text);
        let mut task = Self::default();
        let mut title = Vec::new();
        let mut words = Words::of(&text);
        while let Some(word) = words.next() {
            match kind(word) {
                Kind::Title => title.push(Word::new(word)),
                Kind::Tag(tag) if task.tags.iter().any(|known| known == tag) => {}
                Kind::Tag(tag) => task.tags.push(tag.to_owned()),
                Kind::Rush => task.rush = true,
                Kind::Estimate(long) => line::once(&mut task.estimate, read_duration(long)?, "~")?,
                Kind::Priority(priority) if task.priority == Priority::None => task.priority = priority,
                Kind::Priority(_) => return Err(Error::problem("the priority is there twice: keep one of the two")),
                Kind::Mark(mark, value) => {
                    let value = words.value(mark, value)?;
                    task.set(mark, value, &mut words, now, names)?;
                }
            }
        }
        line::leading_client(&mut task.client, &mut title, names);
        task.title = line::text(&title);
        if task.title.is_empty() {
            return Err(Error::problem("what is to be done? type a title, like acme send the newsletter due:fri"));
        }
        Ok(task)
    }

    fn set(&mut self, mark: &str, value: &str, words: &mut Words<'_>, now: &Now, names: &dyn Names) -> Result<()> {
        match mark {
            "due:" => line::once(&mut self.due, read_due(value, words, now)?, mark),
            "wait:" => line::once(&mut self.wait_until, read_date(value, now, Toward::Future)?, mark),
            "client:" => line::once(&mut self.client, line::client(names, value)?, mark),
            "service:" => {
                let service = names.service(value);
                let refusal = || Error::problem(format!("{} is no service: type the code of one", shown(value)));
                line::once(&mut self.service, service.ok_or_else(refusal)?, mark)
            }
            every => {
                let repeat = Repeat { rule: read_rule(value)?, after_done: every == "every!:" };
                line::once(&mut self.repeat, repeat, "every:")
            }
        }
    }

    /// The line that reads back as this task.
    pub fn to_line(&self, now: &Now, names: &dyn Names) -> String {
        let names_client = |at, word: &str| at == 0 && self.client.is_none() && names.client(word).is_some();
        let special = |at, word: &str| !matches!(kind(word), Kind::Title) || names_client(at, word);
        let mut line: Vec<String> = self.client.iter().cloned().collect();
        line.push(line::escaped(&self.title, special));
        line.extend(self.due.map(|due| match due {
            Due::Date(date) => format!("due:{}", write_date(date)),
            Due::At(at) => format!("due:{}", clock::write_time(at, &now.zone)),
        }));
        line.extend(self.wait_until.map(|date| format!("wait:{}", write_date(date))));
        line.extend(self.estimate.map(|seconds| format!("~{}", write_duration(seconds))));
        let priority = PRIORITIES.iter().find(|(_, priority)| *priority == self.priority);
        line.extend(priority.map(|(name, _)| (*name).to_owned()));
        line.extend(self.rush.then(|| "!rush".to_owned()));
        line.extend(self.service.iter().map(|service| format!("service:{service}")));
        line.extend(self.repeat.iter().map(ToString::to_string));
        line.extend(self.tags.iter().map(|tag| format!("#{tag}")));
        line.join(" ")
    }
}

/// A date, with the next word if it is a time of day (a bare `9` only at the end or before a mark), or a moment.
fn read_due(value: &str, words: &mut Words<'_>, now: &Now) -> Result<Due> {
    let Ok(date) = read_date(value, now, Toward::Future) else {
        let said = format!("{} is no due date: try due:fri, due:fri 17:00 or due:22.6.", shown(value));
        let is_clock = clock::read_clock(value).is_ok();
        let moment = clock::read_time(value, now, Toward::Future).map(Due::At);
        return moment.map_err(|error| if is_clock { error } else { Error::problem(said) });
    };
    let ahead: Vec<String> = words.ahead(|word| !matches!(kind(word), Kind::Title)).into_iter().map(plain).collect();
    let Some((time, taken)) = when::clock_at(&ahead, 0, true) else { return Ok(Due::Date(date)) };
    words.by_ref().take(taken).for_each(drop);
    time.on(date, &now.zone).map(Due::At)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Office, day, instant, monday};
    use super::*;

    fn read(text: &str) -> TaskLine {
        TaskLine::read(text, &monday(), &Office).unwrap()
    }

    #[test]
    fn everything_in_one_line() {
        let text = "acme send July newsletter draft due:fri 17:00 ~2h !high #newsletter every:month wait:thu !rush service:email";
        let task = read(text);
        let expected = TaskLine {
            client: Some("acme".into()),
            service: Some("email".into()),
            title: "send July newsletter draft".into(),
            due: Some(Due::At(instant("2026-06-26T17:00:00+02:00"))),
            wait_until: Some(day("2026-06-25")),
            priority: Priority::High,
            rush: true,
            estimate: Some(7200),
            tags: vec!["newsletter".into()],
            repeat: Some(Repeat { rule: "FREQ=MONTHLY".into(), after_done: false }),
        };
        assert_eq!(task, expected);
        assert_eq!(
            task.to_line(&monday(), &Office),
            "acme send July newsletter draft due:2026-06-26 17:00 wait:2026-06-25 ~2:00 !high !rush service:email every:month #newsletter"
        );
    }

    #[test]
    fn tasks() {
        for (text, written) in [
            ("water the plants", "water the plants"),
            ("due:fri acme call back", "acme call back due:2026-06-26"),
            ("pay due:fri 9 copies", "pay 9 copies due:2026-06-26"),
            ("pay due:fri 9 #bills", "pay due:2026-06-26 09:00 #bills"),
            ("pay due:fri 5 pm now", "pay now due:2026-06-26 17:00"),
            ("pay due: fri", "pay due:2026-06-26"),
            ("pay due:17:00", "pay due:2026-06-22 17:00"),
            ("pay due:2026-10-25 2:30+01:00", "pay due:2026-10-25 02:30+01:00"),
            ("read https://x.example/a:b ! #1 C# ~ ok", "read https://x.example/a:b ! #1 C# ~ ok"),
            ("\\acme history \\#x \\due:fri", "\\acme history \\#x \\due:fri"),
            ("acme acme review", "acme acme review"),
            ("client:globex acme review", "globex acme review"),
            ("back up every!:2weeks #a #a", "back up every!:2weeks #a"),
        ] {
            assert_eq!(read(text).to_line(&monday(), &Office), written, "{text}");
            assert_eq!(read(written), read(text));
        }
    }

    #[test]
    fn what_is_refused() {
        let said = |text| TaskLine::read(text, &monday(), &Office).unwrap_err().to_string();
        for (text, sentence) in [
            ("acme due:fri", "what is to be done? type a title, like acme send the newsletter due:fri"),
            ("a due:never", "'never' is no due date: try due:fri, due:fri 17:00 or due:22.6."),
            ("a due:", r"due: needs a value behind it: type \due: to keep it in the title"),
            ("a due:fri due:mon", "due: is there twice: keep one of the two"),
            ("a !low !high", "the priority is there twice: keep one of the two"),
            ("a ~2", "2 what? type 2m or 2h"),
            ("a service:magic", "'magic' is no service: type the code of one"),
            ("a due:2026-03-29 2:30", "02:30 does not exist on 2026-03-29: type 01:30 or 03:30"),
        ] {
            assert_eq!(said(text), sentence, "{text}");
        }
    }
}
