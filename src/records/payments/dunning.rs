//! The yearly interest that reminders ask for, from a day on.

use serde_json::{Value, json};

use crate::command::call::Args;
use crate::command::input::{NearDay, TaxPercents};
use crate::command::report::{Columns, Done, Report};
use crate::error::{Error, Result};
use crate::store::{DunningRate, Tx};

/// `dunning rate`.
pub fn rate(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let percents = args.need::<TaxPercents>("percent")?.0;
    let [percent] = percents.as_slice() else { return Err(Error::at("percent", "is one percentage a year")) };
    let from = args.get::<NearDay>("from")?.map_or_else(|| args.context.today(), |day| day.0);
    let known = tx.dunning_rates()?.into_iter().find(|rate| rate.valid_from == from);
    let row = DunningRate { id: 0, valid_from: from, percent: percent.to_string() };
    let id = match known {
        Some(known) => tx.update(&DunningRate { id: known.id, ..row }).map(|()| known.id)?,
        None => tx.insert(&row)?,
    };
    Ok(Done::new(format!("reminders ask for {percent} % a year from {from}"), id))
}

struct Rates(Vec<DunningRate>);

impl Report for Rates {
    fn json(&self) -> Value {
        let one =
            |rate: &DunningRate| json!({ "id": rate.id, "percent": rate.percent, "from": rate.valid_from.to_string() });
        Value::Array(self.0.iter().map(one).collect())
    }

    fn text(&self) -> String {
        let mut columns = Columns::new(&["from", ">percent a year"]);
        for rate in &self.0 {
            columns.row(vec![rate.valid_from.to_string(), rate.percent.clone()]);
        }
        columns.text_or("no interest is asked for: 'dunning rate PERCENT --from DAY'")
    }
}

/// `dunning list`.
pub fn list(args: &Args<'_>) -> Result<Box<dyn Report>> {
    Ok(Box::new(Rates(args.context.db.dunning_rates()?)))
}
