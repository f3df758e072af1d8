//! Calendars taken in, and attachments of mails.

mod answers;
mod intake;
mod invite;
mod merge;
mod mirror;
mod todos;

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;

use crate::command::call::Args;
use crate::command::field::{Field, Shape, field, flag};
use crate::command::input::Text;
use crate::command::report::Done;
use crate::domain::event::Event;
use crate::error::{Doing, Error, Result};
use crate::formats::ical;
use crate::formats::ical::Marks;
use crate::records::calendar::ics::intake::{Known, Taken};
use crate::records::calendar::ics::invite::{Item, Post};
use crate::records::calendar::ics::mirror::mirror;
use crate::records::import::{Counts, EVENT, FileName, Held, called, file_stem, open};
use crate::records::names::ClientName;
use crate::records::off::holidays;
use crate::store::{Bulk, Calendar, EventRow, ImportOutcome, Tx};

pub(crate) use intake::Intake;

/// What an import is told.
pub const FIELDS: &[Field] = &[
    field::<FileName>("file", Shape::Words, "iCalendar files"),
    field::<Text>("calendar", Shape::Option, "what the calendar is called").otherwise("its own name"),
    field::<ClientName>("client", Shape::Option, "the client all its events are for"),
    flag("tasks", "take its tasks as well"),
    flag("mirror", "delete the calendar's events that the file holds no more"),
    flag("force", "even if that is most of them"),
    flag("holidays", "have its events of whole days be days off, and keep no meetings"),
];

/// Takes calendars in; again with the same file updates and never doubles.
pub fn import_ics(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    if args.flag("holidays") {
        return holidays::import(tx, args);
    }
    let files = args.many::<FileName>("file")?;
    let name = args.get::<Text>("calendar")?.map(|t| t.0);
    let client = args.get::<ClientName>("client")?.map(|c| c.0.id);
    let intake = Intake::new(tx)?;
    let import = Import { tx, args, intake: &intake, name: name.as_deref(), client };
    let mut counts = Counts::default();
    for file in &files {
        let bytes = ical::gather(open(&file.0)?).doing(&format!("reading {}", file.0.display()))?;
        import.file(&file.0, &bytes, &mut counts)?;
    }
    let what = match files.as_slice() {
        [one] => format!("imported {}", called(&one.0)),
        many => format!("imported {} calendars", many.len()),
    };
    Ok(counts.done(&what))
}

/// How many new events are kept in memory before they are added.
const AT_ONCE: usize = 4096;

/// Events that belong to one calendar, each with what is said of it besides.
type Events = Vec<(Event, Marks)>;

/// Files on their way into the records.
struct Import<'a> {
    tx: &'a Tx<'a>,
    args: &'a Args<'a>,
    intake: &'a Intake<'a>,
    /// The calendar that was named.
    name: Option<&'a str>,
    client: Option<i64>,
}

impl Import<'_> {
    fn file(&self, path: &Path, bytes: &[u8], counts: &mut Counts) -> Result<()> {
        let read = ical::read_knowing(bytes, &self.tx.setting().meeting_hosts);
        let place = path.display();
        if read.events.is_empty() && read.bare.is_empty() && !ical::is_calendar(bytes) {
            return Err(Error::problem(format!("{place} is no calendar: it has no BEGIN:VCALENDAR")));
        }
        let left_out = read.problems.iter().filter(|p| p.left_out).count();
        let events = read.events.len() + read.bare.len();
        if let Some(first) = read.problems.iter().find(|p| p.left_out).filter(|_| events == 0) {
            let all = if left_out == 1 { "its one event".to_owned() } else { format!("none of its {left_out} events") };
            let read = if left_out == 1 { "cannot be read" } else { "can be read" };
            return Err(Error::problem(format!(
                "nothing of {place} is taken: {all} {read}; line {}: {}",
                first.line, first.what
            )));
        }
        self.hold(events + left_out, &read.kinds, counts);
        counts.skipped += i64::try_from(left_out).unwrap_or(i64::MAX);
        read.problems.iter().for_each(|p| counts.problem(&format!("{place}:{}: {}", p.line, p.what)));
        let own = read.name.filter(|n| !n.trim().is_empty()).unwrap_or_else(|| file_stem(path));
        let acts = read.marks.iter().any(Marks::acts);
        let all = paired(read.events, read.marks);
        // A file may hold a hundred thousand: they are not moved about without need.
        let (sent, copies): (Events, Events) =
            if acts { all.into_iter().partition(|(_, marks)| marks.acts()) } else { (Vec::new(), all) };
        let mut items: Vec<Item> = sent.into_iter().map(|(event, marks)| Item::of(event, marks)).collect();
        items.extend(read.bare.into_iter().map(Item::bare));
        if self.args.flag("mirror") && !items.is_empty() {
            return Err(Error::at(
                "mirror",
                format!("{place} is no calendar but what was sent by mail: leave --mirror out"),
            ));
        }
        // What was sent is of no calendar of its own.
        if items.is_empty() && (read.kinds.is_empty() || !read.todos.is_empty() && self.args.flag("tasks"))
            || !copies.is_empty()
        {
            self.copies(copies, &own, &read.timezones, counts)?;
        }
        let (calendar, context) = (self.name, &self.args.context);
        let post = Post { intake: self.intake, context, calendar, client: self.client, timezones: &read.timezones };
        post.take(items, counts)?;
        if self.args.flag("tasks") {
            let owner = self.tx.calendar_by_name(self.name.unwrap_or(&own))?.and_then(|calendar| calendar.client);
            todos::take(self.tx, context, read.todos, self.client.or(owner), (&place.to_string(), counts))?;
        }
        Ok(())
    }

    /// Counts what a file holds by its kinds.
    fn hold(&self, events: usize, kinds: &[(String, usize)], counts: &mut Counts) {
        let mut add = |name: (&str, &str), taken: bool, n: usize| {
            let held = Held { name: (name.0.to_owned(), name.1.to_owned()), taken };
            match counts.held.iter_mut().find(|(known, _)| *known == held) {
                Some((_, known)) => *known += n,
                None => counts.held.push((held, n)),
            }
        };
        add((EVENT, "events"), true, events);
        for (kind, n) in kinds {
            match kind.as_str() {
                "VTODO" => add(("task", "tasks"), self.args.flag("tasks"), *n),
                "VJOURNAL" => add(("journal entry", "journal entries"), false, *n),
                "VFREEBUSY" => add(("free/busy", "free/busy"), false, *n),
                other => add((other, other), false, *n),
            }
        }
    }

    /// Takes in a file that is a copy of calendars.
    fn copies(&self, events: Events, own: &str, timezones: &[(String, String)], counts: &mut Counts) -> Result<()> {
        let mut calendars: Vec<(String, Events)> = Vec::new();
        let whole = events.iter().all(|(_, marks)| marks.calendar.is_none());
        if whole {
            calendars.push((self.name.unwrap_or(own).to_owned(), events));
        } else {
            for (event, marks) in events {
                let name = self.name.or(marks.calendar.as_deref()).unwrap_or(own).to_owned();
                match calendars.iter_mut().find(|(known, _)| *known == name) {
                    Some((_, events)) => events.push((event, marks)),
                    None => calendars.push((name, vec![(event, marks)])),
                }
            }
        }
        // A file of ours is taken in row by row.
        let foreign = !timezones.iter().any(|(_, text)| ical::is_made_here(text));
        for (name, events) in calendars {
            let calendar = self.intake.calendar(name, self.client)?;
            let named: BTreeSet<String> = events.iter().flat_map(|(event, _)| ical::tzids(&event.component)).collect();
            let zones = timezones.iter().filter(|(tzid, _)| whole || named.contains(tzid));
            self.intake.timezones(&calendar, zones)?;
            let events = newest(events);
            if self.args.flag("mirror") {
                counts.deleted += mirror(self.tx, &calendar, &events, self.args.flag(Error::CONFIRM))?;
            }
            self.calendar(&calendar, events, foreign, counts)?;
        }
        Ok(())
    }

    /// Takes the events of one calendar in: what is known as it comes, and what is new many at once.
    fn calendar(&self, calendar: &Calendar, events: Events, foreign: bool, counts: &mut Counts) -> Result<()> {
        let mut new: Vec<EventRow> = Vec::new();
        // A series that was deleted here comes back whole, so it is looked at before what belongs to it.
        let is_master = |(event, _): &(Event, Marks)| event.recurrence.is_none();
        let (masters, own): (Events, Events) =
            if events.iter().all(is_master) { (events, Vec::new()) } else { events.into_iter().partition(is_master) };
        for (event, marks) in masters.into_iter().chain(own) {
            let row = self.intake.row(calendar, event, &marks)?;
            let taken = match self.intake.known(&row)? {
                Known::Here(old) => self.intake.renew(&old, row, &marks)?,
                Known::Deleted(gone) => match self.intake.comes_back(&gone, &row, &marks)? {
                    Ok(note) => {
                        new.push(row);
                        Taken { outcome: ImportOutcome::Added, why: None, notes: vec![note] }
                    }
                    Err(stays) => stays,
                },
                Known::Nothing => {
                    new.push(row);
                    Taken::new(ImportOutcome::Added)
                }
            };
            counts.count(taken.outcome, taken.why);
            taken.notes.iter().for_each(|note| counts.problem(note));
            if new.len() >= AT_ONCE {
                self.add(&mut new, foreign)?;
            }
        }
        self.add(&mut new, foreign)
    }

    /// Adds what is new.
    fn add(&self, new: &mut Vec<EventRow>, foreign: bool) -> Result<()> {
        let mut bulk = if foreign { Some(self.tx.bulk()?) } else { None };
        for row in new.drain(..) {
            bulk.as_mut().map_or_else(|| self.tx.insert(&row), |bulk| bulk.add(&row))?;
        }
        bulk.map_or(Ok(()), Bulk::end)
    }
}

/// Each event with what is said of it besides; what is moved is given back meanwhile, so that nothing is there twice.
fn paired(mut events: Vec<Event>, mut marks: Vec<Marks>) -> Events {
    let mut all = Vec::with_capacity(events.len());
    while let (Some(event), Some(besides)) = (events.pop(), marks.pop()) {
        all.push((event, besides));
        if all.len().is_multiple_of(AT_ONCE) {
            events.shrink_to_fit();
            marks.shrink_to_fit();
        }
    }
    all.reverse();
    all
}

/// Of several versions of the same event for one calendar, the newest one; of equals, the one further down.
pub(crate) fn newest(mut events: Vec<(Event, Marks)>) -> Vec<(Event, Marks)> {
    let mut place: HashMap<(&str, String), usize> = HashMap::new();
    let mut older: HashSet<usize> = HashSet::new();
    for (n, (event, marks)) in events.iter().enumerate() {
        let instance = event.recurrence.as_ref().map(|r| r.at.to_string()).unwrap_or_default();
        match place.entry((&event.uid, instance)) {
            Entry::Occupied(known) if marks.revision().is_older_than(events[*known.get()].1.revision()) => {
                older.insert(n);
            }
            Entry::Occupied(mut known) => {
                older.insert(known.insert(n));
            }
            Entry::Vacant(free) => {
                free.insert(n);
            }
        }
    }
    drop(place);
    // In their place: they may be many.
    let mut n = 0..;
    events.retain(|_| n.next().is_none_or(|n| !older.contains(&n)));
    events
}
