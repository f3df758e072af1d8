//! A table's rows as entries.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::Read;

use chrono::{NaiveDate, NaiveDateTime};

use super::cell::read_back;
use super::columns::COLUMNS;
use super::lines::{Bad, CsvRecords};
use crate::domain::money::{Currency, exact_minor, read_milli};
use crate::domain::time::{Instant, plus_days};
use crate::domain::zone::{Reading, Zone};
use crate::store::Entry;

/// A word read, or what is wrong with it.
type Heard<T> = std::result::Result<T, String>;

/// How days, times and durations are read that are not written as a program would.
pub trait WordReader {
    /// A day that is the same one whenever it is read.
    fn day(&self, text: &str) -> Heard<NaiveDate>;
    /// Seconds.
    fn length(&self, text: &str) -> Heard<i64>;
    /// A moment in a zone; a time alone belongs to `day`.
    fn moment(&self, text: &str, zone: &Zone, day: Option<NaiveDate>) -> Heard<Instant>;
    /// Whether it is a time without a day.
    fn is_clock(&self, text: &str) -> bool;
}

/// What the cells of a table are read against.
pub struct TableContext<'a> {
    /// Clients by code, with the currency of their rates.
    pub clients: HashMap<String, (i64, Currency)>,
    /// Services by code.
    pub services: HashMap<String, i64>,
    /// The home zone: times without an offset are read in it.
    pub zone: Zone,
    /// How people's words are read.
    pub words: &'a dyn WordReader,
    /// Whether a stretch of more than 12 hours is taken for one that passes midnight.
    pub long: bool,
}

/// A record of a table as an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryRecord {
    /// The line that it begins in.
    pub line: u64,
    /// What it says.
    pub entry: Entry,
}

/// The records of a table as entries, or what is wrong with them.
pub struct EntryReader<'a, R> {
    lines: CsvRecords<R>,
    place: HashMap<&'static str, usize>,
    names: &'a TableContext<'a>,
    ended: bool,
}

/// Reads a table's header line and hands its rows over one by one.
pub fn read_entries<'a, R: Read>(from: R, names: &'a TableContext<'_>) -> std::result::Result<EntryReader<'a, R>, Bad> {
    let (lines, head) = CsvRecords::new(from, |name| COLUMNS.contains(&name))?;
    match places(&head) {
        Ok(place) => Ok(EntryReader { lines, place, names, ended: false }),
        // The header counts as the first line, whatever blank ones stand before it.
        Err(what) => Err(Bad { line: 1, what, last: true }),
    }
}

/// Whether a table that begins so is one of our own: each of its columns is known, and those that are needed are there.
pub fn is_own_header(begins: &[u8]) -> bool {
    CsvRecords::new(begins, |name| COLUMNS.contains(&name)).is_ok_and(|(_, head)| places(&head).is_ok())
}

/// Where each column stands.
fn places(head: &[String]) -> Heard<HashMap<&'static str, usize>> {
    let mut place = HashMap::new();
    for (n, name) in head.iter().enumerate() {
        let Some(known) = COLUMNS.iter().find(|c| *c == name) else {
            return Err(format!("there is no column '{name}': the columns are {}", COLUMNS.join(", ")));
        };
        if place.insert(*known, n).is_some() {
            return Err(format!("the column '{name}' is there twice"));
        }
    }
    let has = |name: &str| place.contains_key(name);
    if !has("client") || !(has("start") && has("end") || has("date") && (has("minutes") || has("seconds"))) {
        return Err("the columns must be client, and start with end or date with minutes".to_owned());
    }
    Ok(place)
}

impl<R: Read> Iterator for EntryReader<'_, R> {
    type Item = std::result::Result<EntryRecord, Bad>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        match self.lines.advance() {
            Ok(false) => None,
            Ok(true) => {
                let line = self.lines.line();
                Some(match self.entry() {
                    Ok(entry) => Ok(EntryRecord { line, entry }),
                    Err(what) => Err(Bad { line, what, last: false }),
                })
            }
            Err(bad) => {
                self.ended = bad.last;
                Some(Err(bad))
            }
        }
    }
}

/// The columns that a table does not have: of those an entry keeps what it had.
pub struct MissingColumns(Vec<&'static str>);

impl MissingColumns {
    /// Puts into an entry that is brought up to date what the table says nothing about.
    pub fn carry(&self, old: &Entry, new: &mut Entry) {
        for column in &self.0 {
            match *column {
                "service" => new.service = old.service,
                "note" => new.note.clone_from(&old.note),
                "tags" => new.tags.clone_from(&old.tags),
                "rush" => new.rush = old.rush,
                "billable" => new.billable = old.billable,
                "gift" => new.gift = old.gift,
                "bill_as" => new.bill_as = old.bill_as,
                "billed_elsewhere" => new.elsewhere.clone_from(&old.elsewhere),
                // A rate is in the client's currency.
                "rate" if new.client == old.client => new.rate = old.rate,
                "zone" => {
                    new.zone.clone_from(&old.zone);
                    if let (Some(start), Some(zone)) = (new.started_at, Zone::get(&old.zone)) {
                        new.date = zone.date(start);
                    }
                }
                _ => {}
            }
        }
    }
}

impl<R: Read> EntryReader<'_, R> {
    /// Returns the columns that the table does not have.
    pub fn silent(&self) -> MissingColumns {
        MissingColumns(COLUMNS.iter().filter(|c| !self.place.contains_key(*c)).copied().collect())
    }

    fn cell(&self, name: &str) -> Option<&str> {
        self.place.get(name).and_then(|n| self.lines.cell(*n)).filter(|text| !text.is_empty())
    }

    fn entry(&self) -> Heard<Entry> {
        let names = self.names;
        let code = self.cell("client").ok_or("the client is missing")?.to_lowercase();
        let (client, currency) = *names.clients.get(&code).ok_or_else(|| format!("there is no client '{code}'"))?;
        let service = match self.cell("service").map(str::to_lowercase) {
            Some(code) => Some(*names.services.get(&code).ok_or_else(|| format!("there is no service '{code}'"))?),
            None => None,
        };
        let zone = self.zone()?;
        let (start, end, date, seconds) = match (self.cell("start"), self.cell("end")) {
            (None, None) => {
                let (date, seconds) = self.date_and_length()?;
                (None, None, date, seconds)
            }
            (Some(start), Some(end)) => {
                let (start, end) = self.stretch(start, end, &zone)?;
                (Some(start), Some(end), zone.date(start), end - start)
            }
            _ => return Err("the start and the end go together".to_owned()),
        };
        let text = |name| read_back(self.cell(name).unwrap_or_default());
        Ok(Entry {
            id: 0,
            client,
            service,
            task: None,
            event: None,
            note: crate::domain::text::nfc(&text("note")).into_owned(),
            tags: text("tags").split([' ', ',']).filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" "),
            date,
            started_at: start,
            ended_at: end,
            seconds: Some(seconds),
            zone: zone.name().to_owned(),
            rush: self.yes("rush", false)?,
            billable: self.yes("billable", true)?,
            gift: self.yes("gift", false)?,
            bill_as: self.minutes("bill_as", 0)?.map(|seconds| seconds / 60),
            rate: self.rate(currency)?,
            external_id: self.cell("external_id").map(|id| read_back(id).into_owned()),
            elsewhere: match self.cell("billed_elsewhere") {
                None | Some("no") => None,
                Some("yes") => Some(String::new()),
                Some(number) => Some(read_back(number).into_owned()),
            },
            taken: None,
        })
    }

    /// The home zone that was in force, today's unless another is named.
    fn zone(&self) -> Heard<Cow<'_, Zone>> {
        match self.cell("zone") {
            Some(name) if name != self.names.zone.name() => {
                Zone::get(name).map(Cow::Owned).ok_or_else(|| format!("'{name}' is no time zone"))
            }
            _ => Ok(Cow::Borrowed(&self.names.zone)),
        }
    }

    fn date_and_length(&self) -> Heard<(NaiveDate, i64)> {
        let date = self.date()?.ok_or("the start and the end, or the date and the minutes, are missing")?;
        match (self.minutes("minutes", 60)?, self.whole("seconds", 1)?) {
            (Some(seconds), None) | (None, Some(seconds)) => Ok((date, seconds)),
            (Some(_), Some(_)) => Err("the minutes and the seconds are both there: one will do".to_owned()),
            (None, None) => Err("the minutes are missing".to_owned()),
        }
    }

    fn date(&self) -> Heard<Option<NaiveDate>> {
        let Some(text) = self.cell("date") else { return Ok(None) };
        text.parse().or_else(|_| self.names.words.day(text)).map(Some)
    }

    /// From when to when; what the other columns say of it must be the same.
    fn stretch(&self, start: &str, end: &str, zone: &Zone) -> Heard<(Instant, Instant)> {
        let words = self.names.words;
        let (date, begins) = match exact(start, zone) {
            Some(at) => (self.date()?, at?),
            None => {
                let date = self.date()?;
                (date, words.moment(start, zone, date)?)
            }
        };
        let day = zone.date(begins);
        if let Some(date) = date.filter(|date| *date != day) {
            return Err(format!("says {date}, but it starts on {day}"));
        }
        let mut ends = match exact(end, zone) {
            Some(at) => at?,
            None => words.moment(end, zone, Some(day))?,
        };
        if ends <= begins && words.is_clock(end) {
            ends = words.moment(end, zone, Some(plus_days(day, 1)))?;
            if ends - begins > 12 * 3600 && !self.names.long {
                return Err("the end is not after the start (--force takes the day after)".to_owned());
            }
        }
        if ends <= begins {
            return Err("the end is not after the start".to_owned());
        }
        let seconds = ends - begins;
        // Minutes may be rounded, whichever way.
        let other = match (self.minutes("minutes", 0)?, self.whole("seconds", 0)?) {
            (Some(told), _) if (told - seconds).abs() >= 60 => Some(length(told)),
            (_, Some(told)) if told != seconds => Some(format!("{told} seconds")),
            _ => None,
        };
        match other {
            None => Ok((begins, ends)),
            Some(told) => {
                let (from, to) = (zone.local(begins), zone.local(ends));
                let form = if from.date() == to.date() { "%H:%M" } else { "%Y-%m-%d %H:%M" };
                let is = match told.strip_suffix(" seconds") {
                    Some(_) => seconds.to_string(),
                    None => length(seconds).trim_end_matches(" minutes").to_owned(),
                };
                Err(format!("says {told}, but {}–{} is {is}", from.format(form), to.format(form)))
            }
        }
    }

    /// A whole number, of at least `least`.
    fn whole(&self, name: &str, least: i64) -> Heard<Option<i64>> {
        let Some(text) = self.cell(name) else { return Ok(None) };
        let number = text.parse::<i64>().ok().filter(|n| (least..=36_000_000).contains(n));
        number.map(Some).ok_or_else(|| format!("'{text}' in {name} is no whole number from {least} up"))
    }

    /// Seconds, of a number of minutes or a duration as people write it; at least `least`.
    fn minutes(&self, name: &str, least: i64) -> Heard<Option<i64>> {
        let Some(text) = self.cell(name) else { return Ok(None) };
        if text.bytes().all(|b| b.is_ascii_digit()) {
            return self.whole(name, least / 60).map(|minutes| minutes.map(|n| n * 60));
        }
        let seconds = self.names.words.length(text).map_err(|what| format!("{name}: {what}"))?;
        let exact = name == "minutes" || seconds % 60 == 0;
        let seconds = Some(seconds).filter(|seconds| *seconds >= least && exact);
        seconds.map(Some).ok_or_else(|| format!("'{text}' in {name} is no whole number of minutes"))
    }

    /// A rate of the entry's own, in minor units.
    fn rate(&self, currency: Currency) -> Heard<Option<i64>> {
        let Some(text) = self.cell("rate") else { return Ok(None) };
        let minor = read_milli(text).and_then(|milli| exact_minor(milli, currency));
        minor.map(Some).ok_or_else(|| format!("'{text}' is no rate in {currency}"))
    }

    fn yes(&self, name: &str, default: bool) -> Heard<bool> {
        match self.cell(name).map(str::to_ascii_lowercase).as_deref() {
            None => Ok(default),
            Some("yes" | "true" | "1" | "y") => Ok(true),
            Some("no" | "false" | "0" | "n") => Ok(false),
            Some(other) => Err(format!("'{other}' in {name} is neither yes nor no")),
        }
    }
}

/// A time as programs write it; nothing if it is written otherwise.
fn exact(text: &str, zone: &Zone) -> Option<Heard<Instant>> {
    if let Some(at) = Instant::from_rfc3339(text) {
        return Some(Ok(at));
    }
    let formats = ["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"];
    let local = formats.iter().find_map(|f| NaiveDateTime::parse_from_str(text, f).ok())?;
    Some(match zone.read(local) {
        Reading::Once(at) => Ok(at),
        Reading::Never { .. } => Err(format!("{text} does not exist in {zone}: the clocks jump over it")),
        Reading::Twice { .. } => Err(format!("{text} exists twice in {zone}: write it with its offset")),
    })
}

/// A length in minutes, or to the second where it is none.
fn length(seconds: i64) -> String {
    if seconds % 60 == 0 {
        format!("{} minutes", seconds / 60)
    } else {
        format!("{} min {} s", seconds / 60, seconds % 60)
    }
}
