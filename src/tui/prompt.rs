//! A line one types into: for an action with a live echo of what is understood, or for a filter.

use std::ops::Range;

use chrono::NaiveDate;
use crossterm::event::{KeyCode, KeyEvent};

use super::line_editor::{EditOutcome, LineEditor, leaves};
use super::overlap::{TAKEN, overlapped};
use super::privacy::without_names;
use crate::app::write::rehearse;
use crate::app::{complete, syntax};
use crate::command::action::Action;
use crate::command::call::Call;
use crate::command::context::Context;
use crate::command::env::Env;
use crate::command::field::Shape;
use crate::command::filter::Filter;
use crate::command::grammar::words;
use crate::command::input::{Day, Hint, Input, NearDay, PastDay};
use crate::domain::time::day_text;
use crate::error::{Error, Result};
use crate::records::names::ClientName;
use crate::store::Store;

/// What a filter may say.
const FILTER_LIKE: &str = "words, client:CODE, #tag, state:waiting, due:week, !high; a minus in front means not";

/// What a prompt is for.
#[derive(Clone, Copy)]
pub enum Purpose {
    /// The words of an action.
    Call(&'static Action),
    /// The filter of the focused list.
    Filter,
    /// The client every list is filtered by.
    Client,
    /// The day to go to; `back` where a day without a year is a past one.
    Day {
        /// Whether it is a day that was worked on.
        back: bool,
    },
}

impl Purpose {
    /// What its history and drafts are kept under.
    pub fn name(self) -> &'static str {
        match self {
            Self::Call(action) => action.name,
            Self::Filter => "filter",
            Self::Client => "filter-client",
            Self::Day { .. } => "go-to",
        }
    }

    /// What is typed, in order: `client span [note …] [--…]`.
    pub fn usage(self) -> String {
        let Self::Call(action) = self else { return String::new() };
        let field = |f: &crate::command::field::Field| match f.shape {
            Shape::Required => Some(f.name.to_owned()),
            Shape::Optional => Some(format!("[{}]", f.name)),
            Shape::Words => Some(format!("{} …", f.name)),
            Shape::Rest => Some(format!("[{} …]", f.name)),
            Shape::Needed => Some(format!("--{} …", f.name)),
            Shape::Option | Shape::Many | Shape::Flag => None,
        };
        let mut words: Vec<String> = action.fields.iter().filter_map(field).collect();
        if action.fields.iter().any(|f| matches!(f.shape, Shape::Option | Shape::Many | Shape::Flag)) {
            words.push("[--…]".to_owned());
        }
        words.join(" ")
    }

    /// A line that could be typed, of an action that reads one.
    fn example(self) -> String {
        let Self::Call(action) = self else { return String::new() };
        let line = action.fields.first().filter(|f| matches!(f.shape, Shape::Words | Shape::Rest));
        line.map(|f| format!("such as: {}", f.like)).unwrap_or_default()
    }

    /// What it does, in a line.
    pub fn help(self) -> &'static str {
        match self {
            Self::Call(action) => action.help,
            Self::Filter => "Only rows with these words",
            Self::Client => "Only this client's rows in every pane; empty shows all",
            Self::Day { .. } => "The day to show: mon, +3d, 22.6., 2026-06-22",
        }
    }
}

/// Reads the day that is typed: of a timesheet a past one, else the nearest of that name.
pub fn day_to_show(text: &str, back: bool, context: &Context<'_>) -> Result<NaiveDate> {
    if back { PastDay::read(text, context).map(|day| day.0) } else { NearDay::read(text, context).map(|day| day.0) }
}

/// What a key did to a prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromptOutcome {
    /// The text is another.
    Changed,
    /// Nothing that matters.
    Stay,
    /// Done: `Enter`.
    Enter,
    /// Left: `Esc`, twice where something was typed.
    Leave,
}

/// A prompt, as a layer.
pub struct Prompt {
    /// What it is for.
    pub purpose: Purpose,
    /// What the calls are already told, one for each record they are for.
    fixed: Vec<Call>,
    /// What is typed.
    pub line: LineEditor,
    /// What was there when it opened.
    start: String,
    /// Values offered by `Tab`, and the one that is in the line.
    pub hints: Vec<Hint>,
    /// Which of them is in the line.
    pub picked: Option<usize>,
    word: Range<usize>,
    /// What was understood, or what is missing, and whether it would do.
    pub echo: (String, bool),
    /// Why it could not be done, until something else is typed.
    pub refused: Option<String>,
    /// What it would move beyond what it names.
    pub foreseen: Vec<String>,
    /// Whether `Esc` was pressed once.
    pub asked: bool,
    /// A whole line that `Tab` takes as long as nothing was typed.
    pub ready: Option<String>,
    /// Whether others' data must not be named.
    pub private: bool,
}

impl Prompt {
    /// Makes a prompt with words in it and what was typed before, oldest first.
    pub fn new(purpose: Purpose, fixed: Vec<Call>, words: &str, history: Vec<String>) -> Self {
        let mut line = LineEditor::with_history(history);
        line.set(words);
        let start = words.trim().to_owned();
        Self {
            purpose,
            fixed,
            line,
            start,
            hints: Vec::new(),
            picked: None,
            word: 0..0,
            echo: (String::new(), false),
            refused: None,
            foreseen: Vec::new(),
            asked: false,
            ready: None,
            private: false,
        }
    }

    /// Whether something was typed that would be lost.
    pub fn changed(&self) -> bool {
        matches!(self.purpose, Purpose::Call(_))
            && self.line.text().trim() != self.start
            && !self.line.text().trim().is_empty()
    }

    /// The whole line that `Tab` takes now.
    pub fn ready(&self) -> Option<&str> {
        self.ready.as_deref().filter(|_| self.line.text().trim() == self.start)
    }

    /// Reads the calls that are typed, one for each record.
    pub fn calls(&self) -> Result<Vec<Call>> {
        let typed = words::split_quoting(self.line.text())?;
        let call = |fixed: &Call| syntax::read(fixed.action, &[words::split(&fixed.tail())?, typed.clone()].concat());
        self.fixed.iter().map(call).collect()
    }

    /// The words that stand in front of what is typed.
    pub fn before(&self) -> String {
        match self.fixed.as_slice() {
            [] => String::new(),
            [one] => one.tail(),
            all => format!("{} rows", all.len()),
        }
    }

    /// Says anew what is understood, and what would stand in its way.
    pub fn listen(&mut self, store: &Store, env: &Env) {
        let context = env.context(store);
        let text = self.line.text();
        let heard = match self.purpose {
            Purpose::Filter => Filter::read(text).map(|_| FILTER_LIKE.to_owned()),
            Purpose::Client if text.trim().is_empty() => Ok("every client".to_owned()),
            Purpose::Client => ClientName::read(text, &context).map(|c| c.echo(&context)),
            Purpose::Day { back } => day_to_show(text, back, &context).map(|day| day_text(day, context.today())),
            Purpose::Call(_) => self.calls().and_then(|calls| {
                let said = self.said(&calls, &context)?;
                Ok(match self.hindrance(&calls, store, env) {
                    Some(what) => format!("{said} · ! {what}"),
                    None => said,
                })
            }),
        };
        let clients = if self.private { store.clients().unwrap_or_default() } else { Vec::new() };
        let veiled = |text: String| without_names(text, &clients);
        self.echo = match heard.map(veiled) {
            // Where nothing was typed yet, what may be.
            Ok(said) if said.is_empty() && !self.private => (self.purpose.example(), false),
            Ok(said) => (said, true),
            Err(error) => (veiled(error.to_string()), false),
        };
    }

    /// What was understood of each value; where some were not, those are told too, each at its word.
    fn said(&self, calls: &[Call], context: &Context<'_>) -> Result<String> {
        let heard = calls.first().map(|call| call.heard(context)).unwrap_or_default();
        let typed = heard.into_iter().filter(|(name, _)| !self.fixed.iter().any(|f| f.text(name).is_some()));
        // What a record is called, is not told to whoever looks on.
        let names_one = |name: &str| {
            let field = calls.first().and_then(|call| call.action.field(name));
            field.is_some_and(|field| field.names.is_some())
        };
        let typed = typed.filter(|(name, said)| !self.private || said.is_err() || !names_one(name));
        let (good, bad): (Vec<_>, Vec<_>) = typed.map(|(_, said)| said).partition(Result::is_ok);
        let mut bad: Vec<Error> = bad.into_iter().filter_map(Result::err).collect();
        if bad.len() == 1 {
            return Err(bad.remove(0));
        }
        if !bad.is_empty() {
            return Err(Error::problem(bad.iter().map(|e| format!("! {e}")).collect::<Vec<_>>().join(" · ")));
        }
        let good: Vec<String> = good.into_iter().filter_map(Result::ok).filter(|said| !said.is_empty()).collect();
        Ok(good.join(" · "))
    }

    /// What of the records stands in the way of calls that read well, as far as trying says without waiting.
    fn hindrance(&self, calls: &[Call], store: &Store, env: &Env) -> Option<String> {
        let asks = |c: &Call| c.action.field("overlap").is_some();
        if store.read_only() || !calls.iter().all(asks) {
            return None;
        }
        match rehearse(calls, store, env) {
            Err(Error::Problem { field: "overlap", .. }) if self.private => Some(TAKEN.to_owned()),
            Err(Error::Problem { field: "overlap", what }) => Some(format!("overlaps {}", overlapped(&what))),
            _ => None,
        }
    }

    /// Takes a key.
    pub fn press(&mut self, key: KeyEvent, context: &Context<'_>, private: bool) -> PromptOutcome {
        if leaves(key) {
            if !self.hints.is_empty() {
                self.forget_hints();
                return PromptOutcome::Stay;
            }
            if self.changed() && !self.asked {
                self.asked = true;
                return PromptOutcome::Stay;
            }
            return PromptOutcome::Leave;
        }
        self.asked = false;
        match key.code {
            KeyCode::Enter => PromptOutcome::Enter,
            KeyCode::Tab if private => PromptOutcome::Stay,
            KeyCode::Tab if self.ready().is_some() => {
                let line = self.ready.take().unwrap_or_default();
                self.line.set(&line);
                self.after(EditOutcome::Changed)
            }
            KeyCode::Tab | KeyCode::BackTab => self.complete(context, key.code == KeyCode::BackTab),
            _ => {
                let outcome = self.line.press(key);
                self.after(outcome)
            }
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) -> PromptOutcome {
        self.asked = false;
        let outcome = self.line.paste(text);
        self.after(outcome)
    }

    fn after(&mut self, outcome: EditOutcome) -> PromptOutcome {
        self.forget_hints();
        if outcome == EditOutcome::Changed {
            self.refused = None;
            return PromptOutcome::Changed;
        }
        PromptOutcome::Stay
    }

    fn forget_hints(&mut self) {
        self.hints.clear();
        self.picked = None;
    }

    /// Completes what is common to all that fits; again, goes through it.
    fn complete(&mut self, context: &Context<'_>, back: bool) -> PromptOutcome {
        if self.hints.is_empty() {
            let (range, word) = self.line.word_at_cursor();
            let before = &self.line.text()[..range.start];
            self.hints = match self.purpose {
                Purpose::Call(action) => {
                    let fixed = self.fixed.first().map(Call::tail).unwrap_or_default();
                    complete::hints(action, &format!("{fixed} {before}"), word, context)
                }
                Purpose::Client => ClientName::suggest(word, context),
                Purpose::Day { .. } => Day::suggest(word, context),
                Purpose::Filter => Vec::new(),
            };
            let common = complete::common(&self.hints).to_owned();
            let longer = common.len() > word.len();
            self.word = range.clone();
            if self.hints.len() == 1 {
                let open = common.ends_with('/') || common.ends_with('=');
                let space = if open || self.line.text()[range.end..].starts_with(' ') { "" } else { " " };
                self.line.replace(range, &format!("{common}{space}"));
                self.forget_hints();
            } else if longer {
                self.word = range.start..range.start + common.len();
                self.line.replace(range, &common);
            }
        } else {
            let count = self.hints.len();
            let next = match self.picked {
                None if back => count - 1,
                None => 0,
                Some(n) if back => (n + count - 1) % count,
                Some(n) => (n + 1) % count,
            };
            let text = self.hints[next].text.clone();
            self.line.replace(self.word.clone(), &text);
            self.word = self.word.start..self.word.start + text.len();
            self.picked = Some(next);
        }
        self.refused = None;
        PromptOutcome::Changed
    }
}
