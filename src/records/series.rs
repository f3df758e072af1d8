//! Events and rules as they are made here, for meetings and for tasks that repeat.

use crate::command::context::Context;
use crate::command::input::Input;
use crate::domain::event::{Event, Moment, RecurrenceProperties, Status};
use crate::domain::recur::{Rule, with_part};
use crate::domain::time::plus_days;
use crate::domain::zone::Zone;
use crate::error::Result;

/// An event of which nothing is known but when it begins.
pub fn blank(start: Moment) -> Event {
    Event {
        uid: String::new(),
        recurrence: None,
        sequence: 0,
        title: String::new(),
        end: start.clone(),
        start,
        duration: None,
        repeat: RecurrenceProperties::default(),
        status: Status::Confirmed,
        transparent: false,
        url: None,
        location: String::new(),
        description: String::new(),
        organizer: None,
        attendees: Vec::new(),
        alarms: None,
        component: String::new(),
    }
}

/// A rule that was typed, its last day as a whole: UNTIL beside a time has to be a time (RFC 5545 3.3.10), and who types
/// a day means all of it.
pub fn whole_last_day(rule: String, event: &Event, home: &Zone) -> String {
    let until = rule.parse::<Rule>().ok().and_then(|rule| rule.until);
    match until {
        Some(Moment::Date(day)) if !event.is_all_day() => {
            let zone = event.start.zone(home);
            let end = zone.start_of(plus_days(day, 1)) - 1;
            let text = match &event.start {
                Moment::Local { zone: None, .. } => zone.local(end).format("%Y%m%dT%H%M%S").to_string(),
                _ => end.utc().format("%Y%m%dT%H%M%SZ").to_string(),
            };
            with_part(&rule, "UNTIL", Some(&text))
        }
        _ => rule,
    }
}

/// How often something repeats, as an RRULE.
pub struct Every(pub String);

impl Input for Every {
    const LIKE: &'static str = "week | 2weeks | mon,thu | 2nd tue | … until 2026-06-30 | RRULE";

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        crate::command::grammar::repeat::read_rule(text).map(Self)
    }

    fn echo(&self, _: &Context<'_>) -> String {
        format!("every {}", crate::command::grammar::repeat::write_rule(&self.0))
    }
}
