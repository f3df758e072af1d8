//! Writes text into the cells of the screen.

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};

use super::theme::Tone;
use crate::domain::text::{cut, is_simple, width, wrap};

/// Writes text that was made for its place.
pub fn put(buffer: &mut Buffer, x: u16, y: u16, wide: usize, text: &str, style: Style) {
    let area = buffer.area;
    if y >= area.bottom() || x >= area.right() || wide == 0 {
        return;
    }
    let shown = cut(text, wide);
    let (from, to) = (buffer.index_of(x, y), buffer.index_of(area.right() - 1, y));
    if !is_simple(&shown) {
        // What was written there before leaves nothing of its weight.
        buffer.content[from..=to].iter_mut().take(width(&shown)).for_each(|cell| cell.modifier = Modifier::empty());
        buffer.set_stringn(x, y, shown, wide, style);
        return;
    }
    for (cell, c) in buffer.content[from..=to].iter_mut().zip(shown.chars()) {
        cell.modifier = Modifier::empty();
        cell.set_char(c).set_style(style);
    }
}

/// Writes texts behind one another.
pub fn put_all(
    buffer: &mut Buffer,
    x: u16,
    y: u16,
    wide: usize,
    pieces: impl Iterator<Item = (String, Tone)>,
    style: impl Fn(Tone) -> Style,
) {
    let mut at = 0;
    for (text, tone) in pieces {
        let (from, style) = (x.saturating_add(short(at)), style(tone));
        put(buffer, from, y, wide.saturating_sub(at), &text, style);
        if style.add_modifier.contains(Modifier::UNDERLINED) {
            plain_blanks(buffer, from, y, wide.saturating_sub(at), &text);
        }
        at += width(&text);
    }
}

/// Takes the line under the blanks around a text away.
fn plain_blanks(buffer: &mut Buffer, x: u16, y: u16, wide: usize, text: &str) {
    let (all, before) = (width(text), width(text) - width(text.trim_start()));
    let after = width(text.trim_end()).max(before);
    for n in (0..before).chain(after..all).take_while(|n| *n < wide) {
        if let Some(cell) = buffer.cell_mut((x.saturating_add(short(n)), y)) {
            cell.modifier.remove(Modifier::UNDERLINED);
        }
    }
}

/// Wraps a text in lines, at least one and no more than `most`; the last ends in `…` where there is more.
pub fn lines_of(text: &str, wide: usize, most: usize) -> Vec<String> {
    let mut lines = if width(text) <= wide { vec![text.to_owned()] } else { wrap(text, wide) };
    if lines.len() > most {
        lines.truncate(most.max(1));
        if let Some(last) = lines.last_mut() {
            *last = format!("{}…", cut(last, wide.saturating_sub(1)).trim_end_matches('…'));
        }
    }
    lines
}

/// Converts a count of columns or lines to what a terminal has at most.
pub fn short(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

/// `── text ─────`
pub fn rule(text: &str, wide: usize) -> String {
    let shown = cut(text, wide.saturating_sub(6));
    let left = if shown.is_empty() { String::new() } else { format!("── {shown} ") };
    let rest = wide.saturating_sub(width(&left));
    format!("{left}{}", "─".repeat(rest))
}
