//! Calendars of the configuration, while the screen is open.

use std::path::PathBuf;

use super::ui::Ui;
use crate::records::calendar::subscribe::{sync, watched};
use crate::store::is_busy;

impl Ui {
    /// The folders in which calendars change.
    pub fn calendar_folders(&self) -> Vec<PathBuf> {
        watched(self.session.config())
    }

    /// Reads calendars whose files have changed; whether there is something to draw.
    pub fn read_calendars(&mut self) -> bool {
        let before = self.session.store().total_changes();
        match sync(self.session.store(), self.session.env()) {
            Ok(notes) => {
                if let Some(first) = notes.first() {
                    // Calendars are called after clients.
                    let first = if self.is_private() { "a calendar could not be read whole" } else { first };
                    let more = if notes.len() > 1 { format!(" (and {} more)", notes.len() - 1) } else { String::new() };
                    self.wrong(format!("{first}{more}"));
                }
                let changed = self.session.store().total_changes() != before;
                if changed {
                    self.reload();
                }
                changed || !notes.is_empty()
            }
            // They are read when the next change is told of, or the next command reads them.
            Err(error) if is_busy(&error) => false,
            Err(error) => {
                self.wrong(error.to_string());
                true
            }
        }
    }
}
