//! What other processes write while the screen is open.

use super::ui::Ui;
use crate::app::concern::Shown;

impl Ui {
    /// Reads the data again if another process has written what shows here; whether it had.
    ///
    /// That is the header, the panes, what is open over them, and reminders. The rest is read where it shows: whoever goes
    /// elsewhere reads.
    pub fn follow(&mut self) -> bool {
        let open = !self.layers.is_empty();
        let shown = Shown::new(self.here().view.needs(), self.session.board().day, self.reminded.known());
        match self.session.has_news(|session, change| Ok(open || shown.is_touched(change, &session.context())?)) {
            Ok(false) => false,
            Ok(true) => {
                self.reload();
                self.drop_answered();
                true
            }
            Err(error) => {
                self.failed(&error);
                true
            }
        }
    }
}
