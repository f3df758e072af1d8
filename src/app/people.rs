//! Clients at a glance, one of them whole, services and rates.

mod tariffs;

use chrono::{Datelike, NaiveDate, NaiveDateTime};

use crate::command::context::Context;
use crate::command::grammar::duration::write_duration;
use crate::command::grammar::hours::read_hours;
use crate::domain::money::{Currency, milli_in};
use crate::domain::rates::{Rate, resolve};
use crate::domain::time::{Instant, plus_days};
use crate::domain::zone::Zone;
use crate::error::Result;
use crate::records::agreements::retainers::Retainers;
use crate::records::billing::unbilled::Unbilled;
use crate::store::Client;

pub use tariffs::{RateLine, Rates, ServiceLine, Services};

/// Days ahead in which a next meeting is looked for.
const SOON: i64 = 42;

/// What an hour costs today, whatever the service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hourly {
    /// Thousandths of the client's currency.
    pub milli: i64,
    /// The client's currency.
    pub currency: Currency,
    /// Whether it is the client's own; else the general one.
    pub own: bool,
    /// Since when, but for one that always held.
    pub since: Option<NaiveDate>,
}

impl Hourly {
    pub(crate) fn of(rate: &Rate, currency: Currency) -> Self {
        let since = Some(rate.valid_from).filter(|d| d.year() > 1970);
        Self { milli: rate.milli, currency, own: rate.client.is_some(), since }
    }

    /// `45.00/h`.
    pub fn per_hour(&self) -> String {
        format!("{}/h", milli_in(self.milli, self.currency))
    }

    /// Where it comes from: `own, from 2026-03-01`, `general`.
    pub fn source(&self) -> String {
        let whose = if self.own { "own" } else { "general" };
        self.since.map_or_else(|| whose.to_owned(), |day| format!("{whose}, from {day}"))
    }
}

/// The clock where a client is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct There {
    /// The zone.
    pub zone: Zone,
    /// Its wall clock now.
    pub clock: NaiveDateTime,
    /// Seconds it is ahead of the home zone, negative behind.
    pub ahead: i64,
}

impl There {
    pub(crate) fn of(client: &Client, context: &Context<'_>) -> Option<Self> {
        let zone = Zone::get(client.zone.as_deref()?)?;
        let ahead = i64::from(zone.offset(context.now)) - i64::from(context.zone().offset(context.now));
        Some(Self { clock: zone.local(context.now), ahead, zone })
    }

    /// `+1:00`, `-5:30`; nothing where the clocks agree.
    pub fn difference(&self) -> String {
        match self.ahead {
            0 => String::new(),
            ahead => format!("{}{}", if ahead < 0 { "-" } else { "+" }, write_duration(ahead.abs())),
        }
    }
}

/// When a client can be reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// The hours as they would be typed.
    pub hours: String,
    /// Whether it is open now, by the client's clock.
    pub open: bool,
}

impl Office {
    pub(crate) fn of(client: &Client, there: Option<&There>, context: &Context<'_>) -> Option<Self> {
        let hours = read_hours(client.hours.as_deref()?).ok()?;
        let clock = there.map_or_else(|| context.zone().local(context.now), |t| t.clock);
        Some(Self { open: hours.is_open(clock.weekday(), clock.time()), hours: hours.to_string() })
    }
}

/// What is left of a client's retainers and blocks together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// Minutes left, the running timer counted.
    pub left: i64,
    /// Minutes granted and rolled in.
    pub capacity: i64,
    /// Minutes that nothing covered.
    pub overage: i64,
    /// Whether the timer runs on them.
    pub live: bool,
    /// The highest threshold reached, percent.
    pub alert: Option<i64>,
}

/// What a client has not been billed yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Owed {
    /// Minutes to be charged, those without a rate among them.
    pub minutes: i64,
    /// What the priced ones are worth, and what is due beside time, minor units.
    pub amount: i64,
    /// Minutes without a rate.
    pub unpriced: i64,
}

/// A client at a glance.
#[derive(Clone, Debug)]
pub struct Person {
    /// The client's id.
    pub id: i64,
    /// The client's code.
    pub client: String,
    /// The client's name.
    pub name: String,
    /// What the client pays in.
    pub currency: Currency,
    /// The rate that holds today; none: unpriced.
    pub rate: Option<Hourly>,
    /// The clock there, if the client has a zone of its own.
    pub there: Option<There>,
    /// Office hours.
    pub office: Option<Office>,
    /// Hours left; nothing without a retainer or block.
    pub left: Option<Left>,
    /// What is unbilled.
    pub owed: Owed,
    /// Tasks to do that do not wait.
    pub tasks: i64,
    /// The next meeting's start, within six weeks.
    pub meeting: Option<Instant>,
    /// The date of the last entry.
    pub last_entry: Option<NaiveDate>,
    /// Whether the client is archived.
    pub archived: bool,
}

/// Clients by code, archived ones last.
#[derive(Clone, Debug)]
pub struct People {
    /// The rows.
    pub rows: Vec<Person>,
    /// How many archived clients are left out.
    pub hidden: usize,
}

impl People {
    /// Every client; `archived` takes archived ones in, too.
    pub fn of(context: &Context<'_>, archived: bool) -> Result<Self> {
        context.db.snapshot(|| {
            let retainers = Retainers::of(context, context.today(), None)?;
            Self::with(context, archived, &retainers, &Unbilled::now(context)?)
        })
    }

    /// The same with what was read already.
    pub fn with(context: &Context<'_>, archived: bool, retainers: &Retainers, unbilled: &Unbilled) -> Result<Self> {
        let (db, today) = (context.db, context.today());
        let mut clients = db.clients()?;
        let all = clients.len();
        clients.retain(|c| archived || c.archived_at.is_none());
        clients.sort_by_key(|c| c.archived_at.is_some());
        let rates: Vec<Rate> = db.rates()?.iter().map(crate::store::Rate::pure).collect();
        let tasks = db.open_task_counts(today, context.now)?;
        let soon = context.zone().start_of(plus_days(today, SOON));
        let meetings = db.next_meetings(context.now, soon, context.setting)?;
        let dates = db.last_dates()?;
        let hidden = all - clients.len();
        let person = |c: Client| {
            let there = There::of(&c, context);
            let currency = c.currency;
            Person {
                id: c.id,
                currency,
                rate: resolve(&rates, c.id, currency, None, today).map(|rate| Hourly::of(rate, currency)),
                office: Office::of(&c, there.as_ref(), context),
                there,
                left: left(retainers, c.id),
                owed: owed(unbilled, c.id),
                tasks: tasks.get(&c.id).copied().unwrap_or(0),
                meeting: meetings.get(&c.id).copied(),
                last_entry: dates.get(&c.id).copied(),
                archived: c.archived_at.is_some(),
                client: c.code,
                name: c.name,
            }
        };
        Ok(Self { rows: clients.into_iter().map(person).collect(), hidden })
    }
}

fn left(retainers: &Retainers, client: i64) -> Option<Left> {
    // Of a pause nothing is said; whatever else there is counts.
    let mut mine = retainers.rows.iter().filter(|r| r.client_id == client && !r.paused).peekable();
    mine.peek()?;
    Some(mine.fold(Left::default(), |sum, row| Left {
        left: sum.left + row.left_live(),
        capacity: sum.capacity + row.capacity(),
        overage: sum.overage + row.over_live(),
        live: sum.live || row.running > 0,
        alert: sum.alert.max(row.alert),
    }))
}

fn owed(unbilled: &Unbilled, client: i64) -> Owed {
    let row = unbilled.rows.iter().find(|r| r.id == client);
    row.map_or_else(Owed::default, |r| Owed { minutes: r.minutes, amount: r.total(), unpriced: r.unpriced })
}
