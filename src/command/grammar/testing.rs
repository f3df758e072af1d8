//! What the tests of the grammar share.

use chrono::NaiveDate;

use crate::command::grammar::Now;
use crate::command::grammar::line::KnownNames;
use crate::domain::time::Instant;
use crate::domain::zone::Zone;

/// Monday 22 June 2026, 14:00 in Berlin.
pub fn monday() -> Now {
    at("2026-06-22T14:00:00+02:00", "Europe/Berlin")
}

/// Any moment in any zone.
pub fn at(text: &str, zone: &str) -> Now {
    Now::new(instant(text), Zone::get(zone).unwrap())
}

/// An instant from RFC 3339.
pub fn instant(text: &str) -> Instant {
    Instant::from_rfc3339(text).unwrap()
}

/// A date from ISO 8601.
pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// An assistant with the clients `acme` and `globex` and the services `email` and `research`.
pub struct KnownOffice;

impl KnownNames for KnownOffice {
    fn client(&self, word: &str) -> Option<String> {
        let word = word.to_ascii_lowercase();
        ["acme", "globex"].contains(&word.as_str()).then_some(word)
    }

    fn service(&self, word: &str) -> Option<String> {
        let word = word.to_ascii_lowercase();
        ["email", "research"].contains(&word.as_str()).then_some(word)
    }

    fn nearly(&self, word: &str) -> Option<String> {
        (word == "amce").then(|| "is no client: did you mean acme?".to_owned())
    }
}
