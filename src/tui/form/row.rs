//! A field of a form: what is typed, and what was understood.

use crate::command::call::Call;
use crate::command::context::Context;
use crate::command::field::{Field, Shape};
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
}

impl FormRow {
    fn new(field: &'static Field, text: &str) -> Self {
        let mut line = if field.long { LineEditor::long() } else { LineEditor::default() };
        line.set(text);
        let start = line.text().to_owned();
        Self { field, line, start, heard: Ok(String::new()), refused: None, shown: true }
    }

    /// A field with its value in a call.
    pub(super) fn of(field: &'static Field, call: &Call) -> Self {
        let flag = if call.text(field.name).is_some() { "yes" } else { "no" };
        let text = if field.shape == Shape::Flag { flag.to_owned() } else { call.text(field.name).unwrap_or_default() };
        Self::new(field, &text)
    }

    /// What is typed, without space at its ends.
    pub(super) fn text(&self) -> &str {
        self.line.text().trim()
    }

    pub(super) fn changed(&self) -> bool {
        self.text() != self.start.trim()
    }

    /// The words it can be: a switch is on or off.
    pub fn choices(&self) -> &'static [&'static str] {
        if self.field.shape == Shape::Flag { &["yes", "no"] } else { self.field.choices }
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
