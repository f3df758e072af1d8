//! What is open of documents and of payments, kept up to date with each step.

use super::document::DocumentRow;
use super::tx::Tx;
use crate::error::Result;

impl Tx<'_> {
    /// Keeps what is open of documents and of clients' payments, after a step that changed any of it.
    pub(super) fn derive_receivables(&self, op: i64) -> Result<()> {
        let doing = "adding up what is open";
        let sql = "SELECT DISTINCT CASE record WHEN 'document' THEN row ELSE coalesce(after ->> 'document', before ->> 'document') END \
                   FROM change WHERE op = ?1 AND record IN ('document', 'allocation', 'allowance')";
        let mut documents: Vec<i64> = self.all(doing, sql, [op], |r| r.get(0))?;
        let sql = "SELECT DISTINCT coalesce(after ->> 'corrects', before ->> 'corrects') FROM change WHERE op = ?1 \
                   AND record = 'document' AND coalesce(after ->> 'corrects', before ->> 'corrects') IS NOT NULL";
        documents.extend(self.all(doing, sql, [op], |r| r.get::<_, i64>(0))?);
        for document in documents {
            self.derive_receivable(document)?;
        }
        let sql = "SELECT DISTINCT coalesce(after ->> 'client', before ->> 'client') FROM change WHERE op = ?1 AND record = 'payment' \
                   UNION SELECT p.client FROM change c JOIN payment p ON p.id = coalesce(c.after ->> 'payment', c.before ->> 'payment') \
                   WHERE c.op = ?1 AND c.record = 'allocation'";
        for client in self.all(doing, sql, [op], |r| r.get::<_, i64>(0))? {
            self.derive_credit(client)?;
        }
        Ok(())
    }

    fn derive_receivable(&self, document: i64) -> Result<()> {
        let doing = "adding up what is open";
        self.run(doing, "DELETE FROM receivable WHERE document = ?1", [document])?;
        let Some(row) = self.find::<DocumentRow>(document)? else { return Ok(()) };
        let open = self.settlement(document)?.open();
        let Some(due) = row.due.filter(|_| open != 0 && row.corrects.is_none()) else { return Ok(()) };
        let sql = "INSERT INTO receivable(document, client, currency, due, open) VALUES (?1, ?2, ?3, ?4, ?5)";
        self.run(doing, sql, (document, row.client, row.currency, due, open)).map(drop)
    }

    fn derive_credit(&self, client: i64) -> Result<()> {
        let doing = "adding up what is open";
        self.run(doing, "DELETE FROM credit_balance WHERE client = ?1", [client])?;
        let sql = "INSERT INTO credit_balance(client, currency, amount) \
                   SELECT client, max(currency), sum(amount) - (SELECT coalesce(sum(a.amount), 0) FROM allocation a \
                   JOIN payment q ON q.id = a.payment WHERE q.client = ?1) AS left FROM payment WHERE client = ?1 \
                   GROUP BY client HAVING left <> 0";
        self.run(doing, sql, [client]).map(drop)
    }

    /// Keeps what is open of all documents and payments, from nothing.
    pub(super) fn derive_all_receivables(&self) -> Result<()> {
        let doing = "adding up what is open";
        self.batch(doing, "DELETE FROM receivable; DELETE FROM credit_balance;")?;
        for document in self.all(doing, "SELECT id FROM document", (), |r| r.get::<_, i64>(0))? {
            self.derive_receivable(document)?;
        }
        for client in self.all(doing, "SELECT DISTINCT client FROM payment", (), |r| r.get::<_, i64>(0))? {
            self.derive_credit(client)?;
        }
        Ok(())
    }
}
