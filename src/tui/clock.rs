//! What time does to the picture: when it alters by itself, and what is done then.
//!
//! The clock goes on by the minute, for which nothing is read. Where `clock` is off, and no timer runs and no meeting is within
//! the hour, nothing moves: the header then says as of when its time is, and an idle screen writes nothing to a connection that
//! may have gone dead.

use std::time::Duration;

use super::ui::Ui;
use crate::domain::time::Instant;

/// How often a waiting change is tried again, and how many times: some 15 seconds with the store's own patience.
const AGAIN: Duration = Duration::from_millis(250);
/// The tries.
pub(super) const TRIES: u32 = 33;

impl Ui {
    /// Says when the picture alters by itself next.
    pub fn next_wake(&self) -> Instant {
        let planned = self.locks_at().into_iter().fold(self.watch.planned(), Instant::min);
        if self.session.seconds() { planned.min(self.session.now() + 1) } else { planned }
    }

    /// When the clock shows another minute.
    pub(super) fn next_minute(&self) -> Option<Instant> {
        self.session.next_minute()
    }

    /// How long nothing needs doing, as the clock stands; never more than a minute, because a
    /// machine that sleeps does not count the time.
    pub fn idle(&self) -> Duration {
        if self.is_waiting() {
            return AGAIN;
        }
        let seconds = (self.next_wake() - self.session.env().now()).clamp(0, 60);
        Duration::from_secs(u64::try_from(seconds).unwrap_or(0))
    }

    /// Brings the picture to the present moment; whether the data was read for it.
    pub(super) fn catch_up(&mut self) -> bool {
        let (before, now) = (self.session.now(), self.session.env().now());
        let due = self.watch.is_due(now) || now < before;
        if due {
            self.reload();
            let zone = self.session.zone();
            if zone.date(before) != zone.date(now) {
                self.renew();
            }
        }
        self.session.be_at(now);
        due
    }

    /// Does what has come due: tries a waiting change again, and follows the clock. Whether anything may look different.
    pub fn wake(&mut self) -> bool {
        let waited = self.layers.is_waiting();
        if let Some(pending) = self.layers.take_waiting() {
            self.attempt(pending);
        }
        let before = self.session.now();
        let due = self.catch_up();
        let locked = !self.is_locked() && self.lock_if_alone();
        let altered = self.watch.has_altered(self.session.now());
        let asked = self.ask_about_timer();
        waited || due || locked || altered || asked || self.session.seconds() && self.session.now() != before
    }
}
