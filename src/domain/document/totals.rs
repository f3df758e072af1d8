//! What the lines of a document add up to: discounts, tax and the total, each rounded once.
//!
//! The sums are those of EN 16931 (BR-CO-10 to BR-CO-17, BR-S-08, BR-S-09) to the cent.

use std::collections::BTreeMap;
use std::str::FromStr;

use crate::domain::tax::{Percentage, TaxCategory, half_away};
use crate::error::{Error, Result};

/// The largest amount of a document, in minor units of a currency with two decimals: 9,999,999,999.99.
pub const LARGEST: i64 = 999_999_999_999;

/// By what a line is taxed: lines that have it in common are taxed together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TaxGroup {
    /// The code.
    pub code: String,
    /// Its percents on the day that counts.
    pub percents: Vec<Percentage>,
    /// Its category.
    pub category: TaxCategory,
}

impl TaxGroup {
    /// All its percents together.
    pub fn whole(&self) -> Percentage {
        Percentage(self.percents.iter().map(|percent| percent.0).sum())
    }
}

/// A line as far as sums go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SumLine {
    /// What it comes to, in minor units: with its tax where prices have it in them.
    pub amount: i64,
    /// By what it is taxed.
    pub group: TaxGroup,
    /// Whether a discount of the document is taken off it; of a deposit that is deducted it is not.
    pub discounted: bool,
}

/// A discount of a whole document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Discount {
    /// Of each group of tax, rounded.
    Share(Percentage),
    /// Spread over the groups by what they come to.
    Amount(i64),
}

/// Whether prices have the tax in them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PriceBasis {
    /// Without it.
    #[default]
    Net,
    /// With it.
    Gross,
}

impl PriceBasis {
    /// Both by their words.
    pub const WORDS: &'static [&'static str] = &["net", "gross"];

    /// The word.
    pub const fn as_str(self) -> &'static str {
        Self::WORDS[self as usize]
    }
}

impl FromStr for PriceBasis {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text {
            "net" => Ok(Self::Net),
            "gross" => Ok(Self::Gross),
            _ => Err(Error::problem("must be net or gross")),
        }
    }
}

/// One row of tax: one percent of one group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaxRow {
    /// The group.
    pub group: TaxGroup,
    /// The percent.
    pub percent: Percentage,
    /// What it is taken of.
    pub base: i64,
    /// What it comes to.
    pub amount: i64,
}

/// What a document adds up to, in minor units.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// What each line comes to without tax, in the order of the lines.
    pub lines: Vec<i64>,
    /// What is taken off each group, without tax.
    pub discounts: Vec<(TaxGroup, i64)>,
    /// The tax.
    pub taxes: Vec<TaxRow>,
    /// All lines less the discounts.
    pub net: i64,
    /// All tax.
    pub tax: i64,
    /// Both.
    pub gross: i64,
    /// What is added so that the total can be paid in coins.
    pub rounding: i64,
    /// What is to be paid.
    pub total: i64,
}

/// Adds up the lines of a document. `step` is what the total is rounded to, if it is.
///
/// # Errors
///
/// What is outside the tax cannot stand beside what is not (BR-O-11 to BR-O-14); a discount is at most what it is taken off;
/// no amount is larger than [`LARGEST`].
pub fn totals(lines: &[SumLine], discount: Option<Discount>, prices: PriceBasis, step: Option<i64>) -> Result<Totals> {
    stand_together(lines)?;
    let mut groups: BTreeMap<&TaxGroup, (i64, i64)> = BTreeMap::new();
    for line in lines {
        let (all, discounted) = groups.entry(&line.group).or_default();
        *all = sum(*all, line.amount)?;
        if line.discounted {
            *discounted = sum(*discounted, line.amount)?;
        }
    }
    let bases: Vec<i64> = groups.values().map(|(_, discounted)| *discounted).collect();
    let taken = match discount {
        None => vec![0; bases.len()],
        Some(Discount::Share(percent)) => bases.iter().map(|base| percent.of((*base).max(0))).collect(),
        Some(Discount::Amount(amount)) => spread(amount, &bases)?,
    };
    let mut found = Totals { lines: vec![0; lines.len()], ..Totals::default() };
    for ((group, (all, _)), taken) in groups.iter().zip(taken) {
        let whole = group.whole();
        let amount = sum(*all, -taken)?;
        let tax = match prices {
            PriceBasis::Net => group.percents.iter().map(|percent| percent.of(amount)).collect(),
            PriceBasis::Gross => {
                apportion(whole.within(amount), &group.percents.iter().map(|p| p.0).collect::<Vec<_>>())
            }
        };
        let base = match prices {
            PriceBasis::Net => amount,
            PriceBasis::Gross => amount - tax.iter().sum::<i64>(),
        };
        let members: Vec<usize> = (0..lines.len()).filter(|n| lines[*n].group == **group).collect();
        let amounts: Vec<i64> = members.iter().map(|n| lines[*n].amount).chain([-taken]).collect();
        let nets = match prices {
            PriceBasis::Net => amounts,
            PriceBasis::Gross => without_tax(&amounts, whole, base),
        };
        for (n, net) in members.iter().zip(&nets) {
            found.lines[*n] = *net;
        }
        if taken != 0 {
            found.discounts.push(((*group).clone(), -nets[members.len()]));
        }
        found.net = sum(found.net, base)?;
        for (percent, amount) in group.percents.iter().zip(tax) {
            found.tax = sum(found.tax, amount)?;
            found.taxes.push(TaxRow { group: (*group).clone(), percent: *percent, base, amount });
        }
    }
    found.gross = sum(found.net, found.tax)?;
    if let Some(step) = step.filter(|step| *step > 1) {
        found.rounding = half_away(i128::from(found.gross), i128::from(step)) * step - found.gross;
    }
    found.total = sum(found.gross, found.rounding)?;
    Ok(found)
}

fn sum(a: i64, b: i64) -> Result<i64> {
    let sum = a.checked_add(b).filter(|sum| (-LARGEST..=LARGEST).contains(sum));
    sum.ok_or_else(|| Error::problem("an amount of more than 9,999,999,999.99 is too large"))
}

fn stand_together(lines: &[SumLine]) -> Result<()> {
    let outside = |line: &SumLine| line.group.category == TaxCategory::Outside;
    let (Some(other), true) = (lines.iter().position(|line| !outside(line)), lines.iter().any(outside)) else {
        return Ok(());
    };
    let how = match lines[other].group.category {
        TaxCategory::Standard => format!("is taxed at {} %", lines[other].group.whole()),
        category => format!("has the tax category {}", category.as_str()),
    };
    Err(Error::problem(format!("line {} {how}, and others are outside the tax: bill them apart (--only)", other + 1)))
}

/// Spreads an amount over what it is taken off, by the largest remainder.
fn spread(amount: i64, bases: &[i64]) -> Result<Vec<i64>> {
    let room: i64 = bases.iter().map(|base| (*base).max(0)).sum();
    if amount > room {
        return Err(Error::problem("the discount is more than what it is taken off"));
    }
    Ok(apportion(amount, &bases.iter().map(|base| (*base).max(0)).collect::<Vec<_>>()))
}

/// Parts of a whole in proportion to weights that are not negative, to the last unit: what is left after rounding down goes to
/// the largest remainders, of equal ones to the first. A negative whole is the opposite of the positive one.
pub fn apportion(whole: i64, weights: &[i64]) -> Vec<i64> {
    let all: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    if all == 0 {
        return vec![0; weights.len()];
    }
    let (sign, magnitude) = (whole.signum(), i128::from(whole).abs());
    let exact: Vec<(i128, i128)> = weights.iter().map(|weight| (magnitude * i128::from(*weight), all)).collect();
    by_largest_remainder(&exact, magnitude).into_iter().map(|part| part * sign).collect()
}

/// What priced amounts come to without a tax, so that together they are `base`; what rounding does not explain is on the first.
pub fn without_tax(priced: &[i64], whole: Percentage, base: i64) -> Vec<i64> {
    let exact: Vec<(i128, i128)> = priced.iter().map(|amount| whole.without(*amount)).collect();
    let mut nets = by_largest_remainder(&exact, i128::from(base));
    let all: i64 = nets.iter().sum();
    if let Some(first) = nets.first_mut() {
        *first += base - all;
    }
    nets
}

/// Fractions rounded down or up, so that they add up to a sum which is their exact one but for rounding.
fn by_largest_remainder(exact: &[(i128, i128)], sum: i128) -> Vec<i64> {
    let mut parts: Vec<i128> = exact.iter().map(|(number, by)| number.div_euclid(*by)).collect();
    let mut left = sum - parts.iter().sum::<i128>();
    let mut order: Vec<usize> = (0..exact.len()).collect();
    order.sort_by_key(|n| std::cmp::Reverse(exact[*n].0.rem_euclid(exact[*n].1)));
    for n in order {
        if left > 0 {
            parts[n] += 1;
            left -= 1;
        }
    }
    parts.into_iter().map(|part| i64::try_from(part).unwrap_or(i64::MAX)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn group(code: &str, percents: &[i64], category: TaxCategory) -> TaxGroup {
        TaxGroup { code: code.to_owned(), percents: percents.iter().map(|p| Percentage(*p)).collect(), category }
    }

    fn line(amount: i64, code: &str, percent: i64) -> SumLine {
        SumLine { amount, group: group(code, &[percent * 1000], TaxCategory::Standard), discounted: true }
    }

    fn of(lines: &[SumLine], discount: Option<Discount>, prices: PriceBasis) -> Totals {
        totals(lines, discount, prices, None).unwrap()
    }

    #[test]
    fn discounts_are_taken_off_each_group() {
        let lines = [line(33_333, "std", 19), line(6667, "red", 7)];
        let found = of(&lines, Some(Discount::Share(Percentage(5000))), PriceBasis::Net);
        let taken: Vec<i64> = found.discounts.iter().map(|(_, amount)| *amount).collect();
        let taxes: Vec<(i64, i64)> = found.taxes.iter().map(|row| (row.base, row.amount)).collect();
        assert_eq!((taken, taxes), (vec![333, 1667], vec![(6334, 443), (31_666, 6017)]));
        assert_eq!((found.net, found.tax, found.total), (38_000, 6460, 44_460));
        let lines = [line(10_001, "std", 19), line(5002, "red", 7)];
        let found = of(&lines, Some(Discount::Amount(5000)), PriceBasis::Net);
        let taken: Vec<i64> = found.discounts.iter().map(|(_, amount)| *amount).collect();
        assert_eq!((taken, found.net, found.tax), (vec![1667, 3333], 10_003, 1500));
        assert!(totals(&lines, Some(Discount::Amount(15_004)), PriceBasis::Net, None).is_err());
    }

    #[test]
    fn tax_is_rounded_once_a_document() {
        assert_eq!(of(&[line(3, "std", 19), line(3, "std", 19), line(3, "std", 19)], None, PriceBasis::Net).tax, 2);
        let two = SumLine { amount: 7125, group: group("qc", &[5000, 9975], TaxCategory::Standard), discounted: true };
        let found = of(&[two], None, PriceBasis::Net);
        assert_eq!(found.taxes.iter().map(|row| row.amount).collect::<Vec<_>>(), [356, 711]);
    }

    #[test]
    fn tax_is_taken_out_of_prices_that_have_it() {
        let lines = [line(11_900, "std", 19), line(1000, "std", 19), line(999, "std", 19), line(1070, "red", 7)];
        let found = of(&lines, None, PriceBasis::Gross);
        assert_eq!(found.lines, [10_000, 840, 840, 1000]);
        assert_eq!((found.net, found.tax, found.gross), (12_680, 2289, 14_969));
    }

    #[test]
    fn a_total_can_be_rounded_to_coins() {
        let line = SumLine { amount: 10_608, group: group("std", &[8100], TaxCategory::Standard), discounted: true };
        let found = totals(&[line], None, PriceBasis::Net, Some(5)).unwrap();
        assert_eq!((found.gross, found.rounding, found.total), (11_467, -2, 11_465));
    }

    #[test]
    fn what_is_outside_the_tax_stands_alone() {
        let outside = SumLine { amount: 100, group: group("outside", &[0], TaxCategory::Outside), discounted: true };
        let said =
            totals(&[outside.clone(), line(100, "std", 19)], None, PriceBasis::Net, None).unwrap_err().to_string();
        assert_eq!(said, "line 2 is taxed at 19 %, and others are outside the tax: bill them apart (--only)");
        assert_eq!(of(&[outside], None, PriceBasis::Net).total, 100);
        assert!(totals(&[line(LARGEST + 1, "std", 19)], None, PriceBasis::Net, None).is_err());
    }

    proptest! {
        /// What is printed adds up, whatever the lines; and the opposite lines come to the opposite.
        #[test]
        fn lines_less_discounts_are_the_net(
            amounts in prop::collection::vec((-50_000_i64..500_000, 0..3_usize, any::<bool>()), 1..12),
            gross in any::<bool>(),
            off in prop::option::of(0..100_000_i64),
        ) {
            let percents = [("std", 19), ("red", 7), ("zero", 0)];
            let lines: Vec<SumLine> = amounts
                .iter()
                .map(|(amount, n, discounted)| SumLine { discounted: *discounted, ..line(*amount, percents[*n].0, percents[*n].1) })
                .collect();
            let prices = if gross { PriceBasis::Gross } else { PriceBasis::Net };
            let discount = off.map(|milli| Discount::Share(Percentage(milli)));
            let found = of(&lines, discount, prices);
            let taken: i64 = found.discounts.iter().map(|(_, amount)| amount).sum();
            prop_assert_eq!(found.lines.iter().sum::<i64>() - taken, found.net);
            prop_assert_eq!(found.taxes.iter().map(|row| row.amount).sum::<i64>(), found.tax);
            prop_assert_eq!(found.net + found.tax, found.total);
            if gross {
                let priced: i64 = lines.iter().map(|line| line.amount).sum();
                prop_assert!(discount.is_some() || found.total == priced, "{} is not {}", found.total, priced);
            }
            for row in &found.taxes {
                let exact = i128::from(row.base) * i128::from(row.percent.0);
                // Out of gross prices the tax is rounded with the base: half a unit of each.
                let most = if gross { 150_000 } else { 50_000 };
                prop_assert!((exact - i128::from(row.amount) * 100_000).abs() <= most);
            }
            if discount.is_none() {
                let opposite: Vec<SumLine> = lines.iter().map(|l| SumLine { amount: -l.amount, ..l.clone() }).collect();
                let found_opposite = of(&opposite, None, prices);
                prop_assert_eq!(found_opposite.total, -found.total);
                prop_assert_eq!(found_opposite.tax, -found.tax);
            }
        }

        #[test]
        fn parts_add_up(whole in -1_000_000_i64..1_000_000, weights in prop::collection::vec(0_i64..100_000, 1..9)) {
            let parts = apportion(whole, &weights);
            let all: i64 = weights.iter().sum();
            prop_assert_eq!(parts.iter().sum::<i64>(), if all == 0 { 0 } else { whole });
        }
    }
}
