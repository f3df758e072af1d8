//! Which reminders are due: a pure function of what there is to be reminded of, what was told, and the present moment.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveTime};

use super::time::{Instant, plus_days};
use super::zone::Zone;

/// What identifies a reminder: it is claimed under it before it is told, and told once.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReminderKey {
    /// `event`, `task`, `hours`, `expiry`, `timer` or `idle`.
    pub kind: String,
    /// The record's id.
    pub subject: i64,
    /// When the occurrence starts or the task is due; of used hours the cycle, of a timer its start.
    pub occurrence: Instant,
    /// How long before that, in seconds; of used hours, the percentage.
    pub lead: i64,
}

/// The kind of a threshold of hours.
pub const HOURS: &str = "hours";

impl ReminderKey {
    /// A threshold, in percent, of an agreement's hours in the cycle that began at `since`.
    pub fn hours(agreement: i64, since: Instant, percent: i64) -> Self {
        Self { kind: HOURS.to_owned(), subject: agreement, occurrence: since, lead: percent }
    }
}

/// What a reminder is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReminderSubject {
    /// A meeting.
    Event,
    /// A whole day, of which it is the first.
    Day,
    /// A task with a time.
    Task,
    /// Hours of a cycle or a block that are used up.
    Hours {
        /// Minutes used.
        used: i64,
        /// Of so many.
        capacity: i64,
    },
    /// Hours that can be used through a day and are lost after it.
    Expiry {
        /// The last day.
        on: NaiveDate,
        /// How many minutes.
        minutes: i64,
    },
    /// A timer that has run long.
    Timer,
    /// Working hours in which nothing is tracked.
    Idle,
}

/// Something to be reminded of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// What identifies it.
    pub key: ReminderKey,
    /// When it falls due.
    pub at: Instant,
    /// Until when it is worth telling: a meeting's end.
    pub until: Instant,
    /// What it is about.
    pub what: ReminderSubject,
    /// The meeting, the task, or the client's name.
    pub title: String,
    /// The client's code.
    pub client: Option<String>,
    /// The meeting's link; empty where it has none.
    pub url: String,
}

/// A reminder to be told, and all that counts as told with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueReminder {
    /// What to tell.
    pub reminder: Reminder,
    /// Its key, and those of earlier reminders of the same that nobody has told.
    pub keys: Vec<ReminderKey>,
}

/// Hours of the day in which nothing is told.
#[derive(Clone, Debug)]
pub struct Quiet {
    /// When they begin.
    pub from: NaiveTime,
    /// When they end; on the next day, if that is no later than they begin.
    pub to: NaiveTime,
    /// The zone they are meant in.
    pub zone: Zone,
}

impl Quiet {
    /// When the quiet hours end that a moment lies in, if it lies in any.
    pub fn end(&self, at: Instant) -> Option<Instant> {
        let local = self.zone.local(at);
        let (time, date) = (local.time(), local.date());
        let over_night = self.to <= self.from;
        let day = match (over_night, time >= self.from, time < self.to) {
            (false, true, true) | (true, _, true) => date,
            (true, true, false) => plus_days(date, 1),
            _ => return None,
        };
        // Where clocks change, never before the moment itself.
        Some(self.zone.read(day.and_time(self.to)).compatible().max(at + 1))
    }
}

/// The reminders that are due and were not told, in the order in which they fell due.
///
/// Of several of one meeting only the last is told, and those before it count as told with it: after a pause nobody
/// wants the same meeting three times. Nor is one told after a later one was.
pub fn due(all: &[Reminder], told: &BTreeSet<ReminderKey>, quiet: Option<&Quiet>, now: Instant) -> Vec<DueReminder> {
    if quiet.is_some_and(|quiet| quiet.end(now).is_some()) {
        return Vec::new();
    }
    let mut groups: BTreeMap<(&str, i64, Instant), Vec<&Reminder>> = BTreeMap::new();
    for reminder in all.iter().filter(|r| r.at <= now && now < r.until) {
        let key = &reminder.key;
        groups.entry((&key.kind, key.subject, key.occurrence)).or_default().push(reminder);
    }
    let last = |group: Vec<&Reminder>| {
        let newest = group.iter().max_by_key(|r| (r.at, r.key.lead)).copied()?;
        let keys = group.iter().map(|r| r.key.clone()).filter(|key| !told.contains(key)).collect();
        (!told.contains(&newest.key)).then(|| DueReminder { reminder: newest.clone(), keys })
    };
    let mut found: Vec<DueReminder> = groups.into_values().filter_map(last).collect();
    found.sort_by_key(|due| (due.reminder.at, due.reminder.key.occurrence, due.reminder.key.subject));
    found
}

/// When the next reminder falls due after a moment, or quiet hours end in which some waits.
pub fn next_due(
    all: &[Reminder],
    told: &BTreeSet<ReminderKey>,
    quiet: Option<&Quiet>,
    now: Instant,
) -> Option<Instant> {
    let awake = |at: Instant| quiet.and_then(|quiet| quiet.end(at)).unwrap_or(at);
    let waiting = all.iter().filter(|r| !told.contains(&r.key));
    let moments = waiting.map(|r| (awake(r.at.max(now)), r.until));
    moments.filter(|(at, until)| *at > now && at < until).map(|(at, _)| at).min()
}

#[cfg(test)]
mod tests;
