//! The watch that is kept: when the picture alters by itself, signs of life, sleep of the machine, and what was asked
//! about the timer.

use crate::app::forgotten::{Forgotten, Why};
use crate::domain::time::Instant;

/// Seconds that the loop never sleeps: after more, the machine did.
const SLEPT: i64 = 180;
/// Seconds within which one key is as good a sign of life as another.
const OFTEN: i64 = 60;

/// What is known of the clock, and of who is there.
pub struct Watch {
    /// When what was read alters by itself next.
    planned: Instant,
    /// When a picture that was drawn last looks otherwise by itself.
    alters: Option<Instant>,
    /// When the loop last looked at the clock.
    looked: Instant,
    /// When a sign of life was last noted.
    noted: Instant,
    /// When it was last looked whether the timer is forgotten.
    checked: Instant,
    /// From when to when the machine slept, if the timer was not looked at since.
    slept: Option<(Instant, Instant)>,
    /// Whether the timer is to be asked about as soon as nothing is open.
    unasked: bool,
    /// The timer that was asked about last, and when.
    asked_about: Option<(i64, Instant)>,
}

impl Watch {
    /// From a moment on.
    pub fn new(now: Instant) -> Self {
        Self {
            planned: now,
            alters: None,
            looked: now,
            noted: Instant(0),
            checked: Instant(0),
            slept: None,
            unasked: false,
            asked_about: None,
        }
    }

    /// Plans for the next of some moments.
    pub fn plan(&mut self, moments: Vec<Instant>, now: Instant) {
        self.planned = moments.into_iter().filter(|at| *at > now).min().unwrap_or(now + 86_400);
    }

    /// Notes when a picture that was drawn looks otherwise by itself.
    pub fn drawn(&mut self, alters: Option<Instant>) {
        self.alters = alters;
    }

    /// When the picture alters by itself next.
    pub fn planned(&self) -> Instant {
        self.alters.into_iter().fold(self.planned, Instant::min)
    }

    /// Whether what was read is to be read again.
    pub fn is_due(&self, now: Instant) -> bool {
        now >= self.planned
    }

    /// Whether a picture looks otherwise than it was drawn.
    pub fn has_altered(&self, now: Instant) -> bool {
        self.alters.is_some_and(|at| at <= now)
    }

    /// Has the timer looked at anew, because the data was read.
    pub fn look_anew(&mut self) {
        self.checked = Instant(0);
    }

    /// Looks at the clock; whether it is to be looked whether the timer is forgotten. `free` is whether nothing is open.
    pub fn looks(&mut self, now: Instant, timer: bool, free: bool) -> bool {
        let slept = Some((self.looked, now)).filter(|(from, to)| *to - *from > SLEPT);
        self.looked = now;
        self.slept = self.slept.into_iter().chain(slept).max_by_key(|(from, to)| *to - *from);
        if !timer {
            (self.slept, self.unasked) = (None, false);
            return false;
        }
        // Whoever was there a moment ago has forgotten nothing since: to look costs more than to draw.
        let waits = self.unasked && free;
        if slept.is_none() && !waits && (0..OFTEN).contains(&(now - self.checked)) {
            return false;
        }
        self.checked = now;
        true
    }

    /// From when to when the machine slept, if the timer was not looked at since.
    pub fn slept(&self) -> Option<(Instant, Instant)> {
        self.slept
    }

    /// Takes what looks forgotten, and gives it back if it is to be asked about now; while something is open it waits.
    pub fn ask(&mut self, found: Option<Forgotten>, now: Instant, free: bool) -> Option<Forgotten> {
        self.unasked = found.is_some() && !free;
        if self.unasked {
            return None;
        }
        self.slept = None;
        self.asked_about = found.as_ref().map(|f| (f.entry, now)).or(self.asked_about);
        found
    }

    /// Whether it was asked already, and nothing has happened since that is worth asking again: for a timer that runs
    /// long that is as many seconds once more.
    pub fn has_asked(&self, found: &Forgotten, now: Instant, long: i64) -> bool {
        self.asked_about.filter(|(entry, _)| *entry == found.entry).is_some_and(|(_, at)| match found.why {
            Why::Away => found.last < at,
            Why::Long => now - at <= long,
        })
    }

    /// The timer that was asked about last, and when.
    pub fn asked_about(&self) -> Option<(i64, Instant)> {
        self.asked_about
    }

    /// Whether a sign of life is worth noting; none while the timer is to be asked about.
    pub fn wants_sign(&self, now: Instant) -> bool {
        !self.unasked && !(0..OFTEN).contains(&(now - self.noted))
    }

    /// Notes that a sign of life was noted.
    pub fn note_sign(&mut self, now: Instant) {
        self.noted = now;
    }
}
