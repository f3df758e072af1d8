//! An event's own reminders (VALARM, RFC 5545 3.6.6).

use serde::{Deserialize, Serialize};

use crate::domain::time::Instant;

/// Times a reminder repeats at most, whatever REPEAT asks for.
const REPEATS: u32 = 50;

/// A reminder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alarm {
    /// When it is told first.
    pub trigger: Trigger,
    /// How often it is told again.
    #[serde(default)]
    pub repeat: u32,
    /// Seconds between one time and the next.
    #[serde(default)]
    pub every: i64,
    /// When it was last seen, here or elsewhere (ACKNOWLEDGED, RFC 9074 6.1): what fell due until then is silent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Instant>,
}

/// When a reminder is told first (RFC 5545 3.8.6.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trigger {
    /// Seconds before the start; less than 0 is after it.
    BeforeStart(i64),
    /// Seconds before the end; less than 0 is after it.
    BeforeEnd(i64),
    /// An instant of its own.
    At(Instant),
}

impl Alarm {
    /// When it is told for an occurrence, in order; what was seen already is not.
    pub fn instants(&self, start: Instant, end: Instant) -> impl Iterator<Item = Instant> + use<> {
        let first = match self.trigger {
            Trigger::BeforeStart(lead) => start - lead,
            Trigger::BeforeEnd(lead) => end - lead,
            Trigger::At(at) => at,
        };
        let (every, again) = (self.every, if self.every > 0 { self.repeat.min(REPEATS) } else { 0 });
        let seen = self.seen;
        let told = (0..=again).map(move |n| first + every.saturating_mul(i64::from(n)));
        told.filter(move |at| seen.is_none_or(|seen| *at > seen))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_are_told_in_order_and_bounded() {
        let alarm = Alarm { trigger: Trigger::BeforeStart(900), repeat: 2, every: 300, seen: None };
        let told: Vec<i64> = alarm.instants(Instant(1_000), Instant(2_000)).map(|at| at.0).collect();
        assert_eq!(told, [100, 400, 700]);
        let seen = Alarm { seen: Some(Instant(400)), ..alarm };
        assert_eq!(seen.instants(Instant(1_000), Instant(2_000)).map(|at| at.0).collect::<Vec<_>>(), [700]);
        let endless = Alarm { trigger: Trigger::BeforeEnd(0), repeat: u32::MAX, every: 1, seen: None };
        assert_eq!(endless.instants(Instant(0), Instant(0)).count(), 51);
    }
}
