//! What has changed in calendars' files is taken in.

use std::collections::{BTreeSet, HashMap};
use std::fs::File;
use std::path::Path;

use crate::command::env::Env;
use crate::config::Subscription;
use crate::domain::event::Event;
use crate::error::Result;
use crate::formats::ical;
use crate::formats::ical::Marks;
use crate::records::calendar::ics::{Intake, newest};
use crate::records::calendar::subscribe::files::{Found, find};
use crate::records::calendar::subscribe::stamp::Stamp;
use crate::records::calendar::subscribe::sweep::sweep;
use crate::store::{Calendar, EventRow, ImportOutcome, Reads, SeriesKey, Source, Store, Tx};

/// Reads every calendar whose files have changed; gives what is worth saying, a sentence each.
///
/// Where nothing has changed, it costs a look at each file from outside.
pub fn sync(store: &Store, env: &Env) -> Result<Vec<String>> {
    let mut notes = Vec::new();
    if store.read_only() {
        return Ok(notes);
    }
    adopt(store, env)?;
    let mut changed = Vec::new();
    for calendar in &env.config.calendars {
        let known = store.calendar_by_name(&calendar.name)?;
        let mut kept = known.as_ref().map(|known| store.sources(known.id)).transpose()?.unwrap_or_default();
        let client = client_of(calendar, store, &mut notes)?;
        let mut found = find(Path::new(&calendar.path));
        if let Found::Files(listing) = &found
            && !(listing.parts.is_empty() || kept.is_empty() || calendar.readonly)
        {
            let id = kept.first().map(|kept| kept.calendar).unwrap_or_default();
            let now_kept = || Ok(store.sources(id)?.iter().map(Stamp::kept).collect());
            notes.extend(sweep(Path::new(&calendar.path), now_kept)?);
            kept = store.sources(id)?;
            found = find(Path::new(&calendar.path));
        }
        match found {
            Found::Missing(why) => {
                notes.push(format!("calendar '{}': {why}; its events are as they were last read", calendar.name));
            }
            Found::Files(listing) if listing.is_lost(&kept) => notes.push(format!(
                "calendar '{}': there is no file in {} any more; its events are as they were last read",
                calendar.name, calendar.path
            )),
            Found::Files(listing) => {
                let for_client = known.as_ref().is_some_and(|known| client.is_none() || known.client == client);
                if !listing.is(&kept) || !for_client {
                    changed.push((calendar, client));
                }
            }
        }
    }
    if changed.is_empty() {
        return Ok(notes);
    }
    let more = store.take_in(env.now(), |tx| {
        let mut taking = Taking { intake: Intake::new(tx)?, tx, series: BTreeSet::new(), rows: Vec::new(), notes };
        for (calendar, client) in changed {
            taking.calendar(calendar, client)?;
        }
        Ok((taking.notes, taking.series, taking.rows))
    })?;
    Ok(more)
}

/// A calendar that has another name now is the same one. One that is no longer named stays as it is, and may be edited
/// here, so that its files are to be read again should it come back.
fn adopt(store: &Store, env: &Env) -> Result<()> {
    let calendars = &env.config.calendars;
    let named = |name: &str| calendars.iter().any(|calendar| calendar.name == name);
    let mut renamed = Vec::new();
    for calendar in calendars {
        if store.calendar_by_name(&calendar.name)?.is_some() {
            continue;
        }
        let Found::Files(listing) = find(Path::new(&calendar.path)) else { continue };
        let known =
            listing.files.first().map(|file| store.calendars_of_file(&file.path)).transpose()?.unwrap_or_default();
        if let Some(known) = known.into_iter().find(|known| !named(&known.name)) {
            renamed.push(Calendar { name: calendar.name.clone(), ..known });
        }
    }
    let left: Vec<Calendar> = store.sourced_calendars()?.into_iter().filter(|known| !named(&known.name)).collect();
    let left: Vec<&Calendar> = left.iter().filter(|known| renamed.iter().all(|new| new.id != known.id)).collect();
    if renamed.is_empty() && left.is_empty() {
        return Ok(());
    }
    store.take_in(env.now(), |tx| {
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

/// Where series stand, while the files of a calendar are read one after the other.
#[derive(Default)]
struct Moves {
    /// Those that stand no longer in the file in which they stood.
    ended: BTreeSet<String>,
    /// Those found in a file, by its path, that stand in another one.
    elsewhere: BTreeSet<(String, String)>,
}

impl Taking<'_> {
    fn calendar(&mut self, from: &Subscription, client: Option<i64>) -> Result<()> {
        let calendar = self.intake.calendar(from.name.clone(), client)?;
        let mut kept = self.tx.sources(calendar.id)?;
        // Once more, now that nobody else writes here.
        let listing = match find(Path::new(&from.path)) {
            Found::Files(listing) if !listing.is_lost(&kept) => listing,
            // It is said when it is looked for next.
            Found::Files(_) | Found::Missing(_) => return Ok(()),
        };
        if let Some(folder) = &listing.folder {
            let old = kept.iter().position(|kept| kept.path == folder.path).map(|at| kept.remove(at).id);
            self.keep_source(folder, old, calendar.id)?;
        }
        if kept.is_empty() {
            // Whatever was imported into it before is the file's from now on.
            self.tx.forget_calendar(calendar.id)?;
        }
        let mut moves = Moves::default();
        let gone: Vec<&Source> =
            kept.iter().filter(|k| !listing.files.iter().any(|file| file.path == k.path)).collect();
        for source in &gone {
            moves.ended.extend(self.tx.uids_in(source.id)?);
        }
        for file in &listing.files {
            let old = kept.iter().find(|k| k.path == file.path);
            if old.is_some_and(|old| Stamp::kept(old) == *file) {
                continue;
            }
            if let Some(read) = self.read(file) {
                let source = self.keep_source(file, old.map(|old| old.id), calendar.id)?;
                self.file(&calendar, file, source, read, &mut moves)?;
            }
        }
        if listing.files.len() > 1 {
            self.look_elsewhere(&calendar, &listing.files, &mut moves)?;
        }
        for uid in moves.ended {
            self.remove(&calendar, &uid, |_| true)?;
            self.tx.clear_origin(calendar.id, &uid)?;
        }
        for source in gone {
            self.tx.drop_source(source.id)?;
        }
        for (path, uid) in moves.elsewhere {
            if self.tx.source_of(calendar.id, &uid)?.is_some_and(|source| source.path != path) {
                self.notes.push(format!("{path}: the event {uid} stands in another file of this calendar, too"));
            }
        }
        Ok(())
    }

    /// Notes how a file looks; its number.
    fn keep_source(&self, file: &Stamp, old: Option<i64>, calendar: i64) -> Result<i64> {
        match old {
            Some(old) => self.tx.update(&file.source(old, calendar)).map(|()| old),
            None => self.tx.insert(&file.source(0, calendar)),
        }
    }

    /// A file's events, unless they cannot be had, which is said: then those that were read before stay.
    fn read(&mut self, file: &Stamp) -> Option<ical::Calendar> {
        match read(file, &self.tx.setting().meeting_hosts) {
            Ok(read) => Some(read),
            Err(why) => {
                let note = format!("{}: {why}; its events are as they were last read", file.path);
                if !self.notes.contains(&note) {
                    self.notes.push(note);
                }
                None
            }
        }
    }

    fn file(
        &mut self,
        calendar: &Calendar,
        file: &Stamp,
        source: i64,
        read: ical::Calendar,
        moves: &mut Moves,
    ) -> Result<()> {
        self.notes.extend(read.problems.iter().map(|p| format!("{}:{}: {}", file.path, p.line, p.what)));
        self.intake.timezones(calendar, read.timezones.iter())?;
        let before = self.tx.uids_in(source)?;
        let mut here = Vec::new();
        let mut known = before.clone();
        for (event, marks) in newest(read.events.into_iter().zip(read.marks).collect()) {
            if !known.contains(&event.uid) {
                let uid = event.uid.clone();
                if !moves.ended.remove(&uid) && self.tx.source_of(calendar.id, &uid)?.is_some() {
                    moves.elsewhere.insert((file.path.clone(), uid));
                    continue;
                }
                self.tx.set_origin(calendar.id, &uid, source)?;
                known.insert(uid);
            }
            here.push((event, marks));
        }
        let there = self.events(calendar, here)?;
        moves.ended.extend(before.into_iter().filter(|uid| !there.contains(uid)));
        Ok(())
    }

    /// Looks for series that stand no longer where they stood: in files that were read before it was known, and in those
    /// that have not changed, such as copies that a conflict left.
    fn look_elsewhere(&mut self, calendar: &Calendar, files: &[Stamp], moves: &mut Moves) -> Result<()> {
        let sources = self.tx.sources(calendar.id)?;
        for file in files {
            if moves.ended.is_empty() {
                break;
            }
            let Some(source) = sources.iter().find(|source| source.path == file.path) else { continue };
            let Some(read) = self.read(file) else { continue };
            let mut events = newest(read.events.into_iter().zip(read.marks).collect());
            events.retain(|(event, _)| moves.ended.contains(&event.uid));
            for uid in self.events(calendar, events)? {
                self.tx.set_origin(calendar.id, &uid, source.id)?;
                moves.ended.remove(&uid);
            }
        }
        Ok(())
    }

    /// Takes events in, and what their series have no more is gone; the series.
    fn events(&mut self, calendar: &Calendar, events: Vec<(Event, Marks)>) -> Result<BTreeSet<String>> {
        // The occurrences that each series has an event of its own for.
        let mut there: HashMap<String, BTreeSet<String>> = HashMap::new();
        for (event, marks) in events {
            let instance = event.recurrence.as_ref().map(|r| r.at.to_string()).unwrap_or_default();
            there.entry(event.uid.clone()).or_default().insert(instance);
            self.event(calendar, event, &marks)?;
        }
        for (uid, instances) in &there {
            self.remove(calendar, uid, |row| !instances.contains(&row.recurrence_id))?;
        }
        Ok(there.into_keys().collect())
    }

    fn event(&mut self, calendar: &Calendar, event: Event, marks: &Marks) -> Result<()> {
        let key = (calendar.id, event.uid.clone());
        let (kept, row) = self.intake.follow(calendar, event, marks)?;
        if kept != ImportOutcome::Unchanged {
            self.series.insert(key);
            self.rows.push(row);
        }
        Ok(())
    }

    /// Deletes the rows of a series that are gone; time logged for them stays.
    fn remove(&mut self, calendar: &Calendar, uid: &str, gone: impl Fn(&EventRow) -> bool) -> Result<()> {
        let rows = self.tx.series_of(calendar.id, uid)?;
        for row in rows.overrides.iter().chain(&rows.master).filter(|row| gone(row)) {
            self.tx.keep_former(row)?;
            self.tx.delete::<EventRow>(row.id)?;
            self.series.insert((calendar.id, uid.to_owned()));
            self.rows.push(row.id);
        }
        Ok(())
    }
}

/// A file's events, or why they cannot be had: then those that were read before stay.
fn read(file: &Stamp, hosts: &[String]) -> std::result::Result<ical::Calendar, String> {
    let bytes = File::open(&file.path).and_then(ical::gather).map_err(|error| error.to_string())?;
    if !ical::is_whole(&bytes) {
        return Err("is no whole calendar: it has no END:VCALENDAR".to_owned());
    }
    Ok(ical::read_knowing(&bytes, hosts))
}
