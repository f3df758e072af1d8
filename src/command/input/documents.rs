//! What stands on documents: amounts, prices, quantities, discounts, tiers.

use std::fmt;

use super::value::Input;
use crate::command::context::Context;
use crate::domain::document::commission::{Tier, TierBasis, TierPay};
use crate::domain::document::issued::{Quantity, UnitPrice};
use crate::domain::document::number::NumberPattern;
use crate::domain::document::totals::{Discount, LARGEST};
use crate::domain::money::{Currency, decimal, plain, read_decimal};
use crate::domain::tax::Percentage;
use crate::error::{Error, Result};

/// The largest amount, as it is said.
const TOO_LARGE: &str = "is too large: 9,999,999,999.99 is the most";

/// An amount in the currency of what it is about, which the word alone does not know.
pub struct CurrencyAmount(String);

impl CurrencyAmount {
    /// Returns it in minor units of a currency; more decimals than that has are refused.
    pub fn minor(&self, currency: Currency) -> Result<i64> {
        let minor = read_decimal(&self.0, currency.decimals());
        let minor = minor.ok_or_else(|| {
            let decimals = match currency.decimals() {
                0 => "no decimals".to_owned(),
                n => format!("{n} decimals"),
            };
            Error::problem(format!("{} does not fit {currency}, which has {decimals}", self.0))
        })?;
        if minor > LARGEST { Err(Error::problem(TOO_LARGE)) } else { Ok(minor) }
    }
}

impl Input for CurrencyAmount {
    const LIKE: &'static str = "45 | 45.50";

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        let typed = text.trim();
        match read_decimal(typed, 3) {
            Some(milli) if milli <= LARGEST * 10 => Ok(Self(typed.replace(',', "."))),
            Some(_) => Err(Error::problem(TOO_LARGE)),
            None => Err(Error::problem(format!("'{text}' is no amount: type 45, 45.50 or 45,50"))),
        }
    }

    fn echo(&self, _: &Context<'_>) -> String {
        self.0.clone()
    }
}

/// An amount with its currency, as lists write it.
pub struct AmountOf(pub i64, pub Currency);

impl fmt::Display for AmountOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} {}", decimal(self.0, self.1.decimals()), self.1))
    }
}

/// The price of one of something, with up to four decimals.
pub struct EachPrice(pub UnitPrice);

impl Input for EachPrice {
    const LIKE: &'static str = "45 | 0.085";

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        let typed = text.trim();
        let price = read_decimal(typed, UnitPrice::DECIMALS);
        match price.map(UnitPrice) {
            Some(price) if price.0 / 100 <= LARGEST => Ok(Self(price)),
            Some(_) => Err(Error::problem(TOO_LARGE)),
            None => {
                Err(Error::problem(format!("'{text}' is no price: type 45, 45.50 or 0.085, with 4 decimals at most")))
            }
        }
    }

    fn echo(&self, _: &Context<'_>) -> String {
        plain(self.0.0, UnitPrice::DECIMALS)
    }
}

/// How many of something, with up to three decimals; less than nothing takes it back.
pub struct HowMany(pub Quantity);

impl Input for HowMany {
    const LIKE: &'static str = "1 | 37.5";

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        let typed = text.trim();
        let (sign, digits) = typed.strip_prefix('-').map_or((1, typed), |rest| (-1, rest));
        let milli = read_decimal(digits, 3).filter(|milli| (1..=1_000_000_000_000).contains(milli));
        let wrong = || Error::problem(format!("'{text}' is no quantity: type 1 or 37.5, with 3 decimals at most"));
        milli.map(|milli| Self(Quantity(sign * milli))).ok_or_else(wrong)
    }

    fn echo(&self, _: &Context<'_>) -> String {
        self.0.text()
    }
}

/// What is taken off: a percentage or an amount.
pub struct DiscountWord(pub String);

impl DiscountWord {
    /// Returns it for a currency.
    pub fn of(text: &str, currency: Currency) -> Result<Discount> {
        match text.strip_suffix('%') {
            Some(percent) => Ok(Discount::Share(percent.trim().parse::<Percentage>()?)),
            None => CurrencyAmount(text.to_owned()).minor(currency).map(Discount::Amount),
        }
    }
}

impl Input for DiscountWord {
    const LIKE: &'static str = "5% | 50";

    fn read(text: &str, context: &Context<'_>) -> Result<Self> {
        let typed = text.trim();
        let said = match typed.strip_suffix('%') {
            Some(percent) => format!("{}%", percent.trim().parse::<Percentage>()?),
            None => CurrencyAmount::read(typed, context)?.0,
        };
        Ok(Self(said))
    }

    fn echo(&self, _: &Context<'_>) -> String {
        self.0.clone()
    }
}

/// Tiers of a commission: where each begins and what it pays.
pub struct TierList(pub String);

impl TierList {
    /// Returns the tiers, by a number of closings or by their value in a currency.
    pub fn tiers(&self, basis: TierBasis, currency: Currency) -> Result<Vec<Tier>> {
        let tier = |part: &str| -> Result<Tier> {
            let wrong =
                || Error::problem(format!("'{part}' is no tier: type where it begins and what it pays, such as 5:200"));
            let (from, pay) = part.split_once(':').ok_or_else(wrong)?;
            let from = match basis {
                TierBasis::Count => {
                    from.trim().parse::<i64>().ok().filter(|n| (0..=1_000_000).contains(n)).ok_or_else(wrong)?
                }
                TierBasis::Value => CurrencyAmount(from.trim().replace(',', ".")).minor(currency)?,
            };
            let pay = match pay.trim().strip_suffix('%') {
                Some(percent) => TierPay::Share(percent.trim().parse()?),
                None => TierPay::Each(CurrencyAmount(pay.trim().to_owned()).minor(currency)?),
            };
            Ok(Tier { from, pay })
        };
        self.0.split(',').map(tier).collect()
    }
}

impl Input for TierList {
    const LIKE: &'static str = "0:150,5:200";

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        let typed: String = text.split_whitespace().collect();
        let fits = |part: &str| part.split_once(':').is_some_and(|(from, pay)| !from.is_empty() && !pay.is_empty());
        if typed.is_empty() || !typed.split(',').all(fits) {
            return Err(Error::problem(format!("'{text}' is no tiers: type 0:150,5:200 or 0:1%,500000:1.2%")));
        }
        Ok(Self(typed))
    }

    fn echo(&self, _: &Context<'_>) -> String {
        self.0.clone()
    }
}

/// A pattern of numbers.
pub struct Pattern(pub String);

impl Input for Pattern {
    const LIKE: &'static str = "{year}-{seq:4}";

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        text.trim().parse::<NumberPattern>()?;
        Ok(Self(text.trim().to_owned()))
    }

    fn echo(&self, _: &Context<'_>) -> String {
        self.0.clone()
    }
}

/// Words by commas, each of a closed set.
pub struct ItemKinds(pub String);

impl ItemKinds {
    /// What a document can take alone.
    pub const KINDS: [&'static str; 6] = ["time", "fees", "blocks", "deficits", "commissions", "charges"];
}

impl Input for ItemKinds {
    const LIKE: &'static str = "fees,charges";

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        let mut found: Vec<&str> = Vec::new();
        for word in text.split(',').map(str::trim).filter(|word| !word.is_empty()) {
            let kind = Self::KINDS.into_iter().find(|kind| *kind == word || kind.trim_end_matches('s') == word);
            found.push(
                kind.ok_or_else(|| Error::problem(format!("'{word}' is not one of {}", Self::KINDS.join(", "))))?,
            );
        }
        found.sort_unstable();
        found.dedup();
        if found.is_empty() {
            return Err(Error::problem(format!("must be some of {}", Self::KINDS.join(", "))));
        }
        Ok(Self(found.join(",")))
    }

    fn echo(&self, _: &Context<'_>) -> String {
        self.0.clone()
    }
}
