//! A report's figures as they are written: text with bars, Markdown, CSV, a picture and JSON, all from the same figures.

use chrono::{Datelike, NaiveDate, Weekday};
use serde_json::{Value, json};

use crate::command::report::{Columns, Report};
use crate::domain::chart::Glyphs;
use crate::domain::text::clean_line;
use crate::domain::time::plus_days;
use crate::formats::csv::write;
use crate::records::reports::figures::{DayMap, FigureRow, Figures};
use crate::records::reports::svg::drawn;

/// Cells that the longest bar has.
const BAR: usize = 24;

const WEEKDAYS: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

impl Figures {
    /// The rows and behind them the totals as cells, each with its course.
    fn lines(&self) -> Vec<Vec<String>> {
        let line = |(n, row): (usize, &FigureRow)| {
            let mut cells = row.cells.clone();
            if let Some(course) = self.course(n) {
                cells.resize(self.head.len(), String::new());
                cells.push(self.glyphs.spark(course));
            }
            cells
        };
        self.rows.iter().chain(&self.totals).enumerate().map(line).collect()
    }

    fn table(&self) -> String {
        let (scales, barred) = (self.scales(), self.is_barred());
        let below = scales.values().any(|(least, _)| *least < 0);
        let draw = |row: &FigureRow| match &row.bar {
            Some((of, value)) => {
                let (least, most) = scales.get(of.as_str()).copied().unwrap_or_default();
                if below {
                    self.glyphs.bar_from_zero(*value, (least, most), BAR)
                } else {
                    self.glyphs.bar(*value, most, BAR)
                }
            }
            None => String::new(),
        };
        let (first, rest) = self.head.split_at(self.head.len().min(1));
        let course = self.courses.as_ref().map(|courses| courses.name);
        let head: Vec<&'static str> =
            first.iter().copied().chain(barred.then_some("")).chain(rest.iter().copied()).chain(course).collect();
        let mut columns = Columns::new(&head);
        for (row, cells) in self.rows.iter().chain(&self.totals).zip(self.lines()) {
            let mut cells = cells.into_iter();
            let name = cells.next().unwrap_or_default();
            columns.row(std::iter::once(name).chain(barred.then(|| draw(row))).chain(cells));
        }
        columns.text()
    }

    /// As a table of Markdown.
    pub fn markdown(&self) -> String {
        let line = |cells: &[String]| {
            let cells: Vec<String> = cells.iter().map(|cell| clean_line(cell).replace('|', "\\|")).collect();
            format!("| {} |\n", cells.join(" | "))
        };
        let names: Vec<String> = self.names().into_iter().map(str::to_owned).collect();
        let sides = self.head.iter().map(|name| if name.starts_with('>') { "---:" } else { "---" }.to_owned());
        let sides: Vec<String> = sides.chain(self.courses.as_ref().map(|_| "---".to_owned())).collect();
        let mut text = format!("## {}\n\n{}{}", clean_line(&self.title), line(&names), line(&sides));
        for (n, cells) in self.lines().iter().enumerate() {
            if n < self.rows.len() {
                text.push_str(&line(cells));
                continue;
            }
            let bold = |cell: &String| if cell.is_empty() { String::new() } else { format!("**{cell}**") };
            text.push_str(&line(&cells.iter().map(bold).collect::<Vec<_>>()));
        }
        for note in &self.notes {
            text.push_str(&format!("\n{}\n", clean_line(note)));
        }
        text
    }
}

impl DayMap {
    /// A line for each weekday, a column for each week; days that have not come are blank.
    pub fn text(&self, glyphs: Glyphs) -> String {
        let period = &self.period;
        let first = plus_days(period.from, -i64::from(period.from.weekday().num_days_from_monday()));
        let days: Vec<NaiveDate> = first.iter_days().take_while(|day| *day <= period.to).collect();
        let values: Vec<i64> = days.iter().map(|day| self.values.get(day).map_or(0, |(value, _)| *value)).collect();
        let shades = glyphs.shades(&values);
        let mut months = String::from("    ");
        let mut lines: Vec<String> = WEEKDAYS.iter().map(|day| format!("{day} ")).collect();
        for (week, days) in days.chunks(7).enumerate() {
            // A month's name stands over the week in which it begins.
            let begins = days.iter().find(|day| day.day() == 1 && **day >= period.from);
            let column = 4 + week * 2;
            if let Some(day) = begins.filter(|_| months.chars().count() <= column) {
                months.push_str(&" ".repeat(column - months.chars().count()));
                months.push_str(&day.format("%b").to_string());
            }
            for (line, at) in lines.iter_mut().zip(0..7) {
                let shade = days
                    .get(at)
                    .filter(|day| **day >= period.from && **day <= self.through)
                    .and_then(|_| shades.get(week * 7 + at));
                line.push(' ');
                line.push(shade.copied().unwrap_or(' '));
            }
        }
        let mut text = format!("{}\n", months.trim_end());
        for line in lines {
            text.push_str(&format!("{}\n", line.trim_end()));
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
                let mut rows = self.lines();
                rows.truncate(self.rows.len());
                write(&self.names(), &rows).unwrap_or_else(|error| format!("{error}\n"))
            }
            "svg" => drawn(self),
            _ => {
                let mut text = format!("{}\n", clean_line(&self.title));
                if self.rows.is_empty() {
                    text.push_str(&format!("{}\n", self.none));
                } else {
                    text.push_str(&self.days.as_ref().map_or_else(|| self.table(), |days| days.text(self.glyphs)));
                }
                for note in &self.notes {
                    text.push_str(&format!("{}\n", clean_line(note)));
                }
                text
            }
        }
    }
}
