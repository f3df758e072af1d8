//! Pages that fill from top to bottom: what is placed, and where.

use super::shape::{Line, Setter, Style};
use super::style::{Inks, MM};
use crate::formats::paper::qr::Code;
use crate::formats::paper::{Colour, Look};

/// Something at its place on a page; `y` is measured downward from the top, in points.
pub enum Mark {
    /// A line of text, at its baseline.
    Text { x: f32, y: f32, line: Line, ink: Colour },
    /// A line across the middle of the page, from its lower left to its upper right.
    Across { line: Line, ink: Colour },
    /// A rule from `x` on.
    Rule { x: f32, y: f32, width: f32, thick: f32, ink: Colour },
    /// The sender's logo.
    Logo { x: f32, y: f32, width: f32, height: f32 },
    /// The code of the payment, the white around it within its side.
    Code { x: f32, y: f32, side: f32, code: Code },
    /// Where a click leads to the payment's link.
    Link { x: f32, y: f32, width: f32, height: f32 },
}

/// The pages of a paper while they are filled.
pub struct Pages<'a> {
    /// What sets its text.
    pub setter: &'a Setter<'a>,
    /// Its colours.
    pub inks: Inks,
    /// Width of a sheet.
    pub width: f32,
    /// Height of a sheet.
    pub height: f32,
    /// What has been placed, page by page.
    pub filled: Vec<Vec<Mark>>,
    /// How far down the last page is filled.
    pub y: f32,
    /// Where what stands at the foot of each page begins.
    pub bottom: f32,
}

impl<'a> Pages<'a> {
    /// From the left edge to what is written (DIN 5008).
    pub const LEFT: f32 = 25.0 * MM;
    /// From what is written to the right edge.
    pub const RIGHT: f32 = 20.0 * MM;
    /// From the top of the second page on to what is written.
    pub const TOP: f32 = 25.0 * MM;

    /// One empty page, of which the foot takes as much as is said later.
    pub fn new(setter: &'a Setter<'a>, look: &Look) -> Self {
        let (width, height) = look.size.points();
        let bottom = height - 20.0 * MM;
        Self { setter, inks: Inks::of(look), width, height, filled: vec![Vec::new()], y: Self::TOP, bottom }
    }

    /// Where what is written ends on the right.
    pub fn right(&self) -> f32 {
        self.width - Self::RIGHT
    }

    /// How wide what is written may be.
    pub fn room(&self) -> f32 {
        self.right() - Self::LEFT
    }

    /// How much room there is on this page below what is on it.
    pub fn left_over(&self) -> f32 {
        self.bottom - self.y
    }

    /// How much there is on a page of its own.
    pub fn whole(&self) -> f32 {
        self.bottom - Self::TOP
    }

    /// Begins another page.
    pub fn turn(&mut self) {
        self.filled.push(Vec::new());
        self.y = Self::TOP;
    }

    /// Begins another page where `height` would not fit on this one, and would on that.
    pub fn keep(&mut self, height: f32) {
        if height > self.left_over() && self.y > Self::TOP {
            self.turn();
        }
    }

    /// Leaves room, except at the top of a page.
    pub fn gap(&mut self, height: f32) {
        if self.y > Self::TOP {
            self.y += height;
        }
    }

    /// Places something on the page that is being filled.
    pub fn put(&mut self, mark: Mark) {
        if let Some(page) = self.filled.last_mut() {
            page.push(mark);
        }
    }

    /// Places a line with its left end at `x`, in a stripe that begins at `top`.
    pub fn text(&mut self, x: f32, top: f32, line: Line, ink: Colour) {
        let y = baseline(top, line.style);
        self.put(Mark::Text { x, y, line, ink });
    }

    /// Places a line with its right end at `x`.
    pub fn text_before(&mut self, x: f32, top: f32, line: Line, ink: Colour) {
        self.text(x - line.width, top, line, ink);
    }

    /// Places a rule, unless the look is a plain one.
    pub fn rule(&mut self, x: f32, y: f32, width: f32, thick: f32, ink: Colour) {
        if !self.inks.plain {
            self.put(Mark::Rule { x, y, width, thick, ink });
        }
    }

    /// Text in the whole width, over as many pages as it takes.
    pub fn paragraph(&mut self, text: &str, style: Style, ink: Colour) {
        let lines = self.setter.wrapped(text, style, self.room());
        // A line alone at the foot of a page, or at the head of one, is hard to find.
        let count = lines.len();
        for (at, line) in lines.into_iter().enumerate() {
            let together = match count - at {
                _ if at == 0 && count > 1 => 2.0,
                2 if at > 0 => 2.0,
                _ => 1.0,
            };
            self.keep(style.lead * together);
            self.text(Self::LEFT, self.y, line, ink);
            self.y += style.lead;
        }
    }
}

/// Where letters stand in a stripe as high as their lead: capitals are in its middle.
pub fn baseline(top: f32, style: Style) -> f32 {
    top + style.lead / 2.0 + style.size * 0.357
}
