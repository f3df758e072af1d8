//! A report's figures as they are written: text with bars, Markdown, CSV, a picture and JSON, all from the same figures.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};
use serde_json::{Value, json};

use crate::command::report::{Columns, Report, line_width, paragraphs};
use crate::domain::chart::Glyphs;
use crate::domain::text::clean_line;
use crate::domain::time::{plus_days, plus_months};
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

/// Columns of the names of the weekdays.
const NAMES: usize = 4;

impl DayMap {
    /// A line for each weekday, a column for each week, or two where there is room; half-years and quarters below each other
    /// where there is little. Days that have not come are blank.
    pub fn text(&self, glyphs: Glyphs, columns: usize) -> String {
        let values: Vec<i64> = self.days().map(|day| self.values.get(&day).map_or(0, |(value, _)| *value)).collect();
        let shades: BTreeMap<NaiveDate, char> = self.days().zip(glyphs.shades(&values)).collect();
        let mut parts = parts((self.period.from, self.period.to), columns.saturating_sub(NAMES));
        parts.retain(|(from, _)| *from <= self.through);
        let wide = parts.iter().all(|part| NAMES + weeks(*part) * 2 <= columns);
        let drawn = parts.into_iter().map(|part| self.part(part, &shades, if wide { 2 } else { 1 }));
        drawn.collect::<Vec<_>>().join("\n")
    }

    fn days(&self) -> impl Iterator<Item = NaiveDate> {
        let last = self.period.to;
        self.period.from.iter_days().take_while(move |day| *day <= last)
    }

    fn part(&self, (from, to): (NaiveDate, NaiveDate), shades: &BTreeMap<NaiveDate, char>, cell: usize) -> String {
        let mut months = String::from("    ");
        let mut lines: Vec<String> = WEEKDAYS.iter().map(|day| format!("{day} ")).collect();
        for week in 0..weeks((from, to)) {
            let monday = plus_days(monday_of(from), i64::try_from(week * 7).unwrap_or(0));
            let days: Vec<NaiveDate> = (0..7).map(|n| plus_days(monday, n)).collect();
            // A month's name stands over the week in which it begins.
            let begins = days.iter().find(|day| day.day() == 1 && (from..=to).contains(*day));
            let column = NAMES + week * cell;
            if let Some(day) = begins.filter(|_| months.chars().count() <= column) {
                months.push_str(&" ".repeat(column - months.chars().count()));
                months.push_str(&day.format("%b").to_string());
            }
            for (line, day) in lines.iter_mut().zip(days) {
                let seen = Some(day).filter(|day| (from..=to.min(self.through)).contains(day));
                line.push_str(if cell > 1 { " " } else { "" });
                line.push(seen.and_then(|day| shades.get(&day).copied()).unwrap_or(' '));
            }
        }
        let lines = std::iter::once(months).chain(lines);
        lines.map(|line| format!("{}\n", line.trim_end())).collect()
    }
}

fn monday_of(day: NaiveDate) -> NaiveDate {
    plus_days(day, -i64::from(day.weekday().num_days_from_monday()))
}

/// How many weeks have a day of a stretch.
fn weeks((from, to): (NaiveDate, NaiveDate)) -> usize {
    usize::try_from((to - monday_of(from)).num_days() / 7 + 1).unwrap_or(0)
}

/// A stretch of days in parts of no more than so many weeks, halved where months begin as long as one has several.
fn parts((from, to): (NaiveDate, NaiveDate), most: usize) -> Vec<(NaiveDate, NaiveDate)> {
    let months =
        (i64::from(to.year()) - i64::from(from.year())) * 12 + i64::from(to.month0()) - i64::from(from.month0());
    let half = plus_months(from.with_day(1).unwrap_or(from), (months + 1) / 2);
    if weeks((from, to)) <= most || half <= from || to < half {
        return vec![(from, to)];
    }
    let mut found = parts((from, plus_days(half, -1)), most);
    found.extend(parts((half, to), most));
    found
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
            "csv" => self.csv().unwrap_or_else(|error| format!("{error}\n")),
            "svg" => drawn(self),
            _ => {
                let mut text = format!("{}\n", clean_line(&self.title));
                if self.rows.is_empty() {
                    text.push_str(&format!("{}\n", self.none));
                } else {
                    text.push_str(
                        &self.days.as_ref().map_or_else(|| self.table(), |days| days.text(self.glyphs, line_width())),
                    );
                }
                for note in &self.notes {
                    text.push_str(&paragraphs(&clean_line(note)));
                }
                text
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::period::Period;

    #[test]
    fn a_year_is_as_wide_as_there_is_room() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let period = Period::of(day("2026-01-01"), day("2026-12-31"));
        let values = period.from.iter_days().take(200).step_by(3).zip(1..).map(|(day, n)| (day, (n, String::new())));
        let map = DayMap { period, through: day("2026-11-30"), values: values.collect() };
        for (columns, lines, longest) in
            [(200, 8, 110), (110, 8, 110), (109, 8, 57), (57, 8, 57), (56, 17, 31), (30, 35, 30)]
        {
            let text = map.text(Glyphs::Ascii, columns);
            let wide = text.lines().map(str::len).max().unwrap_or(0);
            assert!(text.lines().count() == lines && wide <= longest.min(columns), "{columns}: {wide}\n{text}");
            // Each day that has come has its sign once, whatever the width.
            let signs = text.lines().flat_map(|line| line.chars().skip(NAMES)).filter(|c| ".1234".contains(*c));
            assert_eq!(signs.count(), 334, "{columns}\n{text}");
        }
        insta::assert_snapshot!(map.text(Glyphs::Ascii, 56));
    }
}
