//! The export of everything: `time_entries.csv`, in which all else is named by an id, beside the tables that name it.

use std::collections::HashMap;
use std::io::Read;

use super::super::row::{ClientSaid, Input, Sink, SourceAsk, Work};
use super::super::sheet::{self, Column, Form, Text};
use super::super::zip::{Archive, ArchivedFile};
use crate::domain::money::Currency;
use crate::error::{Error, Result};
use crate::formats::csv::CsvRecords;
use crate::formats::values::{Encoding, quoted};

/// How an archive begins.
pub(super) const MARK: &[u8] = b"PK\x03\x04";
/// The most rows of a table of names.
const NAMES: usize = 1_000_000;

const FORM: Form = Form {
    what: "time_entries.csv of solidtime's export",
    columns: &[
        (Column::Id, &["id"]),
        (Column::Note, &["description"]),
        (Column::Start, &["start"]),
        (Column::End, &["end"]),
        (Column::Rate, &["billable_rate"]),
        (Column::Billable, &["billable"]),
        (Column::Person, &["member_id"]),
        (Column::Client, &["client_id"]),
        (Column::Project, &["project_id"]),
        (Column::Task, &["task_id"]),
        (Column::Tags, &["tags"]),
    ],
    ignored: &["user_id", "organization_id", "is_imported", "still_active_email_sent_at", "created_at", "updated_at"],
    // So it is no tag while it is an id.
    project_is_kind: true,
    currency: None,
    time_is: &[],
};

/// Whether a file begins like one: the names of its first tables are among its first bytes.
pub(super) fn is(bytes: &[u8]) -> bool {
    let has = |name: &[u8]| bytes.windows(name.len()).any(|part| part == name);
    bytes.starts_with(MARK) && (has(b"organizations.csv") || has(b"time_entries.csv"))
}

impl Text for ArchivedFile<'_> {
    fn begin(&self) -> Result<Box<dyn Read + '_>> {
        self.begin()
    }

    fn encoding(&self) -> Option<Encoding> {
        Some(Encoding::Utf8)
    }
}

/// Reads it.
pub(super) fn read(input: &Input, ask: &SourceAsk, sink: &mut dyn Sink) -> Result<()> {
    let archive = Archive::open(input)?;
    let Some(entries) = archive.file("time_entries.csv")? else {
        return Err(Error::problem("the archive has no time_entries.csv: it is no export of solidtime"));
    };
    let names = Names::read(&archive)?;
    let form = Form { currency: names.currency, ..FORM };
    sheet::read_each(&entries, &form, ask, sink, &mut |work| names.put(work))
}

/// A row of a table of names: its cells by the columns that were asked for.
type Named<const N: usize> = HashMap<String, [String; N]>;

/// What ids stand for.
struct Names {
    clients: Named<1>,
    projects: Named<2>,
    tasks: Named<1>,
    tags: Named<1>,
    members: Named<2>,
    currency: Option<Currency>,
}

impl Names {
    fn read(archive: &Archive<'_>) -> Result<Self> {
        let organizations: Named<1> = table(archive, "organizations.csv", ["currency"])?;
        let mut currencies = organizations.into_values().filter_map(|[currency]| Currency::get(&currency));
        Ok(Self {
            clients: table(archive, "clients.csv", ["name"])?,
            projects: table(archive, "projects.csv", ["name", "client_id"])?,
            tasks: table(archive, "tasks.csv", ["name"])?,
            tags: table(archive, "tags.csv", ["name"])?,
            members: table(archive, "members.csv", ["name", "email"])?,
            currency: currencies.next().filter(|_| currencies.next().is_none()),
        })
    }

    /// Puts names in the place of ids.
    fn put(&self, work: &mut Work) -> std::result::Result<(), String> {
        let project = match work.kinds.pop() {
            Some(id) => Some(of(&self.projects, &id, "project")?),
            None => None,
        };
        let id = match &work.client {
            ClientSaid::Named(id) => Some(id.as_str()),
            _ => project.map(|[_, client]| client.as_str()).filter(|id| !id.is_empty()),
        };
        work.client = match id {
            Some(id) => ClientSaid::Named(of(&self.clients, id, "client")?[0].clone()),
            None => ClientSaid::Nobody,
        };
        if let Some(task) = &mut work.service {
            *task = of(&self.tasks, task, "task")?[0].clone();
        }
        let ids = std::mem::take(&mut work.tags);
        for id in
            ids.iter().map(|id| id.trim_matches(['[', ']', '"', ' '])).filter(|id| !id.is_empty() && *id != "null")
        {
            work.tags.push(of(&self.tags, id, "tag")?[0].clone());
        }
        if let Some([name, _]) = project.filter(|[name, _]| !work.tags.contains(name)) {
            work.tags.push(name.clone());
        }
        if let Some(member) = &mut work.person
            && let Some([name, mail]) = self.members.get(member.as_str())
        {
            *member = if mail.is_empty() { name.clone() } else { format!("{name} <{mail}>") };
        }
        // Its rates are in hundredths.
        work.rate = work.rate.map(|(rate, currency)| (rate / 100, currency));
        Ok(())
    }
}

fn of<'a, const N: usize>(named: &'a Named<N>, id: &str, what: &str) -> std::result::Result<&'a [String; N], String> {
    named.get(id).ok_or_else(|| format!("the {what} {} is not in the archive", quoted(id)))
}

/// Reads a table of names by id; one that is not there names nothing.
fn table<const N: usize>(archive: &Archive<'_>, file: &str, columns: [&str; N]) -> Result<Named<N>> {
    let mut named = HashMap::new();
    let Some(text) = archive.file(file)? else { return Ok(named) };
    let wrong = |what: &str| Error::problem(format!("{file} in the archive {what}"));
    let (mut records, head) = CsvRecords::new(text.begin()?, |name| name == "id" || columns.contains(&name))
        .map_err(|bad| wrong(&format!("cannot be read: line {}: {}", bad.line, bad.what)))?;
    let place = |column: &str| {
        let place = head.iter().position(|heading| heading == column);
        place.ok_or_else(|| wrong(&format!("has no column '{column}'")))
    };
    let id = place("id")?;
    let mut places = [0; N];
    for (place_of, column) in places.iter_mut().zip(columns) {
        *place_of = place(column)?;
    }
    while records.advance().map_err(|bad| wrong(&format!("cannot be read: line {}: {}", bad.line, bad.what)))? {
        let cell = |n: usize| records.cell(n).unwrap_or_default().to_owned();
        named.insert(cell(id), places.map(cell));
        if named.len() > NAMES {
            return Err(wrong("has more than 1,000,000 rows"));
        }
    }
    Ok(named)
}
