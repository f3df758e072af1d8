//! Who bills and who is billed, as a document says it, and what stands on it beside the figures.

use chrono::NaiveDate;

use crate::command::context::Context;
use crate::domain::document::issued::{Buyer, DocumentTexts, Seller};
use crate::domain::document::terms::PaymentTerms;
use crate::domain::document::totals::TaxGroup;
use crate::error::{Error, Result};
use crate::records::business::set::missing;
use crate::store::{Billing, Business, BusinessText, Client, Reads};

/// What must be known of the business on a day before it can issue anything.
pub fn lacking(db: &Reads, day: NaiveDate) -> Result<Vec<&'static str>> {
    let nothing = || vec!["name", "street", "postcode", "city", "country", "regime"];
    Ok(db.business(day)?.as_ref().map_or_else(nothing, missing))
}

/// The business on a day, with all that a document needs.
pub fn business(db: &Reads, day: NaiveDate) -> Result<Business> {
    let missing = lacking(db, day)?;
    match db.business(day)? {
        Some(business) if missing.is_empty() => Ok(business),
        _ => {
            let options: Vec<String> = missing.iter().map(|name| format!("--{name} …")).collect();
            let what = missing.join(", ").replace("tax-number", "a tax number or VAT id");
            Err(Error::problem(format!("the business has no {what} yet: 'business set {}'", options.join(" "))))
        }
    }
}

/// Who bills.
pub fn seller(business: &Business) -> Seller {
    let b = business.clone();
    Seller {
        name: b.name,
        contact: b.contact,
        street: b.street,
        postcode: b.postcode,
        city: b.city,
        country: b.country,
        email: b.email,
        phone: b.phone,
        web: b.web,
        vat_id: b.vat_id,
        tax_number: b.tax_number,
        registration: b.registration,
        iban: b.iban,
        bic: b.bic,
        bank: b.bank,
        pay_link: b.pay_link,
        regime: b.regime,
        logo: b.logo,
    }
}

/// Who is billed.
pub fn buyer(client: &Client, billing: &Billing) -> Buyer {
    let b = billing.clone();
    let email = if b.email.is_empty() { client.email.clone() } else { b.email };
    let electronic = if email.is_empty() { String::new() } else { format!("EM:{email}") };
    Buyer {
        name: if b.legal_name.is_empty() { client.name.clone() } else { b.legal_name },
        contact: b.contact,
        street: b.street,
        street2: b.street2,
        postcode: b.postcode,
        city: b.city,
        region: b.region,
        country: b.country,
        vat_id: b.vat_id,
        registration: b.registration,
        buyer_ref: b.buyer_ref,
        po: b.po,
        contract_ref: b.contract_ref,
        email,
        e_address: if b.e_address.is_empty() { electronic } else { b.e_address },
    }
}

/// When a client pays.
pub fn terms(billing: &Billing) -> Result<PaymentTerms> {
    if billing.terms.is_empty() { Ok(PaymentTerms::default()) } else { billing.terms.parse() }
}

/// The language of a client's papers.
pub fn language(context: &Context<'_>, billing: &Billing) -> String {
    if billing.language.is_empty() { context.config.papers.language.clone() } else { billing.language.clone() }
}

/// The text of a name in a language: that language's own, else that of all.
fn text<'a>(texts: &'a [BusinessText], name: &str, language: &str) -> Option<&'a str> {
    let of = |wanted: &str| texts.iter().find(|text| text.name == name && text.language == wanted);
    of(language).or_else(|| of("")).map(|text| text.text.as_str())
}

/// What stands beside the figures of a document in a language.
pub fn texts(db: &Reads, language: &str, note: &str, groups: &[TaxGroup]) -> Result<DocumentTexts> {
    let kept = db.business_texts()?;
    let of = |name: &str| text(&kept, name, language).unwrap_or_default().to_owned();
    let mut reasons: Vec<(String, String)> = Vec::new();
    for group in groups.iter().filter(|group| group.category.needs_reason()) {
        let own = text(&kept, &format!("tax {}", group.code), language);
        if let Some(own) = own.filter(|_| reasons.iter().all(|(code, _)| *code != group.code)) {
            reasons.push((group.code.clone(), own.to_owned()));
        }
    }
    Ok(DocumentTexts {
        intro: of("intro"),
        closing: of("closing"),
        footer: of("footer"),
        note: note.to_owned(),
        reasons,
    })
}
