//! A row of a table as work.

use std::io::Read;

use chrono::NaiveDate;

use super::form::{Column, Form};
use super::places::Places;
use crate::domain::money::{Currency, read_milli};
use crate::domain::text::nfc;
use crate::domain::time::Instant;
use crate::domain::zone::Zone;
use crate::formats::csv::CsvRecords;
use crate::formats::sources::row::{ClientSaid, Identity, Time, Work};
use crate::formats::values::{
    Clocks, DateOrder, DateText, LengthStyle, Odd, Stamp, Stretch, currency_in, is_too_long, quoted, read_clock,
    read_date, read_length, read_stamp, read_tags, read_yes, split_stamp, stretch, unguarded,
};

/// A row of a table.
pub(super) struct Cells<'a, R> {
    /// Where it stands.
    pub records: &'a CsvRecords<R>,
    /// Where its columns are.
    pub places: &'a Places,
    /// What the table is.
    pub form: &'a Form,
    /// The zone that clocks are read in.
    pub zone: &'a Zone,
    /// The order of dates, once it is known.
    pub order: Option<DateOrder>,
}

/// When work was done, and what is odd about that.
type When = (Time, Option<(Stretch, Odd)>);

impl<R: Read> Cells<'_, R> {
    /// A cell without space at its ends; empty where there is no such column.
    fn cell(&self, column: Column) -> &str {
        let cell = self.places.get(column).and_then(|n| self.records.cell(n));
        unguarded(cell.unwrap_or_default())
    }

    /// Whether it is a row of time.
    pub(super) fn is_time(&self) -> bool {
        let kind = self.cell(Column::Kind);
        let known = self.form.time_is;
        kind.is_empty() || known.is_empty() || known.iter().any(|word| kind.eq_ignore_ascii_case(word))
    }

    /// Whether a date of it can only be read by the order of the file's dates.
    pub(super) fn is_ordered(&self) -> bool {
        let parts = |text: &str| {
            text.as_bytes().get(4) != Some(&b'-') && matches!(DateText::read(text), Some(DateText::Parts { .. }))
        };
        let day = |column| split_stamp(self.cell(column)).0;
        parts(self.cell(Column::Day))
            || parts(self.cell(Column::EndDay))
            || parts(day(Column::Start))
            || parts(day(Column::End))
    }

    /// The dates and clock times of it: of its start, and of its end.
    pub(super) fn dates(&self) -> [(&str, &str); 2] {
        let split = |day, clock| {
            let (day, clock) = (self.cell(day), self.cell(clock));
            match split_stamp(clock) {
                (first, rest) if DateText::read(first).is_some() => (first, rest),
                _ => (day, clock),
            }
        };
        [split(Column::Day, Column::Start), split(Column::EndDay, Column::End)]
    }

    /// Reads it.
    ///
    /// # Errors
    ///
    /// Says what is wrong.
    pub(super) fn work(&self) -> Result<(Work, Option<String>), String> {
        self.is_whole()?;
        let note = self.cell(Column::Note);
        if is_too_long(note) {
            return Err("the note has more than 20,000 characters".to_owned());
        }
        let (time, odd) = self.time()?;
        let odd = odd.map(|(stretch, odd)| odd.says(&stretch, self.zone));
        let billable = read_yes(self.cell(Column::Billable)).map_err(|what| format!("billable: {what}"))?;
        let (client, project) = (self.cell(Column::Client), self.cell(Column::Project));
        let (service, task) = (self.cell(Column::Service), self.cell(Column::Task));
        let mut tags = Vec::new();
        for &n in &self.places.tags {
            read_tags(unguarded(self.records.cell(n).unwrap_or_default()), &mut tags);
        }
        let mut kinds = Vec::new();
        if !project.is_empty() && self.form.project_is_kind {
            kinds.push(project.to_owned());
        } else if !project.is_empty() && !tags.iter().any(|tag| tag == project) {
            tags.push(project.to_owned());
        }
        let named = if service.is_empty() { task } else { service };
        if !service.is_empty() && !task.is_empty() && task != service {
            kinds.insert(0, task.to_owned());
        }
        let person = self.person();
        let identity = match self.cell(Column::Id) {
            "" => Identity::Alike(alike([client, project, named, note, person.as_deref().unwrap_or_default()])),
            id => Identity::Own(id.to_owned()),
        };
        let currency = self.currency();
        let work = Work {
            line: self.records.line(),
            client: if client.is_empty() { ClientSaid::Nobody } else { ClientSaid::Named(client.to_owned()) },
            service: (!named.is_empty()).then(|| named.to_owned()),
            kinds,
            note: nfc(note).into_owned(),
            tags,
            time,
            billable,
            elsewhere: self.elsewhere()?,
            rate: currency.and_then(|currency| Some((read_milli(self.cell(Column::Rate))?, currency))),
            currency,
            person,
            identity,
        };
        Ok((work, odd))
    }

    /// A row that has more cells than the heading is shifted, or has a separator too many: nothing in it can be believed.
    fn is_whole(&self) -> Result<(), String> {
        let width = self.places.width;
        if self.records.has_nul() {
            return Err("has a NUL in it, which no text has".to_owned());
        }
        if (width..).map_while(|n| self.records.cell(n)).any(|cell| !cell.is_empty()) {
            return Err(format!("has more cells than the heading, which has {width}"));
        }
        Ok(())
    }

    /// When it was done.
    fn time(&self) -> Result<When, String> {
        let told = self.length(Column::Length, self.places.length)?;
        if self.cell(Column::Start).is_empty() {
            if self.places.has(Column::Start)
                && (!self.cell(Column::End).is_empty() || self.cell(Column::Day).is_empty())
            {
                return Err("the start is missing".to_owned());
            }
            return self.hours(told);
        }
        let start = self.moment(Column::Day, Column::Start, None)?;
        let told = match (told, self.places.has(Column::End)) {
            // Decimal hours of programs are often wrong, but where nothing else says when it ended they are all there is.
            (None, false) => {
                self.length(Column::Hours, LengthStyle { comma: self.places.length.comma, ..LengthStyle::HOURS })?
            }
            _ => told,
        };
        let ends = |end: Instant| Time::Clock { start: self.instant(start), end };
        if self.cell(Column::End).is_empty() {
            let start = self.instant(start);
            return Ok((
                match told {
                    Some(seconds) if seconds > 0 => ends(start + seconds),
                    _ if self.places.has(Column::End) => Time::Running { start },
                    _ => ends(start),
                },
                None,
            ));
        }
        let day = if let Stamp::Local(day, _) = start { Some(day) } else { None };
        let has_end_day = !self.cell(Column::EndDay).is_empty();
        let end = self.moment(Column::EndDay, Column::End, day)?;
        let written = split_stamp(self.cell(Column::End));
        let dated = has_end_day || DateText::read(written.0).is_some();
        let found = match (start, end) {
            (Stamp::Local(day, start), Stamp::Local(end_day, end)) => {
                let end_day = dated.then_some(end_day);
                stretch(&Clocks { day, start, end_day, end, told }, self.zone)?
            }
            _ => {
                let (start, end) = (self.instant(start), self.instant(end));
                if end < start {
                    return Err("ends before it starts".to_owned());
                }
                let odd = told.filter(|told| (end - start - told).abs() > 60).map(Odd::Disagrees);
                Stretch { start, end, odd }
            }
        };
        Ok((Time::Clock { start: found.start, end: found.end }, found.odd.map(|odd| (found, odd))))
    }

    /// So many hours of a day.
    fn hours(&self, told: Option<i64>) -> Result<When, String> {
        let day = self.cell(Column::Day);
        if day.is_empty() {
            return Err("the date is missing".to_owned());
        }
        let date = read_date(day, self.order)?;
        let decimal = LengthStyle { comma: self.places.length.comma, ..LengthStyle::HOURS };
        let told = if told.is_some() { told } else { self.length(Column::Hours, decimal)? };
        Ok((Time::Hours { date, seconds: told.unwrap_or_default() }, None))
    }

    /// A duration in seconds; nothing where it is empty.
    fn length(&self, column: Column, style: LengthStyle) -> Result<Option<i64>, String> {
        match self.cell(column) {
            "" => Ok(None),
            text => read_length(text, style).map(Some).ok_or_else(|| format!("{} is no duration", quoted(text))),
        }
    }

    /// A moment of two cells, or of the second alone; a time without a day is on `other`.
    fn moment(&self, day: Column, clock: Column, other: Option<NaiveDate>) -> Result<Stamp, String> {
        let (day, clock) = (self.cell(day), self.cell(clock));
        let Some(seconds) = read_clock(clock) else {
            let plain = split_stamp(clock).1.is_empty() && DateText::read(clock).is_none();
            return if plain { Err(format!("{} is no time", quoted(clock))) } else { read_stamp(clock, self.order) };
        };
        let day = match (day, other) {
            ("", Some(day)) => day,
            ("", None) => return Err("the date is missing".to_owned()),
            (day, _) => read_date(day, self.order)?,
        };
        Ok(Stamp::Local(day, seconds))
    }

    /// A moment that nothing else says anything of.
    fn instant(&self, stamp: Stamp) -> Instant {
        match stamp {
            Stamp::At(at) => at,
            Stamp::Local(day, seconds) => {
                let midnight = day.and_time(chrono::NaiveTime::MIN);
                let local =
                    midnight.checked_add_signed(chrono::TimeDelta::seconds(i64::from(seconds))).unwrap_or(midnight);
                self.zone.read(local).compatible()
            }
        }
    }

    /// The document by which it was billed there, empty where it has no number.
    fn elsewhere(&self) -> Result<Option<String>, String> {
        let document = self.cell(Column::Document);
        let billed = read_yes(self.cell(Column::Billed)).map_err(|what| format!("billed: {what}"))?;
        Ok(match billed {
            Some(false) => None,
            Some(true) => Some(document.to_owned()),
            None => (!document.is_empty()).then(|| document.to_owned()),
        })
    }

    /// Who worked: a name, with the e-mail address behind it where there is one.
    fn person(&self) -> Option<String> {
        let (name, mail) = (self.cell(Column::Person), self.cell(Column::Mail));
        let name = match name {
            "" => format!("{} {}", self.cell(Column::First), self.cell(Column::Last)).trim().to_owned(),
            name => name.to_owned(),
        };
        match (name.is_empty(), mail.is_empty() || mail == name) {
            (true, true) => None,
            (true, false) => Some(mail.to_owned()),
            (false, true) => Some(name),
            (false, false) => Some(format!("{name} <{mail}>")),
        }
    }

    /// The row's currency, or the one of the headings.
    fn currency(&self) -> Option<Currency> {
        match self.cell(Column::Currency) {
            "" => self.places.currency,
            text => currency_in(text),
        }
    }
}

/// What must be the same in a row that is known again.
fn alike(parts: [&str; 5]) -> String {
    let mut text = String::with_capacity(parts.iter().map(|part| part.len() + 1).sum());
    for part in parts {
        text.push_str(part);
        text.push('\u{1f}');
    }
    text
}
