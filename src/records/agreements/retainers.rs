//! Retainer and block hours left.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::command::call::Args;
use crate::command::context::Context;
use crate::command::input::PastDay;
use crate::command::report::{Columns, Report};
use crate::domain::agreement::{Block, Counts, Retainer, RushBurns};
use crate::domain::ledger::Cycle;
use crate::domain::money::half_up;
use crate::domain::pace::{Pace, Used, pace};
use crate::domain::time::{hours_minutes, plus_days, workdays};
use crate::error::Result;
use crate::records::directory::Directory;
use crate::records::names::ClientName;
use crate::store::{Entry, LedgerPosition};

/// One retainer in its cycle, or one block.
#[derive(Clone, Debug)]
pub struct Row {
    /// The client's id.
    pub client_id: i64,
    /// The client's code.
    pub client: String,
    /// The client's name.
    pub name: String,
    /// The agreement.
    pub agreement: i64,
    /// Whether it is a block.
    pub block: bool,
    /// The cycle's first day, or the block's day of purchase.
    pub start: NaiveDate,
    /// The day after the cycle's last; a block's day after its last, if it has one.
    pub end: Option<NaiveDate>,
    /// Whether the retainer ends with the cycle, so that nothing is granted anew.
    pub ends: bool,
    /// Minutes granted: the cycle's base after deficits and adjustments, or the block's size.
    pub granted: i64,
    /// Minutes rolled in.
    pub rolled_in: i64,
    /// Minutes counted in the cycle, or drawn from the block.
    pub used: i64,
    /// Those drawn from blocks.
    pub from_blocks: i64,
    /// Those nothing covered.
    pub overage: i64,
    /// Minutes that can still be drawn.
    pub left: i64,
    /// Seconds of the timer that runs on it.
    pub running: i64,
    /// Minutes of blocks that are used when its own are.
    pub spare: i64,
    /// Whether it rests: then nothing but what was worked is said of it.
    pub paused: bool,
    /// What expires when: the last usable day and the minutes.
    pub expires: Vec<(NaiveDate, i64)>,
    /// Workdays to the end of the cycle, the day asked for not counted.
    pub workdays_left: Option<i64>,
    /// How the use compares with an even one.
    pub pace: Option<Pace>,
    /// The highest threshold reached, percent.
    pub alert: Option<i64>,
    /// Where the cycle stands by workdays, percent.
    pub elapsed: Option<i64>,
}

impl Row {
    /// All minutes that can be drawn.
    pub fn capacity(&self) -> i64 {
        self.granted + self.rolled_in
    }

    /// Minutes of the running timer, unrounded: one that has begun counts.
    fn live(&self) -> i64 {
        (self.running + 59) / 60
    }

    /// Minutes used, the running timer's among them.
    pub fn used_live(&self) -> i64 {
        self.used + self.live()
    }

    /// Minutes left with the running timer counted.
    pub fn left_live(&self) -> i64 {
        (self.left - self.live()).max(0)
    }

    /// Minutes that nothing covers, with the running timer counted.
    pub fn over_live(&self) -> i64 {
        self.overage + (self.live() - self.left - self.spare).max(0)
    }

    /// `pace +1:30`, `pace -0:45`.
    pub fn pace_words(&self) -> Option<String> {
        self.pace.map(|p| format!("pace {}{}", if p.minutes < 0 { "" } else { "+" }, hours_minutes(p.minutes)))
    }

    /// `empty ~24 Jul`.
    pub fn empty_words(&self) -> Option<String> {
        self.pace.and_then(|p| p.empty_on).map(|day| format!("empty ~{}", day.format("%-d %b")))
    }

    /// `(4:00 rolled)`, if any is.
    pub fn rolled_words(&self) -> Option<String> {
        (self.rolled_in > 0).then(|| format!("({} rolled)", hours_minutes(self.rolled_in)))
    }

    /// `resets 1 Aug`, `ends 25 Jul`, or of a block `until 31 Dec 2026`.
    pub fn until(&self) -> String {
        let Some(end) = self.end else { return String::new() };
        let last = plus_days(end, -1);
        match (self.block, self.ends) {
            (true, _) => format!("until {}", last.format("%-d %b %Y")),
            (false, true) => format!("ends {}", last.format("%-d %b")),
            (false, false) => format!("resets {}", end.format("%-d %b")),
        }
    }

    /// `(9 workdays)` to the end, the day asked for not counted.
    pub fn workdays(&self) -> Option<String> {
        self.workdays_left.map(|days| format!("({days} workday{})", if days == 1 { "" } else { "s" }))
    }

    fn json(&self) -> Value {
        json!({
            "client": self.client,
            "agreement": self.agreement,
            "kind": if self.block { "block" } else { "retainer" },
            "cycle_start": self.start.to_string(),
            "cycle_end": self.end.map(|d| d.to_string()),
            "granted_minutes": self.granted,
            "rolled_in_minutes": self.rolled_in,
            "used_minutes": self.used,
            "from_blocks_minutes": self.from_blocks,
            "overage_minutes": self.overage,
            "left_minutes": self.left,
            "running_seconds": self.running,
            "paused": self.paused,
            "expires": self.expires.iter().map(|(on, minutes)| json!({ "on": on.to_string(), "minutes": minutes })).collect::<Vec<_>>(),
            "resets_on": self.end.filter(|_| !self.block && !self.ends).map(|d| d.to_string()),
            "workdays_left": self.workdays_left,
            "pace_minutes": self.pace.map(|p| p.minutes),
            "empty_on": self.pace.and_then(|p| p.empty_on).map(|d| d.to_string()),
            "alert": self.alert,
        })
    }
}

/// The rows, the tightest first.
pub struct Retainers {
    /// The rows.
    pub rows: Vec<Row>,
}

impl Retainers {
    /// Every retainer and block that holds at a date, of one client or all.
    pub fn of(context: &Context<'_>, at: NaiveDate, client: Option<i64>) -> Result<Self> {
        let mut rows = Vec::new();
        let positions = match client {
            Some(client) => vec![context.db.position_of(client, at, context.setting)?],
            None => context.db.positions(at, context.setting)?,
        };
        if positions.is_empty() {
            return Ok(Self { rows });
        }
        let directory = Directory::of(context.db)?;
        let running = context.db.running()?;
        for position in positions {
            let Some(client) = directory.client(position.client).filter(|c| c.archived_at.is_none()) else { continue };
            let timer = running.as_ref().filter(|r| r.client == position.client);
            let (code, name, rush) = (&client.code, &client.name, client.rush_percent);
            let new = Rows { context, at, position: &position, timer, code, name, rush };
            new.add(&mut rows);
        }
        rows.sort_by_key(tightness);
        Ok(Self { rows })
    }
}

/// What is left in thousandths of the capacity, overdrawn first.
fn tightness(row: &Row) -> (i64, i64, i64) {
    if row.paused {
        return (i64::MAX, 0, row.agreement);
    }
    let left = row.left_live() - row.over_live();
    (left * 1000 / row.capacity().max(1), left, row.agreement)
}

struct Rows<'a> {
    context: &'a Context<'a>,
    at: NaiveDate,
    position: &'a LedgerPosition,
    timer: Option<&'a Entry>,
    code: &'a str,
    name: &'a str,
    /// What a rush multiplies, percent.
    rush: i64,
}

impl Rows<'_> {
    fn add(&self, rows: &mut Vec<Row>) {
        let book = &self.position.book;
        let before = rows.len();
        let holds = book.retainers.iter().filter(|r| r.covers(self.at));
        rows.extend(holds.filter_map(|r| self.retainer(r)));
        let usable: Vec<&Block> = book.blocks.iter().filter(|b| b.covers(self.at)).collect();
        let left = |b: &&&Block| self.position.state.block_left(b) > 0;
        rows.extend(usable.iter().filter(left).map(|b| self.block(b)));
        if rows.len() == before {
            // A client whose hours are all used is the one to look at.
            rows.extend(usable.last().map(|b| self.block(b)));
        }
    }

    /// Seconds that the timer uses, if its work is drawn from this retainer (none: from outside every one) since `start`.
    fn running(&self, from: Option<&Retainer>, start: NaiveDate) -> i64 {
        let Some(timer) = self.timer.filter(|t| start <= t.date && t.date <= self.at) else { return 0 };
        let book = &self.position.book;
        let route = book.route(timer.date, timer.service).and_then(|n| book.retainers.get(n)).map(|r| r.id);
        let terms = from.and_then(|r| r.terms(timer.date));
        let counts = timer.billable || terms.is_some_and(|t| t.counts == Counts::All);
        if route != from.map(|r| r.id) || timer.gift || !counts {
            return 0;
        }
        let seconds = timer.started_at.map_or(0, |s| (self.context.now - s).max(0));
        let burns = timer.rush && terms.is_some_and(|t| t.rush_burns == RushBurns::Minutes);
        if burns { half_up(i128::from(seconds) * i128::from(self.rush), 100) } else { seconds }
    }

    /// Minutes left in blocks.
    fn spare(&self) -> i64 {
        let usable = self.position.book.blocks.iter().filter(|b| b.covers(self.at));
        usable.map(|b| self.position.state.block_left(b)).sum()
    }

    fn retainer(&self, retainer: &Retainer) -> Option<Row> {
        let state = &self.position.state;
        let cycle: Cycle = state.open_cycle(&self.position.book, retainer.id)?;
        let capacity = cycle.capacity();
        let paused = retainer.is_paused(self.at);
        let running = self.running(Some(retainer), cycle.start);
        let used = cycle.used + (running + 59) / 60;
        // Of a cycle that had begun before the agreement did, only the rest can be used.
        let first = cycle.start.max(retainer.starts_on);
        let (all, gone) = (workdays(first, cycle.end), workdays(first, plus_days(self.at, 1)));
        Some(Row {
            client_id: self.position.client,
            client: self.code.to_owned(),
            name: self.name.to_owned(),
            agreement: retainer.id,
            block: false,
            start: cycle.start,
            end: Some(cycle.end),
            ends: retainer.ends_on.is_some_and(|last| last < cycle.end),
            granted: cycle.granted,
            rolled_in: cycle.rolled_in,
            used: cycle.used,
            from_blocks: cycle.from_blocks,
            overage: cycle.overage,
            left: cycle.left,
            running,
            spare: self.spare(),
            paused,
            expires: state.expiries(&self.position.book, retainer.id),
            workdays_left: Some(workdays(plus_days(self.at, 1), cycle.end)),
            pace: pace(capacity, used, first, cycle.end, self.at).filter(|_| !paused),
            alert: Used { minutes: used, of: capacity }
                .highest(&self.context.config.retainers.alerts)
                .filter(|_| !paused),
            elapsed: (all > 0 && !paused).then(|| gone * 100 / all),
        })
    }

    fn block(&self, block: &Block) -> Row {
        let state = &self.position.state;
        let (used, left) = (state.block_used(block.id), state.block_left(block));
        let soonest = |b: &&Block| state.block_left(b) > 0;
        let first = self.position.book.blocks.iter().find(soonest).map(|b| b.id);
        let running = if first == Some(block.id) { self.running(None, block.bought_on) } else { 0 };
        Row {
            client_id: self.position.client,
            client: self.code.to_owned(),
            name: self.name.to_owned(),
            agreement: block.id,
            block: true,
            start: block.bought_on,
            end: block.last_day.map(|d| plus_days(d, 1)),
            ends: false,
            granted: block.total(),
            rolled_in: 0,
            used,
            from_blocks: used,
            overage: 0,
            left,
            running,
            spare: self.spare() - left,
            paused: false,
            expires: block.last_day.filter(|_| left > 0).map(|d| (d, left)).into_iter().collect(),
            workdays_left: block.last_day.map(|d| workdays(plus_days(self.at, 1), plus_days(d, 1))),
            pace: None,
            alert: Used { minutes: used + (running + 59) / 60, of: block.total() }
                .highest(&self.context.config.retainers.alerts),
            elapsed: None,
        }
    }
}

/// A bar of what is used, with `|` where the cycle stands.
pub fn bar(row: &Row, width: usize) -> String {
    let capacity = row.capacity().max(1);
    let used = (row.capacity() - row.left_live()).clamp(0, capacity);
    let full = usize::try_from(used).unwrap_or(0) * width / usize::try_from(capacity).unwrap_or(1);
    let mut cells: Vec<char> = (0..width).map(|n| if n < full { '#' } else { '.' }).collect();
    if let Some(elapsed) = row.elapsed.filter(|_| width > 0) {
        let at = (usize::try_from(elapsed.clamp(0, 100)).unwrap_or(0) * width / 100).min(width - 1);
        cells[at] = '|';
    }
    cells.into_iter().collect()
}

impl Report for Retainers {
    fn json(&self) -> Value {
        Value::Array(self.rows.iter().map(Row::json).collect())
    }

    fn text(&self) -> String {
        let mut columns = Columns::new(&["client", "", ">used", ">of", ">left", "resets", "pace"]);
        for row in &self.rows {
            let rolled = row.rolled_words().map(|rolled| format!(" {rolled}")).unwrap_or_default();
            let live = if row.running > 0 { "~" } else { "" };
            let days = row.workdays().filter(|_| !row.block).map(|days| format!(" {days}"));
            // The heading says it already.
            let until = row.until();
            let resets = until.strip_prefix("resets ").unwrap_or(&until).to_owned() + &days.unwrap_or_default();
            if row.paused {
                let used = hours_minutes(row.used_live());
                let cells = [row.client.as_str(), "paused", &format!("{live}{used}"), "", "", &resets, ""];
                columns.row(cells);
                continue;
            }
            let over = Some(row.over_live()).filter(|m| *m > 0).map(|m| format!("over {live}{}", hours_minutes(m)));
            // The heading says that it is the pace.
            let words = row.pace_words().map(|words| words.trim_start_matches("pace ").to_owned());
            let pace: Vec<String> = [words, row.empty_words(), over].into_iter().flatten().collect();
            columns.row(vec![
                row.client.clone(),
                format!("[{}]", bar(row, 10)),
                format!("{live}{}", hours_minutes(row.used_live())),
                format!("{}{rolled}", hours_minutes(row.capacity())),
                format!("{live}{}", hours_minutes(row.left_live())),
                resets,
                pace.join(" "),
            ]);
        }
        columns.text_or("no retainer and no block of hours holds on that day")
    }
}

/// `retainers`.
pub fn report(args: &Args<'_>) -> Result<Box<dyn Report>> {
    let at = args.get::<PastDay>("at")?.map_or_else(|| args.context.today(), |d| d.0);
    let client = args.get::<ClientName>("client")?.map(|c| c.0.id);
    Ok(Box::new(Retainers::of(&args.context, at, client)?))
}
