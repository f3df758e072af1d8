//! Events as a file.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::compose::current;
use super::content::{escaped, fold, own_lines, tzid};
use super::marks::Marks;
use super::read::Reader;
use super::vtimezone::vtimezone;
use crate::domain::event::Event;
use crate::domain::time::Instant;
use crate::domain::zone::Zone;

/// A file of events from one calendar or several.
///
/// An event whose component says what its fields say is written as that stands, lines folded anew; others are
/// composed. The VTIMEZONEs that events name are written: those their calendar brought along, and for the others
/// one made from the zone database, because not every program has one of its own.
pub struct CalendarWriter {
    now: Instant,
    calendars: Vec<CalendarPart>,
    years: (i32, i32),
    hosts: Vec<String>,
}

/// What is written of one calendar.
struct CalendarPart {
    name: String,
    reader: Reader,
    timezones: Vec<(String, String)>,
    /// Components, each with its client's code.
    events: Vec<(String, Option<String>)>,
}

impl CalendarWriter {
    /// Begins an empty file; what is composed is stamped `now`.
    pub fn new(now: Instant) -> Self {
        let year = chrono::Datelike::year(&now.utc());
        Self { now, calendars: Vec::new(), years: (year, year), hosts: Vec::new() }
    }

    /// Takes links to these hosts for meetings besides those that are known.
    #[must_use]
    pub fn knowing(self, hosts: &[String]) -> Self {
        Self { hosts: hosts.to_vec(), ..self }
    }

    /// Begins a calendar that keeps these VTIMEZONEs, by TZID.
    pub fn calendar(&mut self, name: impl Into<String>, timezones: Vec<(String, String)>) {
        let reader = Reader::new(&timezones).knowing(&self.hosts);
        self.calendars.push(CalendarPart { name: name.into(), reader, timezones, events: Vec::new() });
    }

    /// Adds an event to the calendar that was begun last; with the code of its client, if it is to be noted.
    pub fn event(&mut self, event: &Event, client: Option<&str>) {
        if self.calendars.is_empty() {
            self.calendar("", Vec::new());
        }
        let Some(part) = self.calendars.last_mut() else { return };
        for moment in [&event.start, &event.end] {
            let year = chrono::Datelike::year(&moment.date());
            self.years = (self.years.0.min(year), self.years.1.max(year));
        }
        part.events.push((current(&mut part.reader, event, self.now), client.map(str::to_owned)));
    }

    /// Returns the file, named after its calendar; where it holds several, each event says which is its own.
    pub fn finish(mut self) -> String {
        self.calendars.retain(|part| !part.events.is_empty());
        let mut text =
            String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//vadash//vadash//EN\r\nCALSCALE:GREGORIAN\r\n");
        let names: BTreeSet<&str> = self.calendars.iter().map(|part| part.name.as_str()).collect();
        let several = names.len() > 1;
        if let Some(name) = names.first().filter(|name| !several && !name.is_empty()) {
            fold(&format!("X-WR-CALNAME:{}", escaped(name)), &mut text);
        }
        let (zones, renamed) = self.zones();
        zones.values().flat_map(|zone| zone.lines()).for_each(|line| fold(line, &mut text));
        for (part, renamed) in self.calendars.iter().zip(&renamed) {
            for (component, client) in &part.events {
                let owner = Some(part.name.as_str()).filter(|_| several);
                let marked = Marks::put(component, owner, client.as_deref());
                for line in marked.lines() {
                    match tzid(line).and_then(|old| renamed.get(old).map(|new| (old, new))) {
                        Some((old, new)) => fold(&line.replacen(old, new, 1), &mut text),
                        None => fold(line, &mut text),
                    }
                }
            }
        }
        text + "END:VCALENDAR\r\n"
    }

    /// The VTIMEZONEs by TZID; and for each calendar the TZIDs that mean something else in a calendar before it.
    fn zones(&mut self) -> (BTreeMap<String, String>, Vec<HashMap<String, String>>) {
        let mut zones: BTreeMap<String, String> = BTreeMap::new();
        let mut resolved: HashMap<String, Option<String>> = HashMap::new();
        let mut all = Vec::new();
        for part in &mut self.calendars {
            let lines = part.events.iter().flat_map(|(component, _)| own_lines(component));
            let named: BTreeSet<&str> = lines.filter_map(tzid).collect();
            let mut renamed = HashMap::new();
            for id in named {
                let zone = part.reader.zones.resolve(id);
                let brought = part.timezones.iter().find(|(tzid, _)| tzid == id).map(|(_, text)| text.clone());
                let made = || Some(vtimezone(id, &Zone::get(zone.as_deref()?)?, self.years.0, self.years.1));
                let Some(text) = brought.or_else(made) else { continue };
                let free = |name: &String| resolved.get(name).is_none_or(|known| *known == zone);
                let numbered = (2..).map(|n| format!("{id} {n}"));
                let name = std::iter::once(id.to_owned()).chain(numbered).find(free).unwrap_or_default();
                let text = text.replacen(&format!("TZID:{id}"), &format!("TZID:{name}"), 1);
                if name != id {
                    renamed.insert(id.to_owned(), name.clone());
                }
                resolved.insert(name.clone(), zone);
                zones.entry(name).or_insert(text);
            }
            all.push(renamed);
        }
        (zones, all)
    }
}
