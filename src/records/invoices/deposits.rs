//! Deposits that are paid in full, deducted from what follows as far as that goes, each at its own tax.

use crate::domain::document::issued::{DocumentLine, LineKind};
use crate::domain::document::totals::{SumLine, TaxGroup, Totals};
use crate::error::Result;
use crate::store::{Client, LineRow, Reads};

/// A deposit that is deducted.
pub struct Deducted {
    /// The key of its line.
    pub key: String,
    /// The line.
    pub line: DocumentLine,
    /// What it comes to, less than nothing.
    pub amount: i64,
}

/// What of a client's deposits is deducted from lines.
pub fn deducted(
    db: &Reads,
    client: &Client,
    lines: &[SumLine],
    sums: impl Fn(&[SumLine]) -> Result<Totals>,
) -> Result<Vec<Deducted>> {
    let mut found: Vec<Deducted> = Vec::new();
    let deposits = db.deposits(client.id)?;
    if deposits.is_empty() || lines.is_empty() {
        return Ok(found);
    }
    for deposit in deposits {
        // Only what was paid: what is written off or taken back was never had.
        let settled = db.settlement(deposit.id)?;
        if settled.open() != 0 || settled.written_off != 0 {
            continue;
        }
        let credits = db.corrections_of(deposit.id)?;
        let credited: i64 = credits.iter().map(|credit| credit.net).sum();
        let credited_gross: i64 = credits.iter().map(|credit| credit.gross).sum();
        let key = format!("deposit:{}", deposit.id);
        // What was deducted before are lines of less than nothing.
        let before = -db.billed(&key)?.1;
        for row in db.lines_of(deposit.id)?.iter().filter(|row| row.kind == LineKind::Deposit) {
            let whole = row.gross.map_or(row.net - credited, |gross| gross - credited_gross);
            let left = whole - before;
            let group = row.group();
            let all: Vec<SumLine> = lines.iter().cloned().chain(found.iter().map(sum_line)).collect();
            let room = room(&sums(&all)?, &all, row, &group);
            let amount = left.min(room);
            if amount > 0 {
                let line = DocumentLine {
                    from: Some(deposit.date),
                    to: Some(deposit.date),
                    ..DocumentLine::of(LineKind::Deposit, deposit.number.clone(), -amount, group)
                };
                found.push(Deducted { key: key.clone(), line, amount: -amount });
            }
        }
    }
    Ok(found)
}

fn sum_line(deducted: &Deducted) -> SumLine {
    SumLine { amount: deducted.amount, group: deducted.line.group.clone(), discounted: false }
}

/// What is left of a tax group, as it is priced.
fn room(totals: &Totals, lines: &[SumLine], row: &LineRow, group: &TaxGroup) -> i64 {
    let priced: i64 = lines.iter().filter(|line| line.group == *group).map(|line| line.amount).sum();
    if row.gross.is_some() {
        let taken: i64 = totals.discounts.iter().filter(|(of, _)| of == group).map(|(_, amount)| *amount).sum();
        return priced - taken;
    }
    totals.taxes.iter().find(|tax| tax.group == *group).map_or(0, |tax| tax.base)
}
