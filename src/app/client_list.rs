//! Clients in lists, each with its hours left and what it owes.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::app::people::{Hourly, People, Person};
use crate::command::call::Args;
use crate::command::context::Context;
use crate::command::report::{Columns, Report, paragraphs};
use crate::domain::hue::Hue;
use crate::domain::money::milli_in;
use crate::domain::text::clean;
use crate::domain::time::hours_minutes;
use crate::error::Result;
use crate::records::clients::list::{rate, since};
use crate::records::clients::rates::rate_text;
use crate::records::clients::{billing, import_names};
use crate::records::directory::Directory;
use crate::records::money;
use crate::records::names::ClientName;
use crate::store::{Billing, Client, Rate};

/// A client with what a list shows of it.
struct Listed {
    client: Client,
    person: Person,
}

/// Clients.
struct Clients(Vec<Listed>);

impl Report for Clients {
    fn json(&self) -> Value {
        Value::Array(self.0.iter().map(client).collect())
    }

    fn text(&self) -> String {
        let head = ["code", "name", ">rate", "currency", ">hours left", ">unbilled", "zone", "rounding", "office", ""];
        let mut columns = Columns::new(&head);
        for Listed { client: c, person: p } in &self.0 {
            let left = p.left.map(|l| match l.overage {
                0 => format!("{} of {}", hours_minutes(l.left), hours_minutes(l.capacity)),
                over => format!("{} over {}", hours_minutes(over), hours_minutes(l.capacity)),
            });
            let priced = (p.owed.amount > 0).then(|| money::text(Some(p.owed.amount), p.currency));
            let unpriced =
                (p.owed.unpriced > 0).then(|| format!("{} h without a rate", hours_minutes(p.owed.unpriced)));
            columns.row(vec![
                c.code.clone(),
                c.name.clone(),
                p.rate.as_ref().map(Hourly::per_hour).unwrap_or_default(),
                c.currency.to_string(),
                left.unwrap_or_default(),
                priced.into_iter().chain(unpriced).collect::<Vec<_>>().join(", "),
                c.zone.clone().unwrap_or_default(),
                c.rounding.clone().unwrap_or_default(),
                c.hours.clone().unwrap_or_default(),
                if c.archived_at.is_some() { "archived".to_owned() } else { String::new() },
            ]);
        }
        columns.text_or("no clients: add one with 'client add CODE --name NAME'")
    }
}

fn client(Listed { client: c, person: p }: &Listed) -> Value {
    json!({
        "id": c.id,
        "code": c.code,
        "name": c.name,
        "zone": c.zone,
        "currency": c.currency,
        "rounding": c.rounding,
        "minimum_minutes": c.minimum,
        "rush_percent": c.rush_percent,
        "hours": c.hours,
        "email": c.email,
        "domains": c.domains.split_whitespace().collect::<Vec<_>>(),
        "aliases": c.aliases.split_whitespace().collect::<Vec<_>>(),
        "note": c.note,
        "colour": c.colour.and_then(Hue::of_number).map(|hue| hue.to_string()),
        "archived": c.archived_at.is_some(),
        "rate": p.rate.as_ref().map(|r| milli_in(r.milli, c.currency)),
        "left_minutes": p.left.map(|l| l.left),
        "unbilled_minutes": p.owed.minutes,
        "unbilled_amount": money::amount(Some(p.owed.amount), p.currency),
        "unpriced_minutes": p.owed.unpriced,
    })
}

/// Clients by their codes, with what they owe and what is left of their hours.
fn listed(context: &Context<'_>, which: impl Fn(&Client) -> bool) -> Result<Vec<Listed>> {
    let mut people: HashMap<i64, Person> = People::of(context, true)?.rows.into_iter().map(|p| (p.id, p)).collect();
    let clients = context.db.clients()?.into_iter().filter(which);
    Ok(clients.filter_map(|client| Some(Listed { person: people.remove(&client.id)?, client })).collect())
}

/// `client list`.
pub fn clients(args: &Args<'_>) -> Result<Box<dyn Report>> {
    let found = listed(&args.context, |c| args.flag("all") || c.archived_at.is_none())?;
    Ok(Box::new(Clients(found)))
}

/// A client whole: its fields, how it is billed, and its rates.
struct WholeClient {
    found: Clients,
    billing: Billing,
    rates: Vec<Rate>,
    import_names: Vec<String>,
    directory: Directory,
}

impl Report for WholeClient {
    fn json(&self) -> Value {
        let mut value = self.found.0.first().map_or(Value::Null, client);
        value["rates"] = self.rates.iter().map(|r| rate(r, &self.directory)).collect();
        value["import_names"] = json!(self.import_names);
        value["billing"] = billing::json(&self.billing);
        value
    }

    fn text(&self) -> String {
        let mut text = self.found.text();
        let mut columns = Columns::new(&[">rate", "service", "from"]);
        for (r, listed) in self.rates.iter().zip(self.found.0.iter().cycle()) {
            let service = self.directory.service(r.service).unwrap_or("any").to_owned();
            columns.row(vec![rate_text(r.milli, listed.client.currency), service, since(r)]);
        }
        let fields = self.found.0.iter().flat_map(|Listed { client: c, .. }| {
            [("email", &c.email), ("domains", &c.domains), ("aliases", &c.aliases), ("note", &c.note)]
        });
        for (name, value) in fields {
            if !value.is_empty() {
                text.push_str(&paragraphs(&format!("{name}: {}", clean(value))));
            }
        }
        if !self.import_names.is_empty() {
            text.push_str(&paragraphs(&format!("in imports: {}", clean(&self.import_names.join(", ")))));
        }
        for (name, value) in billing::facts(&self.billing).into_iter().filter(|(_, value)| !value.is_empty()) {
            text.push_str(&paragraphs(&format!("{name}: {}", clean(&value))));
        }
        text.push_str(&columns.text());
        text
    }
}

/// `client show`.
pub fn client_whole(args: &Args<'_>) -> Result<Box<dyn Report>> {
    let client = args.need::<ClientName>("client")?.0;
    let mut rates = args.context.db.rates_for(client.id)?;
    rates.retain(|r| r.client.is_some());
    let found = Clients(listed(&args.context, |c| c.id == client.id)?);
    let billing = args.context.db.billing_of(client.id)?;
    let directory = Directory::of(args.context.db)?;
    let import_names = import_names::of(args.context.db, client.id)?;
    Ok(Box::new(WholeClient { found, billing, rates, import_names, directory }))
}
