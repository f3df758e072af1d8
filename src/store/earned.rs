//! What documents and payments say of some days: lines by the work that they are about, money by the day it came.

use chrono::NaiveDate;

use super::reads::Reads;
use crate::domain::money::Currency;
use crate::error::Result;

const DOING: &str = "adding up money";

/// What a payment paid of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaidPart {
    /// The document.
    pub document: i64,
    /// The day: that of the payment, or of the document where that came later.
    pub day: NaiveDate,
    /// How much, minor units.
    pub amount: i64,
}

impl Reads {
    /// Documents with a line about work of some days, both included, or one about no days that is of one of them; of one client or
    /// all.
    pub fn documents_about(&self, from: NaiveDate, to: NaiveDate, client: Option<i64>) -> Result<Vec<i64>> {
        let sql = "SELECT l.document FROM document_line l WHERE l.last_day >= ?1 AND l.first_day <= ?2 \
                   AND (?3 IS NULL OR (SELECT client FROM document d WHERE d.id = l.document) = ?3) \
                   UNION SELECT d.id FROM document d WHERE d.date BETWEEN ?1 AND ?2 AND (?3 IS NULL OR d.client = ?3) \
                   AND EXISTS (SELECT 1 FROM document_line l WHERE l.document = d.id AND l.last_day IS NULL) ORDER BY 1";
        self.all(DOING, sql, (from, to, client), |r| r.get(0))
    }

    /// Minutes to be paid of the entries that a line of a document charges, by day.
    pub fn minutes_on(&self, document: i64, line: i64) -> Result<Vec<(NaiveDate, i64)>> {
        let sql = "SELECT e.date, sum(b.open) FROM frozen f JOIN entry e ON e.id = f.entry JOIN entry_amount b ON b.entry = e.id \
                   WHERE f.document = ?1 AND f.line = ?2 GROUP BY e.date ORDER BY e.date";
        self.all(DOING, sql, (document, line), |r| Ok((r.get(0)?, r.get(1)?)))
    }

    /// Minutes that entries of some days, both included, had covered under a retainer.
    pub fn drawn(&self, client: i64, agreement: i64, from: NaiveDate, to: NaiveDate) -> Result<i64> {
        let sql = "SELECT coalesce(sum(b.covered), 0) FROM entry e CROSS JOIN entry_amount b ON b.entry = e.id \
                   WHERE e.date BETWEEN ?1 AND ?2 AND b.client = ?3 AND b.agreement = ?4";
        self.one(DOING, sql, (from, to, client, agreement), |r| r.get(0))
    }

    /// Documents of which something was paid in some days, both included; of one client or all.
    pub fn documents_paid(&self, from: NaiveDate, to: NaiveDate, client: Option<i64>) -> Result<Vec<i64>> {
        let sql = "SELECT a.document FROM payment p JOIN allocation a ON a.payment = p.id WHERE p.date BETWEEN ?1 AND ?2 \
                   AND (?3 IS NULL OR p.client = ?3) \
                   UNION SELECT d.id FROM document d WHERE d.date BETWEEN ?1 AND ?2 AND (?3 IS NULL OR d.client = ?3) \
                   AND EXISTS (SELECT 1 FROM allocation a WHERE a.document = d.id) ORDER BY 1";
        self.all(DOING, sql, (from, to, client), |r| r.get(0))
    }

    /// What payments paid of a document, by day.
    pub fn parts_paid(&self, document: i64) -> Result<Vec<PaidPart>> {
        let sql = "SELECT a.document, max(p.date, d.date) AS day, a.amount FROM allocation a JOIN payment p ON p.id = a.payment \
                   JOIN document d ON d.id = a.document WHERE a.document = ?1 ORDER BY day, a.id";
        self.all(DOING, sql, [document], |r| Ok(PaidPart { document: r.get(0)?, day: r.get(1)?, amount: r.get(2)? }))
    }

    /// What banks and platforms kept of payments of some days, both included, with the client, currency and day of each.
    pub fn fees_kept(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        client: Option<i64>,
    ) -> Result<Vec<(i64, Currency, NaiveDate, i64)>> {
        let sql = "SELECT client, currency, date, fee FROM payment WHERE date BETWEEN ?1 AND ?2 AND fee <> 0 \
                   AND (?3 IS NULL OR client = ?3) ORDER BY date, id";
        self.all(DOING, sql, (from, to, client), |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))
    }
}
