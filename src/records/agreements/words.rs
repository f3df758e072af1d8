//! Agreements as the words that would be typed for them.

use crate::command::action::Action;
use crate::command::call::Call;
use crate::command::context::Context;
use crate::command::form::named;
use crate::command::grammar::date::write_date;
use crate::command::input::Input;
use crate::domain::time::hours_minutes;
use crate::error::{Error, Result};
use crate::records::clients::words::{amount, service_codes};
use crate::records::names::AgreementId;
use crate::store::{Agreement, AgreementType, Client, Terms};

/// An agreement's terms for `agreement change`, by its number.
pub fn of_agreement(call: &Call, id: &str, context: &Context<'_>) -> Result<Call> {
    terms(call.action, &named::<AgreementId>("id", id, context)?.0, context)
}

/// An agreement for `agreement add`, by its number.
pub fn agreement_again(action: &'static Action, id: &str, _: &str, context: &Context<'_>) -> Result<Call> {
    agreement(Call::new(action), &AgreementId::read(id, context)?.0, context)
}

/// The terms of a retainer as they stand when the next cycle begins: from then on they can change.
fn terms(action: &'static Action, row: &Agreement, context: &Context<'_>) -> Result<Call> {
    if row.which() != AgreementType::Retainer {
        return Err(crate::records::agreements::pause::no_versions());
    }
    let from = next_cycle(row, context)?;
    let versions = context.db.terms_of(row.id)?;
    let version = versions.iter().rev().find(|t| t.valid_from <= from).or(versions.first());
    let version = version.ok_or_else(|| Error::problem("an agreement needs terms"))?;
    let call = Call::new(action).with("id", row.id.to_string()).with("from", write_date(from));
    terms_fields(call, version, &context.db.get(row.client)?, context)
}

/// The first day of the cycle after today's, or of the first if that is still to come.
fn next_cycle(row: &Agreement, context: &Context<'_>) -> Result<chrono::NaiveDate> {
    let book = context.db.book(row.client)?;
    let today = context.today();
    let next = book.retainer(row.id).map(|r| r.cycle_at(today).end);
    Ok(next.filter(|_| row.starts_on <= today).unwrap_or(row.starts_on))
}

fn terms_fields(call: Call, terms: &Terms, client: &Client, context: &Context<'_>) -> Result<Call> {
    Ok(call
        .with("hours", hours_minutes(terms.minutes))
        .with("fee", amount(terms.fee, client))
        .with("rollover", &terms.rollover)
        .put("cap", terms.cap.clone())
        .put("life", terms.life.map(|l| l.to_string()))
        .with("order", &terms.draw_order)
        .put("overage-rate", terms.overage_rate.map(|r| amount(r, client)))
        .with("counts", &terms.counts)
        .put("services", service_codes(terms.services.as_deref(), context)?)
        .with("rush-burns", &terms.rush_burns)
        .put("rounding", terms.rounding.clone()))
}

fn agreement(call: Call, row: &Agreement, context: &Context<'_>) -> Result<Call> {
    let client: Client = context.db.get(row.client)?;
    let call = call.with("client", &client.code).with("kind", &row.kind).with("start", write_date(row.starts_on));
    if row.which() == AgreementType::Block {
        return Ok(call
            .put("hours", row.minutes.map(hours_minutes))
            .put("price", row.price.map(|p| amount(p, &client)))
            .put("services", service_codes(row.services.as_deref(), context)?)
            .put("last-day", row.ends_on.map(write_date)));
    }
    let call = call.put("anchor", row.anchor.map(write_date)).put("every", row.every.clone());
    if let Some(terms) = context.db.commission_of(row.id)? {
        return Ok(call
            .with("tiers", terms.tiers)
            .with("of", terms.basis)
            .with("mode", terms.mode)
            .put("min", terms.least.map(|least| amount(least, &client)))
            .put("max", terms.most.map(|most| amount(most, &client))));
    }
    let call = call.put("first", row.first_cycle.clone());
    let versions = context.db.terms_of(row.id)?;
    let latest = versions.last().ok_or_else(|| Error::problem("an agreement needs terms"))?;
    terms_fields(call, latest, &client, context)
}
