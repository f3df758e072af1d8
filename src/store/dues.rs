//! What of fees and charges is billed, kept with each step: so that what is due costs by what is open, and not by the years.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::agreement::Agreement;
use super::billed::billed;
use super::reads::Reads;
use super::tx::Tx;
use crate::error::Result;

const DOING: &str = "keeping what is billed";

/// Charges of which nothing stands on a document, and those that come again.
const OPEN: &str = concat!(
    "SELECT c.id, c.client FROM charge c WHERE every IS NOT NULL OR NOT EXISTS (SELECT 1 FROM ",
    billed!(lines),
    " AND l.key = 'charge:' || c.id)"
);

impl Reads {
    /// The first day of the last cycle through which every fee is on a document, by retainer.
    pub fn fee_marks(&self) -> Result<BTreeMap<i64, NaiveDate>> {
        let sql = "SELECT agreement, day FROM fee_mark";
        Ok(self.all(DOING, sql, (), |r| Ok((r.get(0)?, r.get(1)?)))?.into_iter().collect())
    }
}

impl Tx<'_> {
    /// Keeps what of fees and charges is billed, after a step that changed any of it.
    pub(super) fn derive_dues(&self, op: i64) -> Result<()> {
        // Of documents that were added, taken back or corrected, by what their lines bill.
        let sql = "SELECT DISTINCT key FROM (SELECT coalesce(after ->> 'key', before ->> 'key') AS key FROM change \
                   WHERE op = ?1 AND record = 'document_line' UNION SELECT l.key FROM change c \
                   JOIN document_line l ON l.document = coalesce(c.after ->> 'corrects', c.before ->> 'corrects') \
                   WHERE c.op = ?1 AND c.record = 'document') WHERE key LIKE 'fee:%' OR key LIKE 'charge:%'";
        let keys: Vec<String> = self.all(DOING, sql, [op], |r| r.get(0))?;
        let number = |key: &String| key.split(':').nth(1).and_then(|id| id.parse::<i64>().ok());
        let of =
            |kind: &str| keys.iter().filter(|key| key.starts_with(kind)).filter_map(number).collect::<BTreeSet<i64>>();
        let (mut agreements, mut charges) = (of("fee:"), of("charge:"));
        let sql = "SELECT DISTINCT record, CASE record WHEN 'terms' THEN coalesce(after ->> 'agreement', before ->> 'agreement') \
                   ELSE row END FROM change WHERE op = ?1 AND record IN ('agreement', 'terms', 'charge')";
        for (record, id) in self.all(DOING, sql, [op], |r| Ok((r.get::<_, String>(0)?, r.get::<_, i64>(1)?)))? {
            if record == "charge" {
                charges.insert(id)
            } else {
                agreements.insert(id)
            };
        }
        for id in agreements {
            self.derive_fee_mark(id)?;
        }
        for id in charges {
            self.run(DOING, "DELETE FROM open_charge WHERE charge = ?1", [id])?;
            let sql = format!("INSERT INTO open_charge(charge, client) SELECT * FROM ({OPEN}) WHERE id = ?1");
            self.run(DOING, &sql, [id])?;
        }
        Ok(())
    }

    fn derive_fee_mark(&self, id: i64) -> Result<()> {
        self.run(DOING, "DELETE FROM fee_mark WHERE agreement = ?1", [id])?;
        let Some(row) = self.find::<Agreement>(id)? else { return Ok(()) };
        let book = self.book(row.client)?;
        let Some(retainer) = book.retainer(id) else { return Ok(()) };
        let start = format!("fee:{id}:");
        let billed = self.billed_like(&start)?;
        let billed: BTreeSet<&str> = billed.iter().filter_map(|(key, _, _)| key.strip_prefix(&start)).collect();
        let Some(last) = billed.last().and_then(|day| day.parse::<NaiveDate>().ok()) else { return Ok(()) };
        let (mut index, mut mark) = (retainer.first_index(), None);
        loop {
            let from = retainer.cycle(index).start.max(retainer.starts_on);
            // A cycle without a fee holds nothing up.
            let passed = retainer.fee_of(index) == 0 || billed.contains(from.to_string().as_str());
            if from > last || !passed {
                break;
            }
            mark = Some(from);
            index += 1;
        }
        if let Some(day) = mark {
            self.run(DOING, "INSERT INTO fee_mark(agreement, day) VALUES (?1, ?2)", (id, day))?;
        }
        Ok(())
    }

    /// Keeps what of all fees and charges is billed, from nothing.
    pub(super) fn derive_all_dues(&self) -> Result<()> {
        self.batch(DOING, "DELETE FROM fee_mark; DELETE FROM open_charge;")?;
        for row in self.agreements()? {
            self.derive_fee_mark(row.id)?;
        }
        self.run(DOING, &format!("INSERT INTO open_charge(charge, client) {OPEN}"), ()).map(drop)
    }
}
