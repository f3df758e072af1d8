//! What has changed in calendars' files is taken in.

use std::collections::{BTreeSet, HashMap};
use std::fs::File;
use std::path::Path;

use super::files::{Found, Stamp, find};
use crate::app::import::{Intake, newest};
use crate::app::run::World;
use crate::config::Subscription;
use crate::domain::event::Event;
use crate::error::Result;
use crate::formats::ical::{self, Marks};
use crate::store::{Calendar, EventRow, Kept, Reads, SeriesKey, Source, Store, Tx};

/// Reads every calendar whose files have changed; gives what is worth saying, a sentence each.
///
/// Where nothing has changed, it costs a look at each file from outside.
pub fn sync(store: &Store, world: &World) -> Result<Vec<String>> {
    let mut notes = Vec::new();
    if store.read_only() {
        return Ok(notes);
    }
    adopt(store, world)?;
    let mut changed = Vec::new();
    for calendar in &world.config.calendars {
        let known = store.calendar_by_name(&calendar.name)?;
        let kept = known.as_ref().map(|known| store.sources(known.id)).transpose()?.unwrap_or_default();
        let client = client_of(calendar, store, &mut notes)?;
        match find(Path::new(&calendar.path)) {
            Found::Missing(why) => {
                notes.push(format!("calendar '{}': {why}; its events are as they were last read", calendar.name));
            }
            // A disk that is not mounted leaves an empty folder.
            Found::Files(files) if files.is_empty() && !kept.is_empty() => notes.push(format!(
                "calendar '{}': there is no file in {} any more; its events are as they were last read",
                calendar.name, calendar.path
            )),
            Found::Files(files) => {
                let same = files.iter().cloned().eq(kept.iter().map(Stamp::kept));
                let for_client = known.as_ref().is_some_and(|known| client.is_none() || known.client == client);
                if !same || !for_client {
                    changed.push((calendar, client, files));
                }
            }
        }
    }
    if changed.is_empty() {
        return Ok(notes);
    }
    let more = store.take_in(world.now(), |tx| {
        let mut taking = Taking { intake: Intake::new(tx)?, tx, series: BTreeSet::new(), rows: Vec::new(), notes };
        for (calendar, client, files) in changed {
            taking.calendar(calendar, client, &files)?;
        }
        Ok((taking.notes, taking.series, taking.rows))
    })?;
    Ok(more)
}

/// A calendar that has another name now is the same one. One that is no longer named stays as it is, and may be edited
/// here, so that its files are to be read again should it come back.
fn adopt(store: &Store, world: &World) -> Result<()> {
    let calendars = &world.config.calendars;
    let named = |name: &str| calendars.iter().any(|calendar| calendar.name == name);
    let mut renamed = Vec::new();
    for calendar in calendars {
        if store.calendar_by_name(&calendar.name)?.is_some() {
            continue;
        }
        let Found::Files(files) = find(Path::new(&calendar.path)) else { continue };
        let known = files.first().map(|file| store.calendars_of_file(&file.path)).transpose()?.unwrap_or_default();
        if let Some(known) = known.into_iter().find(|known| !named(&known.name)) {
            renamed.push(Calendar { name: calendar.name.clone(), ..known });
        }
    }
    let left: Vec<Calendar> = store.sourced_calendars()?.into_iter().filter(|known| !named(&known.name)).collect();
    let left: Vec<&Calendar> = left.iter().filter(|known| renamed.iter().all(|new| new.id != known.id)).collect();
    if renamed.is_empty() && left.is_empty() {
        return Ok(());
    }
    store.take_in(world.now(), |tx| {
        for calendar in &renamed {
            tx.update(calendar)?;
        }
        for calendar in left {
            tx.expire_sources(calendar.id)?;
        }
        Ok(((), BTreeSet::new(), Vec::new()))
    })
}

fn client_of(calendar: &Subscription, db: &Reads, notes: &mut Vec<String>) -> Result<Option<i64>> {
    let Some(code) = &calendar.client else { return Ok(None) };
    let client = db.client_by_code(code)?;
    if client.is_none() {
        notes.push(format!("calendar '{}': there is no client '{code}'", calendar.name));
    }
    Ok(client.map(|client| client.id))
}

/// Files on their way into the records.
struct Taking<'a> {
    tx: &'a Tx<'a>,
    intake: Intake<'a>,
    /// The series touched.
    series: BTreeSet<SeriesKey>,
    /// The rows changed or deleted.
    rows: Vec<i64>,
    notes: Vec<String>,
}

impl Taking<'_> {
    fn calendar(&mut self, from: &Subscription, client: Option<i64>, files: &[Stamp]) -> Result<()> {
        let calendar = self.intake.calendar(from.name.clone(), client)?;
        let kept = self.tx.sources(calendar.id)?;
        if kept.is_empty() {
            // Whatever was imported into it before is the file's from now on.
            self.tx.forget_calendar(calendar.id)?;
        }
        let gone: Vec<&Source> = kept.iter().filter(|k| !files.iter().any(|file| file.path == k.path)).collect();
        for file in files {
            let old = kept.iter().find(|k| k.path == file.path);
            if old.is_some_and(|old| Stamp::kept(old) == *file) {
                continue;
            }
            match read(file) {
                Ok(read) => {
                    let source = match old {
                        Some(old) => {
                            self.tx.update(&file.source(old.id, calendar.id))?;
                            old.id
                        }
                        None => self.tx.insert(&file.source(0, calendar.id))?,
                    };
                    self.file(&calendar, file, source, read, &gone)?;
                }
                Err(why) => self.notes.push(format!("{}: {why}; its events are as they were last read", file.path)),
            }
        }
        for source in gone {
            for uid in self.tx.uids_in(source.id)? {
                self.remove(&calendar, &uid, |_| true)?;
                self.tx.clear_origin(calendar.id, &uid)?;
            }
            self.tx.drop_source(source.id)?;
        }
        Ok(())
    }

    fn file(
        &mut self,
        calendar: &Calendar,
        file: &Stamp,
        source: i64,
        read: ical::Calendar,
        gone: &[&Source],
    ) -> Result<()> {
        self.notes.extend(read.problems.iter().map(|p| format!("{}:{}: {}", file.path, p.line, p.what)));
        self.intake.timezones(calendar, read.timezones.iter())?;
        let before = self.tx.uids_in(source)?;
        // The occurrences that each series has an event of its own for.
        let mut there: HashMap<String, BTreeSet<String>> = HashMap::new();
        let mut elsewhere = BTreeSet::new();
        for (event, marks) in newest(read.events.into_iter().zip(read.marks).collect()) {
            let uid = event.uid.clone();
            if !before.contains(&uid) && !there.contains_key(&uid) {
                let other = self.tx.source_of(calendar.id, &uid)?.filter(|other| other.id != source);
                if other.is_some_and(|other| !gone.iter().any(|gone| gone.id == other.id)) {
                    elsewhere.insert(uid);
                    continue;
                }
                self.tx.set_origin(calendar.id, &uid, source)?;
            }
            let instance = event.recurrence.as_ref().map(|r| r.at.to_string()).unwrap_or_default();
            self.event(calendar, event, &marks)?;
            there.entry(uid).or_default().insert(instance);
        }
        for uid in elsewhere {
            self.notes.push(format!("{}: the event {uid} stands in another file of this calendar, too", file.path));
        }
        for uid in &before {
            let instances = there.get(uid);
            self.remove(calendar, uid, |row| !instances.is_some_and(|known| known.contains(&row.recurrence_id)))?;
            if instances.is_none() {
                self.tx.clear_origin(calendar.id, uid)?;
            }
        }
        Ok(())
    }

    fn event(&mut self, calendar: &Calendar, event: Event, marks: &Marks) -> Result<()> {
        let key = (calendar.id, event.uid.clone());
        let (kept, row) = self.intake.event(calendar, event, marks, None)?;
        if kept != Kept::Unchanged {
            self.series.insert(key);
            self.rows.push(row);
        }
        Ok(())
    }

    /// Deletes the rows of a series that are gone; time logged for them stays.
    fn remove(&mut self, calendar: &Calendar, uid: &str, gone: impl Fn(&EventRow) -> bool) -> Result<()> {
        let rows = self.tx.series_of(calendar.id, uid)?;
        for row in rows.overrides.iter().chain(&rows.master).filter(|row| gone(row)) {
            self.tx.delete::<EventRow>(row.id)?;
            self.series.insert((calendar.id, uid.to_owned()));
            self.rows.push(row.id);
        }
        Ok(())
    }
}

/// A file's events, or why they cannot be had: then those that were read before stay.
fn read(file: &Stamp) -> std::result::Result<ical::Calendar, String> {
    let bytes = File::open(&file.path).and_then(ical::gather).map_err(|error| error.to_string())?;
    if !ical::is_whole(&bytes) {
        return Err("is no whole calendar: it has no END:VCALENDAR".to_owned());
    }
    Ok(ical::read(&bytes))
}
