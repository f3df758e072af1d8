//! A day of work as a line to look at and to pull at: hours across, a lane for each piece that overlaps another.

use super::columns::{Cells, cell};
use super::pane::PaneCx;
use super::theme::Tone;
use crate::domain::text::{cut, width};
use crate::records::time::timesheet::{Bar, Day, Piece, bar};

/// The hours shown at least, as seconds of the day: what lies outside widens it.
const USUAL: (i64, i64) = (7 * 3600, 19 * 3600);
/// The narrowest line in which pieces can be told apart.
const NARROW: usize = 30;
/// The most lanes that are drawn.
const LANES: usize = 3;

/// Which part of the day is seen, and in how many columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BarScale {
    first: i64,
    last: i64,
    wide: usize,
}

impl BarScale {
    /// Makes the scale that shows all of a day's work in so many columns.
    pub fn of(bar: &Bar, wide: usize) -> Self {
        let first = bar.pieces.iter().map(|p| p.from / 3600 * 3600).min().unwrap_or(USUAL.0).min(USUAL.0);
        let last = bar.pieces.iter().map(|p| (p.to + 3599) / 3600 * 3600).max().unwrap_or(USUAL.1).max(USUAL.1);
        Self { first, last: last.min(bar.seconds), wide }
    }

    fn length(self) -> i64 {
        (self.last - self.first).max(1)
    }

    /// Returns the column at which a second of the day lies.
    pub fn column(self, second: i64) -> usize {
        let wide = i64::try_from(self.wide).unwrap_or(0);
        usize::try_from((second - self.first) * wide / self.length()).unwrap_or(0).min(self.wide)
    }

    /// Returns the second of the day at which a column begins.
    pub fn second(self, column: usize) -> i64 {
        let (column, wide) = (i64::try_from(column).unwrap_or(0), i64::try_from(self.wide.max(1)).unwrap_or(1));
        self.first + column * self.length() / wide
    }

    /// The columns of a piece: at least one.
    fn columns(self, piece: &Piece) -> (usize, usize) {
        let from = self.column(piece.from).min(self.wide.saturating_sub(1));
        (from, self.column(piece.to).max(from + 1).min(self.wide))
    }
}

/// Finds the piece drawn at a column of a lane.
pub fn piece_at(bar: &Bar, scale: BarScale, lane: usize, column: usize) -> Option<&Piece> {
    bar.pieces.iter().find(|piece| {
        let (from, to) = scale.columns(piece);
        piece.lane == lane && (from..to).contains(&column)
    })
}

/// Lays the bar out in lines: hours, then the lanes; none where there is no work or no room.
pub fn lines(day: &Day, cx: &PaneCx<'_>, wide: usize) -> Vec<Cells> {
    let bar = bar(day, cx.context.zone());
    if bar.pieces.is_empty() || wide < NARROW {
        return Vec::new();
    }
    let scale = BarScale::of(&bar, wide);
    let mut lines = vec![vec![cell(ruler(scale), Tone::Dim)]];
    for lane in 0..bar.lanes.min(LANES) {
        let mut cells = Vec::new();
        let mut at = 0;
        for piece in bar.pieces.iter().filter(|p| p.lane == lane) {
            let (from, to) = scale.columns(piece);
            if from < at {
                continue;
            }
            cells.push(cell("·".repeat(from - at), Tone::Dim));
            let row = piece.item.and_then(|item| day.items.get(item)).and_then(|slot| slot.row());
            let code = row.map(|row| row.client.as_str());
            let seen = code.filter(|code| !cx.hides(Some(code)));
            let tone = seen.map_or(Tone::Dim, |code| cx.client(code));
            cells.push(cell(block(seen.unwrap_or_default(), to - from), tone));
            at = to;
        }
        cells.push(cell("·".repeat(wide.saturating_sub(at)), Tone::Dim));
        lines.push(cells);
    }
    lines
}

/// `[acme━━━]`, or as much of it as there is room for.
fn block(code: &str, wide: usize) -> String {
    match wide {
        0 => String::new(),
        1 => "┃".to_owned(),
        _ => {
            let name = if width(code) <= wide - 2 { code.to_owned() } else { cut(code, wide - 2).into() };
            let name = if wide < 5 { String::new() } else { name };
            format!("┣{name}{}┫", "━".repeat(wide - 2 - width(&name)))
        }
    }
}

/// Which of so many hours in so many columns are written, so that they can be read: each, each second …
pub fn hour_step(wide: usize, hours: i64) -> i64 {
    let each = |step: &i64| i64::try_from(wide).unwrap_or(0) * step / hours.max(1);
    [1, 2, 3, 4, 6].into_iter().find(|step| each(step) >= 4).unwrap_or(6)
}

/// The full hours, as many as can be read.
fn ruler(scale: BarScale) -> String {
    let hours = scale.length() / 3600;
    let step = hour_step(scale.wide, hours);
    let mut line = String::new();
    let mut hour = scale.first / 3600;
    while hour * 3600 < scale.last {
        let column = scale.column(hour * 3600);
        let used = width(&line);
        if column >= used && column + 2 <= scale.wide {
            line.push_str(&" ".repeat(column - used));
            line.push_str(&format!("{hour:02}"));
        }
        hour += step;
    }
    line
}
