//! What the lines of a document add up to, and why nothing is charged.

use crate::domain::document::issued::{Document, DocumentKind, DocumentLine};
use crate::domain::document::totals::{PriceBasis, TaxGroup, TaxRow};
use crate::domain::tax::TaxCategory;
use crate::formats::paper::say::{Say, lines_of};
use crate::words::papers::Words;

/// Whether its tax is told of: some is charged, or lines are taxed differently.
fn is_told(rows: &[TaxRow]) -> bool {
    rows.iter().any(|row| !row.group.category.needs_reason()) || rows.windows(2).any(|two| two[0].group != two[1].group)
}

/// Label, amount, and whether it is what counts.
pub(super) fn sums(document: &Document, say: Say) -> Vec<(String, String, bool)> {
    let (words, totals) = (say.words, &document.totals);
    let gross = document.prices == PriceBasis::Gross;
    let name = say.tax_name(&document.seller.country);
    let told = is_told(&totals.taxes);
    let mut rows = Vec::new();
    let mut row = |label: String, amount: i64, counts: bool| {
        rows.push((label, if counts { say.money(amount) } else { say.amount(amount) }, counts));
    };
    let priced: i64 = document.lines.iter().map(DocumentLine::amount).sum();
    if !totals.discounts.is_empty() {
        row(words.subtotal(), priced, false);
    }
    for (group, net) in &totals.discounts {
        let taken = if gross { gross_discount(document, group) } else { *net };
        let several = totals.taxes.iter().any(|row| row.group != *group);
        let label = if several { words.discount_at(&name, &say.percents(group)) } else { words.discount() };
        row(label, -taken, false);
    }
    let taxes = totals.taxes.iter().filter(|_| told);
    let percent = |tax: &TaxRow| say.words.like().percent(tax.percent);
    if !gross && told {
        row(words.net(), totals.net, false);
        for tax in taxes.clone() {
            row(words.tax_row(&say.amount(tax.base), &name, &percent(tax)), tax.amount, false);
        }
    }
    if totals.rounding != 0 {
        row(words.rounding(), totals.rounding, false);
    }
    let label = if document.kind == DocumentKind::Credit { words.credited() } else { words.total() };
    row(label, totals.total, document.prepaid == 0);
    if gross {
        for tax in taxes {
            row(words.tax_within(&say.amount(tax.base), &name, &percent(tax)), tax.amount, false);
        }
    }
    if document.prepaid != 0 {
        row(words.prepaid(), -document.prepaid, false);
        row(words.to_pay(), document.to_pay(), true);
    }
    rows
}

/// What is taken off a group whose prices have tax in them, with that tax.
fn gross_discount(document: &Document, group: &TaxGroup) -> i64 {
    let of_group = document.lines.iter().filter(|line| line.group == *group);
    let priced: i64 = of_group.map(DocumentLine::amount).sum();
    let rows = document.totals.taxes.iter().filter(|row| row.group == *group);
    let base = rows.clone().next().map_or(0, |row| row.base);
    priced - base - rows.map(|row| row.amount).sum::<i64>()
}

/// Why nothing is charged, for each code of its lines: as it was typed, else in the papers' own words.
pub(super) fn reasons(document: &Document, words: &Words) -> Vec<String> {
    let mut seen: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    for group in document.lines.iter().map(|line| &line.group).filter(|group| group.category.needs_reason()) {
        if seen.contains(&group.code.as_str()) {
            continue;
        }
        seen.push(&group.code);
        let typed = document.texts.reasons.iter().find(|(code, _)| *code == group.code);
        match typed.map(|(_, text)| lines_of(text)).filter(|lines| !lines.is_empty()) {
            Some(lines) => found.extend(lines),
            None => found.push(built_in(group, &document.seller.country, words)),
        }
    }
    found.dedup();
    found
}

fn built_in(group: &TaxGroup, country: &str, words: &Words) -> String {
    match (group.code.as_str(), country, group.category) {
        ("small", "DE", _) => words.reason_small_de(),
        ("small", "AT", _) => words.reason_small_at(),
        ("small", ..) => words.reason_small(),
        ("pass" | "pass-through", ..) => words.reason_pass_through(),
        (.., TaxCategory::Reverse) => words.reason_reverse(),
        (.., TaxCategory::Export) => words.reason_export(),
        (.., TaxCategory::Outside) => words.reason_outside(),
        (.., TaxCategory::Exempt | TaxCategory::Standard | TaxCategory::Zero) => words.reason_exempt(),
    }
}
