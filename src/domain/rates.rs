//! What an hour is worth, and why.

use chrono::{Datelike, NaiveDate};

use super::money::{Currency, decimal, half_up, milli_to_minor};

/// The day from which holds what always did.
pub fn always() -> NaiveDate {
    NaiveDate::from_ymd_opt(1970, 1, 1).unwrap_or_default()
}

/// A rate, for one client or all and for one service or all, from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Its number; of two that are alike, the higher one wins.
    pub id: i64,
    /// The client; otherwise all.
    pub client: Option<i64>,
    /// The service; otherwise all.
    pub service: Option<i64>,
    /// The first day it holds for. 1970 or earlier is told as "always".
    pub valid_from: NaiveDate,
    /// What a rate of all clients is in: it prices only those who pay in that. A client's own is in the client's.
    pub currency: Option<Currency>,
    /// An hour in thousandths of the major unit of the currency.
    pub milli: i64,
}

impl Rate {
    /// How specific it is: a service outweighs a client, and both together outweigh either.
    fn specificity(&self) -> u8 {
        4 * u8::from(self.service.is_some()) + 2 * u8::from(self.client.is_some())
    }

    /// Whether it can price a client's work at all.
    pub fn is_for(&self, client: i64, currency: Currency) -> bool {
        self.client.map_or_else(|| self.currency.is_none_or(|c| c == currency), |c| c == client)
    }

    fn matches(&self, client: i64, currency: Currency, service: Option<i64>, on: NaiveDate) -> bool {
        let client_fits = self.is_for(client, currency);
        let service_fits = self.service.is_none_or(|s| service == Some(s));
        client_fits && service_fits && self.valid_from <= on
    }
}

/// The rate that holds for the work of a service on a date, for a client who pays in a currency.
///
/// The most specific one wins, then the one valid latest, then the one made last.
pub fn resolve(rates: &[Rate], client: i64, currency: Currency, service: Option<i64>, on: NaiveDate) -> Option<&Rate> {
    let fitting = rates.iter().filter(|r| r.matches(client, currency, service, on));
    fitting.max_by_key(|r| (r.specificity(), r.valid_from, r.id))
}

/// Which rule set a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RateSource {
    /// Typed on the entry itself.
    Entry,
    /// The overage rate of the agreement of this number.
    Agreement(i64),
    /// A rate.
    Rate(Rate),
}

/// What an hour of some work is worth, in minor units of the client's currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResolvedRate {
    /// Which rule set it.
    pub source: RateSource,
    /// An hour without rush.
    pub plain: i64,
    /// The percentage a rush multiplied it by, if one did.
    pub rush_percent: Option<i64>,
    /// An hour, the rush included.
    pub rate: i64,
}

impl ResolvedRate {
    /// A price, multiplied by a rush percentage if there is one, half a minor unit up.
    pub fn new(source: RateSource, plain: i64, rush_percent: Option<i64>) -> Self {
        let rushed = |percent| half_up(i128::from(plain) * i128::from(percent), 100);
        Self { source, plain, rush_percent, rate: rush_percent.map_or(plain, rushed) }
    }

    /// The price that a rate gives in a currency.
    pub fn of_rate(rate: &Rate, currency: Currency, rush_percent: Option<i64>) -> Self {
        Self::new(RateSource::Rate(*rate), milli_to_minor(rate.milli, currency), rush_percent)
    }

    /// The number of the rate that set it, if one did.
    pub fn row(&self) -> Option<i64> {
        match self.source {
            RateSource::Rate(rate) => Some(rate.id),
            RateSource::Entry | RateSource::Agreement(_) => None,
        }
    }

    /// How it came about, in words; the names are those of the entry's own client and service.
    ///
    /// `67.50/h = 45.00/h (service transcription @ acme, from 2026-03-01) × 150 % rush`
    pub fn why(&self, currency: Currency, client: &str, service: Option<&str>) -> String {
        let hour = |minor| format!("{}/h", decimal(minor, currency.decimals()));
        let from = match self.source {
            RateSource::Entry => "set on the entry".to_owned(),
            RateSource::Agreement(id) => format!("overage rate of agreement {id}"),
            RateSource::Rate(rate) => why_rate(&rate, client, service.unwrap_or("?")),
        };
        let plain = format!("{} ({from})", hour(self.plain));
        match self.rush_percent {
            Some(percent) => format!("{} = {plain} × {percent} % rush", hour(self.rate)),
            None => plain,
        }
    }
}

fn why_rate(rate: &Rate, client: &str, service: &str) -> String {
    let what = match (rate.service, rate.client) {
        (Some(_), Some(_)) => format!("service {service} @ {client}"),
        (Some(_), None) => format!("service {service}"),
        (None, Some(_)) => format!("client {client}"),
        (None, None) => "default".to_owned(),
    };
    if rate.valid_from.year() <= 1970 { what } else { format!("{what}, from {}", rate.valid_from) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn rate(id: i64, client: Option<i64>, service: Option<i64>, from: &str, milli: i64) -> Rate {
        let currency = client.is_none().then_some(Currency::EUR);
        Rate { id, client, service, valid_from: day(from), currency, milli }
    }

    #[test]
    fn the_most_specific_then_the_latest_wins() {
        let rates = [
            rate(1, None, None, "1970-01-01", 30_000),
            rate(2, Some(1), None, "2026-01-01", 40_000),
            rate(3, None, Some(7), "2026-01-01", 50_000),
            rate(4, Some(1), Some(7), "2026-03-01", 45_000),
            rate(5, Some(1), Some(7), "2026-05-01", 48_000),
            rate(6, Some(1), Some(7), "2026-05-01", 49_000),
        ];
        let won = |client, service, on| resolve(&rates, client, Currency::EUR, service, day(on)).map(|r| r.id);
        assert_eq!(won(2, None, "2026-06-01"), Some(1));
        assert_eq!(won(1, None, "2025-12-31"), Some(1));
        assert_eq!(won(1, None, "2026-01-01"), Some(2));
        assert_eq!(won(1, Some(8), "2026-01-01"), Some(2));
        assert_eq!(won(1, Some(7), "2026-02-28"), Some(3), "a service outweighs a client");
        assert_eq!(won(1, Some(7), "2026-03-01"), Some(4));
        assert_eq!(won(1, Some(7), "2026-05-01"), Some(6), "the one made last");
        assert_eq!(resolve(&rates[1..], 2, Currency::EUR, None, day("2026-06-01")), None);
    }

    #[test]
    fn a_rate_for_all_prices_only_its_own_currency() {
        let (yen, mark) = (Currency::get("JPY").unwrap(), |rate: Rate, currency| Rate { currency, ..rate });
        let rates = [
            rate(1, None, Some(7), "1970-01-01", 60_000),
            mark(rate(2, None, None, "1970-01-01", 8_000_000), Some(yen)),
            rate(3, Some(2), None, "1970-01-01", 9_000_000),
        ];
        let won = |client, currency| resolve(&rates, client, currency, Some(7), day("2026-06-01")).map(|r| r.id);
        assert_eq!(won(1, Currency::EUR), Some(1));
        assert_eq!(won(1, yen), Some(2));
        assert_eq!(won(2, yen), Some(3), "its own");
        assert_eq!(won(1, Currency::get("USD").unwrap()), None);
        let old = [mark(rates[0], None)];
        assert!(resolve(&old, 1, yen, Some(7), day("2026-06-01")).is_some(), "made before rates had a currency");
    }

    #[test]
    fn a_price_says_why() {
        let row = rate(4, Some(1), Some(7), "2026-03-01", 45_000);
        let why = |price: ResolvedRate, code| price.why(Currency::get(code).unwrap(), "acme", Some("transcription"));
        assert_eq!(
            why(ResolvedRate::of_rate(&row, Currency::EUR, Some(150)), "EUR"),
            "67.50/h = 45.00/h (service transcription @ acme, from 2026-03-01) × 150 % rush"
        );
        let always = rate(1, None, None, "1970-01-01", 45_500);
        assert_eq!(why(ResolvedRate::of_rate(&always, Currency::get("JPY").unwrap(), None), "JPY"), "46/h (default)");
        assert_eq!(
            why(ResolvedRate::new(RateSource::Agreement(3), 5000, None), "EUR"),
            "50.00/h (overage rate of agreement 3)"
        );
        assert_eq!(why(ResolvedRate::new(RateSource::Entry, 6000, None), "EUR"), "60.00/h (set on the entry)");
    }

    #[test]
    fn a_rush_is_rounded_once_in_minor_units() {
        assert_eq!(ResolvedRate::new(RateSource::Entry, 3333, Some(150)).rate, 5000);
        let odd = rate(1, None, None, "2026-01-01", 33_335);
        assert_eq!(
            ResolvedRate::of_rate(&odd, Currency::EUR, Some(150)).rate,
            5001,
            "33.335 is 33.34 before it is multiplied"
        );
    }
}
