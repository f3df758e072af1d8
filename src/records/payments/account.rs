//! A client's account: documents and payments in their order, with a running balance.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::command::call::Args;
use crate::command::input::PastDay;
use crate::command::report::{Columns, Report};
use crate::domain::document::issued::DocumentKind;
use crate::domain::money::{Currency, decimal};
use crate::error::Result;
use crate::formats::paper::account::{AccountRow, Movement};
use crate::records::names::ClientName;
use crate::store::Reads;

/// A line of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountLine {
    /// The day.
    pub date: NaiveDate,
    /// What it was.
    pub what: String,
    /// What it adds to what the client owes; less than nothing takes away.
    pub amount: i64,
    /// What is owed after it.
    pub balance: i64,
}

/// A client's account.
pub struct Account {
    client: String,
    currency: Currency,
    from: Option<NaiveDate>,
    /// What was owed before the first line.
    before: i64,
    lines: Vec<AccountLine>,
}

/// All that moved what a client owes, by day.
pub fn moves(db: &Reads, client: i64) -> Result<Vec<AccountRow>> {
    let mut found = Vec::new();
    for row in db.documents(Some(client), (None, None))? {
        let (movement, sign) = match row.kind {
            DocumentKind::Credit => (Movement::Credit, -1),
            DocumentKind::Deposit => (Movement::Deposit, 1),
            DocumentKind::Platform => (Movement::Platform, 1),
            DocumentKind::Invoice => (Movement::Invoice, 1),
        };
        let one = |date, movement, amount| AccountRow { date, movement, reference: row.number.clone(), amount };
        for allowance in db.allowances_of(row.id)? {
            let movement = if allowance.kind == "early" { Movement::Early } else { Movement::WrittenOff };
            found.push((2, one(allowance.date, movement, -allowance.amount)));
        }
        // What is the client's credit without a document that it corrects is a payment, too.
        if row.kind != DocumentKind::Credit || row.corrects.is_some() {
            found.push((0, one(row.date, movement, sign * row.total)));
        }
    }
    for payment in db.payments(Some(client))? {
        let movement = match payment.amount {
            ..0 => Movement::Refund,
            _ if payment.method == "credit" => Movement::Credit,
            _ => Movement::Payment,
        };
        let row = AccountRow { date: payment.date, movement, reference: payment.reference, amount: -payment.amount };
        found.push((1, row));
    }
    found.sort_by_key(|(order, row)| (row.date, *order));
    Ok(found.into_iter().map(|(_, row)| row).collect())
}

/// What moved an account, in words.
fn words(row: &AccountRow) -> String {
    let what = row.movement.as_str();
    if row.reference.is_empty() { what.to_owned() } else { format!("{what} {}", row.reference) }
}

impl Account {
    /// Reads a client's account from a day on.
    pub fn of(args: &Args<'_>) -> Result<Self> {
        let client = args.need::<ClientName>("client")?.0;
        let from = args.get::<PastDay>("from")?.map(|day| day.0);
        let (mut before, mut balance, mut lines) = (0, 0, Vec::new());
        for row in moves(args.context.db, client.id)? {
            balance += row.amount;
            if from.is_some_and(|from| row.date < from) {
                before = balance;
            } else {
                lines.push(AccountLine { date: row.date, what: words(&row), amount: row.amount, balance });
            }
        }
        Ok(Self { client: client.code, currency: client.currency, from, before, lines })
    }
}

impl Report for Account {
    fn json(&self) -> Value {
        let amount = |minor| decimal(minor, self.currency.decimals());
        let line = |line: &AccountLine| {
            json!({
                "date": line.date.to_string(), "what": line.what, "amount": amount(line.amount),
                "balance": amount(line.balance),
            })
        };
        json!({
            "client": self.client, "currency": self.currency.code(), "from": self.from.map(|day| day.to_string()),
            "before": amount(self.before), "lines": self.lines.iter().map(line).collect::<Vec<_>>(),
            "balance": amount(self.lines.last().map_or(self.before, |line| line.balance)),
        })
    }

    fn text(&self) -> String {
        let amount = |minor| decimal(minor, self.currency.decimals());
        let mut columns = Columns::new(&["date", "what", ">amount", ">balance", ""]);
        if let Some(from) = self.from {
            columns.row(vec![
                from.to_string(),
                "balance before".to_owned(),
                String::new(),
                amount(self.before),
                self.currency.to_string(),
            ]);
        }
        for line in &self.lines {
            columns.row(vec![
                line.date.to_string(),
                line.what.clone(),
                amount(line.amount),
                amount(line.balance),
                self.currency.to_string(),
            ]);
        }
        columns.text_or("there is nothing on this account yet")
    }
}
