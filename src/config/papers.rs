//! What is billed when, how papers look, how they are sent, and what is asked for when they are overdue.

use super::value::{Problem, TomlEntry, Value, number, text, yes};
use crate::domain::money::read_decimal;
use crate::domain::spelling::nearest;

/// Settings of what is billed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BillingSettings {
    /// Days before a cycle begins in which its fee is due in advance.
    pub fee_lead: i64,
}

/// Settings of papers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperSettings {
    /// `a4` or `letter`.
    pub size: String,
    /// The colour of their lines, `#rrggbb`.
    pub accent: String,
    /// Whether they have neither colours nor lines.
    pub plain: bool,
    /// Files of fonts for letters that the built-in one lacks.
    pub fonts: Vec<String>,
    /// The language of papers for clients who have none set.
    pub language: String,
}

impl Default for PaperSettings {
    fn default() -> Self {
        Self {
            size: "a4".to_owned(),
            accent: "#1f5f8b".to_owned(),
            plain: false,
            fonts: Vec::new(),
            language: "en".to_owned(),
        }
    }
}

/// Settings of mail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailSettings {
    /// The program that is given a ready message, and its arguments; a file is written if empty.
    pub send: Vec<String>,
}

/// A reminder of what is overdue: one `[[dunning]]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DunningLevel {
    /// Days after the due day.
    pub after: i64,
    /// What it is called.
    pub name: String,
    /// What it asks for the reminding, in thousandths of the document's currency.
    pub fee: i64,
    /// Whether it asks for interest.
    pub interest: bool,
}

/// The names in a `[[dunning]]`, each with what it is for the example file.
pub const NAMES: [(&str, &str, &str); 4] = [
    ("after", "7", "days after the due day"),
    ("name", "\"Reminder\"", "what it is called on its paper"),
    ("fee", "\"0\"", "what it asks for, in the document's currency"),
    ("interest", "false", "true: it asks for interest, by 'dunning rate'"),
];

impl DunningLevel {
    /// The levels where none are set: a friendly one, and two that follow.
    pub fn usual() -> Vec<Self> {
        let level = |after, name: &str| Self { after, name: name.to_owned(), fee: 0, interest: false };
        vec![level(7, "Reminder"), level(21, "Second reminder"), level(35, "Last reminder")]
    }

    fn take(&mut self, entry: &TomlEntry) -> Result<(), String> {
        let value = &entry.value;
        match entry.name.as_str() {
            "after" => self.after = number(value, 0..=3650, "a number of days from 0 to 3650")?,
            "name" => self.name = text(value)?.trim().to_owned(),
            "fee" => {
                let typed = text(value)?;
                self.fee = read_decimal(typed.trim(), 3)
                    .ok_or_else(|| format!("'{typed}' is no amount: write \"5\" or \"2.50\""))?;
            }
            "interest" => self.interest = yes(value)?,
            other => {
                let hint = nearest(other, NAMES.iter().map(|(name, _, _)| *name));
                return Err(format!("there is no such setting{hint}"));
            }
        }
        Ok(())
    }
}

/// Reads every `[[dunning]]`; one that cannot be used is told and left out. The first takes the place of those that hold where
/// none are set.
pub(super) fn read(entry: &TomlEntry, levels: &mut Vec<DunningLevel>, problems: &mut Vec<Problem>) {
    let Value::List(list) = &entry.value else {
        problems.push(Problem::at(entry.line, "dunning: write [[dunning]] on a line of its own, in double brackets"));
        return;
    };
    let mut found = Vec::new();
    for (line, value) in list {
        let Value::Table(entries) = value else {
            problems.push(Problem::at(*line, format!("dunning: {value} is no table: write [[dunning]]")));
            continue;
        };
        let mut level = DunningLevel { after: -1, name: String::new(), fee: 0, interest: false };
        for entry in entries {
            if let Err(what) = level.take(entry) {
                problems.push(Problem::at(entry.line, format!("dunning: {}: {what}", entry.name)));
            }
        }
        let line = entries.first().map_or(*line, |first| first.line);
        if level.after < 0 || level.name.is_empty() {
            let missing = if level.after < 0 { "after" } else { "name" };
            problems.push(Problem::at(line, format!("dunning: {missing} is missing, so it is left out")));
        } else if found.last().is_some_and(|before: &DunningLevel| before.after >= level.after) {
            problems.push(Problem::at(line, "dunning: each level comes later than the one before, so it is left out"));
        } else {
            found.push(level);
        }
    }
    if !found.is_empty() {
        *levels = found;
    }
}
