//! Keys that follow each other: what was begun, and what may come next.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

use super::frame::{draw_title, frame_of};
use super::print::put;
use super::theme::Tone;
use super::ui::Ui;
use crate::app::keys::Sequence;
use crate::domain::text::width;

impl Ui {
    /// Draws the keys that may follow over the lines above the footer.
    pub(super) fn draw_which(&self, room: Rect, buffer: &mut Buffer) {
        let begun = self.keys.begun();
        if begun.is_empty() {
            return;
        }
        let short = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        let after = self.keys.map().after(begun);
        let keys = after.iter().map(|(key, _)| width(key)).max().unwrap_or(0);
        let wide = after.iter().map(|(_, action)| keys + width(action.help) + 5).max().unwrap_or(0);
        let (high, wide) = (short(after.len() + 2).min(room.height), short(wide.max(24)).min(room.width));
        let area = Rect { x: room.right() - wide, y: room.bottom() - high, width: wide, height: high };
        // A wide character cut by the box's edge would leave half of itself behind.
        for y in area.top()..area.bottom() {
            if area.x > room.x && width(buffer[(area.x - 1, y)].symbol()) > 1 {
                buffer[(area.x - 1, y)].set_symbol(" ");
            }
        }
        Clear.render(area, buffer);
        let inner = frame_of(area, true, &self.theme, buffer);
        let begun = format!("{} …", Sequence(begun.to_vec()).name());
        draw_title(&[(begun, Tone::Strong)], "", area, &self.theme, buffer);
        let room = usize::from(inner.width).saturating_sub(2);
        for (n, (key, action)) in after.iter().take(usize::from(inner.height)).enumerate() {
            let (x, y) = (inner.x + 1, inner.y + short(n));
            put(buffer, x, y, room, key, self.theme.style(Tone::Accent));
            let at = keys + 1;
            put(buffer, x + short(at), y, room.saturating_sub(at), action.help, self.theme.style(Tone::Plain));
        }
    }
}
