//! The pager: a box of text to read: a row whole, a report, the help.

use crate::command::call::Call;
use crate::domain::chart::{Glyphs, Ink};
use crate::domain::text::{width, wrap};
use crate::records::agreements::burndown::BurnDown;

/// A line of a pager.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PagerLine {
    /// A heading.
    Head(String),
    /// A label, and text behind it that is wrapped.
    Field(String, String),
    /// A line of a table: never wrapped, seen by moving to the side.
    Table(String),
    /// A chart, as wide as there is room.
    Chart(Box<BurnDown>),
}

/// A scrollable box of text to read, as a layer.
pub struct Pager {
    /// Its title.
    pub title: String,
    /// Its lines.
    pub lines: Vec<PagerLine>,
    /// The client whose page `Enter` goes on to.
    pub client: Option<i64>,
    /// What it answers, where days turn to what is before and after.
    pub turns: Option<Call>,
    /// The first line seen.
    pub top: usize,
    /// The first column seen of tables.
    pub left: usize,
    /// Lines that fit, as last drawn.
    pub page: usize,
    /// The last line that may be the first one seen, as last drawn.
    pub last: usize,
}

/// A line as it is drawn.
pub enum DrawnLine {
    /// A heading.
    Head(String),
    /// A label in its column, and text.
    Field(String, String),
    /// A line of a table.
    Table(String),
    /// A line of a chart.
    Chart(Vec<(String, Ink)>),
}

impl Pager {
    /// Makes a pager with a title.
    pub fn new(title: impl Into<String>, lines: Vec<PagerLine>) -> Self {
        Self { title: title.into(), lines, client: None, turns: None, top: 0, left: 0, page: 1, last: 0 }
    }

    /// Makes a pager of a report's text.
    pub fn report(title: impl Into<String>, text: &str) -> Self {
        Self::new(title, text.lines().map(|l| PagerLine::Table(l.to_owned())).collect())
    }

    /// Makes lines of fields with their labels, empty ones left out.
    pub fn fields(fields: Vec<(&'static str, String)>) -> Vec<PagerLine> {
        let full = fields.into_iter().filter(|(_, text)| !text.trim().is_empty());
        full.map(|(label, text)| PagerLine::Field(label.to_owned(), text)).collect()
    }

    /// Returns all of it as plain text.
    pub fn text(&self) -> String {
        let label = self.label();
        let line = |line: &PagerLine| match line {
            PagerLine::Head(text) | PagerLine::Table(text) => vec![text.clone()],
            PagerLine::Field(name, text) => vec![format!("{} {text}", crate::domain::text::pad(name, label))],
            PagerLine::Chart(chart) => {
                let pieces = |line: Vec<(String, Ink)>| line.into_iter().map(|(text, _)| text).collect();
                chart.lines(Glyphs::Blocks, chart.wish()).into_iter().map(pieces).collect::<Vec<String>>()
            }
        };
        self.lines.iter().flat_map(line).map(|l| l.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
    }

    /// Moves by so many lines.
    pub fn step(&mut self, by: isize) {
        self.top = self.top.saturating_add_signed(by).min(self.last);
    }

    /// Works out the width it would like.
    pub fn wish(&self) -> usize {
        let label = self.label();
        let wide = |line: &PagerLine| match line {
            PagerLine::Head(text) | PagerLine::Table(text) => width(text),
            PagerLine::Field(_, text) => label + 2 + text.lines().map(width).max().unwrap_or(0),
            PagerLine::Chart(chart) => chart.wish(),
        };
        self.lines.iter().map(wide).max().unwrap_or(0).max(width(&self.title) + 4)
    }

    fn label(&self) -> usize {
        let label = |line: &PagerLine| if let PagerLine::Field(label, _) = line { width(label) } else { 0 };
        self.lines.iter().map(label).max().unwrap_or(0)
    }

    /// Lays out its lines in so many columns; labels in a column as wide as the widest.
    pub fn shown(&self, columns: usize, glyphs: Glyphs) -> Vec<DrawnLine> {
        let label = self.label().min(columns / 2);
        let mut shown = Vec::new();
        for line in &self.lines {
            match line {
                PagerLine::Head(text) => shown.push(DrawnLine::Head(text.clone())),
                PagerLine::Table(text) => shown.push(DrawnLine::Table(text.clone())),
                PagerLine::Chart(chart) => shown.extend(chart.lines(glyphs, columns).into_iter().map(DrawnLine::Chart)),
                PagerLine::Field(name, text) => {
                    let wrapped = wrap(text, columns.saturating_sub(label + 2).max(1));
                    for (n, part) in wrapped.into_iter().enumerate() {
                        let name = if n == 0 { name.as_str() } else { "" };
                        shown.push(DrawnLine::Field(crate::domain::text::pad(name, label + 2), part));
                    }
                }
            }
        }
        shown
    }
}
