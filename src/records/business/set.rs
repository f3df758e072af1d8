//! Who bills: said, and shown with what is still missing.

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use crate::command::call::{Args, Call};
use crate::command::context::Context;
use crate::command::form::changes;
use crate::command::grammar::date::write_date;
use crate::command::input::{
    Bic, CashRounding, Country, CurrencyCode, Iban, Input, MailAddress, NearDay, PrintedText, Reference, TaxRegimeWord,
    VatId, WebAddress,
};
use crate::command::report::{Done, Report, cut_line, sentence_line};
use crate::domain::money::Currency;
use crate::domain::rates::always;
use crate::domain::tax::{TaxRegime, is_eu, of_country};
use crate::domain::text::clean_line;
use crate::error::{Error, Result};
use crate::records::business::tax::of_dated;
use crate::store::{Business, Tx};

/// What the books are in: what the business says, else what is configured.
pub fn home_currency(context: &Context<'_>) -> Result<Currency> {
    let business = context.db.business(context.today())?;
    Ok(business.and_then(|business| business.currency).unwrap_or(context.config.currency))
}

fn blank(valid_from: NaiveDate) -> Business {
    Business {
        id: 0,
        valid_from,
        name: String::new(),
        contact: String::new(),
        street: String::new(),
        postcode: String::new(),
        city: String::new(),
        country: String::new(),
        email: String::new(),
        phone: String::new(),
        web: String::new(),
        vat_id: String::new(),
        tax_number: String::new(),
        registration: String::new(),
        iban: String::new(),
        bic: String::new(),
        bank: String::new(),
        pay_link: String::new(),
        currency: None,
        regime: None,
        cash_rounding: String::new(),
        logo: String::new(),
    }
}

/// That what was said holds until something else does.
fn later_words(day: NaiveDate) -> String {
    format!("what was said for {day} holds from then on: 'business set --from {day}' changes that")
}

/// `business set`.
pub fn set(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let today = args.context.today();
    let from = args.get::<NearDay>("from")?.map(|day| day.0);
    let known = tx.business(from.unwrap_or(today))?;
    let first = known.is_none();
    let mut business = match (known, from) {
        (Some(known), Some(from)) if known.valid_from != from => Business { id: 0, valid_from: from, ..known },
        (Some(known), _) => known,
        (None, from) => blank(from.unwrap_or_else(always)),
    };
    let was = words(Call::new(args.call.action), &business);
    fill(args, &mut business)?;
    let is = words(Call::new(args.call.action), &business);
    let parts = changes(&was, &is, &["from"]);
    if parts.is_empty() {
        let nothing = Error::problem("nothing is said of the business: name at least one option, such as --name");
        return if first { Err(nothing) } else { Ok(Done::unchanged("the business", business.id)) };
    }
    if was.get("currency") != is.get("currency") && !tx.exchange_rates()?.is_empty() {
        let what = "cannot be another while there are exchange rates, which are in it: 'fx rm' deletes them";
        return Err(Error::at("currency", what));
    }
    let id = if business.id == 0 { tx.insert(&business)? } else { tx.update(&business).map(|()| business.id)? };
    // A country's own codes are there at once; what was typed for one is left as it is.
    let (kept, own) = (!tx.tax_rates()?.is_empty(), of_country(&business.country));
    let brought = if kept { &[][..] } else { &own[..] };
    for rate in brought {
        tx.insert(&of_dated(rate))?;
    }
    let since = from.map(|day| format!(" from {}", day.format("%-d %b %Y"))).unwrap_or_default();
    let what = if first { "set" } else { "changed" };
    let mut done = Done::new(format!("{what} the business{since}: {}", parts.join("; ")), id);
    if !brought.is_empty() {
        done.notes.push(format!("the tax codes of {} are there: 'tax list' shows them", business.country));
    }
    if kept && !own.is_empty() && was.get("country") != is.get("country") {
        done.notes.push(format!("the tax codes stay as they are, and are not those of {}", business.country));
    }
    done.notes.extend(tx.business_changes_after(business.valid_from)?.first().map(|day| later_words(*day)));
    done.notes.extend(missing_words(&business));
    Ok(done)
}

fn fill(args: &Args<'_>, business: &mut Business) -> Result<()> {
    for (name, slot) in [
        ("name", &mut business.name),
        ("street", &mut business.street),
        ("postcode", &mut business.postcode),
        ("city", &mut business.city),
    ] {
        if let Some(text) = args.get::<PrintedText>(name)? {
            *slot = text.0;
        }
    }
    for (name, slot) in [
        ("contact", &mut business.contact),
        ("tax-number", &mut business.tax_number),
        ("bank", &mut business.bank),
        ("phone", &mut business.phone),
        ("registration", &mut business.registration),
    ] {
        args.put::<Reference>(name, slot, |text| text.0)?;
    }
    if let Some(country) = args.get::<Country>("country")? {
        business.country = country.0;
    }
    args.put::<MailAddress>("email", &mut business.email, |address| address.0)?;
    args.put::<WebAddress>("web", &mut business.web, |address| address.0)?;
    args.put::<WebAddress>("pay-link", &mut business.pay_link, |address| address.0)?;
    args.put::<VatId>("vat-id", &mut business.vat_id, |id| id.0)?;
    args.put::<Iban>("iban", &mut business.iban, |id| id.0)?;
    args.put::<Bic>("bic", &mut business.bic, |id| id.0)?;
    if let Some(currency) = args.or_none::<CurrencyCode>("currency")? {
        business.currency = currency.map(|code| code.0);
    }
    if let Some(regime) = args.get::<TaxRegimeWord>("regime")? {
        business.regime = Some(regime.0.parse()?);
    }
    if let Some(CashRounding(currency, coin)) = args.get::<CashRounding>("cash-rounding")? {
        let of = format!("{currency}=");
        let mut kept: Vec<&str> =
            business.cash_rounding.split(' ').filter(|w| !w.is_empty() && !w.starts_with(&of)).collect();
        let word = CashRounding(currency, coin).echo(&args.context);
        kept.extend((coin > 0).then_some(word.as_str()));
        kept.sort_unstable();
        business.cash_rounding = kept.join(" ");
    }
    Ok(())
}

/// The business as it is typed.
fn words(call: Call, business: &Business) -> Call {
    lines(business).into_iter().fold(call, |call, (name, text)| call.text_of(name, &text))
}

/// The business as it is now, for `business set`; there is but one, which no word names.
pub fn present(call: &Call, _: &str, context: &Context<'_>) -> Result<Call> {
    let business = context.db.business(context.today())?.unwrap_or_else(|| blank(always()));
    Ok(words(Call::new(call.action), &business))
}

/// What must be known of the business before it can issue anything: the fields that are not.
pub fn missing(business: &Business) -> Vec<&'static str> {
    let texts = [
        ("name", &business.name),
        ("street", &business.street),
        ("postcode", &business.postcode),
        ("city", &business.city),
        ("country", &business.country),
    ];
    let mut missing: Vec<&str> = texts.into_iter().filter(|(_, text)| text.is_empty()).map(|(name, _)| name).collect();
    missing.extend(business.regime.is_none().then_some("regime"));
    // In the EU an invoice names one or the other (Directive 2006/112/EC, article 226; § 14 UStG).
    let taxed = business.regime.is_some_and(|regime| regime != TaxRegime::None) && is_eu(&business.country);
    let unknown = business.vat_id.is_empty() && business.tax_number.is_empty();
    missing.extend((taxed && unknown).then_some("tax-number"));
    missing
}

fn missing_words(business: &Business) -> Option<String> {
    let missing = missing(business);
    let options: Vec<String> = missing.iter().map(|name| format!("--{name} …")).collect();
    (!missing.is_empty()).then(|| format!("before an invoice can be issued: 'business set {}'", options.join(" ")))
}

/// The business as it is shown.
struct Shown {
    business: Option<Business>,
    /// Since when, if it was not always so.
    from: Option<NaiveDate>,
    /// From which days on something else was said.
    later: Vec<NaiveDate>,
}

impl Report for Shown {
    fn json(&self) -> Value {
        let Some(business) = &self.business else { return Value::Null };
        let text = |text: &String| if text.is_empty() { Value::Null } else { json!(text) };
        let mut fields = Map::new();
        for (name, value) in lines(business) {
            fields.insert(name.replace('-', "_"), text(&value));
        }
        fields.insert("from".to_owned(), json!(self.from.map(|day| day.to_string())));
        let later: Vec<String> = self.later.iter().map(ToString::to_string).collect();
        fields.insert("later".to_owned(), json!(later));
        fields.insert("missing".to_owned(), json!(missing(business)));
        Value::Object(fields)
    }

    fn text(&self) -> String {
        let Some(business) = &self.business else {
            return sentence_line(
                "nothing is known of the business: 'business set --name NAME --street …' says who bills",
            );
        };
        let mut text = String::new();
        for (name, value) in lines(business).into_iter().filter(|(_, value)| !value.is_empty()) {
            text.push_str(&cut_line(&format!("{name:<14}{}", clean_line(&value))));
        }
        if let Some(day) = self.from {
            text.push_str(&cut_line(&format!("{:<14}{}", "from", write_date(day))));
        }
        for day in &self.later {
            text.push_str(&sentence_line(&later_words(*day)));
        }
        text.push_str(&missing_words(business).map(|words| sentence_line(&words)).unwrap_or_default());
        text
    }
}

/// Its fields as they are named and typed, in the order in which they are asked for.
fn lines(business: &Business) -> Vec<(&'static str, String)> {
    vec![
        ("name", business.name.clone()),
        ("contact", business.contact.clone()),
        ("street", business.street.clone()),
        ("postcode", business.postcode.clone()),
        ("city", business.city.clone()),
        ("country", business.country.clone()),
        ("regime", business.regime.map(|regime| regime.as_str().to_owned()).unwrap_or_default()),
        ("vat-id", business.vat_id.clone()),
        ("tax-number", business.tax_number.clone()),
        ("iban", business.iban.clone()),
        ("bic", business.bic.clone()),
        ("bank", business.bank.clone()),
        ("email", business.email.clone()),
        ("phone", business.phone.clone()),
        ("web", business.web.clone()),
        ("registration", business.registration.clone()),
        ("pay-link", business.pay_link.clone()),
        ("currency", business.currency.map(|currency| currency.to_string()).unwrap_or_default()),
        ("cash-rounding", business.cash_rounding.clone()),
    ]
}

/// `business show`.
pub fn show(args: &Args<'_>) -> Result<Box<dyn Report>> {
    let (db, today) = (args.context.db, args.context.today());
    let business = db.business(today)?;
    let from = business.as_ref().map(|business| business.valid_from).filter(|day| *day != always());
    Ok(Box::new(Shown { business, from, later: db.business_changes_after(today)? }))
}
