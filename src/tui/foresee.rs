//! What a change would do to hours and money beyond the row that is changed, while it is typed.

use super::ui::{Layer, Ui};
use crate::app::call::Call;
use crate::app::preview::preview;

/// The actions that can move more than what they name, whatever they are told.
const RULES: &[&str] = &[
    "rate set",
    "client edit",
    "service edit",
    "agreement change",
    "agreement adjust",
    "agreement pause",
    "agreement end",
    "entry edit",
];

impl Ui {
    /// Works out anew what the open form or prompt would move. Nothing is told of others while they are hidden, and
    /// nothing while another process writes: it is no reason to keep a key waiting.
    pub(super) fn foresee(&mut self) {
        let calls = match self.layers.last() {
            _ if self.privacy.is_on() || self.store.read_only() => Vec::new(),
            Some(Layer::Prompt(prompt)) => prompt.calls().unwrap_or_default(),
            Some(Layer::Form(form)) => form.calls().unwrap_or_default(),
            _ => return,
        };
        let moves = !calls.is_empty() && calls.iter().all(moves_more);
        let found = if moves { preview(&calls, &self.store, &self.world).ok().flatten() } else { None };
        let lines = found.map(|preview| preview.lines).unwrap_or_default();
        match self.layers.last_mut() {
            Some(Layer::Prompt(prompt)) => prompt.foreseen = lines,
            Some(Layer::Form(form)) => form.foreseen = lines,
            _ => {}
        }
    }
}

/// Whether a call may move more than it names: a rule, or time of a day gone by.
fn moves_more(call: &Call) -> bool {
    let earlier = || call.text("on").is_some() || call.text("span").is_some_and(|span| span.trim().contains(' '));
    RULES.contains(&call.action.name) || call.action.name == "log" && earlier()
}
