//! A paper as plain text, for a mail or a terminal.

use super::{Paper, PaperPayment, PaperRow, PaperTable, Side, clean};
use crate::domain::text::{pad, pad_left, width, wrap};

/// The longest line.
const WIDEST: usize = 100;
/// The shortest that lines become beside wide columns.
const NARROWEST: usize = 10;
/// Between two columns.
const GAP: usize = 2;

/// A paper as plain text, in lines of at most 100 columns.
pub fn text(paper: &Paper) -> String {
    let paper = &clean::paper(paper);
    let mut out = Out(Vec::new());
    out.block(paper.mark.iter().map(|mark| mark.to_uppercase()));
    out.block(paper.sender.iter().cloned());
    out.block(paper.recipient.iter().cloned());
    out.pairs(&paper.references);
    if !paper.title.is_empty() {
        out.block([paper.title.clone(), "=".repeat(width(&paper.title).min(WIDEST))]);
    }
    paper.before.iter().for_each(|it| out.block([it.clone()]));
    paper.tables.iter().for_each(|it| out.table(it));
    paper.after.iter().for_each(|it| out.block([it.clone()]));
    if let Some(payment) = &paper.payment {
        out.payment(payment);
    }
    if paper.footer.iter().any(|column| !column.is_empty()) {
        out.block(["-".repeat(WIDEST / 2)]);
        paper.footer.iter().for_each(|column| out.block([column.join(" · ")]));
    }
    paper.annex.iter().for_each(|it| out.table(it));
    let mut text = out.0.join("\n");
    text.push('\n');
    text
}

struct Out(Vec<String>);

impl Out {
    /// Lines with an empty one before them, none where there are no lines.
    fn block(&mut self, lines: impl IntoIterator<Item = String>) {
        let lines: Vec<String> = lines.into_iter().flat_map(|it| wrap(&it, WIDEST)).collect();
        if !lines.is_empty() && !self.0.is_empty() {
            self.0.push(String::new());
        }
        self.0.extend(lines.into_iter().map(|it| it.trim_end().to_owned()));
    }

    fn pairs(&mut self, pairs: &[(String, String)]) {
        let aside = pairs.iter().map(|(label, _)| width(label)).max().unwrap_or(0).min(WIDEST / 2) + GAP;
        let line = |(label, value): &(String, String)| {
            beside(&[
                (wrap(label, aside - GAP), aside - GAP, Side::Left),
                (wrap(value, WIDEST - aside), WIDEST - aside, Side::Left),
            ])
        };
        self.block(pairs.iter().flat_map(line));
    }

    fn payment(&mut self, payment: &PaperPayment) {
        self.pairs(&payment.lines);
        self.block(payment.link.clone());
    }

    fn table(&mut self, table: &PaperTable) {
        if !table.heading.is_empty() {
            self.block([table.heading.clone(), "-".repeat(width(&table.heading).min(WIDEST))]);
        }
        let widths = widths(table);
        let across = widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
        let mut lines = Vec::new();
        if !widths.is_empty() && !table.rows.is_empty() {
            let titles = table.columns.iter().map(|it| it.title.clone()).collect();
            lines.extend(row(table, &widths, &PaperRow { cells: titles, ..PaperRow::default() }));
            lines.push("-".repeat(across));
            lines.extend(table.rows.iter().flat_map(|it| row(table, &widths, it)));
        }
        lines.extend(totals(table, across.max(WIDEST / 2)));
        self.block(lines);
        self.block(table.notes.iter().cloned());
    }
}

/// How wide each column is; the wide one takes what others leave.
fn widths(table: &PaperTable) -> Vec<usize> {
    let natural = |at: usize| {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(at)).chain([&table.columns[at].title]);
        cells.map(|it| width(it)).max().unwrap_or(0).max(1)
    };
    let mut widths: Vec<usize> = (0..table.columns.len()).map(natural).collect();
    let room = WIDEST.saturating_sub(GAP * widths.len().saturating_sub(1)).max(widths.len());
    // The widest gives way, the one that breaks its lines before others.
    while widths.iter().sum::<usize>() > room {
        let wide = (0..widths.len()).filter(|at| table.columns[*at].wide && widths[*at] > NARROWEST * 2);
        let widest = wide.max_by_key(|at| widths[*at]).or_else(|| (0..widths.len()).max_by_key(|at| widths[*at]));
        let Some(at) = widest else { break };
        let over = widths.iter().sum::<usize>() - room;
        let least = if table.columns[at].wide { NARROWEST * 2 } else { widths[at] / 2 };
        widths[at] = widths[at].saturating_sub(over).max(least.min(widths[at] - 1)).max(1);
    }
    widths
}

fn row(table: &PaperTable, widths: &[usize], row: &PaperRow) -> Vec<String> {
    let detailed = table.columns.iter().position(|it| it.wide).unwrap_or(0);
    let cell = |(at, (width, column)): (usize, (&usize, &super::PaperColumn))| {
        let mut lines = wrap(row.cells.get(at).map_or("", String::as_str), *width);
        if at == detailed {
            lines.extend(row.details.iter().flat_map(|it| wrap(it, *width)));
        }
        (lines, *width, column.side)
    };
    beside(&widths.iter().zip(&table.columns).enumerate().map(cell).collect::<Vec<_>>())
}

fn totals(table: &PaperTable, across: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let amounts = table.totals.iter().map(|(_, amount, _)| width(amount)).max().unwrap_or(0).min(across / 2);
    let labels = table.totals.iter().map(|(label, ..)| width(label)).max().unwrap_or(0);
    let labels = labels.min(across - amounts - GAP).max(1);
    let indent = " ".repeat(across - amounts - GAP - labels);
    if !table.totals.is_empty() && !table.rows.is_empty() {
        lines.push("-".repeat(across));
    }
    for (at, (label, amount, counts)) in table.totals.iter().enumerate() {
        if *counts && at > 0 {
            lines.push(format!("{indent}{}", "-".repeat(labels + GAP + amounts)));
        }
        let cells = [(wrap(label, labels), labels, Side::Left), (wrap(amount, amounts), amounts, Side::Right)];
        lines.extend(beside(&cells).into_iter().map(|line| format!("{indent}{line}")));
    }
    lines
}

/// Cells beside each other: their lines, how wide they are, and on which side they stand.
fn beside(cells: &[(Vec<String>, usize, Side)]) -> Vec<String> {
    let count = cells.iter().map(|(lines, ..)| lines.len()).max().unwrap_or(0);
    let line = |at: usize| {
        let part = |(lines, width, side): &(Vec<String>, usize, Side)| {
            let text = lines.get(at).map_or("", String::as_str);
            if *side == Side::Right { pad_left(text, *width) } else { pad(text, *width) }
        };
        cells.iter().map(part).collect::<Vec<_>>().join(&" ".repeat(GAP)).trim_end().to_owned()
    };
    (0..count).map(line).collect()
}
