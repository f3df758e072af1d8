//! A report's figures, apart from how they are written: rows with bars and courses, sums, days, and what is said below.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::domain::chart::Glyphs;
use crate::domain::period::Period;
use crate::records::reports::asked::Asked;

/// A row: its cells, and how long its bar is.
pub struct FigureRow {
    /// What it is about, then its figures.
    pub cells: Vec<String>,
    /// The value of its bar, and what bars of one length are of; none if it has none.
    pub bar: Option<(String, i64)>,
    /// The same for a script.
    pub json: Value,
}

/// A client by its number, which stays, and its code, which is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureClient {
    /// The number.
    pub id: i64,
    /// The code.
    pub code: String,
}

/// The course of each row over the last periods, the oldest first.
pub struct Courses {
    /// What they are called: `12 months`.
    pub name: &'static str,
    /// Those of the rows, in their order.
    pub rows: Vec<Vec<i64>>,
    /// That of all of them.
    pub total: Vec<i64>,
}

/// Days with a value each, to be shown as shades.
pub struct DayMap {
    /// The days that are shown.
    pub period: Period,
    /// The last that has come.
    pub through: NaiveDate,
    /// What there is of each, and the same in words.
    pub values: BTreeMap<NaiveDate, (i64, String)>,
}

/// The figures of a report.
pub struct Figures {
    /// What they are of, in a line.
    pub title: String,
    /// The days, for a script.
    pub period: Value,
    /// The days.
    pub span: Period,
    /// The last of them that is told of.
    pub through: NaiveDate,
    /// The code of the one client that they are of.
    pub client: Option<String>,
    /// The numbers of the clients that they tell of, by code.
    pub clients: BTreeMap<String, i64>,
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
    /// The courses of the rows, if they have any.
    pub courses: Option<Courses>,
    /// Days that are drawn in the place of a table.
    pub days: Option<DayMap>,
    /// `text`, `markdown`, `csv` or `svg`.
    pub format: &'static str,
    /// What charts are drawn with.
    pub glyphs: Glyphs,
}

impl Figures {
    /// None yet, of what is asked.
    pub fn of(asked: &Asked, title: String, head: Vec<&'static str>) -> Self {
        let period = json!({
            "from": asked.period.from.to_string(),
            "to": asked.period.to.to_string(),
            "complete": asked.complete,
        });
        Self {
            title,
            period,
            span: asked.period,
            through: asked.through,
            client: asked.client.as_ref().map(|client| client.code.clone()),
            clients: BTreeMap::new(),
            head,
            rows: Vec::new(),
            totals: Vec::new(),
            notes: Vec::new(),
            full: 0,
            none: "nothing was worked",
            courses: None,
            days: None,
            format: asked.format,
            glyphs: asked.glyphs,
        }
    }

    /// A client of that code, if it is told of.
    pub fn numbered(&self, code: String) -> Option<FigureClient> {
        self.clients.get(&code).map(|id| FigureClient { id: *id, code })
    }

    /// The least and the most that bars of each measure stand for: two currencies in one bar would be two measures, each as
    /// long as its own longest.
    pub fn scales(&self) -> BTreeMap<&str, (i64, i64)> {
        let mut scales: BTreeMap<&str, (i64, i64)> = BTreeMap::new();
        for (of, value) in self.rows.iter().filter_map(|row| row.bar.as_ref()) {
            let scale = scales.entry(of).or_insert((0, self.full));
            *scale = (scale.0.min(*value), scale.1.max(*value));
        }
        scales
    }

    /// Whether there is a bar to draw.
    pub fn is_barred(&self) -> bool {
        self.rows.iter().any(|row| row.bar.as_ref().is_some_and(|(_, value)| *value != 0))
    }

    /// The headings as they are read.
    pub fn names(&self) -> Vec<&'static str> {
        let names = self.head.iter().map(|name| name.trim_start_matches(['>', '?']));
        names.chain(self.courses.as_ref().map(|courses| courses.name)).collect()
    }

    /// The course of a row, or behind the rows of the totals.
    pub fn course(&self, n: usize) -> Option<&[i64]> {
        self.courses.as_ref().map(|courses| courses.rows.get(n).map_or(&courses.total[..], Vec::as_slice))
    }
}
