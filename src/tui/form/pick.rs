//! Values to choose from under a field: those that fit what is typed, or a calendar for a day.

use chrono::Months;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::picker::Picker;
use super::{Form, FormOutcome};
use crate::command::context::Context;
use crate::command::field::Shape;
use crate::command::input::{Day, Hint, Input};
use crate::domain::time::plus_days;

impl Form {
    /// Shows what fits the text as it is typed.
    pub(super) fn suggest(&mut self, context: &Context<'_>) {
        let row = &self.rows[self.at];
        self.picker = None;
        let typed = row.line.text().trim();
        if typed.is_empty() || !row.field.choices.is_empty() || row.field.day || row.field.shape == Shape::Flag {
            return;
        }
        let hints = self.values(context);
        let done = hints.len() == 1 && hints[0].text == typed;
        if !(hints.is_empty() || done) {
            self.picker = Some(Picker::Values(hints, None));
        }
    }

    fn values(&self, context: &Context<'_>) -> Vec<Hint> {
        if self.private {
            return Vec::new();
        }
        let row = &self.rows[self.at];
        let typed = last_word(row.line.text(), row.field.shape == Shape::Many);
        let mut hints = (row.field.suggest)(typed, context);
        hints.truncate(50);
        hints
    }

    /// Opens what can be chosen from, whatever is typed so far.
    pub(super) fn open_picker(&mut self, context: &Context<'_>) {
        let row = &self.rows[self.at];
        let typed = row.line.text().trim();
        if row.field.day {
            let word = typed.split(' ').next().unwrap_or_default();
            let day = Day::read(typed, context).or_else(|_| Day::read(word, context));
            let day = day.map_or_else(|_| context.today(), |d| d.0);
            self.picker = Some(Picker::Month(day));
            return;
        }
        let choices = row.choices();
        let hints = if choices.is_empty() {
            let fitting = self.values(context);
            if fitting.is_empty() && !self.private { (row.field.suggest)("", context) } else { fitting }
        } else {
            choices.iter().map(|c| Hint { text: (*c).to_owned(), note: String::new() }).collect()
        };
        if !hints.is_empty() {
            let at = hints.iter().position(|h| h.text == typed).unwrap_or(0);
            self.picker = Some(Picker::Values(hints, Some(at)));
        }
    }

    /// Gives a key to what is shown to choose from; nothing if it is not for that.
    pub(super) fn press_picker(&mut self, key: KeyEvent, context: &Context<'_>) -> Option<FormOutcome> {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let step = match key.code {
            KeyCode::Down => 1,
            KeyCode::Up => -1,
            KeyCode::Char('n') if control => 1,
            KeyCode::Char('p') if control => -1,
            _ => 0,
        };
        match self.picker.as_mut()? {
            Picker::Values(hints, at) => {
                let count = hints.len();
                match key.code {
                    _ if step != 0 => {
                        *at = Some(match *at {
                            None if step > 0 => 0,
                            None => count - 1,
                            Some(n) => (n + if step > 0 { 1 } else { count - 1 }) % count,
                        });
                        Some(FormOutcome::Stay)
                    }
                    KeyCode::Enter => {
                        let text = hints.get((*at)?)?.text.clone();
                        Some(self.take(&text, context))
                    }
                    KeyCode::Tab if at.is_some() => {
                        let text = hints.get((*at)?)?.text.clone();
                        self.take(&text, context);
                        None
                    }
                    _ => None,
                }
            }
            Picker::Month(day) => {
                let moved = match key.code {
                    KeyCode::Left => plus_days(*day, -1),
                    KeyCode::Right => plus_days(*day, 1),
                    KeyCode::Up => plus_days(*day, -7),
                    KeyCode::Down => plus_days(*day, 7),
                    KeyCode::PageUp | KeyCode::Char('[') => day.checked_sub_months(Months::new(1)).unwrap_or(*day),
                    KeyCode::PageDown | KeyCode::Char(']') => day.checked_add_months(Months::new(1)).unwrap_or(*day),
                    KeyCode::Char('t') => context.today(),
                    KeyCode::Enter | KeyCode::Tab => {
                        let text = day.to_string();
                        return Some(self.take(&text, context));
                    }
                    _ => {
                        self.picker = None;
                        return None;
                    }
                };
                *day = moved;
                Some(FormOutcome::Stay)
            }
        }
    }

    /// Puts a chosen value in the field: for the last word of several, else for all that is typed.
    fn take(&mut self, text: &str, context: &Context<'_>) -> FormOutcome {
        let row = &mut self.rows[self.at];
        let typed = row.line.text();
        let text = if row.field.shape == Shape::Many {
            format!("{}{text}", &typed[..typed.len() - last_word(typed, true).len()])
        } else {
            // Another day leaves the time of day that was typed behind it.
            let time = typed.trim().split_once(' ').map(|(_, time)| time).filter(|t| row.field.day && t.contains(':'));
            time.map_or_else(|| text.to_owned(), |time| format!("{text} {time}"))
        };
        row.line.set(&text);
        row.refused = None;
        self.listen_here(context);
        self.picker = None;
        FormOutcome::Changed
    }
}

fn last_word(text: &str, many: bool) -> &str {
    if many { text.rsplit([' ', ',']).next().unwrap_or_default() } else { text.trim() }
}
