//! The cursor of a list: a soft background over what says which row it is, and a mark at its edge.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::{ListRow, ListView};
use crate::domain::text::{cut, width};
use crate::tui::columns::Column;
use crate::tui::print::{put, short};
use crate::tui::theme::{Theme, Tone};

/// The widest that it is.
const SPAN: usize = 38;

impl ListView {
    /// How much of a row the cursor lies on: what says which row it is, up to the end of its text. A move sends that twice
    /// over the line, so that it is not all of a wide row.
    pub(super) fn span(&self, row: &ListRow, columns: &[Column]) -> usize {
        let mut line = self.sign(row).to_owned();
        let mut end = line.clone();
        let shown = columns.iter().zip(&self.widths).filter(|(_, w)| **w > 0).map(|(column, _)| column);
        for ((text, _), column) in self.pieces(&row.cells, columns).zip(shown) {
            line.push_str(&text);
            line.trim_end().clone_into(&mut end);
            if column.grows {
                break;
            }
        }
        if width(&end) <= SPAN {
            return width(&end);
        }
        // Words are not cut in two, unless one is very long.
        let start = width(&cut(&end, SPAN)) - 1;
        let text: String = end.chars().take(start).collect();
        text.rfind(' ').map(|at| width(&text[..at])).filter(|at| *at > SPAN / 2).unwrap_or(start)
    }
}

/// Lays the cursor over the first columns of a row, and its mark over the frame to their left.
pub(super) fn lay_over(area: Rect, pieces: &[(String, Tone)], theme: &Theme, buffer: &mut Buffer) {
    if area.x > buffer.area.x {
        put(buffer, area.x - 1, area.y, 1, "▌", theme.style(Tone::Accent));
    }
    let mut at = area.x;
    for (text, tone) in pieces {
        let end = at.saturating_add(short(width(text))).min(area.right()).min(buffer.area.right());
        for x in at..end {
            let cell = &mut buffer[(x, area.y)];
            let struck = cell.modifier & Modifier::CROSSED_OUT;
            cell.set_style(Style::reset()).set_style(theme.style(Tone::Plain));
            cell.set_style(theme.chosen(*tone).add_modifier(struck));
        }
        at = end;
    }
}
