//! What the key that bills leads to: who bills is said first, then a draft is made, and then it is issued.

use crate::app::offer::{Subject, action};
use crate::command::call::Call;
use crate::command::context::Context;
use crate::command::grammar::date::write_date;
use crate::command::input::AmountOf;
use crate::domain::money::Currency;
use crate::domain::time::hours_minutes;
use crate::error::{Error, Result};
use crate::records::invoices::actions::{DOCUMENT, DRAFT};
use crate::records::invoices::number;
use crate::records::invoices::parties::lacking;
use crate::records::invoices::plan::{Plan, plan, waits_until};
use crate::records::invoices::wishes::{Wishes, draft_of, wishes_of};
use crate::store::{Client, InvoiceDraft};

/// What comes next of billing.
pub enum BillingStep {
    /// The business has to be known: these fields of it are not.
    Business(Vec<&'static str>),
    /// Drafts are made, or brought up to date.
    Draft(Vec<Call>),
    /// Nothing is due through the usual day, but something later is: whether to bill that as well.
    Later {
        /// What is asked.
        question: String,
        /// What bills it.
        call: Call,
    },
    /// Drafts are issued, once that is said.
    Issue {
        /// What is asked.
        question: String,
        /// What issues them.
        calls: Vec<Call>,
    },
}

/// What the key leads to for rows.
pub fn bill(context: &Context<'_>, rows: &[Subject]) -> Result<BillingStep> {
    if let [first, ..] = rows
        && rows.iter().all(|row| *row.kind == DOCUMENT)
    {
        return Err(Error::problem(format!("{} is issued already", first.title)));
    }
    let lacking = lacking(context.db, context.today())?;
    if !lacking.is_empty() {
        return Ok(BillingStep::Business(lacking));
    }
    if !rows.is_empty() && rows.iter().all(|row| *row.kind == DRAFT) {
        return issue(context, rows);
    }
    let mut codes: Vec<&str> = rows.iter().filter_map(|row| row.client.as_deref()).collect();
    codes.sort_unstable();
    codes.dedup();
    if codes.is_empty() {
        return Err(Error::problem("select a row of the client to be billed"));
    }
    if let [code] = codes.as_slice()
        && let Some(later) = later(context, code)?
    {
        return Ok(later);
    }
    let draft = action("invoice draft")?;
    Ok(BillingStep::Draft(codes.into_iter().map(|code| Call::new(draft).with("client", code)).collect()))
}

/// The question whether to bill what is open after the usual day, where nothing is due through that.
fn later(context: &Context<'_>, code: &str) -> Result<Option<BillingStep>> {
    let Some(client) = context.db.client_by_code(code)? else { return Ok(None) };
    let known = draft_of(context.db, client.id, "")?.is_some();
    // Why nothing can be billed is said where it is tried.
    let Some(planned) = plan(context, &client, &Wishes::default()).ok().filter(|plan| plan.is_empty() && !known) else {
        return Ok(None);
    };
    let open: i64 = context.db.open_lines_of(client.id)?.iter().map(|line| line.open).sum();
    if open == 0 || waits_until(context, client.id)?.is_some() {
        return Ok(None);
    }
    let through = planned.document.through.unwrap_or(planned.document.date).format("%-d %b");
    let question = format!("{code} owes nothing through {through}. {} h later are open.", hours_minutes(open));
    let today = write_date(context.today());
    let call = Call::new(action("invoice draft")?).with("client", code).with("through", today);
    Ok(Some(BillingStep::Later { question, call }))
}

fn issue(context: &Context<'_>, rows: &[Subject]) -> Result<BillingStep> {
    let issue = action("invoice issue")?;
    let calls: Vec<Call> = rows.iter().map(|row| Call::new(issue).with("client", row.word())).collect();
    let mut seen = Vec::new();
    let (calls, rows): (Vec<Call>, Vec<&Subject>) = calls
        .into_iter()
        .zip(rows)
        .filter(|(_, row)| {
            let new = !seen.contains(&row.id);
            seen.push(row.id);
            new
        })
        .unzip();
    let mut planned = Vec::new();
    for row in &rows {
        let draft: InvoiceDraft = context.db.get(row.id)?;
        let client: Client = context.db.get(draft.client)?;
        let plan = plan(context, &client, &wishes_of(context.db, &draft)?)?;
        plan.refuse_nothing(context)?;
        planned.push(plan);
    }
    let Some(first) = planned.first() else { return Err(Error::problem("select a draft to issue it")) };
    let number = number::next(context.db, "invoice", first.document.date, &first.client, context.left)?.number;
    let question = match planned.as_slice() {
        [one] => format!(
            "{} for {}: {}{}.",
            number,
            one.client.name,
            AmountOf(one.document.totals.total, one.document.currency),
            days(one)
        ),
        many => format!("{} invoices, from {number} on: {}.", many.len(), sums(many)),
    };
    let more =
        if planned.len() == 1 { first.notes.iter().map(|note| format!(" {note}.")).collect() } else { String::new() };
    Ok(BillingStep::Issue { question: format!("{question} An issued document never changes again.{more}"), calls })
}

/// `, through 31 May, due 6 Jul`.
fn days(plan: &Plan) -> String {
    let through = plan.document.through.map(|day| format!(", through {}", day.format("%-d %b")));
    let due = plan.document.due.map(|day| format!(", due {}", day.format("%-d %b")));
    [through, due].into_iter().flatten().collect()
}

/// What drafts come to, by currency.
fn sums(plans: &[Plan]) -> String {
    let mut sums: Vec<(Currency, i64)> = Vec::new();
    for document in plans.iter().map(|plan| &plan.document) {
        match sums.iter_mut().find(|(currency, _)| *currency == document.currency) {
            Some((_, sum)) => *sum += document.totals.total,
            None => sums.push((document.currency, document.totals.total)),
        }
    }
    sums.into_iter().map(|(currency, sum)| AmountOf(sum, currency).to_string()).collect::<Vec<_>>().join(", ")
}
