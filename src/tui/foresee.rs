//! What a change would do to hours and money beyond the row that is changed, while it is typed.

use super::ui::{Layer, Ui};
use crate::app::preview::{foreseen, preview, worth_showing};

impl Ui {
    /// Works out anew what the open form or prompt would move. Nothing is told of others while they are hidden, and
    /// nothing while another process writes: it is no reason to keep a key waiting.
    pub(super) fn foresee(&mut self) {
        let calls = match self.layers.last() {
            _ if self.desk.store().read_only() => Vec::new(),
            Some(Layer::Prompt(prompt)) => prompt.calls().unwrap_or_default(),
            Some(Layer::Form(form)) => form.calls().unwrap_or_default(),
            _ => return,
        };
        let context = self.desk.context();
        let moves =
            !self.privacy.is_on() && !calls.is_empty() && calls.iter().all(|call| worth_showing(call, &context));
        let found = if moves { preview(&calls, self.desk.store(), self.desk.world()).ok().flatten() } else { None };
        let mut lines = found.map(|preview| preview.lines).unwrap_or_default();
        // What cannot be done is said by the line itself; here is only told what it would meet.
        let met = foreseen(&calls, self.desk.store(), self.desk.world()).unwrap_or_default();
        let overlaps = |line: &String| line.contains("overlaps '");
        if self.privacy.is_on() && met.iter().any(overlaps) {
            lines.push("overlaps another meeting".to_owned());
            lines.extend(met.into_iter().filter(|line| !overlaps(line)));
        } else {
            lines.extend(met);
        }
        match self.layers.last_mut() {
            Some(Layer::Prompt(prompt)) => prompt.foreseen = lines,
            Some(Layer::Form(form)) => form.foreseen = lines,
            _ => {}
        }
    }
}
