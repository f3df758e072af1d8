//! The marks on rows, each with what it stands for.

/// A mark on a row.
pub struct Mark {
    /// How it is drawn.
    pub sign: &'static str,
    /// How it is drawn where there is no more than ASCII.
    #[cfg_attr(not(test), expect(dead_code, reason = "for the screen in ASCII, which draws every sign by its twin"))]
    pub ascii: &'static str,
    /// What it stands for, as the help says it.
    pub words: &'static str,
}

/// It comes again.
pub const REPEATS: Mark = Mark { sign: "↻", ascii: "@", words: "repeats" };
/// It has a link.
pub const LINK: Mark = Mark { sign: "⌁", ascii: "&", words: "has a link" };
/// It has a note.
pub const NOTE: Mark = Mark { sign: "✎", ascii: "*", words: "has a note" };
/// It has a checklist.
pub const CHECKLIST: Mark = Mark { sign: "☑", ascii: "x", words: "checklist: how many of its items are done" };
/// It is rush work.
pub const RUSH: Mark = Mark { sign: "⚑", ascii: "^", words: "rush work" };
/// It runs.
pub const RUNS: Mark = Mark { sign: "~", ascii: "~", words: "running: the time so far" };

/// All of them, in the order of the help.
pub const MARKS: &[&Mark] = &[&REPEATS, &LINK, &NOTE, &CHECKLIST, &RUSH, &RUNS];

/// A text with the marks that hold behind it.
pub fn marked(text: &str, marks: &[(bool, &Mark)]) -> String {
    let signs = marks.iter().filter(|(holds, _)| *holds).map(|(_, mark)| mark.sign);
    std::iter::once(text).filter(|text| !text.is_empty()).chain(signs).collect::<Vec<_>>().join(" ")
}

/// A text without the marks behind it, as it is copied.
pub fn without(text: &str) -> &str {
    let mut rest = text.trim_end();
    loop {
        let (before, last) = rest.rsplit_once(' ').unwrap_or(("", rest));
        let counts = last.contains('/') && before.ends_with(CHECKLIST.sign);
        if !counts && MARKS.iter().all(|mark| mark.sign != last) {
            return rest;
        }
        rest = before.trim_end();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::width;

    #[test]
    fn marks_are_told_apart_in_one_column_also_in_ascii() {
        for (n, mark) in MARKS.iter().enumerate() {
            assert_eq!((width(mark.sign), mark.ascii.len(), mark.ascii.is_ascii()), (1, 1, true), "{}", mark.sign);
            let alike = MARKS[..n].iter().any(|other| other.sign == mark.sign || other.ascii == mark.ascii);
            assert!(!alike && !mark.words.is_empty(), "{}", mark.sign);
        }
    }

    #[test]
    fn only_the_marks_that_hold_stand_behind_the_text() {
        assert_eq!(marked("call", &[(true, &REPEATS), (false, &RUSH), (true, &LINK)]), "call ↻ ⌁");
        assert_eq!(marked("", &[(true, &RUSH)]), "⚑");
        for (text, plain) in
            [("call ↻ ⌁", "call"), ("pack ☑ 2/3", "pack"), ("⚑", ""), ("1/2 of it", "1/2 of it"), ("", "")]
        {
            assert_eq!(without(text), plain);
        }
    }
}
