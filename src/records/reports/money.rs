//! `report money`: what came in by client, service or month; what is on invoices, paid, overdue, and left of it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::json;

use crate::command::call::Args;
use crate::command::context::Context;
use crate::command::input::{BasisWord, ReportBy};
use crate::domain::document::issued::{DocumentKind, LineKind};
use crate::domain::money::{Currency, decimal, half_up};
use crate::domain::period::PeriodLength;
use crate::domain::time::hours_minutes;
use crate::error::{Error, Result};
use crate::records::directory::Directory;
use crate::records::reports::asked::Asked;
use crate::records::reports::earned::{earned_months, earned_of};
use crate::records::reports::figures::{FigureRow, Figures};
use crate::records::reports::home::{Home, measured, rate_day};
use crate::records::reports::revenue::{money, running};
use crate::store::{DocumentRow, WorkDetail};

/// Money that has something in common, minor units of one currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Money {
    /// What it is told by: what work brought in, or what was invoiced, or paid, without tax.
    pub revenue: i64,
    /// What of the work is on no document.
    pub unbilled: i64,
    /// Documents of these days less credit notes, without tax.
    pub invoiced: i64,
    /// What was paid in these days, without tax.
    pub paid: i64,
    /// What banks and platforms kept of it.
    pub fees: i64,
    /// What is overdue today, with tax.
    pub overdue: i64,
    /// Seconds worked.
    pub seconds: i64,
    /// What the revenue is worth at home.
    pub worth: i64,
    /// Whether some of it has no rate.
    pub unknown: bool,
}

impl Money {
    /// What is left of what was paid.
    pub const fn left(&self) -> i64 {
        self.paid - self.fees
    }

    fn add(&mut self, other: &Self) {
        self.revenue += other.revenue;
        self.unbilled += other.unbilled;
        self.invoiced += other.invoiced;
        self.paid += other.paid;
        self.fees += other.fees;
        self.overdue += other.overdue;
        self.seconds += other.seconds;
        self.worth += other.worth;
        self.unknown |= other.unknown;
    }
}

/// The currency of a row, what it is told under, and whether that is a kind of line and no service's code.
type Key = (Currency, String, bool);

/// How money is told.
struct Telling<'a> {
    context: &'a Context<'a>,
    directory: Directory,
    by: &'static str,
    basis: &'static str,
    client: Option<i64>,
    home: Home,
}

impl Telling<'_> {
    fn key(&self, client: i64, currency: Currency, day: NaiveDate, (service, kind): (&str, bool)) -> Key {
        let name = match self.by {
            "month" => day.format("%Y-%m").to_string(),
            "service" => service.to_owned(),
            _ => self.directory.code(client).to_owned(),
        };
        (currency, name, kind && self.by == "service")
    }

    /// Adds revenue of a day, and what it is worth at home.
    fn bring(&self, row: &mut Money, amount: i64, currency: Currency, day: NaiveDate) {
        row.revenue += amount;
        match self.home.worth(amount, currency, day) {
            Some(worth) => row.worth += worth,
            None => row.unknown = true,
        }
    }

    /// The money of some days by what is asked, and the minutes of them that have no rate.
    fn told(&self, from: NaiveDate, to: NaiveDate) -> Result<(BTreeMap<Key, Money>, i64)> {
        let (db, client) = (self.context.db, self.client);
        let mut rows: BTreeMap<Key, Money> = BTreeMap::new();
        let steady = self.home.is_steady(from, to);
        let detail = if self.by == "service" && !steady { WorkDetail::Lines } else { WorkDetail::Whole };
        let lines = db.work(from, to, client, detail)?;
        let by_month = self.by == "month" || self.by == "client" && !steady;
        let months = by_month.then(|| db.work(from, to, client, WorkDetail::Months)).transpose()?;
        let parts = match &months {
            Some(months) => earned_months(self.context, (from, to), client, (&lines, months))?,
            None => earned_of(self.context, (from, to), client, &lines)?,
        };
        for part in parts {
            let service = match part.kind {
                LineKind::Time => (part.service.as_deref().unwrap_or("none"), false),
                kind => (kind.as_str(), true),
            };
            let row = rows.entry(self.key(part.client, part.currency, part.day, service)).or_default();
            if self.basis == "work" {
                self.bring(row, part.amount, part.currency, rate_day(part.day, to));
            }
            row.unbilled += if part.billed { 0 } else { part.amount };
        }
        for sum in months.as_ref().unwrap_or(&lines).iter().chain(&running(self.context, from, to, client)?) {
            let currency = self.directory.get(sum.client)?.currency;
            let service = self.directory.service(sum.service).unwrap_or("none");
            rows.entry(self.key(sum.client, currency, sum.day, (service, false))).or_default().seconds += sum.worked;
        }
        if self.by != "service" {
            self.documents(from, to, &mut rows)?;
        }
        rows.retain(|_, row| *row != Money::default());
        let unpriced = lines.iter().filter(|sum| sum.rate.is_none()).map(|sum| sum.unbilled).sum();
        Ok((rows, unpriced))
    }

    /// What was invoiced and paid, which is of no service.
    fn documents(&self, from: NaiveDate, to: NaiveDate, rows: &mut BTreeMap<Key, Money>) -> Result<()> {
        let db = self.context.db;
        for row in db.documents(self.client, (Some(from), Some(to)))? {
            let net = if row.kind == DocumentKind::Credit { -row.net } else { row.net };
            let told = rows.entry(self.key(row.client, row.currency, row.date, ("", false))).or_default();
            told.invoiced += net;
            if self.basis == "invoiced" {
                self.bring(told, net, row.currency, row.date);
            }
        }
        for id in db.documents_paid(from, to, self.client)? {
            let row: DocumentRow = db.get(id)?;
            let (mut paid, mut before) = (0, 0);
            // Each payment has its share of what is without tax, so that all of them together are that.
            for part in db.parts_paid(id)? {
                paid += part.amount;
                let through = if row.total == 0 {
                    0
                } else {
                    half_up(i128::from(paid) * i128::from(row.net), i128::from(row.total))
                };
                let share = through - std::mem::replace(&mut before, through);
                if part.day >= from && part.day <= to {
                    let told = rows.entry(self.key(row.client, row.currency, part.day, ("", false))).or_default();
                    told.paid += share;
                    if self.basis == "paid" {
                        self.bring(told, share, row.currency, part.day);
                    }
                }
            }
        }
        for (client, currency, day, fee) in db.fees_kept(from, to, self.client)? {
            rows.entry(self.key(client, currency, day, ("", false))).or_default().fees += fee;
        }
        Ok(())
    }

    /// What is overdue today, by client.
    fn overdue(&self) -> Result<Vec<(Key, i64)>> {
        let today = self.context.today();
        let open = self.context.db.receivables(self.client)?.into_iter().filter(|open| open.due < today);
        Ok(open.map(|open| (self.key(open.client, open.currency, open.due, ("", false)), open.open)).collect())
    }
}

/// The row of some money; of a total where it is told under nothing.
fn row(
    by: &str,
    (currency, home): (Currency, Option<Currency>),
    name: Option<&str>,
    told: &Money,
    before: Option<i64>,
    runs: bool,
) -> FigureRow {
    let amount = |minor: i64| decimal(minor, currency.decimals());
    let shown = |minor: i64| if minor == 0 { String::new() } else { amount(minor) };
    let mut cells = vec![name.unwrap_or("total").to_owned(), money(told.revenue, currency)];
    let worth = home.map(|home| (home, Some(told.worth).filter(|_| !told.unknown)));
    cells.extend(worth.map(|(home, minor)| minor.map_or_else(|| "–".to_owned(), |minor| money(minor, home))));
    cells.extend(before.map(shown));
    cells.push(shown(told.unbilled));
    if by != "service" {
        cells.extend([told.invoiced, told.paid, told.fees, told.left(), told.overdue].map(shown));
    }
    cells.push(format!("{}{}", if runs { "~" } else { "" }, hours_minutes(told.seconds / 60)));
    let mut json = json!({
        "currency": currency.code(),
        "revenue": amount(told.revenue),
        "unbilled": amount(told.unbilled),
        "seconds": told.seconds,
        "running": runs,
    });
    if by != "service" {
        let figures = [
            ("invoiced", told.invoiced),
            ("paid", told.paid),
            ("fees", told.fees),
            ("left", told.left()),
            ("overdue", told.overdue),
        ];
        for (name, minor) in figures {
            json[name] = json!(amount(minor));
        }
    }
    if name.is_some() {
        json[by] = json!(name);
    }
    json["home"] = json!(worth.map(|(home, minor)| {
        json!({ "currency": home.code(), "revenue": minor.map(|minor| decimal(minor, home.decimals())) })
    }));
    if let Some(before) = before {
        json["before"] = json!({ "revenue": amount(before) });
    }
    let bar = name.map(|_| measured(worth, told.revenue, currency));
    FigureRow { cells, bar, json }
}

/// The report.
pub fn report(args: &Args<'_>) -> Result<Figures> {
    let asked = Asked::of(args, PeriodLength::Month)?;
    let by = args.get::<ReportBy>("by")?.map_or("client", |by| by.0);
    let basis = args.get::<BasisWord>("basis")?.map_or("work", |basis| basis.0);
    if matches!(by, "tag" | "week") {
        return Err(Error::at("by", format!("'{by}' does not apply to money: it is told by client, service or month")));
    }
    if by == "service" && basis != "work" {
        return Err(Error::at("by", format!("what was {basis} is of no service: it is told by client or month")));
    }
    let (context, client) = (&args.context, asked.client_id());
    let telling =
        Telling { context, directory: Directory::of(context.db)?, by, basis, client, home: Home::of(context)? };
    let (mut rows, unpriced) = telling.told(asked.period.from, asked.through)?;
    let before = asked.compared.as_ref().map(|(days, _)| telling.told(days.from, days.to)).transpose()?;
    let before = before.map(|(rows, _)| rows);
    let mut totals: BTreeMap<Currency, Money> = BTreeMap::new();
    for (key, overdue) in telling.overdue()? {
        totals.entry(key.0).or_default().overdue += overdue;
        if by == "client" {
            rows.entry(key).or_default().overdue += overdue;
        }
    }
    for ((currency, ..), told) in &rows {
        totals.entry(*currency).or_default().add(&Money { overdue: 0, ..*told });
    }
    let live = running(context, asked.period.from, asked.through, client)?;
    let live = live.map(|sum| -> Result<Key> {
        let service = telling.directory.service(sum.service).unwrap_or("none");
        Ok(telling.key(sum.client, telling.directory.get(sum.client)?.currency, sum.day, (service, false)))
    });
    let live = live.transpose()?;
    let home = Some(telling.home.currency).filter(|home| totals.keys().any(|currency| currency != home));
    let mut head = vec![by, ">revenue"];
    head.extend(home.map(|_| ">≈ at home"));
    head.extend(before.as_ref().map(|_| ">before"));
    head.push(">unbilled");
    if by != "service" {
        head.extend([">invoiced", ">paid", ">fees", ">left", ">overdue"]);
    }
    head.push(">worked");
    let title = if basis == "work" { "money".to_owned() } else { format!("money {basis}") };
    let mut figures = Figures::of(&asked, asked.title(&title, context.today()), head);
    figures.none = "nothing came in";
    let mut order: Vec<(&Key, &Money)> = rows.iter().collect();
    if by != "month" {
        order.sort_by_key(|((currency, name, _), told)| (*currency, std::cmp::Reverse(told.revenue), name.clone()));
    }
    for (key, told) in order {
        let was = before.as_ref().map(|before| before.get(key).map_or(0, |was| was.revenue));
        let mut row = row(by, (key.0, home), Some(&key.1), told, was, live.as_ref() == Some(key));
        if by == "service" {
            row.json["kind"] = json!(if key.2 { key.1.as_str() } else { LineKind::Time.as_str() });
        }
        figures.rows.push(row);
    }
    for (currency, told) in &totals {
        let of = |before: &BTreeMap<Key, Money>| {
            before.iter().filter(|((of, ..), _)| of == currency).map(|(_, was)| was.revenue).sum()
        };
        let runs = live.as_ref().is_some_and(|(of, ..)| of == currency);
        figures.totals.push(row(by, (*currency, home), None, told, before.as_ref().map(of), runs));
    }
    if unpriced > 0 {
        figures.notes.push(format!("{} h without a rate bring in nothing here", hours_minutes(unpriced)));
    }
    figures.notes.extend(telling.home.missing());
    Ok(figures)
}
