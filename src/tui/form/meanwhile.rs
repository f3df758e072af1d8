//! What others made of a record while a form for it was open.

use super::{Form, FormRow};
use crate::command::call::Call;
use crate::command::context::Context;
use crate::command::form::present;
use crate::domain::text::{clean_line, cut};
use crate::error::{Error, Result};

/// The most columns that a value is repeated in.
const MOST: usize = 40;

impl Form {
    /// Notes which record its values are those of.
    pub fn note_record(&mut self, call: &Call, id: &str) {
        self.record = Some((call.clone(), id.to_owned()));
    }

    /// Looks whether the record is still as it was; false if somebody has changed what is to be changed here, which is
    /// said at its field. What is typed stays, and is taken when it is saved again.
    pub fn compare(&mut self, context: &Context<'_>) -> Result<bool> {
        let Some((call, id)) = &self.record else { return Ok(true) };
        let now = present(call, id, context).map_err(|error| gone(&error))?;
        let mut met = None;
        for (n, row) in self.rows.iter_mut().enumerate() {
            let now = FormRow::of(row.field, &now);
            if now.start == row.start {
                continue;
            }
            if !row.changed() {
                // Nobody has typed here.
                row.line.set(&now.start);
            } else if now.text() != row.text() {
                let (old, new) = (shown(&row.start), shown(&now.start));
                let said = format!("was changed meanwhile from {old} to {new}: save again to put yours in its place");
                row.refused = Some(said);
                met = met.or(Some(n));
            }
            row.start = now.start;
        }
        if let Some(n) = met {
            self.go(n);
        }
        self.listen(context);
        Ok(met.is_none())
    }
}

fn shown(text: &str) -> String {
    if text.trim().is_empty() { "nothing".to_owned() } else { format!("'{}'", cut(&clean_line(text), MOST)) }
}

/// Why a record that was there is not found.
fn gone(error: &Error) -> Error {
    let what = match error {
        Error::Problem { what, .. } | Error::Listed { what, .. } => what.clone(),
        Error::Fault { .. } => error.to_string(),
    };
    Error::problem(format!("{what} any more: it was changed or deleted meanwhile; what you typed stays here"))
}
