//! Which zone a TZID means: one of the zone database, whatever the file calls it, or the file's own VTIMEZONE.

use std::collections::HashMap;
use std::str::FromStr;

use calcard::common::timezone::Tz;
use calcard::icalendar::{ICalendar, ICalendarProperty};

use super::posix;
use super::problems::{FileProblem, Problems};
use super::split::{Component, Components};
use super::values::{parse, text};
use super::vtimezone::MADE;
use crate::domain::time::Instant;
use crate::domain::zone::Zone;

/// Longer TZIDs are unknown.
const LONGEST: usize = 200;

/// The zones of one file.
pub struct Zones {
    own: HashMap<String, ICalendar>,
    resolved: HashMap<String, Option<String>>,
}

impl Zones {
    /// Reads the VTIMEZONEs of a file; also gives them as they stand, by TZID: of several with one, the last counts.
    pub fn new(parts: &Components, problems: &mut Problems) -> (Self, Vec<(String, String)>) {
        let mut own = HashMap::new();
        let mut texts: Vec<(String, String)> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        for Component { line, text: part, .. } in &parts.zones {
            let zone = parse(part);
            let tzid = zone
                .as_ref()
                .and_then(|zone| Some(text(zone.components.first()?.property(&ICalendarProperty::Tzid)?)?.to_owned()));
            let Some((tzid, zone)) = tzid.zip(zone) else {
                problems.push(FileProblem {
                    line: *line,
                    what: "the time zone has no TZID".to_owned(),
                    left_out: false,
                });
                continue;
            };
            match places.get(&tzid) {
                Some(&place) => texts[place].1.clone_from(part),
                None => {
                    places.insert(tzid.clone(), texts.len());
                    texts.push((tzid.clone(), part.clone()));
                }
            }
            own.insert(tzid, zone);
        }
        (Self { own, resolved: HashMap::new() }, texts)
    }

    /// Reads the zones of VTIMEZONEs that were kept, by TZID.
    pub fn of(timezones: &[(String, String)]) -> Self {
        let own = timezones.iter().filter_map(|(tzid, text)| Some((tzid.clone(), parse(text)?)));
        Self { own: own.collect(), resolved: HashMap::new() }
    }

    /// Returns a TZID that means a zone here: one of `had` if it will do; for rules of a file's own, that of its
    /// VTIMEZONE.
    pub fn tzid_of(&mut self, zone: &str, had: &[String]) -> Option<String> {
        let mut own: Vec<String> = self.own.keys().filter(|_| zone.starts_with("posix:")).cloned().collect();
        own.sort_unstable();
        had.iter().chain(&own).find(|tzid| self.resolve(tzid).as_deref() == Some(zone)).cloned()
    }

    /// Returns the name of the zone that a TZID means, as [`Zone::get`] knows it; `None` if it is unknown.
    pub fn resolve(&mut self, tzid: &str) -> Option<String> {
        if let Some(resolved) = self.resolved.get(tzid) {
            return resolved.clone();
        }
        let resolved = self.find(tzid);
        self.resolved.insert(tzid.to_owned(), resolved.clone());
        resolved
    }

    fn find(&self, tzid: &str) -> Option<String> {
        if tzid.len() > LONGEST {
            return None;
        }
        if let Some(name) = known(tzid) {
            return Some(name);
        }
        let Some(own) = self.own.get(tzid) else {
            return guess(tzid).or_else(|| offset(tzid));
        };
        let location =
            own.components.first().into_iter().flat_map(|zone| &zone.entries).find_map(|entry| match &entry.name {
                ICalendarProperty::TzidAliasOf => known(text(entry)?),
                ICalendarProperty::Other(name) if is_location(name) => known(text(entry)?),
                _ => None,
            });
        let rules = || posix::name(own).filter(|name| Zone::get(name).is_some());
        location.or_else(|| match (guess(tzid), rules()) {
            // A city in a display name is a good guess only where it keeps the file's own time.
            (Some(guess), Some(rules)) => Some(if alike(&guess, &rules) { guess } else { rules }),
            (guess, rules) => rules.or(guess),
        })
    }
}

fn is_location(name: &str) -> bool {
    [MADE, "X-LIC-LOCATION"].iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// A name of the zone database, one that ends with such a name (`/mozilla.org/20050126_1/Europe/Berlin`), or Windows' own.
fn known(tzid: &str) -> Option<String> {
    let tzid = tzid.trim().trim_matches('"');
    let named = |name: &str| Zone::get(name).map(|zone| zone.name().to_owned());
    if tzid.starts_with("posix:") {
        return None;
    }
    // Some programs write the names of cities with their spaces.
    if let Some(name) = named(tzid).or_else(|| named(&tzid.replace(' ', "_"))) {
        return Some(name);
    }
    let tails = tzid.match_indices('/').filter_map(|(slash, _)| tzid.get(slash + 1..));
    tails.take(10).find_map(named).or_else(|| if tzid.ends_with(" Standard Time") { guess(tzid) } else { None })
}

/// The zone that Windows' names and descriptions stand for. Only the name is `calcard`'s: its rules are out of date.
fn guess(tzid: &str) -> Option<String> {
    // Windows has one name for a zone, which some write otherwise in summer.
    let tzid = tzid.trim().replace(" Daylight Time", " Standard Time");
    let name = Tz::from_str(&tzid).ok()?.name()?.into_owned();
    Zone::get(&name).map(|zone| zone.name().to_owned())
}

/// A plain distance from Greenwich: `GMT+2`, `UTC-05:30`, `+0200`.
fn offset(tzid: &str) -> Option<String> {
    let plain = tzid.trim().trim_start_matches("UTC").trim_start_matches("GMT");
    let (sign, digits) =
        plain.strip_prefix('+').map(|rest| (1, rest)).or_else(|| plain.strip_prefix('-').map(|rest| (-1, rest)))?;
    let digits = digits.replace(':', "");
    let number: i64 = digits.parse().ok()?;
    let minutes = if digits.len() <= 2 { number * 60 } else { number / 100 * 60 + number % 100 };
    (digits.len() <= 4)
        .then(|| format!("posix:{}", posix::fixed(sign * minutes * 60)))
        .filter(|name| Zone::get(name).is_some())
}

/// Whether two zones keep the same time in a recent winter and summer.
fn alike(one: &str, other: &str) -> bool {
    let (Some(one), Some(other)) = (Zone::get(one), Zone::get(other)) else { return false };
    [1_705_276_800, 1_721_001_600].iter().all(|at| one.offset(Instant(*at)) == other.offset(Instant(*at)))
}
