//! Calendars taken in.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use crate::command::call::Args;
use crate::command::input::Text;
use crate::command::report::Done;
use crate::domain::event::Event;
use crate::error::{Doing, Error, Result};
use crate::formats::ical;
use crate::formats::ical::Marks;
use crate::records::import::{Counts, FileName, called, file_stem, open};
use crate::records::matching::Owners;
use crate::records::names::ClientName;
use crate::records::off::holidays;
use crate::store::{Bulk, Calendar, EventRow, ImportOutcome, TimezoneRow, Tx};

/// Takes calendars in; again with the same file updates and never doubles.
pub fn import_ics(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    if args.flag("holidays") {
        return holidays::import(tx, args);
    }
    let files = args.many::<FileName>("file")?;
    let name = args.get::<Text>("calendar")?.map(|t| t.0);
    let client = args.get::<ClientName>("client")?.map(|c| c.0.id);
    let mut counts = Counts::default();
    let intake = Intake::new(tx)?;
    for file in &files {
        let bytes = ical::gather(open(&file.0)?).doing(&format!("reading {}", file.0.display()))?;
        intake.file(&file.0, &bytes, name.as_deref(), client, &mut counts)?;
    }
    let what = match files.as_slice() {
        [one] => format!("imported {}", called(&one.0)),
        many => format!("imported {} calendars", many.len()),
    };
    Ok(counts.done(&what))
}

/// Events on their way into the database.
pub(crate) struct Intake<'a> {
    tx: &'a Tx<'a>,
    owners: Owners,
}

impl<'a> Intake<'a> {
    /// Into the database of a write.
    pub(crate) fn new(tx: &'a Tx<'a>) -> Result<Self> {
        Ok(Self { tx, owners: Owners::of(tx)? })
    }

    fn file(
        &self,
        path: &Path,
        bytes: &[u8],
        name: Option<&str>,
        client: Option<i64>,
        counts: &mut Counts,
    ) -> Result<()> {
        let read = ical::read_knowing(bytes, &self.tx.setting().meeting_hosts);
        let place = path.display();
        if read.events.is_empty() && !ical::is_calendar(bytes) {
            return Err(Error::problem(format!("{place} is no calendar: it has no BEGIN:VCALENDAR")));
        }
        counts.skipped += i64::try_from(read.problems.iter().filter(|p| p.left_out).count()).unwrap_or(i64::MAX);
        read.problems.iter().for_each(|p| counts.problem(&format!("{place}:{}: {}", p.line, p.what)));
        let own = read.name.filter(|n| !n.trim().is_empty()).unwrap_or_else(|| file_stem(path));
        let mut calendars: Vec<(String, Vec<(Event, Marks)>)> = Vec::new();
        let mut add = |name: String, event: Option<(Event, Marks)>| match calendars
            .iter_mut()
            .find(|(known, _)| *known == name)
        {
            Some((_, events)) => events.extend(event),
            None => calendars.push((name, event.into_iter().collect())),
        };
        let whole = read.marks.iter().all(|marks| marks.calendar.is_none());
        if whole {
            add(name.unwrap_or(&own).to_owned(), None);
        }
        for (event, marks) in read.events.into_iter().zip(read.marks) {
            let calendar = name.or(marks.calendar.as_deref()).unwrap_or(&own).to_owned();
            add(calendar, Some((event, marks)));
        }
        // In a file of ours zones may have names that mean nothing elsewhere: its components are written anew.
        let foreign = !read.timezones.iter().any(|(_, text)| ical::is_made_here(text));
        for (name, events) in calendars {
            let calendar = self.calendar(name, client)?;
            let named: BTreeSet<String> = events.iter().flat_map(|(event, _)| ical::tzids(&event.component)).collect();
            let zones = read.timezones.iter().filter(|(tzid, _)| whole || named.contains(tzid));
            self.timezones(&calendar, zones)?;
            let mut bulk = if foreign { Some(self.tx.bulk()?) } else { None };
            for (event, marks) in newest(events) {
                match self.event(&calendar, event, &marks, bulk.as_mut())?.0 {
                    ImportOutcome::Added => counts.added += 1,
                    ImportOutcome::Updated => counts.updated += 1,
                    ImportOutcome::Unchanged => counts.unchanged += 1,
                }
            }
            bulk.map_or(Ok(()), Bulk::end)?;
        }
        Ok(())
    }

    /// The calendar of a name, made where it is missing; for a client from now on, if one is given.
    pub(crate) fn calendar(&self, name: String, client: Option<i64>) -> Result<Calendar> {
        if let Some(mut calendar) = self.tx.calendar_by_name(&name)? {
            if client.is_some() && calendar.client != client {
                calendar.client = client;
                self.tx.update(&calendar)?;
            }
            return Ok(calendar);
        }
        let mut calendar = Calendar { id: 0, name, client };
        calendar.id = self.tx.insert(&calendar)?;
        Ok(calendar)
    }

    /// Keeps the VTIMEZONEs that a file brings along, but for those that were made for it here.
    pub(crate) fn timezones<'b>(
        &self,
        calendar: &Calendar,
        zones: impl Iterator<Item = &'b (String, String)>,
    ) -> Result<()> {
        let kept = self.tx.timezones(calendar.id)?;
        for (tzid, component) in zones.filter(|(_, text)| !ical::is_made_here(text)) {
            match kept.iter().find(|k| k.tzid == *tzid) {
                Some(old) if old.component == *component => {}
                Some(old) => self.tx.update(&TimezoneRow { component: component.clone(), ..old.clone() })?,
                None => {
                    let (tzid, component) = (tzid.clone(), component.clone());
                    self.tx.insert(&TimezoneRow { id: 0, calendar: calendar.id, tzid, component })?;
                }
            }
        }
        Ok(())
    }

    /// Keeps an event, and says what became of it and which row it has.
    pub(crate) fn event(
        &self,
        calendar: &Calendar,
        event: Event,
        marks: &Marks,
        bulk: Option<&mut Bulk<'_, EventRow>>,
    ) -> Result<(ImportOutcome, i64)> {
        let marked = marks.client.as_deref().and_then(|code| self.owners.coded(code));
        let client = if calendar.client.is_none() { self.owners.client_of(&event) } else { None };
        let mut row = EventRow::of(event, calendar.id, marked.or(client))?;
        let Some(old) = self.tx.event_by_uid(calendar.id, &row.uid, &row.recurrence_id)? else {
            return Ok((ImportOutcome::Added, bulk.map_or_else(|| self.tx.insert_event(&row), |bulk| bulk.add(&row))?));
        };
        row.id = old.id;
        // A client given by hand stays.
        row.client = old.client.or(row.client);
        // In a file of ours, zones that two calendars called alike have other names than they had.
        let ours = marks.calendar.is_some() && EventRow { component: old.component.clone(), ..row.clone() } == old;
        if row == old || ours {
            return Ok((ImportOutcome::Unchanged, row.id));
        }
        bulk.map_or_else(|| self.tx.update(&row), |bulk| bulk.update(&row))?;
        Ok((ImportOutcome::Updated, row.id))
    }
}

/// Of several versions of the same event for one calendar, the last one: the highest revision, then the one further down.
pub(crate) fn newest(events: Vec<(Event, Marks)>) -> Vec<(Event, Marks)> {
    let mut place: HashMap<(String, String), usize> = HashMap::new();
    let mut kept: Vec<(Event, Marks)> = Vec::new();
    for (event, marks) in events {
        let instance = event.recurrence.as_ref().map(|r| r.at.to_string()).unwrap_or_default();
        match place.get(&(event.uid.clone(), instance.clone())) {
            Some(&at) if kept[at].0.sequence > event.sequence => {}
            Some(&at) => kept[at] = (event, marks),
            None => {
                place.insert((event.uid.clone(), instance), kept.len());
                kept.push((event, marks));
            }
        }
    }
    kept
}
