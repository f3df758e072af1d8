//! What stands under the panes of a view, to be looked at: the day's hours, and the last weeks.

mod day;
mod weeks;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::frame::{draw_title, inside};
use super::pane::PaneCx;
use super::theme::{Theme, Tone};
use super::view::Strip;

/// Draws a strip in its frame.
pub fn draw(strip: Strip, cx: &PaneCx<'_>, area: Rect, theme: &Theme, buffer: &mut Buffer) {
    let (title, right) = match strip {
        Strip::Day => day::draw(cx, inside(area), theme, buffer),
        Strip::Weeks => weeks::draw(cx, inside(area), theme, buffer),
    };
    draw_title(&[(title, Tone::Strong)], &right, area, theme, buffer);
}
