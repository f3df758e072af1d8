//! What was drawn last, and where: what the mouse hits, and when the picture looks otherwise by itself.

use ratatui::layout::{Position, Rect};

use super::drag::Grab;
use super::picture::Picture;
use crate::domain::time::Instant;

/// What was drawn last.
#[derive(Default)]
pub struct Drawn {
    /// The screen that was drawn on.
    size: Rect,
    /// Where each pane's rows are, and the picture that stands in the place of their list.
    panes: Vec<(usize, Rect, Option<Picture>)>,
    /// When one of the pictures looks otherwise by itself.
    alters: Option<Instant>,
    /// Where the line of a day's work is: its lanes.
    bar: Option<Rect>,
    /// The piece of work that the mouse holds.
    grab: Option<Grab>,
}

/// What of a pane is at some position.
pub struct Hit {
    /// The pane.
    pub pane: usize,
    /// The line of its rows.
    pub line: usize,
    /// In a picture, the item that is there, if one is; none where rows are drawn line by line.
    pub pictured: Option<Option<usize>>,
}

impl Drawn {
    /// Forgets where everything was: it is drawn anew.
    pub fn begin(&mut self) {
        self.panes.clear();
        (self.bar, self.alters) = (None, None);
    }

    /// Notes the size of the screen that is drawn on.
    pub fn on(&mut self, size: Rect) {
        self.size = size;
    }

    /// The screen that was drawn on last.
    pub fn size(&self) -> Rect {
        self.size
    }

    /// Notes where a pane's rows are.
    pub fn pane(&mut self, pane: usize, rows: Rect, picture: Option<Picture>) {
        let alters = picture.as_ref().and_then(|picture| picture.alters);
        self.alters = self.alters.into_iter().chain(alters).min();
        self.panes.push((pane, rows, picture));
    }

    /// Notes where the line of a day's work is.
    pub fn line_of_work(&mut self, lanes: Rect) {
        self.bar = Some(lanes);
    }

    /// Where the line of a day's work is.
    pub fn bar(&self) -> Option<Rect> {
        self.bar
    }

    /// What of a pane's rows is at a position.
    pub fn hit(&self, at: Position) -> Option<Hit> {
        let (pane, area, picture) = self.panes.iter().find(|(_, area, _)| area.contains(at))?;
        let pictured = picture.as_ref().map(|p| p.item_at(at));
        Some(Hit { pane: *pane, line: usize::from(at.y - area.y), pictured })
    }

    /// When a picture looks otherwise by itself.
    pub fn alters(&self) -> Option<Instant> {
        self.alters
    }

    /// Has the mouse hold a piece of work, or nothing.
    pub fn hold(&mut self, grab: Option<Grab>) {
        self.grab = grab;
    }

    /// The piece of work that the mouse held, which it then does no more.
    pub fn let_go(&mut self) -> Option<Grab> {
        self.grab.take()
    }
}
