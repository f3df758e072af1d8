//! What a change would do to hours and money beyond the row that is changed, while it is typed.

use super::{Layer, Layers};
use crate::app::preview::{foreseen, preview, worth_showing};
use crate::tui::session::Session;

impl Layers {
    /// Works out anew what the open form or prompt would move. Nothing is told of others while they are hidden, and
    /// nothing while another process writes: it is no reason to keep a key waiting.
    pub(super) fn foresee(&mut self, private: bool, session: &Session) {
        let (store, env) = (session.store(), session.env());
        let calls = match self.top() {
            _ if store.read_only() => Vec::new(),
            Some(Layer::Prompt(prompt)) => prompt.calls().unwrap_or_default(),
            Some(Layer::Form(form)) => form.calls().unwrap_or_default(),
            _ => return,
        };
        let context = session.context();
        let moves = !private && !calls.is_empty() && calls.iter().all(|call| worth_showing(call, &context));
        let found = if moves { preview(&calls, store, env).ok().flatten() } else { None };
        let mut lines = found.map(|preview| preview.lines).unwrap_or_default();
        // What cannot be done is said by the line itself; here is only told what it would meet.
        let met = foreseen(&calls, store, env).unwrap_or_default();
        let overlaps = |line: &String| line.contains("overlaps '");
        if private && met.iter().any(overlaps) {
            lines.push("overlaps another meeting".to_owned());
            lines.extend(met.into_iter().filter(|line| !overlaps(line)));
        } else {
            lines.extend(met);
        }
        match self.open.last_mut() {
            Some(Layer::Prompt(prompt)) => prompt.foreseen = lines,
            Some(Layer::Form(form)) => form.foreseen = lines,
            _ => {}
        }
    }
}
