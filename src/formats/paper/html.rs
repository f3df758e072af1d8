//! A paper as one page of HTML, which a browser shows and prints.

use std::fmt::Write as _;

use super::qr::{Code, QUIET};
use super::{Look, Paper, PaperPayment, PaperTable, Side, clean};
use crate::error::Result;

/// A paper as HTML that needs no other file: style, logo and code are in it.
pub fn html(paper: &Paper, look: &Look) -> Result<String> {
    let paper = &clean::paper(paper);
    let mut out = Html(String::new());
    out.raw("<!DOCTYPE html>\n<html");
    if !paper.language.is_empty() {
        out.raw(&format!(" lang=\"{}\"", escaped(&paper.language)));
    }
    out.raw("><head><meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n");
    if !paper.author.is_empty() {
        out.raw(&format!("<meta name=\"author\" content=\"{}\">\n", escaped(&paper.author)));
    }
    out.raw(&format!("<title>{}</title>\n<style>{}</style></head><body>\n", escaped(&paper.title), style(look)));
    if let Some(mark) = &paper.mark {
        out.tag("div", "mark", mark);
    }
    out.raw("<header>\n");
    if let Some(logo) = &paper.logo {
        let kind = if logo.starts_with(b"\x89PNG") { "png" } else { "jpeg" };
        let name = escaped(&paper.author);
        out.raw(&format!("<img src=\"data:image/{kind};base64,{}\" alt=\"{name}\">\n", base64(logo)));
    }
    out.lines("address", "sender", &paper.sender);
    out.raw("<div class=\"to\">\n");
    if !paper.sender_line.is_empty() {
        out.tag("p", "line", &paper.sender_line);
    }
    out.lines("address", "recipient", &paper.recipient);
    out.raw("</div>\n");
    out.pairs(&paper.references);
    out.raw("</header>\n");
    if !paper.title.is_empty() {
        out.tag("h1", "", &paper.title);
    }
    paper.before.iter().for_each(|it| out.tag("p", "", it));
    paper.tables.iter().for_each(|it| out.table(it, ""));
    paper.after.iter().for_each(|it| out.tag("p", "", it));
    if let Some(payment) = &paper.payment {
        out.payment(payment)?;
    }
    if paper.footer.iter().any(|column| !column.is_empty()) {
        out.raw("<footer>\n");
        paper.footer.iter().for_each(|column| out.lines("div", "", column));
        out.raw("</footer>\n");
    }
    paper.annex.iter().for_each(|it| out.table(it, "annex"));
    out.raw("</body></html>\n");
    Ok(out.0)
}

/// Its style, for the screen and for sheets of paper.
fn style(look: &Look) -> String {
    let accent = if look.plain { "#1c1c1e".to_owned() } else { look.accent.ink().hex() };
    let (rule, head) = if look.plain { ("none", "none") } else { ("0.5pt solid #d4d5d9", "1pt solid var(--accent)") };
    let size = look.size.name();
    format!(
        "
:root {{ --accent: {accent}; }}
@page {{ size: {size}; margin: 20mm 20mm 20mm 25mm; }}
body {{ font: 9.5pt/1.42 \"Noto Sans\", system-ui, sans-serif; color: #1c1c1e; max-width: 165mm; margin: 12mm auto; padding: 0 5mm; overflow-wrap: anywhere; }}
@media print {{ body {{ margin: 0; padding: 0; max-width: none; }} .annex {{ break-before: page; }} }}
header {{ display: grid; grid-template-columns: 1fr 65mm; gap: 8mm; margin-bottom: 10mm; }}
header img {{ max-width: 80mm; max-height: 22mm; }}
address {{ font-style: normal; }}
.sender {{ grid-column: 2; font-size: 8pt; color: #5f6066; }}
.line {{ font-size: 6.5pt; color: #5f6066; margin: 0 0 1mm; }}
h1 {{ font-size: 17pt; line-height: 1.3; color: var(--accent); }}
h2 {{ font-size: 11pt; break-after: avoid; }}
table {{ border-collapse: collapse; width: 100%; margin: 5mm 0; font-variant-numeric: tabular-nums; }}
thead {{ display: table-header-group; }}
tr {{ break-inside: avoid; }}
th {{ font-size: 8pt; color: #5f6066; text-align: left; border-bottom: {head}; }}
th, td {{ padding: 1.5mm 4mm 1.5mm 0; vertical-align: top; }}
th:last-child, td:last-child {{ padding-right: 0; }}
tbody td {{ border-bottom: {rule}; }}
.r {{ text-align: right; white-space: nowrap; }}
.d, .note {{ font-size: 8pt; color: #5f6066; }}
.totals {{ width: 78mm; margin-left: auto; break-inside: avoid; break-before: avoid; }}
.totals td {{ border: none; padding: 1mm 0; }}
.totals .counts td {{ font-weight: bold; font-size: 11.5pt; color: var(--accent); border-top: {head}; }}
dl {{ display: grid; grid-template-columns: max-content 1fr; gap: 0 4mm; margin: 0; align-content: start; }}
dt {{ font-size: 8pt; color: #5f6066; }}
dd {{ margin: 0; }}
.payment {{ display: flex; justify-content: space-between; gap: 8mm; break-inside: avoid; border-top: {rule}; padding-top: 4mm; margin-top: 6mm; }}
figure {{ margin: 0; width: 34mm; text-align: center; font-size: 7pt; color: #5f6066; }}
a {{ color: var(--accent); }}
footer {{ display: flex; gap: 6mm; font-size: 7pt; color: #5f6066; border-top: {rule}; margin-top: 10mm; padding-top: 2mm; }}
footer div {{ flex: 1; }}
.mark {{ color: var(--accent); font-weight: bold; font-size: 17pt; text-transform: uppercase; letter-spacing: 0.1em; }}
"
    )
}

struct Html(String);

impl Html {
    fn raw(&mut self, text: &str) {
        self.0.push_str(text);
    }

    fn tag(&mut self, tag: &str, class: &str, text: &str) {
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        self.raw(&format!("<{tag}{class}>{}</{tag}>\n", escaped(text)));
    }

    fn lines(&mut self, tag: &str, class: &str, lines: &[String]) {
        if !lines.is_empty() {
            let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
            let lines = lines.iter().map(|it| escaped(it)).collect::<Vec<_>>().join("<br>");
            self.raw(&format!("<{tag}{class}>{lines}</{tag}>\n"));
        }
    }

    fn pairs(&mut self, pairs: &[(String, String)]) {
        if !pairs.is_empty() {
            let pair =
                |(label, value): &(String, String)| format!("<dt>{}</dt><dd>{}</dd>", escaped(label), escaped(value));
            self.raw(&format!("<dl>{}</dl>\n", pairs.iter().map(pair).collect::<String>()));
        }
    }

    fn table(&mut self, table: &PaperTable, class: &str) {
        self.raw(&if class.is_empty() { "<section>\n".to_owned() } else { format!("<section class=\"{class}\">\n") });
        if !table.heading.is_empty() {
            self.tag("h2", "", &table.heading);
        }
        if !table.columns.is_empty() && !table.rows.is_empty() {
            let right = |at: usize| if table.columns[at].side == Side::Right { " class=\"r\"" } else { "" };
            let detailed = table.columns.iter().position(|it| it.wide).unwrap_or(0);
            self.raw("<table><thead><tr>");
            for (at, column) in table.columns.iter().enumerate() {
                self.raw(&format!("<th{} scope=\"col\">{}</th>", right(at), escaped(&column.title)));
            }
            self.raw("</tr></thead><tbody>\n");
            for row in &table.rows {
                self.raw("<tr>");
                for at in 0..table.columns.len() {
                    self.raw(&format!("<td{}>{}", right(at), escaped(row.cells.get(at).map_or("", String::as_str))));
                    for detail in row.details.iter().filter(|_| at == detailed) {
                        self.raw(&format!("<div class=\"d\">{}</div>", escaped(detail)));
                    }
                    self.raw("</td>");
                }
                self.raw("</tr>\n");
            }
            self.raw("</tbody></table>\n");
        }
        if !table.totals.is_empty() {
            self.raw("<table class=\"totals\"><tbody>\n");
            for (label, amount, counts) in &table.totals {
                let counts = if *counts { " class=\"counts\"" } else { "" };
                let (label, amount) = (escaped(label), escaped(amount));
                self.raw(&format!("<tr{counts}><td>{label}</td><td class=\"r\">{amount}</td></tr>\n"));
            }
            self.raw("</tbody></table>\n");
        }
        table.notes.iter().for_each(|it| self.tag("p", "note", it));
        self.raw("</section>\n");
    }

    fn payment(&mut self, payment: &PaperPayment) -> Result<()> {
        self.raw("<div class=\"payment\"><div>\n");
        self.pairs(&payment.lines);
        if let Some(link) = &payment.link {
            // Only what leads to a page: a link runs nothing.
            if ["https://", "http://"].iter().any(|it| link.starts_with(it)) {
                self.raw(&format!("<p><a href=\"{0}\">{0}</a></p>\n", escaped(link)));
            } else {
                self.tag("p", "", link);
            }
        }
        self.raw("</div>\n");
        if let Some(code) = &payment.code {
            let code = Code::of(code)?;
            let caption = escaped(&payment.caption);
            self.raw(&format!("<figure>{}<figcaption>{caption}</figcaption></figure>\n", svg(&code, &caption)));
        }
        self.raw("</div>\n");
        Ok(())
    }
}

/// A code as a picture of one path.
fn svg(code: &Code, caption: &str) -> String {
    let side = code.side() + 2 * QUIET;
    let mut path = String::new();
    for (row, at, count) in code.bars() {
        let _ = write!(path, "M{at} {row}h{count}v1h-{count}z");
    }
    format!(
        "<svg viewBox=\"0 0 {side} {side}\" role=\"img\" aria-label=\"{caption}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path d=\"{path}\"/></svg>"
    )
}

/// A text as HTML has it, between tags and within quotes.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

/// Bytes as base64 (RFC 4648).
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let part = |at: usize| three.get(at).map_or(0, |it| usize::from(*it));
        let number = part(0) << 16 | part(1) << 8 | part(2);
        for place in 0..4 {
            let digit = char::from(DIGITS[number >> (18 - 6 * place) & 63]);
            out.push(if place > three.len() { '=' } else { digit });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{base64, escaped};

    #[test]
    fn nothing_ends_a_text_early() {
        assert_eq!(escaped(r#"<b a="x" b='y'>&"#), "&lt;b a=&quot;x&quot; b=&#39;y&#39;&gt;&amp;");
    }

    #[test]
    fn bytes_are_written_as_rfc_4648_has_it() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }
}
