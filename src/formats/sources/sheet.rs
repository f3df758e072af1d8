//! Tables of other programs, row by row: what Toggl, Clockify, Harvest, Kimai and solidtime write, and any other.
//!
//! A program's table is a [`Form`]: which headings mean what. All else is the same for all of them.

mod form;
mod make;
mod places;

use std::io::Read;

pub(super) use self::form::{Column, Form};

use self::make::Cells;
use self::places::Places;
use super::row::{ClientSaid, Input, Row, Sample, Sink, SourceAsk, Work};
use crate::domain::text;
use crate::error::{Doing, Error, Result};
use crate::formats::csv::{Bad, CsvRecords};
use crate::formats::values::{DateEvidence, DateOrder, Decoder, Encoding};

/// What a table is read from: it can be begun anew, since its encoding and its order of dates are looked for first.
pub(super) trait Text {
    /// Begins to read it.
    fn begin(&self) -> Result<Box<dyn Read + '_>>;

    /// Its encoding, where it is known.
    fn encoding(&self) -> Option<Encoding> {
        None
    }
}

impl Text for Input {
    fn begin(&self) -> Result<Box<dyn Read + '_>> {
        self.open()
    }
}

/// The first bytes of a file, as many as there is room for.
pub(super) fn beginning<'a>(input: &Input, room: &'a mut [u8]) -> Result<&'a [u8]> {
    let mut from = input.open()?;
    let mut length = 0;
    while length < room.len() {
        match from.read(&mut room[length..]) {
            Ok(0) => break,
            Ok(read) => length += read,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(Error::fault("reading the file", error)),
        }
    }
    Ok(&room[..length])
}

/// The headings of a table in small letters.
pub(super) struct Heads(Vec<String>);

impl Heads {
    /// The headings that a file begins with; none if it is no table.
    pub(super) fn of(sample: &Sample<'_>) -> Self {
        // What a wide table is known by is at its beginning.
        let head = Encoding::beginning(sample.bytes);
        // What separates the cells is there most often: no format is known yet.
        let line = head.split(|b| matches!(b, b'\n' | b'\r')).find(|line| !line.is_empty()).unwrap_or_default();
        let most = [b',', b';', b'\t'].into_iter().max_by_key(|separator| count(line, *separator)).unwrap_or(b',');
        let known = |name: &str| !name.contains(char::from(most)) && count(line, most) > 0;
        let head = CsvRecords::new(line, known).map(|(_, head)| head).unwrap_or_default();
        Self(if head.len() > 1 { head } else { Vec::new() })
    }

    /// Whether there is one of these.
    pub(super) fn has(&self, any: &[&str]) -> bool {
        self.0.iter().any(|heading| any.contains(&heading.as_str()))
    }

    /// Whether one begins so.
    pub(super) fn begins(&self, with: &str) -> bool {
        self.0.iter().any(|heading| heading.starts_with(with))
    }

    /// Whether all are of these.
    pub(super) fn only(&self, known: impl Fn(&str) -> bool) -> bool {
        !self.0.is_empty() && self.0.iter().all(|heading| known(heading))
    }

    /// Whether a table of this form could be read.
    pub(super) fn fits(&self, form: &Form) -> bool {
        !self.0.is_empty() && Places::new(&self.0, form, &[], false).is_ok_and(|places| places.has(Column::Client))
    }
}

fn count(line: &[u8], byte: u8) -> usize {
    line.split(|b| *b == byte).count() - 1
}

/// Rows that can be read but are odd in one way: how many, and the first.
#[derive(Default)]
struct OddRows(Option<(u64, String)>, u64);

impl OddRows {
    fn take(&mut self, line: u64, what: String) {
        self.1 += 1;
        self.0.get_or_insert((line, what));
    }

    fn tell(self, sink: &mut dyn Sink) {
        let Some((line, what)) = self.0 else { return };
        match self.1 - 1 {
            0 => sink.note(&format!("line {line}: {what}")),
            1 => sink.note(&format!("line {line}: {what}; 1 more row is like it")),
            more => sink.note(&format!("line {line}: {what}; {more} more rows are like it")),
        }
    }
}

/// Reads a table of a form.
pub(super) fn read(text: &dyn Text, form: &Form, ask: &SourceAsk, sink: &mut dyn Sink) -> Result<()> {
    read_each(text, form, ask, sink, &mut |_| Ok(()))
}

/// Reads a table of a form; each row may be changed before it is handed over.
///
/// # Errors
///
/// Fails where the headings or the order of dates are not understood, and where the sink ends it.
pub(super) fn read_each(
    text: &dyn Text,
    form: &Form,
    ask: &SourceAsk,
    sink: &mut dyn Sink,
    change: &mut dyn FnMut(&mut Work) -> std::result::Result<(), String>,
) -> Result<()> {
    let encoding = match text.encoding() {
        Some(known) => known,
        None => Encoding::of(text.begin()?).doing("reading the file")?,
    };
    if let Some(note) = encoding.note() {
        sink.note(note);
    }
    let (mut records, places) = open(text, encoding, form, ask)?;
    if !places.unknown.is_empty() {
        sink.note(&not_taken(&places.unknown));
    }
    let mut order = ask.dates;
    let (mut odd, mut others, mut projects, mut clients) = (OddRows::default(), OddRows::default(), false, false);
    loop {
        match records.advance() {
            Ok(false) => break,
            Ok(true) => {}
            Err(bad) => {
                let last = bad.last;
                sink.bad(bad)?;
                if last {
                    break;
                }
                continue;
            }
        }
        let line = records.line();
        let mut cells = Cells { records: &records, places: &places, form, zone: &ask.zone, order };
        if !cells.is_time() {
            others.take(line, "is no time, and is not taken".to_owned());
            continue;
        }
        if order.is_none() && cells.is_ordered() {
            order = Some(settle(text, encoding, form, ask, sink)?);
            cells.order = order;
        }
        let made = cells.work().and_then(|(mut work, odd)| change(&mut work).map(|()| (work, odd)));
        match made {
            Err(what) => sink.bad(Bad { line, what, last: false })?,
            Ok((work, what)) => {
                if let Some(what) = what {
                    odd.take(line, what);
                }
                clients |= work.client != ClientSaid::Nobody;
                projects |=
                    places.get(Column::Project).and_then(|n| records.cell(n)).is_some_and(|cell| !cell.is_empty());
                sink.row(Row::Work(Box::new(work)))?;
            }
        }
    }
    odd.tell(sink);
    others.tell(sink);
    if projects && !clients {
        sink.note("the projects look like clients: --as client=project");
    }
    Ok(())
}

/// Where a table's records are read from.
type Records<'a> = CsvRecords<Decoder<Box<dyn Read + 'a>>>;

/// Begins a table.
fn open<'a>(from: &'a dyn Text, encoding: Encoding, form: &Form, ask: &SourceAsk) -> Result<(Records<'a>, Places)> {
    let asked = |name: &str| ask.columns.iter().any(|column| column.column.trim().eq_ignore_ascii_case(name));
    let known = |name: &str| form.knows(name) || asked(name);
    let (records, head) = CsvRecords::new(Decoder::new(from.begin()?, encoding), known)
        .map_err(|bad| Error::problem(format!("line {}: {}", bad.line, bad.what)))?;
    let head: Vec<String> = head.iter().map(|heading| text::nfc(heading).into_owned()).collect();
    if head.iter().all(String::is_empty) {
        return Err(Error::problem("the file is empty: it has no headings"));
    }
    let places = Places::new(&head, form, &ask.columns, records.separator() == b';')?;
    Ok((records, places))
}

/// Goes through a table for the order of its dates.
fn settle(text: &dyn Text, encoding: Encoding, form: &Form, ask: &SourceAsk, sink: &mut dyn Sink) -> Result<DateOrder> {
    let (mut records, places) = open(text, encoding, form, ask)?;
    let mut evidence = DateEvidence::default();
    loop {
        match records.advance() {
            Ok(true) => {}
            Err(bad) if !bad.last => continue,
            Ok(false) | Err(_) => break,
        }
        let cells = Cells { records: &records, places: &places, form, zone: &ask.zone, order: None };
        let [(start_day, start), (end_day, end)] = cells.dates();
        evidence.dates(start_day, end_day);
        evidence.clock(start);
        evidence.clock(end);
        if evidence.is_settled() {
            break;
        }
    }
    let settled = evidence.order().map_err(Error::problem)?;
    if let Some(note) = settled.note {
        sink.note(note);
    }
    Ok(settled.order)
}

/// Says which columns are not taken.
fn not_taken(unknown: &[String]) -> String {
    const MOST: usize = 10;
    let mut list = unknown.iter().take(MOST).map(|heading| text::cut(heading, 30)).collect::<Vec<_>>().join(", ");
    if unknown.len() > MOST {
        list.push_str(&format!(" and {} more", unknown.len() - MOST));
    }
    format!("columns that are not taken: {list}")
}
