//! Agreements that contradict themselves are refused before they are kept.

use chrono::NaiveDate;

use super::{Adjustment, Block, Book, Cap, Retainer, Terms};
use crate::error::{Error, Result};

/// More minutes than any agreement has: a hundred years of them.
const TOO_MANY: i64 = 60 * 24 * 366 * 100;

/// What two retainers cannot both be for.
enum Contest {
    /// A service that both name.
    Service,
    /// Everything.
    All,
}

impl Book {
    /// Refuses agreements that contradict themselves or one another.
    pub fn check(&self) -> Result<()> {
        self.retainers.iter().try_for_each(Retainer::check)?;
        self.blocks.iter().try_for_each(Block::check)?;
        let pairs =
            self.retainers.iter().enumerate().flat_map(|(at, a)| self.retainers[at + 1..].iter().map(move |b| (a, b)));
        for (a, b) in pairs {
            let older = a.id.min(b.id);
            let what = match a.contest(b) {
                None => continue,
                Some(Contest::Service) => format!("agreement {older} is for one of these services at the same time"),
                // Work would only ever draw on the older one.
                Some(Contest::All) => format!(
                    "agreement {older} is for all services at the same time: say which services this one is for, or end that one"
                ),
            };
            return Err(Error::at("services", what));
        }
        Ok(())
    }
}

impl Retainer {
    /// Refuses terms that contradict themselves.
    pub fn check(&self) -> Result<()> {
        if self.anchor > self.starts_on {
            return Err(Error::at("anchor", "the anchor lies after the start: give the start or an earlier day"));
        }
        if self.ends_on.is_some_and(|end| end < self.starts_on) {
            return Err(Error::at("on", "the agreement would end before it starts"));
        }
        if !(1..=999).contains(&self.every.n) {
            return Err(Error::at("every", "a cycle lasts from 1 to 999 weeks or months"));
        }
        self.check_versions()?;
        self.adjustments.iter().try_for_each(|a| check_adjustment(a, self.starts_on, self.ends_on))
    }

    fn check_versions(&self) -> Result<()> {
        let Some(first) = self.versions.first() else {
            return Err(Error::problem("an agreement needs terms"));
        };
        if first.from > self.starts_on {
            return Err(Error::at("from", "the first terms begin after the agreement does"));
        }
        if self.versions.windows(2).any(|pair| pair[0].from >= pair[1].from) {
            return Err(Error::at("from", "there are terms from that day already, or the terms are not in order"));
        }
        for (at, terms) in self.versions.iter().enumerate() {
            let begins = self.cycle_at(terms.from).start;
            if at > 0 && (begins != terms.from || self.index_at(terms.from) <= self.first_index()) {
                let next = self.start_of(self.index_at(terms.from.max(self.starts_on)) + 1);
                let what =
                    format!("new terms begin with a cycle, and {} begins none: the next does on {next}", terms.from);
                return Err(Error::at("from", what));
            }
            terms.check()?;
        }
        Ok(())
    }

    /// What both are for while both run, if anything.
    fn contest(&self, other: &Self) -> Option<Contest> {
        let (mine, theirs) = (self.spells(), other.spells());
        mine.iter().find_map(|(a, from, to)| {
            theirs.iter().find_map(|(b, since, until)| {
                let meet = to.is_none_or(|to| *since <= to) && until.is_none_or(|until| *from <= until);
                match (&a.services, &b.services) {
                    (None, None) => meet.then_some(Contest::All),
                    (Some(a), Some(b)) => (meet && a.iter().any(|s| b.contains(s))).then_some(Contest::Service),
                    _ => None,
                }
            })
        })
    }

    /// Each version with the first and the last day it is in force.
    fn spells(&self) -> Vec<(&Terms, NaiveDate, Option<NaiveDate>)> {
        let starts = |at: usize| self.versions.get(at).map(|v| if at == 0 { self.starts_on } else { v.from });
        let last = |at: usize| {
            let before_next = starts(at + 1).and_then(|d| d.pred_opt());
            before_next.into_iter().chain(self.ends_on).min()
        };
        let spell = |(at, terms)| Some((terms, starts(at)?, last(at)));
        self.versions
            .iter()
            .enumerate()
            .filter_map(spell)
            .filter(|(_, from, to)| to.is_none_or(|to| *from <= to))
            .collect()
    }
}

impl Terms {
    /// Refuses terms that contradict themselves.
    fn check(&self) -> Result<()> {
        check_minutes("hours", self.minutes)?;
        if self.fee < 0 {
            return Err(Error::at("fee", "a fee is not negative"));
        }
        if self.overage_rate.is_some_and(|rate| rate < 0) {
            return Err(Error::at("overage-rate", "a rate is not negative"));
        }
        match self.cap {
            Some(Cap::Minutes(n) | Cap::Percent(n)) if n < 0 => Err(Error::at("cap", "a cap is not negative")),
            Some(Cap::Minutes(TOO_MANY..) | Cap::Percent(TOO_MANY..)) => {
                Err(Error::at("cap", "that is more time than there is"))
            }
            _ if self.life == Some(0) => Err(Error::at("life", "minutes that are kept live for one cycle at least")),
            _ => check_services(self.services.as_deref()),
        }
    }
}

impl Block {
    /// Refuses a block that contradicts itself.
    pub fn check(&self) -> Result<()> {
        check_minutes("hours", self.minutes)?;
        if self.price < 0 {
            return Err(Error::at("price", "a price is not negative"));
        }
        if self.last_day.is_some_and(|last| last < self.bought_on) {
            return Err(Error::at("last-day", "the last day lies before the first"));
        }
        check_services(self.services.as_deref())?;
        self.adjustments.iter().try_for_each(|a| check_adjustment(a, self.bought_on, self.last_day))
    }
}

fn check_minutes(field: &'static str, minutes: i64) -> Result<()> {
    match minutes {
        ..0 => Err(Error::at(field, "minutes agreed are not negative")),
        TOO_MANY.. => Err(Error::at(field, "that is more time than there is")),
        _ => Ok(()),
    }
}

fn check_services(services: Option<&[i64]>) -> Result<()> {
    match services {
        Some([]) => Err(Error::at("services", "name a service, or leave it out for all")),
        _ => Ok(()),
    }
}

fn check_adjustment(adjustment: &Adjustment, from: NaiveDate, last: Option<NaiveDate>) -> Result<()> {
    if adjustment.on < from || last.is_some_and(|last| last < adjustment.on) {
        let what = format!("the agreement does not run on {}, and minutes are adjusted on that day", adjustment.on);
        return Err(Error::at("on", what));
    }
    check_minutes("duration", adjustment.minutes.saturating_abs())?;
    if adjustment.gift && adjustment.minutes < 0 {
        return Err(Error::at("duration", "a gift is not negative"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{day, retainer, terms};
    use super::*;

    fn field(result: Result<()>) -> &'static str {
        match result {
            Err(Error::Problem { field, .. }) => field,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn new_terms_begin_with_a_cycle() {
        let mut r = retainer(1, "2026-01-31", 600);
        r.versions.push(terms("2026-02-28", 900));
        r.check().unwrap();
        r.versions.push(terms("2026-03-30", 900));
        let said = r.check().unwrap_err().to_string();
        assert!(said.ends_with("2026-03-30 begins none: the next does on 2026-03-31"), "{said}");
        r.versions[2].from = day("2026-02-28");
        assert_eq!(field(r.check()), "from");
    }

    #[test]
    fn the_first_terms_may_begin_with_the_agreement_or_its_cycle() {
        let mut r = retainer(1, "2026-01-01", 600);
        r.starts_on = day("2026-01-16");
        r.check().unwrap();
        r.versions[0].from = day("2026-01-16");
        r.check().unwrap();
        r.versions[0].from = day("2026-01-17");
        assert_eq!(field(r.check()), "from");
    }

    #[test]
    fn contradictions_are_refused_at_their_field() {
        type Spoil = fn(&mut Retainer);
        let cases: [(Spoil, &str); 10] = [
            (|r| r.anchor = day("2026-01-02"), "anchor"),
            (|r| r.ends_on = Some(day("2025-12-31")), "on"),
            (|r| r.every.n = 0, "every"),
            (|r| r.versions[0].minutes = -1, "hours"),
            (|r| r.versions[0].cap = Some(Cap::Percent(-1)), "cap"),
            (|r| r.versions[0].cap = Some(Cap::Minutes(i64::MAX)), "cap"),
            (|r| r.versions[0].life = Some(0), "life"),
            (|r| r.versions[0].services = Some(vec![]), "services"),
            (|r| r.versions[0].overage_rate = Some(-1), "overage-rate"),
            (|r| r.versions.clear(), ""),
        ];
        for (spoil, at) in cases {
            let mut r = retainer(1, "2026-01-01", 600);
            spoil(&mut r);
            assert_eq!(field(r.check()), at);
        }
    }

    #[test]
    fn one_service_has_one_retainer_at_a_time() {
        let (mut a, mut b) = (retainer(1, "2026-01-01", 600), retainer(2, "2026-02-01", 600));
        a.versions[0].services = Some(vec![1, 2]);
        b.versions[0].services = Some(vec![2, 3]);
        let book = |a: &Retainer, b: &Retainer| Book { retainers: vec![a.clone(), b.clone()], blocks: vec![] };
        assert_eq!(field(book(&a, &b).check()), "services");
        a.ends_on = Some(day("2026-01-31"));
        book(&a, &b).check().unwrap();
        a.ends_on = None;
        a.versions.push(terms("2026-02-01", 600));
        book(&a, &b).check().unwrap();
    }

    #[test]
    fn an_adjustment_lies_within_its_agreement() {
        let mut r = retainer(1, "2026-01-01", 600);
        r.adjustments.push(Adjustment { on: day("2025-12-31"), minutes: 60, reason: String::new(), gift: false });
        assert_eq!(field(r.check()), "on");
    }
}
