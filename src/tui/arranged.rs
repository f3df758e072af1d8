//! Where everything goes on the screen, by what there is to be shown.

use super::header;
use super::layout::{Contents, Layout, layout};
use super::ui::Ui;

impl Ui {
    /// Where everything goes on the screen that was drawn on last.
    pub(super) fn layout(&self) -> Option<Layout> {
        let here = self.here();
        let contents =
            Contents { alerts: header::has_alerts(self), reminds: self.reminded.seen().is_some(), lists: &here.lists };
        layout(self.drawn.size(), here.view, here.focus, contents)
    }
}
