//! What a client reads of one cycle: how much of the hours is used, what was done, and what it comes to.

mod which;
mod write;

pub use which::turned;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::command::call::Args;
use crate::command::context::Context;
use crate::command::input::StatementFormat;
use crate::command::report::Report;
use crate::domain::agreement::{Adjustment, Retainer};
use crate::domain::ledger::Cycle;
use crate::domain::money::{Currency, worth};
use crate::domain::time::{plus_days, plus_months};
use crate::error::Result;
use crate::store::{Client, EntryLine, LedgerPosition};

/// One piece of work as the client reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The entry.
    pub entry: i64,
    /// The day it was worked.
    pub date: NaiveDate,
    /// The service's code.
    pub service: Option<String>,
    /// What was done.
    pub note: String,
    /// Minutes after rounding.
    pub minutes: i64,
    /// Minutes it uses: none for a gift, more than shown where a rush burns minutes.
    pub counted: i64,
    /// Those that a retainer or a block covers.
    pub covered: i64,
    /// Those to be paid by the hour.
    pub charged: i64,
    /// Whether it is a gift, which costs nothing.
    pub gift: bool,
    /// Whether it was a rush.
    pub rush: bool,
    /// Whether it was worked before the cycle that it counts in.
    pub late: bool,
}

/// Minutes and money added up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// Minutes after rounding, gifts not among them.
    pub minutes: i64,
    /// Minutes given.
    pub gifts: i64,
    /// Minutes used, gifts not among them.
    pub counted: i64,
    /// Minutes covered.
    pub covered: i64,
    /// Minutes to be paid by the hour.
    pub charged: i64,
    /// Those of them that have no rate.
    pub unpriced: i64,
    /// What the priced ones come to, minor units: rounded once for each service, rate and rush.
    pub amount: i64,
}

impl Sum {
    fn take(&mut self, line: &Line) {
        if line.gift {
            self.gifts += line.minutes;
        } else {
            self.minutes += line.minutes;
            self.counted += line.counted;
            self.covered += line.covered;
            self.charged += line.charged;
        }
    }
}

/// A retainer in the cycle that the statement is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// The cycle as it stands, or as it stood at its end.
    pub cycle: Cycle,
    /// The services it is for; none: all.
    pub services: Option<Vec<String>>,
    /// Whether overage is taken from the next cycle instead of being paid.
    pub deducts: bool,
    /// Minutes of its own that pay back what was used too much before.
    pub deducted: i64,
    /// Whether it ends with this cycle.
    pub ends: bool,
    /// Whether it rests in this cycle.
    pub paused: bool,
    /// Minutes rolled over by the last day they can be used.
    pub expires: Vec<(NaiveDate, i64)>,
    /// Minutes given and taken by hand in the cycle, with the reasons.
    pub adjustments: Vec<Adjustment>,
}

/// A block of prepaid hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepaid {
    /// The agreement.
    pub agreement: i64,
    /// Minutes bought, adjusted by hand.
    pub minutes: i64,
    /// Minutes used.
    pub used: i64,
    /// Minutes left.
    pub left: i64,
    /// The last day they can be used.
    pub last_day: Option<NaiveDate>,
}

/// One client's statement; it holds no row of anybody else.
///
/// Work that is neither billable nor uses hours is left out: it is none of the client's business.
#[derive(Clone, Debug)]
pub struct Statement {
    /// The client's code.
    pub client: String,
    /// The client's name.
    pub name: String,
    /// What the client pays in.
    pub currency: Currency,
    /// The first day.
    pub start: NaiveDate,
    /// The day after the last.
    pub end: NaiveDate,
    /// The last day whose work is in it.
    pub as_of: NaiveDate,
    /// Retainers, the oldest first.
    pub allowances: Vec<Allowance>,
    /// Blocks that can still be used.
    pub blocks: Vec<Prepaid>,
    /// The work by date and start.
    pub lines: Vec<Line>,
    /// The sum of each service by its code, work of no service first.
    pub services: Vec<(Option<String>, Sum)>,
    /// The sum of all.
    pub total: Sum,
}

impl Statement {
    /// The statement for the cycle that holds a date, as it stood on `today`; without a retainer, for the calendar month.
    pub fn of(context: &Context<'_>, client: &Client, date: NaiveDate, today: NaiveDate) -> Result<Self> {
        context.db.snapshot(|| Self::read(context, client, date, today))
    }

    fn read(context: &Context<'_>, client: &Client, date: NaiveDate, today: NaiveDate) -> Result<Self> {
        let db = context.db;
        let codes: BTreeMap<i64, String> = db.services()?.into_iter().map(|s| (s.id, s.code)).collect();
        let book = db.book(client.id)?;
        let held = which::held(&book, date);
        let (start, end) = which::span(&book, date);
        let runs = held.is_none_or(|r| r.covers(today)) && start <= today;
        let as_of = match (end <= today, runs) {
            (true, _) => plus_days(end, -1),
            (false, true) => today,
            (false, false) => date,
        };
        let position = db.position_of(client.id, as_of, context.setting)?;
        let mut made = Self {
            client: client.code.clone(),
            name: client.name.clone(),
            currency: client.currency,
            start,
            end,
            as_of,
            allowances: allowances(&position, as_of, today, &codes),
            blocks: blocks(&position, as_of),
            lines: Vec::new(),
            services: Vec::new(),
            total: Sum::default(),
        };
        // What was late when a cycle was billed counts in this one.
        made.fill(db.entries_counting(client.id, start, end.min(plus_days(today, 1)))?, &codes);
        Ok(made)
    }

    fn fill(&mut self, entries: Vec<EntryLine>, codes: &BTreeMap<i64, String>) {
        let mut sums: BTreeMap<Option<String>, Sum> = BTreeMap::new();
        let mut charges: BTreeMap<(Option<String>, Option<i64>, bool), i64> = BTreeMap::new();
        for EntryLine { entry, bill, .. } in entries {
            let shown = |counted| entry.elsewhere.is_none() && (entry.gift || entry.billable || counted > 0);
            let Some(bill) = bill.filter(|b| shown(b.counted)) else { continue };
            let service = entry.service.and_then(|s| codes.get(&s).cloned());
            *charges.entry((service.clone(), bill.rate, entry.rush)).or_default() += bill.open;
            let line = Line {
                entry: entry.id,
                date: entry.date,
                service: service.clone(),
                note: entry.note,
                minutes: bill.billed,
                counted: bill.counted,
                covered: bill.covered,
                charged: bill.open,
                gift: entry.gift,
                rush: entry.rush,
                late: entry.date < self.start,
            };
            sums.entry(service).or_default().take(&line);
            self.total.take(&line);
            self.lines.push(line);
        }
        for ((service, rate, _), minutes) in charges {
            let sum = sums.entry(service).or_default();
            let (amount, unpriced) = rate.map_or((0, minutes), |rate| (worth(minutes, rate), 0));
            sum.amount += amount;
            sum.unpriced += unpriced;
            self.total.amount += amount;
            self.total.unpriced += unpriced;
        }
        self.services = sums.into_iter().collect();
    }
}

/// The calendar month that holds a date.
fn month(date: NaiveDate) -> (NaiveDate, NaiveDate) {
    let start = date.with_day(1).unwrap_or(date);
    (start, plus_months(start, 1))
}

fn allowances(
    position: &LedgerPosition,
    as_of: NaiveDate,
    today: NaiveDate,
    codes: &BTreeMap<i64, String>,
) -> Vec<Allowance> {
    let mut running: Vec<&Retainer> = position.book.retainers.iter().filter(|r| r.covers(as_of)).collect();
    running.sort_by_key(|r| (r.starts_on, r.id));
    let allowance = |r: &Retainer| {
        let open = position.state.open_cycle(&position.book, r.id)?;
        // What became of a cycle that is over is known at its end, which is when it was all worked.
        let over = open.end <= today && open.end == plus_days(as_of, 1);
        let cycle = if over { at_its_end(position, &open) } else { open };
        let terms = r.terms(cycle.start);
        let services = terms.and_then(|t| t.services.as_ref());
        Some(Allowance {
            services: services.map(|list| list.iter().filter_map(|s| codes.get(s).cloned()).collect()),
            deducts: terms.is_some_and(|t| t.rollover.deducts()),
            deducted: (r.minutes_of(r.index_at(cycle.start)) + by_hand(r, &cycle).map(|a| a.minutes).sum::<i64>()
                - cycle.granted)
                .max(0),
            paused: r.is_paused(cycle.start),
            ends: r.ends_on.is_some_and(|last| last < cycle.end),
            expires: if over { Vec::new() } else { position.state.expiries(&position.book, r.id) },
            adjustments: by_hand(r, &cycle).cloned().collect(),
            cycle,
        })
    };
    running.into_iter().filter_map(allowance).collect()
}

/// Minutes given and taken by hand in a cycle.
fn by_hand<'a>(r: &'a Retainer, cycle: &Cycle) -> impl Iterator<Item = &'a Adjustment> {
    let (start, end) = (cycle.start, cycle.end);
    r.adjustments.iter().filter(move |a| start <= a.on && a.on < end)
}

/// A cycle with what became of its hours when it closed.
fn at_its_end(position: &LedgerPosition, open: &Cycle) -> Cycle {
    let same = position.closing(open.retainer, plus_days(open.end, -1)).into_iter().find(|c| c.start == open.start);
    same.unwrap_or_else(|| open.clone())
}

fn blocks(position: &LedgerPosition, as_of: NaiveDate) -> Vec<Prepaid> {
    let prepaid = position.book.blocks.iter().filter(|b| b.covers(as_of)).map(|b| Prepaid {
        agreement: b.id,
        minutes: b.total(),
        used: position.state.block_used(b.id),
        left: position.state.block_left(b),
        last_day: b.last_day,
    });
    prepaid.collect()
}

/// A statement written in the format that was asked for.
struct Told {
    statement: Statement,
    text: String,
}

impl Report for Told {
    fn json(&self) -> serde_json::Value {
        self.statement.json()
    }

    fn text(&self) -> String {
        self.text.clone()
    }
}

/// `statement`.
pub fn report(args: &Args<'_>) -> Result<Box<dyn Report>> {
    let (client, date, today) = which::asked(args)?;
    let statement = Statement::of(&args.context, &client, date, today)?;
    let text = match args.get::<StatementFormat>("format")?.map(|f| f.0) {
        Some("markdown") => statement.markdown(),
        Some("csv") => statement.csv()?,
        _ => {
            let hint = which::look_back(&statement, &client, args)?.map(|hint| format!("\n{hint}\n"));
            statement.text() + &hint.unwrap_or_default()
        }
    };
    Ok(Box::new(Told { statement, text }))
}
