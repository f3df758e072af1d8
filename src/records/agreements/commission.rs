//! Commission: what is paid for the closings of a cycle, and the closings.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::command::call::Args;
use crate::command::input::{AmountOf, CurrencyAmount, Day, TierBasisWord, TierList, TierModeWord, Title};
use crate::command::report::{Columns, Done, Report};
use crate::domain::agreement as pure;
use crate::domain::document::commission::{Commission, TierBasis, TierMode};
use crate::domain::money::{Currency, decimal};
use crate::error::{Error, Result};
use crate::records::agreements::only::{BLOCK_ONLY, RETAINER_ONLY, in_cycles, refuse};
use crate::records::directory::Directory;
use crate::records::money;
use crate::records::names::{ClientName, numbered};
use crate::store::{Agreement, AgreementType, Client, Closing, CommissionTerms, Reads, Tx};

numbered! {
    /// A closing by its number.
    ClosingId(Closing) "closing number" |row| row.note.clone(), |_, _| Vec::new();
}

/// Adds a commission.
pub fn add(tx: &Tx<'_>, args: &Args<'_>, client: &Client, start: NaiveDate) -> Result<Done> {
    refuse(args, RETAINER_ONLY, "a retainer", "a commission")?;
    refuse(args, BLOCK_ONLY, "a block", "a commission")?;
    refuse(args, &["hours", "services"], "a retainer or block", "a commission")?;
    let tiers = args.need::<TierList>("tiers")?;
    let basis = args.get::<TierBasisWord>("of")?.map_or("count", |word| word.0);
    let mode = args.get::<TierModeWord>("mode")?.map_or("marginal", |word| word.0);
    let bound = |name| -> Result<Option<i64>> {
        let given = args.or_none::<CurrencyAmount>(name)?.flatten();
        given.map(|amount| amount.minor(client.currency).map_err(|e| e.in_field(name))).transpose()
    };
    let id = tx.insert(&in_cycles(args, client, "commission", start)?)?;
    let terms = CommissionTerms {
        id: 0,
        agreement: id,
        tiers: tiers.0,
        basis: basis.to_owned(),
        mode: mode.to_owned(),
        least: bound("min")?,
        most: bound("max")?,
    };
    let agreed = of_terms(&terms, client.currency).map_err(|error| error.in_field("tiers"))?;
    tx.insert(&terms)?;
    let said = format!("added a commission for {}: {} from {start}", client.name, words(&agreed, client.currency));
    Ok(Done::new(said, id))
}

/// The terms as they are paid by.
pub fn of_terms(terms: &CommissionTerms, currency: Currency) -> Result<Commission> {
    let basis = if terms.basis == "value" { TierBasis::Value } else { TierBasis::Count };
    let mode = if terms.mode == "whole" { TierMode::Whole } else { TierMode::Marginal };
    let tiers = TierList(terms.tiers.clone()).tiers(basis, currency)?;
    Commission::new(tiers, basis, mode, (terms.least, terms.most))
}

/// The terms in words: `150.00 each, from the 6th 200.00`.
pub fn words(agreed: &Commission, currency: Currency) -> String {
    let amount = |minor| decimal(minor, currency.decimals());
    let pay = |tier: &crate::domain::document::commission::Tier| match tier.pay {
        crate::domain::document::commission::TierPay::Each(minor) => amount(minor),
        crate::domain::document::commission::TierPay::Share(percent) => format!("{percent} %"),
    };
    let mut parts = Vec::new();
    for tier in &agreed.tiers {
        parts.push(match (tier.from, agreed.of) {
            (0, TierBasis::Count) => format!("{} each closing", pay(tier)),
            (0, TierBasis::Value) => format!("{} of the value", pay(tier)),
            (from, TierBasis::Count) => format!("{} from number {}", pay(tier), from + 1),
            (from, TierBasis::Value) => format!("{} from {}", pay(tier), amount(from)),
        });
    }
    if agreed.mode == TierMode::Whole && agreed.tiers.len() > 1 {
        parts.push("the tier reached holds for all".to_owned());
    }
    parts.extend(agreed.least.map(|least| format!("at least {}", amount(least))));
    parts.extend(agreed.most.map(|most| format!("at most {}", amount(most))));
    format!("{} {currency}", parts.join(", "))
}

/// The cycles of a commission, as those of a retainer are counted.
pub fn cycles(row: &Agreement) -> Result<pure::Retainer> {
    let every = row.every.as_deref().unwrap_or("month");
    Ok(pure::Retainer {
        id: row.id,
        starts_on: row.starts_on,
        anchor: row.anchor.unwrap_or(row.starts_on),
        every: every.parse()?,
        first_cycle: pure::FirstCycle::Full,
        ends_on: row.ends_on,
        versions: Vec::new(),
        adjustments: Vec::new(),
    })
}

/// What was closed in a cycle comes to so much.
pub fn amount(db: &Reads, row: &Agreement, agreed: &Commission, cycle: (NaiveDate, NaiveDate)) -> Result<(i64, usize)> {
    let closings = db.closings(Some(row.id), Some(cycle))?;
    let values: Vec<i64> = closings.iter().map(|closing| closing.value.unwrap_or_default()).collect();
    Ok((agreed.amount(&values), values.len()))
}

/// The commission of a client that holds on a day.
fn commission_on(db: &Reads, client: &Client, on: NaiveDate) -> Result<Agreement> {
    let mut all = db.agreements_of(client.id)?.into_iter().filter(|row| row.which() == AgreementType::Commission);
    let found = all.rfind(|row| row.starts_on <= on && row.ends_on.is_none_or(|end| on <= end));
    found.ok_or_else(|| {
        let what =
            format!("{} has no commission on {on}: 'agreement add {} commission --tiers …'", client.code, client.code);
        Error::at("client", what)
    })
}

/// `closing add`.
pub fn add_closing(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let client = args.need::<ClientName>("client")?.0;
    let date = args.get::<Day>("on")?.map_or_else(|| args.context.today(), |day| day.0);
    let row = commission_on(tx, &client, date)?;
    let closing =
        fill(tx, args, &client, &row, Closing { id: 0, agreement: row.id, note: String::new(), date, value: None })?;
    let id = tx.insert(&closing)?;
    Ok(Done::new(format!("closed for {}: {} on {date}", client.name, closing.note), id))
}

/// `closing edit`.
pub fn edit_closing(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let mut closing = args.need::<ClosingId>("id")?.0;
    let row: Agreement = tx.get(closing.agreement)?;
    let client: Client = tx.get(row.client)?;
    if let Some(day) = args.get::<Day>("on")? {
        closing.date = day.0;
    }
    if closing.date < row.starts_on || row.ends_on.is_some_and(|end| closing.date > end) {
        return Err(Error::at("on", "is outside the commission"));
    }
    let closing = fill(tx, args, &client, &row, closing)?;
    tx.update(&closing)?;
    Ok(Done::new(format!("closing {}: {} on {}", closing.id, closing.note, closing.date), closing.id))
}

fn fill(_: &Tx<'_>, args: &Args<'_>, client: &Client, _: &Agreement, mut closing: Closing) -> Result<Closing> {
    if let Some(note) = args.get::<Title>("note")? {
        closing.note = note.0;
    }
    if let Some(value) = args.or_none::<CurrencyAmount>("value")? {
        closing.value = value.map(|v| v.minor(client.currency).map_err(|e| e.in_field("value"))).transpose()?;
    }
    if closing.date > args.context.today() {
        return Err(Error::at("on", "has not come yet"));
    }
    Ok(closing)
}

/// `closing rm`.
pub fn remove_closing(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let closing = args.need::<ClosingId>("id")?.0;
    tx.delete::<Closing>(closing.id)?;
    Ok(Done::new(format!("deleted closing {}: {}", closing.id, closing.note), closing.id))
}

struct Closings(Vec<(Closing, Client)>);

impl Report for Closings {
    fn json(&self) -> Value {
        let one = |(closing, client): &(Closing, Client)| {
            json!({
                "id": closing.id, "client": client.code, "agreement": closing.agreement, "note": closing.note,
                "date": closing.date.to_string(), "value": money::amount(closing.value, client.currency),
                "currency": client.currency.code(),
            })
        };
        Value::Array(self.0.iter().map(one).collect())
    }

    fn text(&self) -> String {
        let mut columns = Columns::new(&[">id", "date", "client", "what", ">value"]);
        for (closing, client) in &self.0 {
            let value = closing.value.map(|value| AmountOf(value, client.currency).to_string()).unwrap_or_default();
            columns.row(vec![
                closing.id.to_string(),
                closing.date.to_string(),
                client.code.clone(),
                closing.note.clone(),
                value,
            ]);
        }
        columns.text_or("nothing was closed")
    }
}

/// `closing list`.
pub fn list_closings(args: &Args<'_>) -> Result<Box<dyn Report>> {
    let client = args.get::<ClientName>("client")?.map(|c| c.0.id);
    let directory = Directory::of(args.context.db)?;
    let mut rows = Vec::new();
    for closing in args.context.db.closings(None, None)? {
        let row: Agreement = args.context.db.get(closing.agreement)?;
        if client.is_none_or(|client| client == row.client) {
            rows.push((closing, directory.get(row.client)?.clone()));
        }
    }
    Ok(Box::new(Closings(rows)))
}
