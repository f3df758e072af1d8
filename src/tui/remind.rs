//! Reminders while the screen is open, and what else is seen to after the first frame.

use std::collections::BTreeMap;

use super::form::DRAFT;
use super::header::in_words;
use super::ui::{Layer, Message, Ui};
use crate::app::reminders::{self, Reminder};
use crate::app::views::agenda::Agenda;
use crate::domain::text::clean_line;
use crate::domain::time::plus_days;
use crate::error::Result;

/// A reminder to be told outside the screen: its title and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// The title.
    pub title: String,
    /// The text.
    pub body: String,
}

impl Ui {
    /// What the first frame does not wait for: the window of occurrences, and drafts left by a lost terminal.
    pub fn settle(&mut self) {
        self.renew();
        self.drafts = self.store.drafts().unwrap_or_default();
        if let Some((prompt, text)) = self.drafts.first() {
            let more =
                if self.drafts.len() > 1 { format!(" and {} more", self.drafts.len() - 1) } else { String::new() };
            let palette = self.keymap.first("palette");
            let note = match prompt.strip_prefix(DRAFT) {
                Some(form) => format!("a draft is kept{more}: the form '{form}' brings it back"),
                None => {
                    let text = clean_line(text);
                    format!("a draft is kept{more}: {palette}{prompt} and a space brings back '{text}'")
                }
            };
            self.message = Some(Message::Note(note));
        }
        self.ask_about_timer();
    }

    /// Makes the window of occurrences anew where it soon ends.
    pub(super) fn renew(&mut self) {
        let (now, setting) = (self.now, self.store.setting().clone());
        let near = self.store.horizon_is_near(now, &setting);
        if self.store.read_only() || !near.is_ok_and(|near| near) {
            return;
        }
        // If another process is writing, the occurrences are worked out as they are read.
        if self.store.aside("filling the schedule", |tx| tx.renew_horizon(now)).is_ok() {
            self.reload();
        }
    }

    /// Keeps what is being typed as a draft: the screen is about to end without having been asked.
    pub fn keep_draft(&mut self) {
        let kept = self.layers.iter().rev().find_map(|layer| match layer {
            Layer::Prompt(prompt) if prompt.changed() => {
                Some((prompt.purpose.name().to_owned(), prompt.line.text().trim().to_owned()))
            }
            Layer::Form(form) if form.changed() => Some((form.name(), form.draft())),
            _ => None,
        });
        let Some((name, text)) = kept else { return };
        // There is nobody left to tell if this fails.
        let _ = self.store.aside("keeping a draft", |tx| tx.keep_draft(&name, &text));
    }

    /// Claims the reminders that are due, and says what is to be told. Looks only where something may be new.
    pub fn reminders(&mut self) -> Vec<Telling> {
        if !self.reloaded && !self.unclaimed {
            return Vec::new();
        }
        let now = self.now;
        if let Err(error) = self.read_meetings() {
            self.message = Some(Message::Wrong(error.to_string()));
            return Vec::new();
        }
        (self.reloaded, self.unclaimed) = (false, false);
        let Ok(fired) = self.store.fired_since(now - 3 * 86_400) else { return Vec::new() };
        let leads = &self.world.config.reminders.lead;
        let mut due = reminders::due(&self.meetings, leads, &fired, now);
        due.retain(|r| !self.told.contains(&r.key));
        if due.is_empty() {
            return Vec::new();
        }
        // All leads of one meeting are told at once.
        let mut meetings: BTreeMap<(i64, i64), Vec<Reminder>> = BTreeMap::new();
        for reminder in due {
            meetings.entry((reminder.key.occurrence.0, reminder.key.subject)).or_default().push(reminder);
        }
        let keys: Vec<_> = meetings.values().flatten().map(|r| r.key.clone()).collect();
        let mine = if self.store.read_only() {
            // Nobody can claim here: told once by this screen.
            keys.clone()
        } else {
            let claimed = self.store.aside("claiming reminders", |tx| {
                let mut mine = Vec::new();
                for key in &keys {
                    if tx.claim(key, now)? {
                        mine.push(key.clone());
                    }
                }
                Ok(mine)
            });
            // Not claimed, not told: it is tried again at once.
            let Ok(mine) = claimed else {
                self.unclaimed = true;
                return Vec::new();
            };
            mine
        };
        self.told.extend(keys);
        let told: Vec<Telling> = meetings
            .into_values()
            .filter(|group| group.iter().any(|r| mine.contains(&r.key)))
            .filter_map(|group| group.last().map(|r| self.telling(r)))
            .collect();
        if let Some(last) = told.first() {
            let more = if told.len() > 1 { format!(" (+{})", told.len() - 1) } else { String::new() };
            self.message = Some(Message::Remind(format!("{}: {}{more}", last.title, last.body)));
        }
        told
    }

    fn read_meetings(&mut self) -> Result<()> {
        let context = self.world.context(&self.store);
        let today = context.today();
        self.meetings = Agenda::of(&context, plus_days(today, -1), plus_days(today, 3), None)?.rows;
        self.plan();
        Ok(())
    }

    fn telling(&self, reminder: &Reminder) -> Telling {
        let zone = &self.store.setting().zone;
        let start = reminder.key.occurrence;
        let at = zone.local(start).format("%H:%M");
        let hidden = self.privacy.hides(reminder.client.as_deref());
        let client = reminder.client.as_deref().map(|c| format!(" ({c})")).unwrap_or_default();
        let title = if hidden { "meeting".to_owned() } else { format!("{}{client}", reminder.title) };
        let seconds = start - self.now;
        let body = if seconds > 0 { format!("{at}, in {}", in_words(seconds)) } else { format!("since {at}") };
        Telling { title, body }
    }
}
