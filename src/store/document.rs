//! Documents as they were issued, with their lines, taxes and discounts: rows that never change.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::business::Percentages;
use super::reads::Reads;
use super::record::{Record, parse_column, record};
use crate::domain::document::issued::{Document, DocumentKind, DocumentLine, LineKind, Quantity, UnitPrice};
use crate::domain::document::totals::{PriceBasis, TaxGroup, TaxRow, Totals};
use crate::domain::money::Currency;
use crate::domain::tax::{Percentage, TaxCategory};
use crate::error::{Doing, Result};

record! {
    /// An issued document.
    DocumentRow "document" "document" "documents" {
        /// What it is.
        kind: DocumentKind,
        /// Its number.
        number: String,
        /// What stands around its running number; none where the number is another's.
        place: Option<String>,
        /// The running number.
        sequence: Option<i64>,
        /// The client.
        client: i64,
        /// What it is in.
        currency: Currency,
        /// Its date.
        date: NaiveDate,
        /// The last day on which it is paid in time.
        due: Option<NaiveDate>,
        /// Terms of payment.
        terms: String,
        /// The last day whose time it takes.
        through: Option<NaiveDate>,
        /// The document that it takes back.
        corrects: Option<i64>,
        /// Whether it takes back all of that.
        whole: bool,
        /// Why.
        reason: String,
        /// The discount as it was typed.
        discount: String,
        /// Whether its prices have tax in them.
        prices: PriceBasis,
        /// All lines less the discounts.
        net: i64,
        /// All tax.
        tax: i64,
        /// Both.
        gross: i64,
        /// What was added so that it can be paid in coins.
        rounding: i64,
        /// What is to be paid.
        total: i64,
        /// The client's credit that it used when it was issued.
        prepaid: i64,
        /// Who bills, as JSON.
        seller: String,
        /// Who is billed, as JSON.
        buyer: String,
        /// What it says beside the figures, as JSON.
        texts: String,
        /// The language of its papers.
        language: String,
    }
}

record! {
    /// A line of an issued document.
    LineRow "document_line" "line" "lines of documents" {
        /// The document.
        document: i64,
        /// Its place, from 1.
        n: i64,
        /// What it is about.
        kind: LineKind,
        /// What it bills.
        key: String,
        /// What it says.
        text: String,
        /// The service's code.
        service: Option<String>,
        /// The service's name.
        service_name: Option<String>,
        /// Whether it is rush work.
        rush: bool,
        /// Minutes.
        minutes: Option<i64>,
        /// Minor units per hour.
        rate: Option<i64>,
        /// How many, in thousandths.
        quantity: Option<i64>,
        /// What one of them is.
        unit: String,
        /// What one of them costs, in ten-thousandths.
        price: Option<i64>,
        /// The first day it is about.
        first_day: Option<NaiveDate>,
        /// The last.
        last_day: Option<NaiveDate>,
        /// Whether it is of days that were settled before.
        late: bool,
        /// What was taken off it.
        discount: i64,
        /// What it comes to with tax, where prices have it in them.
        gross: Option<i64>,
        /// What it comes to without.
        net: i64,
        /// The tax code.
        tax: String,
        /// Its category.
        category: TaxCategory,
        /// Its percents.
        percents: Percentages,
    }
}

record! {
    /// A row of tax of an issued document.
    DocumentTax "document_tax" "row of tax" "taxes of documents" {
        /// The document.
        document: i64,
        /// The code.
        tax: String,
        /// Its category.
        category: TaxCategory,
        /// The code's percents.
        percents: Percentages,
        /// The percent of this row.
        percent: String,
        /// What it is taken of.
        base: i64,
        /// What it comes to.
        amount: i64,
    }
}

record! {
    /// A discount of an issued document, of one group of tax.
    DocumentDiscount "document_discount" "discount" "discounts of documents" {
        /// The document.
        document: i64,
        /// The code.
        tax: String,
        /// Its category.
        category: TaxCategory,
        /// The code's percents.
        percents: Percentages,
        /// What is taken off.
        amount: i64,
    }
}

impl LineRow {
    /// The line as it is printed.
    pub fn pure(&self) -> DocumentLine {
        DocumentLine {
            kind: self.kind,
            text: self.text.clone(),
            service: self.service.clone(),
            service_name: self.service_name.clone(),
            rush: self.rush,
            minutes: self.minutes,
            rate: self.rate,
            quantity: self.quantity.map(Quantity),
            unit: self.unit.clone(),
            price: self.price.map(UnitPrice),
            from: self.first_day,
            to: self.last_day,
            late: self.late,
            discount: self.discount,
            gross: self.gross,
            net: self.net,
            group: self.group(),
        }
    }

    /// By what it is taxed.
    pub fn group(&self) -> TaxGroup {
        group(&self.tax, self.category, &self.percents)
    }

    /// A line as it is kept.
    pub fn of(document: i64, n: i64, key: String, line: &DocumentLine) -> Self {
        Self {
            id: 0,
            document,
            n,
            kind: line.kind,
            key,
            text: line.text.clone(),
            service: line.service.clone(),
            service_name: line.service_name.clone(),
            rush: line.rush,
            minutes: line.minutes,
            rate: line.rate,
            quantity: line.quantity.map(|quantity| quantity.0),
            unit: line.unit.clone(),
            price: line.price.map(|price| price.0),
            first_day: line.from,
            last_day: line.to,
            late: line.late,
            discount: line.discount,
            gross: line.gross,
            net: line.net,
            tax: line.group.code.clone(),
            category: line.group.category,
            percents: Percentages(line.group.percents.clone()),
        }
    }
}

fn group(code: &str, category: TaxCategory, percents: &Percentages) -> TaxGroup {
    TaxGroup { code: code.to_owned(), percents: percents.0.clone(), category }
}

/// The condition for documents of a client, `?1`, or of all.
const fn of_client(client: Option<i64>) -> &'static str {
    if client.is_some() { "client = ?1" } else { "?1 IS NULL" }
}

impl Reads {
    /// The numbers of all documents.
    pub fn document_numbers(&self) -> Result<BTreeSet<String>> {
        let numbers = self.all("reading the numbers of documents", "SELECT number FROM document", (), |r| r.get(0))?;
        Ok(numbers.into_iter().collect())
    }

    /// The document of exactly this number.
    pub fn document_by_number(&self, number: &str) -> Result<Option<DocumentRow>> {
        let sql = "SELECT * FROM document WHERE number = ?1";
        self.maybe("reading a document", sql, [number], DocumentRow::from_row)
    }

    /// Documents whose number ends like this, at most `limit`, the newest first.
    pub fn documents_ending(&self, end: &str, limit: i64) -> Result<Vec<DocumentRow>> {
        let sql = "SELECT * FROM document WHERE substr(number, -length(?1)) = ?1 ORDER BY date DESC, id DESC LIMIT ?2";
        self.all("reading documents", sql, (end, limit), DocumentRow::from_row)
    }

    /// Documents by date and number, the newest last; of one client or all, from a day on or all, through a day or all.
    pub fn documents(
        &self,
        client: Option<i64>,
        days: (Option<NaiveDate>, Option<NaiveDate>),
    ) -> Result<Vec<DocumentRow>> {
        let sql = format!(
            "SELECT * FROM document WHERE {} AND date >= coalesce(?2, '') AND date <= coalesce(?3, '9999-12-31') \
             ORDER BY date, id",
            of_client(client)
        );
        self.all("reading documents", &sql, (client, days.0, days.1), DocumentRow::from_row)
    }

    /// The lines of a document.
    pub fn lines_of(&self, document: i64) -> Result<Vec<LineRow>> {
        let sql = "SELECT * FROM document_line WHERE document = ?1 ORDER BY n";
        self.all("reading a document", sql, [document], LineRow::from_row)
    }

    /// The rows of tax of a document.
    pub fn taxes_of(&self, document: i64) -> Result<Vec<DocumentTax>> {
        let sql = "SELECT * FROM document_tax WHERE document = ?1 ORDER BY id";
        self.all("reading a document", sql, [document], DocumentTax::from_row)
    }

    /// The discounts of a document.
    pub fn discounts_of(&self, document: i64) -> Result<Vec<DocumentDiscount>> {
        let sql = "SELECT * FROM document_discount WHERE document = ?1 ORDER BY id";
        self.all("reading a document", sql, [document], DocumentDiscount::from_row)
    }

    /// The credit notes that correct a document, as they were issued.
    pub fn corrections_of(&self, document: i64) -> Result<Vec<DocumentRow>> {
        let sql = "SELECT * FROM document WHERE corrects = ?1 ORDER BY id";
        self.all("reading credit notes", sql, [document], DocumentRow::from_row)
    }

    /// A document as it was issued.
    pub fn issued(&self, row: &DocumentRow) -> Result<Document> {
        let doing = "reading a document";
        let lines: Vec<DocumentLine> = self.lines_of(row.id)?.iter().map(LineRow::pure).collect();
        let corrects = match row.corrects {
            Some(id) => self.find::<DocumentRow>(id)?.map(|other| (other.number, other.date)),
            None => None,
        };
        let tax = |tax: DocumentTax| -> Result<TaxRow> {
            let group = group(&tax.tax, tax.category, &tax.percents);
            let percent: Percentage = parse_column(doing, &tax.percent)?;
            Ok(TaxRow { group, percent, base: tax.base, amount: tax.amount })
        };
        let discount = |d: DocumentDiscount| (group(&d.tax, d.category, &d.percents), d.amount);
        let totals = Totals {
            lines: lines.iter().map(|line| line.net).collect(),
            discounts: self.discounts_of(row.id)?.into_iter().map(discount).collect(),
            taxes: self.taxes_of(row.id)?.into_iter().map(tax).collect::<Result<_>>()?,
            net: row.net,
            tax: row.tax,
            gross: row.gross,
            rounding: row.rounding,
            total: row.total,
        };
        Ok(Document {
            kind: row.kind,
            number: Some(row.number.clone()),
            client: self.get::<super::client::Client>(row.client)?.code,
            currency: row.currency,
            date: row.date,
            due: row.due,
            terms: if row.terms.is_empty() { None } else { Some(parse_column(doing, &row.terms)?) },
            through: row.through,
            corrects,
            reason: row.reason.clone(),
            prices: row.prices,
            lines,
            totals,
            prepaid: row.prepaid,
            seller: serde_json::from_str(&row.seller).doing(doing)?,
            buyer: serde_json::from_str(&row.buyer).doing(doing)?,
            texts: serde_json::from_str(&row.texts).doing(doing)?,
            language: row.language.clone(),
        })
    }

    /// The highest running number that a document has between what stands around it; 0 if none.
    pub fn last_sequence(&self, place: &str) -> Result<i64> {
        let sql = "SELECT coalesce(max(sequence), 0) FROM document WHERE place = ?1";
        self.one("numbering a document", sql, [place], |r| r.get(0))
    }

    /// The latest date of a document between what stands around its number.
    pub fn last_date(&self, place: &str) -> Result<Option<NaiveDate>> {
        let sql = "SELECT date FROM document WHERE place = ?1 ORDER BY sequence DESC LIMIT 1";
        self.maybe("numbering a document", sql, [place], |r| r.get(0))
    }

    /// Whether a client has a document.
    pub fn has_documents(&self, client: i64) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM document WHERE client = ?1)";
        self.one("looking for documents", sql, [client], |r| r.get(0))
    }

    /// Documents with a running number, the newest first.
    pub fn documents_numbered(&self, sequence: i64) -> Result<Vec<DocumentRow>> {
        let sql = "SELECT * FROM document WHERE sequence = ?1 ORDER BY date DESC, id DESC LIMIT 64";
        self.all("reading documents", sql, [sequence], DocumentRow::from_row)
    }

    /// The newest documents, the newest last, and how many there are beside; of one client or all.
    pub fn newest_documents(&self, client: Option<i64>, limit: i64) -> Result<(Vec<DocumentRow>, i64)> {
        let of = of_client(client);
        let sql = format!("SELECT * FROM document WHERE {of} ORDER BY date DESC, id DESC LIMIT ?2");
        let mut rows = self.all("reading documents", &sql, (client, limit), DocumentRow::from_row)?;
        rows.reverse();
        // Counted in an index: rows are wide.
        let count = format!("SELECT count(*) FROM document WHERE {of} AND date > ''");
        let all: i64 = self.one("counting documents", &count, [client], |r| r.get(0))?;
        Ok((rows, (all - limit).max(0)))
    }

    /// Credit notes from a day on of which no paper has left, the oldest first.
    pub fn unsent_credits(&self, since: NaiveDate) -> Result<Vec<DocumentRow>> {
        let sql = "SELECT * FROM document d WHERE date >= ?1 AND kind = 'credit' AND NOT EXISTS \
                   (SELECT 1 FROM delivery x WHERE x.document = d.id AND x.state <> 'failed') ORDER BY date, id";
        self.all("reading credit notes", sql, [since], DocumentRow::from_row)
    }

    /// Deposits of a client, as issued, that are not taken back.
    pub fn deposits(&self, client: i64) -> Result<Vec<DocumentRow>> {
        let sql = "SELECT * FROM document d WHERE client = ?1 AND kind = 'deposit' \
                   AND NOT EXISTS (SELECT 1 FROM document c WHERE c.corrects = d.id AND c.whole = 1) ORDER BY date, id";
        self.all("reading deposits", sql, [client], DocumentRow::from_row)
    }
}
