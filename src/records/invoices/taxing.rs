//! By what a line is taxed, and why.

use chrono::NaiveDate;

use crate::domain::document::totals::TaxGroup;
use crate::domain::tax::{DatedTax, TaxRegime, choose, rate_on};
use crate::error::{Error, Result};
use crate::store::{Billing, Business, Reads, Service};

/// What lines of a client are taxed by.
pub struct Taxing {
    rates: Vec<DatedTax>,
    services: Vec<(String, String)>,
    regime: TaxRegime,
    seller: String,
    client: String,
    code: String,
    country: String,
    has_vat_id: bool,
}

/// The code that a line is taxed by, and how it was found.
pub struct Chosen {
    /// The code.
    pub code: String,
    /// Why.
    pub why: String,
    /// What may be wrong.
    pub caution: Option<&'static str>,
}

impl Taxing {
    /// For documents that a business makes out to a client.
    pub fn of(db: &Reads, business: &Business, billing: &Billing, client: &str) -> Result<Self> {
        let rates = db.tax_rates()?.into_iter().map(|rate| DatedTax {
            code: rate.code,
            category: rate.category,
            percents: rate.percents.0,
            from: Some(rate.valid_from),
        });
        let services = db.services()?.into_iter().filter(|s| !s.tax.is_empty());
        Ok(Self {
            rates: rates.collect(),
            services: services.map(|Service { code, tax, .. }| (code, tax)).collect(),
            regime: business.regime.unwrap_or(TaxRegime::None),
            seller: business.country.clone(),
            client: client.to_owned(),
            code: billing.tax.clone(),
            country: billing.country.clone(),
            has_vat_id: !billing.vat_id.is_empty(),
        })
    }

    /// The code of a line: its own, else its service's, else the client's, else by who and where.
    pub fn choose(&self, own: &str, service: Option<&str>) -> Result<Chosen> {
        let chosen = |code: &str, why: String| Ok(Chosen { code: code.to_owned(), why, caution: None });
        if !own.is_empty() {
            return chosen(own, "the charge says so".to_owned());
        }
        let of_service = service.and_then(|code| self.services.iter().find(|(of, _)| of == code));
        if let Some((service, code)) = of_service {
            return chosen(code, format!("the service {service} says so"));
        }
        if !self.code.is_empty() {
            return chosen(&self.code, format!("{} says so", self.client));
        }
        if self.country.is_empty() && self.regime == TaxRegime::Vat {
            let what =
                format!("{0} has no country, by which its tax is found: 'client edit {0} --country …'", self.client);
            return Err(Error::problem(what));
        }
        let found = choose(self.regime, &self.seller, &self.country, self.has_vat_id);
        Ok(Chosen { code: found.code.to_owned(), why: found.why.to_owned(), caution: found.caution })
    }

    /// The percents of a code on a day.
    pub fn group(&self, code: &str, day: NaiveDate) -> Result<TaxGroup> {
        let found = rate_on(&self.rates, code, day);
        let found = found.ok_or_else(|| {
            Error::problem(format!(
                "nothing says what the tax {code} is on {day}: 'tax set {code} PERCENT --from {day}'"
            ))
        })?;
        Ok(TaxGroup { code: found.code, percents: found.percents, category: found.category })
    }

    /// What a line is taxed by.
    pub fn line(&self, own: &str, service: Option<&str>, day: NaiveDate) -> Result<TaxGroup> {
        self.group(&self.choose(own, service)?.code, day)
    }
}
