//! Calendars given out.

use std::collections::BTreeMap;

use crate::command::call::Args;
use crate::command::report::{Plain, Report};
use crate::domain::event::Event;
use crate::error::Result;
use crate::formats::ical::CalendarWriter;
use crate::records::calendar::called::CalendarName;
use crate::records::calendar::components::timezones;
use crate::records::names::ClientName;
use crate::store::{Calendar, EventRow, Reads};

/// Writes events as a calendar that `import ics` reads back without a change.
pub fn export_ics(args: &Args<'_>) -> Result<Box<dyn Report>> {
    let db = args.context.db;
    let only = args.get::<CalendarName>("calendar")?.map(|c| c.0);
    let calendars = match only {
        Some(one) => vec![one],
        None => db.calendars()?,
    };
    let mut out = CalendarWriter::new(args.context.now).knowing(&args.context.setting.meeting_hosts);
    match args.get::<ClientName>("client")? {
        None => everything(db, &calendars, &mut out)?,
        Some(client) => of_client(db, &calendars, client.0.id, &client.0.name, &mut out)?,
    }
    Ok(Box::new(Plain(out.finish())))
}

/// Whole calendars, with what says whose each event is.
fn everything(db: &Reads, calendars: &[Calendar], out: &mut CalendarWriter) -> Result<()> {
    let clients = db.clients()?;
    for calendar in calendars {
        out.calendar(&calendar.name, timezones(db, calendar.id)?);
        for row in db.events(Some(calendar.id))? {
            let code = clients.iter().find(|client| Some(client.id) == row.client).map(|client| client.code.as_str());
            out.event(&row.event()?, code);
        }
    }
    Ok(())
}

/// The events of a client from any calendar, under the client's name: what calendars are called is nobody else's business.
fn of_client(db: &Reads, calendars: &[Calendar], client: i64, name: &str, out: &mut CalendarWriter) -> Result<()> {
    let mut newest: BTreeMap<(String, String), (usize, EventRow)> = BTreeMap::new();
    for (place, calendar) in calendars.iter().enumerate() {
        let own = |row: &EventRow| row.client.or(calendar.client) == Some(client);
        for row in db.events(Some(calendar.id))?.into_iter().filter(own) {
            // A meeting that stands in two calendars is one meeting.
            let key = (row.uid.clone(), row.recurrence_id.clone());
            let revision = |row: &EventRow| row.event().map(|event: Event| event.sequence);
            match newest.get(&key) {
                Some((_, other)) if revision(other)? >= revision(&row)? => {}
                _ => {
                    newest.insert(key, (place, row));
                }
            }
        }
    }
    for (place, calendar) in calendars.iter().enumerate() {
        let mut rows: Vec<&EventRow> = newest.values().filter(|(at, _)| *at == place).map(|(_, row)| row).collect();
        rows.sort_by_key(|row| row.id);
        if !rows.is_empty() {
            out.calendar(name, timezones(db, calendar.id)?);
        }
        for row in rows {
            out.event(&row.event()?, None);
        }
    }
    Ok(())
}
