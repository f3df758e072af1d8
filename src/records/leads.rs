//! When one is reminded of a meeting or a task, in words and as data.

use serde_json::{Value, json};

use crate::command::context::Context;
use crate::command::grammar::duration::write_duration;
use crate::command::grammar::hours::read_time_of_day;
use crate::domain::event::{Alarm, Event, Trigger};
use crate::domain::time::day_text;

/// The reminders of a meeting.
pub struct Leads {
    /// In words: `45 min before`, `10 min before, as usual`, `none`.
    pub words: String,
    /// One by one.
    pub json: Value,
    /// Whether they are the usual ones, because it has none of its own.
    pub usual: bool,
}

impl Leads {
    /// Those of an event; what is called off or declined is silent.
    pub fn of(event: &Event, on: bool, context: &Context<'_>) -> Self {
        if !on {
            return Self { words: "none: it does not take place for you".to_owned(), json: json!([]), usual: false };
        }
        if let Some(alarms) = &event.alarms {
            let words: Vec<String> = alarms.iter().map(|alarm| alarm_words(alarm, event, context)).collect();
            let words = if words.is_empty() { "none".to_owned() } else { words.join(", ") };
            let json = alarms.iter().map(|alarm| alarm_json(alarm, context)).collect();
            return Self { words, json, usual: false };
        }
        let reminders = &context.config.reminders;
        if event.is_all_day() {
            let at = read_time_of_day(&reminders.all_day).ok().flatten();
            let words = at.map_or_else(|| "none".to_owned(), |at| format!("at {} of the day", at.format("%H:%M")));
            let json = at.iter().map(|at| json!({ "time_of_day": at.format("%H:%M").to_string() })).collect();
            return Self { words: format!("{words}, as usual"), json, usual: true };
        }
        let words = usual(&reminders.lead).unwrap_or_else(|| "none, as usual".to_owned());
        let json = reminders.lead.iter().map(|minutes| json!({ "lead_minutes": minutes, "before": "start" })).collect();
        Self { words, json, usual: true }
    }
}

/// The usual leads in words, `15 min and 5 min before, as usual`; nothing if there are none.
pub fn usual(minutes: &[i64]) -> Option<String> {
    let leads: Vec<String> = minutes.iter().map(|minutes| in_words(minutes * 60)).collect();
    (!leads.is_empty()).then(|| format!("{} before, as usual", leads.join(" and ")))
}

fn alarm_words(alarm: &Alarm, event: &Event, context: &Context<'_>) -> String {
    let beside = |lead: i64, what: &str| match lead {
        0 => format!("at the {what}"),
        1.. if what == "start" => format!("{} before", in_words(lead)),
        1.. => format!("{} before the {what}", in_words(lead)),
        _ => format!("{} after the {what}", in_words(-lead)),
    };
    let mut words = match alarm.trigger {
        Trigger::BeforeStart(lead) => beside(lead, "start"),
        Trigger::BeforeEnd(lead) => beside(lead, "end"),
        Trigger::At(at) => {
            let local = context.zone().local(at);
            format!("{} {}", day_text(local.date(), context.today()), local.format("%H:%M"))
        }
    };
    if alarm.repeat > 0 {
        words = format!("{words}, {} more every {}", alarm.repeat, in_words(alarm.every));
    }
    let (start, end) = (event.start.instant(context.zone()), event.end.instant(context.zone()));
    let over = !event.is_recurring() && alarm.seen.is_some() && alarm.instants(start, end).next().is_none();
    if over { format!("{words} (acknowledged)") } else { words }
}

fn alarm_json(alarm: &Alarm, context: &Context<'_>) -> Value {
    let (before, lead, at) = match alarm.trigger {
        Trigger::BeforeStart(lead) => (Some("start"), Some(lead.div_euclid(60)), None),
        Trigger::BeforeEnd(lead) => (Some("end"), Some(lead.div_euclid(60)), None),
        Trigger::At(at) => (None, None, Some(context.zone().rfc3339(at))),
    };
    json!({
        "lead_minutes": lead,
        "before": before,
        "at": at,
        "repeat": alarm.repeat,
        "repeat_minutes": (alarm.repeat > 0).then_some(alarm.every / 60),
        "acknowledged": alarm.seen.map(|at| context.zone().rfc3339(at)),
    })
}

/// A length of time in words, for reminders: `10 min`, `1h30`, `3 days`.
pub fn in_words(seconds: i64) -> String {
    match seconds {
        ..3600 => format!("{} min", (seconds + 59) / 60),
        3600..172_800 => write_duration(seconds / 60 * 60),
        _ => format!("{} days", seconds / 86_400),
    }
}
