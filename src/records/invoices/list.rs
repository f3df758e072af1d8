//! Documents in a list, what is open by age, and a client's account.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};

use crate::command::call::Args;
use crate::command::context::Context;
use crate::command::input::{Count, DocumentState, PastDay};
use crate::command::report::{Columns, Report};
use crate::domain::document::issued::{Document, DocumentKind};
use crate::domain::money::{Currency, decimal};
use crate::error::Result;
use crate::records::directory::Directory;
use crate::records::invoices::plan::plan;
use crate::records::invoices::show::Standing;
use crate::records::invoices::wishes::wishes_of;
use crate::records::names::ClientName;
use crate::store::{Client, DocumentRow, InvoiceDraft};

/// A document in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedDocument {
    /// Its number in the database, if it is issued.
    pub id: Option<i64>,
    /// Its number, `d3` of a draft.
    pub number: String,
    /// What it is.
    pub kind: DocumentKind,
    /// The client's code.
    pub client: String,
    /// Its name.
    pub name: String,
    /// What it is in.
    pub currency: Currency,
    /// Its date.
    pub date: NaiveDate,
    /// The last day on which it is paid in time.
    pub due: Option<NaiveDate>,
    /// What is to be paid.
    pub total: i64,
    /// What is open of it.
    pub open: i64,
    /// Where it stands.
    pub state: &'static str,
    /// Days past its due day.
    pub days_overdue: i64,
}

impl ListedDocument {
    /// A draft, with the document that it would be if it can be one.
    pub fn of_draft(context: &Context<'_>, draft: &InvoiceDraft, client: Client, document: Option<&Document>) -> Self {
        Self {
            id: None,
            number: format!("d{}", draft.id),
            kind: DocumentKind::Invoice,
            client: client.code,
            name: client.name,
            currency: client.currency,
            date: draft.date.unwrap_or_else(|| context.today()),
            due: document.and_then(|document| document.due),
            total: document.map_or(0, |document| document.totals.total),
            open: 0,
            state: "draft",
            days_overdue: 0,
        }
    }
}

/// Documents, drafts first, then the newest first.
pub struct Documents {
    /// The documents.
    pub rows: Vec<ListedDocument>,
    /// How many older ones are left out.
    pub more: i64,
}

/// Documents that are listed where nothing says how many.
const USUAL: i64 = 100;

/// What is wanted of documents.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The client.
    pub client: Option<i64>,
    /// The state; `open` and `overdue` are asked of any.
    pub state: Option<String>,
    /// The year.
    pub year: Option<i32>,
    /// How many at most; the usual number if nothing else is asked.
    pub limit: Option<i64>,
}

impl Documents {
    /// Reads those that are wanted.
    pub fn of(context: &Context<'_>, wanted: &Wanted) -> Result<Self> {
        let (db, directory) = (context.db, Directory::of(context.db)?);
        let mut found = Vec::new();
        let state = wanted.state.as_deref();
        if wanted.year.is_none() && state.is_none_or(|state| state == "draft") {
            for draft in db.invoice_drafts(wanted.client)? {
                let client: Client = db.get(draft.client)?;
                let planned = plan(context, &client, &wishes_of(db, &draft)?).ok();
                let document = planned.as_ref().map(|planned| &planned.document);
                found.push(ListedDocument::of_draft(context, &draft, client, document));
            }
        }
        if state == Some("draft") {
            return Ok(Self { rows: found, more: 0 });
        }
        let mut more = 0;
        let rows = match state {
            // What is open is kept apart, so that it costs by how much that is.
            Some("open" | "overdue") => {
                let open = db.receivables(wanted.client)?;
                let mut rows = Vec::new();
                for receivable in open {
                    rows.push(db.get::<DocumentRow>(receivable.document)?);
                }
                rows.sort_by_key(|row| (row.date, row.id));
                rows
            }
            None if wanted.year.is_none() => {
                let (rows, left) = db.newest_documents(wanted.client, wanted.limit.unwrap_or(USUAL))?;
                more = left;
                rows
            }
            _ => {
                let day = |month, day| wanted.year.and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
                db.documents(wanted.client, (day(1, 1), day(12, 31)))?
            }
        };
        let in_year = |row: &DocumentRow| wanted.year.is_none_or(|year| row.date.year() == year);
        for row in rows.into_iter().rev().filter(in_year) {
            let listed = listed(context, &directory, row)?;
            let fits = match state {
                None | Some("open") => true,
                Some("overdue") => listed.days_overdue > 0,
                Some(state) => listed.state == state,
            };
            if fits {
                found.push(listed);
            }
        }
        Ok(Self { rows: found, more })
    }
}

/// A document as a list says it.
pub fn listed(context: &Context<'_>, directory: &Directory, row: DocumentRow) -> Result<ListedDocument> {
    let standing = Standing::of(context.db, &row, context.today())?;
    Ok(ListedDocument {
        id: Some(row.id),
        client: directory.code(row.client).to_owned(),
        name: directory.name(row.client).to_owned(),
        open: if row.kind == DocumentKind::Credit { 0 } else { standing.open() },
        number: row.number,
        kind: row.kind,
        currency: row.currency,
        date: row.date,
        due: row.due,
        total: row.total,
        state: standing.state,
        days_overdue: standing.days_overdue,
    })
}

impl Report for Documents {
    fn json(&self) -> Value {
        let one = |d: &ListedDocument| {
            let amount = |minor| decimal(minor, d.currency.decimals());
            json!({
                "number": d.number, "kind": d.kind.as_str(), "client": d.client, "currency": d.currency.code(),
                "date": d.date.to_string(), "due": d.due.map(|day| day.to_string()), "total": amount(d.total),
                "open": amount(d.open), "state": d.state, "overdue": d.days_overdue > 0, "days_overdue": d.days_overdue,
            })
        };
        Value::Array(self.rows.iter().map(one).collect())
    }

    fn text(&self) -> String {
        let mut columns = Columns::new(&["number", "client", "date", "due", ">total", ">open", "", "state"]);
        for d in &self.rows {
            let amount = |minor| decimal(minor, d.currency.decimals());
            let overdue = if d.days_overdue > 0 { format!(", {} d overdue", d.days_overdue) } else { String::new() };
            columns.row(vec![
                d.number.clone(),
                d.client.clone(),
                d.date.to_string(),
                d.due.map(|day| day.to_string()).unwrap_or_default(),
                amount(if d.kind == DocumentKind::Credit { -d.total } else { d.total }),
                if d.open == 0 { String::new() } else { amount(d.open) },
                d.currency.to_string(),
                format!("{}{overdue}", d.state.replace('_', " ")),
            ]);
        }
        let mut text = columns.text_or("there are no documents: 'invoice issue CLIENT' makes one");
        if self.more > 0 {
            text.push_str(&crate::command::report::sentence_line(&format!(
                "and {} older ones: --limit, --year, --client or --state shows them",
                self.more
            )));
        }
        text
    }
}

/// `invoice list`.
pub fn list(args: &Args<'_>) -> Result<Box<dyn Report>> {
    let wanted = Wanted {
        client: args.get::<ClientName>("client")?.map(|c| c.0.id),
        state: args.get::<DocumentState>("state")?.map(|state| state.0.to_owned()),
        limit: args.get::<Count>("limit")?.map(|limit| limit.0),
        year: args.get::<Count>("year")?.and_then(|year| i32::try_from(year.0).ok()),
    };
    Ok(Box::new(Documents::of(&args.context, &wanted)?))
}

/// What a client owes, by how long it has been due.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgedSums {
    /// Not due, then 1–30, 31–60, 61–90 and more than 90 days past due.
    pub buckets: [i64; 5],
    /// Money of the client that no document has used.
    pub credit: i64,
}

impl AgedSums {
    /// All of it.
    pub fn open(&self) -> i64 {
        self.buckets.iter().sum()
    }

    /// Adds those of another client.
    pub fn add(&mut self, other: &Self) {
        for (sum, more) in self.buckets.iter_mut().zip(other.buckets) {
            *sum += more;
        }
        self.credit += other.credit;
    }
}

/// What is open, by age.
pub struct Ageing {
    /// The day asked for.
    pub as_of: NaiveDate,
    /// By client's code and currency.
    pub clients: Vec<(String, Currency, AgedSums)>,
    /// By currency.
    pub totals: Vec<(Currency, AgedSums)>,
}

impl Ageing {
    /// As of a day: what was issued, paid and credited until then.
    pub fn of(context: &Context<'_>, as_of: NaiveDate) -> Result<Self> {
        let (db, directory) = (context.db, Directory::of(context.db)?);
        let mut found: BTreeMap<(String, Currency), AgedSums> = BTreeMap::new();
        for open in db.receivables_at(as_of, context.today())? {
            let days = (as_of - open.due).num_days();
            let bucket = match days {
                ..=0 => 0,
                1..=30 => 1,
                31..=60 => 2,
                61..=90 => 3,
                _ => 4,
            };
            let code = directory.code(open.client).to_owned();
            found.entry((code, open.currency)).or_default().buckets[bucket] += open.open;
        }
        for (client, currency, amount) in db.credit_balances_at(as_of, context.today())? {
            found.entry((directory.code(client).to_owned(), currency)).or_default().credit += amount;
        }
        let mut totals: BTreeMap<Currency, AgedSums> = BTreeMap::new();
        for ((_, currency), sums) in &found {
            totals.entry(*currency).or_default().add(sums);
        }
        let clients = found.into_iter().map(|((code, currency), sums)| (code, currency, sums)).collect();
        Ok(Self { as_of, clients, totals: totals.into_iter().collect() })
    }
}

const BUCKETS: [&str; 5] = ["not_due", "days_1_30", "days_31_60", "days_61_90", "days_over_90"];

impl Report for Ageing {
    fn json(&self) -> Value {
        let put = |value: &mut Value, sums: &AgedSums, currency: Currency| {
            let amount = |minor| json!(decimal(minor, currency.decimals()));
            for (name, sum) in BUCKETS.into_iter().zip(sums.buckets) {
                value[name] = amount(sum);
            }
            value["open"] = amount(sums.open());
            value["credit"] = amount(sums.credit);
        };
        let client = |(code, currency, sums): &(String, Currency, AgedSums)| {
            let mut value = json!({ "client": code, "currency": currency.code() });
            put(&mut value, sums, *currency);
            value
        };
        let total = |(currency, sums): &(Currency, AgedSums)| {
            let mut value = json!({ "currency": currency.code() });
            put(&mut value, sums, *currency);
            value
        };
        json!({
            "as_of": self.as_of.to_string(),
            "clients": self.clients.iter().map(client).collect::<Vec<_>>(),
            "totals": self.totals.iter().map(total).collect::<Vec<_>>(),
        })
    }

    fn text(&self) -> String {
        let headings = ["client", "", ">not due", ">1–30 days", ">31–60", ">61–90", ">over 90", ">open", ">credit"];
        let mut columns = Columns::new(&headings);
        let totals = self.totals.iter().map(|(currency, sums)| ("total".to_owned(), *currency, sums.clone()));
        for (code, currency, sums) in self.clients.iter().cloned().chain(totals) {
            let amount = |minor| if minor == 0 { String::new() } else { decimal(minor, currency.decimals()) };
            let mut cells = vec![code, currency.to_string()];
            cells.extend(sums.buckets.into_iter().map(amount));
            cells.extend([amount(sums.open()), amount(sums.credit)]);
            columns.row(cells);
        }
        if self.clients.is_empty() { crate::command::report::sentence_line("nothing is open") } else { columns.text() }
    }
}

/// `ageing`.
pub fn ageing(args: &Args<'_>) -> Result<Box<dyn Report>> {
    let at = args.get::<PastDay>("at")?.map_or_else(|| args.context.today(), |day| day.0);
    Ok(Box::new(Ageing::of(&args.context, at)?))
}
