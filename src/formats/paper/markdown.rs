//! A paper as Markdown, with tables as GitHub's flavour has them.

use super::{Paper, PaperTable, Side, clean};

/// A paper as Markdown: its words are words, whatever signs they have.
pub fn markdown(paper: &Paper) -> String {
    let paper = &clean::paper(paper);
    let mut blocks = Vec::new();
    if !paper.title.is_empty() {
        blocks.push(format!("# {}", escaped(&paper.title)));
    }
    blocks.extend(paper.mark.iter().map(|mark| format!("**{}**", escaped(mark))));
    blocks.push(lines(&paper.sender));
    blocks.push(lines(&paper.recipient));
    blocks.push(pairs(&paper.references));
    blocks.extend(paper.before.iter().map(|it| escaped(it)));
    paper.tables.iter().for_each(|it| table(it, &mut blocks));
    blocks.extend(paper.after.iter().map(|it| escaped(it)));
    if let Some(payment) = &paper.payment {
        blocks.push(pairs(&payment.lines));
        blocks.extend(payment.link.iter().map(|it| link(it)));
    }
    if paper.footer.iter().any(|column| !column.is_empty()) {
        blocks.push("---".to_owned());
        blocks.extend(paper.footer.iter().map(|column| lines(&[column.join(" · ")])));
    }
    paper.annex.iter().for_each(|it| table(it, &mut blocks));
    blocks.retain(|it| !it.is_empty());
    format!("{}\n", blocks.join("\n\n"))
}

fn lines(lines: &[String]) -> String {
    lines.iter().map(|it| escaped(it)).collect::<Vec<_>>().join("\\\n")
}

fn pairs(pairs: &[(String, String)]) -> String {
    let pair = |(label, value): &(String, String)| format!("- {}: {}", escaped(label), escaped(value));
    pairs.iter().map(pair).collect::<Vec<_>>().join("\n")
}

fn link(address: &str) -> String {
    // An address with such signs would end early.
    let plain = !address.contains(['<', '>', ' ', '\\']) && address.contains("://");
    if plain { format!("<{address}>") } else { escaped(address) }
}

fn table(table: &PaperTable, blocks: &mut Vec<String>) {
    if !table.heading.is_empty() {
        blocks.push(format!("## {}", escaped(&table.heading)));
    }
    let mut rows = Vec::new();
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    if table.columns.is_empty() {
        let total = |(label, amount, counts): &(String, String, bool)| {
            format!("- {}: {}", escaped(label), set_off(amount, *counts))
        };
        rows.extend(table.totals.iter().map(total));
    } else {
        rows.push(line(table.columns.iter().map(|it| escaped(&it.title)).collect()));
        let side = |it: &super::PaperColumn| if it.side == Side::Right { "---:" } else { "---" };
        rows.push(line(table.columns.iter().map(|it| side(it).to_owned()).collect()));
        let detailed = table.columns.iter().position(|it| it.wide).unwrap_or(0);
        for row in &table.rows {
            let cell = |at: usize| {
                let details = if at == detailed { row.details.as_slice() } else { &[] };
                let texts = row.cells.get(at).into_iter().chain(details);
                texts.map(|it| escaped(it)).collect::<Vec<_>>().join("<br>")
            };
            rows.push(line((0..table.columns.len()).map(cell).collect()));
        }
        for (label, amount, counts) in &table.totals {
            let (label, amount) = (set_off(label, *counts), set_off(amount, *counts));
            let last = table.columns.len() - 1;
            let mut cells = vec![String::new(); last + 1];
            cells[last] = amount;
            let place = if detailed == last { 0 } else { detailed };
            cells[place] = if last == 0 { format!("{label} {}", cells[0]) } else { label };
            rows.push(line(cells));
        }
    }
    blocks.push(rows.join("\n"));
    blocks.extend(table.notes.iter().map(|it| escaped(it)));
}

fn set_off(text: &str, counts: bool) -> String {
    if counts && !text.is_empty() { format!("**{}**", escaped(text)) } else { escaped(text) }
}

/// A text that is nothing but itself: signs that mean something are written with a backslash before them.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut letters = text.chars().enumerate().peekable();
    while let Some((at, c)) = letters.next() {
        let next = letters.peek().map_or(' ', |(_, next)| *next);
        let anywhere = matches!(c, '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '|' | '~' | '&');
        // A heading, a list, a rule, a line that makes a heading of the one above.
        let first = at == 0 && (c == '#' || matches!(c, '-' | '+' | '=') && (next == ' ' || next == c));
        let numbered = digits > 0 && at == digits && matches!(c, '.' | ')') && next == ' ';
        if anywhere || first || numbered {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{escaped, link};

    #[test]
    fn signs_are_signs() {
        assert_eq!(escaped(r"a|b *c* _d_ <e> \ `f` [g](h)"), r"a\|b \*c\* \_d\_ \<e\> \\ \`f\` \[g\](h)");
        assert_eq!(escaped("# one"), r"\# one");
        assert_eq!(escaped("- one"), r"\- one");
        assert_eq!(escaped("12. one 3. two"), r"12\. one 3. two");
        assert_eq!(escaped("1.234,56 and -5"), "1.234,56 and -5");
        assert_eq!(escaped("==="), r"\===");
        assert_eq!(escaped("7)"), r"7\)");
        assert_eq!(escaped("&amp;"), r"\&amp;");
    }

    #[test]
    fn only_addresses_are_links() {
        assert_eq!(link("https://pay.example/a_b"), "<https://pay.example/a_b>");
        assert_eq!(link("https://x> **y**"), r"https://x\> \*\*y\*\*");
    }
}
