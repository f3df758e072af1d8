//! How long an event lasts, and so when each of its occurrences ends.

use chrono::{NaiveDateTime, TimeDelta};

use crate::domain::event::Event;
use crate::domain::time::{Instant, plus_days};
use crate::domain::zone::Zone;

const DAY: i64 = 86_400;

/// A length, apart from any one start.
#[derive(Clone, Copy, Debug)]
pub struct NominalDuration {
    /// Calendar days, whatever the clocks do.
    days: i64,
    /// Seconds that pass.
    seconds: i64,
}

impl NominalDuration {
    /// The length of an event: its DURATION as written, else from its start to its end (RFC 5545 3.8.5.3). Never below 0.
    pub fn of(event: &Event, home: &Zone) -> Self {
        let (days, seconds) = match event.duration {
            Some(length) => (length.days, length.seconds),
            None if event.is_all_day() => ((event.end.date() - event.start.date()).num_days(), 0),
            None => (0, event.end.instant(home) - event.start.instant(home)),
        };
        if days.saturating_mul(DAY).saturating_add(seconds) < 0 {
            Self { days: 0, seconds: 0 }
        } else {
            Self { days, seconds }
        }
    }

    /// Seconds that no occurrence exceeds.
    pub fn most(self) -> i64 {
        self.days.saturating_mul(DAY).saturating_add(self.seconds).saturating_add(if self.days == 0 { 0 } else { DAY })
    }

    /// When an occurrence ends that starts at a wall-clock reading in a zone, `at` being the instant of it.
    pub fn end(self, wall: NaiveDateTime, zone: &Zone, all_day: bool, at: Instant) -> Instant {
        let end = match TimeDelta::try_days(self.days).and_then(|days| wall.checked_add_signed(days)) {
            _ if all_day => zone.start_of(plus_days(wall.date(), self.days)),
            Some(end) if self.days != 0 => zone.read(end).compatible(),
            _ => at,
        };
        (end + self.seconds).max(at)
    }
}
