//! The business, tax codes and exchange rates: what is done with them.

use crate::command::action::{ACTION, Action, Effect, Group};
use crate::command::field::{Shape, clearable, field};
use crate::command::input::{
    Bic, CashRounding, Country, CurrencyCode, Iban, MailAddress, NearDay, NewTaxCode, PrintedText, Reference,
    TaxCategoryWord, TaxPercents, TaxRegimeWord, VatId, WebAddress, Worth,
};
use crate::records::business::exchange::{self, ExchangeRateId};
use crate::records::business::set as business;
use crate::records::business::tax::{self, TaxRateId};
use crate::records::kind::{Restorable, Section, text_of};
use crate::store::{ExchangeRate, Record, TaxRate};

/// The business.
pub const SECTION: Section = Section {
    kinds: &[],
    restorable: &[
        Restorable { record: TaxRate::TABLE, name: None, called: |_, image| text_of(image, "code") },
        Restorable { record: ExchangeRate::TABLE, name: None, called: |_, image| text_of(image, "currency") },
    ],
    actions: ACTIONS,
    families: &[
        ("business", "Your business, as it is printed on papers"),
        ("tax", "Tax codes and what they stand for"),
        ("fx", "What other currencies are worth at home"),
    ],
};

const ACTIONS: &[Action] = &[
    Action {
        name: "business set",
        keys: &[],
        group: Group::Billing,
        help: "Set your business details: name, address, tax, bank",
        fields: &[
            field::<PrintedText>("name", Shape::Option, "the name on papers").usual(),
            clearable::<Reference>("contact", Shape::Option, "who answers for it"),
            field::<PrintedText>("street", Shape::Option, "street and number").usual(),
            field::<PrintedText>("postcode", Shape::Option, "postcode").usual(),
            field::<PrintedText>("city", Shape::Option, "town").usual(),
            field::<Country>("country", Shape::Option, "the country's code of two letters").usual(),
            field::<TaxRegimeWord>("regime", Shape::Option, "whether you charge tax: vat, small business, or none")
                .usual(),
            clearable::<VatId>("vat-id", Shape::Option, "your VAT id, or none").usual(),
            clearable::<Reference>("tax-number", Shape::Option, "the number your tax office knows you by, or none"),
            clearable::<Iban>("iban", Shape::Option, "your account, or none").usual(),
            clearable::<Bic>("bic", Shape::Option, "its bank's code, or none"),
            clearable::<Reference>("bank", Shape::Option, "its bank's name, or none"),
            clearable::<MailAddress>("email", Shape::Option, "your e-mail address, or none"),
            clearable::<Reference>("phone", Shape::Option, "your telephone number, or none"),
            clearable::<WebAddress>("web", Shape::Option, "your address on the web, or none"),
            clearable::<Reference>("registration", Shape::Option, "where the business is registered, or none"),
            clearable::<WebAddress>("pay-link", Shape::Option, "where you can be paid online, or none"),
            clearable::<CurrencyCode>("currency", Shape::Option, "what your books are in")
                .otherwise("the configured one"),
            field::<CashRounding>("cash-rounding", Shape::Option, "the smallest coin of a currency; CHF=0 for none"),
            field::<NearDay>("from", Shape::Option, "the first day of it; else it is corrected as it stands"),
        ],
        effect: Effect::Write(business::set),
        form: true,
        present: Some(business::present),
        examples: &[
            "business set --name 'Desk & Co' --street 'Main Street 1' --postcode 12345 --city Springfield --country US --regime none",
            "business set --regime vat --vat-id DE123456788 --from 2027-01-01",
            "business set --iban 'DE02 1203 0000 0000 2020 51' --bic BYLADEM1001",
        ],
        ..ACTION
    },
    Action {
        name: "business show",
        keys: &[],
        group: Group::Billing,
        help: "Show your business details, and what is missing before an invoice can be issued",
        fields: &[],
        effect: Effect::Read(business::show),
        examples: &["business show"],
        ..ACTION
    },
    Action {
        name: "tax set",
        keys: &[],
        group: Group::Billing,
        help: "Set what a tax code stands for",
        fields: &[
            field::<NewTaxCode>("code", Shape::Required, "the short name that is typed"),
            field::<TaxPercents>("percent", Shape::Required, "the percentage, or several by commas"),
            field::<TaxCategoryWord>("category", Shape::Option, "the category on e-invoices").otherwise("S"),
            field::<NearDay>("from", Shape::Option, "the first day; the first rate of a code holds always"),
        ],
        effect: Effect::Write(tax::set),
        form: true,
        once: &["document", "draft"],
        examples: &["tax set std 19 --from 2021-01-01", "tax set qc 5,9.975"],
        ..ACTION
    },
    Action {
        name: "tax list",
        keys: &[],
        group: Group::Billing,
        help: "List tax codes",
        fields: &[],
        effect: Effect::Read(tax::list),
        once: &["document", "draft"],
        examples: &["tax list"],
        ..ACTION
    },
    Action {
        name: "tax rm",
        keys: &[],
        group: Group::Billing,
        help: "Delete a tax rate",
        fields: &[field::<TaxRateId>("id", Shape::Required, "the tax rate")],
        effect: Effect::Write(tax::remove),
        removes: true,
        once: &["document", "draft"],
        examples: &["tax rm 3"],
        ..ACTION
    },
    Action {
        name: "fx set",
        keys: &[],
        group: Group::Billing,
        help: "Set an exchange rate: what a unit of a currency is worth in your own",
        fields: &[
            field::<CurrencyCode>("currency", Shape::Required, "the currency"),
            field::<Worth>("rate", Shape::Required, "what one of it is worth in the home currency"),
            field::<NearDay>("from", Shape::Option, "the first day").otherwise("today"),
        ],
        effect: Effect::Write(exchange::set),
        form: true,
        once: &["document", "draft"],
        examples: &["fx set USD 0.90 --from 2026-01-01"],
        ..ACTION
    },
    Action {
        name: "fx list",
        keys: &[],
        group: Group::Billing,
        help: "List exchange rates",
        fields: &[],
        effect: Effect::Read(exchange::list),
        once: &["document", "draft"],
        examples: &["fx list"],
        ..ACTION
    },
    Action {
        name: "fx rm",
        keys: &[],
        group: Group::Billing,
        help: "Delete an exchange rate",
        fields: &[field::<ExchangeRateId>("id", Shape::Required, "the exchange rate")],
        effect: Effect::Write(exchange::remove),
        removes: true,
        once: &["document", "draft"],
        examples: &["fx rm 2"],
        ..ACTION
    },
];
