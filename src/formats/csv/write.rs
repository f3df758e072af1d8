//! Entries, and other rows, as a table.

use std::collections::HashMap;

use super::cell::{escaped, quoted};
use super::columns::{COLUMNS, own_id};
use crate::domain::money::decimal;
use crate::domain::time::Instant;
use crate::domain::zone::Zone;
use crate::error::{Doing, Result};
use crate::store::{Client, Entry, Service};

/// Entries written as a table.
pub struct EntryWriter<'a> {
    out: csv::Writer<Vec<u8>>,
    mark: &'a str,
    clients: HashMap<i64, &'a Client>,
    services: HashMap<i64, &'a str>,
}

impl<'a> EntryWriter<'a> {
    /// Begins a table with its header line; entries that came without an id have one by the database's mark.
    pub fn new(clients: &'a [Client], services: &'a [Service], mark: &'a str) -> Result<Self> {
        let mut out = csv::Writer::from_writer(Vec::new());
        out.write_record(COLUMNS).doing("writing a table")?;
        Ok(Self {
            out,
            mark,
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
        let rate = entry.rate.zip(client).map(|(r, client)| decimal(r, client.currency.decimals()));
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
            entry.external_id.as_deref().map_or_else(|| own_id(self.mark, entry.id), text),
            number(Some(seconds).filter(|_| untimed && seconds % 60 != 0)),
            number(entry.bill_as),
            rate.unwrap_or_default(),
            entry.zone.clone(),
            entry
                .elsewhere
                .as_deref()
                .map(|n| if n.is_empty() { "yes".to_owned() } else { text(n) })
                .unwrap_or_default(),
        ];
        self.out.write_record(&row).doing("writing a table")
    }

    /// Returns the finished table.
    pub fn finish(self) -> Result<String> {
        let bytes = self.out.into_inner().map_err(csv::IntoInnerError::into_error).doing("writing a table")?;
        String::from_utf8(bytes).doing("writing a table")
    }
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Text, made safe to open in a spreadsheet and to print.
    Text(String),
    /// A plain number: what stands in front of it is its sign.
    Number(String),
}

/// Writes a table of text that is only read by people: every cell safe to open in a spreadsheet and to print.
pub fn write(head: &[&str], rows: &[Vec<String>]) -> Result<String> {
    write_cells(head, rows.iter().map(|row| row.iter().map(|cell| Cell::Text(cell.clone())).collect()))
}

/// Writes a table of text and numbers.
pub fn write_cells(head: &[&str], rows: impl IntoIterator<Item = Vec<Cell>>) -> Result<String> {
    let doing = "writing a table";
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(head).doing(doing)?;
    for row in rows {
        let cells = row.into_iter().map(|cell| match cell {
            Cell::Text(text) => quoted(&escaped(&text)),
            Cell::Number(number) => number,
        });
        out.write_record(cells).doing(doing)?;
    }
    let bytes = out.into_inner().map_err(csv::IntoInnerError::into_error).doing(doing)?;
    String::from_utf8(bytes).doing(doing)
}
