//! The lines of a document as a table.

use crate::domain::document::issued::{Document, DocumentLine, LineKind};
use crate::formats::paper::say::{Say, line_of, lines_of};
use crate::formats::paper::{PaperColumn, PaperRow, Side};
use crate::words::papers::Words;

/// Whether lines are taxed differently, so that each says how.
fn is_mixed(document: &Document) -> bool {
    document.lines.windows(2).any(|pair| pair[0].group != pair[1].group)
}

/// Position, description, quantity, price, tax if it is not the same for all, and amount.
pub(super) fn columns(document: &Document, say: Say) -> Vec<PaperColumn> {
    let words = say.words;
    let figures = |title| PaperColumn { title, side: Side::Right, wide: false };
    let mut columns = vec![
        figures(words.position()),
        PaperColumn { title: words.description(), side: Side::Left, wide: true },
        figures(words.quantity()),
        figures(words.price()),
    ];
    if is_mixed(document) {
        columns.push(figures(words.tax_column(&say.tax_name(&document.seller.country))));
    }
    columns.push(figures(words.amount_in(document.currency.code())));
    columns
}

/// A row for each line.
pub(super) fn rows(document: &Document, say: Say) -> Vec<PaperRow> {
    let mixed = is_mixed(document);
    let mut sum = 0;
    let rows = document.lines.iter().enumerate().map(|(at, line)| {
        sum += line.amount();
        let (description, details) = described(line, say);
        let mut cells = vec![(at + 1).to_string(), description, say.quantity(line), say.price(line)];
        if mixed {
            cells.push(say.percents(&line.group));
        }
        cells.push(say.amount(line.amount()));
        PaperRow { cells, details, carried: Some(say.amount(sum)) }
    });
    rows.collect()
}

/// What a line says, and the smaller lines under it.
fn described(line: &DocumentLine, say: Say) -> (String, Vec<String>) {
    let words = say.words;
    let service = line.service_name.as_deref().map(line_of).filter(|name| !name.is_empty());
    let mut typed = lines_of(&line.text).into_iter();
    let mut details = Vec::new();
    let said = match typed.next() {
        Some(first) => {
            details.extend(typed);
            details.extend(service.filter(|service| *service != first));
            first
        }
        None => service.unwrap_or_else(|| kind_words(line, words)),
    };
    if line.rush {
        details.push(words.rush());
    }
    if let Some(from) = line.from.or(line.to) {
        let when = say.days(from, line.to.unwrap_or(from));
        details.push(if line.late { words.late(&when) } else { when });
    }
    if line.discount != 0 {
        details.push(words.line_discount(&say.money(line.discount)));
    }
    (said, details)
}

/// The papers' own words for a line.
fn kind_words(line: &DocumentLine, words: &Words) -> String {
    match line.kind {
        LineKind::Fee => words.fee(),
        LineKind::Block => words.block(),
        LineKind::Time => words.time(),
        LineKind::Deficit => words.deficit(),
        LineKind::Commission => words.commission(),
        LineKind::Fixed => words.fixed(),
        LineKind::Milestone => words.milestone(),
        LineKind::Unit => words.piece_work(),
        LineKind::Travel => words.travel(),
        LineKind::Expense => words.expense(),
        LineKind::Other => words.other(),
        LineKind::Deposit if line.amount() < 0 => words.deposit_deducted(),
        LineKind::Deposit => words.deposit(),
        LineKind::Credit => words.credit(),
        LineKind::Platform => words.settlement(),
    }
}
