//! Time worked, as lines of a document.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::command::context::Context;
use crate::domain::billing::Bill;
use crate::domain::document::issued::{DocumentLine, LineKind};
use crate::domain::document::totals::TaxGroup;
use crate::domain::money::worth;
use crate::domain::time::hours_minutes;
use crate::error::{Error, Result};
use crate::records::directory::Directory;
use crate::records::invoices::taxing::Taxing;
use crate::store::{Client, Entry, Task};

/// An entry that a document settles.
#[derive(Clone, Debug)]
pub struct SettledEntry {
    /// What it comes to.
    pub bill: Bill,
    /// The day it counts on.
    pub counts_on: NaiveDate,
    /// The line that charges it, by its key.
    pub line: Option<String>,
    /// Whether what is to be paid of it is charged.
    pub charged: bool,
}

/// A line of time, and the key by which a draft knows it.
pub struct TimeLine {
    /// The key.
    pub key: String,
    /// The line; what it comes to with or without tax is not known yet.
    pub line: DocumentLine,
    /// What it comes to as it is priced.
    pub amount: i64,
}

/// The time of a client that is not settled through a day.
pub struct Time {
    /// The lines, in their order.
    pub lines: Vec<TimeLine>,
    /// The entries.
    pub entries: Vec<SettledEntry>,
    /// What the lines would come to by service, where they are grouped otherwise.
    pub by_service: i64,
    /// Entries without a rate, and their minutes.
    pub unpriced: Vec<(i64, i64)>,
}

/// What makes lines apart: the order of the fields is that of the lines. A service that is none comes last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct GroupKey {
    apart: (Option<NaiveDate>, i64),
    service: (bool, String),
    rush: bool,
    rate: i64,
    tax: TaxGroup,
}

impl GroupKey {
    fn key(&self) -> String {
        let percents: Vec<String> = self.tax.percents.iter().map(ToString::to_string).collect();
        let (day, number) = &self.apart;
        let day = day.map_or_else(String::new, |day| day.to_string());
        format!(
            "time:{}:{}:{}:{}:{}:{day}:{number}",
            self.service.1,
            u8::from(self.rush),
            self.rate,
            self.tax.code,
            percents.join("+"),
        )
    }
}

#[derive(Default)]
struct Group {
    minutes: i64,
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
    late: bool,
    text: String,
    entries: Vec<i64>,
}

/// Reads what is not settled of a client through a day, and groups what is to be paid.
pub fn unsettled(
    context: &Context<'_>,
    client: &Client,
    through: NaiveDate,
    grouping: &str,
    taxing: &Taxing,
) -> Result<Time> {
    let db = context.db;
    let wanted = db.unsettled(client.id, through)?;
    let directory = Directory::of(db)?;
    let mut time = Time { lines: Vec::new(), entries: Vec::new(), by_service: 0, unpriced: Vec::new() };
    let (Some((_, first)), Some((_, last))) = (wanted.first(), wanted.last()) else { return Ok(time) };
    let days: BTreeMap<i64, NaiveDate> = wanted.iter().copied().collect();
    let mut groups: BTreeMap<GroupKey, Group> = BTreeMap::new();
    let mut by_service: BTreeMap<(Option<i64>, bool, i64, TaxGroup), i64> = BTreeMap::new();
    for bill in db.bills(client.id, *first, *last, context.setting)? {
        let Some(counts_on) = days.get(&bill.entry) else { continue };
        let (open, rate) = (bill.open, bill.rate);
        let mut settled = SettledEntry { bill: bill.clone(), counts_on: *counts_on, line: None, charged: true };
        match rate {
            Some(rate) if open > 0 => {
                let service = directory.service(bill.service);
                let tax = taxing.line("", service, bill.date)?;
                *by_service.entry((bill.service, bill.rush, rate, tax.clone())).or_default() += open;
                let entry: Entry = db.get(bill.entry)?;
                let (apart, text) = apart(context, grouping, &entry, *counts_on)?;
                let service = if matches!(grouping, "none" | "task") { None } else { service };
                let key = GroupKey {
                    apart,
                    service: (service.is_none(), service.unwrap_or_default().to_owned()),
                    rush: bill.rush,
                    rate,
                    tax,
                };
                settled.line = Some(key.key());
                let group = groups.entry(key).or_default();
                group.minutes += open;
                group.first = Some(group.first.map_or(bill.date, |day| day.min(bill.date)));
                group.last = Some(group.last.map_or(bill.date, |day| day.max(bill.date)));
                group.late |= *counts_on != bill.date;
                group.text = text;
                group.entries.push(bill.entry);
            }
            None if open > 0 => {
                settled.charged = false;
                time.unpriced.push((bill.entry, open));
            }
            _ => {}
        }
        time.entries.push(settled);
    }
    time.by_service = by_service.iter().map(|((_, _, rate, _), minutes)| worth(*minutes, *rate)).sum();
    for (key, group) in groups {
        let service = Some(key.service.1.clone()).filter(|code| !code.is_empty());
        let named = directory.services().find(|s| Some(&s.code) == service.as_ref()).map(|s| s.name.clone());
        let amount = worth(group.minutes, key.rate);
        let line = DocumentLine {
            kind: LineKind::Time,
            text: group.text,
            service,
            service_name: named,
            rush: key.rush,
            minutes: Some(group.minutes),
            rate: Some(key.rate),
            quantity: None,
            unit: "h".to_owned(),
            price: None,
            from: group.first,
            to: group.last,
            late: group.late,
            discount: 0,
            gross: None,
            net: amount,
            group: key.tax.clone(),
        };
        time.lines.push(TimeLine { key: key.key(), line, amount });
    }
    Ok(time)
}

/// What sets an entry's line apart from others, and what that says.
fn apart(
    context: &Context<'_>,
    grouping: &str,
    entry: &Entry,
    counts_on: NaiveDate,
) -> Result<((Option<NaiveDate>, i64), String)> {
    Ok(match grouping {
        "entry" => ((Some(counts_on), entry.id), entry.note.clone()),
        "day" => ((Some(entry.date), 0), String::new()),
        "task" => {
            let task = entry.task.map(|id| context.db.get::<Task>(id)).transpose()?;
            ((None, entry.task.unwrap_or(i64::MAX)), task.map(|task| task.title).unwrap_or_default())
        }
        _ => ((None, 0), String::new()),
    })
}

/// Refuses time without a rate.
pub fn refuse_unpriced(client: &Client, unpriced: &[(i64, i64)]) -> Result<()> {
    if unpriced.is_empty() {
        return Ok(());
    }
    let minutes: i64 = unpriced.iter().map(|(_, minutes)| minutes).sum();
    let mut entries: Vec<String> = unpriced.iter().take(8).map(|(entry, _)| entry.to_string()).collect();
    if unpriced.len() > entries.len() {
        entries.push("…".to_owned());
    }
    let (entry, has, them) = if unpriced.len() == 1 { ("entry", "has", "it") } else { ("entries", "have", "them") };
    Err(Error::problem(format!(
        "{} h of {} {has} no rate ({entry} {}): 'rate set AMOUNT --client {}', or leave {them} out with --without-unpriced",
        hours_minutes(minutes),
        client.code,
        entries.join(", "),
        client.code
    )))
}
