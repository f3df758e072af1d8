//! `report forecast`: the money of the next three months: fees and charges that will be due, invoices that are open, and what
//! is unbilled.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::json;

use crate::command::call::Args;
use crate::command::context::Context;
use crate::domain::document::issued::LineKind;
use crate::domain::money::{Currency, decimal, half_up};
use crate::domain::period::{Period, PeriodLength};
use crate::domain::time::{plus_days, plus_months};
use crate::error::Result;
use crate::records::billing::unbilled::Unbilled;
use crate::records::directory::Directory;
use crate::records::invoices::items::{Known, Reach, due};
use crate::records::reports::asked::Asked;
use crate::records::reports::earned::earned_of;
use crate::records::reports::figures::{FigureRow, Figures};
use crate::records::reports::home::{Home, measured};
use crate::records::reports::revenue::money;
use crate::store::{DocumentRow, WorkDetail};

/// Months that are looked at, and months before by which what is usual is known.
const MONTHS: i64 = 3;

/// What a month may bring, minor units.
#[derive(Clone, Copy, Debug, Default)]
struct Month {
    /// Fees and charges that fall due in it.
    fees: i64,
    /// Open invoices that are due in it.
    invoices: i64,
    /// Those that are overdue already.
    overdue: i64,
    /// What is due and on no document.
    unbilled: i64,
    /// What hours beyond fees brought in a month, of late.
    usual: i64,
}

impl Month {
    const fn low(&self) -> i64 {
        self.fees + self.invoices
    }

    const fn likely(&self) -> i64 {
        self.low() + self.overdue + self.unbilled
    }

    const fn high(&self) -> i64 {
        self.likely() + self.usual
    }

    fn add(&mut self, other: &Self) {
        self.fees += other.fees;
        self.invoices += other.invoices;
        self.overdue += other.overdue;
        self.unbilled += other.unbilled;
        self.usual += other.usual;
    }
}

/// By month from 0 and currency.
type Months = BTreeMap<(Currency, i64), Month>;

/// The report.
pub fn report(args: &Args<'_>) -> Result<Figures> {
    let (context, today) = (&args.context, args.context.today());
    let last = plus_days(plus_months(today, MONTHS), -1);
    let asked = Asked::of_days(args, Period::of(today, last), "the forecast", "the next three months")?;
    let client = asked.client_id();
    let begins = |n: i64| plus_months(today, n);
    let month_of = |day: NaiveDate| (1..MONTHS).take_while(|n| day >= begins(*n)).last().unwrap_or(0);
    let mut months: Months = BTreeMap::new();
    for open in context.db.receivables(client)? {
        let row: DocumentRow = context.db.get(open.document)?;
        let net = if row.total == 0 {
            0
        } else {
            half_up(i128::from(open.open) * i128::from(row.net), i128::from(row.total))
        };
        if open.due < today {
            months.entry((open.currency, 0)).or_default().overdue += net;
        } else if open.due <= last {
            months.entry((open.currency, month_of(open.due))).or_default().invoices += net;
        }
    }
    for row in Unbilled::of_all(context, client)?.rows {
        months.entry((row.currency, 0)).or_default().unbilled += row.total();
    }
    to_come(context, client, (today, last), &month_of, &mut months)?;
    usual(context, client, &mut months)?;
    let home = Home::of(context)?;
    let foreign = months.keys().any(|(currency, _)| *currency != home.currency);
    let mut head = vec!["month", ">low", ">likely", ">high"];
    head.extend(foreign.then_some(">≈ likely"));
    head.extend([">fees", ">invoices", ">overdue", ">unbilled", ">usual"]);
    let mut figures = Figures::of(&asked, asked.title("forecast", today), head);
    let mut totals: BTreeMap<Currency, Month> = BTreeMap::new();
    for ((currency, n), month) in &months {
        totals.entry(*currency).or_default().add(month);
        let days = Period::of(begins(*n), plus_days(begins(n + 1), -1));
        figures.rows.push(row(Some(&days), *currency, month, foreign.then_some(&home), today));
    }
    for (currency, month) in &totals {
        figures.totals.push(row(None, *currency, month, foreign.then_some(&home), today));
    }
    figures.notes.extend(home.missing());
    figures.none = "nothing is to be expected";
    Ok(figures)
}

/// Fees and charges that fall due after today.
fn to_come(
    context: &Context<'_>,
    client: Option<i64>,
    (today, last): (NaiveDate, NaiveDate),
    month_of: &impl Fn(NaiveDate) -> i64,
    months: &mut Months,
) -> Result<()> {
    let (db, directory) = (context.db, Directory::of(context.db)?);
    let known = client.map_or_else(|| Known::all(db), |client| Known::of(db, client))?;
    for id in known.clients() {
        let client = directory.get(id)?;
        let now = due(context, client, &known, Reach { through: today, date: today, kinds: "" })?;
        let here: Vec<String> = now.0.into_iter().chain(now.1).map(|item| item.key).collect();
        let then = due(context, client, &known, Reach { through: today, date: last, kinds: "fees,charges" })?;
        for item in then.0.into_iter().chain(then.1) {
            if item.due > today && item.due <= last && !here.contains(&item.key) {
                let month = months.entry((client.currency, month_of(item.due))).or_default();
                month.fees += item.amount.unwrap_or(0);
            }
        }
    }
    Ok(())
}

/// What hours, blocks, commissions and charges that do not come again brought in a month, of the last three whole ones: in each
/// month that is looked at.
fn usual(context: &Context<'_>, client: Option<i64>, months: &mut Months) -> Result<()> {
    let this = Period::around(PeriodLength::Month, context.today());
    let from = plus_months(this.from, -MONTHS);
    let mut sums: BTreeMap<Currency, i64> = BTreeMap::new();
    let to = plus_days(this.from, -1);
    let work = context.db.work(from, to, client, WorkDetail::Whole)?;
    for part in earned_of(context, (from, to), client, &work)? {
        if part.kind != LineKind::Fee {
            *sums.entry(part.currency).or_default() += part.amount;
        }
    }
    for (currency, sum) in sums.into_iter().filter(|(_, sum)| *sum > 0) {
        for n in 0..MONTHS {
            months.entry((currency, n)).or_default().usual += sum / MONTHS;
        }
    }
    Ok(())
}

fn row(days: Option<&Period>, currency: Currency, month: &Month, home: Option<&Home>, today: NaiveDate) -> FigureRow {
    let amount = |minor: i64| decimal(minor, currency.decimals());
    let shown = |minor: i64| if minor == 0 { String::new() } else { amount(minor) };
    let worth = home.map(|home| (home.currency, home.worth(month.likely(), currency, today)));
    let mut cells = vec![
        days.map_or_else(|| "total".to_owned(), |days| days.words(today)),
        amount(month.low()),
        money(month.likely(), currency),
        amount(month.high()),
    ];
    cells.extend(worth.map(|(of, minor)| minor.map_or_else(|| "–".to_owned(), |minor| money(minor, of))));
    cells.extend([month.fees, month.invoices, month.overdue, month.unbilled, month.usual].map(shown));
    let mut json = json!({
        "currency": currency.code(),
        "low": amount(month.low()),
        "likely": amount(month.likely()),
        "high": amount(month.high()),
        "fees": amount(month.fees),
        "invoices": amount(month.invoices),
        "overdue": amount(month.overdue),
        "unbilled": amount(month.unbilled),
        "usual": amount(month.usual),
    });
    if let Some(days) = days {
        json["from"] = json!(days.from.to_string());
        json["to"] = json!(days.to.to_string());
    }
    json["home"] = json!(worth.map(|(of, minor)| {
        json!({ "currency": of.code(), "likely": minor.map(|minor| decimal(minor, of.decimals())) })
    }));
    FigureRow { cells, bar: days.map(|_| measured(worth, month.likely(), currency)), json }
}
