//! A folder for each kind of record: what can be done with it, and what is shown of it.

pub mod agreements;
pub mod billing;
pub mod budget;
pub mod business;
pub mod calendar;
pub mod charges;
pub mod clients;
pub mod directory;
pub mod import;
pub mod intake;
pub mod invoices;
pub mod kind;
pub mod leads;
pub mod matching;
pub mod money;
pub mod names;
pub mod off;
pub mod payments;
pub mod reports;
pub mod series;
pub mod tasks;
pub mod time;

/// What is declared for each, in the order of help and docs.
pub const SECTIONS: &[&kind::Section] = &[
    &time::actions::SECTION,
    &clients::actions::SECTION,
    &agreements::actions::SECTION,
    &billing::actions::SECTION,
    &charges::actions::SECTION,
    &invoices::actions::SECTION,
    &payments::actions::SECTION,
    &business::actions::SECTION,
    &reports::actions::SECTION,
    &budget::actions::SECTION,
    &off::actions::SECTION,
    &tasks::actions::SECTION,
    &calendar::actions::SECTION,
];
