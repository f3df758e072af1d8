//! What a newer version of an event changes, and what of the one that is here stays.
//!
//! Of each field there are three: as it was when it was last taken in, as it is here, and as it comes now. What has not
//! changed there stays as it is here; what has changed on both sides comes from there, and is told.

use crate::domain::event::{Attendee, Event, Moment, ParticipationStatus, RecurrenceProperties};

/// An event out of the one that is here and the one that comes.
pub(super) struct Merged {
    /// As it is from now on; with the component that came.
    pub event: Event,
    /// Whether something of it is other than it came.
    pub own: bool,
    /// What was changed here and is replaced: of what, what it was, and what it is now.
    pub replaced: Vec<(String, String, String)>,
}

/// Makes one of what is here and what comes; `base` is what came last time.
pub(super) fn merge(base: &Event, here: &Event, there: &Event) -> Merged {
    let mut replaced = Vec::new();
    let mut event = Event {
        title: text("Title", (&base.title, &here.title, &there.title), &mut replaced),
        location: text("Place", (&base.location, &here.location, &there.location), &mut replaced),
        description: text("Note", (&base.description, &here.description, &there.description), &mut replaced),
        url: field("Link", (&base.url, &here.url, &there.url), |url| url.clone().unwrap_or_default(), &mut replaced),
        status: field(
            "Status",
            (&base.status, &here.status, &there.status),
            |status| status.as_str().to_owned(),
            &mut replaced,
        ),
        transparent: field(
            "Free/busy",
            (&base.transparent, &here.transparent, &there.transparent),
            |free| if *free { "free" } else { "busy" }.to_owned(),
            &mut replaced,
        ),
        organizer: field(
            "Organizer",
            (&base.organizer, &here.organizer, &there.organizer),
            |mail| mail.clone().unwrap_or_default(),
            &mut replaced,
        ),
        alarms: field(
            "Reminders",
            (&base.alarms, &here.alarms, &there.alarms),
            |alarms| alarms.as_ref().map_or("as usual".to_owned(), |alarms| alarms.len().to_string()),
            &mut replaced,
        ),
        attendees: attendees(base, here, there, &mut replaced),
        repeat: repeat(base, here, there, &mut replaced),
        ..there.clone()
    };
    let when = |event: &Event| (event.start.clone(), event.end.clone(), event.duration);
    let times = (&when(base), &when(here), &when(there));
    (event.start, event.end, event.duration) = field("Time", times, |(start, ..)| clock(start), &mut replaced);
    let own = event != *there;
    if own {
        // So that whoever gets it from here sees that it is another.
        event.sequence = event.sequence.max(here.sequence);
    }
    Merged { event, own, replaced }
}

/// A time as it was written, without its zone.
fn clock(moment: &Moment) -> String {
    moment.wall().format(if moment.is_date() { "%Y-%m-%d" } else { "%Y-%m-%d %H:%M" }).to_string()
}

/// Whether two versions say the same, whatever number and stamp they have.
pub(super) fn same(one: &Event, other: &Event) -> bool {
    *one == Event { sequence: one.sequence, component: one.component.clone(), ..other.clone() }
}

fn field<T: Clone + PartialEq>(
    name: &str,
    (base, here, there): (&T, &T, &T),
    words: impl Fn(&T) -> String,
    replaced: &mut Vec<(String, String, String)>,
) -> T {
    if there == base {
        return here.clone();
    }
    if here != base && here != there {
        replaced.push((name.to_owned(), words(here), words(there)));
    }
    there.clone()
}

fn text(name: &str, all: (&String, &String, &String), replaced: &mut Vec<(String, String, String)>) -> String {
    field(name, all, Clone::clone, replaced)
}

fn repeat(
    base: &Event,
    here: &Event,
    there: &Event,
    replaced: &mut Vec<(String, String, String)>,
) -> RecurrenceProperties {
    let rules = |event: &Event| (event.repeat.rules.clone(), event.repeat.exrules.clone());
    let words = |(rules, _): &(Vec<String>, Vec<String>)| rules.join(" ");
    let (rules, exrules) = field("Repeat", (&rules(base), &rules(here), &rules(there)), words, replaced);
    RecurrenceProperties {
        rules,
        exrules,
        dates: set(&base.repeat.dates, &here.repeat.dates, &there.repeat.dates),
        except: set(&base.repeat.except, &here.repeat.except, &there.repeat.except),
    }
}

/// What came, with what was added here and without what was taken out here.
fn set<T: Clone + PartialEq>(base: &[T], here: &[T], there: &[T]) -> Vec<T> {
    if there == base {
        return here.to_vec();
    }
    let kept = there.iter().filter(|one| here.contains(one) || !base.contains(one));
    let added = here.iter().filter(|one| !base.contains(one) && !there.contains(one));
    kept.chain(added).cloned().collect()
}

/// Whoever is invited there, each with the answer that changed last.
fn attendees(base: &Event, here: &Event, there: &Event, replaced: &mut Vec<(String, String, String)>) -> Vec<Attendee> {
    if there.attendees == base.attendees {
        return here.attendees.clone();
    }
    let answer = |event: &Event, email: &str| {
        event.attendees.iter().find(|a| a.email.eq_ignore_ascii_case(email)).map(|a| a.answer)
    };
    let mut all = there.attendees.clone();
    for attendee in &mut all {
        let (was, now) = (answer(base, &attendee.email), answer(here, &attendee.email));
        if let (Some(was), Some(now)) = (was, now) {
            let name = format!("The answer of {}", called(attendee));
            let words = |answer: &ParticipationStatus| said(*answer).to_owned();
            attendee.answer = field(&name, (&was, &now, &attendee.answer), words, replaced);
        }
    }
    all
}

/// What someone invited is called.
pub(super) fn called(attendee: &Attendee) -> &str {
    if attendee.name.trim().is_empty() { &attendee.email } else { attendee.name.trim() }
}

/// What someone invited has said.
pub(super) fn said(answer: ParticipationStatus) -> &'static str {
    match answer {
        ParticipationStatus::NeedsAction => "has not answered",
        ParticipationStatus::Accepted => "accepted",
        ParticipationStatus::Declined => "declined",
        ParticipationStatus::Tentative => "answered maybe",
        ParticipationStatus::Delegated => "sends someone else",
    }
}
