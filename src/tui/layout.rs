//! Where everything goes on a screen of some size.

use ratatui::layout::Rect;

use super::view::{Grid, View};

/// The least screen anything is shown on.
pub const LEAST: (u16, u16) = (40, 10);

/// The layout: where the parts of a screen are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// One line, or two where there is room.
    pub header: Rect,
    /// The names of the panes, where only one is shown.
    pub tabs: Option<Rect>,
    /// The panes shown, with their frames.
    pub panes: Vec<(usize, Rect)>,
    /// All of the panes' room.
    pub middle: Rect,
    /// The line above the footer, where a reminder is told.
    pub reminder: Option<Rect>,
    /// The last line.
    pub footer: Rect,
}

/// Lays out the parts of a screen for a view, with a line for a reminder or without, or none if it is too small for anything.
pub fn layout(area: Rect, view: &View, focus: usize, reminds: bool) -> Option<Layout> {
    if area.width < LEAST.0 || area.height < LEAST.1 {
        return None;
    }
    let one = area.width < 80 || area.height < 20;
    let head = if area.height < 20 { 1 } else { 2 };
    let header = Rect { height: head, ..area };
    let footer = Rect { y: area.bottom() - 1, height: 1, ..area };
    let reminder = reminds.then_some(Rect { y: footer.y - 1, ..footer });
    let end = reminder.unwrap_or(footer).y;
    let tabs = (one && view.panes.len() > 1).then_some(Rect { y: header.bottom(), height: 1, ..area });
    let top = tabs.map_or(header.bottom(), Rect::bottom);
    let middle = Rect { y: top, height: end - top, ..area };
    let panes = if one {
        vec![(focus, middle)]
    } else {
        let mut panes = stand(if area.width >= 140 { view.wide } else { view.middle }, middle);
        panes.sort_by_key(|(n, _)| *n);
        panes
    };
    Some(Layout { header, tabs, panes, middle, reminder, footer })
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

/// The panes of a grid in a room.
fn stand(grid: Grid, room: Rect) -> Vec<(usize, Rect)> {
    let mut panes = Vec::new();
    let shares: Vec<u16> = grid.iter().map(|(share, _)| *share).collect();
    for ((x, width), (_, rows)) in cuts(room.width, &shares).into_iter().zip(grid) {
        let shares: Vec<u16> = rows.iter().map(|(_, share)| *share).collect();
        for ((y, height), (pane, _)) in cuts(room.height, &shares).into_iter().zip(*rows) {
            panes.push((*pane, Rect { x: room.x + x, y: room.y + y, width, height }));
        }
    }
    panes
}

/// A length cut by shares: where each part begins, and how long it is.
fn cuts(length: u16, shares: &[u16]) -> Vec<(u16, u16)> {
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
        for (view, reminds) in all().flat_map(|view| [(view, false), (view, true)]) {
            for (width, height) in (0..310).flat_map(|w| (0..110).map(move |h| (w, h))) {
                let area = Rect::new(0, 0, width, height);
                let Some(layout) = layout(area, view, 0, reminds) else {
                    assert!(width < LEAST.0 || height < LEAST.1);
                    continue;
                };
                let room: u32 = layout.panes.iter().map(|(_, r)| r.area()).sum();
                assert_eq!(room, layout.middle.area(), "{}: {width}×{height}", view.name);
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
        layout(Rect::new(0, 0, width, height), view, 0, false).unwrap()
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
