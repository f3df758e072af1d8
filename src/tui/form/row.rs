//! A field of a form: what is typed, and what was understood.

use crate::command::call::Call;
use crate::command::context::Context;
use crate::command::field::{Field, Shape};
use crate::command::grammar::words;
use crate::tui::line_editor::LineEditor;

/// A field as it stands in a form.
pub struct FormRow {
    /// The field.
    pub field: &'static Field,
    /// What is typed.
    pub line: LineEditor,
    /// What it began with.
    pub(super) start: String,
    /// What was understood, or why nothing was.
    pub heard: Result<String, String>,
    /// Why the whole could not be done, where that is this field's fault.
    pub refused: Option<String>,
    /// Whether it means something beside the other values.
    pub shown: bool,
    /// Whether it stands behind `more …` while it has no value.
    pub(super) folds: bool,
    /// Values worth choosing.
    pub(super) offered: Vec<String>,
    /// Whether it takes the first of them until something is typed.
    pub(super) follows: bool,
}

impl FormRow {
    fn new(field: &'static Field, text: &str) -> Self {
        let mut line = if field.long { LineEditor::long() } else { LineEditor::default() };
        line.set(text);
        let start = line.text().to_owned();
        let heard = Ok(String::new());
        Self {
            field,
            line,
            start,
            heard,
            refused: None,
            shown: true,
            folds: false,
            offered: Vec::new(),
            follows: false,
        }
    }

    /// A field with its value in a call.
    pub(super) fn of(field: &'static Field, call: &Call) -> Self {
        let flag = if call.text(field.name).is_some() { "yes" } else { "no" };
        let words = call.get(field.name);
        let text = match field.shape {
            Shape::Flag => flag.to_owned(),
            // One of several words is quoted, and so are all beside it.
            Shape::Many if words.iter().any(|word| word.contains([' ', ','])) => words::join(words),
            _ => call.text(field.name).unwrap_or_default(),
        };
        Self::new(field, &text)
    }

    /// What is typed, without space at its ends.
    pub(super) fn text(&self) -> &str {
        self.line.text().trim()
    }

    pub(super) fn changed(&self) -> bool {
        self.text() != self.start.trim()
    }

    /// Whether it is to be seen though it folds: it has or had a value, or something is wrong with it.
    pub(super) fn tells(&self) -> bool {
        let wrong = self.refused.is_some() || self.heard.as_ref().is_err_and(|what| !what.is_empty());
        wrong || self.field.tells(self.text()) || self.field.tells(self.start.trim())
    }

    /// Whether what is typed is one of the values worth choosing.
    pub(super) fn is_offered(&self) -> bool {
        self.offered.iter().any(|word| word == self.text())
    }

    /// Finds the values worth choosing in the call so far, and takes the first where nothing was typed.
    pub(super) fn offer(&mut self, call: &Call, context: &Context<'_>) {
        let Some(offers) = self.field.offers else { return };
        self.offered = offers(call, context);
        if self.follows && !self.changed() {
            let first = self.offered.first().cloned().unwrap_or_default();
            self.line.set(&first);
            self.start = first;
        }
    }

    /// The words it can be: a switch is on or off.
    pub fn choices(&self) -> &'static [&'static str] {
        if self.field.shape == Shape::Flag { &["yes", "no"] } else { self.field.choices }
    }

    /// Those of them, or the values worth choosing.
    pub(super) fn words_to_choose(&self) -> Vec<&str> {
        let choices = self.choices();
        if choices.is_empty() { self.offered.iter().map(String::as_str).collect() } else { choices.to_vec() }
    }

    /// What stands in the call for it; nothing if it is left out.
    pub(super) fn words(&self, all: bool) -> Option<Vec<String>> {
        let text = self.text();
        if !self.shown || !all && !self.changed() {
            return None;
        }
        match self.field.shape {
            Shape::Flag => (text == "yes").then(|| vec![String::new()]),
            _ if text.is_empty() => (!all).then(|| vec![String::new()]),
            Shape::Many if text.contains(['\'', '"']) => {
                Some(words::split(text).unwrap_or_else(|_| vec![text.to_owned()]))
            }
            Shape::Many => {
                Some(text.split([' ', ',']).filter(|w| !w.is_empty()).map(str::to_owned).collect::<Vec<_>>())
            }
            _ => Some(vec![text.to_owned()]),
        }
    }

    /// Reads what is typed, in the call that the form makes so far.
    pub(super) fn listen(&mut self, call: &Call, context: &Context<'_>) {
        let all = self.words(true).unwrap_or_default();
        let all = if self.field.shape == Shape::Flag { Vec::new() } else { all };
        let mut said = Vec::new();
        for word in &all {
            match self.field.hear(word, call, context) {
                Ok(text) => said.push(text),
                Err(error) => {
                    self.heard = Err(error.to_string());
                    return;
                }
            }
        }
        let missing = all.is_empty() && matches!(self.field.shape, Shape::Required | Shape::Needed | Shape::Words);
        self.heard = match self.field.shape {
            Shape::Flag if !matches!(self.text(), "" | "yes" | "no") => Err("yes or no".to_owned()),
            _ if missing => Err(String::new()),
            _ => Ok(said.join(" · ")),
        };
    }
}
