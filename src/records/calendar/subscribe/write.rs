//! What was changed here is written back to the files that calendars are read from.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::config::{Config, Subscription};
use crate::domain::event::Event;
use crate::domain::zone::Zone;
use crate::error::{Doing, Error, Result};
use crate::formats::ical;
use crate::formats::ical::{CalendarWriter, Reader};
use crate::records::calendar::components::timezones;
use crate::records::calendar::subscribe::exchange::{Exchange, changed};
use crate::records::calendar::subscribe::files::{Found, find};
use crate::records::calendar::subscribe::names::Names;
use crate::records::calendar::subscribe::stamp::Stamp;
use crate::store::{Calendar, EventRow, SeriesRows, Source, Tx};

/// Whose meeting it is, is ours to say: where an event of a file was changed in nothing else, it is kept as it was.
pub fn keep_local(tx: &Tx<'_>, config: &Config) -> Result<()> {
    if config.calendars.is_empty() {
        return Ok(());
    }
    for row in tx.changed_events()? {
        let calendar: Calendar = tx.get(row.calendar)?;
        let Some(before) =
            tx.event_before(row.id)?.filter(|_| config.calendars.iter().any(|c| c.name == calendar.name))
        else {
            continue;
        };
        let (old, new) = (before.event()?, row.event()?);
        if before.client != row.client && (Event { sequence: old.sequence, ..new }) == old {
            tx.update(&EventRow { client: row.client, ..before })?;
        }
    }
    Ok(())
}

/// Brings the files of calendars to where the records are, for the series that a step or its undo has touched.
///
/// All new files are written beside the old ones before the first takes its place; if the write is not saved, the old
/// ones get theirs back.
pub fn write_back(tx: &Tx<'_>, config: &Config, step: Option<i64>) -> Result<()> {
    if config.calendars.is_empty() {
        return Ok(());
    }
    let mut files: BTreeMap<PathBuf, Change> = BTreeMap::new();
    let mut names = Names::default();
    for (calendar, uid) in tx.touched_series(step)? {
        let Some(calendar) = tx.find::<Calendar>(calendar)? else { continue };
        let Some(subscription) = config.calendars.iter().find(|c| c.name == calendar.name) else { continue };
        place(tx, &calendar, subscription, uid, &mut names, &mut files)?;
    }
    for (path, change) in &mut files {
        change.make(tx, path)?;
    }
    files.retain(|_, change| change.text != change.before);
    if files.is_empty() {
        return Ok(());
    }
    let mut exchange = Exchange::default();
    let placed = bring(&files, &mut exchange);
    tx.hold(exchange);
    for ((_, change), new) in files.into_iter().zip(placed?) {
        change.note(tx, new)?;
    }
    Ok(())
}

/// Writes the files; how each looks then.
fn bring(files: &BTreeMap<PathBuf, Change<'_>>, exchange: &mut Exchange) -> Result<Vec<Option<Stamp>>> {
    for (path, change) in files {
        let old = change.source.as_ref().map(Stamp::kept).zip(change.before.clone());
        exchange.prepare(path, old, change.text.as_deref())?;
    }
    exchange.place()
}

/// What becomes of a file.
struct Change<'a> {
    calendar: i64,
    subscription: &'a Subscription,
    /// The file as it was read; nothing if it is new.
    source: Option<Source>,
    before: Option<String>,
    /// Its text from now on; nothing if it is to go.
    text: Option<String>,
    /// The series that stand in it, or no longer, as they are now.
    series: Vec<(String, SeriesRows)>,
}

/// Finds the file of a series.
fn place<'a>(
    tx: &Tx<'_>,
    calendar: &Calendar,
    subscription: &'a Subscription,
    uid: String,
    names: &mut Names,
    files: &mut BTreeMap<PathBuf, Change<'a>>,
) -> Result<()> {
    let source = tx.source_of(calendar.id, &uid)?;
    let rows = tx.series_of(calendar.id, &uid)?;
    if source.is_none() && rows.rows().next().is_none() {
        return Ok(());
    }
    let path = match &source {
        Some(source) => PathBuf::from(&source.path),
        None => new_path(subscription, &uid, names)?,
    };
    let change = match files.entry(path.clone()) {
        std::collections::btree_map::Entry::Occupied(open) => open.into_mut(),
        std::collections::btree_map::Entry::Vacant(new) => {
            let source = match source {
                Some(source) => Some(source),
                None => tx.sources(calendar.id)?.into_iter().find(|s| Path::new(&s.path) == path),
            };
            let before = source.as_ref().map(as_it_was_read).transpose()?;
            new.insert(Change { calendar: calendar.id, subscription, source, before, text: None, series: Vec::new() })
        }
    };
    change.series.push((uid, rows));
    Ok(())
}

/// A file's text, if it is still the one that was read.
fn as_it_was_read(source: &Source) -> Result<String> {
    let path = Path::new(&source.path);
    let now = match Stamp::of(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Err(Error::problem(format!("{} is not there: nothing was changed", source.path)));
        }
        now => now.doing(&format!("looking at {}", source.path))?,
    };
    if now != Stamp::kept(source) {
        return Err(changed(path));
    }
    let bytes = fs::read(path).doing(&format!("reading {}", source.path))?;
    String::from_utf8(bytes).map_err(|_| {
        Error::problem(format!("{} is not written in UTF-8, so nothing is written back to it", source.path))
    })
}

/// Where a series goes that is new: a file of its own in a folder, else the one file.
fn new_path(subscription: &Subscription, uid: &str, names: &mut Names) -> Result<PathBuf> {
    let path = Path::new(&subscription.path);
    if path.is_dir() {
        return names.of(path, uid);
    }
    match find(path) {
        Found::Files(found) if found.files.len() == 1 && path.exists() => Ok(path.to_owned()),
        Found::Files(_) => Err(Error::problem(format!(
            "the calendar '{}' is a pattern of files: it cannot be told in which a new event belongs",
            subscription.name
        ))),
        Found::Missing(why) => Err(Error::problem(format!("calendar '{}': {why}", subscription.name))),
    }
}

/// VTIMEZONEs for the zones that events name and their calendar does not bring.
fn made_zones(zones: &[(String, String)], events: &[Event]) -> Vec<(String, String)> {
    let mut reader = Reader::new(zones);
    let mut all = zones.to_vec();
    for event in events {
        for id in ical::tzids(&event.component) {
            let year = chrono::Datelike::year(&event.start.date());
            let known = all.iter().any(|(known, _)| *known == id);
            if let Some(zone) = reader.zone(&id).and_then(|name| Zone::get(&name)).filter(|_| !known) {
                all.push((id.clone(), ical::vtimezone(&id, &zone, year, year)));
            }
        }
    }
    all
}

impl Change<'_> {
    /// Exchanges its series, all at once: a file may hold thousands.
    fn make(&mut self, tx: &Tx<'_>, path: &Path) -> Result<()> {
        // What some other file of the calendar says of a zone of the database, perhaps for one year, is not repeated.
        let mut zones = timezones(tx, self.calendar)?;
        zones.retain(|(id, _)| Zone::get(id).is_none());
        let (mut events, mut series) = (Vec::new(), Vec::new());
        for (uid, rows) in &self.series {
            let mut components = Vec::new();
            for row in rows.rows() {
                let event = row.event()?;
                components.push((row.recurrence_id.clone(), event.component.clone()));
                events.push(event);
            }
            series.push((uid.clone(), components));
        }
        self.text = match &self.before {
            None if events.is_empty() => None,
            None => {
                let mut out = CalendarWriter::new(tx.now).knowing(&tx.setting().meeting_hosts);
                out.calendar("", zones);
                for event in &events {
                    out.event(event, None);
                }
                Some(out.finish())
            }
            Some(text) => {
                let text = ical::splice(text.as_bytes(), &series, &made_zones(&zones, &events))
                    .map_err(|why| Error::problem(format!("{} {why}", path.display())))?;
                // In a folder each file is an event's; a file by itself stays, however empty.
                (ical::has_events(&text) || !Path::new(&self.subscription.path).is_dir()).then_some(text)
            }
        };
        if self.text != self.before && self.subscription.readonly {
            return Err(Error::problem(format!(
                "the calendar '{}' is only read: change the event where it comes from, or set readonly = false for it",
                self.subscription.name
            )));
        }
        Ok(())
    }

    /// Notes how the file looks now that it has its place.
    fn note(self, tx: &Tx<'_>, new: Option<Stamp>) -> Result<()> {
        let source = match (new, &self.source) {
            (None, Some(source)) => {
                tx.drop_source(source.id)?;
                None
            }
            (None, None) => None,
            (Some(new), Some(source)) => {
                tx.update(&new.source(source.id, self.calendar))?;
                Some(source.id)
            }
            (Some(new), None) => Some(tx.insert(&new.source(0, self.calendar))?),
        };
        for (uid, rows) in self.series {
            match source.filter(|_| rows.rows().next().is_some()) {
                Some(source) => tx.set_origin(self.calendar, &uid, source)?,
                None => tx.clear_origin(self.calendar, &uid)?,
            }
        }
        Ok(())
    }
}
