//! The picture: header, panes, footer, and what lies over them.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::frame::{draw_title, frame_of, inside, paint};
use super::layout::{LEAST, Layout};
use super::print::{put, put_all};
use super::strips;
use super::theme::Tone;
use super::ui::Ui;
use super::{ascii, footer, header};
use crate::domain::text::width;

impl Ui {
    /// Draws the whole screen.
    pub fn draw(&mut self, frame: &mut Frame<'_>) {
        self.draw_all(frame);
        if self.theme.is_ascii() {
            ascii::translate(frame.buffer_mut());
        }
    }

    fn draw_all(&mut self, frame: &mut Frame<'_>) {
        let area = frame.area();
        self.drawn.begin();
        self.watch.drawn(None);
        if let Some(at) = self.draw_lock(area, frame.buffer_mut()) {
            frame.set_cursor_position(at);
            return;
        }
        self.drawn.on(area);
        self.pass_standing();
        let Some(layout) = self.layout() else {
            let least = format!("vadash needs {}×{}; this is {}×{}", LEAST.0, LEAST.1, area.width, area.height);
            put(frame.buffer_mut(), area.x, area.y, usize::from(area.width), &least, Style::new());
            return;
        };
        let buffer = frame.buffer_mut();
        paint(area, self.theme.style(Tone::Plain), buffer);
        header::draw(self, layout.header, buffer);
        if let Some(tabs) = layout.tabs {
            self.draw_tabs(tabs, buffer);
        }
        self.draw_frames(&layout, buffer);
        for (pane, area) in &layout.panes {
            self.draw_pane(*pane, *area, layout.tabs.is_some(), buffer);
        }
        for (strip, area) in &layout.strips {
            strips::draw(*strip, &self.pane_cx(0), *area, &self.theme, buffer);
        }
        if self.is_new() {
            self.greet(&layout, buffer);
        }
        self.watch.drawn(self.drawn.alters().into_iter().chain(self.next_minute()).min());
        let cursor = self.draw_layers(area, layout.middle, buffer);
        self.draw_which(layout.middle, buffer);
        let below = footer::draw(self, area, layout.footer, buffer);
        if let Some(line) = layout.reminder {
            // Above what is typed or said, however many lines that has.
            self.draw_standing(Rect { y: area.bottom().saturating_sub(below + 1), ..line }, buffer);
        }
        if let Some(at) = cursor {
            frame.set_cursor_position(at);
        }
    }

    /// Draws all lines before anything is written on them, those of the pane that has the keys last.
    fn draw_frames(&self, layout: &Layout, buffer: &mut Buffer) {
        let focus = self.here().focus;
        for (_, area) in &layout.strips {
            frame_of(*area, false, &self.theme, buffer);
        }
        let (front, others): (Vec<_>, Vec<_>) = layout.panes.iter().partition(|pane| pane.0 == focus);
        for (n, area) in others.into_iter().chain(front) {
            frame_of(area, n == focus, &self.theme, buffer);
        }
    }

    fn draw_tabs(&self, area: Rect, buffer: &mut Buffer) {
        let here = self.here();
        let titles: Vec<String> =
            (0..here.view.panes.len()).map(|n| here.view.panes[n].title(&self.pane_cx(n))).collect();
        // As many as fit, so that the one in front is seen.
        let wide = |n: usize| width(&titles[n]) + if n == here.focus { 3 } else { 1 };
        let room = usize::from(area.width.saturating_sub(2));
        let mut first = here.focus;
        let mut used = wide(here.focus);
        while first > 0
            && (used + wide(first - 1) <= room * 3 / 5 || (0..titles.len()).map(wide).sum::<usize>() <= room)
        {
            first -= 1;
            used += wide(first);
        }
        let mut x = area.x + 1;
        for (n, title) in titles.iter().enumerate().skip(first) {
            let style = if n == here.focus { self.theme.selected() } else { self.theme.style(Tone::Dim) };
            let text = if n == here.focus { format!(" {title} ") } else { title.clone() };
            put(buffer, x, area.y, usize::from(area.right().saturating_sub(x)), &text, style);
            x = x.saturating_add(u16::try_from(width(&text) + 1).unwrap_or(u16::MAX));
        }
    }

    fn draw_pane(&mut self, n: usize, area: Rect, alone: bool, buffer: &mut Buffer) {
        let pane = self.here().view.panes[n];
        let chosen = n == self.here().focus;
        let focused = chosen && self.layers.show_focus();
        let (title, subtitle) = (pane.title(&self.pane_cx(n)), pane.subtitle(&self.pane_cx(n)));
        let mut rows = inside(area);
        let mut top = pane.top(&self.pane_cx(n), usize::from(rows.width));
        // Rows come first where there is little room.
        top.truncate(usize::from(rows.height.saturating_sub(4)));
        for cells in &top {
            let texts = cells.iter().map(|c| (c.text.clone(), c.tone));
            put_all(buffer, rows.x, rows.y, usize::from(rows.width), texts, |tone| self.theme.style(tone));
            rows = Rect { y: rows.y + 1, height: rows.height - 1, ..rows };
        }
        if let Some(lanes) = u16::try_from(top.len()).ok().and_then(|n| n.checked_sub(1)).filter(|n| *n > 0) {
            self.drawn.line_of_work(Rect { y: rows.y - lanes, height: lanes, ..rows });
        }
        let new = self.is_new();
        let only = self.only().is_some();
        let theme = self.theme.clone();
        let here = self.here_mut();
        let list = &mut here.lists[n];
        list.lay_out(rows, pane.columns(), pane.further_lines());
        let picture = pane.picture(&self.pane_cx(n), &self.here().lists[n], rows, focused).filter(|_| !new);
        let (here, list) = (self.here(), &self.here().lists[n]);
        let count = pane.count(&self.pane_cx(n), list).map(|n| n.to_string()).unwrap_or_default();
        let sum = pane.sum(&self.pane_cx(n));
        // Its tab says what it is.
        let named = if alone { String::new() } else { [title, count].join(" ").trim().to_owned() };
        let mut heading = vec![([named, sum].join(" · ").trim_matches([' ', '·']).to_owned(), Tone::Strong)];
        heading.push((subtitle, Tone::Plain));
        if !here.filters[n].is_empty() {
            heading.push((format!("/{}", here.filters[n]), Tone::Accent));
        }
        heading.retain(|(text, _)| !text.is_empty());
        let seen = if picture.is_some() { String::new() } else { list.seen() };
        draw_title(&heading, &seen, area, &theme, buffer);
        if let Some(picture) = &picture {
            picture.draw(&theme, buffer);
        } else if list.items.is_empty() && !new {
            let filtered = !here.filters[n].is_empty() || only;
            let text = if filtered { "nothing fits the filter" } else { pane.nothing() };
            put(buffer, rows.x, rows.y, usize::from(rows.width), text, theme.style(Tone::Dim));
        } else if !new {
            list.draw(rows, pane.columns(), focused, &theme, buffer);
        }
        if chosen && !new {
            self.draw_first_step(rows, buffer);
        }
        self.drawn.pane(n, rows, picture);
    }
}
