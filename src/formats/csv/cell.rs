//! Cells that no spreadsheet takes for a formula and that steer no terminal.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::domain::text::is_trick;

/// Characters that make some spreadsheet take a cell for a formula, the wide ones as well.
const FORMULA: &[char] = &['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Quotes a cell so that no spreadsheet takes it for a formula: a `'` in front of what would be one, and of what
/// already has one.
pub(super) fn quoted(text: &str) -> String {
    if text.starts_with(FORMULA) || text.starts_with('\'') { format!("'{text}") } else { text.to_owned() }
}

fn unquoted(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA) || rest.starts_with('\'')).unwrap_or(text)
}

/// What would steer or deceive a terminal; a line break in a cell does not.
fn steers(c: char) -> bool {
    c != '\n' && is_trick(c)
}

/// How an escaped character begins.
const ESCAPE: &str = "\\u{";

/// Text with every character that steers a terminal as `\u{1b}`. Where there is one, or something
/// that looks like one, a backslash is doubled; other text stays as it is.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(ESCAPE) && !text.contains(steers) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            c if steers(c) => {
                let _ = write!(out, "{ESCAPE}{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.into()
}

fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains(ESCAPE) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let code = rest.strip_prefix(ESCAPE).and_then(|code| code.split_once('}'));
        let meant = code.and_then(|(hex, behind)| Some((char::from_u32(u32::from_str_radix(hex, 16).ok()?)?, behind)));
        let (c, behind) = meant.unwrap_or_else(|| ('\\', rest[1..].strip_prefix('\\').unwrap_or(&rest[1..])));
        out.push(c);
        rest = behind;
    }
    out.push_str(rest);
    out.into()
}

/// Reads a cell back, as it was before [`escaped`] and [`quoted`].
pub(super) fn read_back(cell: &str) -> Cow<'_, str> {
    unescaped(unquoted(cell))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_no_formula_and_steers_nothing_and_comes_back() {
        for (text, cell) in [
            ("plain", "plain"),
            ("=1+1", "'=1+1"),
            ("-20 %", "'-20 %"),
            ("'quoted'", "''quoted'"),
            (r"C:\temp\new", r"C:\temp\new"),
            ("\u{1b}[31mred", r"\u{1b}[31mred"),
            ("a\\\u{9b}", r"a\\\u{9b}"),
            (r"\u{1b}", r"\\u{1b}"),
            ("two\nlines", "two\nlines"),
            ("\n=1+1", "'\n=1+1"),
            ("＝1＋1", "'＝1＋1"),
        ] {
            assert_eq!(quoted(&escaped(text)), cell);
            assert_eq!(read_back(cell), text, "{cell}");
        }
        assert_eq!(read_back(r"\u{zz} \u{110000} \u{1b"), r"\u{zz} \u{110000} \u{1b");
    }
}
