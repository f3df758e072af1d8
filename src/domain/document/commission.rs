//! Commission: what a broker pays for the closings of a cycle.

use crate::domain::tax::Percentage;
use crate::error::{Error, Result};

/// What a tier pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TierPay {
    /// So much for each closing, in minor units.
    Each(i64),
    /// So much of the value.
    Share(Percentage),
}

/// What is paid from a number of closings, or from a value, on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tier {
    /// Closings, or minor units, that are there before it begins.
    pub from: i64,
    /// What it pays.
    pub pay: TierPay,
}

/// What the tiers go by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TierBasis {
    /// The number of closings.
    Count,
    /// What they are worth.
    Value,
}

/// How tiers are taken together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TierMode {
    /// Each tier pays for what lies in it.
    Marginal,
    /// The tier that was reached pays for all.
    Whole,
}

/// What is agreed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commission {
    /// The tiers by where they begin; the first begins at 0.
    pub tiers: Vec<Tier>,
    /// What they go by.
    pub of: TierBasis,
    /// How they are taken together.
    pub mode: TierMode,
    /// What is paid at least, also for a cycle without closings.
    pub least: Option<i64>,
    /// What is paid at most.
    pub most: Option<i64>,
}

impl Commission {
    /// Puts the tiers in order and looks whether they can be paid by.
    ///
    /// # Errors
    ///
    /// Says what of the tiers is missing, twice, or of the wrong kind.
    pub fn new(
        mut tiers: Vec<Tier>,
        of: TierBasis,
        mode: TierMode,
        bounds: (Option<i64>, Option<i64>),
    ) -> Result<Self> {
        tiers.sort_by_key(|tier| tier.from);
        if tiers.first().is_none_or(|tier| tier.from != 0) {
            return Err(Error::problem("must begin with a tier at 0, such as 0:150,5:200"));
        }
        if tiers.windows(2).any(|two| two[0].from == two[1].from) {
            return Err(Error::problem("must not have two tiers at one place"));
        }
        if of == TierBasis::Count && tiers.iter().any(|tier| matches!(tier.pay, TierPay::Share(_))) {
            return Err(Error::problem("has a share of the value: --of value goes by that"));
        }
        if of == TierBasis::Value && tiers.iter().any(|tier| matches!(tier.pay, TierPay::Each(_))) {
            return Err(Error::problem("of a value must be percentages, such as 0:1%,500000:1.2%"));
        }
        let (least, most) = bounds;
        if least.zip(most).is_some_and(|(least, most)| least > most) {
            return Err(Error::problem("pays at least more than at most"));
        }
        Ok(Self { tiers, of, mode, least, most })
    }

    /// What the closings of a cycle, each with its value, come to in minor units.
    pub fn amount(&self, values: &[i64]) -> i64 {
        let count = i64::try_from(values.len()).unwrap_or(i64::MAX);
        let reached = match self.of {
            // The k-th closing is paid by the highest tier that begins at k - 1 or before.
            TierBasis::Count => count,
            TierBasis::Value => values.iter().sum(),
        };
        let paid = match self.mode {
            TierMode::Whole => {
                let last = if self.of == TierBasis::Count { (reached - 1).max(0) } else { reached };
                let tier = self.tiers.iter().rev().find(|tier| tier.from <= last).or(self.tiers.first());
                tier.map_or(0, |tier| tier.pay.of(reached))
            }
            TierMode::Marginal => {
                let ends = self.tiers.iter().skip(1).map(|tier| tier.from).chain([i64::MAX]);
                let slices = self.tiers.iter().zip(ends);
                slices.map(|(tier, end)| tier.pay.of((reached.min(end) - tier.from).max(0))).sum()
            }
        };
        let paid = self.least.map_or(paid, |least| paid.max(least));
        self.most.map_or(paid, |most| paid.min(most))
    }
}

impl TierPay {
    fn of(self, reached: i64) -> i64 {
        match self {
            Self::Each(minor) => minor.saturating_mul(reached),
            Self::Share(percent) => percent.of(reached),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closings_are_paid_by_the_tier_they_are_in() {
        let tiers = vec![Tier { from: 5, pay: TierPay::Each(20_000) }, Tier { from: 0, pay: TierPay::Each(15_000) }];
        let marginal = Commission::new(tiers.clone(), TierBasis::Count, TierMode::Marginal, (None, None)).unwrap();
        assert_eq!([0, 5, 6, 7].map(|n| marginal.amount(&vec![0; n])), [0, 75_000, 95_000, 115_000]);
        let whole = Commission::new(tiers, TierBasis::Count, TierMode::Whole, (Some(30_000), None)).unwrap();
        assert_eq!([0, 1, 5, 6].map(|n| whole.amount(&vec![0; n])), [30_000, 30_000, 75_000, 120_000]);
    }

    #[test]
    fn a_value_is_paid_in_percent_within_bounds() {
        let share = |milli| TierPay::Share(Percentage(milli));
        let tiers = vec![Tier { from: 0, pay: share(1000) }, Tier { from: 50_000_000, pay: share(1200) }];
        let whole =
            Commission::new(tiers.clone(), TierBasis::Value, TierMode::Whole, (Some(30_000), Some(500_000))).unwrap();
        assert_eq!(whole.amount(&[24_000_000, 31_000_000]), 500_000, "660,000 before the bound");
        assert_eq!(whole.amount(&[]), 30_000);
        let marginal = Commission::new(tiers, TierBasis::Value, TierMode::Marginal, (None, None)).unwrap();
        assert_eq!(marginal.amount(&[24_000_000, 31_000_000]), 560_000);
    }

    #[test]
    fn tiers_that_cannot_be_paid_by_are_refused() {
        let each = |from| Tier { from, pay: TierPay::Each(100) };
        let of = |tiers, of, bounds| Commission::new(tiers, of, TierMode::Marginal, bounds);
        assert!(of(vec![each(1)], TierBasis::Count, (None, None)).is_err());
        assert!(of(vec![], TierBasis::Count, (None, None)).is_err());
        assert!(of(vec![each(0), each(0)], TierBasis::Count, (None, None)).is_err());
        assert!(of(vec![each(0)], TierBasis::Value, (None, None)).is_err());
        assert!(of(vec![each(0)], TierBasis::Count, (Some(2), Some(1))).is_err());
    }
}
