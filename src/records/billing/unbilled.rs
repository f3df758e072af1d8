//! Unbilled time per client and currency.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::command::call::Args;
use crate::command::context::Context;
use crate::command::input::PastDay;
use crate::command::report::{Columns, Report};
use crate::domain::document::issued::LineKind;
use crate::domain::money::{Currency, decimal, worth};
use crate::domain::time::hours_minutes;
use crate::error::Result;
use crate::records::directory::Directory;
use crate::records::invoices::items::{self, Item, Known, Reach};
use crate::records::money;
use crate::records::names::ClientName;
use crate::store::Client;

/// A client's minutes at one rate.
#[derive(Clone, Debug)]
pub struct Line {
    /// The service's code.
    pub service: Option<String>,
    /// Minor units per hour; none if unpriced.
    pub rate: Option<i64>,
    /// Whether it is rush work.
    pub rush: bool,
    /// Minutes.
    pub minutes: i64,
    /// What they are worth, minor units; none if unpriced.
    pub amount: Option<i64>,
}

/// What a client has not been billed yet.
#[derive(Clone, Debug)]
pub struct Row {
    /// The client's id.
    pub id: i64,
    /// The client's code.
    pub client: String,
    /// The client's name.
    pub name: String,
    /// The client's currency.
    pub currency: Currency,
    /// Priced and unpriced minutes to be charged.
    pub minutes: i64,
    /// What the priced minutes are worth: the sum of the lines.
    pub amount: i64,
    /// Minutes without a rate.
    pub unpriced: i64,
    /// Minutes covered by a retainer or a block.
    pub covered: i64,
    /// The date of the oldest entry to be charged.
    pub oldest: Option<NaiveDate>,
    /// One line per service, rate and rush.
    pub lines: Vec<Line>,
    /// What is due beside time.
    pub items: Vec<Due>,
}

/// Something that is due beside time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// What kind of line it makes.
    pub kind: LineKind,
    /// What it is.
    pub text: String,
    /// Since when it is due.
    pub due: NaiveDate,
    /// What it comes to; none if it has no price.
    pub amount: Option<i64>,
}

/// Everything not billed yet.
#[derive(Clone, Debug)]
pub struct Unbilled {
    /// The day asked for.
    pub as_of: NaiveDate,
    /// Clients with something open or covered, the largest amount first within a currency.
    pub rows: Vec<Row>,
    /// The sum of the time per currency, and of all that is due.
    pub totals: Vec<(Currency, i64, i64)>,
}

impl Unbilled {
    /// Nothing, where it is not shown.
    pub fn nothing(as_of: NaiveDate) -> Self {
        Self { as_of, rows: Vec::new(), totals: Vec::new() }
    }

    /// As of now.
    pub fn now(context: &Context<'_>) -> Result<Self> {
        Self::of(context, context.today(), None, true)
    }

    /// A client's row as of now, if it has one.
    pub fn of_client(context: &Context<'_>, client: i64) -> Result<Option<Row>> {
        Ok(Self::of(context, context.today(), Some(client), true)?.rows.pop())
    }

    /// As of now, of one client or all.
    pub fn of_all(context: &Context<'_>, client: Option<i64>) -> Result<Self> {
        Self::of(context, context.today(), client, true)
    }

    /// As it stood after the work of a day, of one client or all; nothing is worked on a day to come.
    pub fn at(context: &Context<'_>, at: NaiveDate, client: Option<i64>) -> Result<Self> {
        Self::of(context, at, client, at >= context.today())
    }

    fn of(context: &Context<'_>, at: NaiveDate, client: Option<i64>, now: bool) -> Result<Self> {
        let directory = Directory::of(context.db)?;
        let open_lines = match client {
            Some(client) if now => context.db.open_lines_of(client)?,
            None if now => context.db.open_lines()?,
            _ => context.db.open_lines_until(at)?,
        };
        let mut rows: Vec<Row> = Vec::new();
        for line in open_lines.into_iter().filter(|d| client.is_none_or(|c| c == d.client)) {
            if rows.last().is_none_or(|r| r.id != line.client) {
                let mut row = Row::of(directory.get(line.client)?);
                row.oldest = context.db.oldest_open(line.client)?.filter(|day| now || *day <= at);
                rows.push(row);
            }
            let Some(row) = rows.last_mut() else { continue };
            row.covered += line.covered;
            if line.open == 0 {
                continue;
            }
            row.minutes += line.open;
            let amount = line.rate.map(|rate| worth(line.open, rate));
            match amount {
                Some(amount) => row.amount += amount,
                None => row.unpriced += line.open,
            }
            let service = directory.service(line.service).map(str::to_owned);
            row.lines.push(Line { service, rate: line.rate, rush: line.rush, minutes: line.open, amount });
        }
        let known = match client {
            Some(client) => Known::of(context.db, client)?,
            None => Known::all(context.db)?,
        };
        for id in known.clients() {
            let client = directory.get(id)?;
            let items = due_items(context, client, &known, at)?;
            if items.is_empty() {
                continue;
            }
            match rows.iter_mut().find(|row| row.id == id) {
                Some(row) => row.items = items,
                None => rows.push(Row { items, ..Row::of(client) }),
            }
        }
        rows.sort_by(|a, b| {
            (a.is_settled(), a.currency)
                .cmp(&(b.is_settled(), b.currency))
                .then(b.total().cmp(&a.total()))
                .then(a.client.cmp(&b.client))
        });
        let mut totals: BTreeMap<Currency, (i64, i64)> = BTreeMap::new();
        for row in rows.iter().filter(|r| r.minutes > r.unpriced || !r.items.is_empty()) {
            let (time, all) = totals.entry(row.currency).or_default();
            (*time, *all) = (*time + row.amount, *all + row.total());
        }
        let totals = totals.into_iter().map(|(currency, (time, all))| (currency, time, all)).collect();
        Ok(Self { as_of: at, rows, totals })
    }
}

/// What a client owes beside time on a day.
fn due_items(context: &Context<'_>, client: &Client, known: &Known, at: NaiveDate) -> Result<Vec<Due>> {
    let (before, behind) = items::due(context, client, known, Reach { through: at, date: at, kinds: "" })?;
    let due = |item: Item| Due { kind: item.kind, text: items::words(&item), due: item.due, amount: item.amount };
    Ok(before.into_iter().chain(behind).map(due).collect())
}

impl Row {
    fn of(client: &Client) -> Self {
        Self {
            id: client.id,
            client: client.code.clone(),
            name: client.name.clone(),
            currency: client.currency,
            minutes: 0,
            amount: 0,
            unpriced: 0,
            covered: 0,
            oldest: None,
            lines: Vec::new(),
            items: Vec::new(),
        }
    }

    /// What the time and the rest come to.
    pub fn total(&self) -> i64 {
        self.amount + self.items.iter().filter_map(|item| item.amount).sum::<i64>()
    }

    /// What is due beside time, kind by kind: `fee`, `2 fees`, `3 charges`.
    pub fn beside_time(&self) -> Vec<String> {
        let mut counted: Vec<(&str, Vec<&str>)> = Vec::new();
        for item in &self.items {
            let name = match item.kind {
                LineKind::Fee => "fee",
                LineKind::Block => "block",
                LineKind::Deficit => "deficit",
                LineKind::Commission => "commission",
                LineKind::Platform => "settlement",
                LineKind::Expense => "expense",
                LineKind::Milestone => "milestone",
                _ => "charge",
            };
            match counted.iter_mut().find(|(known, _)| *known == name) {
                Some((_, texts)) => texts.push(&item.text),
                None => counted.push((name, vec![&item.text])),
            }
        }
        let words = counted.into_iter().map(|(name, texts)| match texts.as_slice() {
            // A single thing of the user's own is best known by what it was called.
            [one] if ["charge", "expense", "milestone"].contains(&name) => (*one).to_owned(),
            [_] => name.to_owned(),
            many => format!("{} {name}s", many.len()),
        });
        words.collect()
    }

    /// Whether nothing is to be billed: what is left is covered.
    fn is_settled(&self) -> bool {
        self.minutes == 0 && self.items.is_empty()
    }

    /// Days since the oldest entry.
    pub fn age(&self, as_of: NaiveDate) -> Option<i64> {
        self.oldest.map(|d| (as_of - d).num_days())
    }

    fn json(&self) -> Value {
        let line = |l: &Line| {
            json!({
                "service": l.service,
                "rate": money::amount(l.rate, self.currency),
                "rush": l.rush,
                "minutes": l.minutes,
                "amount": money::amount(l.amount, self.currency),
            })
        };
        let item = |item: &Due| {
            json!({
                "kind": item.kind.as_str(),
                "text": item.text,
                "due": item.due.to_string(),
                "amount": money::amount(item.amount, self.currency),
                "currency": self.currency.code(),
            })
        };
        json!({
            "client": self.client,
            "currency": self.currency.code(),
            "minutes": self.minutes,
            "amount": money::amount(Some(self.amount), self.currency),
            "unpriced_minutes": self.unpriced,
            "covered_minutes": self.covered,
            "oldest": self.oldest.map(|d| d.to_string()),
            "lines": self.lines.iter().map(line).collect::<Vec<_>>(),
            "items": self.items.iter().map(item).collect::<Vec<_>>(),
            "total": money::amount(Some(self.total()), self.currency),
        })
    }
}

impl Report for Unbilled {
    fn json(&self) -> Value {
        let total = |(currency, time, all): &(Currency, i64, i64)| {
            let amount = |minor: i64| money::amount(Some(minor), *currency);
            json!({ "currency": currency.code(), "amount": amount(*time), "total": amount(*all) })
        };
        json!({
            "as_of": self.as_of.to_string(),
            "clients": self.rows.iter().map(Row::json).collect::<Vec<_>>(),
            "totals": self.totals.iter().map(total).collect::<Vec<_>>(),
        })
    }

    fn text(&self) -> String {
        let headings = ["client", ">hours", ">time", ">other", ">total", "", ">no rate", ">covered", ">days old"];
        let mut columns = Columns::new(&headings);
        let or_blank = |minutes: i64| if minutes == 0 { String::new() } else { hours_minutes(minutes) };
        for row in &self.rows {
            let priced = row.minutes > row.unpriced;
            let amount = |some: bool, minor| if some { money::text(Some(minor), row.currency) } else { String::new() };
            let any = priced || !row.items.is_empty();
            columns.row(vec![
                row.client.clone(),
                or_blank(row.minutes),
                amount(priced, row.amount),
                amount(!row.items.is_empty(), row.total() - row.amount),
                amount(any, row.total()),
                if any { row.currency.to_string() } else { String::new() },
                or_blank(row.unpriced),
                or_blank(row.covered),
                row.age(self.as_of).map(|d| d.to_string()).unwrap_or_default(),
            ]);
        }
        let mut text = columns.text_or("nothing is unbilled");
        for (currency, _, all) in &self.totals {
            text.push_str(&format!("total {} {currency}\n", decimal(*all, currency.decimals())));
        }
        text
    }
}

/// `unbilled`.
pub fn report(args: &Args<'_>) -> Result<Box<dyn Report>> {
    let client = args.get::<ClientName>("client")?.map(|c| c.0.id);
    let at = args.get::<PastDay>("at")?.map(|d| d.0);
    Ok(Box::new(Unbilled::of(&args.context, at.unwrap_or_else(|| args.context.today()), client, at.is_none())?))
}
