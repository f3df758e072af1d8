//! A client whole: what is known, agreed, done and to do.

use chrono::NaiveDate;

use crate::app::people::{Office, RateLine, Rates, There};
use crate::command::context::Context;
use crate::command::input::AmountOf;
use crate::domain::ledger::Cycle;
use crate::domain::money::Currency;
use crate::domain::time::hours_minutes;
use crate::error::Result;
use crate::records::agreements::commission;
use crate::records::agreements::list::{block_words, retainer_words};
use crate::records::agreements::retainers::{Retainers, Row as Retained};
use crate::records::billing::unbilled::{Row as Owed, Unbilled};
use crate::records::calendar::agenda;
use crate::records::clients::colours::colour;
use crate::records::clients::{billing, import_names};
use crate::records::directory::Directory;
use crate::records::tasks::list as tasks;
use crate::records::time::list as entries;
use crate::store::{Agreement, AgreementType, Client, DocumentRow, LedgerPosition};

/// How many cycles back are shown of each retainer.
const CYCLES: i64 = 12;
/// How many of the last entries are shown.
const ENTRIES: i64 = 50;
/// How many open documents are named.
const OPEN: usize = 3;
/// How many meetings ahead are shown.
const MEETINGS: usize = 20;

/// An agreement in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed {
    /// The agreement.
    pub id: i64,
    /// Whether it is a block of hours.
    pub block: bool,
    /// Its terms: of a retainer those that hold today, or the first to come.
    pub words: String,
    /// The first usable day.
    pub from: NaiveDate,
    /// The last usable day, if there is one.
    pub until: Option<NaiveDate>,
    /// Whether it can be used today.
    pub holds: bool,
    /// A retainer's other versions, the newest first: from when, and their terms.
    pub versions: Vec<(NaiveDate, String)>,
    /// Adjustments by date: minutes and why.
    pub adjustments: Vec<(NaiveDate, i64, String)>,
    /// A block's minutes used and left.
    pub used: Option<(i64, i64)>,
}

/// A client whole.
#[derive(Clone, Debug)]
pub struct Page {
    /// The client.
    pub client: Client,
    /// What the client pays in.
    pub currency: Currency,
    /// What is known of the client, as label and value; what is not known is left out.
    pub facts: Vec<(&'static str, String)>,
    /// What was agreed, what holds today first.
    pub agreements: Vec<Agreed>,
    /// The cycles of every retainer, the newest first, the open ones among them.
    pub cycles: Vec<Cycle>,
    /// Which of them were pauses: the retainer and the cycle's first day.
    pub paused: Vec<(i64, NaiveDate)>,
    /// The client's own rates and the general ones.
    pub rates: Vec<RateLine>,
    /// The last entries, the newest first.
    pub entries: Vec<entries::Row>,
    /// Tasks still to do, the most urgent first.
    pub tasks: Vec<tasks::Row>,
    /// The next meetings.
    pub meetings: Vec<agenda::Row>,
    /// What is left of its retainers and blocks, the tightest first.
    pub retainers: Vec<Retained>,
    /// What is unbilled, if anything is open or covered.
    pub unbilled: Option<Owed>,
}

impl Page {
    /// The page of a client, archived or not.
    pub fn of(context: &Context<'_>, client: i64) -> Result<Self> {
        context.db.snapshot(|| Self::read(context, client))
    }

    fn read(context: &Context<'_>, id: i64) -> Result<Self> {
        let (db, today) = (context.db, context.today());
        let client: Client = db.get(id)?;
        let directory = Directory::of(db)?;
        let currency = client.currency;
        let meetings = db.upcoming(id, context.now, MEETINGS, context.setting)?;
        let cycles = db.recent_cycles(id, today, CYCLES, context.setting)?;
        let book = db.book(id)?;
        let rested = |c: &&Cycle| book.retainer(c.retainer).is_some_and(|r| r.is_paused(c.start));
        let paused = cycles.iter().filter(rested).map(|c| (c.retainer, c.start)).collect();
        let meeting = |at| agenda::Row::of(at, &directory, context.setting);
        Ok(Self {
            facts: facts(&client, context)?,
            agreements: agreements(context, &directory, id, currency)?,
            cycles,
            paused,
            rates: Rates::of_client(context, id, &directory)?,
            entries: entries::last(context, id, ENTRIES)?,
            tasks: tasks::of_client(context, id)?,
            meetings: meetings.into_iter().map(meeting).collect(),
            retainers: Retainers::of(context, today, Some(id))?.rows,
            unbilled: Unbilled::of_client(context, id)?,
            currency,
            client,
        })
    }
}

/// What is known of a client, as label and value.
fn facts(client: &Client, context: &Context<'_>) -> Result<Vec<(&'static str, String)>> {
    let there = There::of(client, context);
    let office = Office::of(client, there.as_ref(), context);
    // No clock: it would stand still on a screen that nothing wakes.
    let zone = there.as_ref().map(|t| match t.difference() {
        same if same.is_empty() => t.zone.to_string(),
        other => format!("{} ({other})", t.zone),
    });
    let hours = office.map(|o| o.hours);
    let own = "as yours";
    let rounding = client.rounding.clone().unwrap_or_else(|| format!("{} ({own})", context.setting.rounding));
    let minimum = client.minimum.map(|m| format!("{} h", hours_minutes(m)));
    let archived = client.archived_at.map(|at| context.zone().date(at).to_string());
    let lines = [
        ("e-mail", Some(client.email.clone())),
        ("domains", Some(client.domains.clone())),
        ("aliases", Some(client.aliases.clone())),
        ("in imports", Some(import_names::of(context.db, client.id)?.join(", "))),
        ("zone", zone),
        ("hours", hours),
        ("currency", Some(client.currency.to_string())),
        ("rounding", Some(rounding)),
        ("minimum", minimum),
        ("rush", Some(format!("{} %", client.rush_percent))),
        ("colour", client.colour.map(|_| colour(client).to_string())),
        ("note", Some(client.note.clone())),
        ("archived", archived),
    ];
    let billing =
        billing::facts(&context.db.billing_of(client.id)?).into_iter().map(|(label, value)| (label, Some(value)));
    let owed = owed(client, context)?.into_iter().map(|(label, value)| (label, Some(value)));
    let lines = lines.into_iter().chain(billing).chain(owed);
    Ok(lines.filter_map(|(label, value)| Some((label, value.filter(|v| !v.is_empty())?))).collect())
}

/// What is open of a client's documents, the first ones that are due by name, and what of its money no document has used.
fn owed(client: &Client, context: &Context<'_>) -> Result<Vec<(&'static str, String)>> {
    let (db, today) = (context.db, context.today());
    let (open, credit) = (db.receivables(Some(client.id))?, db.credit_of(client.id)?);
    let amount = |minor: i64| AmountOf(minor, client.currency).to_string();
    let mut named = Vec::new();
    for one in open.iter().take(OPEN) {
        let row: DocumentRow = db.get(one.document)?;
        let when = match (today - one.due).num_days() {
            late if late > 0 => format!("{late} d late"),
            _ => format!("due {}", one.due.format("%-d %b")),
        };
        named.push(format!("{} {} ({when})", row.number, AmountOf(one.open, one.currency)));
    }
    if open.len() > OPEN {
        named.push(format!("and {} more", open.len() - OPEN));
    }
    let mut balance = Vec::new();
    let sum: i64 = open.iter().map(|one| one.open).sum();
    balance.extend((sum != 0).then(|| format!("{} open", amount(sum))));
    balance.extend((credit != 0).then(|| format!("{} credit", amount(credit))));
    let lines = [("open", named.join(", ")), ("balance", balance.join(", "))];
    Ok(lines.into_iter().filter(|(_, text)| !text.is_empty()).collect())
}

fn agreements(context: &Context<'_>, directory: &Directory, client: i64, currency: Currency) -> Result<Vec<Agreed>> {
    let today = context.today();
    let rows = context.db.agreements_of(client)?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let position = context.db.position_of(client, today, context.setting)?;
    let mut found = Vec::new();
    for row in rows {
        let adjustments = context.db.adjustments_of(row.id)?;
        let mut agreed = Agreed {
            id: row.id,
            block: row.which() == AgreementType::Block,
            words: String::new(),
            from: row.starts_on,
            until: row.ends_on,
            holds: row.starts_on <= today && row.ends_on.is_none_or(|end| today <= end),
            versions: Vec::new(),
            adjustments: adjustments.into_iter().map(|a| (a.date, a.minutes, a.reason)).collect(),
            used: None,
        };
        match row.which() {
            AgreementType::Commission => {
                if let Some(terms) = context.db.commission_of(row.id)? {
                    agreed.words = commission::words(&commission::of_terms(&terms, currency)?, currency);
                }
            }
            AgreementType::Block => describe_block(&mut agreed, &row, &position, currency, directory),
            AgreementType::Retainer => {
                for terms in context.db.terms_of(row.id)?.iter().rev() {
                    agreed.versions.push((terms.valid_from, retainer_words(&row, terms, currency, directory)?));
                }
                let held = agreed.versions.iter().position(|(from, _)| *from <= today);
                let at = held.or(agreed.versions.len().checked_sub(1));
                agreed.words = at.map(|at| agreed.versions.remove(at).1).unwrap_or_default();
            }
        }
        found.push(agreed);
    }
    found.sort_by_key(|a| (!a.holds, a.block, std::cmp::Reverse(a.from), a.id));
    Ok(found)
}

fn describe_block(
    agreed: &mut Agreed,
    row: &Agreement,
    position: &LedgerPosition,
    currency: Currency,
    directory: &Directory,
) {
    let Some(block) = position.book.block(row.id) else { return };
    agreed.words = block_words(row, block, currency, directory);
    agreed.used = Some((position.state.block_used(block.id), position.state.block_left(block)));
}

#[cfg(test)]
mod tests;
