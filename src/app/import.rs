//! Calendars and tables taken in.

use std::collections::HashMap;
use std::fs::File;
use std::io::{Read, stdin};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::call::Args;
use super::context::Context;
use super::input::{ClientName, Input, Text};
use super::report::Done;
use crate::domain::event::Event;
use crate::error::{Doing, Error, Result};
use crate::formats::csv as table;
use crate::formats::ical;
use crate::store::{Calendar, Client, EventRow, TimezoneRow, Tx};

/// A file, or `-` for standard input.
pub struct FileName(pub PathBuf);

impl Input for FileName {
    const LIKE: &'static str = "file, or - for standard input";

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        if text.is_empty() {
            return Err(Error::problem("name a file"));
        }
        Ok(Self(PathBuf::from(text)))
    }

    fn echo(&self, _: &Context<'_>) -> String {
        self.0.display().to_string()
    }
}

fn open(path: &Path) -> Result<Box<dyn Read>> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(stdin().lock()));
    }
    Ok(Box::new(File::open(path).doing(&format!("opening {}", path.display()))?))
}

/// What an import did.
#[derive(Default)]
pub struct Counts {
    added: i64,
    updated: i64,
    unchanged: i64,
    overlapping: i64,
    skipped: Vec<String>,
}

impl Counts {
    fn done(self, what: &str) -> Done {
        let skipped = self.skipped.len();
        let mut said = format!(
            "{what}: added {}, updated {}, unchanged {}, skipped {skipped}",
            self.added, self.updated, self.unchanged
        );
        if self.overlapping > 0 {
            said = format!("{said}, overlapping {}", self.overlapping);
        }
        let mut done = Done::said(said);
        let numbers = [
            ("added", self.added),
            ("updated", self.updated),
            ("unchanged", self.unchanged),
            ("overlapping", self.overlapping),
        ];
        done.more.extend(numbers.map(|(name, n)| (name, Value::from(n))));
        done.more.push(("skipped", json!(skipped)));
        done.more.push(("problems", json!(self.skipped)));
        done.notes = self.skipped;
        done
    }
}

/// Takes calendars in; again with the same file updates and never doubles.
pub fn import_ics(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let files = args.many::<FileName>("file")?;
    let name = args.get::<Text>("calendar")?.map(|t| t.0);
    let client = args.get::<ClientName>("client")?.map(|c| c.0.id);
    let mut counts = Counts::default();
    for file in &files {
        let mut bytes = Vec::new();
        open(&file.0)?.read_to_end(&mut bytes).doing(&format!("reading {}", file.0.display()))?;
        import_calendar(tx, &file.0, &bytes, name.as_deref(), client, &mut counts)?;
    }
    let what = match files.as_slice() {
        [one] => format!("imported {}", called(&one.0)),
        many => format!("imported {} calendars", many.len()),
    };
    Ok(counts.done(&what))
}

/// What a file is called in a sentence.
fn called(path: &Path) -> String {
    if path.as_os_str() == "-" { "standard input".to_owned() } else { file_stem(path) }
}

/// The name of a calendar that brings none.
fn file_stem(path: &Path) -> String {
    let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    if stem == "-" || stem.is_empty() { "calendar".to_owned() } else { stem }
}

fn import_calendar(
    tx: &Tx<'_>,
    path: &Path,
    bytes: &[u8],
    name: Option<&str>,
    client: Option<i64>,
    counts: &mut Counts,
) -> Result<()> {
    let read = ical::read(bytes);
    let place = path.display();
    if read.events.is_empty() && !bytes.windows(15).any(|w| w.eq_ignore_ascii_case(b"BEGIN:VCALENDAR")) {
        return Err(Error::problem(format!("{place} is no calendar: it has no BEGIN:VCALENDAR")));
    }
    counts.skipped.extend(read.problems.iter().map(|p| format!("{place}:{}: {}", p.line, p.what)));
    let name =
        name.map(str::to_owned).or(read.name.filter(|n| !n.trim().is_empty())).unwrap_or_else(|| file_stem(path));
    let calendar = match tx.calendar_by_name(&name)? {
        Some(mut calendar) => {
            if client.is_some() && calendar.client != client {
                calendar.client = client;
                tx.update(&calendar)?;
            }
            calendar
        }
        None => {
            let mut calendar = Calendar { id: 0, name, client };
            calendar.id = tx.insert(&calendar)?;
            calendar
        }
    };
    let kept = tx.timezones(calendar.id)?;
    for (tzid, component) in read.timezones {
        match kept.iter().find(|k| k.tzid == tzid) {
            Some(old) if old.component == component => {}
            Some(old) => tx.update(&TimezoneRow { component, ..old.clone() })?,
            None => tx.insert(&TimezoneRow { id: 0, calendar: calendar.id, tzid, component }).map(|_| ())?,
        }
    }
    let owners = Owners::of(tx)?;
    for event in newest(read.events) {
        let client = if calendar.client.is_none() { owners.client_of(&event) } else { None };
        keep_event(tx, &calendar, EventRow::of(event, calendar.id, client)?, counts)?;
    }
    Ok(())
}

/// Of several versions of the same event in a file, the last one: the highest revision, then the one further down.
fn newest(events: Vec<Event>) -> Vec<Event> {
    let mut place: HashMap<(String, String), usize> = HashMap::new();
    let mut kept: Vec<Event> = Vec::new();
    for event in events {
        let instance = event.recurrence.as_ref().map(|r| r.at.to_string()).unwrap_or_default();
        match place.get(&(event.uid.clone(), instance.clone())) {
            Some(&at) if kept[at].sequence > event.sequence => {}
            Some(&at) => kept[at] = event,
            None => {
                place.insert((event.uid.clone(), instance), kept.len());
                kept.push(event);
            }
        }
    }
    kept
}

fn keep_event(tx: &Tx<'_>, calendar: &Calendar, mut row: EventRow, counts: &mut Counts) -> Result<()> {
    match tx.event_by_uid(calendar.id, &row.uid, &row.recurrence_id)? {
        None => {
            tx.insert(&row)?;
            counts.added += 1;
        }
        Some(old) => {
            row.id = old.id;
            // A client given by hand stays.
            row.client = old.client.or(row.client);
            if row == old {
                counts.unchanged += 1;
            } else {
                tx.update(&row)?;
                counts.updated += 1;
            }
        }
    }
    Ok(())
}

/// Whose meeting it is, by the e-mail domains of those who take part.
struct Owners(Vec<(String, i64)>);

impl Owners {
    fn of(tx: &Tx<'_>) -> Result<Self> {
        let own = |c: &Client| {
            let mail = c.email.rsplit_once('@').map(|_| c.email.to_lowercase());
            let domains =
                c.domains.split_whitespace().map(|d| format!("@{}", d.trim_start_matches('@').to_lowercase()));
            domains.chain(mail).map(|d| (d, c.id)).collect::<Vec<_>>()
        };
        Ok(Self(tx.clients()?.iter().filter(|c| c.archived_at.is_none()).flat_map(own).collect()))
    }

    /// The one client whose domain occurs; none if there are two, so that nothing is shown to the wrong one.
    fn client_of(&self, event: &Event) -> Option<i64> {
        let people = event.organizer.iter().chain(event.attendees.iter().map(|a| &a.email));
        let mut found: Vec<i64> = Vec::new();
        for mail in people.map(|m| m.to_lowercase()) {
            found.extend(self.0.iter().filter(|(end, _)| mail.ends_with(end.as_str())).map(|(_, id)| *id));
        }
        found.sort_unstable();
        found.dedup();
        if let [one] = found.as_slice() { Some(*one) } else { None }
    }
}

/// Takes entries in from a table; a row whose `external_id` is known updates that entry.
pub fn import_csv(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let file = args.need::<FileName>("file")?.0;
    let skip_bad = args.flag("skip-bad");
    let place = file.display().to_string();
    let mut counts = Counts::default();
    let names = table::Names {
        clients: tx
            .clients()?
            .into_iter()
            .map(|c| (c.code, (c.id, super::views::money::currency(&c.currency))))
            .collect(),
        services: tx.services()?.into_iter().map(|s| (s.code, s.id)).collect(),
        zone: tx.setting().zone.clone(),
        now: tx.now,
        long: args.flag("force"),
    };
    let mut rows =
        table::read_entries(open(&file)?, &names).map_err(|what| Error::problem(format!("{place}:1: {what}")))?;
    let silent = rows.silent();
    let mut bulk = tx.bulk_entries()?;
    let (mut first, mut last) = (None, None);
    let mut done = 0_u64;
    for row in &mut rows {
        done += 1;
        if done.is_multiple_of(10_000) {
            (args.context.tell)(&format!("{done} rows"));
        }
        match row {
            Ok(entry) => {
                // Entries without clock times lie nowhere on the clock, and so neither first nor last.
                first = [first, entry.started_at].into_iter().flatten().min();
                last = last.max(entry.started_at);
                match bulk.keep(&entry, |old, new| silent.carry(old, new))? {
                    crate::store::Kept::Added => counts.added += 1,
                    crate::store::Kept::Updated => counts.updated += 1,
                    crate::store::Kept::Unchanged => counts.unchanged += 1,
                }
            }
            Err((line, what)) if skip_bad => counts.skipped.push(format!("{place}:{line}: {what}")),
            Err((line, what)) => {
                return Err(Error::problem(format!(
                    "{place}:{line}: {what}; nothing was imported (--skip-bad leaves such rows out)"
                )));
            }
        }
    }
    bulk.end()?;
    if done >= 10_000 {
        (args.context.tell)("adding up");
    }
    if let (Some(first), Some(last)) = (first, last) {
        counts.overlapping = tx.count_overlapping(first, last)?;
    }
    Ok(counts.done(&format!("imported {}", called(&file))))
}
