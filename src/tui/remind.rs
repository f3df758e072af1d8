//! Reminders while the screen is open, and what else is seen to after the first frame.

use super::dialog::{Choice, Dialog, Then};
use super::form::DRAFT;
use super::loop_command::LoopCommand;
use super::message::Message;
use super::pending::Pending;
use super::ui::Ui;
use crate::app::offer::action;
use crate::app::reminders::{chosen, notice, text};
use crate::command::call::Call;
use crate::command::grammar::clock::write_time;
use crate::domain::reminder::{Reminder, ReminderSubject};
use crate::domain::text::clean_line;
use crate::error::Result;
use crate::notify::{Delivery, JOIN, Notice};

impl Ui {
    /// What the first frame does not wait for: the window of occurrences, and drafts left by a lost terminal.
    pub fn settle(&mut self) {
        self.renew();
        self.layers.found(self.session.store().drafts().unwrap_or_default());
        self.take_in_left();
        if let [(prompt, text), more @ ..] = self.layers.drafts() {
            let more = if more.is_empty() { String::new() } else { format!(" and {} more", more.len()) };
            let palette = self.key("palette");
            let note = match prompt.strip_prefix(DRAFT) {
                Some(form) => format!("a draft is kept{more}: the form '{form}' brings it back"),
                None => {
                    let text = clean_line(text);
                    format!("a draft is kept{more}: {palette}{prompt} and a space brings back '{text}'")
                }
            };
            self.note(note);
        }
        // Whoever opens the screen is there; if that is asked about, the answer is the sign of it.
        if !self.ask_about_timer() {
            self.note_alive();
        }
    }

    /// Makes the window of occurrences anew where it soon ends.
    pub(super) fn renew(&mut self) {
        let (now, setting) = (self.session.now(), self.session.store().setting().clone());
        let near = self.session.store().horizon_is_near(now, &setting);
        if self.session.store().read_only() || !near.is_ok_and(|near| near) {
            return;
        }
        // If another process is writing, the occurrences are worked out as they are read.
        if self.session.store().aside("filling the schedule", |tx| tx.renew_horizon(now)).is_ok() {
            self.reload();
        }
    }

    /// Keeps what is being typed as a draft: the screen is about to end without having been asked.
    pub fn keep_draft(&mut self) -> Result<()> {
        let Some((name, text)) = self.layers.typed() else { return Ok(()) };
        self.session.store().aside("keeping a draft", |tx| tx.keep_draft(&name, &text))
    }

    /// Claims the reminders that are due, and says what is to be told. Looks only where something may be new.
    pub fn reminders(&mut self) -> Vec<Notice> {
        if !self.reminded.is_due() {
            return Vec::new();
        }
        let found = match self.reminded.claim(&self.session) {
            Ok(found) => found,
            Err(error) => {
                self.wrong(error.to_string());
                return Vec::new();
            }
        };
        self.plan();
        let now = self.session.now();
        let zone = self.session.zone();
        let telling = |r: &Reminder| notice(r, now, zone, self.keeps(r.client.as_deref()));
        let told: Vec<Notice> = found.iter().map(telling).collect();
        if let Some(first) = told.first() {
            let more = if told.len() > 1 { format!(" (+{})", told.len() - 1) } else { String::new() };
            let text = format!("{}: {}{more}", first.title, first.body);
            self.say_locked(text.clone());
        }
        told
    }

    /// Hears what became of a reminder outside the screen; whether that changes the picture.
    pub fn heard(&mut self, told: &Delivery) -> bool {
        self.reminded.heard(told)
    }

    /// Says in the header why reminders do not go where they should.
    pub fn troubled(&mut self, why: String) {
        self.reminded.troubled(why);
    }

    /// Does what was chosen at a reminder: goes to its meeting, or puts it off.
    pub fn chosen(&mut self, key: &str, notice: &Notice) -> LoopCommand {
        if key == JOIN {
            return self.follow_link(&notice.link);
        }
        self.reminded.answered(&notice.about, &self.session);
        match chosen(key, notice, self.session.store(), self.session.env()) {
            Ok(said) => self.say(Message::Done(said)),
            Err(error) => self.wrong(error.to_string()),
        }
        self.reload();
        LoopCommand::Stay
    }

    /// Whether something waits for another process to let go of the database.
    pub(super) fn is_waiting(&self) -> bool {
        self.layers.is_waiting() || self.reminded.is_unclaimed()
    }

    /// Asks what is to become of the reminder that was told last: again later, or to the meeting at once.
    pub(super) fn ask_about_reminder(&mut self) {
        let Some(reminder) = self.reminded.put_off(self.session.now()) else {
            self.note("there was no reminder of a meeting or a task to snooze");
            return;
        };
        let context = self.session.context();
        let call = |again: &str| {
            let call = Call::new(action("snooze").ok()?).with("for", again);
            let id = reminder.key.subject.to_string();
            Some(match reminder.what {
                ReminderSubject::Task => call.with("task", id),
                _ => call.with("event", id).with("at", write_time(reminder.key.occurrence, context.zone())),
            })
        };
        let later = |key, label: &str, again: &str| {
            let then = Then::Do(Pending::of(vec![call(again)?]));
            Some(Choice { key, label: label.to_owned(), then })
        };
        let begun = reminder.key.occurrence <= self.session.now();
        let link = (!reminder.url.is_empty()).then(|| Then::Link(reminder.url.clone()));
        let answers = [
            link.map(|then| Choice { key: 'j', label: "join: open the meeting's link".to_owned(), then }),
            later('5', "again in 5 minutes", "5m"),
            later('1', "again in 10 minutes", "10m"),
            later('q', "again in a quarter of an hour", "15m"),
            later('s', "again when it begins", "start").filter(|_| !begun),
        ];
        let hidden = self.hides(reminder.client.as_deref());
        let (title, body) = text(&reminder, self.session.now(), context.zone(), hidden);
        let answers = answers.into_iter().flatten().collect();
        self.layers.ask(Dialog::new("Put the reminder off?", format!("{title}: {body}"), answers));
    }
}
