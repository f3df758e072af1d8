//! The whole position of one client at the start of a day.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::position::RetainerState;
use super::{Cycle, Draw, Grant, LedgerWork, Lot, Origin, iso};
use crate::domain::agreement::{Block, Book, Retainer};
use crate::domain::time::plus_days;

/// Where one client's ledger stands at the start of a day: a checkpoint to go on from.
///
/// It belongs to the book it was made with. After a change to an agreement, states later than the start
/// of the first cycle changed (for a block: later than its first day) are to be made anew.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// The day; `None` before anything has happened.
    #[serde(rename = "d", default, skip_serializing_if = "Option::is_none", with = "iso::maybe")]
    date: Option<NaiveDate>,
    /// The retainers that run, by number.
    #[serde(rename = "r", default, skip_serializing_if = "Vec::is_empty")]
    positions: Vec<RetainerState>,
    /// Minutes used of each block, by number.
    #[serde(rename = "b", default, skip_serializing_if = "Vec::is_empty")]
    blocks: Vec<(i64, i64)>,
}

impl State {
    /// Before the first agreement.
    pub fn new() -> Self {
        Self::default()
    }

    /// The day at whose start it stands; `None` before anything has happened.
    pub fn date(&self) -> Option<NaiveDate> {
        self.date
    }

    /// Goes forward to the start of a day, closing every cycle that ends before or with it.
    ///
    /// Closed cycles are appended in the order in which they end, then by retainer. A day in the past changes nothing.
    pub fn advance(&mut self, book: &Book, to: NaiveDate, closed: &mut Vec<Cycle>) {
        let to = self.date.map_or(to, |date| date.max(to));
        let before = closed.len();
        for retainer in &book.retainers {
            self.advance_one(retainer, to, closed);
        }
        self.date = Some(to);
        closed[before..].sort_by_key(|c| (c.end, c.retainer));
    }

    fn advance_one(&mut self, retainer: &Retainer, to: NaiveDate, closed: &mut Vec<Cycle>) {
        let found = self.positions.binary_search_by_key(&retainer.id, |p| p.retainer);
        let over = self.date.is_some_and(|date| retainer.ends_on.is_some_and(|last| last < date));
        if found.is_err() && (retainer.starts_on > to || over || retainer.versions.is_empty()) {
            return;
        }
        let (at, mut position) = match found {
            Ok(at) if retainer.cycle(self.positions[at].index()).end > to => return,
            Ok(at) => (at, self.positions.remove(at)),
            Err(at) => (at, RetainerState::open(retainer, retainer.first_index(), Vec::new(), 0)),
        };
        loop {
            let span = retainer.cycle(position.index());
            // At the end of the calendar a cycle can no longer go forward.
            if span.end > to || span.end <= span.start {
                self.positions.insert(at, position);
                return;
            }
            let (told, next) = position.close(retainer);
            closed.push(told);
            let Some(next) = next else { return };
            position = next;
        }
    }

    /// Draws the minutes of a piece of work, going forward to its day first.
    ///
    /// Work comes in the order of its days, and within a day of its start and then its number.
    /// Work of a day that is past is drawn from what is open now.
    pub fn draw(&mut self, book: &Book, work: &LedgerWork, closed: &mut Vec<Cycle>) -> Vec<Draw> {
        self.advance(book, work.date, closed);
        let draws = match &work.frozen {
            Some(frozen) => {
                self.take_frozen(book, frozen);
                frozen.clone()
            }
            None => self.draw_anew(book, work),
        };
        for draw in &draws {
            let routed = draw.retainer.and_then(|id| book.retainer(id));
            if let Some((retainer, position)) = routed.and_then(|r| Some((r, self.position(r.id)?))) {
                position.count(retainer, work, draw);
            }
        }
        draws
    }

    fn draw_anew(&mut self, book: &Book, work: &LedgerWork) -> Vec<Draw> {
        if work.minutes <= 0 {
            return Vec::new();
        }
        let on = self.date.unwrap_or(work.date);
        let retainer = book.route(on, work.service).and_then(|at| book.retainers.get(at));
        let pool = retainer.and_then(|r| Some((r, self.position(r.id)?)));
        let mut draws = pool.map_or_else(Vec::new, |(r, position)| position.draw(r, work.entry, work.minutes));
        let mut left = work.minutes - draws.iter().map(|d| d.minutes).sum::<i64>();
        let made = |grant, origin, minutes| Draw {
            entry: work.entry,
            grant,
            retainer: retainer.map(|r| r.id),
            origin,
            minutes,
        };
        for block in if left > 0 { usable(book, on, work.service) } else { Vec::new() } {
            let minutes = left.min(self.block_left(block));
            if minutes > 0 {
                self.use_block(block.id, minutes);
                draws.push(made(Grant::Block, Some(Origin::Block(block.id)), minutes));
                left -= minutes;
            }
        }
        if left > 0 {
            let cycle = retainer.map(|r| Origin::Cycle(r.cycle_at(on).start));
            draws.push(made(Grant::Overage, cycle, left));
        }
        draws
    }

    fn take_frozen(&mut self, book: &Book, frozen: &[Draw]) {
        for draw in frozen {
            if let Some(Origin::Block(id)) = draw.origin {
                self.use_block(id, draw.minutes);
            } else if let Some(retainer) = draw.retainer.and_then(|id| book.retainer(id))
                && let Some(position) = self.position(retainer.id)
            {
                position.take_frozen(retainer, draw);
            }
        }
    }

    fn position(&mut self, retainer: i64) -> Option<&mut RetainerState> {
        let at = self.positions.binary_search_by_key(&retainer, |p| p.retainer).ok()?;
        self.positions.get_mut(at)
    }

    fn use_block(&mut self, id: i64, minutes: i64) {
        match self.blocks.binary_search_by_key(&id, |(block, _)| *block) {
            Ok(at) => self.blocks[at].1 += minutes,
            Err(at) => self.blocks.insert(at, (id, minutes)),
        }
    }

    /// The open cycle of a retainer, if it runs on this day.
    pub fn open_cycle(&self, book: &Book, retainer: i64) -> Option<Cycle> {
        let position = self.positions.iter().find(|p| p.retainer == retainer)?;
        book.retainer(retainer).map(|r| position.told(r))
    }

    /// The unused minutes of earlier cycles that a retainer has, those lost soonest first.
    pub fn lots(&self, retainer: i64) -> &[Lot] {
        self.positions.iter().find(|p| p.retainer == retainer).map_or(&[], |p| &p.lots)
    }

    /// Minutes rolled over by the last day on which they can be used, soonest first; those without such a day are left out.
    pub fn expiries(&self, book: &Book, retainer: i64) -> Vec<(NaiveDate, i64)> {
        let Some(agreement) = book.retainer(retainer) else { return Vec::new() };
        let mut days: Vec<(NaiveDate, i64)> = Vec::new();
        for lot in self.lots(retainer) {
            let end = lot.last.map(|last| plus_days(agreement.cycle(last).end, -1));
            match (end.into_iter().chain(agreement.ends_on).min(), days.last_mut()) {
                (Some(day), Some(same)) if same.0 == day => same.1 += lot.minutes,
                (Some(day), _) => days.push((day, lot.minutes)),
                (None, _) => {}
            }
        }
        days
    }

    /// Minutes used of a block up to now.
    pub fn block_used(&self, id: i64) -> i64 {
        self.blocks.binary_search_by_key(&id, |(block, _)| *block).map_or(0, |at| self.blocks[at].1)
    }

    /// Minutes not used of a block, whether or not it can still be used.
    pub fn block_left(&self, block: &Block) -> i64 {
        (block.total() - self.block_used(block.id)).max(0)
    }
}

/// The blocks that can cover work of a service on a day, in the order in which they are drawn.
fn usable(book: &Book, on: NaiveDate, service: Option<i64>) -> Vec<&Block> {
    let mut blocks: Vec<&Block> = book.blocks.iter().filter(|b| b.usable(on, service)).collect();
    blocks.sort_by_key(|b| (b.last_day.is_none(), b.last_day, b.bought_on, b.id));
    blocks
}
