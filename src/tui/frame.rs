//! Frames with their titles, and boxes in the middle of a room.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{Clear, Widget};

use super::print::{put, short};
use super::theme::{Theme, Tone};
use crate::domain::text::{cut, width};

/// Draws a frame with rounded corners, which grows together with lines that are there; returns what is inside.
pub fn frame_of(area: Rect, focused: bool, theme: &Theme, buffer: &mut Buffer) -> Rect {
    let inner = inside(area);
    paint(inner, theme.style(Tone::Plain), buffer);
    let style = theme.style(if focused { Tone::Accent } else { Tone::Dim });
    let Some((right, bottom)) = area.right().checked_sub(1).zip(area.bottom().checked_sub(1)) else { return inner };
    if area.is_empty() {
        return inner;
    }
    for x in area.x..=right {
        let sides = (u8::from(x < right) * RIGHT) | (u8::from(x > area.x) * LEFT);
        let ends = x == area.x || x == right;
        join(buffer, x, area.y, sides | if ends { DOWN } else { 0 }, style);
        join(buffer, x, bottom, sides | if ends { UP } else { 0 }, style);
    }
    for y in area.y + 1..bottom {
        join(buffer, area.x, y, UP | DOWN, style);
        join(buffer, right, y, UP | DOWN, style);
    }
    inner
}

/// What is inside a frame.
pub fn inside(area: Rect) -> Rect {
    Rect { x: area.x + 1, y: area.y + 1, width: area.width.saturating_sub(2), height: area.height.saturating_sub(2) }
}

/// Where a line goes on from a cell.
const UP: u8 = 1;
const RIGHT: u8 = 2;
const DOWN: u8 = 4;
const LEFT: u8 = 8;

/// The signs of lines by where they go on.
const LINES: [char; 16] = [' ', '╵', '╶', '╰', '╷', '│', '╭', '├', '╴', '╯', '─', '┴', '╮', '┤', '┬', '┼'];

/// Draws a line through a cell, together with the one that is there.
fn join(buffer: &mut Buffer, x: u16, y: u16, arms: u8, style: Style) {
    let Some(cell) = buffer.cell_mut((x, y)) else { return };
    let mut signs = cell.symbol().chars();
    let there = signs.next().and_then(|sign| LINES.iter().position(|line| *line == sign)).unwrap_or(0);
    let there = u8::try_from(there).unwrap_or(0);
    cell.set_char(LINES[usize::from(there | arms) % LINES.len()]).set_style(style);
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
