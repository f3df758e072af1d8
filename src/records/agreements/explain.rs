//! The choices of a retainer or a block.

use chrono::{Datelike, NaiveDate};

use crate::command::call::Call;
use crate::command::context::Context;
use crate::command::field::is_none;
use crate::command::grammar::date::write_date;
use crate::command::input::{Count, Input, NearDay, RolloverCap, RoundingRule};
use crate::domain::agreement::{Cap, Counts, CycleLength, FirstCycle, Order, Rollover, RushBurns};
use crate::domain::money::{half_up, worth};
use crate::domain::time::{hours_minutes, plus_days};
use crate::records::clients::deal::{Deal, day};
use crate::records::names::Services;

/// How many hours there are, and what one of them costs.
pub fn hours(value: &str, call: &Call, context: &Context<'_>) -> String {
    let deal = Deal::of("hours", value, call, context);
    if deal.minutes().is_some() { bargain(&deal) } else { String::new() }
}

/// What a cycle costs, and what an hour of it.
pub fn fee(value: &str, call: &Call, context: &Context<'_>) -> String {
    bargain(&Deal::of("fee", value, call, context))
}

/// What a block costs, and what an hour of it.
pub fn price(value: &str, call: &Call, context: &Context<'_>) -> String {
    bargain(&Deal::of("price", value, call, context))
}

fn bargain(deal: &Deal<'_>) -> String {
    let (often, paid) = if deal.is_block() {
        (String::new(), deal.price("price", |_| None))
    } else {
        (format!(" every {}", deal.cycles().every), deal.price("fee", |t| Some(t.fee)))
    };
    let had = format!("{} has {}{often}", deal.who(), deal.allowance());
    match (paid.filter(|p| *p > 0), deal.minutes()) {
        (Some(paid), Some(minutes)) => {
            let hour = half_up(i128::from(paid) * 60, i128::from(minutes));
            format!("{had} for {}, which is {} an hour.", deal.money(paid), deal.money(hour))
        }
        (Some(paid), None) => format!("{had} for {}.", deal.money(paid)),
        (None, _) => format!("{had} and pays nothing for that in advance."),
    }
}

/// What becomes of hours left over and of hours beyond.
pub fn rollover(value: &str, call: &Call, context: &Context<'_>) -> String {
    let deal = Deal::of("rollover", value, call, context);
    let Ok(mode) = value.trim().parse::<Rollover>() else { return String::new() };
    let ((this, last), (next, next_last)) = (deal.cycle(0), deal.cycle(1));
    let left = format!("What is left of {}'s {} in {this}", deal.who(), deal.allowance());
    let over = format!("time over it is {}", deal.billed());
    let taken = format!("time over it is not billed but taken from the {} of {next}", deal.allowance());
    match mode {
        Rollover::Expire => format!("{left} is lost after {}; {over}.", day(last)),
        Rollover::NextCycle => format!("{left} can be used until {} and no longer; {over}.", day(next_last)),
        Rollover::Bank => format!("{left} is kept {}{}; {over}.", lives(&deal), at_most(&deal)),
        Rollover::Running => format!("{left} is kept for good{}; {taken}.", at_most(&deal)),
        Rollover::DeductOverruns => format!("{left} is lost after {}; {taken}.", day(last)),
    }
}

/// `until 30 September`, or `for good`.
fn lives(deal: &Deal<'_>) -> String {
    match deal.value::<Count>("life", |t| t.life.map(|l| l.to_string())) {
        Some(cycles) => format!("until {}", day(deal.cycle(cycles.0).1)),
        None => "for good".to_owned(),
    }
}

/// `, at most 10:00 in all`, where there is a cap.
fn at_most(deal: &Deal<'_>) -> String {
    match deal.value::<RolloverCap>("cap", |t| t.cap.clone()).map(|c| c.0) {
        None => String::new(),
        Some(cap) => format!(", at most {} in all", cap_text(cap, deal)),
    }
}

fn cap_text(cap: Cap, deal: &Deal<'_>) -> String {
    match (cap, deal.minutes()) {
        (Cap::Minutes(minutes), _) => hours_minutes(minutes),
        (Cap::Percent(_), Some(all)) => hours_minutes(cap.minutes_of(all)),
        (Cap::Percent(percent), None) => format!("{percent} % of a cycle's hours"),
    }
}

/// The most that is rolled over.
pub fn cap(value: &str, call: &Call, context: &Context<'_>) -> String {
    let deal = Deal::of("cap", value, call, context);
    let mode = deal.rollover();
    if !mode.keeps() {
        return format!("With rollover {mode} nothing is kept, so that a cap changes nothing.");
    }
    if is_none(value) {
        return "However much is left over, all of it is kept.".to_owned();
    }
    let Ok(cap) = RolloverCap::read(value, context) else { return String::new() };
    format!("{} never has more than {} rolled over; what is beyond that is lost.", deal.who(), cap_text(cap.0, &deal))
}

/// How long hours rolled over live.
pub fn life(value: &str, call: &Call, context: &Context<'_>) -> String {
    let deal = Deal::of("life", value, call, context);
    let mode = deal.rollover();
    if mode != Rollover::Bank {
        return format!("With rollover {mode} it changes nothing: only hours that are banked live for some cycles.");
    }
    if is_none(value) {
        return "Hours that are banked are kept for good.".to_owned();
    }
    if Count::read(value, context).is_err() {
        return String::new();
    }
    format!("What is left of {} in {} can be used {}.", deal.allowance(), deal.cycle(0).0, lives(&deal))
}

/// What is used first.
pub fn order(value: &str, call: &Call, context: &Context<'_>) -> String {
    let deal = Deal::of("order", value, call, context);
    let Ok(order) = value.trim().parse::<Order>() else { return String::new() };
    let (next, last) = deal.cycle(1);
    let own = format!("the {} of {next}", deal.allowance());
    match order {
        Order::RolloverFirst => format!("Hours rolled over are used first, and then {own}: fewest are lost."),
        Order::BaseFirst => format!("First {own} are used, and hours rolled over only when those are gone."),
        Order::Soonest => {
            format!("Whatever is lost soonest is used first; {own} count as lost after {}.", day(last))
        }
    }
}

/// Which work uses hours.
pub fn counts(value: &str, call: &Call, context: &Context<'_>) -> String {
    let deal = Deal::of("counts", value, call, context);
    match value.trim().parse::<Counts>() {
        Ok(Counts::Billable) => format!("Only billable work for {} uses the {}.", deal.who(), deal.allowance()),
        Ok(Counts::All) => {
            format!(
                "All work for {} uses the {}, also what is not billable, but no gifts.",
                deal.who(),
                deal.allowance()
            )
        }
        Err(_) => String::new(),
    }
}

/// What a partial first cycle has.
pub fn first(value: &str, call: &Call, context: &Context<'_>) -> String {
    let deal = Deal::of("first", value, call, context);
    let Ok(rule) = value.trim().parse::<FirstCycle>() else { return String::new() };
    let cycles = deal.cycles();
    let span = cycles.cycle(cycles.first_index());
    let (left, whole) = ((span.end - cycles.starts_on).num_days(), (span.end - span.start).num_days());
    let fee = deal.price("fee", |t| Some(t.fee)).filter(|f| *f > 0);
    if left >= whole {
        let same = format!("The first cycle is a whole one, from {}", day(span.start));
        return match rule {
            FirstCycle::Full => format!("{same}, and has all of the {}.", deal.allowance()),
            FirstCycle::Prorated => {
                format!("{same}, so that there is nothing to share out of the {}.", deal.allowance())
            }
        };
    }
    let cut = format!("The first cycle has {left} of {whole} days, until {},", day(plus_days(span.end, -1)));
    let share = |all: i64| half_up(i128::from(all) * i128::from(left), i128::from(whole));
    let part = |all: i64| if rule == FirstCycle::Full { all } else { share(all) };
    let paid = fee.map(|f| format!(" for {}", deal.money(part(f)))).unwrap_or_default();
    match (rule, deal.minutes()) {
        (_, Some(minutes)) => {
            format!("{cut} and {}{paid} of {}.", hours_minutes(part(minutes)), hours_minutes(minutes))
        }
        (FirstCycle::Full, None) => format!("{cut} and all of the hours{paid}."),
        (FirstCycle::Prorated, None) => format!("{cut} and the same share of the hours{paid}."),
    }
}

/// What rush multiplies.
pub fn rush_burns(value: &str, call: &Call, context: &Context<'_>) -> String {
    let deal = Deal::of("rush-burns", value, call, context);
    let (percent, rate) = (deal.rush(), deal.overage());
    let rushed = |all: i64| half_up(i128::from(all) * i128::from(percent), 100);
    match value.trim().parse::<RushBurns>() {
        Ok(RushBurns::Money) => {
            let cost = rate.map_or_else(
                || format!("{percent} % of the rate"),
                |rate| format!("{} instead of {}", deal.money(rushed(rate)), deal.money(rate)),
            );
            format!("An hour of rush work uses 1:00 of the {}; beyond them it costs {cost}.", deal.allowance())
        }
        Ok(RushBurns::Minutes) => {
            let cost = rate.map(|rate| format!(" of {}/h", deal.money(rate))).unwrap_or_default();
            let used = hours_minutes(rushed(60));
            format!("An hour of rush work uses {used} of the {}; the rate{cost} stays as it is.", deal.allowance())
        }
        Err(_) => String::new(),
    }
}

/// How long a cycle is.
pub fn every(value: &str, call: &Call, context: &Context<'_>) -> String {
    let deal = Deal::of("every", value, call, context);
    let Ok(every) = value.trim().parse::<CycleLength>() else { return String::new() };
    let cycles = deal.cycles();
    let at = cycles.index_at(deal.from());
    let (this, next) = (cycles.start_of(at), cycles.start_of(at + 1));
    format!("{} has {} every {every}: from {}, then from {}.", deal.who(), deal.allowance(), day(this), day(next))
}

/// The first cycle of a retainer that begins on a day: `1–30 Nov, then each month`.
pub fn start(value: &str, call: &Call, context: &Context<'_>) -> String {
    let deal = Deal::of("start", value, call, context);
    if !deal.is_retainer() || !(is_none(value) || NearDay::read(value, context).is_ok()) {
        return String::new();
    }
    let (cycles, from) = (deal.cycles(), deal.from());
    let last = plus_days(cycles.cycle(cycles.index_at(from)).end, -1);
    let every = cycles.every.to_string();
    let often = match every.strip_prefix(&cycles.every.n.to_string()) {
        Some(units) => format!("every {} {units}", cycles.every.n),
        None => format!("each {every}"),
    };
    format!("{}, then {often}", span_text(from, last))
}

/// `1–30 Nov`, `16 Nov – 15 Dec`.
fn span_text(first: NaiveDate, last: NaiveDate) -> String {
    let short = |date: NaiveDate| date.format("%-d %b").to_string();
    if (first.year(), first.month()) == (last.year(), last.month()) {
        format!("{}–{}", first.day(), short(last))
    } else {
        format!("{} – {}", short(first), short(last))
    }
}

/// The days on which a retainer begins: the first of this month, or today.
pub fn starts(call: &Call, context: &Context<'_>) -> Vec<String> {
    if !Deal::of("start", "", call, context).is_retainer() {
        return Vec::new();
    }
    let today = context.today();
    let first = write_date(today.with_day(1).unwrap_or(today));
    if today.day() == 1 { vec![first] } else { vec![first, "today".to_owned()] }
}

/// Which services it is for.
pub fn services(value: &str, call: &Call, context: &Context<'_>) -> String {
    let deal = Deal::of("services", value, call, context);
    if is_none(value) {
        return format!("All work for {} uses the {}.", deal.who(), deal.allowance());
    }
    let Ok(services) = Services::read(value, context) else { return String::new() };
    let other =
        deal.rate().map_or_else(String::new, |rate| format!(", at {}/h unless it has its own rate", deal.money(rate)));
    format!(
        "Only {} for {} uses the {}; other work is billed by the hour{other}.",
        services.echo(context),
        deal.who(),
        deal.allowance()
    )
}

/// How time is rounded.
pub fn rounding(value: &str, call: &Call, context: &Context<'_>) -> String {
    let deal = Deal::of("rounding", value, call, context);
    let kept = deal.client.as_ref().and_then(|c| c.rounding.as_deref()?.parse().ok());
    if is_none(value) {
        let rule = kept.unwrap_or_else(|| context.config.rounding());
        return format!("As for all work for {}: {}", deal.who(), deal.rounded(&rule, deal.overage()));
    }
    RoundingRule::read(value, context).map(|rule| deal.rounded(&rule.0, deal.overage())).unwrap_or_default()
}

/// What an hour beyond the allowance costs.
pub fn overage_rate(value: &str, call: &Call, context: &Context<'_>) -> String {
    let deal = Deal::of("overage-rate", value, call, context);
    let mode = deal.rollover();
    if mode.deducts() {
        return format!(
            "With rollover {mode} time over the {} is not billed, so that its rate changes nothing.",
            deal.allowance()
        );
    }
    let usual = deal.rate().map(|rate| deal.money(rate));
    if is_none(value) {
        let cost = usual
            .map_or_else(|| "what such work costs anyway".to_owned(), |u| format!("{u}, as such work does anyway"));
        return format!("An hour over the {} costs {cost}.", deal.allowance());
    }
    let Some(rate) = deal.price("overage-rate", |t| t.overage_rate) else { return String::new() };
    let instead = usual.map(|u| format!(" instead of {u}")).unwrap_or_default();
    let ten = deal.money(worth(600, rate));
    format!("An hour over the {} costs {}{instead}; ten hours over, {ten}.", deal.allowance(), deal.money(rate))
}

#[cfg(test)]
mod tests;
