//! What other processes write while the screen is open.

use super::ui::Ui;
use crate::app::concern::Shown;
use crate::error::Result;
use crate::store::News;

impl Ui {
    /// Reads the data again if another process has written what is shown here; whether it had.
    ///
    /// The rest is read where it is shown: whoever goes elsewhere reads.
    pub fn follow(&mut self) -> bool {
        match self.session.news() {
            Ok(None) => false,
            // What cannot be told is read, and why it cannot be is said then.
            Ok(Some(news)) => {
                self.shows(&news).unwrap_or(true) && {
                    self.reload();
                    self.drop_answered();
                    true
                }
            }
            Err(error) => {
                self.failed(&error);
                true
            }
        }
    }

    /// Whether what others have written may show: in the header, the panes, what is open over them, or as a reminder.
    fn shows(&self, news: &News) -> Result<bool> {
        let News::Rows(rows) = news else { return Ok(true) };
        if !self.layers.is_empty() {
            return Ok(true);
        }
        let (needs, day) = (self.here().view.needs(), self.session.board().day);
        let shown = Shown { needs, day, reminders: self.reminded.known() };
        let context = self.session.context();
        for row in rows {
            if shown.is_touched(row, &context)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
