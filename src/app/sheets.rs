//! Entries, tasks and clients as tables.

use std::collections::HashMap;

use crate::command::call::Args;
use crate::command::input::TableWord;
use crate::command::report::{Plain, Report};
use crate::domain::time::Instant;
use crate::error::{Error, Result};
use crate::formats::csv::{Cell, EntryWriter, own_id, write_cells};
use crate::records::directory::Directory;
use crate::records::names::ClientName;
use crate::records::tasks::line::level_word;
use crate::store::{Billing, EntryOrder, Task};

/// Writes entries, tasks or clients as a table; that of entries is one that `import csv` reads back.
pub fn export(args: &Args<'_>) -> Result<Box<dyn Report>> {
    let what = args.get::<TableWord>("what")?.map_or("entries", |word| word.0);
    if what != "entries" {
        for field in ["from", "to", "state"] {
            if args.text(field).is_some() {
                return Err(Error::at(field, format!("is for entries: {what} are given out as they are")));
            }
        }
    }
    let text = match what {
        "tasks" => tasks(args)?,
        "clients" => clients(args)?,
        _ => entries(args)?,
    };
    Ok(Box::new(Plain(text)))
}

fn entries(args: &Args<'_>) -> Result<String> {
    let (clients, services) = (args.context.db.clients()?, args.context.db.services()?);
    let (filter, mark) = (crate::records::time::list::filter(args)?, args.context.db.mark()?);
    let mut out = EntryWriter::new(&clients, &services, &mark)?;
    args.context.db.each_entry(&filter, EntryOrder::OldestFirst, |line| {
        out.entry(&line.entry, args.context.zone())?;
        Ok(true)
    })?;
    out.finish()
}

fn text(text: impl Into<String>) -> Cell {
    Cell::Text(text.into())
}

fn number(number: Option<i64>) -> Cell {
    Cell::Number(number.map(|n| n.to_string()).unwrap_or_default())
}

fn yes(is: bool) -> Cell {
    text(if is { "yes" } else { "no" })
}

fn tasks(args: &Args<'_>) -> Result<String> {
    const HEAD: &[&str] = &[
        "id",
        "title",
        "client",
        "service",
        "state",
        "due",
        "wait_until",
        "priority",
        "rush",
        "estimate_minutes",
        "logged_seconds",
        "tags",
        "note",
        "checklist",
        "repeat",
        "created",
        "closed",
        "external_id",
    ];
    let (db, zone) = (args.context.db, args.context.zone());
    let client = args.get::<ClientName>("client")?.map(|c| c.0.id);
    let (directory, mark) = (Directory::of(db)?, db.mark()?);
    let mut all: Vec<(Task, i64)> =
        db.open_tasks_spent()?.into_iter().map(|(task, spent)| ((*task).clone(), spent)).collect();
    all.extend(db.closed_tasks(i64::MAX)?);
    all.retain(|(task, _)| client.is_none() || task.client == client);
    all.sort_by_key(|(task, _)| task.id);
    let at = |at: Option<Instant>| text(at.map(|at| zone.rfc3339(at)).unwrap_or_default());
    let rows = all.into_iter().map(|(task, logged)| {
        let due = task.due_date.map_or_else(|| at(task.due_at), |day| text(day.to_string()));
        vec![
            number(Some(task.id)),
            text(task.title),
            text(task.client.map(|c| directory.code(c).to_owned()).unwrap_or_default()),
            text(directory.service(task.service).unwrap_or_default()),
            text(task.state.as_str()),
            due,
            text(task.wait_until.map(|day| day.to_string()).unwrap_or_default()),
            text(level_word(task.priority)),
            yes(task.rush),
            number(task.estimate),
            number(Some(logged)),
            text(task.tags),
            text(task.note),
            text(task.checklist),
            text(task.repeat.unwrap_or_default()),
            at(Some(task.created_at)),
            at(task.closed_at),
            text(task.external_id.unwrap_or_else(|| own_id(&mark, task.id))),
        ]
    });
    write_cells(HEAD, rows)
}

fn clients(args: &Args<'_>) -> Result<String> {
    const HEAD: &[&str] = &[
        "code",
        "name",
        "zone",
        "currency",
        "rounding",
        "minimum",
        "rush_percent",
        "hours",
        "email",
        "domains",
        "aliases",
        "note",
        "archived",
        "legal_name",
        "contact",
        "street",
        "street2",
        "postcode",
        "city",
        "region",
        "country",
        "vat_id",
        "billing_email",
        "terms",
    ];
    let db = args.context.db;
    let only = args.get::<ClientName>("client")?.map(|c| c.0.id);
    let mut billings: HashMap<i64, Billing> = db.billings()?.into_iter().map(|b| (b.client, b)).collect();
    let all = db.clients()?.into_iter().filter(|client| only.is_none_or(|only| client.id == only));
    let rows = all.map(|client| {
        let billing = billings.remove(&client.id).unwrap_or_else(|| Billing::of(client.id));
        let archived = client.archived_at.map(|at| args.context.zone().rfc3339(at)).unwrap_or_default();
        vec![
            text(client.code),
            text(client.name),
            text(client.zone.unwrap_or_default()),
            text(client.currency.code()),
            text(client.rounding.unwrap_or_default()),
            number(client.minimum),
            number(Some(client.rush_percent)),
            text(client.hours.unwrap_or_default()),
            text(client.email),
            text(client.domains),
            text(client.aliases),
            text(client.note),
            text(archived),
            text(billing.legal_name),
            text(billing.contact),
            text(billing.street),
            text(billing.street2),
            text(billing.postcode),
            text(billing.city),
            text(billing.region),
            text(billing.country),
            text(billing.vat_id),
            text(billing.email),
            text(billing.terms),
        ]
    });
    write_cells(HEAD, rows)
}
