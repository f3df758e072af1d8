//! How often a task comes back, read and in words.

use chrono::NaiveDate;

use crate::command::grammar::repeat::{TaskRepeat as Rule, read_rule, write_rule};
use crate::command::input::Input;
use crate::domain::event::Moment;
use crate::domain::recur::{bare, kept_day, part, with_part, words};
use crate::domain::zone::Zone;
use crate::error::Result;
use crate::store::Task;

/// How often a task comes back; with a `!`, counted from the day it was done.
pub struct TaskEvery(pub Rule);

impl Input for TaskEvery {
    const LIKE: &'static str = "week | 2weeks | mon,thu | month! from the day it is done | RRULE";

    fn read(text: &str, _: &crate::command::context::Context<'_>) -> Result<Self> {
        let text = text.trim();
        let bare = text.strip_suffix('!').or_else(|| text.strip_prefix('!'));
        Ok(Self(Rule { rule: read_rule(bare.unwrap_or(text))?, after_done: bare.is_some() }))
    }

    fn echo(&self, _: &crate::command::context::Context<'_>) -> String {
        every_words(&self.0.rule, self.0.after_done)
    }
}

impl TaskEvery {
    /// The word that reads back as this.
    pub fn word(rule: &str, from: Option<&str>) -> String {
        format!("{}{}", write_rule(&bare(rule)), if from == Some("done") { "!" } else { "" })
    }
}

/// `every month`; `every month, on the 31st or the last day`; `every week, counted from the day it is done`.
pub fn every_words(rule: &str, after_done: bool) -> String {
    let day = kept_day(rule).map(|day| format!(", on the {day}{} or a shorter month's last day", ordinal(day)));
    let from = if after_done { ", counted from the day it is done" } else { "" };
    format!("{}{}{from}", often(&bare(rule)), day.unwrap_or_default())
}

/// `every month`, `every day, 3 times`; what has no short word by what it means.
pub fn often(rule: &str) -> String {
    let ending = |name| part(rule, name);
    let plain = with_part(&with_part(rule, "COUNT", None), "UNTIL", None);
    let word = write_rule(&plain);
    // A rule that names its days means the same whatever day it begins on.
    let meant = || words(&plain, &Moment::Date(NaiveDate::default()), &Zone::utc());
    let text = if word.contains('=') { meant().unwrap_or(format!("every {word}")) } else { format!("every {word}") };
    let until = ending("UNTIL").and_then(|last| NaiveDate::parse_from_str(last.get(..8)?, "%Y%m%d").ok());
    let until = until.map(|last| format!(", until {}", last.format("%a %-d %b %Y")));
    let times = ending("COUNT").map(|n| if n == "1" { ", once more".to_owned() } else { format!(", {n} times") });
    format!("{text}{}{}", until.unwrap_or_default(), times.unwrap_or_default())
}

fn ordinal(day: u32) -> &'static str {
    match (day % 10, day / 10) {
        (1, 0 | 2 | 3) => "st",
        (2, 0 | 2) => "nd",
        (3, 0 | 2) => "rd",
        _ => "th",
    }
}

/// How a task comes back, in words.
pub fn repeats(task: &Task) -> Option<String> {
    let after_done = task.repeat_from.as_deref() == Some("done");
    task.repeat.as_deref().map(|rule| every_words(rule, after_done))
}
