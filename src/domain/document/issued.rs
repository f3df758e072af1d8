//! A document as it stands: what it says of both parties, its lines, and what they add up to.
//!
//! An issued one never changes; a draft is made of what is due whenever it is looked at.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::terms::PaymentTerms;
use super::totals::{PriceBasis, TaxGroup, Totals};
use crate::domain::money::{Currency, decimal, plain};
use crate::domain::tax::{TaxRegime, half_away};
use crate::domain::words::words;

words! {
    /// What a document is.
    DocumentKind {
        /// Money for what was done.
        Invoice = "invoice",
        /// Money asked for in advance.
        Deposit = "deposit",
        /// Corrects one of the others.
        Credit = "credit",
        /// What a gig platform settled.
        Platform = "platform",
    }
}

words! {
    /// What a line of a document is about.
    LineKind {
        /// A retainer's fee for a cycle.
        Fee = "fee",
        /// Hours bought in advance.
        Block = "block",
        /// Time worked.
        Time = "time",
        /// Minutes that an ended retainer still owes.
        Deficit = "deficit",
        /// A share of what was closed.
        Commission = "commission",
        /// A price for the whole.
        Fixed = "fixed",
        /// A part of a project.
        Milestone = "milestone",
        /// Pieces, words, pages.
        Unit = "unit",
        /// A trip.
        Travel = "travel",
        /// Money laid out for the client.
        Expense = "expense",
        /// Anything else.
        Other = "other",
        /// A deposit asked for, or deducted.
        Deposit = "deposit",
        /// Part of a line that is taken back.
        Credit = "credit",
        /// What a gig platform pays.
        Platform = "platform",
    }
}

/// A quantity in thousandths: 37.5 km are 37,500.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity(pub i64);

impl Quantity {
    /// One.
    pub const ONE: Self = Self(1000);

    /// `37.5`, `1250`.
    pub fn text(self) -> String {
        plain(self.0, 3)
    }
}

/// The price of one in ten-thousandths of a currency: 0.085 EUR are 850, 250,000 VND are 2,500,000,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitPrice(pub i64);

impl UnitPrice {
    /// Decimals that a price has at most.
    pub const DECIMALS: u32 = 4;

    /// A price of whole minor units.
    pub fn of(minor: i64, currency: Currency) -> Self {
        Self(minor.saturating_mul(10_i64.pow(Self::DECIMALS - currency.decimals())))
    }

    /// What so many come to in minor units, a half rounded away from zero.
    pub fn times(self, quantity: Quantity, currency: Currency) -> i64 {
        let exact = i128::from(self.0) * i128::from(quantity.0) * 10_i128.pow(currency.decimals());
        half_away(exact, 10_i128.pow(Self::DECIMALS + 3))
    }

    /// `400.00`, `0.085`: at least the decimals that the currency has.
    pub fn text(self, currency: Currency) -> String {
        let steps = 10_i64.pow(Self::DECIMALS - currency.decimals());
        if self.0 % steps == 0 { decimal(self.0 / steps, currency.decimals()) } else { plain(self.0, Self::DECIMALS) }
    }
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentLine {
    /// What it is about.
    pub kind: LineKind,
    /// What it says, as it was typed; empty where the papers have words of their own for it.
    pub text: String,
    /// The code of the service worked.
    pub service: Option<String>,
    /// Its name.
    pub service_name: Option<String>,
    /// Whether it is rush work.
    pub rush: bool,
    /// Minutes, of time.
    pub minutes: Option<i64>,
    /// Minor units per hour, of time.
    pub rate: Option<i64>,
    /// How many, of what is no time.
    pub quantity: Option<Quantity>,
    /// What one of them is: `h`, `piece`, `word`, `km`, `month`.
    pub unit: String,
    /// What one of them costs.
    pub price: Option<UnitPrice>,
    /// The first day that it is about.
    pub from: Option<NaiveDate>,
    /// The last.
    pub to: Option<NaiveDate>,
    /// Whether it is of work from days that were settled before it was logged.
    pub late: bool,
    /// What was taken off it, already out of its amount.
    pub discount: i64,
    /// What it comes to with tax, where prices have it in them.
    pub gross: Option<i64>,
    /// What it comes to without.
    pub net: i64,
    /// By what it is taxed.
    pub group: TaxGroup,
}

impl DocumentLine {
    /// A line of which no more is said than what it is about, what it comes to without tax, and how it is taxed.
    pub const fn of(kind: LineKind, text: String, net: i64, group: TaxGroup) -> Self {
        Self {
            kind,
            text,
            service: None,
            service_name: None,
            rush: false,
            minutes: None,
            rate: None,
            quantity: None,
            unit: String::new(),
            price: None,
            from: None,
            to: None,
            late: false,
            discount: 0,
            gross: None,
            net,
            group,
        }
    }

    /// What it comes to as it is priced.
    pub fn amount(&self) -> i64 {
        self.gross.unwrap_or(self.net)
    }
}

/// Who bills, as it was on the day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Seller {
    /// Name.
    pub name: String,
    /// Who answers for it.
    pub contact: String,
    /// Street and number.
    pub street: String,
    /// Postcode.
    pub postcode: String,
    /// Town.
    pub city: String,
    /// ISO 3166 code of two letters.
    pub country: String,
    /// E-mail address.
    pub email: String,
    /// Telephone number.
    pub phone: String,
    /// Address on the web.
    pub web: String,
    /// VAT id.
    pub vat_id: String,
    /// The number its tax office knows it by.
    pub tax_number: String,
    /// Where it is registered.
    pub registration: String,
    /// IBAN.
    pub iban: String,
    /// BIC.
    pub bic: String,
    /// The bank's name.
    pub bank: String,
    /// Where it can be paid online.
    pub pay_link: String,
    /// How it is taxed.
    pub regime: Option<TaxRegime>,
    /// The SHA-256 of its logo among the kept files, in hexadecimal; empty if none.
    pub logo: String,
}

/// Who is billed, as it was on the day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Buyer {
    /// Name.
    pub name: String,
    /// Who it is for.
    pub contact: String,
    /// Street and number.
    pub street: String,
    /// The line below.
    pub street2: String,
    /// Postcode.
    pub postcode: String,
    /// Town.
    pub city: String,
    /// State or province.
    pub region: String,
    /// ISO 3166 code of two letters.
    pub country: String,
    /// VAT id.
    pub vat_id: String,
    /// Where it is registered.
    pub registration: String,
    /// The reference it wants to read (BT-10).
    pub buyer_ref: String,
    /// Its order (BT-13).
    pub po: String,
    /// The contract (BT-12).
    pub contract_ref: String,
    /// Where papers go.
    pub email: String,
    /// The address for e-invoices, `scheme:id`.
    pub e_address: String,
}

/// What stands on a paper beside the figures, as it was typed: empty where the papers have words of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DocumentTexts {
    /// Above the lines.
    pub intro: String,
    /// Below the totals.
    pub closing: String,
    /// At the foot of each page.
    pub footer: String,
    /// What was typed for this document alone.
    pub note: String,
    /// Why nothing is charged, by tax code.
    pub reasons: Vec<(String, String)>,
}

/// A document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// What it is.
    pub kind: DocumentKind,
    /// Its number; none of a draft.
    pub number: Option<String>,
    /// The client's code.
    pub client: String,
    /// What it is in.
    pub currency: Currency,
    /// Its date.
    pub date: NaiveDate,
    /// The last day on which it is paid in time; none of a credit note.
    pub due: Option<NaiveDate>,
    /// Terms of payment; none of a credit note.
    pub terms: Option<PaymentTerms>,
    /// The last day whose time it takes; none if it takes none.
    pub through: Option<NaiveDate>,
    /// The number of the document that it corrects, and that one's date.
    pub corrects: Option<(String, NaiveDate)>,
    /// Why it corrects.
    pub reason: String,
    /// Whether its prices have tax in them.
    pub prices: PriceBasis,
    /// The lines. Those of a credit note are positive: it takes them back.
    pub lines: Vec<DocumentLine>,
    /// What they add up to; `lines` of it are the nets.
    pub totals: Totals,
    /// The client's credit that it used when it was issued.
    pub prepaid: i64,
    /// Who bills.
    pub seller: Seller,
    /// Who is billed.
    pub buyer: Buyer,
    /// What it says beside the figures.
    pub texts: DocumentTexts,
    /// The language of its papers: `en`, `de`, `vi`, `uz`, or one that the user has added.
    pub language: String,
}

impl Document {
    /// What there is to be paid once it is issued.
    pub fn to_pay(&self) -> i64 {
        self.totals.total - self.prepaid
    }
}

/// A piece of the time behind a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnnexEntry {
    /// The day it was worked.
    pub date: NaiveDate,
    /// The service's name.
    pub service: String,
    /// What was done.
    pub note: String,
    /// Billed minutes.
    pub minutes: i64,
    /// How many of them a retainer or block covered.
    pub covered: i64,
    /// Whether its day was settled before it was logged.
    pub late: bool,
    /// Whether it is a gift.
    pub gift: bool,
}

/// The time behind a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annex {
    /// Entries by day.
    pub entries: Vec<AnnexEntry>,
    /// Its retainers as they stand at the end.
    pub retainers: Vec<AnnexRetainer>,
}

/// A retainer as it stands at the end of an annex, in minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AnnexRetainer {
    /// What was used of it.
    pub used: i64,
    /// What there was.
    pub of: i64,
    /// What of that came from cycles before.
    pub carried: i64,
    /// What is left.
    pub left: i64,
    /// What was used beyond it.
    pub over: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_times_a_quantity_is_rounded_once() {
        let eur = Currency::EUR;
        assert_eq!(UnitPrice(850).times(Quantity(1_250_000), eur), 10_625);
        assert_eq!(UnitPrice(3300).times(Quantity(1500), eur), 50);
        assert_eq!(UnitPrice(3300).times(Quantity(-1500), eur), -50);
        let vnd = Currency::get("VND").unwrap();
        assert_eq!(UnitPrice::of(250_000, vnd).times(Quantity(2000), vnd), 500_000);
    }

    #[test]
    fn a_price_has_the_decimals_of_its_currency() {
        let eur = Currency::EUR;
        assert_eq!(UnitPrice(850).text(eur), "0.085");
        assert_eq!(UnitPrice(4_000_000).text(eur), "400.00");
        assert_eq!(UnitPrice(3000).text(eur), "0.30");
        assert_eq!(UnitPrice(-2_000_000).text(eur), "-200.00");
    }
}
