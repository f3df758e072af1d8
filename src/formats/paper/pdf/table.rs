//! A table over as many pages as it takes: the sum so far goes with it.

use super::columns::{Column, columns, is_wide};
use super::page::Pages;
use super::rows::{CARRY, PADDING, Row};
use super::shape::{Setter, Style};
use super::style::{BODY, HEADING, MM, SMALL, SMALL_STRONG, TOTAL, figures};
use crate::formats::paper::{Colour, PaperTable, Side};

/// How wide the block of the totals is.
const TOTALS: f32 = 85.0 * MM;

/// A table while it is placed.
struct Placed<'t> {
    table: &'t PaperTable,
    columns: Vec<Column>,
    /// Label and amount of the totals, with the room that each takes.
    totals: Vec<Total>,
}

struct Total {
    row: Row,
    counts: bool,
}

/// Places a table, its totals and its notes.
pub fn table(pages: &mut Pages, table: &PaperTable) {
    let setter = pages.setter;
    let room = pages.room();
    let totals = table.totals.iter().map(|(label, amount, counts)| total(pages, label, amount, *counts)).collect();
    let placed = Placed { table, columns: columns(setter, table, room), totals };
    placed.rows(pages);
    placed.draw_totals(pages);
    if !table.notes.is_empty() {
        pages.gap(6.0);
        let ink = pages.inks.quiet;
        for note in &table.notes {
            pages.paragraph(note, SMALL, ink);
        }
    }
    pages.gap(10.0);
}

fn total(pages: &Pages, label: &str, amount: &str, counts: bool) -> Total {
    let style = if counts { TOTAL } else { Style { lead: 15.0, ..BODY } };
    let amount_room = pages.setter.line(amount, figures(style)).width.min(TOTALS * 0.55) + 0.5;
    let x = pages.room() - TOTALS;
    let ink = if counts { pages.inks.accent } else { pages.inks.text };
    let mut row = Row::default();
    row.cell(pages.setter, label, style, ink, Column { x, width: TOTALS - amount_room - 10.0, side: Side::Left });
    let column = Column { x: x + TOTALS - amount_room, width: amount_room, side: Side::Right };
    row.cell(pages.setter, amount, figures(style), ink, column);
    Total { row, counts }
}

impl Placed<'_> {
    fn rows(&self, pages: &mut Pages) {
        let setter = pages.setter;
        let rows: Vec<Row> =
            (0..self.table.rows.len()).map(|at| self.row(setter, at, pages.inks.text, pages.inks.quiet)).collect();
        let heading = setter.wrapped(&self.table.heading, HEADING, pages.room());
        #[expect(clippy::cast_precision_loss, reason = "a few lines")]
        let heading_height = heading.len() as f32 * HEADING.lead + if heading.is_empty() { 0.0 } else { 4.0 };
        let first = rows.first().map_or(self.totals_height(), |row| self.needs(row, 0));
        pages.keep((heading_height + self.head_height(pages) + first).min(pages.whole()));
        for line in heading {
            let ink = pages.inks.text;
            pages.keep(HEADING.lead);
            pages.text(Pages::LEFT, pages.y, line, ink);
            pages.y += HEADING.lead;
        }
        pages.gap(if heading_height > 0.0 { 4.0 } else { 0.0 });
        if self.columns.is_empty() || rows.is_empty() {
            return;
        }
        self.head(pages);
        for (at, row) in rows.into_iter().enumerate() {
            self.place(pages, at, row);
        }
    }

    /// Places one row, on the next page where it does not fit, in parts where it would fit on none.
    fn place(&self, pages: &mut Pages, at: usize, row: Row) {
        let needs = self.needs(&row, at);
        if at > 0 && needs > pages.left_over() {
            self.turn(pages, at - 1);
        }
        let mut rest = row;
        let after = if self.carries() { CARRY } else { 0.0 };
        while rest.height() + 2.0 * PADDING + after > pages.left_over() {
            let (part, more) = rest.split(pages.left_over() - 2.0 * PADDING - after);
            let done = more.is_empty();
            draw(pages, part);
            rest = more;
            if done {
                return;
            }
            self.turn(pages, at);
        }
        draw(pages, rest);
    }

    /// What a row needs below itself: the sum so far, or, below the last, the totals.
    fn needs(&self, row: &Row, at: usize) -> f32 {
        let last = at + 1 == self.table.rows.len();
        let after = if last {
            self.totals_height()
        } else if self.carries() {
            CARRY
        } else {
            0.0
        };
        row.height() + 2.0 * PADDING + after
    }

    fn carries(&self) -> bool {
        self.table.rows.iter().any(|row| row.carried.is_some())
    }

    /// Begins another page behind a row, with the sum so far at the foot of this one and at the head of that.
    fn turn(&self, pages: &mut Pages, behind: usize) {
        let carried = self.table.rows[behind].carried.as_deref();
        if let Some(sum) = carried {
            carry(pages, &self.table.carry.0, sum);
        }
        pages.turn();
        self.head(pages);
        if let Some(sum) = carried {
            carry(pages, &self.table.carry.1, sum);
            let (room, ink) = (pages.room(), pages.inks.hair);
            pages.rule(Pages::LEFT, pages.y, room, 0.5, ink);
        }
    }

    fn row(&self, setter: &Setter, at: usize, ink: Colour, quiet: Colour) -> Row {
        let row = &self.table.rows[at];
        let mut made = Row::default();
        let mut detailed = false;
        for (place, column) in self.columns.iter().enumerate() {
            let style = if column.side == Side::Right { figures(BODY) } else { BODY };
            made.cell(setter, row.cells.get(place).map_or("", String::as_str), style, ink, *column);
            if !detailed && is_wide(self.table, place) {
                detailed = true;
                row.details.iter().for_each(|detail| made.under(setter, detail, SMALL, quiet));
            }
        }
        made
    }

    fn titles(&self, pages: &Pages) -> Row {
        let mut row = Row::default();
        for (column, titled) in self.columns.iter().zip(&self.table.columns) {
            row.cell(pages.setter, &titled.title, SMALL_STRONG, pages.inks.quiet, *column);
        }
        row
    }

    fn head_height(&self, pages: &Pages) -> f32 {
        self.titles(pages).height() + 6.0
    }

    fn head(&self, pages: &mut Pages) {
        let titles = self.titles(pages);
        let height = titles.height();
        if height > 0.0 && height < pages.whole() / 2.0 {
            titles.draw(pages, pages.y);
            pages.y += height + 4.0;
            let (room, ink) = (pages.room(), pages.inks.accent);
            pages.rule(Pages::LEFT, pages.y, room, 1.0, ink);
            pages.y += 2.0;
        }
    }

    fn totals_height(&self) -> f32 {
        if self.totals.is_empty() { 0.0 } else { 8.0 + self.totals.iter().map(|it| it.row.height()).sum::<f32>() }
    }

    fn draw_totals(self, pages: &mut Pages) {
        let height = self.totals_height();
        if height <= pages.whole() {
            pages.keep(height);
        }
        pages.gap(if self.totals.is_empty() { 0.0 } else { 6.0 });
        for (at, total) in self.totals.into_iter().enumerate() {
            pages.keep(total.row.height().min(pages.whole()));
            if total.counts && at > 0 {
                let (x, ink) = (pages.right() - TOTALS, pages.inks.accent);
                pages.rule(x, pages.y, TOTALS, 0.8, ink);
            }
            total.row.flow(pages);
        }
    }
}

/// Places a row and the rule below it.
fn draw(pages: &mut Pages, row: Row) {
    let height = row.height();
    row.draw(pages, pages.y + PADDING);
    pages.y += height + 2.0 * PADDING;
    let (room, ink) = (pages.room(), pages.inks.hair);
    pages.rule(Pages::LEFT, pages.y, room, 0.5, ink);
}

/// A sum on its way from one page to the next.
fn carry(pages: &mut Pages, label: &str, sum: &str) {
    let (right, ink) = (pages.right(), pages.inks.quiet);
    let sum = pages.setter.line(sum, figures(BODY));
    let room = pages.room() - sum.width - 10.0;
    let top = pages.y + (CARRY - BODY.lead) / 2.0;
    if let Some(label) = pages.setter.wrapped(label, BODY, room.max(1.0)).into_iter().next() {
        pages.text((right - TOTALS).min(right - sum.width - 10.0 - label.width).max(Pages::LEFT), top, label, ink);
    }
    pages.text_before(right, top, sum, ink);
    pages.y += CARRY;
}
