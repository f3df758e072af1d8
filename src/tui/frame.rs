//! Frames with their titles, and boxes in the middle of a room.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{Clear, Widget};

use super::print::{put, short};
use super::theme::{Theme, Tone};
use crate::domain::text::{cut, width};

/// Draws a frame with rounded corners; returns what is inside.
pub fn frame_of(area: Rect, focused: bool, theme: &Theme, buffer: &mut Buffer) -> Rect {
    paint(area, theme.style(Tone::Plain), buffer);
    let style = theme.style(if focused { Tone::Accent } else { Tone::Dim });
    let inner = Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(2),
    };
    if area.is_empty() {
        return inner;
    }
    let wide = usize::from(area.width);
    let line = "─".repeat(wide.saturating_sub(2));
    put(buffer, area.x, area.y, wide, &format!("╭{line}╮"), style);
    for y in area.y + 1..area.bottom().saturating_sub(1) {
        put(buffer, area.x, y, 1, "│", style);
        put(buffer, area.right() - 1, y, 1, "│", style);
    }
    put(buffer, area.x, area.bottom() - 1, wide, &format!("╰{line}╯"), style);
    inner
}

/// Gives all cells of an area a style; one that changes nothing is not given to each of them.
pub fn paint(area: Rect, style: Style, buffer: &mut Buffer) {
    if style != Style::new() {
        buffer.set_style(area, style);
    }
}

/// Writes a title into the top of a frame, and something small at its right end.
pub fn draw_title(title: &[(String, Tone)], right: &str, area: Rect, theme: &Theme, buffer: &mut Buffer) {
    let room = usize::from(area.width.saturating_sub(4));
    let mut x = area.x + 2;
    let mut left = room.saturating_sub(if right.is_empty() { 0 } else { width(right) + 3 });
    for (text, tone) in title {
        if left < 3 {
            return;
        }
        let text = format!(" {} ", cut(text, left - 2));
        put(buffer, x, area.y, left, &text, theme.style(*tone));
        let used = width(&text);
        x = x.saturating_add(u16::try_from(used).unwrap_or(u16::MAX));
        left = left.saturating_sub(used);
    }
    if !right.is_empty() && room > width(right) + 2 {
        let text = format!(" {right} ");
        let x = area.right().saturating_sub(u16::try_from(width(&text) + 2).unwrap_or(0));
        put(buffer, x, area.y, width(&text), &text, theme.style(Tone::Dim));
    }
}

/// Places a box in the middle of a room, and clears the room behind it.
pub fn middle(room: Rect, wide: usize, high: usize, buffer: &mut Buffer) -> Rect {
    let (across, down) = (short(wide).min(room.width), short(high).min(room.height));
    clear(room, room.x + (room.width - across) / 2, (across, down), buffer)
}

/// Places a box at the right of a room, and clears the room behind it.
pub fn window(room: Rect, wide: usize, high: usize, buffer: &mut Buffer) -> Rect {
    let (across, down) = (short(wide).min(room.width), short(high).min(room.height));
    clear(room, room.right() - across - (room.width - across).min(2), (across, down), buffer)
}

fn clear(room: Rect, x: u16, (wide, high): (u16, u16), buffer: &mut Buffer) -> Rect {
    let area = Rect { x, y: room.y + (room.height - high) / 3, width: wide, height: high };
    // A wide character cut by the box's edge would leave half of itself behind.
    for y in area.top()..area.bottom() {
        if area.x > room.x {
            let cell = &mut buffer[(area.x - 1, y)];
            if width(cell.symbol()) > 1 {
                cell.set_symbol(" ");
            }
        }
    }
    Clear.render(area, buffer);
    area
}
