//! The scale of sizes and the colours: one design.

use super::shape::Style;
use crate::formats::paper::{Colour, Look};

/// A millimetre, in points.
pub const MM: f32 = 72.0 / 25.4;

const fn style(size: f32, lead: f32, bold: bool) -> Style {
    Style { size, lead, bold, figures: false }
}

/// What a paper is.
pub const TITLE: Style = style(17.0, 24.0, true);
/// The sender's name where there is no logo.
pub const NAME: Style = style(15.0, 20.0, true);
/// Above a table.
pub const HEADING: Style = style(11.0, 16.0, true);
/// What is read.
pub const BODY: Style = style(9.5, 13.5, false);
/// The recipient: lines of a window's address (DIN 5008 has six of them in 27.3 mm).
pub const ADDRESS: Style = style(10.0, 12.9, false);
/// Details, labels and notes.
pub const SMALL: Style = style(8.0, 11.0, false);
/// Labels that are set off.
pub const SMALL_STRONG: Style = style(8.0, 11.0, true);
/// The sender above the recipient.
pub const WINDOW: Style = style(6.5, 8.5, false);
/// The foot of a page.
pub const FOOT: Style = style(7.0, 9.5, false);
/// The sum that counts.
pub const TOTAL: Style = style(11.5, 20.0, true);
/// What stands across a page that does not count.
pub const ACROSS: Style = style(110.0, 110.0, true);

/// The same, for figures below each other.
pub const fn figures(style: Style) -> Style {
    Style { figures: true, ..style }
}

/// The colours.
#[derive(Clone, Copy)]
pub struct Inks {
    /// What is read.
    pub text: Colour,
    /// What stands back.
    pub quiet: Colour,
    /// What is set off.
    pub accent: Colour,
    /// Rules between rows.
    pub hair: Colour,
    /// What stands across a page: seen, and read over.
    pub across: Colour,
    /// Neither colour nor rules.
    pub plain: bool,
}

impl Inks {
    /// The colours of a look.
    pub fn of(look: &Look) -> Self {
        let text = Colour(0x1c, 0x1c, 0x1e);
        Self {
            text,
            quiet: Colour(0x5f, 0x60, 0x66),
            accent: if look.plain { text } else { look.accent.ink() },
            hair: Colour(0xd4, 0xd5, 0xd9),
            across: Colour(0xec, 0xec, 0xee),
            plain: look.plain,
        }
    }
}
