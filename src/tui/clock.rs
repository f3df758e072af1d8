//! What time does to the picture: when it alters by itself, and what is done then.
//!
//! Without a timer, and with no meeting within the hour, nothing on the screen moves by the minute: the
//! header then says as of when its time is. So an idle screen sleeps, and writes nothing to a connection
//! that may have gone dead.

use std::time::Duration;

use super::ui::Ui;
use crate::domain::time::{Instant, plus_days};
use crate::records::calendar::agenda::Row as Meeting;

/// How often a waiting change is tried again, and how many times: some 15 seconds with the store's own patience.
const AGAIN: Duration = Duration::from_millis(250);
/// The tries.
pub(super) const TRIES: u32 = 33;

impl Ui {
    /// Whether the picture changes by the minute: a timer runs, or the next meeting is within the hour.
    pub(super) fn ticks(&self) -> bool {
        let near = |m: &Meeting| (1..=59 * 60).contains(&(m.at.start - self.now));
        self.board.status.running.is_some() || self.board.status.next.as_ref().is_some_and(near)
    }

    /// Whether a timer's seconds are shown.
    fn seconds(&self) -> bool {
        self.world.config.seconds && self.board.status.running.is_some()
    }

    /// Works out when the picture alters by itself next, or a reminder is due.
    pub(super) fn plan(&mut self) {
        let now = self.now;
        let zone = &self.store.setting().zone;
        let mut at = vec![zone.start_of(plus_days(zone.date(now), 1))];
        if self.ticks() {
            at.push(Instant(now.0 - now.0.rem_euclid(60) + 60));
        }
        if let Some(next) = &self.board.status.next {
            let hours = ((next.at.start - now + 59) / 60 / 60).max(1);
            at.extend([next.at.start - (hours * 60 - 1) * 60, next.at.start]);
        }
        let day = self.board.days.iter().flat_map(|d| &d.rows).filter(|m| m.at.all_day.is_none());
        at.extend(day.flat_map(|m| [m.at.start, m.at.end]));
        at.extend(self.board.tasks.iter().filter_map(|t| t.task.due_at));
        at.extend(self.reminders.next(now));
        at.extend(self.standing.iter().map(|(_, until)| *until));
        self.planned = at.into_iter().filter(|at| *at > now).min().unwrap_or(now + 86_400);
    }

    /// When the picture alters by itself next.
    pub fn next_wake(&self) -> Instant {
        let planned = self.alters.into_iter().chain(self.locks_at()).fold(self.planned, Instant::min);
        if self.seconds() { planned.min(self.now + 1) } else { planned }
    }

    /// How long nothing needs doing, as the clock stands; never more than a minute, because a
    /// machine that sleeps does not count the time.
    pub fn idle(&self) -> Duration {
        if self.pending.is_some() || self.unclaimed {
            return AGAIN;
        }
        let seconds = (self.next_wake() - self.world.now()).clamp(0, 60);
        Duration::from_secs(u64::try_from(seconds).unwrap_or(0))
    }

    /// Brings the picture to the present moment; whether the data was read for it.
    pub(super) fn catch_up(&mut self) -> bool {
        let (before, now) = (self.now, self.world.now());
        let due = now >= self.planned || now < before;
        if due {
            self.reload();
            let zone = &self.store.setting().zone;
            if zone.date(before) != zone.date(now) {
                self.renew();
            }
        }
        self.now = now;
        due
    }

    /// Does what has come due: tries a waiting change again, and follows the clock. Whether anything may look different.
    pub fn wake(&mut self) -> bool {
        let waited = self.pending.is_some();
        if let Some(pending) = self.pending.take() {
            self.attempt(pending);
        }
        let before = self.now;
        let due = self.catch_up();
        let locked = self.lock.is_none() && self.lock_if_alone();
        let altered = self.alters.is_some_and(|at| at <= self.now);
        let asked = self.ask_about_timer();
        waited || due || locked || altered || asked || self.seconds() && self.now != before
    }
}
