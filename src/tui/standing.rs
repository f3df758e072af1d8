//! Reminders that were told: they stand in a line above the footer until they are over or put away.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

use super::print::put;
use super::reminded::is_timed;
use super::theme::Tone;
use super::ui::Ui;
use crate::app::reminders::text;
use crate::domain::text::{cut, width};

impl Ui {
    /// Puts away what has stood long enough.
    pub(super) fn pass_standing(&mut self) {
        self.reminded.pass(self.session.now());
    }

    /// Draws the reminder in a line of its own, and the keys that answer it.
    pub(super) fn draw_standing(&self, area: Rect, buffer: &mut Buffer) {
        let Some((reminder, behind)) = self.reminded.seen() else { return };
        Clear.render(area, buffer);
        buffer.set_style(area, self.theme.style(Tone::Plain));
        let hidden = self.hides(reminder.client.as_deref());
        let (title, body) = text(reminder, self.session.now(), self.session.zone(), hidden);
        let more = if behind > 0 { format!(" (+{behind})") } else { String::new() };
        let wide = usize::from(area.width).saturating_sub(2);
        let later = if is_timed(reminder) { format!("{} later  ", self.key("snooze-last")) } else { String::new() };
        let keys = format!("{later}{} hide", self.key("back"));
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
