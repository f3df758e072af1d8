//! Everything that a database holds, as one JSON value: `{"vadash": 1, "schema": …, "mark": …, "records": {TABLE: [RECORD, …], …}}`.
//!
//! A record is the columns of its row, each on a line of its own: whole numbers and texts as the file holds them, so that nothing
//! is lost. Money is in minor units of its currency, an instant in seconds since 1970-01-01T00:00:00Z, a day `YYYY-MM-DD`.

use std::fmt;
use std::io::{BufReader, Read, Write};

use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::error::{Doing, Error, Result};
use crate::store::{RECORDS, Reads};

/// The version of this form.
const FORM: i64 = 1;

const WRITING: &str = "writing the answer";

/// Whether a file that begins so is one.
pub fn is_everything(bytes: &[u8]) -> bool {
    let text = bytes.trim_ascii_start().strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    text.is_some_and(|text| text.starts_with(b"\"vadash\""))
}

/// Writes every record, one after the other as it is read.
pub fn write(db: &Reads, out: &mut dyn Write) -> Result<()> {
    let (schema, mark) = (Reads::schema(), Value::String(db.mark()?));
    write!(out, "{{\"vadash\":{FORM},\"schema\":{schema},\"mark\":{mark},\"records\":{{").doing(WRITING)?;
    for (n, kind) in RECORDS.iter().enumerate() {
        let comma = if n == 0 { "" } else { "," };
        write!(out, "{comma}\n\"{}\":[", kind.table).doing(WRITING)?;
        let mut first = true;
        db.each_image(kind, |image| {
            let comma = if std::mem::take(&mut first) { "" } else { "," };
            write!(out, "{comma}\n{image}").doing(WRITING)
        })?;
        write!(out, "]").doing(WRITING)?;
    }
    writeln!(out, "\n}}}}").doing(WRITING)
}

/// Who takes the records in.
pub trait Takes {
    /// Records of this table come.
    fn table(&mut self, name: &str) -> Result<()>;
    /// One of them.
    fn record(&mut self, record: &Map<String, Value>) -> Result<()>;
}

/// Reads what [`write()`] has written; gives the mark of the database that it comes from.
///
/// # Errors
///
/// Says what is wrong, and where: with the text, or what `takes` says of it.
pub fn read(from: impl Read, takes: &mut dyn Takes) -> Result<Option<String>> {
    let mut reader = Reader { takes, schema: None, mark: None, done: false, refused: None };
    let mut text = serde_json::Deserializer::from_reader(BufReader::with_capacity(1 << 16, from));
    let read = (&mut reader).deserialize(&mut text).and_then(|()| text.end());
    if let Some(error) = reader.refused {
        return Err(error);
    }
    read.map_err(|error| Error::problem(format!("it cannot be read: {error}")))?;
    if !reader.done {
        return Err(Error::problem("it holds no records: 'export json' writes such a file"));
    }
    Ok(reader.mark)
}

struct Reader<'a> {
    takes: &'a mut dyn Takes,
    schema: Option<i64>,
    mark: Option<String>,
    done: bool,
    /// Why the reading was ended, where that is not the text.
    refused: Option<Error>,
}

impl Reader<'_> {
    /// Keeps what was refused, and ends the reading.
    fn heed<T, E: serde::de::Error>(&mut self, done: Result<T>) -> std::result::Result<T, E> {
        done.map_err(|error| {
            self.refused = Some(error);
            E::custom("refused")
        })
    }

    /// That the file is of no later version than this program.
    fn check(&mut self, form: Option<i64>) -> Result<()> {
        let newest = Reads::schema();
        match (form, self.schema) {
            (Some(FORM), Some(schema)) if (1..=newest).contains(&schema) => Ok(()),
            (Some(FORM), Some(schema)) if schema > newest => Err(Error::problem(format!(
                "it is of a newer vadash (schema {schema}, this one knows {newest}): use that one"
            ))),
            _ => Err(Error::problem(
                "it is not what 'export json' writes: \"vadash\" and \"schema\" come before \"records\"",
            )),
        }
    }
}

impl<'de> DeserializeSeed<'de> for &mut Reader<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, from: D) -> std::result::Result<(), D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for &mut Reader<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("what 'export json' writes")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<(), A::Error> {
        let mut form = None;
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "vadash" => form = Some(map.next_value()?),
                "schema" => self.schema = Some(map.next_value()?),
                "mark" => self.mark = Some(map.next_value()?),
                "records" => {
                    let checked = self.check(form);
                    self.heed(checked)?;
                    map.next_value_seed(Kinds(self))?;
                    self.done = true;
                }
                _ => _ = map.next_value::<IgnoredAny>()?,
            }
        }
        Ok(())
    }
}

/// The records by kind.
struct Kinds<'a, 'b>(&'a mut Reader<'b>);

impl<'de> DeserializeSeed<'de> for Kinds<'_, '_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, from: D) -> std::result::Result<(), D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Kinds<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the records by kind")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<(), A::Error> {
        while let Some(table) = map.next_key::<String>()? {
            let begun = self.0.takes.table(&table);
            self.0.heed(begun)?;
            map.next_value_seed(Rows(self.0))?;
        }
        Ok(())
    }
}

/// The records of a kind.
struct Rows<'a, 'b>(&'a mut Reader<'b>);

impl<'de> DeserializeSeed<'de> for Rows<'_, '_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, from: D) -> std::result::Result<(), D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Rows<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> std::result::Result<(), A::Error> {
        while let Some(record) = rows.next_element::<Map<String, Value>>()? {
            let taken = self.0.takes.record(&record);
            self.0.heed(taken)?;
        }
        Ok(())
    }
}
