//! What lies over the panes: prompts, forms, questions, the palette, boxes to read; the topmost has the keys.
//!
//! A layer reaches for nothing but the session, and answers a key with a [`LayerOutcome`] that the screen carries out.

pub mod draw;
mod open;
mod press;
mod preview;

use chrono::NaiveDate;

use super::dialog::Dialog;
use super::form::Form;
use super::pager::Pager;
use super::palette::Palette;
use super::pending::Pending;
use super::prompt::Prompt;
use super::session::Session;
use super::theme::Theme;
use super::themes::Themes;
use crate::app::offer::Offer;
use crate::command::action::Action;
use crate::error::{Error, Result};

/// A layer: what lies over the panes.
pub enum Layer {
    /// A line being typed.
    Prompt(Box<Prompt>),
    /// Every action by name.
    Palette(Box<Palette>),
    /// The fields of an action.
    Form(Box<Form>),
    /// A question.
    Dialog(Dialog),
    /// Text to read.
    Pager(Pager),
    /// Themes to choose from.
    Themes(Themes),
}

/// What follows from a key or a text that a layer took.
pub enum LayerOutcome {
    /// Nothing beyond the layers.
    Stay,
    /// The focused list is filtered.
    Filter(String),
    /// Every list is filtered by a client, or by none.
    Only(Option<String>),
    /// A day is gone to.
    GoTo(NaiveDate),
    /// The page of a client is gone into.
    Client(i64),
    /// Calls are done.
    Do(Pending),
    /// Offers are followed, one for each row.
    Follow(Vec<Offer>),
    /// A prompt is opened for an action, with words in it.
    Type(&'static Action, String),
    /// An action that was chosen by name is done.
    Run(&'static Action),
    /// A text is edited in the user's editor.
    Edit(String),
    /// A link is opened, or copied over SSH.
    Link(String),
    /// A text is copied.
    Copy(String),
    /// A theme is shown.
    Theme(Box<Theme>),
    /// A theme is kept for this session, by its name.
    KeepTheme(&'static str),
    /// Something is said.
    Note(String),
    /// It is said why something cannot be done.
    Refuse(Error),
}

/// The stack of layers, the lowest first; what was typed in those that were lost, and what waits to be done.
#[derive(Default)]
pub struct Layers {
    open: Vec<Layer>,
    /// By the name of the prompt or form.
    drafts: Vec<(String, String)>,
    pending: Option<Pending>,
}

impl Layers {
    /// Whether nothing is open.
    pub fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// The topmost.
    pub fn top(&self) -> Option<&Layer> {
        self.open.last()
    }

    /// The prompt that has the keys.
    pub fn prompt(&self) -> Option<&Prompt> {
        if let Some(Layer::Prompt(prompt)) = self.top() { Some(prompt) } else { None }
    }

    /// The prompt that has the keys, to type into.
    pub fn prompt_mut(&mut self) -> Option<&mut Prompt> {
        if let Some(Layer::Prompt(prompt)) = self.open.last_mut() { Some(prompt) } else { None }
    }

    /// The form that has the keys.
    pub fn form(&self) -> Option<&Form> {
        if let Some(Layer::Form(form)) = self.top() { Some(form) } else { None }
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        if let Some(Layer::Form(form)) = self.open.last_mut() { Some(form) } else { None }
    }

    /// The box to read that has the keys.
    pub fn pager_mut(&mut self) -> Option<&mut Pager> {
        if let Some(Layer::Pager(pager)) = self.open.last_mut() { Some(pager) } else { None }
    }

    /// Pushes one over the others.
    pub fn push(&mut self, layer: Layer) {
        self.open.push(layer);
    }

    /// Opens a dialog.
    pub fn ask(&mut self, dialog: Dialog) {
        self.push(Layer::Dialog(dialog));
    }

    /// Opens a pager.
    pub fn show(&mut self, pager: Pager) {
        self.push(Layer::Pager(pager));
    }

    /// Whether a box of this title is open.
    pub fn shows(&self, title: &str) -> bool {
        self.open.iter().any(|layer| matches!(layer, Layer::Pager(pager) if pager.title == title))
    }

    /// Whether a question of this title is open.
    pub fn asks(&self, title: &str) -> bool {
        self.open.iter().any(|layer| matches!(layer, Layer::Dialog(dialog) if dialog.title == title))
    }

    /// Closes a question.
    pub fn drop_question(&mut self, title: &str) {
        self.open.retain(|layer| !matches!(layer, Layer::Dialog(dialog) if dialog.title == title));
    }

    /// Closes the prompt or form that has the keys: what was typed is done.
    pub fn close_typed(&mut self) {
        self.open.pop_if(|layer| matches!(layer, Layer::Prompt(_) | Layer::Form(_)));
    }

    /// Whether the panes are seen as having the keys: a prompt is typed about them.
    pub fn show_focus(&self) -> bool {
        self.open.iter().all(|layer| matches!(layer, Layer::Prompt(_)))
    }

    /// Has what is typed into say anew what it understands.
    pub fn listen(&mut self, session: &Session) {
        match self.open.last_mut() {
            Some(Layer::Prompt(prompt)) => prompt.listen(session.store(), session.env()),
            Some(Layer::Form(form)) => form.listen(&session.context()),
            _ => {}
        }
    }

    /// Says where something is typed why it cannot be done; whether something is.
    pub fn refuse(&mut self, error: &Error) -> bool {
        match self.open.last_mut() {
            Some(Layer::Prompt(prompt)) => prompt.refused = Some(error.to_string()),
            Some(Layer::Form(form)) => form.refuse(error),
            _ => return false,
        }
        true
    }

    /// Looks whether the record of an open form is still as it was; false if somebody has changed what is changed here.
    pub fn compare(&mut self, session: &Session) -> Result<bool> {
        self.form_mut().map_or(Ok(true), |form| form.compare(&session.context()))
    }

    /// Puts the text that the user's editor gave back into the form.
    pub fn edited(&mut self, text: &str, session: &Session) {
        if let Some(form) = self.form_mut() {
            form.set(text, &session.context());
        }
    }

    /// Has a change wait until another process lets go of the database.
    pub fn wait(&mut self, pending: Pending) {
        self.pending = Some(pending);
    }

    /// Whether a change waits.
    pub fn is_waiting(&self) -> bool {
        self.pending.is_some()
    }

    /// The change that waited, which is tried again.
    pub fn take_waiting(&mut self) -> Option<Pending> {
        self.pending.take()
    }

    /// What is being typed and would be lost, by the name of its prompt or form.
    pub fn typed(&self) -> Option<(String, String)> {
        self.open.iter().rev().find_map(|layer| match layer {
            Layer::Prompt(prompt) if prompt.changed() => {
                Some((prompt.purpose.name().to_owned(), prompt.line.text().trim().to_owned()))
            }
            Layer::Form(form) if form.changed() => Some((form.name(), form.draft())),
            _ => None,
        })
    }

    /// The drafts that are kept, by the name of the prompt or form.
    pub fn drafts(&self) -> &[(String, String)] {
        &self.drafts
    }

    /// Notes drafts that were found.
    pub fn found(&mut self, drafts: Vec<(String, String)>) {
        self.drafts = drafts;
    }

    /// Notes one more draft.
    pub fn found_more(&mut self, name: String, text: String) {
        self.drafts.push((name, text));
    }
}
