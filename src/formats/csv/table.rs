//! A table whose columns are known by their headings, row by row as text.

use std::io::Read;

use super::cell::read_back;
use super::lines::{Bad, CsvRecords};

/// A row: the line it begins in, and a text for each column that was asked for, empty where there is none.
pub type TableRow = (u64, Vec<String>);

/// Reads the columns of a table by their headings, in any order; those in `needed` must be there.
///
/// # Errors
///
/// Says what of the heading or of which line cannot be read.
pub fn read_table(from: impl Read, columns: &[&str], needed: &[&str]) -> Result<Vec<TableRow>, Bad> {
    let (mut records, head) = CsvRecords::new(from, |name| columns.contains(&name))?;
    let heading = |what: String| Bad { line: 1, what, last: true };
    let all = columns.join(", ");
    if head.iter().all(String::is_empty) {
        return Err(heading(format!("there is no heading: the columns are {all}")));
    }
    if let Some(unknown) = head.iter().find(|name| !columns.contains(&name.as_str())) {
        return Err(heading(format!("there is no column '{unknown}': the columns are {all}")));
    }
    if let Some(twice) = head.iter().enumerate().find(|(at, name)| head[..*at].contains(name)).map(|(_, name)| name) {
        return Err(heading(format!("the column '{twice}' is there twice")));
    }
    let place = |name: &&str| head.iter().position(|cell| cell == name);
    if let Some(missing) = needed.iter().find(|name| place(name).is_none()) {
        return Err(heading(format!("there must be a column '{missing}': the columns are {all}")));
    }
    let places: Vec<Option<usize>> = columns.iter().map(place).collect();
    let mut rows = Vec::new();
    while records.advance()? {
        if (head.len()..).map_while(|at| records.cell(at)).any(|cell| !cell.is_empty()) {
            let what = format!("has more cells than the heading, which has {}", head.len());
            return Err(Bad { line: records.line(), what, last: true });
        }
        let cell =
            |place: &Option<usize>| place.and_then(|at| records.cell(at)).map(|text| read_back(text).into_owned());
        rows.push((records.line(), places.iter().map(|place| cell(place).unwrap_or_default()).collect()));
    }
    Ok(rows)
}
