//! A client's account as it is looked at, and as a paper.

use crate::app::papers::leave::{place, write_file};
use crate::app::papers::make::{PaperForm, beside, bytes, look, words};
use crate::command::call::Args;
use crate::command::env::Env;
use crate::command::input::{PastDay, WrittenAs};
use crate::command::report::{Done, Plain, Report};
use crate::domain::money::decimal;
use crate::error::{Doing, Result};
use crate::formats;
use crate::formats::paper::account::{self, Account as Paper};
use crate::records::invoices::parties;
use crate::records::names::ClientName;
use crate::records::payments::account::{Account, moves};
use crate::store::Store;

/// `account`.
pub fn account(store: &Store, env: &Env, args: &Args<'_>) -> Result<Box<dyn Report>> {
    let Some(format) = args.get::<WrittenAs>("format")? else {
        return store.snapshot(|| Account::of(args).map(|found| Box::new(found) as Box<dyn Report>));
    };
    let form = PaperForm::of(format.0);
    let client = args.need::<ClientName>("client")?.0;
    let from = args.get::<PastDay>("from")?.map(|day| day.0);
    let today = args.context.today();
    let (mut rows, mut opening) = (moves(store, client.id)?, 0);
    rows.retain(|row| {
        let before = from.is_some_and(|from| row.date < from);
        opening += if before { row.amount } else { 0 };
        !before
    });
    if form == PaperForm::Csv {
        let amount = |minor: i64| decimal(minor, client.currency.decimals());
        let mut balance = opening;
        let lines = rows.iter().map(|row| {
            balance += row.amount;
            let what = row.movement.as_str().to_owned();
            vec![row.date.to_string(), what, row.reference.clone(), amount(row.amount), amount(balance)]
        });
        let lines: Vec<Vec<String>> = lines.collect();
        return Ok(Box::new(Plain(formats::csv::write(&["date", "what", "reference", "amount", "balance"], &lines)?)));
    }
    let business = parties::business(store, today)?;
    let billing = store.billing_of(client.id)?;
    let seller = parties::seller(&business);
    let beside = beside(store, env, &seller.logo, today)?;
    let told = Paper {
        seller,
        buyer: parties::buyer(&client, &billing),
        currency: client.currency,
        from,
        to: today,
        opening,
        rows,
        reference: client.code.clone(),
    };
    let (words, wrong) = words(env, &parties::language(&args.context, &billing))?;
    let made = bytes(&account::paper(&told, &words, &beside), form, &look(env))?;
    if form != PaperForm::Pdf {
        return Ok(Box::new(Plain(String::from_utf8(made).doing("writing a paper")?)));
    }
    let path = place(args, &format!("account-{}-{today}.pdf", client.code))?;
    write_file(env, &path, &made, args.flag("force"))?;
    let mut done = Done::said(format!("wrote the account of {} to {}", client.name, path.display()));
    done.more.push(("file", path.display().to_string().into()));
    done.notes = wrong;
    Ok(Box::new(done))
}
