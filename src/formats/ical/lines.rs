//! Content lines out of bytes: line ends, folds and encodings (RFC 5545 3.1), and what goes wrong with them.

use std::borrow::Cow;

/// A line at least this long that ends where no line should was cut by a program that forgot the space of the fold.
const CUT: usize = 70;

/// Octets among which a name ends that was folded.
const HEAD: usize = 1_000;

/// A content line, unfolded.
pub struct ContentLine {
    /// The number of its first line in the file, from 1.
    pub number: usize,
    /// Its text, without the line end.
    pub text: String,
}

impl ContentLine {
    /// The property's name.
    pub fn name(&self) -> &str {
        name(self.text.as_bytes()).unwrap_or_default()
    }

    /// What stands after the first colon.
    pub fn value(&self) -> &str {
        self.text.split_once(':').map_or("", |(_, value)| value)
    }

    /// Whether it is `name:value`, in any case.
    pub fn is(&self, name: &str, value: &str) -> bool {
        self.name().eq_ignore_ascii_case(name) && self.value().trim().eq_ignore_ascii_case(value)
    }
}

/// Returns the content lines of a file.
///
/// Lines end with LF, CRLF or CR. A line that has no property name belongs to the one before: cut there by a bad fold,
/// or an unescaped line break inside a text. Blank lines are passed over.
pub fn lines(bytes: &[u8]) -> impl Iterator<Item = ContentLine> {
    // A long line of blanks is a piece of a folded text; a short one is somebody's untidiness.
    let blank = |line: &[u8]| line.len() < CUT && line.iter().all(|b| b" \t".contains(b));
    let mut rest = Physical { bytes, number: 0 }.filter(move |(_, line)| !blank(line)).peekable();
    std::iter::from_fn(move || {
        let (number, first) = rest.next()?;
        let mut text = first.to_vec();
        let mut longest = first.len();
        let (mut quoted, mut prose) = (is_quoted_printable(first), is_prose(first));
        let mut named = first.contains(&b':') || first.len() > HEAD;
        while let Some(&(_, next)) = rest.peek() {
            if let [b' ' | b'\t', more @ ..] = next {
                if more.starts_with(b":") || more.starts_with(b";") {
                    trim_name(&mut text);
                }
                text.extend_from_slice(more);
                if !named {
                    (quoted, prose) = (is_quoted_printable(&text), is_prose(&text));
                    named = text.contains(&b':') || text.len() > HEAD;
                }
            } else if quoted && text.last() == Some(&b'=') {
                text.pop();
                text.extend_from_slice(next);
            } else if name(next).is_some() || is_start_of_name(next, rest.clone()) {
                break;
            } else if longest >= CUT {
                text.extend_from_slice(next);
            } else if prose {
                text.extend_from_slice(b"\\n");
                text.extend_from_slice(next);
            }
            longest = next.len();
            rest.next();
        }
        let mut text = decode(&text).into_owned();
        // No text may hold them (RFC 5545 3.1), and what is given out again shall be safe to look at.
        text.retain(|c| !c.is_control() || c == '\t');
        text.truncate(text.trim_ascii_end().len());
        Some(ContentLine { number, text })
    })
}

/// Lines as they stand in the file, with their numbers.
#[derive(Clone)]
struct Physical<'a> {
    bytes: &'a [u8],
    number: usize,
}

impl<'a> Iterator for Physical<'a> {
    type Item = (usize, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        if self.bytes.is_empty() {
            return None;
        }
        self.number += 1;
        let end = self.bytes.iter().position(|b| b"\r\n".contains(b)).unwrap_or(self.bytes.len());
        let (line, rest) = self.bytes.split_at(end);
        self.bytes = match rest {
            [b'\r', b'\n', rest @ ..] | [_, rest @ ..] => rest,
            [] => &[],
        };
        Some((self.number, line))
    }
}

/// The name a content line begins with.
fn name(line: &[u8]) -> Option<&str> {
    let end = line.iter().position(|b| b":;".contains(b)).filter(|end| *end > 0)?;
    let (name, _) = line.split_at(end);
    is_name(name).then(|| std::str::from_utf8(name).ok()).flatten()
}

/// Whether a line is the first piece of a content line that was folded inside its name, or behind it: then the rest of
/// a long name follows, or a blank and what comes behind a name.
fn is_start_of_name<'a>(line: &[u8], mut rest: impl Iterator<Item = (usize, &'a [u8])>) -> bool {
    is_name(line.trim_ascii_end())
        && rest.nth(1).is_some_and(|(_, next)| match next {
            [b' ' | b'\t', b':' | b';', ..] => true,
            [b' ' | b'\t', ..] => line.len() >= CUT,
            _ => false,
        })
}

fn is_name(text: &[u8]) -> bool {
    !text.is_empty() && text.iter().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(b))
}

/// Takes the blanks away that a program left behind a name before it folded the line there.
fn trim_name(text: &mut Vec<u8>) {
    let name = text.trim_ascii_end().len();
    if name < text.len() && text.len() <= HEAD && text.get(..name).is_some_and(is_name) {
        text.truncate(name);
    }
}

/// Whether a line break inside the value can be meant: in texts people write.
fn is_prose(line: &[u8]) -> bool {
    let name = name(line).unwrap_or_default().to_ascii_uppercase();
    name.starts_with("X-") || ["DESCRIPTION", "SUMMARY", "LOCATION", "COMMENT", "CONTACT"].contains(&name.as_str())
}

fn is_quoted_printable(line: &[u8]) -> bool {
    let head = line.split(|b| *b == b':').next().unwrap_or_default();
    String::from_utf8_lossy(head).to_ascii_uppercase().contains("QUOTED-PRINTABLE")
}

/// UTF-8, or where it is not, Windows-1252, which is Latin-1 with its gap of controls filled.
fn decode(bytes: &[u8]) -> Cow<'_, str> {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    let text = String::from_utf8_lossy(bytes);
    let lost = text.matches(char::REPLACEMENT_CHARACTER).count();
    let read = text.chars().filter(|c| !c.is_ascii()).count() - lost;
    // Some broken characters in what is UTF-8 otherwise: better than all of them misread.
    if lost == 0 || read > lost {
        return text;
    }
    let high = |byte: u8| byte.checked_sub(0x80).and_then(|high| HIGH.get(usize::from(high))).copied();
    bytes.iter().map(|byte| high(*byte).unwrap_or(char::from(*byte))).collect()
}

/// Returns the bytes without a byte order mark; UTF-16 becomes UTF-8.
pub fn without_mark(bytes: &[u8]) -> Cow<'_, [u8]> {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair)).collect();
        Cow::Owned(String::from_utf16_lossy(&units).into_bytes())
    };
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => Cow::Borrowed(rest),
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => Cow::Borrowed(bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_was_folded_is_no_piece_of_the_line_before() {
        let long = "X".repeat(90);
        let folded = format!("DTSTART:20260622\r\n{}\r\n {}:1\r\n", &long[..75], &long[75..]);
        assert_eq!(texts(folded.as_bytes()), [(1, "DTSTART:20260622".to_owned()), (2, format!("{long}:1"))]);
    }

    fn texts(bytes: &[u8]) -> Vec<(usize, String)> {
        lines(bytes).map(|line| (line.number, line.text)).collect()
    }

    #[test]
    fn a_line_folded_behind_its_name_is_one_line() {
        for bytes in [
            "VERSION\n :2.0\nDTSTART\n ;VALUE=DATE\n :20260610\nUID:1",
            "VERSION\r\n :2.0\r\nDTSTART\r\n\t;VALUE=DATE\r\n\t:20260610\r\nUID:1",
            "VERSION \n :2.0\nDTSTART\t\n ;VALUE=DATE\n :20260610\nUID:1",
        ] {
            let expected = [(1, "VERSION:2.0"), (3, "DTSTART;VALUE=DATE:20260610"), (6, "UID:1")];
            assert_eq!(texts(bytes.as_bytes()), expected.map(|(n, text)| (n, text.to_owned())));
        }
        // A line of blanks between the pieces does not end it.
        let spaced = texts(b"SUMMARY:a\n\nVERSION\n  \n :2.0\n\nDTSTART\n\t\n ;VALUE=DATE\n\n :20260610\n");
        assert_eq!(
            spaced.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>(),
            ["SUMMARY:a", "VERSION:2.0", "DTSTART;VALUE=DATE:20260610"]
        );
        // What the name says of its text holds here, too.
        assert_eq!(texts(b"DESCRIPTION\n :one\ntwo three")[0].1, "DESCRIPTION:one\\ntwo three");
        assert_eq!(
            texts(b"SUMMARY\n ;ENCODING=QUOTED-PRINTABLE\n :Mic=\nrosoft")[0].1,
            "SUMMARY;ENCODING=QUOTED-PRINTABLE:Microsoft"
        );
        // A word in a text is no name: what follows it has no sign of one.
        assert_eq!(texts(b"DESCRIPTION:one\nAgenda\n two")[0].1, "DESCRIPTION:one\\nAgendatwo");
    }

    #[test]
    fn every_line_end_and_fold() {
        let expected = [(1, "SUMMARY:one two".to_owned()), (3, "UID:3".to_owned())];
        for bytes in
            [&b"SUMMARY:one\r\n  two\r\nUID:3\r\n"[..], b"SUMMARY:one\n\t two\nUID:3", b"SUMMARY:one\r  two\rUID:3"]
        {
            assert_eq!(texts(bytes), expected);
        }
    }

    #[test]
    fn a_fold_inside_a_character_is_mended() {
        assert_eq!(texts(b"SUMMARY:Gr\xc3\r\n \xbcn\r\n"), [(1, "SUMMARY:Grün".to_owned())]);
    }

    #[test]
    fn latin_1_is_read_where_it_is_no_utf_8() {
        assert_eq!(texts(b"SUMMARY:Gr\xfcn \x96 50 \x80"), [(1, "SUMMARY:Grün – 50 €".to_owned())]);
        assert_eq!(
            texts(b"SUMMARY:Gr\xc3\xbcn und \xc3\xb6de \xff"),
            [(1, "SUMMARY:Grün und öde \u{fffd}".to_owned())]
        );
    }

    #[test]
    fn lines_without_a_name_belong_to_the_text_before() {
        assert_eq!(
            texts(b"DESCRIPTION:one\n\ntwo three\nUID:4"),
            [(1, "DESCRIPTION:one\\ntwo three".to_owned()), (4, "UID:4".to_owned())]
        );
        let long = format!("DESCRIPTION:{}\nand on\n", "x".repeat(63));
        assert_eq!(texts(long.as_bytes()), [(1, format!("DESCRIPTION:{}and on", "x".repeat(63)))]);
        assert_eq!(texts(b"DTSTART:20260101\ngarbage\nUID:4")[0].1, "DTSTART:20260101");
    }

    #[test]
    fn soft_line_breaks_of_quoted_printable_are_joined() {
        assert_eq!(
            texts(b"DESCRIPTION;ENCODING=QUOTED-PRINTABLE:Mic=\nrosoft\nUID:1")[0].1,
            "DESCRIPTION;ENCODING=QUOTED-PRINTABLE:Microsoft"
        );
    }
}
