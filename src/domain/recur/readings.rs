//! What single rules give, for changing a series: when it is split or moved, each rule is asked what it gave before.

use chrono::{NaiveDate, NaiveDateTime};

use super::rule::Rule;
use super::starts::{Named, Refused, Starts};
use super::walk::{Purse, Window, walk};
use crate::domain::event::{Event, Moment};
use crate::domain::time::Instant;
use crate::domain::zone::Zone;

/// Steps one question may take.
const STEPS: u32 = 100_000;

/// What one rule gives from some reading on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readings {
    /// Wall-clock readings in the event's zone, in order.
    pub walls: Vec<NaiveDateTime>,
    /// Whether these are all there are.
    pub complete: bool,
}

/// What a rule of an event gives from `from` up to and including `to`, at most so many; why it cannot be read.
pub fn readings(
    event: &Event,
    home: &Zone,
    rule: &str,
    (from, to): (NaiveDateTime, NaiveDateTime),
    most: usize,
) -> Result<Readings, String> {
    let starts = Starts::of(event, home);
    let rule: Rule = rule.parse()?;
    let (last, until) = starts.until(rule.until.as_ref());
    let to = last.map_or(to, |last| last.min(to));
    let (mut purse, mut walls) = (Purse { steps: STEPS, found: most }, Vec::new());
    let complete = walk(rule, event.start.wall(), Window { from, to }, &mut purse, &mut walls).is_ok();
    if let Some(until) = until {
        while walls.last().is_some_and(|wall| starts.instant(*wall) > until) {
            walls.pop();
        }
    }
    Ok(Readings { walls, complete })
}

/// The next starts of an event from an instant on, by the names they have in their series, whether or not they were
/// deleted or replaced.
pub fn coming(event: &Event, home: &Zone, from: Instant, most: usize) -> Vec<(Moment, Instant)> {
    let mut whole = event.clone();
    whole.repeat.except.clear();
    let starts = Starts::of(&whole, home);
    let end: NaiveDateTime = NaiveDate::from_ymd_opt(9_999, 12, 31).unwrap_or_default().into();
    // A reading may lie before or after the instant that surrounds it where clocks change.
    let begin = starts.zone.local(from - 86_400).max(NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or_default().into());
    // A rule without end would use up what the others need, so it is looked no further than is called for.
    let mut days = 32;
    loop {
        let to = chrono::TimeDelta::try_days(days).and_then(|days| begin.checked_add_signed(days));
        let to = to.map_or(end, |to| to.min(end));
        let (mut purse, mut refused) = (Purse { steps: STEPS, found: 10_000 }, Refused::default());
        let found = starts.within(Window { from: begin, to }, &mut purse, &mut refused).into_iter();
        let found: Vec<_> = found.filter(|start| start.at >= from).collect();
        if found.len() >= most || to == end || !refused.why.is_empty() {
            let named = |start: super::Start<'_>| (super::name(&whole, &start), start.at);
            return found.into_iter().take(most).map(named).collect();
        }
        days *= 8;
    }
}

/// The starts of an event that its EXDATEs take away, by the names they have in their series, in order.
pub fn deleted(event: &Event, home: &Zone) -> Vec<(Moment, Instant)> {
    let except = &event.repeat.except;
    let walls = || except.iter().map(Moment::wall);
    let (Some(first), Some(last)) = (walls().min(), walls().max()) else { return Vec::new() };
    let mut whole = event.clone();
    whole.repeat.except.clear();
    let starts = Starts::of(&whole, home);
    let days = chrono::TimeDelta::days(2);
    let window = Window {
        from: first.checked_sub_signed(days).unwrap_or(first),
        to: last.checked_add_signed(days).unwrap_or(last),
    };
    let (mut purse, mut refused) = (Purse { steps: STEPS, found: 10_000 }, Refused::default());
    let named = Named::new(&starts, except);
    let found = starts.within(window, &mut purse, &mut refused).into_iter();
    found
        .filter(|start| named.names(start.wall, start.at))
        .map(|start| (super::name(&whole, &start), start.at))
        .collect()
}

/// The value of a rule's part, in capitals.
pub fn part(rule: &str, name: &str) -> Option<String> {
    let parts = rule.split(';').filter_map(|part| part.split_once('='));
    let mut values = parts.filter(|(key, _)| key.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim());
    values.next().map(str::to_ascii_uppercase)
}

/// A rule with a part set to another value, or without it; all others stay as they are written.
#[must_use]
pub fn with_part(rule: &str, name: &str, value: Option<&str>) -> String {
    let mut value = value;
    let mut parts: Vec<String> = Vec::new();
    for part in rule.split(';').filter(|part| !part.trim().is_empty()) {
        let key = part.split('=').next().unwrap_or_default();
        if key.trim().eq_ignore_ascii_case(name) {
            parts.extend(value.take().map(|value| format!("{name}={value}")));
        } else {
            parts.push(part.to_owned());
        }
    }
    parts.extend(value.map(|value| format!("{name}={value}")));
    parts.join(";")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_set_and_taken_away_one_at_a_time() {
        let rule = "FREQ=WEEKLY;until=20260630;BYDAY=MO;X-WHAT=ever";
        assert_eq!(part(rule, "UNTIL").as_deref(), Some("20260630"));
        assert_eq!(with_part(rule, "UNTIL", None), "FREQ=WEEKLY;BYDAY=MO;X-WHAT=ever");
        assert_eq!(with_part(rule, "UNTIL", Some("20260101")), "FREQ=WEEKLY;UNTIL=20260101;BYDAY=MO;X-WHAT=ever");
        assert_eq!(with_part("FREQ=DAILY", "COUNT", Some("3")), "FREQ=DAILY;COUNT=3");
    }
}
