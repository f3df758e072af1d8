//! Charges in a list, and one as it would be typed.

use serde_json::{Value, json};

use crate::command::call::{Args, Call};
use crate::command::context::Context;
use crate::command::form::named;
use crate::command::grammar::date::write_date;
use crate::command::report::{Columns, Report};
use crate::domain::document::issued::{Quantity, UnitPrice};
use crate::domain::money::{decimal, plain};
use crate::error::Result;
use crate::records::charges::write::{ChargeId, worth};
use crate::records::directory::Directory;
use crate::records::names::ClientName;
use crate::store::{Charge, Client};

struct Charges(Vec<(Charge, Client, Option<String>)>);

impl Report for Charges {
    fn json(&self) -> Value {
        let one = |(charge, client, number): &(Charge, Client, Option<String>)| {
            let amount = |minor| decimal(minor, client.currency.decimals());
            json!({
                "id": charge.id, "client": client.code, "text": charge.text, "kind": charge.kind.as_str(),
                "date": charge.date.to_string(), "quantity": Quantity(charge.quantity).text(), "unit": charge.unit,
                "price": UnitPrice(charge.price).text(client.currency), "amount": amount(worth(charge, client)),
                "currency": client.currency.code(), "ready": charge.ready,
                "tax": if charge.tax.is_empty() { Value::Null } else { json!(charge.tax) },
                "discount": if charge.discount.is_empty() { Value::Null } else { json!(charge.discount) },
                "every": charge.every, "until": charge.until.map(|day| day.to_string()), "invoice": number,
            })
        };
        Value::Array(self.0.iter().map(one).collect())
    }

    fn text(&self) -> String {
        let mut columns = Columns::new(&[">id", "client", "date", "what", ">quantity", ">amount", "", "state"]);
        for (charge, client, number) in &self.0 {
            let state = match (number, charge.ready, &charge.every) {
                (Some(number), _, None) => number.clone(),
                (_, false, _) => "waits".to_owned(),
                (_, _, Some(every)) => format!("every {every}"),
                _ => "to bill".to_owned(),
            };
            columns.row(vec![
                charge.id.to_string(),
                client.code.clone(),
                charge.date.to_string(),
                charge.text.clone(),
                format!("{} {}", Quantity(charge.quantity).text(), charge.unit),
                decimal(worth(charge, client), client.currency.decimals()),
                client.currency.to_string(),
                state,
            ]);
        }
        columns.text_or("there are no charges: 'charge add CLIENT TEXT --price PRICE'")
    }
}

/// `charge list`.
pub fn list(args: &Args<'_>) -> Result<Box<dyn Report>> {
    let client = args.get::<ClientName>("client")?.map(|c| c.0.id);
    let (db, directory) = (args.context.db, Directory::of(args.context.db)?);
    let mut rows = Vec::new();
    for charge in db.charges(client)? {
        let number = db.billed(&format!("charge:{}", charge.id))?.2;
        if number.is_none() || args.flag("all") {
            let client = directory.get(charge.client)?.clone();
            rows.push((charge, client, number));
        }
    }
    Ok(Box::new(Charges(rows)))
}

/// A charge for `charge edit`, by its number.
pub fn of_charge(call: &Call, id: &str, context: &Context<'_>) -> Result<Call> {
    let charge = named::<ChargeId>("id", id, context)?.0;
    Ok(Call::new(call.action)
        .with("id", charge.id.to_string())
        .with("text", &charge.text)
        .with("price", plain(charge.price, UnitPrice::DECIMALS))
        .with("qty", Quantity(charge.quantity).text())
        .with("unit", &charge.unit)
        .with("on", write_date(charge.date))
        .with("kind", charge.kind.as_str())
        .text_of("tax", &charge.tax)
        .text_of("discount", &charge.discount)
        .put("every", charge.every.clone())
        .put("until", charge.until.map(write_date)))
}
