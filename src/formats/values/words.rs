//! Yes and no, currencies in headings, tags, and cells that were guarded.

use crate::domain::money::Currency;
use crate::domain::text;

/// The most characters of a note.
pub const LONGEST_NOTE: usize = 20_000;

/// Whether a note has more characters than one may have.
pub fn is_too_long(note: &str) -> bool {
    note.len() > LONGEST_NOTE && note.chars().count() > LONGEST_NOTE
}

/// A value in quotes as it stands in a sentence, shortened where it is long.
pub fn quoted(value: &str) -> String {
    format!("'{}'", text::cut(value, 40))
}

/// Reads `Yes`, `Nein`, `true`, `0`; nothing where it is empty. What is none of these is an error.
pub fn read_yes(text: &str) -> Result<Option<bool>, String> {
    let is = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    match text {
        "" => Ok(None),
        _ if is(&["yes", "ja", "true", "1"]) => Ok(Some(true)),
        _ if is(&["no", "nein", "false", "0"]) => Ok(Some(false)),
        _ => Err(format!("{} is neither yes nor no", quoted(text))),
    }
}

/// The currency in a heading or a cell: `Amount (EUR)`, `Euro - EUR`, `EUR`.
pub fn currency_in(text: &str) -> Option<Currency> {
    let text = text.trim();
    let inner = text.strip_suffix(')').and_then(|text| text.rsplit_once('(')).map(|(_, inner)| inner);
    let code = inner.or_else(|| text.rsplit_once(" - ").map(|(_, code)| code)).unwrap_or(text).trim();
    (code.len() == 3 && code.bytes().all(|b| b.is_ascii_alphabetic())).then(|| Currency::get(code)).flatten()
}

/// Adds the tags of a cell, as they are written, to those that there are; none of them twice.
pub fn read_tags(text: &str, tags: &mut Vec<String>) {
    for tag in text.split(',').map(str::trim).filter(|tag| !tag.is_empty()) {
        if !tags.iter().any(|known| known == tag) {
            tags.push(tag.to_owned());
        }
    }
}

/// A cell without the quote that keeps spreadsheets from taking it for a formula.
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_and_no_are_read_in_two_languages() {
        for text in ["Yes", "ja", "TRUE", "1"] {
            assert_eq!(read_yes(text), Ok(Some(true)));
        }
        for text in ["No", "Nein", "false", "0"] {
            assert_eq!(read_yes(text), Ok(Some(false)));
        }
        assert_eq!(read_yes(""), Ok(None));
        assert_eq!(read_yes("perhaps"), Err("'perhaps' is neither yes nor no".to_owned()));
    }

    #[test]
    fn currencies_stand_in_headings_and_cells() {
        for text in ["Amount (EUR)", "amount (eur)", "Euro - EUR", "EUR", " eur "] {
            assert_eq!(currency_in(text), Some(Currency::EUR), "{text}");
        }
        for text in ["", "Amount", "Amount (ABC)", "Amount ()", "Euro", "(EUR", "ÄÖÜ"] {
            assert_eq!(currency_in(text), None, "{text}");
        }
    }

    #[test]
    fn tags_are_split_and_there_once() {
        let mut tags = Vec::new();
        read_tags("inbox, calendar,, inbox ,two words", &mut tags);
        read_tags("calendar", &mut tags);
        assert_eq!(tags, ["inbox", "calendar", "two words"]);
    }

    #[test]
    fn a_guard_is_dropped_and_a_quote_stays() {
        for (cell, text) in [("'=1", "=1"), ("'-x", "-x"), ("'+4", "+4"), ("'@a", "@a"), ("'tis", "'tis"), ("=1", "=1")]
        {
            assert_eq!(unguarded(cell), text);
        }
    }

    #[test]
    fn a_note_is_too_long_by_its_characters() {
        assert!(!is_too_long(&"ü".repeat(LONGEST_NOTE)));
        assert!(is_too_long(&"ü".repeat(LONGEST_NOTE + 1)));
    }
}
