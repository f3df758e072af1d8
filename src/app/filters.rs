//! Saved filters: what is looked for again and again, by a name.

use serde_json::{Value, json};

use crate::command::call::Args;
use crate::command::input::{Text, Title};
use crate::command::report::{Columns, Done, Report};
use crate::error::{Error, Result};
use crate::store::{Filter, Tx};

/// Saves a filter under a name, in the place of the one that had it.
pub fn save(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let name = args.need::<Title>("name")?.0;
    let text = args.need::<Text>("text")?.0;
    if text.is_empty() {
        return Err(Error::at("text", "is empty: say what to look for"));
    }
    // One that cannot be read would be found out only when it is wanted.
    crate::command::filter::Filter::read(&text).map_err(|e| e.in_field("text"))?;
    match tx.filter_by_name(&name)? {
        Some(old) if old.text == text => Ok(Done::unchanged(&format!("filter {name}"), old.id)),
        Some(old) => {
            let id = old.id;
            tx.update(&Filter { text: text.clone(), ..old })?;
            Ok(Done::new(format!("changed filter {name}: {text}"), id))
        }
        None => {
            let id = tx.insert(&Filter { id: 0, name: name.clone(), text: text.clone() })?;
            Ok(Done::new(format!("saved filter {name}: {text}"), id))
        }
    }
}

/// Deletes a saved filter.
pub fn remove(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let name = args.need::<Title>("name")?.0;
    let Some(old) = tx.filter_by_name(&name)? else {
        let names = tx.filters()?;
        let hint = crate::command::input::nearest(&name, names.iter().map(|f| f.name.as_str()));
        return Err(Error::at("name", format!("there is no filter '{name}'{hint}")));
    };
    tx.delete::<Filter>(old.id)?;
    Ok(Done::new(format!("deleted filter {name}: {}", old.text), old.id))
}

/// The saved filters.
struct Filters(Vec<Filter>);

/// `filter list`.
pub fn list(args: &Args<'_>) -> Result<Box<dyn Report>> {
    Ok(Box::new(Filters(args.context.db.filters()?)))
}

impl Report for Filters {
    fn json(&self) -> Value {
        self.0.iter().map(|f| json!({ "id": f.id, "name": f.name, "text": f.text })).collect()
    }

    fn text(&self) -> String {
        let mut columns = Columns::new(&["name", "filter"]);
        for filter in &self.0 {
            columns.row(vec![filter.name.clone(), filter.text.clone()]);
        }
        columns.text_or("no saved filters")
    }
}
