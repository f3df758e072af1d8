//! Steps that can no longer be taken back: a document that they issued stands, because a paper of it may have left the house or
//! something refers to it.
//!
//! Undo passes them over and takes the newest step below that has nothing to do with them (7.6: a client who holds a paper that
//! our books do not know is the one error that no program can repair).

use super::database::Store;
use super::document::DocumentRow;
use super::journal::{STEP, UndoStep, step};
use super::tx::{Fate, Tx};
use crate::domain::document::issued::DocumentKind;
use crate::domain::time::Instant;
use crate::error::{Error, Result};

const DOING: &str = "looking into the history";

/// Steps below a wall that are looked at.
const REACH: i64 = 1000;

impl Store {
    /// The step that undo takes back next, and what it passes over; nothing changes.
    #[expect(clippy::redundant_closure_for_method_calls, reason = "the method is one of a single lifetime")]
    pub fn next_to_undo(&self, now: Instant) -> Result<Option<UndoStep>> {
        self.transact(now, Fate::Nothing, |tx| tx.newest_to_undo())
    }
}

impl Tx<'_> {
    /// The step that undo takes back next; none if there is none.
    ///
    /// # Errors
    ///
    /// Says which document stands in the way, where no step below has nothing to do with it.
    pub(super) fn newest_to_undo(&self) -> Result<Option<UndoStep>> {
        let newest = self.maybe(DOING, &format!("{STEP} WHERE state = 'done' ORDER BY id DESC LIMIT 1"), (), step)?;
        let Some(newest) = newest else { return Ok(None) };
        let Some(why) = self.stands(newest.id)? else { return Ok(Some(newest)) };
        let mut passed = vec![why];
        let ties = self.ties()?;
        let sql = format!("{STEP} WHERE state = 'done' AND id < ?1 ORDER BY id DESC LIMIT {REACH}");
        for mut found in self.all(DOING, &sql, [newest.id], step)? {
            if let Some(why) = self.stands(found.id)? {
                passed.push(why);
                continue;
            }
            let apart = self.refuse_changed_since(&found).is_ok()
                && self.refuse_named_since(&found, &ties).is_ok()
                && self.billed_since(&found)?.is_none();
            if apart {
                found.passed = passed;
                return Ok(Some(found));
            }
        }
        Err(Error::problem(passed.swap_remove(0)))
    }

    /// Why a step can no longer be taken back; nothing if it can.
    pub(super) fn stands(&self, op: i64) -> Result<Option<String>> {
        let sql = "SELECT c.row FROM change c WHERE c.op = ?1 AND c.record = 'document' AND c.before IS NULL";
        for row in self.all(DOING, sql, [op], |r| r.get::<_, i64>(0))? {
            let own = "SELECT EXISTS (SELECT 1 FROM change c WHERE c.op = ?1 AND c.record = ?2 AND c.row = ?3 AND c.before IS NULL)";
            let mine = |record: &str, id: i64| self.one(DOING, own, (op, record, id), |r| r.get::<_, bool>(0));
            let Some(document) = self.find::<DocumentRow>(row)? else { continue };
            let number = &document.number;
            if let Some(left) = self.deliveries_of(row)?.into_iter().find(|delivery| delivery.state != "failed") {
                let day = left.date.format("%-d %b");
                return Ok(Some(format!(
                    "{number} has left (on {day}) and cannot be undone: 'invoice void {number}' voids it"
                )));
            }
            for credit in self.corrections_of(row)? {
                if !mine("document", credit.id)? {
                    return Ok(Some(format!("{number} is corrected by {} and cannot be undone", credit.number)));
                }
            }
            for allocation in self.allocations_to(row)? {
                if !mine("allocation", allocation.id)? {
                    return Ok(Some(format!(
                        "{number} is paid and cannot be undone: 'invoice void {number}' voids it"
                    )));
                }
            }
            if !self.allowances_of(row)?.is_empty() || !self.reminders_of(row)?.is_empty() {
                return Ok(Some(format!("{number} has been reminded of or written off, and cannot be undone")));
            }
            let later = "SELECT number FROM document WHERE place = ?1 AND sequence > ?2 ORDER BY sequence";
            for other in self.all(DOING, later, (&document.place, document.sequence), |r| r.get::<_, String>(0))? {
                let later = self.document_by_number(&other)?.map_or(0, |later| later.id);
                if !mine("document", later)? {
                    let void = match document.kind {
                        DocumentKind::Credit => String::new(),
                        _ => format!("; 'invoice void {number}' voids it"),
                    };
                    return Ok(Some(format!("{number} is not the last: {other} came after it{void}")));
                }
            }
        }
        // A paper that was written or handed over is out, whatever is undone.
        let sql = "SELECT d.number FROM change c JOIN delivery x ON x.id = c.row JOIN document d ON d.id = x.document \
                   WHERE c.op = ?1 AND c.record = 'delivery' AND x.sha256 <> '' AND x.state <> 'failed' LIMIT 1";
        let left: Option<String> = self.maybe(DOING, sql, [op], |r| r.get(0))?;
        Ok(left.map(|number| format!("a paper of {number} has left, which cannot be undone")))
    }

    /// The document that holds what a step did, where later ones have billed it; nothing if none has.
    pub(super) fn billed_since(&self, found: &UndoStep) -> Result<Option<String>> {
        let sql = "SELECT d.number FROM change c JOIN frozen f ON f.entry = c.row JOIN document d ON d.id = f.document \
                   WHERE c.op = ?1 AND c.record = 'entry' AND c.last IS NULL \
                   UNION ALL SELECT d.number FROM change c JOIN frozen f ON f.entry BETWEEN c.row AND c.last \
                   JOIN document d ON d.id = f.document WHERE c.op = ?1 AND c.record = 'entry' AND c.last IS NOT NULL \
                   UNION ALL SELECT d.number FROM change c JOIN document_line l ON l.key = 'charge:' || c.row \
                   OR l.key >= 'charge:' || c.row || ':' AND l.key < 'charge:' || c.row || ':~' JOIN document d ON d.id = l.document \
                   WHERE c.op = ?1 AND c.record = 'charge' \
                   UNION ALL SELECT d.number FROM (SELECT CASE record WHEN 'agreement' THEN row ELSE coalesce(after ->> 'agreement', \
                   before ->> 'agreement') END AS id FROM change WHERE op = ?1 AND record IN ('agreement', 'terms', 'adjustment', 'commission')) a \
                   JOIN document_line l ON l.key IN ('block:' || a.id, 'deficit:' || a.id, 'refund:' || a.id) \
                   OR l.key >= 'fee:' || a.id || ':' AND l.key < 'fee:' || a.id || ':~' \
                   OR l.key >= 'commission:' || a.id || ':' AND l.key < 'commission:' || a.id || ':~' JOIN document d ON d.id = l.document \
                   LIMIT 1";
        let number: Option<String> = self.maybe(DOING, sql, [found.id], |r| r.get(0))?;
        Ok(number.map(|number| format!("what it did is on {number}: 'invoice void {number}' gives it back")))
    }
}
