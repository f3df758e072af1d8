//! Meetings of a series: which occurrences are meant is asked once, and the cursor stays on the one that was moved.

use super::dialog::{Choice, Dialog, Then};
use super::keys::Moving;
use super::ui::Ui;
use crate::app::offer::{OF_THE_SERIES, Offer, Subject, action};
use crate::command::action::{Action, Screen};
use crate::command::call::Call;
use crate::command::report::Report;
use crate::error::Result;
use crate::records::calendar::actions::EVENT;
use crate::records::calendar::event::{Exception, exceptions};
use crate::store::EventRow;

/// Keys of answers that have none of their own.
const KEYS: &str = "123456789abcdefghijklmnopqrstuvwxyz";

impl Ui {
    /// Asks which occurrences are meant, once for all rows.
    pub(super) fn ask_which(&mut self, offers: &[Offer]) {
        let rows = offers.len();
        let first = offers.iter().find_map(|offer| match offer {
            Offer::Which(heading, text, answers) => {
                Some((*heading, text.clone(), answers.iter().map(|a| (a.0, a.1.clone())).collect::<Vec<_>>()))
            }
            _ => None,
        });
        let Some((heading, text, keys)) = first else { return };
        let chosen = |key: char| {
            let one = |offer: &Offer| match offer {
                Offer::Which(_, _, answers) => answers.iter().find(|a| a.0 == key).map(|a| a.2.clone()),
                other => Some(other.clone()),
            };
            offers.iter().filter_map(one).collect::<Vec<_>>()
        };
        let answers = keys
            .into_iter()
            .map(|(key, label)| Choice { key, label, then: Then::Follow(chosen(key)) })
            .chain([Choice { key: 'b', label: "back".to_owned(), then: Then::Back }]);
        let text = match heading {
            OF_THE_SERIES if rows > 1 => format!("{rows} rows are marked, and some repeat:"),
            _ => text,
        };
        self.layers.ask(Dialog::new(heading, text, answers.collect()));
    }

    /// What a key that moves leads to where the same meeting was moved by the key before.
    pub(super) fn again(&self, what: Screen, offers: &[Offer], rows: &[Subject]) -> Option<Offer> {
        let (Screen::Shift { .. }, [Offer::Which(_, _, answers)], [row]) = (what, offers, rows) else { return None };
        let moving = self.keys.moving().filter(|m| m.id == row.id && m.occurrence == row.occurrence)?;
        let same =
            |offer: &Offer| matches!(offer, Offer::Run(call) if call.text("scope").as_ref() == Some(&moving.scope));
        answers.iter().map(|a| &a.2).find(|offer| same(offer)).cloned()
    }

    /// Keeps the cursor on a meeting that a call moved, though it has another name now.
    pub(super) fn stay_on(&mut self, calls: &[Call], report: &dyn Report) {
        self.keys.moved(None);
        let [call] = calls else { return };
        if !call.action.meets {
            return;
        }
        let json = report.json();
        let (Some(id), Some(occurrence)) = (json["id"].as_i64(), json["occurrence"].as_str()) else { return };
        self.here_mut().list_mut().follow(id, occurrence);
        if let (true, Some(scope)) = (call.action.shifts, call.text("scope")) {
            self.keys.moved(Some(Moving { id, occurrence: occurrence.to_owned(), scope }));
        }
    }

    /// Of calls that reach all of a series, or all that follow, one for each series: the one that begins first.
    pub(super) fn once_each(&self, calls: Vec<Call>) -> Vec<Call> {
        let series = |call: &Call| {
            let wide = call.text("scope").is_some_and(|scope| scope != "this");
            let id = call.text("id").filter(|_| wide)?.parse().ok()?;
            let row: EventRow = self.session.store().find(id).ok().flatten()?;
            Some((row.calendar, row.uid))
        };
        let mut kept: Vec<(Option<(i64, String)>, Call)> = Vec::new();
        for call in calls {
            let of = series(&call);
            match kept.iter_mut().find(|(other, _)| of.is_some() && *other == of) {
                // Moments of one series are written alike, so that their text is in their order.
                Some((_, first)) if call.text("occurrence") < first.text("occurrence") => *first = call,
                Some(_) => {}
                None => kept.push((of, call)),
            }
        }
        kept.into_iter().map(|(_, call)| call).collect()
    }

    /// Offers to bring back what was deleted of the row's series, and to undo what was changed of it; elsewhere asks which
    /// record is meant.
    pub(super) fn offer_restore(&mut self, restore: &'static Action) {
        let Some(row) = self.subject().filter(|row| *row.kind == EVENT && !row.occurrence.is_empty()) else {
            let kind = self.here().pane().kind().record;
            let words =
                if restore.first().is_some_and(|f| f.names.is_some()) { String::new() } else { format!("{kind} ") };
            let offer = Offer::Prompt(Call::new(restore), words);
            return self.follow_offer(vec![offer], &[]);
        };
        match self.restorable(&row) {
            Ok(answers) if answers.is_empty() => {
                let text = "nothing was deleted or changed of that series".to_owned();
                self.note(text);
            }
            Ok(answers) => {
                let text = format!("Which of '{}' is to be what the series says?", row.title);
                self.layers.ask(Dialog::new("Restore", text, answers));
            }
            Err(error) => self.refuse(&error),
        }
    }

    fn restorable(&self, row: &Subject) -> Result<Vec<Choice>> {
        let found = exceptions(&self.session.context(), &self.session.store().get::<EventRow>(row.id)?)?;
        let restore = action("event restore")?;
        let answer = |(key, one): (char, Exception)| {
            let call = Call::new(restore).with("id", row.id.to_string()).with("occurrence", &one.occurrence);
            Choice { key, label: one.text, then: Then::Follow(vec![Offer::Run(call)]) }
        };
        Ok(KEYS.chars().zip(found).map(answer).collect())
    }
}
