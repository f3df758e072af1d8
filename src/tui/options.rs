//! What is chosen of a view: the day, and how much of its rows.

use chrono::NaiveDate;

use crate::app::figures::ReportLook;
use crate::records::tasks::list::Group;

/// The options of a view, as they are set where one is.
#[derive(Clone, Debug, Default)]
pub struct ViewOptions {
    /// The day that is shown, or the first; none is today, whatever day that gets to be.
    pub day: Option<NaiveDate>,
    /// What tasks are put together by.
    pub group: Group,
    /// How many of the tasks that are not open are shown: none, those that wait, or all.
    pub more: u8,
    /// Which report is looked at, and how.
    pub report: ReportLook,
    /// Whether an entry that touches a moved end moves along.
    pub together: bool,
}

impl ViewOptions {
    /// The day that is meant, the same as the first or one of the week.
    pub fn date(&self, today: NaiveDate) -> NaiveDate {
        self.day.unwrap_or(today)
    }
}
