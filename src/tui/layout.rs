//! Where everything goes on a screen of some size.

use ratatui::layout::Rect;

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

/// The parts of a screen, or none if it is too small for anything.
pub fn layout(area: Rect, focus: usize) -> Option<Layout> {
    if area.width < LEAST.0 || area.height < LEAST.1 {
        return None;
    }
    let one = area.width < 80 || area.height < 20;
    let head = if area.height < 20 { 1 } else { 2 };
    let header = Rect { height: head, ..area };
    let footer = Rect { y: area.bottom() - 1, height: 1, ..area };
    let tabs = one.then_some(Rect { y: header.bottom(), height: 1, ..area });
    let top = header.bottom() + u16::from(one);
    let middle = Rect { y: top, height: footer.y - top, ..area };
    let panes = if one {
        vec![(focus, middle)]
    } else if area.width >= 140 {
        let columns = cuts(middle.width, 4);
        (0..4).map(|n| (n, Rect { x: middle.x + columns[n], width: columns[n + 1] - columns[n], ..middle })).collect()
    } else {
        let (columns, rows) = (cuts(middle.width, 2), cuts(middle.height, 2));
        let pane = |n: usize| {
            let (column, row) = (n % 2, n / 2);
            Rect {
                x: middle.x + columns[column],
                y: middle.y + rows[row],
                width: columns[column + 1] - columns[column],
                height: rows[row + 1] - rows[row],
            }
        };
        (0..4).map(|n| (n, pane(n))).collect()
    };
    Some(Layout { header, tabs, panes, middle, footer })
}

/// The borders between so many parts of a length, as even as can be.
fn cuts(length: u16, parts: u16) -> Vec<u16> {
    (0..=parts).map(|n| u16::try_from(u32::from(length) * u32::from(n) / u32::from(parts)).unwrap_or(length)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_panes_fill_the_room_at_every_size() {
        for width in 0..310 {
            for height in 0..110 {
                let area = Rect::new(0, 0, width, height);
                let Some(layout) = layout(area, 2) else {
                    assert!(width < LEAST.0 || height < LEAST.1);
                    continue;
                };
                let room: u32 = layout.panes.iter().map(|(_, r)| r.area()).sum();
                assert_eq!(room, layout.middle.area(), "{width}×{height}");
                assert!(layout.panes.iter().all(|(_, r)| r.height > 2 && r.width > 20), "{width}×{height}");
            }
        }
    }
}
