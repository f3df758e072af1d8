//! How numbers are given, and what stands on papers beside the figures.

use serde_json::{Value, json};

use crate::command::call::Args;
use crate::command::input::{Count, Pattern, SeriesName, Text, TextName, Title};
use crate::command::report::{Columns, Done, Report};
use crate::domain::document::number::NumberPattern;
use crate::error::{Error, Result};
use crate::records::invoices::number::{pattern, place, usual};
use crate::store::{BusinessText, Numbering, Tx};

/// `numbering set`.
pub fn set(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let series = args.need::<SeriesName>("series")?.0;
    let typed = args.get::<Pattern>("pattern")?.map(|pattern| pattern.0);
    let next = args.get::<Count>("next")?.map(|next| next.0);
    if typed.is_none() && next.is_none() {
        return Err(Error::problem("say what changes: --pattern '{year}-{seq:4}' or --next 41"));
    }
    let text = match &typed {
        Some(text) => text.clone(),
        None => tx.numbering(series)?.map_or_else(|| usual(series).to_owned(), |row| row.pattern),
    };
    let read: NumberPattern = text.parse()?;
    let other = if series == "invoice" { "credit" } else { "invoice" };
    let shared = pattern(tx, other)?;
    let today = args.context.today();
    let client_code = "client";
    if shared != read && place(&shared, today, client_code) == place(&read, today, client_code) {
        return Err(Error::at(
            "pattern",
            format!(
                "would give numbers that the {other} series gives, too: use the same pattern, or another beginning"
            ),
        ));
    }
    let (mut at, mut said) =
        (String::new(), format!("{series} numbers look like {}", read.number(today, client_code, 1)?));
    if let Some(next) = next {
        at = place(&read, today, "");
        let last = tx.last_sequence(&at)?;
        if next <= last {
            return Err(Error::at("next", format!("must be above {last}, which is given already")));
        }
        said = format!("the next {series} number is {}", read.number(today, "", next)?);
    }
    let reason = args.get::<Text>("reason")?.map(|reason| reason.0).unwrap_or_default();
    let id = tx.insert(&Numbering { id: 0, series: series.to_owned(), pattern: text, next, place: at, reason })?;
    Ok(Done::new(said, id))
}

struct Numberings(Vec<(String, String, Vec<Numbering>)>);

impl Report for Numberings {
    fn json(&self) -> Value {
        let set = |row: &Numbering| json!({ "pattern": row.pattern, "next": row.next, "reason": row.reason });
        let one = |(series, pattern, rows): &(String, String, Vec<Numbering>)| json!({ "series": series, "pattern": pattern, "set": rows.iter().map(set).collect::<Vec<_>>() });
        Value::Array(self.0.iter().map(one).collect())
    }

    fn text(&self) -> String {
        let mut columns = Columns::new(&["series", "pattern", ">next at least", "reason"]);
        for (series, pattern, rows) in &self.0 {
            let last = rows.last();
            let next = last.and_then(|row| row.next).map(|next| next.to_string()).unwrap_or_default();
            let reason = last.map(|row| row.reason.clone()).unwrap_or_default();
            columns.row(vec![series.clone(), pattern.clone(), next, reason]);
        }
        columns.text()
    }
}

/// `numbering list`.
pub fn list(args: &Args<'_>) -> Result<Box<dyn Report>> {
    let all = args.context.db.numberings()?;
    let mut found = Vec::new();
    for series in ["invoice", "credit"] {
        let rows: Vec<Numbering> = all.iter().filter(|row| row.series == series).cloned().collect();
        let pattern = rows.last().map_or_else(|| usual(series).to_owned(), |row| row.pattern.clone());
        found.push((series.to_owned(), pattern, rows));
    }
    Ok(Box::new(Numberings(found)))
}

/// Languages by their tags: `de`.
fn language(args: &Args<'_>) -> Result<String> {
    let tag = args.get::<Text>("language")?.map(|tag| tag.0.to_lowercase()).unwrap_or_default();
    let fine = tag.len() <= 16 && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if fine { Ok(tag) } else { Err(Error::at("language", format!("'{tag}' is no language: type en, de, vi or uz"))) }
}

/// Words in braces that a text may have, each replaced on the paper.
pub const PLACES: [&str; 6] = ["number", "total", "due", "client", "period", "open"];

/// Refuses a word in braces that nothing is put in the place of.
pub fn check_places(text: &str) -> Result<()> {
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        let inner = &rest[at + 1..];
        let end = inner.find('}').ok_or_else(|| Error::at("text", "has a { without its }"))?;
        let word = &inner[..end];
        if !PLACES.contains(&word) {
            let known: Vec<String> = PLACES.iter().map(|place| format!("{{{place}}}")).collect();
            return Err(Error::at("text", format!("{{{word}}} is not one of {}", known.join(", "))));
        }
        rest = &inner[end + 1..];
    }
    if rest.contains('}') { Err(Error::at("text", "has a } without its {")) } else { Ok(()) }
}

/// Keeps a text under a name in a language; an empty one is no more.
pub fn put_text(tx: &Tx<'_>, name: &str, language: &str, text: &str) -> Result<i64> {
    let known = tx.business_texts()?.into_iter().find(|row| row.name == name && row.language == language);
    match known {
        Some(row) if text.is_empty() => tx.delete::<BusinessText>(row.id).map(|()| row.id),
        Some(row) => tx.update(&BusinessText { text: text.to_owned(), ..row.clone() }).map(|()| row.id),
        None if text.is_empty() => Err(Error::at("text", "is empty")),
        None => tx.insert(&BusinessText {
            id: 0,
            name: name.to_owned(),
            language: language.to_owned(),
            text: text.to_owned(),
        }),
    }
}

/// `business text`.
pub fn text(tx: &Tx<'_>, args: &Args<'_>) -> Result<Done> {
    let name = args.need::<TextName>("name")?.0;
    let language = language(args)?;
    let text = args.or_none::<Title>("text")?.flatten().map(|text| text.0).unwrap_or_default();
    check_places(&text)?;
    let id = put_text(tx, name, &language, &text)?;
    let of = if language.is_empty() { String::new() } else { format!(" ({language})") };
    let said =
        if text.is_empty() { format!("{name}{of} says nothing of its own") } else { format!("{name}{of}: {text}") };
    Ok(Done::new(said, id))
}

struct Texts(Vec<BusinessText>);

impl Report for Texts {
    fn json(&self) -> Value {
        let one = |row: &BusinessText| json!({ "name": row.name, "language": row.language, "text": row.text });
        Value::Array(self.0.iter().map(one).collect())
    }

    fn text(&self) -> String {
        let mut columns = Columns::new(&["where", "language", "text"]);
        for row in &self.0 {
            let language = if row.language.is_empty() { "all".to_owned() } else { row.language.clone() };
            columns.row(vec![row.name.clone(), language, row.text.clone()]);
        }
        columns.text_or("papers have no text of yours yet: 'business text closing TEXT'")
    }
}

/// `business texts`.
pub fn texts(args: &Args<'_>) -> Result<Box<dyn Report>> {
    Ok(Box::new(Texts(args.context.db.business_texts()?)))
}
