//! Prompts and forms as they open: with what is fixed, what a record says, and the draft that was kept.

use super::{Layer, Layers};
use crate::app::offer::Fill;
use crate::command::call::Call;
use crate::command::form::{again, present};
use crate::error::Result;
use crate::tui::form::{Form, MORE};
use crate::tui::prompt::{Prompt, Purpose};
use crate::tui::session::Session;

impl Layers {
    /// Opens a prompt, with the draft that was kept for it if there is one; whether there is.
    pub fn open_prompt(
        &mut self,
        purpose: Purpose,
        fixed: Vec<Call>,
        words: &str,
        private: bool,
        session: &Session,
    ) -> bool {
        let name = purpose.name();
        let mut history = if private { Vec::new() } else { session.store().typed(name).unwrap_or_default() };
        history.reverse();
        let mut prompt = Prompt::new(purpose, fixed, words, history);
        prompt.private = private;
        let draft = self.draft(name, session);
        if let Some(text) = &draft {
            prompt.line.set(text);
        }
        prompt.listen(session.store(), session.env());
        self.push(Layer::Prompt(Box::new(prompt)));
        draft.is_some()
    }

    /// Opens a form for calls that are told the same; with the record's values in it, or those of a draft. Whether there
    /// was a draft.
    pub fn open_form(
        &mut self,
        call: &Call,
        fixed: Vec<Call>,
        fill: &Fill,
        private: bool,
        session: &Session,
    ) -> Result<bool> {
        let context = session.context();
        let action = call.action;
        let filled = match fill {
            Fill::Nothing => call.clone(),
            Fill::Again { id, occurrence } => again(action, id, occurrence, &context)?,
            Fill::Present { id } => present(call, id, &context)?,
        };
        // What names no record makes a new one, such as a rate from a day on.
        let changes = matches!(fill, Fill::Present { .. }) && action.first().is_some_and(|field| field.names.is_some());
        // Of several records only what is typed is changed: they may differ in everything.
        let filled = if fixed.len() > 1 { call.clone() } else { filled };
        let one = fixed.len() == 1;
        let mut form = Form::new(action, fixed, &filled, changes, &context);
        if let (Fill::Present { id }, true, true) = (fill, changes, one) {
            form.note_record(call, id);
        }
        form.private = private;
        form.open = session.store().typed(MORE)?.iter().any(|kind| kind == action.family());
        if *fill != Fill::Nothing {
            form.go(0);
        }
        let draft = self.draft(&form.name(), session);
        if let Some(draft) = &draft {
            form.restore(draft, &context);
        }
        self.push(Layer::Form(Box::new(form)));
        Ok(draft.is_some())
    }

    /// The draft kept under a name, which is then forgotten: it is back on the screen.
    fn draft(&mut self, name: &str, session: &Session) -> Option<String> {
        let at = self.drafts.iter().position(|(prompt, _)| prompt == name)?;
        let (_, text) = self.drafts.remove(at);
        // If the database is busy it is offered again, which does no harm.
        let _ = session.store().aside("forgetting a draft", |tx| tx.keep_draft(name, ""));
        Some(text)
    }
}
