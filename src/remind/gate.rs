//! No more in a minute than a person can hear: the rest is counted.

use std::time::{Duration, Instant};

/// How many are let through in a minute.
const MOST: usize = 20;
const MINUTE: Duration = Duration::from_mins(1);

/// How many are let through in a minute, from the first on.
#[derive(Default)]
pub(super) struct Gate {
    begun: Option<Instant>,
    through: usize,
    held: usize,
}

impl Gate {
    /// Whether one more is let through; else it is counted.
    pub(super) fn admits(&mut self, now: Instant) -> bool {
        self.begun.get_or_insert(now);
        if self.through < MOST {
            self.through += 1;
            return true;
        }
        self.held += 1;
        false
    }

    /// How many were counted in a minute that is over now.
    pub(super) fn over(&mut self, now: Instant) -> usize {
        if self.left(now).is_some_and(|left| left.is_zero()) { self.take() } else { 0 }
    }

    /// What is left of the minute, if one has begun.
    pub(super) fn left(&self, now: Instant) -> Option<Duration> {
        self.begun.map(|begun| MINUTE.saturating_sub(now.duration_since(begun)))
    }

    /// Begins anew: how many were counted.
    pub(super) fn take(&mut self) -> usize {
        std::mem::take(self).held
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minute_lets_so_many_through_and_counts_the_rest() {
        let begun = Instant::now();
        let after = |seconds| begun + Duration::from_secs(seconds);
        let mut gate = Gate::default();
        assert_eq!(gate.left(begun), None, "nobody waits where nothing comes");
        assert_eq!((0..57).filter(|n| gate.admits(after(*n))).count(), MOST);
        assert_eq!((gate.over(after(59)), gate.left(after(59))), (0, Some(Duration::from_secs(1))));
        assert_eq!((gate.over(after(60)), gate.left(after(60))), (37, None));
        assert_eq!((0..3).filter(|n| gate.admits(after(70 + n))).count(), 3, "the next minute");
        assert_eq!(gate.take(), 0);
    }
}
