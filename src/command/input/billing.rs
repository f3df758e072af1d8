//! Numbers by which businesses are known, addresses, tax and terms.

use super::money::CurrencyCode;
use super::value::{Hint, Input};
use crate::command::context::Context;
use crate::command::field::is_none;
use crate::domain::ids;
use crate::domain::money::{Currency, decimal, plain, read_decimal};
use crate::domain::tax::{Percentage, built_in, is_built_in};
use crate::error::{Error, Result};

/// Declares text that is checked for its form.
macro_rules! checked {
    ($($(#[$doc:meta])* $name:ident $like:literal $read:path;)*) => {$(
        $(#[$doc])*
        pub struct $name(pub String);

        impl Input for $name {
            const LIKE: &'static str = $like;

            fn read(text: &str, _: &Context<'_>) -> Result<Self> {
                $read(text).map(Self)
            }

            fn echo(&self, _: &Context<'_>) -> String {
                self.0.clone()
            }
        }
    )*};
}

checked! {
    /// A VAT id.
    VatId "DE123456788" ids::vat_id;
    /// An IBAN.
    Iban "DE02 1203 0000 0000 2020 51" ids::iban;
    /// A BIC.
    Bic "BYLADEM1001" ids::bic;
    /// A country.
    Country "DE" ids::country;
    /// A number or name in somebody's files.
    Reference "text" ids::reference;
    /// An e-mail address.
    MailAddress "name@host" ids::mail_address;
    /// An address on the web.
    WebAddress "https://…" ids::web_address;
}

/// What every paper has to show: something, in letters that can be printed.
pub struct PrintedText(pub String);

impl Input for PrintedText {
    const LIKE: &'static str = "text";

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        let text = ids::reference(text)?;
        if is_none(&text) {
            Err(Error::problem("cannot be without: no paper can be made then"))
        } else {
            Ok(Self(text))
        }
    }

    fn echo(&self, _: &Context<'_>) -> String {
        self.0.clone()
    }
}

/// A code for a tax, there or not.
pub struct NewTaxCode(pub String);

impl Input for NewTaxCode {
    const LIKE: &'static str = "code";

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        let code = text.trim().to_lowercase();
        let fine = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if !(1..=16).contains(&code.len()) || !code.chars().all(fine) || code.starts_with('-') {
            return Err(Error::problem("must be a short code of letters, digits and dashes, such as std"));
        }
        if code == "auto" || code == "none" {
            return Err(Error::problem(format!("'{code}' has a meaning of its own: type another code")));
        }
        Ok(Self(code))
    }

    fn echo(&self, _: &Context<'_>) -> String {
        self.0.clone()
    }
}

/// A code that there is.
pub struct TaxCode(pub String);

impl Input for TaxCode {
    const LIKE: &'static str = "tax code";

    fn read(text: &str, context: &Context<'_>) -> Result<Self> {
        let code = NewTaxCode::read(text, context)?.0;
        let known = is_built_in(&code) || context.db.tax_rates()?.iter().any(|rate| rate.code == code);
        if known {
            Ok(Self(code))
        } else {
            Err(Error::problem(format!("there is no tax '{code}': 'tax set {code} PERCENT' makes it")))
        }
    }

    fn echo(&self, _: &Context<'_>) -> String {
        self.0.clone()
    }

    fn suggest(typed: &str, context: &Context<'_>) -> Vec<Hint> {
        let mut codes: Vec<String> =
            context.db.tax_rates().unwrap_or_default().into_iter().map(|rate| rate.code).collect();
        codes.extend(built_in().map(|rate| rate.code));
        codes.dedup();
        let fits = codes.into_iter().filter(|code| code.starts_with(typed));
        fits.map(|text| Hint { text, note: String::new() }).collect()
    }
}

/// The percents of a tax, by commas: most have one.
pub struct TaxPercents(pub Vec<Percentage>);

impl Input for TaxPercents {
    const LIKE: &'static str = "19 | 5,9.975";

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        let read: Result<Vec<Percentage>> = text.split(',').map(str::parse).collect();
        let percents = read?;
        if percents.len() > 3 {
            return Err(Error::problem("must be three percentages at most"));
        }
        Ok(Self(percents))
    }

    fn echo(&self, _: &Context<'_>) -> String {
        self.0.iter().map(|percent| format!("{percent} %")).collect::<Vec<_>>().join(" and ")
    }
}

/// What a unit of a currency is worth, in millionths.
pub struct Worth(pub i64);

impl Input for Worth {
    const LIKE: &'static str = "0.90";

    fn read(text: &str, _: &Context<'_>) -> Result<Self> {
        let micro = read_decimal(text.trim(), 6).filter(|micro| *micro > 0);
        micro
            .map(Self)
            .ok_or_else(|| Error::problem(format!("'{text}' is no rate: type what a unit is worth, such as 0.90")))
    }

    fn echo(&self, _: &Context<'_>) -> String {
        plain(self.0, 6)
    }
}

/// What totals in a currency are rounded to: `CHF=0.05`.
pub struct CashRounding(pub Currency, pub i64);

impl Input for CashRounding {
    const LIKE: &'static str = "CHF=0.05";

    fn read(text: &str, context: &Context<'_>) -> Result<Self> {
        let wrong = || {
            Error::problem(format!("'{text}' is no rounding: type a currency and its smallest coin, such as CHF=0.05"))
        };
        let (code, coin) = text.trim().split_once('=').ok_or_else(wrong)?;
        let currency = CurrencyCode::read(code, context)?.0;
        let minor = read_decimal(coin.trim(), currency.decimals()).ok_or_else(wrong)?;
        Ok(Self(currency, minor))
    }

    fn echo(&self, _: &Context<'_>) -> String {
        format!("{}={}", self.0, decimal(self.1, self.0.decimals()))
    }
}
