//! A series ends before one of its occurrences, and another begins there.

use super::thread::{anchor, governing, replaces};
use super::{COMPARED, Own, SeriesDraft, id, named, seat, until};
use crate::domain::event::{Event, Extra, Moment, Occurrence, Recurrence, Series};
use crate::domain::recur::{Starts, coming, expand, part, readings, with_part};
use crate::domain::time::Instant;
use crate::domain::zone::Zone;

const DAY: i64 = 86_400;
/// How far a new series is compared with the one it comes from: seconds, and what seldom series take.
const NEAR: i64 = 1_100 * DAY;
const FAR: i64 = 22_000 * DAY;
/// Occurrences that are enough to compare.
const ENOUGH: usize = 30;

/// Whether nothing that is shown comes before an occurrence, so that what follows it is the whole series.
pub fn is_first(draft: &SeriesDraft, at: &Moment, home: &Zone) -> bool {
    let (_, instant) = named(&draft.master, at, home);
    let earlier = |own: &&Own| {
        let (_, from) = named(&draft.master, id(&own.event), home);
        from < instant && !Starts::of(&draft.master, home).excepts(id(&own.event))
    };
    if draft.overrides.iter().any(|own| earlier(&own)) {
        return false;
    }
    let from = draft.master.start.instant(home).min(first_extra(&draft.master, home).unwrap_or(instant));
    let series = Series { master: Some(draft.master.clone()), overrides: Vec::new() };
    // Occurrences that another event replaces stand for that event here: they were looked at above.
    let later = |o: &Occurrence| o.start >= instant || replaced(draft, o, home);
    expand(&series, home, from - DAY, instant).occurrences.iter().all(later)
}

fn replaced(draft: &SeriesDraft, occurrence: &Occurrence, home: &Zone) -> bool {
    let Some(name) = &occurrence.recurrence_id else { return false };
    let (wall, at) = named(&draft.master, name, home);
    draft.overrides.iter().any(|own| replaces(&draft.master, &own.event, wall, at, home))
}

fn first_extra(master: &Event, home: &Zone) -> Option<Instant> {
    let starts = Starts::of(master, home);
    master.repeat.dates.iter().map(|extra| starts.extra(extra).1).min()
}

/// Whether an EXDATE names something before a start, and whether it names something from it on.
fn sides(master: &Event, except: &Moment, at: &Moment, home: &Zone) -> (bool, bool) {
    let (wall, instant) = named(master, at, home);
    match except {
        // A date takes away all that starts on it, which may lie on both sides.
        Moment::Date(date) if !master.is_all_day() => (*date <= wall.date(), *date >= wall.date()),
        other => {
            let (before, from) = named(master, other, home);
            if master.is_all_day() {
                (before.date() < wall.date(), before.date() >= wall.date())
            } else {
                (from < instant, from >= instant)
            }
        }
    }
}

/// The series without an occurrence and all that follow it.
pub fn before(draft: &SeriesDraft, at: &Moment, home: &Zone) -> SeriesDraft {
    let old = &draft.master;
    let (wall, instant) = named(old, at, home);
    let starts = Starts::of(old, home);
    let mut master = old.clone();
    let reads = |rule: &String| rule.parse::<crate::domain::recur::Rule>().is_ok();
    let had_rules = old.repeat.rules.iter().any(reads);
    master.repeat.rules = old.repeat.rules.iter().filter_map(|rule| ended(old, rule, at, home)).collect();
    master.repeat.dates.retain(|extra| starts.extra(extra).1 < instant);
    master.repeat.except.retain(|except| sides(old, except, at, home).0);
    if had_rules && !master.repeat.rules.iter().any(reads) {
        // Without a rule the start itself is an occurrence: the first of the dates takes its place.
        let first = master.repeat.dates.iter().enumerate().min_by_key(|(_, extra)| starts.extra(extra).1);
        match first.map(|(n, _)| n) {
            Some(n) => {
                let extra = master.repeat.dates.remove(n);
                seat_extra(&mut master, &extra, home);
            }
            None => master.repeat.except.push(old.start.clone()),
        }
    }
    let mut overrides = draft.overrides.clone();
    overrides.retain(|own| {
        let (own_wall, from) = named(old, id(&own.event), home);
        from < instant && !(old.is_all_day() && own_wall.date() >= wall.date())
    });
    SeriesDraft { master, overrides }
}

fn seat_extra(event: &mut Event, extra: &Extra, home: &Zone) {
    let (wall, _) = Starts::of(event, home).extra(extra);
    let start = if extra.start.is_date() { event.start.moved_to(wall) } else { extra.start.clone() };
    seat(event, start, home);
    if let Some(end) = &extra.end {
        event.duration = None;
        event.end = end.clone();
    }
}

/// A rule that gives nothing from an occurrence on; none if it gave nothing before.
fn ended(master: &Event, rule: &str, at: &Moment, home: &Zone) -> Option<String> {
    let (wall, instant) = named(master, at, home);
    let starts = Starts::of(master, home);
    let to = wall - super::seconds(1);
    let Ok(mut found) = readings(master, home, rule, (master.start.wall(), to), 10_000) else {
        return Some(rule.to_owned());
    };
    found.walls.retain(|wall| starts.instant(*wall) < instant);
    let last = match (found.walls.last(), found.complete) {
        (Some(last), true) => *last,
        (None, true) => return None,
        // Too many to be listed: it ends a moment before.
        (_, false) => to,
    };
    // A rule that had come to its end by then stays as it is.
    let on = readings(master, home, rule, (wall, chrono::NaiveDateTime::MAX), 1);
    if found.complete && on.is_ok_and(|on| on.complete && on.walls.is_empty()) {
        return Some(rule.to_owned());
    }
    let rule = with_part(rule, "COUNT", None);
    Some(with_part(&rule, "UNTIL", Some(&until(master, last, home))))
}

/// A new series of an occurrence and all that follow it, under another uid; why there can be none.
pub fn after(draft: &SeriesDraft, at: &Moment, uid: &str, home: &Zone) -> Result<SeriesDraft, String> {
    let old = &draft.master;
    let (wall, instant) = named(old, at, home);
    let starts = Starts::of(old, home);
    let mut master = Event { uid: uid.to_owned(), ..old.clone() };
    let mut firsts = Vec::new();
    master.repeat.rules.clear();
    for rule in &old.repeat.rules {
        if let Some((rule, first)) = begun(old, rule, at, home)? {
            master.repeat.rules.push(rule);
            firsts.push(first);
        }
    }
    master.repeat.exrules = old.repeat.exrules.clone();
    for rule in &mut master.repeat.exrules {
        if let Some((begun, _)) = begun(old, rule, at, home)? {
            *rule = begun;
        }
    }
    master.repeat.dates.retain(|extra| starts.extra(extra).1 >= instant);
    master.repeat.except.retain(|except| sides(old, except, at, home).1);
    match firsts.iter().min() {
        Some(first) => {
            let first = if firsts.contains(&wall) { wall } else { *first };
            seat(&mut master, old.start.moved_to(first), home);
        }
        None => {
            let first = master.repeat.dates.iter().enumerate().min_by_key(|(_, extra)| starts.extra(extra).1);
            let Some(n) = first.map(|(n, _)| n) else { return Err("nothing follows it".to_owned()) };
            let extra = master.repeat.dates.remove(n);
            seat_extra(&mut master, &extra, home);
        }
    }
    let mut overrides = draft.overrides.clone();
    let follows = governing(draft, instant, home).map(|n| draft.overrides[n].clone());
    overrides.retain(|own| named(old, id(&own.event), home).1 >= instant);
    for own in &mut overrides {
        own.event.uid = uid.to_owned();
    }
    let mut new = SeriesDraft { master, overrides };
    let is_there = |follows: &Own| new.overrides.iter().any(|own| id(&own.event) == id(&follows.event));
    if let Some(follows) = follows.filter(|follows| !is_there(follows)) {
        // What followed an earlier occurrence goes on in the new series.
        let overrides = [new.overrides.clone(), vec![follows]].concat();
        let mut whole = SeriesDraft { master: old.clone(), overrides };
        let n = whole.overrides.len() - 1;
        anchor(&mut whole, n, instant, home);
        new.overrides = whole.overrides;
        for own in &mut new.overrides {
            own.event.uid = uid.to_owned();
        }
    }
    if gives(draft, Some(at), instant, home) == gives(&new, None, instant, home) {
        Ok(new)
    } else {
        Err("cannot be begun anew there, because its rules count from its first day: change this one, or all"
            .to_owned())
    }
}

/// A rule from an occurrence on, and the first reading it then gives; none if it gives nothing more.
fn begun(
    master: &Event,
    rule: &str,
    at: &Moment,
    home: &Zone,
) -> Result<Option<(String, chrono::NaiveDateTime)>, String> {
    let (wall, instant) = named(master, at, home);
    let starts = Starts::of(master, home);
    let Ok(next) = readings(master, home, rule, (wall, chrono::NaiveDateTime::MAX), 4) else {
        return Ok(Some((rule.to_owned(), wall)));
    };
    let Some(first) = next.walls.into_iter().find(|wall| starts.instant(*wall) >= instant) else { return Ok(None) };
    let Some(count) = part(rule, "COUNT").and_then(|count| count.parse::<usize>().ok()) else {
        return Ok(Some((rule.to_owned(), first)));
    };
    let gone = readings(master, home, rule, (master.start.wall(), first - super::seconds(1)), 100_000)?;
    if !gone.complete {
        return Err("has too many occurrences before that one to be counted: change this one, or all".to_owned());
    }
    let left = count.saturating_sub(gone.walls.len()).max(1);
    Ok(Some((with_part(rule, "COUNT", Some(&left.to_string())), first)))
}

/// What a series gives of the occurrences from one on, as far as it is compared.
fn gives(
    draft: &SeriesDraft,
    from: Option<&Moment>,
    instant: Instant,
    home: &Zone,
) -> Vec<(Instant, Instant, bool, String)> {
    let series = draft.series();
    let starts = Starts::of(&draft.master, home);
    let meant =
        |o: &Occurrence| from.is_none() || o.recurrence_id.as_ref().is_some_and(|name| starts.read(name).1 >= instant);
    let list = |seconds: i64| -> Vec<_> {
        let found = expand(&series, home, instant - 60 * DAY, instant + seconds).occurrences;
        let found = found.into_iter().filter(meant);
        found.take(COMPARED).map(|o| (o.start, o.end, o.all_day.is_some(), o.title)).collect()
    };
    let near = list(NEAR);
    if near.len() < ENOUGH { list(FAR) } else { near }
}

/// The first start of an event that its rules and dates give, deleted or not.
pub(super) fn first(event: &Event, home: &Zone) -> Option<(Moment, Instant)> {
    let from = event.start.instant(home).min(first_extra(event, home).unwrap_or(Instant(i64::MAX)));
    coming(event, home, from - DAY, 1).pop()
}

/// A recurrence of an event at a moment.
pub(super) fn replacing(event: &mut Event, at: Moment) {
    let following = event.recurrence.as_ref().is_some_and(|recurrence| recurrence.following);
    event.recurrence = Some(Recurrence { at, following });
}
