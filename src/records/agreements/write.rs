//! Retainers and blocks.

use chrono::NaiveDate;

use crate::command::call::Args;
use crate::command::input::{
    AgreementKind, Count, CountRule, Day, DrawOrder, FirstRule, Hours, Minutes, NearDay, Price, RolloverCap,
    RolloverMode, RoundingRule, RushRule, Text,
};
use crate::command::report::Done;
use crate::domain::agreement as pure;
use crate::domain::time::{hours_minutes, plus_days};
use crate::error::{Error, Result};
use crate::records::agreements::only::{BLOCK_ONLY, COMMISSION_ONLY, CYCLES_ONLY, RETAINER_ONLY, in_cycles, refuse};
use crate::records::agreements::pause::{agreed_on, no_versions};
use crate::records::agreements::{billed, commission};
use crate::records::clients::rates::exact;
use crate::records::names::{AgreementId, ClientName, Services};
use crate::store::{Adjustment, Agreement, AgreementType, Client, Terms, Tx};

/// Adds a retainer or a block.
pub fn add(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let client = args.need::<ClientName>("client")?.0;
    let today = tx.setting().zone.date(tx.now);
    let start = args.get::<NearDay>("start")?.map_or(today, |d| d.0);
    let kind = args.need::<AgreementKind>("kind")?.0;
    let done = match kind {
        "block" => add_block(tx, args, &client, start)?,
        "commission" => commission::add(tx, args, &client, start)?,
        _ => add_retainer(tx, args, &client, start)?,
    };
    tx.book(client.id)?.check()?;
    Ok(done)
}

fn positive_hours(args: &Args<'_>) -> Result<i64> {
    match args.need::<Hours>("hours")?.0 {
        minutes if minutes > 0 => Ok(minutes),
        _ => Err(Error::at("hours", "must be more than nothing")),
    }
}

fn add_retainer(tx: &Tx<'_>, args: &Args<'_>, client: &Client, start: NaiveDate) -> Result<Done> {
    refuse(args, BLOCK_ONLY, "a block", "a retainer")?;
    refuse(args, COMMISSION_ONLY, "a commission", "a retainer")?;
    let row = in_cycles(args, client, "retainer", start)?;
    let first = args.get::<FirstRule>("first")?.map_or("full", |f| f.0.as_str());
    let every = row.every.clone().unwrap_or_default();
    let id = tx.insert(&Agreement { first_cycle: Some(first.to_owned()), ..row })?;
    let mut terms = Terms {
        id: 0,
        agreement: id,
        valid_from: start,
        minutes: positive_hours(args)?,
        fee: 0,
        overage_rate: None,
        rollover: pure::Rollover::Expire.to_string(),
        cap: None,
        life: None,
        draw_order: pure::Order::RolloverFirst.to_string(),
        counts: pure::Counts::Billable.to_string(),
        services: None,
        rush_burns: pure::RushBurns::Money.to_string(),
        rounding: None,
    };
    fill_terms(args, client, &mut terms)?;
    tx.insert(&terms)?;
    let said =
        format!("added a retainer for {}: {} h every {every} from {start}", client.name, hours_minutes(terms.minutes));
    Ok(Done::new(said, id))
}

fn fill_terms(args: &Args<'_>, client: &Client, terms: &mut Terms) -> Result<()> {
    if args.text("hours").is_some() {
        terms.minutes = positive_hours(args)?;
    }
    if let Some(fee) = args.or_none::<Price>("fee")? {
        terms.fee = fee.map(|f| exact(client, f.0, "fee")).transpose()?.unwrap_or_default();
    }
    if let Some(rate) = args.or_none::<Price>("overage-rate")? {
        terms.overage_rate = rate.map(|r| exact(client, r.0, "overage-rate")).transpose()?;
    }
    if let Some(mode) = args.get::<RolloverMode>("rollover")? {
        terms.rollover = mode.0.to_string();
    }
    if let Some(cap) = args.or_none::<RolloverCap>("cap")? {
        terms.cap = cap.map(|c| c.0.to_string());
    }
    if let Some(life) = args.or_none::<Count>("life")? {
        terms.life = life.map(|l| l.0);
    }
    if let Some(order) = args.get::<DrawOrder>("order")? {
        terms.draw_order = order.0.to_string();
    }
    if let Some(counts) = args.get::<CountRule>("counts")? {
        terms.counts = counts.0.to_string();
    }
    if let Some(services) = args.or_none::<Services>("services")? {
        terms.services = services.map(|s| s.ids());
    }
    if let Some(burns) = args.get::<RushRule>("rush-burns")? {
        terms.rush_burns = burns.0.to_string();
    }
    if let Some(rule) = args.or_none::<RoundingRule>("rounding")? {
        terms.rounding = rule.map(|r| r.0.to_string());
    }
    Ok(())
}

fn add_block(tx: &Tx<'_>, args: &Args<'_>, client: &Client, start: NaiveDate) -> Result<Done> {
    refuse(args, RETAINER_ONLY, "a retainer", "a block")?;
    refuse(args, CYCLES_ONLY, "a retainer", "a block")?;
    refuse(args, COMMISSION_ONLY, "a commission", "a block")?;
    let minutes = positive_hours(args)?;
    let price = args.or_none::<Price>("price")?.flatten().map(|p| exact(client, p.0, "price"));
    let price = price.transpose()?.unwrap_or_default();
    let last = args.or_none::<Day>("last-day")?.flatten().map(|d| d.0);
    if last.is_some_and(|l| l < start) {
        return Err(Error::at("last-day", "is before the start"));
    }
    let id = tx.insert(&Agreement {
        id: 0,
        client: client.id,
        kind: "block".to_owned(),
        starts_on: start,
        ends_on: last,
        anchor: None,
        every: None,
        first_cycle: None,
        minutes: Some(minutes),
        price: Some(price),
        services: args.or_none::<Services>("services")?.flatten().map(|s| s.ids()),
        prorate: false,
        refund: None,
    })?;
    Ok(Done::new(format!("added a block of {} h for {} from {start}", hours_minutes(minutes), client.name), id))
}

/// Changes a retainer's terms from a cycle start on.
pub fn change(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let row = args.need::<AgreementId>("id")?.0;
    if row.which() != AgreementType::Retainer {
        return Err(no_versions());
    }
    let client: Client = tx.get(row.client)?;
    let from = args.need::<NearDay>("from")?.0;
    let versions = tx.terms_of(row.id)?;
    let before = versions.iter().rev().find(|t| t.valid_from <= from);
    // New terms end a pause, and what is not said is as it was agreed before it.
    let (Some(before), Some(agreed)) = (before, agreed_on(&versions, from)) else {
        return Err(Error::at("from", format!("is before the retainer begins, on {}", row.starts_on)));
    };
    let mut terms = Terms { id: before.id, valid_from: before.valid_from, ..agreed.clone() };
    fill_terms(args, &client, &mut terms)?;
    check_begins(tx, &row, from)?;
    billed::refuse_change(tx, &row, from)?;
    if terms == *before {
        let told = args.call.words.iter().any(|(name, _)| !["id", "from"].contains(name));
        return if told {
            Ok(Done::new(format!("nothing changes for {} from {from}", client.name), row.id))
        } else {
            Err(Error::problem("say what changes, for example --hours 30 --fee 1200"))
        };
    }
    if terms.valid_from == from {
        tx.update(&terms)?;
    } else {
        terms.id = 0;
        terms.valid_from = from;
        tx.insert(&terms)?;
    }
    tx.book(client.id)?.check()?;
    Ok(Done::new(
        format!("changed the retainer for {} from {from}: {} h a cycle", client.name, hours_minutes(terms.minutes)),
        row.id,
    ))
}

/// Refuses a day on which no cycle begins, for terms that say what was agreed already too: who names such a day means
/// something else than what holds.
fn check_begins(tx: &Tx<'_>, row: &Agreement, from: NaiveDate) -> Result<()> {
    let book = tx.book(row.client)?;
    let Some(mut retainer) = book.retainer(row.id).cloned() else { return Ok(()) };
    if let Some(agreed) = retainer.terms(from).cloned().filter(|_| retainer.versions.iter().all(|v| v.from != from)) {
        let at = retainer.versions.partition_point(|v| v.from < from);
        retainer.versions.insert(at, pure::Terms { from, ..agreed });
    }
    retainer.check()
}

/// Adds or takes minutes by hand.
pub fn adjust(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let row = args.need::<AgreementId>("id")?.0;
    if row.which() == AgreementType::Commission {
        return Err(Error::at("id", "is a commission, which has no hours"));
    }
    let client: Client = tx.get(row.client)?;
    let minutes = args.need::<Minutes>("duration")?.0;
    let reason = args.need::<Text>("reason")?.0;
    if reason.is_empty() {
        return Err(Error::at("reason", "is empty: the client will ask"));
    }
    let date = args.get::<Day>("on")?.map_or_else(|| tx.setting().zone.date(tx.now), |d| d.0);
    if date < row.starts_on || row.ends_on.is_some_and(|end| date > end) {
        return Err(Error::at("on", format!("{date} is outside the agreement, which begins on {}", row.starts_on)));
    }
    billed::refuse_settled(tx, &row, plus_days(date, -1))?;
    tx.insert(&Adjustment {
        id: 0,
        agreement: row.id,
        date,
        minutes,
        reason: reason.clone(),
        gift: args.flag("gift"),
    })?;
    tx.book(client.id)?.check()?;
    let sign = if minutes < 0 { "" } else { "+" };
    Ok(Done::new(
        format!("adjusted the {} of {} by {sign}{}: {reason}", row.kind, client.name, hours_minutes(minutes)),
        row.id,
    ))
}
