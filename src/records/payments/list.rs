//! Payments in a list.

use serde_json::{Value, json};

use crate::command::call::Args;
use crate::command::report::{Columns, Report};
use crate::domain::money::decimal;
use crate::error::Result;
use crate::records::directory::Directory;
use crate::records::names::ClientName;
use crate::store::{DocumentRow, Payment};

/// A payment, the client's code, what of it is not used, and what it paid.
type Listed = (Payment, String, i64, Vec<(String, i64)>);

struct Payments(Vec<Listed>);

impl Report for Payments {
    fn json(&self) -> Value {
        let one = |(payment, client, unused, paid): &Listed| {
            let amount = |minor| decimal(minor, payment.currency.decimals());
            let known = |text: &str| if text.is_empty() { Value::Null } else { json!(text) };
            let received = payment.received.zip(payment.received_currency);
            json!({
                "id": payment.id, "client": client, "date": payment.date.to_string(), "amount": amount(payment.amount),
                "currency": payment.currency.code(), "fee": amount(payment.fee), "method": known(&payment.method),
                "reference": known(&payment.reference), "unused": amount(*unused), "refunds": payment.refunds,
                "received": received.map(|(minor, currency)| json!({
                    "amount": decimal(minor, currency.decimals()), "currency": currency.code(),
                })),
                "documents": paid.iter().map(|(number, part)| json!({ "number": number, "amount": amount(*part) })).collect::<Vec<_>>(),
            })
        };
        Value::Array(self.0.iter().map(one).collect())
    }

    fn text(&self) -> String {
        let mut columns = Columns::new(&[">id", "date", "client", ">amount", "", ">credit", "pays", "reference"]);
        for (payment, client, unused, paid) in &self.0 {
            let amount = |minor| decimal(minor, payment.currency.decimals());
            let pays = match payment.refunds {
                Some(of) => format!("gives back {of}"),
                None => paid.iter().map(|(number, _)| number.as_str()).collect::<Vec<_>>().join(", "),
            };
            columns.row(vec![
                payment.id.to_string(),
                payment.date.to_string(),
                client.clone(),
                amount(payment.amount),
                payment.currency.to_string(),
                if *unused == 0 { String::new() } else { amount(*unused) },
                pays,
                payment.reference.clone(),
            ]);
        }
        columns.text_or("nothing was paid yet: 'payment add NUMBER AMOUNT'")
    }
}

/// `payment list`.
pub fn list(args: &Args<'_>) -> Result<Box<dyn Report>> {
    let client = args.get::<ClientName>("client")?.map(|c| c.0.id);
    let (db, directory) = (args.context.db, Directory::of(args.context.db)?);
    let mut rows = Vec::new();
    for payment in db.payments(client)?.into_iter().rev() {
        let mut paid = Vec::new();
        for allocation in db.allocations_of(payment.id)? {
            paid.push((db.get::<DocumentRow>(allocation.document)?.number, allocation.amount));
        }
        let unused = if payment.amount > 0 { db.unused(payment.id)? } else { 0 };
        let code = directory.code(payment.client).to_owned();
        rows.push((payment, code, unused, paid));
    }
    Ok(Box::new(Payments(rows)))
}
