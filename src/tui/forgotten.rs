//! The one question about a timer that may have been forgotten, and the filters that were saved.

use super::dialog::{Choice, Dialog, Then};
use super::pending::Pending;
use super::privacy::HIDDEN;
use super::ui::Ui;
use crate::app::forgotten::{Forgotten, GAP, STOP_AT, Why, answers, forgotten, is_answered};
use crate::app::offer::{Fill, Offer, action};
use crate::command::call::Call;
use crate::command::grammar::duration::write_duration;
use crate::domain::time::Instant;

const QUESTION: &str = "Is the timer still right?";

impl Ui {
    /// Asks about the timer if it looks forgotten, once for each time it does; whether it asked.
    ///
    /// While something is open it waits, and so does the next sign of life, after which nothing would look forgotten.
    pub(super) fn ask_about_timer(&mut self) -> bool {
        let (now, free) = (self.session.now(), self.layers.is_empty());
        let timer = self.session.runs() && !self.session.store().read_only();
        if !self.watch.looks(now, timer, free) {
            return false;
        }
        let context = self.session.context();
        let long = self.session.config().timer.limit * 3600;
        let found = match forgotten(&context, self.watch.slept()) {
            Ok(found) => found.filter(|f| !self.watch.has_asked(f, now, long)),
            Err(error) => {
                self.wrong(error.to_string());
                return false;
            }
        };
        let Some(found) = self.watch.ask(found, now, free) else { return false };
        // A form would name a client that must not be seen.
        let hidden = self.hides(Some(&found.client));
        let list = answers(&found, &context).into_iter().filter(|a| a.call.is_some() || !hidden).collect::<Vec<_>>();
        let text = self.about(&found);
        self.hush();
        let answers = list.into_iter().map(|answer| Choice {
            key: answer.key,
            label: answer.label,
            then: match answer.call {
                None => edit(found.entry),
                Some(call) if answer.key == STOP_AT => Then::Open(Offer::Prompt(call, "--at ".to_owned())),
                Some(call) if answer.key == 'o' => Then::Open(Offer::Prompt(call, format!("--{GAP} "))),
                Some(call) => Then::Do(Pending::of(vec![call])),
            },
        });
        self.layers.ask(Dialog::new(QUESTION, text, answers.collect()));
        true
    }

    /// Closes the question where somebody has answered it elsewhere.
    pub(super) fn drop_answered(&mut self) {
        let Some((entry, at)) = self.watch.asked_about().filter(|_| self.layers.asks(QUESTION)) else { return };
        match is_answered(&self.session.context(), entry, at) {
            Ok(true) => self.layers.drop_question(QUESTION),
            Ok(false) => {}
            Err(error) => self.failed(&error),
        }
    }

    fn about(&self, found: &Forgotten) -> String {
        let zone = self.session.zone();
        let clock = |at: Instant| {
            let same = zone.date(at) == zone.date(self.session.now());
            zone.local(at).format(if same { "%H:%M" } else { "%a %H:%M" }).to_string()
        };
        let hidden = self.hides(Some(&found.client));
        let whom = if hidden { HIDDEN } else { &found.name };
        let what = if found.note.is_empty() || hidden { String::new() } else { format!(" ({})", found.note) };
        let ran = write_duration((self.session.now() - found.start).max(0) / 60 * 60);
        let begun = format!("The timer for {whom}{what} runs since {}, {ran} so far.", clock(found.start));
        match found.why {
            Why::Long => format!("{begun} The last sign of life was at {}.", clock(found.last)),
            Why::Away => format!("{begun} There was no sign of life since {}.", clock(found.last)),
        }
    }

    /// Notes that somebody is there, while a timer runs.
    pub(super) fn note_alive(&mut self) {
        let now = self.session.now();
        // A sign that could not be noted because the database is busy is noted with the next key.
        if self.session.runs() && self.watch.wants_sign(now) && self.session.store().note_alive(now).is_ok() {
            self.watch.note_sign(now);
        }
    }

    /// Offers the filters that were saved, and to save the one in force.
    pub(super) fn offer_filters(&mut self) {
        let saved = match self.session.store().filters() {
            Ok(saved) => saved,
            Err(error) => {
                self.wrong(error.to_string());
                return;
            }
        };
        let present = self.here().filters[self.here().focus].clone();
        let keys = "123456789abcdefghijklmnopqrtuvwxyz".chars();
        let mut list: Vec<Choice> = keys
            .zip(saved.into_iter().filter(|_| !self.is_private()))
            .map(|(key, filter)| Choice {
                key,
                label: format!("{}  {}", filter.name, filter.text),
                then: Then::Filter(filter.text),
            })
            .collect();
        if let (false, Ok(save)) = (present.is_empty(), action("filter save")) {
            let label = format!("save '{present}' under a name");
            let then = Then::Open(Offer::Prompt(Call::new(save), format!(" {present}")));
            list.push(Choice { key: 's', label, then });
        }
        if list.is_empty() {
            let key = self.key("filter");
            let text = format!("no filter is saved yet: filter a list with {key}, then save that here");
            self.note(text);
            return;
        }
        self.layers.ask(Dialog::new("Filters", "", list));
    }
}

/// Opens an entry's form.
fn edit(entry: i64) -> Then {
    let id = entry.to_string();
    match action("entry edit") {
        Ok(action) => {
            let call = Call::new(action).with("id", &id);
            Then::Open(Offer::Form(call, Fill::Present { id }))
        }
        Err(_) => Then::Back,
    }
}
