//! What calendars are called.

use crate::command::context::Context;
use crate::command::filter::fold;
use crate::command::input::{Hint, Input};
use crate::domain::spelling::nearest;
use crate::error::{Error, Result};
use crate::store::Calendar;

/// A calendar that there is, by its name in any case.
pub struct CalendarName(pub Calendar);

impl Input for CalendarName {
    const LIKE: &'static str = "calendar";

    fn read(text: &str, context: &Context<'_>) -> Result<Self> {
        if let Some(calendar) = context.db.calendar_by_name(text)? {
            return Ok(Self(calendar));
        }
        let calendars = context.db.calendars()?;
        let names: Vec<&str> = calendars.iter().map(|c| c.name.as_str()).collect();
        if names.is_empty() {
            return Err(Error::problem(format!("there is no calendar '{text}': 'import ics FILE' takes one in")));
        }
        let hint = nearest(text, names.iter().copied());
        let hint = if hint.is_empty() { format!(": there are {}", names.join(", ")) } else { hint };
        let found = calendars.iter().find(|c| fold(&c.name) == fold(text.trim())).cloned();
        found.map(Self).ok_or_else(|| Error::problem(format!("there is no calendar '{text}'{hint}")))
    }

    fn echo(&self, _: &Context<'_>) -> String {
        self.0.name.clone()
    }

    fn suggest(typed: &str, context: &Context<'_>) -> Vec<Hint> {
        let calendars = context.db.calendars().unwrap_or_default();
        let fits = calendars.into_iter().filter(|c| fold(&c.name).starts_with(&fold(typed)));
        fits.map(|c| Hint { text: c.name, note: String::new() }).collect()
    }
}
