//! From entries to bills: what of each entry is covered, and what is to be paid.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::agreement::{Book, Counts, Retainer, RushBurns, Terms};
use super::ledger::{Cycle, Draw, Grant, LedgerWork, State};
use super::money::{Currency, half_up};
use super::rates::{Rate, RateSource, ResolvedRate, resolve};
use super::rounding::{Rounding, Scope};
use super::time::Instant;

/// What of a client matters to its bills.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    /// Its number.
    pub id: i64,
    /// What it pays in.
    pub currency: Currency,
    /// How its time is rounded where the agreement says nothing.
    pub rounding: Rounding,
    /// What a rush multiplies by, in percent.
    pub rush_percent: i64,
    /// The rates that may apply to it, in any order; those of other clients do no harm.
    pub rates: Vec<Rate>,
    /// What was agreed with it.
    pub book: Book,
}

/// An entry as it was logged.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is said of an entry by itself")]
pub struct Raw {
    /// Its number.
    pub id: i64,
    /// The local day it belongs to.
    pub date: NaiveDate,
    /// When it started, if that is known.
    pub start: Option<Instant>,
    /// How long it took.
    pub seconds: i64,
    /// Its service.
    pub service: Option<i64>,
    /// Its tags.
    pub tags: String,
    /// Whether it was a rush.
    pub rush: bool,
    /// Whether it is charged at all.
    pub billable: bool,
    /// Whether it is shown but charged nothing.
    pub gift: bool,
    /// Whether another program has billed it: it is work, but neither charged nor drawn from anything here.
    pub elsewhere: bool,
    /// Minutes to bill, typed by hand instead of being rounded.
    pub bill_as: Option<i64>,
    /// Minor units per hour, typed by hand.
    pub rate_override: Option<i64>,
    /// The day it counts on, where its own was settled before it was logged.
    pub late: Option<NaiveDate>,
    /// What it was when it was settled, if it is.
    pub frozen: Option<FrozenWork>,
}

/// What an entry drew and came to when a document settled it: none of that is worked out again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrozenWork {
    /// What it was drawn from.
    pub draws: Vec<Draw>,
    /// Minutes shown.
    pub billed: i64,
    /// Overage that was taken from the next allowance.
    pub carried: i64,
    /// Minor units per hour, where it is charged.
    pub rate: Option<i64>,
    /// The retainer it belongs to.
    pub agreement: Option<i64>,
    /// Whether what was to be paid of it is on a document; else it is open again, at what it is worth now.
    pub charged: bool,
}

impl Raw {
    fn charged(&self) -> bool {
        self.billable && !self.gift && !self.elsewhere
    }

    /// Whether somebody pays for it, be it on a document of ours or not.
    fn paid(&self) -> bool {
        self.billable && !self.gift
    }

    /// The day it counts on.
    pub fn counts_on(&self) -> NaiveDate {
        self.late.unwrap_or(self.date)
    }
}

/// What became of an entry. `covered + open + carried + waived` is always `counted`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bill {
    /// The entry.
    pub entry: i64,
    /// Its day.
    pub date: NaiveDate,
    /// Its service.
    pub service: Option<i64>,
    /// Its tags.
    pub tags: String,
    /// Whether it was a rush.
    pub rush: bool,
    /// Seconds worked.
    pub worked: i64,
    /// Those of them that nobody pays: all of a gift, and of what is not billable.
    pub unpaid: i64,
    /// Minutes shown: rounded, or typed by hand.
    pub billed: i64,
    /// Minutes it uses: none for a gift and what was billed elsewhere, more than billed where a rush burns minutes.
    pub counted: i64,
    /// Those of them that a grant covers.
    pub covered: i64,
    /// Those of them to be paid at `rate`: overage, or hourly work.
    pub open: i64,
    /// Overage that is taken from the next allowance instead of being paid.
    pub carried: i64,
    /// Overage that nobody pays, because the entry is not billable but uses minutes all the same.
    pub waived: i64,
    /// Minor units per hour, the rush included; `None` if unpriced.
    pub rate: Option<i64>,
    /// The number of the rate it comes from, if from one.
    pub rate_row: Option<i64>,
    /// The retainer it belongs to, if to any.
    pub agreement: Option<i64>,
    /// What it was drawn from.
    pub draws: Vec<Draw>,
    /// Whether it is settled: nothing of it is open any more, whatever was.
    pub settled: bool,
}

impl FrozenWork {
    /// Minutes that a grant covers.
    pub fn covered(&self) -> i64 {
        sum(&self.draws, |grant| grant != Grant::Overage)
    }
}

impl Bill {
    /// What is kept of it when a document settles it; `charged` says whether what is to be paid of it is on that.
    pub fn freeze(&self, charged: bool) -> FrozenWork {
        FrozenWork {
            draws: self.draws.clone(),
            billed: self.billed,
            carried: self.carried,
            rate: self.rate,
            agreement: self.agreement,
            charged,
        }
    }
}

/// Bills a client's entries of one day, taking the ledger forward to that day.
///
/// `day` holds all of the client's entries of the day, in any order: those without a start come first,
/// then by start, then by number. Cycles that end on the way are appended to `closed`.
pub fn bill_day(client: &Client, state: &mut State, day: &[Raw], closed: &mut Vec<Cycle>) -> Vec<Bill> {
    let mut day: Vec<&Raw> = day.iter().collect();
    day.sort_by_key(|raw| (raw.date, raw.start, raw.id));
    let plans: Vec<UnroundedEntry> =
        day.into_iter().map(|raw| UnroundedEntry::new(client, raw, state.date())).collect();
    let billed = round(&plans);
    plans.iter().zip(billed).map(|(plan, billed)| plan.bill(client, billed, state, closed)).collect()
}

/// What an hour of an entry is worth where nothing covers it; `None` if unpriced.
///
/// What was typed on the entry beats the agreement's overage rate, and that beats all rates.
pub fn price(client: &Client, raw: &Raw) -> Option<ResolvedRate> {
    UnroundedEntry::new(client, raw, None).price
}

/// What entries of a day come to before anything covers them: minutes by service, hourly rate and rush.
///
/// Gifts are left out: nobody is charged for them and they use nothing up.
pub fn day_lines(client: &Client, day: &[Raw]) -> BTreeMap<(Option<i64>, Option<i64>, bool), i64> {
    let mut day: Vec<&Raw> = day.iter().collect();
    day.sort_by_key(|raw| (raw.start, raw.id));
    let plans: Vec<UnroundedEntry> = day.into_iter().map(|raw| UnroundedEntry::new(client, raw, None)).collect();
    let mut lines = BTreeMap::new();
    for (plan, minutes) in plans.iter().zip(round(&plans)).filter(|(plan, _)| !plan.raw.gift) {
        let rate = if plan.raw.charged() { plan.price.map(|p| p.rate) } else { Some(0) };
        *lines.entry((plan.raw.service, rate, plan.raw.rush)).or_default() += minutes;
    }
    lines
}

/// What is known of an entry before it is rounded.
struct UnroundedEntry<'a> {
    raw: &'a Raw,
    agreed: Option<(&'a Retainer, &'a Terms)>,
    price: Option<ResolvedRate>,
    rounding: Rounding,
}

impl<'a> UnroundedEntry<'a> {
    /// Work of a day before `reached` is treated as the ledger treats it: by what is in force then.
    fn new(client: &'a Client, raw: &'a Raw, reached: Option<NaiveDate>) -> Self {
        let on = reached.map_or(raw.counts_on(), |reached| reached.max(raw.counts_on()));
        let retainer = client.book.route(on, raw.service).and_then(|at| client.book.retainers.get(at));
        let agreed = retainer.and_then(|r| r.terms(on).map(|terms| (r, terms)));
        let burns = agreed.map_or(RushBurns::Money, |(_, terms)| terms.rush_burns);
        let rush = (raw.rush && burns == RushBurns::Money).then_some(client.rush_percent);
        let typed = raw.rate_override.map(|minor| ResolvedRate::new(RateSource::Entry, minor, rush));
        let overage =
            || agreed.and_then(|(r, t)| Some(ResolvedRate::new(RateSource::Agreement(r.id), t.overage_rate?, rush)));
        let rate = || resolve(&client.rates, client.id, client.currency, raw.service, raw.date);
        let price = typed.or_else(overage).or_else(|| rate().map(|r| ResolvedRate::of_rate(r, client.currency, rush)));
        let rounding = agreed.and_then(|(_, terms)| terms.rounding).unwrap_or(client.rounding);
        Self { raw, agreed, price, rounding }
    }

    /// What entries of a day must have in common to be rounded as one.
    fn group(&self) -> impl Ord + use<> {
        let rate = self.price.map(|p| p.rate);
        let raw = self.raw;
        (raw.date, self.agreed.map(|(r, _)| r.id), raw.service, rate, raw.rush, raw.billable, (raw.gift, raw.elsewhere))
    }

    /// The minutes that an entry uses which is billed so many.
    fn counted(&self, client: &Client, billed: i64) -> i64 {
        let terms = self.agreed.map(|(_, terms)| terms);
        let all = terms.is_some_and(|t| t.counts == Counts::All);
        if self.raw.gift || self.raw.elsewhere || !(self.raw.billable || all) {
            return 0;
        }
        let burns = self.raw.rush && terms.is_some_and(|t| t.rush_burns == RushBurns::Minutes);
        if burns { half_up(i128::from(billed) * i128::from(client.rush_percent), 100) } else { billed }
    }

    fn bill(&self, client: &Client, billed: i64, state: &mut State, closed: &mut Vec<Cycle>) -> Bill {
        let raw = self.raw;
        let frozen = raw.frozen.as_ref();
        let charged = frozen.filter(|frozen| frozen.charged);
        let price = if charged.is_some() { None } else { self.price };
        let rate = charged.map_or(price.map(|p| p.rate), |frozen| frozen.rate);
        let work = LedgerWork {
            entry: raw.id,
            date: raw.counts_on(),
            minutes: frozen.map_or_else(|| self.counted(client, billed), |frozen| sum(&frozen.draws, |_| true)),
            service: raw.service,
            // Nobody pays for overage of an entry that is not billable; that is a price, not the lack of one.
            rate: if raw.charged() { rate } else { Some(0) },
            rush: raw.rush,
            frozen: frozen.map(|frozen| frozen.draws.clone()),
        };
        let draws = state.draw(&client.book, &work, closed);
        let overage = sum(&draws, |grant| grant == Grant::Overage);
        let deducts = self.agreed.is_some_and(|(_, terms)| terms.rollover.deducts());
        let carried = match frozen {
            Some(frozen) => frozen.carried,
            None if deducts => overage,
            None => 0,
        };
        let (open, waived) = if raw.charged() { (overage - carried, 0) } else { (0, overage - carried) };
        Bill {
            entry: raw.id,
            date: raw.date,
            service: raw.service,
            tags: raw.tags.clone(),
            rush: raw.rush,
            worked: raw.seconds,
            unpaid: if raw.paid() { 0 } else { raw.seconds },
            billed: frozen.map_or(billed, |frozen| frozen.billed),
            counted: work.minutes,
            covered: work.minutes - overage,
            open,
            carried,
            waived,
            rate,
            rate_row: price.and_then(|p| p.row()),
            agreement: frozen.map_or(self.agreed.map(|(r, _)| r.id), |frozen| frozen.agreement),
            draws,
            settled: charged.is_some(),
        }
    }
}

/// The minutes to bill for each entry of a day, in the order they are drawn.
///
/// What was typed by hand or stands on an invoice is not part of any group.
fn round(plans: &[UnroundedEntry]) -> Vec<i64> {
    let one =
        |plan: &UnroundedEntry| plan.raw.bill_as.unwrap_or_else(|| plan.rounding.round_entry(plan.raw.seconds)).max(0);
    let mut billed: Vec<i64> = plans.iter().map(one).collect();
    let mut groups: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, plan) in plans.iter().enumerate() {
        if plan.rounding.scope == Scope::Day && plan.raw.bill_as.is_none() && plan.raw.frozen.is_none() {
            groups.entry(plan.group()).or_default().push(at);
        }
    }
    for members in groups.values() {
        let seconds: Vec<i64> = members.iter().map(|at| plans[*at].raw.seconds).collect();
        let rule = plans[members[0]].rounding;
        for (at, minutes) in members.iter().zip(rule.round_group(&seconds)) {
            billed[*at] = minutes;
        }
    }
    billed
}

fn sum(draws: &[Draw], wanted: impl Fn(Grant) -> bool) -> i64 {
    draws.iter().filter(|d| wanted(d.grant)).map(|d| d.minutes).sum()
}

#[cfg(test)]
mod tests;
