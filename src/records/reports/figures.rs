//! A report's figures as they are written: text with bars, Markdown, CSV and JSON, all from the same cells.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::command::report::{Columns, Report};
use crate::domain::chart::bar;
use crate::domain::text::clean_line;
use crate::formats::csv::write;
use crate::records::reports::asked::Asked;

/// Cells that the longest bar has.
const BAR: usize = 24;

/// A row: its cells, and how long its bar is.
pub struct FigureRow {
    /// What it is about, then its figures.
    pub cells: Vec<String>,
    /// The value of its bar, and what bars of one length are of; none if it has none.
    pub bar: Option<(String, i64)>,
    /// The same for a script.
    pub json: Value,
}

/// The figures of a report.
pub struct Figures {
    /// What they are of, in a line.
    pub title: String,
    /// The days, for a script.
    pub period: Value,
    /// The headings; those of figures begin with `>`.
    pub head: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<FigureRow>,
    /// The sums, and the same for a script.
    pub totals: Vec<FigureRow>,
    /// What is said below.
    pub notes: Vec<String>,
    /// What a full bar stands for; the longest where nothing is said.
    pub full: i64,
    /// What is said where there are no rows.
    pub none: &'static str,
    /// What is written as text in the place of a table.
    pub picture: Option<String>,
    /// `text`, `markdown` or `csv`.
    pub format: &'static str,
}

impl Figures {
    /// None yet, of what is asked.
    pub fn of(asked: &Asked, title: String, head: Vec<&'static str>) -> Self {
        let period = json!({
            "from": asked.period.from.to_string(),
            "to": asked.period.to.to_string(),
            "complete": asked.complete,
        });
        let (rows, totals, notes) = (Vec::new(), Vec::new(), Vec::new());
        Self {
            title,
            period,
            head,
            rows,
            totals,
            notes,
            full: 0,
            none: "nothing was worked",
            picture: None,
            format: asked.format,
        }
    }

    fn names(&self) -> Vec<&'static str> {
        self.head.iter().map(|name| name.trim_start_matches(['>', '?'])).collect()
    }

    fn table(&self) -> String {
        // Two currencies in one bar would be two measures: each is as long as its own longest.
        let mut most: BTreeMap<&str, i64> = BTreeMap::new();
        for (of, value) in self.rows.iter().filter_map(|row| row.bar.as_ref()) {
            let longest = most.entry(of).or_insert(self.full);
            *longest = (*longest).max(*value);
        }
        let barred = self.rows.iter().any(|row| row.bar.as_ref().is_some_and(|(_, value)| *value > 0));
        let head: Vec<&'static str> = self
            .head
            .iter()
            .take(1)
            .copied()
            .chain(barred.then_some(""))
            .chain(self.head.iter().skip(1).copied())
            .collect();
        let mut columns = Columns::new(&head);
        for row in self.rows.iter().chain(&self.totals) {
            let (name, cells) = row.cells.split_first().map_or(("", &[][..]), |(name, cells)| (name.as_str(), cells));
            let (of, value) = row.bar.as_ref().map_or(("", 0), |(of, value)| (of.as_str(), *value));
            let drawn = barred.then(|| bar(value, most.get(of).copied().unwrap_or(0), BAR));
            columns.row(std::iter::once(name.to_owned()).chain(drawn).chain(cells.iter().cloned()));
        }
        columns.text()
    }

    fn markdown(&self) -> String {
        let line = |cells: &[String]| {
            let cells: Vec<String> = cells.iter().map(|cell| clean_line(cell).replace('|', "\\|")).collect();
            format!("| {} |\n", cells.join(" | "))
        };
        let names: Vec<String> = self.names().into_iter().map(str::to_owned).collect();
        let sides = self.head.iter().map(|name| if name.starts_with('>') { "---:" } else { "---" }.to_owned());
        let mut text = format!("## {}\n\n{}{}", self.title, line(&names), line(&sides.collect::<Vec<_>>()));
        for row in &self.rows {
            text.push_str(&line(&row.cells));
        }
        for row in &self.totals {
            let bold: Vec<String> = row
                .cells
                .iter()
                .map(|cell| if cell.is_empty() { String::new() } else { format!("**{cell}**") })
                .collect();
            text.push_str(&line(&bold));
        }
        for note in &self.notes {
            text.push_str(&format!("\n{note}\n"));
        }
        text
    }
}

impl Report for Figures {
    fn json(&self) -> Value {
        let all = |rows: &[FigureRow]| rows.iter().map(|row| row.json.clone()).collect::<Vec<_>>();
        json!({ "period": self.period, "rows": all(&self.rows), "totals": all(&self.totals) })
    }

    fn is_data(&self) -> bool {
        self.format != "text"
    }

    fn text(&self) -> String {
        match self.format {
            "markdown" => self.markdown(),
            "csv" => {
                let rows: Vec<Vec<String>> = self.rows.iter().map(|row| row.cells.clone()).collect();
                write(&self.names(), &rows).unwrap_or_else(|error| format!("{error}\n"))
            }
            _ => {
                let mut text = format!("{}\n", clean_line(&self.title));
                if self.rows.is_empty() {
                    text.push_str(&format!("{}\n", self.none));
                } else {
                    text.push_str(&self.picture.clone().unwrap_or_else(|| self.table()));
                }
                for note in &self.notes {
                    text.push_str(&format!("{}\n", clean_line(note)));
                }
                text
            }
        }
    }
}
