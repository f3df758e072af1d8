//! The words of a paper as they may be drawn: composed, in one line, and without what is not seen.

use super::{Paper, PaperColumn, PaperPayment, PaperRow, PaperTable};
use crate::domain::text::{is_trick, nfc};

/// A text as it may be drawn: composed (NFC), a space for line breaks and other controls, and nothing for what turns
/// the direction of writing or is not seen at all.
pub fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in nfc(text).chars() {
        match c {
            '\u{2028}' | '\u{2029}' => space(&mut out),
            _ if c.is_control() => space(&mut out),
            // Selectors between forms of one letter, of which a font here has but one.
            '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => {}
            _ if is_trick(c) => {}
            _ => out.push(c),
        }
    }
    // What was taken away may have kept a letter and its mark apart.
    nfc(out.trim()).into_owned()
}

fn space(out: &mut String) {
    if !out.ends_with(' ') {
        out.push(' ');
    }
}

/// The same paper, every text of it as it may be drawn.
pub fn paper(paper: &Paper) -> Paper {
    Paper {
        language: tag(&paper.language),
        title: line(&paper.title),
        author: line(&paper.author),
        made: paper.made,
        mark: paper.mark.as_deref().map(line).filter(|it| !it.is_empty()),
        sender: lines(&paper.sender),
        sender_line: line(&paper.sender_line),
        logo: paper.logo.clone(),
        recipient: lines(&paper.recipient),
        references: pairs(&paper.references),
        before: lines(&paper.before),
        tables: paper.tables.iter().map(table).collect(),
        after: lines(&paper.after),
        payment: paper.payment.as_ref().map(payment),
        footer: paper.footer.iter().map(|column| lines(column)).collect(),
        page: line(&paper.page),
        annex: paper.annex.iter().map(table).collect(),
    }
}

/// A language's tag as RFC 5646 spells it (`de`, `uz-Cyrl`), nothing where it is none: fonts and readers are given it.
fn tag(text: &str) -> String {
    let part = |it: &str| (1..=8).contains(&it.len()) && it.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if text.split('-').all(part) { text.to_owned() } else { String::new() }
}

fn lines(texts: &[String]) -> Vec<String> {
    texts.iter().map(|it| line(it)).filter(|it| !it.is_empty()).collect()
}

fn pairs(pairs: &[(String, String)]) -> Vec<(String, String)> {
    pairs.iter().map(|(label, value)| (line(label), line(value))).collect()
}

fn payment(payment: &PaperPayment) -> PaperPayment {
    PaperPayment {
        lines: pairs(&payment.lines),
        // Its line breaks mean something.
        code: payment.code.clone(),
        caption: line(&payment.caption),
        link: payment.link.as_deref().map(line).filter(|it| !it.is_empty()),
    }
}

fn table(table: &PaperTable) -> PaperTable {
    PaperTable {
        heading: line(&table.heading),
        columns: table
            .columns
            .iter()
            .map(|column| PaperColumn { title: line(&column.title), ..column.clone() })
            .collect(),
        rows: table.rows.iter().map(row).collect(),
        carry: (line(&table.carry.0), line(&table.carry.1)),
        totals: table.totals.iter().map(|(label, amount, counts)| (line(label), line(amount), *counts)).collect(),
        notes: lines(&table.notes),
    }
}

fn row(row: &PaperRow) -> PaperRow {
    PaperRow {
        cells: row.cells.iter().map(|it| line(it)).collect(),
        details: lines(&row.details),
        carried: row.carried.as_deref().map(line),
    }
}

/// Every text of a paper that is drawn as letters, in the order in which it is read.
pub fn texts(paper: &Paper) -> Vec<&str> {
    let mut all: Vec<&str> = Vec::new();
    all.extend(paper.mark.as_deref());
    all.extend(paper.sender.iter().map(String::as_str));
    all.push(&paper.sender_line);
    all.extend(paper.recipient.iter().map(String::as_str));
    all.extend(paper.references.iter().flat_map(|(label, value)| [label.as_str(), value]));
    all.extend([paper.title.as_str(), &paper.author]);
    all.extend(paper.before.iter().map(String::as_str));
    for table in &paper.tables {
        texts_of_table(table, &mut all);
    }
    all.extend(paper.after.iter().map(String::as_str));
    if let Some(payment) = &paper.payment {
        all.extend(payment.lines.iter().flat_map(|(label, value)| [label.as_str(), value]));
        all.push(&payment.caption);
        all.extend(payment.link.as_deref());
    }
    all.extend(paper.footer.iter().flatten().map(String::as_str));
    all.push(&paper.page);
    for table in &paper.annex {
        texts_of_table(table, &mut all);
    }
    all
}

fn texts_of_table<'a>(table: &'a PaperTable, all: &mut Vec<&'a str>) {
    all.push(&table.heading);
    all.extend(table.columns.iter().map(|it| it.title.as_str()));
    for row in &table.rows {
        all.extend(row.cells.iter().chain(&row.details).chain(&row.carried).map(String::as_str));
    }
    all.extend([table.carry.0.as_str(), &table.carry.1]);
    all.extend(table.totals.iter().flat_map(|(label, amount, _)| [label.as_str(), amount]));
    all.extend(table.notes.iter().map(String::as_str));
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn what_is_not_seen_is_not_drawn() {
        assert_eq!(line("  one\r\ntwo\tthree\u{2028}four "), "one two three four");
        assert_eq!(line("exe\u{202E}fdp.\u{200F}\u{FEFF}ok"), "exefdp.ok");
        assert_eq!(line("Thi\u{0323}nh \u{1F44D}\u{FE0F}"), "Th\u{1ECB}nh \u{1F44D}");
        assert_eq!(line("e\u{200B}\u{0301}"), "é");
    }
}
