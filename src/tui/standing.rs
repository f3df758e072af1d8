//! Reminders that were told: they stand in a line above the footer until they are over or put away.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

use super::put::put;
use super::theme::Tone;
use super::ui::Ui;
use crate::app::reminders::{notice, text};
use crate::domain::due::{Reminder, What};
use crate::domain::text::{cut, width};

/// How long one stands at least that nobody puts away, in seconds.
const STANDS: i64 = 10 * 60;
/// How long after its moment that of a meeting or a task stands, in seconds.
const AFTER: i64 = 5 * 60;

impl Ui {
    /// Has reminders stand that were told just now.
    pub(super) fn stand(&mut self, found: &[Reminder]) {
        let now = self.desk.now();
        let until = |r: &Reminder| {
            let timed = matches!(r.what, What::Event | What::Task);
            let wanted = if timed { (r.key.occurrence + AFTER).max(now + STANDS) } else { now + STANDS };
            wanted.min(r.until)
        };
        let new: Vec<_> = found.iter().map(|r| (r.clone(), until(r))).collect();
        // Of what is told again, only the last stands.
        self.standing.retain(|(old, _)| {
            let same = |new: &Reminder| {
                (&new.key.kind, new.key.subject, new.key.occurrence)
                    == (&old.key.kind, old.key.subject, old.key.occurrence)
            };
            !found.iter().any(same)
        });
        self.standing.splice(0..0, new);
        self.plan();
    }

    /// Puts away the reminder that is seen; whether there was one.
    pub(super) fn put_away(&mut self) -> bool {
        let any = !self.standing.is_empty();
        if any {
            self.standing.remove(0);
        }
        any
    }

    /// Puts away what was answered where it was told outside the screen.
    pub(super) fn answered(&mut self, about: &str) {
        let zone = self.desk.zone().clone();
        let now = self.desk.now();
        self.standing.retain(|(r, _)| notice(r, now, &zone, true).about != about);
    }

    /// Draws the reminder in a line of its own, and the keys that answer it.
    pub(super) fn draw_standing(&self, area: Rect, buffer: &mut Buffer) {
        let Some((reminder, _)) = self.standing.first() else { return };
        Clear.render(area, buffer);
        buffer.set_style(area, self.theme.style(Tone::Plain));
        let hidden = self.privacy.hides(reminder.client.as_deref());
        let (title, body) = text(reminder, self.desk.now(), self.desk.zone(), hidden);
        let more = if self.standing.len() > 1 { format!(" (+{})", self.standing.len() - 1) } else { String::new() };
        let wide = usize::from(area.width).saturating_sub(2);
        let timed = matches!(reminder.what, What::Event | What::Day | What::Task);
        let later = if timed { format!("{} later  ", self.keymap.first("snooze-last")) } else { String::new() };
        let keys = format!("{later}{} hide", self.keymap.first("back"));
        // When it is matters more than all of its title, and that more than the keys.
        let behind = format!(": {body}{more}");
        let room = wide.saturating_sub(width(&behind) + 2);
        let keys = if room >= width(&keys) + 2 + width(&title).min(24) { keys } else { String::new() };
        let room = if keys.is_empty() { room } else { room - width(&keys) - 2 };
        let line = format!("» {}{behind}", cut(&title, room.max(8)));
        put(buffer, area.x + 1, area.y, wide, &line, self.theme.style(Tone::Warn));
        let at = area.right().saturating_sub(u16::try_from(width(&keys) + 1).unwrap_or(u16::MAX));
        put(buffer, at, area.y, width(&keys), &keys, self.theme.style(Tone::Dim));
    }
}
