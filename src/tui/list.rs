//! Rows in aligned columns, with a cursor that follows a record and not a line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::theme::{Theme, Tone};
use crate::app::offer::Subject;
use crate::domain::text::{cut, pad, pad_left, width};

/// A piece of text with its tone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The text; cleaned when it is drawn.
    pub text: String,
    /// Its tone.
    pub tone: Tone,
}

/// A cell.
pub fn cell(text: impl Into<String>, tone: Tone) -> Cell {
    Cell { text: text.into(), tone }
}

/// How a column behaves.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Whether its text stands at the right.
    pub right: bool,
    /// Spaces before it.
    pub gap: usize,
    /// The widest it gets; longer text is cut.
    pub most: usize,
    /// Where room is short, the highest goes first; 0 stays.
    pub rank: u8,
    /// Whether it takes the room that is left, and gives way first.
    pub grows: bool,
}

/// A column that stays.
pub const fn column(most: usize) -> Column {
    Column { right: false, gap: 1, most, rank: 0, grows: false }
}

impl Column {
    /// With its text at the right.
    pub const fn right(mut self) -> Self {
        self.right = true;
        self
    }

    /// Dropped where room is short, the highest rank first.
    pub const fn rank(mut self, rank: u8) -> Self {
        self.rank = rank;
        self
    }

    /// With so many spaces before it.
    pub const fn gap(mut self, gap: usize) -> Self {
        self.gap = gap;
        self
    }

    /// Takes the room that is left.
    pub const fn grows(mut self) -> Self {
        self.grows = true;
        self
    }
}

/// What makes a row the same row after the data was read again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Key {
    /// The record's id.
    pub id: i64,
    /// Which occurrence of a series.
    pub occurrence: String,
    /// Which part of the list, where a record may stand in two.
    pub part: u8,
}

/// A row that can be selected.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its identity.
    pub key: Key,
    /// What keys do something to; none where it is hidden.
    pub subject: Option<Subject>,
    /// Its number in the read model, within its part.
    pub at: usize,
    /// Its cells, one a column.
    pub cells: Vec<Cell>,
    /// Dimmed and struck out: called off.
    pub off: bool,
}

/// A line of a list.
#[derive(Clone, Debug)]
pub enum Item {
    /// A row.
    Row(Box<Row>),
    /// A heading or a mark between rows, which the cursor steps over.
    Rule(String, Tone),
}

impl Item {
    /// The row, if it is one.
    pub fn row(&self) -> Option<&Row> {
        if let Self::Row(row) = self { Some(row) } else { None }
    }
}

/// The rows of a pane with the place one is at.
#[derive(Default)]
pub struct List {
    /// The rows.
    pub items: Vec<Item>,
    /// The natural width of each column.
    natural: Vec<usize>,
    /// The item under the cursor.
    at: usize,
    /// Its identity.
    key: Option<Key>,
    /// The first item shown.
    top: usize,
    /// Items that fit, as last drawn.
    page: usize,
    /// Lines of a row, as last drawn.
    tall: usize,
}

impl List {
    /// Exchanges the items. The cursor stays on its row, or where that was; at first it is on `start`.
    pub fn set(&mut self, items: Vec<Item>, columns: &[Column], start: usize) {
        let widest = |n: usize, column: &Column| {
            let cells = items.iter().filter_map(Item::row).filter_map(|r| r.cells.get(n));
            cells.map(|c| width(&c.text)).max().unwrap_or(0).min(column.most)
        };
        self.natural = columns.iter().enumerate().map(|(n, c)| widest(n, c)).collect();
        self.items = items;
        let same = self.key.as_ref().and_then(|key| self.position(key));
        let target = match (&self.key, same) {
            (_, Some(at)) => at,
            (None, _) => start,
            _ => self.at,
        };
        self.go(target);
    }

    fn position(&self, key: &Key) -> Option<usize> {
        self.items.iter().position(|i| i.row().is_some_and(|r| r.key == *key))
    }

    /// Forgets where the cursor was: the next items begin anew.
    pub fn forget(&mut self) {
        (self.key, self.at, self.top) = (None, 0, 0);
    }

    /// The row under the cursor.
    pub fn selected(&self) -> Option<&Row> {
        self.items.get(self.at).and_then(Item::row)
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

    /// Half of what is seen at once.
    pub fn half(&self) -> isize {
        isize::try_from(self.page / 2).unwrap_or(1).max(1)
    }

    /// The item shown at a line of the area last drawn.
    pub fn item_at(&self, line: usize) -> usize {
        self.top + line / self.tall.max(1)
    }

    /// What part of the items is seen, `3-14/20`; nothing if it is all of them.
    pub fn seen(&self, height: usize) -> String {
        let fits = height / self.tall.max(1);
        if self.items.len() <= fits || fits == 0 {
            return String::new();
        }
        format!("{}-{}/{}", self.top + 1, (self.top + fits).min(self.items.len()), self.items.len())
    }

    /// Brings the cursor into an area of so many lines before it is drawn; rows get a second line if `more` and there is room.
    pub fn settle(&mut self, height: usize, more: bool) {
        self.tall = if more && self.items.len() * 2 <= height { 2 } else { 1 };
        self.page = (height / self.tall).max(1);
        let last = self.items.len().saturating_sub(self.page);
        // The line above the first row belongs to it.
        let first = if self.items.iter().take(self.at).all(|i| i.row().is_none()) { 0 } else { self.at };
        self.top = self.top.min(last).min(first).max((self.at + 1).saturating_sub(self.page));
    }

    /// Draws what is seen of it.
    pub fn draw(&self, area: Rect, columns: &[Column], focused: bool, theme: &Theme, buffer: &mut Buffer) {
        let wide = usize::from(area.width);
        let widths = fit(columns, &self.natural, wide);
        for (n, item) in self.items.iter().enumerate().skip(self.top).take(self.page) {
            let Ok(line) = u16::try_from((n - self.top) * self.tall) else { return };
            if line >= area.height {
                return;
            }
            let (x, y) = (area.x, area.y + line);
            match item {
                Item::Rule(text, tone) => put(buffer, x, y, wide, &rule(text, wide), theme.style(*tone)),
                Item::Row(row) if focused && n == self.at => {
                    let text: String = pieces(row, columns, &widths).map(|(text, _)| text).collect();
                    put(buffer, x, y, wide, &pad(&text, wide), theme.selected());
                }
                Item::Row(row) => {
                    let mut at = 0;
                    for (text, tone) in pieces(row, columns, &widths) {
                        let style = if row.off { struck(theme) } else { theme.style(tone) };
                        put(buffer, x.saturating_add(short(at)), y, wide.saturating_sub(at), &text, style);
                        at += width(&text);
                    }
                }
            }
            if let Some(row) = item.row().filter(|_| self.tall > 1 && line + 1 < area.height) {
                let dropped = row.cells.iter().zip(&widths).filter(|(c, w)| **w == 0 && !c.text.is_empty());
                let texts: Vec<&str> = dropped.map(|(c, _)| c.text.as_str()).collect();
                let style = theme.style(Tone::Dim);
                put(buffer, x, y + 1, wide, &cut(&format!("  {}", texts.join("  ")), wide), style);
            }
        }
    }
}

fn struck(theme: &Theme) -> Style {
    theme.style(Tone::Dim).add_modifier(ratatui::style::Modifier::CROSSED_OUT)
}

fn short(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

/// Writes text that was made for its place.
pub fn put(buffer: &mut Buffer, x: u16, y: u16, wide: usize, text: &str, style: Style) {
    let area = buffer.area;
    if y >= area.bottom() || x >= area.right() || wide == 0 {
        return;
    }
    buffer.set_stringn(x, y, cut(text, wide), wide, style);
}

/// `── text ─────`
fn rule(text: &str, wide: usize) -> String {
    let shown = cut(text, wide.saturating_sub(6));
    let left = if shown.is_empty() { String::new() } else { format!("── {shown} ") };
    let rest = wide.saturating_sub(width(&left));
    format!("{left}{}", "─".repeat(rest))
}

/// The texts of a row that make up its line, gaps included.
fn pieces<'a>(row: &'a Row, columns: &'a [Column], widths: &'a [usize]) -> impl Iterator<Item = (String, Tone)> + 'a {
    let mut first = true;
    columns.iter().zip(widths).zip(&row.cells).filter(|((_, w), _)| **w > 0).map(move |((column, w), cell)| {
        let gap = if std::mem::take(&mut first) { 0 } else { column.gap };
        let text = if column.right { pad_left(&cell.text, *w) } else { pad(&cell.text, *w) };
        (format!("{}{text}", " ".repeat(gap)), cell.tone)
    })
}

/// The least that a column which gives way is left with before others are dropped for it.
const LEAST: usize = 12;

/// The width of each column in a line so wide; 0 for one that is left out.
fn fit(columns: &[Column], natural: &[usize], wide: usize) -> Vec<usize> {
    let mut widths = natural.to_vec();
    let need = |widths: &[usize], least: bool| {
        let mut sum = 0;
        for (column, w) in columns.iter().zip(widths).filter(|(_, w)| **w > 0) {
            let gap = if sum == 0 { 0 } else { column.gap };
            sum += gap + if least && column.grows { (*w).min(LEAST) } else { *w };
        }
        sum
    };
    while need(&widths, true) > wide {
        let shown = (0..widths.len()).filter(|n| widths[*n] > 0 && columns[*n].rank > 0);
        let Some(last) = shown.max_by_key(|n| columns[*n].rank) else { break };
        widths[last] = 0;
    }
    let all = need(&widths, false);
    if let Some(n) = (0..widths.len()).find(|n| columns[*n].grows && widths[*n] > 0) {
        widths[n] = (widths[n] + wide).saturating_sub(all).max(1);
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[Column] =
        &[column(5), column(8).rank(2), column(usize::MAX).grows(), column(9).right().rank(1)];

    #[test]
    fn columns_go_one_by_one_and_text_gives_way_first() {
        assert_eq!(fit(COLUMNS, &[5, 4, 30, 6], 60), [5, 4, 42, 6]);
        assert_eq!(fit(COLUMNS, &[5, 4, 30, 6], 40), [5, 4, 22, 6]);
        assert_eq!(fit(COLUMNS, &[5, 4, 30, 6], 29), [5, 0, 16, 6]);
        assert_eq!(fit(COLUMNS, &[5, 4, 30, 6], 20), [5, 0, 14, 0]);
        assert_eq!(fit(COLUMNS, &[5, 4, 30, 6], 3), [5, 0, 1, 0]);
    }

    fn items(ids: &[i64]) -> Vec<Item> {
        let row = |id: &i64| {
            let key = Key { id: *id, ..Key::default() };
            Item::Row(Box::new(Row { key, subject: None, at: 0, cells: Vec::new(), off: false }))
        };
        let mut items = vec![Item::Rule("now".to_owned(), Tone::Dim)];
        items.extend(ids.iter().map(row));
        items
    }

    #[test]
    fn the_cursor_stays_on_its_record() {
        let mut list = List::default();
        let id = |list: &List| list.selected().map(|r| r.key.id);
        list.set(items(&[1, 2, 3]), &[], 0);
        assert_eq!(id(&list), Some(1));
        list.step(1);
        list.set(items(&[7, 8, 1, 2, 3]), &[], 0);
        assert_eq!(id(&list), Some(2));
        list.set(items(&[7, 8, 1, 3]), &[], 0);
        assert_eq!(id(&list), Some(3));
        list.step(9);
        list.set(items(&[7]), &[], 0);
        assert_eq!(id(&list), Some(7));
        list.set(Vec::new(), &[], 0);
        list.step(-1);
        assert_eq!(id(&list), None);
    }
}
