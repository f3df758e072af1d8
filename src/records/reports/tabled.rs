//! A report's rows as a table for other programs: the figures of its JSON in plain cells.

use serde_json::Value;

use crate::error::Result;
use crate::formats::csv::{Cell, write_cells};
use crate::records::reports::figures::{FigureRow, Figures};

/// What rows are told of; it stands before their figures.
const DIMENSIONS: [&str; 8] = ["date", "month", "week", "client", "service", "tag", "line", "currency"];

/// A cell with the name of its column.
type Named = (String, Cell);

/// A value of a row in plain cells: numbers without signs, a currency in a cell of its own.
fn plain(name: &str, value: &Value) -> Vec<Named> {
    let of = |value: &Value, part: &str| value[part].as_str().unwrap_or_default().to_owned();
    match value {
        Value::Null => vec![(name.to_owned(), Cell::Text(String::new()))],
        Value::String(text) => vec![(name.to_owned(), told(text))],
        Value::Object(parts) => {
            parts.iter().flat_map(|(part, value)| plain(&format!("{name}_{part}"), value)).collect()
        }
        Value::Array(all) if name == "amounts" => {
            let (currency, amount) = match all.as_slice() {
                [] => Default::default(),
                [one] => (of(one, "currency"), of(one, "amount")),
                many => {
                    let both = |one: &Value| format!("{} {}", of(one, "amount"), of(one, "currency"));
                    (String::new(), many.iter().map(both).collect::<Vec<_>>().join(", "))
                }
            };
            vec![("currency".to_owned(), Cell::Text(currency)), ("amount".to_owned(), told(&amount))]
        }
        Value::Array(all) => {
            let texts: Vec<&str> = all.iter().filter_map(Value::as_str).collect();
            vec![(name.to_owned(), Cell::Text(texts.join(", ")))]
        }
        number => vec![(name.to_owned(), Cell::Number(number.to_string()))],
    }
}

/// A text, or the number that it is.
fn told(text: &str) -> Cell {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let number = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        && digits.matches('.').count() <= 1;
    if number { Cell::Number(text.to_owned()) } else { Cell::Text(text.to_owned()) }
}

impl Figures {
    /// A line for each row, without sums: who reads it adds up itself.
    pub fn csv(&self) -> Result<String> {
        let cells = |row: &FigureRow| -> Vec<Named> {
            row.json.as_object().into_iter().flatten().flat_map(|(name, value)| plain(name, value)).collect()
        };
        let rows: Vec<Vec<Named>> = self.rows.iter().map(cells).collect();
        let mut names: Vec<String> = Vec::new();
        for (name, _) in rows.iter().flatten() {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        names.sort_by_key(|name| DIMENSIONS.iter().position(|known| known == name).unwrap_or(DIMENSIONS.len()));
        let placed = |mut row: Vec<Named>| -> Vec<Cell> {
            let mut take = |name: &String| {
                let at = row.iter().position(|(known, _)| known == name);
                at.map_or_else(|| Cell::Text(String::new()), |at| row.swap_remove(at).1)
            };
            names.iter().map(&mut take).collect()
        };
        let head: Vec<&str> = names.iter().map(String::as_str).collect();
        write_cells(&head, rows.into_iter().map(placed))
    }
}
