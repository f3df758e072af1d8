//! Words in braces that stand for what a document says: `{number}`, `{total}`.

use crate::error::{Error, Result};

/// The words that may stand in braces.
pub const PLACEHOLDERS: [&str; 6] = ["number", "total", "due", "client", "period", "open"];

/// What stands in their place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filling {
    /// The document's number.
    pub number: String,
    /// What it comes to.
    pub total: String,
    /// When it is due.
    pub due: String,
    /// The client's name.
    pub client: String,
    /// What days it is about.
    pub period: String,
    /// What is still to be paid.
    pub open: String,
}

impl Filling {
    fn get(&self, word: &str) -> Option<&str> {
        Some(match word {
            "number" => &self.number,
            "total" => &self.total,
            "due" => &self.due,
            "client" => &self.client,
            "period" => &self.period,
            "open" => &self.open,
            _ => return None,
        })
    }
}

/// A text with its words in braces replaced; what is none of them stays, and what was put in is not looked at again.
pub fn fill(text: &str, filling: &Filling) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        match after.split_once('}').and_then(|(word, behind)| Some((filling.get(word.trim())?, behind))) {
            Some((value, behind)) => {
                out.push_str(value);
                rest = behind;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Refuses a text with a word in braces that stands for nothing.
///
/// # Errors
///
/// Names the word and those that there are.
pub fn check_placeholders(text: &str) -> Result<()> {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('{') {
        let Some((word, behind)) = after.split_once('}') else {
            return Err(Error::problem("has a brace that is not closed"));
        };
        if !PLACEHOLDERS.contains(&word.trim()) {
            let known = PLACEHOLDERS.map(|word| format!("{{{word}}}")).join(", ");
            return Err(Error::problem(format!("does not know {{{word}}}: there are {known}")));
        }
        rest = behind;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_braces_are_replaced_once() {
        let filling = Filling { number: "2026-0007".into(), client: "{total} GmbH".into(), ..Filling::default() };
        let text = "For {client}: {number}, { number } {x} {";
        assert_eq!(fill(text, &filling), "For {total} GmbH: 2026-0007, 2026-0007 {x} {");
        assert_eq!(fill("{due}", &filling), "");
    }

    #[test]
    fn an_unknown_word_in_braces_is_refused() {
        assert!(PLACEHOLDERS.iter().all(|word| check_placeholders(&format!("a {{{word}}} b")).is_ok()));
        let said = check_placeholders("pay {sum}").unwrap_err().to_string();
        assert_eq!(said, "does not know {sum}: there are {number}, {total}, {due}, {client}, {period}, {open}");
        for bad in ["{", "{number", "{}", "{{number}}", "{Number}"] {
            assert!(check_placeholders(bad).is_err(), "{bad}");
        }
        assert!(check_placeholders("no braces }").is_ok());
    }
}
