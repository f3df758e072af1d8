//! A statement as JSON, as text, as Markdown, and as a table for a spreadsheet.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::command::report::{Columns, paragraphs, wrapped};
use crate::domain::money::{Currency, Money};
use crate::domain::text::{clean_line, width};
use crate::domain::time::{hours_minutes, plus_days};
use crate::error::Result;
use crate::formats::csv as table;
use crate::records::billing::statement::{Allowance, Line, Prepaid, Statement, Sum};
use crate::records::money;

fn day(date: NaiveDate) -> String {
    date.format("%-d %b").to_string()
}

/// `: 90.00 EUR`, and what of the minutes has no rate: that is never shown as nothing.
fn costs(minutes: i64, unpriced: i64, amount: i64, currency: Currency) -> String {
    let money = (minutes > unpriced).then(|| Money::new(amount, currency).to_string());
    let none = (unpriced > 0).then(|| format!("{} without a rate", hours_minutes(unpriced)));
    let parts: Vec<String> = money.into_iter().chain(none).collect();
    if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) }
}

impl Allowance {
    /// How much is used and left, first the whole, then what more there is to say of it.
    ///
    /// `12:15 of 24:00 used, 11:45 left, resets 1 Aug`; `4:00 rolled in`; `2:00 over: 90.00 EUR`.
    pub fn headline(&self, currency: Currency) -> Vec<String> {
        let c = &self.cycle;
        let last = day(plus_days(c.end, -1));
        let until = match (c.forfeited, self.ends) {
            (Some(_), _) => format!("ended {last}"),
            (None, true) => format!("ends {last}"),
            (None, false) => format!("resets {}", day(c.end)),
        };
        let only = self.services.as_ref().map(|list| format!("{}: ", list.join(", "))).unwrap_or_default();
        let (used, left) = (hours_minutes(c.used), hours_minutes(c.left));
        let mut told = vec![if self.paused {
            format!("{only}paused, {used} used, {until}")
        } else {
            format!("{only}{used} of {} used, {left} left, {until}", hours_minutes(c.capacity()))
        }];
        let mut more = |minutes: i64, what: &str| {
            if minutes > 0 {
                told.push(format!("{} {what}", hours_minutes(minutes)));
            }
        };
        for a in &self.adjustments {
            let how = if a.gift { "given" } else { "added" };
            more(a.minutes, &format!("{how}: {}", a.reason));
            more(-a.minutes, &format!("taken: {}", a.reason));
        }
        more(self.deducted, "taken for hours over before");
        more(c.rolled_in, "rolled in");
        more(c.from_blocks, "from blocks");
        if self.deducts {
            more(c.overage, "over, taken from the next cycle");
        } else {
            let costs = costs(c.overage, c.unpriced, c.overage_amount, currency);
            more(c.overage, &format!("over{costs}"));
        }
        for (on, minutes) in &self.expires {
            more(*minutes, &format!("can be used until {}", day(*on)));
        }
        more(c.forfeited.unwrap_or(0), "expired");
        more(c.rolled_out.unwrap_or(0), "rolled on");
        told
    }

    fn json(&self, currency: Currency) -> Value {
        let c = &self.cycle;
        json!({
            "agreement": c.retainer,
            "services": self.services,
            "cycle_start": c.start.to_string(),
            "cycle_end": c.end.to_string(),
            "granted_minutes": c.granted,
            "rolled_in_minutes": c.rolled_in,
            "used_minutes": c.used,
            "from_blocks_minutes": c.from_blocks,
            "overage_minutes": c.overage,
            "overage_amount": money::amount(Some(c.overage_amount), currency),
            "unpriced_minutes": c.unpriced,
            "left_minutes": c.left,
            "expires": self.expires.iter().map(|(on, m)| json!({ "on": on.to_string(), "minutes": m })).collect::<Vec<_>>(),
            "forfeited_minutes": c.forfeited,
            "rolled_out_minutes": c.rolled_out,
            "deficit_out_minutes": c.deficit_out,
            "deducted_minutes": self.deducted,
            "adjustments": self.adjustments.iter().map(|a| json!({ "on": a.on.to_string(), "minutes": a.minutes, "reason": a.reason, "gift": a.gift })).collect::<Vec<_>>(),
            "headline": self.headline(currency).join("; "),
        })
    }
}

impl Prepaid {
    fn headline(&self) -> String {
        let until = self.last_day.map(|d| format!(", until {}", d.format("%-d %b %Y"))).unwrap_or_default();
        let (used, all, left) = (hours_minutes(self.used), hours_minutes(self.minutes), hours_minutes(self.left));
        format!("prepaid: {used} of {all} used, {left} left{until}")
    }

    fn json(&self) -> Value {
        json!({
            "agreement": self.agreement,
            "minutes": self.minutes,
            "used_minutes": self.used,
            "left_minutes": self.left,
            "last_day": self.last_day.map(|d| d.to_string()),
        })
    }
}

impl Line {
    /// What is to be said of it besides its hours.
    fn remarks(&self) -> String {
        let mut parts = Vec::new();
        if self.gift {
            parts.push("gift".to_owned());
        }
        if self.rush {
            parts.push("rush".to_owned());
        }
        if self.counted > self.minutes && !self.gift {
            parts.push(format!("counts {}", hours_minutes(self.counted)));
        }
        if self.late {
            parts.push(format!("late (worked {})", day(self.date)));
        }
        parts.join(", ")
    }

    fn json(&self) -> Value {
        json!({
            "entry": self.entry,
            "date": self.date.to_string(),
            "service": self.service,
            "note": self.note,
            "minutes": self.minutes,
            "counted_minutes": self.counted,
            "covered_minutes": self.covered,
            "charged_minutes": self.charged,
            "gift": self.gift,
            "rush": self.rush,
            "late": self.late,
        })
    }
}

impl Sum {
    fn json(&self, currency: Currency) -> Value {
        json!({
            "minutes": self.minutes,
            "gift_minutes": self.gifts,
            "counted_minutes": self.counted,
            "covered_minutes": self.covered,
            "charged_minutes": self.charged,
            "unpriced_minutes": self.unpriced,
            "amount": money::amount(Some(self.amount), currency),
            "currency": currency.code(),
        })
    }

    fn cells(&self, name: &str, currency: Currency) -> Vec<String> {
        let or_blank = |minutes: i64| if minutes == 0 { String::new() } else { hours_minutes(minutes) };
        let amount =
            if self.charged > self.unpriced { Money::new(self.amount, currency).to_string() } else { String::new() };
        vec![
            name.to_owned(),
            hours_minutes(self.minutes),
            or_blank(self.gifts),
            or_blank(self.covered),
            or_blank(self.charged),
            or_blank(self.unpriced),
            amount,
        ]
    }
}

/// The longest line of a note in a table of Markdown.
const NOTE: usize = 100;

/// A cell as Markdown, with breaks where it is one that is wrapped.
fn marked(cell: &str, head: &str) -> String {
    if !head.starts_with('~') || width(cell) <= NOTE {
        return plain(cell);
    }
    wrapped(cell, NOTE).iter().map(|line| plain(line)).collect::<Vec<_>>().join("<br>")
}

/// Headings of the work log.
const WORK: [&str; 5] = ["date", "service", "~note", ">hours", ""];
/// Headings of the sums.
const SUMS: [&str; 7] = ["service", ">hours", ">gifts", ">covered", ">to pay", ">no rate", ">amount"];

impl Statement {
    /// Who it is for and for which days.
    fn title(&self) -> String {
        let last = plus_days(self.end, -1);
        format!("{}: {} to {}", self.name, day(self.start), last.format("%-d %b %Y"))
    }

    /// What stands above the work log, a line each.
    pub fn headlines(&self) -> Vec<String> {
        let mut told: Vec<String> = self.allowances.iter().map(|a| a.headline(self.currency).join("; ")).collect();
        if told.is_empty() {
            let sum = &self.total;
            let costs = costs(sum.charged, sum.unpriced, sum.amount, self.currency);
            told.push(format!("{} worked{costs}", hours_minutes(sum.minutes)));
        }
        told.extend(self.blocks.iter().map(Prepaid::headline));
        told
    }

    fn work(&self) -> Vec<Vec<String>> {
        let row = |l: &Line| {
            vec![
                l.date.to_string(),
                l.service.clone().unwrap_or_default(),
                clean_line(&l.note).into_owned(),
                hours_minutes(l.minutes),
                l.remarks(),
            ]
        };
        self.lines.iter().map(row).collect()
    }

    fn sums(&self) -> Vec<Vec<String>> {
        let name = |service: &Option<String>| service.clone().unwrap_or_else(|| "other".to_owned());
        let mut rows: Vec<Vec<String>> =
            self.services.iter().map(|(service, sum)| sum.cells(&name(service), self.currency)).collect();
        if !rows.is_empty() {
            rows.push(self.total.cells("total", self.currency));
        }
        rows
    }

    /// For a terminal or the body of a letter.
    pub fn text(&self) -> String {
        let head: Vec<String> = std::iter::once(self.title()).chain(self.headlines()).collect();
        let mut parts = vec![head.iter().map(|line| paragraphs(&clean_line(line))).collect::<String>()];
        for (head, rows) in [(&WORK[..], self.work()), (&SUMS[..], self.sums())] {
            let mut columns = Columns::new(head);
            for row in rows {
                columns.row(row);
            }
            parts.push(columns.text());
        }
        parts.retain(|part| !part.is_empty());
        parts.join("\n")
    }

    /// The same with headings and tables.
    pub fn markdown(&self) -> String {
        let mut text = format!("# {}\n\n", plain(&self.title()));
        self.headlines().iter().for_each(|line| text.push_str(&format!("- {}\n", plain(line))));
        for (title, head, rows) in [("Work", &WORK[..], self.work()), ("Sums", &SUMS[..], self.sums())] {
            if rows.is_empty() {
                continue;
            }
            let names: Vec<&str> = head.iter().map(|h| h.trim_start_matches(['>', '~'])).collect();
            let rule: Vec<&str> = head.iter().map(|h| if h.starts_with('>') { "---:" } else { "---" }).collect();
            text.push_str(&format!("\n## {title}\n\n| {} |\n| {} |\n", names.join(" | "), rule.join(" | ")));
            for row in rows {
                let cells: Vec<String> = row.iter().zip(head).map(|(cell, head)| marked(cell, head)).collect();
                text.push_str(&format!("| {} |\n", cells.join(" | ")));
            }
        }
        text
    }

    /// The work log as a table for a spreadsheet, minutes as numbers; sums are left to the spreadsheet.
    pub fn csv(&self) -> Result<String> {
        let head =
            ["client", "date", "service", "note", "minutes", "used", "covered", "to_pay", "gift", "rush", "late"];
        let yes = |b: bool| if b { "yes" } else { "no" }.to_owned();
        let row = |l: &Line| {
            vec![
                self.name.clone(),
                l.date.to_string(),
                l.service.clone().unwrap_or_default(),
                l.note.clone(),
                l.minutes.to_string(),
                l.counted.to_string(),
                l.covered.to_string(),
                l.charged.to_string(),
                yes(l.gift),
                yes(l.rush),
                yes(l.late),
            ]
        };
        table::write(&head, &self.lines.iter().map(row).collect::<Vec<_>>())
    }

    /// For `--json`.
    pub fn json(&self) -> Value {
        let service = |(service, sum): &(Option<String>, Sum)| {
            let mut value = json!({ "service": service });
            if let (Value::Object(all), Value::Object(sum)) = (&mut value, sum.json(self.currency)) {
                all.extend(sum);
            }
            value
        };
        json!({
            "client": self.client,
            "name": self.name,
            "currency": self.currency.code(),
            "start": self.start.to_string(),
            "end": self.end.to_string(),
            "as_of": self.as_of.to_string(),
            "retainers": self.allowances.iter().map(|a| a.json(self.currency)).collect::<Vec<_>>(),
            "blocks": self.blocks.iter().map(Prepaid::json).collect::<Vec<_>>(),
            "lines": self.lines.iter().map(Line::json).collect::<Vec<_>>(),
            "services": self.services.iter().map(service).collect::<Vec<_>>(),
            "total": self.total.json(self.currency),
        })
    }
}

/// Text that Markdown shows as it is, on one line.
fn plain(text: &str) -> String {
    let special = |c: char| matches!(c, '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#' | '&' | '~');
    let mut out = String::with_capacity(text.len());
    for c in clean_line(text).chars() {
        if special(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
