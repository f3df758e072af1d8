//! From worked minutes to money in the bank, through the real command line.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "../support/bench.rs"]
mod bench;
mod credits;
mod laws;
mod life;
#[path = "../support/mod.rs"]
mod support;
mod worked;
