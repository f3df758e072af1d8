//! Events are added.

use crate::command::call::Args;
use crate::command::grammar::event_line::When;
use crate::command::input::Text;
use crate::command::report::Done;
use crate::domain::event::{Event, Moment, Series};
use crate::domain::series;
use crate::error::{Error, Result};
use crate::records::calendar::called::CalendarName;
use crate::records::calendar::clash::notes;
use crate::records::calendar::edit;
use crate::records::calendar::edit::link;
use crate::records::calendar::line::EventText;
use crate::records::calendar::moments::{
    after_usual, check_order, check_rule, inclusive, moment_of, moved_end, span_text,
};
use crate::records::calendar::save::new_uid;
use crate::records::clients::live::check_live;
use crate::records::names::ClientName;
use crate::records::series::{Every, blank, whole_last_day};
use crate::records::tasks::often::often;
use crate::store::{Calendar, Client, EventRow, Tx};

/// The calendar that events typed here go to.
const OWN: &str = "vadash";

/// The calendar of events typed here, made when the first is.
fn own_calendar(tx: &Tx<'_>) -> Result<i64> {
    match tx.calendar_by_name(OWN)? {
        Some(calendar) => Ok(calendar.id),
        None => tx.insert(&Calendar { id: 0, name: OWN.to_owned(), client: None }),
    }
}

/// Adds an event from its line, or from options.
pub fn add(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let home = &tx.setting().zone;
    let line = args.get::<EventText>("text")?.map(|t| t.0);
    let title = args.get::<Text>("title")?.map(|t| t.0).or(line.as_ref().map(|l| l.title.clone()));
    let title = title
        .filter(|t| !t.is_empty())
        .ok_or_else(|| Error::problem("an event needs a title and a time: 'call tomorrow 15:00-15:45'"))?;
    let by_line = line.as_ref().and_then(|l| l.when).map(|when| match when {
        When::Timed { start, end } => {
            (Moment::in_zone(home.local(start), home), Moment::in_zone(home.local(end), home))
        }
        When::AllDay { from, to } => (Moment::Date(from), Moment::Date(to)),
    });
    let (start, end) = match (by_line, moment_of(args, "start")?) {
        (Some((first, last)), Some(start)) => {
            let end = moved_end(&first, &last, &start);
            (start, end)
        }
        (Some(both), None) => both,
        (None, Some(start)) => {
            let hour = after_usual(&start);
            (start, hour)
        }
        (None, None) => return Err(Error::at("start", "is missing: say when it begins")),
    };
    let end = moment_of(args, "end")?.map_or(end, inclusive);
    check_order(&start, &end, home)?;
    let client = match args.or_none::<ClientName>("client")? {
        Some(client) => client.map(|c| c.0),
        None => {
            line.as_ref().and_then(|l| l.client.as_deref()).map(|code| tx.client_by_code(code)).transpose()?.flatten()
        }
    };
    client.as_ref().map_or(Ok(()), check_live)?;
    let rule = match args.or_none::<Every>("repeat")? {
        Some(rule) => rule.map(|r| r.0),
        None => line.as_ref().and_then(|l| l.repeat.clone()),
    };
    let leads = edit::leads(args)?.or_else(|| line.as_ref().and_then(|l| l.remind.clone()));
    let location = args.get::<Text>("location")?.map(|t| t.0).or(line.and_then(|l| l.location)).unwrap_or_default();
    let calendar = own_calendar(tx)?;
    let mut event = Event {
        uid: new_uid(tx, calendar, &title)?,
        title,
        end,
        url: link(args, &location)?,
        location,
        description: args.get::<Text>("note")?.map(|t| t.0).unwrap_or_default(),
        alarms: leads.as_deref().map(edit::alarms),
        ..blank(start)
    };
    event.repeat.rules = rule.map(|rule| whole_last_day(rule, &event, home)).into_iter().collect();
    series::begin(&mut event, home);
    check_rule(&event, home)?;
    let theirs = args.get::<CalendarName>("calendar")?.and_then(|calendar| calendar.0.client);
    let whom = client.as_ref().map(|c| c.id).or(theirs).map(|id| tx.get::<Client>(id)).transpose()?;
    let whom = whom.map_or("no client".to_owned(), |client| client.name);
    let rules: String = event.repeat.rules.iter().map(|rule| format!(", {}", often(rule))).collect();
    let when = span_text(&event, home, args.context.today(), None);
    let said = format!("added {} ({whom}): {when}{rules}", event.title);
    let series = Series { master: Some(event.clone()), overrides: Vec::new() };
    let mut notes = notes(&args.context, &series, None)?;
    if event.repeat.is_empty() && event.end.instant(home) <= tx.now {
        notes.push("that is over already: name another day if it is to come".to_owned());
    }
    let calendar = match args.get::<CalendarName>("calendar")? {
        Some(calendar) => calendar.0.id,
        None => own_calendar(tx)?,
    };
    let id = tx.insert(&EventRow::of(event, calendar, client.map(|c| c.id))?)?;
    Ok(Done { notes, ..Done::new(said, id) })
}
