//! A task in one line: `acme send July newsletter draft due:fri 17:00 ~2h !high #newsletter every:month`.

use chrono::NaiveDate;

use crate::command::grammar::date::write_date;
use crate::command::grammar::duration::{read_duration, write_duration};
use crate::command::grammar::line::{KnownNames, LineWords, TitleWord};
use crate::command::grammar::looks::{WordShape, look};
use crate::command::grammar::repeat::TaskRepeat;
use crate::command::grammar::{Now, Toward, clock, date, line, looks, normal, shown, timing};
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
    pub repeat: Option<TaskRepeat>,
}

/// A word of a task line, told by its shape.
enum TaskWord<'a> {
    Mark(&'static str, &'a str),
    Priority(Priority),
    Rush,
    Estimate(&'a str),
    Tag(&'a str),
    Title,
}

fn kind(word: &str) -> TaskWord<'_> {
    if let Some((mark, value)) = line::mark(word, &MARKS) {
        return TaskWord::Mark(mark, value);
    }
    if let Some((_, priority)) = PRIORITIES.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)) {
        return TaskWord::Priority(*priority);
    }
    match (word.chars().next(), word.get(1..)) {
        (Some('#'), Some(tag)) if is_tag(tag) => TaskWord::Tag(tag),
        (Some('!'), Some(rush)) if rush.eq_ignore_ascii_case("rush") => TaskWord::Rush,
        (Some('~'), Some(long)) if long.starts_with(|c: char| c.is_ascii_digit()) => TaskWord::Estimate(long),
        _ => TaskWord::Title,
    }
}

/// Whether a text can be a tag: it begins with a letter, then letters, digits, `-`, `_`, `.` and `/`.
pub fn is_tag(text: &str) -> bool {
    text.starts_with(char::is_alphabetic) && text.chars().all(|c| c.is_alphanumeric() || "-_./".contains(c))
}

impl TaskLine {
    /// Reads a line.
    pub fn read(text: &str, now: &Now, names: &dyn KnownNames) -> Result<Self> {
        let text = line::unquoted(&normal(text));
        let mut task = Self::default();
        let mut title = Vec::new();
        let mut words = LineWords::of(&text);
        while let Some(word) = words.next() {
            match kind(word) {
                TaskWord::Title => title.push(TitleWord::new(word)),
                TaskWord::Tag(tag) if task.tags.iter().any(|known| known == tag) => {}
                TaskWord::Tag(tag) => task.tags.push(tag.to_owned()),
                TaskWord::Rush => task.rush = true,
                TaskWord::Estimate(long) => line::once(&mut task.estimate, read_duration(long)?, "~")?,
                TaskWord::Priority(priority) if task.priority == Priority::None => task.priority = priority,
                TaskWord::Priority(_) => {
                    return Err(Error::problem("the priority is there twice: keep one of the two"));
                }
                TaskWord::Mark(mark, value) => {
                    let value = words.value(mark, value)?;
                    task.set(mark, value, &mut words, now, names)?;
                }
            }
        }
        line::leading_client(&mut task.client, &mut title, names)?;
        check_title(&title, &task, now)?;
        task.title = line::text(&title);
        if task.title.is_empty() {
            return Err(Error::problem("what is to be done? type a title, like acme send the newsletter due:fri"));
        }
        Ok(task)
    }

    fn set(
        &mut self,
        mark: &str,
        value: &str,
        words: &mut LineWords<'_>,
        now: &Now,
        names: &dyn KnownNames,
    ) -> Result<()> {
        match mark {
            "due:" => line::once(&mut self.due, read_due(value, words, now)?, mark),
            "wait:" => line::once(&mut self.wait_until, read_day(value, words, now)?, mark),
            "client:" => line::once(&mut self.client, line::client(names, value)?, mark),
            "service:" => {
                let service = names.service(value);
                let refusal = || Error::problem(format!("{} is no service: type the code of one", shown(value)));
                line::once(&mut self.service, service.ok_or_else(refusal)?, mark)
            }
            every => {
                let repeat = TaskRepeat { rule: line::rule(value, words)?, after_done: every == "every!:" };
                line::once(&mut self.repeat, repeat, "every:")
            }
        }
    }

    /// Writes the line that reads back as this task.
    pub fn to_line(&self, now: &Now, names: &dyn KnownNames) -> String {
        let names_client = |at, word: &str| at == 0 && self.client.is_none() && names.client(word).is_some();
        let line = self.line_with(now, |at, word| !matches!(kind(word), TaskWord::Title) || names_client(at, word));
        if Self::read(&line, now, names).is_ok_and(|read| read == *self) {
            return line;
        }
        // Some word of the title looks like a day, a time or a client.
        self.line_with(now, |_, _| true)
    }

    fn line_with(&self, now: &Now, special: impl Fn(usize, &str) -> bool) -> String {
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

/// A mark's value and the title's words behind it, as they are matched.
fn ahead(value: &str, words: &LineWords<'_>) -> Vec<String> {
    let mut all = vec![value];
    all.extend(words.ahead(|word| !matches!(kind(word), TaskWord::Title)));
    looks::plainly(&all)
}

/// Takes one day at the beginning of `all`, the first of which is the mark's value: how many words it has.
fn day_of(all: &[String], now: &Now) -> Option<(NaiveDate, usize)> {
    timing::days_at(all, 0, now).filter(|((first, last), _)| first == last).map(|((day, _), many)| (day, many))
}

/// A day of one to three words: `wait:thu`, `wait:next week`.
fn read_day(value: &str, words: &mut LineWords<'_>, now: &Now) -> Result<NaiveDate> {
    let Some((day, many)) = day_of(&ahead(value, words), now) else {
        return date::read_date(value, now, Toward::Future);
    };
    words.by_ref().take(many - 1).for_each(drop);
    Ok(day)
}

/// A day, with a time of day behind it (a bare `9` only at the end or before a mark), or a moment.
fn read_due(value: &str, words: &mut LineWords<'_>, now: &Now) -> Result<Due> {
    let all = ahead(value, words);
    let Some((day, many)) = day_of(&all, now) else {
        if let Some((time, taken)) = timing::clock_at(&all, 0, true) {
            words.by_ref().take(taken - 1).for_each(drop);
            return time.nearest(now, Toward::Future).map(Due::At);
        }
        let moment = clock::read_time(value, now, Toward::Future).map(Due::At);
        let said = format!("{} is no due date: try due:fri, due:fri 17:00, due:22.6. or due:eom", shown(value));
        return moment.map_err(|_| Error::problem(said));
    };
    let led = usize::from(all.get(many).is_some_and(|word| word == "at"));
    let (due, taken) = match timing::clock_at(&all, many + led, true) {
        Some((time, taken)) => (Due::At(time.on(day, &now.zone)?), many + led + taken),
        None => (Due::Date(day), many),
    };
    words.by_ref().take(taken - 1).for_each(drop);
    Ok(due)
}

/// Refuses a title with words that look like a day, a time, a length or a mark: they were meant to be one.
fn check_title(title: &[TitleWord], task: &TaskLine, now: &Now) -> Result<()> {
    let texts: Vec<&str> = title.iter().map(|word| if word.literal { "" } else { word.text.as_str() }).collect();
    let words = looks::plainly(&texts);
    for at in 0..words.len() {
        let Some((look, many)) = look(&words, at, now) else { continue };
        // A part or a version, where it is said elsewhere when it is due.
        if look == WordShape::Perhaps && task.due.is_some() {
            continue;
        }
        let text = line::text(&title[at..at + many]);
        let instead = match look {
            WordShape::Length => "type ~ in front of how long it should take".to_owned(),
            WordShape::Mark => "marks are due: wait: every: ~2h !high !rush #tag service: client:".to_owned(),
            _ => "type due: in front of a day or a time".to_owned(),
        };
        return Err(looks::refusal(&text, look, &instead));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::grammar::testing::{KnownOffice, day, instant, monday};

    fn read(text: &str) -> TaskLine {
        TaskLine::read(text, &monday(), &KnownOffice).unwrap()
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
            repeat: Some(TaskRepeat { rule: "FREQ=MONTHLY".into(), after_done: false }),
        };
        assert_eq!(task, expected);
        assert_eq!(
            task.to_line(&monday(), &KnownOffice),
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
            ("pay due:fri 5 pm soon", "pay soon due:2026-06-26 17:00"),
            ("pay due:fri noon", "pay due:2026-06-26 12:00"),
            ("pay due:fri at 9:30", "pay due:2026-06-26 09:30"),
            ("pay due:in 3 days", "pay due:2026-06-25"),
            ("pay due:next week wait:eow", "pay due:2026-06-29 wait:2026-06-28"),
            ("pay due:eom", "pay due:2026-06-30"),
            ("pay due:22 July 17:00 soon", "pay soon due:2026-07-22 17:00"),
            ("pay due:9:00", "pay due:2026-06-22 09:00"),
            ("pay every:2 weeks due:fri", "pay due:2026-06-26 every:2weeks"),
            (r#"pay the "Monday bill""#, r"\pay \the \Monday \bill"),
            ("pay due: fri", "pay due:2026-06-26"),
            ("pay due:17:00", "pay due:2026-06-22 17:00"),
            ("pay due:2026-10-25 2:30+01:00", "pay due:2026-10-25 02:30+01:00"),
            ("read https://x.example/a:b ! #1 C# ~ ok", "read https://x.example/a:b ! #1 C# ~ ok"),
            ("\\acme history \\#x \\due:fri", "\\acme history \\#x \\due:fri"),
            ("acme acme review", "acme acme review"),
            ("client:globex acme review", "globex acme review"),
            ("back up every!:2weeks #a #a", "back up every!:2weeks #a"),
        ] {
            assert_eq!(read(text).to_line(&monday(), &KnownOffice), written, "{text}");
            assert_eq!(read(written), read(text));
        }
    }

    #[test]
    fn what_is_refused() {
        let said = |text| TaskLine::read(text, &monday(), &KnownOffice).unwrap_err().to_string();
        for (text, sentence) in [
            ("acme due:fri", "what is to be done? type a title, like acme send the newsletter due:fri"),
            ("a due:never", "'never' is no due date: try due:fri, due:fri 17:00, due:22.6. or due:eom"),
            ("a due:", r"due: needs a value behind it: type \due: to keep it in the title"),
            ("a due:fri due:mon", "due: is there twice: keep one of the two"),
            ("a !low !high", "the priority is there twice: keep one of the two"),
            ("a ~2", "2 what? type 2m or 2h"),
            ("a service:magic", "'magic' is no service: type the code of one"),
            ("a due:2026-03-29 2:30", "02:30 does not exist on 2026-03-29: type 01:30 or 03:30"),
        ] {
            assert_eq!(said(text), sentence, "{text}");
        }
        assert_eq!(
            said("call due:fri 9:75"),
            "'9:75' looks like a time and is none here: type due: in front of a day or a time, or put it in quotes to keep \
             it as text"
        );
        for line in [
            "call friday",
            "write report 2h",
            "call 25.7.",
            "call 15:00",
            "call !hihg",
            "call duw:fri",
            "call 7/20",
            "amce call",
        ] {
            assert!(TaskLine::read(line, &monday(), &KnownOffice).is_err(), "{line}");
        }
    }
}
