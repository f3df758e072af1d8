//! A reminder in words, and as a line of JSON.

use serde::{Deserialize, Serialize};

use crate::command::grammar::duration::write_duration;
use crate::domain::reminder::{Reminder, ReminderSubject};
use crate::domain::time::{Instant, clock, hours_minutes, in_days};
use crate::domain::zone::Zone;
use crate::notify::{Button, JOIN, Notice, Urgency};
use crate::records::leads::in_words;

/// A reminder as it is told, here or, as a line of JSON, on another machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcement {
    /// `event`, `task`, `hours`, `expiry`, `timer` or `idle`.
    pub kind: String,
    /// The record's id.
    pub id: i64,
    /// The client's code.
    pub client: Option<String>,
    /// What it is about: the meeting, the task, or a sentence.
    pub title: String,
    /// When the meeting starts or the task is due, RFC 3339.
    pub start: Option<String>,
    /// How long before that it fell due, in minutes; less than 0 is after it.
    pub lead_minutes: Option<i64>,
    /// The rest in words.
    pub text: String,
    /// The meeting's link.
    #[serde(default)]
    pub url: Option<String>,
}

impl Announcement {
    /// A reminder as it is told now. `hidden` leaves out what it is about: it may be seen by others.
    pub fn of(reminder: &Reminder, now: Instant, zone: &Zone, hidden: bool) -> Self {
        let timed = matches!(reminder.what, ReminderSubject::Event | ReminderSubject::Day | ReminderSubject::Task);
        let (title, text) = text(reminder, now, zone, hidden);
        // The client stands in a field of its own.
        let title = if timed && !hidden { reminder.title.clone() } else { title };
        Self {
            kind: reminder.key.kind.clone(),
            id: reminder.key.subject,
            client: reminder.client.clone().filter(|_| !hidden),
            title,
            start: timed.then(|| zone.rfc3339(reminder.key.occurrence)),
            lead_minutes: timed.then(|| reminder.key.lead.div_euclid(60)),
            text,
            url: Some(reminder.url.clone()).filter(|url| !hidden && !url.is_empty()),
        }
    }
}

/// A reminder as a channel tells it.
pub fn notice(reminder: &Reminder, now: Instant, zone: &Zone, hidden: bool) -> Notice {
    let start = reminder.key.occurrence;
    let timed = matches!(reminder.what, ReminderSubject::Event | ReminderSubject::Task);
    let (title, body) = text(reminder, now, zone, hidden);
    let (what, rest) = text(reminder, now, zone, true);
    let private = match (&reminder.what, start - now) {
        (ReminderSubject::Event, seconds @ 1..) => format!("meeting in {}", in_words(seconds)),
        _ => format!("{what}: {rest}"),
    };
    let key = &reminder.key;
    let link = if hidden { String::new() } else { reminder.url.clone() };
    let join = (!link.is_empty()).then(|| Button::new(JOIN, "Join"));
    let later = [("5m", "In 5 min"), ("10m", "In 10 min"), ("15m", "In 15 min"), ("start", "When it begins")];
    let later = later.iter().filter(|(key, _)| timed && (*key != "start" || start > now));
    Notice {
        title,
        body,
        kind: key.kind.clone(),
        client: reminder.client.clone().filter(|_| !hidden).unwrap_or_default(),
        start: if timed { clock(zone.local(start).time()) } else { String::new() },
        private,
        urgency: if timed { Urgency::before(start - now) } else { Urgency::Normal },
        buttons: join.into_iter().chain(later.map(|(key, label)| Button::new(key, label))).collect(),
        link,
        about: format!("{} {} {} {}", key.kind, key.subject, start.0, key.lead),
    }
}

/// Its title and its text; without a word of what it is about, if that is `hidden`.
pub fn text(reminder: &Reminder, now: Instant, zone: &Zone, hidden: bool) -> (String, String) {
    let start = reminder.key.occurrence;
    let of_client = reminder.client.as_ref().map(|c| format!(" ({c})")).unwrap_or_default();
    let named = |what: &str| if hidden { what.to_owned() } else { format!("{}{of_client}", reminder.title) };
    match &reminder.what {
        ReminderSubject::Event => (named("meeting"), when(start, now, zone)),
        ReminderSubject::Day => {
            (named("a day in the calendar"), zone.date(start).format("%a %-d %b, all day").to_string())
        }
        ReminderSubject::Task => (named("a task is due"), format!("due {}", when(start, now, zone))),
        ReminderSubject::Hours { used, capacity } => {
            let percent = reminder.key.lead;
            let title = if hidden { "a client's hours".to_owned() } else { reminder.title.clone() };
            let figures = format!("{} of {} used", hours_minutes(*used), hours_minutes(*capacity));
            let text = if hidden { format!("{percent} % are used") } else { format!("{percent} %: {figures}") };
            (title, text)
        }
        ReminderSubject::Expiry { on, minutes } => {
            let left = in_days((*on - zone.date(now)).num_days());
            let hours = if hidden { "hours".to_owned() } else { format!("{} h", hours_minutes(*minutes)) };
            let title = if hidden { "a client's hours".to_owned() } else { reminder.title.clone() };
            (title, format!("{hours} expire {left}, {}", on.format("%-d %b")))
        }
        ReminderSubject::Timer => {
            let ran = write_duration((now - start).max(0) / 60 * 60);
            let title = if hidden { "the timer".to_owned() } else { format!("the timer for {}", reminder.title) };
            (title, format!("has run {ran}: forgotten?"))
        }
        ReminderSubject::Idle => {
            ("nothing is tracked".to_owned(), format!("since {}", clock(zone.local(start).time())))
        }
    }
}

/// `15:00, in 10 min`.
fn when(start: Instant, now: Instant, zone: &Zone) -> String {
    let at = zone.local(start);
    let same_day = at.date() == zone.date(now);
    let at = if same_day { at.format("%H:%M") } else { at.format("%a %H:%M") };
    match start - now {
        ..=0 => format!("since {at}"),
        seconds => format!("{at}, in {}", in_words(seconds)),
    }
}
