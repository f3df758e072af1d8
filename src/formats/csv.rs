//! Entries as a table: `client,start,end,service,note,tags,rush,billable,external_id`.

use std::collections::HashMap;
use std::io::Read;

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::time::Instant;
use crate::domain::zone::{Reading, Zone};
use crate::error::{Doing, Result};
use crate::store::{Client, Entry, Service};

/// The columns that are understood; a file may have them in any order.
const COLUMNS: &[&str] = &[
    "client",
    "start",
    "end",
    "date",
    "minutes",
    "service",
    "note",
    "tags",
    "rush",
    "billable",
    "gift",
    "external_id",
];

/// What the words in a table stand for.
pub struct Names {
    /// Clients by code.
    pub clients: HashMap<String, i64>,
    /// Services by code.
    pub services: HashMap<String, i64>,
    /// The home zone: times without an offset are read in it.
    pub zone: Zone,
    /// The present moment: nothing may lie after it.
    pub now: Instant,
}

/// Rows of a table as entries, or the line and what is wrong with it.
pub struct Rows<'a, R> {
    reader: csv::Reader<R>,
    record: csv::StringRecord,
    place: HashMap<&'static str, usize>,
    names: &'a Names,
}

/// Reads a table's header line and hands its rows over one by one.
pub fn read_entries<R: Read>(from: R, names: &Names) -> std::result::Result<Rows<'_, R>, String> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(from);
    let head = reader.headers().map_err(|e| e.to_string())?.clone();
    let mut place = HashMap::new();
    for (n, name) in head.iter().enumerate() {
        let name = name.trim_start_matches('\u{feff}').to_ascii_lowercase();
        let Some(known) = COLUMNS.iter().find(|c| **c == name) else {
            return Err(format!("there is no column '{name}': the columns are {}", COLUMNS.join(", ")));
        };
        if place.insert(*known, n).is_some() {
            return Err(format!("the column '{name}' is there twice"));
        }
    }
    let has = |name: &str| place.contains_key(name);
    if !has("client") || !(has("start") && has("end") || has("date") && has("minutes")) {
        return Err("the columns must be client, and start with end or date with minutes".to_owned());
    }
    Ok(Rows { reader, record: csv::StringRecord::new(), place, names })
}

impl<R: Read> Iterator for Rows<'_, R> {
    type Item = std::result::Result<Entry, (u64, String)>;

    fn next(&mut self) -> Option<Self::Item> {
        let line = self.reader.position().line();
        match self.reader.read_record(&mut self.record) {
            Ok(false) => None,
            Ok(true) => {
                let line = self.record.position().map_or(line, csv::Position::line);
                Some(self.entry().map_err(|what| (line, what)))
            }
            Err(error) => Some(Err((line, unreadable(&error)))),
        }
    }
}

fn unreadable(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Utf8 { .. } => "is not UTF-8 text".to_owned(),
        _ => error.to_string(),
    }
}

impl<R> Rows<'_, R> {
    fn cell(&self, name: &str) -> Option<&str> {
        self.place.get(name).and_then(|n| self.record.get(*n)).filter(|text| !text.is_empty())
    }

    fn entry(&self) -> std::result::Result<Entry, String> {
        let names = self.names;
        let code = self.cell("client").ok_or("the client is missing")?.to_lowercase();
        let client = *names.clients.get(&code).ok_or_else(|| format!("there is no client '{code}'"))?;
        let service = match self.cell("service").map(str::to_lowercase) {
            Some(code) => Some(*names.services.get(&code).ok_or_else(|| format!("there is no service '{code}'"))?),
            None => None,
        };
        let (start, end) = (self.time("start")?, self.time("end")?);
        let (date, seconds) = match (start, end) {
            (Some(start), Some(end)) if end <= start => return Err("the end is not after the start".to_owned()),
            (Some(_), Some(end)) if end > names.now => return Err("it ends in the future".to_owned()),
            (Some(start), Some(end)) if end - start > 86_400 => return Err("it is longer than 24 h".to_owned()),
            (Some(start), Some(end)) => (names.zone.date(start), end - start),
            (None, None) => self.date_and_minutes()?,
            _ => return Err("the start and the end go together".to_owned()),
        };
        let text = |name| unquoted(self.cell(name).unwrap_or_default());
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
            zone: names.zone.name().to_owned(),
            rush: self.yes("rush", false)?,
            billable: self.yes("billable", true)?,
            gift: self.yes("gift", false)?,
            bill_as: None,
            rate: None,
            external_id: self.cell("external_id").map(|id| unquoted(id).into_owned()),
        })
    }

    fn date_and_minutes(&self) -> std::result::Result<(NaiveDate, i64), String> {
        let text = self.cell("date").ok_or("the start and the end, or the date and the minutes, are missing")?;
        let date: NaiveDate = text.parse().map_err(|_| format!("'{text}' is no date: write 2026-06-22"))?;
        let text = self.cell("minutes").ok_or("the minutes are missing")?;
        let minutes = text.parse::<i64>().ok().filter(|m| (1..=1440).contains(m));
        let minutes = minutes.ok_or_else(|| format!("'{text}' is no number of minutes from 1 to 1440"))?;
        if date > self.names.zone.date(self.names.now) {
            return Err(format!("{date} is in the future"));
        }
        Ok((date, minutes * 60))
    }

    fn time(&self, name: &str) -> std::result::Result<Option<Instant>, String> {
        let Some(text) = self.cell(name) else { return Ok(None) };
        if let Some(at) = Instant::from_rfc3339(text) {
            return Ok(Some(at));
        }
        let formats = ["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"];
        let local = formats.iter().find_map(|f| NaiveDateTime::parse_from_str(text, f).ok());
        let local =
            local.ok_or_else(|| format!("'{text}' is no time: write 2026-06-22T09:00:00Z or 2026-06-22 09:00"))?;
        match self.names.zone.read(local) {
            Reading::Once(at) => Ok(Some(at)),
            Reading::Never { .. } => {
                Err(format!("{text} does not exist in {}: the clocks jump over it", self.names.zone))
            }
            Reading::Twice { .. } => {
                Err(format!("{text} exists twice in {}: write it with its offset", self.names.zone))
            }
        }
    }

    fn yes(&self, name: &str, default: bool) -> std::result::Result<bool, String> {
        match self.cell(name).map(str::to_ascii_lowercase).as_deref() {
            None => Ok(default),
            Some("yes" | "true" | "1" | "y") => Ok(true),
            Some("no" | "false" | "0" | "n") => Ok(false),
            Some(other) => Err(format!("'{other}' in {name} is neither yes nor no")),
        }
    }
}

/// Characters that make a spreadsheet take a cell for a formula.
const FORMULA: &[char] = &['=', '+', '-', '@', '\t', '\r'];

/// A cell that no spreadsheet takes for a formula: a `'` in front of what would be one, and of what already has one.
fn quoted(text: &str) -> String {
    if text.starts_with(FORMULA) || text.starts_with('\'') { format!("'{text}") } else { text.to_owned() }
}

fn unquoted(text: &str) -> std::borrow::Cow<'_, str> {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(FORMULA) || rest.starts_with('\'') => rest.to_owned().into(),
        _ => text.into(),
    }
}

/// Entries written as a table.
pub struct Writer<'a> {
    out: csv::Writer<Vec<u8>>,
    clients: HashMap<i64, &'a str>,
    services: HashMap<i64, &'a str>,
}

impl<'a> Writer<'a> {
    /// A table with its header line.
    pub fn new(clients: &'a [Client], services: &'a [Service]) -> Result<Self> {
        let mut out = csv::Writer::from_writer(Vec::new());
        out.write_record(COLUMNS).doing("writing a table")?;
        Ok(Self {
            out,
            clients: clients.iter().map(|c| (c.id, c.code.as_str())).collect(),
            services: services.iter().map(|s| (s.id, s.code.as_str())).collect(),
        })
    }

    /// Adds a row; running timers are left out, since they have no end yet.
    pub fn entry(&mut self, entry: &Entry, zone: &Zone) -> Result<()> {
        let Some(seconds) = entry.seconds else { return Ok(()) };
        let time = |at: Option<Instant>| at.map(|a| zone.rfc3339(a)).unwrap_or_default();
        let timed = entry.started_at.is_some();
        let yes = |b: bool| if b { "yes" } else { "no" }.to_owned();
        let external = entry.external_id.as_deref().map(quoted).unwrap_or_default();
        let row = [
            self.clients.get(&entry.client).copied().unwrap_or_default().to_owned(),
            time(entry.started_at),
            time(entry.ended_at),
            if timed { String::new() } else { entry.date.to_string() },
            if timed { String::new() } else { (seconds / 60).to_string() },
            entry.service.and_then(|s| self.services.get(&s).copied()).unwrap_or_default().to_owned(),
            quoted(&entry.note),
            quoted(&entry.tags),
            yes(entry.rush),
            yes(entry.billable),
            yes(entry.gift),
            external,
        ];
        self.out.write_record(&row).doing("writing a table")
    }

    /// The finished table.
    pub fn finish(self) -> Result<String> {
        let bytes = self.out.into_inner().map_err(csv::IntoInnerError::into_error).doing("writing a table")?;
        String::from_utf8(bytes).doing("writing a table")
    }
}
