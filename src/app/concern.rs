//! Whether a change that others have made of a record shows on a screen: where it does not, nothing is read again for it.
//!
//! Said is only what is certain. Hours and money reach every header, so that nearly every record concerns every screen; of
//! tasks and of meetings on other days it is known better.

use std::cell::OnceCell;

use chrono::NaiveDate;
use serde_json::Value;

use crate::app::board::{Needs, TaskScope};
use crate::app::reminders::{Reminders, any_put_off, days_ahead};
use crate::command::context::Context;
use crate::domain::time::plus_days;
use crate::error::Result;
use crate::store::{EventRow, Filter, Record as _, RowChange, Task};

/// Days by which a meeting's date may differ from that at home: zones are up to 26 hours apart.
const ZONES: i64 = 2;

/// What a screen shows.
pub struct Shown<'a> {
    /// What was read for its panes, and the first day of those that they show.
    needs: Needs,
    day: NaiveDate,
    /// What it will remind of.
    reminders: &'a Reminders,
    /// Whether a meeting on a day far off may matter; looked for where there is one.
    far: OnceCell<bool>,
}

impl<'a> Shown<'a> {
    /// What is shown of the schedule from a day on and else, and will be told.
    pub fn new(needs: Needs, day: NaiveDate, reminders: &'a Reminders) -> Self {
        Self { needs, day, reminders, far: OnceCell::new() }
    }

    /// Whether a change may show in the header, in the panes or among the reminders.
    pub fn is_touched(&self, change: &RowChange, context: &Context<'_>) -> Result<bool> {
        let mut images = [&change.before, &change.after].into_iter().flatten();
        Ok(match change.record.as_str() {
            // They are read where they are asked for.
            Filter::TABLE => false,
            _ if self.is_mixed() => true,
            Task::TABLE => {
                self.needs.tasks != TaskScope::None || self.reminders.names(change.row) || images.any(is_timed)
            }
            EventRow::TABLE => {
                self.reminders.names(change.row)
                    || images.any(|image| self.shows_days_of(image, context))
                    || self.sees_far(context)?
            }
            _ => true,
        })
    }

    /// Whether any meeting may matter: one more leaves less room for what repeats, where there is not enough, and one whose
    /// reminder was put off is told of however far it is.
    fn sees_far(&self, context: &Context<'_>) -> Result<bool> {
        if let Some(far) = self.far.get() {
            return Ok(*far);
        }
        let far = context.db.has_unexpanded()? || any_put_off(context)?;
        Ok(*self.far.get_or_init(|| far))
    }

    /// Whether a pane shows records of many kinds side by side: nothing is left out then.
    fn is_mixed(&self) -> bool {
        let Needs { sheet, people, page, paper, ref report, ref behind, ref lists, .. } = self.needs;
        let figures = report.is_some() || behind.is_some();
        sheet > 0 || people || page || paper || figures || !lists.is_empty()
    }

    /// Whether a meeting may be on a day that is shown, or near enough to be told of.
    fn shows_days_of(&self, image: &Value, context: &Context<'_>) -> bool {
        let day = |name: &str| image[name].as_str()?.get(..10)?.parse::<NaiveDate>().ok();
        let once = image["recurs"] == 0 && image["recurrence_id"] == "";
        let (Some(first), Some(last), true) = (day("starts"), day("ends"), once) else { return true };
        let (first, last) = (plus_days(first, -ZONES), plus_days(last, ZONES));
        let today = context.today();
        let near = (plus_days(today, -1), plus_days(today, days_ahead(context)));
        let shown = (self.day, plus_days(self.day, i64::try_from(self.needs.days).unwrap_or(i64::MAX)));
        [near, shown].iter().any(|(from, to)| first <= *to && last >= *from)
    }
}

/// Whether a task is due at a time, so that it is told of.
fn is_timed(image: &Value) -> bool {
    !image["due_at"].is_null()
}
