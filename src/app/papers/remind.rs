//! Reminders of what is overdue: the next level's letter, with a fee and interest where they are asked for.

use chrono::NaiveDate;

use crate::app::papers::leave::{Leave, keep, mark, place, write_file};
use crate::app::papers::make::{PaperForm, beside, bytes, look, stem, words};
use crate::command::call::Args;
use crate::command::env::Env;
use crate::command::input::AmountOf;
use crate::command::report::{Done, Report};
use crate::config::DunningLevel;
use crate::domain::document::issued::DocumentKind;
use crate::domain::money::milli_to_minor;
use crate::domain::tax::{Percentage, half_away};
use crate::domain::time::plus_days;
use crate::error::{Error, Result};
use crate::formats::paper::reminder::{self, Overdue, Urgency};
use crate::records::invoices::names::DocumentName;
use crate::store::{DocumentRow, Reads, Reminder, Store};
use crate::words::papers::Form;

/// Days until a reminder asks to be paid.
const GRACE: i64 = 7;

/// Yearly interest on what was open since a document was due, act/365 and simple, by the rate of each day.
fn interest(db: &Reads, open: i64, due: NaiveDate, until: NaiveDate) -> Result<(i64, Option<Percentage>)> {
    let rates = db.dunning_rates()?;
    let mut latest = None;
    let mut parts: i128 = 0;
    let mut day = plus_days(due, 1);
    while day <= until {
        let at = rates.iter().rposition(|rate| rate.valid_from <= day);
        let next = rates.get(at.map_or(0, |at| at + 1)).map_or(plus_days(until, 1), |rate| rate.valid_from);
        let end = next.min(plus_days(until, 1));
        if let Some(rate) = at.and_then(|at| rates.get(at)) {
            let percent: Percentage = rate.percent.parse()?;
            latest = Some(percent);
            parts += i128::from((end - day).num_days()) * i128::from(percent.0);
        }
        day = end;
    }
    Ok((half_away(i128::from(open) * parts, 365 * 100_000), latest))
}

/// The level that comes next for a document, or why none does yet.
fn next_level<'a>(
    levels: &'a [DunningLevel],
    row: &DocumentRow,
    done: usize,
    today: NaiveDate,
) -> Result<&'a DunningLevel> {
    let due = row.due.unwrap_or(row.date);
    let level = levels.get(done);
    let level = level.ok_or_else(|| {
        Error::problem(format!("{} was reminded of {done} times, which are all there are", row.number))
    })?;
    let from = plus_days(due, level.after);
    if today < from {
        let what = format!("{} was due on {due}: '{}' comes from {from} on", row.number, level.name);
        return Err(Error::problem(what));
    }
    Ok(level)
}

/// `invoice remind`.
pub fn remind(store: &Store, env: &Env, args: &Args<'_>) -> Result<Box<dyn Report>> {
    let (context, row) = (&args.context, args.need::<DocumentName>("number")?.0);
    let known = store.reminders_of(row.id)?;
    if args.flag("waive") {
        return waive(store, env, args, &row, &known);
    }
    let open = store.settlement(row.id)?.open();
    if row.kind == DocumentKind::Credit || open <= 0 {
        return Err(Error::problem(format!("nothing of {} is open", row.number)));
    }
    let (today, due) = (context.today(), row.due.unwrap_or(row.date));
    let level = next_level(&env.config.dunning, &row, known.len(), today)?;
    let (interest, rate) = if level.interest { interest(store, open, due, today)? } else { (0, None) };
    if level.interest && rate.is_none() {
        return Err(Error::problem("nothing says how much interest is asked for: 'dunning rate PERCENT --from DAY'"));
    }
    let document = store.issued(&row)?;
    let number = i64::try_from(known.len() + 1).unwrap_or(i64::MAX);
    let reminder = Reminder {
        id: 0,
        document: row.id,
        level: number,
        name: level.name.clone(),
        date: today,
        due: plus_days(today, GRACE),
        fee: milli_to_minor(level.fee, row.currency),
        interest,
        state: "open".to_owned(),
    };
    let urgency = match known.len() {
        0 => Urgency::First,
        n if n + 1 == env.config.dunning.len() => Urgency::Last,
        _ => Urgency::Again,
    };
    let letter = reminder::Reminder {
        seller: document.seller.clone(),
        buyer: document.buyer.clone(),
        currency: row.currency,
        date: today,
        urgency,
        form: Form::Formal,
        open: vec![Overdue { number: row.number.clone(), date: row.date, due, total: row.total, open }],
        fee: reminder.fee,
        interest,
        rate,
        due: reminder.due,
    };
    let (words, wrong) = words(env, &document.language)?;
    let paper = reminder::paper(&letter, &words, &beside(store, env, &document.seller.logo, today)?);
    let bytes = bytes(&paper, PaperForm::Pdf, &look(env))?;
    let name = format!("{}-reminder-{number}.pdf", stem(&row.number));
    let path = place(args, &name)?;
    let command = args.call.to_string();
    keep(store, env, &row.number, ("reminder", &document.client, &name), &bytes)?;
    write_file(env, &path, &bytes, args.flag("force"))?;
    store.write(env.now(), &command, |tx| {
        tx.insert(&reminder)?;
        Ok(format!("reminded of {}: {}", row.number, reminder.name))
    })?;
    let leave = Leave { how: "file", address: "", state: "made", name: &name, bytes: &bytes };
    mark(store, &row, env.now(), &command, &leave)?;
    let asked = AmountOf(letter.claim(), row.currency);
    let said = format!("{} of {}: {asked} by {}, in {}", reminder.name, row.number, reminder.due, path.display());
    let mut done = Done::said(said);
    done.more.push(("file", path.display().to_string().into()));
    done.notes = wrong;
    let credit = store.credit_of(row.client)?;
    if credit > 0 {
        let credit = AmountOf(credit, row.currency);
        done.notes
            .push(format!("{} has {credit} of credit: 'payment list' and 'payment apply' use it", document.client));
    }
    Ok(Box::new(done))
}

/// Gives up what reminders of a document ask for beside it.
fn waive(store: &Store, env: &Env, args: &Args<'_>, row: &DocumentRow, known: &[Reminder]) -> Result<Box<dyn Report>> {
    let open: Vec<&Reminder> = known.iter().filter(|claim| claim.state == "open").collect();
    if open.is_empty() {
        return Err(Error::problem(format!("no fee or interest of {} is open", row.number)));
    }
    let sum: i64 = open.iter().map(|claim| claim.fee + claim.interest).sum();
    let said = format!("waived {} of fees and interest of {}", AmountOf(sum, row.currency), row.number);
    store.write(env.now(), &args.call.to_string(), |tx| {
        for claim in open {
            tx.update(&Reminder { state: "waived".to_owned(), ..claim.clone() })?;
        }
        Ok(said.clone())
    })?;
    Ok(Box::new(Done::said(said)))
}
