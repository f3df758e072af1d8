//! An event in one line.

use crate::command::context::Context;
use crate::command::grammar::event_line::{EventLine, When};
use crate::command::input::{Input, Leads};
use crate::domain::time::{day_text, plus_days};
use crate::error::Result;
use crate::records::calendar::moments::hours_text;
use crate::records::tasks::line::Known;

/// A whole event in one line.
pub struct EventText(pub EventLine);

impl Input for EventText {
    const LIKE: &'static str = "acme kickoff call tomorrow 15:00-15:45 @Zoom";

    fn read(text: &str, context: &Context<'_>) -> Result<Self> {
        let line = EventLine::read(text, &context.moment(), &Known::of_call(context)?)?;
        // A call that gives the start by an option needs none in its line.
        let elsewhere = context.has("start") || context.has("end");
        if line.when.is_none() && !elsewhere { Err(EventLine::untimed()) } else { Ok(Self(line)) }
    }

    fn echo(&self, context: &Context<'_>) -> String {
        let line = &self.0;
        let mut parts = vec![line.title.clone()];
        match &line.client {
            Some(client) => parts.push(format!("with {client}")),
            None if context.has("client") => {}
            None => parts.push("no client".to_owned()),
        }
        parts.extend(line.when.as_ref().map(|when| when_text(when, context)));
        parts.extend(line.location.as_ref().map(|l| format!("at {l}")));
        parts.extend(line.repeat.as_ref().map(|r| format!("every {}", crate::command::grammar::repeat::write_rule(r))));
        parts.extend(line.remind.as_ref().map(|leads| Leads(leads.clone()).echo(context)));
        parts.join(" · ")
    }

    fn suggest(typed: &str, context: &Context<'_>) -> Vec<crate::command::input::Hint> {
        crate::records::tasks::line::word_hints(typed, context)
    }
}

fn when_text(when: &When, context: &Context<'_>) -> String {
    let (zone, today) = (context.zone(), context.today());
    match when {
        When::AllDay { from, to } if plus_days(*from, 1) == *to => format!("{} all day", day_text(*from, today)),
        When::AllDay { from, to } => format!("{} to {}", day_text(*from, today), day_text(plus_days(*to, -1), today)),
        When::Timed { start, end } => hours_text(*start, *end, zone, today),
    }
}
