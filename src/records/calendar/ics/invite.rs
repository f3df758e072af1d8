//! Attachments of mails (iTIP, RFC 5546): invitations, changes of them, answers to them. METHOD says what is meant.
//!
//! A UID is one meeting: whatever comes is for the event in every calendar that knows it.

use std::collections::BTreeSet;

use crate::command::context::Context;
use crate::domain::clock;
use crate::domain::event::{Attendee, Event, Extra, Moment, Recurrence, Revision, Status};
use crate::domain::series::{SeriesDraft, set_apart};
use crate::domain::time::day_text;
use crate::error::Result;
use crate::formats::ical::{Bare, Marks};
use crate::records::calendar::ics::intake::{Intake, Known, Taken};
use crate::records::calendar::target::by_id;
use crate::records::import::Counts;
use crate::store::{Calendar, EventRow, ImportOutcome, SeriesRows};

/// The calendar of invitations to what no calendar knows.
const INVITATIONS: &str = "Invitations";
/// What a meeting lasts within a day, in seconds: longer ones are told by their days.
const DAY: i64 = 86_400;

/// A component of an attachment: an event whole, or what names one.
pub(super) struct Item {
    pub uid: String,
    pub recurrence: Option<Recurrence>,
    pub marks: Marks,
    pub attendees: Vec<Attendee>,
    pub event: Option<Event>,
}

impl Item {
    /// An event whole.
    pub(super) fn of(event: Event, marks: Marks) -> Self {
        let (uid, recurrence, attendees) = (event.uid.clone(), event.recurrence.clone(), event.attendees.clone());
        Self { uid, recurrence, marks, attendees, event: Some(event) }
    }

    /// What names an event and no more.
    pub(super) fn bare(bare: Bare) -> Self {
        let Bare { uid, recurrence, attendees, line, method, sequence, stamp, .. } = bare;
        let marks = Marks { line, method, sequence, stamp, ..Marks::default() };
        Self { uid, recurrence, marks, attendees, event: None }
    }

    pub(super) fn method(&self) -> &str {
        self.marks.method.as_deref().unwrap_or_default()
    }

    pub(super) fn revision(&self) -> Revision {
        self.marks.revision()
    }
}

/// Attachments on their way into the records.
pub(super) struct Post<'a> {
    pub intake: &'a Intake<'a>,
    pub context: &'a Context<'a>,
    /// The calendar of what no calendar knows; `INVITATIONS` where none is named.
    pub calendar: Option<&'a str>,
    /// Whose the meetings are that are new.
    pub client: Option<i64>,
    /// The VTIMEZONEs that the file brings along.
    pub timezones: &'a [(String, String)],
}

impl Post<'_> {
    /// Does what every component asks for.
    pub(super) fn take(&self, mut items: Vec<Item>, counts: &mut Counts) -> Result<()> {
        // Occurrences come after the series that they belong to.
        items.sort_by_key(|item| item.recurrence.is_some());
        let invited: BTreeSet<(String, String)> = items.iter().map(|i| (i.uid.clone(), instance(i))).collect();
        for item in &items {
            let calendars = self.calendars(item, counts)?;
            let all = calendars.iter().map(|calendar| self.one(item, calendar, &invited));
            match all.collect::<Result<Vec<Taken>>>()? {
                none if none.is_empty() => {
                    counts.skipped += 1;
                    self.of_nothing(item)?.iter().for_each(|note| counts.problem(note));
                }
                taken => tell(taken, counts),
            }
        }
        Ok(())
    }

    /// What an event of one calendar becomes by a component.
    fn one(&self, item: &Item, calendar: &Calendar, invited: &BTreeSet<(String, String)>) -> Result<Taken> {
        let series = self.intake.tx.series_of(calendar.id, &item.uid)?;
        match (item.method(), &item.event) {
            ("REQUEST", Some(event)) => self.request(item, event, calendar, &series, invited),
            ("ADD", Some(event)) if event.recurrence.is_some() || series.master.is_none() => {
                self.request(item, event, calendar, &series, invited)
            }
            ("ADD", Some(event)) => self.add(item, event, &series),
            ("CANCEL", _) => self.cancel(item, &series),
            ("REPLY", _) => self.reply(item, &series),
            ("COUNTER", _) => self.counter(item, &series),
            _ => Ok(Taken::noted(item.between(&series))),
        }
    }

    /// The calendars whose event is meant, but for those that are only read.
    fn calendars(&self, item: &Item, counts: &mut Counts) -> Result<Vec<Calendar>> {
        let tx = self.intake.tx;
        let invites = matches!((item.method(), &item.event), ("REQUEST" | "ADD", Some(_)));
        let mut known = Vec::new();
        let ids = tx.calendars_with(&item.uid)?;
        for id in &ids {
            let calendar: Calendar = tx.get(*id)?;
            let follows = self.context.config.calendars.iter().find(|c| c.name == calendar.name);
            if follows.is_some_and(|follows| follows.readonly) {
                let what = "is only read: its event stays as its file has it";
                counts.problem(&format!("the calendar '{}' {what}", calendar.name));
            } else {
                known.push(calendar);
            }
        }
        if ids.is_empty() && invites {
            let name = self.calendar.unwrap_or(INVITATIONS).to_owned();
            known.push(self.intake.calendar(name, None)?);
        }
        if invites {
            let named: BTreeSet<String> =
                item.event.iter().flat_map(|event| crate::formats::ical::tzids(&event.component)).collect();
            for calendar in &known {
                let zones = self.timezones.iter().filter(|(tzid, _)| named.contains(tzid));
                self.intake.timezones(calendar, zones)?;
            }
        }
        Ok(known)
    }

    fn request(
        &self,
        item: &Item,
        event: &Event,
        calendar: &Calendar,
        series: &SeriesRows,
        invited: &BTreeSet<(String, String)>,
    ) -> Result<Taken> {
        let mut event = event.clone();
        if let Some(recurrence) = &mut event.recurrence {
            // The same occurrence may be named in another zone.
            recurrence.at = self.named(series, &recurrence.at);
        }
        let row = self.intake.row(calendar, event, &item.marks)?;
        let mut taken = match self.intake.known(&row)? {
            Known::Here(old) => self.intake.renew(&old, row, &item.marks)?,
            Known::Deleted(gone) => match self.intake.comes_back(&gone, &row, &item.marks)? {
                Ok(note) => self.add_new(calendar, row, series, Some(note))?,
                Err(stays) => stays,
            },
            Known::Nothing => self.add_new(calendar, row, series, None)?,
        };
        if item.recurrence.is_none() && taken.outcome == ImportOutcome::Updated {
            let mut dropped = 0;
            for own in &series.overrides {
                let revision = self.intake.tx.revision(own)?;
                if !self.holds(invited, own) && revision.is_older_than(item.revision()) {
                    self.intake.tx.delete_taken::<EventRow>(own.id)?;
                    dropped += 1;
                }
            }
            let are = if dropped == 1 { "occurrence that was changed is" } else { "occurrences that were changed are" };
            taken.notes.extend((dropped > 0).then(|| format!("{dropped} {are} as the series has it again")));
        }
        Ok(taken)
    }

    fn add_new(
        &self,
        calendar: &Calendar,
        mut row: EventRow,
        series: &SeriesRows,
        note: Option<String>,
    ) -> Result<Taken> {
        let own = calendar.client.or(row.client);
        row.client = row.client.or(series.master.as_ref().and_then(|master| master.client));
        row.client = row.client.or(self.client.filter(|_| own.is_none()));
        self.intake.tx.insert(&row)?;
        Ok(Taken { outcome: ImportOutcome::Added, why: None, notes: note.into_iter().collect() })
    }

    /// Whether what came holds an occurrence that is here.
    fn holds(&self, invited: &BTreeSet<(String, String)>, own: &EventRow) -> bool {
        let at = |text: &str| text.parse::<Moment>().ok().map(|moment| moment.instant(self.context.zone()));
        invited
            .iter()
            .any(|(uid, instance)| *uid == own.uid && !instance.is_empty() && at(instance) == at(&own.recurrence_id))
    }

    /// An occurrence as the series that is here names it.
    fn named(&self, series: &SeriesRows, at: &Moment) -> Moment {
        let home = self.context.zone();
        let instant = at.instant(home);
        let own = series.overrides.iter().filter_map(|row| row.recurrence_id.parse::<Moment>().ok());
        let mut own = own.filter(|known| known.instant(home) == instant);
        own.next().unwrap_or_else(|| at.clone())
    }

    /// The rows that a component is for: a series whole, or the event of one of its occurrences.
    pub(super) fn meant(&self, item: &Item, series: &SeriesRows) -> Vec<EventRow> {
        let Some(recurrence) = &item.recurrence else { return series.rows().cloned().collect() };
        let at = self.named(series, &recurrence.at).to_string();
        series.overrides.iter().filter(|row| row.recurrence_id == at).cloned().collect()
    }

    /// An occurrence as an event of its own, if its series has it and none of its own for it yet.
    pub(super) fn apart(&self, item: &Item, series: &SeriesRows) -> Result<Option<(EventRow, Event)>> {
        let home = self.context.zone();
        let (Some(recurrence), Some(master)) = (&item.recurrence, &series.master) else { return Ok(None) };
        let whole = series.series()?;
        let from = recurrence.at.instant(home);
        let to = if recurrence.at.is_date() { from + DAY } else { from + 1 };
        let Some(at) = by_id(&whole, home, from, to).into_iter().next().filter(|_| master.recurs) else {
            return Ok(None);
        };
        let Some(draft) = SeriesDraft::of(&whole) else { return Ok(None) };
        let mut event = set_apart(&draft, &at, home).1;
        event.recurrence = Some(Recurrence { at, following: recurrence.following });
        Ok(Some((EventRow { id: 0, ..master.clone() }, event)))
    }

    fn cancel(&self, item: &Item, series: &SeriesRows) -> Result<Taken> {
        let stamp = item.marks.stamp.unwrap_or(self.intake.tx.now);
        let sequence = |known: i64| item.marks.sequence.map_or(known, |comes| comes.max(known));
        let rows = self.meant(item, series);
        if rows.is_empty() {
            let Some((like, mut event)) = self.apart(item, series)? else { return Ok(nowhere(item, series)) };
            event.status = Status::Cancelled;
            event.sequence = sequence(event.sequence);
            let event = self.intake.composed(like.calendar, event, stamp)?;
            self.intake.tx.insert(&EventRow::of(event, like.calendar, like.client)?)?;
            let why = Some("one occurrence called off".to_owned());
            return Ok(Taken { outcome: ImportOutcome::Updated, why, notes: Vec::new() });
        }
        let mut all: Option<Taken> = None;
        for row in rows {
            let base = match &row.taken {
                Some(image) => self.intake.tx.of_image::<EventRow>(image)?,
                None => row.clone(),
            };
            let mut event = base.event()?;
            // Where it says no revision, it is of the one that is known.
            let known = self.intake.tx.revision(&row)?;
            let marks = Marks { sequence: item.marks.sequence.or(known.sequence), ..item.marks.clone() };
            event.sequence = sequence(event.sequence);
            let done = if event.status == Status::Cancelled && event.sequence == base.event()?.sequence {
                Taken::unchanged(None)
            } else {
                event.status = Status::Cancelled;
                let event = self.intake.composed(row.calendar, event, stamp)?;
                self.intake.renew(&row, EventRow::of(event, row.calendar, row.client)?, &marks)?
            };
            all = all.filter(|all| all.outcome == ImportOutcome::Updated).or(Some(done));
        }
        let mut taken = all.unwrap_or_else(|| Taken::unchanged(None));
        if taken.outcome == ImportOutcome::Updated {
            taken.why = Some("called off".to_owned());
        }
        Ok(taken)
    }

    fn add(&self, item: &Item, event: &Event, series: &SeriesRows) -> Result<Taken> {
        let Some(master) = &series.master else { return Ok(nowhere(item, series)) };
        let home = self.context.zone();
        let base = match &master.taken {
            Some(image) => self.intake.tx.of_image::<EventRow>(image)?.event()?,
            None => master.event()?,
        };
        let known = |date: &Moment| date.instant(home) == event.start.instant(home);
        if known(&base.start) || base.repeat.dates.iter().any(|date| known(&date.start)) {
            return Ok(Taken::unchanged(None));
        }
        let lasts = |event: &Event| event.end.instant(home) - event.start.instant(home);
        let end = (lasts(event) != lasts(&base)).then(|| event.end.clone());
        let mut whole = base.clone();
        whole.repeat.dates.push(Extra { start: event.start.clone(), end });
        whole.sequence = item.marks.sequence.map_or(base.sequence, |comes| comes.max(base.sequence));
        let stamp = item.marks.stamp.unwrap_or(self.intake.tx.now);
        let whole = self.intake.composed(master.calendar, whole, stamp)?;
        let mut taken = self.intake.renew(master, EventRow::of(whole, master.calendar, master.client)?, &item.marks)?;
        if taken.outcome == ImportOutcome::Updated {
            taken.why = Some(format!("one more date, {}", self.when(event)));
            if (&event.title, &event.location) != (&base.title, &base.location) && !event.title.is_empty() {
                let recurrence = Some(Recurrence { at: event.start.clone(), following: false });
                let own = Event { recurrence, ..event.clone() };
                let own = self.intake.composed(master.calendar, own, stamp)?;
                self.intake.tx.insert(&EventRow::of(own, master.calendar, master.client)?)?;
            }
        }
        Ok(taken)
    }

    /// When an event begins, as people say it at home.
    pub(super) fn when(&self, event: &Event) -> String {
        let (home, today) = (self.context.zone(), self.context.today());
        if event.is_all_day() {
            return day_text(event.start.date(), today);
        }
        let start = event.start.instant(home);
        format!("{} {}", day_text(home.date(start), today), clock::told(home, start))
    }

    /// That no calendar knows what is meant, if none does.
    fn of_nothing(&self, item: &Item) -> Result<Option<String>> {
        let what = match item.method() {
            "CANCEL" => "there is nothing to call off",
            "REPLY" => "nobody was invited to it",
            _ => "nothing is changed",
        };
        let known = !self.intake.tx.calendars_with(&item.uid)?.is_empty();
        Ok((!known).then(|| format!("no calendar here knows the event {}: {what}", item.uid)))
    }
}

/// That what is meant is not there, though its series is known.
pub(super) fn nowhere(item: &Item, series: &SeriesRows) -> Taken {
    match (&item.recurrence, series.rows().next()) {
        (Some(recurrence), Some(row)) => {
            Taken::noted(format!("'{}' has no occurrence at {}", row.name(), recurrence.at))
        }
        _ => Taken::unchanged(Some(Taken::DELETED.to_owned())),
    }
}

/// Counts what became of a component in all calendars that it was for, as of one meeting.
fn tell(taken: Vec<Taken>, counts: &mut Counts) {
    let rank = |taken: &Taken| match taken.outcome {
        ImportOutcome::Updated => 0,
        ImportOutcome::Added => 1,
        ImportOutcome::Unchanged => 2,
    };
    let notes: Vec<String> = taken.iter().flat_map(|one| one.notes.clone()).collect();
    if let Some(first) = taken.into_iter().min_by_key(rank) {
        counts.count(first.outcome, first.why);
    }
    for note in &notes {
        counts.problem(note);
    }
}

/// The occurrence that a component is for, as text; empty for a series whole.
fn instance(item: &Item) -> String {
    item.recurrence.as_ref().map(|recurrence| recurrence.at.to_string()).unwrap_or_default()
}
