//! What to do first, where there is nothing yet.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

use super::frame::frame_of;
use super::layout::Layout;
use super::print::put;
use super::theme::Tone;
use super::ui::Ui;
use crate::app::first_day::FirstDay;
use crate::domain::text::{width, wrap};

impl Ui {
    /// Whether there is nothing to show yet but what to do first.
    pub(super) fn is_new(&self) -> bool {
        let nothing = self.here().lists.iter().all(|list| list.items.iter().all(|i| i.row().is_none()));
        self.navigation.is_first() && (self.session.board().empty || self.session.board().unused) && nothing
    }

    /// Draws it.
    pub(super) fn greet(&self, layout: &Layout, buffer: &mut Buffer) {
        let key = |action| self.key(action);
        let step = |text: String| (text, Tone::Plain);
        let lines = if self.session.board().empty {
            let mut lines = vec![
                ("Welcome to vadash".to_owned(), Tone::Strong),
                (String::new(), Tone::Plain),
                step(format!("{}  {}", key("add"), FirstDay::Client.does())),
                step(format!("{}  goes through the first day: client, agreement, time, meeting", key("look"))),
                ("vadash --demo  shows a believable day".to_owned(), Tone::Dim),
                ("vadash import ics FILE  takes a calendar in".to_owned(), Tone::Dim),
            ];
            // On the first day, while nothing stands in plain yet.
            if !self.session.store().is_encrypted() {
                lines.push(("vadash db encrypt  sets a passphrase on all of it".to_owned(), Tone::Dim));
            }
            lines
        } else {
            let mut lines = vec![("Ready to log time".to_owned(), Tone::Strong), (String::new(), Tone::Plain)];
            if self.first_step() == Some(FirstDay::Agreement) {
                lines.push(step(format!("{}  {}", key("look"), FirstDay::Agreement.does())));
            }
            lines.extend([
                step(format!("{}  logs time that was worked: 1h30 newsletter", key("log-time"))),
                step(format!("{}  starts the timer, {} stops it", key("start-for"), key("stop"))),
                (format!("{}  has the clients: retainers and rates", key("clients")), Tone::Dim),
            ]);
            lines
        };
        let room = layout.middle;
        // A small screen has room for nothing else.
        let wide = if room.width < 60 { room.width - 2 } else { 50 };
        let wrapped: Vec<(String, Tone)> = lines
            .iter()
            .flat_map(|(text, tone)| wrap_or_blank(text, usize::from(wide)).into_iter().map(|line| (line, *tone)))
            .collect();
        let high = u16::try_from(wrapped.len()).unwrap_or(0).saturating_add(2).min(room.height);
        let area = Rect {
            x: room.x + (room.width - wide - 2) / 2,
            // In the upper half, if it fits: in the middle it would hide the titles of the lower panes.
            y: room.y
                + if room.height / 2 >= high + 2 { (room.height / 2 - high) / 2 } else { (room.height - high) / 2 },
            width: wide + 2,
            height: high,
        };
        let area = if room.width < 60 { room } else { area };
        Clear.render(area, buffer);
        let inner = frame_of(area, true, &self.theme, buffer);
        for (line, (text, tone)) in wrapped.iter().take(usize::from(inner.height)).enumerate() {
            let y = inner.y + u16::try_from(line).unwrap_or(0);
            let left = (usize::from(inner.width).saturating_sub(width(text))) / 2;
            let x = inner.x + u16::try_from(left).unwrap_or(0);
            put(buffer, x, y, usize::from(inner.width), text, self.theme.style(*tone));
        }
    }
}

fn wrap_or_blank(text: &str, wide: usize) -> Vec<String> {
    if text.is_empty() { vec![String::new()] } else { wrap(text, wide) }
}
