//! How anything is asked and answered: actions and what they are told, typed input and its grammar, reports. It knows no
//! kind of record.

pub mod action;
pub mod call;
pub mod context;
pub mod env;
pub mod field;
pub mod filter;
pub mod form;
pub mod given;
pub mod grammar;
pub mod group;
pub mod input;
pub mod list;
pub mod ranges;
pub mod report;
pub mod screen;
