//! Events on their way into the records, one by one: what is new, what is newer than what is known, and what of it was
//! changed or deleted here.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::domain::event::{Event, Revision};
use crate::domain::time::Instant;
use crate::error::Result;
use crate::formats::ical;
use crate::formats::ical::{Marks, Reader, compose};
use crate::records::calendar::components::timezones;
use crate::records::calendar::ics::merge::{merge, same};
use crate::records::matching::Owners;
use crate::store::{Calendar, EventRow, Gone, ImportOutcome, TimezoneRow, Tx};

/// Events on their way into the records.
pub(crate) struct Intake<'a> {
    pub(super) tx: &'a Tx<'a>,
    owners: Owners,
    /// The time zones of each calendar, as its components mean them.
    readers: RefCell<HashMap<i64, Reader>>,
}

/// What became of an event that was taken in.
pub(super) struct Taken {
    pub outcome: ImportOutcome,
    /// Why, in a word or two, if there is more to say than the outcome.
    pub why: Option<String>,
    /// What else is to be told, each a sentence without a full stop.
    pub notes: Vec<String>,
}

impl Taken {
    /// Why an event that was deleted here is not there.
    pub(super) const DELETED: &str = "deleted here";

    pub(super) fn new(outcome: ImportOutcome) -> Self {
        Self { outcome, why: None, notes: Vec::new() }
    }

    /// Nothing is changed, and why.
    pub(super) fn unchanged(why: Option<String>) -> Self {
        Self { why, ..Self::new(ImportOutcome::Unchanged) }
    }

    /// Nothing is changed, and something is to be told.
    pub(super) fn noted(note: String) -> Self {
        Self { notes: vec![note], ..Self::unchanged(None) }
    }
}

/// What is known of an event that comes.
pub(super) enum Known {
    /// It is here.
    Here(Box<EventRow>),
    /// It was deleted here.
    Deleted(Box<Gone>),
    /// It is new.
    Nothing,
}

impl<'a> Intake<'a> {
    /// Into the records of a write.
    pub(crate) fn new(tx: &'a Tx<'a>) -> Result<Self> {
        Ok(Self { tx, owners: Owners::of(tx)?, readers: RefCell::default() })
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
        self.readers.borrow_mut().remove(&calendar.id);
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

    /// Keeps an event just as its file says it, because the file counts; what became of it, and which row it has.
    pub(crate) fn follow(&self, calendar: &Calendar, event: Event, marks: &Marks) -> Result<(ImportOutcome, i64)> {
        let mut row = self.row(calendar, event, marks)?;
        let Some(old) = self.tx.event_by_uid(calendar.id, &row.uid, &row.recurrence_id)? else {
            self.tx.forget_deleted(&row)?;
            return Ok((ImportOutcome::Added, self.tx.insert_event(&row)?));
        };
        row.id = old.id;
        // A client given by hand stays.
        row.client = old.client.or(row.client);
        if row == (EventRow { taken: None, ..old }) {
            return Ok((ImportOutcome::Unchanged, row.id));
        }
        self.tx.update_taken(&row)?;
        Ok((ImportOutcome::Updated, row.id))
    }

    /// The row of an event that comes, with the client whose it must be.
    pub(super) fn row(&self, calendar: &Calendar, event: Event, marks: &Marks) -> Result<EventRow> {
        let marked = marks.client.as_deref().and_then(|code| self.owners.coded(code));
        let client = if calendar.client.is_none() { self.owners.client_of(&event) } else { None };
        EventRow::of(event, calendar.id, marked.or(client))
    }

    /// What is known of the event of a row that comes.
    pub(super) fn known(&self, row: &EventRow) -> Result<Known> {
        let EventRow { calendar, uid, recurrence_id, .. } = row;
        if let Some(here) = self.tx.event_by_uid(*calendar, uid, recurrence_id)? {
            return Ok(Known::Here(Box::new(here)));
        }
        let gone = self.tx.gone_origin("event", Some(*calendar), uid, recurrence_id)?;
        Ok(gone.map_or(Known::Nothing, |gone| Known::Deleted(Box::new(gone))))
    }

    /// Takes in a version of an event that is here.
    pub(super) fn renew(&self, old: &EventRow, mut row: EventRow, marks: &Marks) -> Result<Taken> {
        row.id = old.id;
        // A client given by hand stays.
        row.client = old.client.or(row.client);
        let base = match &old.taken {
            Some(image) => self.tx.of_image::<EventRow>(image)?,
            None => old.clone(),
        };
        // In a file of ours, zones that two calendars called alike have other names than they had.
        let ours = marks.calendar.is_some();
        let like = |known: &EventRow| {
            let component = if ours { known.component.clone() } else { row.component.clone() };
            EventRow { client: known.client, taken: known.taken.clone(), id: known.id, component, ..row.clone() }
                == *known
        };
        if like(old) || like(&base) {
            if row.client == old.client {
                return Ok(Taken::unchanged(None));
            }
            self.tx.update_taken(&EventRow { client: row.client, ..old.clone() })?;
            return Ok(Taken::new(ImportOutcome::Updated));
        }
        let (known, comes) = (self.tx.revision(old)?, marks.revision());
        if comes.is_older_than(known) {
            return Ok(Taken::unchanged(Some(older(comes, known))));
        }
        self.tx.update_taken(&row)?;
        let mut taken = Taken::new(ImportOutcome::Updated);
        let merged = merge(&base.event()?, &old.event()?, &row.event()?);
        for (what, was, now) in merged.replaced {
            taken
                .notes
                .push(format!("{what} '{was}' of event {} was changed here and in the file: now '{now}'", old.id));
        }
        if merged.own {
            // Written as a change made here, so that it remembers what came.
            self.write(&row, merged.event, self.tx.now)?;
        }
        Ok(taken)
    }

    /// Changes a row here to what an event says, with a component that says it, too.
    pub(super) fn write(&self, row: &EventRow, event: Event, stamp: Instant) -> Result<()> {
        let event = self.composed(row.calendar, event, stamp)?;
        self.tx.update(&EventRow { id: row.id, ..EventRow::of(event, row.calendar, row.client)? })
    }

    /// An event of a calendar with a component that says what its fields say.
    pub(super) fn composed(&self, calendar: i64, event: Event, stamp: Instant) -> Result<Event> {
        let mut readers = self.readers.borrow_mut();
        let reader = match readers.entry(calendar) {
            std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::hash_map::Entry::Vacant(new) => new.insert(Reader::new(&timezones(self.tx, calendar)?)),
        };
        let component = compose(reader, &event, stamp);
        // As it will be read: a blank at the end of a title is lost in a file, and then it is lost here.
        Ok(reader.event(&component).unwrap_or(Event { component, ..event }))
    }

    /// Whether what was deleted here comes back, because it is another now: its whole series then does. What is told of it.
    pub(super) fn comes_back(&self, gone: &Gone, row: &EventRow, marks: &Marks) -> Result<Result<String, Taken>> {
        let was = gone.taken.as_deref().map(|image| self.tx.of_image::<EventRow>(image)).transpose()?;
        let stays = |why: Option<String>| Ok(Err(Taken::unchanged(why)));
        let Some(was) = was else { return stays(None) };
        let (known, comes) = (self.tx.revision(&EventRow { taken: None, ..was.clone() })?, marks.revision());
        if same(&was.event()?, &row.event()?) {
            return stays(Some(Taken::DELETED.to_owned()));
        }
        if comes.is_older_than(known) {
            return stays(Some(older(comes, known)));
        }
        if row.recurrence_id.is_empty() {
            self.tx.forget_gone_series(row.calendar, &row.uid)?;
        } else {
            self.tx.delete::<Gone>(gone.id)?;
        }
        Ok(Ok(format!("'{}' was deleted here and has changed since: it is back", row.name())))
    }
}

/// That a version is not the newest.
fn older(comes: Revision, known: Revision) -> String {
    let number = |revision: Revision| revision.sequence.unwrap_or(0);
    if number(comes) < number(known) {
        return format!("older than what is known (revision {} < {})", number(comes), number(known));
    }
    let made = |revision: Revision| revision.stamp.map(|at| at.utc().format("%Y-%m-%d %H:%M:%S").to_string());
    let (comes, known) = (made(comes).unwrap_or_default(), made(known).unwrap_or_default());
    format!("older than what is known (made {comes} UTC < {known} UTC)")
}
