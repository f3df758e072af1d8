//! What a document would be if it were issued: worked out of what is due, and the same that issuing writes down.

use chrono::{Datelike, NaiveDate};

use crate::command::context::Context;
use crate::command::input::{AmountOf, DiscountWord};
use crate::domain::agreement::Book;
use crate::domain::document::issued::{Document, DocumentKind, DocumentLine, LineKind};
use crate::domain::document::totals::{PriceBasis, SumLine, TaxGroup, Totals, totals};
use crate::domain::money::{Currency, read_decimal};
use crate::domain::time::{hours_minutes, plus_days};
use crate::error::{Error, Result};
use crate::records::invoices::items::{self, Item, Reach};
use crate::records::invoices::taxing::Taxing;
use crate::records::invoices::time::{self, SettledEntry};
use crate::records::invoices::wishes::Wishes;
use crate::records::invoices::{deposits, parties};
use crate::store::{Billing, Business, Client, Entry};

/// A document that is not issued.
pub struct Plan {
    /// The client.
    pub client: Client,
    /// How it is billed.
    pub billing: Billing,
    /// The document, without a number.
    pub document: Document,
    /// The keys of its lines, in their order.
    pub keys: Vec<String>,
    /// Why each line is taxed as it is.
    pub why: Vec<String>,
    /// The entries that it settles.
    pub entries: Vec<SettledEntry>,
    /// What is to be known of it.
    pub notes: Vec<String>,
    /// Items that wait for another document.
    pub left_out: Vec<(String, String)>,
}

/// The last day whose time a document takes, where none is said: that of the last closed cycle, of several retainers the earliest,
/// else of last month.
pub fn usual_through(book: &Book, date: NaiveDate) -> NaiveDate {
    let running = book.retainers.iter().filter(|r| r.starts_on <= date && r.ends_on.is_none_or(|end| end >= date));
    let closed = running.map(|retainer| plus_days(retainer.cycle_at(date).start.max(retainer.starts_on), -1)).min();
    closed.unwrap_or_else(|| plus_days(date, -i64::from(date.day())))
}

/// The day on which all that is open of a client counts, where that has not come: everything through today is billed.
pub fn waits_until(context: &Context<'_>, client: i64) -> Result<Option<NaiveDate>> {
    let settled = context.db.settled(client)?.filter(|settled| *settled >= context.today());
    Ok(settled.map(|settled| plus_days(settled, 1)))
}

/// A line on its way.
struct Draft {
    key: String,
    line: DocumentLine,
    amount: i64,
    discounted: bool,
    why: String,
}

/// Works out what a document would be.
pub fn plan(context: &Context<'_>, client: &Client, wishes: &Wishes) -> Result<Plan> {
    let db = context.db;
    let today = context.today();
    let date = wishes.date.unwrap_or(today);
    if date > today {
        return Err(Error::at(
            "date",
            format!("{date} has not come: a document has the date of today or of a day before"),
        ));
    }
    let business = parties::business(db, date)?;
    let billing = db.billing_of(client.id)?;
    let through = match wishes.through {
        Some(day) if day > date => {
            let what = format!("{day} has not come: through is at most the document's date ({date})");
            return Err(Error::at("through", what));
        }
        Some(day) => day,
        None => usual_through(&db.book(client.id)?, date),
    };
    let reach = Reach { through, date, kinds: &wishes.kinds };
    let taxing = Taxing::of(db, &business, &billing, &client.code)?;
    let (mut notes, mut left_out) = (Vec::new(), Vec::new());
    let grouping = wishes.grouping.clone().unwrap_or_else(|| billing.grouping.clone());
    let (mut worked, takes_time) = (None, reach.takes("time"));
    if takes_time {
        let found = time::unsettled(context, client, through, &grouping, &taxing)?;
        if !wishes.without_unpriced {
            time::refuse_unpriced(client, &found.unpriced)?;
        }
        worked = Some(found);
    }
    let (before, behind) = items::due(context, client, &items::Known::of(db, client.id)?, reach)?;
    let mut drafts: Vec<Draft> = Vec::new();
    let mut entries = Vec::new();
    for item in &before {
        add(&mut drafts, &mut left_out, item, wishes, &taxing)?;
    }
    if let Some(time) = worked {
        let kept = time_lines(context, client, time, wishes, &taxing, &mut drafts, &mut left_out, &mut notes)?;
        entries = kept;
    }
    for item in &behind {
        add(&mut drafts, &mut left_out, item, wishes, &taxing)?;
    }
    note_timer(context, client, through, takes_time, &mut notes)?;
    let finish = Finish { context, client, billing: &billing, business: &business, wishes, date };
    let deducted = deposits::deducted(db, client, &drafts_of(&drafts), |lines| finish.sums(lines))?;
    for deposit in deducted {
        drafts.push(Draft {
            key: deposit.key,
            line: deposit.line,
            amount: deposit.amount,
            discounted: false,
            why: "the deposit's".to_owned(),
        });
    }
    let document = finish.document(&mut drafts, takes_time.then_some(through), &mut notes)?;
    let keys = drafts.iter().map(|draft| draft.key.clone()).collect();
    let why = drafts.into_iter().map(|draft| draft.why).collect();
    Ok(Plan { client: client.clone(), billing, document, keys, why, entries, notes, left_out })
}

fn drafts_of(drafts: &[Draft]) -> Vec<SumLine> {
    drafts.iter().map(|d| SumLine { amount: d.amount, group: d.line.group.clone(), discounted: d.discounted }).collect()
}

/// Adds an item as a line, unless it waits for another document.
fn add(
    drafts: &mut Vec<Draft>,
    left_out: &mut Vec<(String, String)>,
    item: &Item,
    wishes: &Wishes,
    taxing: &Taxing,
) -> Result<()> {
    if wishes.left_out.contains(&item.key) {
        left_out.push((item.key.clone(), items::words(item)));
        return Ok(());
    }
    let Some(amount) = item.amount else {
        let what = format!("what is owed of a retainer that ended on {} has no rate: 'rate set AMOUNT'", item.to);
        return Err(Error::problem(what));
    };
    let chosen = taxing.choose(&item.tax, None)?;
    let text = wishes.texts.get(&item.key).unwrap_or(&item.text).clone();
    let line = DocumentLine {
        minutes: item.time.map(|(minutes, _)| minutes),
        rate: item.time.and_then(|(_, rate)| rate),
        quantity: item.quantity,
        unit: item.unit.clone(),
        price: item.price,
        from: Some(item.from),
        to: Some(item.to),
        discount: item.discount,
        ..DocumentLine::of(item.kind, text, amount, taxing.group(&chosen.code, item.to)?)
    };
    drafts.push(Draft { key: item.key.clone(), line, amount, discounted: true, why: chosen.why });
    Ok(())
}

#[expect(clippy::too_many_arguments, reason = "all of them are what a plan is made of")]
fn time_lines(
    context: &Context<'_>,
    client: &Client,
    found: time::Time,
    wishes: &Wishes,
    taxing: &Taxing,
    drafts: &mut Vec<Draft>,
    left_out: &mut Vec<(String, String)>,
    notes: &mut Vec<String>,
) -> Result<Vec<SettledEntry>> {
    let mut entries = found.entries;
    let sum: i64 = found.lines.iter().map(|line| line.amount).sum();
    if sum != found.by_service {
        let by = AmountOf((sum - found.by_service).abs(), client.currency);
        let more = if sum > found.by_service { "more" } else { "less" };
        notes.push(format!("grouped so, the time comes to {by} {more} than by service"));
    }
    for mut time in found.lines {
        if wishes.left_out.contains(&time.key) {
            // Hours that an agreement counts cannot wait: they have used up what was there.
            if !context.db.book(client.id)?.is_empty() {
                let what = "time counts under what was agreed and cannot be left out: make it a gift instead";
                return Err(Error::problem(what));
            }
            entries.retain(|entry| entry.line.as_ref() != Some(&time.key));
            let what = time.line.service_name.clone().unwrap_or_else(|| "time".to_owned());
            left_out.push((time.key, format!("{what}, {} h", hours_minutes(time.line.minutes.unwrap_or_default()))));
            continue;
        }
        if let Some(text) = wishes.texts.get(&time.key) {
            time.line.text.clone_from(text);
        }
        let why = taxing.choose("", time.line.service.as_deref())?.why;
        drafts.push(Draft { key: time.key, line: time.line, amount: time.amount, discounted: true, why });
    }
    if !found.unpriced.is_empty() {
        let minutes: i64 = found.unpriced.iter().map(|(_, minutes)| minutes).sum();
        notes.push(format!("{} h without a rate stay open", hours_minutes(minutes)));
    }
    Ok(entries)
}

fn note_timer(
    context: &Context<'_>,
    client: &Client,
    through: NaiveDate,
    takes_time: bool,
    notes: &mut Vec<String>,
) -> Result<()> {
    let running: Option<Entry> = context.db.running()?.filter(|entry| entry.client == client.id && takes_time);
    if let Some(entry) = running {
        let late = if entry.date <= through { ", and will count as late" } else { "" };
        notes.push(format!("a timer runs for {}: it is not in{late}", client.code));
    }
    Ok(())
}

/// What a document is finished with.
struct Finish<'a> {
    context: &'a Context<'a>,
    client: &'a Client,
    billing: &'a Billing,
    business: &'a Business,
    wishes: &'a Wishes,
    date: NaiveDate,
}

impl Finish<'_> {
    fn sums(&self, lines: &[SumLine]) -> Result<Totals> {
        let discount = match self.wishes.discount.as_str() {
            "" => None,
            text => Some(DiscountWord::of(text, self.client.currency).map_err(|e| e.in_field("discount"))?),
        };
        let step = coin(self.business, self.client.currency);
        totals(lines, discount, self.billing.prices, step)
    }

    fn document(&self, drafts: &mut [Draft], through: Option<NaiveDate>, notes: &mut Vec<String>) -> Result<Document> {
        let db = self.context.db;
        let found = self.sums(&drafts_of(drafts))?;
        for (draft, net) in drafts.iter_mut().zip(&found.lines) {
            draft.line.gross = (self.billing.prices == PriceBasis::Gross).then_some(draft.amount);
            draft.line.net = *net;
        }
        if let Some(caution) = Taxing::of(db, self.business, self.billing, &self.client.code)?.choose("", None)?.caution
        {
            notes.push(caution.to_owned());
        }
        let credit = if self.wishes.no_credit { 0 } else { db.credit_of(self.client.id)?.max(0) };
        let terms = parties::terms(self.billing)?;
        let language = parties::language(self.context, self.billing);
        let groups: Vec<TaxGroup> = found.taxes.iter().map(|row| row.group.clone()).collect();
        Ok(Document {
            kind: DocumentKind::Invoice,
            number: None,
            client: self.client.code.clone(),
            currency: self.client.currency,
            date: self.date,
            due: Some(terms.due(self.date)),
            terms: Some(terms),
            through,
            corrects: None,
            reason: String::new(),
            prices: self.billing.prices,
            lines: drafts.iter().map(|draft| draft.line.clone()).collect(),
            prepaid: credit.min(found.total).max(0),
            totals: found,
            seller: parties::seller(self.business),
            buyer: parties::buyer(self.client, self.billing),
            texts: parties::texts(db, &language, &self.wishes.note, &groups)?,
            language,
        })
    }
}

/// The smallest coin of a currency, if totals are rounded to it.
pub fn coin(business: &Business, currency: Currency) -> Option<i64> {
    let of = business.cash_rounding.split(' ').find_map(|word| word.strip_prefix(currency.code())?.strip_prefix('='));
    of.and_then(|coin| read_decimal(coin, currency.decimals()))
}

impl Plan {
    /// Whether there is nothing to bill.
    pub fn is_empty(&self) -> bool {
        self.document.lines.iter().all(|line| line.kind == LineKind::Deposit)
    }

    /// Refuses a document of nothing, or of less.
    pub fn refuse_nothing(&self, context: &Context<'_>) -> Result<()> {
        let (document, code) = (&self.document, &self.client.code);
        if self.is_empty() {
            let through = document.through.unwrap_or(document.date);
            let day = through.format("%-d %b");
            let later: i64 = context.db.open_lines_of(self.client.id)?.iter().map(|line| line.open).sum();
            let later = match (later, waits_until(context, self.client.id)?) {
                (0, _) => String::new(),
                (minutes, Some(day)) => {
                    format!("; {} h count on {}, and can be billed then", hours_minutes(minutes), day.format("%-d %b"))
                }
                (minutes, None) => format!("; {} h later are open (--through today)", hours_minutes(minutes)),
            };
            return Err(Error::problem(format!("{code} owes nothing through {day}{later}")));
        }
        if document.totals.total < 0 {
            let amount = AmountOf(-document.totals.total, document.currency);
            return Err(Error::problem(format!(
                "{code} would get {amount}: 'invoice issue {code} --as-credit' makes a credit note of it"
            )));
        }
        Ok(())
    }
}
