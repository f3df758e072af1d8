//! What a pane shows otherwise than line by line: texts at their places, and which of its items lies where.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use super::print::put;
use super::theme::{Theme, Tone};
use crate::domain::time::Instant;

/// A drawing of the items of a list, otherwise than line by line.
#[derive(Clone, Debug, Default)]
pub struct Picture {
    pieces: Vec<PlacedText>,
    spots: Vec<(Rect, usize)>,
    /// When it looks otherwise by itself, if it does.
    pub alters: Option<Instant>,
}

/// A text at its place.
#[derive(Clone, Debug)]
struct PlacedText {
    at: Position,
    wide: u16,
    text: String,
    tone: Tone,
    emphasis: Emphasis,
}

/// What a text is besides its tone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Emphasis {
    /// Nothing.
    #[default]
    Usual,
    /// On a ground in its tone.
    Filled,
    /// The same, over.
    Past,
    /// Under the cursor.
    Chosen,
    /// Called off.
    Off,
}

impl Picture {
    /// Adds a text in so many columns.
    pub fn put(&mut self, x: u16, y: u16, wide: u16, text: impl Into<String>, tone: Tone) {
        self.put_as(x, y, wide, text, tone, Emphasis::Usual);
    }

    /// Adds a text that is more than its tone.
    pub fn put_as(&mut self, x: u16, y: u16, wide: u16, text: impl Into<String>, tone: Tone, emphasis: Emphasis) {
        self.pieces.push(PlacedText { at: Position { x, y }, wide, text: text.into(), tone, emphasis });
    }

    /// Says where an item lies, for the mouse.
    pub fn spot(&mut self, area: Rect, item: usize) {
        self.spots.push((area, item));
    }

    /// Finds the item at a place; of several the one that lies on top.
    pub fn item_at(&self, at: Position) -> Option<usize> {
        self.spots.iter().rfind(|(area, _)| area.contains(at)).map(|(_, item)| *item)
    }

    /// Draws it.
    pub fn draw(&self, theme: &Theme, buffer: &mut Buffer) {
        for piece in &self.pieces {
            let style = match piece.emphasis {
                Emphasis::Usual => theme.style(piece.tone),
                Emphasis::Filled => theme.filled(piece.tone),
                Emphasis::Past => theme.filled(piece.tone).add_modifier(Modifier::DIM),
                Emphasis::Chosen => theme.chosen(piece.tone),
                Emphasis::Off => theme.style(Tone::Dim).add_modifier(Modifier::CROSSED_OUT),
            };
            put(buffer, piece.at.x, piece.at.y, usize::from(piece.wide), &piece.text, style);
        }
    }
}
