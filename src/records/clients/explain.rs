//! A client's own choices.

use crate::command::call::Call;
use crate::command::context::Context;
use crate::command::field::is_none;
use crate::command::input::{ClientColour, Input, Least, Percent, RoundingRule};
use crate::domain::hue::ClientHue;
use crate::domain::money::half_up;
use crate::records::clients::deal::Deal;
use crate::records::names::ClientName;

/// What a rounding rule does.
pub fn rounding(value: &str, call: &Call, context: &Context<'_>) -> String {
    let deal = Deal::of("rounding", value, call, context);
    if is_none(value) {
        return format!("As the settings say: {}", deal.rounded(&context.config.rounding(), deal.rate()));
    }
    RoundingRule::read(value, context).map(|rule| deal.rounded(&rule.0, deal.rate())).unwrap_or_default()
}

/// What the least time billed does.
pub fn minimum(value: &str, call: &Call, context: &Context<'_>) -> String {
    let deal = Deal::of("minimum", value, call, context);
    match Least::read(value, context) {
        _ if is_none(value) => "There is no least time: rounding alone says what is billed.".to_owned(),
        Ok(least) => format!("A minute of work is billed as {}{}.", least.0, deal.worth(least.0, deal.rate())),
        Err(_) => String::new(),
    }
}

/// What a rush costs.
pub fn rush_percent(value: &str, call: &Call, context: &Context<'_>) -> String {
    let deal = Deal::of("rush-percent", value, call, context);
    let Ok(percent) = Percent::read(value, context) else { return String::new() };
    match (percent.0, deal.rate()) {
        (100, _) => "Rush work costs no more than other work.".to_owned(),
        (percent, Some(rate)) => {
            let rushed = half_up(i128::from(rate) * i128::from(percent), 100);
            format!("Rush work costs {} instead of {}/h.", deal.money(rushed), deal.money(rate))
        }
        (percent, None) => format!("Rush work costs {percent} % of the rate."),
    }
}

/// What a client is shown in.
pub fn colour(value: &str, call: &Call, context: &Context<'_>) -> String {
    let client = call.get("client").first().and_then(|word| ClientName::read(word, context).ok());
    let own = client.map_or_else(String::new, |client| {
        format!("{} by its number, which it keeps whoever comes or goes", ClientHue::of_rank(client.0.id))
    });
    match ClientColour::read(value, context) {
        _ if is_none(value) && own.is_empty() => String::new(),
        _ if is_none(value) => format!("It is shown in {own}."),
        Ok(colour) if own.is_empty() => format!("It is shown in {}.", colour.0),
        Ok(colour) => format!("It is shown in {} everywhere; without a choice: {own}.", colour.0),
        Err(_) => String::new(),
    }
}
