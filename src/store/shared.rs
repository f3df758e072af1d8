//! Meetings that stand in several calendars: which of their versions is shown, and whose they are.
//!
//! A UID is one meeting, wherever it came from. So whatever is read of the schedule goes through here: of what several
//! calendars hold of one series, the newest version is shown, for all the clients it is with.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::event::EventRow;
use super::reads::Reads;
use super::record::Record;
use super::setting::StoreSettings;
use crate::domain::event::{Moment, Revision};
use crate::domain::time::Instant;
use crate::domain::zone::Zone;
use crate::error::Result;

/// Tells of occurrences as they are read whether they are shown.
pub(super) struct Shown<'a> {
    reads: &'a Reads,
    home: &'a Zone,
    /// Whether there are several calendars at all.
    several: bool,
    known: HashMap<String, Option<Shared>>,
}

/// What becomes of an occurrence that was read.
pub(super) enum Showing {
    /// It stands in one calendar.
    AsItIs,
    /// It stands in several, and is shown as a meeting with all these clients.
    With(Vec<i64>),
    /// Another calendar's version is shown.
    Not,
}

/// A series that stands in several calendars.
struct Shared {
    /// The events that another calendar has a newer version of.
    older: HashSet<i64>,
    /// Occurrences of an event that another calendar's own event replaces.
    replaced: HashSet<(i64, Instant)>,
    /// The clients of each event and of its like in other calendars, its own first.
    clients: HashMap<i64, Vec<i64>>,
}

impl<'a> Shown<'a> {
    pub(super) fn new(reads: &'a Reads, setting: &'a StoreSettings) -> Result<Self> {
        let sql = "SELECT count(*) > 1 FROM (SELECT 1 FROM calendar LIMIT 2)";
        let several = reads.one("reading calendars", sql, (), |r| r.get(0))?;
        Ok(Self { reads, home: &setting.zone, several, known: HashMap::new() })
    }

    /// Whether an occurrence of an event, by what names it within its series, is shown, and with whom it is.
    pub(super) fn showing(&mut self, event: &EventRow, instance: &str) -> Result<Showing> {
        let home = self.home;
        let Some(shared) = self.shared(&event.uid, event.calendar)? else { return Ok(Showing::AsItIs) };
        let instance = instance.parse::<Moment>().ok().map(|moment| moment.instant(home));
        let replaced = |instance| shared.replaced.contains(&(event.id, instance));
        if shared.older.contains(&event.id) || instance.is_some_and(replaced) {
            return Ok(Showing::Not);
        }
        Ok(Showing::With(shared.clients.get(&event.id).cloned().unwrap_or_default()))
    }

    /// Whether other calendars than this one hold events of a UID.
    pub(super) fn is_shared(&mut self, uid: &str, calendar: i64) -> Result<bool> {
        Ok(self.shared(uid, calendar)?.is_some())
    }

    fn shared(&mut self, uid: &str, calendar: i64) -> Result<Option<&Shared>> {
        if !self.several {
            return Ok(None);
        }
        if !self.known.contains_key(uid) {
            let sql = "SELECT EXISTS (SELECT 1 FROM event WHERE uid = ?1 AND calendar <> ?2)";
            let others = self.reads.one("reading the schedule", sql, (uid, calendar), |r| r.get(0))?;
            let shared = if others { Some(Shared::of(self.reads, uid, self.home)?) } else { None };
            self.known.insert(uid.to_owned(), shared);
        }
        Ok(self.known.get(uid).and_then(Option::as_ref))
    }
}

/// An event beside what makes one version newer than another.
struct Version {
    row: EventRow,
    client: Option<i64>,
    /// The version that was last taken in.
    revision: Revision,
    /// The occurrence it replaces.
    instance: Option<Instant>,
}

impl Version {
    /// Whether it is shown rather than another: the newer one, and of equals the one that was changed here.
    fn beats(&self, other: &Self) -> bool {
        let changed = |version: &Self| version.row.taken.is_some();
        other.revision.is_older_than(self.revision)
            || !self.revision.is_older_than(other.revision) && changed(self) && !changed(other)
    }
}

/// The newest of several versions; of equals that of the calendar whose name comes first, which a copy of all has, too.
fn newest<'a>(versions: impl Iterator<Item = &'a Version>) -> Option<&'a Version> {
    versions.reduce(|best, other| if other.beats(best) { other } else { best })
}

impl Shared {
    fn of(reads: &Reads, uid: &str, home: &Zone) -> Result<Self> {
        let sql = "SELECT e.*, c.client FROM event e JOIN calendar c ON c.id = e.calendar WHERE e.uid = ?1 \
                   ORDER BY c.name, e.id";
        let read = |r: &rusqlite::Row<'_>| Ok((EventRow::from_row(r)?, r.get(1 + EventRow::COLUMNS.len())?));
        let rows: Vec<(EventRow, Option<i64>)> = reads.all("reading the schedule", sql, [uid], read)?;
        let mut all = Vec::with_capacity(rows.len());
        for (row, owner) in rows {
            let revision = reads.revision(&row)?;
            let instance = row.recurrence_id.parse::<Moment>().ok().map(|moment| moment.instant(home));
            all.push(Version { client: row.client.or(owner), row, revision, instance });
        }
        Ok(Self::among(&all))
    }

    fn among(all: &[Version]) -> Self {
        let mut older: HashSet<i64> = all.iter().map(|version| version.row.id).collect();
        let mut replaced = HashSet::new();
        let master = newest(all.iter().filter(|version| version.instance.is_none()));
        older.retain(|id| master.is_none_or(|master| *id != master.row.id));
        let mut own: BTreeMap<Instant, Vec<&Version>> = BTreeMap::new();
        for version in all {
            if let Some(instance) = version.instance {
                own.entry(instance).or_default().push(version);
            }
        }
        for (instance, versions) in own {
            let Some(best) = newest(versions.iter().copied()) else { continue };
            let elsewhere = master.filter(|m| versions.iter().all(|own| own.row.calendar != m.row.calendar));
            match elsewhere {
                // The newest series has no such change any more.
                Some(master) if best.revision.is_older_than(master.revision) => continue,
                Some(master) => drop(replaced.insert((master.row.id, instance))),
                None => {}
            }
            older.remove(&best.row.id);
        }
        let clients = all.iter().map(|version| (version.row.id, clients(version, all))).collect();
        Self { older, replaced, clients }
    }
}

/// Whose an event is: its own client's, and those of its like in each other calendar.
fn clients(version: &Version, all: &[Version]) -> Vec<i64> {
    let mut found: Vec<i64> = version.client.into_iter().collect();
    let mut seen = vec![version.row.calendar];
    for other in all {
        if seen.contains(&other.row.calendar) {
            continue;
        }
        seen.push(other.row.calendar);
        let theirs = || all.iter().filter(|v| v.row.calendar == other.row.calendar);
        let like =
            theirs().find(|v| v.instance == version.instance).or_else(|| theirs().find(|v| v.instance.is_none()));
        found.extend(like.unwrap_or(other).client.filter(|client| !found.contains(client)));
    }
    found
}

impl Reads {
    /// The version of an event that was last taken in, whatever was changed here since.
    pub fn revision(&self, row: &EventRow) -> Result<Revision> {
        let taken = row.taken.as_deref().map(|image| self.of_image::<EventRow>(image)).transpose()?;
        let row = taken.as_ref().unwrap_or(row);
        Ok(Revision::of(row.component.as_deref().unwrap_or_default()))
    }

    /// Every calendar that knows a UID: by an event, or by one that was deleted here.
    pub fn calendars_with(&self, uid: &str) -> Result<Vec<i64>> {
        let sql = "SELECT calendar FROM event WHERE uid = ?1 UNION SELECT calendar FROM gone \
                   WHERE record = 'event' AND name = ?1 AND calendar IS NOT NULL ORDER BY 1";
        self.all("reading calendars", sql, [uid], |r| r.get(0))
    }
}
