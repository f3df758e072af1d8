//! `status` as people, status bars and scripts read it.

use serde_json::{Value, json};

use crate::app::status::{Alert, Status};
use crate::command::call::Args;
use crate::command::context::Context;
use crate::command::grammar::duration::write_duration;
use crate::command::report::{Report, width_or};
use crate::domain::money::{Currency, decimal};
use crate::domain::spelling::nearest;
use crate::domain::text::{clean_line, cut, escaped_json, width};
use crate::domain::time::hours_minutes;
use crate::error::{Error, Result};
use crate::records::agreements::retainers::{Retainers, Row};
use crate::store::Service;

/// What `--format` takes.
pub const FORMAT: &str = "a line with {client} {name} {service} {note} {elapsed} {today} {left} {left_pct} {next} {next_in} \
                          {overdue} {alerts}; {{ is a brace";

/// The words of `--format`.
const WORDS: [&str; 12] = [
    "client", "name", "service", "note", "elapsed", "today", "left", "left_pct", "next", "next_in", "overdue", "alerts",
];

/// Columns of the line where there is no terminal, and of each word that is filled into a format.
const LINE: usize = 120;
const WORD: usize = 60;
/// What long words of the usual line are cut to, the first with which all of it fits.
const WORDS_CUT: [usize; 4] = [WORD, 40, 25, 12];

/// A piece of a format.
enum Piece<'a> {
    Text(&'a str),
    Word(&'a str),
}

/// Takes a format apart, or says which word of it there is not.
fn pieces(format: &str) -> Result<Vec<Piece<'_>>> {
    let known = WORDS.map(|word| format!("{{{word}}}")).join(" ");
    let (mut found, mut rest) = (Vec::new(), format);
    while let Some(at) = rest.find(['{', '}']) {
        found.push(Piece::Text(&rest[..at]));
        rest = &rest[at..];
        if rest.starts_with("{{") || rest.starts_with("}}") {
            found.push(Piece::Text(&rest[..1]));
            rest = &rest[2..];
        } else if rest.starts_with('}') {
            found.push(Piece::Text("}"));
            rest = &rest[1..];
        } else {
            let Some(end) = rest.find('}') else {
                return Err(Error::at(
                    "format",
                    format!("'{rest}' has no }}: type {{{{ for a brace; its words are {known}"),
                ));
            };
            let word = &rest[1..end];
            if !WORDS.contains(&word) {
                let hint = nearest(word, WORDS.into_iter());
                return Err(Error::at(
                    "format",
                    format!("there is no {{{word}}}{hint}; its words are {known}, and {{{{ is a brace"),
                ));
            }
            found.push(Piece::Word(word));
            rest = &rest[end + 1..];
        }
    }
    found.push(Piece::Text(rest));
    Ok(found)
}

/// `status`, with its own format if one was given.
struct Told {
    status: Status,
    /// What is filled into a format, word by word, one line each.
    line: Option<String>,
    /// The object for waybar, if it is asked for.
    waybar: Option<Value>,
}

/// `status`.
pub fn status(args: &Args<'_>) -> Result<Box<dyn Report>> {
    let context = &args.context;
    let format = args.text("format");
    let pieces = format.as_deref().map(pieces).transpose()?;
    let retainers = Retainers::of(context, context.today(), None)?;
    let status = Status::of(context, &retainers)?;
    let line = match &pieces {
        Some(pieces) => Some(filled(pieces, &status, &retainers, context)?),
        None => None,
    };
    let mut told = Told { status, line, waybar: None };
    if args.flag("waybar") {
        told.waybar = Some(told.waybar(&retainers, context)?);
    }
    Ok(Box::new(told))
}

/// What is left of the hours of the client whose timer runs, and of how many minutes, the timer counted.
fn left(status: &Status, retainers: &Retainers) -> Option<(i64, i64)> {
    let client = status.running.as_ref()?.client_id;
    let mine: Vec<_> = retainers.rows.iter().filter(|row| row.client_id == client).collect();
    let sum = |of: fn(&Row) -> i64| mine.iter().map(|row| of(row)).sum::<i64>();
    (!mine.is_empty()).then(|| (sum(Row::left_live), sum(Row::capacity)))
}

fn percent((left, capacity): (i64, i64)) -> i64 {
    (left.max(0) * 100).checked_div(capacity).unwrap_or(0)
}

/// The format with its words filled in; a word of the timer is empty where nothing runs.
fn filled(pieces: &[Piece<'_>], s: &Status, retainers: &Retainers, context: &Context<'_>) -> Result<String> {
    let running = s.running.as_ref();
    let minutes = |seconds: i64| write_duration(seconds / 60 * 60);
    let mut line = String::new();
    for piece in pieces {
        let word = match piece {
            Piece::Text(text) => (*text).to_owned(),
            Piece::Word("client") => running.map(|r| r.client.clone()).unwrap_or_default(),
            Piece::Word("name") => running.map(|r| r.name.clone()).unwrap_or_default(),
            Piece::Word("note") => running.map(|r| r.note.clone()).unwrap_or_default(),
            Piece::Word("service") => {
                let service = running.and_then(|r| r.service);
                service.map(|id| context.db.get::<Service>(id).map(|s| s.code)).transpose()?.unwrap_or_default()
            }
            Piece::Word("elapsed") => running.map(|r| minutes(r.seconds(s.now))).unwrap_or_default(),
            Piece::Word("today") => minutes(s.today_seconds),
            Piece::Word("left") => left(s, retainers).map(|(left, _)| hours_minutes(left)).unwrap_or_default(),
            Piece::Word("left_pct") => left(s, retainers).map(|both| percent(both).to_string()).unwrap_or_default(),
            Piece::Word("next") => s.next.as_ref().map(|n| n.at.event.name().to_owned()).unwrap_or_default(),
            Piece::Word("next_in") => s.next.as_ref().map(|n| minutes(n.at.start - s.now)).unwrap_or_default(),
            Piece::Word("overdue") => context.db.overdue_tasks(context.today(), context.now)?.to_string(),
            Piece::Word(_) => s.alerts.len().to_string(),
        };
        let most = if matches!(piece, Piece::Text(_)) { usize::MAX } else { WORD };
        line.push_str(&cut(&clean_line(&word), most));
    }
    Ok(cut(&line, width_or(LINE)).into_owned())
}

impl Told {
    /// Everything in one object: waybar reads text and tooltip as markup.
    fn waybar(&self, retainers: &Retainers, context: &Context<'_>) -> Result<Value> {
        let s = &self.status;
        let markup = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let running = s.running.as_ref();
        let usual = running.map(|r| {
            let elapsed = write_duration(r.seconds(s.now) / 60 * 60);
            clean_line(&format!("{} {elapsed}", r.name)).into_owned()
        });
        let text = self.line.clone().or(usual).unwrap_or_default();
        let overdue = context.db.overdue_tasks(context.today(), context.now)?;
        let late = match overdue {
            0 => String::new(),
            1 => "1 task is overdue\n".to_owned(),
            n => format!("{n} tasks are overdue\n"),
        };
        let state = if running.is_some() { "running" } else { "idle" };
        let marks = [("alert", !s.alerts.is_empty()), ("overdue", overdue > 0)];
        let class: Vec<&str> = [state].into_iter().chain(marks.iter().filter(|m| m.1).map(|m| m.0)).collect();
        Ok(json!({
            "text": markup(&text),
            "alt": state,
            "tooltip": markup(([self.parts(WORD), self.alerts()].concat().join("\n") + "\n" + &late).trim_end()),
            "class": class,
            "percentage": left(s, retainers).map(percent),
        }))
    }

    /// What runs, what was worked and what is next; no word is longer than `most` columns.
    fn parts(&self, most: usize) -> Vec<String> {
        let s = &self.status;
        let word = |text: &str| cut(&clean_line(text), most).into_owned();
        let mut parts = vec![match &s.running {
            Some(r) => {
                let since = s.zone.local(r.start).format("%H:%M");
                let note = if r.note.is_empty() { String::new() } else { format!(": {}", word(&r.note)) };
                format!("{} for {} since {since}{note}", write_duration(r.seconds(s.now) / 60 * 60), word(&r.name))
            }
            None => "no timer runs".to_owned(),
        }];
        parts.push(format!("{} today", write_duration(s.today_seconds / 60 * 60)));
        parts.extend(s.next.as_ref().map(|n| {
            let at = s.zone.local(n.at.start).format("%a %H:%M");
            format!("next: {} {at}, in {}", word(n.at.event.name()), write_duration((n.at.start - s.now) / 60 * 60))
        }));
        parts
    }

    fn alerts(&self) -> Vec<String> {
        self.status.alerts.iter().map(|alert| format!("! {}", clean_line(&alert.text))).collect()
    }

    /// All of it in a line; of alerts as many as it has room for, and how many more there are.
    fn in_a_line(&self) -> String {
        let (most, alerts) = (width_or(LINE), self.alerts());
        let line = |word: usize, told: usize| {
            let mut parts = self.parts(word);
            parts.extend(alerts.iter().take(told).cloned());
            parts.extend(alerts.len().checked_sub(told).filter(|more| *more > 0).map(|more| format!("! {more} more")));
            parts.join(" · ")
        };
        let tried = |told: usize| WORDS_CUT.into_iter().map(move |word| (word, told));
        let mut lines = (0..=alerts.len().min(most / 15)).rev().flat_map(tried).map(|(word, told)| line(word, told));
        let shortest = || line(WORDS_CUT[WORDS_CUT.len() - 1], 0);
        let fits = lines.find(|line| width(line) <= most).unwrap_or_else(shortest);
        format!("{}\n", cut(&fits, most))
    }
}

impl Report for Told {
    fn json(&self) -> Value {
        if let Some(waybar) = &self.waybar {
            return waybar.clone();
        }
        let s = &self.status;
        let running = s.running.as_ref().map(|r| {
            json!({ "id": r.id, "client": r.client, "note": r.note, "start": s.zone.rfc3339(r.start), "seconds": r.seconds(s.now) })
        });
        let next = s.next.as_ref().map(|n| {
            json!({
                "id": n.at.event.id,
                "title": n.at.event.title,
                "client": n.client,
                "start": s.zone.rfc3339(n.at.start),
                "starts_in_seconds": n.at.start - s.now,
            })
        });
        let alert = |a: &Alert| json!({ "kind": a.kind, "client": a.client, "text": a.text });
        let overdue = |(currency, amount, count): &(Currency, i64, i64)| json!({ "currency": currency.code(), "amount": decimal(*amount, currency.decimals()), "count": count });
        json!({
            "now": s.zone.rfc3339(s.now),
            "running": running,
            "next_event": next,
            "today_seconds": s.today_seconds,
            "alerts": s.alerts.iter().map(alert).collect::<Vec<_>>(),
            "overdue": s.overdue.iter().map(overdue).collect::<Vec<_>>(),
        })
    }

    fn text(&self) -> String {
        match (&self.waybar, &self.line) {
            (Some(waybar), _) => format!("{}\n", escaped_json(&waybar.to_string())),
            (None, Some(line)) => format!("{}\n", clean_line(line)),
            (None, None) => self.in_a_line(),
        }
    }
}
