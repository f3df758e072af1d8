//! Entries as a table: `client,start,end,service,note,tags,rush,billable,external_id`.
//!
//! What goes out is safe to open in a spreadsheet and to print on a terminal, and comes back
//! unchanged: see `cell`.

mod cell;

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::Read;

use chrono::{NaiveDate, NaiveDateTime};

use self::cell::{escaped, quoted, read_back};
use crate::domain::money::{Currency, decimal, exact_minor, read_milli};
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
    "seconds",
    "bill_as",
    "rate",
    "zone",
];

/// What the words in a table stand for.
pub struct Names {
    /// Clients by code, with the currency of their rates.
    pub clients: HashMap<String, (i64, Currency)>,
    /// Services by code.
    pub services: HashMap<String, i64>,
    /// The home zone: times without an offset are read in it.
    pub zone: Zone,
    /// The present moment: nothing may lie after it.
    pub now: Instant,
    /// Whether entries of more than 24 hours are taken.
    pub long: bool,
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
    if !has("client") || !(has("start") && has("end") || has("date") && (has("minutes") || has("seconds"))) {
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

/// The columns that a table does not have: of those an entry keeps what it had.
pub struct Silent(Vec<&'static str>);

impl Silent {
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

impl<R> Rows<'_, R> {
    /// What the table does not speak of.
    pub fn silent(&self) -> Silent {
        Silent(COLUMNS.iter().filter(|c| !self.place.contains_key(*c)).copied().collect())
    }

    fn cell(&self, name: &str) -> Option<&str> {
        self.place.get(name).and_then(|n| self.record.get(*n)).filter(|text| !text.is_empty())
    }

    fn entry(&self) -> std::result::Result<Entry, String> {
        let names = self.names;
        let code = self.cell("client").ok_or("the client is missing")?.to_lowercase();
        let (client, currency) = *names.clients.get(&code).ok_or_else(|| format!("there is no client '{code}'"))?;
        let service = match self.cell("service").map(str::to_lowercase) {
            Some(code) => Some(*names.services.get(&code).ok_or_else(|| format!("there is no service '{code}'"))?),
            None => None,
        };
        let zone = self.zone()?;
        let (start, end) = (self.time("start", &zone)?, self.time("end", &zone)?);
        let (date, seconds) = match (start, end) {
            (Some(start), Some(end)) if end <= start => return Err("the end is not after the start".to_owned()),
            (Some(_), Some(end)) if end > names.now => return Err("it ends in the future".to_owned()),
            (Some(start), Some(end)) => (zone.date(start), end - start),
            (None, None) => self.date_and_length()?,
            _ => return Err("the start and the end go together".to_owned()),
        };
        if seconds > 86_400 && !names.long {
            return Err("it is longer than 24 h (--force takes it)".to_owned());
        }
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
            bill_as: self.whole("bill_as", 0)?,
            rate: self.rate(currency)?,
            external_id: self.cell("external_id").map(|id| read_back(id).into_owned()),
        })
    }

    /// The home zone that was in force, today's unless another is named.
    fn zone(&self) -> std::result::Result<Cow<'_, Zone>, String> {
        match self.cell("zone") {
            Some(name) if name != self.names.zone.name() => {
                Zone::get(name).map(Cow::Owned).ok_or_else(|| format!("'{name}' is no time zone"))
            }
            _ => Ok(Cow::Borrowed(&self.names.zone)),
        }
    }

    fn date_and_length(&self) -> std::result::Result<(NaiveDate, i64), String> {
        let text = self.cell("date").ok_or("the start and the end, or the date and the minutes, are missing")?;
        let date: NaiveDate = text.parse().map_err(|_| format!("'{text}' is no date: write 2026-06-22"))?;
        if date > self.names.zone.date(self.names.now) {
            return Err(format!("{date} is in the future"));
        }
        match (self.whole("minutes", 1)?, self.whole("seconds", 1)?) {
            (Some(minutes), None) => Ok((date, minutes * 60)),
            (None, Some(seconds)) => Ok((date, seconds)),
            (Some(_), Some(_)) => Err("the minutes and the seconds are both there: one will do".to_owned()),
            (None, None) => Err("the minutes are missing".to_owned()),
        }
    }

    /// A whole number, of at least `least`.
    fn whole(&self, name: &str, least: i64) -> std::result::Result<Option<i64>, String> {
        let Some(text) = self.cell(name) else { return Ok(None) };
        let number = text.parse::<i64>().ok().filter(|n| (least..=36_000_000).contains(n));
        number.map(Some).ok_or_else(|| format!("'{text}' in {name} is no whole number from {least} up"))
    }

    /// A rate of the entry's own, in minor units.
    fn rate(&self, currency: Currency) -> std::result::Result<Option<i64>, String> {
        let Some(text) = self.cell("rate") else { return Ok(None) };
        let minor = read_milli(text).and_then(|milli| exact_minor(milli, currency));
        minor.map(Some).ok_or_else(|| format!("'{text}' is no rate in {currency}"))
    }

    fn time(&self, name: &str, zone: &Zone) -> std::result::Result<Option<Instant>, String> {
        let Some(text) = self.cell(name) else { return Ok(None) };
        if let Some(at) = Instant::from_rfc3339(text) {
            return Ok(Some(at));
        }
        let formats = ["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"];
        let local = formats.iter().find_map(|f| NaiveDateTime::parse_from_str(text, f).ok());
        let local =
            local.ok_or_else(|| format!("'{text}' is no time: write 2026-06-22T09:00:00Z or 2026-06-22 09:00"))?;
        match zone.read(local) {
            Reading::Once(at) => Ok(Some(at)),
            Reading::Never { .. } => Err(format!("{text} does not exist in {zone}: the clocks jump over it")),
            Reading::Twice { .. } => Err(format!("{text} exists twice in {zone}: write it with its offset")),
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

/// Entries written as a table.
pub struct Writer<'a> {
    out: csv::Writer<Vec<u8>>,
    clients: HashMap<i64, &'a Client>,
    services: HashMap<i64, &'a str>,
}

impl<'a> Writer<'a> {
    /// A table with its header line.
    pub fn new(clients: &'a [Client], services: &'a [Service]) -> Result<Self> {
        let mut out = csv::Writer::from_writer(Vec::new());
        out.write_record(COLUMNS).doing("writing a table")?;
        Ok(Self {
            out,
            clients: clients.iter().map(|c| (c.id, c)).collect(),
            services: services.iter().map(|s| (s.id, s.code.as_str())).collect(),
        })
    }

    /// Adds a row; running timers are left out, since they have no end yet.
    pub fn entry(&mut self, entry: &Entry, zone: &Zone) -> Result<()> {
        let Some(seconds) = entry.seconds else { return Ok(()) };
        let client = self.clients.get(&entry.client);
        let time = |at: Option<Instant>| at.map(|a| zone.rfc3339(a)).unwrap_or_default();
        let yes = |b: bool| if b { "yes" } else { "no" }.to_owned();
        let number = |n: Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
        let text = |text: &str| quoted(&escaped(text));
        let untimed = entry.started_at.is_none();
        let rate = entry.rate.map(|r| {
            let currency = client.and_then(|c| Currency::get(&c.currency)).unwrap_or(Currency::EUR);
            decimal(r, currency.decimals())
        });
        let row = [
            client.map(|c| c.code.clone()).unwrap_or_default(),
            time(entry.started_at),
            time(entry.ended_at),
            if untimed { entry.date.to_string() } else { String::new() },
            number(Some(seconds / 60).filter(|_| untimed && seconds % 60 == 0)),
            entry.service.and_then(|s| self.services.get(&s).copied()).unwrap_or_default().to_owned(),
            text(&entry.note),
            text(&entry.tags),
            yes(entry.rush),
            yes(entry.billable),
            yes(entry.gift),
            entry.external_id.as_deref().map(text).unwrap_or_default(),
            number(Some(seconds).filter(|_| untimed && seconds % 60 != 0)),
            number(entry.bill_as),
            rate.unwrap_or_default(),
            entry.zone.clone(),
        ];
        self.out.write_record(&row).doing("writing a table")
    }

    /// The finished table.
    pub fn finish(self) -> Result<String> {
        let bytes = self.out.into_inner().map_err(csv::IntoInnerError::into_error).doing("writing a table")?;
        String::from_utf8(bytes).doing("writing a table")
    }
}

/// A table of text that is only read by people: every cell safe to open in a spreadsheet and to print.
pub fn write(head: &[&str], rows: &[Vec<String>]) -> Result<String> {
    let doing = "writing a table";
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(head).doing(doing)?;
    for row in rows {
        out.write_record(row.iter().map(|cell| quoted(&escaped(cell)))).doing(doing)?;
    }
    let bytes = out.into_inner().map_err(csv::IntoInnerError::into_error).doing(doing)?;
    String::from_utf8(bytes).doing(doing)
}
