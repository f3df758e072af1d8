//! Agreements in lists, and one with its cycles and draws.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::command::call::Args;
use crate::command::input::PastDay;
use crate::command::report::{Columns, Report};
use crate::domain::agreement::{Block, Counts, Order, Rollover, RushBurns};
use crate::domain::ledger::{Cycle, Draw, Origin};
use crate::domain::money::{Currency, decimal};
use crate::domain::time::{hours_minutes, plus_days};
use crate::error::Result;
use crate::records::agreements::billed::cycle_key;
use crate::records::agreements::commission;
use crate::records::directory::Directory;
use crate::records::money;
use crate::records::names::{AgreementId, ClientName};
use crate::store::{Agreement, Terms};

/// `agreement list`.
pub fn list(args: &Args<'_>) -> Result<Box<dyn Report>> {
    let directory = Directory::of(args.context.db)?;
    let client = args.get::<ClientName>("client")?.map(|c| c.0.id);
    let at = args.get::<PastDay>("at")?.map_or_else(|| args.context.today(), |d| d.0);
    let mut rows = args.context.db.agreements()?;
    rows.retain(|a| client.is_none_or(|c| c == a.client));
    let rows = rows.into_iter().map(|a| Listed::of(a, at, &directory, args)).collect::<Result<_>>()?;
    Ok(Box::new(List(rows)))
}

/// A version of a retainer's terms in words: `20:00 h every month for 800.00 EUR; unused hours expire`.
pub fn retainer_words(row: &Agreement, terms: &Terms, currency: Currency, directory: &Directory) -> Result<String> {
    let pure = terms.pure()?;
    let price = format!("{} {currency}", decimal(terms.fee, currency.decimals()));
    let every = row.every.as_deref().unwrap_or("month");
    let granted = format!("{} h every {every} for {price}", hours_minutes(terms.minutes));
    let mut parts = vec![if terms.minutes == 0 { "paused: no hours and no fee".to_owned() } else { granted }];
    let kept = match (pure.rollover, pure.life) {
        (Rollover::Expire, _) => "unused hours expire".to_owned(),
        (Rollover::NextCycle, _) => "unused hours can be used in the next cycle".to_owned(),
        (Rollover::Bank, Some(1)) => "unused hours are kept for 1 cycle".to_owned(),
        (Rollover::Bank, Some(life)) => format!("unused hours are kept for {life} cycles"),
        (Rollover::Bank, None) => "unused hours are kept".to_owned(),
        (Rollover::Running, _) => "unused and overused hours carry on".to_owned(),
        (Rollover::DeductOverruns, _) => "unused hours expire, overused ones shorten the next cycle".to_owned(),
    };
    parts.push(pure.cap.filter(|_| pure.rollover.keeps()).map_or(kept.clone(), |cap| format!("{kept}, at most {cap}")));
    parts.extend(terms.overage_rate.map(|rate| format!("beyond them {}/h", decimal(rate, currency.decimals()))));
    parts.extend(match pure.order {
        Order::RolloverFirst => None,
        Order::BaseFirst => Some("the cycle's own hours are used first".to_owned()),
        Order::Soonest => Some("what expires first is used first".to_owned()),
    });
    parts.extend((pure.counts == Counts::All).then(|| "work that is not billable counts".to_owned()));
    parts.extend((pure.rush_burns == RushBurns::Minutes).then(|| "rush burns minutes".to_owned()));
    parts.extend(terms.rounding.as_ref().map(|rule| format!("rounded {rule}")));
    parts.extend(only(pure.services.as_deref(), directory));
    Ok(parts.join("; "))
}

/// A block in words: `10:00 h for 400.00 EUR; until 31 Dec 2026`.
pub fn block_words(row: &Agreement, block: &Block, currency: Currency, directory: &Directory) -> String {
    let price = decimal(block.price, currency.decimals());
    let mut parts = vec![format!("{} h for {price} {currency}", hours_minutes(block.total()))];
    parts.extend(row.ends_on.map(|day| format!("until {}", day.format("%-d %b %Y"))));
    parts.extend(only(block.services.as_deref(), directory));
    parts.join("; ")
}

fn only(services: Option<&[i64]>, directory: &Directory) -> Option<String> {
    let codes: Vec<&str> = services?.iter().filter_map(|s| directory.service(Some(*s))).collect();
    Some(format!("only {}", codes.join(", ")))
}

/// An agreement with its versions, and the terms of one day.
struct Listed {
    row: Agreement,
    at: NaiveDate,
    client: String,
    currency: Currency,
    terms: Vec<Terms>,
    services: Vec<(i64, String)>,
    /// What a commission pays, in words.
    commission: Option<String>,
}

impl Listed {
    fn of(row: Agreement, at: NaiveDate, directory: &Directory, args: &Args<'_>) -> Result<Self> {
        let currency = directory.get(row.client)?.currency;
        let services = args.context.db.services()?.into_iter().map(|s| (s.id, s.code)).collect();
        let commission = args.context.db.commission_of(row.id)?;
        let commission = commission.map(|terms| commission::of_terms(&terms, currency)).transpose()?;
        Ok(Self {
            client: directory.code(row.client).to_owned(),
            commission: commission.map(|agreed| commission::words(&agreed, currency)),
            currency,
            terms: args.context.db.terms_of(row.id)?,
            services,
            at,
            row,
        })
    }

    /// The terms in force on the day; before the agreement begins, its first.
    fn current(&self) -> Option<&Terms> {
        self.terms.iter().rev().find(|t| t.valid_from <= self.at).or(self.terms.first())
    }

    fn codes(&self, ids: Option<&str>) -> Option<Vec<&str>> {
        let ids = ids?.split_whitespace().filter_map(|id| id.parse::<i64>().ok());
        Some(ids.filter_map(|id| self.services.iter().find(|(s, _)| *s == id).map(|(_, code)| code.as_str())).collect())
    }

    fn json(&self) -> Value {
        let a = &self.row;
        let version = |t: &Terms| {
            json!({
                "from": t.valid_from.to_string(),
                "minutes": t.minutes,
                "fee": money::amount(Some(t.fee), self.currency),
                "overage_rate": money::amount(t.overage_rate, self.currency),
                "rollover": t.rollover,
                "cap": t.cap,
                "life": t.life,
                "order": t.draw_order,
                "counts": t.counts,
                "services": self.codes(t.services.as_deref()),
                "rush_burns": t.rush_burns,
                "rounding": t.rounding,
            })
        };
        json!({
            "id": a.id,
            "client": self.client,
            "kind": a.kind,
            "starts_on": a.starts_on.to_string(),
            "ends_on": a.ends_on.map(|d| d.to_string()),
            "anchor": a.anchor.map(|d| d.to_string()),
            "every": a.every,
            "first": a.first_cycle,
            "currency": self.currency.code(),
            "minutes": a.minutes.or(self.current().map(|t| t.minutes)),
            "price": money::amount(a.price, self.currency),
            "services": self.codes(a.services.as_deref()),
            "versions": self.terms.iter().map(version).collect::<Vec<_>>(),
        })
    }

    fn cells(&self) -> Vec<String> {
        let a = &self.row;
        let last = self.current();
        let minutes = a.minutes.or(last.map(|t| t.minutes)).unwrap_or_default();
        let money = a.price.or(last.map(|t| t.fee)).unwrap_or_default();
        vec![
            a.id.to_string(),
            self.client.clone(),
            a.kind.clone(),
            match (&self.commission, minutes) {
                (Some(_), _) => String::new(),
                (None, 0) => "paused".to_owned(),
                (None, minutes) => hours_minutes(minutes),
            },
            self.commission
                .clone()
                .unwrap_or_else(|| format!("{} {}", decimal(money, self.currency.decimals()), self.currency)),
            a.every.clone().map(|e| format!("every {e}")).unwrap_or_default(),
            last.map(|t| t.rollover.clone()).unwrap_or_default(),
            a.starts_on.to_string(),
            a.ends_on.map(|d| d.to_string()).unwrap_or_default(),
        ]
    }
}

struct List(Vec<Listed>);

impl Report for List {
    fn json(&self) -> Value {
        Value::Array(self.0.iter().map(Listed::json).collect())
    }

    fn text(&self) -> String {
        let mut columns =
            Columns::new(&[">id", "client", "kind", ">hours", ">price", "cycle", "rollover", "from", "to"]);
        for one in &self.0 {
            columns.row(one.cells());
        }
        columns.text_or("no agreements: add one with 'agreement add CLIENT retainer --hours 20 --fee 800'")
    }
}

/// An agreement with its cycles and draws.
struct Whole {
    listed: Listed,
    /// The cycles, each with its fee and the document that it is on.
    cycles: Vec<(Cycle, i64, Option<String>)>,
    /// The last day that is settled of the client.
    settled: Option<NaiveDate>,
    draws: Vec<Draw>,
    adjustments: Vec<crate::store::Adjustment>,
    /// A block's minutes with its adjustments.
    block: Option<i64>,
}

/// `agreement show`.
pub fn show(args: &Args<'_>) -> Result<Box<dyn Report>> {
    let context = &args.context;
    let row = args.need::<AgreementId>("id")?.0;
    let at = args.get::<PastDay>("at")?.map_or_else(|| context.today(), |d| d.0);
    let (position, mut cycles, bills) = context.db.whole_ledger(row.client, at, context.setting)?;
    cycles.retain(|c| c.retainer == row.id);
    cycles.extend(position.state.open_cycle(&position.book, row.id));
    let fee = |c: &Cycle| position.book.retainer(row.id).map_or(0, |r| r.fee_of(r.index_at(c.start)));
    let billed = context.db.billed_like(&format!("fee:{}:", row.id))?;
    let starts = row.starts_on;
    let number = |c: &Cycle| {
        let key = cycle_key("fee", row.id, c.start.max(starts));
        billed.iter().find(|(of, _, _)| *of == key).map(|(_, _, number)| number.clone())
    };
    let cycles =
        cycles.into_iter().map(|c| (fee(&c), number(&c), c)).map(|(fee, number, c)| (c, fee, number)).collect();
    let settled = context.db.settled(row.client)?;
    let mine = |d: &Draw| match d.origin {
        Some(Origin::Block(block)) => block == row.id || d.retainer == Some(row.id),
        _ => d.retainer == Some(row.id),
    };
    let draws = bills.into_iter().flat_map(|b| b.draws).filter(mine).collect();
    let adjustments = context.db.adjustments_of(row.id)?;
    let block = position.book.blocks.iter().find(|b| b.id == row.id).map(Block::total);
    let listed = Listed::of(row, at, &Directory::of(context.db)?, args)?;
    Ok(Box::new(Whole { listed, cycles, settled, draws, adjustments, block }))
}

/// What a draw is taken from, as `--json` names it: the cycle's start, `from` an earlier one, or the block's number.
fn grant(draw: &Draw) -> String {
    match draw.origin {
        Some(Origin::Cycle(date)) => date.to_string(),
        Some(Origin::Block(block)) => block.to_string(),
        None => String::new(),
    }
}

/// What a cycle's overage comes to; minutes without a rate are told as such, and never as nothing.
fn overage_worth(c: &Cycle, currency: Currency) -> String {
    let money = (c.unpriced == 0 || c.unpriced < c.overage).then(|| decimal(c.overage_amount, currency.decimals()));
    let none = (c.unpriced > 0).then(|| format!("{} no rate", hours_minutes(c.unpriced)));
    money.into_iter().chain(none).collect::<Vec<_>>().join(" + ")
}

impl Report for Whole {
    fn json(&self) -> Value {
        let cycle = |(c, fee, number): &(Cycle, i64, Option<String>)| {
            json!({
                "start": c.start.to_string(),
                "end": c.end.to_string(),
                "fee": money::amount(Some(*fee), self.listed.currency),
                "granted_minutes": c.granted,
                "rolled_in_minutes": c.rolled_in,
                "used_minutes": c.used,
                "from_blocks_minutes": c.from_blocks,
                "overage_minutes": c.overage,
                "overage_amount": money::amount(Some(c.overage_amount), self.listed.currency),
                "unpriced_minutes": c.unpriced,
                "left_minutes": c.left,
                "forfeited_minutes": c.forfeited,
                "rolled_out_minutes": c.rolled_out,
                "deficit_out_minutes": c.deficit_out,
                "fee_invoice": number,
                "settled": self.settled.is_some_and(|day| c.end <= plus_days(day, 1)),
            })
        };
        let draw = |d: &Draw| json!({ "entry": d.entry, "grant": grant(d), "kind": d.grant, "minutes": d.minutes });
        let adjustment = |a: &crate::store::Adjustment| json!({ "on": a.date.to_string(), "minutes": a.minutes, "reason": a.reason, "gift": a.gift });
        let mut value = self.listed.json();
        value["cycles"] = self.cycles.iter().map(cycle).collect();
        value["draws"] = self.draws.iter().map(draw).collect();
        value["adjustments"] = self.adjustments.iter().map(adjustment).collect();
        value
    }

    fn text(&self) -> String {
        let mut head = Columns::new(&[">id", "client", "kind", ">hours", ">price", "cycle", "rollover", "from", "to"]);
        head.row(self.listed.cells());
        let mut cycles = Columns::new(&[
            "from", "to", ">fee", ">granted", ">rolled", ">used", ">blocks", ">over", ">amount", ">left", ">lost",
            ">on", ">owed",
        ]);
        let maybe = |m: Option<i64>| m.map(hours_minutes).unwrap_or_default();
        for (c, fee, _) in &self.cycles {
            cycles.row(vec![
                c.start.to_string(),
                plus_days(c.end, -1).to_string(),
                decimal(*fee, self.listed.currency.decimals()),
                hours_minutes(c.granted),
                hours_minutes(c.rolled_in),
                hours_minutes(c.used),
                hours_minutes(c.from_blocks),
                hours_minutes(c.overage),
                overage_worth(c, self.listed.currency),
                hours_minutes(c.left),
                maybe(c.forfeited),
                maybe(c.rolled_out),
                maybe(c.deficit_out),
            ]);
        }
        let mut adjusted = Columns::new(&["adjusted", ">by", "reason", ""]);
        for a in &self.adjustments {
            let gift = if a.gift { "gift" } else { "" };
            adjusted.row(vec![a.date.to_string(), hours_minutes(a.minutes), a.reason.clone(), gift.to_owned()]);
        }
        let block = self.block.map(|total| {
            let drawn = self.draws.iter().map(|d| d.minutes).sum::<i64>();
            format!(
                "drawn {} of {}, left {}\n",
                hours_minutes(drawn),
                hours_minutes(total),
                hours_minutes(total - drawn)
            )
        });
        [head.text(), cycles.text(), block.unwrap_or_default(), adjusted.text()]
            .into_iter()
            .filter(|t| !t.is_empty())
            .collect::<Vec<_>>()
            .join("\n")
    }
}
