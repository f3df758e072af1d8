//! Where everything goes on a screen of some size.

use ratatui::layout::Rect;

use super::columns::TITLE;
use super::list::ListView;
use super::print::short;
use super::view::{Grid, Strip, View};

/// The least screen anything is shown on.
pub const LEAST: (u16, u16) = (40, 10);
/// From so many columns on, all panes of a view stand side by side.
const WIDE: u16 = 150;
/// The fewest columns that a text is cut to, before its pane gets more than others.
const TEXT: usize = 12;
/// The highest rank of a column.
const RANKS: u8 = 9;

/// The layout: where the parts of a screen are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// One line, or two where there is room.
    pub header: Rect,
    /// The names of the panes, where only one is shown.
    pub tabs: Option<Rect>,
    /// The panes shown, with their frames; those beside each other share a line.
    pub panes: Vec<(usize, Rect)>,
    /// What stands under them, with its frame.
    pub strips: Vec<(Strip, Rect)>,
    /// All of the panes' room.
    pub middle: Rect,
    /// The line above the footer, where a reminder is told.
    pub reminder: Option<Rect>,
    /// The last line.
    pub footer: Rect,
}

/// What is laid out beside the panes, and what they hold.
#[derive(Clone, Copy)]
pub struct Contents<'a> {
    /// Whether there are alerts, for which the header has a line of its own.
    pub alerts: bool,
    /// Whether there is a line for a reminder.
    pub reminds: bool,
    /// The rows of each pane.
    pub lists: &'a [ListView],
}

/// Lays out the parts of a screen for a view, or none if it is too small for anything.
pub fn layout(area: Rect, view: &View, focus: usize, contents: Contents<'_>) -> Option<Layout> {
    if area.width < LEAST.0 || area.height < LEAST.1 {
        return None;
    }
    let one = area.width < 80 || area.height < 20;
    let wide = area.width >= WIDE;
    let head = if area.height < 20 || wide && !contents.alerts { 1 } else { 2 };
    let header = Rect { height: head, ..area };
    let footer = Rect { y: area.bottom() - 1, height: 1, ..area };
    let reminder = contents.reminds.then_some(Rect { y: footer.y - 1, ..footer });
    let end = reminder.unwrap_or(footer).y;
    let tabs = (one && view.panes.len() > 1).then_some(Rect { y: header.bottom(), height: 1, ..area });
    let top = tabs.map_or(header.bottom(), Rect::bottom);
    let middle = Rect { y: top, height: end - top, ..area };
    let (mut panes, mut strips) = (vec![(focus, middle)], Vec::new());
    if !one {
        let below: Vec<Strip> = view.below.iter().copied().filter(|strip| area.height >= strip.from()).collect();
        let grid = Standing { view, grid: if wide { view.wide } else { view.middle }, lists: contents.lists };
        let least: u16 = below.iter().map(|strip| strip.lines().0 + 1).sum();
        let mut room = Rect { height: middle.height - least, ..middle };
        // What the panes have no rows for is the strips'.
        let widths = grid.widths(room.width);
        let mut spare = if below.is_empty() { 0 } else { room.height.saturating_sub(grid.rows(&widths) + 2) };
        let mut lines = Vec::new();
        for strip in &below {
            let (least, most) = strip.lines();
            let more = spare.min(most - least);
            (spare, room.height) = (spare - more, room.height - more);
            lines.push(least + more);
        }
        panes = grid.stand(room, &widths);
        panes.sort_by_key(|(n, _)| *n);
        let mut y = room.bottom() - 1;
        for (strip, lines) in below.into_iter().zip(lines) {
            strips.push((strip, Rect { y, height: lines + 2, ..middle }));
            y += lines + 1;
        }
    }
    Some(Layout { header, tabs, panes, strips, middle, reminder, footer })
}

impl Layout {
    /// The panes as they are read: the first of each column from the left, then the second ones.
    ///
    /// Columns are cut at other heights; what stands at the same place of its column is read as one line.
    pub fn order(&self) -> Vec<usize> {
        let above = |r: &Rect| self.panes.iter().filter(|(_, other)| other.x == r.x && other.y < r.y).count();
        let mut panes: Vec<_> = self.panes.iter().map(|(n, r)| (above(r), r.x, *n)).collect();
        panes.sort_unstable();
        panes.into_iter().map(|(_, _, n)| n).collect()
    }

    /// Finds the pane to the right of one, or to the left; at the edge the one at the other edge. None if none lies beside it.
    pub fn beside(&self, pane: usize, by: i32) -> Option<usize> {
        let here = self.panes.iter().find(|(n, _)| *n == pane)?.1;
        let shared = |r: &Rect| here.bottom().min(r.bottom()).saturating_sub(here.y.max(r.y));
        let line = self.panes.iter().filter(|(n, r)| *n != pane && shared(r) > 0 && r.x != here.x);
        let wide = i32::from(self.middle.width).max(1);
        // How far one goes to it, round the edge.
        let way = |r: &Rect| (by * (i32::from(r.x) - i32::from(here.x))).rem_euclid(wide);
        line.min_by_key(|(_, r)| (way(r), std::cmp::Reverse(shared(r)), r.y)).map(|(n, _)| *n)
    }
}

/// The panes of a view on their grid.
struct Standing<'a> {
    view: &'a View,
    grid: Grid,
    lists: &'a [ListView],
}

impl Standing<'_> {
    /// Where each pane stands in a room. Frames share the line between them.
    fn stand(&self, room: Rect, widths: &[u16]) -> Vec<(usize, Rect)> {
        let mut panes = Vec::new();
        let mut x = room.x;
        for ((_, rows), width) in self.grid.iter().zip(widths.iter().copied()) {
            let mut y = room.y;
            for ((pane, _), height) in rows.iter().zip(self.heights(rows, width, room.height)) {
                panes.push((*pane, Rect { x, y, width, height }));
                y += height - 1;
            }
            x += width - 1;
        }
        panes
    }

    /// How wide each column of panes is, frames included.
    fn widths(&self, width: u16) -> Vec<u16> {
        let shares: Vec<u16> = self.grid.iter().map(|(share, _)| *share).collect();
        if !self.view.by_content || self.grid.len() < 3 {
            return parts(width, &shares);
        }
        let inner = usize::from(width).saturating_sub(self.grid.len() + 1);
        let want = |rank: u8, most: usize| -> Vec<usize> {
            self.grid
                .iter()
                .map(|(_, rows)| rows.iter().map(|(n, _)| self.wanted(*n, rank, most)).max().unwrap_or(0))
                .collect()
        };
        let fits = |want: &Vec<usize>| want.iter().sum::<usize>() <= inner;
        // What stands aside goes first, then texts are cut.
        let asides = (0..=RANKS).rev().map(|rank| want(rank, TITLE));
        let cuts = (TEXT..TITLE).rev().map(|most| want(0, most));
        let Some(mut widths) = asides.chain(cuts).find(fits) else { return parts(width, &shares) };
        // What is left brings back what had to go, then is shared out.
        for (n, whole) in want(RANKS, TITLE).into_iter().enumerate() {
            let left = inner - widths.iter().sum::<usize>();
            if widths[n] + left >= whole {
                widths[n] = widths[n].max(whole);
            }
        }
        let left = short(inner - widths.iter().sum::<usize>());
        let spare = parts_of(left, &shares);
        widths.iter().zip(spare).map(|(wide, (_, more))| short(*wide) + more + 2).collect()
    }

    /// Lines of the highest column, all rows of its panes shown.
    fn rows(&self, widths: &[u16]) -> u16 {
        let lines = |(n, wide): (usize, u16)| {
            let pane = self.view.panes[n];
            self.lists.get(n).map_or(0, |list| list.lines(pane.columns(), usize::from(wide), pane.further_lines()))
        };
        let columns = self.grid.iter().zip(widths);
        let sums = columns.map(|((_, rows), wide)| {
            rows.iter().map(|(n, _)| lines((*n, wide.saturating_sub(2)))).sum::<usize>() + rows.len() - 1
        });
        short(sums.max().unwrap_or(0))
    }

    fn wanted(&self, pane: usize, rank: u8, most: usize) -> usize {
        let columns = self.view.panes[pane].columns();
        self.lists.get(pane).map_or(0, |list| list.wanted(columns, rank, most)).max(usize::from(NARROW))
    }

    /// How high each pane of a column is, frames included.
    fn heights(&self, rows: &[(usize, u16)], width: u16, height: u16) -> Vec<u16> {
        let shares: Vec<u16> = rows.iter().map(|(_, share)| *share).collect();
        if !self.view.by_content || rows.len() < 2 {
            return parts(height, &shares);
        }
        let want = |(n, _): &(usize, u16)| {
            let pane = self.view.panes[*n];
            let wide = usize::from(width.saturating_sub(2));
            let lines = self.lists.get(*n).map_or(0, |list| list.lines(pane.columns(), wide, pane.further_lines()));
            short(lines.saturating_add(2)).max(LOW)
        };
        let wants: Vec<u16> = rows.iter().map(want).collect();
        // Lines between them are counted once. What asks for less than its part gets that, and the others part the rest.
        let mut left = height + short(rows.len()) - 1;
        let mut heights: Vec<Option<u16>> = vec![None; rows.len()];
        loop {
            let open: Vec<usize> = (0..rows.len()).filter(|n| heights[*n].is_none()).collect();
            let Some(part) = left.checked_div(short(open.len())) else { break };
            let modest: Vec<usize> = open.iter().copied().filter(|n| wants[*n] <= part).collect();
            if !modest.is_empty() && modest.len() < open.len() {
                for n in modest {
                    heights[n] = Some(wants[n]);
                    left -= wants[n];
                }
                continue;
            }
            let all: usize = open.iter().map(|n| usize::from(wants[*n])).sum();
            let fit = open.len() < rows.len() && all <= usize::from(left);
            for (at, n) in open.iter().enumerate() {
                let high = if fit { wants[*n] } else { left / short(open.len() - at) };
                heights[*n] = Some(high);
                left -= high;
            }
        }
        // What none of them asks for is the first one's, which is where more will come.
        heights[0] = heights[0].map(|high| high + left);
        heights.into_iter().map(Option::unwrap_or_default).collect()
    }
}

/// The narrowest room of a pane, and the lowest pane.
const NARROW: u16 = 18;
const LOW: u16 = 5;

/// A length in parts of which those beside each other share a cell.
fn parts(length: u16, shares: &[u16]) -> Vec<u16> {
    let lines = short(shares.len().saturating_sub(1));
    parts_of(length + lines, shares).into_iter().map(|(_, part)| part).collect()
}

/// A length cut by shares: where each part begins, and how long it is.
fn parts_of(length: u16, shares: &[u16]) -> Vec<(u16, u16)> {
    let all: u32 = shares.iter().map(|s| u32::from(*s)).sum();
    let border = |upto: u32| u16::try_from(u32::from(length) * upto / all.max(1)).unwrap_or(length);
    let mut before = 0;
    let mut parts = Vec::new();
    for share in shares {
        let start = border(before);
        before += u32::from(*share);
        parts.push((start, border(before) - start));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::views::all;

    #[test]
    fn the_panes_fill_the_room_at_every_size() {
        for (view, more) in all().flat_map(|view| [(view, false), (view, true)]) {
            let contents = Contents { alerts: more, reminds: more, lists: &[] };
            for (width, height) in (0..310).flat_map(|w| (0..110).map(move |h| (w, h))) {
                let area = Rect::new(0, 0, width, height);
                let Some(layout) = layout(area, view, 0, contents) else {
                    assert!(width < LEAST.0 || height < LEAST.1);
                    continue;
                };
                let inner = |r: Rect| Rect { x: r.x + 1, y: r.y + 1, width: r.width - 2, height: r.height - 2 };
                let frames: Vec<Rect> =
                    layout.panes.iter().map(|(_, r)| *r).chain(layout.strips.iter().map(|(_, r)| *r)).collect();
                let apart =
                    |a: &Rect| frames.iter().all(|b| a == b || !inner(*a).intersects(*b) || inner(*a).is_empty());
                assert!(frames.iter().all(apart), "{}: {width}×{height}", view.name);
                let whole = frames.iter().fold(frames[0], |all, frame| all.union(*frame));
                assert_eq!(whole, layout.middle, "{}: {width}×{height}", view.name);
                // Each shares a line with its neighbours, so that together they fill it.
                let covered: u32 = frames.iter().map(|r| u32::from(r.width - 1) * u32::from(r.height - 1)).sum();
                let all = u32::from(whole.width - 1) * u32::from(whole.height - 1);
                assert_eq!(covered, all, "{}: {width}×{height}", view.name);
                let small = layout.panes.iter().find(|(_, r)| r.height < 4 || r.width < 20);
                assert_eq!(small, None, "{}: {width}×{height}", view.name);
                let all = layout.tabs.is_some() || layout.panes.len() == view.panes.len();
                assert!(all, "{}: {width}×{height} leaves a pane out", view.name);
                let mut order = layout.order();
                assert!(order.windows(2).all(|two| two[0] != two[1]));
                order.sort_unstable();
                assert!(layout.tabs.is_some() || order.len() == view.panes.len(), "Tab reaches every pane");
            }
        }
    }

    fn at(width: u16, height: u16, view: &View) -> Layout {
        let contents = Contents { alerts: true, reminds: false, lists: &[] };
        layout(Rect::new(0, 0, width, height), view, 0, contents).unwrap()
    }

    #[test]
    fn panes_are_read_line_by_line() {
        let clients = all().find(|v| v.name == "Clients").unwrap();
        assert_eq!(at(160, 45, clients).order(), [0, 1, 2, 3]);
        assert_eq!(at(100, 30, clients).order(), [0, 1, 2, 3]);
        let dashboard = all().next().unwrap();
        assert_eq!(at(100, 30, dashboard).order(), [0, 1, 2, 3]);
        assert_eq!(at(160, 45, dashboard).order(), [0, 1, 2, 3]);
        let client = all().find(|v| v.name == "Client").unwrap();
        assert_eq!(at(160, 45, client).order(), [0, 2, 3, 1, 4, 5, 6]);
    }

    #[test]
    fn sideways_goes_to_the_pane_that_lies_there() {
        let clients = all().find(|v| v.name == "Clients").unwrap();
        let wide = at(160, 45, clients);
        assert_eq!(wide.beside(0, 1), Some(1));
        assert_eq!(wide.beside(2, 1), Some(3));
        assert_eq!(wide.beside(3, -1), Some(2));
        assert_eq!(wide.beside(1, 1), Some(0), "round the edge, in the same line");
        let time = all().find(|v| v.name == "Time").unwrap();
        assert_eq!(at(100, 30, time).beside(0, 1), None, "the other lies below");
        let client = all().find(|v| v.name == "Client").unwrap();
        assert_eq!(at(160, 45, client).beside(6, 1), Some(4), "the one with most of its height beside it");
    }
}
