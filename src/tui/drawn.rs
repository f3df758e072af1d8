//! What was drawn last, and where: what the mouse hits and holds.

use ratatui::layout::{Position, Rect};

use super::grab::Grab;
use super::picture::Picture;
use crate::domain::time::Instant;

/// The hit map: what was drawn last, and where.
#[derive(Default)]
pub struct Drawn {
    /// The screen that was drawn on.
    size: Rect,
    /// Where each pane's rows are, and the picture that stands in the place of their list.
    panes: Vec<(usize, Rect, Option<Picture>)>,
    /// Where the line of a day's work is: its lanes.
    bar: Option<Rect>,
    /// The piece of work that the mouse holds.
    grab: Option<Grab>,
}

/// A hit: what of a pane is at some position.
pub struct Hit {
    /// The pane.
    pub pane: usize,
    /// What of its rows.
    pub at: Spot,
}

/// What of a pane's rows is at some position.
pub enum Spot {
    /// A line of them.
    Line(usize),
    /// In a picture, an item or nothing.
    Item(Option<usize>),
}

impl Drawn {
    /// Forgets where everything was: it is drawn anew.
    pub fn begin(&mut self) {
        self.panes.clear();
        self.bar = None;
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

    /// Finds what of a pane's rows is at a position.
    pub fn hit(&self, at: Position) -> Option<Hit> {
        let (pane, area, picture) = self.panes.iter().find(|(_, area, _)| area.contains(at))?;
        let line = usize::from(at.y - area.y);
        let spot = picture.as_ref().map_or(Spot::Line(line), |picture| Spot::Item(picture.item_at(at)));
        Some(Hit { pane: *pane, at: spot })
    }

    /// When one of the pictures looks otherwise by itself.
    pub fn alters(&self) -> Option<Instant> {
        self.panes.iter().filter_map(|(_, _, picture)| picture.as_ref()?.alters).min()
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
