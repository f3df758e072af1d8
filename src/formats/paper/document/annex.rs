//! The time behind a document, on pages of its own.

use crate::domain::document::issued::{Annex, AnnexRetainer};
use crate::domain::time::hours_minutes;
use crate::formats::paper::say::{Say, line_of};
use crate::formats::paper::{PaperColumn, PaperRow, PaperTable, Side};
use crate::words::papers::Words;

/// The table of entries with its sum, and what the retainers come to.
pub(super) fn tables(annex: &Annex, title: &str, say: Say) -> Vec<PaperTable> {
    if annex.entries.is_empty() {
        return Vec::new();
    }
    let words = say.words;
    let covers = annex.entries.iter().any(|entry| entry.covered != 0);
    let marked = annex.entries.iter().any(|entry| entry.late || entry.gift);
    let column = |title: String, side: Side, wide: bool| PaperColumn { title, side, wide };
    let mut columns = vec![
        column(words.date(), Side::Left, false),
        column(words.service(), Side::Left, false),
        column(words.work_done(), Side::Left, true),
        column(words.hours_column(), Side::Right, false),
    ];
    columns.extend(covers.then(|| column(words.covered(), Side::Right, false)));
    columns.extend(marked.then(|| column(words.remarks(), Side::Left, false)));
    let (mut all, mut all_covered) = (0, 0);
    let rows = annex.entries.iter().map(|entry| {
        all += entry.minutes;
        all_covered += entry.covered;
        let mut marks = Vec::new();
        marks.extend(entry.late.then(|| words.late_mark()));
        marks.extend(entry.gift.then(|| words.gift_mark()));
        let mut cells = vec![
            words.like().day(entry.date),
            line_of(&entry.service),
            line_of(&entry.note),
            hours_minutes(entry.minutes),
        ];
        cells.extend(covers.then(|| hours_minutes(entry.covered)));
        cells.extend(marked.then(|| marks.join(", ")));
        PaperRow { cells, details: Vec::new(), carried: Some(hours_minutes(all)) }
    });
    let rows = rows.collect();
    let mut totals = vec![(words.sum(), hours_minutes(all), true)];
    totals.extend(covers.then(|| (words.covered(), hours_minutes(all_covered), false)));
    let mut notes: Vec<String> = annex.retainers.iter().map(|retainer| standing(retainer, words)).collect();
    if !notes.is_empty() {
        notes.insert(0, words.retainer_at_end());
    }
    let carry = (words.carried(), words.brought());
    vec![PaperTable { heading: words.annex(title), columns, rows, carry, totals, notes }]
}

/// `10:00 h of 12:00 h used, 2:00 h of them from before, 2:00 h left`.
fn standing(retainer: &AnnexRetainer, words: &Words) -> String {
    let mut parts = vec![words.retainer_used(&hours_minutes(retainer.of), &hours_minutes(retainer.used))];
    let more = |minutes: i64, say: &dyn Fn(&str) -> String| (minutes > 0).then(|| say(&hours_minutes(minutes)));
    parts.extend(more(retainer.carried, &|hours| words.retainer_carried(hours)));
    parts.extend(more(retainer.left, &|hours| words.retainer_left(hours)));
    parts.extend(more(retainer.over, &|hours| words.retainer_over(hours)));
    parts.join("; ")
}
