//! What the palette begins with, and what becomes of an action chosen there: with what fits here it needs no more words.

use super::footer::WITHOUT_ROW;
use super::loop_command::LoopCommand;
use super::ui::Ui;
use crate::app::offer::Subject;
use crate::app::table;
use crate::command::action::{Action, Effect, Fits, Screen};
use crate::command::field::Shape;
use crate::records::clients::actions::CLIENT;
use crate::records::kind::Word;

impl Ui {
    /// The actions that fit the row under the cursor and the view, the most useful first.
    pub(super) fn fitting(&self) -> Vec<&'static Action> {
        // Before there is a client, one is added.
        let kind = if self.session.board().empty { &CLIENT } else { self.here().pane().kind() };
        let row = self.subject();
        let keys = kind.footer.iter().filter_map(|(name, _)| table::find(name));
        let mut found: Vec<&'static Action> = keys.filter(|a| row.is_some() || WITHOUT_ROW.contains(&a.name)).collect();
        if self.session.runs() {
            found.extend(["stop", "switch", "cancel"].into_iter().filter_map(table::find));
        }
        if let Some(row) = &row {
            let (own, about): (Vec<_>, Vec<_>) =
                table::commands().filter(|a| names_row(a, row)).partition(|a| is_of(a, row));
            found.extend(own.into_iter().chain(about).filter(|a| makes_sense(a, row)));
        }
        found.extend(table::commands().filter(|a| a.family() == kind.record && row.is_none()));
        let mut seen: Vec<&str> = Vec::new();
        found.retain(|a| {
            let new = !seen.contains(&a.name);
            seen.push(a.name);
            new && a.is_of_use(&self.session.board().there)
        });
        found
    }

    /// Does an action chosen by name: to the row under the cursor if it is one of its kind, at once if it needs no
    /// words, else asking for them.
    pub(super) fn run_chosen(&mut self, action: &'static Action) -> LoopCommand {
        if self.subject().is_some_and(|row| names_row(action, &row)) {
            match action {
                Action { present: Some(_), .. } => self.act_row(Screen::Edit),
                Action { removes: true, .. } => self.act_row(Screen::Remove),
                Action { offers: true, .. } => self.offer_restore(action),
                Action { shifts: true, .. } => self.act_row(Screen::Row(action.name, "--")),
                _ => self.act_row(Screen::Row(action.name, "")),
            }
            return LoopCommand::Stay;
        }
        self.act(action)
    }
}

/// Whether an action is one of the row's kind of records.
fn is_of(action: &Action, row: &Subject) -> bool {
    action.family() == row.kind.record
}

/// Whether an action is told first of all a record such as the row is, or reads of the row's client.
fn names_row(action: &Action, row: &Subject) -> bool {
    let Some(first) = action.fields.first().filter(|f| f.shape == Shape::Required) else { return false };
    // Why a rate holds is asked of an entry.
    let numbered = matches!(row.kind.word, Word::Number | Word::Draft);
    let own = (is_of(action, row) || numbered) && row.kind.is_named_by(first);
    let reads = matches!(action.effect, Effect::Read(_)) && first.name == "client" && row.client.is_some();
    own || reads
}

/// Whether an action can do anything to the row as it stands.
fn makes_sense(action: &Action, row: &Subject) -> bool {
    match action.fits {
        Fits::All => true,
        Fits::Open => !row.closed,
        Fits::Closed => row.closed,
    }
}
