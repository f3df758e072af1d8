//! Rows in columns.

use std::convert::Infallible;
use std::sync::OnceLock;

use crate::command::report::lines::{line_width, sentence_line, wrapped};
use crate::domain::text::{clean_line, cut, width};
use crate::error::Result;

/// What stands before and behind a table's headings on a terminal.
static HEADINGS: OnceLock<(&str, &str)> = OnceLock::new();

/// Says what stands before and behind a table's headings; nothing does unless it is said.
pub fn set_headings(before: &'static str, behind: &'static str) {
    // The first caller wins: it is set once, by `main`, before any answer is given.
    let _ = HEADINGS.set((before, behind));
}

/// Headings of columns that are never cut: half a day is none. Nor is what stands at the right, such as an amount.
const WHOLE: &[&str] = &["day", "date", "time", "when", "due", "from", "to", "on", "resets", "last change", "adjusted"];
/// The fewest columns that a text is cut to; where that does not do, the whole line is cut.
const LEAST: usize = 8;

/// How a column is aligned, and what becomes of a text that is too long.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ColumnKind {
    Whole,
    Right,
    Cut,
    Wrapped,
    /// Whole, and not there if it is empty in every row.
    Sparse,
}

/// Rows in columns, as wide as they need to be and no wider than a line may be.
#[derive(Default)]
pub struct Columns {
    /// The headings, and what kind each column is of.
    head: Vec<(&'static str, ColumnKind)>,
    /// The widest text of each column.
    widths: Vec<usize>,
    /// The texts of all cells behind one another.
    texts: String,
    /// Of each cell, row by row, where its text ends.
    ends: Vec<usize>,
    /// Of each cell its width: none is wider than a line of text may be long.
    wide: Vec<u32>,
}

impl Columns {
    /// Headings; one that begins with `>` stands over a column aligned to the right, one with `~` over one whose texts are
    /// wrapped where others are cut, and one with `?` over one that is left out if it is empty in every row.
    pub fn new(head: &[&'static str]) -> Self {
        let column = |name: &&'static str| match name.chars().next() {
            Some('>') => (&name[1..], ColumnKind::Right),
            Some('~') => (&name[1..], ColumnKind::Wrapped),
            Some('?') => (&name[1..], ColumnKind::Sparse),
            _ if WHOLE.contains(name) => (*name, ColumnKind::Whole),
            _ => (*name, ColumnKind::Cut),
        };
        let head: Vec<_> = head.iter().map(column).collect();
        Self {
            widths: head.iter().map(|(name, kind)| if *kind == ColumnKind::Sparse { 0 } else { width(name) }).collect(),
            head,
            texts: String::new(),
            ends: Vec::new(),
            wide: Vec::new(),
        }
    }

    /// Makes room for so many rows.
    pub fn expect(&mut self, rows: usize) {
        self.texts.reserve(rows * 100);
        self.ends.reserve(rows * self.head.len());
        self.wide.reserve(rows * self.head.len());
    }

    /// Adds a row; text from outside is cleaned here.
    pub fn row<S: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = S>) {
        let mut cells = cells.into_iter();
        for (widest, (name, kind)) in self.widths.iter_mut().zip(&self.head) {
            let cell = cells.next();
            let cell = clean_line(cell.as_ref().map_or("", AsRef::as_ref));
            let wide = width(&cell);
            *widest = (*widest).max(wide);
            if *kind == ColumnKind::Sparse && wide > 0 {
                *widest = (*widest).max(width(name));
            }
            self.texts.push_str(&cell);
            self.ends.push(self.texts.len());
            self.wide.push(u32::try_from(wide).unwrap_or(u32::MAX));
        }
    }

    /// The table with its headings, or nothing if it has no rows.
    pub fn text(&self) -> String {
        self.within(line_width())
    }

    /// The same in so many columns.
    pub fn within(&self, most: usize) -> String {
        let mut text = String::with_capacity(self.texts.len() * 2);
        let Ok(()) = self.each_line(most, |line| {
            text.push_str(line);
            Ok::<_, Infallible>(())
        });
        text
    }

    /// Hands over the table line by line, each with its end: a long one is never there twice.
    pub fn write(&self, mut put: impl FnMut(&str) -> Result<()>) -> Result<()> {
        self.each_line(line_width(), &mut put)
    }

    fn each_line<E>(
        &self,
        most: usize,
        mut put: impl FnMut(&str) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        if self.ends.is_empty() {
            return Ok(());
        }
        let widths = self.fitted(most);
        let line = CellLine { head: &self.head, widths: &widths, most };
        let mut text = String::new();
        line.put(self.head.iter().map(|(name, _)| (*name, width(name))), &mut text);
        if let Some((before, behind)) = HEADINGS.get() {
            text = format!("{before}{}{behind}\n", text.trim_end_matches('\n'));
        }
        put(&text)?;
        let (columns, mut from) = (self.head.len(), 0);
        for (ends, wide) in self.ends.chunks(columns).zip(self.wide.chunks(columns)) {
            text.clear();
            let cells = ends
                .iter()
                .zip(wide)
                .map(|(to, wide)| (&self.texts[std::mem::replace(&mut from, *to)..*to], *wide as usize));
            line.row(cells, &mut text);
            put(&text)?;
        }
        Ok(())
    }

    /// The widths of the columns in so many: the longest texts give way first, all of them alike.
    fn fitted(&self, most: usize) -> Vec<usize> {
        let is_there = |n: &usize| self.head[*n].1 != ColumnKind::Sparse || self.widths[*n] > 0;
        let gaps = 2 * (0..self.head.len()).filter(is_there).count().saturating_sub(1);
        let gives = |n: usize| matches!(self.head[n].1, ColumnKind::Cut | ColumnKind::Wrapped);
        let whole: usize = (0..self.widths.len()).filter(|n| !gives(*n)).map(|n| self.widths[n]).sum();
        let room = most.saturating_sub(gaps + whole);
        let texts: Vec<usize> = (0..self.widths.len()).filter(|n| gives(*n)).map(|n| self.widths[n]).collect();
        // The widest that a text may be so that all find room.
        let taken = |cap: usize| texts.iter().map(|wide| (*wide).min(cap)).sum::<usize>();
        let widest = texts.iter().copied().max().unwrap_or(0);
        if taken(widest) <= room {
            return self.widths.clone();
        }
        let (mut fits, mut fails) = (0, widest);
        while fits + 1 < fails {
            let middle = usize::midpoint(fits, fails);
            if taken(middle) <= room { fits = middle } else { fails = middle }
        }
        let cap = fits.max(LEAST);
        // What is left over goes to the first of those that are cut.
        let mut left = room.saturating_sub(taken(cap));
        let fit = |n: usize| {
            let wide = self.widths[n];
            if !gives(n) || wide <= cap {
                return wide;
            }
            let more = left.min(wide - cap);
            left -= more;
            cap + more
        };
        (0..self.widths.len()).map(fit).collect()
    }

    /// The table, or a line that says what there is none of.
    pub fn text_or(&self, none: &str) -> String {
        if self.ends.is_empty() { sentence_line(none) } else { self.text() }
    }
}

/// How a line of cells is written.
struct CellLine<'a> {
    head: &'a [(&'static str, ColumnKind)],
    widths: &'a [usize],
    most: usize,
}

impl CellLine<'_> {
    /// Adds a row: a line, and more of them where a text is wrapped.
    fn row<'a>(&self, cells: impl Iterator<Item = (&'a str, usize)>, text: &mut String) {
        let cells: Vec<(&str, usize)> = cells.collect();
        if cells.iter().zip(self.widths).all(|((_, wide), most)| wide <= most) {
            return self.put(cells.into_iter(), text);
        }
        let parts = |(n, (cell, wide)): (usize, &(&'a str, usize))| -> Vec<String> {
            let most = self.widths[n];
            match self.head[n].1 {
                _ if *wide <= most => vec![(*cell).to_owned()],
                ColumnKind::Wrapped => wrapped(cell, most),
                _ => vec![cut(cell, most).into_owned()],
            }
        };
        let parts: Vec<Vec<String>> = cells.iter().enumerate().map(parts).collect();
        for line in 0..parts.iter().map(Vec::len).max().unwrap_or(0) {
            let cell = |lines: &'_ Vec<String>| lines.get(line).cloned().unwrap_or_default();
            let cells: Vec<String> = parts.iter().map(cell).collect();
            self.put(cells.iter().map(|cell| (cell.as_str(), width(cell))), text);
        }
    }

    /// Adds a line, without spaces at its end.
    fn put<'a>(&self, cells: impl Iterator<Item = (&'a str, usize)>, text: &mut String) {
        let begin = text.len();
        for (n, (cell, wide)) in cells.enumerate() {
            if self.widths.get(n) == Some(&0) && self.head[n].1 == ColumnKind::Sparse {
                continue;
            }
            let spaces = self.widths.get(n).map_or(0, |widest| widest.saturating_sub(wide));
            let right = self.head.get(n).is_some_and(|(_, kind)| *kind == ColumnKind::Right);
            pad(text, if n > 0 { 2 } else { 0 } + if right { spaces } else { 0 });
            text.push_str(cell);
            pad(text, if right { 0 } else { spaces });
        }
        text.truncate(text[begin..].trim_end().len() + begin);
        // A column has at least a byte.
        if text.len() - begin > self.most && width(&text[begin..]) > self.most {
            let short = cut(&text[begin..], self.most).into_owned();
            text.truncate(begin);
            text.push_str(&short);
        }
        text.push('\n');
    }
}

/// Adds spaces, many at once: one by one they cost as much as the texts between them.
fn pad(text: &mut String, mut spaces: usize) {
    const MANY: &str = "                                ";
    while spaces > 0 {
        let some = spaces.min(MANY.len());
        text.push_str(&MANY[..some]);
        spaces -= some;
    }
}
