//! What was agreed with one client: retainers and blocks of prepaid minutes.

mod check;
mod cycles;
mod words;

use chrono::NaiveDate;

pub use cycles::{CycleLength, CyclePeriod};
pub use words::{Cap, Counts, FirstCycle, Order, Rollover, RushBurns};

use super::rounding::Rounding;

/// One version of a retainer's terms, in force from one cycle's start until the next version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The first day of the first cycle they hold for.
    pub from: NaiveDate,
    /// Minutes allowed in each cycle.
    pub minutes: i64,
    /// What each cycle costs, in minor units of the client's currency.
    pub fee: i64,
    /// What an hour beyond the allowance costs, in minor units; otherwise the rate that work has anyway.
    pub overage_rate: Option<i64>,
    /// What becomes of unused minutes, and of overage, when a cycle closes.
    pub rollover: Rollover,
    /// The most that may be rolled over, all lots together.
    pub cap: Option<Cap>,
    /// For how many cycles minutes banked can be used; otherwise for ever.
    pub life: Option<u32>,
    /// What is used first.
    pub order: Order,
    /// Whether work that is not billable uses minutes.
    pub counts: Counts,
    /// The services it is for; otherwise all.
    pub services: Option<Vec<i64>>,
    /// What a rush multiplies.
    pub rush_burns: RushBurns,
    /// The rounding agreed, if it differs from the client's.
    pub rounding: Option<Rounding>,
}

impl Terms {
    /// Whether these terms take work of a service (`None`: work of no service).
    pub fn take(&self, service: Option<i64>) -> bool {
        takes(self.services.as_deref(), service)
    }

    /// Whether the service is one of those named.
    fn name(&self, service: Option<i64>) -> bool {
        self.services.is_some() && self.take(service)
    }

    /// The most that may be rolled over, in minutes.
    pub fn cap_minutes(&self) -> Option<i64> {
        self.cap.map(|cap| cap.minutes_of(self.minutes))
    }
}

/// Minutes given or taken by hand, with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjustment {
    /// A retainer's counts in the cycle that holds this date, from that cycle's start.
    pub on: NaiveDate,
    /// Minutes added, or taken if negative.
    pub minutes: i64,
    /// Why.
    pub reason: String,
    /// Whether what was added is shown as a gift.
    pub gift: bool,
}

/// An allowance of minutes that comes anew every cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retainer {
    /// Its number.
    pub id: i64,
    /// The first day whose work it can cover.
    pub starts_on: NaiveDate,
    /// The day that cycles are counted from; not after `starts_on`.
    pub anchor: NaiveDate,
    /// How long a cycle is.
    pub every: CycleLength,
    /// What a first cycle has whose beginning lies before `starts_on`.
    pub first_cycle: FirstCycle,
    /// The last day whose work it can cover, itself included.
    pub ends_on: Option<NaiveDate>,
    /// Its terms over time, oldest first, at least one.
    pub versions: Vec<Terms>,
    /// Minutes given and taken by hand, in any order.
    pub adjustments: Vec<Adjustment>,
}

impl Retainer {
    /// Whether a date lies between its first and its last day.
    pub fn covers(&self, on: NaiveDate) -> bool {
        self.starts_on <= on && self.ends_on.is_none_or(|end| on <= end)
    }

    /// The terms in force in the cycle that holds a date; `None` only if it has no terms at all.
    pub fn terms(&self, on: NaiveDate) -> Option<&Terms> {
        self.terms_of(self.index_at(on))
    }

    /// Whether it rests in the cycle that holds a date: nobody agrees on a retainer of no minutes, so that is a pause.
    pub fn is_paused(&self, on: NaiveDate) -> bool {
        self.terms(on).is_some_and(|terms| terms.minutes == 0)
    }

    /// The terms in force in a cycle; the oldest also hold for anything earlier.
    pub fn terms_of(&self, cycle: i64) -> Option<&Terms> {
        let start = self.start_of(cycle);
        let later = self.versions.partition_point(|v| v.from <= start);
        self.versions.get(later.saturating_sub(1))
    }
}

/// Prepaid minutes, used when no retainer's allowance is left, or where there is no retainer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its number.
    pub id: i64,
    /// Minutes bought.
    pub minutes: i64,
    /// What they cost together, in minor units of the client's currency.
    pub price: i64,
    /// The first day whose work it can cover.
    pub bought_on: NaiveDate,
    /// The last day whose work it can cover, itself included.
    pub last_day: Option<NaiveDate>,
    /// The services it is for; otherwise all.
    pub services: Option<Vec<i64>>,
    /// Minutes given and taken by hand; they count from the first day on.
    pub adjustments: Vec<Adjustment>,
}

impl Block {
    /// Minutes bought and given, less those taken; never less than none.
    pub fn total(&self) -> i64 {
        self.adjustments.iter().fold(self.minutes, |sum, a| sum.saturating_add(a.minutes)).max(0)
    }

    /// Whether a date lies between its first and its last day.
    pub fn covers(&self, on: NaiveDate) -> bool {
        self.bought_on <= on && self.last_day.is_none_or(|last| on <= last)
    }

    /// Whether it can cover work of a service on a date.
    pub fn usable(&self, on: NaiveDate, service: Option<i64>) -> bool {
        self.covers(on) && takes(self.services.as_deref(), service)
    }
}

/// Every agreement of one client, past ones included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Book {
    /// Its retainers.
    pub retainers: Vec<Retainer>,
    /// Its blocks.
    pub blocks: Vec<Block>,
}

impl Book {
    /// The one retainer that work of a service on a date draws on, as its place in `retainers`.
    ///
    /// That is the one that names the service, else the oldest that takes all services.
    pub fn route(&self, on: NaiveDate, service: Option<i64>) -> Option<usize> {
        let open = self.retainers.iter().enumerate().filter(|(_, r)| r.covers(on));
        let taking = open.filter_map(|(at, r)| r.terms(on).filter(|t| t.take(service)).map(|t| (at, r, t)));
        taking.min_by_key(|(_, r, t)| (!t.name(service), r.starts_on, r.id)).map(|(at, _, _)| at)
    }

    /// Whether nothing is agreed that work is drawn from.
    pub fn is_empty(&self) -> bool {
        self.retainers.is_empty() && self.blocks.is_empty()
    }

    /// The first day whose work any of it can cover.
    pub fn begins(&self) -> Option<NaiveDate> {
        let retainers = self.retainers.iter().map(|r| r.starts_on);
        retainers.chain(self.blocks.iter().map(|b| b.bought_on)).min()
    }

    /// The retainer of a number.
    pub fn retainer(&self, id: i64) -> Option<&Retainer> {
        self.retainers.iter().find(|r| r.id == id)
    }

    /// The block of a number.
    pub fn block(&self, id: i64) -> Option<&Block> {
        self.blocks.iter().find(|b| b.id == id)
    }
}

/// Whether a list of services (`None`: all) has one; work of no service is only in "all".
fn takes(list: Option<&[i64]>, service: Option<i64>) -> bool {
    list.is_none_or(|list| service.is_some_and(|s| list.contains(&s)))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    pub(crate) fn terms(from: &str, minutes: i64) -> Terms {
        Terms {
            from: day(from),
            minutes,
            fee: 80_000,
            overage_rate: None,
            rollover: Rollover::Expire,
            cap: None,
            life: None,
            order: Order::RolloverFirst,
            counts: Counts::Billable,
            services: None,
            rush_burns: RushBurns::Money,
            rounding: None,
        }
    }

    pub(crate) fn retainer(id: i64, from: &str, minutes: i64) -> Retainer {
        Retainer {
            id,
            starts_on: day(from),
            anchor: day(from),
            every: CycleLength::MONTH,
            first_cycle: FirstCycle::Full,
            ends_on: None,
            versions: vec![terms(from, minutes)],
            adjustments: vec![],
        }
    }

    #[test]
    fn work_goes_to_the_one_that_names_its_service() {
        let mut named = retainer(3, "2026-02-01", 600);
        named.versions[0].services = Some(vec![7]);
        let book = Book {
            retainers: vec![retainer(2, "2026-01-15", 600), named, retainer(1, "2026-01-01", 600)],
            blocks: vec![],
        };
        assert_eq!(book.route(day("2025-12-31"), None), None);
        assert_eq!(book.route(day("2026-01-20"), Some(7)), Some(2), "the oldest of those that take all");
        assert_eq!(book.route(day("2026-02-20"), Some(7)), Some(1));
        assert_eq!(book.route(day("2026-02-20"), Some(8)), Some(2));
        assert_eq!(book.route(day("2026-02-20"), None), Some(2));
    }

    #[test]
    fn an_ended_retainer_covers_its_last_day() {
        let mut r = retainer(1, "2026-01-01", 600);
        r.ends_on = Some(day("2026-01-20"));
        let book = Book { retainers: vec![r], blocks: vec![] };
        assert_eq!(book.route(day("2026-01-20"), None), Some(0));
        assert_eq!(book.route(day("2026-01-21"), None), None);
    }
}
