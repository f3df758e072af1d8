//! Days off: said, listed, taken back.

use serde_json::{Value, json};

use crate::command::call::Args;
use crate::command::context::Context;
use crate::command::grammar::range::Direction;
use crate::command::input::Text;
use crate::command::ranges;
use crate::command::report::{Columns, Done, Report};
use crate::domain::time::{day_text, hours_minutes, plus_days};
use crate::error::{Error, Result};
use crate::records::names::numbered;
use crate::records::off::capacity::Capacity;
use crate::store::{DayOff, Tx};

numbered! {
    /// Days off by their number.
    DayOffId(DayOff) "day off number" |row| words(row), |_, _| Vec::new();
}

/// `2026-12-24`, or `2026-08-10 to 2026-08-21`, with why.
fn words(off: &DayOff) -> String {
    let to = if off.last_day == off.first_day { String::new() } else { format!(" to {}", off.last_day) };
    let why = if off.why.is_empty() { String::new() } else { format!(" ({})", off.why) };
    format!("{}{to}{why}", off.first_day)
}

/// Seconds of working hours that days off take.
fn taken(context: &Context<'_>, off: &DayOff) -> Result<i64> {
    let hours = Capacity::of(context, off.first_day, off.last_day)?;
    Ok(off.first_day.iter_days().take_while(|day| *day <= off.last_day).map(|day| hours.usual(day)).sum())
}

/// `off add`.
pub fn add(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let (asked, zone) = (ranges::asked(args, Direction::Near)?, args.context.zone());
    let (first, last) = (asked.first(zone), asked.beyond(zone).map(|day| plus_days(day, -1)));
    let (Some(first_day), Some(last_day)) = (first, last) else {
        return Err(Error::at("days", "needs a first and a last day, such as 10.8. 21.8."));
    };
    let today = args.context.today();
    if let Some(old) = tx.days_off(Some(first_day), Some(last_day))?.first() {
        let day = day_text(old.first_day.max(first_day), today);
        return Err(Error::at("days", format!("{day} is off already: off {}, {}", old.id, words(old))));
    }
    let why = args.get::<Text>("why")?.map(|why| why.0).unwrap_or_default();
    let off = DayOff { id: 0, first_day, last_day, why };
    let id = tx.insert(&off)?;
    let less = match taken(&args.context, &off)? {
        0 => "no working hours".to_owned(),
        seconds => format!("{} h less to work", hours_minutes(seconds / 60)),
    };
    Ok(Done::new(format!("off {}: {less}", words(&off)), id))
}

/// `off rm`.
pub fn remove(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let off = args.need::<DayOffId>("id")?.0;
    tx.delete::<DayOff>(off.id)?;
    Ok(Done::new(format!("not off any more: {}", words(&off)), off.id))
}

/// Days off, each with the seconds of working hours that it takes.
struct DaysOff(Vec<(DayOff, i64)>);

impl Report for DaysOff {
    fn json(&self) -> Value {
        let one = |(off, seconds): &(DayOff, i64)| {
            json!({
                "id": off.id,
                "from": off.first_day.to_string(),
                "to": off.last_day.to_string(),
                "why": off.why,
                "seconds": seconds,
            })
        };
        Value::Array(self.0.iter().map(one).collect())
    }

    fn text(&self) -> String {
        let mut columns = Columns::new(&[">id", "from", "to", ">hours", "why"]);
        for (off, seconds) in &self.0 {
            columns.row(vec![
                off.id.to_string(),
                off.first_day.to_string(),
                off.last_day.to_string(),
                hours_minutes(seconds / 60),
                off.why.clone(),
            ]);
        }
        columns.text_or("no days off: 'off add DATE' or 'off add FIRST LAST' says when you do not work")
    }
}

/// `off list`.
pub fn list(args: &Args<'_>) -> Result<Box<dyn Report>> {
    let (asked, zone) = (ranges::asked(args, Direction::Near)?, args.context.zone());
    let last = asked.beyond(zone).map(|day| plus_days(day, -1));
    let found = args.context.db.days_off(asked.first(zone), last)?;
    let found = found.into_iter().map(|off| taken(&args.context, &off).map(|seconds| (off, seconds)));
    Ok(Box::new(DaysOff(found.collect::<Result<_>>()?)))
}
