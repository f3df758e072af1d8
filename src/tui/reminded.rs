//! What there is to be reminded of, what was told, and what of that still stands above the footer.

use super::session::Session;
use crate::app::reminders::{Reminders, notice};
use crate::domain::reminder::{Reminder, ReminderSubject};
use crate::domain::time::Instant;
use crate::error::Result;
use crate::notify::Delivery;

/// How long one stands at least that nobody puts away, in seconds.
const STANDS: i64 = 10 * 60;
/// How long after its moment that of a meeting or a task stands, in seconds.
const AFTER: i64 = 5 * 60;

/// Whether a reminder is of something that can be put off.
pub fn is_timed(reminder: &Reminder) -> bool {
    matches!(reminder.what, ReminderSubject::Event | ReminderSubject::Day | ReminderSubject::Task)
}

/// The reminders of the screen: what there is to be told, and what became of it.
pub struct Reminded {
    known: Reminders,
    /// The meeting or task that was told last.
    last: Option<Reminder>,
    /// What was told and still stands above the footer, the newest first, and until when.
    standing: Vec<(Reminder, Instant)>,
    /// Whether the data was read since reminders were looked for.
    reloaded: bool,
    /// Whether a reminder could not be claimed because the database was busy.
    unclaimed: bool,
    /// Why the last one did not go where it should have.
    trouble: Option<String>,
}

impl Reminded {
    /// Begins with nothing, and all of it to be looked for.
    pub fn new() -> Self {
        Self {
            known: Reminders::default(),
            last: None,
            standing: Vec::new(),
            reloaded: true,
            unclaimed: false,
            trouble: None,
        }
    }

    /// What there is to be reminded of, as it was last read.
    pub fn known(&self) -> &Reminders {
        &self.known
    }

    /// Has reminders looked for anew, because the data was read.
    pub fn look_anew(&mut self) {
        self.reloaded = true;
    }

    /// Whether there may be something new.
    pub fn is_due(&self) -> bool {
        self.reloaded || self.unclaimed
    }

    /// Whether one could not be claimed, so that it is tried again at once.
    pub fn is_unclaimed(&self) -> bool {
        self.unclaimed
    }

    /// Claims those that are due, which are to be told and stand from now on.
    pub fn claim(&mut self, session: &Session) -> Result<Vec<Reminder>> {
        let mut read = Reminders::read(&session.context())?;
        read.keep(&self.known);
        self.known = read;
        (self.reloaded, self.unclaimed) = (false, false);
        // Not claimed, not told: it is tried again at once.
        let Ok(found) = self.known.take(session.store(), session.now()) else {
            self.unclaimed = true;
            return Ok(Vec::new());
        };
        self.stand(&found, session.now());
        self.last = found.iter().rfind(|r| is_timed(r)).cloned().or(self.last.take());
        Ok(found)
    }

    fn stand(&mut self, found: &[Reminder], now: Instant) {
        let until = |r: &Reminder| {
            let timed = matches!(r.what, ReminderSubject::Event | ReminderSubject::Task);
            let wanted = if timed { (r.key.occurrence + AFTER).max(now + STANDS) } else { now + STANDS };
            wanted.min(r.until)
        };
        let new: Vec<_> = found.iter().map(|r| (r.clone(), until(r))).collect();
        // Of what is told again, only the last stands.
        self.standing.retain(|(old, _)| {
            let same = |new: &Reminder| {
                (&new.key.kind, new.key.subject, new.key.occurrence)
                    == (&old.key.kind, old.key.subject, old.key.occurrence)
            };
            !found.iter().any(same)
        });
        self.standing.splice(0..0, new);
    }

    /// The one that is seen, and how many stand behind it.
    pub fn seen(&self) -> Option<(&Reminder, usize)> {
        self.standing.first().map(|(reminder, _)| (reminder, self.standing.len() - 1))
    }

    /// Puts away those that have stood long enough.
    pub fn pass(&mut self, now: Instant) {
        self.standing.retain(|(_, until)| *until > now);
    }

    /// Puts away the one that is seen; whether there was one.
    pub fn put_away(&mut self) -> bool {
        let any = !self.standing.is_empty();
        if any {
            self.standing.remove(0);
        }
        any
    }

    /// Puts away what was answered where it was told outside the screen.
    pub fn answered(&mut self, about: &str, session: &Session) {
        self.standing.retain(|(r, _)| notice(r, session.now(), session.zone(), true).about != about);
    }

    /// The meeting or task that can be put off: the one that is seen, else the one that was told last. If it stands, it
    /// is put away: what asks about it says what it is.
    pub fn put_off(&mut self, now: Instant) -> Option<Reminder> {
        let seen = self.standing.first().map(|(r, _)| r).filter(|r| is_timed(r));
        let reminder = seen.or(self.last.as_ref()).filter(|r| now < r.until).cloned()?;
        self.standing.retain(|(r, _)| r.key != reminder.key);
        Some(reminder)
    }

    /// The moments at which one falls due, or stands no longer.
    pub fn moments(&self, now: Instant) -> impl Iterator<Item = Instant> + '_ {
        self.known.next(now).into_iter().chain(self.standing.iter().map(|(_, until)| *until))
    }

    /// Why the last one did not go where it should have.
    pub fn trouble(&self) -> Option<&str> {
        self.trouble.as_deref()
    }

    /// Hears what became of one outside the screen; whether that is news.
    pub fn heard(&mut self, told: &Delivery) -> bool {
        let trouble = told.trouble();
        let news = trouble != self.trouble;
        self.trouble = trouble;
        news
    }

    /// Notes why one does not go where it should.
    pub fn troubled(&mut self, why: String) {
        self.trouble = Some(why);
    }
}
