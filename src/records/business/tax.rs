//! Tax codes: what each stands for, from which day on.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::command::call::Args;
use crate::command::input::{Input, NearDay, NewTaxCode, TaxCategoryWord, TaxPercents};
use crate::command::report::{Columns, Done, Report};
use crate::domain::rates::always;
use crate::domain::tax::{DatedTax, TaxCategory, built_in, is_built_in};
use crate::error::{Error, Result};
use crate::records::names::numbered;
use crate::store::{Percentages, TaxRate, Tx};

numbered! {
    /// A tax rate by its number.
    TaxRateId(TaxRate) "tax rate number" |row| row.code.clone(), |_, _| Vec::new();
}

/// A rate as it is kept.
pub fn of_dated(rate: &DatedTax) -> TaxRate {
    TaxRate {
        id: 0,
        code: rate.code.clone(),
        valid_from: rate.from.unwrap_or_else(always),
        category: rate.category,
        percents: Percentages(rate.percents.clone()),
    }
}

/// `tax set`.
pub fn set(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let code = args.need::<NewTaxCode>("code")?.0;
    if is_built_in(&code) {
        return Err(Error::at("code", format!("'{code}' is always there, and nothing is charged under it")));
    }
    let percents = args.need::<TaxPercents>("percent")?;
    let said = percents.echo(&args.context);
    let known: Vec<TaxRate> = tx.tax_rates()?.into_iter().filter(|rate| rate.code == code).collect();
    let category = match args.get::<TaxCategoryWord>("category")? {
        Some(word) => word.0.parse()?,
        None => known.last().map_or(TaxCategory::Standard, |rate| rate.category),
    };
    if category != TaxCategory::Standard && percents.0.iter().any(|percent| percent.0 != 0) {
        let what =
            format!("nothing is charged in the category {}: it goes with 0, or another category", category.as_str());
        return Err(Error::at("percent", what));
    }
    // The first rate of a code holds for what was already worked, unless a day is said.
    let from = match args.get::<NearDay>("from")? {
        Some(day) => day.0,
        None if known.is_empty() => always(),
        None => args.context.today(),
    };
    let row = TaxRate { id: 0, code: code.clone(), valid_from: from, category, percents: Percentages(percents.0) };
    let id = match known.iter().find(|rate| rate.valid_from == from) {
        Some(old) => tx.update(&TaxRate { id: old.id, ..row }).map(|()| old.id)?,
        None => tx.insert(&row)?,
    };
    Ok(Done::new(format!("tax {code} is {said}{}", since(from)), id))
}

fn since(from: NaiveDate) -> String {
    if from == always() { String::new() } else { format!(" from {}", from.format("%-d %b %Y")) }
}

/// `tax rm`.
pub fn remove(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let rate = args.need::<TaxRateId>("id")?.0;
    let others = tx.tax_rates()?.iter().any(|other| other.code == rate.code && other.id != rate.id);
    if !others && let Some(client) = tx.client_taxed_by(&rate.code)? {
        return Err(Error::problem(format!(
            "{client} is taxed by {}, which stands for nothing else: 'client edit {client} --tax …' first",
            rate.code
        )));
    }
    tx.delete::<TaxRate>(rate.id)?;
    Ok(Done::new(format!("deleted tax rate {}: {}{}", rate.id, rate.code, since(rate.valid_from)), rate.id))
}

/// Tax rates, and the codes that are always there.
struct TaxRates(Vec<TaxRate>);

impl Report for TaxRates {
    fn json(&self) -> Value {
        let kept = self.0.iter().map(|rate| {
            let from = (rate.valid_from != always()).then(|| rate.valid_from.to_string());
            let percents: Vec<String> = rate.percents.0.iter().map(ToString::to_string).collect();
            let category = rate.category.as_str();
            json!({ "id": rate.id, "code": rate.code, "category": category, "percents": percents, "from": from })
        });
        let always = built_in().map(|rate| {
            let category = rate.category.as_str();
            json!({ "id": Value::Null, "code": rate.code, "category": category, "percents": ["0"], "from": Value::Null })
        });
        Value::Array(kept.chain(always).collect())
    }

    fn text(&self) -> String {
        let mut columns = Columns::new(&[">id", "code", ">percent", "category", "from"]);
        for rate in &self.0 {
            let percents: Vec<String> = rate.percents.0.iter().map(ToString::to_string).collect();
            let from = if rate.valid_from == always() { "always".to_owned() } else { rate.valid_from.to_string() };
            columns.row(vec![
                rate.id.to_string(),
                rate.code.clone(),
                percents.join(" + "),
                rate.category.as_str().to_owned(),
                from,
            ]);
        }
        for rate in built_in() {
            let category = rate.category.as_str().to_owned();
            columns.row(vec![String::new(), rate.code, "0".to_owned(), category, "always".to_owned()]);
        }
        columns.text()
    }
}

/// `tax list`.
pub fn list(args: &Args<'_>) -> Result<Box<dyn Report>> {
    Ok(Box::new(TaxRates(args.context.db.tax_rates()?)))
}
