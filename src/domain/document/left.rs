//! What is left of an issued document when parts of it are credited, so that all parts together are exactly the whole.
//!
//! The tax of parts is the tax of all of them so far, rounded once, less what those before had: so the first has its own, every one
//! is within a minor unit of its own, and what takes the last of a tax group takes what is left of its tax. What takes the last of the
//! document takes what is left of its rounding.

use std::collections::BTreeSet;

use super::issued::{Document, LineKind};
use super::totals::{PriceBasis, SumLine, TaxGroup, TaxRow, Totals, apportion, totals, without_tax};
use crate::error::Result;

/// A line, as far as something is left of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftLine {
    /// What was charged for it, as it is priced: less its share of a discount on the whole document.
    pub charged: i64,
    /// What of that is left.
    pub amount: i64,
    group: TaxGroup,
}

/// What is left of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// Its lines.
    pub lines: Vec<LeftLine>,
    /// The rows of tax as they were charged, and what of each is left.
    taxes: Vec<(TaxRow, TaxRow)>,
    prices: PriceBasis,
    rounding: i64,
}

impl Left {
    /// All of a document. A discount on the whole is shared by the lines that it was taken off, by what they come to.
    pub fn of(document: &Document) -> Self {
        let line = |group: &TaxGroup, amount| LeftLine { charged: amount, amount, group: group.clone() };
        let mut left = Self {
            lines: document.lines.iter().map(|l| line(&l.group, l.amount())).collect(),
            taxes: document.totals.taxes.iter().map(|row| (row.clone(), row.clone())).collect(),
            prices: document.prices,
            rounding: document.totals.rounding,
        };
        for (group, _) in &document.totals.discounts {
            let members: Vec<usize> = (0..left.lines.len()).filter(|n| left.lines[*n].group == *group).collect();
            let before: i64 = members.iter().map(|n| left.lines[*n].amount).sum();
            let weight = |n: &usize| match document.lines[*n].kind {
                LineKind::Deposit => 0,
                _ => left.lines[*n].amount.max(0),
            };
            let weights: Vec<i64> = members.iter().map(weight).collect();
            for (n, share) in members.iter().zip(apportion(before - left.priced(group), &weights)) {
                left.lines[*n].charged -= share;
                left.lines[*n].amount -= share;
            }
        }
        left
    }

    /// What a group comes to as it is priced.
    fn priced(&self, group: &TaxGroup) -> i64 {
        let mut rows = self.taxes.iter().filter(|(row, _)| row.group == *group).peekable();
        let base = rows.peek().map_or(0, |(row, _)| row.base);
        base + if self.prices == PriceBasis::Gross { rows.map(|(row, _)| row.amount).sum() } else { 0 }
    }

    /// Takes off what a credit note took: parts of lines, and what they came to.
    pub fn less(&mut self, parts: &[(usize, i64)], taken: &Totals) {
        for (n, amount) in parts {
            self.lines[*n].amount -= amount;
        }
        for row in &taken.taxes {
            for (_, left) in
                self.taxes.iter_mut().filter(|(_, left)| left.group == row.group && left.percent == row.percent)
            {
                left.base -= row.base;
                left.amount -= row.amount;
            }
        }
        self.rounding -= taken.rounding;
    }

    /// The parts that take all that is left.
    pub fn all(&self) -> Vec<(usize, i64)> {
        self.lines.iter().map(|line| line.amount).enumerate().filter(|(_, amount)| *amount != 0).collect()
    }

    /// What parts of lines come to: each the place of its line and an amount as that is priced.
    ///
    /// # Errors
    ///
    /// Those of [`totals`].
    pub fn take(&self, parts: &[(usize, i64)]) -> Result<Totals> {
        let sums: Vec<SumLine> = parts
            .iter()
            .map(|(n, amount)| SumLine { amount: *amount, group: self.lines[*n].group.clone(), discounted: false })
            .collect();
        let mut found = totals(&sums, None, self.prices, None)?;
        let taken = |n: usize| parts.iter().filter(|(of, _)| *of == n).map(|(_, amount)| amount).sum::<i64>();
        let members =
            |group: &TaxGroup| (0..self.lines.len()).filter(|n| self.lines[*n].group == *group).collect::<Vec<_>>();
        let used_up = |group: &TaxGroup| members(group).into_iter().all(|n| self.lines[n].amount == taken(n));
        let groups: BTreeSet<TaxGroup> = found.taxes.iter().map(|row| row.group.clone()).collect();
        for group in &groups {
            // What was taken of the group with these parts, as it is priced, taxed as one.
            let so_far =
                members(group).into_iter().map(|n| self.lines[n].charged - self.lines[n].amount + taken(n)).sum();
            let all = totals(
                &[SumLine { amount: so_far, group: group.clone(), discounted: false }],
                None,
                self.prices,
                None,
            )?;
            for row in found.taxes.iter_mut().filter(|row| row.group == *group) {
                let is_same = |of: &TaxRow| of.group == row.group && of.percent == row.percent;
                let Some((charged, left)) = self.taxes.iter().find(|(of, _)| is_same(of)) else { continue };
                let so_far = all.taxes.iter().find(|of| is_same(of)).map_or(0, |of| of.amount);
                row.amount = if used_up(group) { left.amount } else { so_far - (charged.amount - left.amount) };
            }
        }
        if self.prices == PriceBasis::Gross {
            self.take_tax_out(parts, &groups, &mut found);
        }
        if self.lines.iter().all(|line| used_up(&line.group)) {
            found.rounding = self.rounding;
        }
        found.net = found.lines.iter().sum();
        found.tax = found.taxes.iter().map(|row| row.amount).sum();
        found.gross = found.net + found.tax;
        found.total = found.gross + found.rounding;
        Ok(found)
    }

    /// What parts with tax in their prices come to without the tax that is taken.
    fn take_tax_out(&self, parts: &[(usize, i64)], groups: &BTreeSet<TaxGroup>, found: &mut Totals) {
        for group in groups {
            let members: Vec<usize> = (0..parts.len()).filter(|at| self.lines[parts[*at].0].group == *group).collect();
            let amounts: Vec<i64> = members.iter().map(|at| parts[*at].1).collect();
            let mut rows: Vec<&mut TaxRow> = found.taxes.iter_mut().filter(|row| row.group == *group).collect();
            let base = amounts.iter().sum::<i64>() - rows.iter().map(|row| row.amount).sum::<i64>();
            for row in &mut rows {
                row.base = base;
            }
            for (at, net) in members.iter().zip(without_tax(&amounts, group.whole(), base)) {
                found.lines[*at] = net;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::document::issued::{Buyer, DocumentKind, DocumentLine, DocumentTexts, Seller};
    use crate::domain::document::totals::Discount;
    use crate::domain::money::Currency;
    use crate::domain::tax::{Percentage, TaxCategory};

    fn group(code: &str, percents: &[i64]) -> TaxGroup {
        let percents = percents.iter().map(|milli| Percentage(*milli)).collect();
        TaxGroup { code: code.to_owned(), percents, category: TaxCategory::Standard }
    }

    fn line(amount: i64, group: TaxGroup, prices: PriceBasis) -> DocumentLine {
        let kind = if amount < -40_000 { LineKind::Deposit } else { LineKind::Other };
        let gross = (prices == PriceBasis::Gross).then_some(amount);
        DocumentLine { gross, ..DocumentLine::of(kind, String::new(), amount, group) }
    }

    fn billed(
        mut lines: Vec<DocumentLine>,
        discount: Option<Discount>,
        prices: PriceBasis,
        step: Option<i64>,
    ) -> Document {
        let sum = |l: &DocumentLine| SumLine {
            amount: l.amount(),
            group: l.group.clone(),
            discounted: l.kind != LineKind::Deposit,
        };
        let totals = totals(&lines.iter().map(sum).collect::<Vec<_>>(), discount, prices, step).unwrap();
        for (line, net) in lines.iter_mut().zip(&totals.lines) {
            line.net = *net;
        }
        Document {
            kind: DocumentKind::Invoice,
            number: None,
            client: String::new(),
            currency: Currency::get("EUR").unwrap(),
            date: chrono::NaiveDate::MIN,
            due: None,
            terms: None,
            through: None,
            corrects: None,
            reason: String::new(),
            prices,
            lines,
            prepaid: 0,
            totals,
            seller: Seller::default(),
            buyer: Buyer::default(),
            texts: DocumentTexts::default(),
            language: String::new(),
        }
    }

    /// Takes parts, and says what the credit note comes to.
    fn take(left: &mut Left, parts: &[(usize, i64)]) -> Totals {
        let found = left.take(parts).unwrap();
        left.less(parts, &found);
        found
    }

    #[test]
    fn the_last_part_takes_what_is_left_of_the_tax() {
        let three = (0..3).map(|_| line(3, group("std", &[19_000]), PriceBasis::Net)).collect();
        let billed = billed(three, None, PriceBasis::Net, None);
        assert_eq!(billed.totals.tax, 2);
        let mut left = Left::of(&billed);
        let taxes: Vec<i64> = (0..3).map(|n| take(&mut left, &[(n, 3)]).tax).collect();
        assert_eq!(taxes, [1, 0, 1]);
    }

    #[test]
    fn a_line_bears_its_share_of_a_discount_on_the_whole() {
        let lines = vec![
            line(21, group("std", &[19_000]), PriceBasis::Gross),
            line(999, group("red", &[7000]), PriceBasis::Gross),
        ];
        let billed = billed(lines, Some(Discount::Amount(111)), PriceBasis::Gross, None);
        let left = Left::of(&billed);
        assert_eq!(left.lines.iter().map(|line| line.amount).collect::<Vec<_>>(), [19, 890]);
        assert_eq!(left.take(&left.all()).unwrap().total, billed.totals.total);
    }

    #[test]
    fn the_rest_takes_the_rounding_of_cash() {
        let lines = (0..2).map(|_| line(5304, group("std", &[8100]), PriceBasis::Net)).collect();
        let billed = billed(lines, None, PriceBasis::Net, Some(5));
        assert_eq!((billed.totals.rounding, billed.totals.total), (-2, 11_465));
        let mut left = Left::of(&billed);
        let notes = [(0, 1000), (0, 4304), (1, 5304)].map(|part| take(&mut left, &[part]));
        assert_eq!(notes.map(|note| (note.rounding, note.total)), [(0, 1081), (0, 4653), (-2, 5731)]);
    }

    proptest! {
        /// Whatever is credited in whatever order and parts, and then all that is left: nothing stays.
        #[test]
        fn all_parts_are_the_whole(
            amounts in prop::collection::vec((prop_oneof![1_i64..9, 1_i64..500_000, -60_000_i64..0], 0..4_usize), 1..9),
            gross in any::<bool>(),
            off in prop::option::of((0..100_000_i64).prop_map(|milli| Discount::Share(Percentage(milli)))),
            cash in prop::option::of(Just(5_i64)),
            takes in prop::collection::vec((0..9_usize, 1..=100_i64), 0..24),
        ) {
            let percents: [(&str, &[i64]); 4] = [("std", &[19_000]), ("red", &[7000]), ("zero", &[0]), ("qc", &[5000, 9975])];
            let prices = if gross { PriceBasis::Gross } else { PriceBasis::Net };
            let lines: Vec<DocumentLine> = amounts
                .iter()
                .map(|(amount, n)| line(*amount, group(percents[*n].0, percents[*n].1), prices))
                .collect();
            let billed = billed(lines, off, prices, cash);
            let mut left = Left::of(&billed);
            let charged: i64 = left.lines.iter().map(|line| line.charged).sum();
            let priced = if gross { billed.totals.gross } else { billed.totals.net };
            prop_assert_eq!(charged, priced);
            let (mut net, mut tax, mut total) = (0, 0, 0);
            let mut note = |found: &Totals| {
                assert_eq!(found.lines.iter().sum::<i64>(), found.net);
                assert_eq!(found.taxes.iter().map(|row| row.amount).sum::<i64>(), found.tax);
                net += found.net;
                tax += found.tax;
                total += found.total;
            };
            for (n, percent) in takes {
                let n = n % left.lines.len();
                let amount = (left.lines[n].amount * percent + 99) / 100;
                if amount > 0 {
                    let found = take(&mut left, &[(n, amount)]);
                    for row in &found.taxes {
                        let exact = i128::from(row.base) * i128::from(row.percent.0);
                        let off = (exact - i128::from(row.amount) * 100_000).abs();
                        // Out of gross prices the tax is rounded with the base, and shared by percents.
                        prop_assert!(off <= if gross { 250_000 } else { 100_000 }, "{:?}", row);
                    }
                    note(&found);
                }
            }
            let rest = left.all();
            if !rest.is_empty() {
                note(&take(&mut left, &rest));
            }
            prop_assert!(left.all().is_empty());
            prop_assert_eq!((net, tax, total), (billed.totals.net, billed.totals.tax, billed.totals.total));
        }
    }
}
