//! The layers as they are drawn over the panes, and the keys that work in the topmost.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Layer, Layers};
use crate::tui::form::draw::draw as draw_form;
use crate::tui::keymap::Keymap;
use crate::tui::message::Message;
use crate::tui::overlays;
use crate::tui::session::Session;
use crate::tui::theme::Theme;

/// What layers are drawn with.
pub struct Brush<'a> {
    /// What forms are read against.
    pub session: &'a Session,
    /// The keys that the palette shows.
    pub keymap: &'a Keymap,
    /// The colours.
    pub theme: &'a Theme,
    /// What was said last, which an open prompt shows.
    pub said: Option<&'a Message>,
}

impl Layers {
    /// Draws them, prompts at the foot of the screen and all else in its middle; where the cursor stands.
    pub fn draw(&mut self, brush: &Brush<'_>, screen: Rect, middle: Rect, buffer: &mut Buffer) -> Option<Position> {
        let theme = brush.theme;
        let mut cursor = None;
        for layer in &mut self.open {
            cursor = match layer {
                Layer::Prompt(prompt) => Some(overlays::draw_prompt(prompt, brush.said, screen, theme, buffer)),
                Layer::Palette(palette) => Some(overlays::draw_palette(palette, brush.keymap, middle, theme, buffer)),
                Layer::Form(form) => Some(draw_form(form, &brush.session.context(), middle, theme, buffer)),
                Layer::Dialog(dialog) => {
                    overlays::draw_dialog(dialog, middle, theme, buffer);
                    None
                }
                Layer::Themes(themes) => {
                    themes.draw(middle, theme, buffer);
                    None
                }
                Layer::Pager(pager) => {
                    overlays::draw_pager(pager, middle, theme, buffer);
                    None
                }
            };
        }
        cursor
    }

    /// The keys that work in the topmost, for the last line, with that which copies; none where nothing is open.
    pub fn hints(&self, copy: &str) -> Option<String> {
        Some(match self.top()? {
            Layer::Pager(pager) if pager.client.is_some() => {
                format!("Enter the client's page   {copy} copy   ↑ ↓ move   ← → sideways   Esc close")
            }
            Layer::Pager(_) => format!("{copy} copy   ↑ ↓ move   ← → sideways   Esc close"),
            Layer::Palette(_) => "Enter choose   ↑ ↓ move   Esc close".to_owned(),
            Layer::Form(form) => form.keys().to_owned(),
            Layer::Dialog(_) => "the letter, or ↑ ↓ and Enter   Esc back".to_owned(),
            Layer::Themes(_) => "↑ ↓ try a theme   Enter choose   Esc back".to_owned(),
            Layer::Prompt(_) => String::new(),
        })
    }
}
