//! Numbers of documents: made by a pattern, one after the other, without a gap.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

use crate::error::{Error, Result};

/// Characters that a number has at most.
const LONGEST: usize = 30;

/// A part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Text(String),
    Year,
    ShortYear,
    Month,
    Client,
    /// The running number, filled with zeros to so many digits.
    Sequence(usize),
}

/// A pattern of numbers: `{year}-{seq:4}`. The running number begins anew where what stands before it is new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberPattern(Vec<Token>);

impl NumberPattern {
    /// What stands before and behind the running number of a document.
    pub fn around(&self, date: NaiveDate, client: &str) -> (String, String) {
        let (mut before, mut behind, mut passed) = (String::new(), String::new(), false);
        for token in &self.0 {
            let text = if passed { &mut behind } else { &mut before };
            match token {
                Token::Text(plain) => text.push_str(plain),
                Token::Year => text.push_str(&format!("{:04}", date.year())),
                Token::ShortYear => text.push_str(&format!("{:02}", date.year().rem_euclid(100))),
                Token::Month => text.push_str(&format!("{:02}", date.month())),
                Token::Client => text.push_str(client),
                Token::Sequence(_) => passed = true,
            }
        }
        (before, behind)
    }

    /// The number of a document.
    ///
    /// # Errors
    ///
    /// Says that it is too long, as it may be with a client's code in it.
    pub fn number(&self, date: NaiveDate, client: &str, sequence: i64) -> Result<String> {
        let (before, behind) = self.around(date, client);
        let number = format!("{before}{sequence:0width$}{behind}", width = self.digits());
        if number.len() > LONGEST {
            return Err(Error::problem(format!("the number {number} would have more than {LONGEST} characters")));
        }
        Ok(number)
    }

    /// The running number in a number between what stands around it.
    pub fn sequence(number: &str, (before, behind): (&str, &str)) -> Option<i64> {
        let digits = number.strip_prefix(before)?.strip_suffix(behind)?;
        digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
    }

    fn digits(&self) -> usize {
        let width = |token: &Token| if let Token::Sequence(width) = token { Some(*width) } else { None };
        self.0.iter().find_map(width).unwrap_or(1)
    }
}

impl fmt::Display for NumberPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for token in &self.0 {
            match token {
                Token::Text(plain) => f.write_str(plain)?,
                Token::Year => f.write_str("{year}")?,
                Token::ShortYear => f.write_str("{yy}")?,
                Token::Month => f.write_str("{month}")?,
                Token::Client => f.write_str("{client}")?,
                Token::Sequence(1) => f.write_str("{seq}")?,
                Token::Sequence(width) => write!(f, "{{seq:{width}}}")?,
            }
        }
        Ok(())
    }
}

impl FromStr for NumberPattern {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let tokens = tokens(text)?;
        // A number is typed after commands and names files.
        if text.starts_with(['-', '/', '_', '.']) || text.contains("..") || text.contains("//") || text.ends_with('/') {
            return Err(Error::problem(
                "must begin with a letter, a digit or a word in braces, without .. or // in it",
            ));
        }
        let is_sequence = |token: &Token| matches!(token, Token::Sequence(_));
        let Some(at) = tokens.iter().position(is_sequence) else {
            return Err(Error::problem("must have {seq}, the running number: {year}-{seq:4}"));
        };
        let (before, behind) = (&tokens[..at], &tokens[at + 1..]);
        if behind.iter().any(is_sequence) {
            return Err(Error::problem("must have {seq} once"));
        }
        let has = |part: &[Token], token: &Token| part.contains(token);
        let year = has(before, &Token::Year) || has(before, &Token::ShortYear);
        if has(before, &Token::Month) && !year {
            return Err(Error::problem(
                "would give a number twice: with {month} before {seq} it begins anew each month, so {year} must stand there too",
            ));
        }
        // A code may end or begin in digits: they would run together with the number's.
        if before.last() == Some(&Token::Client) || behind.first() == Some(&Token::Client) {
            return Err(Error::problem(
                "could give a number twice: {client} and {seq} need a dash or another sign between them",
            ));
        }
        let digit_text = |token: Option<&Token>, last: bool| {
            let Some(Token::Text(plain)) = token else { return false };
            let c = if last { plain.chars().last() } else { plain.chars().next() };
            c.is_some_and(|c| c.is_ascii_digit())
        };
        if digit_text(before.last(), true) || digit_text(behind.first(), false) {
            return Err(Error::problem("needs a sign that is no digit beside {seq}"));
        }
        Ok(Self(tokens))
    }
}

fn tokens(text: &str) -> Result<Vec<Token>> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        if next != '{' {
            if !(next.is_ascii_alphanumeric() || "-/_.".contains(next)) {
                return Err(Error::problem("may have letters, digits and - / _ . beside words in braces"));
            }
            match tokens.last_mut() {
                Some(Token::Text(plain)) => plain.push(next),
                _ => tokens.push(Token::Text(next.to_string())),
            }
            rest = &rest[1..];
            continue;
        }
        let Some((word, more)) = rest[1..].split_once('}') else {
            return Err(Error::problem("has a brace that is not closed"));
        };
        tokens.push(match word {
            "year" => Token::Year,
            "yy" => Token::ShortYear,
            "month" => Token::Month,
            "client" => Token::Client,
            "seq" => Token::Sequence(1),
            other => match other.strip_prefix("seq:").and_then(|width| width.parse().ok()) {
                Some(width @ 1..=12) => Token::Sequence(width),
                _ => {
                    return Err(Error::problem(format!(
                        "does not know {{{other}}}: there are {{year}}, {{yy}}, {{month}}, {{client}}, {{seq}} and {{seq:4}}"
                    )));
                }
            },
        });
        rest = more;
    }
    if text.len() > 2 * LONGEST {
        return Err(Error::problem(format!("must give numbers of at most {LONGEST} characters")));
    }
    Ok(tokens)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_gives_numbers_and_finds_its_own() {
        let day = NaiveDate::from_ymd_opt(2026, 8, 3).unwrap();
        for (pattern, number) in [
            ("{year}-{seq:4}", "2026-0007"),
            ("CN-{year}-{seq:4}", "CN-2026-0007"),
            ("{yy}{month}/{seq:3}", "2608/007"),
            ("{client}-{seq}", "acme-7"),
            ("R{seq}", "R7"),
        ] {
            let read: NumberPattern = pattern.parse().unwrap();
            assert_eq!(read.to_string(), pattern);
            assert_eq!(read.number(day, "acme", 7).unwrap(), number);
            let (before, behind) = read.around(day, "acme");
            assert_eq!(NumberPattern::sequence(number, (&before, &behind)), Some(7));
        }
        let read: NumberPattern = "{year}-{seq:4}".parse().unwrap();
        assert_eq!(read.number(day, "", 12_345).unwrap(), "2026-12345");
        for bad in [
            "",
            "{year}",
            "{seq}{seq}",
            "{month}-{seq}",
            "{client}{seq}",
            "{x}-{seq}",
            "{seq",
            "a b{seq}",
            "1{seq}",
            "é{seq}",
            "-{seq}",
            "/{seq}",
            "../{seq}",
            "R//{seq}",
        ] {
            assert!(bad.parse::<NumberPattern>().is_err(), "{bad:?}");
        }
        assert!("{client}-{seq}".parse::<NumberPattern>().unwrap().number(day, &"x".repeat(40), 1).is_err());
    }
}
