//! The open cycle of one retainer.

use serde::{Deserialize, Serialize};

use super::{Cycle, Draw, Grant, LedgerWork, Origin};
use crate::domain::agreement::{Order, Retainer, Rollover, Terms};
use crate::domain::money::worth;

/// Unused minutes of an earlier cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(i64, Option<i64>, i64)", into = "(i64, Option<i64>, i64)")]
pub struct Lot {
    /// The index of the cycle that granted them.
    pub origin: i64,
    /// The index of the last cycle they can be used in; `None`: for ever.
    pub last: Option<i64>,
    /// How many are left.
    pub minutes: i64,
}

impl From<(i64, Option<i64>, i64)> for Lot {
    fn from((origin, last, minutes): (i64, Option<i64>, i64)) -> Self {
        Self { origin, last, minutes }
    }
}

impl From<Lot> for (i64, Option<i64>, i64) {
    fn from(lot: Lot) -> Self {
        (lot.origin, lot.last, lot.minutes)
    }
}

/// What is priced as one: service, minor units per hour, rush.
type PriceGroup = (Option<i64>, i64, bool);

/// One retainer in the cycle that is open. Names are short because states are kept in great number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct RetainerState {
    #[serde(rename = "i")]
    pub(super) retainer: i64,
    #[serde(rename = "n")]
    index: i64,
    #[serde(rename = "g", default, skip_serializing_if = "zero")]
    granted: i64,
    #[serde(rename = "b", default, skip_serializing_if = "zero")]
    base: i64,
    #[serde(rename = "a", default, skip_serializing_if = "zero")]
    added: i64,
    #[serde(rename = "f", default, skip_serializing_if = "zero")]
    gift: i64,
    #[serde(rename = "r", default, skip_serializing_if = "zero")]
    rolled_in: i64,
    /// Soonest expiry first, those that never expire last, then the oldest first.
    #[serde(rename = "l", default, skip_serializing_if = "Vec::is_empty")]
    pub(super) lots: Vec<Lot>,
    #[serde(rename = "u", default, skip_serializing_if = "zero")]
    used: i64,
    #[serde(rename = "k", default, skip_serializing_if = "zero")]
    from_blocks: i64,
    #[serde(rename = "o", default, skip_serializing_if = "zero")]
    overage: i64,
    /// Overage that is billed, by what is priced as one, in its order.
    #[serde(rename = "w", default, skip_serializing_if = "Vec::is_empty")]
    lines: Vec<(PriceGroup, i64)>,
    #[serde(rename = "p", default, skip_serializing_if = "zero")]
    unpriced: i64,
    /// What the allowance was too small to pay back.
    #[serde(rename = "d", default, skip_serializing_if = "zero")]
    owed: i64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn zero(n: &i64) -> bool {
    *n == 0
}

/// Takes what there is of `wanted` from `from`, and says how much that was.
fn take(from: &mut i64, wanted: i64) -> i64 {
    let taken = wanted.min(*from).max(0);
    *from -= taken;
    taken
}

impl RetainerState {
    /// Begins a cycle with what the one before it left behind.
    pub(super) fn open(retainer: &Retainer, index: i64, lots: Vec<Lot>, deficit: i64) -> Self {
        let span = retainer.cycle(index);
        let (mut base, mut added, mut gift, mut owed) = (retainer.minutes_of(index), 0_i64, 0_i64, deficit);
        for a in retainer.adjustments.iter().filter(|a| span.start <= a.on && a.on < span.end) {
            match a.minutes {
                ..0 => owed = owed.saturating_sub(a.minutes),
                more if a.gift => gift = gift.saturating_add(more),
                more => added = added.saturating_add(more),
            }
        }
        for grant in [&mut base, &mut added, &mut gift] {
            owed -= take(grant, owed);
        }
        Self {
            retainer: retainer.id,
            index,
            granted: base + added + gift,
            base,
            added,
            gift,
            rolled_in: lots.iter().map(|l| l.minutes).sum(),
            lots,
            used: 0,
            from_blocks: 0,
            overage: 0,
            lines: Vec::new(),
            unpriced: 0,
            owed,
        }
    }

    /// Ends the cycle: what is told of it, and the next one unless the retainer ends with it.
    pub(super) fn close(self, retainer: &Retainer) -> (Cycle, Option<Self>) {
        let mut told = self.told(retainer);
        let next = self.index + 1;
        let goes_on = retainer.ends_on.is_none_or(|last| told.end <= last);
        let terms = retainer.terms_of(self.index);
        let deducts = terms.is_some_and(|t| t.rollover.deducts());
        let deficit = self.owed + if deducts { self.overage } else { 0 };
        let lots = terms.filter(|_| goes_on).map_or_else(Vec::new, |terms| self.roll(terms));
        let rolled: i64 = lots.iter().map(|l| l.minutes).sum();
        told.forfeited = Some(told.left - rolled);
        told.rolled_out = Some(rolled);
        told.deficit_out = Some(deficit);
        (told, goes_on.then(|| Self::open(retainer, next, lots, deficit)))
    }

    /// The lots that outlive the cycle under its terms.
    fn roll(self, terms: &Terms) -> Vec<Lot> {
        let (origin, unused) = (self.index, self.base + self.added + self.gift);
        let mut lots = self.lots;
        // Minutes rolled over for one cycle only do not outlive it, whatever they were promised before.
        lots.retain(|l| terms.rollover != Rollover::NextCycle && l.last.is_none_or(|last| last > origin));
        let last = match terms.rollover {
            Rollover::NextCycle => Some(origin + 1),
            Rollover::Bank => terms.life.map(|life| origin + i64::from(life)),
            _ => None,
        };
        if terms.rollover.keeps() && unused > 0 && last.is_none_or(|last| last > origin) {
            lots.push(Lot { origin, last, minutes: unused });
        }
        lots.sort_by_key(|l| (l.last.is_none(), l.last, l.origin));
        if let Some(cap) = terms.cap_minutes().filter(|_| terms.rollover.keeps()) {
            let mut over = lots.iter().map(|l| l.minutes).sum::<i64>() - cap.max(0);
            for lot in &mut lots {
                over -= take(&mut lot.minutes, over);
            }
            lots.retain(|l| l.minutes > 0);
        }
        lots
    }

    /// What is told of the cycle as it stands.
    pub(super) fn told(&self, retainer: &Retainer) -> Cycle {
        let span = retainer.cycle(self.index);
        let rolled: i64 = self.lots.iter().map(|l| l.minutes).sum();
        Cycle {
            retainer: self.retainer,
            start: span.start,
            end: span.end,
            granted: self.granted,
            rolled_in: self.rolled_in,
            used: self.used,
            from_blocks: self.from_blocks,
            overage: self.overage,
            left: self.base + self.added + self.gift + rolled,
            overage_amount: self.lines.iter().map(|((_, rate, _), minutes)| worth(*minutes, *rate)).sum(),
            unpriced: self.unpriced,
            forfeited: None,
            rolled_out: None,
            deficit_out: None,
        }
    }

    /// The index of the open cycle.
    pub(super) fn index(&self) -> i64 {
        self.index
    }

    /// Draws up to `wanted` minutes from allowance and rollover, in the order agreed.
    pub(super) fn draw(&mut self, retainer: &Retainer, entry: i64, mut wanted: i64) -> Vec<Draw> {
        let order = retainer.terms_of(self.index).map_or_else(Order::default, |t| t.order);
        // Lots come soonest first, so the order only says how many of them go before the allowance.
        let before = match order {
            Order::RolloverFirst => self.lots.len(),
            Order::BaseFirst => 0,
            Order::Soonest => self.lots.partition_point(|l| l.last.is_some_and(|last| last <= self.index)),
        };
        let (sooner, later) = self.lots.split_at_mut(before);
        let own = [(Grant::Base, &mut self.base), (Grant::Adjustment, &mut self.added), (Grant::Gift, &mut self.gift)];
        let own = own.map(|(grant, minutes)| (grant, self.index, minutes));
        let mut draws = Vec::new();
        let sooner = sooner.iter_mut().map(|l| (Grant::Rollover, l.origin, &mut l.minutes));
        let later = later.iter_mut().map(|l| (Grant::Rollover, l.origin, &mut l.minutes));
        for (grant, origin, left) in sooner.chain(own).chain(later) {
            let minutes = take(left, wanted);
            if minutes > 0 {
                wanted -= minutes;
                let origin = Some(Origin::Cycle(retainer.start_of(origin)));
                draws.push(Draw { entry, grant, retainer: Some(self.retainer), origin, minutes });
            }
        }
        self.lots.retain(|l| l.minutes > 0);
        draws
    }

    /// Counts a draw that has been made as used in this cycle.
    pub(super) fn count(&mut self, retainer: &Retainer, work: &LedgerWork, draw: &Draw) {
        self.used += draw.minutes;
        match draw.grant {
            Grant::Block => self.from_blocks += draw.minutes,
            Grant::Overage => self.count_overage(retainer, work, draw.minutes),
            Grant::Base | Grant::Rollover | Grant::Adjustment | Grant::Gift => {}
        }
    }

    fn count_overage(&mut self, retainer: &Retainer, work: &LedgerWork, minutes: i64) {
        self.overage += minutes;
        if retainer.terms_of(self.index).is_some_and(|t| t.rollover.deducts()) {
            return;
        }
        let Some(rate) = work.rate else {
            self.unpriced += minutes;
            return;
        };
        let kind = (work.service, rate, work.rush);
        match self.lines.binary_search_by_key(&kind, |(kind, _)| *kind) {
            Ok(at) => self.lines[at].1 += minutes,
            Err(at) => self.lines.insert(at, (kind, minutes)),
        }
    }

    /// Takes the minutes of a draw that stands on an invoice, as far as they are still there.
    pub(super) fn take_frozen(&mut self, retainer: &Retainer, draw: &Draw) {
        let Some(Origin::Cycle(from)) = draw.origin else { return };
        let own = from == retainer.start_of(self.index);
        match draw.grant {
            Grant::Base if own => _ = take(&mut self.base, draw.minutes),
            Grant::Adjustment if own => _ = take(&mut self.added, draw.minutes),
            Grant::Gift if own => _ = take(&mut self.gift, draw.minutes),
            Grant::Rollover => {
                for lot in self.lots.iter_mut().filter(|l| retainer.start_of(l.origin) == from) {
                    take(&mut lot.minutes, draw.minutes);
                }
                self.lots.retain(|l| l.minutes > 0);
            }
            _ => {}
        }
    }
}
