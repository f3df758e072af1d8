//! A row as it is placed: cells beside each other, each of lines.

use super::columns::Column;
use super::page::Pages;
use super::shape::{Line, Setter, Style};
use crate::formats::paper::{Colour, Side};

/// Above and below what is in a row.
pub const PADDING: f32 = 4.5;
/// How high the row is that carries a sum to the next page.
pub const CARRY: f32 = 21.0;

/// A row of cells.
#[derive(Default)]
pub struct Row(Vec<Cell>);

struct Cell {
    column: Column,
    lines: Vec<(Line, Colour)>,
}

impl Cell {
    fn height(&self) -> f32 {
        self.lines.iter().map(|(line, _)| line.style.lead).sum()
    }
}

impl Row {
    /// Adds a cell.
    pub fn cell(&mut self, setter: &Setter, text: &str, style: Style, ink: Colour, column: Column) {
        let lines = setter.wrapped(text, style, column.width).into_iter().map(|line| (line, ink)).collect();
        self.0.push(Cell { column, lines });
    }

    /// Adds text below that of the last cell.
    pub fn under(&mut self, setter: &Setter, text: &str, style: Style, ink: Colour) {
        if let Some(cell) = self.0.last_mut() {
            let lines = setter.wrapped(text, style, cell.column.width);
            cell.lines.extend(lines.into_iter().map(|line| (line, ink)));
        }
    }

    /// How high it is.
    pub fn height(&self) -> f32 {
        self.0.iter().map(Cell::height).fold(0.0, f32::max)
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|cell| cell.lines.is_empty())
    }

    /// The lines of it that fit in a height, at least one, and the rest.
    pub fn split(self, height: f32) -> (Self, Self) {
        let (mut part, mut rest) = (Self::default(), Self::default());
        for mut cell in self.0 {
            let mut used = 0.0;
            let fits = |(line, _): &&(Line, Colour)| {
                used += line.style.lead;
                used <= height
            };
            let count = cell.lines.iter().take_while(fits).count().max(1).min(cell.lines.len());
            let more = cell.lines.split_off(count);
            rest.0.push(Cell { column: cell.column, lines: more });
            part.0.push(cell);
        }
        (part, rest)
    }

    /// Places it below what there is, over as many pages as it takes.
    pub fn flow(self, pages: &mut Pages) {
        let mut rest = self;
        pages.keep(rest.height().min(pages.whole()));
        while rest.height() > pages.left_over() {
            let (part, more) = rest.split(pages.left_over());
            part.draw(pages, pages.y);
            rest = more;
            if rest.is_empty() {
                return;
            }
            pages.turn();
        }
        let height = rest.height();
        rest.draw(pages, pages.y);
        pages.y += height;
    }

    /// Places it, from `top` on.
    pub fn draw(self, pages: &mut Pages, top: f32) {
        for cell in self.0 {
            let mut y = top;
            for (line, ink) in cell.lines {
                let (x, lead) = (Pages::LEFT + cell.column.x, line.style.lead);
                match cell.column.side {
                    Side::Left => pages.text(x, y, line, ink),
                    Side::Right => pages.text_before(x + cell.column.width, y, line, ink),
                }
                y += lead;
            }
        }
    }
}
