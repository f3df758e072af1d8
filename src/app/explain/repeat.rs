//! How an event will repeat: its rule in words, and the days it gives.

use crate::app::action::is_none;
use crate::app::calendar::{self, blank};
use crate::app::call::Call;
use crate::app::context::Context;
use crate::app::input::{Input, ZoneName};
use crate::app::tasks::Every;
use crate::app::views::event::repeats;
use crate::domain::series::begin;

/// What a rule means for the event that is typed: `every 2nd Tuesday, until 30 June; next: Tue 24 Nov, Tue 8 Dec`.
pub fn repeat(value: &str, call: &Call, context: &Context<'_>) -> String {
    if is_none(value) {
        return "It happens once.".to_owned();
    }
    let Ok(rule) = Every::read(value, context) else { return String::new() };
    let zone = call.text("zone").and_then(|zone| ZoneName::read(&zone, context).ok()).map(|z| z.0);
    let start = call.text("start").and_then(|start| calendar::moment(&start, zone.as_ref(), context).ok());
    let Some(start) = start else { return "Say when it begins to see its days.".to_owned() };
    let mut event = blank(start);
    event.repeat.rules = vec![calendar::whole_last_day(rule.0, &event, context.zone())];
    begin(&mut event, context.zone());
    let said = repeats(&event, &[], context.zone(), context.now);
    let mut letters = said.chars();
    let said =
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect::<String>() + ".");
    calendar::left_out(&event).map_or(said.clone(), |short| {
        let mut letters = short.chars();
        let first = letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>());
        format!("{said} {}.", first.unwrap_or_default())
    })
}
