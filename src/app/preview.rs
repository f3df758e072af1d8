//! What a change does to a client's hours and money beyond the row that is changed, told before it is made.
//!
//! The calls are done, the figures settled and read, and all of it is rolled back; then the same
//! figures are read as they are. So a preview costs what the change costs, and cannot say anything else than it does. Where the
//! change is made at once, its figures are read before and after it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::app::write::{left, rehearse, write};
use crate::command::action::Tells;
use crate::command::call::Call;
use crate::command::context::Context;
use crate::command::env::Env;
use crate::command::grammar::span::TypedWork;
use crate::command::input::{Input, WorkDay, Worked};
use crate::domain::agreement::Retainer;
use crate::domain::money::{Currency, decimal, worth};
use crate::domain::time::{hours_minutes, plus_days};
use crate::error::Result;
use crate::store::{Client, Derived, LedgerPosition, MovedFigures, Reads, Store, StoreSettings, Tx};

/// Lines after which only the number of those left out is told.
const MOST: usize = 12;

/// Days after which the end of an agreement is no more news.
const SETTLED: i64 = 92;

/// What a change moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// A line for each client: `Acme: over 2:00 -> 3:30, unbilled 90.00 -> 157.50 EUR, left 4:00 -> 2:30`.
    pub lines: Vec<String>,
}

/// What these calls would move, together; nothing if that is no more than what they say themselves.
///
/// Of changed entries that is: other entries come to something else, there is overage, or work of an earlier cycle
/// takes from the present one. A changed rule is told whenever a figure differs.
pub fn preview(calls: &[Call], store: &Store, env: &Env) -> Result<Option<Preview>> {
    if calls.is_empty() || !calls.iter().all(|call| call.action.is_write()) {
        return Ok(None);
    }
    let (now, setting) = (env.now(), store.setting());
    let today = setting.zone.date(now);
    let left = left(calls, store, env)?;
    let all = |tx: &Tx<'_>| write(calls, tx, env, &left).map(|_| String::new());
    let foreseen = store.foresee(now, all, |tx, derived| {
        let mut found = BTreeMap::new();
        for (client, moved) in &derived.clients {
            let focus = focus(moved.from, moved.rules, today);
            found.insert(*client, (Outlook::of(tx, *client, focus, today, setting)?, focus, Cause::of(moved)));
        }
        Ok(found)
    })?;
    let mut lines = Vec::new();
    for (client, (after, focus, cause)) in foreseen {
        let before = store.snapshot(|| Outlook::of(store, client, focus, today, setting))?;
        lines.extend(before.zip(after).and_then(|(before, after)| after.told(&before, cause)));
    }
    let lines = first_of(lines);
    Ok((!lines.is_empty()).then_some(Preview { lines }))
}

/// The figures that calls are about to move, so that it can be told when they are done: what [`preview`] says, but nothing
/// is worked out twice.
pub struct Before {
    clients: BTreeMap<i64, (NaiveDate, Outlook)>,
    today: NaiveDate,
}

impl Before {
    /// Reads them.
    pub fn of(calls: &[Call], store: &Store, env: &Env) -> Result<Self> {
        let (now, setting) = (env.now(), store.setting());
        let today = setting.zone.date(now);
        let left = left(calls, store, env)?;
        let reached = store.reach(now, |tx| write(calls, tx, env, &left).map(|_| String::new()))?;
        let clients = store.snapshot(|| {
            let mut clients = BTreeMap::new();
            for (client, touched) in reached {
                let focus = focus(touched.from, touched.rules, today);
                let before = Outlook::of(store, client, focus, today, setting)?;
                clients.extend(before.map(|before| (client, (focus, before))));
            }
            Ok(clients)
        })?;
        Ok(Self { clients, today })
    }

    /// Says what has become of them.
    pub fn told(&self, derived: &Derived, store: &Store) -> Result<Vec<String>> {
        store.snapshot(|| {
            let mut lines = Vec::new();
            for (client, moved) in &derived.clients {
                let Some((focus, before)) = self.clients.get(client) else { continue };
                let after = Outlook::of(store, *client, *focus, self.today, store.setting())?;
                lines.extend(after.and_then(|after| after.told(before, Cause::of(moved))));
            }
            Ok(first_of(lines))
        })
    }
}

/// The day that a change is about: of a rule, the present one.
fn focus(from: NaiveDate, rules: bool, today: NaiveDate) -> NaiveDate {
    if rules { today } else { from.min(today) }
}

/// The first lines, and how many clients more there are.
fn first_of(mut lines: Vec<String>) -> Vec<String> {
    if lines.len() > MOST {
        let more = lines.len() - MOST;
        lines.truncate(MOST);
        lines.push(format!("and {more} more clients"));
    }
    lines
}

/// Why figures move: a rule has changed, or entries that are not themselves changed come to something else.
#[derive(Clone, Copy)]
struct Cause {
    rules: bool,
    others: bool,
}

impl Cause {
    fn of(moved: &MovedFigures) -> Self {
        Self { rules: moved.rules, others: moved.others > 0 }
    }
}

/// What calls that add or change events and tasks would say beside what they do.
pub fn foreseen(calls: &[Call], store: &Store, env: &Env) -> Result<Vec<String>> {
    if calls.is_empty() || !calls.iter().all(|call| call.action.meets) {
        return Ok(Vec::new());
    }
    Ok(rehearse(calls, store, env)?.into_iter().flat_map(|done| done.notes).collect())
}

/// Whether what a call moves is to be told beside what it did.
pub fn worth_telling(call: &Call, context: &Context<'_>) -> bool {
    match call.action.tells {
        Tells::Moved => true,
        Tells::BackDated => is_back_dated(call, context),
        Tells::Itself | Tells::WhileTyped => false,
    }
}

/// Whether what a call would move is to be shown while it is typed.
pub fn worth_showing(call: &Call, context: &Context<'_>) -> bool {
    call.action.tells == Tells::WhileTyped || worth_telling(call, context)
}

fn is_back_dated(call: &Call, context: &Context<'_>) -> bool {
    let on = call.text("on").and_then(|day| WorkDay::read(&day, context).ok()).map(|d| d.0);
    if on.is_some_and(|day| day < context.today()) {
        return true;
    }
    // A stretch may name its own day; a plain duration or clock time does not.
    let span = call.text("span").filter(|span| span.contains(' '));
    let work = span.and_then(|span| Worked::on(&span, context, on).ok()).map(|w| w.0);
    matches!(work, Some(TypedWork::Range(start, _)) if context.zone().date(start) < context.today())
}

/// A client's figures that an entry or a rule may move.
#[derive(Debug, PartialEq, Eq)]
struct Outlook {
    name: String,
    currency: Currency,
    /// Overage of the cycle in question, and of the present one.
    over: i64,
    covered: i64,
    unpriced: i64,
    amount: i64,
    /// What can be drawn today, if there is a retainer or block.
    left: Option<i64>,
    /// What is forfeited at the end of each agreement and in its pauses if nothing more is worked; nothing of those
    /// that go on.
    forfeited: BTreeMap<i64, i64>,
    /// Minutes over that a later cycle would have taken from its own and that no cycle does, as the agreement ends.
    owed: BTreeMap<i64, i64>,
    /// Whether the day in question lies before a present cycle.
    earlier: bool,
}

impl Outlook {
    /// The figures of a client for a change on the day `focus`; nothing if there is no such client.
    fn of(
        db: &Reads,
        client: i64,
        focus: NaiveDate,
        today: NaiveDate,
        setting: &StoreSettings,
    ) -> Result<Option<Self>> {
        let Some(row) = db.find::<Client>(client)? else { return Ok(None) };
        let present = db.position_of(client, today, setting)?;
        let book = &present.book;
        let mut over: BTreeSet<(i64, NaiveDate, i64)> = BTreeSet::new();
        let mut left = None;
        for retainer in &book.retainers {
            let Some(cycle) = present.state.open_cycle(book, retainer.id) else { continue };
            left = Some(left.unwrap_or(0) + cycle.left);
            over.insert((retainer.id, cycle.start, cycle.overage));
        }
        for block in book.blocks.iter().filter(|b| b.covers(today)) {
            left = Some(left.unwrap_or(0) + present.state.block_left(block));
        }
        let earlier = |r: &&Retainer| focus < r.cycle_at(today).start;
        let earlier: Vec<&Retainer> = book.retainers.iter().filter(earlier).collect();
        for retainer in earlier.iter().filter(|r| r.covers(focus)) {
            let last = plus_days(retainer.cycle_at(focus).end, -1);
            let then = db.position_of(client, last, setting)?;
            let cycle = then.state.open_cycle(&then.book, retainer.id);
            over.extend(cycle.map(|c| (retainer.id, c.start, c.overage)));
        }
        let (mut forfeited, mut owed) = (BTreeMap::new(), BTreeMap::new());
        for retainer in &book.retainers {
            forfeited.insert(retainer.id, pauses_forfeit(&present, retainer, today));
            let Some(last) = retainer.ends_on.filter(|last| *last >= plus_days(today, -SETTLED)) else { continue };
            let then = db.position_of(client, last, setting)?;
            let its_last = then.closing(retainer.id, last).pop();
            forfeited.insert(retainer.id, its_last.as_ref().and_then(|c| c.forfeited).unwrap_or(0));
            owed.insert(retainer.id, its_last.and_then(|c| c.deficit_out).unwrap_or(0));
        }
        for block in &book.blocks {
            let lost = match block.last_day.filter(|last| *last >= plus_days(today, -SETTLED)) {
                Some(last) => db.position_of(client, last, setting)?.state.block_left(block),
                None => 0,
            };
            forfeited.insert(block.id, lost);
        }
        let open_lines = db.open_lines_of(client)?;
        Ok(Some(Self {
            currency: row.currency,
            name: row.name,
            over: over.iter().map(|(_, _, minutes)| minutes).sum(),
            covered: open_lines.iter().map(|d| d.covered).sum(),
            unpriced: open_lines.iter().filter(|d| d.rate.is_none()).map(|d| d.open).sum(),
            amount: open_lines.iter().filter_map(|d| Some(worth(d.open, d.rate?))).sum(),
            left,
            forfeited,
            owed,
            earlier: !earlier.is_empty(),
        }))
    }

    /// What differs from before, if it is more than the calls say themselves.
    fn told(&self, before: &Self, cause: Cause) -> Option<String> {
        let moves = cause.rules || cause.others || self.over > before.over;
        (moves || before.earlier && self.left != before.left).then(|| self.since(before)).flatten()
    }

    /// What differs from before, if anything does.
    fn since(&self, before: &Self) -> Option<String> {
        let mut parts = Vec::new();
        let mut minutes = |what: &str, old: i64, new: i64| {
            if old != new {
                parts.push(format!("{what} {} -> {}", hours_minutes(old), hours_minutes(new)));
            }
        };
        minutes("over", before.over, self.over);
        minutes("covered", before.covered, self.covered);
        minutes("without a rate", before.unpriced, self.unpriced);
        if (before.amount, before.currency) != (self.amount, self.currency) {
            let old = decimal(before.amount, before.currency.decimals());
            let code = if before.currency == self.currency { String::new() } else { format!(" {}", before.currency) };
            let new = decimal(self.amount, self.currency.decimals());
            parts.push(format!("unbilled {old}{code} -> {new} {}", self.currency));
        }
        if before.left != self.left {
            let text = |left: Option<i64>| left.map_or_else(|| "-".to_owned(), hours_minutes);
            parts.push(format!("left {} -> {}", text(before.left), text(self.left)));
        }
        // An agreement that is new or gone forfeits and owes nothing by this.
        for (what, old, new) in
            [("forfeited", &before.forfeited, &self.forfeited), ("owed at the end", &before.owed, &self.owed)]
        {
            let there = new.iter().filter(|(id, _)| before.forfeited.contains_key(id));
            let (old, new) = there.fold((0, 0), |(a, b), (id, new)| (a + old.get(id).unwrap_or(&0), b + new));
            if old != new {
                parts.push(format!("{what} {} -> {}", hours_minutes(old), hours_minutes(new)));
            }
        }
        (!parts.is_empty()).then(|| format!("{}: {}", self.name, parts.join(", ")))
    }
}

/// What a retainer's pauses that are not over forfeit of what was rolled over; of one without an end, its first cycle.
fn pauses_forfeit(present: &LedgerPosition, retainer: &Retainer, today: NaiveDate) -> i64 {
    let is_pause = |day: NaiveDate| retainer.terms(day).is_some_and(|terms| terms.minutes == 0);
    let pauses = retainer.versions.iter().enumerate().filter(|(_, version)| version.minutes == 0);
    let ends = pauses.map(|(at, pause)| match retainer.versions.get(at + 1) {
        Some(next) => plus_days(next.from, -1),
        None => plus_days(retainer.cycle_at(pause.from.max(today)).end, -1),
    });
    let Some(last) = ends.filter(|last| *last >= today).max() else { return 0 };
    let cycles = present.closing(retainer.id, last).into_iter().filter(|cycle| is_pause(cycle.start));
    cycles.filter_map(|cycle| cycle.forfeited).sum()
}
