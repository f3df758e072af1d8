//! What can be asked, by anyone: the action table, typed input, and what screens and lists show.

pub mod action;
pub mod agreements;
pub mod calendar;
pub mod call;
pub mod clients;
pub mod context;
pub mod data;
pub mod demo;
pub mod docs;
pub mod entries;
pub mod filter;
pub mod form;
pub mod grammar;
pub mod import;
pub mod input;
pub mod offer;
pub mod reminders;
pub mod report;
pub mod run;
pub mod settings;
pub mod syntax;
pub mod table;
pub mod tasks;
pub mod time;
pub mod views;
