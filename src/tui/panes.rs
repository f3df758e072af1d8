//! The panes: what each shows of the read model, and nothing that is remembered.

pub mod ageing;
pub mod agenda;
pub mod agreements;
pub mod clients;
pub mod dated;
pub mod days;
pub mod document;
pub mod entries;
pub mod hours;
pub mod month;
pub mod open;
pub mod rates;
pub mod report;
pub mod retainers;
pub mod schedule;
pub mod tasks;
pub mod to_bill;
pub mod unbilled;
pub mod week;
