//! Filters saved by a name.

use super::reads::Reads;
use super::record::{Record, record};
use crate::error::Result;

record! {
    /// What is looked for again and again.
    Filter "filter" "filter" "saved filters" {
        /// The name it was saved under.
        name: String,
        /// What was typed.
        text: String,
    }
}

impl Reads {
    /// Every saved filter by name.
    pub fn filters(&self) -> Result<Vec<Filter>> {
        self.all("reading filters", "SELECT * FROM filter ORDER BY name", (), Filter::from_row)
    }

    /// The filter with exactly this name.
    pub fn filter_by_name(&self, name: &str) -> Result<Option<Filter>> {
        self.maybe("reading a filter", "SELECT * FROM filter WHERE name = ?1", [name], Filter::from_row)
    }
}
