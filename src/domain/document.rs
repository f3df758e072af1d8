//! Documents about money: what their lines add up to, their numbers, and when they are due.

pub mod commission;
pub mod issued;
pub mod left;
pub mod number;
pub mod terms;
pub mod totals;
