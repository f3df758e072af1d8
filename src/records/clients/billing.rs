//! What papers say of a client, and how it is billed: typed with `client edit`, kept apart from what every list reads.

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use crate::command::call::{Args, Call};
use crate::command::grammar::date::write_date;
use crate::command::input::{
    Country, FeeWhen, InvoiceForm, LineGrouping, MailAddress, PastDay, PayWithin, PriceBasisWord, Reference, TaxCode,
    VatId, YesNo,
};
use crate::domain::document::terms::PaymentTerms;
use crate::domain::document::totals::PriceBasis;
use crate::domain::ids;
use crate::error::{Doing, Error, Result};
use crate::store::{Billing, Frozen, Tx};

/// Changes what the words of a call say of it.
pub fn fill(tx: &Tx<'_>, args: &Args<'_>, client: i64) -> Result<()> {
    let old = tx.billing_of(client)?;
    let mut billing = old.clone();
    for (name, slot) in [
        ("legal-name", &mut billing.legal_name),
        ("contact", &mut billing.contact),
        ("street", &mut billing.street),
        ("street2", &mut billing.street2),
        ("postcode", &mut billing.postcode),
        ("city", &mut billing.city),
        ("region", &mut billing.region),
        ("registration", &mut billing.registration),
        ("buyer-ref", &mut billing.buyer_ref),
        ("po", &mut billing.po),
        ("contract-ref", &mut billing.contract_ref),
        ("e-address", &mut billing.e_address),
    ] {
        args.put::<Reference>(name, slot, |text| text.0)?;
    }
    if billing.buyer_ref != old.buyer_ref {
        ids::leitweg(&billing.buyer_ref).map_err(|error| error.in_field("buyer-ref"))?;
    }
    if billing.e_address != old.e_address && !is_electronic(&billing.e_address) {
        return Err(Error::at("e-address", "must be a scheme and a number, such as 0204:991-33333TEST-33"));
    }
    args.put::<Country>("country", &mut billing.country, |country| country.0)?;
    args.put::<VatId>("vat-id", &mut billing.vat_id, |id| id.0)?;
    args.put::<MailAddress>("bill-email", &mut billing.email, |address| address.0)?;
    args.put::<PayWithin>("terms", &mut billing.terms, |terms| terms.0.to_string())?;
    args.put::<TaxCode>("tax", &mut billing.tax, |code| code.0)?;
    if let Some(prices) = args.get::<PriceBasisWord>("prices")? {
        billing.prices = prices.0.parse()?;
    }
    args.put::<Reference>("language", &mut billing.language, |tag| tag.0.to_lowercase())?;
    args.put::<Reference>("platform", &mut billing.platform, |name| name.0)?;
    if let Some(grouping) = args.get::<LineGrouping>("group")? {
        billing.grouping = grouping.0.to_owned();
    }
    if let Some(when) = args.get::<FeeWhen>("fee-when")? {
        billing.fee_when = when.0.to_owned();
    }
    if let Some(form) = args.get::<InvoiceForm>("invoice-format")? {
        billing.format = form.0.to_owned();
    }
    if let Some(annex) = args.get::<YesNo>("annex")? {
        billing.annex = annex.0 == "yes";
    }
    if let Some(day) = args.or_none::<PastDay>("billed-through")? {
        billing.billed_through = day.map(|day| day.0);
        settle_before(tx, client, old.billed_through, billing.billed_through)?;
    }
    match (billing == old, old.id) {
        (true, _) => Ok(()),
        (false, 0) => tx.insert(&billing).map(|_| ()),
        (false, _) => tx.update(&billing),
    }
}

/// Settles what was billed before vadash did, through a day; where less is settled than before, the rest is open again.
fn settle_before(tx: &Tx<'_>, client: i64, before: Option<NaiveDate>, now: Option<NaiveDate>) -> Result<()> {
    if before == now {
        return Ok(());
    }
    if tx.has_documents(client)? {
        return Err(Error::at(
            "billed-through",
            "cannot change once there is a document: what is billed is known by those",
        ));
    }
    for frozen in tx.frozen_before(client)? {
        tx.delete::<Frozen>(frozen.id)?;
    }
    let Some(day) = now else { return Ok(()) };
    let start = NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or_default();
    // As it stood while nothing was settled: by their own days.
    for bill in tx.bills(client, start, day, tx.setting())?.into_iter().filter(|bill| bill.date <= day) {
        tx.insert(&Frozen {
            id: 0,
            entry: bill.entry,
            client,
            document: None,
            line: None,
            counts_on: bill.date,
            draws: serde_json::to_string(&bill.draws).doing("settling what was billed before")?,
            billed: bill.billed,
            carried: bill.carried,
            rate: bill.rate,
            agreement: bill.agreement,
            charged: true,
        })?;
    }
    Ok(())
}

/// Whether an address for e-invoices names its scheme: four digits or `EM`.
fn is_electronic(address: &str) -> bool {
    address.is_empty()
        || address.split_once(':').is_some_and(|(scheme, id)| {
            let digits = scheme.len() == 4 && scheme.bytes().all(|b| b.is_ascii_digit());
            (digits || scheme == "EM") && !id.trim().is_empty()
        })
}

/// Its texts by the fields that they are typed in, in the order in which they are asked for.
fn texts(billing: &Billing) -> [(&'static str, &str); 17] {
    [
        ("legal-name", &billing.legal_name),
        ("contact", &billing.contact),
        ("street", &billing.street),
        ("street2", &billing.street2),
        ("postcode", &billing.postcode),
        ("city", &billing.city),
        ("region", &billing.region),
        ("country", &billing.country),
        ("vat-id", &billing.vat_id),
        ("registration", &billing.registration),
        ("buyer-ref", &billing.buyer_ref),
        ("po", &billing.po),
        ("contract-ref", &billing.contract_ref),
        ("bill-email", &billing.email),
        ("e-address", &billing.e_address),
        ("terms", &billing.terms),
        ("tax", &billing.tax),
    ]
}

/// The words that would be typed for it.
pub fn words(call: Call, billing: &Billing) -> Call {
    let call = texts(billing).into_iter().fold(call, |call, (name, text)| call.text_of(name, text));
    call.with("prices", billing.prices.as_str())
        .text_of("language", &billing.language)
        .with("group", &billing.grouping)
        .with("fee-when", &billing.fee_when)
        .with("invoice-format", &billing.format)
        .yes("annex", billing.annex)
        .text_of("platform", &billing.platform)
        .put("billed-through", billing.billed_through.map(write_date))
}

/// What is told of it on the client's page, as label and value.
pub fn facts(billing: &Billing) -> Vec<(&'static str, String)> {
    let town = format!("{} {}", billing.postcode, billing.city);
    let address = [&billing.street, &billing.street2, &town, &billing.region, &billing.country];
    let address: Vec<&str> = address.into_iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    let gross = (billing.prices == PriceBasis::Gross).then(|| "with tax in them".to_owned());
    let terms = if address.is_empty() { String::new() } else { PaymentTerms::default().to_string() };
    vec![
        ("legal name", billing.legal_name.clone()),
        ("bills to", address.join(", ")),
        ("attention", billing.contact.clone()),
        ("bill e-mail", billing.email.clone()),
        ("VAT id", billing.vat_id.clone()),
        ("reference", billing.buyer_ref.clone()),
        ("order", billing.po.clone()),
        ("contract", billing.contract_ref.clone()),
        ("terms", if billing.terms.is_empty() { terms } else { billing.terms.clone() }),
        ("tax", billing.tax.clone()),
        ("prices", gross.unwrap_or_default()),
        ("language", billing.language.clone()),
        ("fees", if billing.fee_when == "arrears" { "due in arrears".to_owned() } else { String::new() }),
        ("lines", if billing.grouping == "service" { String::new() } else { format!("by {}", billing.grouping) }),
        ("annex", if billing.annex { "goes with its documents".to_owned() } else { String::new() }),
        ("platform", billing.platform.clone()),
        ("billed through", billing.billed_through.map(|day| day.to_string()).unwrap_or_default()),
    ]
}

/// All of it, as JSON: nothing where nothing is known. What is about bills needs not say so there.
pub fn json(billing: &Billing) -> Value {
    let known = |text: &str| if text.is_empty() { Value::Null } else { json!(text) };
    let field = |(name, text): (&str, &str)| (name.trim_start_matches("bill-").replace('-', "_"), known(text));
    let mut fields: Map<String, Value> = texts(billing).into_iter().map(field).collect();
    fields.insert("prices".to_owned(), json!(billing.prices.as_str()));
    fields.insert("language".to_owned(), known(&billing.language));
    fields.insert("group".to_owned(), json!(billing.grouping));
    fields.insert("fee_when".to_owned(), json!(billing.fee_when));
    fields.insert("invoice_format".to_owned(), json!(billing.format));
    fields.insert("annex".to_owned(), json!(billing.annex));
    fields.insert("platform".to_owned(), known(&billing.platform));
    fields.insert("billed_through".to_owned(), json!(billing.billed_through.map(|day| day.to_string())));
    Value::Object(fields)
}
