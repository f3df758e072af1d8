//! Where everything goes on a screen of some size.

use ratatui::layout::Rect;

use super::view::{Grid, View};

/// The least screen anything is shown on.
pub const LEAST: (u16, u16) = (40, 10);

/// The parts of a screen.
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
    /// The last line.
    pub footer: Rect,
}

/// The parts of a screen for a view, or none if it is too small for anything.
pub fn layout(area: Rect, view: &View, focus: usize) -> Option<Layout> {
    if area.width < LEAST.0 || area.height < LEAST.1 {
        return None;
    }
    let one = area.width < 80 || area.height < 20;
    let head = if area.height < 20 { 1 } else { 2 };
    let header = Rect { height: head, ..area };
    let footer = Rect { y: area.bottom() - 1, height: 1, ..area };
    let tabs = (one && view.panes.len() > 1).then_some(Rect { y: header.bottom(), height: 1, ..area });
    let top = tabs.map_or(header.bottom(), Rect::bottom);
    let middle = Rect { y: top, height: footer.y - top, ..area };
    let panes = if one {
        vec![(focus, middle)]
    } else {
        let mut panes = stand(if area.width >= 140 { view.wide } else { view.middle }, middle);
        panes.sort_by_key(|(n, _)| *n);
        panes
    };
    Some(Layout { header, tabs, panes, middle, footer })
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
    use crate::tui::view::all;

    #[test]
    fn the_panes_fill_the_room_at_every_size() {
        for view in all() {
            for (width, height) in (0..310).flat_map(|w| (0..110).map(move |h| (w, h))) {
                let area = Rect::new(0, 0, width, height);
                let Some(layout) = layout(area, view, 0) else {
                    assert!(width < LEAST.0 || height < LEAST.1);
                    continue;
                };
                let room: u32 = layout.panes.iter().map(|(_, r)| r.area()).sum();
                assert_eq!(room, layout.middle.area(), "{}: {width}×{height}", view.name);
                let small = layout.panes.iter().find(|(_, r)| r.height < 4 || r.width < 20);
                assert_eq!(small, None, "{}: {width}×{height}", view.name);
                let all = layout.tabs.is_some() || layout.panes.len() == view.panes.len();
                assert!(all, "{}: {width}×{height} leaves a pane out", view.name);
            }
        }
    }
}
