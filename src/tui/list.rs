//! Rows in aligned columns, with a cursor that follows a record and not a line.

mod cursor;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::columns::{Cell, Cells, Column, fit, wanted};
use super::print::{put, put_all, rule, short};
use super::theme::{Theme, Tone};
use crate::app::offer::Subject;
use crate::domain::text::{pad, pad_left, width};

/// The identity of a row: what makes it the same row after the data was read again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowKey {
    /// The record's id.
    pub id: i64,
    /// Which occurrence of a series.
    pub occurrence: String,
    /// Which part of the list, where a record may stand in two.
    pub part: u8,
}

/// A row that can be selected.
#[derive(Clone, Debug)]
pub struct ListRow {
    /// Its identity.
    pub key: RowKey,
    /// What keys do something to; none where it is hidden.
    pub subject: Option<Subject>,
    /// Its number in the read model, within its part.
    pub at: usize,
    /// Its cells, one a column.
    pub cells: Cells,
    /// Dimmed and struck out: called off.
    pub off: bool,
}

/// A line of a list.
#[derive(Clone, Debug)]
pub enum ListItem {
    /// A row.
    Row(Box<ListRow>),
    /// A heading or a mark between rows, which the cursor steps over.
    Rule(String, Tone),
}

impl ListItem {
    /// The row, if it is one.
    pub fn row(&self) -> Option<&ListRow> {
        if let Self::Row(row) = self { Some(row) } else { None }
    }
}

/// A list view: the rows of a pane with the cursor, the marks and what is scrolled to.
#[derive(Default)]
pub struct ListView {
    /// The rows.
    pub items: Vec<ListItem>,
    /// A heading over the rows, in the same columns.
    head: Option<Cells>,
    /// Sums under the rows, in the same columns.
    foot: Vec<Cells>,
    /// The natural width of each column.
    natural: Vec<usize>,
    /// Columns of the widest heading between rows, with its lines.
    widest_rule: usize,
    /// Which columns are said nowhere else where they are left out.
    inline: Vec<bool>,
    /// Rows that the next action takes all at once.
    marks: Vec<RowKey>,
    /// The item under the cursor.
    at: usize,
    /// Its identity.
    key: Option<RowKey>,
    /// The first item shown.
    top: usize,
    /// Items that fit, as last drawn.
    page: usize,
    /// The most lines of a row, as last drawn; more than one only where all rows fit.
    tall: usize,
    /// Columns of the screen it has, as last drawn.
    wide: usize,
    /// The width of each column, as last drawn; 0 for one that is left out.
    widths: Vec<usize>,
    /// Lines of the sums, as last drawn.
    foot_lines: usize,
}

impl ListView {
    /// Replaces the items, and the heading and the sums around them. The cursor stays on its row, or where that was; at first it is on `start`.
    pub fn set(&mut self, items: Vec<ListItem>, around: (Option<Cells>, Vec<Cells>), columns: &[Column], start: usize) {
        let (head, foot) = around;
        let head = head.filter(|_| items.iter().any(|i| i.row().is_some()));
        let widest = |n: usize, column: &Column| {
            let rows = items.iter().filter_map(ListItem::row).map(|r| &r.cells).chain(&foot).chain(&head);
            let natural = |c: &Cell| if c.gauge.is_some() { column.least } else { width(&c.text) };
            rows.filter_map(|cells| cells.get(n)).map(natural).max().unwrap_or(0).min(column.most)
        };
        self.natural = columns.iter().enumerate().map(|(n, c)| widest(n, c)).collect();
        self.inline = columns.iter().map(|c| c.inline).collect();
        let rule = |item: &ListItem| if let ListItem::Rule(text, _) = item { width(text) + 8 } else { 0 };
        self.widest_rule = items.iter().map(rule).max().unwrap_or(0);
        self.items = items;
        self.head = head;
        self.foot = foot;
        let there = |key: &RowKey| self.items.iter().filter_map(ListItem::row).any(|r| r.key == *key);
        self.marks.retain(there);
        // Grouped otherwise, it stands in another part.
        let same = self.key.as_ref().and_then(|key| {
            let like = |r: &ListRow| (r.key.id, &r.key.occurrence) == (key.id, &key.occurrence);
            let alike = || self.items.iter().position(|i| i.row().is_some_and(like));
            self.position(key).or_else(alike)
        });
        let target = match (&self.key, same) {
            (_, Some(at)) => at,
            (None, _) => start,
            _ => self.at,
        };
        self.go(target);
    }

    fn position(&self, key: &RowKey) -> Option<usize> {
        self.items.iter().position(|i| i.row().is_some_and(|r| r.key == *key))
    }

    /// Whether it has never had a row under its cursor.
    pub fn is_new(&self) -> bool {
        self.key.is_none()
    }

    /// Forgets where the cursor was: the next items begin anew.
    pub fn forget(&mut self) {
        (self.key, self.at, self.top) = (None, 0, 0);
    }

    /// Has the cursor on a record by another name: the row that has it is where it stands when the list is made anew.
    pub fn follow(&mut self, id: i64, occurrence: &str) {
        let part = self.key.as_ref().map_or(0, |key| key.part);
        self.key = Some(RowKey { id, occurrence: occurrence.to_owned(), part });
    }

    /// The row under the cursor.
    pub fn selected(&self) -> Option<&ListRow> {
        self.items.get(self.at).and_then(ListItem::row)
    }

    /// What the rows below the cursor are, from top to bottom.
    pub fn after(&self) -> impl Iterator<Item = &Subject> {
        self.items.iter().skip(self.at + 1).filter_map(ListItem::row).filter_map(|r| r.subject.as_ref())
    }

    /// Marks the row under the cursor, or not, and goes on to the next.
    pub fn mark(&mut self) {
        let Some(row) = self.selected().filter(|r| r.subject.is_some()) else { return };
        let key = row.key.clone();
        match self.marks.iter().position(|k| *k == key) {
            Some(n) => {
                self.marks.remove(n);
            }
            None => self.marks.push(key),
        }
        self.step(1);
    }

    /// Marks every row, or none if some are marked.
    pub fn mark_all(&mut self) {
        if self.marks.is_empty() {
            let rows = self.items.iter().filter_map(ListItem::row).filter(|r| r.subject.is_some());
            self.marks = rows.map(|r| r.key.clone()).collect();
        } else {
            self.unmark();
        }
    }

    /// Marks none.
    pub fn unmark(&mut self) {
        self.marks.clear();
    }

    /// The marked rows from top to bottom, else the one under the cursor, as far as they may be seen.
    pub fn chosen(&self) -> Vec<&ListRow> {
        let rows = self.items.iter().filter_map(ListItem::row);
        let marked: Vec<&ListRow> = rows.filter(|r| r.subject.is_some() && self.marks.contains(&r.key)).collect();
        if marked.is_empty() { self.selected().into_iter().filter(|r| r.subject.is_some()).collect() } else { marked }
    }

    /// What the marked rows are, from top to bottom.
    pub fn marked(&self) -> Vec<Subject> {
        let rows = self.items.iter().filter_map(ListItem::row).filter(|r| self.marks.contains(&r.key));
        rows.filter_map(|r| r.subject.clone()).collect()
    }

    /// Puts the cursor on the row nearest to an item, one further down if two are.
    pub fn go(&mut self, to: usize) {
        let rows = self.items.iter().enumerate().filter(|(_, i)| i.row().is_some()).map(|(n, _)| n);
        self.at = rows.min_by_key(|n| (n.abs_diff(to), *n < to)).unwrap_or(0);
        self.key = self.selected().map(|r| r.key.clone());
    }

    /// Moves the cursor by so many rows.
    pub fn step(&mut self, by: isize) {
        let rows: Vec<usize> =
            self.items.iter().enumerate().filter(|(_, i)| i.row().is_some()).map(|(n, _)| n).collect();
        let here = rows.iter().position(|n| *n == self.at).unwrap_or(0);
        if let Some(to) = rows.get(here.saturating_add_signed(by).min(rows.len().saturating_sub(1))) {
            self.go(*to);
        }
    }

    /// Returns half a page: half of what is seen at once.
    pub fn half(&self) -> isize {
        isize::try_from(self.page / 2).unwrap_or(1).max(1)
    }

    /// Finds the item shown at a line of the area last drawn.
    pub fn item_at(&self, line: usize) -> usize {
        let mut below = 0;
        let line = line.saturating_sub(usize::from(self.head.is_some()));
        let under = |item: &ListItem| {
            below += self.height(item, self.tall);
            below > line
        };
        self.top + self.items.iter().skip(self.top).position(under).unwrap_or(self.items.len())
    }

    /// Lines of an item of which no more than `most` are shown.
    fn height(&self, item: &ListItem, most: usize) -> usize {
        if most < 2 {
            return 1;
        }
        (1 + item.row().map_or(0, |row| self.dropped(row).len())).min(most)
    }

    /// Columns that it takes without those of a higher rank that stand aside, and with its texts cut to `most`.
    pub fn wanted(&self, columns: &[Column], rank: u8, most: usize) -> usize {
        let sign = if self.marks.is_empty() { 0 } else { 2 };
        self.widest_rule.min(most).max(wanted(columns, &self.natural, rank, most) + sign)
    }

    /// Lines that it takes in so many columns.
    pub fn lines(&self, columns: &[Column], wide: usize, more: bool) -> usize {
        let widths = fit(columns, &self.natural, wide);
        let foot = if self.foot.is_empty() { 0 } else { self.foot.len() + 1 };
        let under = |item: &ListItem| {
            item.row().filter(|_| more).map_or(0, |row| dropped(row, &self.inline, &widths, wide).len())
        };
        let rows = self.items.iter().map(|item| 1 + under(item));
        rows.sum::<usize>() + foot + usize::from(self.head.is_some())
    }

    /// Says what part of the items is seen, `3-14/20`; nothing if it is all of them.
    pub fn seen(&self) -> String {
        let all = self.items.len();
        if all <= self.page {
            return String::new();
        }
        format!("{}-{}/{all}", self.top + 1, (self.top + self.page).min(all))
    }

    /// Lays it out in an area: brings the cursor into what is seen, and gives rows further lines for
    /// what found no room in the first, if `more` and if all rows then still fit.
    pub fn lay_out(&mut self, area: Rect, columns: &[Column], more: bool) {
        let (wide, high) = (usize::from(area.width), usize::from(area.height));
        self.foot_lines = match self.foot.len() {
            0 => 0,
            n if (n + 1) * 2 <= high => n + 1,
            n if self.items.len() + n + 1 + usize::from(self.head.is_some()) <= high => n + 1,
            _ => 1,
        };
        let high = high.saturating_sub(self.foot_lines + usize::from(self.head.is_some()));
        let sign = if self.marks.is_empty() { 0 } else { 2 };
        self.widths = fit(columns, &self.natural, wide.saturating_sub(sign));
        self.wide = wide;
        self.tall = 1;
        // Each item has a line at least, so that where they fill the room none gets more.
        if more && self.items.len() < high {
            let most = self.items.iter().map(|i| self.height(i, usize::MAX)).max().unwrap_or(1);
            let all = |tall: &usize| self.items.iter().map(|i| self.height(i, *tall)).sum::<usize>() <= high;
            self.tall = (1..=most).rev().find(all).unwrap_or(1);
        }
        self.page = if self.tall > 1 { self.items.len() } else { high.max(1) };
        let last = self.items.len().saturating_sub(self.page);
        // The line above the first row belongs to it.
        let first = if self.items.iter().take(self.at).all(|i| i.row().is_none()) { 0 } else { self.at };
        self.top = self.top.min(last).min(first).max((self.at + 1).saturating_sub(self.page));
    }

    fn dropped(&self, row: &ListRow) -> Vec<String> {
        dropped(row, &self.inline, &self.widths, self.wide)
    }

    /// Draws what is seen of it, as it was laid out for the same area.
    pub fn draw(&self, area: Rect, columns: &[Column], focused: bool, theme: &Theme, buffer: &mut Buffer) {
        let wide = usize::from(area.width);
        let rows = Rect { height: area.height.saturating_sub(short(self.foot_lines)), ..area };
        // Under the last row, where all are seen.
        let used = self.items.iter().map(|item| self.height(item, self.tall)).sum::<usize>()
            + usize::from(self.head.is_some());
        let y = rows.y + short(used).min(rows.height);
        self.draw_foot(Rect { y, height: short(self.foot_lines), ..area }, columns, theme, buffer);
        let (x, mut y) = (rows.x, rows.y);
        if let Some(head) = &self.head {
            put_all(buffer, x, y, wide, self.pieces(head, columns), |tone| theme.style(tone));
            y += 1;
        }
        for (n, item) in self.items.iter().enumerate().skip(self.top).take(self.page) {
            if y >= rows.bottom() {
                return;
            }
            match item {
                ListItem::Rule(text, tone) => put(buffer, x, y, wide, &rule(text, wide), theme.style(*tone)),
                ListItem::Row(row) => {
                    let style = |tone| if row.off { struck(theme) } else { theme.style(tone) };
                    let sign = std::iter::once((self.sign(row).to_owned(), Tone::Mark));
                    let pieces: Vec<(String, Tone)> = sign.chain(self.pieces(&row.cells, columns)).collect();
                    if focused && n == self.at {
                        let span = wide.min(self.span(row, columns));
                        put_all(buffer, x, y, wide, pieces.iter().cloned(), style);
                        cursor::lay_over(Rect { y, width: short(span), height: 1, ..rows }, &pieces, theme, buffer);
                    } else {
                        put_all(buffer, x, y, wide, pieces.into_iter(), style);
                    }
                }
            }
            y += 1;
            let Some(row) = item.row().filter(|_| self.tall > 1) else { continue };
            for text in self.dropped(row).iter().take(self.tall - 1) {
                put(buffer, x, y, wide, text, theme.style(Tone::Dim));
                y += 1;
            }
        }
    }

    /// What stands in front of a row where some are marked.
    fn sign(&self, row: &ListRow) -> &'static str {
        match (self.marks.is_empty(), self.marks.contains(&row.key)) {
            (true, _) => "",
            (false, true) => "● ",
            (false, false) => "  ",
        }
    }

    /// The sums in their columns, or in one line where there is no room for that.
    fn draw_foot(&self, area: Rect, columns: &[Column], theme: &Theme, buffer: &mut Buffer) {
        let wide = usize::from(area.width);
        if area.height == 1 {
            let sum = |cells: &Cells| {
                let texts = self.pieces(cells, columns).map(|(text, _)| text.trim().to_owned());
                texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
            };
            let line = self.foot.iter().map(sum).collect::<Vec<_>>().join(" · ");
            put(buffer, area.x, area.y, wide, &line, theme.style(Tone::Strong));
        } else if area.height > 1 {
            put(buffer, area.x, area.y, wide, &rule("", wide), theme.style(Tone::Dim));
            for (y, cells) in (area.y + 1..).zip(&self.foot) {
                put_all(buffer, area.x, y, wide, self.pieces(cells, columns), |tone| theme.style(tone));
            }
        }
    }

    /// The texts of a row that make up its line, gaps included.
    fn pieces<'a>(&'a self, cells: &'a [Cell], columns: &'a [Column]) -> impl Iterator<Item = (String, Tone)> + 'a {
        let mut first = true;
        let shown = columns.iter().zip(&self.widths).zip(cells).filter(|((_, w), _)| **w > 0);
        shown.flat_map(move |((column, w), cell)| {
            let gap = " ".repeat(if std::mem::take(&mut first) { 0 } else { column.gap });
            if let Some(gauge) = cell.gauge {
                let gap = (!gap.is_empty()).then_some((gap, Tone::Plain));
                return gap.into_iter().chain(gauge.pieces(*w)).collect::<Vec<_>>();
            }
            let text = if column.right { pad_left(&cell.text, *w) } else { pad(&cell.text, *w) };
            vec![(gap + &text, cell.tone)]
        })
    }
}

/// The texts of the columns of a row that are left out, in lines so wide.
fn dropped(row: &ListRow, inline: &[bool], widths: &[usize], wide: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let left_out = |((c, inline), w): &((&Cell, &bool), &usize)| **w == 0 && !**inline && !c.text.is_empty();
    let texts = row.cells.iter().zip(inline).zip(widths).filter(left_out);
    for ((cell, _), _) in texts {
        match lines.last_mut().filter(|line| width(line) + 2 + width(&cell.text) <= wide) {
            Some(line) => line.push_str(&format!("  {}", cell.text)),
            None => lines.push(format!("  {}", cell.text)),
        }
    }
    lines
}

fn struck(theme: &Theme) -> Style {
    theme.style(Tone::Dim).add_modifier(Modifier::CROSSED_OUT)
}

#[cfg(test)]
mod tests;
