//! Themes to choose from: each is seen on the whole screen while the cursor is on it.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::frame::{draw_title, frame_of, paint, window};
use super::line_editor::leaves;
use super::print::{put, short};
use super::theme::{Theme, Tone};
use crate::command::env::Terminal;
use crate::config::{Sheet, theme_names};
use crate::domain::hue::ClientHue;
use crate::domain::text::{pad, width};

/// The themes there are, as a layer.
pub struct Themes {
    /// Each by its name, as this terminal shows it.
    all: Vec<(&'static str, Theme)>,
    at: usize,
    /// The first that is seen.
    top: usize,
    /// What there was before.
    before: Box<Theme>,
}

/// What a key did.
pub enum ThemesOutcome {
    /// One is tried.
    Try,
    /// One is chosen.
    Choose(&'static str),
    /// Closed: what there was before comes back.
    Leave(Box<Theme>),
}

/// What is seen of each theme beside its name.
const SAMPLE: [Tone; 4] = [Tone::Accent, Tone::Good, Tone::Warn, Tone::Bad];
/// As many clients beside that.
const CLIENTS: i64 = 6;

impl Themes {
    /// Makes the list of all, with the cursor at the one that is shown.
    pub fn new(terminal: &Terminal, shown: &str, before: Theme) -> Self {
        let theme = |name| Some((name, Theme::of(&Sheet::built_in(name)?, terminal)));
        let all: Vec<(&'static str, Theme)> = theme_names().filter_map(theme).collect();
        let at = all.iter().position(|(name, _)| *name == shown).unwrap_or(0);
        Self { all, at, top: 0, before: Box::new(before) }
    }

    /// Takes a key.
    pub fn press(&mut self, key: KeyEvent) -> ThemesOutcome {
        let count = self.all.len().max(1);
        match key.code {
            _ if leaves(key) => return ThemesOutcome::Leave(self.before.clone()),
            KeyCode::Char('q') => return ThemesOutcome::Leave(self.before.clone()),
            KeyCode::Enter => return ThemesOutcome::Choose(self.all[self.at].0),
            KeyCode::Down | KeyCode::Tab | KeyCode::Char('j') => self.at = (self.at + 1) % count,
            KeyCode::Up | KeyCode::BackTab | KeyCode::Char('k') => self.at = (self.at + count - 1) % count,
            KeyCode::Home | KeyCode::Char('g') => self.at = 0,
            KeyCode::End | KeyCode::Char('G') => self.at = count - 1,
            _ => {}
        }
        ThemesOutcome::Try
    }

    /// The theme under the cursor.
    pub fn tried(&self) -> &Theme {
        &self.all[self.at].1
    }

    /// Draws them at the right, so that most of the screen is seen.
    pub fn draw(&mut self, room: Rect, theme: &Theme, buffer: &mut Buffer) {
        let names = self.all.iter().map(|(name, _)| width(name)).max().unwrap_or(0);
        let samples = SAMPLE.len() + usize::try_from(CLIENTS).unwrap_or(0);
        let area = window(room, names + 2 * samples + 6, self.all.len() + 2, buffer);
        let inner = frame_of(area, true, theme, buffer);
        draw_title(&[("Theme".to_owned(), Tone::Strong)], "", area, theme, buffer);
        let page = usize::from(inner.height).max(1);
        self.top = self.top.min(self.at).max((self.at + 1).saturating_sub(page));
        for (n, (name, own)) in self.all.iter().enumerate().skip(self.top).take(page) {
            let line = Rect { y: inner.y + short(n - self.top), height: 1, ..inner };
            let wide = usize::from(line.width);
            let chosen = n == self.at;
            let style = if chosen { theme.selected() } else { theme.style(Tone::Plain) };
            put(buffer, line.x, line.y, wide, if chosen { "▌" } else { " " }, theme.style(Tone::Accent));
            put(buffer, line.x + 1, line.y, wide.saturating_sub(1), &pad(name, names + 1), style);
            let from = short(names + 2).min(line.width);
            let sample = Rect { x: line.x + from, width: line.width - from, ..line };
            paint(sample, own.style(Tone::Plain), buffer);
            let clients = (1..=CLIENTS).map(|rank| Tone::Client(ClientHue::of_rank(rank)));
            for (x, tone) in (sample.x + 1..sample.right()).step_by(2).zip(SAMPLE.into_iter().chain(clients)) {
                put(buffer, x, line.y, 1, "■", own.style(tone));
            }
        }
    }
}
