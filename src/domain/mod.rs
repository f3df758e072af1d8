//! Values and rules: time, money, rounding, rates, the retainer ledger, recurrence, urgency.
//!
//! Everything here is pure: the present moment is an argument, and nothing names
//! the database, the terminal, the clock or a file.

pub mod agreement;
pub mod billing;
pub mod chart;
pub mod clock;
pub mod document;
pub mod event;
pub mod free;
pub mod hue;
pub mod ids;
pub mod ledger;
pub mod link;
pub mod money;
pub mod pace;
pub mod period;
pub mod rates;
pub mod recur;
pub mod reminder;
pub mod rotation;
pub mod rounding;
pub mod secret;
pub mod series;
pub mod spelling;
pub mod task;
pub mod tax;
pub mod text;
pub mod time;
pub mod urgency;
mod words;
pub mod zone;
