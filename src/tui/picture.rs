//! What a pane shows otherwise than line by line: texts at their places, and which of its items lies where.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use super::print::put;
use super::theme::{Theme, Tone};
use crate::domain::time::Instant;

/// A picture of the items of a list.
#[derive(Clone, Debug, Default)]
pub struct Picture {
    pieces: Vec<Piece>,
    spots: Vec<(Rect, usize)>,
    /// When it looks otherwise by itself, if it does.
    pub alters: Option<Instant>,
}

/// A text at its place.
#[derive(Clone, Debug)]
struct Piece {
    at: Position,
    wide: u16,
    text: String,
    tone: Tone,
    look: Look,
}

/// What a text is besides its tone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// Nothing.
    #[default]
    Usual,
    /// Under the cursor.
    Chosen,
    /// Called off.
    Off,
}

impl Picture {
    /// Adds a text in so many columns.
    pub fn put(&mut self, x: u16, y: u16, wide: u16, text: impl Into<String>, tone: Tone) {
        self.put_as(x, y, wide, text, tone, Look::Usual);
    }

    /// Adds a text that is more than its tone.
    pub fn put_as(&mut self, x: u16, y: u16, wide: u16, text: impl Into<String>, tone: Tone, look: Look) {
        self.pieces.push(Piece { at: Position { x, y }, wide, text: text.into(), tone, look });
    }

    /// Says where an item lies, for the mouse.
    pub fn spot(&mut self, area: Rect, item: usize) {
        self.spots.push((area, item));
    }

    /// The item at a place; of several the one that lies on top.
    pub fn item_at(&self, at: Position) -> Option<usize> {
        self.spots.iter().rfind(|(area, _)| area.contains(at)).map(|(_, item)| *item)
    }

    /// Draws it.
    pub fn draw(&self, theme: &Theme, buffer: &mut Buffer) {
        for piece in &self.pieces {
            let style = match piece.look {
                Look::Usual => theme.style(piece.tone),
                Look::Chosen => theme.selected(),
                Look::Off => theme.style(Tone::Dim).add_modifier(Modifier::CROSSED_OUT),
            };
            put(buffer, piece.at.x, piece.at.y, usize::from(piece.wide), &piece.text, style);
        }
    }
}
