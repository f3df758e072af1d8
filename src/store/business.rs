//! Who bills and who is billed, by what tax, and what other currencies are worth.

use chrono::NaiveDate;
use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};

use super::reads::Reads;
use super::record::{Record, record};
use crate::domain::document::totals::PriceBasis;
use crate::domain::money::Currency;
use crate::domain::tax::{Percentage, TaxCategory, TaxRegime};
use crate::error::Result;

/// The percents of a tax code, each with a row of its own in the sums: by commas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Percentages(pub Vec<Percentage>);

impl FromSql for Percentages {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let read: Result<Vec<Percentage>> = value.as_str()?.split(',').map(str::parse).collect();
        read.map(Self).map_err(|wrong| FromSqlError::Other(wrong.to_string().into()))
    }
}

impl ToSql for Percentages {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.iter().map(ToString::to_string).collect::<Vec<_>>().join(",").into())
    }
}

record! {
    /// The business as it is printed on papers, from a day on.
    Business "business" "business" "business data" {
        /// The first day it holds.
        valid_from: NaiveDate,
        /// Its name.
        name: String,
        /// Who answers for it.
        contact: String,
        /// Street and number.
        street: String,
        /// Postcode.
        postcode: String,
        /// Town.
        city: String,
        /// ISO 3166 code of two letters.
        country: String,
        /// E-mail address.
        email: String,
        /// Telephone number.
        phone: String,
        /// Address on the web.
        web: String,
        /// VAT id.
        vat_id: String,
        /// The number its tax office knows it by.
        tax_number: String,
        /// Where it is registered: `HRB 1234`.
        registration: String,
        /// IBAN.
        iban: String,
        /// BIC.
        bic: String,
        /// The bank's name.
        bank: String,
        /// Where it can be paid online.
        pay_link: String,
        /// What its books are in; the configured one if none.
        currency: Option<Currency>,
        /// How it is taxed.
        regime: Option<TaxRegime>,
        /// What totals are rounded to so that they can be paid in coins: `CHF=0.05`, by spaces.
        cash_rounding: String,
        /// The SHA-256 of its logo among the kept files; none if empty.
        logo: String,
    }
}

record! {
    /// What papers say of a client, and how it is billed.
    Billing "billing" "billing data of a client" "billing data" {
        /// The client.
        client: i64,
        /// The name on papers; the client's if empty.
        legal_name: String,
        /// Who it is for.
        contact: String,
        /// Street and number.
        street: String,
        /// The line below.
        street2: String,
        /// Postcode.
        postcode: String,
        /// Town.
        city: String,
        /// State or province.
        region: String,
        /// ISO 3166 code of two letters.
        country: String,
        /// VAT id.
        vat_id: String,
        /// Where it is registered.
        registration: String,
        /// The reference it wants to read (BT-10), of German authorities the Leitweg-ID.
        buyer_ref: String,
        /// Its order (BT-13).
        po: String,
        /// The contract (BT-12).
        contract_ref: String,
        /// Where papers go; the client's own address if empty.
        email: String,
        /// The address for e-invoices, `scheme:id`.
        e_address: String,
        /// Terms of payment; two weeks if empty.
        terms: String,
        /// The tax code; found by who and where if empty.
        tax: String,
        /// Whether its prices have tax in them.
        prices: PriceBasis,
        /// The language of its papers; the configured one if empty.
        language: String,
        /// How its time is grouped into lines: `service`, `entry`, `day`, `task`, `none`.
        grouping: String,
        /// When a retainer's fee is due: `advance` or `arrears`.
        fee_when: String,
        /// Whether the time behind a document goes with it.
        annex: bool,
        /// The form of its invoices: `auto`, `pdf`, `facturx`, `xrechnung`, `peppol`.
        format: String,
        /// The gig platform that bills it; none if empty.
        platform: String,
        /// The last day of what was billed before vadash did.
        billed_through: Option<NaiveDate>,
    }
}

record! {
    /// What a tax code stands for from a day on.
    TaxRate "tax" "tax rate" "tax rates" {
        /// The code.
        code: String,
        /// The first day it holds.
        valid_from: NaiveDate,
        /// The category of EN 16931.
        category: TaxCategory,
        /// The percents.
        percents: Percentages,
    }
}

record! {
    /// What a unit of a currency is worth at home from a day on.
    ExchangeRate "fx" "exchange rate" "exchange rates" {
        /// The currency.
        currency: Currency,
        /// The first day it holds.
        valid_from: NaiveDate,
        /// Millionths of the home currency.
        micro: i64,
    }
}

impl Billing {
    /// What is known of a client of which nothing is known.
    pub fn of(client: i64) -> Self {
        Self {
            id: 0,
            client,
            legal_name: String::new(),
            contact: String::new(),
            street: String::new(),
            street2: String::new(),
            postcode: String::new(),
            city: String::new(),
            region: String::new(),
            country: String::new(),
            vat_id: String::new(),
            registration: String::new(),
            buyer_ref: String::new(),
            po: String::new(),
            contract_ref: String::new(),
            email: String::new(),
            e_address: String::new(),
            terms: String::new(),
            tax: String::new(),
            prices: PriceBasis::Net,
            language: String::new(),
            grouping: "service".to_owned(),
            fee_when: "advance".to_owned(),
            annex: false,
            format: "auto".to_owned(),
            platform: String::new(),
            billed_through: None,
        }
    }
}

impl Reads {
    /// The business as it is on a day: the latest of what was said for a day until then.
    pub fn business(&self, on: NaiveDate) -> Result<Option<Business>> {
        let sql = "SELECT * FROM business WHERE valid_from <= ?1 ORDER BY valid_from DESC LIMIT 1";
        self.maybe("reading the business", sql, [on], Business::from_row)
    }

    /// The days after one from which on something else was said of the business, soonest first.
    pub fn business_changes_after(&self, day: NaiveDate) -> Result<Vec<NaiveDate>> {
        let sql = "SELECT valid_from FROM business WHERE valid_from > ?1 ORDER BY valid_from";
        self.all("reading the business", sql, [day], |r| r.get(0))
    }

    /// What papers say of a client.
    pub fn billing_of(&self, client: i64) -> Result<Billing> {
        let sql = "SELECT * FROM billing WHERE client = ?1";
        let found = self.maybe("reading billing data", sql, [client], Billing::from_row)?;
        Ok(found.unwrap_or_else(|| Billing::of(client)))
    }

    /// What papers say of all clients of which something is known.
    pub fn billings(&self) -> Result<Vec<Billing>> {
        self.all("reading billing data", "SELECT * FROM billing", (), Billing::from_row)
    }

    /// The code of a client that is taxed by a code of its own.
    pub fn client_taxed_by(&self, tax: &str) -> Result<Option<String>> {
        let sql =
            "SELECT c.code FROM billing b JOIN client c ON c.id = b.client WHERE b.tax = ?1 ORDER BY c.code LIMIT 1";
        self.maybe("reading billing data", sql, [tax], |r| r.get(0))
    }

    /// Every tax rate, by code and day.
    pub fn tax_rates(&self) -> Result<Vec<TaxRate>> {
        self.all("reading tax rates", "SELECT * FROM tax ORDER BY code, valid_from", (), TaxRate::from_row)
    }

    /// Every exchange rate, by currency and day.
    pub fn exchange_rates(&self) -> Result<Vec<ExchangeRate>> {
        self.all("reading exchange rates", "SELECT * FROM fx ORDER BY currency, valid_from", (), ExchangeRate::from_row)
    }
}
