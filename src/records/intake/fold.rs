//! How names are compared, and what codes and tags are made of them.

use unicode_normalization::UnicodeNormalization;

use crate::domain::text::nfc;
use crate::records::clients::write::RESERVED;

/// The most letters of a code.
const LONGEST: usize = 16;

pub use crate::records::clients::import_names::folded;

/// A name as it is kept: composed, with single blanks.
pub fn spaced(name: &str) -> String {
    nfc(name).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A tag as it is kept: one word without commas, as it was written otherwise.
pub fn tag(text: &str) -> String {
    let text = nfc(text);
    let words = text.trim().trim_start_matches('#').split(|c: char| c.is_whitespace() || c == ',');
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}

/// The code that a name would have: its letters and digits, and what is between them as `-`.
pub fn code(name: &str, taken: impl Fn(&str) -> bool) -> String {
    let mut code = String::new();
    for c in name.nfkd().flat_map(char::to_lowercase) {
        let plain = match c {
            'đ' | 'ð' => "d",
            'ß' => "ss",
            'ø' => "o",
            'ł' => "l",
            'æ' => "ae",
            'œ' => "oe",
            'þ' => "th",
            'ı' => "i",
            'a'..='z' | '0'..='9' => {
                code.push(c);
                continue;
            }
            // An accent belongs to the letter before it.
            '\u{300}'..='\u{36f}' => continue,
            _ => "-",
        };
        if plain != "-" || !(code.is_empty() || code.ends_with('-')) {
            code.push_str(plain);
        }
    }
    let cut = |most: usize| code.get(..most.min(code.len())).unwrap_or_default().trim_matches('-').to_owned();
    let first = match cut(LONGEST) {
        empty if empty.is_empty() => "client".to_owned(),
        some => some,
    };
    let free = |code: &str| !taken(code) && !RESERVED.contains(&code);
    if free(&first) {
        return first;
    }
    let numbered = (2_u64..).map(|n| {
        let end = format!("-{n}");
        let most = LONGEST.saturating_sub(end.len());
        format!("{}{end}", first.get(..most.min(first.len())).unwrap_or_default().trim_end_matches('-'))
    });
    numbered.into_iter().find(|code| free(code)).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_whatever_their_case_blanks_and_composition() {
        assert_eq!(folded("  ACME \t GmbH "), "acme gmbh");
        assert_eq!(folded("Nguye\u{302}\u{303}n"), folded("NGUYỄN"));
        assert_ne!(folded("Acme"), folded("Acne"));
    }

    #[test]
    fn codes_are_letters_and_digits() {
        let free = |name: &str| code(name, |_| false);
        for (name, is) in [
            ("Acme GmbH", "acme-gmbh"),
            ("Nguyễn Studio", "nguyen-studio"),
            ("Đặng & Söhne", "dang-sohne"),
            ("Straße 7", "strasse-7"),
            ("A very long name of a company", "a-very-long-name"),
            ("Twelve letter-s", "twelve-letter-s"),
            ("日本", "client"),
            ("none", "none-2"),
            ("  -- ", "client"),
        ] {
            assert_eq!(free(name), is, "{name}");
        }
        assert_eq!(code("Acme GmbH", |c| c == "acme-gmbh"), "acme-gmbh-2");
        assert_eq!(code("A very long name of a company", |c| c.ends_with("name")), "a-very-long-na-2");
    }

    #[test]
    fn a_tag_is_one_word() {
        assert_eq!(tag(" #Web design, old "), "Web-design-old");
    }
}
