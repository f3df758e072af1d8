//! Documents of another program that are still open, taken in as they are: outside the series, and frozen.

use chrono::{Datelike, NaiveDate};

use crate::command::call::Args;
use crate::command::report::Done;
use crate::domain::document::issued::{Document, DocumentKind, DocumentLine, DocumentTexts, LineKind};
use crate::domain::document::totals::{LARGEST, PriceBasis, TaxGroup, TaxRow, Totals};
use crate::domain::money::{Currency, read_decimal};
use crate::domain::tax::{Percentage, TaxCategory, half_away};
use crate::error::{Error, Result};
use crate::formats::csv::{Bad, read_table};
use crate::records::import::{FileName, open};
use crate::records::invoices::issue::put;
use crate::records::invoices::parties;
use crate::store::{Allocation, Client, Payment, Tx};

const COLUMNS: [&str; 7] = ["number", "client", "date", "due", "total", "tax", "open"];

/// `import invoices`: all of a file, or nothing of it.
pub fn import(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let file = args.need::<FileName>("file")?.0;
    let place = file.display().to_string();
    let at = |bad: Bad| Error::problem(format!("{place}:{}: {}", bad.line.max(1), bad.what));
    let rows = read_table(open(&file)?, &COLUMNS, &["number", "client", "date", "total"]).map_err(at)?;
    let (mut count, mut last) = (0, 0);
    for (line, cells) in rows {
        let wrong = |what: String| Error::problem(format!("{place}:{line}: {what}"));
        let bring = || -> Result<i64> {
            let row = Brought::read(tx, args.context.today(), &cells)?;
            row.put(tx, args)
        };
        last = bring().map_err(|error| wrong(error.to_string()))?;
        count += 1;
    }
    if count == 0 {
        return Err(Error::problem(format!("{place} has no rows below its heading")));
    }
    let invoices = if count == 1 { "invoice" } else { "invoices" };
    Ok(Done::new(format!("took in {count} {invoices}: 'invoice list --state open' shows what is open of them"), last))
}

/// A row of such a table.
struct Brought {
    number: String,
    client: Client,
    date: NaiveDate,
    due: NaiveDate,
    total: i64,
    tax: i64,
    open: i64,
}

impl Brought {
    fn read(tx: &Tx<'_>, today: NaiveDate, cells: &[String]) -> Result<Self> {
        let [number, client, date, due, total, tax, open] = cells else {
            return Err(Error::problem("has too few columns"));
        };
        let fine = |c: char| c.is_ascii_alphanumeric() || "-/_.".contains(c);
        if number.is_empty() || number.len() > 30 || !number.chars().all(fine) {
            return Err(Error::problem(format!("'{number}' is no number: at most 30 of A-Z, a-z, 0-9 and -/_.")));
        }
        if tx.document_by_number(number)?.is_some() {
            return Err(Error::problem(format!("{number} is there already")));
        }
        let found = tx.client_by_code(&client.to_lowercase())?;
        let client = found.ok_or_else(|| Error::problem(format!("there is no client '{client}'")))?;
        let day = |text: &str| {
            let day = text.parse::<NaiveDate>().ok().filter(|day| (1900..=2199).contains(&day.year()));
            day.ok_or_else(|| Error::problem(format!("'{text}' is no day: write 2026-07-31")))
        };
        let date = day(date)?;
        if date > today {
            return Err(Error::problem(format!("{date} has not come yet")));
        }
        let amount = |name: &str, text: &str, currency: Currency| {
            let minor = read_decimal(text, currency.decimals()).filter(|minor| *minor <= LARGEST);
            minor.ok_or_else(|| Error::problem(format!("{name}: '{text}' is no amount of {currency}: write 119.00")))
        };
        let currency = client.currency;
        let total = amount("total", total, currency)?;
        let tax = if tax.is_empty() { 0 } else { amount("tax", tax, currency)? };
        let open = if open.is_empty() { total } else { amount("open", open, currency)? };
        if tax > total || open > total {
            return Err(Error::problem("tax and what is open are parts of the total"));
        }
        let due = if due.is_empty() { date } else { day(due)? };
        if due < date {
            return Err(Error::problem(format!("due: {due} is before the invoice's date, {date}")));
        }
        Ok(Self { number: number.clone(), client, date, due, total, tax, open })
    }

    fn put(self, tx: &Tx<'_>, args: &Args<'_>) -> Result<i64> {
        let business = tx.business(self.date)?;
        let billing = tx.billing_of(self.client.id)?;
        let net = self.total - self.tax;
        let percent = if net == 0 { 0 } else { half_away(i128::from(self.tax) * 100_000, i128::from(net)) };
        let category = if self.tax == 0 { TaxCategory::Zero } else { TaxCategory::Standard };
        let group = TaxGroup { code: "imported".to_owned(), percents: vec![Percentage(percent)], category };
        let line = DocumentLine {
            from: Some(self.date),
            to: Some(self.date),
            ..DocumentLine::of(LineKind::Other, format!("Invoice {}", self.number), net, group.clone())
        };
        let totals = Totals {
            lines: vec![net],
            discounts: Vec::new(),
            taxes: vec![TaxRow { group, percent: Percentage(percent), base: net, amount: self.tax }],
            net,
            tax: self.tax,
            gross: self.total,
            rounding: 0,
            total: self.total,
        };
        let document = Document {
            kind: DocumentKind::Invoice,
            number: Some(self.number.clone()),
            client: self.client.code.clone(),
            currency: self.client.currency,
            date: self.date,
            due: Some(self.due),
            terms: None,
            through: None,
            corrects: None,
            reason: String::new(),
            prices: PriceBasis::Net,
            lines: vec![line],
            totals,
            prepaid: 0,
            seller: business.as_ref().map(parties::seller).unwrap_or_default(),
            buyer: parties::buyer(&self.client, &billing),
            texts: DocumentTexts::default(),
            language: parties::language(&args.context, &billing),
        };
        let row = put(tx, &self.client, &document, &["imported".to_owned()], None, false)?;
        let paid = self.total - self.open;
        if paid > 0 {
            tx.insert(&Payment {
                id: 0,
                client: self.client.id,
                currency: self.client.currency,
                amount: paid,
                date: self.date,
                fee: 0,
                method: "imported".to_owned(),
                reference: self.number,
                received: None,
                received_currency: None,
                refunds: None,
            })
            .and_then(|payment| tx.insert(&Allocation { id: 0, payment, document: row.id, amount: paid }))?;
        }
        Ok(row.id)
    }
}
