//! A burn-down as text: a bar for each day on axes with their figures, or small columns where there is little room.

use chrono::NaiveDate;

use super::BurnDown;
use crate::domain::chart::{Glyphs, Ink};
use crate::domain::text::{pad, width};
use crate::domain::time::hours_minutes;

/// Lines above zero and below it: at most so many where nothing is over, or with what is.
const HIGH: i64 = 8;
const BOTH: i64 = 10;
/// The fewest columns in which axes can be read.
const LEAST: usize = 48;
/// The most columns that all bars take, and that one takes.
const WIDEST: usize = 93;
const BAR: usize = 6;

/// A line of it: its pieces, and what each of them is.
pub type ChartLine = Vec<(String, Ink)>;

impl BurnDown {
    /// Columns that it would like to have.
    pub fn wish(&self) -> usize {
        self.labels() + 2 + self.bars.len() * self.bar_width(WIDEST)
    }

    /// It in so many columns; no line is longer.
    pub fn lines(&self, glyphs: Glyphs, columns: usize) -> Vec<ChartLine> {
        let room = columns.saturating_sub(self.labels() + 2);
        if columns < LEAST || room < self.bars.len() { self.small(glyphs, columns) } else { self.chart(glyphs, room) }
    }

    fn labels(&self) -> usize {
        let over = self.bars.iter().map(|bar| bar.over).max().unwrap_or(0);
        width(&hours_minutes(self.capacity)).max(width(&hours_minutes(-over)))
    }

    fn bar_width(&self, room: usize) -> usize {
        (room.min(WIDEST) / self.bars.len().max(1)).clamp(1, BAR)
    }

    /// Small columns of what was left, from the whole on.
    fn small(&self, glyphs: Glyphs, columns: usize) -> Vec<ChartLine> {
        let left = std::iter::once(self.capacity).chain(self.bars.iter().filter_map(|bar| bar.left));
        let course: Vec<char> = glyphs.spark(&left.collect::<Vec<_>>()).chars().collect();
        let seen = course[course.len().saturating_sub(columns)..].iter().collect::<String>();
        let said = format!("{} of {}", self.said(), hours_minutes(self.capacity));
        let said = if width(&said) <= columns { said } else { self.said() };
        vec![vec![(seen.trim_end().to_owned(), Ink::Value)], vec![(said, Ink::Axis)]]
    }

    /// `14 Dec: 12:00 left`, `14 Dec: over 1:30`.
    fn said(&self) -> String {
        let Some(now) = self.now() else { return String::new() };
        let live = if self.running { "~" } else { "" };
        let left = now.left.unwrap_or(0);
        let figure = match now.over {
            over if over > 0 && left == 0 => format!("over {live}{}", hours_minutes(over)),
            _ => format!("{live}{} left", hours_minutes(left)),
        };
        format!("{}: {figure}", short(self.at.min(now.last)))
    }

    fn chart(&self, glyphs: Glyphs, room: usize) -> Vec<ChartLine> {
        let over = self.bars.iter().map(|bar| bar.over).max().unwrap_or(0);
        // Minutes of a line, the same above zero and below it.
        let unit = ceil(self.capacity + over, if over > 0 { BOTH } else { HIGH }).max(1);
        let (up, down) = (ceil(self.capacity, unit), ceil(over, unit));
        let wide = self.bar_width(room);
        let label = |text: &str| format!("{}{text}", " ".repeat(self.labels().saturating_sub(width(text))));
        let [tick, side, corner, flat, line, mark] = match glyphs {
            Glyphs::Blocks => ['┤', '│', if down > 0 { '┼' } else { '└' }, '─', '╌', '▲'],
            Glyphs::Ascii => ['+', '|', '+', '-', '-', '^'],
        };
        let mut lines = vec![vec![(self.heading(line), Ink::Axis)]];
        for row in (0..up).rev() {
            let figure = match row + 1 {
                n if n == up => hours_minutes(self.capacity),
                n if unit * n * 2 == self.capacity && up >= 4 => hours_minutes(unit * n),
                _ => String::new(),
            };
            let axis = format!("{}{}", label(&figure), if figure.is_empty() { side } else { tick });
            let cells = self.bars.iter().map(|bar| {
                let left = bar.left.unwrap_or(0);
                let eighths = ((left * 8 + unit / 2) / unit).max(i64::from(left > 0));
                match bar.even {
                    even if even > 0 && (even - 1) / unit == row => (line, Ink::Line),
                    _ => (glyphs.column((eighths - row * 8).clamp(0, 8)), Ink::Value),
                }
            });
            lines.push(pieces(axis, cells, wide));
        }
        let today = self.bars.iter().rposition(|bar| bar.left.is_some());
        let zero = (0..self.bars.len() * wide).map(|at| {
            let is_now = today.is_some_and(|bar| at == bar * wide + wide / 2);
            if is_now { (mark, Ink::Mark) } else { (flat, Ink::Axis) }
        });
        lines.push(pieces(format!("{}{corner}", label("0:00")), zero, 1));
        for row in 0..down {
            let figure = if row + 1 == down { hours_minutes(-over) } else { String::new() };
            let axis = format!("{}{}", label(&figure), if figure.is_empty() { side } else { tick });
            let cells = self.bars.iter().map(|bar| match ceil(bar.over * 2, unit) - row * 2 {
                ..=0 => (' ', Ink::Below),
                1 if glyphs == Glyphs::Blocks => ('▀', Ink::Below),
                _ => (glyphs.column(8), Ink::Below),
            });
            lines.push(pieces(axis, cells, wide));
        }
        let dates = self.dates(self.bars.len() * wide, today.unwrap_or(0) * wide + wide / 2, room);
        lines.push(vec![(format!("{} {dates}", label("")).trim_end().to_owned(), Ink::Axis)]);
        lines
    }

    fn heading(&self, line: char) -> String {
        let bar = match self.days {
            1 => "a bar a day".to_owned(),
            7 => "a bar a week".to_owned(),
            days => format!("a bar every {days} days"),
        };
        format!("hours left, {bar}   {line} even use")
    }

    /// The first day, the present one with what is left, and the last, as far as they have room beside one another.
    fn dates(&self, bars: usize, today: usize, room: usize) -> String {
        let (Some(first), Some(last)) = (self.bars.first(), self.bars.last()) else { return String::new() };
        let (said, first, last) = (self.said(), short(first.first), short(last.last));
        let at = today.saturating_sub(width(&said) / 2).min(bars.saturating_sub(width(&said)));
        let mut text = if width(&first) < at { pad(&first, at) } else { " ".repeat(at) };
        text.push_str(&said);
        let end = bars.max(width(&text)).min(room).saturating_sub(width(&last));
        if width(&text) < end { pad(&text, end) + &last } else { text }
    }
}

/// An axis and behind it cells, each so many columns wide, those of a kind in one piece.
fn pieces(axis: String, cells: impl Iterator<Item = (char, Ink)>, wide: usize) -> ChartLine {
    let mut line = vec![(axis, Ink::Axis)];
    for (sign, ink) in cells {
        let text = sign.to_string().repeat(wide);
        match line.last_mut().filter(|(_, last)| *last == ink) {
            Some((run, _)) => run.push_str(&text),
            None => line.push((text, ink)),
        }
    }
    line
}

fn ceil(of: i64, by: i64) -> i64 {
    (of + by - 1) / by.max(1)
}

fn short(day: NaiveDate) -> String {
    day.format("%-d %b").to_string()
}
