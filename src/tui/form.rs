//! The one form: the fields of an action, one under the other, read as they are typed.

pub mod draw;
mod fold;
mod meanwhile;
mod pick;
mod picker;
mod row;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use self::picker::Picker;
use super::editor::About;
use super::line_editor::{EditOutcome, leaves};
use crate::command::action::Action;
use crate::command::call::Call;
use crate::command::context::Context;
use crate::command::field::{Field, Shape};
use crate::command::grammar::words;
use crate::error::{Error, Result};

pub use self::fold::MORE;
pub use self::row::FormRow;

/// Fields that a form does not show: what is meant is fixed, asked for when it matters, or has fields of its own.
const HIDDEN: &[&str] = &["overlap", "occurrence", "scope", "undo"];

/// Whether a field is a line of words which have fields of their own.
fn is_line(field: &Field) -> bool {
    field.name == "text" && field.shape == Shape::Rest
}

/// What the names of forms' drafts begin with, to tell them from those of prompts.
pub const DRAFT: &str = "form ";

/// What a key did to a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormOutcome {
    /// Nothing that matters outside.
    Stay,
    /// A value is another.
    Changed,
    /// It is to be saved.
    Save,
    /// It is left.
    Leave,
    /// This text is to be edited in the user's editor.
    Edit(String),
}

/// A form, as a layer.
#[expect(clippy::struct_excessive_bools, reason = "each says one thing of a form")]
pub struct Form {
    /// The action.
    pub action: &'static Action,
    /// What is fixed, one for each record it is for.
    pub fixed: Vec<Call>,
    /// Whether only what is changed is sent.
    changes: bool,
    /// The record whose values it began with: the call that it is asked for by, and the word that names it.
    record: Option<(Call, String)>,
    /// Its fields.
    pub rows: Vec<FormRow>,
    /// The field that has the keys.
    pub at: usize,
    /// The first line seen, as last drawn.
    pub top: usize,
    /// Why it could not be done, if that is no field's fault.
    pub refused: Option<String>,
    /// Whether `Esc` was pressed once.
    pub asked: bool,
    /// What it would move beyond what it names.
    pub foreseen: Vec<String>,
    /// Values to choose from, if they are shown.
    pub picker: Option<Picker>,
    /// Whether others' data must not be named: then no records are offered.
    pub private: bool,
    /// Whether the fields behind `more …` are seen.
    pub open: bool,
}

impl Form {
    /// A form for what `fixed` still has to be told, with the values of `filled`; where these are those of
    /// a record, only what is changed is sent.
    pub fn new(action: &'static Action, fixed: Vec<Call>, filled: &Call, changes: bool, context: &Context<'_>) -> Self {
        let is_fixed = |field: &Field| changes && fixed.iter().any(|c| c.text(field.name).is_some());
        let shown = action.fields.iter().filter(|f| !HIDDEN.contains(&f.name) && !is_line(f) && !is_fixed(f));
        let mut rows: Vec<FormRow> = shown.map(|field| FormRow::of(field, filled)).collect();
        fold::arrange(&mut rows);
        for row in rows.iter_mut().filter(|_| !changes) {
            row.follows = row.text().is_empty();
        }
        let at = rows.iter().position(|r| r.text().is_empty()).filter(|_| !changes).unwrap_or(0);
        let (refused, picker) = (None, None);
        let mut form = Self {
            action,
            fixed,
            changes,
            record: None,
            rows,
            at,
            top: 0,
            refused,
            asked: false,
            picker,
            private: false,
            foreseen: Vec::new(),
            open: false,
        };
        form.listen(context);
        form
    }

    /// The keys that work in it, for the last line.
    pub fn keys(&self) -> &'static str {
        let row = &self.rows[self.at];
        match &self.picker {
            _ if self.asked => "Esc again discards what you typed   Ctrl-s save",
            Some(Picker::Month(_)) => "Enter take   Esc close   arrows day   [ ] month",
            Some(Picker::Values(..)) => "↑ ↓ choose   Enter take   Esc close",
            None if row.field.long => "Ctrl-s save   Esc leave   Tab next   Ctrl-e editor   Ctrl-j new line",
            None if !(row.choices().is_empty() && row.offered.is_empty()) => {
                "Ctrl-s save   Esc leave   Tab next   Space next choice"
            }
            None => "Ctrl-s save   Esc leave   Tab next   Ctrl-n choose   Shift-Tab back",
        }
    }

    /// What a draft of it is kept under.
    pub fn name(&self) -> String {
        let ids =
            if self.changes { self.fixed.iter().map(Call::tail).collect::<Vec<_>>().join(",") } else { String::new() };
        format!("{DRAFT}{} {ids}", self.action.name).trim_end().to_owned()
    }

    /// Its title: what is done, and to what.
    pub fn title(&self) -> String {
        match self.fixed.as_slice() {
            [one] if self.changes => match one.text("scope").as_deref() {
                Some(scope) => {
                    let id = one.text("id").unwrap_or_default();
                    let which = match scope {
                        "this" => "this one",
                        "following" => "this and all that follow",
                        _ => "all of the series",
                    };
                    format!("{} {id}, {which}", self.action.name)
                }
                None => format!("{} {}", self.action.name, one.tail()),
            },
            [_, _, ..] => format!("{}: {} rows", self.action.name, self.fixed.len()),
            _ => self.action.name.to_owned(),
        }
    }

    /// Whether something would be lost.
    pub fn changed(&self) -> bool {
        self.rows.iter().any(FormRow::changed)
    }

    /// Writes the unsaved values as one text, its draft.
    pub fn draft(&self) -> String {
        let changed = self.rows.iter().filter(|r| r.changed());
        changed.map(|r| format!("{}={}", r.field.name, words::quote(r.line.text()))).collect::<Vec<_>>().join(" ")
    }

    /// What the text of the row in front belongs to, in no database yet.
    pub fn about_editing(&self) -> About {
        let row = &self.rows[self.at];
        let (field, before) = (row.field.name.to_owned(), row.line.text().to_owned());
        About { database: String::new(), form: self.name(), field, rest: self.draft(), before }
    }

    /// Puts the values of a draft back.
    pub fn restore(&mut self, draft: &str, context: &Context<'_>) {
        for word in words::split(draft).unwrap_or_default() {
            let Some((name, text)) = word.split_once('=') else { continue };
            if let Some(row) = self.rows.iter_mut().find(|r| r.field.name == name) {
                row.line.set(text);
            }
        }
        self.listen(context);
    }

    /// The call with every value there is, for explaining what a value means.
    pub fn whole(&self) -> Call {
        self.filled(self.fixed.first(), true)
    }

    fn filled(&self, fixed: Option<&Call>, all: bool) -> Call {
        let mut call = fixed.filter(|_| self.changes).cloned().unwrap_or_else(|| Call::new(self.action));
        for row in &self.rows {
            for word in row.words(all).unwrap_or_default() {
                call = call.with(row.field.name, word);
            }
        }
        call
    }

    /// Builds the calls that it stands for, one for each record; none if nothing is changed.
    pub fn calls(&self) -> Result<Vec<Call>> {
        for row in self.rows.iter().filter(|r| r.shown) {
            let all_missing = row.text().is_empty() && !self.changes;
            match &row.heard {
                Err(what) if !what.is_empty() => return Err(Error::at(row.field.name, what.clone())),
                Err(_) if all_missing => return Err(Error::at(row.field.name, "is needed")),
                _ => {}
            }
        }
        if self.changes && !self.changed() {
            return Ok(Vec::new());
        }
        let every = if self.changes { self.fixed.len().max(1) } else { 1 };
        Ok((0..every).map(|n| self.filled(self.fixed.get(n), !self.changes)).collect())
    }

    /// Reads every field anew.
    pub fn listen(&mut self, context: &Context<'_>) {
        self.offer(context);
        let call = self.whole();
        for row in &mut self.rows {
            row.listen(&call, context);
        }
        self.hide();
    }

    /// Finds anew what is worth choosing.
    fn offer(&mut self, context: &Context<'_>) {
        let call = self.whole();
        for row in &mut self.rows {
            row.offer(&call, context);
        }
    }

    /// Reads the field that has the keys anew, and those whose times are relative to it.
    fn listen_here(&mut self, context: &Context<'_>) {
        self.offer(context);
        let call = self.whole();
        for (n, row) in self.rows.iter_mut().enumerate() {
            if n == self.at || row.field.beside.is_some() || row.field.offers.is_some() {
                row.listen(&call, context);
            }
        }
    }

    /// Says at its field, or under the form, why it could not be done.
    pub fn refuse(&mut self, error: &Error) {
        let named = match error {
            Error::Problem { field, what } => {
                self.rows.iter().position(|r| r.field.name == *field).map(|n| (n, what.clone()))
            }
            Error::Listed { .. } | Error::Fault { .. } => None,
        };
        match named {
            Some((n, what)) => {
                self.rows[n].refused = Some(what);
                self.go(n);
            }
            None => self.refused = Some(error.to_string()),
        }
    }

    /// Exchanges the text of the field that has the keys.
    pub fn set(&mut self, text: &str, context: &Context<'_>) {
        let row = &mut self.rows[self.at];
        row.line.set(text.trim_end());
        row.refused = None;
        self.listen_here(context);
    }

    /// Gives the keys to a field.
    pub fn go(&mut self, at: usize) {
        self.complete_choice();
        self.at = at.min(self.rows.len().saturating_sub(1));
        self.picker = None;
    }

    /// Makes the whole word of the beginning of one, where the value is one of few.
    fn complete_choice(&mut self) {
        let row = &mut self.rows[self.at];
        let typed = row.text().to_lowercase();
        let mut fits = row.choices().iter().filter(|word| !typed.is_empty() && word.starts_with(&typed));
        if let (Some(word), None) = (fits.next(), fits.next()) {
            row.line.set(word);
            row.heard = Ok((*word).to_owned());
            self.hide();
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str, context: &Context<'_>) -> FormOutcome {
        self.asked = false;
        self.rows[self.at].line.paste(text);
        self.after_change(context)
    }

    /// Takes a key.
    pub fn press(&mut self, key: KeyEvent, context: &Context<'_>) -> FormOutcome {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        if leaves(key) {
            if self.picker.take().is_some() {
                return FormOutcome::Stay;
            }
            if self.changed() && !self.asked {
                self.asked = true;
                return FormOutcome::Stay;
            }
            return FormOutcome::Leave;
        }
        self.asked = false;
        if let Some(outcome) = self.press_picker(key, context) {
            return outcome;
        }
        let last = self.places().last().copied().unwrap_or(0);
        let row = &mut self.rows[self.at];
        let choices = row.choices();
        match key.code {
            KeyCode::Char('s') if control => {
                self.complete_choice();
                return FormOutcome::Save;
            }
            KeyCode::Char('e') if control && row.field.long => return FormOutcome::Edit(row.line.text().to_owned()),
            KeyCode::Char('j') if control && row.field.long => return self.new_line(context),
            KeyCode::Enter if alt && row.field.long => return self.new_line(context),
            KeyCode::Char('n') if control => self.open_picker(context),
            KeyCode::Enter if self.at == last => {
                self.complete_choice();
                return FormOutcome::Save;
            }
            KeyCode::Enter | KeyCode::Tab => self.step(1, true),
            KeyCode::BackTab => self.step(-1, true),
            KeyCode::Down if row.field.long && row.line.line_down() => {}
            KeyCode::Up if row.field.long && row.line.line_up() => {}
            KeyCode::Down => self.step(1, false),
            KeyCode::Up => self.step(-1, false),
            KeyCode::PageDown => self.go(last),
            KeyCode::PageUp => self.go(0),
            KeyCode::Char(' ') | KeyCode::Right if !choices.is_empty() && !control => {
                return self.cycle(choices, 1, context);
            }
            KeyCode::Char(' ') if row.is_offered() && !control => {
                let offered = row.offered.clone();
                return self.cycle(&offered.iter().map(String::as_str).collect::<Vec<_>>(), 1, context);
            }
            KeyCode::Left if !choices.is_empty() => return self.cycle(choices, choices.len() - 1, context),
            _ => {
                // A letter on a word that stands chosen begins another word.
                if matches!(key.code, KeyCode::Char(_))
                    && !(control || alt)
                    && (choices.contains(&row.text()) || row.is_offered())
                {
                    row.line.set("");
                }
                if row.line.press(key) == EditOutcome::Changed {
                    return self.after_change(context);
                }
            }
        }
        FormOutcome::Stay
    }

    fn new_line(&mut self, context: &Context<'_>) -> FormOutcome {
        self.rows[self.at].line.break_line();
        self.after_change(context)
    }

    /// The next word of a choice.
    fn cycle(&mut self, choices: &[&str], by: usize, context: &Context<'_>) -> FormOutcome {
        let row = &mut self.rows[self.at];
        let next = match choices.iter().position(|c| *c == row.text()) {
            Some(n) => (n + by) % choices.len(),
            None => 0,
        };
        row.line.set(choices[next]);
        self.after_change(context)
    }

    fn after_change(&mut self, context: &Context<'_>) -> FormOutcome {
        let row = &mut self.rows[self.at];
        row.refused = None;
        self.listen_here(context);
        self.hide();
        self.refused = None;
        self.suggest(context);
        FormOutcome::Changed
    }
}
