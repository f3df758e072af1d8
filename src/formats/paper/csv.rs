//! The lines of a document as a table for a spreadsheet.

use crate::domain::document::issued::{Document, DocumentLine, Quantity};
use crate::domain::money::decimal;
use crate::domain::time::iso;
use crate::error::Result;
use crate::formats::csv::{Cell, write_cells};

/// Its columns.
const COLUMNS: [&str; 15] = [
    "number", "date", "client", "n", "kind", "text", "service", "minutes", "quantity", "unit", "price", "net", "tax",
    "percent", "currency",
];

/// Writes the lines of a document, with the figures that stand on it: those of a credit note are positive. Of time, the price is
/// that of an hour.
pub fn write(document: &Document) -> Result<String> {
    write_cells(&COLUMNS, document.lines.iter().enumerate().map(|(at, line)| row(document, at + 1, line)))
}

fn row(document: &Document, n: usize, line: &DocumentLine) -> Vec<Cell> {
    let text = |text: &str| Cell::Text(text.to_owned());
    let money = |minor: i64| decimal(minor, document.currency.decimals());
    let price = match (line.minutes, line.rate, line.price) {
        (Some(_), Some(rate), _) => money(rate),
        (.., Some(price)) => price.text(document.currency),
        (.., None) => String::new(),
    };
    let percents: Vec<String> = line.group.percents.iter().map(ToString::to_string).collect();
    vec![
        text(document.number.as_deref().unwrap_or_default()),
        Cell::Number(iso(document.date)),
        text(&document.client),
        Cell::Number(n.to_string()),
        text(line.kind.as_str()),
        text(&line.text),
        text(line.service.as_deref().unwrap_or_default()),
        Cell::Number(line.minutes.map(|minutes| minutes.to_string()).unwrap_or_default()),
        Cell::Number(line.quantity.map(Quantity::text).unwrap_or_default()),
        text(&line.unit),
        Cell::Number(price),
        Cell::Number(money(line.net)),
        text(&line.group.code),
        Cell::Number(percents.join("+")),
        text(document.currency.code()),
    ]
}
