//! What came from elsewhere remembers what it was, from when it is first changed or deleted here.
//!
//! An import then finds out what was edited here and what has changed there: what is as it was last time is left as it is
//! here, and what was deleted here does not come back. The one door of changes, [`super::Tx`], sees to it; what an import
//! itself writes, and what others have written, is what came.

use std::collections::HashSet;

use rusqlite::ToSql;

use super::reads::Reads;
use super::record::{OriginName, Record, record};
use super::triggers::image;
use crate::error::Result;

record! {
    /// What came from elsewhere and was deleted here.
    Gone "gone" "deleted import" "deleted imports" {
        /// The table it was in.
        record: String,
        /// The calendar of an event.
        calendar: Option<i64>,
        /// The UID of an event, the `external_id` of all else.
        name: String,
        /// The occurrence that an event overrode; empty for all else.
        recurrence_id: String,
        /// What it was when it was last taken in, as JSON.
        taken: Option<String>,
    }
}

record! {
    /// What a client is called in files of other programs.
    ImportName "import_name" "import name" "import names" {
        /// The client.
        client: i64,
        /// The name as it was first read.
        name: String,
    }
}

/// What is written in the place of a change of a record that is made here, if that is not the change itself.
pub(super) fn changed_here<R: Record>(reads: &Reads, new: &R) -> Result<Option<R>> {
    let Some(origin) = R::ORIGIN else { return Ok(None) };
    let Some(old) = reads.find::<R>(new.id())? else { return Ok(None) };
    let taken = match (origin.taken)(&old) {
        Some(taken) => Some(taken.to_owned()),
        None if (origin.name)(&old).is_some() && !(origin.same)(&old, new) => Some(reads.image::<R>(old.id())?),
        None => None,
    };
    if (origin.taken)(new) == taken.as_deref() {
        return Ok(None);
    }
    let mut new = new.clone();
    (origin.remember)(&mut new, taken);
    Ok(Some(new))
}

/// What remains of a record that is deleted here, if it came from elsewhere.
pub(super) fn deleted_here<R: Record>(reads: &Reads, id: i64) -> Result<Option<Gone>> {
    let Some(origin) = R::ORIGIN else { return Ok(None) };
    let Some(old) = reads.find::<R>(id)? else { return Ok(None) };
    let Some(OriginName { calendar, name, recurrence_id }) = (origin.name)(&old) else { return Ok(None) };
    let taken = match (origin.taken)(&old) {
        Some(taken) => taken.to_owned(),
        None => reads.image::<R>(id)?,
    };
    let known = reads.gone_origin(R::TABLE, calendar, &name, &recurrence_id)?.map_or(0, |gone| gone.id);
    Ok(Some(Gone { id: known, record: R::TABLE.to_owned(), calendar, name, recurrence_id, taken: Some(taken) }))
}

impl Reads {
    /// The image of a record.
    fn image<R: Record>(&self, id: i64) -> Result<String> {
        let columns: Vec<&str> = ["id"].iter().chain(R::COLUMNS).copied().collect();
        let sql = format!("SELECT {} FROM {} WHERE id = ?1", image(&columns, ""), R::TABLE);
        self.one(&format!("reading a {}", R::WHAT), &sql, [id], |r| r.get(0))
    }

    /// The image of a record as it would be kept.
    pub fn image_of<R: Record>(&self, record: &R) -> Result<String> {
        let pairs: Vec<String> = R::COLUMNS.iter().zip(2..).map(|(column, n)| format!("'{column}',?{n}")).collect();
        let sql = format!("SELECT json_object('id',?1,{})", pairs.join(","));
        let id = record.id();
        let mut values: Vec<&dyn ToSql> = vec![&id];
        values.extend(record.values());
        self.one(&format!("keeping what a {} was", R::WHAT), &sql, values.as_slice(), |r| r.get(0))
    }

    /// A record as it was when it was last taken in, of its image.
    pub fn of_image<R: Record>(&self, image: &str) -> Result<R> {
        let columns: Vec<String> = R::COLUMNS.iter().map(|c| format!("json_extract(?1, '$.{c}') AS {c}")).collect();
        let sql = format!("SELECT json_extract(?1, '$.id') AS id, {}", columns.join(", "));
        self.one(&format!("reading a {}", R::WHAT), &sql, [image], R::from_row)
    }

    /// What remains of something that came from elsewhere and was deleted here.
    pub fn gone_origin(
        &self,
        record: &str,
        calendar: Option<i64>,
        name: &str,
        recurrence_id: &str,
    ) -> Result<Option<Gone>> {
        let sql =
            "SELECT * FROM gone WHERE record = ?1 AND name = ?2 AND coalesce(calendar, 0) = ?3 AND recurrence_id = ?4";
        let like = (record, name, calendar.unwrap_or_default(), recurrence_id);
        self.maybe("reading what was deleted", sql, like, Gone::from_row)
    }

    /// The names of all that came from elsewhere and was deleted here, of a table without calendars.
    pub fn gone_names(&self, record: &str) -> Result<HashSet<String>> {
        let sql = "SELECT name FROM gone WHERE record = ?1";
        Ok(self.all("reading what was deleted", sql, [record], |r| r.get(0))?.into_iter().collect())
    }

    /// What a client is called in files of other programs, by name.
    pub fn import_names_of(&self, client: i64) -> Result<Vec<ImportName>> {
        let sql = "SELECT * FROM import_name WHERE client = ?1 ORDER BY name";
        self.all("reading names", sql, [client], ImportName::from_row)
    }

    /// Every name that clients have in files of other programs, by name.
    pub fn import_names(&self) -> Result<Vec<ImportName>> {
        self.all("reading names", "SELECT * FROM import_name ORDER BY name", (), ImportName::from_row)
    }
}
