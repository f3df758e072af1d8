//! One entry whole, with its history, and why its rate holds.

use serde_json::{Value, json};

use crate::command::call::Args;
use crate::command::grammar::duration::write_duration;
use crate::command::input::PastDay;
use crate::command::report::{Report, paragraphs};
use crate::domain::billing::price;
use crate::domain::money::Currency;
use crate::domain::text::{clean, clean_line, sentence};
use crate::domain::time::Instant;
use crate::domain::zone::Zone;
use crate::error::{Error, Result};
use crate::records::directory::Directory;
use crate::records::money;
use crate::records::names::EntryId;
use crate::records::time::list::{Entries, Row, Sources, row};
use crate::store::{Entry, RowChange};

/// One entry with its history.
struct Whole {
    row: Row,
    history: Vec<RowChange>,
    directory: Directory,
    zone: Zone,
}

/// One field's change, or a whole entry's beginning.
struct FieldChange<'a> {
    at: Instant,
    field: &'a str,
    old: Value,
    new: Value,
}

impl Whole {
    /// What changed, field by field.
    fn changes(&self) -> Vec<FieldChange<'_>> {
        let mut found = Vec::new();
        for change in &self.history {
            let at = change.at;
            match (&change.before, &change.after) {
                (Some(Value::Object(before)), Some(Value::Object(after))) => {
                    // What it was where it came from follows from the rest.
                    let seen = after.iter().filter(|(name, _)| *name != "taken");
                    let changed = seen.filter(|(name, new)| before.get(*name) != Some(new));
                    let (was, is) = (self.currency_of(before), self.currency_of(after));
                    found.extend(changed.map(|(name, new)| {
                        let (field, new) = self.field(name, new, is);
                        let (_, old) = self.field(name, before.get(name).unwrap_or(&Value::Null), was);
                        FieldChange { at, field, old, new }
                    }));
                }
                (None, _) => found.push(FieldChange { at, field: "added", old: Value::Null, new: Value::Null }),
                _ => {}
            }
        }
        found
    }

    /// What the client paid in whose the entry was, as a row of its history says.
    fn currency_of(&self, row: &serde_json::Map<String, Value>) -> Currency {
        let client = row.get("client").and_then(Value::as_i64).and_then(|id| self.directory.client(id));
        client.map_or(self.row.currency, |c| c.currency)
    }

    /// A column and its value under the names and in the notations of `entry list --json`.
    fn field<'a>(&self, column: &'a str, value: &Value, currency: Currency) -> (&'a str, Value) {
        let id = value.as_i64();
        match column {
            "started_at" => ("start", id.map(|t| self.row.zone(&self.zone).rfc3339(Instant(t))).into()),
            "ended_at" => ("end", id.map(|t| self.row.zone(&self.zone).rfc3339(Instant(t))).into()),
            "client" => ("client", id.map(|c| self.directory.code(c)).into()),
            "service" => ("service", self.directory.service(id).into()),
            "rush" | "billable" | "gift" => (column, Value::Bool(id == Some(1))),
            "bill_as" => ("bill_as_minutes", value.clone()),
            "rate" => ("rate", money::amount(id, currency)),
            other => (other, value.clone()),
        }
    }

    /// A value for people.
    fn words(&self, field: &str, value: &Value) -> String {
        match value {
            Value::Null => "none".to_owned(),
            Value::String(text) if text.is_empty() => "none".to_owned(),
            Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
            Value::String(text) if matches!(field, "start" | "end") => {
                let local = Instant::from_rfc3339(text).map(|at| self.row.zone(&self.zone).local(at));
                local.map_or_else(|| text.clone(), |l| l.format("%Y-%m-%d %H:%M").to_string())
            }
            Value::String(text) => text.clone(),
            Value::Number(n) if field == "seconds" => write_duration(n.as_i64().unwrap_or_default()),
            other => other.to_string(),
        }
    }
}

impl Report for Whole {
    fn json(&self) -> Value {
        let mut value = self.row.json(&self.zone);
        let change =
            |c: FieldChange<'_>| json!({ "at": self.zone.rfc3339(c.at), "field": c.field, "old": c.old, "new": c.new });
        value["history"] = self.changes().into_iter().map(change).collect();
        value
    }

    fn text(&self) -> String {
        let alone = Entries { rows: vec![self.row.clone()], zone: self.zone.clone(), none: String::new(), sums: false };
        let mut text = alone.text();
        if let Some(why) = self.row.rate_source() {
            text.push_str(&format!("rate     {why}\n"));
        }
        for c in self.changes() {
            let at = self.zone.local(c.at).format("%Y-%m-%d %H:%M");
            let line = if c.field == "added" {
                format!("{at}  added")
            } else {
                format!("{at}  {}: {} -> {}", c.field, self.words(c.field, &c.old), self.words(c.field, &c.new))
            };
            text.push_str(&paragraphs(&clean_line(&line)));
        }
        text
    }
}

/// `entry show`.
pub fn show(args: &Args<'_>) -> Result<Box<dyn Report>> {
    let id = args.need::<EntryId>("id")?.0.id;
    let context = &args.context;
    let line = context.db.entry_line(id)?.ok_or_else(|| Error::problem(format!("there is no entry {id}")))?;
    let directory = Directory::of(context.db)?;
    let row = row(line, &directory, context, &mut Sources::default())?;
    Ok(Box::new(Whole { row, history: context.db.history::<Entry>(id)?, directory, zone: context.zone().clone() }))
}

/// Which rate an entry has, and which rule gave it.
struct Why {
    entry: Entry,
    client: String,
    price: Option<i64>,
    currency: Currency,
    source: Option<String>,
}

impl Report for Why {
    fn json(&self) -> Value {
        json!({
            "id": self.entry.id,
            "client": self.client,
            "date": self.entry.date.to_string(),
            "rate": money::amount(self.price, self.currency),
            "rate_source": self.source,
            "currency": self.currency.code(),
        })
    }

    fn text(&self) -> String {
        let none =
            || format!("entry {} has no rate: set one with 'rate set AMOUNT --client {}'", self.entry.id, self.client);
        format!("{}\n", sentence(&clean(&self.source.clone().unwrap_or_else(none))))
    }
}

/// `rate why`; for another day, as if the entry had been worked on it.
pub fn why(args: &Args<'_>) -> Result<Box<dyn Report>> {
    let mut entry = args.need::<EntryId>("id")?.0;
    if let Some(at) = args.get::<PastDay>("at")? {
        entry.date = at.0;
    }
    let directory = Directory::of(args.context.db)?;
    let client = directory.code(entry.client).to_owned();
    let billing = Sources::default().client(entry.client, &args.context)?;
    let (found, currency) = (price(&billing, &entry.raw()), billing.currency);
    let source = found.map(|price| price.why(currency, &client, directory.service(entry.service)));
    Ok(Box::new(Why { price: found.map(|price| price.rate), client, currency, source, entry }))
}
