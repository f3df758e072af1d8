//! Services with their rates, and all rates.

use crate::records::kind::Listing;
use std::cmp::Reverse;

use chrono::NaiveDate;

use crate::command::context::Context;
use crate::domain::money::{Currency, milli_in, milli_plain};
use crate::domain::rates;
use crate::domain::rates::resolve;
use crate::domain::time::plus_days;
use crate::error::Result;
use crate::records::clients::list::{currency_of, for_anyone, holding, per_hour, since};
use crate::records::clients::rates::home_currency;
use crate::records::directory::Directory;
use crate::store::Rate;

/// Days that "lately" reaches back, today included.
const LATELY: i64 = 30;

/// A rate as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateLine {
    /// The rate.
    pub id: i64,
    /// The client's code; none: any client.
    pub client: Option<String>,
    /// The service's code; none: any service.
    pub service: Option<String>,
    /// Thousandths of the currency per hour.
    pub milli: i64,
    /// The currency; nothing of one for any client that was made before rates had one.
    pub currency: Option<Currency>,
    /// The first day it holds.
    pub valid_from: NaiveDate,
    /// `always`, or the first day it holds.
    pub since: String,
    /// Whether it holds today.
    pub holds: bool,
}

impl RateLine {
    pub(crate) fn of(rate: &Rate, directory: &Directory, currency: Option<Currency>, holds: bool) -> Self {
        Self {
            id: rate.id,
            client: rate.client.map(|c| directory.code(c).to_owned()),
            service: directory.service(rate.service).map(str::to_owned),
            milli: rate.milli,
            currency,
            valid_from: rate.valid_from,
            since: since(rate),
            holds,
        }
    }

    /// `45.00/h`.
    pub fn per_hour(&self) -> String {
        format!("{}/h", self.currency.map_or_else(|| milli_plain(self.milli), |c| milli_in(self.milli, c)))
    }

    /// General ones first, then by client; within by service, the newest first.
    fn sort(lines: &mut [Self]) {
        lines.sort_by(|a, b| {
            let key = |l: &Self| (l.client.clone(), l.service.clone(), Reverse((l.valid_from, l.id)));
            key(a).cmp(&key(b))
        });
    }
}

/// All rates, general ones first.
#[derive(Clone, Debug)]
pub struct Rates {
    /// The rates.
    pub rows: Vec<RateLine>,
}

impl Listing for Rates {
    /// Every rate; one holds today if no later one of the same client and service does.
    fn read(context: &Context<'_>) -> Result<Self> {
        let (rates, directory) = (context.db.rates()?, Directory::of(context.db)?);
        let line = |rate: &Rate| {
            let holds = holding(&rates, rate, context.today()).is_some_and(|r| r.id == rate.id);
            RateLine::of(rate, &directory, currency_of(rate, &directory), holds)
        };
        let mut rows: Vec<RateLine> = rates.iter().map(line).collect();
        RateLine::sort(&mut rows);
        Ok(Self { rows })
    }
}

impl Rates {
    /// A client's own rates and the general ones; one holds today if work of its service would cost that.
    pub fn of_client(context: &Context<'_>, client: i64, directory: &Directory) -> Result<Vec<RateLine>> {
        let currency = directory.client(client).map_or_else(|| home_currency(context), |c| c.currency);
        let mut rates = context.db.rates_for(client)?;
        rates.retain(|rate| rate.pure().is_for(client, currency));
        let pure: Vec<rates::Rate> = rates.iter().map(Rate::pure).collect();
        let line = |rate: &Rate| {
            let won = resolve(&pure, client, currency, rate.service, context.today());
            RateLine::of(rate, directory, Some(currency), won.is_some_and(|r| r.id == rate.id))
        };
        let mut rows: Vec<RateLine> = rates.iter().map(line).collect();
        RateLine::sort(&mut rows);
        // The client's own stand first, the general ones below them.
        rows.sort_by_key(|l| l.client.is_none());
        Ok(rows)
    }
}

/// A service with its general rate and how much of it was done lately.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceLine {
    /// The service.
    pub id: i64,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The rates that hold today for any client, the assistant's own currency first: `60.00 EUR/h`.
    pub rates: Vec<String>,
    /// Seconds logged in the last thirty days.
    pub lately: i64,
    /// Whether it is archived.
    pub archived: bool,
}

/// Services by code, archived ones last.
#[derive(Clone, Debug)]
pub struct Services {
    /// The services.
    pub rows: Vec<ServiceLine>,
}

impl Listing for Services {
    /// Every service.
    fn read(context: &Context<'_>) -> Result<Self> {
        let (rates, today) = (context.db.rates()?, context.today());
        let lately = context.db.seconds_by_service(plus_days(today, 1 - LATELY), plus_days(today, 1))?;
        let mut services = context.db.services()?;
        services.sort_by_key(|s| s.archived_at.is_some());
        let home = home_currency(context);
        let line = |s: crate::store::Service| ServiceLine {
            id: s.id,
            rates: for_anyone(&rates, Some(s.id), today, home).into_iter().map(per_hour).collect(),
            lately: lately.get(&s.id).copied().unwrap_or(0),
            archived: s.archived_at.is_some(),
            code: s.code,
            name: s.name,
        };
        Ok(Self { rows: services.into_iter().map(line).collect() })
    }
}
